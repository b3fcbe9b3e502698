"""Two tables that stand side by side on the same baselines: where to part them."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.tables.grid import Atom, Band
from extractor.tables.hypothesis import Aligned

WORD = regex.compile(r"\p{L}{2}")
"""Two letters beside each other: '7.5E-15' and '[1.2, 3.4]' have none, '18-24 jaar' has."""


def parting(table: Aligned) -> float | None:
    """The x at which a region falls into two tables: before labels that follow figures and precede others.

    None where it is one table: the gap must be as wide as any between two columns of figures.
    """
    held = table.texts()
    texts = [2 * sum(not a.numeric for a in atoms) > len(atoms) for atoms in held]
    gaps = [b[0] - a[1] for a, b in zip(table.columns, table.columns[1:], strict=False)]
    between = [gap for i, gap in enumerate(gaps) if not texts[i] and not texts[i + 1]]
    for i in range(max(2, table.labels + 1), len(texts) - 1):
        labels = texts[i] and not texts[i - 1] and not all(texts[i:])
        if labels and gaps[i - 1] >= max(between, default=0.0) and _are_names(held[i]):
            return (table.columns[i - 1][1] + table.columns[i][0]) / 2
    return None


def cut(bands: Sequence[Band], edge: float) -> tuple[list[Band], list[Band]]:
    """The bands left and right of an x; the atoms of a band go to the side of their middle."""
    sides: tuple[list[Band], list[Band]] = ([], [])
    for band in bands:
        for side, atoms in zip(
            sides,
            ([a for a in band.atoms if a.x_mid < edge], [a for a in band.atoms if a.x_mid >= edge]),
            strict=True,
        ):
            if atoms:
                side.append(Band(band.baseline, tuple(atoms)))
    return sides


def _are_names(atoms: Sequence[Atom]) -> bool:
    """True where a column's texts are names, each once: units repeat or are short, amounts and ranges have no words."""
    texts = [a.text for a in atoms if not a.numeric]
    named = 2 * sum(WORD.search(text) is not None for text in texts) > len(texts)
    return named and len(set(texts)) == len(texts) >= 2 and sum(map(len, texts)) >= 4 * len(texts)
