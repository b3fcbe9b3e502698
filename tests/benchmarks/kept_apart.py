"""Reads each document with weights that were learnt without it: `python tests/benchmarks/kept_apart.py [--sources] [--out DIR]`.

The documents of each source fall into three parts; chain and rows are learnt from two, the third is read, and all are
scored together, as `corpora.py` does with the weights shipped. That says what to expect of documents of the same kinds;
`--sources`, by which a whole source is read with what the others teach, says what to expect of other kinds. The weights
of the cost, which are few, are those shipped. Takes some minutes.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy comes: with more, sums and so the weights depend on the machine

import argparse
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
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


def apart(*, sources: bool) -> Iterator[dict[str, list[Path]]]:
    """The documents that are read together, by source: a part of each source, or one source whole."""
    every = {name: sorted(corpora.FOLDERS[name].glob("*.pdf")) for name in NAMES}
    if sources:
        yield from ({name: paths} for name, paths in every.items())
    else:
        parts = {name: parts_of(paths) for name, paths in every.items()}
        yield from ({name: parts[name][part] for name in NAMES} for part in range(PARTS))


def without(known: Corpus, unseen: Mapping[str, Sequence[Path]]) -> Corpus:
    """The labelled documents but those that are read, by source; a source of which none is left is left out."""
    stems = {name: {path.stem for path in paths} for name, paths in unseen.items()}
    left = {name: [d for d in known[name] if d.document not in stems.get(name, ())] for name in NAMES}
    return {name: documents for name, documents in left.items() if documents}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", action="store_true", help="leave out a source at a time, not a third of each")
    parser.add_argument("--out", type=Path, help="keep what was read, and the weights of each part, here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        out = arguments.out or Path(temporary)
        known = corpus()
        read: dict[str, corpora.Read] = {name: ({}, []) for name in NAMES}
        for part, unseen in enumerate(apart(sources=arguments.sources)):
            folder = out / f"weights-{part}"
            folder.mkdir(parents=True, exist_ok=True)
            learn(without(known, unseen), folder)
            for name, paths in unseen.items():
                said, errors = corpora.read_all(paths, partial(use, folder))
                read[name][0].update(said)
                read[name][1].extend(errors)
        for name in NAMES:
            corpora.score(name, out, *read[name])


if __name__ == "__main__":
    main()
