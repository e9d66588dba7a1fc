"""What statements and acts of one document say of each other: who is behind an act, since when it is spoken of."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import DayPrecision, PartyKind, Report, Said
from dateline.ontology import Ontology, PlaceDefault

CLAIM = "responsibility_claim"


def with_claimed_actors(reports: tuple[Report, ...], ontology: Ontology) -> tuple[Report, ...]:
    """Give an act whose actor nobody names to the party that claims it in the same document.

    Only the last act of violence before the claim, and only one whose actor is empty or unidentified.
    """
    out = list(reports)
    for claim in reports:
        if claim.type != CLAIM or not claim.actor:
            continue
        start = claim.evidence[0].start if claim.evidence else 0
        before = [
            n
            for n, r in enumerate(out)
            if "killed" in ontology.types[r.type].counts and r.evidence and r.evidence[0].start <= start
        ]
        if not before:
            continue
        act = out[before[-1]]
        if all(p.value.kind is PartyKind.UNIDENTIFIED for p in act.actor):
            note = f"actor from the claim of responsibility ({claim.id})"
            out[before[-1]] = replace(act, actor=claim.actor, notes=(*act.notes, note))
    return tuple(out)


def not_before_the_act(reports: tuple[Report, ...], ontology: Ontology) -> tuple[Report, ...]:
    """An undated statement is never before the act that it speaks of: the dated one told last before it."""
    out = []
    for n, report in enumerate(reports):
        if ontology.types[report.type].place_default is PlaceDefault.GIVEN and _inferred(report):
            dated = [r.when.value.first for r in reports[:n] if isinstance(r.when, Said) and not _inferred(r)]
            when = report.when
            if dated and isinstance(when, Said) and when.value.first < dated[-1] <= when.value.last:
                report = replace(report, when=replace(when, value=replace(when.value, first=dated[-1])))
        out.append(report)
    return tuple(out)


def _inferred(report: Report) -> bool:
    return isinstance(report.when, Said) and report.when.value.precision is DayPrecision.INFERRED
