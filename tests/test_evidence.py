"""What `check` prints and draws, on real documents."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from extractor import cli

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
WRONG = str(FIXTURES / "wrong-total.pdf")


def test_check_prints_the_worst_first_and_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", WRONG, "--language", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].strip().startswith("✗")
    assert "Does not hold." in "".join(lines[1:3])


def test_check_speaks_the_language_of_the_locale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    cli.main(["check", WRONG])
    assert "Klopt niet." in " ".join(capsys.readouterr().out.split())


def test_check_only_shows_the_verdict_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", WRONG, "--only", "mismatch", "--json"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    findings = json.loads(line)["findings"]
    assert findings and {f["verdict"] for f in findings} == {"mismatch"}
    assert cli.main(["check", WRONG, "--only", "non_additive", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_check_as_csv_has_a_row_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", WRONG, str(FIXTURES / "suppressed.pdf"), "--csv", "--decimal", "comma"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter=";"))
    assert {row["verdict"] for row in rows} >= {"mismatch", "consistent"}
    assert all(row["sentence"] and row["page"].isdigit() for row in rows if row["table"])


def test_check_reads_the_pdfs_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.pdf", "deep/a.PDF"):
        (tmp_path / name).write_bytes(Path(WRONG).read_bytes())
    assert cli.main(["check", str(tmp_path), "--json"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(tmp_path)]) == 2
    assert "no PDF in this folder" in capsys.readouterr().err


def test_pictures_show_the_rows_of_a_mismatch(tmp_path: Path) -> None:
    cli.main(["check", WRONG, "--pictures", str(tmp_path)])
    pictures = sorted(tmp_path.glob("*.png"))
    assert [path.name[:24] for path in pictures][:1] == ["wrong-total-mismatch-01-"]
    colours = {colour for _, colour in Image.open(pictures[0]).getcolors(1 << 24) or []}
    assert {(224, 32, 32), (48, 96, 255)} <= colours
