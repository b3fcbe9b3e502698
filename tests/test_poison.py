"""Documents made to hurt: each ends in quarantine or as a failure with its reason, and all others are read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_ingest import GOOD, PERIOD, Desk, document, pdf, poison, question
from tests.twin import Twin, serving

pytestmark = pytest.mark.nightly


def looping_tree() -> bytes:
    """Pages whose kids are the pages themselves."""
    return document(b"BT ET").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


def inflating(gigabytes: int = 6) -> bytes:
    """A stream of some megabytes that inflates to many gigabytes."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 24)
    parts = [packer.compress(block) for _ in range(gigabytes << 6)]
    return document(b"".join([*parts, packer.flush()]), b"/Filter/FlateDecode")


def nested(depth: int = 200_000) -> bytes:
    """Arrays in arrays, deeper than any reader recurses."""
    return document(b"BT " + b"[" * depth + b"]" * depth + b" TJ ET")


def nested_state(depth: int = 500_000) -> bytes:
    return document(b"q " * depth + b"BT /F 1 Tf (x) Tj ET " + b"Q " * depth)


@pytest.fixture
def twin() -> Iterator[Twin]:
    made = Twin(questions=[question(n, pdf(name, n)) for n, name in enumerate(GOOD, start=1)])
    made.questions += [
        question(n, data)
        for n, data in enumerate([looping_tree(), inflating(), nested(), nested_state(), poison()], start=91)
    ]
    with serving(made) as running:
        yield running


def test_poison_is_told_and_all_others_are_read(tmp_path: Path, twin: Twin, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path, twin)
    assert desk.run("ingest", *PERIOD, "--seconds", "8", "--megabytes", "1500") == 2
    told = capsys.readouterr()
    assert "9 read" in told.out, "half a million saved states are long, and no harm"
    for number in (91, 92, 93, 95):
        assert f"schv/{1000 + number}" in told.err, f"{number}: {told.err}"
    figures = desk.export()["figures.csv"].decode()
    assert all(f"pfile?id={10 * n}," in figures for n in range(1, len(GOOD) + 1))
