"""What the checks say, in Dutch and in English: one place for every sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.layout import Layout

Language = Literal["nl", "en"]

_MESSAGES: dict[str, tuple[str, str]] = {
    # why a failing claim accuses nobody
    "alone": (
        "geen ander totaal toont dat deze cijfers samen geteld worden",
        "no other total shows that these figures are taken together",
    ),
    "unproven": (
        "niets anders in de tabel toont dat deze cijfers samen geteld worden",
        "nothing else in the table shows that these figures are taken together",
    ),
    "nested": ("sommige rijen zijn delen van andere", "some rows are parts of others"),
    "ambiguous": ("een cijfer kan hier op twee manieren gelezen worden", "a figure here may be read in two ways"),
    "rounded": (
        "een zo klein verschil kan van afronding komen",
        "a difference this small may come from rounding",
    ),
    "gap": ("een lege cel kan het verschil verklaren", "a blank cell may stand for the difference"),
    "cut off": (
        "het percentage kan afgekapt zijn in plaats van afgerond",
        "the percentage may be cut off rather than rounded",
    ),
    "own base": (
        "alleen deze rij volgt niet wat de andere volgen: ze kan een andere basis hebben",
        "this row alone does not follow what the others follow: it may have another base",
    ),
    "weighted": ("een gemiddelde kan gewogen zijn", "an average may be weighted"),
    "other measure": (
        "dezelfde naam kan hier iets anders tellen",
        "the same name may count something else here",
    ),
    "says": ("het document zegt '{word}' ('{text}')", "the document says '{word}' ('{text}')"),
    "persons": (
        "een persoon kan in meer dan een rij geteld zijn: het totaal ligt onder de som, maar niet onder een deel",
        "a person may be counted in several rows: the total is below the sum, but not below any part",
    ),
    "of which": (
        "'{word}' zegt niet dat de delen elkaar uitsluiten of volledig zijn",
        "'{word}' does not say that the parts exclude one another or are complete",
    ),
    "tangled": (
        "een andere tabel staat tussen deze cijfers: de tabel is niet zeker goed gelezen",
        "another table stands among these figures: the table may be read wrongly",
    ),
    "differs": (
        "{source} leest hier andere inkt: er valt niets te zeggen",
        "{source} reads other ink here: nothing can be said",
    ),
    "guessed": (
        "deze cijfers komen uit een OCR-laag over een beeld: er valt niets te zeggen",
        "these figures come from an OCR layer over a picture: nothing can be said",
    ),
    # hidden figures
    "hidden": (
        "verborgen of ontbrekende cijfers ({count}) kunnen het verschil maken",
        "suppressed or missing figures ({count}) may make up the difference",
    ),
    "between": ("{place} ligt tussen {low} en {high}", "{place} lies between {low} and {high}"),
    "at least": ("{place} is minstens {low}", "{place} is at least {low}"),
    "exactly": ("{place} is precies {low}", "{place} is exactly {low}"),
    "impossible": (
        "alle beweringen van deze tabel samen laten geen waarde over voor de verborgen cijfers",
        "all claims on this table together leave no value for the hidden figures",
    ),
    "reach": ("de som ligt tussen {low} en {high}", "the sum lies between {low} and {high}"),
    "reach up": ("de som is minstens {low}", "the sum is at least {low}"),
    # repairs
    "digit": ("een cijfer anders", "one digit differs"),
    "swap": ("twee cijfers verwisseld", "two digits are swapped"),
    "missing digit": ("een cijfer weggevallen", "a digit is missing"),
    "extra digit": ("een cijfer te veel", "a digit too many"),
    "sign": ("het teken ontbreekt of staat er ten onrechte", "a sign is missing or wrong"),
    "thousand mark": ("de punt of komma staat verkeerd", "the thousand or decimal mark is misplaced"),
    "value": ("een ander cijfer", "another figure"),
    "repair": ("het klopt als {changes} ({why})", "it would hold if {changes} ({why})"),
    "change": ("{place} {new} is in plaats van {old}", "{place} were {new} instead of {old}"),
    "left out": ("het klopt zonder {place} ({old})", "it would hold without {place} ({old})"),
    "left out part": ("{place} niet meetelt", "{place} did not count"),
    "exchanged": (
        "het klopt als {first} ({old}) en {second} ({new}) verwisseld zijn",
        "it would hold if {first} ({old}) and {second} ({new}) were exchanged",
    ),
    "shift": (
        "het klopt als de rij {place} een kolom verschoven is",
        "it would hold if the row {place} were moved by one column",
    ),
    "settles": (
        "dan klopt ook wat elders niet klopt ({count})",
        "then what fails elsewhere holds too ({count})",
    ),
    "breaks": ("maar dan klopt iets anders niet meer ({count})", "but then something else no longer holds ({count})"),
    "and": ("en", "and"),
    "figures": ("{count} cijfers", "{count} figures"),
    # the sentence
    "table": ("tabel {id} (p. {page})", "table {id} (p. {page})"),
    "answer": ("antwoord {label}", "answer {label}"),
    "text": ("tekst", "text"),
    "column": ("kolom {name}", "column {name}"),
    "row": ("rij {name}", "row {name}"),
    "in sentence": ("'{text}'", "'{text}'"),
    "kind column_total": ("gedrukt totaal {printed}, som {terms}", "printed total {printed}, sum {terms}"),
    "kind row_total": ("gedrukt totaal {printed}, som {terms}", "printed total {printed}, sum {terms}"),
    "kind share": ("gedrukt aandeel {printed}, berekend {terms}", "printed share {printed}, computed {terms}"),
    "kind growth": ("gedrukte groei {printed}, berekend {terms}", "printed growth {printed}, computed {terms}"),
    "kind difference": (
        "gedrukt verschil {printed}, berekend {terms}",
        "printed difference {printed}, computed {terms}",
    ),
    "kind average": ("gedrukt gemiddelde {printed}, berekend {terms}", "printed average {printed}, computed {terms}"),
    "kind restated": ("gedrukt {printed}, elders {terms}", "printed {printed}, elsewhere {terms}"),
    "kind annex": ("gedrukt {printed}, in de bijlage {terms}", "printed {printed}, in the annex {terms}"),
    "kind prose": ("tekst zegt {printed}, cijfers geven {terms}", "text says {printed}, figures give {terms}"),
    "difference": ("verschil {value}", "difference {value}"),
    "printed": ("gedrukt {value}", "printed {value}"),
    "unknown": ("{count} onbekend", "{count} unknown"),
    "verdict match": ("klopt", "holds"),
    "verdict rounding": ("klopt binnen de afronding", "holds within rounding"),
    "verdict consistent": ("kan kloppen", "may hold"),
    "verdict non_additive": ("hoeft niet te kloppen", "need not hold"),
    "verdict unread": ("niet te beoordelen", "cannot be judged"),
    "verdict mismatch": ("klopt niet", "does not hold"),
}


def say(language: Language, code: str, **values: object) -> str:
    """The message in a language."""
    return _MESSAGES[code][language == "en"].format(**values)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every check needs beside the tables.

    `disclose`: name the exact value of a hidden figure where the rest gives it away, which is a privacy matter.
    """

    layout: Layout
    language: Language = "en"
    disclose: bool = False

    def say(self, code: str, **values: object) -> str:
        """The message in the setting's language."""
        return say(self.language, code, **values)
