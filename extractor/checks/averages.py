"""Rows and columns that say that they are the average of the others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.axes import Axes, Lines
from extractor.checks.messages import Setting
from extractor.checks.wording import equation, term
from extractor.language import begins
from extractor.record import Finding, Verdict
from extractor.relation import RELATIONS


def averages(axes: Axes, setting: Setting) -> list[Finding]:
    """A finding for each figure of a line that says average, if the line is the mean of the body in most places.

    A figure that is not is never called wrong: it may be weighted.
    """
    found: list[Finding] = []
    for lines in axes.both:
        for line, name in enumerate(lines.names):
            if _says_mean(name):
                findings = list(_findings(lines, line, setting))
                held = sum(f.verdict in ("match", "rounding") for f in findings)
                found += findings if 2 * held > len(findings) else ()
    return found


def _says_mean(name: str) -> bool:
    return begins(name.lstrip(" #"), "mean")


def _findings(lines: Lines, line: int, setting: Setting) -> Iterator[Finding]:
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
        yield Finding(
            kind="average",
            table=table.id,
            target=lines.ref(line, at),
            addends=tuple(lines.ref(i, at) for i in own),
            printed=target.value,
            computed=computed,
            difference=target.value - computed,
            verdict=verdict,
            arithmetic=equation(
                setting, "average", [t for t in (term(lines.cells[i][at]) for i in own) if t], target.value, computed
            ),
            explanations=() if holds else (setting.say("weighted"),),
            readings=table.readings,
        )
