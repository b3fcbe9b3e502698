"""What the chain over the lines of a block looks at: geometry alone, in the page's own measures.

Texts say little that carries over from one kind of document to the next (a caption's word, a full stop, a small first
letter made the chain worse on documents that it had not seen), so none is looked at but whether it is a figure.
"""

from __future__ import annotations

import numpy as np

from extractor.tables.arrays import Floats, Lines, ends, per_line, side_by_side
from extractor.tables.measure import Measure
from extractor.tables.raster import Raster
from extractor.tables.ruling import Ruling

LINE = (
    "one", "pieces", "figures", "figures right", "widest gap", "width", "indent", "slack", "prose", "prose words",
    "gutter up", "gutter down", "gutters", "gutter share", "aligned up", "aligned down", "aligned left up",
    "aligned left down", "enclosed", "enclosed near", "pile", "net", "net above", "net below", "rule above",
    "rule below", "wide rule above", "wide rule below", "filled", "larger", "smaller", "bold", "space above",
    "space below", "turned", "beside rules", "frame", "last", "first",
)  # fmt: skip
"""The features of a line, in order."""
CONTEXT = ("one", "pieces", "figures right", "prose", "gutters", "gutter share", "enclosed", "net", "aligned up")
"""Features of which a line also knows those of its neighbours, and the mean of the two lines beyond."""
PAIR = (
    "step", "step over usual", "step over pitch", "step under pitch", "shared gutters", "crossed gutters", "aligned left",
    "aligned right", "aligned middle", "aligned all", "rule", "wide rule", "rule ends pile", "rule starts pile",
    "same net", "net begins", "net ends", "enclosed both", "enclosed parted", "fill begins", "fill ends", "same fill",
    "larger", "smaller", "bold begins", "bold ends", "fewer pieces", "more pieces", "both one", "overlap",
    "figures begin", "figures end", "prose begins", "prose ends", "both prose", "both gutters", "wider", "narrower",
)  # fmt: skip
"""The features of a line and the next, in order."""


def described(lines: Lines, measure: Measure) -> tuple[Floats, Floats]:
    """The features of each line (n by LINE and CONTEXT), and of each line with the next (n - 1 by PAIR)."""
    raster = Raster.of(lines)
    rules = Ruling.of(lines, measure)
    own = {**_shape(lines), **raster.line(lines), **rules.line(lines), **_type(lines)}
    line = np.hstack([side_by_side([own[name] for name in LINE]), _near(side_by_side([own[name] for name in CONTEXT]))])
    pairs = {**_steps(lines), **raster.pair(lines), **rules.pair(lines, own), **_changes(lines, own)}
    return line, side_by_side([pairs[name] for name in PAIR])


def around(line: Floats, step: Floats) -> Floats:
    """What the chain looks at between a line and the next: the features of both, and those of the pair."""
    return np.hstack([line[:-1], line[1:], step])


def _near(values: Floats) -> Floats:
    """Of each feature: that of the line above, of the line below, the means of the two beyond; 0 beyond the block."""
    count, reach = len(values), 3
    padded = np.zeros((count + 2 * reach, values.shape[1]))
    padded[reach:-reach] = values
    up, down = ([padded[reach + by * i : reach + by * i + count] for i in (1, 2, 3)] for by in (-1, 1))
    near = np.stack([up[0], down[0], (up[1] + up[2]) / 2, (down[1] + down[2]) / 2], axis=2)
    return near.reshape(count, -1)


def _shape(lines: Lines) -> dict[str, Floats]:
    """Atoms, figures, widths."""
    pieces = per_line(lines, np.ones(len(lines.of)))
    first, last = ends(lines)
    leads = np.concatenate([[True], np.diff(lines.of) > 0])
    rest = np.maximum(pieces - 1, 1)
    gaps = np.where(leads, 0.0, lines.left - np.concatenate([[0.0], lines.right[:-1]]))
    widest = np.zeros(lines.count)
    np.maximum.at(widest, lines.of, gaps)
    words = np.zeros(lines.count)
    np.maximum.at(words, lines.of, lines.words)
    width = max(lines.x1 - lines.x0, lines.size)
    share = np.zeros(lines.count)
    np.maximum.at(share, lines.of, (lines.right - lines.left) / width)
    number = np.arange(lines.count)
    return {
        "one": (pieces == 1).astype(float),
        "pieces": np.minimum(pieces, 8) / 4,
        "figures": per_line(lines, lines.figure) / pieces,
        "figures right": per_line(lines, lines.figure * ~leads) / rest,
        "widest gap": np.log1p(np.clip(widest / lines.size, 0, 20)) / 2,
        "width": (last - first) / width,
        "indent": (first - lines.x0) / width,
        "slack": (lines.x1 - last) / width,
        "prose": ((share > 0.6) & (words >= 5)).astype(float),
        "prose words": np.minimum(words, 12) / 6,
        "first": np.exp(-number / 2.0),
        "last": np.exp(-number[::-1] / 2.0),
    }


def _type(lines: Lines) -> dict[str, Floats]:
    """Size, weight and the white above and below."""
    step = np.diff(lines.baseline) / lines.leading
    above, below = np.concatenate([[3.0], step]), np.concatenate([step, [3.0]])
    ratio = lines.type / lines.size
    return {
        "larger": np.clip(ratio - 1, 0, 1),
        "smaller": np.clip(1 - ratio, 0, 1),
        "bold": lines.bold,
        "space above": np.clip(above - 1, -0.5, 2),
        "space below": np.clip(below - 1, -0.5, 2),
        "turned": lines.turned,
    }


def _steps(lines: Lines) -> dict[str, Floats]:
    """The white between two lines against type, the page's leading and the steps near."""
    step = np.diff(lines.baseline) - lines.taken
    inner = np.maximum(np.minimum(lines.type[:-1], lines.type[1:]), 1.0)
    clear = (lines.top[1:] - lines.bottom[:-1] + inner) / lines.leading
    pitch = _medians(step, 3) if len(step) > 1 else step
    against = np.log(np.maximum(step, 0.1) / np.maximum(pitch, 0.1))
    return {
        "step": np.clip(clear - 1, -0.6, 3),
        "step over usual": (clear > 1.6).astype(float),
        "step over pitch": np.clip(against, 0, 1.5),
        "step under pitch": np.clip(-against, 0, 1.5),
    }


def _medians(values: Floats, reach: int) -> Floats:
    """The median of the values up to `reach` places before and after each."""
    padded = np.full(len(values) + 2 * reach, np.inf)
    padded[reach:-reach] = values
    around = np.delete(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1), reach, axis=1)
    ordered = np.sort(around, axis=1)
    count = np.isfinite(ordered).sum(axis=1)
    index = np.arange(len(values))
    medians: Floats = (ordered[index, (count - 1) // 2] + ordered[index, count // 2]) / 2
    return medians


def _changes(lines: Lines, own: dict[str, Floats]) -> dict[str, Floats]:
    """What is different in the next line."""
    a, b = slice(None, -1), slice(1, None)
    size = np.log(lines.type[b] / lines.type[a])
    pieces = own["pieces"][b] - own["pieces"][a]
    figures = own["figures right"][b] - own["figures right"][a]
    prose = own["prose"]
    return {
        "larger": np.clip(size, 0, 0.7),
        "smaller": np.clip(-size, 0, 0.7),
        "bold begins": (lines.bold[b] > lines.bold[a]).astype(float),
        "bold ends": (lines.bold[b] < lines.bold[a]).astype(float),
        "more pieces": np.maximum(pieces, 0),
        "fewer pieces": np.maximum(-pieces, 0),
        "both one": own["one"][a] * own["one"][b],
        "figures begin": np.maximum(figures, 0),
        "figures end": np.maximum(-figures, 0),
        "prose begins": prose[b] * (1 - prose[a]),
        "prose ends": prose[a] * (1 - prose[b]),
        "both prose": prose[a] * prose[b],
        "both gutters": np.minimum(own["gutters"][a], own["gutters"][b]),
    }
