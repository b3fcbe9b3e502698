"""Pages by pdfplumber: the independent witness, by another parser (pdfminer) than PDFium's.

pdfplumber opens the file and knows its pages; a device of our own takes the ink from its interpreter, since a
character of pdfplumber's tells neither its text rise nor whether it is visible.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException

from extractor.characters import UNKNOWN
from extractor.errors import SourceError
from extractor.geometry import BBox
from extractor.glyphs.assemble import SOFT_HYPHEN, page_of
from extractor.glyphs.drawing import (
    IDENTITY,
    Drawing,
    Matrix,
    Point,
    applied,
    corners,
    marks,
    multiplied,
    turn_of,
    width_scale,
)
from extractor.glyphs.ink import Glyph, Ink, font_name, is_bold
from extractor.glyphs.opening import broken, check_pdf, locked, source_name
from extractor.page import Page

INVISIBLE, CLIP, FAKE_BOLD = 3, 7, (2, 6)
"""Text render modes."""


def pages(data: bytes | Path, *, password: str | None = None, name: str = "") -> Iterator[Page]:
    """The pages of a PDF one by one; only one is held at a time."""
    name = source_name(data, name)
    check_pdf(data, name)
    try:
        document = pdfplumber.open(io.BytesIO(data) if isinstance(data, bytes) else data, password=password)
    except PdfminerException as error:
        raise _why(error, name, password) from error
    try:
        if not document.pages:
            raise broken(name, "it has no pages")
        for page in document.pages:
            try:
                ink = _ink(document, page.page_obj)
            except (PdfminerException, ValueError, TypeError, KeyError, AssertionError) as error:
                raise broken(name, f"page {page.page_number} cannot be read: {error}") from error
            finally:
                page.close()
            yield page_of(page.page_number, ink)
    finally:
        document.close()


def render(data: bytes | Path, number: int, *, password: str | None = None, scale: float) -> Any:
    """A picture (PIL) of page `number`, counted from 1, with `scale` pixels a point."""
    with pdfplumber.open(io.BytesIO(data) if isinstance(data, bytes) else data, password=password) as document:
        return document.pages[number - 1].to_image(resolution=72 * scale).original.convert("RGB")


def _why(error: PdfminerException, name: str, password: str | None) -> SourceError:
    cause = error.args[0] if error.args else error
    return locked(name, password) if isinstance(cause, PDFPasswordIncorrect) else broken(name, repr(cause))


def _ink(document: Any, page: Any) -> Ink:
    device = InkDevice(document.rsrcmgr)
    PDFPageInterpreter(document.rsrcmgr, device).process_page(page)
    rules, fills = marks(device.drawings, device.width, device.height)
    return Ink(device.width, device.height, device.glyphs, rules, fills, device.images)


class InkDevice(PDFTextDevice):
    """Takes what pdfminer's interpreter draws, in the page's frame."""

    def __init__(self, rsrcmgr: Any) -> None:
        super().__init__(rsrcmgr)
        self.glyphs: list[Glyph] = []
        self.drawings: list[Drawing] = []
        self.images: list[BBox] = []
        self.width = self.height = 0.0
        self._to_page: Matrix = IDENTITY
        self._mode = 0
        self._told: list[tuple[int, str | None]] = []
        self._outer: list[Any] = []
        self._fonts: dict[Any, tuple[str, bool]] = {}

    def begin_page(self, page: Any, ctm: Matrix) -> None:
        """Finds the visible box of the page, as turned by its /Rotate."""
        box = _visible(page)
        xs, ys = zip(applied(ctm, box[0], box[1]), applied(ctm, box[2], box[3]), strict=True)
        self.width, self.height = max(xs) - min(xs), max(ys) - min(ys)
        self._to_page = (1.0, 0.0, 0.0, -1.0, -min(xs), max(ys))

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        self._outer.append(self.ctm)

    def end_figure(self, name: str) -> None:
        self.ctm = self._outer.pop()

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        actual = props.get("ActualText") if isinstance(props, dict) else None
        self._told.append((len(self.glyphs), _told(actual) if isinstance(actual, bytes) else None))

    def end_tag(self) -> None:
        first, told = self._told.pop() if self._told else (0, None)
        if told is not None:
            self.glyphs[first:] = _as_told(self.glyphs[first:], told)

    def render_image(self, name: str, stream: Any) -> None:
        self.images.append(BBox(*corners(self._matrix())))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        advance: float = font.char_width(cid) * fontsize * scaling
        to_page = multiplied(matrix, self._to_page)
        x, y = applied(to_page, 0, rise)
        a, b, c, d, *_ = to_page
        if font not in self._fonts:
            name = _font_name(font)
            self._fonts[font] = (name, is_bold(name))
        name, bold = self._fonts[font]
        self.glyphs.append(
            Glyph(
                text or UNKNOWN,
                x,
                y,
                abs(advance) * math.hypot(a, b),
                turn_of(a * fontsize, b * fontsize),
                abs(fontsize) * math.hypot(c, d),
                name,
                bold or self._mode in FAKE_BOLD,
                self._mode in (INVISIBLE, CLIP),
            )
        )
        return advance

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        matrix = self._matrix()
        subpaths = list(_subpaths(path, matrix))
        if subpaths:
            width = (graphicstate.linewidth or 0) * width_scale(matrix)
            stroked = _grey(graphicstate.scolor) if stroke else None
            filled = _grey(graphicstate.ncolor) if fill else None
            self.drawings.append(Drawing(subpaths, width, stroked, filled))

    def _matrix(self) -> Matrix:
        return multiplied(self.ctm or IDENTITY, self._to_page)


def _visible(page: Any) -> tuple[float, float, float, float]:
    """The crop box within the media box, in user space."""
    ax, ay, bx, by = page.mediabox
    crop = page.cropbox or page.mediabox
    x0, x1 = max(min(ax, bx), min(crop[0], crop[2])), min(max(ax, bx), max(crop[0], crop[2]))
    y0, y1 = max(min(ay, by), min(crop[1], crop[3])), min(max(ay, by), max(crop[1], crop[3]))
    if x0 >= x1 or y0 >= y1:
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    return x0, y0, x1, y1


def _told(actual: bytes) -> str:
    """An ActualText; pdfminer's own reading drops a half of UTF-16 that stands alone."""
    if actual.startswith(b"\xfe\xff"):
        return actual[2 : len(actual) // 2 * 2].decode("utf-16-be", "surrogatepass")
    return decode_text(actual)


def _as_told(glyphs: list[Glyph], told: str) -> list[Glyph]:
    """Glyphs under an ActualText: InDesign tells so that dots are a tab's, a hyphen soft, a letter a small capital."""
    parts = [part if _leaves_ink(part) else " " for part in told]
    if not "".join(parts).replace(UNKNOWN, "").strip():
        return [glyph._replace(text=" ") for glyph in glyphs]
    if len(glyphs) == 1:
        return [glyphs[0]._replace(text="".join(parts).strip())]
    if len(glyphs) == len(parts):
        return [glyph._replace(text=part) for glyph, part in zip(glyphs, parts, strict=True)]
    return glyphs


def _leaves_ink(character: str) -> bool:
    """Whether a character may be seen: a soft hyphen, a private-use one, a half of UTF-16 too; a tab is not."""
    return character.isprintable() or character == SOFT_HYPHEN or unicodedata.category(character) in ("Co", "Cs")


def _font_name(font: Any) -> str:
    name = getattr(font, "basefont", None) or font.fontname
    return font_name(name.decode("latin-1") if isinstance(name, bytes) else str(name or ""))


def _subpaths(path: Sequence[Any], matrix: Matrix) -> Iterator[list[Point]]:
    """Straight subpaths as lists of points; a subpath with a curve is left out."""
    points: list[Point] = []
    curved = False
    for operator, *numbers in path:
        if operator == "m":
            if len(points) > 1 and not curved:
                yield points
            points, curved = [applied(matrix, *numbers)], False
        elif operator == "l":
            points.append(applied(matrix, *numbers))
        elif operator == "h":
            if points and points[0] != points[-1]:
                points.append(points[0])
        else:
            curved = True
    if len(points) > 1 and not curved:
        yield points


def _grey(colour: Any) -> float:
    """The luminance from 0 to 1; a pattern counts as grey."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return 0.0 if colour is None else 0.5
    if len(parts) == 1:
        return float(parts[0])
    if len(parts) == 4:
        black = 1 - parts[3]
        parts = [(1 - part) * black for part in parts[:3]]
    red, green, blue = parts[:3]
    return float(round(0.299 * red + 0.587 * green + 0.114 * blue, 3))
