"""A project's database: documents, runs, reports, claims, verdicts, events, from the first day to the last.

SQLite in a file, or PostgreSQL. Everything here takes and gives plain data inside a transaction (`Store.reading`,
`Store.writing`); nothing here knows the parser, how reports are merged, or the clock.
"""

from dateline.store.codings import Coded, put_coding
from dateline.store.counting import Figures, count_all
from dateline.store.documents import (
    Arrival,
    Kept,
    Outcome,
    Stored,
    current_documents,
    documents_by_number,
    find_document,
    put_document,
    raw_bytes,
)
from dateline.store.failures import ADD, CODE, Failure, all_failures, note_failure, settle
from dateline.store.opening import NEWEST, Store, StoreError, open_store
from dateline.store.reports import Gone, Reported, current_reports, document_of, gone_ids, history, reports_of_run
from dateline.store.runs import Means, Run, all_runs, begin_run, coded_otherwise, find_run, finish_run, uncoded
from dateline.store.searching import Found, search

__all__ = [
    "ADD",
    "CODE",
    "NEWEST",
    "Arrival",
    "Coded",
    "Failure",
    "Figures",
    "Found",
    "Gone",
    "Kept",
    "Means",
    "Outcome",
    "Reported",
    "Run",
    "Store",
    "StoreError",
    "Stored",
    "all_failures",
    "all_runs",
    "begin_run",
    "coded_otherwise",
    "count_all",
    "current_documents",
    "current_reports",
    "document_of",
    "documents_by_number",
    "find_document",
    "find_run",
    "finish_run",
    "gone_ids",
    "history",
    "note_failure",
    "open_store",
    "put_coding",
    "put_document",
    "raw_bytes",
    "reports_of_run",
    "search",
    "settle",
    "uncoded",
]
