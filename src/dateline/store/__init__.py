"""A project's database: documents, runs, reports, claims, verdicts, events, from the first day to the last.

SQLite in a file, or PostgreSQL. Everything here takes and gives plain data inside a transaction (`Store.reading`,
`Store.writing`); nothing here knows the parser, how reports are merged, or the clock.
"""

from sqlalchemy import Connection

from dateline.store.codings import Coded, put_coding
from dateline.store.counting import Figures, count_all
from dateline.store.decided import is_rejected, values_of
from dateline.store.deciding import Judged, judged_report, judged_reports
from dateline.store.differing import Change, differences
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
    when_purged,
)
from dateline.store.events import event_of_reports, event_record, event_records, put_events, reports_of_event
from dateline.store.failures import ADD, CODE, Failure, all_failures, note_failure, settle
from dateline.store.opening import NEWEST, Store, StoreError, open_store
from dateline.store.purging import Purge, documents_named, is_purge_unfinished, purge, scrub
from dateline.store.reports import Gone, Reported, current_reports, document_of, gone_ids, history, reports_of_run
from dateline.store.runs import (
    Means,
    Run,
    all_runs,
    begin_run,
    coded_otherwise,
    documents_of_runs,
    find_run,
    finish_run,
    uncoded,
)
from dateline.store.searching import Found, search
from dateline.store.verdicts import Decision, Kind, Verdict, in_force, put_verdict, undo
from dateline.store.verifying import faults

__all__ = [
    "ADD",
    "CODE",
    "NEWEST",
    "Arrival",
    "Change",
    "Coded",
    "Connection",
    "Decision",
    "Failure",
    "Figures",
    "Found",
    "Gone",
    "Judged",
    "Kept",
    "Kind",
    "Means",
    "Outcome",
    "Purge",
    "Reported",
    "Run",
    "Store",
    "StoreError",
    "Stored",
    "Verdict",
    "all_failures",
    "all_runs",
    "begin_run",
    "coded_otherwise",
    "count_all",
    "current_documents",
    "current_reports",
    "differences",
    "document_of",
    "documents_by_number",
    "documents_named",
    "documents_of_runs",
    "event_of_reports",
    "event_record",
    "event_records",
    "faults",
    "find_document",
    "find_run",
    "finish_run",
    "gone_ids",
    "history",
    "in_force",
    "is_purge_unfinished",
    "is_rejected",
    "judged_report",
    "judged_reports",
    "note_failure",
    "open_store",
    "purge",
    "put_coding",
    "put_document",
    "put_events",
    "put_verdict",
    "raw_bytes",
    "reports_of_event",
    "reports_of_run",
    "scrub",
    "search",
    "settle",
    "uncoded",
    "undo",
    "values_of",
    "when_purged",
]
