"""The database of a project, on SQLite and on PostgreSQL: what goes in comes out, and the steps lead to the tables."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from dateline.errors import UsageError
from dateline.model import Document, SetAside
from dateline.store import (
    ADD,
    NEWEST,
    Arrival,
    Failure,
    Kept,
    Outcome,
    Store,
    StoreError,
    all_failures,
    count_all,
    current_documents,
    find_document,
    note_failure,
    open_store,
    put_document,
    raw_bytes,
    search,
    settle,
)
from dateline.store.opening import MIGRATIONS
from dateline.store.tables import metadata

AT = "2024-03-06T12:00:00+00:00"
KEY = b"k" * 32
DOC = Document(
    id="tessit",
    text="Rebels killed nine soldiers near Tessit.\n\nThe army said that Maïga fled.",
    title="Nine killed",
    published=date(2024, 3, 6),
    published_from="meta",
    publisher="Sahel Test",
    byline="A. B.",
    url="https://s.example/1",
    lang="en",
    set_aside=(SetAside("Read also", "links"),),
)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


def put(store: Store, raw: bytes = b"<p>raw", address: str = "a.html", **changes: object) -> Kept:
    with store.writing() as tx:
        return put_document(tx, Arrival(replace(DOC, **changes), raw, address, address), at=AT, key=KEY)  # type: ignore[arg-type]


def test_a_document_comes_out_as_it_went_in(store: Store) -> None:
    assert put(store) == (Outcome.ADDED, "tessit")
    with store.reading() as tx:
        (found,) = current_documents(tx)
        assert (found.document, found.version) == (DOC, 1)
        assert raw_bytes(tx, found.number) == b"<p>raw"
        assert find_document(tx, "tessit", 1) == found
        assert find_document(tx, "tessit", 2) is None


def test_known_bytes_are_kept_once_and_new_ones_from_the_same_address_are_a_version(store: Store) -> None:
    put(store)
    assert put(store) == (Outcome.KNOWN, "tessit")
    assert put(store, address="copy.html", id="copy") == (Outcome.KNOWN, "tessit")
    assert put(store, b"<p>new", id="other name", title="Ten killed") == (Outcome.CHANGED, "tessit")
    assert put(store) == (Outcome.KNOWN, "tessit"), "the bytes of an older version"
    with store.reading() as tx:
        (found,) = current_documents(tx)
        assert (found.document.id, found.version, found.document.title) == ("tessit", 2, "Ten killed")
        assert (old := find_document(tx, "tessit", 1)) and old.document == DOC
        assert (count_all(tx).documents, count_all(tx).versions, count_all(tx).waiting) == (1, 2, 1)


def test_two_documents_that_want_one_id_both_have_one(store: Store) -> None:
    put(store)
    first = put(store, b"2", "b/a.html")
    assert first.outcome is Outcome.ADDED and first.id.startswith("tessit~")
    assert put(store, b"3", "b/a.html") == (Outcome.CHANGED, first.id)


def test_characters_that_no_database_takes_become_others_one_for_one(store: Store) -> None:
    put(store, text="a\x00b\ud83dc", title="\ud800")
    with store.reading() as tx:
        (found,) = current_documents(tx)
        assert (found.document.text, found.document.title) == ("a\ufffdb\ufffdc", "\ufffd")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("soldiers", ["tessit"]),
        ("SOLDIERS tessit", ["tessit"]),
        ('"nine soldiers"', ["tessit"]),
        ('"soldiers nine"', []),
        ("soldiers nowhere", []),
        ("bridge", ["other"]),
        ('"; DROP TABLE', []),
        ("***", []),
        ("killed OR", []),
    ],
)
def test_documents_are_found_by_their_words(store: Store, words: str, ids: list[str]) -> None:
    put(store)
    put(store, b"2", "b.html", id="other", text="A bridge was blown up.", title="Bridge")
    with store.reading() as tx:
        found = search(tx, words)
    assert [one.id for one in found] == ids
    assert all("[" in one.words for one in found if words == "soldiers")


def test_only_the_newest_version_is_found(store: Store) -> None:
    put(store)
    put(store, b"2", text="The bridge stands.", title="Correction")
    with store.reading() as tx:
        assert search(tx, "soldiers") == []
        assert [one.title for one in search(tx, "bridge")] == ["Correction"]


def test_failures_stay_until_they_are_settled(store: Store) -> None:
    with store.writing() as tx:
        note_failure(tx, Failure(ADD, "b.html", "no text", AT))
        note_failure(tx, Failure(ADD, "a.html", "empty \x00 file", AT))
        note_failure(tx, Failure(ADD, "b.html", "no article", AT))
    with store.writing() as tx:
        assert [(one.name, one.reason) for one in all_failures(tx)] == [
            ("a.html", "empty \ufffd file"),
            ("b.html", "no article"),
        ]
        settle(tx, ADD, "b.html")
    with store.reading() as tx:
        assert [one.name for one in all_failures(tx)] == ["a.html"]


def test_a_transaction_is_whole_or_did_not_happen(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as tx:
        put_document(tx, Arrival(DOC, b"1", "a", "a"), at=AT, key=KEY)
        raise ZeroDivisionError
    with store.reading() as tx:
        assert count_all(tx).versions == 0
        assert tx.execute(text("SELECT count(*) FROM archive")).scalar() == 0


def _write(database: str, numbers: range) -> None:
    store = open_store(database)
    for n in numbers:
        put(store, b"%d" % n, f"{n}.html", id=f"d{n}")
    store.close()


def test_two_writers_at_once_lose_and_double_nothing(database: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write, args=(database, numbers)) for numbers in (range(40), range(20, 60))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    store = open_store(database)
    with store.reading() as tx:
        assert sorted(one.document.id for one in current_documents(tx)) == sorted(f"d{n}" for n in range(60))
        assert count_all(tx).versions == 60
    store.close()


def test_a_new_file_that_several_open_at_once_is_made_once(tmp_path: Path) -> None:
    def opened(n: int) -> None:
        at_once.wait(60)
        open_store(f"sqlite:///{tmp_path}/{n}.db").close()

    at_once = Barrier(4)
    with ThreadPoolExecutor(4) as openers:
        for n in range(20):
            list(openers.map(opened, [n] * 4))


# --- the tables -----------------------------------------------------------------------------


def test_the_steps_lead_to_the_tables_that_the_code_knows(store: Store) -> None:
    ours = set(metadata.tables)
    with store.reading() as tx:
        context = MigrationContext.configure(tx, opts={"include_name": lambda n, kind, _: kind != "table" or n in ours})
        differences = [d for d in compare_metadata(context, metadata) if "search" not in str(d)]
    assert differences == []


def test_the_newest_step_is_the_last_one() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_a_file_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "old.db") as old:
        old.executescript((Path(__file__).parent / "stores" / "0001.sql").read_text(encoding="utf-8"))
    old.close()
    store = open_store(f"sqlite:///{tmp_path}/old.db")
    with store.reading() as tx:
        (found,) = current_documents(tx)
        assert (found.document, raw_bytes(tx, found.number)) == (DOC, b"<p>raw")
        assert [one.id for one in search(tx, "soldiers")] == ["tessit"]
        assert [(one.name, one.reason) for one in all_failures(tx)] == [("bad.html", "no text in it")]
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalar() == NEWEST
    store.close()


def test_a_server_of_the_first_version_is_brought_up_to_date(server: str) -> None:
    from servers import empty_database

    url = empty_database(server, "first_version")
    store = open_store(url)
    put(store)
    with store.writing() as tx:
        for statement in (
            "DROP INDEX ix_documents_search",
            "ALTER TABLE documents DROP COLUMN search",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            tx.execute(text(statement))
    store.close()
    store = open_store(url)
    with store.reading() as tx:
        assert [one.id for one in search(tx, "soldiers")] == ["tessit"]
    store.close()


def test_a_database_of_a_newer_program_is_left_alone(database: str) -> None:
    store = open_store(database)
    with store.writing() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(database)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("nonsense", UsageError),
        ("mysql://here/x", UsageError),
        ("sqlite:////no/such/folder/x.db", StoreError),
        ("postgresql://u@/x?host=/no/such/folder", StoreError),
    ],
)
def test_an_address_that_leads_nowhere_is_told(url: str, error: type[Exception]) -> None:
    with pytest.raises(error) as told:
        open_store(url)
    assert "\n" not in str(told.value)


def test_any_reader_of_sqlite_sees_what_is_there(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    put(store)
    store.close()
    with sqlite3.connect(tmp_path / "store.db") as plain:
        plain.row_factory = sqlite3.Row
        (row,) = plain.execute("SELECT * FROM documents")
        kinds = [
            each[0]
            for name in metadata.tables
            if name != "archive"
            for each in plain.execute(f"SELECT type FROM pragma_table_info('{name}')")
        ]
        assert plain.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    plain.close()
    assert (row["id"], row["published"], row["title"]) == ("tessit", "2024-03-06", "Nine killed")
    assert set(kinds) <= {"TEXT", "INTEGER", "BOOLEAN", "FLOAT"}
