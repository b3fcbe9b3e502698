"""Times the whole walk beside pdfplumber's extract_tables on the same pages, in turns in one run."""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

import extractor

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


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    files = [path.read_bytes() for path in sorted(folder.glob("*.pdf")) if "scan" not in path.stem]
    pairs = [(seconds(walk, files), seconds(tables, files)) for _ in range(ROUNDS)]
    ours, theirs = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"ms a page: extractor {ours:.1f}, pdfplumber extract_tables {theirs:.1f}; ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
