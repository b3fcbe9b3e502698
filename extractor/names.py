"""Names and titles that are printed in capitals, in normal capitals."""

from __future__ import annotations

import regex

INNER = frozenset({"de", "den", "der", "het", "'t", "ter", "ten", "la", "van"})
"""Parts of a family name that are small after another part: 'Van den Driessche', but 'De Vreese'."""
LEADS = frozenset({"van", "op", "in", "von"})
SMALL = frozenset(
    [
        "van",
        "de",
        "het",
        "der",
        "den",
        "en",
        "in",
        "op",
        "voor",
        "met",
        "te",
        "ten",
        "ter",
        "aan",
        "bij",
        "tot",
        "door",
        "over",
        "uit",
        "inzake",
        "belast",
        "bevoegd",
        "minister",
        "viceminister",
        "viceminister-president",
        "minister-president",
        "staatssecretaris",
    ]
)


def name_in_normal_capitals(name: str) -> str:
    """'MAAIKE DE VREESE' -> 'Maaike De Vreese'; a name in mixed letters stays as it is."""
    if name != name.upper():
        return " ".join(name.split())
    words: list[str] = []
    for word in name.split():
        small = word.casefold()
        before = words[-1].casefold().rsplit("-", 1)[-1] if words else ""
        inner = small in INNER and (before in LEADS or (len(words) > 1 and before in INNER and words[-1].islower()))
        words.append(small if inner else "-".join(_capital(part) for part in word.split("-")))
    return " ".join(words)


def as_printed(name: str, text: str) -> str:
    """The name as the text prints it elsewhere in mixed letters: 'Tine van der Vloet', which capitals do not tell."""
    pattern = r"\s+".join(map(regex.escape, name.split()))
    found = (match.group() for match in regex.finditer(rf"(?<!\w){pattern}(?!\w)", text, regex.IGNORECASE))
    return next((" ".join(each.split()) for each in found if each[:1].isupper() and each != each.upper()), name)


def _capital(word: str) -> str:
    small = word.lower()
    if small.startswith("ij"):
        return "IJ" + small[2:]
    match = regex.fullmatch(r"(\p{L})(['’])(\p{L}.*)", small)
    if match:
        first, mark, rest = match.groups()
        return f"{first.upper()}{mark}{rest[:1].upper()}{rest[1:]}"
    return small[:1].upper() + small[1:]


def title_in_normal_capitals(title: str) -> str:
    """'VLAAMS MINISTER VAN WERK' -> 'Vlaams minister van Werk'; a title in mixed letters stays as it is."""
    if title != title.upper():
        return title
    words = []
    for word in title.split():
        bare = word.strip(",;.()").lower()
        words.append(word.lower() if bare in SMALL else "-".join(_capital(part) for part in word.split("-")))
    return " ".join(words)
