"""The grammar of printed numbers: text and a NumberFormat in, a Figure out.

Over 400 lines, for it is one grammar: signs, groups, decimals, units, marks and ranges share its patterns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import regex

from extractor.characters import SUPERSCRIPTS
from extractor.model import Model

Status = Literal["number", "text", "blank", "none", "not_applicable", "not_available", "suppressed"]


class Figure(Model):
    """A printed figure: the literal text, the value, its bounds, and its unit.

    `quantum` is the value of one unit of the last printed digit ('38.0' -> 0.1): print rounding is half of it.
    `alternative` is the other value where a dot may part thousands or decimals and nothing decided.
    `marker` is a footnote mark that was printed as a plain character ('1.234*', '56 (1)').
    """

    text: str | None = None
    status: Status = "blank"
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    quantum: Decimal | None = None
    unit: str | None = None
    marker: str | None = None
    alternative: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a column or table uses; it decides '1.234' and '1,234' only: every other form decides itself.

    `undecided` holds the marks ('.', ',' or both) for which such a figure keeps its other value as `alternative`.
    """

    decimal: Literal[",", "."] | None = ","
    thousands: Literal[".", ",", " ", "'"] | None = "."
    undecided: str = ""


DUTCH = NumberFormat(",", ".")
ENGLISH = NumberFormat(".", ",")

_SPACE = r"[\x20\u00a0\u2007\u2009\u202f]"
_MINUS = "-–−\u2010\u2011"

_SCALES = {
    "duizend": "duizend", "duizenden": "duizend", "thousand": "duizend", "thousands": "duizend",
    "milliers": "duizend", "millier": "duizend",
    "miljoen": "miljoen", "miljoenen": "miljoen", "mio": "miljoen", "mln": "miljoen", "mln.": "miljoen",
    "milj.": "miljoen", "mn": "miljoen", "bn": "miljard", "million": "miljoen", "millions": "miljoen",
    "miljard": "miljard", "miljarden": "miljard", "mld": "miljard", "mld.": "miljard", "mrd": "miljard",
    "mrd.": "miljard", "milliard": "miljard", "milliards": "miljard",
}  # fmt: skip
_FACTORS = {"duizend": Decimal(1000), "miljoen": Decimal(10**6), "miljard": Decimal(10**9)}

# 'billion' stands in neither table: a thousand million in English, a million million in French and older Dutch. Only
# where a unit is announced in English ('billions of dollars', 'EUR billion') it is read.
_ENGLISH = {"billion": "miljard", "billions": "miljard"}
_WORDS = {
    "€": "EUR", "euro": "EUR", "eur": "EUR", "euros": "EUR", "euro's": "EUR", "euro’s": "EUR",
    "$": "$", "£": "£", "¥": "¥", "₹": "₹", "dollar": "$", "dollars": "$", "yen": "¥",
    "k€": "duizend EUR", "keur": "duizend EUR", "m€": "miljoen EUR", "meur": "miljoen EUR",
    "%": "%", "procent": "%", "percent": "%", "pct": "%", "pct.": "%", "per cent": "%",
    "pour cent": "%", "‰": "‰", "procentpunt": "procentpunt",
    "vte": "VTE", "vte's": "VTE", "fte": "VTE", "ton": "ton", "tons": "ton", "tonne": "ton", "tonnes": "ton",
}  # fmt: skip
_PHYSICAL = {
    "km": "km", "m²": "m²", "m2": "m²", "km²": "km²", "km2": "km²", "m³": "m³", "m3": "m³", "ha": "ha", "kg": "kg",
    "kW": "kW", "MW": "MW", "GW": "GW", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "TWh": "TWh", "liter": "liter",
}  # fmt: skip
_TIMES = {
    "uur": "uur", "uren": "uur", "dag": "dagen", "dagen": "dagen", "weken": "weken", "maanden": "maanden",
    "jaar": "jaar", "jaren": "jaar", "minuten": "minuten",
}  # fmt: skip
_UNITS = _WORDS | _PHYSICAL | _TIMES


def _any_of(words: Sequence[str] | dict[str, str]) -> str:
    return "(?:" + "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


LONG_UNIT = 4
"""Letters from which a unit may stand alone above a table; '%', 'ha' and '€' head columns."""
CURRENCY = "€$£¥₹"
"""Signs of currencies; the others than the euro's are units of their own, since '$' is the money of several countries."""
_CURRENCY = f"(?i:eur|euro|[{CURRENCY}])"
_SCALE = f"(?i:{_any_of(_SCALES)})"
_UNIT = f"(?:(?i:{_any_of(_WORDS)})|{_any_of(_PHYSICAL | _TIMES)})"

# A group has three digits and a number no leading zero: '0.123' is a decimal, '02 552' a telephone number.
_DIGITS = rf"""
    (?P<whole>
        [1-9][0-9]{{0,2}} (?P<group>[.,]) [0-9]{{3}} (?: (?P=group) [0-9]{{3}} ){{0,4}}
      | [1-9][0-9]{{0,2}} (?: (?:{_SPACE}|['’]) [0-9]{{3}} ){{1,5}}
      | [1-9][0-9]{{0,14}}
      | 0
    )
    (?: (?!(?P=group)) (?P<mark>[.,]) (?P<fraction>[0-9]{{1,9}}) | ,(?P<dash>[-–—]) )?
"""
_AFTER = rf"(?: (?:{_SPACE}* (?P<scale>{_SCALE}))? (?: {_SPACE}* (?P<unit>{_UNIT}) )? )"
# '135¹' is 135 and its mark; '10³' is a power, as where the 3 is printed small and high.
_RAISED = rf"(?<!(?<![\d.,])10)[{SUPERSCRIPTS}]{{1,2}}"
_MARKER = rf"(?: {_SPACE}* (?P<marker> \*{{1,4}} | [†‡]{{1,2}} | {_RAISED} | \((?:[0-9]{{1,2}}|[a-z]|\*+)\) ) )?"

_NUMBER = regex.compile(
    rf"""
    {_SPACE}* (?P<paren>\( {_SPACE}*)?
    (?: (?P<sign>[{_MINUS}+]) {_SPACE}* )?
    (?: (?P<currency>{_CURRENCY}) {_SPACE}*
        (?: (?(sign)(?!) | (?: (?P<late>[{_MINUS}+]) | (?(paren)(?!)|(?P<inner>\()) ) ) {_SPACE}* )? )?
    {_DIGITS} {_AFTER}
    (?(paren) {_SPACE}* \) | (?(inner) {_SPACE}* \) ) ) {_MARKER} {_SPACE}*
    """,
    regex.VERBOSE,
)
_LIMIT = rf"""
    (?: (?P<most> ≤ | <= | =< | (?i: hoogstens | maximaal | bijna ) )
      | (?P<least> ≥ | >= | => | (?i: minstens | ten{_SPACE}minste | ruim ) )
      | (?P<below> < | (?i: minder{_SPACE}dan ) )
      | (?P<above> > | (?i: meer{_SPACE}dan ) ) )
"""
_BOUND = regex.compile(
    rf"""
    {_SPACE}* {_LIMIT} {_SPACE}* (?: (?P<currency>{_CURRENCY}) {_SPACE}* )?
    {_DIGITS} {_AFTER} {_MARKER} {_SPACE}*
    """,
    regex.VERBOSE,
)
_MISSING = regex.compile(
    rf"""
    {_SPACE}* (?: (?P<currency>{_CURRENCY}) {_SPACE}* )?
    (?: (?P<none> [{_MINUS}—―]{{1,3}} )
      | (?P<not_applicable> / | (?i: nvt | n\.v\.t\.? | n/a | niet{_SPACE}van{_SPACE}toepassing ) )
      | (?P<not_available> : | \? | \#N/[AB] | NA | (?i: n\.a\. | nb | n\.b\.? | n\.g\.? | niet{_SPACE}(?:beschikbaar|gekend) ) )
      | (?P<suppressed> [xX] | … | \.{{2,3}} )
    )
    (?: {_SPACE}* (?P<unit>{_CURRENCY}|%) )? {_MARKER} {_SPACE}*
    """,
    regex.VERBOSE,
)
_LONGEST = 64
_STATUSES: tuple[Status, ...] = ("none", "not_applicable", "not_available", "suppressed")


@lru_cache(maxsize=1 << 16)
def parse(text: str | None, format: NumberFormat = DUTCH) -> Figure:
    """The figure that `text` prints; what is neither a number nor a missing mark has status 'text'."""
    if text is None or not text.strip():
        return Figure(text=text)
    if len(text) <= _LONGEST:
        if match := _NUMBER.fullmatch(text):
            return _number(text, match, format)
        if match := _BOUND.fullmatch(text):
            return _bound(text, match, format)
        if match := _MISSING.fullmatch(text):
            status = next(status for status in _STATUSES if match[status])
            low = Decimal(0) if status in ("not_available", "suppressed") else None
            return Figure(text=text, status=status, low=low, unit=_unit(match), marker=match["marker"])
    return Figure(text=text, status="text")


def _number(text: str, match: regex.Match[str], format: NumberFormat) -> Figure:
    negative = match["paren"] or match["inner"] or (match["sign"] or match["late"] or "+") != "+"
    value, quantum, other = _magnitude(match, format)
    if negative:  # copy_negate and not '-': the operator rounds to the context's 28 digits
        value, other = value.copy_negate(), other and other.copy_negate()
    return Figure(
        text=text, status="number", value=value, low=value, high=value, quantum=quantum,
        unit=_unit(match), marker=match["marker"], alternative=other,
    )  # fmt: skip


def _bound(text: str, match: regex.Match[str], format: NumberFormat) -> Figure:
    value, quantum, _ = _magnitude(match, format)
    unit = _unit(match)
    # '<5' counts, so 4 at most; '<0,5' and '<5 %' measure, and reach as far as the bound itself.
    step = Decimal(1) if quantum == 1 and unit is None and value else Decimal(0)
    low: Decimal | None = Decimal(0)
    high: Decimal | None = None
    if match["below"] or match["most"]:
        high = value - step if match["below"] else value
    else:
        low = value + step if match["above"] else value
    return Figure(text=text, status="suppressed", low=low, high=high, unit=unit, marker=match["marker"])


def _magnitude(match: regex.Match[str], format: NumberFormat) -> tuple[Decimal, Decimal, Decimal | None]:
    """The value without its sign, its quantum, and the other value if the mark is undecided."""
    digits = "".join(c for c in match["whole"] if c in "0123456789")
    if match["fraction"]:
        places = len(match["fraction"])
        return Decimal(f"{digits}.{match['fraction']}"), Decimal(1).scaleb(-places), None
    whole, thousandth = Decimal(digits), Decimal(1).scaleb(-3)
    if not _is_open(match):
        return whole, Decimal(1), None
    undecided = match["group"] in format.undecided
    decimal = Decimal(f"{digits[:-3]}.{digits[-3:]}")
    if match["group"] == format.thousands:
        return whole, Decimal(1), decimal if undecided else None
    return decimal, thousandth, whole if undecided else None


def _is_open(match: regex.Match[str]) -> bool:
    """True for '1.234' and '1,234': one mark, three digits after it, nothing else that tells its role."""
    group = match["group"]
    return group is not None and match["whole"].count(group) == 1 and not match["fraction"] and not match["dash"]


def _unit(match: regex.Match[str]) -> str | None:
    groups = match.groupdict()
    printed = groups["unit"] or groups["currency"]
    parts = [_SCALES[groups["scale"].lower()]] if groups.get("scale") else []
    if printed:
        parts.append(_WORDS.get(printed.lower()) or _UNITS[printed])
    return " ".join(parts) or None


def infer(texts: Sequence[str], *, default: NumberFormat | None = None) -> NumberFormat:
    """The format that the printed numbers of a column or table prove; `default` where they prove nothing."""
    default = default or DUTCH
    thousands: set[str] = set()
    places: dict[str, set[int]] = {".": set(), ",": set()}
    open_marks: set[str] = set()
    for text in texts:
        match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
        if match is None:
            continue
        if _is_open(match):
            open_marks.add(match["group"])
        elif match["group"]:
            thousands.add(match["group"])
        elif (separator := match["whole"][-4:-3]) and not separator.isdigit():
            thousands.add("'" if separator in "'’" else " ")
        if match["fraction"]:
            places[match["mark"]].add(len(match["fraction"]))
    roles = {mark: _role(mark, thousands, places, open_marks, default) for mark in ".,"}
    undecided = "".join(mark for mark, (_, both) in roles.items() if both and mark in open_marks)
    dot, comma = roles["."][0], roles[","][0]
    if dot and comma:
        # Where only one of them has a figure that may be either, the other parts decimals.
        dot = "." in open_marks if len(open_marks) == 1 else default.thousands != ","
        return NumberFormat("," if dot else ".", "." if dot else ",", undecided or ("," if dot else "."))
    if dot or comma:
        return NumberFormat("," if dot else ".", "." if dot else ",", undecided)
    return NumberFormat(default.decimal, " " if " " in thousands else "'" if "'" in thousands else None, undecided)


def document_format(texts: Sequence[str]) -> NumberFormat:
    """The format that the numbers of all tables prove for one with too few of its own; Dutch where they disagree.

    '233,512' alone in a table is a whole number where the next has '2,399,946' and none a decimal comma.
    """
    format = infer(texts)
    numbers = [match for text in texts if len(text) <= _LONGEST and (match := _NUMBER.fullmatch(text))]
    commas = any(match["mark"] == "," and match["fraction"] for match in numbers)
    points = any(_is_open(match) and match["group"] == "." for match in numbers)
    if format.thousands == "," and (commas or points):
        return DUTCH  # a list of numbers, '310,333,351', or a table of another hand
    if format == NumberFormat(DUTCH.decimal, DUTCH.thousands, ","):
        wholes = [match["whole"] for match in numbers if _is_open(match)]
        # Three decimals are rare after two digits and more, and no figure here has another number of them.
        if all("," in whole for whole in wholes) and any(len(whole) > len("1,234") for whole in wholes):
            return NumberFormat(ENGLISH.decimal, ENGLISH.thousands, ",")
    return DUTCH if "." in format.undecided else format


def _role(
    mark: str, thousands: set[str], places: dict[str, set[int]], open_marks: set[str], default: NumberFormat
) -> tuple[bool, bool]:
    """Whether `mark` parts thousands where it may do either, and whether that stays undecided."""
    other = "," if mark == "." else "."
    usual = mark == default.thousands
    if mark in thousands:
        return True, bool(places[mark])
    if other in thousands:
        return False, False
    if places[mark]:
        # '1.234' beside '0.123' is a decimal. Beside '38.0' it may be either, and beside '1.5' and '1.25' it is
        # more likely a decimal, since the column does not keep to one number of places.
        proven = 3 in places[mark] or not usual
        return not proven and len(places[mark]) == 1, not proven
    if places[other] and other == default.thousands:
        return True, True  # '1,234' beside '38.0': an English column, or a Dutch one with a stray dot
    if usual:
        # '1.234' beside '1 234,5': two hands, or two marks.
        return True, bool(thousands) or mark in default.undecided
    # '12,345' with nothing to compare it with: three decimals are rare in these documents, so both are kept.
    return False, mark in default.undecided or (mark in open_marks and not places[other])


_YEAR = regex.compile(
    rf"\s*(?P<first>1[89][0-9]{{2}}|20[0-9]{{2}}|2100)(?:\s*[-–/]\s*(?P<second>[0-9]{{4}}|[0-9]{{2}}))?{_MARKER}\s*",
    regex.VERBOSE,
)


def is_year(text: str) -> bool:
    """True for a year from 1800 to 2100, a school year or a span of years ('2020-2021', '2020/21'), marked or not."""
    match = _YEAR.fullmatch(text)
    if match is None:
        return False
    first, second = int(match["first"]), match["second"]
    if second is None:
        return True
    return first < (int(second) if len(second) == 4 else first - first % 100 + int(second)) <= 2100 or (
        len(second) == 2 and int(second) == (first + 1) % 100
    )


_BESIDE = regex.compile(r"(?P<first>.+?)\s?\((?P<second>[^()]+)\)")


_PLAIN = rf"[-−–+]?\s?[{CURRENCY}]?(?:\d{{1,3}}(?:[.,\s]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)\s?%?"
_INTERVAL = rf"[\[(]\s?{_PLAIN}\s?[,;]\s?{_PLAIN}\s?[\])]"
_MEASURED = regex.compile(
    rf"""
    (?=.*[<>≤≥~≈±×x·{CURRENCY}\[eE+])                         # '0123' is a code
    [<>≤≥~≈]?\s? {_PLAIN}                                     # a bound, or about
    (?: [eE][-−+]?\d+ | \s?[×x·]\s?10(?:\s?[-−+]?\d+)? | \s?[×x] )?  # powers of ten; '2.0×'
    (?: \s?(?:±|\+/?[-−])\s? {_PLAIN} )?                       # what it may be off by
    (?: \s? (?: {_INTERVAL} | \(\s?{_PLAIN}\s?[×x]?\s?\) ) )?   # where it lies, or another beside it
    | {_INTERVAL}
    """,
    regex.VERBOSE,
)


@lru_cache(maxsize=1 << 14)
def looks_numeric(text: str) -> bool:
    """True for what may stand in a column of figures: a number, a missing mark, a number with another in brackets,
    a measured quantity ('7.6E-15', '0.95 ± 0.02', '[-1.2, 0.5]', '< .001').

    '2018' and '38 (24,7 %)' too; a blank not.
    """
    if parse(text).status in ("text", "blank"):
        match = _BESIDE.fullmatch(text)
        if match is not None and all(parse(part).status not in ("text", "blank") for part in match.groups()):
            return True
        return _MEASURED.fullmatch(text) is not None
    return True


_FACTOR = r"1(?:[.\s]?000){1,3}(?![.\d])"
_NAME = rf"(?: (?i:{_any_of(_WORDS)})|{_any_of(_PHYSICAL)} )"
_RATE = r"(?: (?P<per>/\p{L}+) )?"  # '(kg/year)'
_PHRASE = rf"""
    (?: (?P<factor>{_FACTOR}) | (?P<scale>{_SCALE} | (?i:billions?)(?=\s+of\s)) (?!\w) )? \s*
    (?: (?: (?i:d['’]|of\s) \s*)? (?P<unit>{_NAME}) {_RATE} (?!\w) )?
"""
# The British and the Japanese name the money first: '$ millions', 'EUR billion', 'Yen (millions)'. '000' is no number.
_MONEY = rf"""
    (?: (?P<unit>(?i:{_any_of([word for word, unit in _WORDS.items() if unit in ("EUR", *"$£¥₹")])})) \s*
        (?: [(\[]? (?P<scale>{_SCALE}|(?i:billions?)) (?!\w) [)\]]? | ['’]?(?P<factor>000)(?!\w) )
      | ['’]?(?P<factor>000)(?!\w)['’]?s? (?: \s* (?P<unit>{_NAME}) (?!\w))? )
"""
_PER_UNIT = r"(?:(?i:units?|unit[ée]s?|eenheid|eenheden|einheit|einheiten)\s?|单位)[:：]\s*"
_ALONE = regex.compile(rf"\s* (?: {_PER_UNIT}.* | {_PHRASE} | {_MONEY} ) \s*", regex.VERBOSE)
# 'en' is French 'in' only before a French plural: in Dutch it is 'and'.
_IN = r"(?: (?i:\bin) | (?i:\ben) (?=\s+(?i:milli|euros)) ) \s+ (?:[x×]\s*)?"
_ANNOUNCED = tuple(
    regex.compile(pattern, regex.VERBOSE)
    for pattern in (
        # '(euro)', '(x 1.000 euro)', '(bedragen in duizend euro, incl. btw)'; 'Aantal (%)' heads '56 (12 %)'.
        rf"(?<!(?i:aantal)\s?(?=.\s*%))[(\[]\s*(?:[x×]\s*|[^()\[\]]*?{_IN})?{_PHRASE}\s*(?:[,;][^()\[\]]*)?[)\]]",
        rf"[(\[][^()\[\]]*?(?P<unit>{_any_of(_TIMES)})(?<=(?:[(\[]|\bin\s){_any_of(_TIMES)})\s*[)\]]",
        rf"[(\[]\s*(?:[^()\[\]]*?{_IN})?{_MONEY}\s*(?:[,;][^()\[\]]*)?[)\]] | (?:^\s*|{_IN}){_MONEY}\s*(?:\(|$)",
        rf"^\s*{_PER_UNIT}(?P<named>.*\S)\s*$ | (?<=\s)(?P<unit>{_NAME})(?P<per>/\p{{L}}+)\s*$",
        rf"{_IN}{_PHRASE}\s*[.:]?\s*$",
        rf"{_IN}{_PHRASE}(?<=(?i:{_any_of(_WORDS)}))(?!\s+(?i:{_any_of(_SCALES)}|billions?)\b)",
        rf"^\s*(?:[x×]\s*)?{_PHRASE}\s*$",
        r"^\s*(?P<unit>%)(?!\s+en\b) | (?<![\d\s(]|\s(?i:en|et|and))\s+(?P<unit>%|€)\s*$",
        r"^\s*(?P<unit>(?i:procent|percent|pct))(?i:uele?|ueel|age|s)?\b(?!\s+en\b)",
    )
)


@lru_cache(maxsize=1 << 12)
def unit_of(text: str | None) -> str | None:
    """The unit that a caption or header announces ('in duizend euro' -> 'duizend EUR'); None if none or several."""
    found: set[str] = set()
    for pattern in _ANNOUNCED:
        for match in pattern.finditer(text or ""):
            if named := match.groupdict().get("named"):
                found.add(unit_of(named) or named)
            elif match.groupdict().get("unit") or not regex.fullmatch(rf"[(\[\s]*{_FACTOR}[\s)\]]*", match.group()):
                found.add(_phrase_unit(match))  # '(1.000)' is a number: only 'x 1.000' or '1.000 euro' is a unit
    found.discard("")
    scales = found & _FACTORS.keys()
    if len(found) == 2 and len(scales) == 1:  # 'Bedrag (x 1.000) in euro'
        (scale_word,), (unit,) = scales, found - scales
        return unit if unit.startswith(scale_word) else f"{scale_word} {unit}"
    return found.pop() if len(found) == 1 else None


def _phrase_unit(match: regex.Match[str]) -> str:
    groups = match.groupdict()
    zeros = (groups.get("factor") or "").count("0")
    scale_word = {3: "duizend", 6: "miljoen", 9: "miljard"}.get(zeros, "")
    if groups.get("scale"):
        scale_word = (_SCALES | _ENGLISH)[groups["scale"].lower()]
    printed = groups.get("unit") or ""
    return f"{scale_word} {_WORDS.get(printed.lower()) or _UNITS.get(printed, '')}{groups.get('per') or ''}".strip()


def is_unit(text: str) -> bool:
    """True for a text that is a unit and nothing else, of more than a sign: 'Per cent', 'EUR million', 'Unit: kg'."""
    return len(text.strip()) >= LONG_UNIT and _ALONE.fullmatch(text) is not None


def scale(unit: str | None) -> Decimal:
    """What one of `unit` counts for: 1000 for 'duizend EUR', 1000000 for 'mio' or 'MEUR', 1 for 'ha' and None."""
    word = ((unit_of(unit) or "").split() or [""])[0]
    return _FACTORS.get(word, Decimal(1))


_MONTH = (
    r"(?i:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
)
_PROSE = regex.compile(
    rf"""
    (?: ^\s* (?:[0-9]{{1,2}}|[a-z]) [.)] (?=\s|$)                                      # '1.', 'a)' before an item
      | (?<!\w) [0-9]{{1,2}} (?:e|ste|de)? (?:\s?[-–]\s?[0-9]{{1,2}})? \s+ {_MONTH} (?:\s+[0-9]{{4}})?
      | {_MONTH} \s+ [0-9]{{4}}
      | (?<!\w) (?:\+|00|0) [0-9]{{1,3}} (?:[\s/.]{{1,3}}[0-9]{{2,3}}){{3,}}            # telephone
      | (?i:(?<!\w)(?:artikel(?:en)?|art\.|nrs?\.?|nummers?|§|bijlagen?|tabel(?:len)?|vragen|vraag|punt|pagina
          |figuur|grafiek|hoofdstuk|p\.|blz\.|lid)) \s* (?:n?r?\.?\s*) [0-9][\w./§-]* (?:\s+(?:en|of|tot|t/m)\s+[0-9][\w./-]*)*
      | (?i:(?<!\w)(?:ongeveer|circa|ca\.|zowat|rond(?:\s+de)?)|\+/-|±|~) \s* [0-9][\d.,]*  # no exact claim
      | (?i:(?<!\w)tussen) \s+ (?:de\s+)? [0-9][\w.,]* (?:\s+\w+)? \s+ en \s+ (?:de\s+)? [0-9][\w.,]*
      | (?<![\w.,]) [1-9][0-9]{{3}} (?= \s+ \p{{Lu}} [\w-]*\p{{Ll}} )                      # '3500 Hasselt'
      | [0-9][\w.,]* (?:[-–/:][\w.,]*\w)+                                             # '10/09/2021', '12-jarigen'
      | (?P<number> (?<![\w/@°.,:])
            (?: {_LIMIT} {_SPACE}* (?: {_CURRENCY} {_SPACE}* )? | (?: {_CURRENCY} {_SPACE}* )? (?:(?<!\S)[{_MINUS}])? )
            {_DIGITS} {_AFTER} (?! \w | [°º] | [.,][0-9] | (?<=(?<![\d.,])10)[{SUPERSCRIPTS}⁻] ) )
      | [^\W\d_][\w.'’]* (?:[-/]\w+)*                                                # 'N8', 'COVID-19'
      | [0-9][\w.,]*
    )
    """,
    regex.VERBOSE | regex.MULTILINE,
)


def numbers_in(text: str, *, format: NumberFormat = DUTCH) -> list[tuple[str, Figure]]:
    """The numbers of a sentence in order, each with its literal text; years, dates, codes and guesses left out."""
    literals = (match["number"] for match in _PROSE.finditer(text) if match["number"])
    return [(literal, parse(literal, format)) for literal in literals if not is_year(literal)]
