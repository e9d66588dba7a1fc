"""Joins reports of different documents into events: which tell of one happening, for which reasons, and what it was.

Plain records in, events out; nothing here knows a database, a parser or a file but its own weights and rules.
"""

from dateline.merge.account import event_record, explain_event, explain_record
from dateline.merge.copies import minhash
from dateline.merge.merging import merge_reports
from dateline.merge.nouns import Event, Joint, Merged, Origin, OriginGroup, Reason, Shared, Verdict, VerdictKind
from dateline.merge.weights import Weights, load_weights

__all__ = [
    "Event",
    "Joint",
    "Merged",
    "Origin",
    "OriginGroup",
    "Reason",
    "Shared",
    "Verdict",
    "VerdictKind",
    "Weights",
    "event_record",
    "explain_event",
    "explain_record",
    "load_weights",
    "merge_reports",
    "minhash",
]
