"""Weights that scripts in `tests/benchmarks/` learnt, kept as JSON beside this module: scores from features."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FOLDER = resources.files("extractor.tables")
"""Where the files of weights stand."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """A linear score and a small correction: one hidden layer of tanh units over standardised features."""

    mean: Floats
    scale: Floats
    linear: Floats
    bias: Floats
    hidden: Floats
    shift: Floats
    outer: Floats

    @staticmethod
    def of(data: Mapping[str, Any]) -> Scorer:
        return Scorer(**{name: np.array(data[name], dtype=float) for name in Scorer.__slots__})

    def __call__(self, features: Floats) -> Floats:
        """The scores of each row of features (n by the number of outputs)."""
        x = (features - self.mean) / self.scale
        scores: Floats = x @ self.linear + self.bias + np.tanh(x @ self.hidden + self.shift) @ self.outer
        return scores


@cache
def weights(name: str) -> Mapping[str, Any]:
    """What the file of this name holds."""
    text = FOLDER.joinpath(f"{name}.json").read_text(encoding="utf-8")
    data: Mapping[str, Any] = json.loads(text)
    return data


@cache
def scorer(name: str, part: str) -> Scorer:
    """The scorer that the file of this name holds under `part`."""
    return Scorer.of(weights(name)[part])
