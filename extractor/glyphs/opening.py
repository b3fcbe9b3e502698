"""Bytes that cannot be read as a PDF become the error that says what they are."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import BrokenPdf, EncryptedPdf, MissingFile, NotAPdf

HEAD, TAIL = 1024, 4096
"""Bytes looked at for `%PDF-` and for the end of the file; Acrobat too allows 1024 before the header."""

LOOKS = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<?xml", "an XML file"),
    (b"PK\x03\x04", "a ZIP file, as Word and Excel write them"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "an RTF text"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)


def source_name(data: bytes | Path, name: str) -> str:
    """The name that errors show."""
    return name or (str(data) if isinstance(data, Path) else "these bytes")


def check_pdf(data: bytes | Path, name: str) -> None:
    """Nothing for a whole PDF; else the error that tells what is wrong with the bytes."""
    head, tail = _ends(data)
    if not head:
        raise MissingFile(name, "the file is empty", "Download it again.")
    if b"%PDF-" not in head:
        raise NotAPdf(name, f"this is no PDF but {_looks_like(head)}", "Give the address or path of the PDF itself.")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise BrokenPdf(name, "the PDF is truncated: its end is missing", "Download it again.")


def locked(name: str, password: str | None) -> EncryptedPdf:
    """The error for a PDF that does not open with this password."""
    if password is None:
        return EncryptedPdf(name, "the PDF is encrypted", "Give its password.")
    return EncryptedPdf(name, "the password does not open this PDF", "Give another one.")


def broken(name: str, detail: str) -> BrokenPdf:
    """The error for a PDF whose structure cannot be followed."""
    return BrokenPdf(name, f"the PDF is damaged ({detail})", "Download it again, or print it to a new PDF.")


def _ends(data: bytes | Path) -> tuple[bytes, bytes]:
    if isinstance(data, bytes):
        return data[:HEAD], data.rstrip(b"\0\r\n \t")[-TAIL:]
    with data.open("rb") as file:
        head = file.read(HEAD)
        size = file.seek(0, 2)
        file.seek(max(0, size - 4 * TAIL))
        return head, file.read().rstrip(b"\0\r\n \t")[-TAIL:]


def _looks_like(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, look in LOOKS:
        if start[: len(mark)].lower() == mark.lower():
            return look
    if b"<html" in head.lower():
        return "an HTML page"
    shown = start[:20].decode("latin-1")
    return f"a file that begins with {shown!r}"
