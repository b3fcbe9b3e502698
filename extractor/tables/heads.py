"""The header over a body of figures: which lines above the first row head its columns."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from extractor.geometry import overlap
from extractor.page import Rule
from extractor.tables.columns import (
    LEADING,
    LIST_LABEL,
    Interval,
    is_lone_figure,
    same_box,
    step,
    touched,
)
from extractor.tables.grid import Atom, Band, atom_of

FLUSH = 2.0
"""Points by which a header may stand off the edge of the column that it is flush with."""


def header_above(
    bands: Sequence[Band],
    start: int,
    floor: int,
    columns: Sequence[Interval],
    rules: Sequence[Rule],
    is_caption: Callable[[str], bool],
    body: Sequence[Band],
    at_top: bool,
) -> tuple[list[Band], list[Band]]:
    """The bands above the first row of figures that head its columns, and those between that stand over labels only.

    The latter begin the body: a heading of rows, or the first line of a wrapped label. `at_top`: the page goes
    on with a table, and a blank row may follow its repeated header.
    """
    header: list[Band] = []
    pending: list[Band] = []
    lead: list[Band] = []
    below = bands[start]
    for line in reversed(bands[floor:start]):
        band = _parted_header(line, columns)
        far = band.turned or below.turned or at_top or _ruled_off(band, below, rules)
        room = (5.5 if far else 2.3) * max(band.size, below.size)
        if (step(band, below) > room and not same_box(band, below, rules, bands)) or is_caption(band.text):
            break
        kind = _header_kind(band, columns)
        if kind == "none":
            break
        pending.append(band)
        if is_lone_figure(band, columns) and not header:
            lead, pending = lead + pending, []
        elif kind == "sure":
            if not header:
                own = [b for b in pending[:-1] if b is not pending[-2] or not _heads(b, band, body)]
                lead += own
                pending = [b for b in pending if b not in own]
            header += pending
            pending = []
        below = band
        if len(header) + len(pending) > 9:
            break
    else:
        if at_top and not header:
            lead += pending
    rows = _rows_of_years(header, columns)
    return list(reversed(header[len(rows) :])), list(reversed(lead + rows))


def _parted_header(band: Band, columns: Sequence[Interval]) -> Band:
    """The band with each text cut that is several headers: its words begin, or end, as the columns below do."""
    atoms: list[Atom] = []
    for atom in band.atoms:
        held = [columns[i] for i in touched(atom, columns)]
        if len(held) < 2:
            atoms.append(atom)
            continue
        begins = [next((i for i, w in enumerate(atom.words) if abs(w.x0 - low) < FLUSH), -1) for low, _ in held]
        ends = [next((i + 1 for i, w in enumerate(atom.words) if abs(w.x1 - high) < FLUSH), -1) for _, high in held]
        if begins[0] == 0 and -1 not in begins and begins == sorted(set(begins)):
            cuts = [*begins, len(atom.words)]
        elif ends[-1] == len(atom.words) and -1 not in ends and ends == sorted(set(ends)):
            cuts = [0, *ends]
        else:
            cuts = [0, len(atom.words)]
        atoms += [atom_of(atom.words[a:b]) for a, b in itertools.pairwise(cuts)]
    return Band(band.baseline, tuple(atoms))


def _rows_of_years(header: Sequence[Band], columns: Sequence[Interval]) -> list[Band]:
    """The bands at the foot of a header (listed upwards) that are rows: a label and one count that looks like a year."""
    rows = []
    for band, above in itertools.pairwise(header):
        labelled = len(band.atoms) == 2 and band.atoms[0].x0 < columns[0][1] and band.atoms[1].year
        if not (labelled and above.atoms[-1].x1 > band.atoms[1].x0):
            break
        rows.append(band)
    return rows


def _ruled_off(above: Band, below: Band, rules: Sequence[Rule]) -> bool:
    """True where a rule as wide as a row parts two bands: a header and its rows may then stand further apart."""
    left, right = below.atoms[0].x0, below.atoms[-1].x1
    return any(
        r.horizontal
        and above.baseline < r.y_mid < below.baseline
        and overlap(r.x0, r.x1, left, right) > 0.9 * (right - left)
        for r in rules
    )


def _heads(band: Band, above: Band, body: Sequence[Band]) -> bool:
    """True where a band over labels only belongs to the header above it, not to the rows below.

    It stands at the foot of turned words; or it is as bold as the header, and no other label alone is.
    """
    if above.turned:
        return True
    others = [b for b in body if len(b.atoms) == 1 and b.bold]
    return band.bold and above.bold and not body[0].bold and not others and step(above, band) < LEADING * band.size


def _header_kind(band: Band, columns: Sequence[Interval]) -> str:
    """'sure' for a band over figure columns, 'maybe' for one over labels only, 'none' for prose."""
    item = LIST_LABEL.fullmatch(band.atoms[0].text) is not None
    if len(band.atoms) > len(columns) or (band.text.endswith((":", ".", ";")) and len(band.atoms) == 1 + item):
        return "none"
    label_edge = columns[0][1]
    crossing = [a for a in band.atoms if a.x0 < label_edge - 1 and len(touched(a, columns)) > 1]
    if crossing:
        return "none"
    over = [a for a in band.atoms if any(i > 0 for i in touched(a, columns)) or a.x0 >= label_edge]
    if any(a.x1 > columns[-1][1] + 12 * band.size for a in over):
        return "none"
    return "sure" if over else "maybe"
