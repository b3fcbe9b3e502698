"""Learns which lines make one row: `python tests/benchmarks/train_rows.py` says how well, for documents never seen.

For each source of documents it prints in what share of the tables every boundary is right with weights that were learnt
without that source, then with weights learnt from all. `--write` learns from all and keeps the weights for the reader;
`--without SOURCE --out FILE` keeps those learnt without a source, to try the reader on documents that it does not know.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy comes: with more, sums and so the weights depend on the machine

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

import extractor.tables
from extractor.tables.weights import Scorer
from tests.benchmarks.crf import Net, balance, minimised, usual
from tests.benchmarks.examples import Boundaries, all_boundaries
from tests.benchmarks.train_chain import Training

Floats = NDArray[np.float64]

WEIGHTS = Path(extractor.tables.__file__).with_name("rows.json")
UNITS, PENALTY, ROUNDS = 24, 8.0, 200
"""Hidden units, what a squared weight costs, rounds of the search."""


def learnt(tables: Sequence[Boundaries]) -> dict[str, Any]:
    """The weights under which the rows of the tables are most probable (logistic), as the reader takes them."""
    features = np.concatenate([table.features for table in tables])
    begins = np.concatenate([table.begins for table in tables])
    net = Net(usual(features), UNITS, outputs=1, linear=features.shape[1])
    x = net.standardised(features)
    count = counts_of(tables)

    def objective(weights: Floats) -> tuple[float, Floats]:
        scores, back = net.scores(weights, x)
        score = scores[:, 0]
        value = float(count @ (np.logaddexp(0, score) - begins * score))
        return value, back((count * (expit(score) - begins))[:, None])

    start = net.begin(np.random.default_rng(0))
    return {"row": net.kept(minimised(objective, start, penalty=PENALTY, rounds=ROUNDS))}


def counts_of(tables: Sequence[Boundaries]) -> Floats:
    """What each boundary counts."""
    boundaries: Counter[str] = Counter()
    for table in tables:
        boundaries[table.source] += len(table.begins)
    sources = balance(boundaries)
    return np.concatenate([table.counts * sources[table.source] for table in tables])


def errors(weights: dict[str, Any], tables: Sequence[Boundaries]) -> list[int]:
    """How many boundaries of each table the reader gets wrong with these weights."""
    scorer = Scorer.of(weights["row"])
    said = (scorer(table.features)[:, 0] > 0 for table in tables)
    return [int(((new != table.begins) * table.counts).sum()) for new, table in zip(said, tables, strict=True)]


def report(name: str, weights: dict[str, Any], tables: Sequence[Boundaries]) -> str:
    """A line of figures."""
    wrong = errors(weights, tables)
    boundaries = int(sum(table.counts.sum() for table in tables))
    share = sum(not each for each in wrong) / len(tables)
    return f"{name:22} {len(tables):6} {share:7.3f} {boundaries:11} {sum(wrong):7} {sum(wrong) / boundaries:7.4f}"


HEADING = f"{'':22} tables   right  boundaries  errors   share"

if __name__ == "__main__":
    Training(__doc__, all_boundaries, learnt, report, HEADING, WEIGHTS).run()
