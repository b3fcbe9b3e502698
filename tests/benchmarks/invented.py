"""Invents written questions, sets them with LibreOffice, reads them and scores them.

`python tests/benchmarks/invented.py [COUNT [SEED]]`: tables drawn at random (labels that wrap, header levels, blank
cells, marks) in six styles, each with its truth; in half of the tables one printed total has a digit wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import extractor

SCORER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "sv" / "score.py"
STYLES = ("grid", "narrow", "rules", "book", "plain", "tabs")
NOUNS = [
    "gemeente",
    "project",
    "aanvraag",
    "dossier",
    "subsidie",
    "vergunning",
    "leerling",
    "school",
    "woning",
    "huurder",
    "premie",
    "energie",
    "water",
    "bos",
    "natuur",
    "weg",
    "brug",
    "fiets",
    "trein",
    "haven",
    "kind",
    "ouder",
    "arts",
    "ziekenhuis",
    "bed",
    "opvang",
    "wachtlijst",
    "advies",
    "controle",
    "melding",
    "opleiding",
    "bedrijf",
    "steun",
    "krediet",
    "fonds",
    "erfgoed",
    "museum",
    "theater",
    "club",
    "landbouw",
    "teelt",
    "mest",
    "uitstoot",
    "afval",
]
ADJECTIVES = [
    "Nieuwe",
    "Sociale",
    "Goedgekeurde",
    "Openstaande",
    "Vlaamse",
    "Lokale",
    "Provinciale",
    "Tijdelijke",
    "Erkende",
]
PROVINCES = ("Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen")
ROOM = 17.0
"""Centimetres between the margins of the page."""
BORDER = "0.5pt solid #000000"
XMLNS = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table", "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def words(rng: Random, count: int) -> str:
    return " ".join(rng.choice(NOUNS) for _ in range(count))


def labels(rng: Random, style: str) -> list[str]:
    kind = rng.choice(("provinces", "years", "short", "long"))
    if kind == "provinces":
        return list(PROVINCES)
    count = rng.randint(2, 14)
    if kind == "years":
        return [str(2010 + i) for i in range(count)]
    longest = 1 if kind == "short" or style == "tabs" else 7
    made = (f"{rng.choice(ADJECTIVES)} {words(rng, rng.randint(1, longest))}" for _ in range(count))
    return list(dict.fromkeys(made))


def headers(rng: Random, style: str) -> list[list[str]]:
    levels = 1 if style == "tabs" else rng.choice((1, 1, 2, 3))
    if levels == 1:
        count = rng.randint(1, 5)
        return [[str(2025 - count + i)] for i in range(count)]
    leaves = rng.choice((("aantal", "bedrag"), ("man", "vrouw", "x"), ("sess", "deeln")))
    groups = [str(2025 - n) for n in range(rng.randint(2, 3), 0, -1)]
    top = [words(rng, 2).capitalize()] if levels == 3 else []
    return [[*top, group, leaf] for group in groups for leaf in leaves]


def printed(value: int, places: int, mark: str) -> str:
    """`value` in units of its last decimal place, with the mark between thousands."""
    text = f"{value:0{places + 1}d}"
    whole, fraction = (text[:-places], text[-places:]) if places else (text, "")
    return f"{int(whole):,}".replace(",", mark) + (f",{fraction}" if fraction else "")


def column(rng: Random, count: int, mark: str) -> tuple[list[str | None], str]:
    """The cells of a column, and its total."""
    places, size = rng.choice(((0, 3000), (0, 40), (1, 9999), (2, 900_000_00)))
    cells: list[str | None] = []
    total = 0
    for _ in range(count):
        odds = rng.random()
        if odds < 0.06:
            cells.append(rng.choice((None, "-")))
            continue
        value = rng.randint(1, size)
        total += value
        cells.append(printed(value, places, mark))
    return cells, printed(total, places, mark)


def misprinted(rng: Random, text: str) -> str:
    """A number with one digit wrong."""
    at = rng.choice([i for i, ch in enumerate(text) if ch.isdigit()])
    digit = rng.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def plain(text: str) -> str:
    """A printed number as a Decimal is written."""
    return text.replace(".", "").replace("\u00a0", "").replace(",", ".")


def table(rng: Random, number: int, style: str) -> dict[str, Any]:
    rows, heads = labels(rng, style), headers(rng, style)
    mark = rng.choice((".", ".", "\u00a0", ""))
    columns = [column(rng, len(rows), mark) for _ in heads]
    last = [total for _, total in columns]
    broken = [rng.randrange(len(last))] if rng.random() < 0.5 else []
    for at in broken:
        last[at] = misprinted(rng, last[at])
    return {
        "id": f"t{number}",
        "caption": rng.choice((None, f"Tabel {number}: {words(rng, 3)}")),
        "columns": heads,
        "row_labels": [*rows, "Totaal"],
        "cells": [*([cells[i] for cells, _ in columns] for i in range(len(rows))), last],
        "totals": [{"printed": plain(last[at]), "verdict": "mismatch"} for at in broken],
    }


def question(rng: Random, number: int, style: str) -> dict[str, Any]:
    tables: list[dict[str, Any]] = []
    wanted = rng.randint(1, 3)
    while len(tables) < wanted:
        entry = table(rng, len(tables) + 1, style)
        label, figure = widths(entry, style, 11)
        if label + figure * len(entry["columns"]) <= ROOM:
            tables.append(entry)
    asked = [{"label": str(i + 1), "text": f"Hoeveel {words(rng, 2)} waren er?"} for i in range(len(tables))]
    answers = [
        {"label": str(i + 1), "text_start": "De cijfers staan hieronder.", "tables": [t["id"]]}
        for i, t in enumerate(tables)
    ]
    return {
        "number": number, "author": "Tom IJzermans", "date": "2024-07-02", "ministers": [{"name": "Joris Stevelinck"}],
        "title": f"{words(rng, 2).capitalize()} - {words(rng, 3)}", "questions": asked, "answers": answers,
        "tables": tables,
    }  # fmt: skip


def sides(style: str) -> tuple[str, str, str]:
    """Borders of the cells of the header, of the body, and of the last row."""
    top, bottom = f'fo:border-top="{BORDER}"', f'fo:border-bottom="{BORDER}"'
    whole = f'fo:border="{BORDER}"'
    return {
        "grid": (whole, whole, whole),
        "narrow": (whole, whole, whole),
        "rules": (f"{top} {bottom}", bottom, bottom),
        "book": (f"{top} {bottom}", "", bottom),
    }.get(style, ("", "", ""))


def widths(entry: dict[str, Any], style: str, size: int) -> tuple[float, float]:
    """Centimetres of the label column and of each figure column."""
    if style == "narrow":
        return 2.6, 1.9
    texts = [t for row in entry["cells"] for t in row if t] + [
        w for c in entry["columns"] for p in c for w in p.split()
    ]
    figure = max(map(len, texts)) * size * 0.0235 + 0.5
    return max(3.4, min(8.0, ROOM - figure * len(entry["columns"]))), figure


def spans(heads: list[list[str]], level: int) -> list[tuple[str, int]]:
    """The texts of one header level, each with the columns that it heads."""
    found: list[tuple[str, int]] = []
    for i, path in enumerate(heads):
        same = i and heads[i - 1][: level + 1] == path[: level + 1] and level < len(path) - 1
        if same:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((path[level], 1))
    return found


def grid(entry: dict[str, Any], style: str, size: int, align: str) -> tuple[str, str]:
    """The styles and the body of a table."""
    name, heads = entry["id"], entry["columns"]
    label, figure = widths(entry, style, size)

    def cell(text: str | None, kind: str, span: int = 1, at: str = align) -> str:
        spanned = f' table:number-columns-spanned="{span}"' if span > 1 else ""
        body = f'<text:p text:style-name="{at}">{escape(text or "")}</text:p>'
        covered = "<table:covered-table-cell/>" * (span - 1)
        return f'<table:table-cell table:style-name="{kind}"{spanned}>{body}</table:table-cell>{covered}'

    def row(cells: list[str]) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    top = [
        row(
            [
                cell("", "head", at="start"),
                *(cell(t, "head", n, "center" if n > 1 else align) for t, n in spans(heads, k)),
            ]
        )
        for k in range(len(heads[0]))
    ]
    kinds = ["body"] * (len(entry["cells"]) - 1) + ["last"]
    rows = [
        row([cell(text, kind, at="start"), *(cell(c, kind) for c in cells)])
        for text, cells, kind in zip(entry["row_labels"], entry["cells"], kinds, strict=True)
    ]
    style_of = (
        f'<style:style style:name="{name}" style:family="table"><style:table-properties '
        f'style:width="{label + figure * len(heads):.2f}cm" table:align="left"/></style:style>'
    )
    for suffix, wide in (("a", label), ("b", figure)):
        style_of += (
            f'<style:style style:name="{name}{suffix}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{wide:.2f}cm"/></style:style>'
        )
    body = (
        f'<table:table table:style-name="{name}"><table:table-column table:style-name="{name}a"/><table:table-column '
        f'table:style-name="{name}b" table:number-columns-repeated="{len(heads)}"/>'
        f"<table:table-header-rows>{''.join(top)}</table:table-header-rows>{''.join(rows)}</table:table>"
    )
    return style_of, body


def stops(entry: dict[str, Any], style: str, size: int, align: str) -> tuple[str, str]:
    """The same with tab stops, and no table at all."""
    label, figure = widths(entry, style, size)
    at = "".join(
        f'<style:tab-stop style:position="{label + figure * (i + 1):.2f}cm" style:type="right"/>'
        for i in range(len(entry["columns"]))
    )
    lines = [["", *(path[0] for path in entry["columns"])]]
    lines += [[text, *cells] for text, cells in zip(entry["row_labels"], entry["cells"], strict=True)]
    body = "".join(
        f'<text:p text:style-name="{entry["id"]}">{"<text:tab/>".join(escape(t or "") for t in line)}</text:p>'
        for line in lines
    )
    return (
        f'<style:style style:name="{entry["id"]}" style:family="paragraph" style:parent-style-name="P">'
        f"<style:paragraph-properties><style:tab-stops>{at}</style:tab-stops></style:paragraph-properties>"
        f"{font(size)}</style:style>",
        body,
    )


def font(size: int, weight: str = "normal") -> str:
    return f'<style:text-properties style:font-name="F" fo:font-size="{size}pt" fo:font-weight="{weight}"/>'


def document(rng: Random, truth: dict[str, Any], style: str) -> str:
    """A flat OpenDocument text."""
    size, align = rng.choice((9, 10, 11)), rng.choice(("end", "end", "start", "center"))
    middle = rng.choice(("top", "middle"))
    family = rng.choice(("Liberation Sans", "DejaVu Sans", "Liberation Serif"))
    number = truth["number"]
    minister = ("JORIS STEVELINCK", "VLAAMS MINISTER VAN WONEN, ENERGIE, KLIMAAT EN TOERISME", "")

    def lines(*texts: str) -> str:
        return "".join(f'<text:p text:style-name="P">{escape(text)}</text:p>' for text in texts)

    def item(label: str, text: str) -> str:
        return f'<text:p text:style-name="I">{label}.<text:tab/>{escape(text)}</text:p>'

    body = lines("SCHRIFTELIJKE VRAAG", f"nr. {number}", "van TOM IJZERMANS", "datum: 2 juli 2024", "")
    body += lines(f"aan {minister[0]}", *minister[1:], truth["title"], "", "Graag cijfers.")
    body += "".join(item(q["label"], q["text"]) for q in truth["questions"])
    body += f'<text:p text:style-name="N">{minister[0]}</text:p>' + lines(*minister[1:], "ANTWOORD")
    body += lines(f"op vraag nr. {number} van 2 juli 2024", "van TOM IJZERMANS", "")
    made = ""
    draw: Callable[..., tuple[str, str]] = stops if style == "tabs" else grid
    for answer, entry in zip(truth["answers"], truth["tables"], strict=True):
        styles, drawn = draw(entry, style, size, align)
        made += styles
        body += item(answer["label"], answer["text_start"])
        body += (lines(entry["caption"]) if entry["caption"] else "") + drawn + lines("")
    cells = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {side} '
        f'fo:padding="0.1cm" style:vertical-align="{middle}"/></style:style>'
        for name, side in zip(("head", "body", "last"), sides(style), strict=True)
    )
    aligned = "".join(
        f'<style:style style:name="{at}" style:family="paragraph"><style:paragraph-properties fo:text-align="{at}"/>'
        f"{font(size)}</style:style>"
        for at in ("start", "end", "center")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {XMLNS} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
        f'<style:font-face style:name="F" svg:font-family="\'{family}\'"/></office:font-face-decls>'
        '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout>'
        f'<style:style style:name="P" style:family="paragraph">{font(size)}</style:style>'
        '<style:style style:name="N" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/>'
        f"{font(size)}</style:style>"
        '<style:style style:name="I" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.8cm" '
        f'fo:text-indent="-0.8cm"/>{font(size)}</style:style>{cells}{aligned}{made}</office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/>'
        f"</office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def main() -> None:
    count, seed = (*map(int, sys.argv[1:3]), *(60, 1)[len(sys.argv[1:3]) :])
    rng = Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "read").mkdir()
        manifest = []
        for number in range(1, count + 1):
            style = STYLES[number % len(STYLES)]
            truth = question(rng, number, style)
            (folder / f"{number}.json").write_text(json.dumps(truth), encoding="utf-8")
            (folder / f"{number}.fodt").write_text(document(rng, truth, style), encoding="utf-8")
            manifest.append(
                {"path": f"{number}.pdf", "truth": f"{number}.json", "style": style, "split": "dev", "kind": "invented"}
            )
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", name, *map(str, sorted(folder.glob("*.fodt")))],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for path in folder.glob("*.pdf"):
            (folder / "read" / f"{path.stem}.json").write_text(extractor.read(path).model_dump_json(), encoding="utf-8")
        subprocess.run([sys.executable, str(SCORER), str(folder / "read"), name, *sys.argv[3:]], check=True)


if __name__ == "__main__":
    main()
