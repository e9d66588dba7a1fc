"""What acts hold: the parts of one assault are folded into it, and a consequence is given to its cause."""

from __future__ import annotations

from dataclasses import replace

from dateline.draft import DESCRIBED, HELD, POINTERS, Draft, How
from dateline.fill.causes import is_unnamed, made_in
from dateline.fill.clauses import answers_it, befell_before, done_in_it, is_sequel, opens_elsewhere, parted
from dateline.fill.context import Reading, climb
from dateline.fill.hands import DISPOSED, only_dates
from dateline.fill.parties import become
from dateline.fill.sources import heard
from dateline.fill.words import FillData
from dateline.mention import Mention
from dateline.model import STATE_KINDS, Attitude, Party, PartyKind, Said, Status

_NO_SIDE = frozenset((PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.AUTHORITY))
HARM = frozenset(("killed", "arrested"))  # counts of acts against people


def folded(reading: Reading, pairs: list[tuple[Mention, Draft]], data: FillData) -> list[tuple[Mention, Draft]]:
    """One draft for an act told by several triggers of a sentence; the type is chosen by the ontology's order."""
    out: list[tuple[Mention, Draft]] = []
    types = reading.ontology.types
    pairs = _one_a_word(reading, pairs)
    foldable = {t for _, d in pairs for t in types[d.type].folds}
    for m, d in sorted(pairs, key=lambda p: (p[1].type in foldable, reading.ontology.rank(p[1].type), p[1].trigger)):
        holder = next(
            (
                (hm, hd)
                for hm, hd in out
                if (
                    d.type in types[hd.type].folds
                    or d.type == hd.type
                    or (reading.ontology.violent(d.type) and reading.ontology.violent(hd.type))
                    or (types[d.type].main_count == "arrested" and hd.type in data.fights and made_in(hm, m, data))
                    or (
                        types[d.type].main_count == "arrested"
                        and reading.ontology.violent(hd.type)
                        and done_in_it(reading, hm, m)
                    )
                )
                and (
                    _linked(reading, (hm, hd), (m, d), data)
                    or (d.status is Status.ATTEMPTED and d.type in types[hd.type].folds)
                )
            ),
            None,
        )
        if holder is None:
            out.append((m, d))
        else:
            held = holder[1]
            if _only_takes(reading, holder, (m, d)) and _unhurt(reading, d.sentence):
                held.type, d.type = d.type, held.type
            held.pointing = held.pointing or (d.noun and d.bare)
            give(held, d, data)
            if d.type != held.type:
                held.notes.append(f"{d.type} ('{d.trigger.of(reading.doc.text)}') is folded in")
    return sorted(out, key=lambda p: p[1].trigger)


def _one_a_word(reading: Reading, pairs: list[tuple[Mention, Draft]]) -> list[tuple[Mention, Draft]]:
    """The acts of a sentence without those on the word of another that cannot hold them: it tells of one act alone.

    Of two the one comes first that the ontology lists first; a state's forces that set off a device dispose of it.
    """
    order = list(reading.ontology.types)

    def place(draft: Draft) -> tuple[bool, int]:
        disposed = draft.type == DISPOSED and any(p.value.kind in STATE_KINDS for p in draft.actor)
        return not disposed, order.index(draft.type)

    out: list[tuple[Mention, Draft]] = []
    for m, d in sorted(pairs, key=lambda p: place(p[1])):
        if not any(m.head == om.head and not _may_hold(reading, od, d) for om, od in out):
            out.append((m, d))
    return out


def _may_hold(reading: Reading, a: Draft, b: Draft) -> bool:
    """Can one of two acts be folded into the other, or are both none against people, which may well be two?"""
    types = reading.ontology.types
    if all(HARM.isdisjoint(types[d.type].counts) for d in (a, b)):
        return True
    held = a.type == b.type or a.type in types[b.type].folds or b.type in types[a.type].folds
    return held or (reading.ontology.violent(a.type) and reading.ontology.violent(b.type))


def _only_takes(reading: Reading, attack: tuple[Mention, Draft], part: tuple[Mention, Draft]) -> bool:
    """Is a part all that an attack was for: "stormed a school and took 14 pupils", not "took a man and shot him"?"""
    of_type = reading.ontology.types[part[1].type]
    generic = reading.ontology.precedence[-1].types
    taken = any(t.name == of_type.main_count for t in part[1].tolls)
    same = set(attack[0].roles.get("target", ())) & set(part[0].roles.get("target", ()))
    return attack[1].type in generic and taken and not same and "killed" in of_type.counts


def _unhurt(reading: Reading, sentence: int) -> bool:
    """Does a sentence tell of nobody killed or wounded?"""
    return all({"killed", "wounded"}.isdisjoint(m.counts) for m in reading.mentions_in[sentence])


def _linked(reading: Reading, one: tuple[Mention, Draft], other: tuple[Mention, Draft], data: FillData) -> bool:
    """Do two triggers of one sentence tell one act: one governs the other and neither has a day or place of its own?"""
    (a, da), (b, db) = one, other
    if da.status is not db.status and a.head != b.head:  # "shot at a judge" is an attempt by one rule
        return False
    if da.when_how is How.OWN and db.when_how is How.OWN and da.when != db.when:
        return False
    if da.where_how is How.OWN and db.where_how is How.OWN and da.where != db.where:
        return False
    if only_dates(a, data) or only_dates(b, data):
        return False
    if _looks_for(reading, da, db) or _looks_for(reading, db, da):
        return False
    if any(befell_before(x, y, reading.syntax) and d.when_how is How.OWN for x, (y, d) in ((a, other), (b, one))):
        return False
    if is_sequel(reading, a, data) != is_sequel(reading, b, data) or answers_it(reading, one, other, data):
        return False
    first, later = sorted(((a, da), (b, db)), key=lambda p: p[1].trigger)
    if parted(a, b) and opens_elsewhere(reading, later[0], later[1]):
        return False  # "herders burned six huts; in Wadi, a barn was burned"
    if da.type == db.type and later[1].one_more and not first[1].one_more:
        return False  # "a bomb went off and a second one hit the medics"
    turned = _turned(da, db) or _turned(db, da)
    if turned and da.type != db.type and not {da.type, db.type} & set(data.fights):
        return False
    up_a, up_b = climb(a.parse, a.head), climb(b.parse, b.head)
    if a.head in up_b or b.head in up_a:
        return True
    shared = _doers(a) & _doers(b)
    if shared or a.parse.tokens[a.head].head == b.parse.tokens[b.head].head:
        return True
    return _agree(da.actor, db.actor) and _agree(da.target, db.target)


def _doers(mention: Mention) -> set[int]:
    """The words for who does an act, with the noun that tells of people and their deed: "groups of youths", "a mob"."""
    return {*mention.roles.get("actor", ()), *((mention.head,) if mention.noun else ())}


def _looks_for(reading: Reading, taking: Draft, other: Draft) -> bool:
    """Do a state's forces act where somebody unknown took people: "five were kidnapped, and police began a search"?"""
    taken = reading.ontology.types[taking.type].main_count == "abducted" and not taking.actor
    return taken and any(p.value.kind in STATE_KINDS for p in other.actor)


def _turned(a: Draft, b: Draft) -> bool:
    """Does one party do the one act and suffer the other: "came under fire and called in an air strike"?"""
    return bool({p.value.name for p in a.actor} & {p.value.name for p in b.target})


def _agree(a: list[Said[Party]], b: list[Said[Party]]) -> bool:
    """Can two lists of parties be of one act: one is empty, or they share a party?"""
    return not a or not b or bool({p.value.name for p in a} & {p.value.name for p in b})


def _targets(cause: Draft, part: Draft, data: FillData) -> list[Said[Party]]:
    """To whom, with the people whom a consequence names: they come before the civilians of a place that was hit."""
    if cause.type in data.no_victims and any(p.value.kind in _NO_SIDE for p in part.target):
        return cause.target
    known = {p.value.name for p in (*cause.actor, *cause.target)}
    more = [p for p in part.target if p.value.name not in known and p.by not in POINTERS]
    if not cause.target:
        return part.target
    if any(p.value.kind is PartyKind.PROTESTERS for p in cause.target) and any(t.anybody for t in part.tolls):
        return cause.target  # "fired on a crowd, killing six people"
    if not more:
        return cause.target
    return [p for p in cause.target if p.by != HELD or p.value.kind is not PartyKind.CIVILIANS] + more[:1]


def _named_first(fight: Draft, part: Draft) -> list[Said[Party]]:
    """The side whose dead are told before those whom it fought: "six soldiers died in a shootout with guards"."""
    behind = min((span.start for p in fight.target for span in p.spans), default=0)
    known = {p.value.name for p in fight.target}
    armed = [p for p in part.target if p.value.kind not in _NO_SIDE and p.value.name not in known]
    return [p for p in armed if p.spans and p.spans[0].start < min(behind, fight.trigger.start)][:1]


def _name_attackers(cause: Draft, part: Draft, data: FillData) -> None:
    """Take attackers who were hit for those who did the act: "eleven attackers were killed too"."""
    if not cause.actor or all(p.value.name not in data.attackers for p in part.target):
        return
    doers = cause.actor[0].value
    part.target = [p for p in part.target if p.value.name not in data.attackers]

    def named(whom: Party | str) -> Party | str:
        return doers if isinstance(whom, Party) and whom.name in data.attackers else whom

    part.tolls = [
        replace(
            t,
            victims=doers if t.victims and t.victims.name in data.attackers else t.victims,
            parts=tuple((named(whom), count) for whom, count in t.parts),
        )
        for t in part.tolls
    ]


def give(cause: Draft, part: Draft, data: FillData) -> None:
    """Put what a consequence or folded act tells to the event that holds it.

    Whoever denies that people were hurt leaves open whether they were, and denies no event.
    """
    if part.weak and part.sources and all(s.attitude is Attitude.DENIES for s in part.sources):
        cause.tolls += [replace(t, count=replace(t.count, low=0)) for t in part.tolls if t.count.high]
        return
    _name_attackers(cause, part, data)
    cause.tolls += part.tolls
    cause.shot += part.shot
    cause.aggregate = cause.aggregate or part.aggregate
    for name, why in part.unknown_counts.items():
        cause.unknown_counts.setdefault(name, why)
    cause.evidence += [e for e in part.evidence if e not in cause.evidence]
    cause.rules += [r for r in part.rules if r not in cause.rules]
    hit = {p.spans for p in cause.target}  # "they were beaten and given shocks" is read as if they gave them
    doers = [p for p in part.actor if p.spans not in hit]
    known = any(p.value.kind is not PartyKind.UNIDENTIFIED for p in doers)
    blamed = known and not data.blames.isdisjoint(part.rules)
    if doers and (not cause.actor or (is_unnamed(cause) and (blamed or any(p.by != DESCRIBED for p in doers)))):
        cause.actor = [replace(p, value=become(p.value, "actor", cause.type, data)) for p in doers]
    if cause.type in data.fights and cause.noun and not cause.actor:
        cause.actor = _named_first(cause, part)
    cause.target = _targets(cause, part, data)
    late, found = (not rules.isdisjoint(part.rules) for rules in (data.later, data.found))
    told = cause.when_how is How.CARRIED and part.when_how is How.PARAGRAPH and not data.ends.isdisjoint(part.rules)
    guessed = part.when_how is How.INFERRED
    if part.when_how < cause.when_how and not (late or found or told or guessed or any(t.latest for t in part.tolls)):
        cause.when, cause.when_how = part.when, part.when_how
    if part.where_how < cause.where_how and not late and data.cared.isdisjoint(part.rules):
        cause.where, cause.where_how, cause.where_notes = part.where, part.where_how, part.where_notes
    cause.disowned += part.disowned
    cause.weapon = cause.weapon or part.weapon
    cause.reason = cause.reason or part.reason
    heard(cause, part.sources, part.sources_how)
