"""What a sentence makes of a place that it names: where it was, whose somebody is, whither people were taken."""

from __future__ import annotations

from collections.abc import Sequence

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
    outside = [n for n in climb(parse, at) if not toponym.span.start <= parse.tokens[n].start < toponym.span.end]
    inner = [n for n in outside if parse.tokens[n].dep not in reading.syntax.preposition]
    above = inner[0] if inner else None
    for other in reading.toponyms_in[sentence]:
        held = above is not None and other.span.start <= parse.tokens[above].start < other.span.end
        if held and other.by not in _TOWNS and other.span.end <= toponym.span.start:
            return reading.resolvers.place_role(other)
    return _DESTINATION if _of_care(reading, parse, outside, data) else role


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
