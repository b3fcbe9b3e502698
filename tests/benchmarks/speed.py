"""Times the whole walk beside pdfplumber's extract_tables on the same pages, in turns in one run.

Says too what checking costs of the walk, and what the witness does (the second reading of pages with a mismatch).
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber

import extractor
from extractor import pipeline

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "sv" / "pdf"
ROUNDS = 3


def tables(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def walk(data: bytes) -> int:
    return extractor.read(data).document.pages


def seconds(work: Callable[[bytes], int], files: list[bytes]) -> float:
    start = time.perf_counter()
    pages = sum(work(data) for data in files)
    return (time.perf_counter() - start) / pages


def costs(files: list[bytes]) -> tuple[float, float]:
    """The shares of the walk that checking and the witness take."""
    spent = {"check": 0.0, "_witnessed": 0.0}

    def timed(name: str) -> Callable[..., Any]:
        whole = getattr(pipeline, name)

        def call(*args: Any) -> Any:
            start = time.perf_counter()
            result = whole(*args)
            spent[name] += time.perf_counter() - start
            return result

        return call

    kept = {name: getattr(pipeline, name) for name in spent}
    for name in spent:
        setattr(pipeline, name, timed(name))
    start = time.perf_counter()
    for data in files:
        extractor.read(data)
    walked = time.perf_counter() - start
    for name, function in kept.items():
        setattr(pipeline, name, function)
    return spent["check"] / (walked - spent["_witnessed"]), spent["_witnessed"] / walked


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    files = [path.read_bytes() for path in sorted(folder.glob("*.pdf")) if "scan" not in path.stem]
    pairs = [(seconds(walk, files), seconds(tables, files)) for _ in range(ROUNDS)]
    ours, theirs = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"ms a page: extractor {ours:.1f}, pdfplumber extract_tables {theirs:.1f}; ratio {theirs / ours:.1f}")
    checking, witness = costs(files)
    print(f"checking: {checking:.1%} of the walk without the witness; the witness: {witness:.1%} of the walk")


if __name__ == "__main__":
    main()
