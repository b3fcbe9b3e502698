"""Glyph sources: each yields the pages of a PDF as words, rules and fills."""

from __future__ import annotations

from extractor.glyphs import pdfium, plumber

SOURCES = {"pdfium": pdfium.pages, "pdfplumber": plumber.pages}
RENDER = pdfium.render
