"""The archive: files under their SHA-256, and a ledger of what was asked, fetched, read and found."""

from __future__ import annotations

from extractor.archive.blobs import Blobs
from extractor.archive.ledger import Ledger, State, Stored

__all__ = ["Blobs", "Ledger", "State", "Stored"]
