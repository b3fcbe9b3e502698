"""The three services, with every oddity that they have, against a real server on this machine."""

from __future__ import annotations

import dataclasses
import io
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

import pytest

from extractor.errors import AddressError, FetchError, UsageError
from extractor.parliament import (
    Attempt,
    Client,
    Filters,
    Settings,
    address_of,
    discover,
    kind_of,
    questions,
    settings_from,
)
from extractor.parliament.client import retry_after
from extractor.parliament.opendata import parsed
from tests.twin import Twin, TwinFile, TwinQuestion, serving

PDF = b"%PDF-1.7 test"
SEPTEMBER = Filters(Date(2021, 9, 1), Date(2021, 9, 30))


@pytest.fixture
def twin() -> Iterator[Twin]:
    with serving(Twin()) as running:
        yield running


def settings(twin: Twin) -> Settings:
    given = tomllib.loads(twin.settings())
    return dataclasses.replace(Settings(), **{**given, "hosts": tuple(given["hosts"]), "pause": 0.0, "timeout": 1.0})


def question(number: int, *, day: Date = Date(2021, 9, 10), files: int = 1, **more: str) -> TwinQuestion:
    made = [TwinFile(10 * number + i, PDF, annex=i > 0, title=f"bijlage {i}") for i in range(files)]
    return TwinQuestion(1000 + number, number, made, day=day, **more)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("https://docs.vlaamsparlement.be/pfile?id=1751486", "pfile", 1751486),
        ("https://docs.vlaamsparlement.be/files/pfile?id=1751486", "pfile", 1751486),
        ("https://www.vlaamsparlement.be/parlementaire-documenten/schriftelijke-vragen/1549657", "schv", 1549657),
        ("https://www.vlaamsparlement.be/nl/parlementair-werk/x/schriftelijke-vragen/1549657/", "schv", 1549657),
        ("http://ws.vlpar.be/e/opendata/schv/1549657", "schv", 1549657),
    ],
)
def test_any_address_that_people_paste_is_understood(text: str, kind: str, number: int) -> None:
    found = address_of(f" {text}\n", Settings())
    assert (found.kind, found.id) == (kind, number)


@pytest.mark.parametrize(
    "text", ["https://example.org/pfile?id=1", "1549657", "https://docs.vlaamsparlement.be/pfile", ""]
)
def test_another_address_is_told(text: str) -> None:
    with pytest.raises(AddressError, match="not an address of a written question"):
        address_of(text, Settings())


def test_faults_that_pass_are_tried_again(twin: Twin) -> None:
    twin.questions = [question(1)]
    twin.faults["pfile"] = ["503", "429", "cut"]
    attempts: list[Attempt] = []
    with Client(settings(twin), attempts.append) as client:
        answer = client.get(f"{twin.base}/pfile?id=10")
        again = client.get(f"{twin.base}/pfile?id=10", etag=answer.etag)
    assert answer.data == PDF
    assert (again.status, again.data) == (304, b"")
    assert [a.status for a in attempts] == [503, 429, 200, 200, 304]
    assert all(agent.startswith("extractor/") and "(" in agent for agent in twin.agents)


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("403", "access refused"), ("404", "no such document"), ("500", "the service answers 500"),
        ("slow", "no whole answer"), ("elsewhere", "'localhost' is not allowed"), ("loop", "more redirects"),
        ("huge", "larger than 20 MB"), ("endless", "larger than 20 MB"), ("bomb", "larger than 20 MB"),
    ],
)  # fmt: skip
def test_faults_that_stay_are_told_with_the_address(twin: Twin, fault: str, problem: str) -> None:
    twin.faults["pfile"] = [fault] * 4
    address = f"{twin.base}/pfile?id=10"
    with Client(settings(twin)) as client, pytest.raises(FetchError, match=problem):
        client.get(address)


def test_no_host_but_those_allowed_is_asked_and_none_on_a_private_network(twin: Twin) -> None:
    with Client(settings(twin)) as client, pytest.raises(FetchError, match=r"'example\.org' is not allowed"):
        client.get("https://example.org/x")
    inside = dataclasses.replace(settings(twin), private=False, hosts=("localhost",))
    with Client(inside) as client, pytest.raises(FetchError, match="private network"):
        client.get("https://localhost/x")
    with Client(inside) as client, pytest.raises(FetchError, match="no encrypted address"):
        client.get("http://localhost/x")


def test_retry_after_is_a_number_or_a_date() -> None:
    assert retry_after("7") == 7
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after("soon") is None
    assert retry_after(None) is None


@pytest.mark.parametrize("strings", [False, True])
def test_a_search_gives_each_question_once_with_all_its_files(twin: Twin, strings: bool) -> None:
    twin.strings = strings
    twin.questions = [question(n, files=1 + n % 3) for n in range(150)]
    with Client(settings(twin)) as client:
        hits = discover(client, SEPTEMBER)
    assert [hit.schv for hit in hits] == [1000 + n for n in range(150)]
    assert [len(hit.files) for hit in hits] == [1 + n % 3 for n in range(150)]
    assert hits[0].metatags["thema"] == {"Economie", "Overheid"}


def test_a_period_with_more_hits_than_the_service_gives_is_cut(twin: Twin) -> None:
    twin.cap = 200
    twin.questions = [question(n, day=Date(2021, 9, 1) + timedelta(n % 30)) for n in range(900)]
    with Client(settings(twin)) as client:
        assert len(discover(client, SEPTEMBER)) == 900


def test_a_day_with_more_hits_than_the_service_gives_is_told(twin: Twin) -> None:
    twin.cap, twin.leaks = 100, False
    twin.questions = [question(n) for n in range(150)]
    told: list[str] = []
    with Client(settings(twin)) as client:
        assert len(discover(client, SEPTEMBER, on_notice=told.append)) == 100
    assert "150 hits on one day" in told[0]


def test_what_is_published_while_one_reads_is_found_and_nothing_is_lost(twin: Twin) -> None:
    twin.questions = [question(n) for n in range(250)]
    twin.arrivals = [question(n) for n in (300, 301)]
    with Client(settings(twin)) as client:
        assert len(discover(client, SEPTEMBER)) == 252


def test_filters_look_at_the_metatags(twin: Twin) -> None:
    twin.questions = [question(1), question(2, theme="Wonen"), question(3, minister="Diependaele, Matthias")]
    with Client(settings(twin)) as client:
        for filters, wanted in (
            (dataclasses.replace(SEPTEMBER, theme="economie"), [1001, 1003]),
            (dataclasses.replace(SEPTEMBER, minister="Hilde Crevits"), [1001, 1002]),
            (dataclasses.replace(SEPTEMBER, author="Vreese", theme="Wonen"), [1002]),
        ):
            assert [hit.schv for hit in discover(client, filters)] == wanted


def test_a_search_that_answers_with_a_page_is_told(twin: Twin) -> None:
    twin.faults["api"] = ["html"]
    with Client(settings(twin)) as client, pytest.raises(FetchError, match="something else than JSON"):
        discover(client, SEPTEMBER)


@pytest.mark.parametrize("xml", [False, True])
@pytest.mark.parametrize("ids", [[1001], [1001, 1002, 1077]])
def test_open_data_are_read_in_json_and_in_xml(twin: Twin, xml: bool, ids: list[int]) -> None:
    twin.xml = xml
    twin.questions = [question(1, files=3, status="Laattijdig beantwoord"), question(2)]
    with Client(settings(twin)) as client:
        found = questions(client, ids)
    assert sorted(found) == [id for id in ids if id != 1077]
    info = found[1001]
    assert (info.number, info.author, info.ministers) == (1, "Maaike De Vreese", ("Hilde Crevits",))
    assert (info.themes, info.zittingsjaar) == (("Economie",), "2020-2021")
    assert (info.asked_on, info.answered_on) == (Date(2021, 9, 10), Date(2021, 10, 8))
    assert [(f.url[-2:], f.annex, f.title) for f in info.files] == [
        ("10", False, None), ("11", True, "bijlage 1"), ("12", True, "bijlage 2"),
    ]  # fmt: skip
    assert "niemand kent" in info.raw


def test_an_xml_bomb_is_refused() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a><id>1</id><titel>&c;</titel></a>'
    )
    with pytest.raises(FetchError, match="neither JSON nor XML"):
        parsed(bomb, "http://x")


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "content_type", "kind"),
    [
        (b"\n%PDF-1.4", "application/octet-stream", "pdf"), (zipped("xl/workbook.xml"), "", "xlsx"),
        (zipped("word/document.xml"), "application/octet-stream", "docx"), (b"PK broken", "", "other"),
        (OLE + "Workbook".encode("utf-16-le"), "", "xls"), (OLE + "WordDocument".encode("utf-16-le"), "", "doc"),
        (b"{\\rtf1", "text/plain", "rtf"), (b"\xef\xbb\xbf <!DOCTYPE html>", "application/pdf", "html"),
        (b"?", "application/msword; x", "doc"), (b"?", "", "other"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_bytes(data: bytes, content_type: str, kind: str) -> None:
    assert kind_of(data, content_type) == kind


def test_settings_come_from_a_file_and_say_what_they_do_not_know(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text('pause = 1\nhosts = ["a.be"]\n')
    assert (settings_from(path).pause, settings_from(path).hosts) == (1.0, ("a.be",))
    for text, problem in (
        ("pauze = 1", "is no setting"),
        ("pause = 'x'", "must be like"),
        ("pause =", "cannot be read"),
    ):
        path.write_text(text)
        with pytest.raises(UsageError, match=problem):
            settings_from(path)
