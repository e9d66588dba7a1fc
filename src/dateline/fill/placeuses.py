"""What a sentence makes of a place that it names: where it was, whose somebody is, whither people were taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from dateline.fill.context import Reading, climb, token_at
from dateline.fill.words import FillData
from dateline.model import Parse, Toponym

AT = "at"
PARTS = ("quarter", "suburb", "site", "middle", "road")  # what a town holds
_TOWNS = (*PARTS, "holder")  # or what it is a suburb of: "the X suburb of Y" is in Y
_DESTINATION = "destination"


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
        return _DESTINATION
    if (first := _first_of_list(reading, sentence, at)) is not None:
        return reading.resolvers.place_role(first)
    for other in reading.toponyms_in[sentence]:
        held = above is not None and other.span.start <= parse.tokens[above].start < other.span.end
        if held and other.by not in _TOWNS and other.span.end <= toponym.span.start:
            return reading.resolvers.place_role(other)
    return _DESTINATION if _of_care(reading, parse, up[1:], data) else role


def _is_brought_to(reading: Reading, parse: Parse, climbed: Sequence[int], data: FillData) -> bool:
    """Does a place say where a house lies to which people were brought: "taken to a prison in X"?"""
    s = reading.syntax
    up = [n for n in climbed if parse.tokens[n].dep not in s.compound][:5]
    links = [n for n in up if parse.tokens[n].dep in s.preposition]
    if len(links) < 2 or parse.tokens[links[1]].lower not in data.thither:
        return False
    return parse.tokens[parse.tokens[links[1]].head].lemma in data.moves


def _first_of_list(reading: Reading, sentence: int, at: int) -> Toponym | None:
    """The place that leads a list in which another one stands without a word of its own: "fled to X, Y and Z"."""
    parse, s = reading.parses[sentence], reading.syntax
    joined = list(takewhile(lambda n: parse.tokens[n].dep in s.conjunct | s.compound, climb(parse, at)))
    if not any(parse.tokens[n].dep in s.conjunct for n in joined):
        return None
    first = parse.tokens[parse.tokens[joined[-1]].head].start
    return next((t for t in reading.toponyms_in[sentence] if t.span.start <= first < t.span.end), None)


def _of_care(reading: Reading, parse: Parse, up: Sequence[int], data: FillData) -> bool:
    """Does a place say where the hospital is to which people were taken, or in which they are treated or died?"""
    tokens, s = parse.tokens, reading.syntax
    noun = next((k for k, n in enumerate(up) if tokens[n].dep not in s.preposition), None)
    if noun is None or tokens[up[noun]].lower not in data.hospitals:
        return False
    verb = next((n for n in up[noun + 1 :] if tokens[n].dep not in s.preposition), None)
    if verb is None or tokens[verb].pos not in s.verb_pos | s.noun_pos | {"ADJ"}:
        return False
    brought = any(tokens[n].lower == data.whither for n in up[noun + 1 : noun + 2])
    return brought or tokens[verb].lemma in data.patients
