"""One mention -> one draft: every value of a telling with its words."""

from __future__ import annotations

from dateline.draft import Draft, How
from dateline.fill.context import PartyReading, Reading
from dateline.fill.nearness import chosen, day_of, places_of
from dateline.fill.parties import parties_in
from dateline.fill.sources import sources_of
from dateline.fill.tolls import tolls_of
from dateline.fill.words import FillData
from dateline.grammar import phrase
from dateline.mention import Mention
from dateline.model import Days, Parse, PartyKind, Place, Said, SentenceKind, Span, Status, Unknown, Why

ARMED = frozenset(
    (PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA)
)
LONGEST = 60  # words of one extract of evidence; a longer sentence is cut to its clause


def draft_of(reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading]) -> Draft:
    """Fill what one mention tells; `earlier` are the parties read so far in the text, and grows."""
    sentence = mention.parse.sentence
    draft = Draft(
        type=mention.type,
        status=mention.status,
        sentence=mention.sentence,
        paragraph=sentence.paragraph,
        trigger=mention.trigger,
        rules=[mention.rule],
        headline=sentence.kind is SentenceKind.HEADLINE,
        listed=sentence.kind is SentenceKind.LIST_ITEM,
        definite=mention.definite,
        noun=mention.noun,
        weak=mention.weak,
    )
    if mention.scope:
        draft.notes.append(f"status {mention.status} from '{mention.scope}'")
    _place(reading, mention, data, draft)
    _day(reading, mention, data, draft)
    country = draft.where.value.country if isinstance(draft.where, Said) else reading.country
    violent = "killed" in reading.ontology.types[mention.type].counts
    draft.actor = parties_in(reading, mention, "actor", data, earlier, country=country, violent=violent)
    draft.target = parties_in(reading, mention, "target", data, earlier, country=country, violent=violent)
    _sides(mention, data, draft)
    sides = {
        "actor": draft.actor[0].value if draft.actor else None,
        "target": draft.target[0].value if draft.target else None,
    }
    draft.tolls, draft.unknown_counts = tolls_of(reading, mention, data, sides)
    draft.sources, draft.sources_how = sources_of(reading, mention.trigger, mention.sentence)
    draft.evidence = [evidence(mention.parse, mention.head)]
    draft.aggregate = _is_sum(draft, data)
    _weapon_and_reason(reading, mention, data, draft)
    return draft


def _sides(mention: Mention, data: FillData, draft: Draft) -> None:
    """Settle who is the target where the grammar names only one side."""
    if mention.type in data.split_sides and len(draft.actor) > 1 and not draft.target:
        draft.actor, draft.target = draft.actor[:1], draft.actor[1:]
    elif mention.type in data.split_sides and len(draft.target) > 1 and not draft.actor:
        draft.actor, draft.target = draft.target[:1], draft.target[1:]
    elif mention.type in data.own_side and draft.actor and not draft.target:
        draft.target = [p for p in draft.actor if p.value.kind in ARMED][:1]


def _is_sum(draft: Draft, data: FillData) -> bool:
    """Does the telling count people over a stretch of days in which several things happened?"""
    return (
        isinstance(draft.when, Said)
        and draft.when_how is How.OWN
        and draft.when.by.startswith(data.sum_days)
        and draft.when.value.first != draft.when.value.last
        and draft.type not in data.lasting
        and any(t.count.low >= data.sum_least for t in draft.tolls)
    )


def _place(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    given = [phrase(mention.parse, h, reading.syntax, whole=True) for h in mention.roles.get("place", ())]
    toponyms, how = places_of(reading, mention, data, given)
    if mention.type in data.no_place and how is not How.OWN:
        draft.where = Unknown(Why.NOT_SAID)
        return
    toponym, value = chosen(toponyms)
    if toponym is None or value is None:
        draft.where = Unknown(Why.NOT_SAID)
        return
    draft.where_how = how
    runners = tuple(f"{p.name}, {p.admin1}, {p.country}" for p in toponym.runners_up)
    draft.where_notes = runners
    draft.where = Said(value, (toponym.span,), toponym.by) if isinstance(value, Place) else value


def _day(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    day, how = day_of(reading, mention, data)
    if day is not None:
        draft.when_how = how
        draft.when = Said(day.value, (day.span,), day.by) if isinstance(day.value, Days) else day.value
    elif isinstance(reading.resolvers.inferred, Days):
        draft.when, draft.when_how = Said(reading.resolvers.inferred, (), "when/inferred"), How.INFERRED
    else:
        draft.when = reading.resolvers.inferred


def evidence(parse: Parse, head: int) -> Span:
    """The sentence that tells of an event; of a very long one, the words around the trigger."""
    span = parse.sentence.span
    if len(parse.tokens) <= LONGEST:
        return span
    low, high = max(0, head - LONGEST // 2), min(len(parse.tokens) - 1, head + LONGEST // 2)
    return Span(parse.tokens[low].start, parse.tokens[high].end)


def _weapon_and_reason(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    for head in mention.roles.get("weapon", ()):
        span = phrase(mention.parse, head, reading.syntax)
        draft.weapon = Said(span.of(reading.doc.text), (span,), mention.rule)
        return
    for token in mention.parse.tokens:
        if token.lemma in data.weapon_words and draft.status is not Status.DENIED and mention.type not in data.no_place:
            span = phrase(mention.parse, token.i, reading.syntax)
            draft.weapon = Said(span.of(reading.doc.text), (span,), "fill/weapon")
            break
    text = reading.doc.text
    sentence = mention.parse.sentence.span
    lower = text[mention.trigger.end : sentence.end].lower()
    for mark in data.reason_marks:
        at = lower.find(f" {mark} ")
        if at < 0:
            continue
        start = mention.trigger.end + at + 1
        end = min(
            (start + i for i in (text[start : sentence.end].find(c) for c in '.,;”"') if i > 0), default=sentence.end
        )
        draft.reason = Said(text[start:end], (Span(start, end),), "fill/reason")
        return
