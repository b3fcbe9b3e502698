"""Pages by PDFium: every glyph with its box, every drawn line and filled area, by the raw API once a page."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.characters import END, HIGH, joined
from extractor.geometry import BBox
from extractor.glyphs.assemble import page_of
from extractor.glyphs.drawing import (
    Drawing,
    Matrix,
    applied,
    corners,
    marks,
    multiplied,
    turn_of,
    width_scale,
)
from extractor.glyphs.ink import MADE_SPACE, Glyph, Ink, font_name, is_bold
from extractor.glyphs.opening import broken, check_pdf, locked, source_name
from extractor.page import Page

GENERATED = frozenset((0, 2, 9, 10, 13, 32, 45))
"""Characters that PDFium makes up itself, between what is printed."""

SPACE = 32
OVERHANG = 0.15
"""Ems by which slanted ink may reach beyond its advance: PDFium's loose box holds it."""
LEAST_STEP = 0.15
"""Ems between two letters; a smaller step is one letter printed twice."""
FAKE_BOLD = (raw.FPDF_TEXTRENDERMODE_FILL_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP)
INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


def _fast(function: Any, result: Any, *arguments: Any) -> Any:
    """The function with plain integers for pointers: ctypes then makes no object a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = _fast(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_object_of = _fast(raw.FPDFText_GetTextObject, _P, _P, _I)
_loose_box = _fast(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_origin = _fast(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_generated = _fast(raw.FPDFText_IsGenerated, _I, _P, _I)
_font_of = _fast(raw.FPDFTextObj_GetFont, _P, _P)
_render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
_type_of = _fast(raw.FPDFPageObj_GetType, _I, _P)
_page_object = _fast(raw.FPDFPage_GetObject, _P, _P, _I)
_form_object = _fast(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_form_count = _fast(raw.FPDFFormObj_CountObjects, _I, _P)
_matrix_of = _fast(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
_segment = _fast(raw.FPDFPath_GetPathSegment, _P, _P, _I)
_segment_count = _fast(raw.FPDFPath_CountSegments, _I, _P)
_segment_point = _fast(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_segment_type = _fast(raw.FPDFPathSegment_GetType, _I, _P)
_segment_close = _fast(raw.FPDFPathSegment_GetClose, _I, _P)
_draw_mode = _fast(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_stroke_width = _fast(raw.FPDFPageObj_GetStrokeWidth, _I, _P, _P)
_fill_colour = _fast(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_stroke_colour = _fast(raw.FPDFPageObj_GetStrokeColor, _I, _P, _P, _P, _P, _P)
_bounds = _fast(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)


class Frame(NamedTuple):
    """The visible box of a page in user space, and its /Rotate: what leads to the page's own frame."""

    x0: float
    y0: float
    x1: float
    y1: float
    rotate: int

    @property
    def matrix(self) -> Matrix:
        """From user space to points from the top left of the page as shown."""
        if self.rotate == 90:
            return (0.0, 1.0, 1.0, 0.0, -self.y0, -self.x0)
        if self.rotate == 180:
            return (-1.0, 0.0, 0.0, 1.0, self.x1, -self.y0)
        if self.rotate == 270:
            return (0.0, -1.0, -1.0, 0.0, self.y1, self.x1)
        return (1.0, 0.0, 0.0, -1.0, -self.x0, self.y1)

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.x1 - self.x0, self.y1 - self.y0
        return (height, width) if self.rotate % 180 else (width, height)


class Style(NamedTuple):
    """What all glyphs of one text object share; `em` is the points of one em along the line.

    `level`: the text runs to the right in user space, so that PDFium's loose boxes are its advances.
    """

    angle: int
    size: float
    font: str
    bold: bool
    hidden: bool
    handle: int
    em: float
    level: bool


class Fonts:
    """Names and glyph widths of the fonts of one page, each asked for once."""

    def __init__(self) -> None:
        self._names: dict[int, tuple[str, bool]] = {0: ("", False)}
        self._widths: dict[tuple[int, int], float] = {}

    def name(self, font: int) -> tuple[str, bool]:
        """The font's name, and whether it is bold."""
        if font not in self._names:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(ctypes.cast(font, raw.FPDF_FONT), buffer, 256)
            name = font_name(buffer.value.decode("utf-8", "replace"))
            self._names[font] = (name, is_bold(name))
        return self._names[font]

    def width(self, font: int, code: int) -> float:
        """The advance of a character in ems; 0 where the font does not tell."""
        width = self._widths.get((font, code))
        if width is None:
            value = ctypes.c_float()
            if font:
                raw.FPDFFont_GetGlyphWidth(ctypes.cast(font, raw.FPDF_FONT), code, 1.0, value)
            width = self._widths[font, code] = float(value.value)
        return width


def pages(data: bytes | Path, *, password: str | None = None, name: str = "") -> Iterator[Page]:
    """The pages of a PDF one by one; only one is held at a time."""
    name = source_name(data, name)
    check_pdf(data, name)
    try:
        document = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise locked(name, password) from error
        raise broken(name, str(error)) from error
    try:
        count = len(document)
        if not count:
            raise broken(name, "it has no pages")
        for index in range(count):
            yield _page(document, index, name)
    finally:
        document.close()


def render(data: bytes | Path, number: int, *, password: str | None = None, scale: float) -> Any:
    """A picture (PIL) of page `number`, counted from 1, with `scale` pixels a point."""
    document = pdfium.PdfDocument(data, password=password)
    try:
        return document[number - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def _page(document: Any, index: int, name: str) -> Page:
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise broken(name, f"page {index + 1} cannot be read")
    try:
        frame = _frame(page)
        text_page = raw.FPDFText_LoadPage(page)
        try:
            glyphs = _glyphs(text_page, frame)
        finally:
            raw.FPDFText_ClosePage(text_page)
        drawings, images = _drawings(page, frame)
        rules, fills = marks(drawings, *frame.size)
        return page_of(index + 1, Ink(*frame.size, glyphs, rules, fills, images))
    finally:
        raw.FPDF_ClosePage(page)


def _frame(page: Any) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    rotate = 90 * raw.FPDFPage_GetRotation(page)
    return Frame(box.left, box.bottom, box.right, box.top, rotate)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _glyphs(text_page: Any, frame: Frame) -> list[Glyph]:
    """All printed characters in the order of printing, white space included."""
    handle = _address(text_page)
    to_page = frame.matrix
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at, at_x, at_y = ctypes.addressof(box), ctypes.addressof(x), ctypes.addressof(y)
    styles: dict[int, Style] = {}
    fonts = Fonts()
    glyphs: list[Glyph] = []
    last = (0, 0.0, 0.0)
    indexes = iter(range(raw.FPDFText_CountChars(text_page)))
    for index in indexes:
        code = _unicode(handle, index)
        if code in GENERATED and _generated(handle, index) == 1:
            if code == SPACE:
                glyphs.append(MADE_SPACE)
                last = (0, 0.0, 0.0)
            continue
        item = _object_of(handle, index)
        style = styles.get(item)
        if style is None:
            style = styles[item] = _style(text_page, index, item, frame, fonts)
        _origin(handle, index, at_x, at_y)
        gx, gy = applied(to_page, x.value, y.value)
        if code >= HIGH and (pair := _pair(handle, index, code, (x.value, y.value))):
            code = pair
            next(indexes)
        character = chr(code)
        width = style.em * fonts.width(style.handle, code)
        if last == (item, gx, gy) and not character.isspace():
            reach = _reach(text_page, index, gx, gy, style.angle, frame)
            glyphs[-1] = _with_piece(glyphs[-1], character, reach)
            continue
        if style.level:
            if last[2] == gy and LEAST_STEP * style.size < gx - last[1] < glyphs[-1].advance:
                glyphs[-1] = glyphs[-1]._replace(advance=gx - last[1])
            _loose_box(handle, index, at)
            ink = box.right - x.value
        else:
            ink = _reach(text_page, index, gx, gy, style.angle, frame)
        advance = width if ink - width <= OVERHANG * style.em and (width <= ink or not style.level) else ink
        last = (item, gx, gy)
        glyphs.append(Glyph(character, gx, gy, advance, style.angle, style.size, style.font, style.bold, style.hidden))
    return glyphs


def _pair(handle: int, index: int, code: int, place: tuple[float, float]) -> int:
    """The character above U+FFFF whose halves PDFium gives as this code and the next at one place; 0 for others.

    In text that runs to the left the low half comes first.
    """
    pair = joined(code, _unicode(handle, index + 1)) if code < END else 0
    if pair:
        x, y = ctypes.c_double(), ctypes.c_double()
        _origin(handle, index + 1, ctypes.addressof(x), ctypes.addressof(y))
        return pair if (x.value, y.value) == place else 0
    return 0


def _with_piece(glyph: Glyph, character: str, reach: float) -> Glyph:
    """The glyph with one more character of the ligature or sequence that it stands for."""
    return glyph._replace(text=glyph.text + character, advance=max(glyph.advance, reach))


def _reach(text_page: Any, index: int, x: float, y: float, angle: int, frame: Frame) -> float:
    """How far the ink of a glyph reaches from its origin, along its direction."""
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text_page, index, *sides)
    left, right, bottom, top = (side.value for side in sides)
    xa, ya = applied(frame.matrix, left, bottom)
    xb, yb = applied(frame.matrix, right, top)
    return {0: max(xa, xb) - x, 90: max(ya, yb) - y, 180: x - min(xa, xb), 270: y - min(ya, yb)}.get(angle, 0.0)


def _style(text_page: Any, index: int, item: int, frame: Frame, fonts: Fonts) -> Style:
    """What the glyphs of this text object share."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    a, b, c, d, *_ = multiplied((matrix.a, matrix.b, matrix.c, matrix.d, 0, 0), frame.matrix)
    nominal = raw.FPDFText_GetFontSize(text_page, index)
    font = _font_of(item) if item else 0
    name, bold = fonts.name(font)
    mode = _render_mode(item) if item else 0
    return Style(
        turn_of(a * nominal, b * nominal),
        abs(nominal) * math.hypot(c, d),
        name,
        bold or mode in FAKE_BOLD,
        mode in INVISIBLE,
        font,
        abs(nominal) * math.hypot(a, b),
        frame.rotate == 0 and a * nominal > 0 and abs(b) < 1e-3 * abs(a),
    )


def _drawings(page: Any, frame: Frame) -> tuple[list[Drawing], list[BBox]]:
    """Paths and image boxes of the page and its forms, in the page's frame."""
    drawings: list[Drawing] = []
    images: list[BBox] = []
    handle = _address(page)
    for index in range(raw.FPDFPage_CountObjects(page)):
        _collect(_page_object(handle, index), frame.matrix, drawings, images, 0)
    return drawings, images


def _collect(item: int, to_page: Matrix, drawings: list[Drawing], images: list[BBox], depth: int) -> None:
    kind = _type_of(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        drawing = _drawing(item, to_page)
        if drawing:
            drawings.append(drawing)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        images.append(BBox(*corners(multiplied(_matrix(item), to_page))))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < 16:
        inner = multiplied(_matrix(item), to_page)
        for index in range(_form_count(item)):
            _collect(_form_object(item, index), inner, drawings, images, depth + 1)


def _matrix(item: int) -> Matrix:
    m = raw.FS_MATRIX()
    _matrix_of(item, ctypes.addressof(m))
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _drawing(item: int, to_page: Matrix) -> Drawing | None:
    """The path with its points in the page's frame; None for one that leaves no ink."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    _draw_mode(item, ctypes.addressof(mode), ctypes.addressof(stroked))
    fill = _grey(_fill_colour, item) if mode.value else None
    stroke = _grey(_stroke_colour, item) if stroked.value else None
    count = _segment_count(item)
    if (fill is None and stroke is None) or count > 4000:
        return None
    matrix = multiplied(_matrix(item), to_page)
    width = ctypes.c_float()
    _stroke_width(item, ctypes.addressof(width))
    return Drawing(_subpaths(item, count, matrix), width.value * width_scale(matrix), stroke, fill)


def _subpaths(item: int, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """Straight subpaths as lists of points; a subpath with a curve is left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    subpaths: list[list[tuple[float, float]]] = []
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = _segment(item, index)
        kind = _segment_type(segment)
        _segment_point(segment, at_x, at_y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            points, curved = [], False
            subpaths.append(points)
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        if curved:
            points.clear()
            continue
        points.append(applied(matrix, x.value, y.value))
        if _segment_close(segment) and points[0] != points[-1]:
            points.append(points[0])
    return [each for each in subpaths if len(each) > 1]


def _grey(colour_of: Any, item: int) -> float | None:
    """The luminance from 0 to 1; None for a colour that cannot be seen; a pattern counts as grey."""
    parts = (ctypes.c_uint * 4)()
    at = ctypes.addressof(parts)
    if not colour_of(item, at, at + 4, at + 8, at + 12):
        return 0.5
    red, green, blue, alpha = parts
    return None if alpha == 0 else round((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 3)
