"""What a sentence makes of a place that it names: where it was, whose somebody is, whither people were taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from dateline.fill.context import Reading, climb, first_verb, token_at
from dateline.fill.nearness import is_of_pursuit
from dateline.fill.words import FillData
from dateline.model import Parse, Span, Toponym

AT = "at"
PARTS = ("quarter", "suburb", "site", "middle", "road")  # what a town holds
_TOWNS = (*PARTS, "holder")  # or what it is a suburb of: "the X suburb of Y" is in Y
DESTINATION = "destination"
RESIDENT = "resident"


def use_of(reading: Reading, sentence: int, toponym: Toponym, data: FillData) -> str:
    """What a sentence makes of a place; what only says where another one lies is as that is: "from X in Y province".

    But a town of which a quarter is told is itself told of. Where people are cared for nothing was done to them.
    """
    role, parse = reading.resolvers.place_role(toponym), reading.parses[sentence]
    at = token_at(parse, toponym.name.start)
    if at is None or role != AT:
        return role
    up = climb(parse, at)
    outside = [n for n in up if not toponym.span.start <= parse.tokens[n].start < toponym.span.end]
    inner = [n for n in outside if parse.tokens[n].dep not in reading.syntax.preposition]
    above = inner[0] if inner else None
    if _is_brought_to(reading, parse, up, data):
        return DESTINATION
    if _is_of_a_post(reading, parse, outside, data):
        return RESIDENT
    if (first := _first_of_list(reading, sentence, at)) is not None:
        return reading.resolvers.place_role(first)
    for other in reading.toponyms_in[sentence]:
        held = above is not None and other.span.start <= parse.tokens[above].start < other.span.end
        if held and other.by not in _TOWNS and other.span.end <= toponym.span.start:
            return reading.resolvers.place_role(other)
    return DESTINATION if _of_care(reading, sentence, toponym, outside, data) else role


def _is_brought_to(reading: Reading, parse: Parse, climbed: Sequence[int], data: FillData) -> bool:
    """Does a place say where a house lies to which people were brought: "taken to a prison in X"?"""
    s, tokens = reading.syntax, parse.tokens
    up = [n for n in climbed if tokens[n].dep not in s.compound][:5]
    links = [n for n in up if tokens[n].dep in s.preposition]
    if not links:
        return False
    above = tokens[links[0]].head
    if tokens[above].lemma in data.moves and links[0] > above:  # "taken to St Mary's in X"
        house = climb(parse, links[0] - 1)
        return any(tokens[n].head == above and tokens[n].lower in data.thither for n in house if n != links[0])
    if len(links) < 2 or tokens[links[1]].lower not in data.thither:
        return False
    return tokens[tokens[links[1]].head].lemma in data.moves


def _is_of_a_post(reading: Reading, parse: Parse, outside: Sequence[int], data: FillData) -> bool:
    """Does a place say where somebody has a post or learns: "a deputy who works at a court in X"?"""
    verb = first_verb(parse, outside)
    return verb is not None and verb.lemma in data.posts and verb.dep in reading.syntax.relative_clause


def _first_of_list(reading: Reading, sentence: int, at: int) -> Toponym | None:
    """The place that leads a list in which another one stands without a word of its own: "fled to X, Y and Z"."""
    parse, s = reading.parses[sentence], reading.syntax
    joined = list(takewhile(lambda n: parse.tokens[n].dep in s.conjunct | s.compound, climb(parse, at)))
    if not any(parse.tokens[n].dep in s.conjunct for n in joined):
        return None
    first = parse.tokens[parse.tokens[joined[-1]].head].start
    return next((t for t in reading.toponyms_in[sentence] if t.span.start <= first < t.span.end), None)


def _of_care(reading: Reading, sentence: int, toponym: Toponym, up: Sequence[int], data: FillData) -> bool:
    """Does a place say where the hospital is to which people were taken, or in which they are treated or died?

    So does that of any hospital where the sentence tells of nothing else that was done.
    """
    parse, s = reading.parses[sentence], reading.syntax
    tokens = parse.tokens
    noun = _hospital(parse, toponym, up, reading, data)
    if noun is None:
        return False
    above = climb(parse, noun)[1:]
    verb = next((n for n in above if tokens[n].dep not in s.preposition and not _cares(parse, n, data)), None)
    if verb is None or tokens[verb].pos not in s.verb_pos | s.noun_pos | {"ADJ"}:
        return False
    brought = any(tokens[n].lower == data.whither for n in above[:1])
    if brought or tokens[verb].lemma in data.patients:
        return True
    told = any(m.rule not in data.cared | data.ends for m in reading.mentions_in[sentence])
    return not told and _treats(parse, noun, data)


def _hospital(parse: Parse, toponym: Toponym, up: Sequence[int], reading: Reading, data: FillData) -> int | None:
    """The word for a hospital to which a name belongs, or behind which it stands: "at St Mary's Clinic in X"."""
    tokens, s = parse.tokens, reading.syntax
    own = [t.i for t in tokens if toponym.span.start <= t.start < toponym.span.end and _cares(parse, t.i, data)]
    noun = next((n for n in up if tokens[n].dep not in s.preposition), None)
    link = next((n for n in up if tokens[n].dep in s.preposition), 0)
    if own or (noun is not None and _cares(parse, noun, data)):
        return own[-1] if own else noun
    return link - 1 if link and _treats(parse, link - 1, data) else None


def _treats(parse: Parse, n: int, data: FillData) -> bool:
    """Is a noun that for a house in which people are treated, and no other: "a clinic", "the medical centre"?"""
    return not data.treating.isdisjoint(t.lower for t in parse.tokens[max(0, n - 1) : n + 1]) and _cares(parse, n, data)


def _cares(parse: Parse, n: int, data: FillData) -> bool:
    return not data.hospitals.isdisjoint((parse.tokens[n].lower, parse.tokens[n].lemma))


def _is_of_harm(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words belong to the deed for which somebody is seized: "arrested for shooting his nephew in X"?"""
    parse = reading.parses[n]
    at = token_at(parse, span.start)
    verb = first_verb(parse, climb(parse, at)) if at is not None else None
    return verb is not None and verb.lemma in data.harms


def is_of_custody(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words say where somebody was arrested or tried, and not where the deed was ("charged in a raid in X")?"""
    told = reading.mentions_in[n]
    if told and all(m.type in data.seizing for m in told):
        return not _is_of_harm(reading, n, span, data)
    if not is_of_pursuit(reading, n, span, data):
        return False
    parse, s = reading.parses[n], reading.syntax
    at = token_at(parse, span.start)
    up = [i for i in (climb(parse, at) if at is not None else []) if not span.start <= parse.tokens[i].start < span.end]
    verb = next((k for k, i in enumerate(up) if parse.tokens[i].pos == "VERB"), len(up) - 1)
    nouns = [parse.tokens[i] for i in up[:verb] if parse.tokens[i].pos in s.noun_pos]
    legal = parse.tokens[up[verb]].lemma in data.charging
    return not (legal and nouns) or any(t.lower in data.courts for t in nouns)
