"""The parts of a written question: both heads, the numbered questions and answers, the annexes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date as Date

import regex

from extractor.document import Annex, Answer, Minister, Question, Reference
from extractor.layout import Layout, date_in
from extractor.lines import Line, paragraph
from extractor.names import as_printed, name_in_normal_capitals, title_in_normal_capitals

LABEL = regex.compile(
    r"(?:vraag\s+|antwoord\s+)?(?P<numbers>\d{1,2}(?:[.)]?\s*(?:,|&|\+|/|-|–|en|tot\s+en\s+met)\s*\d{1,2})*)\s*[.)]+(?=\s|$)",
    regex.IGNORECASE,
)
BULLET = regex.compile(r"(?:[-–•*]|\d{1,2}[.)])\s+")
NAMED = regex.compile(r"(?P<name>\p{Lu}[\p{L}'’.-]+(?:\s+[\p{L}'’.-]+)*?)\s*\((?P<number>\d{1,5})\)")


Spoken = tuple[tuple[Line, str], ...]
"""Lines, each with what a text has of it: the first may begin after a label."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the text of a document says; `answer_starts` has (page, top, index of the answer) in reading order.

    `spoken` are the lines of each answer with what its text has of them, `left` the lines that none of the parts has.
    """

    number: int | None = None
    author: str | None = None
    date: Date | None = None
    zittingsjaar: str | None = None
    title: str | None = None
    ministers: tuple[Minister, ...] = ()
    answered_on: Date | None = None
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    introduction: str | None = None
    closing: str | None = None
    preamble: str | None = None
    annexes: tuple[Annex, ...] = ()
    references: tuple[Reference, ...] = ()
    answer_starts: tuple[tuple[int, float, int], ...] = ()
    spoken: tuple[Spoken, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()
    left: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered part with its lines, the label's own line first (label cut off by its text)."""

    label: str
    spoken: Spoken

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.spoken if text]


@dataclass(frozen=True, slots=True)
class Head:
    """The question's head: its fields, the index of the first line after it, and its lines that give none of them."""

    number: int | None
    author: str | None
    date: Date | None
    minister: Minister | None
    title: str | None
    end: int
    left: tuple[Line, ...] = ()

    @property
    def known(self) -> bool:
        """False where nothing of a head follows: a sentence may begin with the heading's words too."""
        return any((self.number, self.author, self.date, self.minister))


def read(lines: Sequence[Line], layout: Layout) -> Parts:
    """The parts of a written question from its lines in reading order, tables and furniture left out.

    A document without the heading of a written question has no parts and a notice.
    """
    headings = (i for i, line in enumerate(lines) if _starts(line, layout.question_headings))
    found = next(((i, head) for i in headings if (head := _head(lines, i + 1, layout)).known), None)
    if found is None:
        return Parts(notices=(("no-written-question", "no heading of a written question: tables only"),))
    start, head = found
    reply = next((i for i in range(head.end, len(lines)) if _is_heading(lines[i], layout.answer_headings)), None)
    foot = len(lines) if reply is None else _above_heading(lines, reply)
    before, questions, closing = _items(lines[head.end : foot])
    introduction = _text(before)
    asked = tuple(Question(label=item.label, text=paragraph(item.texts)) for item in questions)
    if not asked and introduction:
        asked, introduction = (Question(label=None, text=introduction),), None
    answered = _answers(lines, reply, layout, {item.label for item in questions}) if reply is not None else Answered()
    whole = paragraph([line.text for line in lines[head.end :]])
    return Parts(
        number=head.number,
        author=head.author and as_printed(head.author, whole),
        date=head.date,
        zittingsjaar=zittingsjaar(head.date) if head.date else None,
        title=head.title,
        ministers=_ministers(head, whole, layout),
        answered_on=answered.day,
        questions=asked,
        answers=answered.answers,
        introduction=introduction,
        closing=_text(closing),
        preamble=answered.preamble,
        annexes=answered.annexes,
        references=_references(whole, layout),
        answer_starts=answered.starts,
        spoken=answered.spoken,
        notices=_missing(head, reply),
        left=(*lines[:start], *head.left, *answered.left),
    )


def zittingsjaar(day: Date) -> str:
    """The parliamentary year of a day, '2020-2021': it opens on the fourth Monday of September."""
    first = Date(day.year, 9, 1)
    opening = Date(day.year, 9, 1 + (-first.weekday()) % 7 + 21)
    year = day.year if day >= opening else day.year - 1
    return f"{year}-{year + 1}"


def _starts(line: Line, headings: Sequence[str]) -> bool:
    return line.text.casefold().startswith(tuple(headings))


def _is_heading(line: Line, headings: Sequence[str]) -> bool:
    return line.text.casefold().strip(" :") in headings and line.text == line.text.upper()


def _is_capitals(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    return len(letters) > 3 and text == text.upper()


def _head(lines: Sequence[Line], start: int, layout: Layout) -> Head:
    """The head that begins after the heading at `start`."""
    number: int | None = None
    author: str | None = None
    day: Date | None = None
    minister: Minister | None = None
    left: list[Line] = []
    index = start
    while index < min(len(lines), start + 12):
        text = lines[index].text
        if match := layout.number.fullmatch(text):
            number = int(match["value"])
        elif match := layout.author.fullmatch(text):
            author = name_in_normal_capitals(match["value"])
        elif match := layout.date.fullmatch(text):
            day = date_in(match["value"], layout)
            left += [] if day else [lines[index]]
        elif match := layout.to.fullmatch(text):
            minister, index = _minister(match["value"], lines, index + 1)
            break
        else:
            left.append(lines[index])
        index += 1
    else:
        index, left = start, []
    title: list[str] = []
    while index < len(lines) and (lines[index].bold or not title):
        if LABEL.match(lines[index].text) or _is_heading(lines[index], layout.answer_headings):
            break
        title.append(lines[index].text)
        index += 1
    return Head(number, author, day, minister, paragraph(title) or None, index, tuple(left))


def _minister(name: str, lines: Sequence[Line], index: int) -> tuple[Minister, int]:
    """The minister with the title in the lines of capitals that follow, and the index after them."""
    title: list[str] = []
    while index < len(lines) and _is_capitals(lines[index].text):
        title.append(lines[index].text)
        index += 1
    text = title_in_normal_capitals(paragraph(title)) if title else None
    return Minister(name=name_in_normal_capitals(name), title=text), index


def _above_heading(lines: Sequence[Line], heading: int) -> int:
    """The first of the lines in capitals (the minister's name and title) right above a heading."""
    index = heading
    while index > 0 and _is_capitals(lines[index - 1].text):
        index -= 1
    return index


def _items(lines: Sequence[Line], known: Collection[str] = ()) -> tuple[list[Line], list[Item], list[Line]]:
    """The lines before the first number, the numbered items, and the lines after the last.

    Labels stand at the margin and count upwards; a list inside an item starts again or is indented. `known` are the
    numbers that may come at all (none: they must follow each other).
    """
    margin = min((line.x0 for line in lines), default=0.0)
    starts: list[tuple[int, str, str]] = []
    last = 0
    for index, line in enumerate(lines):
        match = LABEL.match(line.text)
        if not match or line.x0 > margin + line.size:
            continue
        numbers = _numbers(match["numbers"])
        follows = numbers[0] == last + 1 or (numbers[0] > last and str(numbers[0]) in known)
        if follows and numbers == sorted(set(numbers)):
            starts.append((index, ", ".join(map(str, numbers)), line.text[match.end() :].strip()))
            last = numbers[-1]
    if not starts:
        return list(lines), [], []
    items: list[Item] = []
    for position, (index, label, text) in enumerate(starts):
        end = starts[position + 1][0] if position + 1 < len(starts) else len(lines)
        own = list(lines[index:end])
        items.append(Item(label, ((own[0], text), *((line, line.text) for line in own[1:]))))
    items[-1], closing = _without_closing(items[-1], margin)
    return list(lines[: starts[0][0]]), items, closing


def _numbers(text: str) -> list[int]:
    text = regex.sub(r"[.)]", "", text)
    found = [int(n) for n in regex.findall(r"\d+", text)]
    span = regex.fullmatch(r"(\d+)\s*(?:-|–|tot\s+en\s+met)\s*(\d+)", text)
    if span and found[0] < found[1] <= found[0] + 9:
        return list(range(found[0], found[1] + 1))
    return found


def _without_closing(item: Item, margin: float) -> tuple[Item, list[Line]]:
    """The last item up to the first line that is back at the margin, where its lines hang; and the rest."""
    lines = [line for line, _ in item.spoken]
    first = lines[0]
    hang = next((w.x0 for w in first.words[1:] if w.x0 - margin > 0.8 * first.size), margin)
    if hang - margin <= 0.8 * first.size or len(lines) < 2:
        after = 1 if len(lines) > 1 and hang > margin else len(lines)
    else:
        after = 1
    while after < len(lines) and lines[after].x0 > margin + 0.4 * first.size:
        after += 1
    return Item(item.label, item.spoken[:after]), lines[after:]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer's side of the document."""

    answers: tuple[Answer, ...] = ()
    preamble: str | None = None
    annexes: tuple[Annex, ...] = ()
    starts: tuple[tuple[int, float, int], ...] = ()
    spoken: tuple[Spoken, ...] = ()
    day: Date | None = None
    left: tuple[Line, ...] = ()


def _answers(lines: Sequence[Line], heading: int, layout: Layout, known: Collection[str]) -> Answered:
    index = heading + 1
    day: Date | None = None
    left: list[Line] = []
    while index < len(lines) and index < heading + 8:
        text = lines[index].text
        if match := layout.date.fullmatch(text):
            day = date_in(match["value"], layout)
            left += [] if day else [lines[index]]
        elif not (layout.answered.fullmatch(text) or layout.author.fullmatch(text) or layout.number.fullmatch(text)):
            break
        index += 1
    end = next((i for i in range(index, len(lines)) if _is_heading(lines[i], layout.annex_headings)), len(lines))
    annexes = _annexes(lines[end + 1 :])
    before, items, after = _items(lines[index:end], known)
    if items:
        items[-1] = Item(items[-1].label, (*items[-1].spoken, *((line, line.text) for line in after)))
        answers = tuple(Answer(label=item.label, text=paragraph(item.texts)) for item in items)
        places = ((item.spoken[0][0].page, item.spoken[0][0].top) for item in items)
        starts = tuple((page, top, i) for i, (page, top) in enumerate(places))
        spoken = tuple(item.spoken for item in items)
        return Answered(answers, _text(before), annexes, starts, spoken, day, tuple(left))
    place = (lines[heading].page, lines[heading].top, 0)
    spoken = (tuple((line, line.text) for line in before),)
    return Answered((Answer(label=None, text=_text(before) or ""),), None, annexes, (place,), spoken, day, tuple(left))


def _annexes(lines: Sequence[Line]) -> tuple[Annex, ...]:
    """One annex a line; a line that begins with a small letter goes on with the one above."""
    titles: list[list[str]] = []
    for line in lines:
        text = line.text
        match = BULLET.match(text)
        if titles and not match and text[:1].islower():
            titles[-1].append(text)
        else:
            titles.append([text[match.end() :] if match else text])
    return tuple(Annex(title=paragraph(title)) for title in titles)


def _ministers(head: Head, text: str, layout: Layout) -> tuple[Minister, ...]:
    """The minister of the head, and those that a sentence names with each one's number."""
    first = head.minister and head.minister.model_copy(update={"name": as_printed(head.minister.name, text)})
    ministers = [first] if first else []
    match = layout.several.search(text)
    if not match:
        return tuple(ministers)
    named = regex.sub(r"^(?:de\s+)?(?:vlaamse\s+)?ministers?\s+", "", match["value"], flags=regex.IGNORECASE)
    for found in NAMED.finditer(regex.sub(r"(?:,|\ben\b)\s*", "\n", named)):
        name, number = found["name"].strip(), int(found["number"])
        if first and name.casefold() == first.name.casefold():
            ministers[0] = first.model_copy(update={"number": number})
        else:
            ministers.append(Minister(name=name, number=number))
    return tuple(ministers)


def _references(text: str, layout: Layout) -> tuple[Reference, ...]:
    found = (
        Reference(number=int(m["number"]), text=m.group().strip(), zittingsjaar=m["zittingsjaar"])
        for m in layout.reference.finditer(text)
    )
    return tuple(dict.fromkeys(found))


def _text(lines: Sequence[Line]) -> str | None:
    return paragraph([line.text for line in lines]) or None


def _missing(head: Head, reply: int | None) -> tuple[tuple[str, str], ...]:
    fields = {
        "number": head.number,
        "author": head.author,
        "date": head.date,
        "minister": head.minister,
        "title": head.title,
    }
    notices = [("missing-metadata", f"the head gives no {name}") for name, value in fields.items() if value is None]
    if reply is None:
        notices.append(("no-answer", "the document has no answer yet"))
    return tuple(notices)
