"""The tables of the ledger, the same in SQLite and PostgreSQL; `migrations/` makes them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("key", String, primary_key=True),
    Column("schv", Integer),
    Column("number", Integer),
    Column("zittingsjaar", String),
    Column("title", Text),
    Column("author", String),
    Column("ministers", Text),
    Column("themes", Text),
    Column("asked_on", String),
    Column("answered_on", String),
    Column("published_on", String),
    Column("signature", Text),
    Column("info", Text),
    Column("state", String, nullable=False),
    Column("reason", Text),
    Column("advice", Text),
    Index("questions_state", "state"),
)
"""`key` is 'schv/1549657', 'pfile/1751486' or 'file/SHA-256'; `ministers` and `themes` are JSON lists."""

FILES = Table(
    "files",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("question", String, ForeignKey("questions.key"), nullable=False),
    Column("url", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("annex", Boolean, nullable=False),
    Column("title", Text),
    Column("sha256", String),
    Column("kind", String),
    Column("etag", Text),
    Column("last_modified", Text),
    UniqueConstraint("question", "url"),
)

FETCHES = Table(
    "fetches",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("status", Integer),
    Column("milliseconds", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("problem", Text),
)

EXTRACTIONS = Table(
    "extractions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("question", String, ForeignKey("questions.key"), nullable=False),
    Column("source", String, nullable=False),
    Column("program", String, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("question", "source", "program"),
)
"""`source` is the SHA-256 of each file in order, joined with '+', '-' for one that is not there; `document` the Extraction as JSON."""

FIGURES = Table(
    "figures",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("extraction", Integer, ForeignKey("extractions.id", ondelete="CASCADE"), nullable=False),
    Column("key", String, nullable=False),
    Column("answer", String),
    Column("table", String, nullable=False),
    Column("row_path", Text, nullable=False),
    Column("column_path", Text, nullable=False),
    Column("value", String),
    Column("unit", String),
    Column("status", String, nullable=False),
    Column("printed_text", Text),
    Column("page", Integer),
    Column("verdict", String, nullable=False),
    Index("figures_extraction", "extraction"),
)

FINDINGS = Table(
    "findings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("extraction", Integer, ForeignKey("extractions.id", ondelete="CASCADE"), nullable=False),
    Column("verdict", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("table", String),
    Column("page", Integer),
    Column("sentence", Text, nullable=False),
    Index("findings_extraction", "extraction"),
)

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("key", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("reviewed_by", String),
    Column("reviewed_on", String),
    Column("remark", Text),
)
"""What a person decided about a figure, by the figure's key: no run of the program touches it."""
