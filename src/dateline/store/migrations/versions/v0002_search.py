"""The index that finds documents by their words: FTS5 on SQLite, a tsvector on PostgreSQL."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

# The index holds no words of its own but these; the triggers keep it in step with the documents.
_SQLITE = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, text, content='documents', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER search_added AFTER INSERT ON documents BEGIN
        INSERT INTO search(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER search_gone AFTER DELETE ON documents BEGIN
        INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END""",
    """CREATE TRIGGER search_changed AFTER UPDATE OF title, text ON documents BEGIN
        INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO search(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    "INSERT INTO search(search) VALUES ('rebuild')",
)

# A tsvector holds a megabyte at most: of a book, its first words are found.
_POSTGRESQL = (
    """ALTER TABLE documents ADD COLUMN search tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || left(text, 300000))) STORED""",
    "CREATE INDEX ix_documents_search ON documents USING gin (search)",
)


def upgrade() -> None:
    """Make it, and put in what is there."""
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
