"""An Extraction built by hand, with everything that a writer must get right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from extractor.claim import CellRef, ProseRef
from extractor.document import Annex, Answer, Document, Minister, Question
from extractor.figure import Figure, parse
from extractor.model import Box
from extractor.record import Change, Extraction, Finding, Notice, Provenance, Record, Repair, Verdict
from extractor.relation import Kind
from extractor.table import Cell, Column, Row, RowKind, Table


def cell(text: str | None, *, column: int = 0, row: int = 0, span: int = 1, unit: str | None = None) -> Cell:
    """A cell as the stages make it from a printed text."""
    figure = parse(text)
    box = Box(page=1, x0=200.0 + 40 * column, top=300.0 + 12 * row, x1=230.0 + 40 * column, bottom=310.0 + 12 * row)
    return Cell(
        text=text,
        status=figure.status,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit or (unit if figure.status == "number" else None),
        marker=figure.marker,
        boxes=(box,) if text else (),
        column_span=span,
    )


def row(labels: Sequence[str], texts: Sequence[str | None], *, kind: RowKind = "body", at: int = 0) -> Row:
    """A row of cells of one column each."""
    cells = tuple(cell(text, column=c, row=at) for c, text in enumerate(texts))
    return Row(label=tuple(labels), kind=kind, cells=cells)


def pupils() -> Table:
    """Two header levels, two label columns with a merged group, a blank, '<5', '-', a wrong total."""
    paths = [
        ("2018", "# sess"),
        ("2018", "# Limburg"),
        ("2019", "# sess"),
        ("2019", "# Limburg"),
        ("Bedrag",),
    ]
    rows = (
        row(["ICON", "Aanvraag"], ["1.200", "12", "300", None, "€ 1.234,50"], at=0),
        row(["ICON", "=1+1"], ["361", "<5", "-5", "3", "€ 10,25"], at=1),
        row(["VBR", "@x"], ["-abc", "7", "-", "4", "€ 0,25"], at=2),
        row(["Totaal", ""], ["1.561", "21", "300", "7", "€ 1.245,00"], kind="total", at=3),
    )
    return Table(
        id="t1",
        answer="3",
        caption="Tabel 1: sessies per jaar",
        lead_in="De sessies waren als volgt verdeeld:",
        pages=(1,),
        header_rows=2,
        grid=(
            ("Maatregel", "Stap", "2018", None, "2019", None, "Bedrag"),
            (None, None, "# sess", "# Limburg", "# sess", "# Limburg", None),
            ("ICON", "Aanvraag", "1.200", "12", "300", None, "€ 1.234,50"),
            (None, "=1+1", "361", "<5", "-5", "3", "€ 10,25"),
            ("VBR", "@x", "-abc", "7", "-", "4", "€ 0,25"),
            ("Totaal", None, "1.561", "21", "300", "7", "€ 1.245,00"),
        ),
        columns=tuple(Column(path=path, unit="EUR" if path == ("Bedrag",) else None) for path in paths),
        stub=("Maatregel", "Stap"),
        rows=rows,
        footnotes=("* voorlopig",),
        readings=2,
    )


def shares() -> Table:
    """One header level, a percentage column, a section heading, a cell over two columns, a decimal share."""
    merged = Row(label=("Antwerpen",), kind="body", cells=(cell("niet gekend", span=2), Cell(), cell("10,97%")))
    return Table(
        id="t2",
        answer="8, 9",
        caption="Tabel 2: [aandeel] per provincie/stad",
        unit="duizend EUR",
        pages=(1, 2),
        header_rows=1,
        grid=(
            (None, "Deel", "Geheel", "%"),
            ("Vlaanderen", None, None, None),
            ("Limburg", "1,5", "4,0", "37,5%"),
            ("Gent", "0,1", "0,3", "33,33%"),
            ("Antwerpen", "niet gekend", None, "10,97%"),
            ("Totaal", "1,7", "4,3", None),
        ),
        columns=(Column(path=("Deel",)), Column(path=("Geheel",)), Column(path=("%",), unit="%")),
        rows=(
            row(["Vlaanderen"], [None, None, None], kind="section"),
            row(["Limburg"], ["1,5", "4,0", "37,5%"]),
            row(["Gent"], ["0,1", "0,3", "33,33%"]),
            merged,
            row(["Totaal"], ["1,7", "4,3", None], kind="total"),
        ),
    )


def finding(
    table: Table,
    target: tuple[int, int],
    addends: Sequence[tuple[int, int]],
    verdict: Verdict,
) -> Finding:
    """A claim that a cell is the sum of others."""
    printed = table.rows[target[0]].cells[target[1]].value
    values = [table.rows[r].cells[c].value for r, c in addends]
    assert printed is not None
    computed = sum((value for value in values if value is not None), Decimal(0))
    return Finding(
        kind="column_total",
        table=table.id,
        target=CellRef(table=table.id, row=target[0], column=target[1]),
        addends=tuple(CellRef(table=table.id, row=r, column=c) for r, c in addends),
        printed=printed,
        computed=computed,
        difference=printed - computed,
        verdict=verdict,
    )


def share(table: Table, at: int, computed: str, verdict: Verdict) -> Finding:
    """A claim that column 2 is column 0 over column 1, in percent."""
    kind: Kind = "share"
    made = finding(table, (at, 2), [(at, 0), (at, 1)], verdict)
    value = Decimal(computed)
    return made.model_copy(update={"kind": kind, "computed": value, "difference": made.printed - value})


def findings(first: Table, second: Table) -> tuple[Finding, ...]:
    """Every verdict that a writer shows in its own way."""
    minus = CellRef(table=first.id, row=1, column=2)
    left_out = Repair(kind="left out", changes=(Change(cell=minus, value=None),), settles=1, breaks=0)
    wrong = finding(first, (3, 2), [(0, 2), (1, 2)], "mismatch")
    return (
        finding(first, (3, 0), [(0, 0), (1, 0)], "match"),
        finding(first, (3, 1), [(0, 1), (1, 1), (2, 1)], "consistent"),
        wrong.model_copy(update={"repairs": (left_out,), "attention": 1.0, "witness": "same"}),
        finding(first, (3, 4), [(0, 4), (1, 4), (2, 4)], "match"),
        share(second, 1, "37.50", "match"),
        share(second, 2, "33.3333", "rounding"),
        finding(second, (4, 0), [(1, 0), (2, 0)], "rounding"),
        finding(second, (4, 1), [(1, 1), (2, 1)], "match"),
        Finding(
            kind="prose",
            table=None,
            target=ProseRef(answer="3", text="1.561"),
            addends=(CellRef(table=first.id, row=3, column=0),),
            printed=Decimal(1561),
            computed=Decimal(1561),
            difference=Decimal(0),
            verdict="match",
        ),
    )


def records(table: Table, sha256: str) -> Iterator[Record]:
    """A record a cell; headings have none."""
    heading: tuple[str, ...] = ()
    for r, line in enumerate(table.rows):
        label = tuple(part for part in line.label if part)
        if line.kind == "section":
            heading = label
            continue
        for c, one in enumerate(line.cells):
            figure = Figure(
                text=one.text, status=one.status, value=one.value, low=one.low, high=one.high, unit=one.unit
            )
            yield Record(
                row_path=(*heading, *label),
                column_path=table.columns[c].path,
                figure=figure,
                reference_date=date(2021, 4, 21) if table.id == "t1" else None,
                status=one.status,
                provenance=Provenance(
                    document=sha256,
                    answer=table.answer,
                    table=table.id,
                    row=r,
                    column=c,
                    page=one.boxes[0].page if one.boxes else None,
                    boxes=one.boxes,
                    text=one.text,
                ),
            )


def document(sha256: str = "ab" * 32, identity: str = "sv-1027-2020-2021") -> Document:
    """The metadata of an invented question."""
    return Document(
        id=identity,
        sha256=sha256,
        pages=2,
        glyphs="pdfium",
        url="https://example.org/1027.pdf",
        number=1027,
        author="An De Proef",
        date=date(2021, 5, 4),
        zittingsjaar="2020-2021",
        title="Sessies – Stand van zaken (2)",
        ministers=(Minister(name="Jo Van den Test", title="Vlaams minister van Proeven", number=1027),),
        answered_on=date(2021, 6, 2),
        questions=(
            Question(label="3", text="Hoeveel sessies waren er? [bold]"),
            Question(label="8", text="En waar?"),
        ),
        answers=(
            Answer(label="3", text="Er waren in totaal 1.561 sessies.", tables=("t1",)),
            Answer(label="8, 9", text='=HYPERLINK("https://example.org")', tables=("t2",)),
        ),
        annexes=(Annex(title="Bijlage 1"),),
        licence="vrij hergebruik, bron Vlaams Parlement",
    )


def extraction(sha256: str = "ab" * 32, identity: str = "sv-1027-2020-2021") -> Extraction:
    """The whole Extraction: two tables, nine claims, one mismatch, one notice."""
    first, second = pupils(), shares()
    return Extraction(
        document=document(sha256, identity),
        tables=(first, second),
        records=(*records(first, sha256), *records(second, sha256)),
        findings=findings(first, second),
        notices=(Notice(code="unplaced-words", message="one word fits in no cell", page=2),),
    )


def sound() -> Extraction:
    """The same without its mismatch."""
    whole = extraction()
    return whole.model_copy(update={"findings": tuple(f for f in whole.findings if f.verdict != "mismatch")})
