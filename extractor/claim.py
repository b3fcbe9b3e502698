"""What a document says about its own figures: data only."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.model import Model
from extractor.relation import Kind


class CellRef(Model):
    """A cell: `row` and `column` are indexes into the table's `rows` and `columns`."""

    table: str
    row: int
    column: int


class ProseRef(Model):
    """A figure in a sentence of an answer, by its literal text."""

    answer: str | None
    text: str


class Claim(Model):
    """That one printed figure, the `target`, follows from others.

    `kind` says how it follows from the `addends`: their sum ('column_total', 'row_total', 'restated', 'annex',
    'prose'), the first less the second ('difference'), the first in percent of the second ('share'), the second over
    the first ('growth'), their mean ('average'). `table` is null where a sentence makes the claim. `computed` is what
    the addends make, `difference` printed minus computed; `readings` says how many readings of the table were weighed.
    """

    kind: Kind
    table: str | None
    target: CellRef | ProseRef
    addends: tuple[CellRef | ProseRef, ...]
    printed: Decimal
    computed: Decimal | None
    difference: Decimal | None
    readings: int = 1


def cells_of(claim: Claim) -> list[CellRef]:
    """The target and the addends that are cells."""
    return [ref for ref in (claim.target, *claim.addends) if isinstance(ref, CellRef)]


def is_on_cells(claim: Claim) -> bool:
    """True for a claim that cells make about cells."""
    return len(cells_of(claim)) == 1 + len(claim.addends)


def claimed(
    kind: Kind,
    target: CellRef | ProseRef,
    addends: Iterable[CellRef | ProseRef],
    printed: Decimal,
    computed: Decimal,
    readings: int = 1,
) -> Claim:
    """The claim of its target's table, or of a sentence."""
    return Claim(
        kind=kind,
        table=target.table if isinstance(target, CellRef) else None,
        target=target,
        addends=tuple(addends),
        printed=printed,
        computed=computed,
        difference=printed - computed,
        readings=readings,
    )
