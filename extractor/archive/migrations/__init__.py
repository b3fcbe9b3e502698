"""The ledger's history, for Alembic: one file in `versions/` for each change of its tables."""
