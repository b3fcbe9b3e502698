"""A batch from the twin of the parliament's services: `python tests/benchmarks/batch.py [COUNT [WORKERS]]`.

The questions are renderings of the corpus, each with other bytes. Prints documents a minute, pages a second, the peak
memory of all processes together and how it grew over the batch, and what a second run of the same command takes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

from tests.benchmarks.corpora import SHARED
from tests.twin import Twin, TwinFile, TwinQuestion, serving

CORPUS = SHARED / "corpus" / "sv" / "pdf"
START = Date(2021, 1, 1)


def questions(count: int) -> list[TwinQuestion]:
    """Questions whose files are the corpus over and over, a comment at the end of each."""
    renderings = [path.read_bytes() for path in sorted(CORPUS.glob("*.pdf")) if "scan" not in path.stem]
    return [
        TwinQuestion(
            100_000 + n,
            n,
            [TwinFile(200_000 + n, renderings[n % len(renderings)] + f"\n% {n}\n".encode())],
            day=START + timedelta(n % 365),
        )
        for n in range(count)
    ]


def memory(pid: int) -> int:
    """Megabytes of memory of a process and all below it, shared pages counted once each."""
    total = 0
    for process in [pid, *descendants(pid)]:
        try:
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
            total += int(found[1]) if found else 0
        except OSError:
            pass
    return total // 1024


def descendants(pid: int) -> list[int]:
    try:
        children = [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [each for child in children for each in (child, *descendants(child))]


def run(folder: Path, settings: str, workers: int) -> tuple[float, list[int], str]:
    """Seconds, the memory every second, and what the command printed."""
    command = [
        sys.executable, "-m", "extractor", "ingest", "--from", "2021-01-01", "--to", "2021-12-31", "--quiet",
        "--archive", str(folder / "archive"), "--settings", settings, "--workers", str(workers),
    ]  # fmt: skip
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    samples = []
    while process.poll() is None:
        samples.append(memory(process.pid))
        time.sleep(1)
    assert process.stdout is not None
    return time.monotonic() - start, samples, process.stdout.read().strip()


def main() -> None:
    count, workers = (*map(int, sys.argv[1:3]), *(2000, 2)[len(sys.argv[1:3]) :])
    with tempfile.TemporaryDirectory() as name, serving(Twin(questions(count))) as twin:
        folder = Path(name)
        settings = twin.write_settings(folder)
        first, samples, told = run(folder, settings, workers)
        pages = int(re.search(r"\((\d+) pages", told)[1])  # type: ignore[index]
        second, _, again = run(folder, settings, workers)
    early, late = samples[len(samples) // 4], samples[-max(2, len(samples) // 10)]
    print(told)
    print(f"{60 * count / first:.0f} documents a minute, {pages / first:.1f} pages a second with {workers} workers")
    print(f"memory: peak {max(samples)} MB; {early} MB after a quarter of the time, {late} MB near the end")
    print(again)
    print(f"second run: {second:.1f} s, {second / first:.1%} of the first's {first:.0f} s")


if __name__ == "__main__":
    main()
