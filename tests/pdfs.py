"""Small PDFs written by hand: a page for each content stream."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
"""The 32 bytes that ISO 32000-1, 7.6.3.3 pads passwords with."""
PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"


def pdf(
    *contents: str,
    page: str = "",
    box: str = "0 0 600 800",
    password: str | None = None,
    unicode: Mapping[int, str] | None = None,
) -> bytes:
    """A PDF with one page a content stream (Latin-1); `page` adds entries to each page's dictionary.

    /F is Helvetica, /B Helvetica-Bold, /C Courier, /S Helvetica in which code AD is a soft hyphen, /U a font whose letters are all
    half an em wide and which gives the codes in `unicode` that UTF-16 (hexadecimal) for Unicode, /I a picture of one
    grey point, /X a form that draws a line.
    """
    key = _key(password) if password is not None else None
    soft, odd = _to_unicode({0xAD: "00AD"}), _to_unicode(unicode or {0xAD: "00AD"})
    first = 13
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(contents)))
    objects: list[tuple[bytes, bytes | None]] = [
        (b"<</Type/Catalog/Pages 2 0 R>>", None),
        (f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(), None),
        (_font("Helvetica"), None),
        (_font("Helvetica-Bold"), None),
        (PICTURE, b"\x80"),
        (
            b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 10 0]/Length 20>>",
            b"1 w 0 50 m 90 50 l S",
        ),
        (_lock(password) if password is not None else b"null", None),
        (_font("Helvetica").replace(b">>", b"/ToUnicode 9 0 R>>"), None),
        (b"<</Length %d>>" % len(soft), soft),
        (_even_font(b"11 0 R"), None),
        (b"<</Length %d>>" % len(odd), odd),
        (_font("Courier"), None),
    ]
    for index, content in enumerate(contents):
        number = first + 2 * index
        entries = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{page}/Contents {number + 1} 0 R"
        fonts = "/Resources<</Font<</F 3 0 R/B 4 0 R/S 8 0 R/U 10 0 R/C 12 0 R>>/XObject<</I 5 0 R/X 6 0 R>>>>>>"
        data = content.encode("latin-1")
        objects += [((entries + fonts).encode(), None), (f"<</Length {len(data)}>>".encode(), data)]
    return _file(objects, key)


def text(x: float, y: float, words: str, *, size: float = 10, before: str = "", font: str = "F") -> str:
    """The operators that print words with their first letter's origin at x, y (points from the bottom left)."""
    return f"BT /{font} {size} Tf {before} 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"


def turned(x: float, y: float, words: str, matrix: str, *, size: float = 10, font: str = "F") -> str:
    """As `text`, under the four numbers of a text matrix ('0 1 -1 0' reads upwards)."""
    return f"BT /{font} {size} Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def _font(name: str) -> bytes:
    return f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()


def _even_font(to_unicode: bytes) -> bytes:
    widths = b"/FirstChar 0/LastChar 255/Widths[" + b"500 " * 256 + b"]/Encoding/WinAnsiEncoding"
    descriptor = b"/FontDescriptor<</Type/FontDescriptor/FontName/Even/Flags 32/FontBBox[0 -200 500 800]>>"
    return b"<</Type/Font/Subtype/Type1/BaseFont/Even" + widths + descriptor + b"/ToUnicode " + to_unicode + b">>"


def _to_unicode(names: Mapping[int, str]) -> bytes:
    """A ToUnicode map: ASCII, and these codes."""
    odd = " ".join(f"<{code:02X}> <{name}>" for code, name in names.items())
    return (
        "/CMapName /Odd def 1 begincodespacerange <00> <FF> endcodespacerange "
        f"1 beginbfrange <20> <7E> <0020> endbfrange {len(names)} beginbfchar {odd} endbfchar"
    ).encode()


def _file(objects: Iterable[tuple[bytes, bytes | None]], key: bytes | None) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, (entries, stream) in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\n" % (number, entries)
        if stream is not None:
            out += b"stream\n" + (_rc4(_object_key(key, number), stream) if key else stream) + b"\nendstream\n"
        out += b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b"/Encrypt 7 0 R/ID[<00><00>]" if key else b""
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, lock, start)
    return bytes(out)


def _owner(password: str) -> bytes:
    padded = (password.encode("latin-1") + PADDING)[:32]
    return _rc4(hashlib.md5(padded).digest()[:5], padded)


def _key(password: str) -> bytes:
    """The file's key: algorithm 2 of ISO 32000-1, 7.6.3.3, for revision 2."""
    padded = (password.encode("latin-1") + PADDING)[:32]
    return hashlib.md5(padded + _owner(password) + b"\xfc\xff\xff\xff" + b"\0").digest()[:5]


def _lock(password: str) -> bytes:
    user = _rc4(_key(password), PADDING)
    return b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (
        _owner(password).hex().encode(),
        user.hex().encode(),
    )


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
