"""Reads the tables of one of the other data sets and scores them: `python tests/benchmarks/grids.py icdar|reports`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import extractor

SHARED = Path(__file__).resolve().parents[3] / "shared"
SETS = {
    "icdar": (SHARED / "corpus" / "icdar2013" / "competition-dataset-eu", ["--split", "eu"]),
    "reports": (SHARED / "corpus" / "reports", []),
}


def main() -> None:
    name, *more = sys.argv[1:]
    folder, options = SETS[name]
    predictions = {}
    for path in sorted(folder.glob("*.pdf")):
        try:
            tables = extractor.read(path).tables
        except extractor.ExtractorError as error:
            print(error, file=sys.stderr)
            continue
        predictions[path.stem] = [{"page": table.pages[0], "rows": table.grid} for table in tables]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(predictions, file)
        file.flush()
        scorer = SHARED / "bench" / name / "score.py"
        subprocess.run([sys.executable, str(scorer), file.name, *options, *more], check=True)


if __name__ == "__main__":
    main()
