"""Drafts -> reports: one report a happening, however often the document tells it.

Headline, lead, quotation and later detail of one event are joined; a sum stays apart. Two tellings
are of one event when their type can be the same, and days, places, parties and figures agree or
are silent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.draft import ANY_TYPE, Draft, How
from dateline.join.claims import not_before_the_act, with_accused, with_claimed_actors
from dateline.join.confidence import Weights, basis_of, load_confidence, with_confidence
from dateline.join.fights import with_fights
from dateline.join.figures import counted, counts_of
from dateline.join.places import place_of
from dateline.join.sameness import clash, of_one, only_points, points_back
from dateline.join.sides import sides_of, with_victims
from dateline.join.spread import with_sums_apart
from dateline.model import (
    Attitude,
    Claim,
    Count,
    DayPrecision,
    Days,
    Document,
    PartyKind,
    Report,
    Said,
    Source,
    Span,
    Status,
    Unknown,
    Why,
)
from dateline.ontology import Ontology, PlaceDefault

POINTING_REACH = 8  # sentences back that "the attack" points
LOOSE_REACH = 1  # and in words that tell of nothing
INFERRED = "when/inferred"  # a day by the codebook alone
WIDE = ("when/period", "when/near/overnight")  # what reads a weekend, or a night: others may name the day in it
REBUTTAL_REACH = 4  # sentences back that somebody speaks against what was told

__all__ = ["Weights", "join_drafts", "load_confidence"]


def join_drafts(doc: Document, drafts: Sequence[Draft], ontology: Ontology, weights: Weights) -> tuple[Report, ...]:
    """One report for each happening that the drafts tell of, in text order."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda d: (d.rebuts, d.headline, d.trigger)):
        if draft.rebuts:
            if told := _rebutted(groups, draft, ontology):
                told.append(draft)
            continue
        home = _home(groups, draft, ontology)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    groups = [g for g in with_sums_apart(groups, ontology) if not all(only_points(d) for d in g)]
    body = [g for g in groups if not all(d.headline for d in g)]
    if body:  # what a headline tells, the text below tells; it may do so in words that nobody can read
        deadly = any(ontology.violent(g[0].type) for g in body)
        groups = [g for g in groups if g in body or (ontology.violent(g[0].type) and not deadly)]
    groups.sort(key=lambda g: min(d.trigger for d in g))
    seen: dict[str, int] = {}
    several = sum(counted(g) for g in groups) > 1  # what a headline counts are then the dead of all
    ordered = (sorted(g, key=lambda d: (d.headline, d.trigger)) for g in groups)
    reports = tuple(_report(doc, g, ontology, seen, several=several) for g in ordered)
    reports = not_before_the_act(with_accused(with_claimed_actors(reports, ontology), ontology), ontology)
    return with_confidence(with_fights(reports, ontology), ontology, weights)


def _rebutted(groups: list[list[Draft]], rebuttal: Draft, ontology: Ontology) -> list[Draft] | None:
    """The telling that a rebuttal speaks against: the last one shortly before it, of its kind, by somebody else.

    One in words of no event is of an act told in the sentence before, in its paragraph or the one before.
    """
    loose = rebuttal.type == ANY_TYPE
    family = "" if loose else ontology.types[rebuttal.type].family
    speakers = {s.name for s in rebuttal.sources}

    def fits(d: Draft) -> bool:
        of_type = ontology.types[d.type]
        near = rebuttal.paragraph - d.paragraph <= 1 and of_type.place_default is not PlaceDefault.GIVEN
        return (
            not d.rebuts
            and (near if loose else of_type.family == family)
            and d.status is not Status.PLANNED
            and speakers.isdisjoint(s.name for s in d.sources)
        )

    if loose:
        return _last_told(groups, rebuttal, LOOSE_REACH, fits)
    same = [group for group in groups if group[0].type == rebuttal.type]
    return _last_told(same, rebuttal, REBUTTAL_REACH, fits) or _last_told(groups, rebuttal, REBUTTAL_REACH, fits)


def _meant(groups: list[list[Draft]], draft: Draft, ontology: Ontology) -> list[Draft] | None:
    """The happening told last before "the attack", of a type that can be called so."""

    fight = draft.type in ontology.precedence[0].types

    def fits(d: Draft) -> bool:
        shot = fight and d.type in ontology.precedence[-1].types  # "shot four gang members. In the gunfight ..."
        return d.status is draft.status and (d.type == draft.type or shot or draft.type in ontology.types[d.type].folds)

    return _last_told(groups, draft, POINTING_REACH, fits)


def _last_told(
    groups: list[list[Draft]], draft: Draft, reach: int, fits: Callable[[Draft], bool]
) -> list[Draft] | None:
    """The group with the last fitting telling before a draft, at most so many sentences back."""
    before = [
        (d.trigger, group)
        for group in groups
        for d in group
        if d.trigger < draft.trigger and draft.sentence - d.sentence <= reach and fits(d)
    ]
    return max(before, key=lambda found: found[0], default=(None, None))[1]


def _home(groups: list[list[Draft]], draft: Draft, ontology: Ontology) -> list[Draft] | None:
    """The group that a telling belongs to: the latest whose every telling it can be one with."""
    if draft.headline:
        return _under_headline(groups, draft, ontology)
    named = draft.bare and draft.type not in ontology.precedence[-1].types  # "the bombing" is of the last bombing
    for group in sorted(reversed(groups), key=lambda g: named and all(d.type != draft.type for d in g)):
        if of_one(draft, group, ontology):
            return group
    if draft.bare:  # "the attack": whatever else its sentence tells, it is the last one told
        return _meant(groups, draft, ontology)
    if points_back(draft):
        for group in reversed(groups):
            if (
                ontology.types[draft.type].family == ontology.types[group[0].type].family
                and draft.sentence - group[-1].sentence <= 6
            ):
                return group
    return None


def _under_headline(groups: list[list[Draft]], draft: Draft, ontology: Ontology) -> list[Draft] | None:
    """The happening that a headline sums up: that with its figure, else the first that it can be one with or its like.

    Its terse words place and date it worst, and often name an act by a wider word than the text below.
    """
    figures = {(t.name, t.count.low) for t in draft.tolls if t.count.low > 1}
    if told := next((g for g in groups if any((t.name, t.count.low) in figures for d in g for t in d.tolls)), None):
        return told
    for group in groups:
        if all(clash(draft, other, ontology) is None for other in group):
            return group
    generic = ontology.precedence[-1].types
    groups = [g for g in groups if any(d.aggregate for d in g) == draft.aggregate]
    deadly = [g for g in groups if ontology.violent(draft.type) and ontology.violent(g[0].type)]
    kin = [g for g in deadly if g[0].status is draft.status and not {draft.type, g[0].type}.isdisjoint(generic)]
    fits = (g for g in kin if clash(replace(draft, type=g[0].type), g[0], ontology) is None)
    same = (g for g in groups if g[0].type == draft.type and clash(draft, g[0], ontology) != "status")
    return next((g for told in (fits, same, kin) for g in told), None)


def _report(doc: Document, tellings: list[Draft], ontology: Ontology, seen: dict[str, int], *, several: bool) -> Report:
    group = _undenied([d for d in tellings if not d.rebuts])
    rebuttals = [d for d in tellings if d.rebuts]
    main = group[0]
    plain = [d for d in group if not (d.noun and d.definite)]
    type_ = min((d.type for d in plain if d.headline <= main.headline), key=ontology.rank, default=main.type)
    if type_ in ontology.precedence[-1].types:  # "five died on Monday. The airstrike ..."
        named = (d.type for d in group if d not in plain and type_ in ontology.types[d.type].folds)
        type_ = min(named, key=ontology.rank, default=type_)
    when = _when(group)
    place, where = place_of(group, doc)
    actor, target = sides_of(group, type_, own_too=not ontology.violent(type_))
    if any(type_ in step.types for step in ontology.precedence[1:]):
        target = with_victims(target, group, {p.value.name for p in actor})
    asserted = [d for d in group if d.status is not Status.DENIED] or group  # "no civilian was shot" counts nobody
    counts, unknown, rejected = counts_of(asserted, set(ontology.types[type_].counts), actor, target, several=several)
    sources = _consistent((*_sources(group), *(s for d in rebuttals for s in d.sources)))
    status = _status(group, sources)
    evidence = tuple(dict.fromkeys(e for d in tellings for e in d.evidence))
    notes = tuple(
        dict.fromkeys(
            [n for d in tellings for n in d.notes]
            + [f"place: also considered {r}" for r in place.where_notes]
            + rejected
        )
    )
    digest = hashlib.sha256(
        f"{doc.id}\n{type_}\n{main.trigger.of(doc.text)}\n{main.trigger.start}".encode()
    ).hexdigest()[:10]
    seen[digest] = seen.get(digest, 0) + 1
    basis = basis_of(group, sources, counted=bool(counts))
    return Report(
        id=f"{digest}{'' if seen[digest] == 1 else f'-{seen[digest]}'}",
        document=doc.id,
        type=type_,
        status=status,
        aggregate=any(d.aggregate for d in plain or group),
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
        claims=(*_claims(group, sources), *_disowned(tellings, group)),
        rules=tuple(dict.fromkeys(r for d in tellings for r in d.rules)),
        basis=basis,
        notes=notes,
    )


def _undenied(group: list[Draft]) -> list[Draft]:
    """The tellings without denials by those who only say that it was not they: "X denied that it had taken him"."""
    told = [d for d in group if d.status is not Status.DENIED]
    if not told or any(p.value.kind is not PartyKind.UNIDENTIFIED for d in told for p in d.actor):
        return group

    def by_itself(d: Draft) -> bool:
        names = {p.value.name for p in d.actor}
        return bool(names) and names <= {s.name for s in d.sources if s.attitude is Attitude.DENIES}

    return [d for d in group if d.status is not Status.DENIED or not by_itself(d)]


def _when(group: Sequence[Draft]) -> Said[Days] | Unknown | None:
    """The day told nearest to an act; of a longer time the finest in it: "last week ..., on Tuesday night"."""
    when = min(group, key=lambda d: (isinstance(d.when, Unknown), d.when_how, d.headline)).when
    if isinstance(when, Said) and when.by == INFERRED and any(d.when_how is How.NONE and d.when for d in group):
        return Unknown(Why.NOT_SAID)  # it is told as one of before: "was jailed for the shooting"
    if not isinstance(when, Said) or (when.value.precision is DayPrecision.DAY and not when.by.startswith(WIDE)):
        return when
    finer = [
        (d.when_how, d.when.value.last - d.when.value.first, d.sentence, d.when)
        for d in group
        if isinstance(d.when, Said)
        and d.when_how is How.OWN
        and when.value.first <= d.when.value.first
        and d.when.value.last <= when.value.last
        and d.when.value.last - d.when.value.first < when.value.last - when.value.first
    ]
    return min(finer, key=lambda f: f[:3])[3] if finer else when


def _sources(group: list[Draft]) -> tuple[Source, ...]:
    best = min(d.sources_how for d in group)
    out: dict[tuple[str, str], Source] = {}
    for d in group:
        if d.sources_how == best:
            for s in d.sources:
                out.setdefault((s.name, s.attitude), s)
    return tuple(out.values())


def _consistent(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """Each source with its first attitude: who tells of it denies only a detail, who denies it tells another tale."""
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(source.name.casefold(), source)
    return tuple(first.values())


def _status(group: list[Draft], sources: tuple[Source, ...]) -> Status:
    told = {d.status for d in group}
    denies = any(s.attitude is Attitude.DENIES for s in sources)
    asserts = any(s.attitude is Attitude.ASSERTS for s in sources)
    if Status.DENIED in told and len(told) > 1:
        return Status.DISPUTED
    if told <= {Status.ACTUAL, Status.DENIED} and denies:
        return Status.DISPUTED if asserts else Status.DENIED
    for status in (Status.DISPUTED, Status.DENIED, Status.ACTUAL, Status.ATTEMPTED):
        if status in told:
            return status
    return Status.PLANNED


def _disowned(tellings: Sequence[Draft], group: Sequence[Draft]) -> Iterator[Claim]:
    """What is said by those who deny to have done it: that it was not they."""
    parties = [p for d in group for p in d.disowned]
    parties += [p for d in tellings if not d.rebuts and d not in group for p in d.actor]
    for name, p in {p.value.name: p for p in parties}.items():
        yield Claim("actor", name, p.spans[0] if p.spans else None, name, Attitude.DENIES, p.by)


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
            yield replace(claim(t.name, t.count, (t.span,), t.by, t.source or own), people=t.people)
        for name, said in (("weapon", d.weapon), ("reason", d.reason)):
            if said:
                yield claim(name, said.value, said.spans, said.by, own)
