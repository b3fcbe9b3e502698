"""What the chain is told of the lines of a page: how far their white goes on, how many lines share their edges."""

from __future__ import annotations

import pytest

from extractor.page import Word
from extractor.tables.arrays import lines_of
from extractor.tables.features import LINE, described
from extractor.tables.grid import bands_of
from extractor.tables.measure import measure
from tests.drawing import line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def said(name: str, *lines: list[Word], size: float) -> list[float]:
    """A feature of each line of a page."""
    page = sheet(*lines, size=size)
    own = measure(page)
    values, _ = described(lines_of(bands_of(page.words), own), own)
    return [round(float(value), 4) for value in values[:, LINE.index(name)]]


def rows(count: int, *, off: float = 0.0) -> list[list[Word]]:
    """Rows of two texts; each row begins and ends so much further right than the one above."""
    return [
        [*line("water", 5 + off * y, 10 + 1.5 * y), *line("lucht", 15 + off * y, 10 + 1.5 * y)] for y in range(count)
    ]


@SIZES
def test_white_that_goes_on_over_eight_lines_is_as_long_as_any(size: float) -> None:
    lines = rows(12)
    up = [min(i, 8) / 8 for i in range(12)]
    assert said("gutter up", *lines, size=size) == up
    assert said("gutter down", *lines, size=size) == up[::-1]


@SIZES
def test_edges_are_compared_among_the_four_lines_above_and_below(size: float) -> None:
    """An edge of the fifth line away says nothing."""
    lines = rows(7)
    assert said("aligned up", *lines, size=size) == [0, 0.25, 0.5, 0.75, 1, 1, 1]
    assert said("aligned down", *lines, size=size) == [1, 1, 1, 0.75, 0.5, 0.25, 0]


@SIZES
@pytest.mark.parametrize(("off", "aligned"), [(0.0, True), (0.24, True), (0.46, False)])
def test_edges_that_stand_little_off_each_other_are_one(off: float, aligned: bool, size: float) -> None:
    """Ink is counted on steps of a fifth of the type size."""
    assert (said("aligned left up", *rows(3, off=off), size=size)[1] > 0) is aligned
