"""Captions and notes that the chain takes for lines of a table, and that are none."""

from __future__ import annotations

import pytest

from extractor.tables.grid import bands_of
from extractor.tables.measure import measure
from extractor.tables.trim import rules_of, trimmed, within_rules
from tests.drawing import across, down, draw, line, lined, sheet
from tests.test_tables import read_one

TABLE = """
                2018    2019
    Antwerpen     13      11
    Limburg       12       9
"""


def kept(art: str) -> list[str]:
    """The lines that stay, a text each."""
    return [band.text for band in trimmed(bands_of(draw(art).words))]


@pytest.mark.parametrize("title", ["Tabel 1    Inschrijvingen per provincie", "TABEL 1    INSCHRIJVINGEN"])
def test_a_title_set_off_from_its_number_is_no_row(title: str) -> None:
    assert kept(f"    {title}{TABLE}")[0] == "2018 2019"


def test_a_header_that_begins_like_a_caption_stays_where_figures_or_more_columns_follow() -> None:
    for header in ("Tabel 1    12", "Tabel 1    Mannen    Vrouwen"):
        assert kept(f"    {header}{TABLE}")[0].startswith("Tabel 1")


@pytest.mark.parametrize("word", ["Bron:", "Opmerking:", "Source:"])
def test_a_note_set_off_from_its_word_is_no_row(word: str) -> None:
    assert kept(f"{TABLE}    {word}    Statistiek Vlaanderen\n              cijfers van mei")[-1] == "Limburg 12 9"


def test_a_row_that_begins_with_the_word_of_a_note_stays_where_it_has_figures() -> None:
    assert kept(f"{TABLE}    Bron:         5       6")[-1] == "Bron: 5 6"
    assert kept(f"{TABLE}    Bronnen    Demer    Zwalm")[-1] == "Bronnen Demer Zwalm"


HEADER = [("Gemeente", 5), ("2018", 20), ("2019", 26)]
RULES = (20, 21.6, 25)


def inside(
    *above: tuple[str, float],
    header: list[tuple[str, float]] = HEADER,
    below: str = "",
    total: str = "",
    border: tuple[float, float] | None = None,
    begin: float = 4.5,
    wide: float = 29,
    rules: tuple[float, ...] = RULES,
) -> list[str]:
    """The lines that stay of a table with a rule above its header, one below it and one at its end, a text each."""
    rows = [header, [("Gent", 5), ("13", 20), ("11", 26)], [("Lier", 5), ("12", 20), ("9", 26)]]
    lines = [[w for text, x in row for w in line(text, x, 21.3 + 1.6 * i)] for i, row in enumerate(rows)]
    over = [w for text, x in above for w in line(text, x, 19.6)]
    drawn = [*(across(y, begin, wide) for y in rules), *([down(border[0], 20, border[1])] if border else [])]
    page = sheet(over, *lines, [*line(below, 5, 26.2), *line(total, 20, 26.2)], rules=drawn)
    return [band.text for band in within_rules(bands_of(page.words), measure(page))]


def test_what_stands_above_the_rule_over_a_header_is_none_of_its_rows() -> None:
    whole = ["Gemeente 2018 2019", "Gent 13 11", "Lier 12 9"]
    assert inside(("Per honderd", 22)) == inside(("Inwoners", 5)) == whole
    assert inside(("Inwoners van de steden", 5), ("per honderd", 25)) == whole
    assert inside(("Inwoners", 9), ("per honderd", 25)) != whole  # a header over the last column
    assert inside(("Inwoners", 5), ("honderd", 19.5)) != whole
    assert inside(("12", 22)) != whole
    two = [("Gemeente", 5), ("2018", 20)]
    assert inside(("Inwoners van de steden", 5), ("honderd", 20), header=two)[0] == "Inwoners van de steden honderd"
    assert inside(("Jaar", 5), ("Dit", 20), ("Dat", 26)) != whole


def test_a_line_stays_above_a_rule_that_has_no_header_below_it() -> None:
    assert inside(("Inwoners", 5), header=[("Aalst", 5), ("7", 20), ("8", 26)])[0] == "Inwoners"
    assert inside(("Inwoners", 5), header=[("Aalst", 5)])[0] == "Inwoners"
    assert inside(("Inwoners", 5), wide=22)[0] == inside(("Inwoners", 5), begin=12)[0] == "Inwoners"
    assert inside(("Inwoners", 5), rules=(20,))[0] == "Inwoners"
    assert inside(("Inwoners", 5), rules=(20, 21.6))[0] == "Inwoners"  # one line is no table


def test_text_below_the_rule_at_a_table_s_end_is_no_row_and_a_total_is() -> None:
    assert inside(below="Zonder de dorpen")[-1] == "Lier 12 9"
    assert inside(below="Totaal", total="25")[-1] == "Totaal 25"
    assert inside(below="Zonder de dorpen", rules=(20, 21.6))[-1] == "Zonder de dorpen"
    assert inside(total="Zonder de dorpen")[-1] == "Lier 12 9"
    # borders that run on beside it are those of a row that the page's end cuts
    assert inside(total="Zonder de dorpen", border=(19, 27))[-1] == "Zonder de dorpen"
    assert inside(total="Zonder de dorpen", border=(40, 27))[-1] == "Lier 12 9"
    assert inside(total="Zonder de dorpen", border=(19, 25))[-1] == "Lier 12 9"
    words = [[("Gent", 5), ("open", 20)], [("Lier", 5), ("dicht", 20)], [("Mol", 5), ("open", 20)]]
    lines = [[w for text, x in row for w in line(text, x, 21.3 + 1.6 * i)] for i, row in enumerate(words)]
    page = sheet(*lines, rules=[across(y, 4.5, 23) for y in (20, 23.2)])
    assert len(within_rules(bands_of(page.words), measure(page))) == 3  # no row has a figure


def test_one_rule_among_lines_is_no_pile() -> None:
    lines = [line("Gent", 5, 21), line("Lier", 5, 23)]
    for rules, count in ((1, 0), (2, 2)):
        page = sheet(*lines, rules=[across(20 + 2 * i, 4.5, 8) for i in range(rules)])
        assert len(rules_of(bands_of(page.words), measure(page))) == count


def test_a_unit_above_the_rule_over_a_header_is_no_header() -> None:
    page = draw(f"{'Per honderd':>31}\n{TABLE.lstrip(chr(10)).replace('       ', '   Stad', 1)}")
    table = read_one(lined(page, across=[(r, 2, 28) for r in (1, 2, 4)]))
    assert (table.header_rows, len(table.grid)) == (1, 3)
