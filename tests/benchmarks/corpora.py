"""Reads all sets of the shared corpus on two cores and scores them: `python tests/benchmarks/corpora.py [SET …] [--out DIR]`.

The sets: sv, icdar, reports, parsebench, wild, typesetters, unjudged (no truth: crashes and mismatches only).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import extractor

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS, BENCH = SHARED / "corpus", SHARED / "bench"
FOLDERS = {
    "sv": CORPUS / "sv" / "pdf",
    "icdar": CORPUS / "icdar2013" / "competition-dataset-eu",
    "reports": CORPUS / "reports",
    "parsebench": CORPUS / "parsebench" / "pdfs",
    "wild": CORPUS / "wild" / "pdf",
    "typesetters": CORPUS / "typesetters",
    "unjudged": CORPUS / "wild" / "unjudged",
}


def read(path: Path) -> tuple[str, dict[str, Any] | None, str | None]:
    """A document's stem with what its JSON says, or with the error that it ended in."""
    try:
        return path.stem, json.loads(extractor.read(path).model_dump_json()), None
    except extractor.ExtractorError as error:
        return path.stem, None, f"{type(error).__name__}: {error}"
    except Exception as error:  # a crash is what is looked for
        return path.stem, None, f"CRASH {path.name}: {type(error).__name__}: {error}"


def predictions(said: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The grids in the form that the scorers take, with the places that a text fills."""
    return {
        stem: [{"page": t["pages"][0], "rows": spanned(t)} for t in one["tables"] if t["pages"]]
        for stem, one in said.items()
    }


def spanned(table: dict[str, Any]) -> list[list[Any]]:
    """The rows of a table's grid; a text that fills several places stands in the first, with their numbers."""
    rows = [list(row) for row in table["grid"]]
    for area in table["areas"]:
        places = [(area["row"] + i, area["column"] + k) for i in range(area["rows"]) for k in range(area["columns"])]
        text = next((rows[r][c] for r, c in places if r < len(rows) and rows[r][c]), None)
        for r, c in places:
            if r < len(rows):
                rows[r][c] = None
        rows[area["row"]][area["column"]] = {"text": text, "colspan": area["columns"], "rowspan": area["rows"]}
    return rows


def invented(said: dict[str, dict[str, Any]]) -> tuple[int, int]:
    """Pages of ICDAR on which the truth has no table, and on how many of them one was read."""
    pages = taken = 0
    for stem, one in said.items():
        truth = {
            int(region.get("page", "0"))
            for path in FOLDERS["icdar"].glob(f"{stem}*-str.xml")
            for region in ET.parse(path).getroot().iter("region")
        }
        ours = {page for table in one["tables"] for page in table["pages"]}
        without = set(range(1, one["document"]["pages"] + 1)) - truth
        pages += len(without)
        taken += len(without & ours)
    return pages, taken


def commands(name: str, folder: Path, grids: Path) -> Iterator[list[str]]:
    """The scorers of a set, with what they take."""
    if name in ("sv", "wild"):
        yield [str(BENCH / name / "score.py"), str(folder), *([str(CORPUS / "sv")] if name == "sv" else [])]
    if name in ("icdar", "parsebench", "reports"):
        yield [str(BENCH / name / "score.py"), str(grids), *(["--split", "eu"] if name == "icdar" else [])]
    if name == "icdar":
        yield [str(BENCH / "decompose.py"), name, str(grids), str(CORPUS / "icdar2013"), "eu"]
    if name == "parsebench":
        yield [str(BENCH / "decompose.py"), name, str(grids), str(CORPUS / "parsebench"), "all"]
    if name == "typesetters":
        yield [str(BENCH / name / "score.py"), "report", "--out", str(folder.parent)]


Read = tuple[dict[str, dict[str, Any]], list[str]]
"""What documents say, by stem; and the errors of those that could not be read."""


def read_all(paths: Iterable[Path], prepare: Callable[[], None] | None = None) -> Read:
    """Reads documents on two cores, after each process did what prepares it."""
    said, errors = {}, []
    with ProcessPoolExecutor(2, initializer=prepare) as pool:
        for stem, one, error in pool.map(read, paths):
            if one is not None:
                said[stem] = one
            errors += [error] if error else []
    return said, errors


def score(name: str, out: Path, said: dict[str, dict[str, Any]], errors: Sequence[str]) -> None:
    """Keeps what the documents of a set say below `out`, and prints what the scorers make of it."""
    folder = out / ("extractor" if name == "typesetters" else name)
    folder.mkdir(parents=True, exist_ok=True)
    for stem, one in said.items():
        (folder / f"{stem}.json").write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    verdicts = Counter(f["verdict"] for one in said.values() for f in one["findings"])
    weighed = Counter(min(t["readings"], 2) for one in said.values() for t in one["tables"])
    print(f"== {name}: {len(said)} documents; findings {dict(sorted(verdicts.items()))}")
    print(f"   tables {sum(weighed.values())}, of them with two readings or more {weighed[2]}; {len(errors)} not read")
    if name == "icdar":
        print("   pages without a table {}, on which one was read {}".format(*invented(said)))
    for error in errors:
        if error.startswith("CRASH"):
            print("  ", error[:160])
    grids = out / f"{name}.grids.json"
    grids.write_text(json.dumps(predictions(said)), encoding="utf-8")
    for command in commands(name, folder, grids):
        sys.stdout.flush()
        subprocess.run([sys.executable, *command], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=", ".join(FOLDERS))
    parser.add_argument("--out", type=Path, help="keep what was read here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.sets or FOLDERS:
            score(name, arguments.out or Path(folder), *read_all(sorted(FOLDERS[name].glob("*.pdf"))))


if __name__ == "__main__":
    main()
