"""What the writers put into CSV, JSON, Excel, the terminal and pandas."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from rich.console import Console

from extractor import figures, to_frame
from extractor.language import TONGUES
from extractor.record import Extraction
from extractor.table import Column
from extractor.writers import Options, write
from extractor.writers.excel_book import as_float, number_format
from extractor.writers.excel_table import header_blocks
from extractor.writers.options import folder_names, safe_name
from extractor.writers.plain import decimal_text, neutral
from extractor.writers.rows import COLUMNS
from extractor.writers.terminal import column_blocks, show
from extractor.writers.verdicts import cell_name
from tests.factories import cell, extraction, pupils, row, shares

GOLDEN = Path(__file__).parent / "golden"
FOLDER = "sv-1027-2020-2021"

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice otherwise shows the cached values."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write([extraction()], tmp_path, Options())
    return tmp_path


@pytest.fixture
def book(out: Path) -> Workbook:
    return load_workbook(out / FOLDER / f"{FOLDER}.xlsx")


def records_of(path: Path, *, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=delimiter))


def drawn(value: Extraction, *, width: int = 100, terminal: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, markup=False)
    show(value, console, TONGUES["en"])
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("name", ["figures.csv", "findings.csv", "table-t1.csv", "table-t2.csv"])
def test_a_csv_file_is_byte_for_byte_what_was_agreed(out: Path, name: str) -> None:
    path = out / name if name.startswith("fi") else out / FOLDER / name
    assert path.read_bytes() == (GOLDEN / name).read_bytes()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write([extraction()], tmp_path / "a", Options())
    second = write([extraction()], tmp_path / "b", Options())
    assert len(first) == 6
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_figures_csv_has_a_row_for_each_printed_place_and_none_under_a_merged_cell(out: Path) -> None:
    rows = records_of(out / "figures.csv")
    assert tuple(rows[0]) == COLUMNS
    # 4 x 5 cells, and 4 x 3 without the one that 'niet gekend' covers.
    assert len(rows) == 20 + 11
    assert len({line["key"] for line in rows}) == len(rows)


def test_blank_zero_dash_and_suppressed_stay_apart(out: Path) -> None:
    rows = {line["key"][17:]: line for line in records_of(out / "figures.csv")}
    assert [(rows[k]["status"], rows[k]["value"], rows[k]["high"]) for k in ("t1/0/3", "t1/1/1", "t1/2/2")] == [
        ("blank", "", ""),
        ("suppressed", "", "4"),
        ("none", "", ""),
    ]


def test_a_figure_carries_every_verdict_it_takes_part_in_worst_first(tmp_path: Path) -> None:
    whole = extraction()
    again = whole.findings[0].model_copy(update={"verdict": "mismatch"})
    write([whole.model_copy(update={"findings": (*whole.findings, again)})], tmp_path, Options())
    rows = {line["key"][17:]: line["verdict"] for line in records_of(tmp_path / "figures.csv")}
    assert (rows["t1/0/0"], rows["t1/0/1"], rows["t1/0/3"]) == ("mismatch match", "consistent", "")


def test_decimal_comma_writes_semicolons_and_commas(tmp_path: Path) -> None:
    write([extraction()], tmp_path, Options(decimal="comma"))
    data = (tmp_path / FOLDER / "table-t2.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf;Deel;Geheel;%\n")
    assert "Gent;0,1;0,3;33,33\n" in data.decode("utf-8-sig")
    assert {r["value"] for r in records_of(tmp_path / "figures.csv", delimiter=";")} >= {"1234,50", "37,5", "1200"}


@pytest.mark.parametrize("text", ["=1+1", "+x", "-abc", "@x", "\tx", "\rx", " =1+1", "-1+1", "=<5", "＝1", "+32 x"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "–5", "+3,2 %", "-", "–", "- 1.234,50", "a=b", "", "1-2", "<5", "'x"])
def test_numbers_marks_and_other_text_stay_as_printed(text: str) -> None:
    assert neutral(text) == text


def test_no_field_of_any_csv_starts_a_formula(out: Path) -> None:
    for path in out.rglob("*.csv"):
        fields = [field for line in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")) for field in line]
        assert [f for f in fields if re.match(r"[=+@\t\r-]", f) and not re.fullmatch(r"-[\d.]*", f)] == []


def test_decimals_are_written_without_an_exponent() -> None:
    assert [decimal_text(Decimal(text)) for text in ("1E+3", "1.50", "-0.001", "1E-9")] == [
        "1000",
        "1.50",
        "-0.001",
        "0.000000001",
    ]


def test_two_documents_with_one_id_get_a_folder_each(tmp_path: Path) -> None:
    both = [extraction(), extraction("cd" * 32), extraction("cd" * 32)]
    write(both, tmp_path, Options())
    folders = {path.name for path in tmp_path.iterdir() if path.is_dir()}
    assert folders == {f"{FOLDER}-abababab", f"{FOLDER}-cdcdcdcd"}
    assert len(records_of(tmp_path / "figures.csv")) == 62


def test_a_folder_name_cannot_leave_the_output_folder() -> None:
    assert [safe_name(text) for text in ("../../etc", "..", "a/b", "")] == ["etc", "document", "a-b", "document"]
    assert folder_names([extraction("ef" * 32, "figures.csv")]) == ["figures.csv-efefefef"]


def test_document_json_reads_back_as_the_same_extraction(out: Path) -> None:
    text = (out / FOLDER / "document.json").read_text("utf-8")
    assert Extraction.model_validate_json(text) == extraction()
    assert json.loads(text)["tables"][0]["rows"][0]["cells"][4]["value"] == "1234.50"


def test_excel_has_a_sheet_for_the_document_each_table_the_checks_and_the_source(book: Workbook) -> None:
    assert book.sheetnames == [
        "Document",
        "t1 Tabel 1  sessies per jaar",
        "t2 Tabel 2   aandeel  per provi",
        "Controle",
        "Bron",
    ]


def test_excel_headers_are_merged_and_blank_cells_blank(book: Workbook) -> None:
    sheet = book["t1 Tabel 1  sessies per jaar"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:G5"}
    assert [sheet.cell(4, c).value for c in range(1, 8)] == ["Maatregel", "Stap", "2018", None, "2019", None, "Bedrag"]
    assert sheet["F6"].value is None
    other = book["t2 Tabel 2   aandeel  per provi"]
    assert "B8:C8" in {str(area) for area in other.merged_cells.ranges}
    assert [c.value for c in other[5]] == ["Vlaanderen", None, None, None, None, None]


def test_excel_rows_are_high_enough_for_wrapped_labels_and_headers(tmp_path: Path) -> None:
    long = " ".join(["ondersteuning"] * 12)
    table = shares().model_copy(
        update={
            "columns": (Column(path=("Jaar", long)), Column(path=(f"{long} 2",)), *shares().columns[2:]),
            "grid": ((None, "Jaar", f"{long} 2", "%"), (None, long, f"{long} 2", "%"), *shares().grid[1:]),
            "header_rows": 2,
            "rows": (shares().rows[0].model_copy(update={"label": (long,)}), *shares().rows[1:]),
        }
    )
    whole = extraction()
    write([whole.model_copy(update={"tables": (whole.tables[0], table)})], tmp_path, Options())
    book = load_workbook(tmp_path / FOLDER / f"{FOLDER}.xlsx")
    sheet = book[book.sheetnames[2]]
    (row,) = (r for r in range(5, 20) if sheet.cell(r, 1).value == long)
    label_width = sheet.column_dimensions["A"].width
    assert sheet.cell(row, 1).alignment.wrap_text
    assert sheet.row_dimensions[row].height / 15 * label_width >= len(long)
    assert not sheet.cell(row + 1, 1).alignment.wrap_text
    assert sheet.row_dimensions[row + 1].height is None  # one line
    (top,) = (r for r in range(3, row) if sheet.cell(r, 2).value == "Jaar")
    assert sheet.row_dimensions[top].height is None
    assert sheet.row_dimensions[top + 1].height / 15 * sheet.column_dimensions["B"].width >= len(long)


def test_excel_numbers_are_numbers_and_text_is_never_a_formula(book: Workbook) -> None:
    sheet = book["t1 Tabel 1  sessies per jaar"]
    assert [(sheet[at].value, sheet[at].data_type) for at in ("C6", "E7", "G6", "D7", "B7", "B8", "C8")] == [
        (1200, "n"),
        (-5, "n"),
        (1234.5, "n"),
        ("<5", "s"),
        ("=1+1", "s"),
        ("@x", "s"),
        ("-abc", "s"),
    ]
    assert book["t2 Tabel 2   aandeel  per provi"]["D8"].value == 10.97
    assert book["t2 Tabel 2   aandeel  per provi"]["D8"].number_format == '0.00"%"'
    formulas = [c.value for c in (*(x for line in book["Document"] for x in line),) if c.data_type == "f"]
    assert formulas == []


def test_excel_puts_each_printed_total_beside_a_live_sum(book: Workbook) -> None:
    sheet = book["t1 Tabel 1  sessies per jaar"]
    first = next(r for r in range(1, 40) if sheet.cell(r, 1).value == "claim") + 1
    lines = [[sheet.cell(r, c).value for c in range(3, 7)] for r in range(first, first + 4)]
    assert lines == [
        ["match", "=C9", "=SUM(C6:C7)", f"=ROUND(D{first}-E{first},0)"],
        ["consistent", "=D9", "=SUM(D6:D8)", f"=ROUND(D{first + 1}-E{first + 1},0)"],
        ["mismatch", "=E9", "=SUM(E6:E7)", f"=ROUND(D{first + 2}-E{first + 2},0)"],
        ["match", "=G9", "=SUM(G6:G8)", f"=ROUND(D{first + 3}-E{first + 3},2)"],
    ]
    assert any("F" in str(area.sqref) for area in sheet.conditional_formatting)


def test_excel_shows_the_sums_without_recalculation(out: Path) -> None:
    sheet = load_workbook(out / FOLDER / f"{FOLDER}.xlsx", data_only=True)["t1 Tabel 1  sessies per jaar"]
    first = next(r for r in range(1, 40) if sheet.cell(r, 1).value == "claim") + 1
    assert [[sheet.cell(first + i, c).value for c in (4, 5, 6)] for i in (1, 2)] == [[21, 19, 2], [300, 295, 5]]


def test_a_share_is_a_live_quotient(book: Workbook) -> None:
    sheet = book["t2 Tabel 2   aandeel  per provi"]
    formulas = [c.value for line in sheet for c in line if c.data_type == "f"]
    assert "=ROUND(100*B6/C6,2)" in formulas
    assert "=ROUND(100*B7/C7,4)" in formulas


def test_the_sheet_controle_has_every_finding_and_notice(book: Workbook) -> None:
    sheet = book["Controle"]
    verdicts = [sheet.cell(r, 1).value for r in range(2, 11)]
    assert verdicts == [finding.verdict for finding in extraction().findings]
    assert [c.value for c in sheet[4]][2:8] == ["t1", "Totaal", "2019 > # sess", 300, 295, 5]
    assert [c.value for c in sheet[13]][:3] == ["unplaced-words", 2, "one word fits in no cell"]


def test_the_sheet_bron_names_the_source_and_a_day_of_the_document(book: Workbook) -> None:
    lines = {line[0].value: line[1].value for line in book["Bron"]}
    assert lines["SHA-256"] == "ab" * 32
    assert lines["address"] == "https://example.org/1027.pdf"
    assert lines["day of the answer"] == "2 June 2021"


def test_a_text_longer_than_an_excel_cell_goes_on_in_the_next_row(tmp_path: Path) -> None:
    whole = extraction()
    answer = whole.document.answers[0].model_copy(update={"text": "woord " * 10_000})
    document = whole.document.model_copy(update={"answers": (answer,)})
    write([whole.model_copy(update={"document": document})], tmp_path, Options())
    sheet = load_workbook(tmp_path / FOLDER / f"{FOLDER}.xlsx")["Document"]
    assert sum(len(line[1].value) for line in sheet if line[1].value and "woord" in line[1].value) == 60_000


def test_a_number_with_more_digits_than_excel_keeps_stays_text() -> None:
    assert as_float(Decimal("1234.50")) == 1234.5
    assert as_float(Decimal("1234567890123456.7")) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1.200", "#,##0"),
        ("1200", "0"),
        ("10,97%", '0.00"%"'),
        ("€ 1.234,50", '"€ "#,##0.00;-"€ "#,##0.00'),
        ("5,1 miljoen euro", '0.0" miljoen EUR"'),
    ],
)
def test_an_excel_number_shows_what_was_printed(text: str, shown: str) -> None:
    value = cell(text).value
    assert value is not None
    assert number_format(value, text) == shown


def test_neighbours_that_each_print_the_same_header_are_not_merged() -> None:
    table = shares().model_copy(
        update={
            "columns": (Column(path=("Aantal",)), Column(path=("Aantal",)), Column(path=("%",))),
            "grid": ((None, "Aantal", "Aantal", "%"), *shares().grid[1:]),
        }
    )
    assert [(block.first, block.last) for block in header_blocks(table)] == [(0, 0), (1, 1), (2, 2)]


def test_the_terminal_shows_metadata_parts_tables_sums_and_notices() -> None:
    text = drawn(extraction())
    for expected in (
        "Jo Van den Test, Vlaams minister van Proeven",
        "Question 3\n  Hoeveel sessies waren er? [bold]",
        "Answer 8, 9",
        "1.561 ✓",
        "300 ✗",
        "33,33% ≈",
        "21 ?",
        "✗ Totaal / 2019 > # sess: 300 + (-5) = 295; printed 300, difference 5",
        "page 2: one word fits in no cell",
        "9 claims: 5 match ✓, 2 rounding ≈, 1 mismatch ✗, 1 consistent ?",
    ):
        assert expected in text
    assert text.index("Answer 3") < text.index("Tabel 1") < text.index("Answer 8, 9") < text.index("Tabel 2")
    assert "\x1b" not in text
    assert not re.search(r" $", text, re.MULTILINE)


def test_a_pdf_cannot_steer_the_terminal() -> None:
    whole = extraction()
    document = whole.document.model_copy(update={"title": "\x1b[2Jtitel", "author": "[red]An[/red]"})
    text = drawn(whole.model_copy(update={"document": document}))
    assert "\x1b" not in text
    assert "[red]An[/red]" in text


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_figure_is_cut_or_folded_at_any_width(width: int) -> None:
    table = pupils()
    text = drawn(extraction(), width=width)
    for line in table.rows:
        for one in line.cells:
            assert (one.text or "") in text
    assert sorted(c for block in column_blocks(table, width) for c in block) == list(range(len(table.columns)))


def test_to_frame_has_header_paths_and_row_labels_as_multiindex() -> None:
    frame = to_frame(pupils())
    assert frame.columns.tolist()[0] == ("2018", "# sess")
    assert frame.columns.tolist()[4] == ("Bedrag", "")
    assert frame.index.names == ["Maatregel", "Stap"]
    assert frame.loc[("ICON", "Aanvraag"), ("Bedrag", "")] == Decimal("1234.50")
    assert frame.iloc[0, 3] is None
    assert frame.iloc[1, 1] == "<5"


def test_to_frame_of_one_level_has_plain_indexes() -> None:
    frame = to_frame(shares())
    assert list(frame.columns) == ["Deel", "Geheel", "%"]
    assert frame["Deel"].loc["Gent"] == Decimal("0.1")
    assert frame.iloc[0].tolist() == [None, None, None]


def test_to_frame_of_a_table_without_a_header_numbers_its_columns() -> None:
    table = pupils().model_copy(
        update={"columns": (Column(), Column()), "stub": (), "rows": (row(["Google"], ["760", None]),)}
    )
    assert list(to_frame(table).columns) == [0, 1]


def test_figures_is_figures_csv_with_exact_values(out: Path) -> None:
    frame = figures([extraction()])
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == 31
    assert frame["value"][4] == Decimal("1234.50")
    assert frame["question_number"][0] == 1027
    assert list(figures([]).columns) == list(COLUMNS)


def test_a_place_is_named_by_its_labels() -> None:
    assert cell_name(pupils(), 3, 0) == "Totaal / 2018 > # sess"


def without_cached_values(path: Path, target: Path) -> Path:
    """A copy whose formulas all have the cached value 99: what comes out right was calculated."""
    target.parent.mkdir()
    with ZipFile(path) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, re.sub(rb"(</f><v>)[^<]*", rb"\g<1>99", source.read(name)))
    return target


@pytest.mark.office
def test_libreoffice_recalculates_what_the_workbook_says(out: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = out / FOLDER / f"{FOLDER}.xlsx"
    user = tmp_path / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    profile = f"-env:UserInstallation={user.parent.as_uri()}"
    target = tmp_path / "again"
    spoiled = without_cached_values(path, tmp_path / "spoiled" / path.name)
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(spoiled)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    ours = load_workbook(path, data_only=True)
    theirs = load_workbook(target / path.name, data_only=True)
    compared = 0
    for sheet in load_workbook(path):
        for line in sheet:
            for one in line:
                if one.data_type == "f":
                    value = ours[sheet.title][one.coordinate].value
                    assert theirs[sheet.title][one.coordinate].value == pytest.approx(value, abs=1e-9)
                    compared += 1
    assert compared == 24


def test_the_terminal_shows_an_answer_s_text_and_tables_in_the_document_s_order() -> None:
    value = extraction()
    first, *others = value.tables
    moved = value.model_copy(
        update={"tables": (first.model_copy(update={"offset": len("Er waren in totaal")}), *others)}
    )
    text = drawn(moved)
    places = [text.index(part) for part in ("Er waren in totaal", "Tabel 1: sessies per jaar", "1.561 sessies.")]
    assert places == sorted(places)
