"""Exact intervals: what a printed figure may stand for, and how such figures add."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

from extractor.figure import Figure, scale

# The default context rounds silently at 28 digits; this one raises before it would ever round.
_EXACT = Context(prec=200, traps=[Inexact])
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; None is unbounded."""

    low: Decimal | None
    high: Decimal | None

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else self.high.copy_negate(),
            None if self.low is None else self.low.copy_negate(),
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def widen(self, margin: Decimal) -> Interval:
        """The interval with `margin` more on either side."""
        return Interval(_plus(self.low, margin.copy_negate()), _plus(self.high, margin))

    def contains(self, value: Decimal) -> bool:
        """True if `value` lies in the interval, its ends included."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """True if some value lies in both."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )


def _plus(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else _EXACT.add(a, b)


def interval(figure: Figure, *, rounded: bool) -> Interval:
    """What `figure` may stand for in a sum: blank, '-', '/' and 'nvt' add nothing; text may be anything.

    Decimals, percentages and scaled units ('443 miljoen') carry half a quantum, whole numbers only when `rounded`.
    """
    if figure.status in ("blank", "none", "not_applicable"):
        return Interval(_ZERO, _ZERO)
    bounds = Interval(figure.low, figure.high)
    if figure.status != "number" or figure.quantum is None:
        return bounds
    if rounded or figure.quantum < 1 or figure.unit == "%" or scale(figure.unit) > 1:
        return bounds.widen(_EXACT.divide(figure.quantum, Decimal(2)))
    return bounds
