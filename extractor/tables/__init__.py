"""Tables of a document: pages in, tables with their places out; what is in no table stays for the text.

`regions` finds the grids of a page from what `propose/` says; `choose` weighs them; `reader` joins them over pages;
`build` makes tables of them; `account` counts that no word was lost.
"""

from __future__ import annotations

from extractor.tables.account import Breach
from extractor.tables.grid import Grid
from extractor.tables.measure import measure
from extractor.tables.propose.ruled import lattices
from extractor.tables.reader import Found, Reader

__all__ = ["Breach", "Found", "Grid", "Reader", "lattices", "measure"]
