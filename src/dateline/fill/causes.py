"""Which act a consequence or a figure belongs to: by the counts that it can have, its day, place and parties."""

from __future__ import annotations

from typing import Any

from dateline.draft import AROUND, Draft, How
from dateline.fill.clauses import SPOTS, is_followed_by, is_repaid, is_sequel, opening_spot, parted, steps_within
from dateline.fill.context import Reading, climb, people_of
from dateline.fill.nearness import apart
from dateline.fill.placeheads import line_heads
from dateline.fill.words import FillData
from dateline.mention import Mention
from dateline.model import Days, PartyKind, Place, Said, SentenceKind, Status, Unknown

LAST_ACTS = 3  # acts back that a body that is found may be of
ARRESTED = "arrested"
NEAR = 2  # paragraphs that a consequence may stand behind its cause


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


def _of_a_line(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Is its place that with which the line opens, which holds for all that the line tells?"""
    heads = [t.span for t in line_heads(reading, mention, data)]
    return isinstance(draft.where, Said) and all(any(h.holds(s) for h in heads) for s in draft.where.spans)


def _freed(reading: Reading, draft: Draft) -> bool:
    """Is it a letting go, in which whoever frees people may kill others?"""
    return reading.ontology.types[draft.type].main_count == "released"


def _fought_in(pair: tuple[Mention, Draft], part: Mention, data: FillData) -> bool:
    """Is it the fight in which the part was done: "killed three rebels and arrested two in clashes"?"""
    act, draft = pair
    return draft.type in data.fights and made_in(act, part, data)


def made_in(act: Mention, part: Mention, data: FillData) -> bool:
    """Does the noun of an act say in what somebody did the part, or what is told beside it?"""
    if not act.noun or part.noun or act.parse is not part.parse:
        return False
    tokens = act.parse.tokens
    preposition = tokens[tokens[act.head].head]
    verb = tokens[preposition.head]
    return preposition.lower in data.amid and part.head in (verb.i, verb.head) and verb.i < act.head


def cause_of(
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
        if counts & set(reading.ontology.types[d.type].counts)
        and d.status is not Status.PLANNED
        and not (mention.roles.get("actor") and _freed(reading, d))  # "killed 12 rebels and rescued 30 hostages"
        and not _of_another(reading, mention, (m, d), data)
        and not _sums_up(draft, d)
    ]
    told_of = next((d for m, d in able if _hangs_on(mention, m)), None)
    if told_of is not None:
        return told_of
    late = mention.rule in data.later
    dated = draft.when_how is How.OWN and not late and mention.rule not in data.found
    own_day = dated and _of_its_clause(reading, mention, draft.when)
    elsewhere = late or mention.rule in data.cared
    placed = draft.where_how is How.OWN and not elsewhere and not _of_a_line(reading, mention, draft, data)
    own_place = placed and _of_its_clause(reading, mention, draft.where)
    fit = [
        (m, d)
        for m, d in able
        if not (own_day and _own_days_apart(d, draft)) and not (own_place and _own_places_apart(d, draft))
    ]
    if able and not fit:
        return None
    if fit:
        deadly = [p for p in fit if "killed" in reading.ontology.types[p[1].type].counts] or fit
        deadly = [p for p in deadly if _fought_in(p, mention, data)] or deadly
        return min(deadly, key=lambda p: _nearness(reading, mention, draft, p))[1]
    if is_repaid(mention, data):
        return None
    last = act_before(reading, before, mention.sentence, "killed" if "killed" in counts else min(counts))
    if mention.rule in data.found and mention.definite:  # "his body was found": of him who was killed
        last = next((d for d in reversed(before[-LAST_ACTS:]) if any(t.name == "killed" for t in d.tolls)), last)
    if last is None or not counts & set(reading.ontology.types[last.type].counts):
        return None
    if (own_place and last.aggregate) or (draft.aggregate and not last.aggregate):
        return None  # one of the happenings that a sum adds up
    if own_place and not _same(last.where, draft.where) and not _coarser(draft, last):
        return None
    counted_later = any(t.latest for t in draft.tolls)  # "by Tuesday the toll had risen"
    if own_day and last.when is not None and not _same(last.when, draft.when) and not counted_later:
        return None
    named = {p.value.name for p in draft.actor}
    if named and draft.target and not last.actor and last.paragraph != draft.paragraph:
        return None  # whoever killed these people did another act
    if named and not is_unnamed(last) and not named & {p.value.name for p in (*last.actor, *last.target)}:
        return None
    return last


def _sums_up(part: Draft, act: Draft) -> bool:
    """Does a figure with a time of its own add up many happenings, of which an act is one?"""
    own = part.aggregate and part.when_how is How.OWN and bool(part.tolls)
    return own and not act.aggregate and not (act.when_how is How.OWN and act.when == part.when)


def _of_another(reading: Reading, part: Mention, act: tuple[Mention, Draft], data: FillData) -> bool:
    """Does a sentence tell an act as another one than that of which a part is?

    Its victims do the part ("a man stabbed two and was arrested"), who is seized or sought comes after it, the part is
    only told as what had been before, or a semicolon parts it from people whom somebody named before it hit.
    """
    mention, draft = act
    doers = set(part.roles.get("actor", ()))
    if draft.type in data.seizing and doers & set(mention.roles.get("target", ())):
        return True
    if draft.type in data.seizing and is_followed_by(reading, part, mention, data):
        return True
    if is_repaid(part, data) and not is_repaid(mention, data):
        return True
    before = is_sequel(reading, part, data) and not is_sequel(reading, mention, data)
    if before and (draft.type in data.seizing or steps_within(reading, part, mention) is None):
        return True
    return bool(doers) and part.head < mention.head and parted(part, mention)


def _nearness(reading: Reading, part: Mention, draft: Draft, act: tuple[Mention, Draft]) -> tuple[int, int]:
    """How near an act stands to a part: in its clause by the parse, else by the words between."""
    steps = steps_within(reading, part, act[0])
    return steps is None, abs(act[1].trigger.start - draft.trigger.start)


def _same(a: Said[Any] | Unknown | None, b: Said[Any] | Unknown | None) -> bool:
    """Are two values one, in whatever words; two places, whether at one or near it?"""
    if not isinstance(a, Said) or not isinstance(b, Said):
        return a == b
    if isinstance(a.value, Place) and a.value.gazetteer_id:
        return bool(a.value.gazetteer_id == b.value.gazetteer_id)
    return bool(a.value == b.value)


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


def counting(reading: Reading, drafts: list[Draft], count: str) -> Draft | None:
    """The first act of a sentence that can have a count, acts of violence first."""
    able = [d for d in drafts if count in reading.ontology.types[d.type].counts]
    return next((d for d in able if "killed" in reading.ontology.types[d.type].counts), able[0] if able else None)


def last_violent(reading: Reading, drafts: list[Draft], sentence: int) -> Draft | None:
    """The last draft that a figure in this sentence can belong to: near, and in the same list item."""
    here = reading.parses[sentence].sentence
    for d in reversed(drafts):
        last = max((reading.parses[t.sentence].sentence.paragraph for t in d.tolls), default=d.paragraph)
        if here.paragraph - max(last, d.paragraph) > NEAR or d.headline or apart(reading, d.sentence, sentence):
            return None
        same = d.paragraph == here.paragraph
        if not same and (d.listed or here.kind is SentenceKind.LIST_ITEM):
            return None
        of_type = reading.ontology.types[d.type]
        if not same and not reading.ontology.violent(d.type):
            continue
        if "killed" in of_type.counts and of_type.main_count != "released" and d.status is not Status.PLANNED:
            return d
    return None


def act_before(reading: Reading, drafts: list[Draft], sentence: int, name: str) -> Draft | None:
    """The act told before a sentence that a figure in it is of: the last one, unless that is of other people.

    "The number of dead soldiers is 31" is of the raid in which soldiers died, not of the strike on those who made it;
    and the dead are none of those who were arrested since.
    """
    last = last_violent(reading, drafts, sentence)
    if last is None:
        return None
    before = last_violent(reading, drafts[: drafts.index(last)], sentence)
    if before is None or all(t.name != name for t in before.tolls):
        return last
    people = {t.lemma for t in reading.parses[sentence].tokens if reading.resolvers.noun_class(t.lemma)}
    theirs, ours = ([people_of(reading, t) & people for t in d.tolls if t.name == name] for d in (before, last))
    others = any(theirs) and bool(ours) and not any(ours)
    return before if others or reading.ontology.types[last.type].main_count == ARRESTED else last


def told_elsewhere(reading: Reading, sentence: int, act: Draft) -> bool:
    """Does a sentence open with another spot than the act's ("In X, ..."), so that its figures are of another act?"""
    if act.where_how is not How.OWN or not isinstance(act.where, Said):
        return False
    known, spot = act.where.value, opening_spot(reading, sentence)
    return spot is not None and known.precision in SPOTS and spot.gazetteer_id != known.gazetteer_id


def is_unnamed(draft: Draft) -> bool:
    """Does a telling name nobody who did it, but at most "gunmen"?"""
    return all(p.value.kind is PartyKind.UNIDENTIFIED or p.by.startswith(AROUND) for p in draft.actor)
