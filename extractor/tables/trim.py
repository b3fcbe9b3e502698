"""Lines that the chain takes for a table's and that are by convention none: captions above, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.layout import Layout
from extractor.tables.captions import TITLE, caption_start, unit_line
from extractor.tables.footnotes import begins_note
from extractor.tables.grid import Band


@dataclass(frozen=True, slots=True)
class Trim:
    """Cuts the lines of captions and notes off a run of lines; `layout` has the words that begin them."""

    layout: Layout
    caption: regex.Pattern[str]

    @staticmethod
    def of(layout: Layout) -> Trim:
        return Trim(layout, caption_start(layout))

    def __call__(self, lines: Sequence[Band]) -> list[Band]:
        """The lines from the one below the last caption line at their top to the one above the first note."""
        first, last = 0, len(lines)
        for i, line in enumerate(lines[:TITLE]):
            numbered = all(self.caption.match(atom.text) for atom in line.atoms)
            announces = all(unit_line(atom.text) for atom in line.atoms)
            if numbered or (announces and (first or len(line.atoms) == 1)):
                first = i + 1
            elif not first or any(atom.numeric and not atom.year for atom in line.atoms):
                break
        for i in range(first + 2, last):
            lone = all(len(band.atoms) == 1 for band in lines[i:])
            if lone and not lines[i].atoms[0].numeric and begins_note(lines[i], lines[first:i], self.layout):
                last = i
                break
        return list(lines[first:last])
