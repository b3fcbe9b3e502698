"""Puts one wrong digit into real PDFs and asks the checker: `python tests/benchmarks/mutants.py [COUNT [SEED [FOLDER]]]`.

A digit of a content stream is replaced by another digit of the same font, at random; the document is read again. Of
the mutants in which that changed one cell that takes part in a claim which held, it counts those in which a mismatch
names the cell (found), those whose repairs name its true value, first or among three (located), and mismatches that
do not name it (false alarms).
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, NameObject, StreamObject

import extractor
from extractor.claim import CellRef
from extractor.record import Extraction, Finding
from extractor.table import Cell

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "sv" / "pdf"
HOLDS = ("match", "rounding")
SHOWS = (b"Tj", b"TJ", b"'", b'"')
PER_FILE_TRIES = 6


@dataclass(frozen=True)
class Spot:
    """A digit in a content stream: its page, operation, string (in a TJ array) and byte; and its font's digits."""

    page: int
    operation: int
    item: int
    offset: int
    width: int
    codes: dict[str, bytes]
    digit: str


@dataclass(frozen=True)
class Outcome:
    style: str
    claims: int
    seen: bool
    found: bool
    first: bool
    among: bool
    false_alarms: int


def digit_codes(font: Any) -> tuple[int, dict[str, bytes]]:
    """Bytes a character, and the code of each digit that the font has."""
    two = font.get("/Subtype") == "/Type0"
    width = 2 if two else 1
    if "/ToUnicode" not in font:
        return width, {} if two else {d: d.encode() for d in "0123456789"}
    text = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    codes: dict[str, bytes] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            codes[chr(int(target[-4:], 16))] = bytes.fromhex(code)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for low, high, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for i in range(int(high, 16) - int(low, 16) + 1):
                codes[chr(int(target[-4:], 16) + i)] = (int(low, 16) + i).to_bytes(len(low) // 2, "big")
    return width, {d: codes[d] for d in "0123456789" if d in codes}


def strings(operands: Any) -> list[Any]:
    """The strings that a text-showing operation shows."""
    last = operands[-1]
    return list(last) if isinstance(last, ArrayObject) else [last]


def raw(value: Any) -> bytes:
    return value.original_bytes if hasattr(value, "original_bytes") else bytes(value)


def spots(reader: PdfReader) -> list[Spot]:
    """Every digit that can be replaced."""
    found: list[Spot] = []
    for number, page in enumerate(reader.pages):
        fonts = page["/Resources"].get("/Font", {}).get_object() if "/Font" in page["/Resources"] else {}
        known = {name: digit_codes(font.get_object()) for name, font in fonts.items()}
        width, codes = 1, {}
        for index, (operands, operator) in enumerate(ContentStream(page.get_contents(), reader).operations):
            if operator == b"Tf":
                width, codes = known.get(str(operands[0]), (1, {}))
            elif operator in SHOWS:
                names = {code: digit for digit, code in codes.items()}
                for item, value in enumerate(strings(operands)):
                    if not hasattr(value, "original_bytes") and not isinstance(value, bytes):
                        continue
                    data = raw(value)
                    for offset in range(0, len(data), width):
                        digit = names.get(data[offset : offset + width])
                        if digit:
                            found.append(Spot(number, index, item, offset, width, codes, digit))
    return found


def mutant(data: bytes, spot: Spot, digit: str) -> bytes:
    """The PDF with another digit at the spot."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    page = writer.pages[spot.page]
    content = ContentStream(page.get_contents(), writer)
    operands, operator = content.operations[spot.operation]
    old = raw(strings(operands)[spot.item])
    new = ByteStringObject(old[: spot.offset] + spot.codes[digit] + old[spot.offset + spot.width :])
    if isinstance(operands[-1], ArrayObject):
        operands[-1][spot.item] = new
    else:
        operands[-1] = new
    content.operations[spot.operation] = (operands, operator)
    stream = StreamObject()
    stream.set_data(content.get_data())
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def values(extraction: Extraction) -> dict[CellRef, str | None]:
    return {
        CellRef(table=t.id, row=r, column=c): cell.text
        for t in extraction.tables
        for r, row in enumerate(t.rows)
        for c, cell in enumerate(row.cells)
    }


def cell_of(extraction: Extraction, ref: CellRef) -> Cell:
    table = next(t for t in extraction.tables if t.id == ref.table)
    return table.rows[ref.row].cells[ref.column]


def refs(finding: Finding) -> set[CellRef]:
    return {ref for ref in (finding.target, *finding.addends) if isinstance(ref, CellRef)}


def judge(style: str, before: Extraction, after: Extraction) -> Outcome | None:
    """What the checker made of the mutant; None where not exactly one cell of a claim that held has changed."""
    old, new = values(before), values(after)
    if old.keys() != new.keys():
        return None
    changed = [ref for ref in old if old[ref] != new[ref]]
    if len(changed) != 1:
        return None
    ref = changed[0]
    if cell_of(after, ref).status != "number":  # '06' is no number that anybody types
        return None
    held = [f for f in before.findings if ref in refs(f) and f.verdict in HOLDS]
    if not held:
        return None
    known = {(f.kind, f.target, f.difference) for f in before.findings if f.verdict == "mismatch"}
    wrong = [f for f in after.findings if f.verdict == "mismatch" and (f.kind, f.target, f.difference) not in known]
    named = [f for f in wrong if ref in refs(f)]
    true = cell_of(before, ref).value
    hits = [[any(c.cell == ref and c.value == true for c in r.changes) for r in f.repairs] for f in named]
    lost = {(f.kind, f.target) for f in held} - {(f.kind, f.target) for f in after.findings if f.verdict in HOLDS}
    return Outcome(
        style,
        len(held),
        bool(lost),
        bool(named),
        any(hit[:1] == [True] for hit in hits),
        any(any(hit) for hit in hits),
        len(wrong) - len(named),
    )


def work(job: tuple[str, int, int]) -> list[Outcome]:
    """The outcomes of up to `count` mutants of one file."""
    path, count, seed = Path(job[0]), job[1], job[2]
    rng = Random(f"{path.name}/{seed}")
    data = path.read_bytes()
    before = extractor.read(data)
    places = spots(PdfReader(io.BytesIO(data)))
    found: list[Outcome] = []
    for _ in range(PER_FILE_TRIES * count):
        if len(found) == count or not places:
            break
        spot = rng.choice(places)
        others = sorted(set(spot.codes) - {spot.digit})
        if not others:
            continue
        outcome = judge(
            path.stem.partition("__")[2] or "other", before, extractor.read(mutant(data, spot, rng.choice(others)))
        )
        if outcome is not None:
            found.append(outcome)
    return found


def line(name: str, outcomes: list[Outcome]) -> str:
    count = len(outcomes)
    sums = [sum(getattr(o, field) for o in outcomes) for field in ("seen", "found", "first", "among", "false_alarms")]
    shown = "".join(f"{total:>6} {100 * total / max(count, 1):>4.0f} %" for total in sums[:4])
    return f"{name:<22}{count:>8}{shown}{sums[4]:>14}"


def main() -> None:
    count, seed = (*map(int, sys.argv[1:3]), *(300, 1)[len(sys.argv[1:3]) :])
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else CORPUS
    files = [path for path in sorted(folder.rglob("*.pdf")) if "scan" not in path.stem]
    each = -(-count // len(files))
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(work, [(str(path), each, seed) for path in files]))
    outcomes = [outcome for result in results for outcome in result]
    print(f"{'mutants':<22}{'count':>8}{'seen':>12}{'found':>12}{'first':>12}{'among 3':>12}{'false alarms':>14}")
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[f"in {min(outcome.claims, 3)}{'+' if outcome.claims >= 3 else ''} claim(s)"].append(outcome)
    for name in sorted(groups):
        print(line(name, groups[name]))
    print(line("all", outcomes))
    print("styles:", dict(sorted(Counter(outcome.style for outcome in outcomes).items())))


if __name__ == "__main__":
    main()
