"""Codes that are no character, and the one that stands for them; the characters that are raised digits.

A private-use code stays as it is: its meaning is its font's own, but two codes are two signs (Wingdings has '✓' and
'✗' among them), which one sign for all would hide.
"""

from __future__ import annotations

UNKNOWN = "\ufffd"
"""Stands for a glyph whose font does not tell its character."""
TOLD = frozenset((2, 9, 10, 13))
"""Control characters that mean something in a PDF: a hyphen at a line's end, white space."""
UNNAMED = frozenset(
    (
        *(code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in TOLD),  # controls: nothing to see
        *range(0xD800, 0xE000),  # halves of UTF-16, which UTF-8 has no form for
        *range(0xFDD0, 0xFDF0),  # noncharacters
        *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    )
)
"""Codes that name no printed character."""
HIGH, LOW, END = 0xD800, 0xDC00, 0xE000
"""UTF-16 writes a character above U+FFFF as two halves: one from HIGH, one from LOW up to END."""

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised digits that are characters of their own; 'ª' and 'º' are none: '1º' is the first."""
_LOWERED = str.maketrans(SUPERSCRIPTS, "0123456789")


def bare(mark: str) -> str:
    """A footnote mark without brackets, a superscript as the character that is raised: '(1)' and '¹' are '1'."""
    return mark.strip("()").translate(_LOWERED)


def joined(half: int, other: int) -> int:
    """The character of two halves of UTF-16, in whichever order; 0 for anything else."""
    high, low = (half, other) if half < other else (other, half)
    return 0x10000 + ((high - HIGH) << 10) + (low - LOW) if HIGH <= high < LOW <= low < END else 0


def whole(text: str) -> str:
    """The text in which each half of UTF-16 that stands alone is U+FFFD: UTF-8, and so a file, takes it."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
