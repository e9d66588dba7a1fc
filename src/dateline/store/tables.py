"""The tables of a project, in the order of the pipeline; docs/projects.md tells what each is for.

This is how they are now. How they came to be stands in `migrations`; a test holds the two together. Days and times
are ISO 8601, lists and mappings JSON, both as text: a person with any SQLite reader sees what is there.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TEXT

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
# An id: sorted by its bytes in every database, so that what is written out comes in one order.
Id = Text().with_variant(TEXT(collation="C"), "postgresql")


def _word(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


# The bytes that documents were read from, packed with zlib; by themselves, so that no reader trips over them.
archive = Table(
    "archive",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Id, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),  # the newest version
    Column("address", Text, nullable=False),  # what makes the next bytes from there a version of this document
    Column("origin", Text, nullable=False),  # the file or address that it came in
    Column("sha256", Text, ForeignKey("archive.sha256"), nullable=False),
    Column("added", Text, nullable=False),
    _word("title"),
    Column("published", Text),
    _word("published_from"),
    _word("publisher"),
    _word("byline"),
    _word("url"),
    _word("lang"),
    Column("text", Text, nullable=False),
    Column("set_aside", Text, nullable=False),
    UniqueConstraint("id", "version"),
    UniqueConstraint("sha256"),
    Index(None, "address"),
    Index(None, "publisher"),
    Index(None, "origin"),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("configuration", Text, nullable=False),
    Column("versions", Text, nullable=False),  # of program, data, gazetteer, parser; hash of the model
    Column("data_files", Text, nullable=False),  # a hash of each, so that a change can be laid at its door
)

# That a document was coded in a run, whatever came of it.
codings = Table(
    "codings",
    metadata,
    Column("document", ForeignKey("documents.number"), primary_key=True),
    Column("run", ForeignKey("runs.number"), primary_key=True),
    Column("at", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    _word("other_field"),
    Index(None, "run"),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.number"), nullable=False),
    Column("run", ForeignKey("runs.number"), nullable=False),
    Column("id", Id, nullable=False),  # for good: a later run's report of the same telling has it too
    Column("made_as", Text, nullable=False),  # the id that this run gave it
    Column("place_in_document", Integer, nullable=False),
    Column("current", Boolean, nullable=False),  # of the newest coding of its document
    Column("type", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("place", Text),
    Column("admin1", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),  # the line that `dateline code --format jsonl` writes
    UniqueConstraint("document", "run", "id"),
    Index(None, "id"),
    Index(None, "run"),
)

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False),
    Column("run", ForeignKey("runs.number"), nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text),
    Column("words", Text),
    Column("first_character", Integer),
    Column("last_character", Integer),
    _word("source"),
    Column("attitude", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Index(None, "report"),
    Index(None, "run"),
)

# What people decided; nothing is ever changed or taken out but by a purge. One that undoes another names it.
verdicts = Table(
    "verdicts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("document_id", Id),
    Column("report_id", Id),
    Column("other_document_id", Id),
    Column("other_report_id", Id),
    Column("event_id", Id),
    Column("field", Text),
    Column("value", Text),
    _word("why"),
    Column("undoes", ForeignKey("verdicts.number")),
    Index(None, "report_id"),
)

# What came of merging; can be dropped and made again from reports and verdicts, ids excepted.
events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("type", Text),
    Column("status", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("place", Text),
    Column("admin1", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("record", Text),  # NULL from a purge of one of its documents to the next merge
)

event_reports = Table(
    "event_reports",
    metadata,
    Column("document_id", Id, primary_key=True),
    Column("report_id", Id, primary_key=True),
    Column("event", ForeignKey("events.id"), nullable=False),
    Column("place", Integer, nullable=False),  # in the event, the first report of it first
    Index(None, "event"),
)

# Ids that were given and lead elsewhere now (`became`), or nowhere.
gone = Table(
    "gone",
    metadata,
    Column("kind", Text, primary_key=True),  # report, event
    Column("document_id", Id, primary_key=True, server_default=""),  # of a report
    Column("id", Id, primary_key=True),
    Column("became", Text),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
)

# Documents that were purged: no word of them, and what tells that bytes or an address are theirs.
purged = Table(
    "purged",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", Id, nullable=False),
    Column("bytes_mark", Text, nullable=False),  # keyed hashes: they tell nothing to who lacks the project's key
    Column("address_mark", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("scrubbed", Boolean, nullable=False),  # the files of the database were written anew since
    Index(None, "bytes_mark"),
    Index(None, "address_mark"),
)

# What could not be read or coded, until it can be.
failures = Table(
    "failures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("stage", Id, nullable=False),  # add, code
    Column("name", Id, nullable=False),  # of a file or address; of a document
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("stage", "name"),
)
