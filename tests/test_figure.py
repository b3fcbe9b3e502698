"""The grammar of printed numbers, and the intervals that printed numbers stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.figure import (
    DUTCH,
    ENGLISH,
    NumberFormat,
    document_format,
    infer,
    is_year,
    looks_numeric,
    numbers_in,
    parse,
    scale,
    unit_of,
)
from extractor.interval import Interval, interval

NUMBERS = {
    "1.561": ("1561", "1", None, None),
    "1 561": ("1561", "1", None, None),
    "1\u00a0561": ("1561", "1", None, None),
    "1\u2009561": ("1561", "1", None, None),
    "1\u202f561": ("1561", "1", None, None),
    "1'561": ("1561", "1", None, None),
    "1561": ("1561", "1", None, None),
    "0": ("0", "1", None, None),
    "12,5": ("12.5", "0.1", None, None),
    "38.0": ("38.0", "0.1", None, None),
    "0.123": ("0.123", "0.001", None, None),
    "1,234,567.89": ("1234567.89", "0.01", None, None),
    "€ 1.234,56": ("1234.56", "0.01", "EUR", None),
    "€1.234": ("1234", "1", "EUR", None),
    "€12.500": ("12500", "1", "EUR", None),
    "20.000,-": ("20000", "1", None, None),
    "1.234.567,89 euro": ("1234567.89", "0.01", "EUR", None),
    "1.234 EUR": ("1234", "1", "EUR", None),
    "443 miljoen EUR": ("443", "1", "miljoen EUR", None),
    "€ 5 mio": ("5", "1", "miljoen EUR", None),
    "5 k€": ("5", "1", "duizend EUR", None),
    "10,97%": ("10.97", "0.01", "%", None),
    "10,97 %": ("10.97", "0.01", "%", None),
    "12 m²": ("12", "1", "m²", None),
    "-5": ("-5", "1", None, None),
    "–5": ("-5", "1", None, None),
    "−5": ("-5", "1", None, None),
    "- 5": ("-5", "1", None, None),
    "€ -5": ("-5", "1", "EUR", None),
    "+5": ("5", "1", None, None),
    "(5)": ("-5", "1", None, None),
    "1.234*": ("1234", "1", None, "*"),
    "1.234**": ("1234", "1", None, "**"),
    "56 (1)": ("56", "1", None, "(1)"),
    "12¹": ("12", "1", None, "¹"),
    "$ 1.234,50": ("1234.50", "0.01", "$", None),
    "£5,2": ("5.2", "0.1", "£", None),
    "¥ (2.983)": ("-2983", "1", "¥", None),
    "€ (5)": ("-5", "1", "EUR", None),
    "($ 5)": ("-5", "1", "$", None),
    "₹ -5": ("-5", "1", "₹", None),
    "5 $": ("5", "1", "$", None),
    "135¹²": ("135", "1", None, "¹²"),
    "110³": ("110", "1", None, "³"),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_printed_number_is_read_with_its_quantum_unit_and_mark(text: str) -> None:
    value, quantum, unit, marker = NUMBERS[text]
    figure = parse(text)
    assert (figure.status, figure.text, figure.alternative) == ("number", text, None)
    assert figure.value == figure.low == figure.high == Decimal(value)
    assert (figure.quantum, figure.unit, figure.marker) == (Decimal(quantum), unit, marker)


@pytest.mark.parametrize(
    ("text", "status", "low", "high"),
    [
        (None, "blank", None, None), ("", "blank", None, None), (" ", "blank", None, None),
        ("-", "none", None, None), ("–", "none", None, None), ("—", "none", None, None), ("―", "none", None, None), ("€ -", "none", None, None),
        ("/", "not_applicable", None, None), ("nvt", "not_applicable", None, None),
        ("n.v.t.", "not_applicable", None, None), ("n/a", "not_applicable", None, None),
        ("n.b.", "not_available", 0, None), ("nb", "not_available", 0, None), ("n.g.", "not_available", 0, None),
        (":", "not_available", 0, None), ("x", "suppressed", 0, None), ("…", "suppressed", 0, None),
        ("..", "suppressed", 0, None), ("<5", "suppressed", 0, 4), ("< 10", "suppressed", 0, 9),
        ("≤5", "suppressed", 0, 5), ("<=5", "suppressed", 0, 5), (">100", "suppressed", 101, None),
        ("<5*", "suppressed", 0, 4), ("<5 %", "suppressed", 0, 5), ("<0,5", "suppressed", 0, Decimal("0.5")),
    ],
)  # fmt: skip
def test_blank_none_missing_and_suppressed_are_different_things(
    text: str | None, status: str, low: int | None, high: int | None
) -> None:
    figure = parse(text)
    assert (figure.status, figure.value, figure.low, figure.high) == (status, None, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "+/- 5", "10/09/2021", "2020-2021", "N8", "nov 2015", "02 552 12 34", "1a", "2.", "a)", "onbekend", "na", "0123",
        "1.1.2018", "1.234.56", "12.34.567", "1.23,456.7", "5-10", "(5", "1 2 3", "12 34", "art. 5", "(¥ (5)", "5 sessies", "--5",
        "10³", "10⁻²", "m²", "1º", "18ª",
    ],
)  # fmt: skip
def test_a_label_is_text(text: str) -> None:
    assert parse(text).status == "text"
    assert parse(text).value is None
    assert not looks_numeric(text)


@pytest.mark.parametrize(
    ("column", "text", "value", "alternative"),
    [
        (["1.234"], "1.234", "1234", None),
        (["1.234", "12.345.678"], "1.234", "1234", None),
        (["1.234", "12,5"], "1.234", "1234", None),
        (["0.123", "1.234"], "1.234", "1.234", None),
        (["1,234", "1,234,567.89"], "1,234", "1234", None),
        (["1.234", "1,234,567"], "1.234", "1.234", None),
        (["1,234", "110,9"], "1,234", "1.234", None),
        (["38.0", "110,9", "1.234"], "1.234", "1234", "1.234"),
        (["1.5", "1.25", "1.234"], "1.234", "1.234", "1234"),
        (["1.234", "1.234.567", "1.5"], "1.234", "1234", "1.234"),
        (["1,234"], "1,234", "1.234", "1234"),
        (["12,345"], "12,345", "12.345", "12345"),
        (["12,345", "1,5"], "12,345", "12.345", None),
        (["1,234", "38.0"], "1,234", "1234", "1.234"),
        (["12,345", "1.234"], "1.234", "1234", None),
        (["1 234,5", "1.234"], "1.234", "1234", "1.234"),
    ],
)
def test_the_column_decides_what_a_dot_parts(column: list[str], text: str, value: str, alternative: str | None) -> None:
    figure = parse(text, infer(column))
    assert figure.value == Decimal(value)
    assert figure.alternative == (None if alternative is None else Decimal(alternative))


@pytest.mark.parametrize(
    ("others", "value", "alternative"),
    [
        (["2,399,946", "0.5"], "233512", None),
        (["12,345"], "233512", "233.512"),
        (["1,5"], "233.512", "233512"),
        (["2,399,946", "1.234.567"], "233.512", "233512"),
        (["12.345"], "233.512", "233512"),
    ],
)
def test_the_other_tables_decide_for_one_with_too_few_figures(
    others: list[str], value: str, alternative: str | None
) -> None:
    figure = parse("233,512", infer(["233,512"], default=document_format(["233,512", *others])))
    assert (figure.value, figure.alternative) == (Decimal(value), alternative and Decimal(alternative))


def test_figures_of_four_digits_alone_prove_no_thousands() -> None:
    assert document_format(["1,234", "5,678"]).thousands == "."
    assert document_format(["1,234", "38.0"]).thousands == ","


def test_decimals_printed_in_two_ways_in_one_column_are_both_decimals() -> None:
    format = infer(["38.0", "110,9"])
    assert [parse(text, format).value for text in ("38.0", "110,9")] == [Decimal("38.0"), Decimal("110.9")]


def test_a_column_that_proves_nothing_keeps_the_default() -> None:
    assert infer(["12", "-", "Gent", ""]) == DUTCH
    assert infer(["12"], default=ENGLISH) == ENGLISH
    assert infer(["1.234"], default=ENGLISH).thousands == ","


@pytest.mark.parametrize("text", ["1800", "2018", "2100", "2020-2021", "2020/2021", "2020-21", "1999-00", "2018*"])
def test_a_year_is_a_year(text: str) -> None:
    assert is_year(text)


@pytest.mark.parametrize("text", ["1799", "2101", "2021-2020", "2.018", "12", "2018 euro", "2020-20", "", "02018"])
def test_another_number_is_no_year(text: str) -> None:
    assert not is_year(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("(in duizend euro)", "duizend EUR"), ("(in miljoen euro)", "miljoen EUR"), ("(x 1.000 euro)", "duizend EUR"),
        ("(euro)", "EUR"), ("(in euro)", "EUR"), ("in EUR", "EUR"), ("€", "EUR"), ("%", "%"), ("procent", "%"),
        ("en milliers d'euros", "duizend EUR"), ("in million EUR", "miljoen EUR"), ("in thousands of euros", "duizend EUR"),
        ("(in %)", "%"), ("% Limburg", "%"), ("procent Limburg", "%"), ("Aandeel (%)", "%"), ("Aandeel %", "%"),
        ("Uitgaven (in duizend euro, incl. btw)", "duizend EUR"), ("Bedrag (x 1.000) in euro", "duizend EUR"),
        ("Aantal (VTE)", "VTE"), ("(ha)", "ha"), ("(in jaar)", "jaar"), ("(1.000 euro)", "duizend EUR"),
        ("bedrag", None), ("Jaar", None), ("(1.000)", None), ("(2018)", None), ("Aantal (%)", None), ("Aantal en %", None),
        ("aantal (VTE) en bedrag (euro)", None), ("De minister gaf 5 euro aan de gemeente", None), ("Totaal 5 %", None),
        ("De kosten in duizenden gezinnen", None), ("", None), (None, None),
        ("(Per cent)", "%"), ("Per cent", "%"), ("(In billions of dollars)", "miljard $"), ("(EUR billion) (1)", "miljard EUR"),
        ("In EUR billion", "miljard EUR"), ("Yen (millions)", "miljoen ¥"), ("outlets (000)", "duizend"), ("$ millions", "miljoen $"),
        ("(000 euro)", "duizend EUR"), ("£'000", "duizend £"), ("(tons/year)", "ton/year"), ("to air kg/year", "kg/year"),
        ("All numbers in thousands", "duizend"), ("单位：元", "元"), ("Unit: EUR million", "miljoen EUR"), ("Eenheid: kg", "kg"),
        ("billions of stars", None), ("1.000 billion", None), ("Post 000", None), ("en/of", None),
    ],
)  # fmt: skip
def test_a_caption_announces_its_unit_and_a_mention_of_euro_does_not(text: str | None, unit: str | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("miljoen EUR", 10**6), ("duizend EUR", 1000), ("miljard EUR", 10**9), ("duizend", 1000), ("mio", 10**6),
        ("mln", 10**6), ("k€", 1000), ("kEUR", 1000), ("MEUR", 10**6), ("EUR", 1), ("%", 1), (None, 1),
    ],
)  # fmt: skip
def test_a_unit_tells_what_one_of_it_counts_for(unit: str | None, factor: int) -> None:
    assert scale(unit) == factor


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        ("In totaal 1.561 sessies, waarvan 33 in 2018, 143 in 2019 en 918 op 3 mei 2020.", ["1.561", "33", "143", "918"]),
        ("Het budget is 7.041.745 euro, of 66,3 %.", ["7.041.745 euro", "66,3 %"]),
        ("443 miljoen euro en 30 sessies", ["443 miljoen euro", "30"]),
        ("Artikel 5 en 6, § 2 van het decreet van 5 mei 2017; de N8, COVID-19, 12-jarigen.", []),
        ("1. Er zijn 12 dossiers.\n2. En 13 andere.", ["12", "13"]),
        ("Bel 02 552 12 34 op 10/09/2021, schooljaar 2020-2021, 1.1.2018.", []),
        ("meer dan 1.500, ongeveer 40, tussen 5 en 10", ["meer dan 1.500"]),
        ("€ 1.234,56 en (33) in 3500 Hasselt, -5 graden", ["€ 1.234,56", "33", "-5"]),
        ("135¹ dossiers, 110² zaken, 12 m², 10³ deeltjes en 10⁻² gram", ["135", "110", "12 m²"]),
    ],
)  # fmt: skip
def test_a_sentence_gives_its_numbers_and_not_its_years_dates_and_references(text: str, literals: list[str]) -> None:
    assert [literal for literal, _ in numbers_in(text)] == literals


# Every number that the grammar admits: at most 15 digits before the mark, and 9 after it.
decimals = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 9)
)
STYLES = {
    "plain": ("", ","), "point": ("", "."), "dutch": (".", ","), "english": (",", "."), "space": (" ", ","),
    "no-break": ("\u00a0", ","), "thin": ("\u202f", "."), "apostrophe": ("'", "."),
}  # fmt: skip
FORMATS = {"english": ENGLISH, "point": ENGLISH, "thin": ENGLISH, "apostrophe": ENGLISH}


def rendered(value: Decimal, style: str) -> str:
    thousands, mark = STYLES[style]
    whole, _, fraction = f"{abs(value):,f}".partition(".")
    sign = "-" if value < 0 else ""
    return sign + whole.replace(",", thousands) + (mark + fraction if fraction else "")


@given(decimals, st.sampled_from(sorted(STYLES)))
def test_a_number_printed_in_any_style_reads_back_with_its_last_digit(value: Decimal, style: str) -> None:
    figure = parse(rendered(value, style), FORMATS.get(style, DUTCH))
    assert figure.status == "number"
    assert figure.value == value
    assert figure.quantum == Decimal(1).scaleb(value.as_tuple().exponent)  # type: ignore[arg-type]


@given(decimals, st.sampled_from(sorted(STYLES)), st.lists(decimals, max_size=4))
def test_a_column_in_one_style_never_loses_the_printed_value(value: Decimal, style: str, more: list[Decimal]) -> None:
    column = [rendered(each, style) for each in (value, *more)]
    figure = parse(column[0], infer(column, default=FORMATS.get(style, DUTCH)))
    assert value in (figure.value, figure.alternative)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("7.59E-15", True), ("1.3 × 10-2", True), ("1.3 × 10", True), ("0.95 ± 0.02", True), ("< .001", True),
        ("[-1.21, -0.540]", True), ("$0.029 (2.0×)", True), ("2.0×", True), ("~10", True), ("0123", False),
        ("0.745–0.977", False), ("18-24", False), ("3 E", False), ("x 10", False), ("[Gent, 2]", False), ("5k", False),
    ],
)  # fmt: skip
def test_a_measured_quantity_stands_where_figures_do_but_has_no_value(text: str, figure: bool) -> None:
    assert looks_numeric(text) is figure
    assert parse(text).value is None


near_numbers = st.text(alphabet="0123456789.,-–+()<>€% *x/:\u00a0'¹ken", max_size=14)


@given(st.one_of(st.text(), near_numbers), st.sampled_from([DUTCH, ENGLISH, NumberFormat(None, None, ".,")]))
def test_any_text_is_read_without_an_error_and_only_a_number_has_a_value(text: str, format: NumberFormat) -> None:
    figure = parse(text, format)
    assert figure.text == text
    assert (figure.status == "number") == (figure.value is not None) == (figure.quantum is not None)
    assert figure.status != "number" or any(c in "0123456789" for c in text)
    assert (figure.status == "blank") == (not text.strip())
    assert looks_numeric(text) or figure.status in ("text", "blank")
    assert figure.low is None or figure.high is None or figure.low <= figure.high


@example("< -0")
@given(st.one_of(st.text(), near_numbers))
def test_any_sentence_is_read_in_order_from_its_own_text(text: str) -> None:
    start = 0
    for literal, figure in numbers_in(text):
        start = text.index(literal, start) + len(literal)
        assert figure.text == literal
        assert figure.status in ("number", "suppressed")
    unit_of(text)
    is_year(text)
    infer([text])


def test_what_adds_nothing_is_zero_and_what_is_unknown_is_open() -> None:
    zero, some = Interval(Decimal(0), Decimal(0)), Interval(Decimal(0), None)
    assert [interval(parse(text), rounded=True) for text in (None, "-", "/", "nvt")] == [zero] * 4
    assert [interval(parse(text), rounded=True) for text in ("n.b.", "x")] == [some] * 2
    assert interval(parse("<5"), rounded=False) == Interval(Decimal(0), Decimal(4))
    assert interval(parse("Gent"), rounded=False) == Interval(None, None)


@pytest.mark.parametrize(
    ("text", "rounded", "half"),
    [
        ("12", False, "0"), ("12", True, "0.5"), ("12,5", False, "0.05"), ("12,5", True, "0.05"),
        ("33 %", False, "0.5"), ("443 miljoen euro", False, "0.5"), ("443 euro", False, "0"), ("20.000,-", False, "0"),
    ],
)  # fmt: skip
def test_a_number_carries_half_its_last_digit_where_it_is_rounded(text: str, rounded: bool, half: str) -> None:
    figure = parse(text)
    assert figure.value is not None
    assert interval(figure, rounded=rounded) == Interval(figure.value - Decimal(half), figure.value + Decimal(half))


bounds = st.one_of(st.none(), decimals)
intervals = st.builds(
    lambda a, b: Interval(a, b) if a is None or b is None or a <= b else Interval(b, a), bounds, bounds
)


@given(intervals, intervals, intervals)
def test_sums_of_intervals_are_exact_in_any_order(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    negated = -a
    assert -negated == a
    assert -(a + b) == -a + -b


@given(decimals, decimals, intervals, intervals)
def test_a_sum_contains_the_sums_of_what_its_parts_contain(x: Decimal, y: Decimal, a: Interval, b: Interval) -> None:
    if a.contains(x) and b.contains(y):
        assert (a + b).contains(x + y)
        assert (-a).contains(-x)
        assert a.widen(Decimal("0.5")).contains(x)
        assert a.meets(Interval(x, x))


def test_a_sum_of_many_digits_does_not_round() -> None:
    huge, tiny = Decimal(10**40), Decimal("1e-40")
    assert (Interval(huge, huge) + Interval(tiny, tiny)).low == Decimal("1" + "0" * 40 + "." + "0" * 39 + "1")


@pytest.mark.parametrize(
    "texts",
    [
        ["1.234", "12,5", "310,333,351"],
        ["2,399,946", "1.234,5", "12,345"],
        ["2,399,946", "1.234", "5.678"],
    ],
)
def test_a_document_whose_tables_disagree_is_dutch(texts: list[str]) -> None:
    assert document_format(texts) == DUTCH
