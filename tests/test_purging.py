"""What is purged is gone to the last byte and does not come back; what does not agree is found."""

from __future__ import annotations

import zlib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from dateline.errors import UsageError
from dateline.model import Document
from dateline.ontology import load_ontology
from dateline.project import Project, correct, make_project, merge, open_project, page_of
from dateline.store import (
    ADD,
    Arrival,
    Failure,
    Outcome,
    Purge,
    count_all,
    documents_named,
    event_of_reports,
    event_record,
    event_records,
    faults,
    in_force,
    is_purge_unfinished,
    note_failure,
    purge,
    put_document,
    search,
)
from dateline.store import purging as purging_module
from dateline.store.tables import metadata
from littlecoder import AT, add, join, little, made_id, run

WORDS = "Gunmen of the Zyxwvut clan killed 3 near Qrstuvw."
SECRET = (b"Zyxwvut", b"Qrstuvw", b"zyxwvut", b"Mnopqr", zlib.compress(WORDS.encode()))


@pytest.fixture
def filled(project: Project) -> Project:
    """A project with a document to be purged, of which there is a trace in every table, and another."""
    add(project, "a", WORDS, title="Zyxwvut clan", publisher="Sahel Test")
    add(project, "b", "Gunmen killed 3 in b.", publisher="Delta Wire")
    run(project, little())
    correct(
        project, made_id("a", "attack", 0), "weapon", "Mnopqr", ontology=load_ontology(), who="Ann", why="Mnopqr", at=AT
    )
    merge(project, at=AT, join=join)
    with project.store.writing() as tx:
        note_failure(tx, Failure(ADD, "a.txt", "Zyxwvut cannot be read", AT))
    return project


def take_out(project: Project, *ids: str) -> None:
    purge(project.store, Purge(ids, project.key, "Ann", AT))


def everything(project: Project) -> bytes:
    """All that is in the rows, and all that is in the files of the database."""
    with project.store.reading() as tx:
        rows = [str(tx.execute(table.select()).all()) for table in metadata.sorted_tables]
    if project.store.sqlite:
        path = Path(str(project.store.engine.url.database))
        files = [path, path.with_name(path.name + "-wal")]
    else:
        url = project.store.engine.url
        with project.store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as server:
            server.execute(text("CHECKPOINT"))
        (folder,) = parse_qs(urlsplit(str(url.render_as_string())).query)["host"]
        files = [file for file in Path(folder, "data", "base").rglob("*") if file.is_file()]
    return "".join(rows).encode() + b"".join(file.read_bytes() for file in files if file.exists())


def test_nothing_of_a_purged_document_is_left_in_rows_or_files(filled: Project) -> None:
    before = everything(filled)
    assert all(word in before for word in SECRET[:2])
    take_out(filled, "a")
    after = everything(filled)
    assert [word for word in SECRET if word in after] == []
    assert b"Gunmen killed 3 in b." in after
    with filled.store.reading() as tx:
        assert search(tx, "Zyxwvut") == [] and [one.id for one in search(tx, "gunmen")] == ["b"]
        assert (count_all(tx).documents, count_all(tx).purged, count_all(tx).reports) == (1, 1, 1)
    with filled.store.writing() as tx:
        assert list(faults(tx)) == []


def test_a_tombstone_stays_and_verdicts_without_what_they_quoted(filled: Project) -> None:
    take_out(filled, "a")
    with pytest.raises(UsageError, match=f"document a was purged at {AT[:10]}"):
        page_of(filled, "a")
    with filled.store.reading() as tx:
        (kept,) = in_force(tx)
    assert (kept.decision.who, kept.decision.report) == ("Ann", made_id("a", "attack", 0))
    assert (kept.decision.values, kept.decision.why) == (None, "")


def test_what_was_purged_is_not_let_in_again_by_its_bytes_or_its_address(filled: Project) -> None:
    take_out(filled, "a")

    def again(raw: bytes, address: str) -> tuple[Outcome, str]:
        with filled.store.writing() as tx:
            return put_document(tx, Arrival(Document("a", "x"), raw, address, address), at=AT, key=filled.key)

    assert again(WORDS.encode(), "elsewhere") == (Outcome.PURGED, "a")
    assert again(b"other bytes", "a") == (Outcome.PURGED, "a")
    outcome, id = again(b"other bytes", "elsewhere")
    assert outcome is Outcome.ADDED and id.startswith("a~"), "the id of a purged document is given to no other"


def test_events_wait_for_the_next_merge_and_keep_their_ids(filled: Project) -> None:
    first, second = made_id("a", "attack", 0), made_id("b", "attack", 0)
    with filled.store.reading() as tx:
        assert event_of_reports(tx) == {first: f"e{first}", second: f"e{first}"}
    take_out(filled, "a")
    with filled.store.reading() as tx:
        assert event_record(tx, f"e{first}") is None and list(event_records(tx)) == []
    merge(filled, at=AT, join=join)
    with filled.store.reading() as tx:
        assert [(one["id"], one["reports"]) for one in event_records(tx)] == [(f"e{first}", [second])]
    take_out(filled, "b")
    with pytest.raises(UsageError, match="all of its reports are gone"):
        page_of(filled, f"e{first}")


def test_a_purge_that_was_cut_off_is_finished_when_the_project_is_opened(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(purging_module, "scrub", killed)
        with pytest.raises(KeyboardInterrupt):
            take_out(filled, "a")
    with filled.store.writing() as tx:
        assert is_purge_unfinished(tx) and "cut off" in list(faults(tx))[-1]
    open_project(filled.folder).store.close()
    assert [word for word in SECRET if word in everything(filled)] == []
    with filled.store.reading() as tx:
        assert not is_purge_unfinished(tx)


def test_documents_are_named_by_id_publisher_or_file(filled: Project) -> None:
    add(filled, "c", "Rain fell.", publisher="Delta Wire")
    with filled.store.reading() as tx:
        assert documents_named(tx, "a") == ["a"]
        assert documents_named(tx, "Delta Wire") == ["b", "c"]
        assert documents_named(tx, "c.txt") == ["c"]
        assert documents_named(tx, "Delta") == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE documents SET text = 'x' || text WHERE id = 'a'", "the words of a claim on killed do not stand"),
        (
            "UPDATE archive SET packed = (SELECT packed FROM archive ORDER BY sha256 LIMIT 1)",
            "bytes are not those that were archived",
        ),
        ("DELETE FROM claims", "its row and its record are not alike"),
        ("UPDATE documents SET version = 2 WHERE id = 'b'", "document b: a version is missing"),
        ("UPDATE codings SET reports = 2", "2 reports were coded, 1 are there"),
    ],
)
def test_what_does_not_agree_is_found(filled: Project, damage: str, fault: str) -> None:
    with filled.store.writing() as tx:
        assert list(faults(tx)) == []
        tx.execute(text(damage))
        assert [each for each in faults(tx) if fault in each]


def test_an_index_that_is_not_that_of_the_documents_is_found(tmp_path: Path) -> None:
    made = make_project(tmp_path / "q", key=b"k" * 32)
    add(made, "a", WORDS)
    with made.store.writing() as tx:
        tx.execute(text("DROP TRIGGER search_changed"))
        tx.execute(text("UPDATE documents SET text = 'other words'"))
        assert [fault for fault in faults(tx) if "index of words" in fault]
    made.store.close()
