"""Drafts -> reports: one report a happening, however often the document tells it.

Headline, lead, quotation and later detail of one event are joined; a sum stays apart. Two tellings
are of one event when their type can be the same, and days, places, parties and figures agree or
are silent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from dateline.draft import POINTERS, Draft
from dateline.join.claims import not_before_the_act, with_claimed_actors
from dateline.join.confidence import REPORT, Shares, basis_of, confidences, load_confidence
from dateline.join.figures import counts_of
from dateline.join.sameness import clash, only_points, points_back
from dateline.model import (
    Attitude,
    Claim,
    Count,
    Document,
    GeoPrecision,
    Party,
    PartyKind,
    Report,
    Said,
    Source,
    Span,
    Status,
    Unknown,
    Why,
)
from dateline.ontology import Ontology

__all__ = ["Shares", "join_drafts", "load_confidence"]


def join_drafts(doc: Document, drafts: Sequence[Draft], ontology: Ontology, shares: Shares) -> tuple[Report, ...]:
    """One report for each happening that the drafts tell of, in text order."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: (d.headline, d.trigger)):
        home = _home(groups, draft, ontology)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    groups = [g for g in groups if not all(only_points(d) for d in g)]
    groups.sort(key=lambda g: min(d.trigger for d in g))
    seen: dict[str, int] = {}
    reports = tuple(
        _report(doc, sorted(g, key=lambda d: (d.headline, d.trigger)), ontology, shares, seen) for g in groups
    )
    return not_before_the_act(with_claimed_actors(reports, ontology), ontology)


def _home(groups: list[list[Draft]], draft: Draft, ontology: Ontology) -> list[Draft] | None:
    """The group that a telling belongs to: the latest whose every telling it can be one with."""
    for group in reversed(groups):
        if all(clash(draft, other, ontology) is None for other in group):
            return group
    if draft.headline:  # a headline sums up what the body tells; its terse words place and date it worst
        told = [g for g in groups if g[0].type == draft.type and clash(draft, g[0], ontology) in ("places", "days")]
        return told[0] if len(told) == 1 else None
    if points_back(draft):
        for group in reversed(groups):
            if (
                ontology.types[draft.type].family == ontology.types[group[0].type].family
                and draft.sentence - group[-1].sentence <= 6
            ):
                return group
    return None


def _report(doc: Document, group: list[Draft], ontology: Ontology, shares: Shares, seen: dict[str, int]) -> Report:
    main = group[0]
    type_ = min((d.type for d in group if not (d.noun and d.definite)), key=ontology.rank, default=main.type)
    when = min(group, key=lambda d: (isinstance(d.when, Unknown), d.when_how, d.headline)).when
    place = min(group, key=lambda d: (isinstance(d.where, Unknown), d.where_how, d.headline, _fineness(d, group)))
    where = place.where if place.where is not None else Unknown(Why.NOT_SAID)
    counts, unknown, rejected = counts_of(group, set(ontology.types[type_].counts))
    actor = _parties(d.actor for d in group)
    target = _parties(d.target for d in group)
    sources = _sources(group)
    status = _status(group, sources)
    evidence = tuple(dict.fromkeys(e for d in group for e in d.evidence))
    notes = tuple(
        dict.fromkeys(
            [n for d in group for n in d.notes] + [f"place: also considered {r}" for r in place.where_notes] + rejected
        )
    )
    digest = hashlib.sha256(
        f"{doc.id}\n{type_}\n{main.trigger.of(doc.text)}\n{main.trigger.start}".encode()
    ).hexdigest()[:10]
    seen[digest] = seen.get(digest, 0) + 1
    basis = basis_of(group, counted=bool(counts))
    trust = confidences(basis, shares)
    return Report(
        id=f"{digest}{'' if seen[digest] == 1 else f'-{seen[digest]}'}",
        document=doc.id,
        type=type_,
        status=status,
        aggregate=any(d.aggregate for d in group),
        actor=actor,
        target=target,
        when=when if when is not None else Unknown(Why.NOT_SAID),
        where=where,
        counts=counts,
        counts_unknown=unknown,
        weapon=next((d.weapon for d in group if d.weapon), Unknown(Why.NOT_SAID)),
        reason=next((d.reason for d in group if d.reason), Unknown(Why.NOT_SAID)),
        sources=sources,
        evidence=evidence,
        claims=tuple(_claims(group, sources)),
        rules=tuple(dict.fromkeys(r for d in group for r in d.rules)),
        confidence=trust.pop(REPORT, 0.0),
        field_confidence=trust,
        basis=basis,
        notes=notes,
    )


_ORDER = ("exact", "near", "border", "admin2", "admin1", "country")


def _fineness(draft: Draft, group: list[Draft]) -> int:
    """How fine a telling's place is; a bare name that a fuller telling calls a province counts as that."""
    if not isinstance(draft.where, Said):
        return len(_ORDER) + 1
    place = draft.where.value
    for other in group:
        if other is not draft and isinstance(other.where, Said) and other.where_how is draft.where_how:
            division = other.where.value
            if (
                division.precision is GeoPrecision.ADMIN1
                and place.precision is GeoPrecision.EXACT
                and place.name == division.admin1
            ):
                return len(_ORDER)
    return _ORDER.index(place.precision)


def _parties(tellings: Iterable[list[Said[Party]]]) -> tuple[Said[Party], ...]:
    """The parties of the first telling that names any identified one; of the first that has any, else none."""
    lists = [t for t in tellings if t]
    told = [t for t in lists if any(p.by not in POINTERS for p in t)] or lists
    named = [t for t in told if any(p.value.kind is not PartyKind.UNIDENTIFIED for p in t)]
    return tuple((named or told or [[]])[0])


def _sources(group: list[Draft]) -> tuple[Source, ...]:
    best = min(d.sources_how for d in group)
    out: dict[tuple[str, str], Source] = {}
    for d in group:
        if d.sources_how == best:
            for s in d.sources:
                out.setdefault((s.name, s.attitude), s)
    return tuple(out.values())


def _status(group: list[Draft], sources: tuple[Source, ...]) -> Status:
    told = {d.status for d in group}
    denies = any(s.attitude is Attitude.DENIES for s in sources)
    asserts = any(s.attitude is Attitude.ASSERTS for s in sources)
    if Status.DENIED in told and len(told) > 1:
        return Status.DISPUTED
    if told == {Status.ACTUAL} and denies:
        return Status.DISPUTED if asserts else Status.DENIED
    for status in (Status.DISPUTED, Status.DENIED, Status.ACTUAL, Status.ATTEMPTED):
        if status in told:
            return status
    return Status.PLANNED


def _claims(group: list[Draft], sources: tuple[Source, ...]) -> Iterable[Claim]:
    speaker = sources[0].name if sources else ""
    attitude = sources[0].attitude if sources else Attitude.ASSERTS

    def claim(field: str, value: str | Count, spans: tuple[Span, ...], by: str, source: str = speaker) -> Claim:
        return Claim(field, value, spans[0] if spans else None, source, attitude, by)

    for d in group:
        own = d.sources[0].name if d.sources else speaker
        for role, parties in (("actor", d.actor), ("target", d.target)):
            for p in parties:
                yield claim(role, p.value.name, p.spans, p.by, own)
        if isinstance(d.when, Said):
            yield claim("when", f"{d.when.value.first}..{d.when.value.last}", d.when.spans, d.when.by, own)
        if isinstance(d.where, Said):
            yield claim("where", d.where.value.name, d.where.spans, d.where.by, own)
        for t in d.tolls:
            yield claim(t.name, t.count, (t.span,), t.by, t.source or own)
        for name, said in (("weapon", d.weapon), ("reason", d.reason)):
            if said:
                yield claim(name, said.value, said.spans, said.by, own)
