"""Says of every word of the corpus which table and which cell of the truth it belongs to.

`python tests/benchmarks/labels.py [SOURCE …]` prints a line a source; `--draw OUT SOURCE [DOCUMENT …]` draws pages with
the words coloured by row.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from PIL import ImageDraw

from extractor.geometry import BBox
from extractor.glyphs import SOURCES as GLYPHS
from extractor.glyphs import picture
from extractor.glyphs.upright import turned_point
from extractor.page import Page
from tests.benchmarks.aligning import Labels, align
from tests.benchmarks.laying import Truth

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"
NAMES = ("icdar", "sv", "typesetters", "wild", "parsebench")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-") | {
    **dict.fromkeys(map(ord, "\u2018\u2019"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d"), '"'),
    ord("\u00ad"): None,
}
LEADERS = re.compile(r"[.…·]{3,}$|^[.…·]+$")
LATEX = (
    (re.compile(r"(?<!\\)((?:\\\\)*)%.*"), r"\1"),
    (re.compile(r"\\(?:color|cellcolor|rowcolor|columncolor|textcolor)\[\w+\]\{[^}]*\}"), ""),
    (re.compile(r"\\rule(?:\[[^\]]*\])?\{[^}]*\}\{[^}]*\}|\\cmidrule\s*(?:\([^)]*\))?\s*\{[^}]*\}"), ""),
    (re.compile(r"[@!]\{(?:[^{}]|\{[^{}]*\})*\}"), ""),
    (re.compile(r"(?<!\\)\\\\(?=[A-Za-z])"), r"\\\\ "),
)
"""Comments, colours by number, rules, what stands between columns, line ends before a letter."""
COLOURS = ("#ff9d9d", "#9dc8ff", "#a8e6a1", "#ffd480", "#d9b3ff", "#8fe3e3")


@dataclass(frozen=True, slots=True)
class TruthTable:
    """A table of the truth; `coverage` is the share of its letters that were found on the pages."""

    rows: tuple[tuple[str | None, ...], ...]
    header_rows: int | None
    coverage: float


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with the (table, row, column) of each word, None: in no table; and the tables that it shows."""

    source: str
    document: str
    page: Page
    cells: tuple[tuple[int, int, int] | None, ...]
    tables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document with its pages and the tables of its truth, in the truth's order."""

    source: str
    document: str
    pages: tuple[LabelledPage, ...]
    tables: tuple[TruthTable, ...]


def labelled(source: str, only: Sequence[str] = ()) -> Iterator[LabelledDocument]:
    """The documents of a source that have a truth; `only` those of these names."""
    for path, truths in ((path, truths) for path, truths in documents(source) if not only or path.stem in only):
        pages = tuple(GLYPHS["pdfium"](path))
        labels, coverage = boxed(path, pages) if source == "icdar" else ({}, [])
        if min(coverage, default=0.0) < 0.6:  # the boxes of a document of ICDAR lie elsewhere
            labels, coverage = align(pages, truths, ascii_letters if source == "parsebench" else letters)
        yield labelled_document(source, path.stem, pages, truths, labels, coverage)


def labelled_document(
    source: str, name: str, pages: Sequence[Page], truths: Sequence[Truth], labels: Labels, coverage: Sequence[float]
) -> LabelledDocument:
    """The labels in the form that is handed out."""
    out = []
    for p, page in enumerate(pages):
        cells = tuple(labels.get((p, i)) for i in range(len(page.words)))
        out.append(LabelledPage(source, name, page, cells, tuple(sorted({cell[0] for cell in cells if cell}))))
    tables = (TruthTable(t.rows, t.header_rows, c) for t, c in zip(truths, coverage, strict=True))
    return LabelledDocument(source, name, tuple(out), tuple(tables))


def folded(text: str) -> str:
    """The text with letters of every make as plain ones, halves of characters joined."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFKC", whole).casefold()


def letters(text: str) -> str:
    """All that a text prints but the leaders after it, case folded, with one kind of dash and quote."""
    return LEADERS.sub("", "".join(folded(text).translate(DASHES).split()))


def ascii_letters(text: str) -> str:
    """The letters and digits of ASCII, as the scorer of the LaTeX tables takes them."""
    return "".join(c for c in folded(text) if c.isascii() and c.isalnum())


# ---------------------------------------------------------------------------------------------- the truths


def documents(source: str) -> Iterator[tuple[Path, list[Truth]]]:
    """The PDFs of a source with their tables."""
    yield from {"icdar": _icdar, "sv": _sv, "typesetters": _typesetters, "wild": _wild, "parsebench": _parsebench}[
        source
    ]()


@cache
def scorer(name: str) -> ModuleType:
    """The scorer of a source, as a module."""
    path = SHARED / "bench" / name / "score.py"
    spec = importlib.util.spec_from_file_location(f"{name}_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if name == "parsebench":
        module.__dict__["plain"] = spaced
    return module


def spaced(text: str) -> str:
    """What the LaTeX of a cell prints, in ASCII: as the scorer's `plain`, with white space and punctuation kept."""
    module = scorer("parsebench")
    text = re.sub(r"\\(?:begin|end)\{[^}]*\}(?:\[[^\]]*\])?(?:\{[^}]*\})?", " ", module.DROP.sub(" ", text))
    text = re.sub(module.GREEK, "", text)
    text = re.sub(r"\\(?:textcolor|href|resizebox|rotatebox|parbox)(?:\[[^\]]*\])?\{[^}]*\}", "", text)
    text = re.sub(r"\\[a-zA-Z]+\*?(?:\[[^\]]*\])?", " ", text)
    text = " ".join("".join(c for c in text if c.isascii() and c not in "${}^_~\\").split())
    return text if ascii_letters(text) else ""


def read_json(path: Path) -> Any:
    """What a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def _sv() -> Iterator[tuple[Path, list[Truth]]]:
    for entry in read_json(CORPUS / "sv" / "manifest.json"):
        if entry["kind"] != "scan":
            tables = read_json(CORPUS / "sv" / entry["truth"])["tables"]
            yield CORPUS / "sv" / entry["path"], [sv_truth(table) for table in tables]


def sv_truth(table: dict[str, Any]) -> Truth:
    """The grid of a table that is given by header paths, labels and cells."""
    paths, groups = table["columns"], table.get("row_groups")
    stubs = [table["group_header"], table["stub_header"]] if groups else [table["stub_header"]]
    depth = max([len(path) for path in paths] + [1 if any(stubs) else 0])
    head = []
    for level in range(depth):
        row: list[str | None] = list(stubs) if level == depth - 1 else [None] * len(stubs)
        for c, path in enumerate(paths):
            full = [None] * (depth - len(path)) + path
            again = c > 0 and len(paths[c - 1]) == len(path) and level < depth - 1
            row.append(None if again and paths[c - 1][: level + 1] == path[: level + 1] else full[level])
        head.append(tuple(row))
    body = []
    for r, (label, cells) in enumerate(zip(table["row_labels"], table["cells"], strict=True)):
        group = [groups[r] if r == 0 or groups[r] != groups[r - 1] else None] if groups else []
        body.append((*group, label, *cells))
    return Truth((*head, *body), depth)


def _typesetters() -> Iterator[tuple[Path, list[Truth]]]:
    for path in sorted((CORPUS / "typesetters").glob("*.pdf")):
        tables = read_json(path.with_suffix("").with_suffix(".truth.json"))["tables"]
        yield path, [Truth(tuple(map(tuple, table["grid"])), table["header_rows"]) for table in tables]


def _wild() -> Iterator[tuple[Path, list[Truth]]]:
    for entry in read_json(CORPUS / "wild" / "truth.json"):
        grids = [[[c["text"] if isinstance(c, dict) else c for c in row] for row in t["rows"]] for t in entry["tables"]]
        yield CORPUS / "wild" / "pdf" / entry["file"], [Truth(tuple(map(tuple, grid)), None) for grid in grids]


def _parsebench() -> Iterator[tuple[Path, list[Truth]]]:
    for path in sorted((CORPUS / "parsebench" / "ground_truth").glob("*.json")):
        sources = [latex(entry["data"]) for entry in read_json(path) if entry["type"] == "table"]
        tables = [scorer("parsebench").grid(source) for source in sources]
        truths = [Truth(first_places(table), None, exact=False) for table in tables if table]
        # tables without a letter of ASCII are none for the scorer: they come last, and are never found
        lost = [Truth((), None, exact=False) for table in tables if not table]
        yield CORPUS / "parsebench" / "pdfs" / f"{path.stem}.pdf", truths + lost


def latex(source: str) -> str:
    """The source without what the scorer's reader takes for text, or for no text."""
    for pattern, instead in LATEX:
        source = pattern.sub(instead, source)
    return source


def first_places(table: Any) -> tuple[tuple[str | None, ...], ...]:
    """The grid of a scorer's table: the text of a spanning cell in its first place only."""
    height, width = (1 + max(place[axis] for place in table.grid) for axis in (0, 1))
    rows: list[list[str | None]] = [[None] * width for _ in range(height)]
    seen = set()
    for r, c in sorted(table.grid):
        cell = table.grid[r, c]
        if cell not in seen:
            seen.add(cell)
            rows[r][c] = table.texts[cell]
    return tuple(map(tuple, rows))


# ---------------------------------------------------------------------------------------------- ICDAR: boxes


def _truth_file(path: Path) -> Path:
    return path.with_name(f"{path.stem}-str.xml")


def _icdar() -> Iterator[tuple[Path, list[Truth]]]:
    for path in sorted((CORPUS / "icdar2013" / "competition-dataset-eu").glob("*.pdf")):
        tables = scorer("icdar").read_truth_tables(_truth_file(path))
        yield path, [Truth(first_places(table), None) for table in tables]


@dataclass(frozen=True, slots=True)
class BoxedCell:
    """A cell of the truth with its page (from 0) and its box, from the page's bottom left."""

    table: int
    place: tuple[int, int]
    page: int
    box: BBox
    text: str


def boxed_cells(path: Path) -> list[BoxedCell]:
    """The cells of a file of the competition."""
    cells = []
    for number, table in enumerate(ET.parse(path).getroot().iter("table")):
        for region in table.findall("region"):
            down, right = (int(region.get(name) or 0) for name in ("row-increment", "col-increment"))
            for cell in region.findall("cell"):
                at = cell.find("bounding-box")
                assert at is not None
                x1, y1, x2, y2 = (float(at.get(name, "nan")) for name in ("x1", "y1", "x2", "y2"))
                place = int(cell.get("start-row", "0")) + down, int(cell.get("start-col", "0")) + right
                box = BBox(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
                text = letters(cell.findtext("content") or "")
                cells.append(BoxedCell(number, place, int(region.get("page", "1")) - 1, box, text))
    return cells


def boxed(path: Path, pages: Sequence[Page]) -> tuple[Labels, list[float]]:
    """The labels that the boxes give, and each table's share of letters found."""
    cells = boxed_cells(_truth_file(path))
    labels: Labels = {}
    got: Counter[int] = Counter()
    want: Counter[int] = Counter()
    for p, page in enumerate(pages):
        here = [cell for cell in cells if cell.page == p]
        frames = ([_framed(cell.box, page, angle) for cell in here] for angle in (0, 90, 270, 180))
        readings = [_in_boxes(page, here, frame) for frame in frames]
        best = max(readings, key=lambda reading: sum(reading[1].values()))
        labels |= {(p, i): cell for i, cell in best[0].items()}
        got += best[1]
    for cell in cells:
        want[cell.table] += len(cell.text)
    return labels, [got[t] / want[t] if want[t] else 0.0 for t in sorted({cell.table for cell in cells})]


def _framed(box: BBox, page: Page, angle: int) -> BBox:
    """The box in the page's frame, where the page was turned upright by this angle."""
    width, height = (page.height, page.width) if angle in (90, 270) else (page.width, page.height)
    xa, ya = turned_point(box.x0, height - box.bottom, width, height, angle)
    xb, yb = turned_point(box.x1, height - box.top, width, height, angle)
    return BBox(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _in_boxes(
    page: Page, cells: Sequence[BoxedCell], boxes: Sequence[BBox]
) -> tuple[dict[int, tuple[int, int, int]], Counter[int]]:
    """The cell of each word whose middle is in its box, and the letters of each table found so."""
    labels: dict[int, tuple[int, int, int]] = {}
    texts: dict[int, str] = defaultdict(str)
    for i, word in enumerate(page.words):
        inside = [
            (abs(word.x_mid - box.x_mid) + abs(word.y_mid - box.y_mid), n)
            for n, box in enumerate(boxes)
            if box.x0 - 2 <= word.x_mid <= box.x1 + 2 and box.top - 2 <= word.y_mid <= box.bottom + 2
        ]
        if inside:
            # where boxes overlap, the cell that has the word
            _, n = min(inside, key=lambda hit: (letters(word.text) not in cells[hit[1]].text, hit[0]))
            labels[i] = (cells[n].table, *cells[n].place)
            texts[n] += letters(word.text)
    got: Counter[int] = Counter()
    for n, text in texts.items():
        got[cells[n].table] += (Counter(text) & Counter(cells[n].text)).total()
    return labels, got


# ---------------------------------------------------------------------------------------------- what it comes to


def left_out(page: LabelledPage) -> tuple[int, int]:
    """Words of no table within the box of a table's words on the page, and all words within such boxes."""
    inside: set[int] = set()
    for table in page.tables:
        own = [word for word, cell in zip(page.page.words, page.cells, strict=True) if cell and cell[0] == table]
        x0, x1 = min(w.x0 for w in own), max(w.x1 for w in own)
        top, bottom = min(w.top for w in own), max(w.bottom for w in own)
        inside |= {i for i, w in enumerate(page.page.words) if x0 <= w.x_mid <= x1 and top <= w.y_mid <= bottom}
    return sum(page.cells[i] is None for i in inside), len(inside)


def report(source: str, only: Sequence[str], details: bool) -> str:
    """A line of figures."""
    start = time.perf_counter()
    read = list(labelled(source, only))
    seconds = time.perf_counter() - start
    pages = [page for document in read for page in document.pages]
    tables = [(d.document, t, table) for d in read for t, table in enumerate(d.tables)]
    words = sum(cell is not None for page in pages for cell in page.cells)
    outs = [left_out(page) for page in pages]
    if details:
        for document, number, table in tables:
            if table.coverage < 0.9:
                print(f"  {source} {document} table {number}: coverage {table.coverage:.2f}")
        for page, (none, _) in zip(pages, outs, strict=True):
            if none:
                print(f"  {source} {page.document} page {page.page.number}: {none} words left out")
    full, poor = sum(t.coverage >= 0.9 for *_, t in tables), sum(t.coverage < 0.6 for *_, t in tables)
    none, inside = (sum(column) for column in zip(*outs, strict=True))
    return (
        f"{source:12} documents {len(read):4} pages {len(pages):4} tables {len(tables):4} "
        f"covered {full:4} ({full / len(tables):.1%}) poor {poor:3} words {words:6} "
        f"left out {none / max(1, inside):.2%} seconds {seconds:.1f}"
    )


def draw(folder: Path, source: str, only: Sequence[str]) -> None:
    """Draws the pages with tables: words coloured by row, framed by column, with table, row and column in small."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {path.stem: path for path, _ in documents(source)}
    for document in labelled(source, only):
        for labelled_page in document.pages:
            if labelled_page.tables:
                page, scale = labelled_page.page, 2.0
                image = picture(paths[document.document], page, "pdfium", scale=scale).convert("RGB")
                _paint(image, labelled_page, scale)
                image.save(folder / f"{source}-{document.document}-{page.number}.png")


def _paint(image: Any, labelled_page: LabelledPage, scale: float) -> None:
    pen = ImageDraw.Draw(image, "RGBA")
    for word, cell in zip(labelled_page.page.words, labelled_page.cells, strict=True):
        box = [scale * at for at in (word.x0, word.top, word.x1, word.bottom)]
        if cell is None:
            pen.line((box[0], box[3], box[2], box[3]), fill="#909090")
            continue
        table, row, column = cell
        pen.rectangle(box, fill=COLOURS[row % len(COLOURS)] + "70", outline=COLOURS[column % len(COLOURS)], width=2)
        pen.text((box[0], box[1] - 9), f"{table}:{row},{column}", fill="#c00000")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="sources; with --draw a source and documents")
    parser.add_argument("--draw", type=Path, metavar="OUT", help="draw pages into this folder")
    parser.add_argument(
        "--details", action="store_true", help="name tables found in part, and pages with words left out"
    )
    arguments = parser.parse_args()
    if arguments.draw:
        draw(arguments.draw, arguments.names[0], arguments.names[1:])
        return
    for source in arguments.names or NAMES:
        print(report(source, (), arguments.details), flush=True)


if __name__ == "__main__":
    main()
