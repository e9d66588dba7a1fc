"""A project's database: documents, runs, reports, claims, verdicts, events, from the first day to the last.

SQLite in a file, or PostgreSQL. Everything here takes and gives plain data inside a transaction (`Store.reading`,
`Store.writing`); nothing here knows the parser, how reports are merged, or the clock.
"""

from dateline.store.counting import Figures, count_all
from dateline.store.documents import (
    Arrival,
    Kept,
    Outcome,
    Stored,
    current_documents,
    find_document,
    put_document,
    raw_bytes,
)
from dateline.store.failures import ADD, CODE, Failure, all_failures, note_failure, settle
from dateline.store.opening import NEWEST, Store, StoreError, open_store
from dateline.store.searching import Found, search

__all__ = [
    "ADD",
    "CODE",
    "NEWEST",
    "Arrival",
    "Failure",
    "Figures",
    "Found",
    "Kept",
    "Outcome",
    "Store",
    "StoreError",
    "Stored",
    "all_failures",
    "count_all",
    "current_documents",
    "find_document",
    "note_failure",
    "open_store",
    "put_document",
    "raw_bytes",
    "search",
    "settle",
]
