"""The text of a cell: its words in lines, lines joined as they were before they were wrapped."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import regex

from extractor.figure import looks_numeric
from extractor.geometry import clusters, median
from extractor.page import Word
from extractor.tables.measure import LEVEL

SOFT_HYPHEN = "\u00ad"
MARK = regex.compile(r"\(?(?:\d{1,2}|[a-z]|\*{1,3}|[†‡§])\)?")
NUMERIC_END = regex.compile(r"\d[.,]?$")
LEADERS = regex.compile(r"(?:\s*[.\u2026_]){4,}$")
"""A row of dots after a label leads to its figure, as a rule would; it is no text."""
REST = frozenset((".", ".."))
"""What a label that fills its line leaves of such a row: a period stands at its word, and an ellipsis has three dots."""
SCRIPT = 0.85
"""Type smaller than this share of the cell's is an index or an exponent."""
LETTERS = regex.compile(r"\p{L}+(?=\P{L}*$)")
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")


def split_marks(words: Sequence[Word]) -> tuple[list[Word], str | None]:
    """The words without superscript footnote marks, and the marks."""
    marks = [w for w in words if w.superscript and MARK.fullmatch(w.text) and not _is_exponent(w, words)]
    if len(marks) == len(words):
        return list(words), None
    rest = [w for w in words if w not in marks]
    return rest, " ".join(w.text for w in marks) or None


def _is_exponent(mark: Word, words: Sequence[Word]) -> bool:
    """True for a raised figure that belongs to what it stands at: 'm²', 'x²', '10⁶' and not 'Gent²' or '56²'.

    A unit or a symbol has one or two letters, the name that a footnote explains has more; and no letter follows a mark.
    """
    before = [w for w in words if w.x1 <= mark.x0 + LEVEL * w.size and 0 <= w.baseline - mark.baseline < w.size]
    base = max(before, key=lambda w: w.x1, default=None)
    if base is None or mark.x0 - base.x1 > 0.3 * base.size or not any(map(str.isdigit, mark.text)):
        return False
    inside = any(abs(w.x0 - mark.x1) < LEVEL * w.size and w.text[0].isalpha() and not w.superscript for w in words)
    return inside or takes_power(base.text)


def takes_power(text: str) -> bool:
    """True for a text that a raised figure is a power of: 'm', 'km', 'x', '10'."""
    letters = LETTERS.search(text)
    return text == "10" or (letters is not None and len(letters.group()) <= 2)


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words in lines in reading order; turned words run along their own direction."""
    if len(words) < 2:
        return [list(words)] if words else []
    angle = words[0].angle
    size = median([w.size for w in words], 10.0)
    if angle in (90, 270):
        groups = clusters(words, lambda w: w.x_mid, gap=0.4 * size)
        ordered = [sorted(g, key=lambda w: w.top) for g in groups]
        return [list(reversed(g)) for g in ordered] if angle == 270 else list(reversed(ordered))
    groups = clusters(words, lambda w: w.baseline, gap=0.3 * size)
    return [sorted(g, key=lambda w: (w.x0, w.baseline)) for g in _with_scripts(groups, size)]


def _with_scripts(groups: Sequence[list[Word]], size: float) -> list[list[Word]]:
    """The lines with raised and lowered small type on the line that it stands at: 'm⁻²', 'x₁', '5.90⁺⁰·¹₋₀.₂'."""
    lines = [list(group) for group in groups if max(w.size for w in group) >= SCRIPT * size]
    for group in groups:
        if max(w.size for w in group) >= SCRIPT * size:
            continue
        near = min(lines, key=lambda line: abs(line[0].baseline - group[0].baseline), default=None)
        if near is not None and abs(near[0].baseline - group[0].baseline) < 0.7 * size:
            near += group
        else:
            lines.append(group)
    return sorted(lines, key=lambda line: max(line, key=lambda w: w.size).baseline)


def cell_text(
    words: Sequence[Word], vocabulary: Collection[str] = frozenset(), *, width: float = 0.0, ruled: bool = False
) -> str:
    """The words' text; `width` is the room between the cell's margins in points (0: unknown).

    A word cut at the cell's edge begins its line and leaves no room for one more letter; where the edges are not
    `ruled` the joined word must stand elsewhere in the document.
    """
    text = ""
    last: list[Word] = []
    for line in lines_of(words):
        piece = _unled(line)
        if not text or not piece:
            text = text or piece
        elif text.endswith(SOFT_HYPHEN) or _is_broken(last, line, vocabulary):
            text = text[:-1] + piece
        elif (text.endswith("-") and not text.endswith(" -") and not piece.startswith("-")) or _cut(
            last, line, vocabulary, width, ruled=ruled
        ):
            text += piece
        else:
            text += " " + piece
        last = line
    return text.replace(SOFT_HYPHEN, "")


def _unled(line: Sequence[Word]) -> str:
    """The text of a line without the dots that lead on from it; dots alone may say that a cell has no value."""
    end = len(line)
    while end > 1 and line[end - 1].text in REST and line[end - 1].x0 - line[end - 2].x1 > LEVEL * line[end - 1].size:
        end -= 1
    words = line if line[0].text in REST else line[:end]
    return str(LEADERS.sub("", " ".join(word.text for word in words)))


def _is_broken(line: Sequence[Word], following: Sequence[Word], vocabulary: Collection[str]) -> bool:
    """True where a line ends with the hyphen of a word that the document prints whole elsewhere, and with none."""
    head, tail = WORD.search(line[-1].text[:-1]), WORD.match(following[0].text)
    if not line[-1].text.endswith("-") or not (head and tail and tail.group()[0].islower()):
        return False
    return (head.group() + tail.group()).casefold() in vocabulary


def _cut(
    line: Sequence[Word], following: Sequence[Word], vocabulary: Collection[str], width: float, *, ruled: bool
) -> bool:
    """True where the last word of a line goes on, without a hyphen, on the next."""
    head, tail = line[-1].text, following[0].text
    joined = " ".join(w.text for w in line) + " ".join(w.text for w in following)
    if tail[0] in ".," and looks_numeric(joined):
        return True
    if width and NUMERIC_END.search(head) and tail[0].isdigit():
        # '6 204 02' and '5,51': a digit more would not have fitted, and the two make one number
        return width - (line[-1].x1 - line[0].x0) < 1.2 * following[0].width / len(tail) and looks_numeric(joined)
    if len(line) > 1 or not width or not (WORD.fullmatch(head) and WORD.match(tail) and tail[0].islower()):
        return False
    room = width - (line[-1].x1 - line[0].x0)
    match = WORD.match(tail)
    rest = (match.group() if match else tail).casefold()
    if head.casefold() + rest in vocabulary:
        return room < 1.2 * line[0].size
    letter = following[0].width / len(tail)
    typed = following[0].pitch > 0  # who types makes a column as wide as its longest word: a full line is no cut one
    return ruled and not typed and room < letter and not (head.casefold() in vocabulary and rest in vocabulary)


def whole_words(words: Sequence[Word]) -> set[str]:
    """The words of a cell that no line's end can have cut, in small letters."""
    lines = lines_of(words)
    found: set[str] = set()
    for i, line in enumerate(lines):
        whole = line[1 if i else 0 : len(line) - (i < len(lines) - 1)]
        found |= {match.group().casefold() for w in whole if (match := WORD.search(w.text))}
    return found
