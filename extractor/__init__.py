"""Tables and text of written parliamentary questions, read from their PDFs, with their arithmetic checked."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from extractor.errors import (
    BrokenPdf,
    BrokenSheet,
    EncryptedPdf,
    ExtractorError,
    MissingFile,
    NotAPdf,
    ScannedPdf,
    SourceError,
    UsageError,
)
from extractor.pipeline import read
from extractor.record import Extraction
from extractor.writers.frame import figures, to_frame
from extractor.writers.saying import say

try:
    __version__ = version("extractor")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "0+unknown"

__all__ = [
    "BrokenPdf",
    "BrokenSheet",
    "EncryptedPdf",
    "Extraction",
    "ExtractorError",
    "MissingFile",
    "NotAPdf",
    "ScannedPdf",
    "SourceError",
    "UsageError",
    "__version__",
    "figures",
    "read",
    "say",
    "to_frame",
]
