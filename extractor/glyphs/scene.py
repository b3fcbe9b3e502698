"""What PDFium paints on a page, in the order of painting: paths, pictures, and the texts among them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from extractor.geometry import BBox
from extractor.glyphs import calls
from extractor.glyphs.drawing import Drawing, Matrix, Point, applied, corners, multiplied, width_scale
from extractor.glyphs.painting import DEPTH

Colour = tuple[int, int, int, int]
"""Red, green, blue and alpha from 0 to 255."""
UNKNOWN: Colour = (128, 128, 128, 254)
"""That of a pattern, a shading, a picture: it may be any, and let what is under it through."""


class Area(NamedTuple):
    """A filled rectangle, or the box of another shape or picture, whose colour is UNKNOWN; when it was painted."""

    box: BBox
    colour: Colour
    order: int


class Painted(NamedTuple):
    """A text object: its colour, the box that it is cut off at (None: nothing is), when it was painted."""

    colour: Colour
    clip: BBox | None
    order: int


@dataclass(slots=True)
class Scene:
    """All that is painted on a page, in the page's frame; `texts` by the addresses of their objects."""

    drawings: list[Drawing] = field(default_factory=list)
    images: list[BBox] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    texts: dict[int, Painted] = field(default_factory=dict)
    count: int = 0


def scene_of(page: Any, to_page: Matrix) -> Scene:
    """What a page and its forms paint."""
    scene = Scene()
    handle = ctypes.cast(page, ctypes.c_void_p).value or 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        _collect(calls.page_object(handle, index), to_page, scene, 0)
    return scene


def _collect(item: int, to_page: Matrix, scene: Scene, depth: int) -> None:
    kind = calls.type_of(item)
    scene.count += 1
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        own = colour(calls.fill_colour, item) or UNKNOWN
        scene.texts[item] = Painted(own, _clip(item, to_page), scene.count)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        found = _drawing(item, to_page)
        if found:
            drawing, fill = found
            scene.drawings.append(drawing)
            if fill is not None and fill[3]:
                scene.areas += [Area(box, own, scene.count) for box, own in _filled(drawing, fill)]
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        box = BBox(*corners(multiplied(_matrix(item), to_page)))
        scene.images.append(box)
        scene.areas.append(Area(box, UNKNOWN, scene.count))
    elif kind == raw.FPDF_PAGEOBJ_SHADING:
        sides = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(ctypes.cast(item, raw.FPDF_PAGEOBJECT), *sides)
        left, bottom, right, top = (side.value for side in sides)
        box = _box([applied(to_page, left, bottom), applied(to_page, right, top)])
        scene.areas.append(Area(box, UNKNOWN, scene.count))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEPTH:
        inner = multiplied(_matrix(item), to_page)
        for index in range(calls.form_count(item)):
            _collect(calls.form_object(item, index), inner, scene, depth + 1)


def _filled(drawing: Drawing, fill: Colour) -> list[tuple[BBox, Colour]]:
    """The areas that a filled path paints; of one that is no rectangle the colour is unknown outside of it."""
    found = []
    for points in drawing.subpaths:
        box = _box(points)
        level = all(
            min(abs(x - box.x0), abs(x - box.x1)) < 0.1 or min(abs(y - box.top), abs(y - box.bottom)) < 0.1
            for x, y in points
        )
        whole = level and len(set(points)) == 4 and fill[3] == 255
        found.append((box, fill if whole else UNKNOWN))
    return found


def _box(points: list[Point]) -> BBox:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _clip(item: int, to_page: Matrix) -> BBox | None:
    """The box that all clipping paths of an object leave; None where there are none."""
    path = calls.clip_path(item)
    count = calls.clip_count(path) if path else 0
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    found: BBox | None = None
    for index in range(max(count, 0)):
        points = []
        for place in range(calls.clip_segments(path, index)):
            calls.segment_point(calls.clip_segment(path, index, place), at_x, at_y)
            points.append(applied(to_page, x.value, y.value))
        if points:
            box = _box(points)
            found = (
                box
                if found is None
                else BBox(
                    max(found.x0, box.x0), max(found.top, box.top), min(found.x1, box.x1), min(found.bottom, box.bottom)
                )
            )
    return found


def _matrix(item: int) -> Matrix:
    m = raw.FS_MATRIX()
    calls.matrix_of(item, ctypes.addressof(m))
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _drawing(item: int, to_page: Matrix) -> tuple[Drawing, Colour | None] | None:
    """The path with its points in the page's frame, and the colour that it is filled with; None for one without ink."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    calls.draw_mode(item, ctypes.addressof(mode), ctypes.addressof(stroked))
    fill = colour(calls.fill_colour, item) if mode.value else None
    stroke = colour(calls.stroke_colour, item) if stroked.value else None
    count = calls.segment_count(item)
    if (fill is None and stroke is None) or count > 4000:
        return None
    matrix = multiplied(_matrix(item), to_page)
    width = ctypes.c_float()
    calls.stroke_width(item, ctypes.addressof(width))
    greys = [None if each is None or not each[3] else _grey(each) for each in (stroke, fill)]
    return Drawing(_subpaths(item, count, matrix), width.value * width_scale(matrix), *greys), fill


def _subpaths(item: int, count: int, matrix: Matrix) -> list[list[Point]]:
    """Straight subpaths as lists of points; a subpath with a curve is left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    subpaths: list[list[Point]] = []
    points: list[Point] = []
    curved = False
    for index in range(count):
        segment = calls.segment(item, index)
        kind = calls.segment_type(segment)
        calls.segment_point(segment, at_x, at_y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            points, curved = [], False
            subpaths.append(points)
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        if curved:
            points.clear()
            continue
        points.append(applied(matrix, x.value, y.value))
        if calls.segment_close(segment) and points[0] != points[-1]:
            points.append(points[0])
    return [each for each in subpaths if len(each) > 1]


def colour(colour_of: Any, item: int) -> Colour | None:
    """The colour by which an object is filled or stroked; a pattern's is unknown."""
    parts = (ctypes.c_uint * 4)()
    at = ctypes.addressof(parts)
    if not colour_of(item, at, at + 4, at + 8, at + 12):
        return UNKNOWN
    red, green, blue, alpha = parts
    return red, green, blue, alpha


def _grey(own: Colour) -> float:
    """The luminance from 0 to 1; a pattern counts as grey."""
    return round((0.299 * own[0] + 0.587 * own[1] + 0.114 * own[2]) / 255, 3) if own != UNKNOWN else 0.5
