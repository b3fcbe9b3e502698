"""What the reader saw, drawn over each page: for whoever works on the reading of tables.

Words in grey, rules in blue, other readings that were weighed in orange, the cells that were kept in green with their
rows and columns, words that no table took in red underlines.
"""

from __future__ import annotations

from pathlib import Path

from PIL import ImageDraw

from extractor.glyphs import SOURCES, picture
from extractor.layouts import LAYOUTS
from extractor.page import Page, Word
from extractor.tables import Grid, Reader, lattices, measure

SCALE = 2.0
"""Pixels a point."""
GREY, BLUE, ORANGE, GREEN, RED = "#b0b0b0", "#3060ff", "#ff9900", "#00a040", "#e02020"


def draw_pages(path: Path, folder: Path, *, password: str | None = None, layout: str = "flanders") -> list[Path]:
    """PNGs named NAME-page-001.png, one a page of the PDF at `path`, in `folder`.

    Raises:
        MissingFile, NotAPdf, BrokenPdf, EncryptedPdf: what is wrong with the input.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reader = Reader(LAYOUTS[layout])
    written = []
    for page in SOURCES["pdfium"](path, password=password, name=str(path)):
        loose = reader.add(page)
        kept = [grid for found in reader.found for grid in found.grids if grid.page == page.number]
        target = folder / f"{path.stem}-page-{page.number:03}.png"
        _draw(path, page, kept, loose, password, target)
        written.append(target)
    return written


def _draw(
    path: Path, page: Page, kept: list[Grid], loose: tuple[Word, ...], password: str | None, target: Path
) -> None:
    image = picture(path, page, "pdfium", password=password, scale=SCALE)
    pen = ImageDraw.Draw(image)
    for word in page.words:
        pen.rectangle(_scaled(word.x0, word.top, word.x1, word.bottom), outline=GREY)
    for rule in page.rules:
        pen.rectangle(_scaled(rule.x0, rule.top, rule.x1, rule.bottom), outline=BLUE)
    for readings in lattices(measure(page)):
        for grid in readings:
            _cells(pen, grid, ORANGE)
    for grid in kept:
        _cells(pen, grid, GREEN, named=True)
    for word in loose:
        pen.line(_scaled(word.x0, word.bottom, word.x1, word.bottom), fill=RED, width=2)
    image.save(target)


def _cells(pen: ImageDraw.ImageDraw, grid: Grid, colour: str, *, named: bool = False) -> None:
    for cell in grid.cells:
        top, bottom = grid.bands[cell.row][0], grid.bands[cell.row + cell.row_span - 1][1]
        box = _scaled(grid.edges[cell.column], top, grid.edges[cell.column + cell.column_span], bottom)
        pen.rectangle(box, outline=colour)
        if named:
            pen.text((box[0] + 2, box[1] + 1), f"{cell.row},{cell.column}", fill=colour)


def _scaled(*points: float) -> tuple[float, ...]:
    return tuple(SCALE * point for point in points)
