"""Reads the tables of one of the other data sets and scores them: `python tests/benchmarks/grids.py icdar|reports`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import extractor

SHARED = Path(__file__).resolve().parents[3] / "shared"
SETS = {
    "icdar": (SHARED / "corpus" / "icdar2013" / "competition-dataset-eu", ["--split", "eu"]),
    "reports": (SHARED / "corpus" / "reports", []),
}


def read_all(folder: Path) -> dict[str, extractor.Extraction]:
    """What each PDF of a folder says, by its stem."""
    return {path.stem: extractor.read(path) for path in sorted(folder.glob("*.pdf"))}


def predictions(read: dict[str, extractor.Extraction]) -> dict[str, list[dict[str, Any]]]:
    """The grids in the form that the scorers take."""
    return {
        stem: [{"page": table.pages[0], "rows": table.grid} for table in extraction.tables]
        for stem, extraction in read.items()
    }


def invented(read: dict[str, extractor.Extraction], folder: Path) -> tuple[int, int]:
    """Pages on which the truth has no table, and on how many of them one was read."""
    pages = taken = 0
    for stem, extraction in read.items():
        truth = {
            int(region.get("page", "0"))
            for path in folder.glob(f"{stem}*-str.xml")
            for region in ET.parse(path).getroot().iter("region")
        }
        ours = {page for table in extraction.tables for page in table.pages}
        without = set(range(1, extraction.document.pages + 1)) - truth
        pages += len(without)
        taken += len(without & ours)
    return pages, taken


def main() -> None:
    name, *more = sys.argv[1:]
    folder, options = SETS[name]
    read = read_all(folder)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(predictions(read), file)
        file.flush()
        scorer = SHARED / "bench" / name / "score.py"
        subprocess.run([sys.executable, str(scorer), file.name, *options, *more], check=True)
    verdicts = [finding.verdict for extraction in read.values() for finding in extraction.findings]
    counts = ", ".join(f"{verdicts.count(v)} {v}" for v in sorted(set(verdicts)))
    print(f"own findings: {counts}")
    weighed = [table.readings for extraction in read.values() for table in extraction.tables]
    print(f"tables {len(weighed)}, of them with more than one reading {sum(n > 1 for n in weighed)}")
    if name == "icdar":
        print("pages without a table {}, on which one was read {}".format(*invented(read, folder)))


if __name__ == "__main__":
    main()
