"""Where tables begin and end among the lines of a block: the cheapest path through a chain of lines.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over three states: outside, first line of
a table, further line. Its scores come from `features` by weights that `tests/benchmarks/train_chain.py` learns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = ("outside", "start", "end", "on", "new")
"""What may lie between a line and the next: both outside, a table begins, ends, goes on, ends and another begins."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What speaks for each line being in a table (n), and for each kind of step to the next line (n - 1 by STEPS).

    `first` and `last` speak for a table that begins with the block's first line, or ends with its last.
    """

    line: Floats
    step: Floats
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Chain:
    """The best path through a block, and what any other extent of a table would cost against it (in nats)."""

    scores: Scores
    before: Floats
    """The best score of the lines above each line, where a table begins with it."""
    after: Floats
    """The best score of the lines below each line, where a table ends with it."""
    inner: Floats
    """The sums of the scores of lines and steps within a table, up to each line."""
    best: float
    tables: tuple[tuple[int, int], ...]
    """The tables of the best path: first line, and the line after the last."""

    def cost(self, first: int, last: int) -> float:
        """Nats by which the best path with a table of exactly these lines (first, one after the last) is worse."""
        own = self.inner[last - 1] - self.inner[first] + self.scores.line[first]
        return self.best - float(self.before[first] + own + self.after[last - 1])

    def without(self, first: int, last: int) -> float:
        """Nats by which the best path on which none of these lines is in a table is worse (it may be much better)."""
        barred = self.scores.line.copy()
        barred[first:last] = -1e6
        return self.best - solved(Scores(barred, self.scores.step, self.scores.first, self.scores.last)).best


def solved(scores: Scores) -> Chain:
    """The best path, by dynamic programming from both ends (Viterbi)."""
    outside, start, end, on, new = range(len(STEPS))
    n = len(scores.line)
    line, step = scores.line, scores.step
    out, held = np.zeros(n), np.zeros(n)  # best score up to a line that is outside, or in a table
    before = np.zeros(n)
    before[0] = scores.first
    held[0] = before[0] + line[0]
    opened = np.zeros(n, dtype=np.intp)  # the first line of the table in which the best path stands
    left = np.zeros(n, dtype=bool)  # whether the line above an outside line is in a table
    joined = np.zeros(n, dtype=bool)  # whether a table that begins here follows another
    for i in range(1, n):
        leave, stay = held[i - 1] + step[i - 1, end], out[i - 1] + step[i - 1, outside]
        out[i], left[i] = max(leave, stay), leave > stay
        fresh, next_ = out[i - 1] + step[i - 1, start], held[i - 1] + step[i - 1, new]
        before[i], joined[i] = max(fresh, next_), next_ > fresh
        further = held[i - 1] + step[i - 1, on]
        opened[i] = i if before[i] > further else opened[i - 1]
        held[i] = max(before[i], further) + line[i]
    after = np.zeros(n)
    rest = np.zeros(n)  # best score of the lines below a line that is outside
    tail = np.zeros(n)  # best score of the lines below a line in a table, however it goes on
    after[-1] = tail[-1] = scores.last
    for i in range(n - 2, -1, -1):
        begin = line[i + 1] + tail[i + 1]
        after[i] = max(step[i, end] + rest[i + 1], step[i, new] + begin)
        tail[i] = max(after[i], step[i, on] + begin)
        rest[i] = max(step[i, outside] + rest[i + 1], step[i, start] + begin)
    inner = np.cumsum(line) + np.concatenate([[0.0], np.cumsum(step[:, on])])
    best = max(out[-1], held[-1] + scores.last)
    tables = _walk(n, held[-1] + scores.last >= out[-1], opened, left, joined)
    return Chain(scores, before, after, inner, float(best), tables)


def _walk(
    n: int, inside: bool, opened: NDArray[np.intp], left: NDArray[np.bool_], joined: NDArray[np.bool_]
) -> tuple[tuple[int, int], ...]:
    """The tables of the best path, read back from its end."""
    tables: list[tuple[int, int]] = []
    i = n - 1
    while i >= 0:
        if inside:
            first = int(opened[i])
            tables.append((first, i + 1))
            inside = bool(joined[first])
            i = first - 1
        else:
            inside = bool(left[i])
            i -= 1
    return tuple(reversed(tables))
