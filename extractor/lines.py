"""Words joined to lines, lines to paragraphs; page numbers and repeated heads told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import regex

from extractor.geometry import BBox, clusters
from extractor.page import Page, Word

_OF_ALL = r"(?:/|van|sur|of|von)\s*\d{1,4}"
PAGE_NUMBER = regex.compile(rf"(?:pagina|page|p\.)?\s*[-–]?\s*\d{{1,4}}(?:\s*{_OF_ALL})?\s*[-–]?", regex.IGNORECASE)
PAGE_OF_PAGES = regex.compile(rf"\b\d{{1,4}}\s*{_OF_ALL}$", regex.IGNORECASE)
"""A line that ends with its page among all: 'Provincie Limburg 34 / 148'."""
EDGE = 3
"""Lines at a page's top or bottom that may be its head or foot."""
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Line(BBox):
    """The words on one baseline of one page, left to right."""

    page: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


def lines_of(page: Page) -> list[Line]:
    """The page's upright words in lines, top to bottom."""
    groups = baselines([word for word in page.words if word.angle == 0])
    return [_line(page.number, sorted(group, key=lambda w: w.x0)) for group in groups]


def baselines(words: Sequence[Word]) -> list[list[Word]]:
    """Upright words by the line that they stand on, top to bottom; a superscript stands in the line beside it."""
    if len(words) < 2:
        return [list(words)] if words else []
    plain = [word for word in words if not word.superscript]
    size = min([word.size for word in plain], default=10.0)
    groups = clusters(plain, attrgetter("baseline"), gap=0.22 * size)
    if len(plain) == len(words):
        return groups
    for mark in (word for word in words if word.superscript):
        home = min(groups, key=lambda g: abs(g[0].baseline - mark.baseline), default=None)
        if home is not None and abs(home[0].baseline - mark.baseline) < size:
            home.append(mark)
        else:
            groups.append([mark])
    return sorted(groups, key=lambda g: min(w.baseline for w in g))


def _line(page: int, words: Sequence[Word]) -> Line:
    return Line(
        min(w.x0 for w in words),
        min(w.top for w in words),
        max(w.x1 for w in words),
        max(w.bottom for w in words),
        page,
        tuple(words),
    )


def furniture(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Page numbers, and heads and feet that more than one page has at the same height."""
    edges = {line for lines in pages for line in (*lines[:EDGE], *lines[-EDGE:])}
    seen = Counter((line.text, round(line.top)) for line in edges)
    out: set[Line] = set()
    for lines in pages:
        for line in (*lines[:1], *lines[-1:]):
            if PAGE_NUMBER.fullmatch(line.text):
                out.add(line)
        out |= {line for line in (*lines[:EDGE], *lines[-EDGE:]) if seen[line.text, round(line.top)] > 1}
    return out


def paragraph(texts: Sequence[str]) -> str:
    """Lines as running text: a soft hyphen goes, a printed hyphen at a line's end stays and joins."""
    joined = ""
    for text in texts:
        if joined.endswith(SOFT_HYPHEN):
            joined = joined[:-1] + text
        elif joined.endswith("-") and joined[-2:-1].isalnum():
            joined += text
        else:
            joined = f"{joined} {text}" if joined else text
    return joined.replace(SOFT_HYPHEN, "")
