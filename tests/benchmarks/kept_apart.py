"""Reads each document with weights that were learnt without it: `python tests/benchmarks/kept_apart.py [--out DIR]`.

The documents of each source fall into three parts; chain and rows are learnt from two, the third is read, and all are
scored together, as `corpora.py` does with the weights shipped. That says what to expect of documents of the same kinds;
`train_chain.py` and `train_rows.py` say what to expect of other kinds. The weights of the cost, which are few, are those
shipped. Takes some minutes.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy comes: with more, sums and so the weights depend on the machine

import argparse
import random
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from extractor.tables import weights
from tests.benchmarks import corpora, train_chain, train_rows
from tests.benchmarks.examples import Corpus, all_blocks, all_boundaries, corpus
from tests.benchmarks.labels import NAMES

PARTS = 3


def parts_of(paths: Sequence[Path]) -> list[list[Path]]:
    """The documents in parts by chance; what is one document in several forms ('1027__grid', '1027__plain') together."""
    kin = sorted({_kin(path.stem) for path in paths})
    random.Random(0).shuffle(kin)
    return [[path for path in paths if kin.index(_kin(path.stem)) % PARTS == part] for part in range(PARTS)]


def _kin(stem: str) -> str:
    head, _, form = stem.partition("__")
    return head if head.split("-")[0].isdigit() else stem if form else head


def learn(documents: Corpus, folder: Path) -> None:
    """Learns chain and rows, and keeps their weights in a folder."""
    train_chain.written(train_chain.learnt(all_blocks(documents)), folder / train_chain.WEIGHTS.name)
    train_chain.written(train_rows.learnt(all_boundaries(documents)), folder / train_rows.WEIGHTS.name)


def use(folder: Path) -> None:
    """Has the reader of this process take its weights from a folder."""
    weights.FOLDER = folder
    weights.weights.cache_clear()
    weights.scorer.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="keep what was read, and the weights of each part, here")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as temporary:
        out = out or Path(temporary)
        known = corpus()
        parts = {name: parts_of(sorted(corpora.FOLDERS[name].glob("*.pdf"))) for name in NAMES}
        read: dict[str, corpora.Read] = {name: ({}, []) for name in NAMES}
        for part in range(PARTS):
            apart = {name: {path.stem for path in parts[name][part]} for name in NAMES}
            folder = out / f"weights-{part}"
            folder.mkdir(parents=True, exist_ok=True)
            learn({name: [d for d in known[name] if d.document not in apart[name]] for name in NAMES}, folder)
            for name in NAMES:
                said, errors = corpora.read_all(parts[name][part], partial(use, folder))
                read[name][0].update(said)
                read[name][1].extend(errors)
        for name in NAMES:
            corpora.score(name, out, *read[name])


if __name__ == "__main__":
    main()
