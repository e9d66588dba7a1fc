"""Reports into events, the whole way: order, join, name, and the values of each event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.merge.acts import Acts, load_acts
from dateline.merge.claims import Told
from dateline.merge.identity import name_events
from dateline.merge.joining import join
from dateline.merge.nouns import Event, Joint, Merged, Origin, OriginGroup, Verdict
from dateline.merge.origins import origins
from dateline.merge.parties import Index, load_index
from dateline.merge.rows import Record
from dateline.merge.standing import clarity, doers, grade, happened, status
from dateline.merge.valuing import counts, days, parties, place, type_of
from dateline.merge.weights import Joining, Weights, load_joining, load_weights


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What merging goes by: the index of parties, the types that meet, weights and thresholds."""

    index: Index
    acts: Acts
    weights: Weights
    rules: Joining


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    return Knowledge(load_index(), load_acts(), load_weights(), load_joining())


def merge_reports(
    reports: Sequence[Record],
    documents: Mapping[str, Origin],
    *,
    verdicts: Sequence[Verdict] = (),
    key: bytes = b"",
    previous: Mapping[str, str] | None = None,
    weights: Weights | None = None,
    joining: Joining | None = None,
) -> Merged:
    """Join reports into events; the same reports give the same events, whatever their order.

    `verdicts` bind, `key` hashes private persons within one event, `previous` gives for each report of the last merge
    the id of its event. A report without a document in `documents` has no text to compare.
    """
    known = _knowledge()
    knowledge = Knowledge(known.index, known.acts, weights or known.weights, joining or known.rules)
    ordered = sorted(reports, key=_age)
    joined = join(
        ordered,
        verdicts,
        previous or {},
        documents,
        knowledge.index,
        knowledge.acts,
        knowledge.weights,
        knowledge.rules,
    )
    groups = [[ordered[n]["id"] for n in group] for group in joined.groups]
    ids, redirects, gone = name_events(groups, [r["id"] for r in ordered], previous or {})
    names = {group[0]: id_ for group, id_ in zip(joined.groups, ids, strict=True)}
    events = []
    for id_, group in zip(ids, joined.groups, strict=True):
        rivals = (
            tuple(sorted(names[n] for n in joined.undecided.get(group[0], ()) if n in names)) if len(group) == 1 else ()
        )
        joints = joined.joints.get(group[0], ())
        events.append(_event(id_, [ordered[n] for n in group], documents, key, knowledge.index, joints, rivals))
    return Merged(tuple(sorted(events, key=lambda e: e.id)), redirects, gone)


def _age(report: Record) -> tuple[str, str, str]:
    """Reports stand by their publication; those without one last."""
    return (str(report.get("published") or "9999"), str(report["document"]), str(report["id"]))


def _event(
    id_: str,
    reports: Sequence[Record],
    documents: Mapping[str, Origin],
    key: bytes,
    index: Index,
    joints: Sequence[Joint],
    may_be: Sequence[str],
) -> Event:
    found = origins(reports, documents, index, key)
    told = _told(reports, found)
    when, where = days(told), place(told)
    actors, targets = parties(told, "actor", index), parties(told, "target", index)
    doing = doers(told, actors, index)
    kind, standing = type_of(told), status(told, doing)
    aggregate = any(r.get("aggregate") for r in reports)
    values: dict[str, Any] = {
        "type": kind,
        "actor": actors,
        "target": targets,
        "when": when,
        "where": where,
        "counts": counts(told),
        "happened": happened(told),
        "doers": doing,
    }
    return Event(
        id=id_,
        reports=tuple(r["id"] for r in reports),
        documents=tuple(sorted({r["document"] for r in reports})),
        type=kind["value"],
        status=standing,
        grade=grade(standing, told, doing),
        event_clarity=clarity(when, where, aggregate=aggregate),
        aggregate=aggregate,
        values=values,
        origins=found,
        joints=tuple(joints),
        may_be=tuple(may_be),
    )


def _told(reports: Sequence[Record], found: Sequence[OriginGroup]) -> list[Told]:
    origin = {name: n for n, group in enumerate(found, 1) for name in group.reports}
    return [Told(r, origin[r["id"]], n) for n, r in enumerate(reports)]
