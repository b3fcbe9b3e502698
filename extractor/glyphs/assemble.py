"""Glyphs become words in one upright frame: what both glyph sources share.

Lengths along a word's own reading direction are 'start' and 'end'; a word turned by 90 or 270 degrees is thus
joined by the code that joins level ones.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.characters import UNKNOWN, UNNAMED
from extractor.geometry import clusters
from extractor.glyphs.doubles import without_doubles
from extractor.glyphs.ink import Glyph, Ink
from extractor.glyphs.typed import with_typed_rules
from extractor.glyphs.upright import direction, seen, turned
from extractor.page import ASCENT, DESCENT, Page, Remark, Word

GAP = 0.2
"""White wider than this share of the size parts words without a space character: TeX prints none, and shrinks
its white to 0.22."""
SPACE_GAP = 0.08
"""White that a space character needs: some producers print a space and step back over it."""
OVERLAP = 0.3
"""Share of the size that a kerned letter may reach back into the one before."""
LEVEL = 0.1
"""Share of the size within which two baselines are one."""
LETTERSPACING = 0.6
"""Widest letterspacing, as a share of the size; wider ones are columns of single letters."""

READ_AS = (
    dict.fromkeys(UNNAMED, UNKNOWN)
    | dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
    | dict.fromkeys((0x02, 0xFFFE, 0xFFFF), "-")
    | dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), "")
)
"""What stands in a word for a glyph's own character."""
BLANK_CONTROLS = frozenset(chr(code) for code in UNNAMED if chr(code).isspace())
"""Controls that Python takes for white space. A font without Unicode prints letters by such codes, TeX 'ff' by 0B."""
EVEN = 0.02
"""Share of the size within which letters have one width: the narrowest differences between letters are wider."""
LETTERS = 6
"""Different letters from which one width for all is no chance where narrow ones are among them."""
NARROW = frozenset("fijlrtI")
"""Letters that no proportional font sets as wide as others."""
LEADER = re.compile(r"[.\u2026_]{4,}")
SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class Run:
    """Letters that touch, along one reading direction."""

    angle: int
    baseline: float
    start: float
    end: float
    size: float
    font: str
    bold: bool
    hidden: bool
    letters: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    space_before: bool = False
    space_after: bool = False

    @property
    def text(self) -> str:
        return "".join(self.letters)


def page_of(number: int, ink: Ink) -> Page:
    """The page, upright, with its words from top to bottom."""
    glyphs, remarks = seen(ink)
    glyphs = without_doubles(glyphs)
    turn = direction(glyphs)
    if turn:
        ink = turned(ink._replace(glyphs=glyphs), turn)
        glyphs = ink.glyphs
    runs = _without_leaders(_spread(_joined(_runs(glyphs))))
    pitches = _pitches(runs)
    words = [word for word in _superscripts([_word(run, pitches) for run in runs]) if word.text]
    words, typed = with_typed_rules(words)
    guessed = sum(word.ocr for word in words)
    if guessed:
        remarks.append(
            Remark("ocr-layer", f"{guessed} words of an OCR layer over a picture: nobody held them against it")
        )
    unknown = sum(word.text.count(UNKNOWN) for word in words)
    if unknown:
        remarks.append(Remark("text-without-unicode", f"{unknown} characters that their font does not name"))
    return Page(
        number,
        ink.width,
        ink.height,
        tuple(sorted(words, key=lambda word: (round(word.bottom, 1), word.x0))),
        tuple(sorted([*ink.rules, *typed], key=lambda rule: (rule.top, rule.x0))),
        tuple(sorted(ink.fills, key=lambda fill: (fill.top, fill.x0))),
        tuple(remarks),
        len(ink.images),
    )


def _runs(glyphs: Iterable[Glyph]) -> list[Run]:
    """Runs in the order of printing: letters that follow one another without a space or a gap."""
    runs: list[Run] = []
    run: Run | None = None
    space = False
    for text, x, y, advance, angle, size, font, bold, hidden in glyphs:
        if angle == 0:
            start, baseline = x, y
        elif angle == 90:
            start, baseline = y, x
        elif angle == 180:
            start, baseline = -x, y
        else:
            start, baseline = -y, x
        if not text or (text.isspace() and text not in BLANK_CONTROLS):
            space = True
            continue
        if run is not None and angle == run.angle and hidden == run.hidden:
            gap = start - run.end
            level = baseline - run.baseline if angle in (0, 270) else run.baseline - baseline
            limit = (SPACE_GAP if space else GAP) * size
            if -OVERLAP * size <= gap <= limit and _same_line(level, size, run.size, gap):
                run.letters.append(text)
                run.starts.append(start)
                run.end = max(run.end, start + advance)
                run.size = max(run.size, size)
                space = False
                continue
            run.space_after = space and -OVERLAP * size <= gap
        run = Run(
            angle, baseline, start, start + advance, size, font, bold, hidden, [text], [start], space_before=space
        )
        runs.append(run)
        space = False
    return runs


def _same_line(level: float, size: float, run_size: float, gap: float) -> bool:
    """Whether a letter this much below a run's baseline is of its word: on it, or a subscript as in CO2."""
    if abs(level) <= LEVEL * max(size, run_size):
        return True
    return size < 0.85 * run_size and 0 < level < 0.4 * run_size and gap < LEVEL * run_size


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs of one direction and one baseline, each line in reading order."""
    by_angle: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_angle[run.angle].append(run)
    lines: list[list[Run]] = []
    for group in by_angle.values():
        for line in clusters(group, lambda run: run.baseline, gap=LEVEL * min(run.size for run in group)):
            lines.append(sorted(line, key=lambda run: run.start))
    return lines


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs printed apart (letter by letter, or out of order) but standing together, joined."""
    joined: list[Run] = []
    for line in _lines(runs):
        last: Run | None = None
        for run in line:
            if last is not None and _touch(last, run):
                _append(last, run)
            else:
                joined.append(run)
                last = run
    return joined


def _touch(left: Run, right: Run) -> bool:
    if left.hidden != right.hidden:
        return False
    size = min(left.size, right.size)
    gap = right.start - left.end
    parted = left.space_after or right.space_before
    return -0.2 * size <= gap <= (SPACE_GAP if parted else GAP) * size


def _append(left: Run, right: Run) -> None:
    left.letters += right.letters
    left.starts += right.starts
    left.end = max(left.end, right.end)
    left.size = max(left.size, right.size)
    left.space_after = right.space_after


def _spread(runs: Sequence[Run]) -> list[Run]:
    """Runs with letterspaced words ('T O T A A L') joined: single letters at equal, narrow gaps."""
    if sum(len(run.letters) == 1 and run.text.isalpha() for run in runs) < 3:
        return list(runs)
    out: list[Run] = []
    for line in _lines(runs):
        chain: list[Run] = []
        for run in line:
            if chain and not _spaced(chain, run):
                out += _one_word(chain)
                chain = []
            chain.append(run)
        out += _one_word(chain)
    return out


def _spaced(chain: Sequence[Run], run: Run) -> bool:
    """Whether the run is the next letter of a letterspaced word."""
    last = chain[-1]
    gap = run.start - last.end
    if last.space_after or run.space_before or not GAP <= gap / run.size <= LETTERSPACING:
        return False
    if not all(len(each.letters) == 1 and each.text.isalpha() for each in (last, run)):
        return False
    return len(chain) < 2 or abs(gap - (last.start - chain[-2].end)) <= LEVEL * run.size


def _one_word(chain: list[Run]) -> list[Run]:
    if len(chain) < 3:
        return chain
    for run in chain[1:]:
        _append(chain[0], run)
    return chain[:1]


def _without_leaders(runs: Sequence[Run]) -> list[Run]:
    """Runs cut where a row of dots begins or ends ('Kapitaal........12')."""
    out: list[Run] = []
    for run in runs:
        text = "".join(letter[0] for letter in run.letters)  # a ligature is one letter: 'fiscales....'
        if LEADER.search(text):
            edges = sorted({0, len(text), *(edge for match in LEADER.finditer(text) for edge in match.span())})
            out += [_part(run, *span) for span in pairwise(edges)]
        else:
            out.append(run)
    return out


def _part(run: Run, first: int, last: int) -> Run:
    """The letters of a run from `first` up to `last`."""
    end = run.end if last == len(run.letters) else min(run.end, run.starts[last])
    return replace(
        run, start=run.starts[first], end=end, letters=run.letters[first:last], starts=run.starts[first:last]
    )


def _pitches(runs: Iterable[Run]) -> dict[tuple[str, float], float]:
    """The width of a letter in the fonts (with their sizes) that have one for all, in points.

    Figures are of one width in nearly every font: only letters tell.
    """
    steps: dict[tuple[str, float], dict[str, float]] = defaultdict(dict)
    other: set[tuple[str, float]] = set()
    for run in runs:
        key = (run.font, round(run.size, 1))
        if key in other:
            continue
        own = steps[key]
        for letter, (start, after) in zip(run.letters, pairwise(run.starts), strict=False):
            if letter.isalpha():
                own[letter] = after - start
                if abs(own[letter] - next(iter(own.values()))) > EVEN * run.size:
                    other.add(key)
                    break
    return {
        key: sum(own.values()) / len(own)
        for key, own in steps.items()
        if key not in other and len(own) >= LETTERS and own.keys() & NARROW
    }


def _word(run: Run, pitches: Mapping[tuple[str, float], float]) -> Word:
    """The word with its box, in the page's frame."""
    text = run.text.translate(READ_AS)
    if SOFT_HYPHEN in text:
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1]
    up, down = ASCENT * run.size, DESCENT * run.size
    low, high = (run.start, run.end) if run.angle in (0, 90) else (-run.end, -run.start)
    if run.angle in (90, 180):
        up, down = down, up
    first, last = run.baseline - up, run.baseline + down
    box = (low, first, high, last) if run.angle in (0, 180) else (first, low, last, high)
    pitch = pitches.get((run.font, round(run.size, 1)), 0.0)
    return Word(*box, text, run.baseline, run.size, run.font, run.bold, run.angle, pitch=pitch, ocr=run.hidden)


def _superscripts(words: Sequence[Word]) -> list[Word]:
    """The words, those smaller and raised beside a neighbour marked as superscript."""
    level = [word for word in words if word.angle == 0]
    big = Counter(round(word.size) for word in level)
    if not big:
        return list(words)
    rows: dict[int, list[Word]] = defaultdict(list)
    for word in level:
        rows[int(word.baseline // 10)].append(word)
    return [replace(word, superscript=True) if word.angle == 0 and _raised(word, rows) else word for word in words]


def _raised(word: Word, rows: dict[int, list[Word]]) -> bool:
    """Whether a larger word stands close by on the same line with its baseline lower."""
    row = int(word.baseline // 10)
    for other in [*rows.get(row, ()), *rows.get(row + 1, ())]:
        if word.size >= 0.85 * other.size:
            continue
        rise = (other.baseline - word.baseline) / other.size
        if 0.15 <= rise <= 0.7 and max(word.x0 - other.x1, other.x0 - word.x1) <= 0.6 * other.size:
            return True
    return False
