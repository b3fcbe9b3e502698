"""The command line: what it prints, where it writes, how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import cli
from extractor.cli import checking, reading
from extractor.errors import NotAPdf, UsageError
from extractor.record import Extraction
from tests.factories import extraction, sound


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """A reader by file name: bad.pdf fails, sound.pdf has no mismatch, any other has one."""
    calls: list[dict[str, object]] = []

    def read(source: Path, **options: object) -> Extraction:
        calls.append({"source": source, **options})
        if source.name == "bad.pdf":
            raise NotAPdf(str(source), "no PDF: it begins with '<html>'", "Fetch it again")
        if source.name == "defect.pdf":
            raise ValueError("a defect")
        if source.name == "usage.pdf":
            raise UsageError("no glyph source is called 'x'")
        return sound() if source.name == "sound.pdf" else extraction()

    monkeypatch.setattr(reading, "read", read)
    monkeypatch.setattr(checking, "read", read)
    return calls


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["sound.pdf"], 0),
        (["wrong.pdf"], 1),
        (["sound.pdf", "wrong.pdf"], 1),
        (["bad.pdf"], 2),
        (["bad.pdf", "wrong.pdf"], 2),
        (["wrong.pdf", "defect.pdf", "sound.pdf"], 2),
    ],
)
def test_the_exit_code_tells_the_worst_of_the_batch(files: list[str], code: int) -> None:
    assert cli.main(["read", *files]) == code


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["write", "x.pdf"],
        ["read", "x.pdf", "--decimal", "dot"],
        ["read", "x.pdf", "--glyphs", "ocr"],
        ["read", "--unknown", "x.pdf"],
        ["schema", "nothing"],
        ["read", "usage.pdf"],
        ["read", "x.pdf", "--out", __file__],
    ],
)
def test_wrong_usage_exits_with_64(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 64
    assert capsys.readouterr().err.startswith("usage: extractor")


def test_a_batch_goes_on_after_a_bad_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["read", "bad.pdf", "sound.pdf", "--out", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr()
    assert printed.err == "extractor: bad.pdf: no PDF: it begins with '<html>'. Fetch it again\n"
    assert "Sessies – Stand van zaken (2)" in printed.out
    assert (tmp_path / "out" / "figures.csv").exists()


def test_json_of_one_file_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["read", "wrong.pdf", "--json"])
    assert Extraction.model_validate_json(capsys.readouterr().out) == extraction()


def test_json_of_several_files_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["read", "wrong.pdf", "sound.pdf", "--json"])
    lines = capsys.readouterr().out.splitlines()
    assert [len(json.loads(line)["findings"]) for line in lines] == [9, 8]


def test_out_writes_every_file_and_says_which(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    cli.main(["read", "sound.pdf", "--out", str(tmp_path), "--decimal", "comma"])
    assert "figures.csv" in capsys.readouterr().out.split("Written:")[1]
    assert sorted(p.name for p in tmp_path.rglob("*.*") if p.is_file()) == [
        "document.json",
        "figures.csv",
        "findings.csv",
        "sv-1027-2020-2021.xlsx",
        "table-t1.csv",
        "table-t2.csv",
    ]
    assert b"question_number;zittingsjaar" in (tmp_path / "figures.csv").read_bytes()


def test_json_with_out_prints_nothing_but_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    cli.main(["read", "sound.pdf", "--json", "--out", str(tmp_path)])
    assert json.loads(capsys.readouterr().out)["document"]["number"] == 1027


def test_options_reach_the_reader(reader: list[dict[str, object]]) -> None:
    chosen = ["--glyphs", "pdfplumber", "--password", "geheim", "--language", "nl", "--disclose", "--annex", "a.xlsx"]
    cli.main(["read", "sound.pdf", *chosen])
    assert reader == [
        {
            "source": Path("sound.pdf"),
            "glyphs": "pdfplumber",
            "password": "geheim",
            "disclose": True,
            "annexes": (Path("a.xlsx"),),
        }
    ]


def test_schema_prints_a_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Extraction"
    assert cli.main(["schema", "figures"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "FigureRow"


def test_python_m_extractor_works_whatever_the_code_page() -> None:
    command = [sys.executable, "-m", "extractor", "read", "no-such-file.pdf"]
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONIOENCODING": "ascii"}, check=False)
    assert done.returncode == 2
    assert "no-such-file.pdf: no such file" in done.stderr
