"""How one printed number becomes another in typing: the slips of the hand, the likeliest first.

The kinds are those of the generalised edit operations of Scholtus (2016), on the digits of one figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.record import RepairKind

SLIPS: tuple[RepairKind, ...] = ("digit", "swap", "missing digit", "extra digit", "sign", "thousand mark")
"""The slips, the likeliest first."""


def misprint(printed: Decimal, meant: Decimal) -> RepairKind | None:
    """The slip that makes `printed` of `meant`; None where more than one would be needed, or none."""
    if printed == meant:
        return None
    if printed == -meant:
        return "sign"
    if (printed < 0) != (meant < 0):
        return None
    places = max(_places(printed), _places(meant))
    shown, right = _digits(printed, places), _digits(meant, places)
    if len(shown) == len(right):
        differ = [i for i, (a, b) in enumerate(zip(shown, right, strict=True)) if a != b]
        if len(differ) == 1:
            return "digit"
        first, last = differ[0], differ[-1]
        swapped = len(differ) == 2 and last == first + 1 and shown[first] + shown[last] == right[last] + right[first]
        return "swap" if swapped else _moved(printed, meant)
    if len(shown) + 1 == len(right) and _without_one(right, shown):
        return "missing digit"
    if len(shown) == len(right) + 1 and _without_one(shown, right):
        return "extra digit"
    return _moved(printed, meant)


def slips(value: Decimal) -> Iterator[Decimal]:
    """What may have been meant if one digit of `value` is wrong, or two neighbours are swapped."""
    places = _places(value)
    digits = _digits(value, places)
    for i, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield _signed(digits[:i] + other + digits[i + 1 :], places, value)
        if i + 1 < len(digits) and digit != digits[i + 1]:
            yield _signed(digits[:i] + digits[i + 1] + digit + digits[i + 2 :], places, value)


def _signed(digits: str, places: int, like: Decimal) -> Decimal:
    return Decimal(digits).scaleb(-places).copy_sign(like)


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _digits(value: Decimal, places: int) -> str:
    """All digits, with `places` decimals and no mark."""
    return str(int(abs(value).scaleb(places))).zfill(places + 1)


def _without_one(long: str, short: str) -> bool:
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _moved(printed: Decimal, meant: Decimal) -> RepairKind | None:
    """A decimal mark read as a thousand mark, or the other way round."""
    return "thousand mark" if meant in (printed.scaleb(3), printed.scaleb(-3)) else None
