"""Type of one width, and rules typed as characters: each on a page of Courier drawn where one reads it."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

import extractor
from extractor.glyphs import SOURCES
from extractor.glyphs.assemble import page_of as assembled
from extractor.glyphs.ink import Glyph, Ink
from extractor.glyphs.typed import with_typed_rules
from extractor.page import Page, Rule, Word
from extractor.table import Table
from extractor.tables.measure import measure, taken
from tests.benchmarks.plain import KINDS, by_chance, is_whole, typed_pdf
from tests.drawing import across, line, sheet
from tests.pdfs import pdf, text
from tests.test_tables import texts

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
SIZE = 9.0
"""Points of the Courier that is typed: a letter is 5.4 wide."""


def typed(art: str) -> bytes:
    return typed_pdf(dedent(art).strip("\n").splitlines(), size=SIZE)


def page_of(art: str) -> Page:
    return next(SOURCES["pdfium"](typed(art)))


def table_of(art: str) -> Table:
    tables = extractor.read(typed(art)).tables
    assert len(tables) == 1, [t.grid for t in tables]
    return tables[0]


def said(page: Page) -> list[str]:
    return [word.text for word in page.words]


def rules(page: Page) -> tuple[list[Rule], list[Rule]]:
    across = [rule for rule in page.rules if rule.horizontal]
    return across, [rule for rule in page.rules if not rule.horizontal]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("wrapped", "beside")])
def test_typed_tables_are_whole(kind: str) -> None:
    assert sum(map(is_whole, by_chance(kind, 3, 7))) == 3


# --------------------------------------------------------------------------------------- one width for all letters


@pytest.mark.parametrize("source", SOURCES)
def test_type_of_one_width_is_known_by_its_letters(source: str) -> None:
    words = "De lijst illustreert mijn filmwerk"
    page = next(SOURCES[source](typed_pdf([words], size=SIZE)))
    assert {round(word.pitch, 2) for word in page.words} == {round(0.6 * SIZE, 2)}
    other = next(SOURCES[source](pdf(text(50, 700, words))))
    assert {word.pitch for word in other.words} == {0.0}


@pytest.mark.parametrize("words", ["bad degen hoed 0123456789 open quad", "f,t./I!:;t"])
def test_letters_of_one_width_by_chance_and_other_signs_are_no_type_of_one_width(words: str) -> None:
    """Helvetica has eleven wide letters of one width, and three narrow ones as wide as points and strokes."""
    page = next(SOURCES["pdfium"](pdf(text(50, 700, words))))
    assert {word.pitch for word in page.words} == {0.0}


@pytest.mark.parametrize(
    ("word", "wider", "typed"),
    [("filmden", 0.01, True), ("filmden", 0.03, False), ("filmde", 0.0, False), ("filmmmmmmm", 0.0, False)],
)
def test_letters_are_of_one_width_where_six_or_more_have_it_but_for_rounding(
    word: str, wider: float, typed: bool
) -> None:
    """Each letter is 0.6 wide but the m; of the last letter of a word no width is known."""
    glyphs, x = [], 50.0
    for letter in word:
        advance = 10 * (0.6 + wider * (letter == "m"))
        glyphs.append(Glyph(letter, x, 100.0, advance, 0, 10.0, "Font", False, False))
        x += advance
    page = assembled(1, Ink(595.0, 842.0, glyphs, [], [], []))
    assert bool(page.words[0].pitch) is typed


def test_a_blank_joins_typed_words_and_two_part_them() -> None:
    joined = table_of("""
        Gemeente of stad  Het aantal lopende dossiers  Bedrag in mille
        Heist op den Berg                           1                3
        Lier en omgeving                            2               41
    """)
    assert joined.grid[0] == ("Gemeente of stad", "Het aantal lopende dossiers", "Bedrag in mille")


def test_prose_of_a_typewriter_above_a_table_is_no_row_of_it() -> None:
    art = """
        De minister antwoordt dat de volgende cijfers door de administratie
        verzameld werden over de jaren heen, en dat er meer van komen.

        Gemeente    2018
        ----------  ----
        Tongeren     893
        Nieuwpoort   554
        Brugge         7
    """
    assert [row[0] for row in table_of(art).grid] == ["Gemeente", "Tongeren", "Nieuwpoort", "Brugge"]


def test_a_header_text_as_wide_as_its_typed_column_is_no_cut_word() -> None:
    table = table_of("""
        +------------------+-------+
        |                  | Bruto |
        | Gemeente         |   som |
        +------------------+-------+
        | Lier en omgeving |    58 |
        | Illegem          |     5 |
        +------------------+-------+
    """)
    assert table.columns[0].path == ("Bruto som",)


# ------------------------------------------------------------------------------------------------- rules across


@pytest.mark.parametrize("mark", ["-", "=", "_", "- ", "--  "])
def test_a_line_of_marks_is_a_rule_and_no_word(mark: str) -> None:
    rule = (mark * 30)[:30]
    page = page_of(f"""
        Gemeente    Aantal    Mille
        {rule}
        Lier            12        3
    """)
    level, down = rules(page)
    if mark == "--  ":
        assert "--" in said(page) and not level  # twice a dash is a cell without a value
    else:
        assert said(page) == ["Gemeente", "Aantal", "Mille", "Lier", "12", "3"]
        assert len(level) == 1 and level[0].typed and not down


def test_a_rule_broken_at_each_column_is_a_rule_a_column() -> None:
    page = page_of("""
        Gemeente   2018  2
        --------   ----  -
        Lier         12  3
    """)
    level, _ = rules(page)
    assert [round(rule.width / (0.6 * SIZE)) for rule in sorted(level, key=lambda r: r.x0)] == [8, 4, 1]


def test_a_rule_under_a_heading_braces_its_columns() -> None:
    table = table_of("""
                       Leerlingen       Leraren
                    -------------  -------------
        Gemeente      man   vrouw    man   vrouw
        Illegem        12      13     14      15
        Merelbeke      22      23     24      25
    """)
    assert [column.path for column in table.columns] == [
        ("Leerlingen", "man"), ("Leerlingen", "vrouw"), ("Leraren", "man"), ("Leraren", "vrouw"),
    ]  # fmt: skip


@pytest.mark.parametrize("dash", ["-", "--", "---", "-----"])
def test_dashes_for_a_cell_without_a_value_stay_a_cell(dash: str) -> None:
    table = table_of(f"""
        Gemeente    Aantal   Mille
        Illegem         12   {dash:>5}
        Merelbeke    {dash:>5}       4
        Lier         {dash:>5}   {dash:>5}
        Totaal          12       4
    """)
    assert texts(table)[:3] == [["12", dash], [dash, "4"], [dash, dash]]


def marks(count: int, gap: float, *, text: str = "-") -> list[Word]:
    """Marks in a row, `gap` type sizes of white between two."""
    return [word for i in range(count) for word in line(text, 5 + i * (0.5 * len(text) + gap), 10)]


@pytest.mark.parametrize(("count", "gap", "ruled"), [(5, 0.75, True), (4, 0.75, False), (5, 0.85, False)])
def test_single_marks_are_a_rule_where_they_are_many_and_close(count: int, gap: float, ruled: bool) -> None:
    words, found = with_typed_rules(marks(count, gap))
    assert (len(words), len(found)) == ((0, 1) if ruled else (count, 0))


def test_two_marks_in_a_row_are_no_rule_and_three_are() -> None:
    assert [len(with_typed_rules(marks(4, 2.0, text=text))[1]) for text in ("--", "---")] == [0, 4]


def test_marks_beside_a_text_are_no_rule() -> None:
    page = page_of("""
        Naam: ____________  Datum: ______
        --------- Illegem ---------
    """)
    assert not page.rules
    assert "____________" in said(page)


@pytest.mark.parametrize(("mark", "above"), [("-", 0.25), ("_", -0.1), ("=", 0.25)])
def test_a_typed_rule_stands_where_its_marks_are_printed(mark: str, above: float) -> None:
    _, (rule,) = with_typed_rules(line(mark * 9, 5, 10))
    assert rule.y_mid == pytest.approx(10 - above)


@SIZES
@pytest.mark.parametrize(("step", "free"), [(2.4, 1.2), (2.0, 1.2), (3.6, 2.4), (1.1, 1.1)])
def test_typed_rules_take_a_line_each_and_leave_a_usual_step_at_least(step: float, free: float, size: float) -> None:
    lines = [line("Gent", 5, 10 + 1.2 * i) for i in range(4)]
    page = sheet(*lines, line("Mol", 5, 13.6 + step), size=size, rules=[replace(across(14.2, 5, 9), typed=True)])
    own = measure(page)
    steps = [word.baseline for word in page.words]
    assert taken(steps, own) == pytest.approx([0, 0, 0, (step - free) * size])
    assert taken(steps, replace(own, typed=())) == pytest.approx([0, 0, 0, 0])


def test_a_typed_rule_takes_a_line_and_leaves_no_white() -> None:
    """The step over a typed rule is two lines high; as white it would end the table."""
    table = table_of("""
        De minister antwoordt dat de cijfers door de administratie
        werden verzameld over de jaren heen.

                              Leraren       Leerlingen
                           -------------   -------------
                             man   vrouw     man   vrouw
        Hasselt              810      58     700     168
        Mol                  410     217     246     354
        Gent                 112     237     926     131
        Lier en omgeving     710     860     110     726

        De minister antwoordt dat de cijfers door de administratie
    """)
    assert table.header_rows == 2
    assert table.grid[0] == (None, "Leraren", None, "Leerlingen", None)


# --------------------------------------------------------------------------------------------------------- bars


def test_bars_below_each_other_are_a_rule_and_part_columns() -> None:
    page = page_of("""
        Gemeente  |Aantal|Mille
        Illegem   |    12|    3
        Merelbeke |     4|   54
    """)
    level, down = rules(page)
    assert said(page) == ["Gemeente", "Aantal", "Mille", "Illegem", "12", "3", "Merelbeke", "4", "54"]
    assert len(down) == 2 and all(rule.typed and rule.height > 2 * 11 for rule in down) and not level


def bars(count: int, *, step: float = 1.2, text: str = "|", pitch: float = 0.0) -> list[Word]:
    """Lines of a label with a bar right of it, all bars at one x, in type sizes."""
    found: list[Word] = []
    for i in range(count):
        found += [*line("Lier", 5, 10 + step * i), *line(text, 12, 10 + step * i)]
    return [replace(word, pitch=pitch) for word in found]


@pytest.mark.parametrize(
    ("count", "step", "ruled"), [(3, 1.2, True), (2, 1.2, False), (3, 3.1, True), (3, 3.3, False), (1, 1.2, False)]
)
def test_bars_are_a_rule_where_three_stand_on_lines_that_follow(count: int, step: float, ruled: bool) -> None:
    assert bool(with_typed_rules(bars(count, step=step))[1]) is ruled


@pytest.mark.parametrize(("x0", "ruled"), [(5, True), (20, False)])
def test_bars_go_on_over_a_typed_rule_between_them(x0: float, ruled: bool) -> None:
    """From line to line 2.4 type sizes, with the rule 4.8."""
    words = [*bars(2, step=2.4), *(replace(w, top=w.top + 7.2, bottom=w.bottom + 7.2) for w in bars(2, step=2.4))]
    words = [*words[:4], *(replace(w, baseline=w.baseline + 7.2) for w in words[4:])]
    _, found = with_typed_rules([*words, *line("-" * 20, x0, 14.8)])
    assert sum(not rule.horizontal for rule in found) == ruled


@pytest.mark.parametrize(("word", "x"), [("12|", 13.5 - 0.13), ("|12", 12 + 0.13), ("|", 12.25)])
def test_a_bar_at_the_edge_of_a_word_stands_half_its_width_within(word: str, x: float) -> None:
    _, (rule,) = with_typed_rules(bars(3, text=word))
    assert rule.x_mid == pytest.approx(x)


def test_bars_that_stand_off_each_other_are_words() -> None:
    near = [line("|", 12 + 0.2 * i, 10 + 1.2 * i) for i in range(3)]
    off = [line("|", 12 + 0.3 * i, 10 + 1.2 * i) for i in range(3)]
    assert [len(with_typed_rules([w for each in rows for w in each])[1]) for rows in (near, off)] == [1, 0]


def test_bars_of_formulas_are_letters() -> None:
    for formula in ("p(y|x)", "|V|"):
        assert with_typed_rules(bars(4, text=formula))[1] == []
    assert with_typed_rules(bars(4, text="p(y|x)", pitch=0.5))[1] == []


def test_bars_at_the_edge_of_words_part_columns_in_any_type() -> None:
    """OCR reads a box without the white beside its bars."""
    words, ruled = with_typed_rules(bars(3, text="12|"))
    assert len(ruled) == 1 and {word.text for word in words} == {"Lier", "12"}


def test_a_letter_at_the_x_of_bars_is_one_where_a_third_are_printed_as_bars() -> None:
    """OCR reads some bars as 'I'."""

    def pile(text: str) -> list[Word]:
        return [word for i, letter in enumerate(text) for word in line(letter, 12, 10 + 1.2 * i)]

    words, ruled = with_typed_rules(pile("|I|{I|"))
    assert (words, len(ruled)) == ([], 1)
    words, ruled = with_typed_rules(pile("|IIIIIIII|I|"))
    assert (len(words), ruled) == (12, [])
    assert with_typed_rules(pile("IIII"))[1] == []


def test_a_box_is_a_net_of_rules_and_a_blank_cell_in_it_stays_blank() -> None:
    table = table_of("""
        +----------+--------+-------+
        | Gemeente | Aantal | Mille |
        +==========+========+=======+
        | Illegem  |     12 |       |
        +----------+--------+-------+
        | Lier     |      - |     4 |
        +----------+--------+-------+
    """)
    assert table.grid == (("Gemeente", "Aantal", "Mille"), ("Illegem", "12", None), ("Lier", "-", "4"))
    assert not table.unplaced


def test_both_readers_see_the_same_typed_rules() -> None:
    art = """
        +----------+--------+
        |Gemeente  | Aantal |
        |----------|--------|
        |Illegem   |     12 |
        |Lier      |      3 |
        +----------+--------+
    """
    pages = [next(pages(typed(art))) for pages in SOURCES.values()]
    assert len({tuple(said(page)) for page in pages}) == 1
    assert len({tuple((round(r.x0), round(r.top), round(r.x1)) for r in page.rules) for page in pages}) == 1
