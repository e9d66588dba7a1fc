"""Whose people "its troops" and "their fighters" are: the side that the sentence opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import Span
from dateline.who import forces
from dateline.who.asked import Asked
from dateline.who.nouns import Noun
from dateline.who.reading import ARMED, STATE, Reading, class_of
from dateline.who.words import cut

_BACK = 700  # characters in which an owner may stand
_SENTENCES = 2  # how many sentences back
_LIKELY = {"state_force": STATE, "armed": ARMED}  # soldiers are rather a state's, fighters a group's
_END = re.compile(r"[.!?][\"”»’']?\s+(?=[A-Z\"“«])|\n+")


def of_own(asked: Asked, noun: Noun) -> Reading | None:
    """The first force or state that can have such people, in the sentence before the phrase or the one before it."""
    start = asked.words[0].start
    low = max(0, start - _BACK)
    cuts = [low, *(m.end() for m in _END.finditer(asked.text, low, start))]
    end = start
    for begin in reversed(cuts[-_SENTENCES:]):
        found = sorted(_bodies(asked, noun, begin, end), key=lambda r: r.span.start)
        if found:
            likely = _LIKELY.get(noun.cls)
            return next((r for r in found if r.person_class == likely), found[0])
        end = begin
    return None


def _bodies(asked: Asked, noun: Noun, begin: int, end: int) -> Iterator[Reading]:
    """The forces read or named, and the states named as doing something, in a stretch of text."""
    for reading in asked.earlier:
        if begin <= reading.span.start < end and reading.person_class in (ARMED, STATE) and reading.by != "place":
            yield reading
    words = cut(asked.text, asked.data.grammar.possessive, begin, end)
    grammar, role = asked.data.grammar, noun.role if noun.role != forces.ENEMY else ""
    for country in forces.countries(words, asked.data):
        before = words[country.first - 1].key if country.first else ""
        if before in grammar.barriers or before in grammar.parts:
            continue
        party = asked.force(country.code, role or forces.ARMY)
        span = Span(words[country.first].start, words[country.last].end)
        yield Reading(party, span, "country", class_of(party.kind))
