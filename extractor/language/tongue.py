"""How a language says what was found: its phrases, numbers and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that findings are said in.

    `group` parts thousands, `decimal` decimals; `phrases` has a sentence or label by its code, with names in braces where
    values go.
    """

    group: str
    decimal: str
    months: tuple[str, ...]
    phrases: Mapping[str, str]

    def say(self, code: str, **values: object) -> str:
        """The phrase with its values; numbers as the language prints them."""
        told = {name: self.number(v) if isinstance(v, Decimal | int) else v for name, v in values.items()}
        return self.phrases[code].format(**told)

    def count(self, number: int, noun: str) -> str:
        """'1 table', '24 tables': the noun's phrase of one or of several."""
        return self.say(f"{noun} one" if number == 1 else f"{noun} several", count=number)

    def number(self, value: Decimal | int) -> str:
        """The number with the language's marks: '1.234,5'."""
        return f"{Decimal(value):,f}".replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)

    def day(self, value: date) -> str:
        """'3 mei 2024'."""
        return self.say("day", day=str(value.day), month=self.months[value.month - 1], year=str(value.year))
