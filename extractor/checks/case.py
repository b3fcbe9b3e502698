"""A claim as a check finds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.claim import Claim
from extractor.record import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, how it comes out where it was found, and the code and arguments of what speaks for that."""

    claim: Claim
    verdict: Verdict
    reason: Reason | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
