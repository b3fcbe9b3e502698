"""Functions of PDFium that are called once a glyph, an object or a segment, at the least cost a call."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw


def fast(function: Any, result: Any, *arguments: Any) -> Any:
    """The function with plain integers for pointers: ctypes then makes no object a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_P, _I = ctypes.c_void_p, ctypes.c_int
unicode = fast(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
object_of = fast(raw.FPDFText_GetTextObject, _P, _P, _I)
loose_box = fast(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
char_box = fast(raw.FPDFText_GetCharBox, _I, _P, _I, _P, _P, _P, _P)
origin = fast(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
generated = fast(raw.FPDFText_IsGenerated, _I, _P, _I)
font_of = fast(raw.FPDFTextObj_GetFont, _P, _P)
render_mode = fast(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
type_of = fast(raw.FPDFPageObj_GetType, _I, _P)
page_object = fast(raw.FPDFPage_GetObject, _P, _P, _I)
form_object = fast(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
form_count = fast(raw.FPDFFormObj_CountObjects, _I, _P)
matrix_of = fast(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
segment = fast(raw.FPDFPath_GetPathSegment, _P, _P, _I)
segment_count = fast(raw.FPDFPath_CountSegments, _I, _P)
segment_point = fast(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
segment_type = fast(raw.FPDFPathSegment_GetType, _I, _P)
segment_close = fast(raw.FPDFPathSegment_GetClose, _I, _P)
draw_mode = fast(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
stroke_width = fast(raw.FPDFPageObj_GetStrokeWidth, _I, _P, _P)
fill_colour = fast(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
stroke_colour = fast(raw.FPDFPageObj_GetStrokeColor, _I, _P, _P, _P, _P, _P)
clip_path = fast(raw.FPDFPageObj_GetClipPath, _P, _P)
clip_count = fast(raw.FPDFClipPath_CountPaths, _I, _P)
clip_segments = fast(raw.FPDFClipPath_CountPathSegments, _I, _P, _I)
clip_segment = fast(raw.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)
