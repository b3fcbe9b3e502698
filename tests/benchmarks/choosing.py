"""Says what choosing decides: `python tests/benchmarks/choosing.py [SET …]`.

For each set of documents: the regions, those with two readings or more, those in which another than the first proposed
was kept, those in which several cost the same so that the printed totals were asked, and those that they decided.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from unittest import mock

import extractor
from extractor.table import Table
from extractor.tables import regions
from extractor.tables.choose import choose, weighed
from extractor.tables.cost import Reading
from extractor.tables.grid import Grid
from tests.benchmarks.corpora import FOLDERS

COUNTS = ("regions", "several", "not the first", "equal", "by totals")


def counted(seen: Counter[str], readings: list[Reading], table_of: Callable[[Grid], Table | None]) -> tuple[Grid, ...]:
    """Chooses as the reader does, and counts how it came to that."""
    kept = choose(readings, table_of)
    distinct, near = weighed(readings)
    shape = [grid.cells for grid in kept]
    seen["regions"] += 1
    seen["several"] += len(distinct) > 1
    seen["not the first"] += shape != [grid.cells for grid in distinct[0].grids]
    seen["equal"] += len(near) > 1
    seen["by totals"] += shape != [grid.cells for grid in near[0].grids]
    return kept


def count(path: Path) -> Counter[str]:
    """The counts of one document; none where it cannot be read."""
    seen: Counter[str] = Counter()
    with mock.patch.object(regions, "choose", partial(counted, seen)):
        try:
            extractor.read(path)
        except extractor.ExtractorError:
            return Counter()
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help=", ".join(FOLDERS))
    print(f"{'':12}" + "".join(f"{name:>15}" for name in COUNTS))
    with ProcessPoolExecutor(2) as pool:
        for name in parser.parse_args().sets or FOLDERS:
            total = sum(pool.map(count, sorted(FOLDERS[name].glob("*.pdf"))), Counter())
            print(f"{name:12}" + "".join(f"{total[each]:15}" for each in COUNTS), flush=True)


if __name__ == "__main__":
    main()
