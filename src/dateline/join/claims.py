"""What statements and acts of one document say of each other: who is behind an act, since when it is spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.model import DayPrecision, Days, PartyKind, Report, Said, SourceKind
from dateline.ontology import Ontology, PlaceDefault

CLAIM = "responsibility_claim"
ACCUSATION = "accusation"
_FRESH = 30  # days in which an act is claimed
_CLAIMING = frozenset((SourceKind.ARMED_GROUP, SourceKind.MILITARY, SourceKind.OFFICIAL))


def with_claimed_actors(reports: tuple[Report, ...], ontology: Ontology) -> tuple[Report, ...]:
    """Give an act whose actor nobody names to the party that claims it in the same document.

    The last fresh act of violence before the claim, with its other tellings of that day and place,
    and only where its actor is empty, unidentified or the one who claims it. Whoever claims an act
    says that it happened.
    """
    out = list(reports)
    for claim in reports:
        if claim.type != CLAIM or not claim.actor:
            continue
        for n in _claimed(claim, out, ontology):
            note = f"actor from the claim of responsibility ({claim.id})"
            if not _names(out[n]):
                out[n] = replace(out[n], actor=claim.actor, notes=(*out[n].notes, note))
            known = {s.name for s in out[n].sources}
            said = [s for s in claim.sources if s.kind in _CLAIMING and s.name not in known]
            out[n] = replace(out[n], sources=(*out[n].sources, *said))
    return tuple(out)


def _claimed(claim: Report, reports: list[Report], ontology: Ontology) -> Iterator[int]:
    """The places of the acts that a claim can be of, the last told first."""
    start = claim.evidence[0].start if claim.evidence else 0
    last: Report | None = None
    for n in range(len(reports) - 1, -1, -1):
        act = reports[n]
        violent = "killed" in ontology.types[act.type].counts and act.evidence and act.evidence[0].start < start
        if not violent or _long_before(act, claim):
            continue
        others = _names(act) and _names(act).isdisjoint(_names(claim))
        if others or (last is not None and (_where(act), _days(act)) != (_where(last), _days(last))):
            return
        last = act
        yield n


def _names(report: Report) -> set[str]:
    """The doers of an act who are named."""
    return {p.value.name for p in report.actor if p.value.kind is not PartyKind.UNIDENTIFIED}


def with_accused(reports: tuple[Report, ...], ontology: Ontology) -> tuple[Report, ...]:
    """Whoever condemns an act accuses who did it: the named actor of the last act of violence told before."""
    out: list[Report] = []
    for report in reports:
        if report.type == ACCUSATION and not report.target:
            before = [r for r in out if "killed" in ontology.types[r.type].counts and not _long_before(r, report)]
            named = [p for p in before[-1].actor if p.value.kind is not PartyKind.UNIDENTIFIED] if before else []
            if named and not {p.value.name for p in named} & {p.value.name for p in report.actor}:
                note = f"target from the act that is condemned ({before[-1].id})"
                report = replace(report, target=tuple(named), notes=(*report.notes, note))
        out.append(report)
    return tuple(out)


def _days(report: Report) -> Days | None:
    return report.when.value if isinstance(report.when, Said) else None


def _where(report: Report) -> str:
    return report.where.value.name if isinstance(report.where, Said) else ""


def _long_before(act: Report, claim: Report) -> bool:
    """Is an act background: over weeks before the statement?"""
    done, said = _days(act), _days(claim)
    return done is not None and said is not None and (said.first - done.last).days > _FRESH


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
