"""Reads every written question of the corpus and scores it: `python tests/benchmarks/sv.py [--per-pdf] [--errors]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import extractor

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    corpus = SHARED / "corpus" / "sv"
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((corpus / "pdf").glob("*.pdf")):
            try:
                extraction = extractor.read(path)
            except extractor.ExtractorError as error:
                print(error, file=sys.stderr)
                continue
            (Path(folder) / f"{path.stem}.json").write_text(extraction.model_dump_json(), encoding="utf-8")
        scorer = SHARED / "bench" / "sv" / "score.py"
        subprocess.run([sys.executable, str(scorer), folder, str(corpus), *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
