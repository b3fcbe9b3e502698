"""Whole runs against the twin: what is archived, read, skipped, retried, put in quarantine and exported."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path

import pytest
import sqlalchemy
from openpyxl import Workbook

from extractor import cli
from extractor.archive import Blobs, Ledger
from extractor.ingest.interrupt import heeded
from tests import postgres
from tests.twin import Twin, TwinFile, TwinQuestion, serving

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
GOOD = (
    "question-1027", "landscape", "shares", "suppressed", "non-additive", "wrong-total", "side-by-side", "turned-header",
)  # fmt: skip
PERIOD = ("--from", "2021-09-01", "--to", "2021-09-30")


def pdf(name: str, number: int = 0) -> bytes:
    """A fixture; a number makes its bytes another file's."""
    return (FIXTURES / f"{name}.pdf").read_bytes() + (f"\n% {number}\n".encode() if number else b"")


def question(number: int, data: bytes, *, day: Date = Date(2021, 9, 10)) -> TwinQuestion:
    return TwinQuestion(1000 + number, number, [TwinFile(10 * number, data)], day=day)


@pytest.fixture
def twin() -> Iterator[Twin]:
    made = Twin(questions=[question(n, pdf(name, n)) for n, name in enumerate(GOOD, start=1)])
    with serving(made) as running:
        yield running


class Desk:
    """A folder with an archive and the twin's settings, and the commands on it."""

    def __init__(self, folder: Path, twin: Twin, database: str | None = None) -> None:
        self.folder, self.archive = folder, folder / "archive"
        self.database = database
        self.settings = twin.write_settings(folder)
        self.place = ["--archive", str(self.archive), *(["--database", database] if database else [])]

    def command(self, name: str, *arguments: str) -> list[str]:
        running = ["--settings", self.settings, "--workers", "2", "--quiet"] if name in ("ingest", "retry") else []
        return [name, *arguments, *self.place, *running]

    def run(self, name: str, *arguments: str) -> int:
        return cli.main(self.command(name, *arguments))

    def ledger(self) -> Ledger:
        return Ledger(self.database) if self.database else Ledger.at(self.archive)

    def export(self, name: str = "out") -> dict[str, bytes]:
        """Every file of an export by its path, read back."""
        out = self.folder / name
        assert self.run("export", "--format", "csv", "--out", str(out)) == 0
        return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str | None:
    """No address for SQLite, or that of a new PostgreSQL database."""
    if request.param == "sqlite":
        return None
    address: str = request.getfixturevalue("cluster")
    name = f"t{uuid.uuid4().hex}"
    engine = sqlalchemy.create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{address}/{name}"


@pytest.fixture
def desk(tmp_path: Path, twin: Twin, database: str | None) -> Desk:
    return Desk(tmp_path, twin, database)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_period_is_found_fetched_read_and_exported(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("ingest", *PERIOD) == 1
    assert "8 found, 8 fetched, 8 read" in capsys.readouterr().out
    exported = desk.export()
    figures = rows(exported["figures.csv"])
    assert len({row["sha256"] for row in figures}) == 8
    assert all(row["source_address"].startswith("http://127.0.0.1") for row in figures)
    assert {row["verdict"] for row in rows(exported["findings.csv"])} >= {"match", "mismatch", "consistent"}
    assert desk.run("status", "--verify") == 0
    assert "files: all whole" in capsys.readouterr().out


def test_the_second_run_asks_the_search_and_nothing_else(
    desk: Desk, twin: Twin, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.run("ingest", *PERIOD)
    first = desk.export("one")
    twin.requests.clear()
    capsys.readouterr()
    assert desk.run("ingest", *PERIOD) == 0
    assert set(twin.requests) == {"api"}
    assert "0 fetched, 0 read" in capsys.readouterr().out
    assert desk.export("two") == first


def test_a_late_answer_and_a_new_annex_are_found(desk: Desk, twin: Twin) -> None:
    late = question(20, pdf("no-answer-yet", 20))
    late.status = "Vraag gesteld aan de minister"
    twin.questions.append(late)
    desk.run("ingest", *PERIOD)
    late.files, late.status = [TwinFile(201, pdf("landscape", 20))], "Laattijdig beantwoord"
    twin.questions[0].files.append(TwinFile(11, spreadsheet(), annex=True, title="cijfers.xlsx"))
    twin.requests.clear()
    desk.run("ingest", *PERIOD)
    assert twin.requests["pfile"] == 3
    figures = rows(desk.export()["figures.csv"])
    assert any(row["sheet"] == "cijfers.xlsx > blad" and row["address"] == "B2" for row in figures)
    assert any(row["source_address"].endswith("id=201") for row in figures)


def spreadsheet() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "blad"
    for row in (["Gemeente", "n"], ["Aalst", 12], ["Gent", 30], ["Totaal", 42]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_links_lists_files_and_folders_are_sources_too(
    desk: Desk, twin: Twin, capsys: pytest.CaptureFixture[str]
) -> None:
    links = desk.folder / "links.csv"
    links.write_text(
        f"nr;adres\n1;{twin.base}/pfile?id=10\n2;{twin.base}/parlementaire-documenten/schriftelijke-vragen/1002\n"
        "3;https://example.org/x\n",
        encoding="utf-8",
    )
    folder = desk.folder / "pdfs"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf("shares"))
    code = desk.run("ingest", str(links), f"{twin.base}/e/opendata/schv/1003", str(folder), "nothing.pdf")
    told = capsys.readouterr()
    assert code == 2
    assert "4 found, 4 fetched, 4 read" in told.out
    assert "links.csv, line 4: https://example.org/x: not an address" in told.err
    assert "nothing.pdf: no such file" in told.err


def test_what_fails_says_why_and_is_tried_again(desk: Desk, twin: Twin, capsys: pytest.CaptureFixture[str]) -> None:
    twin.questions += [
        question(31, b"<html>nee</html>"), question(32, pdf("scan", 32)), question(33, b"{\\rtf1 x}"),
        question(34, pdf("encrypted", 34)),
    ]  # fmt: skip
    twin.faults["/pfile?id=10"] = ["503"] * 4
    twin.questions[1].files.append(TwinFile(21, b"x", annex=True))
    twin.faults["/pfile?id=21"] = ["404"]
    assert desk.run("ingest", *PERIOD) == 2
    told = capsys.readouterr().err
    for text in (
        "the service answers 503 (4 attempts)", "an HTML page in place of the file", "OCRmyPDF", "no PDF among its files (rtf)",
        "encrypted", "an annex could not be fetched",
    ):  # fmt: skip
        assert text in told, text
    assert desk.run("status") == 2
    capsys.readouterr()
    desk.run("retry")
    told = capsys.readouterr()
    assert "503" not in told.err and "annex" not in told.err
    assert "2 read" in told.out


def test_a_document_that_takes_too_long_is_put_in_quarantine_and_the_rest_is_read(
    desk: Desk, twin: Twin, capsys: pytest.CaptureFixture[str]
) -> None:
    twin.questions.append(question(41, poison()))
    assert desk.run("ingest", *PERIOD, "--seconds", "4") == 2
    told = capsys.readouterr()
    assert "8 read" in told.out
    assert "quarantined: schv/1041" in told.err and "took more than 4 s" in told.err
    assert desk.run("ingest", *PERIOD, "--seconds", "4") == 2, "it stays there, and is not tried again by itself"
    assert "0 read" in capsys.readouterr().out


def test_more_pages_than_a_document_may_have_are_not_read(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.run("ingest", *PERIOD, "--pages", "1")
    assert "more than 1 pages" in capsys.readouterr().err


def poison(words: int = 900_000) -> bytes:
    """A page with more words than anybody reads."""
    text = b"BT /F 1 Tf 1 0 0 1 10 10 Tm " + b"(12 )Tj 1 1 Td " * words + b"ET"
    return document(text)


def document(content: bytes, filters: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def test_the_metadata_of_the_pdf_and_of_the_open_data_are_compared(desk: Desk) -> None:
    desk.run("ingest", *PERIOD)
    out = desk.folder / "json"
    desk.run("export", "--format", "json", "--out", str(out), "--author", "de vreese")
    documents = [json.loads(path.read_text()) for path in out.rglob("document.json")]
    (own,) = [d for d in documents if d["document"]["number"] == 1027]
    told = [n["message"] for n in own["notices"] if n["code"] == "metadata-differs"]
    assert any(text.startswith("number: the PDF has '1027', the open data have '1'") for text in told)
    assert own["document"]["themes"] == ["Economie"]
    assert own["document"]["page_url"].endswith("/schriftelijke-vragen/1001")


def test_a_review_by_a_person_survives_the_next_run(desk: Desk) -> None:
    desk.run("ingest", *PERIOD)
    ledger = desk.ledger()
    ledger.review("ab/t1/0/0", "gecontroleerd", by="An", on="2026-01-02")
    ledger.close()
    desk.run("ingest", *PERIOD, "--again")
    ledger = desk.ledger()
    assert ledger.reviews() == {"ab/t1/0/0": "gecontroleerd"}
    ledger.close()


def test_a_damaged_file_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.run("ingest", *PERIOD)
    path = next((desk.archive / "files").glob("*/*"))
    path.write_bytes(b"other")
    assert desk.run("status", "--verify") == 2
    assert "damaged" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["ingest"], ["ingest", "--theme", "Wonen"], ["ingest", "--from", "2021-13-01"], ["status", "--archive", "none"],
     ["ingest", "--from", "2021-09-02", "--to", "2021-09-01"], ["ingest", "x.pdf", "--settings", "none.toml"],
     ["ingest", "x.pdf", "--database", "nonsense"], ["ingest", "x.pdf", "--megabytes", "20"],
     ["ingest", "x.pdf", "--workers", "0"]],
)  # fmt: skip
def test_wrong_usage_exits_with_64(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 64


def start(desk: Desk) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor", *desk.command("ingest", *PERIOD)]
    # pytest may itself run in the background, and its children would ignore Ctrl-C
    hears = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, hears)


def children(process: subprocess.Popen[bytes]) -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        return [int(part) for part in path.read_text().split()]
    except OSError:
        return []


@pytest.mark.parametrize("moment", [0.8, 1.6, 2.4])
def test_a_run_that_is_killed_goes_on_where_it_stopped(
    tmp_path: Path, twin: Twin, database: str | None, moment: float
) -> None:
    (tmp_path / "calm").mkdir()
    (tmp_path / "killed").mkdir()
    calm, killed = Desk(tmp_path / "calm", twin), Desk(tmp_path / "killed", twin, database)
    calm.run("ingest", *PERIOD)
    process = start(killed)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    killed.run("ingest", *PERIOD)
    assert killed.run("status", "--verify") == 0
    assert killed.export() == calm.export()
    assert not list((killed.archive / "files").glob("*/.partial-*"))


def under_way(desk: Desk, process: subprocess.Popen[bytes], files: int) -> bool:
    """True once so many files are in the archive; False where the run ends first."""
    while process.poll() is None:
        if len(list((desk.archive / "files").glob("*/*"))) >= files:
            return True
        time.sleep(0.02)
    return False


def test_a_worker_that_is_killed_costs_no_document(tmp_path: Path, twin: Twin) -> None:
    desk = Desk(tmp_path, twin)
    twin.questions += [question(n, pdf("question-1027", n)) for n in range(50, 90)]
    process = start(desk)
    assert under_way(desk, process, 12)
    workers = [c for c in children(process) if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
    os.kill(workers[0], signal.SIGKILL)
    assert process.wait(120) == 1, "the batch goes on, with another worker"
    assert desk.run("status", "--verify") == 0
    assert len({row["sha256"] for row in rows(desk.export()["figures.csv"])}) == 48


def test_ctrl_c_ends_cleanly(tmp_path: Path, twin: Twin) -> None:
    desk = Desk(tmp_path, twin)
    twin.questions += [question(n, pdf("question-1027", n)) for n in range(50, 90)]
    process = start(desk)
    assert under_way(desk, process, 12)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    desk.run("ingest", *PERIOD)
    assert desk.run("status", "--verify") == 0


def test_ctrl_c_waits_for_the_step_and_the_second_does_not() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # pytest may itself run in the background
    try:
        with heeded() as asked:
            signal.raise_signal(signal.SIGINT)
            assert asked.is_set()
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_program_in_the_background_goes_on_ignoring_ctrl_c() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with heeded() as asked:
            signal.raise_signal(signal.SIGINT)
        assert not asked.is_set()
    finally:
        signal.signal(signal.SIGINT, before)


def test_files_are_kept_once_and_whole(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files")
    first = blobs.put(b"abc")
    assert blobs.put(b"abc") == first and blobs.path(first).read_bytes() == b"abc"
    (blobs.path(first).parent / ".partial-x").write_bytes(b"ha")
    assert list(blobs.verify()) == []
    assert blobs.clean() == 1
