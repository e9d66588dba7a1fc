"""Days and places that a text gives for an act where it comes back to it.

"The shooting happened on Sunday", "the 3 May blast", "officers were called to a house in Macon".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.distance import km_between
from dateline.fill.context import Reading, climb, token_at
from dateline.fill.nearness import turns
from dateline.fill.placeheads import DIVISIONS, OF_A_TOWN, fineness, lies_in
from dateline.fill.placeuses import AT, RESIDENT
from dateline.fill.words import FillData
from dateline.grammar import Syntax, kids, subject
from dateline.mention import Mention
from dateline.model import DayMention, Parse, Place, SentenceKind, Span, Toponym

FROM_HOME_KM = 150.0
_AROUND = "around"
_OF_PEOPLE = (RESIDENT, "speech")  # uses of a place that say where people are from, or the text
_NAMED = frozenset({"PRON", "PROPN", "NUM"})  # whoever was named or counted before: "they", "Okello", "the five"


def told_after(reading: Reading, sentence: int, data: FillData) -> Iterator[DayMention]:
    """The days by which the sentences behind come back to the act told here, as far as they tell of no other.

    Where none does, those on which helpers came to it.
    """
    behind = list(_behind(reading, sentence, data))
    for dates in (dates_an_act, brought_help):
        yield from (d for n in behind for d in reading.days_in[n] if dates(reading, n, d.span, data))


def placed_after(reading: Reading, sentence: int, data: FillData) -> Iterator[Toponym]:
    """The places where the sentences behind come back to the act told here, or where helpers or its victims were."""
    behind = list(_behind(reading, sentence, data))
    for tells in (dates_an_act, brought_help, _victims_found):
        yield from (t for n in behind for t in reading.toponyms_in[n] if tells(reading, n, t.span, data))


def told_again(reading: Reading, mention: Mention, whole: Toponym | None, data: FillData) -> list[Toponym]:
    """The places where the text comes back to an act, in the division that is told for it.

    Any that it has, where nothing is known but whose somebody is, or from where the text was sent.
    """
    role = reading.resolvers.place_role
    whose = whole is not None and role(whole) in _OF_PEOPLE
    known = whole.value if whole is not None else None
    if known is not None and not (isinstance(known, Place) and (whose or known.precision in DIVISIONS)):
        return []
    found = (t for t in placed_after(reading, mention.sentence, data) if role(t) == AT and fineness(t) < OF_A_TOWN)
    return [t for t in found if known is None or _is_nearer(t, known, whose=whose)][:1]


def _is_nearer(toponym: Toponym, known: Place, *, whose: bool) -> bool:
    """Does a place lie in a division that is known, or by the home of people who are?"""
    inside = known.precision in DIVISIONS and lies_in(toponym, known)
    return inside or (whose and toponym.by != _AROUND and _close_by(toponym, known))


def _close_by(toponym: Toponym, place: Place) -> bool:
    """Is a place no farther than people of another may be from home?"""
    value = toponym.value
    return isinstance(value, Place) and km_between(value.lat, value.lon, place.lat, place.lon) < FROM_HOME_KM


def _behind(reading: Reading, sentence: int, data: FillData) -> Iterator[int]:
    """The sentences behind one up to a heading, another item, a turn, or an act that has a day of its own."""
    here = reading.parses[sentence].sentence
    for n in range(sentence + 1, len(reading.parses)):
        there = reading.parses[n].sentence
        another = there.paragraph != here.paragraph and SentenceKind.LIST_ITEM in (here.kind, there.kind)
        if another or there.kind is SentenceKind.HEADING or turns(reading, n, data):
            return
        yield n
        if reading.days_in[n] and any(
            reading.ontology.violent(m.type) and not m.definite and not m.weak for m in reading.mentions_in[n]
        ):
            return


def dates_an_act(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words date an act by a noun that points to one: "the 3 May blast", "the raid took place on Sunday"?"""
    parse, s = reading.parses[n], reading.syntax
    for i in _above(parse, span):
        token = parse.tokens[i]
        if token.pos in s.noun_pos and _points(reading, n, i, span, data):
            return True
        if token.pos in s.verb_pos:
            noun = _clause_of(parse, i, s)
            if noun is not None and _points(reading, n, noun, span, data):
                return True
            happens = token.lemma in data.happens
            reported = token.lemma in data.reported and kids(parse, i, s.passive_subject)
            described = kids(parse, i, s.attribute)  # "this is sad today" comes back to no act
            return bool(happens or reported) and any(
                _points(reading, n, h, span, data) or (parse.tokens[h].lower in data.it and not described)
                for h in subject(parse, i, s)
            )
    return False


def _clause_of(parse: Parse, verb: int, s: Syntax) -> int | None:
    """The noun that the clause of a verb tells of: "the shooting that killed one and wounded four"."""
    while parse.tokens[verb].dep in s.conjunct and parse.tokens[parse.tokens[verb].head].pos in s.verb_pos:
        verb = parse.tokens[verb].head
    return parse.tokens[verb].head if parse.tokens[verb].dep in s.relative_clause else None


def brought_help(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words say when helpers came or were called: "officers were sent to the house on Friday night"?"""
    parse, s = reading.parses[n], reading.syntax
    verb = _verb_above(parse, span, s, data)
    if verb is None or parse.tokens[verb].lemma not in data.comes:
        return False
    who = subject(parse, verb, s)
    if any(parse.tokens[h].pos == "PRON" for h in who):  # "deputies said they were called"
        who = [t.i for t in parse.tokens if t.dep in s.subjects]
    return any(parse.tokens[h].lemma in data.helpers for h in who)


def _victims_found(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words say where those who were hit were found: "the bodies were discovered at a house in Macon"?"""
    parse, s = reading.parses[n], reading.syntax
    verb = _verb_above(parse, span, s, data)
    if verb is None or parse.tokens[verb].lemma not in data.finds:
        return False
    found = kids(parse, verb, s.passive_subject) or kids(parse, verb, s.object)
    return any(parse.tokens[h].lemma in data.bodies or parse.tokens[h].pos in _NAMED for h in found)


def _verb_above(parse: Parse, span: Span, s: Syntax, data: FillData) -> int | None:
    """The verb that governs the words, those apart that only say where something lies: "a house located in Macon"."""
    verbs = (i for i in _above(parse, span) if parse.tokens[i].pos in s.verb_pos)
    return next((i for i in verbs if parse.tokens[i].lemma not in data.lies), None)


def _above(parse: Parse, span: Span) -> Sequence[int]:
    """What governs the words, from the nearest up."""
    at = token_at(parse, span.start)
    up = climb(parse, at) if at is not None else []
    return [i for i in up if not span.start <= parse.tokens[i].start < span.end]


def _points(reading: Reading, n: int, noun: int, span: Span, data: FillData) -> bool:
    """Is a noun the word for an act that is known: with an article that says so, or a day in its place?"""
    parse, s = reading.parses[n], reading.syntax
    token = parse.tokens[noun]
    violent = any(m.noun and m.head == noun and reading.ontology.violent(m.type) for m in reading.mentions_in[n])
    if not violent and token.lemma not in data.deeds:
        return False
    hung = [parse.tokens[c] for c in parse.children[noun]]
    return any(t.lower in data.known for t in hung if t.dep in s.determiner) or any(
        span.start <= t.start < span.end for t in hung if t.dep in s.possessor
    )
