"""Batches: from links, folders or a search to an archive in which every question is read, or says why not."""

from __future__ import annotations

from extractor.ingest.plan import Plan, plan_of, plan_of_keys, search
from extractor.ingest.pool import Limits
from extractor.ingest.run import Attempts, Observer, Summary, ingest

__all__ = ["Attempts", "Limits", "Observer", "Plan", "Summary", "ingest", "plan_of", "plan_of_keys", "search"]
