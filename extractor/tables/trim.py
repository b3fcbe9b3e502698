"""Lines that the chain takes for a table's and that are by convention none: captions above, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.layout import Layout
from extractor.tables.captions import TITLE, caption_start, unit_line
from extractor.tables.footnotes import begins_note, names_note
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
            numbered = self._is_title(line)
            announces = all(unit_line(atom.text) for atom in line.atoms)
            if numbered or (announces and (first or len(line.atoms) == 1)):
                first = i + 1
            elif not first or any(atom.numeric and not atom.year for atom in line.atoms):
                break
        for i in range(first + 2, last):
            if self._ends_with_note(lines[first:i], lines[i:]):
                last = i
                break
        return list(lines[first:last])

    def _is_title(self, line: Band) -> bool:
        """True where each text of a line begins a caption, or one does and its title is set off from the number."""
        first, *others = line.atoms
        begun = self.caption.match(first.text) is not None
        apart = len(others) == 1 and not others[0].numeric and self.caption.fullmatch(first.text) is not None
        return begun and (apart or all(self.caption.match(atom.text) for atom in others))

    def _ends_with_note(self, table: Sequence[Band], rest: Sequence[Band]) -> bool:
        """True where the rest of the lines are a note: one text each, or a note's word with its text set off from it."""
        if all(len(band.atoms) == 1 for band in rest):
            return not rest[0].atoms[0].numeric and begins_note(rest[0], table, self.layout)
        figures = any(atom.numeric for band in rest for atom in band.atoms)
        return not figures and all(len(band.atoms) <= 2 for band in rest) and names_note(rest[0].text, self.layout)
