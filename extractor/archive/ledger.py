"""The ledger of an archive: which questions there are, what was fetched for them, and what was read.

The states of a question, and what leads from one to the next:

    found ──fetch──> fetched ──read──> read
      │                 │                │
      └──> failed       └──> quarantined └──(late answer, new annex, new program)──> found or fetched

`failed`: a file could not be fetched, or is nothing that can be read; `extractor retry` makes it `found` again.
`quarantined`: reading it ran out of time, memory or pages, or broke the worker.
Every change is one transaction that may be repeated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.dialects import postgresql, sqlite

from extractor.archive.schema import EXTRACTIONS, FETCHES, FIGURES, FILES, FINDINGS, QUESTIONS, REVIEWS
from extractor.errors import UsageError

State = Literal["found", "fetched", "read", "failed", "quarantined"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a question as the ledger has it; `sha256` is null before it was fetched."""

    url: str
    annex: bool
    title: str | None = None
    sha256: str | None = None
    kind: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as the ledger has it."""

    key: str
    state: State
    signature: str | None
    reason: str | None
    advice: str | None
    title: str | None
    number: int | None


class Ledger:
    """The database of an archive: SQLite in its folder, or any that SQLAlchemy's URL names."""

    def __init__(self, url: str) -> None:
        try:
            self._engine = sa.create_engine(url)
        except sa.exc.ArgumentError as error:
            raise UsageError(f"'{url}' is no address of a database: {error}") from error
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
        self._migrate()

    @classmethod
    def at(cls, folder: Path) -> Ledger:
        """The ledger in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(f"sqlite:///{folder / 'ledger.sqlite'}")

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _migrate(self) -> None:
        """Bring the tables up to this program's version."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        with self._engine.begin() as connection:
            yield connection

    def find(self, key: str, values: Mapping[str, Any], files: Sequence[Stored]) -> None:
        """Note a question, its metadata and its files; what was fetched of a file that is still there is kept."""
        with self._begin() as connection:
            row = {"key": key, "state": "found", "reason": None, "advice": None, **values}
            self._upsert(connection, QUESTIONS, row, ["key"])
            known = {f.url: f for f in self._files(connection, key)}
            for position, file in enumerate(files):
                kept = known.get(file.url, file)
                row = {
                    "question": key, "url": file.url, "position": position, "annex": file.annex, "title": file.title,
                    "sha256": kept.sha256, "kind": kept.kind, "etag": kept.etag, "last_modified": kept.last_modified,
                }  # fmt: skip
                self._upsert(connection, FILES, row, ["question", "url"])
            gone = sa.delete(FILES).where(FILES.c.question == key, FILES.c.url.not_in([f.url for f in files]))
            connection.execute(gone)

    def fetched(self, key: str, files: Sequence[Stored]) -> None:
        """Note that all files of a question are in the archive."""
        with self._begin() as connection:
            for file in files:
                connection.execute(
                    sa.update(FILES)
                    .where(FILES.c.question == key, FILES.c.url == file.url)
                    .values(sha256=file.sha256, kind=file.kind, etag=file.etag, last_modified=file.last_modified)
                )
            self._set_state(connection, key, "fetched")

    def read(
        self,
        key: str,
        extraction: Mapping[str, Any],
        figures: Sequence[Mapping[str, Any]],
        findings: Sequence[Mapping[str, Any]],
        values: Mapping[str, Any],
    ) -> None:
        """Note what was read of a question, whole or not at all; another reading of the same source is replaced."""
        same = (EXTRACTIONS.c.question == key) & (EXTRACTIONS.c.source == extraction["source"])
        same &= EXTRACTIONS.c.program == extraction["program"]
        with self._begin() as connection:
            old = sa.select(EXTRACTIONS.c.id).where(same)
            for table in (FIGURES, FINDINGS):
                connection.execute(sa.delete(table).where(table.c.extraction.in_(old)))
            connection.execute(sa.delete(EXTRACTIONS).where(same))
            result = connection.execute(sa.insert(EXTRACTIONS).values(question=key, **extraction))
            (identity,) = result.inserted_primary_key or (None,)
            for table, rows in ((FIGURES, figures), (FINDINGS, findings)):
                if rows:
                    connection.execute(sa.insert(table), [{"extraction": identity, **row} for row in rows])
            missing = {name: sa.func.coalesce(QUESTIONS.c[name], value) for name, value in values.items()}
            connection.execute(sa.update(QUESTIONS).where(QUESTIONS.c.key == key).values(**missing))
            self._set_state(connection, key, "read")

    def fail(self, key: str, state: State, reason: str, advice: str) -> None:
        """Note that a question cannot go on, why, and what to do."""
        with self._begin() as connection:
            self._set_state(connection, key, state, reason, advice)

    def settle(self, key: str) -> None:
        """Note that a question was read before, from the same bytes."""
        with self._begin() as connection:
            self._set_state(connection, key, "read")

    def reopen(self) -> int:
        """Make every question that failed, was quarantined or lacks an annex `found` again; how many there are."""
        half = sa.select(FILES.c.question).where(FILES.c.sha256.is_(None))
        stuck = QUESTIONS.c.state.in_(("failed", "quarantined")) | QUESTIONS.c.key.in_(half)
        with self._begin() as connection:
            values = {"state": "found", "reason": None, "advice": None, "signature": None}
            return connection.execute(sa.update(QUESTIONS).where(stuck).values(**values)).rowcount

    def attempts(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Note requests as they went."""
        if rows:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            with self._begin() as connection:
                connection.execute(sa.insert(FETCHES), [{"at": at, **row} for row in rows])

    def entry(self, key: str) -> Entry | None:
        """A question; None where the ledger has none of this key."""
        found = list(self.entries(QUESTIONS.c.key == key))
        return found[0] if found else None

    def entries(self, *where: sa.ColumnElement[bool]) -> Iterator[Entry]:
        """Questions by their key."""
        c = QUESTIONS.c
        columns = (c.key, c.state, c.signature, c.reason, c.advice, c.title, c.number)
        with self._engine.connect() as connection:
            for row in connection.execute(sa.select(*columns).where(*where).order_by(c.key)):
                yield Entry(*row)

    def stuck(self) -> list[Entry]:
        """The questions that failed or were quarantined."""
        return list(self.entries(QUESTIONS.c.state.in_(("failed", "quarantined"))))

    def waiting(self) -> list[str]:
        """The keys of the questions that are not read and not stuck: where an interrupted run goes on."""
        return [entry.key for entry in self.entries(QUESTIONS.c.state.in_(("found", "fetched")))]

    def info(self, key: str) -> str | None:
        """What the open data say of a question, as JSON."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(QUESTIONS.c.info).where(QUESTIONS.c.key == key)).first()
            return row.info if row else None

    def incomplete(self) -> list[tuple[str, str]]:
        """The key and address of each annex that could not be fetched for a question that was read."""
        query = (
            sa.select(FILES.c.question, FILES.c.url)
            .join(QUESTIONS, QUESTIONS.c.key == FILES.c.question)
            .where(FILES.c.sha256.is_(None), QUESTIONS.c.state == "read")
            .order_by(FILES.c.question, FILES.c.position)
        )
        with self._engine.connect() as connection:
            return [(str(row.question), str(row.url)) for row in connection.execute(query)]

    def files(self, key: str) -> list[Stored]:
        """The files of a question in their order."""
        with self._engine.connect() as connection:
            return self._files(connection, key)

    def is_read(self, key: str, source: str, program: str) -> bool:
        """True where this program has read these bytes for this question."""
        c = EXTRACTIONS.c
        query = sa.select(c.id).where(c.question == key, c.source == source, c.program == program)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def documents(self, filters: Mapping[str, str | None]) -> Iterator[str]:
        """The newest Extraction (JSON) of each question that is read, by key; `filters` are those of `questions`.

        `since` and `until` are ISO dates of the question; `theme`, `minister`, `author` match anywhere.
        """
        newest = sa.select(sa.func.max(EXTRACTIONS.c.id)).group_by(EXTRACTIONS.c.question)
        query = (
            sa.select(EXTRACTIONS.c.document)
            .join(QUESTIONS, QUESTIONS.c.key == EXTRACTIONS.c.question)
            .where(EXTRACTIONS.c.id.in_(newest), *_conditions(filters))
            .order_by(QUESTIONS.c.key)
        )
        with self._engine.connect().execution_options(yield_per=50) as connection:
            for (document,) in connection.execute(query):
                yield str(document)

    def counts(self) -> dict[str, int]:
        """How many questions stand in each state, and how many figures and mismatches the newest readings have."""
        newest = sa.select(sa.func.max(EXTRACTIONS.c.id)).group_by(EXTRACTIONS.c.question).scalar_subquery()
        with self._engine.connect() as connection:
            query = sa.select(QUESTIONS.c.state, sa.func.count()).group_by(QUESTIONS.c.state)
            found = {state: int(count) for state, count in connection.execute(query)}
            for name, table, more in (
                ("figures", FIGURES, FIGURES.c.status == "number"),
                ("mismatches", FINDINGS, FINDINGS.c.verdict == "mismatch"),
            ):
                where = sa.select(sa.func.count()).select_from(table).where(table.c.extraction.in_(newest), more)
                found[name] = int(connection.execute(where).scalar_one())
        return found

    def kept_files(self) -> list[str]:
        """Every SHA-256 that the ledger says is kept."""
        with self._engine.connect() as connection:
            query = sa.select(FILES.c.sha256).where(FILES.c.sha256.is_not(None)).distinct()
            return sorted(str(row.sha256) for row in connection.execute(query))

    def review(self, key: str, status: str, *, by: str, on: str, remark: str | None = None) -> None:
        """Note what a person decided about a figure."""
        row = {"key": key, "status": status, "reviewed_by": by, "reviewed_on": on, "remark": remark}
        with self._begin() as connection:
            self._upsert(connection, REVIEWS, row, ["key"])

    def reviews(self) -> dict[str, str]:
        """The status that a person set, by the figure's key."""
        with self._engine.connect() as connection:
            return {str(row.key): str(row.status) for row in connection.execute(sa.select(REVIEWS))}

    def _files(self, connection: sa.Connection, key: str) -> list[Stored]:
        c = FILES.c
        columns = (c.url, c.annex, c.title, c.sha256, c.kind, c.etag, c.last_modified)
        return [
            Stored(*row)
            for row in connection.execute(sa.select(*columns).where(c.question == key).order_by(c.position))
        ]

    def _set_state(
        self, connection: sa.Connection, key: str, state: State, reason: str | None = None, advice: str | None = None
    ) -> None:
        values = {"state": state, "reason": reason, "advice": advice}
        connection.execute(sa.update(QUESTIONS).where(QUESTIONS.c.key == key).values(**values))

    def _upsert(self, connection: sa.Connection, table: sa.Table, row: Mapping[str, Any], keys: list[str]) -> None:
        dialect = postgresql if self._engine.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values(**row)
        changed = {name: statement.excluded[name] for name in row if name not in keys}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))


def _conditions(filters: Mapping[str, str | None]) -> list[sa.ColumnElement[bool]]:
    c = QUESTIONS.c
    day = sa.func.coalesce(c.published_on, c.answered_on, c.asked_on)
    found: list[sa.ColumnElement[bool]] = []
    if since := filters.get("since"):
        found.append(day >= since)
    if until := filters.get("until"):
        found.append(day <= until)
    for name, column in (("theme", c.themes), ("minister", c.ministers), ("author", c.author)):
        for word in (filters.get(name) or "").casefold().split():
            found.append(sa.func.lower(column).contains(word, autoescape=True))
    return found


def _prepare_sqlite(connection: Any, record: object) -> None:
    """Readers and one writer at a time, and a commit that lasts through a power cut."""
    del record
    for statement in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {statement}")


def as_list(values: Sequence[str]) -> str:
    """Several texts in one column: JSON, letters as they are, so that a search finds them."""
    return json.dumps(list(values), ensure_ascii=False)
