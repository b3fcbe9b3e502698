"""Glyph sources: each yields the pages of a PDF as words, rules and fills, and draws a page as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.glyphs import pdfium, plumber
from extractor.page import Page

SOURCES = {"pdfium": pdfium.pages, "pdfplumber": plumber.pages}
PAINTERS = {"pdfium": pdfium.render, "pdfplumber": plumber.render}


def picture(data: bytes | Path, page: Page, source: str, *, password: str | None = None, scale: float) -> Any:
    """The page as a picture (PIL), upright as it was read, with `scale` pixels a point."""
    image = PAINTERS[source](data, page.number, password=password, scale=scale)
    if abs(image.width - scale * page.width) > scale * 2:  # a page that was read turned: its text ran upwards
        image = image.rotate(-90, expand=True)
    return image
