"""Tables of a document: pages in, tables with their places out; what is in no table stays for the text.

`regions` finds the grids of a page, from `ruled`, `strips` or `aligned`; `choose` weighs them; `reader` joins them
over pages; `build` makes tables of them.
"""

from __future__ import annotations

from extractor.tables.grid import Grid
from extractor.tables.measure import measure
from extractor.tables.propose.ruled import lattices
from extractor.tables.reader import Found, Reader

__all__ = ["Found", "Grid", "Reader", "lattices", "measure"]
