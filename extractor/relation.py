"""What a claim says that its target is: the sum, the difference, the share, the growth, the mean of its operands.

Every relation takes the intervals that its operands may stand for and gives the interval of the result, or None
where it has none (a share of nothing). Bounds of quotients are rounded outwards, so that no rounding of ours accuses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Literal

from extractor.interval import Interval

Kind = Literal[
    "column_total", "row_total", "share", "growth", "difference", "average", "restated", "annex", "prose"
]  # fmt: skip
_DOWN, _UP = Context(prec=40, rounding=ROUND_FLOOR), Context(prec=40, rounding=ROUND_CEILING)
_ZERO, _HUNDRED = Decimal(0), Decimal(100)


def total(operands: Sequence[Interval]) -> Interval:
    """The sum of all operands."""
    result = Interval(_ZERO, _ZERO)
    for operand in operands:
        result += operand
    return result


def difference(operands: Sequence[Interval]) -> Interval:
    """The first operand less the second."""
    first, second = operands
    return first - second


def share(operands: Sequence[Interval]) -> Interval | None:
    """The first operand in percent of the second; None unless both are known and the second is above 0."""
    part, whole = operands
    if part.low is None or part.high is None or whole.low is None or whole.high is None or whole.low <= 0:
        return None
    low = min(_DOWN.divide(_HUNDRED * part.low, by) for by in (whole.low, whole.high))
    high = max(_UP.divide(_HUNDRED * part.high, by) for by in (whole.low, whole.high))
    return Interval(low, high)


def growth(operands: Sequence[Interval]) -> Interval | None:
    """By how many percent the second operand is above the first."""
    before, after = operands
    part = share((after, before))
    return None if part is None else part + Interval(-_HUNDRED, -_HUNDRED)


def average(operands: Sequence[Interval]) -> Interval | None:
    """The mean of all operands."""
    whole, count = total(operands), Decimal(len(operands))
    if not operands or whole.low is None or whole.high is None:
        return None
    return Interval(_DOWN.divide(whole.low, count), _UP.divide(whole.high, count))


RELATIONS: dict[Kind, Callable[[Sequence[Interval]], Interval | None]] = {
    "column_total": total,
    "row_total": total,
    "share": share,
    "growth": growth,
    "difference": difference,
    "average": average,
    "restated": total,
    "annex": total,
    "prose": total,
}
