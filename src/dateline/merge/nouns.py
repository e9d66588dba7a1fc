"""What merging takes and gives: origins of documents, verdicts of people, events with their reasons.

Reports themselves are plain records, as docs/record.md tells; nothing here reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """What of a document tells where its words come from; `minhash` is that of `copies.minhash`, if kept."""

    id: str
    text: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    byline: str = ""
    url: str = ""
    minhash: tuple[int, ...] = ()


class VerdictKind(StrEnum):
    """What somebody has decided of two reports."""

    SAME = "same"
    DIFFERENT = "different"
    SPLIT = "split"  # report `a` leaves the event that `b` is in


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision on two reports; it binds, and of two on one pair the later."""

    kind: VerdictKind
    a: str
    b: str
    who: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison of two reports: how they compare, and what that weighs, in bits for their being one."""

    comparison: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Joint:
    """Two reports of one event and why: `bits` is the sum of the reasons and of the prior, or a verdict's."""

    a: str
    b: str
    bits: float
    reasons: tuple[Reason, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """Why two reports have one origin, however many outlets carry them; no name of a private person."""

    a: str
    b: str
    why: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Reports that share an origin, in the order of their publication: the first is told, the others repeat it."""

    reports: tuple[str, ...]
    shared: tuple[Shared, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once, seen through its reports; `values` is plain data with claims for and against each value.

    `joints` are the joined pairs with their reasons. `may_be` names the events that a vague report fits equally well,
    for which it stays alone.
    """

    id: str
    reports: tuple[str, ...]
    documents: tuple[str, ...]
    type: str
    status: str
    grade: str
    event_clarity: int
    aggregate: bool
    values: Mapping[str, Any]
    origins: tuple[OriginGroup, ...]
    joints: tuple[Joint, ...] = ()
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """All events of a set of reports; `redirects` leads old ids to those that live on, `tombstones` are gone."""

    events: tuple[Event, ...]
    redirects: Mapping[str, str] = field(default_factory=dict)
    tombstones: tuple[str, ...] = ()
