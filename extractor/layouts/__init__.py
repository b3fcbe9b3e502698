"""The layouts that the program knows: another parliament is one file and one line here."""

from __future__ import annotations

from extractor.layout import Layout
from extractor.layouts.flanders import FLANDERS

LAYOUTS: dict[str, Layout] = {"flanders": FLANDERS}
