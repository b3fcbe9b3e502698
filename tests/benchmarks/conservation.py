"""Counts the words of all sets in and out: `python -m tests.benchmarks.conservation [SET …]`.

Of every page each number-like word, by the place that it ended in; what stands nowhere is lost, in two places twice.
In a written question the text is that of its parts, in another document what no table takes. Each word that is lost
or twice is printed with its page and place.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import extractor
from extractor.document import Document
from extractor.glyphs import SOURCES
from extractor.layouts import LAYOUTS
from extractor.lines import Line, furniture, lines_of
from extractor.page import Page, Word
from extractor.questions import LABEL
from extractor.tables import Grid, Reader
from extractor.tables.account import unsaid_cells
from tests.benchmarks.corpora import FOLDERS

PLACES = ("cell", "unplaced", "caption or note", "text", "head", "furniture", "told lost")
"""Where a word may end: the head's lines give the metadata, and a notice tells what stands in no part of the text."""
HEADS = ("number", "author", "date", "to", "answered")
FOLDED = frozenset("-\u00ad")


@dataclass
class Count:
    """The number-like words of some pages by place, and all words within the boxes of tables."""

    places: Counter[str] = field(default_factory=Counter)
    numbers: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    within: int = 0
    unplaced: int = 0
    astray: int = 0

    def __iadd__(self, other: Count) -> Count:
        self.places += other.places
        self.numbers += other.numbers
        self.lost += other.lost
        self.twice += other.twice
        self.within += other.within
        self.unplaced += other.unplaced
        self.astray += other.astray
        return self


def is_number_like(text: str) -> bool:
    return any(map(str.isdigit, text))


def counted(path: Path, pages: int | None = None) -> Count:
    """The words of a document's first pages, all by default, by the places that they end in."""
    total = Count()
    reader = Reader(LAYOUTS["flanders"])
    ends: dict[int, list[str]] = {}
    read: list[tuple[Page, tuple[Word, ...]]] = []
    for page in itertools.islice(SOURCES["pdfium"](path, name=path.name), pages):
        read.append((page, reader.add(page)))
        grids = [g for found in reader.found for g in found.grids if g.page == page.number]
        _count_boxes(page, grids, total)
    for found, table in reader.finish():
        unsaid = {id(cell) for _, cell in unsaid_cells(found.grids, table)}
        _put(ends, "caption or note", found.told)
        for grid in found.grids:
            _put(ends, "unplaced", grid.unplaced)
            for cell in grid.cells:
                _put(ends, "cell", () if id(cell) in unsaid else cell.words)
    if pages is None:
        _count_text(extractor.read(path), read, ends)
    else:
        _put(ends, "text", (word for _, rest in read for word in rest))
    for page, _ in read:
        for word in page.words:
            if is_number_like(word.text):
                total.numbers += 1
                own = ends.get(id(word), [])
                total.places.update(own[:1])
                where = f"{path.name} page {page.number} at {word.x0:.0f} {word.top:.0f}: {word.text} {own or ''}"
                if len(own) != 1:
                    (total.twice if own else total.lost).append(where)
    return total


def _put(ends: dict[int, list[str]], place: str, words: Iterable[Word]) -> None:
    for word in words:
        ends.setdefault(id(word), []).append(place)


def _count_boxes(page: Page, grids: Sequence[Grid], total: Count) -> None:
    """Adds the words within tables' boxes, those left over, and those that no table has."""
    held = {id(word) for grid in grids for word in grid.words}
    left = {id(word) for grid in grids for word in grid.unplaced}
    for word in page.words:
        if any(g.box.x0 <= word.x_mid <= g.box.x1 and g.box.top <= word.y_mid <= g.box.bottom for g in grids):
            total.within += 1
            total.unplaced += id(word) in left
            total.astray += id(word) not in held


def _count_text(
    extraction: extractor.Extraction, read: Sequence[tuple[Page, tuple[Word, ...]]], ends: dict[int, list[str]]
) -> None:
    """Says where the words end that no table takes: in a part of the question, or in what a notice tells."""
    told = {(n.page, n.box.top) for n in extraction.notices if n.code == "unread-line" and n.box}
    turned = {n.page for n in extraction.notices if n.code == "turned-text"}
    lines = [lines_of(Page(page.number, page.width, page.height, rest)) for page, rest in read]
    repeated = furniture(lines)
    if any(notice.code == "no-written-question" for notice in extraction.notices):
        _put(ends, "text", (word for _, rest in read for word in rest))
        return
    parts = [_letters(text) for text in _texts(extraction.document)]
    for line in (line for held in lines for line in held):
        if line in repeated:
            _put(ends, "furniture", line.words)
        elif _taken(line, parts):
            _put(ends, "text", line.words)
        elif any(getattr(LAYOUTS["flanders"], name).fullmatch(line.text) for name in HEADS):
            _put(ends, "head", line.words)
        elif (line.page, round(line.top, 2)) in told:
            _put(ends, "told lost", line.words)
    for page, rest in read:
        _put(ends, "told lost", (w for w in rest if w.angle and page.number in turned))
    for part in parts:
        if is_number_like(part):
            raise AssertionError(f"{extraction.document.id}: text that no line has: {part[:80]}")


def _texts(document: Document) -> Iterator[str]:
    for item in (*document.questions, *document.answers):
        yield f"{item.label or ''}{item.text}"
    yield from (annex.title for annex in document.annexes)
    yield from (t for t in (document.introduction, document.preamble, document.closing, document.title) if t)


def _letters(text: str) -> str:
    return "".join(ch for ch in text if not ch.isspace() and ch not in FOLDED)


def _taken(line: Line, parts: list[str]) -> bool:
    """Takes the letters of a line out of the first part that has them; a part's label is printed in many ways."""
    label = LABEL.match(line.text)
    ways = [_letters(line.text)]
    if label:
        rest = _letters(line.text[label.end() :])
        numbers = "".join(ch for ch in label["numbers"] if ch.isdigit())
        ways += [f"{','.join(label['numbers'].split())}{rest}", f"{numbers}{rest}", rest]
    for text in ways:
        for i, part in enumerate(parts):
            if text and text in part:
                parts[i] = part.replace(text, "\n", 1)
                return True
    return False


def counted_safely(path: Path) -> Count:
    try:
        return counted(path)
    except extractor.ExtractorError:
        return Count()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=", ".join(FOLDERS))
    names = parser.parse_args().sets or list(FOLDERS)
    head = (*PLACES, "once", "lost", "twice", "in boxes", "unplaced", "astray")
    print(f"{'':12}{'numbers':>9}" + "".join(f"{name.split()[0] if name in PLACES else name:>10}" for name in head))
    told: list[str] = []
    with ProcessPoolExecutor(2) as pool:
        for name in names:
            total = Count()
            for one in pool.map(counted_safely, sorted(FOLDERS[name].glob("*.pdf"))):
                total += one
            once = total.numbers - len(total.lost) - len(total.twice)
            numbers = [
                *(total.places[place] for place in PLACES),
                once,
                len(total.lost),
                len(total.twice),
                total.within,
            ]
            share = total.unplaced / max(total.within, 1)
            print(
                f"{name:12}{total.numbers:9}"
                + "".join(f"{number:10}" for number in numbers)
                + f"{share:10.2%}{total.astray:10}"
            )
            told += [*(f"lost  {one}" for one in total.lost), *(f"twice {one}" for one in total.twice)]
    print("\n".join(told))


if __name__ == "__main__":
    main()
