"""Claims of every kind, each on a table that one reads: a row a line, '_' blank, columns as the first line says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from extractor.checks import check
from extractor.checks.misprints import misprint, slips
from extractor.document import Answer
from extractor.figure import parse
from extractor.language import TONGUES, Language
from extractor.layouts import LAYOUTS
from extractor.record import Finding
from extractor.table import Cell, Column, Row, Table
from extractor.writers import saying


def table(art: str, *, name: str = "t1", caption: str | None = None, unit: str | None = None) -> Table:
    """A table from text art; '~' in a word is a space, a header 'a>b' has two levels, '%' in a header its unit."""
    head, *lines = [line.split() for line in art.strip().splitlines()]
    paths = [tuple(word.replace("~", " ").split(">")) for word in head]
    units = ["%" if "%" in path[-1] else unit for path in paths]
    rows = []
    for label, *texts in lines:
        kind = "subtotal" if label.startswith("Sub") else "total" if label.startswith("Tot") else "body"
        cells = []
        for text, own in zip(texts, units, strict=True):
            figure = parse(None if text == "_" else text.replace("~", " "))
            cells.append(
                Cell(**(figure.model_dump() | {"unit": figure.unit or (own if figure.value is not None else None)}))
            )
        rows.append(Row(label=(label.replace("~", " "),), kind=kind, cells=tuple(cells)))  # type: ignore[arg-type]
    columns = tuple(Column(path=path, unit=own) for path, own in zip(paths, units, strict=True))
    return Table(id=name, pages=(1,), header_rows=1, grid=(), caption=caption, columns=columns, rows=tuple(rows))


def found(*tables: Table, text: str = "", disclose: bool = False) -> list[Finding]:
    answers = [Answer(label="1", text=text, tables=tuple(t.id for t in tables))] if text else []
    return check(tables, answers, LAYOUTS["flanders"], disclose=disclose)


def said(finding: Finding, *tables: Table, language: Language = "en") -> str:
    return saying.sentence(finding, {t.id: t for t in tables}, TONGUES[language])


def explained(finding: Finding, *tables: Table) -> list[str]:
    return saying.explanations(finding, {t.id: t for t in tables}, TONGUES["en"])


def of(kind: str, findings: Sequence[Finding]) -> list[str]:
    return [f.verdict for f in findings if f.kind == kind]


def test_a_share_is_one_column_over_another() -> None:
    shares = of("share", found(table("""
        deel geheel  aandeel%
        Aalst   3 12  25,0
        Gent    5 40  12,5
        Ieper   7 21  33,3
        Mol     1  8  12,5
    """)))  # fmt: skip
    assert shares == ["match", "match", "rounding", "match"]


def test_a_share_may_be_of_the_total_of_its_column() -> None:
    findings = found(table("""
        aantal  aandeel%
        Aalst   30  18,8
        Gent    50  31,3
        Ieper   72  45,0
        Mol      8   5,0
        Totaal 160   100
    """))  # fmt: skip
    assert of("share", findings)[:4] == ["rounding", "rounding", "match", "match"]
    assert [f.addends[1].row for f in findings if f.kind == "share"][:4] == [4, 4, 4, 4]  # type: ignore[union-attr]


def test_growth_and_difference_of_two_years() -> None:
    findings = found(table("""
        2022 2023 verschil groei%
        Aalst   40   50   10  25,0
        Gent    80   60  -20 -25,0
        Ieper  120  130   10   8,3
        Mol     64   80   16  25,0
    """))  # fmt: skip
    assert of("difference", findings) == ["match"] * 4
    assert of("growth", findings) == ["match", "match", "rounding", "match"]


def test_a_row_may_be_the_difference_of_two_rows() -> None:
    findings = found(table("""
        a b c d
        BO      40   50   10  25
        BA      80   65   30  27
        Delta   40   15   20   2
    """))  # fmt: skip
    assert of("difference", findings) == ["match"] * 4


def test_one_share_that_one_digit_explains_is_a_mismatch_and_any_other_is_not() -> None:
    art = """
        deel geheel  aandeel%
        Aalst   30 120  25,00
        Gent    51 400  12,75
        Ieper   72 213  33,80
        Mol     17  88  19,32
        Ronse   23  94  24,47
        Zele    41 156  {}
    """
    assert of("share", found(table(art.format("26,28"))))[-1] == "rounding"
    wrong = found(table(art.format("26,23")))[-1]
    assert (wrong.verdict, wrong.repairs[0].kind) == ("mismatch", "digit")
    assert of("share", found(table(art.format("99,99"))))[-1] == "unread"
    assert of("share", found(table(art.format("26,29"))))[-1] == "unread", "it may be rounded otherwise"


def test_percentages_that_should_make_a_hundred() -> None:
    art = """
        2021% 2022% 2023%
        Aalst   12,5 20,1 30,0
        Gent    40,2 39,9 30,0
        Ieper   47,3 40,1 {}
        Totaal   100  100  100
    """
    assert of("column_total", found(table(art.format("40,0")))) == ["match", "rounding", "match"]
    assert of("column_total", found(table(art.format("46,0"))))[-1] == "mismatch"


def test_an_average_is_the_mean_of_the_rows_and_never_wrong() -> None:
    art = """
        a b c
        Aalst      10 20 30
        Gent       20 40 31
        Gemiddeld  15 30 {}
    """
    assert of("average", found(table(art.format("30,5")))) == ["match", "match", "match"]
    assert of("average", found(table(art.format("44")))) == ["match", "match", "unread"]


def test_a_total_without_a_label_is_a_claim_where_it_agrees_everywhere() -> None:
    art = """
        2021 2022 2023
        Aalst   412 523 611
        Gent    318 204 190
        Ieper   107 311 205
        _       837 {} 1.006
    """
    assert of("column_total", found(table(art.format("1.038")))) == ["match"] * 3
    assert of("column_total", found(table(art.format("1.039")))) == []


def test_totals_of_persons_below_the_sum_are_not_additive() -> None:
    findings = found(table("""
        cliënten~2022 cliënten~2023
        Aalst   412 523
        Gent    318 204
        Ieper   107 311
        Totaal  800 990
    """))  # fmt: skip
    assert of("column_total", findings) == ["non_additive"] * 2


YEARS = """
    2021 2022 2023
    Aalst   412 523 611
    Gent    318 204 190
    Ieper   107 311 205
"""


def test_the_same_column_in_a_second_table_is_told_once() -> None:
    again = table("""
        totaal~2022
        Aalst   523
        Gent    204
        Ieper   311
    """, name="t2")  # fmt: skip
    findings = [f for f in found(table(YEARS), again) if f.kind == "restated"]
    assert [(f.table, f.verdict) for f in findings] == [("t2", "match")] * 3


def test_a_total_over_instruments_is_the_sum_of_another_table() -> None:
    whole = table("""
        aantal
        2020    638
        2021    514
        2022    327
    """)  # fmt: skip
    parts = table("""
        A>aantal A>deel B>aantal B>deel
        2020    114  9 524 61
        2021    116  5 398 44
        2022     76  9 251 27
    """, name="t2")  # fmt: skip
    findings = [f for f in found(whole, parts) if f.kind == "restated"]
    tables = {"t1": whole, "t2": parts}
    assert [saying.arithmetic(f, tables, TONGUES["en"]) for f in findings] == [
        "114 + 524 = 638 (table t2 (p. 1))",
        "116 + 398 = 514 (table t2 (p. 1))",
        "76 + 251 = 327 (table t2 (p. 1))",
    ]


def test_same_labels_do_not_make_two_tables_one_claim() -> None:
    other = table(YEARS.replace("523", "99").replace("204", "20").replace("311", "3"), name="t2")
    assert not [f for f in found(table(YEARS), other) if f.kind == "restated" and f.addends[0].column == 1]  # type: ignore[union-attr]


def test_hidden_figures_lie_between_what_all_claims_leave() -> None:
    hidden = table("""
        man vrouw Totaal
        Aalst   <5   12   15
        Gent    <5    8   10
        Ieper   11   20   31
        Totaal  16   40   56
    """)  # fmt: skip
    secret = {said(f, hidden) for f in found(hidden)}
    assert not [f for f in found(hidden) if f.bounds], "each follows exactly from its row: not named unless asked"
    told = [b for f in found(hidden, disclose=True) for b in f.bounds]
    assert {(b.cell.row, str(b.low), str(b.high)) for b in told} == {(0, "3", "3"), (1, "2", "2")}
    assert all("3" not in s.split("<5")[0][-2:] for s in secret)


def test_bounds_of_hidden_figures_are_told() -> None:
    hidden = table("""
        a
        Aalst   <5
        Gent    <5
        Ieper   11
        Totaal  18
    """)  # fmt: skip
    findings = found(hidden)
    assert [(str(b.low), str(b.high)) for b in findings[0].bounds] == [("3", "4"), ("3", "4")]
    assert "lies between 3 and 4" in said(findings[0], hidden)


def test_claims_that_leave_no_value_for_a_hidden_figure_are_not_consistent() -> None:
    findings = found(table("""
        a b Totaal
        Aalst   <5 10 12
        Gent     7 10 17
        Ieper    6 10 16
        Totaal  17 30 47
    """))  # fmt: skip
    assert {f.reason for f in findings if f.verdict == "unread"} == {"impossible"}


def test_a_subtotal_takes_its_own_group_though_a_longer_list_holds_in_another_column() -> None:
    findings = found(table("""
        a c
        Aalst       0  0
        Gent        0  0
        Ieper       5  0
        Subtotaal1  5  0
        Mol        <5  -
        Zele       <5  1
        Subtotaal2  2  1
        Totaal      7  1
    """))  # fmt: skip
    assert "mismatch" not in of("column_total", findings)


def test_where_a_failing_row_and_column_meet_stands_the_error() -> None:
    findings = [f for f in found(table("""
        a b Totaal
        Aalst   12 10 22
        Gent     7 19 17
        Ieper    6 10 16
        Totaal  25 30 55
    """)) if f.verdict == "mismatch"]  # fmt: skip
    assert len(findings) == 2
    for finding in findings:
        (change,) = finding.repairs[0].changes
        assert ((change.cell.row, change.cell.column), change.value) == ((1, 1), 10)
        assert finding.repairs[0].settles == 2


def test_two_figures_exchanged_are_named() -> None:
    findings = found(table("""
        a b c d
        Aalst   12 10 31 41
        Gent    19  7 42 52
        Ieper    6 10 53 63
        Mol      8 11 64 74
        Totaal  33 50 190 230
    """))  # fmt: skip
    wrong = [f for f in findings if f.verdict == "mismatch"]
    assert [f.repairs[0].kind for f in wrong] == ["exchanged", "exchanged"]
    assert [(c.cell.row, str(c.value)) for c in wrong[0].repairs[0].changes] == [(1, "7"), (1, "19")]


def test_a_row_moved_by_one_column_is_named() -> None:
    moved = table("""
        a b c d e f
        Aalst   12 10 31 40 51 61
        Gent     _  _ 19  7  _  _
        Ieper    6 10 53 40 53 63
        Mol      8 11 64 40 54 64
        Totaal  26 50 155 120 158 188
    """)  # fmt: skip
    findings = found(moved)
    wrong = [f for f in findings if f.verdict == "mismatch"]
    assert len(wrong) == 3
    assert all(f.repairs[0].kind == "shift" and "Gent" in explained(f, moved)[0] for f in wrong)


def test_a_row_that_the_total_leaves_out_is_named() -> None:
    short = table("""
        a b
        Aalst   112 10
        Gent    119  7
        Ieper   106 10
        Mol     134  _
        Totaal  337 27
    """)  # fmt: skip
    findings = found(short)
    wrong = [f for f in findings if f.verdict == "mismatch"]
    assert wrong and any(r.kind == "left out" for r in wrong[0].repairs)
    assert any("without Mol" in text for text in explained(wrong[0], short))


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("In totaal werden 1.038 dossiers ingediend.", ["match"]),
        ("Er werden in totaal circa 1.000 dossiers ingediend.", ["rounding"]),
        ("In totaal werden 1.083 dossiers ingediend.", ["mismatch"]),
        ("In totaal werden 4.000 dossiers ingediend.", []),
        ("Er zijn 71 projecten, waarvan 33 lopend, 14 gestopt en 24 af.", ["match"]),
        ("Er werden 1093 projecten ingediend. Hiervan 33 in A, 143 in B en 918 in C.", ["non_additive"]),
        ("Er zijn 26 sessies: - Antwerpen: 10 sessies - Limburg: 16 sessies", ["match"]),
        (
            "Er zijn 26 woningen en 9 kamers: - Antwerpen: 10 woningen en 4 kamers - Limburg: 16 woningen en 5 kamers",
            ["match", "match"],
        ),
        ("Er zijn 27 sessies: - Antwerpen: 10 sessies - Limburg: 16 sessies", []),
    ],
)
def test_sentences_are_held_against_tables_bullets_and_themselves(text: str, verdicts: list[str]) -> None:
    one = table("""
        dossiers
        Aalst   523
        Gent    204
        Ieper   311
        Totaal 1.038
    """)  # fmt: skip
    assert of("prose", found(one, text=text)) == verdicts


def test_a_sentence_in_millions_rounds_a_table_in_thousands() -> None:
    one = table("""
        bedrag
        Aalst   212.400
        Gent    230.700
        Totaal  443.100
    """, unit="duizend EUR")  # fmt: skip
    assert of("prose", found(one, text="In totaal 443 miljoen euro werd uitbetaald.")) == ["rounding"]


def test_a_finding_is_one_sentence_in_three_languages() -> None:
    one = table("""
        #totaal
        2020    503
        2021    382
        2022    239
        Totaal 1.129
    """, caption="Tabel 2b: evolutie")  # fmt: skip
    (wrong,) = found(one)
    assert [said(wrong, one, language=language) for language in ("nl", "en", "fr")] == [
        "Tabel 2b, kolom #totaal: gedrukt totaal 1.129, som 503 + 382 + 239 = 1.124, verschil 5. Klopt niet.",
        "Tabel 2b, column #totaal: printed total 1,129, sum 503 + 382 + 239 = 1,124, difference 5. Does not hold.",
        "Tabel 2b, colonne #totaal: total imprimé 1\u202f129, somme 503 + 382 + 239 = 1\u202f124, différence 5."
        " Le compte n'est pas bon.",
    ]


@pytest.mark.parametrize(
    ("printed", "meant", "kind"),
    [
        ("1986", "1981", "digit"), ("1563", "1536", "swap"), ("156", "1536", "missing digit"),
        ("15366", "1536", "extra digit"), ("-5", "5", "sign"), ("1.234", "1234", "thousand mark"),
        ("0.76", "8.76", "digit"), ("12", "98", None), ("7", "7", None), ("-12", "13", None),
    ],
)  # fmt: skip
def test_slips_of_the_hand(printed: str, meant: str, kind: str | None) -> None:
    assert misprint(Decimal(printed), Decimal(meant)) == kind
    if kind in ("digit", "swap"):
        assert Decimal(meant) in set(slips(Decimal(printed)))


def test_a_nought_for_a_small_sum_proves_nothing_of_the_totals_beside_it() -> None:
    wrong = """
        a b
        Aalst    5 0,2
        Gent     7 0,1
        Totaal  22 {}
    """
    assert of("column_total", found(table(wrong.format("0"), unit="miljoen EUR"))) == ["unread", "rounding"]
    assert of("column_total", found(table(wrong.format("0,3"), unit="miljoen EUR"))) == ["mismatch", "match"]
    across = """
        a b Totaal
        Aalst  0,2 0,1   0
        Gent   0,1 0,1   0
        Mol      5   7  22
    """
    assert of("row_total", found(table(across, unit="miljoen EUR"))) == []
    exact = table(across.replace(" 0\n", " {}\n").format("0,3", "0,2"), unit="miljoen EUR")
    assert of("row_total", found(exact)) == ["match", "match", "mismatch"]
