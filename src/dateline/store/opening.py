"""Opens a project's database, brings its tables up to date, and says what a transaction is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from dateline.errors import DatelineError, UsageError

NEWEST = "0002"  # the last step of `migrations`
WAIT = 60_000  # milliseconds that a writer waits for another
PAUSE = 20  # milliseconds between two tries where SQLite does not wait by itself
LOCK = 7_411  # any number: the one lock that writers of a project hold on PostgreSQL
MIGRATIONS = Path(__file__).with_name("migrations")


class StoreError(DatelineError):
    """The database cannot do what is asked: it is full, broken, newer than the program, or not there."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. Everything is read and written in transactions, which are whole or did not happen."""

    engine: Engine

    @property
    def sqlite(self) -> bool:
        """Is it a file? Else it is a PostgreSQL server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of what is there."""
        with _told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer: others wait. What is read in it is still so when it is committed."""
        # On a server each statement must see what the writer before committed while this one waited.
        options = {"writes": True} if self.sqlite else {"isolation_level": "READ COMMITTED"}
        with _told(), self.engine.execution_options(**options).begin() as connection:
            if not self.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open the database at an SQLAlchemy URL, made or brought up to date where need be.

    Raises UsageError for a URL that is none, StoreError where there is no such database or it is newer than this
    program.
    """
    store = Store(_engine(url))
    try:
        with store.reading() as connection:
            found = _step(connection)
        if found != NEWEST:
            _upgrade(store)
    except DatelineError:
        store.close()
        raise
    return store


@contextmanager
def _told() -> Iterator[None]:
    """What the database says against it, as one line for a person."""
    try:
        yield
    except DatabaseError as wrong:
        said = " ".join(str(wrong.orig).split())
        hint = "; nothing that was committed is lost" if isinstance(wrong, OperationalError) else ""
        raise StoreError(f"the database: {said}{hint}") from wrong


def _engine(url: str) -> Engine:
    try:
        parts = make_url(url)
        if parts.get_backend_name() == "postgresql":
            return create_engine(parts.set(drivername="postgresql+psycopg"), isolation_level="REPEATABLE READ")
        if parts.get_backend_name() == "sqlite":
            return _sqlite(create_engine(parts))
    except (ArgumentError, NoSuchModuleError) as wrong:
        raise UsageError(f"'{url}' is no address of a database: {wrong}") from wrong
    raise UsageError(f"'{parts.get_backend_name()}' is no database that a project can be kept in: sqlite or postgresql")


def _sqlite(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        for pragma in (
            f"busy_timeout = {WAIT}",
            "synchronous = FULL",  # what is committed survives a power cut too
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        _log_ahead(connection)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn on write-ahead logging, for which SQLite does not wait by itself while another opens the new file too."""
    for pauses_left in reversed(range(WAIT // PAUSE)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as wrong:
            if wrong.sqlite_errorcode != sqlite3.SQLITE_BUSY or not pauses_left:
                raise
            sleep(PAUSE / 1000)


def _step(connection: Connection) -> str:
    """The step that the tables are at; "" for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    if found > NEWEST:
        raise StoreError(f"the database is of a newer version of this program (step {found}; here {NEWEST}); update it")
    return found


def _upgrade(store: Store) -> None:
    """All steps that are missing, in one transaction: several programs may open an old file at once."""
    from alembic import command
    from alembic.config import Config

    with store.writing() as connection:
        if _step(connection) == NEWEST:
            return
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
