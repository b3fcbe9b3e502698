"""What a file is: by its bytes, then by what the server calls it; names it has none."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

FileKind = Literal["pdf", "xlsx", "xls", "docx", "doc", "rtf", "html", "other"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES: dict[str, FileKind] = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/msword": "doc",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "text/html": "html",
}
_EXTENSIONS: dict[FileKind, str] = {
    "pdf": ".pdf", "xlsx": ".xlsx", "xls": ".xls", "docx": ".docx", "doc": ".doc", "rtf": ".rtf", "html": ".html",
    "other": ".bin",
}  # fmt: skip


def kind_of(data: bytes, content_type: str = "") -> FileKind:
    """The kind of a file; an HTML page under the name of a PDF is 'html'."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE):
        # Word and old Excel share a container; its directory names the streams in UTF-16.
        return "xls" if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")) else "doc"
    if data.startswith(b"PK"):
        return _zipped(data)
    if start[:256].lower().startswith((b"<!doctype html", b"<html")) or b"<html" in start[:512].lower():
        return "html"
    return _TYPES.get(content_type.partition(";")[0].strip().lower(), "other")


def _zipped(data: bytes) -> FileKind:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return "other"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "docx" if any(name.startswith("word/") for name in names) else "other"


def extension(kind: FileKind) -> str:
    """'.pdf' for 'pdf'."""
    return _EXTENSIONS[kind]
