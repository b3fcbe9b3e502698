"""An extraction for the eye: metadata, questions, answers, tables with their sums judged, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Drawn
from rich.text import Text

from extractor.characters import whole
from extractor.claim import ProseRef, cells_of
from extractor.document import Answer, Document
from extractor.language import Tongue
from extractor.record import Extraction, Finding, Notice, Verdict
from extractor.table import Table
from extractor.writers.plain import box_text, unplaced_texts
from extractor.writers.saying import Tables, arithmetic, explanations, sentence
from extractor.writers.tables_csv import label_width
from extractor.writers.verdicts import MARKS, Place, cell_name, verdicts_by_cell

STYLES: dict[Verdict, str] = {
    "match": "green",
    "rounding": "yellow",
    "mismatch": "bold red",
    "consistent": "cyan",
    "non_additive": "cyan",
    "unread": "cyan",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LOOK = 0.1
"""Attention from which a claim is shown as worth a look: one error in ten such."""
MOST = 10
_TOTALS = ("column_total", "row_total")
_WIDEST_LABEL = 36
_GAP = 3
"""Columns of white space that the drawing puts between two columns."""


def show(extraction: Extraction, console: Console, tongue: Tongue) -> None:
    """Print the whole extraction; no line ends in spaces."""
    with console.capture() as captured:
        _show(extraction, console, tongue)
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def _show(extraction: Extraction, console: Console, tongue: Tongue) -> None:
    document = extraction.document
    _show_head(document, console, tongue)
    for question in document.questions:
        _show_text(console, question.label, question.text, tongue.say("question"))
    shown = _show_answers(extraction, console, tongue)
    for table in extraction.tables:
        if table.id not in shown:
            _show_table(table, extraction, console, tongue)
    _show_rest(extraction, console, tongue)
    _show_notices(extraction.notices, console, tongue)
    console.print(Text(summary(extraction, tongue), "bold"))


def summary(extraction: Extraction, tongue: Tongue) -> str:
    """'3 tables, 24 figures; 7 claims: 5 match ✓, 2 mismatch ✗'."""
    count = Counter(finding.verdict for finding in extraction.findings)
    verdicts = [f"{count[each]} {tongue.say(f'count {each}')} {mark}" for each, mark in MARKS.items() if count[each]]
    figures = sum(record.status == "number" for record in extraction.records)
    text = f"{tongue.count(len(extraction.tables), 'table')}, {tongue.count(figures, 'figure')}"
    return f"{text}; {tongue.count(sum(count.values()), 'claim')}{': ' if verdicts else ''}{', '.join(verdicts)}"


def clean(text: str) -> str:
    """The text without control characters: a PDF must not steer the terminal, nor end a batch by its file's name."""
    return _CONTROLS.sub("", whole(text))


def _show_head(document: Document, console: Console, tongue: Tongue) -> None:
    year = document.zittingsjaar or tongue.say("year unknown")
    number = tongue.say("numbered", number=str(document.number), year=year) if document.number else ""
    console.print(Text(clean(document.title or number or document.id), "bold"))
    grid = Drawn.grid(padding=(0, 2))
    lines = [
        ("number", f"{document.number} ({year})" if document.number else None),
        ("author", document.author),
        ("date", tongue.day(document.date) if document.date else None),
        *(("minister", ", ".join(p for p in (m.name, m.title) if p)) for m in document.ministers),
        ("answered on", tongue.day(document.answered_on) if document.answered_on else None),
        ("annexes", "; ".join(annex.title for annex in document.annexes)),
        ("pages", str(document.pages)),
    ]
    for code, text in lines:
        if text:
            grid.add_row(Text(tongue.say(code), "dim"), Text(clean(text)))
    console.print(grid)
    _show_text(console, None, document.introduction, "")


def _show_text(console: Console, label: str | None, text: str | None, heading: str) -> None:
    if heading:
        console.print(Text(f"\n{heading} {clean(label)}" if label else f"\n{heading}", "bold"))
    if text:
        console.print(Padding(Text(clean(text)), (0, 0, 0, 2)))


def _show_answers(extraction: Extraction, console: Console, tongue: Tongue) -> set[str]:
    """Print the answers, each with its tables and claims; return the ids of the tables shown."""
    document = extraction.document
    tables = {table.id: table for table in extraction.tables}
    shown: set[str] = set()
    _show_text(console, None, document.preamble, tongue.say("preamble") if document.preamble else "")
    for answer in document.answers:
        own = [tables[name] for name in answer.tables if name in tables and name not in shown]
        heading, told = tongue.say("answer heading"), 0
        for table in sorted(own, key=lambda t: t.offset or 0):
            end = max(told, table.offset or 0)
            _show_text(console, answer.label, answer.text[told:end].strip(), heading)
            _show_table(table, extraction, console, tongue)
            shown.add(table.id)
            console.print()
            heading, told = "", end
        _show_text(console, answer.label, answer.text[told:].strip(), heading)
        for finding in _of_answer(extraction.findings, answer):
            _show_finding(_line(finding, tables, tongue), console)
    _show_text(console, None, document.closing, tongue.say("closing") if document.closing else "")
    return shown


def _of_answer(findings: Sequence[Finding], answer: Answer) -> Iterator[Finding]:
    for finding in findings:
        if isinstance(finding.target, ProseRef) and finding.target.answer == answer.label:
            yield finding


def _show_rest(extraction: Extraction, console: Console, tongue: Tongue) -> None:
    """Print the claims of sentences whose answer is not among the answers: nothing found goes unsaid."""
    tables = {table.id: table for table in extraction.tables}
    labels = {answer.label for answer in extraction.document.answers}
    for finding in extraction.findings:
        if isinstance(finding.target, ProseRef) and finding.target.answer not in labels:
            _show_finding(_line(finding, tables, tongue), console)


def _show_table(table: Table, extraction: Extraction, console: Console, tongue: Tongue) -> None:
    marks = {place: verdicts[0] for place, verdicts in verdicts_by_cell(extraction.findings, targets_only=True).items()}
    several = "page several" if len(table.pages) > 1 else "page one"
    pages = table.sheet or tongue.say(several, page=", ".join(map(str, table.pages)))
    told = table.offset is not None  # its lead-in stands right above, in the answer's text
    name = (table.caption if told else table.title) or tongue.say("untitled table", id=table.id)
    caption = Text(clean(name), "bold").append(f" [{table.id}, {pages}]", "not bold dim")
    console.print(Padding(caption, (1, 0, 0, 2)))
    if table.caption and table.lead_in and not told:
        console.print(Padding(Text(clean(table.lead_in), "dim"), (0, 0, 0, 2)))
    blocks = column_blocks(table, console.width - 4)
    for block in blocks:
        if len(blocks) > 1:
            told_columns = tongue.say("columns", first=block[0] + 1, last=block[-1] + 1, count=len(table.columns))
            console.print(Text(f"  {told_columns}", "dim"))
        console.print(Padding(_drawing(table, block, marks), (0, 0, 0, 2)))
    for note in [*table.footnotes, *unplaced_texts(table)]:
        console.print(Padding(Text(clean(note), "dim"), (0, 0, 0, 2)))
    for line in _lines([f for f in extraction.findings if f.table == table.id], extraction, tongue):
        _show_finding(line, console)


@dataclass(frozen=True, slots=True)
class _Line:
    """A claim as one line, with its mark and what is to be said below it."""

    verdict: Verdict
    text: str
    below: tuple[str, ...]


def _line(finding: Finding, tables: Tables, tongue: Tongue, others: str = "") -> _Line:
    target = finding.target
    name = target.text if isinstance(target, ProseRef) else cell_name(tables[target.table], target.row, target.column)
    below = tuple(explanations(finding, tables, tongue))
    return _Line(finding.verdict, f"{name}: {arithmetic(finding, tables, tongue)}{others}", below)


def _lines(findings: Sequence[Finding], extraction: Extraction, tongue: Tongue) -> list[_Line]:
    """The claims as lines; those on one column that are no totals and all hold take one line."""
    tables = {table.id: table for table in extraction.tables}
    alike: dict[tuple[object, ...], list[Finding]] = {}
    lines: list[_Line] = []
    for finding in findings:
        if finding.kind not in (*_TOTALS, "prose") and finding.verdict in ("match", "rounding"):
            columns = tuple((ref.table, ref.column) for ref in cells_of(finding))
            alike.setdefault((finding.kind, columns), []).append(finding)
        else:
            lines.append(_line(finding, tables, tongue))
    for held in alike.values():
        others = f" {tongue.count(len(held) - 1, 'alike')}" if len(held) > 1 else ""
        lines.append(_line(held[0], tables, tongue, others))
    return lines


def show_findings(name: str, extraction: Extraction, console: Console, tongue: Tongue) -> None:
    """Print a document's mismatches, the ten claims at most that most deserve a look, and how many there are in all."""
    tables = {table.id: table for table in extraction.tables}
    wrong = [finding for finding in extraction.findings if finding.verdict == "mismatch"]
    doubtful = sorted((f for f in extraction.findings if f not in wrong), key=lambda f: -f.attention)
    doubtful = [finding for finding in doubtful if finding.attention >= LOOK][:MOST]
    with console.capture() as captured:
        console.print(Text(clean(name), "bold"))
        for finding in wrong:
            below = explanations(finding, tables, tongue)
            _show_finding(_Line(finding.verdict, sentence(finding, tables, tongue), tuple(below)), console)
        if doubtful:
            console.print(Text(f"  {tongue.say('worth a look')}", "bold"))
        for finding in doubtful:
            _show_finding(_Line(finding.verdict, sentence(finding, tables, tongue), ()), console)
        console.print(Text(summary(extraction, tongue), "bold"))
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def show_all_findings(
    name: str, extraction: Extraction, findings: Sequence[Finding], console: Console, tongue: Tongue
) -> None:
    """Print findings of a document in their order, folded as `show` folds them, and how many there are in all."""
    with console.capture() as captured:
        console.print(Text(clean(name), "bold"))
        for line in _lines(findings, extraction, tongue):
            _show_finding(line, console)
        console.print(Text(summary(extraction, tongue), "bold"))
    console.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def column_blocks(table: Table, width: int) -> list[list[int]]:
    """The columns in as few runs as fit `width` (characters): no figure is ever cut or folded."""
    labels = sum(
        min(_WIDEST_LABEL, max([len(table.stub[i]) if i < len(table.stub) else 0, *map(len, texts)])) + _GAP
        for i, texts in enumerate(zip(*(row.label for row in table.rows), strict=True))
    )
    blocks: list[list[int]] = [[]]
    used = labels
    for column, heading in enumerate(table.columns):
        texts = [row.cells[column].text or "" for row in table.rows]
        # A figure keeps its line; words may wrap, at some width.
        needed = max([2, *map(_word, heading.path), *(min(len(text), 24) + 2 for text in texts)]) + _GAP
        if blocks[-1] and used + needed > width:
            blocks.append([])
            used = labels
        blocks[-1].append(column)
        used += needed
    return [block for block in blocks if block]


def _word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _drawing(table: Table, block: Sequence[int], marks: dict[Place, Verdict]) -> Drawn:
    drawn = Drawn(box=SIMPLE_HEAD, pad_edge=False, show_header=bool(table.header_rows or any(table.stub)))
    width = label_width(table)
    for text in [*table.stub, *[""] * width][:width]:
        drawn.add_column(Text(clean(text)), max_width=_WIDEST_LABEL, overflow="fold", vertical="bottom")
    for column in block:
        printed = [row.cells[column].status for row in table.rows if row.cells[column].text]
        words = 2 * printed.count("text") > len(printed)
        heading = Text(clean("\n".join(table.columns[column].path)))
        drawn.add_column(heading, justify="left" if words else "right", overflow="fold", vertical="bottom")
    marked = {column for table_id, _, column in marks if table_id == table.id}
    for r, row in enumerate(table.rows):
        cells = [_cell(row.cells[c].text, marks.get((table.id, r, c)), padded=c in marked) for c in block]
        style = {"body": "", "section": "italic"}.get(row.kind, "bold")
        drawn.add_row(*(Text(clean(text)) for text in row.label), *cells, style=style)
    return drawn


def _cell(text: str | None, verdict: Verdict | None, *, padded: bool) -> Text:
    """The printed text and its mark; cells without one keep its place, so that figures stay aligned."""
    drawn = Text(clean(text or ""))
    if verdict:
        return drawn.append(f" {MARKS[verdict]}", STYLES[verdict])
    return drawn.append("\u00a0\u00a0") if padded and text else drawn


def _show_finding(line: _Line, console: Console) -> None:
    grid = Drawn.grid(padding=(0, 1))
    grid.add_row(Text(MARKS[line.verdict], STYLES[line.verdict]), Text(clean(line.text)))
    for text in line.below:
        grid.add_row("", Text(clean(text), "dim"))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _show_notices(notices: Sequence[Notice], console: Console, tongue: Tongue) -> None:
    if notices:
        console.print(Text(f"\n{tongue.say('notices')}", "bold"))
    for notice in notices:
        box = f", {tongue.say('box', box=box_text(notice.box))}" if notice.box else ""
        page = f"{tongue.say('page one', page=notice.page)}{box}: " if notice.page else ""
        console.print(Padding(Text(clean(f"{page}{notice.message} [{notice.code}]")), (0, 0, 0, 2)))
    console.print()
