"""What training maximises: the likelihood of chains of lines, and the scorers whose weights it learns.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): the probability of a path is the share of
its exponentiated score in the sum over all paths. Forwards and backwards over the lines give that sum, and how probable
each line and step is; the gradient of the likelihood is these probabilities against what is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from extractor.tables.chain import STEPS, Scores
from extractor.tables.weights import Scorer

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

DIGITS = 4
"""Decimals of a weight that is kept."""
TINY = 1e-6
"""What keeps the deviation of a feature that never varies from being 0."""
OUTSIDE, START, END, ON, NEW = range(len(STEPS))


# ---------------------------------------------------------------------------------------------- chains


@dataclass(frozen=True, slots=True)
class Batch:
    """Blocks of lines end to end, the longest first, with their true paths.

    The first and the further lines of a table go on alike: in the sum over all paths a line is outside or inside, and
    steps from inside to inside are of two kinds.
    """

    inside: Floats
    """1 for each line in a table."""
    kinds: Floats
    """The true step from each line but the last of a block to the next: one row of STEPS, 1 in one place."""
    weight: Floats
    """What each block counts."""
    first: Ints
    """The number of each block's first line."""
    last: Ints
    above: Ints
    """The number of the line above each step."""
    ranks: tuple[tuple[Ints, Ints], ...]
    """The second lines of all blocks that have one, the third, ...: the lines, and the steps to them."""

    @property
    def block(self) -> Ints:
        """The block of each line."""
        return np.repeat(np.arange(len(self.first)), self.last - self.first + 1)


def batch_of(paths: Sequence[Sequence[tuple[int, int]]], lengths: Sequence[int], weights: Sequence[float]) -> Batch:
    """The batch of blocks of so many lines, with the tables in each: first line, and the line after the last.

    The blocks must come longest first.
    """
    length = np.array(lengths, dtype=np.intp)
    assert (np.diff(length) <= 0).all()
    first = np.cumsum(length) - length
    marks = [marked(tables, n) for tables, n in zip(paths, lengths, strict=True)]
    above = np.delete(np.arange(length.sum()), first + length - 1)
    step = first - np.arange(len(length))  # each block has one step less than lines
    ranks = []
    for rank in range(1, int(length[0])):
        longer = int((length > rank).sum())
        ranks.append((first[:longer] + rank, step[:longer] + rank - 1))
    inside, kinds = (np.concatenate(part) for part in zip(*marks, strict=True))
    return Batch(inside, kinds, np.array(weights, dtype=float), first, first + length - 1, above, tuple(ranks))


def marked(tables: Sequence[tuple[int, int]], count: int) -> tuple[Floats, Floats]:
    """1 for each of `count` lines that is in a table, and 1 for the kind of each step."""
    inside, begins = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    for first, last in tables:
        inside[first:last] = begins[first] = True
    a, b, new = inside[:-1], inside[1:], begins[1:]
    kinds = np.column_stack([~a & ~b, ~a & b, a & ~b, a & b & ~new, a & new])
    return inside.astype(float), kinds.astype(float)


def loss(batch: Batch, scores: Scores) -> tuple[float, Scores]:
    """The negative log likelihood of the true paths, in nats, and its gradient: one number for each score."""
    line, step = scores.line, scores.step
    out, held = _forwards(batch, scores)
    below_out, below_held = _backwards(batch, scores)
    total = np.logaddexp(out[batch.last], held[batch.last] + scores.last)
    true_line = np.add.reduceat(line * batch.inside, batch.first)
    true_step = np.bincount(batch.block[batch.above], (step * batch.kinds).sum(axis=1), len(batch.first))
    opened, closed = batch.inside[batch.first], batch.inside[batch.last]
    true = true_line + true_step + scores.first * opened + scores.last * closed
    of, above, below = batch.block, batch.above, batch.above + 1
    odds = np.exp(held + below_held - total[of])  # probability of each line being in a table
    into = line[below] + below_held[below]
    ways = np.column_stack(
        [out[above] + below_out[below], out[above] + into, held[above] + below_out[below], held[above] + into]
    )
    share = np.exp(ways[:, [OUTSIDE, START, END, ON, ON]] + step - total[of[above], None])
    weight = batch.weight
    gradient = Scores(
        weight[of] * (odds - batch.inside),
        weight[of[above], None] * (share - batch.kinds),
        float(weight @ (odds[batch.first] - opened)),
        float(weight @ (odds[batch.last] - closed)),
    )
    return float(weight @ (total - true)), gradient


def _forwards(batch: Batch, scores: Scores) -> tuple[Floats, Floats]:
    """The log of the sum over all paths down to each line, where it is outside, and where it is in a table."""
    line, step = scores.line, scores.step
    out, held = np.zeros(len(line)), np.zeros(len(line))
    held[batch.first] = scores.first + line[batch.first]
    on = np.logaddexp(step[:, ON], step[:, NEW])
    for here, to in batch.ranks:
        above = here - 1
        out[here] = np.logaddexp(out[above] + step[to, OUTSIDE], held[above] + step[to, END])
        held[here] = line[here] + np.logaddexp(out[above] + step[to, START], held[above] + on[to])
    return out, held


def _backwards(batch: Batch, scores: Scores) -> tuple[Floats, Floats]:
    """The log of the sum over all paths below each line, where it is outside, and where it is in a table."""
    line, step = scores.line, scores.step
    out, held = np.zeros(len(line)), np.zeros(len(line))
    held[batch.last] = scores.last
    on = np.logaddexp(step[:, ON], step[:, NEW])
    for here, to in reversed(batch.ranks):
        above, into = here - 1, line[here] + held[here]
        out[above] = np.logaddexp(step[to, OUTSIDE] + out[here], step[to, START] + into)
        held[above] = np.logaddexp(step[to, END] + out[here], on[to] + into)
    return out, held


# ---------------------------------------------------------------------------------------------- scorers


@dataclass(frozen=True, slots=True)
class Net:
    """The shape of a `Scorer`, the weights of which are one vector while they are learnt.

    `usual` is what its features are standardised by. The last `linear` of them score linearly; hidden units take all.
    """

    usual: Floats
    units: int
    outputs: int
    linear: int

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The weights of a scorer, in order."""
        inputs = self.usual.shape[1]
        return {
            "linear": (self.linear, self.outputs),
            "bias": (self.outputs,),
            "hidden": (inputs, self.units),
            "shift": (self.units,),
            "outer": (self.units, self.outputs),
        }

    @property
    def size(self) -> int:
        return sum(int(np.prod(shape)) for shape in self.shapes.values())

    def begin(self, chance: np.random.Generator) -> Floats:
        """Weights to begin with: no score at all but what units that differ by chance make of the features."""
        spread = {"hidden": 1 / np.sqrt(self.usual.shape[1]), "outer": 0.1}
        parts = {
            name: chance.normal(0, spread[name], shape) if name in spread else np.zeros(shape)
            for name, shape in self.shapes.items()
        }
        return np.concatenate([part.ravel() for part in parts.values()])

    def parts(self, weights: Floats) -> dict[str, Floats]:
        """The weights by name."""
        cuts = np.cumsum([int(np.prod(shape)) for shape in self.shapes.values()])[:-1]
        pieces = np.split(weights, cuts)
        return {name: piece.reshape(shape) for piece, (name, shape) in zip(pieces, self.shapes.items(), strict=True)}

    def standardised(self, features: Floats) -> Floats:
        """The features with mean 0 and deviation 1."""
        x: Floats = (features - self.usual[0]) / self.usual[1]
        return x

    def scores(self, weights: Floats, x: Floats) -> tuple[Floats, Callable[[Floats], Floats]]:
        """The scores of standardised features, and what makes of their gradient that of the weights."""
        own = self.parts(weights)
        active, direct = np.tanh(x @ own["hidden"] + own["shift"]), x[:, x.shape[1] - self.linear :]

        def back(errors: Floats) -> Floats:
            inner = errors @ own["outer"].T * (1 - active**2)
            parts = direct.T @ errors, errors.sum(axis=0), x.T @ inner, inner.sum(axis=0), active.T @ errors
            return np.concatenate([part.ravel() for part in parts])

        return direct @ own["linear"] + own["bias"] + active @ own["outer"], back

    def kept(self, weights: Floats) -> dict[str, list[Any]]:
        """The weights as a `Scorer` reads them, rounded."""
        parts = {"mean": self.usual[0], "scale": self.usual[1], **self.parts(weights)}
        parts["linear"] = np.pad(parts["linear"], ((self.usual.shape[1] - self.linear, 0), (0, 0)))
        return {name: rounded(parts[name]) for name in Scorer.__slots__}


def usual(features: Floats) -> Floats:
    """Two rows that features are standardised by: their means, and their standard deviations (never 0)."""
    return np.stack([features.mean(axis=0), features.std(axis=0) + TINY])


def rounded(values: Floats) -> list[Any]:
    """The numbers as they are kept."""
    kept: list[Any] = (np.round(values, DIGITS) + 0.0).tolist()  # no -0.0
    return kept


def minimised(
    objective: Callable[[Floats], tuple[float, Floats]], start: Floats, *, penalty: float, rounds: int
) -> Floats:
    """The weights at which an objective, with half the penalty for each squared weight, is least.

    The search (L-BFGS) ends after so many rounds.
    """

    def whole(weights: Floats) -> tuple[float, Floats]:
        value, gradient = objective(weights)
        return value + 0.5 * penalty * float(weights @ weights), gradient + penalty * weights

    found: Floats = minimize(whole, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return found


def balance(counts: Mapping[str, float]) -> dict[str, float]:
    """What an example of each source counts: half way (geometrically) from alike to sources that count alike."""
    mean = sum(counts.values()) / len(counts)
    return {source: (mean / count) ** 0.5 for source, count in counts.items()}
