"""Lays the rows of a known grid on the lines of pages: of the grid only the texts are known."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from extractor.geometry import clusters
from extractor.lines import baselines
from extractor.page import Page, Word

Letters = Callable[[str], str]
"""What of a text is compared."""
Place = tuple[int, int]
"""Row and column."""
MOST_LINES = 14
"""Lines that one row may take."""
SKIP, EDGE_SKIP = 0.5, 0.05
"""What a line between rows costs, and what one at a page's top or foot, in letters."""
EDGE = 5
"""Lines that are a page's top or foot."""
WRAP, GAP = 0.1, 1.0
"""What a line of a row costs, and what one within a row that has nothing of it, in letters."""
ALIEN = 0.1
"""What a letter that a row does not have costs in a segment that has others of the row: prose about the table."""
PARTS = re.compile(r"[\s,;()\[\]]+")


@dataclass(frozen=True, slots=True)
class Truth:
    """A known grid; None and '' are blank. `exact`: a blank cell is really blank, not one whose text was lost."""

    rows: tuple[tuple[str | None, ...], ...]
    header_rows: int | None
    exact: bool = True

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Ink:
    """A word in reading order: its line and its segment (a run without wide gaps) count over all pages."""

    page: int
    index: int
    line: int
    segment: int
    word: Word
    letters: str

    @property
    def key(self) -> tuple[int, int]:
        return self.page, self.index


@dataclass(slots=True)
class Found:
    """A table on the pages: the lines of each row, the edges of its columns, and the words' cells."""

    score: float
    lines: dict[int, range]
    edges: list[float] = field(default_factory=list)
    words: dict[tuple[int, int], Place] = field(default_factory=dict)
    covered: Counter[Place] = field(default_factory=Counter)
    worth: dict[Place, float] = field(default_factory=lambda: defaultdict(float))


# ---------------------------------------------------------------------------------------------- reading order


def reading_order(pages: Sequence[Page], letters: Letters) -> list[Ink]:
    """The words of all pages, line by line; a raised or lowered word follows the one that it hangs on."""
    inks: list[Ink] = []
    line = segment = 0
    for number, page in enumerate(pages):
        index = {id(word): i for i, word in enumerate(page.words)}
        hanging = _hanging(page.words)
        for runs in _lines([word for word in page.words if id(word) not in hanging]):
            for run in runs:
                for word in [one for base in run for one in (base, *hanging.get(-id(base), ()))]:
                    inks.append(Ink(number, index[id(word)], line, segment, word, letters(word.text)))
                segment += 1
            line += 1
    return inks


def _lines(words: Sequence[Word]) -> list[list[list[Word]]]:
    """The lines of words, top to bottom, each as runs without wide gaps; turned text is a line by itself."""
    lines: list[tuple[float, list[list[Word]]]] = []
    for group in baselines([word for word in words if word.angle == 0]):
        runs: list[list[Word]] = []
        for word in sorted(group, key=lambda w: w.x0):
            if runs and word.x0 - runs[-1][-1].x1 <= max(word.size, runs[-1][-1].size):
                runs[-1].append(word)
            else:
                runs.append([word])
        lines.append((min(word.baseline for word in group), runs))
    turned: list[list[Word]] = []
    for word in sorted((word for word in words if word.angle in (90, 270)), key=lambda w: w.top):
        if turned and word.top < max(w.bottom for w in turned[-1]):
            turned[-1].append(word)
        else:
            turned.append([word])
    for group in turned:
        runs = clusters(group, lambda w: w.x_mid, gap=0.4 * group[0].size)
        runs = [sorted(run, key=lambda w: w.top, reverse=run[0].angle == 270) for run in runs]
        lines.append((max(word.bottom for word in group), runs))
    return [runs for _, runs in sorted(lines, key=lambda line: line[0])]


def _hanging(words: Sequence[Word]) -> dict[int, list[Word]]:
    """Small words (by id), and by a word's negative id those that hang on it: exponents and indices."""
    out: dict[int, list[Word]] = {}
    ordered = sorted((word for word in words if word.angle == 0), key=lambda w: w.x0)
    home: dict[int, Word] = {}
    for i, word in enumerate(ordered):
        for other in reversed(ordered[max(0, i - 200) : i]):
            base = home.get(id(other), other)
            near = -1.0 <= word.x0 - other.x1 < 0.25 * base.size or (base is not other and abs(word.x0 - other.x0) < 2)
            if near and word.size < 0.85 * base.size and abs(word.baseline - base.baseline) < 0.7 * base.size:
                home[id(word)] = base
                out.setdefault(id(word), [])
                out.setdefault(-id(base), []).append(word)
                break
    return out


def cells_of(truth: Truth, letters: Letters) -> dict[Place, str]:
    """The letters of the cells that have any."""
    texts = {(r, c): letters(text or "") for r, row in enumerate(truth.rows) for c, text in enumerate(row)}
    return {place: text for place, text in texts.items() if text}


# ---------------------------------------------------------------------------------------------- rows on lines


def placed(truth: Truth, inks: Sequence[Ink], letters: Letters) -> Found:
    """Where the rows lie: the best way to lay them on the lines, in order; `score` is the share of letters found."""
    units = [list(range(truth.header_rows))] if truth.header_rows else []
    units += [[r] for r in range(truth.header_rows or 0, len(truth.rows))]
    if not inks or not units:
        return Found(0.0, {})
    texts = [[text for r in unit for text in truth.rows[r] if text] for unit in units]
    fits = _fits(texts, inks, letters)
    caps = np.array([sum(len(letters(text)) for text in unit) for unit in texts], float)
    score, blocks = _laid(fits, caps, _way(inks))
    lines = {r: block for unit, block in zip(units, blocks, strict=True) if block for r in unit}
    return Found(score / max(1.0, caps.sum()), lines)


def _fits(texts: Sequence[Sequence[str]], inks: Sequence[Ink], letters: Letters) -> np.ndarray:
    """Letters of each line (column) that a unit (row) has too; of a segment that has others as well they count less."""
    tokens: dict[str, Counter[int]] = defaultdict(Counter)
    for u, unit in enumerate(texts):
        for text in unit:
            for token, count in parts_of(text, letters).items():
                tokens[token][u] += count
    wholes = [[letters(text) for text in unit] for unit in texts]
    parts: dict[str, set[int]] = {}
    fits = np.zeros((len(texts), inks[-1].line + 1))
    segments: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for ink in inks:
        if ink.letters:
            segments[ink.line, ink.segment][ink.letters] += 1
    for (line, _), counts in segments.items():
        fit: Counter[int] = Counter()
        for word, count in counts.items():
            for u, most in tokens.get(word, {}).items():
                fit[u] += len(word) * min(count, most)
            if word not in parts:
                holding = {u for u, whole in enumerate(wholes) if any(word in text for text in whole)}
                parts[word] = (holding if len(word) > 2 else set()) - tokens.get(word, {}).keys()
            for u in parts[word]:
                fit[u] += 0.8 * len(word)
        size = sum(len(word) * count for word, count in counts.items())
        for u, found in fit.items():
            fits[u, line] += max(0.0, found * found / size - ALIEN * (size - found))
    return fits


def parts_of(text: str, letters: Letters) -> Counter[str]:
    """The words that may print a text: parted by white space, or by commas and brackets too."""
    parts = Counter(map(letters, text.split())) | Counter(map(letters, PARTS.split(text)))
    return Counter({part: count for part, count in parts.items() if part})


def _way(inks: Sequence[Ink]) -> np.ndarray:
    """What it costs to come down to each line: little at a page's top and foot."""
    pages = {ink.line: ink.page for ink in inks}
    lines = range(inks[-1].line + 1)
    page = [pages.get(line, -1) for line in lines]
    cost = []
    for line in lines:
        ends = page[max(0, line - EDGE)], page[min(len(page) - 1, line + EDGE)]
        cost.append(EDGE_SKIP if any(end != page[line] for end in ends) else SKIP)
    return np.concatenate([[0.0], np.cumsum(cost)])


def _laid(fits: np.ndarray, caps: np.ndarray, way: np.ndarray) -> tuple[float, list[range | None]]:
    """The best score, and the lines of each unit (None: it was not found)."""
    units, lines = fits.shape
    ends = np.full(lines, -np.inf)
    steps: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for u in range(units):
        reach = np.concatenate([[-np.inf], np.maximum.accumulate(ends + way[1:])[:-1]]) - way[:-1]
        before = np.concatenate([[-1], _arg_accumulate(ends + way[1:])[:-1]])
        before = np.where(reach > 0, before, -1)
        start = np.maximum(reach, 0.0)
        sums = np.concatenate([[0.0], np.cumsum(fits[u])])
        costs = np.concatenate([[0.0], np.cumsum(np.where(fits[u] > 0, WRAP, GAP))])
        best, length = np.full(lines, -np.inf), np.zeros(lines, int)
        for k in range(min(MOST_LINES, lines)):
            gain = np.minimum(caps[u], sums[k + 1 :] - sums[: lines - k])
            value = gain - (costs[k + 1 :] - costs[: lines - k]) + start[: lines - k]
            better = value > best[k:] + 1e-9
            best[k:] = np.where(better, value, best[k:])
            length[k:] = np.where(better, k + 1, length[k:])
        missing = ends >= best - 1e-9
        length[missing] = 0
        ends = np.maximum(best, ends)
        steps.append((length, before, missing))
    return float(ends.max()), _traced(steps, int(ends.argmax()), fits)


def _arg_accumulate(values: np.ndarray) -> np.ndarray:
    """Where the largest value so far stands."""
    most = np.maximum.accumulate(values)
    fresh = np.concatenate([[True], values[1:] > most[:-1]])
    return np.maximum.accumulate(np.where(fresh, np.arange(len(values)), 0))


def _traced(steps: Sequence[tuple[np.ndarray, ...]], end: int, fits: np.ndarray) -> list[range | None]:
    """The lines of each unit, from the last one back."""
    blocks: list[range | None] = []
    for u in range(len(steps) - 1, -1, -1):
        length, before, missing = steps[u]
        if end < 0 or missing[end]:
            blocks.append(None)
            continue
        first = end - int(length[end]) + 1
        blocks.append(range(first, end + 1) if fits[u, first : end + 1].any() else None)
        end = int(before[first])
    return blocks[::-1]
