"""What is a table at all, where two of them stand side by side, and what is read beside a net of rules."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from extractor.page import Word
from extractor.tables import regions
from extractor.tables.credible import is_credible
from extractor.tables.grid import Band, bands_of
from extractor.tables.hypothesis import Aligned
from extractor.tables.measure import Measure, measure
from extractor.tables.split import cut, parting
from tests.drawing import draw, line, sheet
from tests.test_tables import read_all, read_one

Texts = Sequence[str]
SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def aligned(*rows: Texts, xs: Sequence[float], labels: int = 1, head: Texts = (), size: float = 10.0) -> Aligned:
    """A region of rows of texts that begin at xs, in type sizes; a blank is left out."""
    lines: list[list[Word]] = [
        [word for x, text in zip(xs, row, strict=True) if text for word in line(text, x, 10 + 2 * y)]
        for y, row in enumerate(rows)
    ]
    bands = bands_of(sheet(*lines, size=size).words)
    atoms = [atom for band in bands for atom in band.atoms]
    columns = []
    for x in xs:
        ends = [a.x1 for a in atoms if a.x0 == pytest.approx(x * size)]
        columns.append((x * size, max(ends)))
    return Aligned("white", 1, tuple(columns), labels, (), tuple((band,) for band in bands))


LEFT = [("Gent", "13"), ("Aalst", "11"), ("Olen", "7")]
XS = [5.0, 12.0, 20.0, 27.0]


def sides(*right: Texts, xs: Sequence[float] = XS, size: float = 10.0, labels: int = 1) -> list[list[str]] | None:
    """The texts of each of two tables side by side, line by line; None where the region is one."""
    table = aligned(
        *([*left, *other] for left, other in zip(LEFT, right, strict=True)), xs=xs, size=size, labels=labels
    )
    edge = parting(table)
    return None if edge is None else [[b.text for b in side] for side in cut(table.bands, edge)]


@SIZES
def test_names_after_figures_and_before_others_begin_a_second_table(size: float) -> None:
    found = sides(("Brugge", "3"), ("Geel", "9"), ("Lier", "5"), size=size)
    assert found == [["Gent 13", "Aalst 11", "Olen 7"], ["Brugge 3", "Geel 9", "Lier 5"]]


def test_words_after_the_figures_of_a_table_that_no_figures_follow_are_its_last_column() -> None:
    assert sides(("Brugge", "ja"), ("Geel", "nee"), ("Lier", "ja")) is None


@pytest.mark.parametrize(
    "units", [("stuks", "stuks", "meter"), ("m", "km", "ha"), ("12-15", "16-19", "20-24"), ("", "Geel", "")]
)
def test_units_and_amounts_between_figures_begin_no_table(units: Texts) -> None:
    assert sides(*((unit, "3") for unit in units)) is None


@SIZES
@pytest.mark.parametrize(("gap", "parted"), [(3.0, False), (5.0, True)])
def test_two_tables_stand_further_apart_than_their_columns_of_figures(gap: float, parted: bool, size: float) -> None:
    """The columns of figures on the right have four type sizes between them."""
    xs = [5.0, 12.0, 13 + gap, 25.0, 31.0]
    assert (
        sides(("Brugge", "31", "11"), ("Geel", "19", "12"), ("Lier", "5", "3"), xs=xs, size=size) is not None
    ) is parted


def test_a_second_column_of_labels_begins_no_table() -> None:
    rows = [("Gent", "13", "Brugge", "3"), ("Aalst", "11", "Geel", "9"), ("Olen", "7", "Lier", "5")]
    assert parting(aligned(*rows, xs=XS, labels=3)) is None
    years = [("2018", "Gent", "13"), ("2019", "Aalst", "11"), ("2020", "Brugge", "7")]
    assert parting(aligned(*years, xs=XS[:3])) is None
    texts = [("Gent", "Oost", "Brugge", "3"), ("Aalst", "West", "Geel", "9"), ("Olen", "Zuid", "Lier", "5")]
    assert parting(aligned(*texts, xs=XS, labels=1)) is None


def credible(*rows: Texts) -> bool:
    return is_credible(aligned(*rows, xs=XS[: len(rows[0])]))


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        ([("Gent", "13"), ("Brugge", "11"), ("Lier", "7")], True),
        ([("12", "13"), ("15", "11"), ("19", "7")], False),
        ([("2018", "13"), ("2019", "11"), ("2020", "7")], True),
        ([("Aantal", "400"), ("", "300"), ("", "200")], False),
        ([("Aantal", "400"), ("", "300"), ("", "250")], True),
        ([("Aantal", "400"), ("", "300")], True),
        ([("Aantal", "300"), ("", "300"), ("", "300")], True),
        ([("Aantal", "400"), ("", "300"), ("", "200"), ("", "geen")], True),
    ],
)
def test_figures_with_words_or_years_beside_them_are_a_table_and_a_scale_is_none(
    rows: Sequence[Texts], table: bool
) -> None:
    assert credible(*rows) is table


@pytest.mark.parametrize(
    ("rows", "ruled", "table"),
    [
        ([("Begroting", "Budget"), ("2025", "2025")], False, False),
        ([("Begroting", "Budget"), ("2025", "2025")], True, True),
        ([("Gent", "open"), ("Lier", "dicht"), ("Olen", "open")], False, True),
        ([("Begroting", "Budget"), ("2025", "13")], False, True),
        ([("Meerjarenplan", "Herziening"), ("Limburg", "34 / 148")], True, False),
        ([("Meerjarenplan", "12"), ("Limburg", "34/148")], False, True),
        ([("Meerjarenplan", "2026"), ("Limburg", "34 van 148")], True, False),
    ],
)
def test_two_lines_of_words_are_a_table_where_rules_say_so_and_a_foot_with_its_page_is_none(
    rows: Sequence[Texts], ruled: bool, table: bool
) -> None:
    assert is_credible(aligned(*rows, xs=XS[:2]), ruled=ruled) is table


def test_rules_are_asked_for_where_two_lines_of_words_stand_alone() -> None:
    rule = "    ---------------------------"
    assert read_all(draw("    Gemeente         Toestand\n    Gent             open")) == []
    assert read_one(draw(f"{rule}\n    Gemeente         Toestand\n    Gent             open\n{rule}")).header_rows == 1


SET_OFF = """
                2018      2019      2020
    Gemeente    aantal    aantal    aantal
{blank}
    Gent            13        11         4
    Brugge           7        12        15
    Lier             8         3        27
"""


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "", [5]),
        ("{blank}", "\n\n\n", [2, 3]),  # further off than a blank line
        ("2018", "12,5", [2, 3]),  # figures of another table
        ("    Gemeente    aantal    aantal    aantal", "    Gemeente", [2, 3]),  # a title of two lines
        ("13        11         4", "ja       nee        ja", [2, 3]),
        ("                2018", "    a\n    b\n    c\n                2018", [5, 3]),  # more lines than headers have
    ],
)
def test_a_header_that_the_chain_tears_off_is_that_of_the_table_right_below_it(
    old: str, new: str, runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    head = runs[0] if len(runs) > 1 else 2

    def torn(bands: Sequence[Band], own: Measure) -> SimpleNamespace:
        return SimpleNamespace(tables=[(0, head), (head, len(bands))])

    def apart(bands: Sequence[Band], own: Measure) -> SimpleNamespace:
        return SimpleNamespace(tables=[(0, 2), (3, len(bands))])

    text = draw(SET_OFF.replace("{blank}", "    Per jaar"))
    monkeypatch.setattr(regions, "chain_of", apart)
    assert len(regions.runs_of(text.words, measure(text))) == 2
    monkeypatch.setattr(regions, "chain_of", torn)
    page = draw(SET_OFF.replace(old, new, 1).replace("{blank}", ""))
    assert [len(run) for run in regions.runs_of(page.words, measure(page))] == runs


def test_a_table_of_which_one_column_counts_is_no_scale() -> None:
    assert credible(("Gent", "10", "13"), ("", "20", "11"), ("", "30", "7"))
    assert not credible(("Gent", "10", "13"), ("", "20", "11"), ("", "30", "9"))


def axis(*figures: str, steps: Sequence[float] = (), beside: int = 0, at: float = 5.0) -> bool:
    """Whether figures under each other, over a line of years, are read as a table; `beside` of them stand by a name."""
    gaps = steps or [3.0] * len(figures)
    heights = [10 + sum(gaps[:i]) for i in range(len(figures) + 1)]
    lines = [line(text, at, y) for text, y in zip(figures, heights, strict=False)]
    lines = [[*each, *(line("Gent", 12, heights[i]) if i < beside else [])] for i, each in enumerate(lines)]
    years = [word for x, year in ((12, "2018"), (20, "2019")) for word in line(year, x, heights[-1])]
    bands = bands_of(sheet(*lines, [*years, *line("jaar", 27, heights[-1])]).words)
    columns = ((50.0, 75.0), (120.0, 140.0), (200.0, 220.0), (270.0, 290.0))
    return is_credible(Aligned("white", 1, columns, 1, (), tuple((band,) for band in bands)))


def test_figures_alone_at_even_steps_in_value_and_height_are_the_scale_of_a_chart() -> None:
    assert not axis("40", "30", "20", "10")
    assert not axis("0,4", "0,3", "0,2", "0,1", "0,0")


def test_uneven_figures_or_lines_and_names_beside_them_make_a_table() -> None:
    assert axis("40", "30", "20", "15")
    assert axis("40", "30", "20", "10", steps=[3.0, 3.0, 4.0, 3.0])
    assert axis("40", "30", "20", "10", beside=2)
    assert axis("40", "30", "20")


def listed(*pages: str, leaders: int = 99) -> bool:
    """Whether texts that dots lead from to these figures are read as a table; the first `leaders` of them have dots."""
    rows = [f"deel {'.' * 30 if i < leaders else ''}" for i in range(len(pages))]
    lines = [
        [*line(text, 5, 10 + 2 * i), *line(page, 30, 10 + 2 * i)]
        for i, (text, page) in enumerate(zip(rows, pages, strict=True))
    ]
    bands = bands_of(sheet(*lines).words)
    return is_credible(Aligned("white", 1, ((50.0, 250.0), (300.0, 320.0)), 1, (), tuple((band,) for band in bands)))


def test_dots_that_lead_to_figures_which_never_fall_make_a_list_of_contents() -> None:
    assert not listed("3", "3", "7", "12", "40")
    assert not listed("1", "2", "3", "4", "5", "6")


def test_other_figures_that_dots_lead_to_are_a_table() -> None:
    assert listed("3", "7", "4", "12", "40")
    assert listed("3", "5", "7", "12")
    assert listed("1.200", "1.310", "1.400", "1.500", "1.600")
    assert listed("3", "5", "9", "12", "40", leaders=0)
