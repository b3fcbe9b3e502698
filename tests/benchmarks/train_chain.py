"""Learns where tables begin and end: `python tests/benchmarks/train_chain.py` says how well, for documents never seen.

For each source of documents it prints what becomes of the tables with weights that were learnt without that source,
then with weights learnt from all. `--write` learns from all and keeps the weights for the reader; `--without SOURCE
--out FILE` keeps those learnt without a source, to try the reader on documents that it does not know.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy comes: with more, sums and so the weights depend on the machine

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

import extractor.tables
from extractor.tables.chain import STEPS, Scores, solved
from extractor.tables.weights import Scorer
from tests.benchmarks.crf import Net, balance, batch_of, loss, minimised, rounded, usual
from tests.benchmarks.examples import MADE, Block, Corpus, all_blocks, corpus
from tests.benchmarks.labels import NAMES

Floats = NDArray[np.float64]

WEIGHTS = Path(extractor.tables.__file__).with_name("chain.json")
UNITS, PENALTY, ROUNDS = 16, 30.0, 150
"""Hidden units of each scorer, what a squared weight costs, rounds of the search."""
SHARES = ("whole", "missed", "torn", "parted", "cut", "over")
"""What becomes of a table: found, every line and no other; not found; found as several; not in one block; lines lost;
other lines taken in."""


def learnt(blocks: Sequence[Block]) -> dict[str, Any]:
    """The weights under which the tables of the blocks are most probable, as the reader takes them."""
    blocks = sorted(blocks, key=lambda block: -block.count)
    batch = batch_of([b.tables for b in blocks], [b.count for b in blocks], counts_of(blocks))
    lines, steps = np.concatenate([b.lines for b in blocks]), np.concatenate([b.steps for b in blocks])
    line = Net(usual(lines), UNITS, outputs=1, linear=lines.shape[1])
    step = Net(np.hstack([line.usual, line.usual, usual(steps)]), UNITS, outputs=len(STEPS), linear=steps.shape[1])
    x, y = line.standardised(lines), step.standardised(np.concatenate([b.around for b in blocks]))
    cuts = [line.size, line.size + step.size]

    def objective(weights: Floats) -> tuple[float, Floats]:
        own, between, ends = np.split(weights, cuts)
        by_line, line_back = line.scores(own, x)
        by_step, step_back = step.scores(between, y)
        value, slope = loss(batch, Scores(by_line[:, 0], by_step, ends[0], ends[1]))
        return value, np.concatenate([line_back(slope.line[:, None]), step_back(slope.step), [slope.first, slope.last]])

    chance = np.random.default_rng(0)
    start = np.concatenate([line.begin(chance), step.begin(chance), np.zeros(2)])
    own, between, ends = np.split(minimised(objective, start, penalty=PENALTY, rounds=ROUNDS), cuts)
    first, last = rounded(ends)
    return {"line": line.kept(own), "step": step.kept(between), "first": first, "last": last}


def counts_of(blocks: Sequence[Block]) -> list[float]:
    """What each block counts."""
    own = [MADE if block.made else 1.0 for block in blocks]
    lines: dict[str, float] = defaultdict(float)
    for block, count in zip(blocks, own, strict=True):
        lines[block.source] += block.count * count
    sources = balance(lines)
    return [count * sources[block.source] for block, count in zip(blocks, own, strict=True)]


def found(weights: dict[str, Any], blocks: Sequence[Block]) -> list[tuple[tuple[int, int], ...]]:
    """The tables that the reader finds in each block with these weights."""
    line, step = Scorer.of(weights["line"]), Scorer.of(weights["step"])
    scores = (Scores(line(b.lines)[:, 0], step(b.around), weights["first"], weights["last"]) for b in blocks)
    return [solved(each).tables for each in scores]


def fates(block: Block, tables: Sequence[tuple[int, int]]) -> Counter[str]:
    """How many tables of a block were found whole, missed, ..., and how many were found where none is."""
    fate: Counter[str] = Counter(tables=len(block.tables))
    for number, (first, last) in enumerate(block.tables):
        near = [(a, b) for a, b in tables if a < last and b > first]
        if number in block.torn:
            fate["parted"] += 1
        elif (first, last) in tables:
            fate["whole"] += 1
        elif len(near) != 1:
            fate["torn" if near else "missed"] += 1
        else:
            ((a, b),) = near
            fate["cut"] += a > first or b < last
            fate["over"] += a < first or b > last
    fate["false"] = sum(not any(a < last and b > first for first, last in block.tables) for a, b in tables)
    return fate


def report(name: str, weights: dict[str, Any], blocks: Sequence[Block]) -> str:
    """A line of figures on the real pages among the blocks."""
    real = [block for block in blocks if not block.made]
    fate: Counter[str] = Counter()
    for block, tables in zip(real, found(weights, real), strict=True):
        fate += fates(block, tables)
    pages = len({block.page for block in real})
    shares = " ".join(f"{fate[each] / max(fate['tables'], 1):7.3f}" for each in SHARES)
    return f"{name:22} {fate['tables']:6} {shares} {fate['false']:7} {fate['false'] / max(pages, 1):7.3f}"


# ---------------------------------------------------------------------------------------------- the command


class Sourced(Protocol):
    """Anything that comes from a source of documents."""

    @property
    def source(self) -> str: ...


Example = TypeVar("Example", bound=Sourced)


@dataclass(frozen=True, slots=True)
class Training(Generic[Example]):
    """What a script learns: from which examples, how, what it says of them, and the file for the reader."""

    about: str
    examples: Callable[[Corpus], list[Example]]
    learnt: Callable[[Sequence[Example]], dict[str, Any]]
    report: Callable[[str, dict[str, Any], Sequence[Example]], str]
    heading: str
    file: Path

    def run(self) -> None:
        """Does what the command line says."""
        parser = argparse.ArgumentParser(description=self.about, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("--write", action="store_true", help=f"learn from all, and write {self.file.name}")
        parser.add_argument(
            "--without", choices=NAMES, metavar="SOURCE", help=f"learn without one of {', '.join(NAMES)}"
        )
        parser.add_argument("--out", type=Path, metavar="FILE", help="where to write what --without learns")
        arguments = parser.parse_args()
        if bool(arguments.without) != bool(arguments.out) or (arguments.without and arguments.write):
            parser.error("--without and --out go together, and without --write")
        examples = self.examples(corpus())
        print(self.heading, flush=True)
        if arguments.without:
            written(self.leave_out(examples, arguments.without), arguments.out)
        elif arguments.write:
            written(self.learn_all(examples), self.file)
        else:
            for source in NAMES:
                self.leave_out(examples, source)
            self.learn_all(examples)

    def leave_out(self, examples: Sequence[Example], source: str) -> dict[str, Any]:
        """The weights learnt without a source; prints what they make of it."""
        weights = self.learnt([example for example in examples if example.source != source])
        self.say(f"{source}, left out", weights, examples, source)
        return weights

    def learn_all(self, examples: Sequence[Example]) -> dict[str, Any]:
        """The weights learnt from all sources; prints what they make of each."""
        weights = self.learnt(examples)
        for source in NAMES:
            self.say(f"{source}, learnt", weights, examples, source)
        return weights

    def say(self, name: str, weights: dict[str, Any], examples: Sequence[Example], source: str) -> None:
        own = [example for example in examples if example.source == source]
        print(self.report(name, weights, own), flush=True)


def written(weights: dict[str, Any], path: Path) -> None:
    """Writes weights to a file; the same bytes for the same weights."""
    path.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")


HEADING = f"{'':22} tables {' '.join(f'{each:>7}' for each in SHARES)}   false  a page"

if __name__ == "__main__":
    Training(__doc__, all_blocks, learnt, report, HEADING, WEIGHTS).run()
