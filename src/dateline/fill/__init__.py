"""Mentions -> drafts: every telling of an event with its values, consequences put to their causes."""

from __future__ import annotations

from dateline.draft import HELD, POINTERS, Draft, How
from dateline.fill.context import PartyReading, Reading, Resolvers, climb
from dateline.fill.telling import draft_of, evidence
from dateline.fill.tolls import loose_tolls
from dateline.fill.words import FillData, load_fill
from dateline.mention import Mention
from dateline.model import Party, Said, SentenceKind, Status, Unknown

__all__ = ["Draft", "FillData", "Reading", "Resolvers", "fill_drafts", "load_fill"]

NEAR = 2  # paragraphs that a consequence may stand behind its cause


def fill_drafts(reading: Reading, data: FillData) -> list[Draft]:
    """A draft for every telling of an event in the document, in text order.

    Consequences ("six died") go to the event that caused them, in their own sentence or shortly
    before; only where there is none do they stand as an event. Acts inside one assault are folded.
    """
    earlier: list[PartyReading] = []
    out: list[Draft] = []
    for n in range(len(reading.parses)):
        pairs = [(m, draft_of(reading, m, data, earlier)) for m in reading.mentions_in[n]]
        strong = _folded(reading, [(m, d) for m, d in pairs if not m.weak])
        taken = [t.span for _, d in pairs for t in d.tolls]
        for m, d in pairs:
            if m.weak:
                cause = _cause(reading, m, d, strong, out)
                if cause is None:
                    if _stands_alone(d):
                        strong.append((m, d))
                else:
                    _give(cause, d)
        drafts = [d for m, d in strong if not _background(reading, m, d, strong)]
        for toll in loose_tolls(reading, n, data, taken):
            holder = _violent(reading, drafts) or _last_violent(reading, out, n)
            if holder is not None and toll.name in reading.ontology.types[holder.type].counts:
                holder.tolls.append(toll)
                if holder.sentence != n:
                    holder.evidence.append(evidence(reading.parses[n], 0))
        out += sorted(drafts, key=lambda d: d.trigger)
    return out


def _background(reading: Reading, mention: Mention, draft: Draft, strong: list[tuple[Mention, Draft]]) -> bool:
    """Is it a relative clause about people of another act, without a day of its own ("fighters who had been sent")?"""
    if "killed" in reading.ontology.types[draft.type].counts:
        return False
    tokens = mention.parse.tokens
    clause = next(
        (n for n in climb(mention.parse, mention.head) if tokens[n].dep in reading.syntax.relative_clause), None
    )
    if clause is None:
        return False
    return any(
        other is not mention
        and act.when == draft.when
        and any(tokens[clause].head in heads for heads in other.roles.values())
        for other, act in strong
    )


def _stands_alone(draft: Draft) -> bool:
    """Is a consequence without a cause an event: by somebody, or with a day or place of its own, and no war's toll?"""
    if draft.actor:
        return True
    own = How.OWN in (draft.when_how, draft.where_how)
    return own and not draft.aggregate and bool(draft.tolls or draft.target)


def _folded(reading: Reading, pairs: list[tuple[Mention, Draft]]) -> list[tuple[Mention, Draft]]:
    """One draft for an act told by several triggers of a sentence; the type is chosen by the ontology's order."""
    out: list[tuple[Mention, Draft]] = []
    types = reading.ontology.types
    foldable = {t for _, d in pairs for t in types[d.type].folds}
    for m, d in sorted(pairs, key=lambda p: (reading.ontology.rank(p[1].type), p[1].type in foldable, p[1].trigger)):
        holder = next(
            (
                (hm, hd)
                for hm, hd in out
                if (d.type in types[hd.type].folds or d.type == hd.type or _both_violent(reading, d, hd))
                and (_linked(hm, m, hd, d) or (d.status is Status.ATTEMPTED and d.type in types[hd.type].folds))
            ),
            None,
        )
        if holder is None:
            out.append((m, d))
        else:
            _give(holder[1], d)
            if d.type != holder[1].type:
                holder[1].notes.append(f"{d.type} ('{d.trigger.of(reading.doc.text)}') is folded in")
    return sorted(out, key=lambda p: p[1].trigger)


def _both_violent(reading: Reading, a: Draft, b: Draft) -> bool:
    last = len([t for step in reading.ontology.precedence for t in step.types])
    return reading.ontology.rank(a.type) < last and reading.ontology.rank(b.type) < last


def _linked(a: Mention, b: Mention, da: Draft, db: Draft) -> bool:
    """Do two triggers of one sentence tell one act: one governs the other and neither has a day or place of its own?"""
    if da.status is not db.status:
        return False
    if da.when_how is How.OWN and db.when_how is How.OWN and da.when != db.when:
        return False
    if da.where_how is How.OWN and db.where_how is How.OWN and da.where != db.where:
        return False
    up_a, up_b = climb(a.parse, a.head), climb(b.parse, b.head)
    if a.head in up_b or b.head in up_a:
        return True
    shared = set(a.roles.get("actor", ())) & set(b.roles.get("actor", ()))
    if shared or a.parse.tokens[a.head].head == b.parse.tokens[b.head].head:
        return True
    return _agree(da.actor, db.actor) and _agree(da.target, db.target)


def _agree(a: list[Said[Party]], b: list[Said[Party]]) -> bool:
    """Can two lists of parties be of one act: one is empty, or they share a party?"""
    return not a or not b or bool({p.value.name for p in a} & {p.value.name for p in b})


def _cause(
    reading: Reading, mention: Mention, draft: Draft, strong: list[tuple[Mention, Draft]], before: list[Draft]
) -> Draft | None:
    """The event that a consequence belongs to; None where it has to stand alone."""
    counts = set(mention.counts) or {"killed"}
    fit = [
        (m, d)
        for m, d in strong
        if counts & set(reading.ontology.types[d.type].counts) and d.status is not Status.PLANNED
    ]
    if fit:
        return min(fit, key=lambda p: abs(p[1].trigger.start - draft.trigger.start))[1]
    last = _last_violent(reading, before, mention.sentence)
    if last is None or not counts & set(reading.ontology.types[last.type].counts):
        return None
    if draft.where_how is How.OWN and last.where != draft.where and not _coarser(draft, last):
        return None
    if draft.when_how is How.OWN and last.when is not None and last.when != draft.when:
        return None
    named = {p.value.name for p in draft.actor}
    if named and last.actor and not named & {p.value.name for p in (*last.actor, *last.target)}:
        return None
    return last


def _coarser(a: Draft, b: Draft) -> bool:
    """Is the place of `a` one that can hold the place of `b`?"""
    if isinstance(a.where, Unknown) or a.where is None or isinstance(b.where, Unknown) or b.where is None:
        return True
    pa, pb = a.where.value, b.where.value
    return pa.country == pb.country and (
        pa.precision in ("country",) or (pa.precision == "admin1" and pa.admin1 == pb.admin1)
    )


def _violent(reading: Reading, drafts: list[Draft]) -> Draft | None:
    return next((d for d in drafts if "killed" in reading.ontology.types[d.type].counts), None)


def _last_violent(reading: Reading, drafts: list[Draft], sentence: int) -> Draft | None:
    """The last draft that a figure in this sentence can belong to: near, and in the same list item."""
    here = reading.parses[sentence].sentence
    for d in reversed(drafts):
        if here.paragraph - d.paragraph > NEAR or d.headline:
            return None
        same = d.paragraph == here.paragraph
        if not same and (d.listed or here.kind is SentenceKind.LIST_ITEM):
            return None
        if "killed" in reading.ontology.types[d.type].counts and d.status is not Status.PLANNED:
            return d
    return None


def _targets(cause: Draft, part: Draft) -> list[Said[Party]]:
    """To whom, with the people whom a consequence names: they come before the owners of what was hit."""
    known = {p.value.name for p in (*cause.actor, *cause.target)}
    more = [p for p in part.target if p.value.name not in known and p.by not in POINTERS]
    if not cause.target or (more and all(p.by == HELD for p in cause.target)):
        return part.target or cause.target
    return cause.target + more[:1]


def _give(cause: Draft, part: Draft) -> None:
    """Put what a consequence or folded act tells to the event that holds it."""
    cause.tolls += part.tolls
    for name, why in part.unknown_counts.items():
        cause.unknown_counts.setdefault(name, why)
    cause.evidence += [e for e in part.evidence if e not in cause.evidence]
    cause.rules += [r for r in part.rules if r not in cause.rules]
    if not cause.actor and part.actor:
        cause.actor = part.actor
    cause.target = _targets(cause, part)
    if part.when_how < cause.when_how:
        cause.when, cause.when_how = part.when, part.when_how
    if part.where_how < cause.where_how:
        cause.where, cause.where_how, cause.where_notes = part.where, part.where_how, part.where_notes
    cause.weapon = cause.weapon or part.weapon
    cause.reason = cause.reason or part.reason
    if part.sources_how < cause.sources_how:
        cause.sources, cause.sources_how = part.sources, part.sources_how
    elif part.sources_how is cause.sources_how:
        cause.sources = cause.sources + [s for s in part.sources if s not in cause.sources]
