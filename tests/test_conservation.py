"""Every word of a page ends in exactly one place: a table's cell, a caption, a note, or the text."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from extractor.glyphs import SOURCES
from extractor.layouts import LAYOUTS
from extractor.tables import Found, Reader
from extractor.tables.grid import is_dots
from tests.test_corpus import SHARED

CORPUS = SHARED / "corpus"
PAGES = 6
"""Pages of a document that are counted: enough of each kind, and soon done."""
FILES = (
    sorted(p for p in CORPUS.glob("sv/pdf/*.pdf") if "scan" not in p.stem)
    + sorted(CORPUS.glob("reports/*.pdf"))
    + sorted(CORPUS.glob("icdar2013/*/*.pdf"))
)


def ink(texts: Iterable[str | None]) -> Counter[str]:
    """The letters of texts; white space and hyphens at line ends come and go."""
    return Counter(ch for text in texts for ch in text or "" if not ch.isspace() and ch not in "-\u00ad")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_is_lost_or_doubled(path: Path) -> None:
    reader = Reader(LAYOUTS["flanders"])
    printed: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for page in itertools.islice(SOURCES["pdfium"](path, name=path.name), PAGES):
        rest = reader.add(page)
        printed += ink(word.text for word in page.words)
        left += ink(word.text for word in rest)
    grids = [grid for found in reader.found for grid in found.grids]
    words = [id(word) for grid in grids for word in grid.words]
    assert len(words) == len(set(words))
    told = ink(text for found in reader.found for text in (found.caption, *found.notes))
    assert printed == left + told + ink(word.text for grid in grids for word in grid.words)
    for found, table in reader.finish():
        held = ink([*(text for row in table.grid for text in row), *table.unplaced])
        assert not _missing(found, held), (table.id, table.pages)


def _missing(found: Found, held: Counter[str]) -> Counter[str]:
    """Letters of a table's grids that its cells do not have; footnote marks and a repeated header stand once.

    A row of dots that leads to a figure is drawn, as a rule is, and no text.
    """
    words = [w for grid in found.grids[:1] for cell in grid.cells for w in cell.words if not w.superscript]
    printed = ink(w.text for w in words if not is_dots(w.text))
    return printed - held
