"""Boxes and clusters, in points from the page's top left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle: x grows to the right, y downwards; x0 <= x1, top <= bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def x_mid(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        return (self.top + self.bottom) / 2

    def transposed(self) -> BBox:
        """The box with its axes exchanged: logic for one axis serves the other."""
        return BBox(self.top, self.x0, self.bottom, self.x1)


def overlap(low_a: float, high_a: float, low_b: float, high_b: float) -> float:
    """Length that two intervals share; negative: the gap between them."""
    return min(high_a, high_b) - max(low_a, low_b)


def clusters(items: Iterable[Item], key: Callable[[Item], float], *, gap: float) -> list[list[Item]]:
    """Items in groups along one axis; a step larger than `gap` (points) starts a new group."""
    groups: list[list[Item]] = []
    last = 0.0
    for item in sorted(items, key=key):
        at = key(item)
        if groups and at - last <= gap:
            groups[-1].append(item)
        else:
            groups.append([item])
        last = at
    return groups


def median(values: Sequence[float], default: float = 0.0) -> float:
    """The middle value; `default` where there is none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else default
