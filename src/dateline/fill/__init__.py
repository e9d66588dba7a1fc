"""Mentions -> drafts: every telling of an event with its values, consequences put to their causes."""

from __future__ import annotations

from dataclasses import replace

from dateline.draft import AROUND, HELD, IMPLIED, POINTERS, Draft, How
from dateline.fill.around import with_side_left, with_sides
from dateline.fill.background import is_background, of_a_war, stands_alone
from dateline.fill.context import PartyReading, Reading, Resolvers, climb
from dateline.fill.custody import with_captors
from dateline.fill.further import with_acts_before
from dateline.fill.hands import only_dates, with_doer, with_doer_of_list, with_publisher
from dateline.fill.parties import become
from dateline.fill.shares import sorts_of_victims
from dateline.fill.sources import sources_of
from dateline.fill.sums import stretches
from dateline.fill.telling import draft_of, evidence
from dateline.fill.tolls import loose_tolls
from dateline.fill.words import FillData, load_fill
from dateline.mention import Mention
from dateline.model import (
    Attitude,
    Days,
    Party,
    PartyKind,
    Place,
    Said,
    SentenceKind,
    Source,
    SourceKind,
    Status,
    Unknown,
)

__all__ = ["Draft", "FillData", "Reading", "Resolvers", "fill_drafts", "load_fill"]

_NO_SIDE = frozenset((PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.AUTHORITY))
NOUN = "who/noun"  # how a party that only a common noun tells of is read
NEAR = 2  # paragraphs that a consequence may stand behind its cause


def fill_drafts(reading: Reading, data: FillData) -> list[Draft]:
    """A draft for every telling of an event in the document, in text order.

    Consequences ("six died") go to the event that caused them, in their own sentence or shortly
    before; only where there is none do they stand as an event, and those without a doer, day or place
    only where the text tells of nothing else ("Five killed in blast"). Acts inside one assault are folded.
    """
    earlier: list[PartyReading] = []
    out: list[Draft] = []
    orphans: list[Draft] = []
    for n in range(len(reading.parses)):
        pairs = [(m, draft_of(reading, m, data, earlier)) for m in reading.mentions_in[n]]
        strong = _folded(reading, [(m, d) for m, d in pairs if not m.weak], data)
        taken = [t.span for _, d in pairs for t in d.tolls] + [m.trigger for m, _ in pairs if m.counts]
        for m, d in pairs:
            if m.weak and d.status is not Status.PLANNED:  # "the captives would be killed" tells no toll
                cause = _cause(reading, m, d, strong, out, data)
                if cause is None:
                    if stands_alone(reading, m, d, data):
                        strong.append((m, d))
                    elif d.tolls and "target" in m.roles and not (stretches(d, data) or of_a_war(reading, m, d, data)):
                        orphans.append(d)
                else:
                    _give(cause, d, data)
        for m, d in strong:
            with_sides(reading, m, d, data, earlier)
            with_side_left(reading, m, d, data, earlier)
        for pair in strong:
            with_doer(reading, pair, strong, data, earlier)
        drafts = [d for m, d in strong if not is_background(reading, m, d, strong, data)]
        with_acts_before(reading, drafts, out)
        _take_orphan(reading, n, drafts, orphans, data)
        for toll, sources, how in loose_tolls(reading, n, data, taken, earlier):
            holder = _counting(reading, drafts, toll.name) or _last_violent(reading, out, n)
            if holder is not None and toll.name in reading.ontology.types[holder.type].counts:
                holder.tolls.append(toll)
                if all(m.sentence != n for m in reading.rebuttals):
                    _heard(holder, sources, how)
                if holder.sentence != n:
                    holder.evidence.append(evidence(reading.parses[n], 0))
        _add_victims(reading, n, _counting(reading, drafts, "killed") or _last_violent(reading, out, n), data, earlier)
        out += sorted(drafts, key=lambda d: d.trigger)
        _met_no_fight(reading, n, out, data)
    with_doer_of_list(reading, out, data, earlier)
    with_publisher(reading, out, data, earlier)
    with_captors(out, data)
    for draft in out:
        _with_implied(draft, data)
    if not any("killed" in reading.ontology.types[d.type].counts for d in out):
        out += orphans  # all the violence that a short report tells of
    rebuttals = (_rebuttal(reading, m) for m in reading.rebuttals)
    return out + [rebuttal for rebuttal in rebuttals if rebuttal is not None]


def _with_implied(draft: Draft, data: FillData) -> None:
    """Give an act the people of whom its word alone tells: a march is of those who march."""
    if draft.noun and draft.definite:
        return  # "the march" is one told elsewhere
    country = draft.where.value.country if isinstance(draft.where, Said) else ""
    for role, parties in (("actor", draft.actor), ("target", draft.target)):
        known = data.implied.get((role, draft.type))
        if known and not parties:
            parties.append(Said(Party(known[0], known[1], country), (draft.trigger,), IMPLIED))


def _take_orphan(reading: Reading, n: int, drafts: list[Draft], orphans: list[Draft], data: FillData) -> None:
    """Give the consequence told just before to the act that the next sentence tells: "Four died. A bomb went off"."""
    if not orphans or orphans[-1].sentence != n - 1 or orphans[-1].headline:
        return
    holder = _counting(reading, drafts, "killed")
    same = orphans[-1].paragraph == reading.parses[n].sentence.paragraph
    if holder is not None and same and not holder.tolls and holder.status is Status.ACTUAL:
        _give(holder, orphans.pop(), data)


def _met_no_fight(reading: Reading, sentence: int, drafts: list[Draft], data: FillData) -> None:
    """Give a sentence that says that nobody fired to the last arrests or search, as evidence."""
    span = reading.parses[sentence].sentence.span
    words = span.of(reading.doc.text).lower()
    if not any(mark in words for mark in data.unfought):
        return
    taken = [d for d in drafts if reading.ontology.types[d.type].main_count == "arrested"]
    if taken and span not in taken[-1].evidence:
        taken[-1].evidence.append(evidence(reading.parses[sentence], 0))


def _add_victims(reading: Reading, n: int, holder: Draft | None, data: FillData, earlier: list[PartyReading]) -> None:
    """Give an act of violence those of its victims whom a sentence sorts out: "two of them soldiers"."""
    if holder is None or holder.type in data.no_victims:
        return
    country = holder.where.value.country if isinstance(holder.where, Said) else reading.country
    for said in sorts_of_victims(reading, n, data, earlier, country):
        if all(said.value.name != p.value.name for p in (*holder.actor, *holder.target)):
            holder.target.append(said)


def _rebuttal(reading: Reading, m: Mention) -> Draft | None:
    """What somebody says did not happen, as a telling without values; None where nobody but the writer says so."""
    sources, how = sources_of(reading, m.trigger, m.sentence)
    if how is not How.OWN:
        return None
    return Draft(
        type=m.type,
        status=Status.DENIED,
        sentence=m.sentence,
        paragraph=m.parse.sentence.paragraph,
        trigger=m.trigger,
        rules=[m.rule],
        rebuts=True,
        sources=[replace(s, attitude=Attitude.DENIES) for s in sources],
        sources_how=how,
        evidence=[evidence(m.parse, m.head)],
        notes=[f"denied: '{m.scope}'"],
    )


def _folded(reading: Reading, pairs: list[tuple[Mention, Draft]], data: FillData) -> list[tuple[Mention, Draft]]:
    """One draft for an act told by several triggers of a sentence; the type is chosen by the ontology's order."""
    out: list[tuple[Mention, Draft]] = []
    types = reading.ontology.types
    foldable = {t for _, d in pairs for t in types[d.type].folds}
    for m, d in sorted(pairs, key=lambda p: (p[1].type in foldable, reading.ontology.rank(p[1].type), p[1].trigger)):
        holder = next(
            (
                (hm, hd)
                for hm, hd in out
                if (
                    d.type in types[hd.type].folds
                    or d.type == hd.type
                    or (_violent(reading, d) and _violent(reading, hd))
                )
                and (_linked(hm, m, hd, d, data) or (d.status is Status.ATTEMPTED and d.type in types[hd.type].folds))
            ),
            None,
        )
        if holder is None:
            out.append((m, d))
        else:
            _give(holder[1], d, data)
            if d.type != holder[1].type:
                holder[1].notes.append(f"{d.type} ('{d.trigger.of(reading.doc.text)}') is folded in")
    return sorted(out, key=lambda p: p[1].trigger)


def _violent(reading: Reading, draft: Draft) -> bool:
    """Is it an act of violence, so of a type that the order of such acts lists?"""
    return any(draft.type in step.types for step in reading.ontology.precedence)


def _linked(a: Mention, b: Mention, da: Draft, db: Draft, data: FillData) -> bool:
    """Do two triggers of one sentence tell one act: one governs the other and neither has a day or place of its own?"""
    if da.status is not db.status:
        return False
    if da.when_how is How.OWN and db.when_how is How.OWN and da.when != db.when:
        return False
    if da.where_how is How.OWN and db.where_how is How.OWN and da.where != db.where:
        return False
    if only_dates(a, data) or only_dates(b, data):
        return False
    if not {da.type, db.type} & set(data.fights) and (_turned(da, db) or _turned(db, da)):
        return False
    up_a, up_b = climb(a.parse, a.head), climb(b.parse, b.head)
    if a.head in up_b or b.head in up_a:
        return True
    shared = set(a.roles.get("actor", ())) & set(b.roles.get("actor", ()))
    if shared or a.parse.tokens[a.head].head == b.parse.tokens[b.head].head:
        return True
    return _agree(da.actor, db.actor) and _agree(da.target, db.target)


def _turned(a: Draft, b: Draft) -> bool:
    """Does one party do the one act and suffer the other: "came under fire and called in an air strike"?"""
    return bool({p.value.name for p in a.actor} & {p.value.name for p in b.target})


def _agree(a: list[Said[Party]], b: list[Said[Party]]) -> bool:
    """Can two lists of parties be of one act: one is empty, or they share a party?"""
    return not a or not b or bool({p.value.name for p in a} & {p.value.name for p in b})


def _hangs_on(part: Mention, act: Mention) -> bool:
    """Is the part a clause on the noun that tells the act: "the bombing in which a clerk died"?"""
    return act.noun and part.parse is act.parse and act.head in climb(part.parse, part.head)[1:2]


def _of_its_clause(reading: Reading, mention: Mention, value: Said[Days] | Said[Place] | Unknown | None) -> bool:
    """Does a day or place stand with the mention's verb, and in no clause beside it: "a man born in 1950 died"?"""
    spans = value.spans if isinstance(value, Said) else ()
    at = next((t.i for t in mention.parse.tokens if spans and spans[0].start <= t.start < spans[0].end), None)
    if at is None:
        return True
    s, tokens = reading.syntax, mention.parse.tokens
    verb = next((n for n in climb(mention.parse, at) if tokens[n].pos in s.verb_pos), mention.head)
    aside = tokens[verb].dep in s.relative_clause | s.reduced_clause | s.conjunct
    return not aside or verb in climb(mention.parse, mention.head)


def _cause(
    reading: Reading,
    mention: Mention,
    draft: Draft,
    strong: list[tuple[Mention, Draft]],
    before: list[Draft],
    data: FillData,
) -> Draft | None:
    """The event that a consequence belongs to; None where it has to stand alone."""
    counts = set(mention.counts) or {"killed"}
    able = [
        (m, d)
        for m, d in strong
        if counts & set(reading.ontology.types[d.type].counts) and d.status is not Status.PLANNED
    ]
    told_of = next((d for m, d in able if _hangs_on(mention, m)), None)
    if told_of is not None:
        return told_of
    late = mention.rule in data.later
    own_day = draft.when_how is How.OWN and not late and _of_its_clause(reading, mention, draft.when)
    own_place = draft.where_how is How.OWN and not late and _of_its_clause(reading, mention, draft.where)
    fit = [
        (m, d)
        for m, d in able
        if not (own_day and _own_days_apart(d, draft)) and not (own_place and _own_places_apart(d, draft))
    ]
    if able and not fit:
        return None
    if fit:
        deadly = [p for p in fit if "killed" in reading.ontology.types[p[1].type].counts] or fit
        return min(deadly, key=lambda p: abs(p[1].trigger.start - draft.trigger.start))[1]
    last = _last_violent(reading, before, mention.sentence)
    if last is None or not counts & set(reading.ontology.types[last.type].counts):
        return None
    if own_place and last.where != draft.where and not _coarser(draft, last):
        return None
    counted_later = any(t.latest for t in draft.tolls)  # "by Tuesday the toll had risen"
    if own_day and last.when is not None and last.when != draft.when and not counted_later:
        return None
    named = {p.value.name for p in draft.actor}
    if named and draft.target and not last.actor and last.paragraph != draft.paragraph:
        return None  # whoever killed these people did another act
    if named and not _unnamed(last) and not named & {p.value.name for p in (*last.actor, *last.target)}:
        return None
    return last


def _own_days_apart(a: Draft, b: Draft) -> bool:
    """Does each have a day of its own, no day of both: "X was shot on 3 May; Y was killed on 9 June"?"""
    if a.when_how is not How.OWN or b.when_how is not How.OWN:
        return False
    if not isinstance(a.when, Said) or not isinstance(b.when, Said):
        return False
    return a.when.value.last < b.when.value.first or b.when.value.last < a.when.value.first


def _own_places_apart(a: Draft, b: Draft) -> bool:
    """Has each a place of its own, neither within the other: "shot a judge in Gao and two guards died in Mopti"?"""
    if a.where_how is not How.OWN or b.where_how is not How.OWN or a.where == b.where:
        return False
    return not (_coarser(a, b) or _coarser(b, a))


def _coarser(a: Draft, b: Draft) -> bool:
    """Is the place of `a` one that can hold the place of `b`?"""
    if isinstance(a.where, Unknown) or a.where is None or isinstance(b.where, Unknown) or b.where is None:
        return True
    pa, pb = a.where.value, b.where.value
    return pa.country == pb.country and (
        pa.precision in ("country",) or (pa.precision == "admin1" and pa.admin1 == pb.admin1)
    )


def _counting(reading: Reading, drafts: list[Draft], count: str) -> Draft | None:
    """The first act of a sentence that can have a count, acts of violence first."""
    able = [d for d in drafts if count in reading.ontology.types[d.type].counts]
    return next((d for d in able if "killed" in reading.ontology.types[d.type].counts), able[0] if able else None)


def _last_violent(reading: Reading, drafts: list[Draft], sentence: int) -> Draft | None:
    """The last draft that a figure in this sentence can belong to: near, and in the same list item."""
    here = reading.parses[sentence].sentence
    for d in reversed(drafts):
        if here.paragraph - d.paragraph > NEAR or d.headline:
            return None
        same = d.paragraph == here.paragraph
        if not same and (d.listed or here.kind is SentenceKind.LIST_ITEM):
            return None
        of_type = reading.ontology.types[d.type]
        if not same and not _violent(reading, d):
            continue
        if "killed" in of_type.counts and of_type.main_count != "released" and d.status is not Status.PLANNED:
            return d
    return None


def _targets(cause: Draft, part: Draft, data: FillData) -> list[Said[Party]]:
    """To whom, with the people whom a consequence names: they come before the civilians of a place that was hit."""
    if cause.type in data.no_victims and any(p.value.kind in _NO_SIDE for p in part.target):
        return cause.target
    known = {p.value.name for p in (*cause.actor, *cause.target)}
    more = [p for p in part.target if p.value.name not in known and p.by not in POINTERS]
    if not cause.target:
        return part.target
    if not more:
        return cause.target
    return [p for p in cause.target if p.by != HELD or p.value.kind is not PartyKind.CIVILIANS] + more[:1]


def _unnamed(draft: Draft) -> bool:
    """Does a telling name nobody who did it, but at most "gunmen"?"""
    return all(p.value.kind is PartyKind.UNIDENTIFIED or p.by.startswith(AROUND) for p in draft.actor)


def _give(cause: Draft, part: Draft, data: FillData) -> None:
    """Put what a consequence or folded act tells to the event that holds it.

    Whoever denies that people were hurt leaves open whether they were, and denies no event.
    """
    if part.weak and part.sources and all(s.attitude is Attitude.DENIES for s in part.sources):
        cause.tolls += [replace(t, count=replace(t.count, low=0)) for t in part.tolls if t.count.high]
        return
    cause.tolls += part.tolls
    for name, why in part.unknown_counts.items():
        cause.unknown_counts.setdefault(name, why)
    cause.evidence += [e for e in part.evidence if e not in cause.evidence]
    cause.rules += [r for r in part.rules if r not in cause.rules]
    if part.actor and (not cause.actor or (_unnamed(cause) and any(p.by != NOUN for p in part.actor))):
        cause.actor = [replace(p, value=become(p.value, "actor", cause.type, data)) for p in part.actor]
    cause.target = _targets(cause, part, data)
    late = not data.later.isdisjoint(part.rules)
    if part.when_how < cause.when_how and not late and not any(t.latest for t in part.tolls):
        cause.when, cause.when_how = part.when, part.when_how
    if part.where_how < cause.where_how and not late:
        cause.where, cause.where_how, cause.where_notes = part.where, part.where_how, part.where_notes
    cause.weapon = cause.weapon or part.weapon
    cause.reason = cause.reason or part.reason
    _heard(cause, part.sources, part.sources_how)


def _heard(draft: Draft, sources: list[Source], how: How) -> None:
    """Whoever tells more of an event is a source of it; an outlet that tells the rest itself only passes it on."""
    if how > draft.sources_how:
        return
    told = draft.sources
    if how < draft.sources_how:
        told = [s for s in told if s.kind is not SourceKind.MEDIA]
    known = {(s.name, s.attitude) for s in told}
    draft.sources = told + [s for s in sources if (s.name, s.attitude) not in known]
    draft.sources_how = how
