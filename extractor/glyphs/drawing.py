"""Drawn paths become rules and fills: what both glyph sources share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.page import Fill, Rule

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
THIN = 2.5
"""Points up to which a filled rectangle is a line."""
SLANT = 0.5
"""Points that the ends of a level line may differ by."""
WHITE = 0.99
"""Grey value from which ink cannot be told from paper."""


class Drawing(NamedTuple):
    """A drawn path: straight subpaths in the page's frame, line width in points, greys (None: not drawn)."""

    subpaths: list[list[Point]]
    width: float
    stroke: float | None
    fill: float | None


def applied(m: Matrix, x: float, y: float) -> Point:
    """The point moved by a matrix."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def multiplied(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies `m` first, then `n`."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def corners(m: Matrix) -> tuple[float, float, float, float]:
    """The box of the unit square under a matrix: where an image stands."""
    points = [applied(m, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def width_scale(m: Matrix) -> float:
    """By how much a matrix widens a line."""
    return math.sqrt(abs(m[0] * m[3] - m[1] * m[2]))


def turn_of(a: float, b: float) -> int:
    """The clockwise angle of a direction in the page's frame: a right one within 5 degrees, else whole degrees."""
    degrees = math.degrees(math.atan2(b, a))
    nearest = 90 * round(degrees / 90)
    return (nearest if abs(degrees - nearest) <= 5 else round(degrees)) % 360


def marks(paths: Iterable[Drawing], width: float, height: float) -> tuple[list[Rule], list[Fill]]:
    """Rules and fills of a page of this width and height (points)."""
    rules: list[Rule] = []
    fills: list[Fill] = []
    for path in paths:
        for points in path.subpaths:
            if path.fill is not None:
                _filled(points, path.fill, width, height, rules, fills)
            if path.stroke is not None and path.stroke < WHITE:
                rules += _stroked(points, path.width)
    return _on_page(rules, width, height), fills


def _stroked(points: Sequence[Point], width: float) -> list[Rule]:
    """A rule for each level or upright part of a stroked path."""
    half = width / 2
    rules = []
    for (xa, ya), (xb, yb) in pairwise(points):
        x0, x1, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        if bottom - top <= SLANT < x1 - x0:
            middle = (top + bottom) / 2
            rules.append(Rule(x0, middle - half, x1, middle + half))
        elif x1 - x0 <= SLANT < bottom - top:
            middle = (x0 + x1) / 2
            rules.append(Rule(middle - half, top, middle + half, bottom))
    return rules


def _filled(
    points: Sequence[Point], grey: float, width: float, height: float, rules: list[Rule], fills: list[Fill]
) -> None:
    """Adds the rule or fill that a filled rectangle is; other shapes are no part of a table."""
    if not _rectangular(points):
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1 = max(0.0, min(xs)), min(width, max(xs))
    top, bottom = max(0.0, min(ys)), min(height, max(ys))
    across, down = x1 - x0, bottom - top
    if across < 0 or down < 0:
        return
    if min(across, down) <= THIN:
        if max(across, down) > 3 * min(across, down) and max(across, down) > 1 and grey < WHITE:
            rules.append(Rule(x0, top, x1, bottom))
    elif not (grey >= WHITE and across * down >= 0.9 * width * height):
        fills.append(Fill(x0, top, x1, bottom, grey))


def _rectangular(points: Sequence[Point]) -> bool:
    """Whether the points go round a rectangle with level sides."""
    corners = [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) not in (2, 3, 4):
        return False
    sides = pairwise([*corners, corners[0]])
    return all(abs(xa - xb) <= 0.1 or abs(ya - yb) <= 0.1 for (xa, ya), (xb, yb) in sides)


def _on_page(rules: Iterable[Rule], width: float, height: float) -> list[Rule]:
    """Rules of which some part can be seen, cut at the page's edge; each once."""
    seen: dict[Rule, None] = {}
    for rule in rules:
        if rule.x1 >= 0 and rule.x0 <= width and rule.bottom >= 0 and rule.top <= height:
            cut = Rule(max(0.0, rule.x0), max(0.0, rule.top), min(width, rule.x1), min(height, rule.bottom))
            seen.setdefault(cut)
    return list(seen)
