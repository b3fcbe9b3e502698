"""The pictures for whoever works on the reading of tables."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from extractor import cli

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def test_debug_draws_each_page(tmp_path: Path) -> None:
    assert cli.main(["read", str(FIXTURES / "suppressed.pdf"), "--json", "--debug", str(tmp_path / "seen")]) in (0, 1)
    drawn = sorted((tmp_path / "seen").iterdir())
    assert drawn[0].name == "suppressed-page-001.png"
    with Image.open(drawn[-1]) as picture:
        green = sum(count for count, colour in picture.getcolors(1 << 24) if colour == (0, 0xA0, 0x40))
    assert green > 100
