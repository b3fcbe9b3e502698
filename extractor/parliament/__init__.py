"""The parliament's three services: document search, open data, files. The only place that makes HTTP requests."""

from __future__ import annotations

from extractor.parliament.addresses import Address, address_of
from extractor.parliament.client import Attempt, Client, Fetched
from extractor.parliament.files import FileKind, kind_of
from extractor.parliament.opendata import Attachment, QuestionInfo, questions
from extractor.parliament.search import Filters, Hit, discover
from extractor.parliament.settings import Settings, settings_from

__all__ = [
    "Address", "Attachment", "Attempt", "Client", "Fetched", "FileKind", "Filters", "Hit", "QuestionInfo", "Settings",
    "address_of", "discover", "kind_of", "questions", "settings_from",
]  # fmt: skip
