"""The tree of errors; each message names the file, the place and what to do.

ExtractorError
├── SourceError          the input cannot be read at all
│   ├── MissingFile      no such file, a directory, or an empty file
│   ├── NotAPdf          other bytes under the name of a PDF (an HTML page, say)
│   ├── BrokenPdf        truncated or damaged
│   ├── EncryptedPdf     needs a password, or got a wrong one
│   ├── ScannedPdf       no page has text
│   ├── LongPdf          more pages than a batch may read
│   ├── BrokenSheet      an annex that is no spreadsheet, or a damaged one
│   ├── AddressError     an address that is none of the parliament's
│   └── FetchError       an address that does not answer, or not with what was asked
└── UsageError           an argument that does not exist (an unknown glyph source, say)
"""

from __future__ import annotations


class ExtractorError(Exception):
    """What went wrong, with which file, and what to do about it."""


class SourceError(ExtractorError):
    """The input cannot be read."""

    def __init__(self, source: str, problem: str, advice: str) -> None:
        super().__init__(f"{source}: {problem}. {advice}")
        self.source = source
        self.problem = problem
        self.advice = advice


class MissingFile(SourceError):
    """No such file, a directory in place of a file, or an empty file."""


class NotAPdf(SourceError):
    """The bytes are no PDF."""


class BrokenPdf(SourceError):
    """A PDF that is truncated or damaged."""


class EncryptedPdf(SourceError):
    """A PDF that asks for a password."""


class ScannedPdf(SourceError):
    """A PDF without any text: pictures of pages."""


class LongPdf(SourceError):
    """A PDF of more pages than the caller allows."""


class BrokenSheet(SourceError):
    """An annex that is no spreadsheet, or a damaged one."""


class AddressError(SourceError):
    """An address that points to no written question."""


class FetchError(SourceError):
    """An address that is not allowed, does not answer, or answers with something else."""


class UsageError(ExtractorError):
    """An argument that names nothing the program has."""
