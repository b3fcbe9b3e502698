"""Alembic's entry: the connection comes from the ledger, and so does the one transaction."""

from __future__ import annotations

from alembic import context

from extractor.archive.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
