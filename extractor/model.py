"""The base of every value that leaves the program."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, and closed: a field that is not declared is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Box(Model):
    """A rectangle on a page: points from the top left; `page` counts from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
