"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "questions",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("schv", sa.Integer),
        sa.Column("number", sa.Integer),
        sa.Column("zittingsjaar", sa.String),
        sa.Column("title", sa.Text),
        sa.Column("author", sa.String),
        sa.Column("ministers", sa.Text),
        sa.Column("themes", sa.Text),
        sa.Column("asked_on", sa.String),
        sa.Column("answered_on", sa.String),
        sa.Column("published_on", sa.String),
        sa.Column("signature", sa.Text),
        sa.Column("info", sa.Text),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("advice", sa.Text),
    )
    op.create_index("questions_state", "questions", ["state"])
    op.create_table(
        "files",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.String, sa.ForeignKey("questions.key"), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("annex", sa.Boolean, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("sha256", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.UniqueConstraint("question", "url"),
    )
    op.create_table(
        "fetches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("milliseconds", sa.Integer, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
    )
    op.create_table(
        "extractions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.String, sa.ForeignKey("questions.key"), nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("program", sa.String, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.UniqueConstraint("question", "source", "program"),
    )
    op.create_table(
        "figures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("extraction", sa.Integer, sa.ForeignKey("extractions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("answer", sa.String),
        sa.Column("table", sa.String, nullable=False),
        sa.Column("row_path", sa.Text, nullable=False),
        sa.Column("column_path", sa.Text, nullable=False),
        sa.Column("value", sa.String),
        sa.Column("unit", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("printed_text", sa.Text),
        sa.Column("page", sa.Integer),
        sa.Column("verdict", sa.String, nullable=False),
    )
    op.create_index("figures_extraction", "figures", ["extraction"])
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("extraction", sa.Integer, sa.ForeignKey("extractions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("table", sa.String),
        sa.Column("page", sa.Integer),
        sa.Column("sentence", sa.Text, nullable=False),
    )
    op.create_index("findings_extraction", "findings", ["extraction"])
    op.create_table(
        "reviews",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("reviewed_by", sa.String),
        sa.Column("reviewed_on", sa.String),
        sa.Column("remark", sa.Text),
    )
