"""The notes of a table: what is printed below it about its marks, its source, its signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import regex

from extractor import language
from extractor.characters import SUPERSCRIPTS, bare
from extractor.figure import parse
from extractor.lines import PAGE_NUMBER, paragraph
from extractor.page import Word
from extractor.tables.cells import MARK, takes_power
from extractor.tables.grid import Band, Grid
from extractor.tables.measure import CLOSE

_PLAIN = rf"\*{{1,4}}|[†‡]{{1,2}}|\((?:\d{{1,2}}|[a-z]|\*+)\)|[{SUPERSCRIPTS}]{{1,2}}"
TRAILING = regex.compile(rf"(?<=[\p{{L}}\d%)])\s?(?P<mark>{_PLAIN})$")
LEADING = regex.compile(rf"(?P<mark>{_PLAIN})")
"""A mark printed as a plain character, after what it marks and before its note; '1)' and 'a.' begin items of a list."""
SIGN = regex.compile(r"(?P<sign>\S{1,5}) ?[=:] ?\p{L}")
SMALLER = 0.93
"""Type smaller than this share of the table's is a note's, right below it."""
ONWARD = 0.8
"""Type sizes of white at most between two lines of a note."""


def marks_of(grid: Grid) -> set[str]:
    """The footnote marks printed in a grid, without brackets."""
    return _marks(grid.words)


def _marks(words: Sequence[Word]) -> set[str]:
    raised = {w.text for w in words if w.superscript and MARK.fullmatch(w.text)}
    return {bare(mark) for mark in raised} | plain_marks(w.text for w in words)


def notes_of(bands: Sequence[Band], grid: Grid, *, text: float = float("inf")) -> list[list[Band]]:
    """The notes of a grid among the loose bands of its page, each as its lines.

    Right below the table: lines with one of its marks, its source, its signs ('n.b. = niet beschikbaar'), or in
    smaller type than it and the running text, whose size is `text` (points). Anywhere below: a line that begins with one
    of its marks, raised, as at the foot of a page.
    """
    marks = marks_of(grid)
    signs = {cell.words[0].text for cell in grid.cells if len(cell.words) == 1}
    size = _usual_size(grid.words)
    small = min(size, text)
    below = [b for b in bands if b.baseline > grid.box.bottom and not b.turned and not PAGE_NUMBER.fullmatch(b.text)]
    right = max((b.atoms[-1].x1 for b in bands), default=0.0)
    notes: list[list[Band]] = []
    near, first, edge = True, True, grid.box.bottom
    for above, band in zip([None, *below], below, strict=False):
        near = near and band.top - edge < CLOSE * size
        raised = _raised_mark(band) in marks
        begins = is_note(band.text, marks, signs) or (first and _is_smaller(band, small))
        if raised or (near and begins):
            notes.append([band])
        elif notes and notes[-1][-1] is above and _goes_on(above, band, right):
            notes[-1].append(band)
        else:
            first = False  # below a line that is no note, small type is that of other text
        edge = band.bottom
    return notes


def is_note(text: str, marks: Collection[str], signs: Collection[str]) -> bool:
    """True for a text that begins with one of a table's marks, says its source, or explains one of its signs."""
    mark = LEADING.match(text)
    if mark and bare(mark["mark"]) in marks:
        return True
    if names_note(text):
        return True
    sign = SIGN.match(text)
    return bool(sign and sign["sign"] in signs and parse(sign["sign"]).status not in ("text", "number", "blank"))


def names_note(text: str) -> bool:
    """True for a text that begins with a word that names notes ('Bron:')."""
    return any(regex.match(rf"{regex.escape(word)}\s*:", text, regex.IGNORECASE) for word in language.words("note"))


def plain_marks(texts: Iterable[str]) -> set[str]:
    """The footnote marks printed as plain characters after texts, bare; the powers of 'm²' and '10³' are none."""
    found = [(m["mark"], text[: m.start()]) for text in texts if (m := TRAILING.search(text))]
    return {bare(mark) for mark, base in found if mark[0] not in SUPERSCRIPTS or not takes_power(base)}


def begins_note(band: Band, lines: Sequence[Band]) -> bool:
    """True where a line below the lines of a table begins a note of it."""
    words = [word for line in lines for atom in line.atoms for word in atom.words]
    signs = {atom.text for line in lines for atom in line.atoms if len(atom.words) == 1}
    told = is_note(band.text, _marks(words), signs) or _is_smaller(band, _usual_size(words))
    return told or LEADING.match(band.text) is not None


def note_text(note: Sequence[Band]) -> str:
    """A note as one line of text."""
    return paragraph([band.text for band in note])


def _usual_size(words: Sequence[Word]) -> float:
    sizes = sorted(w.size for w in words if not w.superscript)
    return sizes[len(sizes) // 2] if sizes else 10.0


def _raised_mark(band: Band) -> str | None:
    first: Word = band.atoms[0].words[0]
    return bare(first.text) if first.superscript and MARK.fullmatch(first.text) else None


def _is_smaller(band: Band, size: float) -> bool:
    return max(w.size for a in band.atoms for w in a.words) < SMALLER * size


def _goes_on(last: Band, band: Band, right: float) -> bool:
    """True where a line had no room for the first word of the next, in the same type."""
    word = band.atoms[0].words[0]
    same = min(last.size, band.size) >= SMALLER * max(last.size, band.size)
    same = same and band.top - last.bottom < ONWARD * band.size
    return same and last.atoms[-1].x1 + 0.25 * band.size + word.width > right
