"""Rows and columns that say that they are the average of the others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.axes import Axes, Lines
from extractor.checks.case import Case
from extractor.claim import claimed
from extractor.language import begins
from extractor.record import Verdict
from extractor.relation import RELATIONS


def averages(axes: Axes) -> list[Case]:
    """A case for each figure of a line that says average, if the line is the mean of the body in most places.

    A figure that is not is never called wrong: it may be weighted.
    """
    found: list[Case] = []
    for lines in axes.both:
        for line, name in enumerate(lines.names):
            if _says_mean(name):
                cases = list(_cases(lines, line))
                held = sum(case.verdict in ("match", "rounding") for case in cases)
                found += cases if 2 * held > len(cases) else ()
    return found


def _says_mean(name: str) -> bool:
    return begins(name.lstrip(" #"), "mean")


def _cases(lines: Lines, line: int) -> Iterator[Case]:
    table = lines.table
    parts = [
        i
        for i, name in enumerate(lines.names)
        if i != line
        and lines.percent[i] == lines.percent[line]
        and not _says_mean(name)
        and (not lines.across or table.rows[i].kind == "body")
    ]
    for at, target in enumerate(lines.cells[line]):
        own = [i for i in parts if lines.cells[i][at].value is not None]
        if target.value is None or len(own) < 2:
            continue
        result = RELATIONS["average"]([lines.spans[i][at] for i in own])
        if result is None or result.low is None:
            continue
        computed = round(result.low, max(0, -int(target.value.as_tuple().exponent)) + 2)
        # A mean is always rounded as it is printed, whole numbers too.
        holds = result.meets(lines.spans[line][at].widen((target.quantum or Decimal(1)) / 2))
        verdict: Verdict = "match" if computed == target.value else "rounding" if holds else "unread"
        addends = [lines.ref(i, at) for i in own]
        claim = claimed("average", lines.ref(line, at), addends, target.value, computed, table.readings)
        yield Case(claim, verdict, None if holds else "weighted")
