"""Runs of lines that text parts: the chain reads no words, and takes two tables with a line of text between for one."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.tables.captions import CAPTION
from extractor.tables.grid import Band
from extractor.tables.measure import LEVEL
from extractor.tables.trim import has_figure

NUMBER = regex.compile(r"\(?(?P<number>\d{1,2})[.)](?:\s+\p{L}.*)?")
"""A paragraph's number, '2.' or '(2)', alone or with its text."""
SENTENCE = regex.compile(r"[.?]\W*$")
"""The end of a sentence; few labels of rows end so."""


def parted(run: Sequence[Band], lines: Sequence[Band]) -> list[list[Band]]:
    """The parts of a run between the captions and the numbered paragraphs in it; `lines` are those of its block.

    Figures stand above and below, else a list of tables, or of sentences, would fall to pieces; and the lines below have
    a header, or the number heads rows of one table. A paragraph is left out; its caption stands at its table's top.
    """
    inside = set(map(id, run))
    before = [line for line in lines if id(line) not in inside]
    parts: list[list[Band]] = []
    first = at = 0
    while at < len(run):
        end = _paragraph_end(run, at, before)
        cuts = end > at or _is_caption(run[at])
        headed = end < len(run) and not has_figure([run[end]])
        if cuts and headed and _has_figure(run[end:]) and (at == first or _has_figure(run[first:at])):
            parts.append(list(run[first:at]))
            before += run[at:end]
            first = end
        at = max(at + 1, end)
    return [part for part in (*parts, list(run[first:])) if part]


def _has_figure(lines: Sequence[Band]) -> bool:
    """True where lines have a figure; the numbers of notes and of paragraphs, '(6)', are none."""
    return has_figure(line for line in lines if _number(line) is None)


def _is_caption(line: Band) -> bool:
    return len(line.atoms) == 1 and CAPTION.match(line.text) is not None


def _paragraph_end(run: Sequence[Band], at: int, before: Sequence[Band]) -> int:
    """The line after the numbered paragraph that begins at a line; `at` where none does.

    A paragraph is a sentence, or counts on from one of the lines before: 'Uitgaven', number 2, may head a group of rows.
    """
    number = _number(run[at])
    if number is None:
        return at
    end = at + 1
    text = run[at].atoms[-1]
    while end < len(run) and not SENTENCE.search(run[end - 1].text) and _goes_on(run[end], text.x0):
        end += 1
    if SENTENCE.search(run[end - 1].text):
        return end
    left, near = run[at].atoms[0].x0, LEVEL * run[at].size
    told = any(_number(line) == number - 1 and abs(line.atoms[0].x0 - left) <= near for line in before)
    return end if told else at


def _goes_on(line: Band, left: float) -> bool:
    return len(line.atoms) == 1 and not line.atoms[0].numeric and abs(line.atoms[0].x0 - left) <= LEVEL * line.size


def _number(line: Band) -> int | None:
    """The number of a line that is a number and one text; None for any other."""
    first, *rest = line.atoms
    found = NUMBER.fullmatch(first.text)
    if not found or len(rest) > 1 or any(atom.numeric for atom in rest):
        return None
    alone = NUMBER.fullmatch(first.text.split()[0]) is not None and (bool(rest) != (" " in first.text))
    return int(found["number"]) if alone else None
