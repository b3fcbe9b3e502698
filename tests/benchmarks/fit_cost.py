"""Fits the weights of the cost by which readings are chosen: `python tests/benchmarks/fit_cost.py`.

For each region of the pages with truth the readings that were proposed are weighed against the truth: the share of
cells, right and wrong, that are the truth's to the word. The weights make the best reading likely against the others
(a softmax of minus the cost, McFadden's conditional logit), none of a fault below zero. Printed: the weights, and for
each source what the choice gives with weights fitted on the others, beside the first reading and the best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from extractor.tables.cost import WEIGHTS, Reading, terms_of
from extractor.tables.measure import measure
from extractor.tables.regions import Seeker
from tests.benchmarks.labels import NAMES, LabelledPage, labelled

Floats = NDArray[np.float64]
FREE = ("white",)
"""No fault: its weight may have either sign."""
PRIOR = {"crossed": 3.0, "beyond": 3.0, "bare": 0.5, "unnamed": 0.5, "white": 0.0}
"""What a term counts for before any data: a fault one, a rule drawn through a cell, or a frame between
cells of a row, three, what right readings show too a half, no fault nothing."""
RIDGE = 0.02
"""Weight of the squared distance from that against the mean loss a region: corpora that never show a fault say
nothing of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One region: the terms of its readings, and how good each is (0 to 1)."""

    source: str
    terms: Floats
    quality: Floats


def quality(reading: Reading, page: LabelledPage) -> float:
    """Twice the cells that are the truth's to the word, over the cells of both."""
    label = {id(w): cell for w, cell in zip(page.page.words, page.cells, strict=True)}
    held = [frozenset(map(id, cell.words)) for grid in reading.grids for cell in grid.cells]
    words = set().union(*held) if held else set()
    truth: dict[tuple[int, int, int], set[int]] = {}
    for key, cell in label.items():
        if cell is not None:
            truth.setdefault(cell, set()).add(key)
    near = {table for key in words if (cell := label[key]) is not None for table in [cell[0]]}
    wanted = Counter(frozenset(keys) for cell, keys in truth.items() if cell[0] in near)
    right = sum((wanted & Counter(held)).values())
    return 2 * right / max(wanted.total() + len(held), 1)


def choices() -> Iterator[Choice]:
    """The regions of all pages with truth that have more than one reading."""
    for source in NAMES:
        for document in labelled(source):
            for page in document.pages:
                if any(document.tables[t].coverage < 0.9 for t in page.tables):
                    continue
                seeker = Seeker(lambda grid: None)
                for readings in seeker.regions(measure(page.page)):
                    values = np.array([quality(reading, page) for reading in readings])
                    if len(readings) > 1 and values.max() > 0:
                        terms = np.array([list(terms_of(reading).values()) for reading in readings])
                        yield Choice(source, terms, values)


def fitted(data: Sequence[Choice]) -> Floats:
    """The weights under which the best readings are likeliest; each source counts the same."""
    count = Counter(choice.source for choice in data if np.ptp(choice.quality) > 0)
    used = [choice for choice in data if np.ptp(choice.quality) > 0]
    share = [1 / count[choice.source] / len(count) for choice in used]

    prior = np.array([PRIOR.get(name, 1.0) for name in WEIGHTS])

    def loss(weights: Floats) -> tuple[float, Floats]:
        off = weights - prior
        total, gradient = RIDGE * float(off @ off), 2 * RIDGE * off
        for choice, part in zip(used, share, strict=True):
            scores = -choice.terms @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            target = np.exp(20 * (choice.quality - choice.quality.max()))
            target /= target.sum()
            total -= part * float(target @ np.log(likely + 1e-12))
            gradient = gradient + part * (choice.terms.T @ (target - likely))
        return total, gradient

    bounds = [(None, None) if name in FREE else (0.0, None) for name in WEIGHTS]
    return minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds).x


def chosen(data: Sequence[Choice], weights: Floats) -> float:
    """The mean quality of the cheapest readings."""
    return float(np.mean([choice.quality[int((choice.terms @ weights).argmin())] for choice in data]))


def main() -> None:
    data = list(choices())
    weights = fitted(data)
    print("\n".join(f'    "{name}": {weight:.2f},' for name, weight in zip(WEIGHTS, weights, strict=True)))
    today = np.array(list(WEIGHTS.values()))
    print(f"{'source':12} regions  differ   first  today fitted without    best")
    for source in NAMES:
        own = [choice for choice in data if choice.source == source]
        others = fitted([choice for choice in data if choice.source != source])
        differ = sum(np.ptp(choice.quality) > 0 for choice in own)
        first, best = (float(np.mean([f(c.quality) for c in own])) for f in (lambda q: q[0], np.max))
        figures = (first, chosen(own, today), chosen(own, weights), chosen(own, others), best)
        print(f"{source:12} {len(own):7} {differ:7} " + " ".join(f"{figure:7.4f}" for figure in figures))


if __name__ == "__main__":
    main()
