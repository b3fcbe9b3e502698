"""A written question as values: who asked what, who answered what."""

from __future__ import annotations

from datetime import date as Date

from extractor.model import Model


class Minister(Model):
    """A minister to whom the question was put; `number` is the question's number with that minister."""

    name: str
    title: str | None = None
    number: int | None = None


class Question(Model):
    """One numbered part of the question, its sub-items in the text."""

    label: str | None
    text: str


class Answer(Model):
    """One answer: '8, 9' for a joint one, null without a number; `tables` are table ids."""

    label: str | None
    text: str
    tables: tuple[str, ...] = ()


class Annex(Model):
    """An annex by its printed name."""

    title: str


class Reference(Model):
    """Another written question that the text points to; `text` is the literal passage."""

    number: int
    text: str
    zittingsjaar: str | None = None


class Document(Model):
    """A PDF and what its heads say; every field of a question is null or empty in another document.

    `zittingsjaar` is the parliamentary year in which the question was put, '2020-2021'.
    """

    id: str
    sha256: str
    pages: int
    glyphs: str
    url: str | None = None
    page_url: str | None = None
    number: int | None = None
    author: str | None = None
    date: Date | None = None
    zittingsjaar: str | None = None
    title: str | None = None
    themes: tuple[str, ...] = ()
    ministers: tuple[Minister, ...] = ()
    answered_on: Date | None = None
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    introduction: str | None = None
    closing: str | None = None
    preamble: str | None = None
    annexes: tuple[Annex, ...] = ()
    references: tuple[Reference, ...] = ()
    licence: str | None = None
