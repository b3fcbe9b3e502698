"""The rows of a mismatch as they are printed: the total framed in red, what should make it in blue."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from PIL import Image, ImageDraw

from extractor.claim import CellRef
from extractor.glyphs import SOURCES, picture
from extractor.model import Box
from extractor.record import Extraction, Finding

DRAWN_BY = "pdfplumber"
SCALE = 2.0
"""Pixels a point."""
MARGIN = 12.0
"""Points around the rows that are shown."""
RED, BLUE = "#e02020", "#3060ff"


def draw_evidence(path: Path, extraction: Extraction, folder: Path, *, password: str | None = None) -> list[Path]:
    """PNGs named NAME-mismatch-01-page-2.png in `folder`, one for each page that a mismatch stands on.

    Drawn by the second PDF library, which had no part in the reading.

    Raises:
        BrokenPdf, EncryptedPdf: what is wrong with the input.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    wrong = [finding for finding in extraction.findings if finding.verdict == "mismatch"]
    rows = [_boxes(extraction, finding) for finding in wrong]
    wanted = {number for boxes in rows for number in boxes}
    for page in SOURCES[DRAWN_BY](path, password=password, name=str(path)) if wanted else ():
        if page.number not in wanted:
            continue
        image = picture(path, page, DRAWN_BY, password=password, scale=SCALE)
        for number, boxes in enumerate(rows, start=1):
            if page.number in boxes:
                target = folder / f"{path.stem}-mismatch-{number:02}-page-{page.number}.png"
                _draw(image.copy(), boxes[page.number], target)
                written.append(target)
    return sorted(written)


def _boxes(extraction: Extraction, finding: Finding) -> dict[int, list[tuple[Box, str]]]:
    """By page, the boxes of the claim's cells with their colour, and without one the rest of their rows."""
    tables = {table.id: table for table in extraction.tables}
    found: dict[int, list[tuple[Box, str]]] = defaultdict(list)
    for position, ref in enumerate((finding.target, *finding.addends)):
        if not isinstance(ref, CellRef):
            continue
        row = tables[ref.table].rows[ref.row]
        for c, cell in enumerate(row.cells):
            colour = "" if c != ref.column else BLUE if position else RED
            for box in cell.boxes:
                found[box.page].append((box, colour))
    return found


def _draw(image: Image.Image, boxes: list[tuple[Box, str]], target: Path) -> None:
    pen = ImageDraw.Draw(image)
    for box, colour in boxes:
        if colour:
            frame = [SCALE * (box.x0 - 2), SCALE * (box.top - 2), SCALE * (box.x1 + 2), SCALE * (box.bottom + 2)]
            pen.rectangle(frame, outline=colour, width=2)
    top = min(box.top for box, _ in boxes) - MARGIN
    bottom = max(box.bottom for box, _ in boxes) + MARGIN
    # The whole width: the labels stand left of the figures.
    image.crop((0, max(0, int(SCALE * top)), image.width, min(image.height, int(SCALE * bottom)))).save(target)
