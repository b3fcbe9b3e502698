"""Paints a page with some of its texts and without them, in a process of its own.

PDFium's substitutes for fonts that are not embedded keep the weight that they were last painted with: in a process that
has painted, the letters of a document read later would be some hundredths wider. So this file is run as a script and
imports nothing of the package; what it is asked for comes in on stdin (a line of JSON, then the PDF's bytes if it has
no path), and two pictures go out, row by row, a byte for blue, green and red.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

Pixels = NDArray[np.int16]

DEPTH = 16
"""Forms within forms that are followed."""
PATIENCE = 60
"""Seconds that a page may take."""


def painted_without(
    source: bytes | Path, password: str | None, index: int, shape: tuple[int, int], orders: Collection[int]
) -> tuple[Pixels, Pixels] | None:
    """The page `index` (from 0) as pixels of `shape` (rows, columns), whole and without the texts of these `orders`;
    None where it cannot be painted. The order of an object is its number, from 1, among all of a page and its forms.
    """
    path = str(source) if isinstance(source, Path) else None
    order = {"path": path, "password": password, "index": index, "shape": shape, "orders": sorted(orders)}
    data = source if isinstance(source, bytes) else b""
    try:
        done = subprocess.run(
            [sys.executable, __file__],
            input=json.dumps(order).encode() + b"\n" + data,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    count = shape[0] * shape[1] * 3
    if done.returncode or len(done.stdout) != 2 * count:
        return None
    both = np.frombuffer(done.stdout, dtype=np.uint8).astype(np.int16)
    return both[:count].reshape(*shape, 3), both[count:].reshape(*shape, 3)


def _objects(items: Iterator[Any], depth: int = 0) -> Iterator[Any]:
    """All objects in the order of painting."""
    for item in items:
        yield item
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM and depth < DEPTH:
            count = raw.FPDFFormObj_CountObjects(item)
            yield from _objects((raw.FPDFFormObj_GetObject(item, i) for i in range(count)), depth + 1)


def _painted(page: Any, rows: int, columns: int) -> bytes:
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_BGRx, None, 0)
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, 0)
    stride = raw.FPDFBitmap_GetStride(bitmap)
    buffer = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * rows)))
    pixels = np.frombuffer(buffer.contents, dtype=np.uint8).reshape(rows, stride // 4, 4)[:, :columns, :3]
    return pixels.tobytes()


def _main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    document = pdfium.PdfDocument(order["path"] or sys.stdin.buffer.read(), password=order["password"])
    page = raw.FPDF_LoadPage(document, order["index"])
    rows, columns = order["shape"]
    sys.stdout.buffer.write(_painted(page, rows, columns))
    wanted = set(order["orders"])
    items = (raw.FPDFPage_GetObject(page, i) for i in range(raw.FPDFPage_CountObjects(page)))
    for number, item in enumerate(_objects(items), 1):
        if number in wanted:
            raw.FPDFPageObj_SetIsActive(item, False)
    sys.stdout.buffer.write(_painted(page, rows, columns))


if __name__ == "__main__":
    _main()
