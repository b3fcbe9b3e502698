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
from extractor.glyphs import calls
from extractor.glyphs.assemble import page_of
from extractor.glyphs.drawing import Matrix, applied, marks, multiplied, turn_of
from extractor.glyphs.ink import MADE_SPACE, Glyph, Ink, font_name, is_bold
from extractor.glyphs.opening import broken, check_pdf, locked, source_name
from extractor.glyphs.raised import DIGITS, Outline, with_marks
from extractor.glyphs.scene import scene_of
from extractor.glyphs.visible import Sheet, unseen
from extractor.page import Page

GENERATED = frozenset((0, 2, 9, 10, 13, 32, 45))
"""Characters that PDFium makes up itself, between what is printed."""

SPACE = 32
OVERHANG = 0.15
"""Ems by which slanted ink may reach beyond its advance: PDFium's loose box holds it."""
LEAST_STEP = 0.15
"""Ems between two letters; a smaller step is one letter printed twice."""
SAME_WIDTH = 0.01
"""Ems that two widths of one glyph may differ by, as they are rounded. A font gives one width for a digit that it has
twice: where each of its digits has that width, none is drawn otherwise, and no outline need be asked for."""
FAKE_BOLD = (raw.FPDF_TEXTRENDERMODE_FILL_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP)
INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


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
            yield _page(document, index, name, data, password)
    finally:
        document.close()


def render(data: bytes | Path, number: int, *, password: str | None = None, scale: float) -> Any:
    """A picture (PIL) of page `number`, counted from 1, with `scale` pixels a point."""
    document = pdfium.PdfDocument(data, password=password)
    try:
        return document[number - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def _page(document: Any, index: int, name: str, source: bytes | Path, password: str | None) -> Page:
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise broken(name, f"page {index + 1} cannot be read")
    try:
        frame = _frame(page)
        text_page = raw.FPDFText_LoadPage(page)
        try:
            glyphs, items = _glyphs(text_page, frame)
        finally:
            raw.FPDFText_ClosePage(text_page)
        scene = scene_of(page, frame.matrix)
        rules, fills = marks(scene.drawings, *frame.size)
        gone = unseen(Sheet(source, password, index + 1, frame.size), scene, glyphs, items)
        seen = [glyph for i, glyph in enumerate(glyphs) if i not in gone]
        return page_of(index + 1, Ink(*frame.size, seen, rules, fills, scene.images, len(gone)))
    finally:
        raw.FPDF_ClosePage(page)


def _frame(page: Any) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    rotate = 90 * raw.FPDFPage_GetRotation(page)
    return Frame(box.left, box.bottom, box.right, box.top, rotate)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _glyphs(text_page: Any, frame: Frame) -> tuple[list[Glyph], list[int]]:
    """All printed characters in the order of printing, white space included, and the text object of each (0: none)."""
    handle = _address(text_page)
    to_page = frame.matrix
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at, at_x, at_y = ctypes.addressof(box), ctypes.addressof(x), ctypes.addressof(y)
    styles: dict[int, Style] = {}
    fonts = Fonts()
    glyphs: list[Glyph] = []
    items: list[int] = []
    digits: dict[int, int] = {}
    odd: set[int] = set()
    last = (0, 0.0, 0.0)
    indexes = iter(range(raw.FPDFText_CountChars(text_page)))
    for index in indexes:
        code = calls.unicode(handle, index)
        if code in GENERATED and calls.generated(handle, index) == 1:
            if code == SPACE:
                glyphs.append(MADE_SPACE)
                items.append(0)
                last = (0, 0.0, 0.0)
            continue
        item = calls.object_of(handle, index)
        style = styles.get(item)
        if style is None:
            style = styles[item] = _style(text_page, index, item, frame, fonts)
        calls.origin(handle, index, at_x, at_y)
        gx, gy = applied(to_page, x.value, y.value)
        if code >= HIGH and (pair := _pair(handle, index, code, (x.value, y.value))):
            code = pair
            next(indexes)
        character = chr(code)
        width = style.em * fonts.width(style.handle, code)
        if last == (item, gx, gy) and not character.isspace():
            reach = _reach(handle, index, gx, gy, style.angle, frame)
            glyphs[-1] = _with_piece(glyphs[-1], character, reach)
            continue
        if style.level:
            if last[2] == gy and LEAST_STEP * style.size < gx - last[1] < glyphs[-1].advance:
                glyphs[-1] = glyphs[-1]._replace(advance=gx - last[1])
            calls.loose_box(handle, index, at)
            ink = box.right - x.value
        else:
            ink = _reach(handle, index, gx, gy, style.angle, frame)
        advance = width if ink - width <= OVERHANG * style.em and (width <= ink or not style.level) else ink
        last = (item, gx, gy)
        glyphs.append(Glyph(character, gx, gy, advance, style.angle, style.size, style.font, style.bold, style.hidden))
        if code in DIGITS:
            digits[len(items)] = index
            if abs(ink - width) > SAME_WIDTH * style.em:
                odd.add(style.handle)
        items.append(item)
    outlines = {
        i: _outline(handle, index, glyphs[i], styles[items[i]].handle, frame)
        for i, index in digits.items()
        if styles[items[i]].handle in odd
    }
    return with_marks(glyphs, outlines), items


def _pair(handle: int, index: int, code: int, place: tuple[float, float]) -> int:
    """The character above U+FFFF whose halves PDFium gives as this code and the next at one place; 0 for others.

    In text that runs to the left the low half comes first.
    """
    pair = joined(code, calls.unicode(handle, index + 1)) if code < END else 0
    if pair:
        x, y = ctypes.c_double(), ctypes.c_double()
        calls.origin(handle, index + 1, ctypes.addressof(x), ctypes.addressof(y))
        return pair if (x.value, y.value) == place else 0
    return 0


def _with_piece(glyph: Glyph, character: str, reach: float) -> Glyph:
    """The glyph with one more character of the ligature or sequence that it stands for."""
    return glyph._replace(text=glyph.text + character, advance=max(glyph.advance, reach))


def _reach(handle: int, index: int, x: float, y: float, angle: int, frame: Frame) -> float:
    """How far the ink of a glyph reaches from its origin, along its direction."""
    xa, ya, xb, yb = _ink_box(handle, index, frame)
    return {0: xb - x, 90: yb - y, 180: x - xa, 270: y - ya}.get(angle, 0.0)


def _outline(handle: int, index: int, glyph: Glyph, font: int, frame: Frame) -> Outline:
    """The outline of a glyph across its direction; none at all for a glyph that is turned otherwise."""
    xa, ya, xb, yb = _ink_box(handle, index, frame)
    x, y, size = glyph.x, glyph.y, glyph.size or 1.0
    rises = {0: (y - yb, y - ya), 90: (xa - x, xb - x), 180: (ya - y, yb - y), 270: (x - xb, x - xa)}
    foot, head = rises.get(glyph.angle, (0.0, 0.0))
    return Outline(font, foot / size, head / size)


def _ink_box(handle: int, index: int, frame: Frame) -> tuple[float, float, float, float]:
    """The tight box of a glyph: x0, top, x1, bottom."""
    sides = (ctypes.c_double * 4)()
    at = ctypes.addressof(sides)
    calls.char_box(handle, index, at, at + 8, at + 16, at + 24)
    left, right, bottom, top = sides
    xa, ya = applied(frame.matrix, left, bottom)
    xb, yb = applied(frame.matrix, right, top)
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _style(text_page: Any, index: int, item: int, frame: Frame, fonts: Fonts) -> Style:
    """What the glyphs of this text object share."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    a, b, c, d, *_ = multiplied((matrix.a, matrix.b, matrix.c, matrix.d, 0, 0), frame.matrix)
    nominal = raw.FPDFText_GetFontSize(text_page, index)
    font = calls.font_of(item) if item else 0
    name, bold = fonts.name(font)
    mode = calls.render_mode(item) if item else 0
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
