"""Kills a run at random moments, again and again: `python tests/benchmarks/kills.py [TIMES [SEED]]`.

Each time the whole run or one of its workers is ended by SIGKILL at a random moment, and the same command is given
again. Counts the archives that are then whole and whose export equals that of an undisturbed run, byte for byte.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.benchmarks.batch import descendants, questions
from tests.twin import Twin, serving

COUNT = 24


def command(folder: Path, settings: str, name: str, *more: str) -> list[str]:
    base = [sys.executable, "-m", "extractor", name, "--archive", str(folder / "archive"), *more]
    if name == "ingest":
        base += ["--from", "2021-01-01", "--to", "2021-12-31", "--quiet", "--settings", settings, "--workers", "2"]
    return base


def call(*arguments: object, folder: Path, settings: str) -> int:
    line = command(folder, settings, *map(str, arguments))
    return subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


def exported(folder: Path, settings: str) -> dict[str, bytes]:
    out = folder / "out"
    call("export", "--out", out, folder=folder, settings=settings)
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def kill_once(rng: Random, folder: Path, settings: str, longest: float) -> str:
    """Start a run, and kill it or one of its workers at a random moment; which of the two."""
    process = subprocess.Popen(
        command(folder, settings, "ingest"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(rng.uniform(0.3, longest))
    workers = descendants(process.pid)
    if workers and rng.random() < 0.5:
        with contextlib.suppress(ProcessLookupError):
            os.kill(rng.choice(workers), signal.SIGKILL)
        process.wait()
        return "worker"
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return "run"


def main() -> None:
    times, seed = (*map(int, sys.argv[1:3]), *(50, 1)[len(sys.argv[1:3]) :])
    rng = Random(seed)
    with tempfile.TemporaryDirectory() as name, serving(Twin(questions(COUNT))) as twin:
        calm = Path(name) / "calm"
        calm.mkdir()
        settings = twin.write_settings(calm)
        start = time.monotonic()
        call("ingest", folder=calm, settings=settings)
        longest = time.monotonic() - start
        wanted = exported(calm, settings)
        good, ended = 0, {"run": 0, "worker": 0}
        for number in range(times):
            folder = Path(name) / str(number)
            folder.mkdir()
            ended[kill_once(rng, folder, settings, longest)] += 1
            call("ingest", folder=folder, settings=settings)
            whole = call("status", "--verify", folder=folder, settings=settings) == 0
            same = exported(folder, settings) == wanted
            good += whole and same
            if not (whole and same):
                print(f"kill {number}: whole {whole}, same {same}")
    print(f"{good} of {times} archives whole and equal to the undisturbed one; killed: {ended}")


if __name__ == "__main__":
    main()
