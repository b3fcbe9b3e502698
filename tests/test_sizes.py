"""What is read does not depend on how large a page is set: all lengths are compared with its type size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.page import Rule, Word
from tests.drawing import across, down, line, sheet
from tests.test_tables import read_all

NAMES = ["Gent", "Aalst en omgeving", "Olen", "Sint-Niklaas", "Mol", "Heist op den Berg", "Lier"]
HEADS = ["2018", "noord", "aantal", "% meer", "som van alle"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[Word]], list[Rule]]:
    """A header and rows of figures, columns set left, right or in the middle, some with rules; in type sizes."""
    columns = draw(st.integers(1, 4))
    pitch, step = draw(st.sampled_from([7.5, 8.0, 9.5])), draw(st.sampled_from([1.2, 1.5, 2.0]))
    at = draw(st.sampled_from(["left", "right", "middle"]))
    place = {"left": 0.0, "right": 5.0, "middle": 2.5}[at]
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=columns, max_size=columns))
    body = draw(
        st.lists(st.lists(st.integers(0, 99_999), min_size=columns, max_size=columns), min_size=2, max_size=len(NAMES))
    )
    rows = [["Stad", *heads], *([name, *map(str, row)] for name, row in zip(NAMES, body, strict=False))]
    lines = []
    for y, row in enumerate(rows):
        words = line(row[0], 5, 10 + step * y)
        for c, text in enumerate(row[1:]):
            words += line(text, 15 + pitch * c + place, 10 + step * y, at=at)
        lines.append(words)
    end, foot = 15 + pitch * columns, 10.3 + step * (len(rows) - 1)
    rules = [across(10.3 + step * y - step, 4.5, end) for y in range(len(rows) + 1)]
    rules += [down(x, 10.3 - step, foot) for x in (4.5, *(14.5 + pitch * c for c in range(columns)), end)]
    return lines, draw(st.sampled_from([[], rules[: len(rows) + 1], rules]))


@given(tables(), st.sampled_from([6.0, 7.5, 12.0, 20.0]))
def test_a_table_reads_the_same_in_small_type_and_in_large(
    drawn: tuple[list[list[Word]], list[Rule]], size: float
) -> None:
    lines, rules = drawn
    usual, other = (read_all(sheet(*lines, size=each, rules=rules)) for each in (10.0, size))
    assert [t.grid for t in usual] == [t.grid for t in other]
    assert [t.areas for t in usual] == [t.areas for t in other]
