"""Looks behind a phrase for the words that say whose its head is.

A parser ends a phrase before "believed to be members of the M23", "for the army" or a name in
quotation marks. What such words bring is read with the phrase; anything else stays outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.who import forces
from dateline.who.asked import Asked, noun_at, tie_at
from dateline.who.nouns import Noun
from dateline.who.words import Word, fold, words_in

_FAR = 110  # characters behind a phrase
_QUOTED = re.compile(r"\s?[\"“«‘']([A-Z][^\"”»’'\n]{1,60})[\"”»’']")
_FIRST = re.compile(r",?\s(\w+)")
_SEAT = re.compile(r" (\w+) [A-Z][\w'’]+(?:[- ](?:[a-z]{2,3}[- ])?[A-Z][\w'’]+)*")
_CLAUSE = re.compile(r",?[^,.;:!?()\[\]\n]*")
_DRESS = 5  # words behind a head in which a uniform is named
_BETWEEN = 6  # words between what ties and the name that it leads to
_QUOTE_HEADS = frozenset(("armed", "org"))


def reached(asked: Asked, noun: Noun | None) -> Asked:
    """The question with the words that name or tie the head, where they follow its phrase."""
    asked = _with_name_before(asked)
    end = asked.words[-1].end
    if noun is None or end >= len(asked.text):
        return asked
    quoted = _QUOTED.match(asked.text, end) if noun.cls in _QUOTE_HEADS else None
    if quoted and asked.head == len(asked.words) - 1:
        return _with(asked, words_in(asked.text, asked.data.grammar.possessive, end, quoted.end()))
    named = next((m for m in asked.mentions if m.span.start == end + 1 and asked.text[end] == " "), None)
    if named and noun.cls in _QUOTE_HEADS and not noun.plural and asked.head == len(asked.words) - 1:
        return _with(asked, words_in(asked.text, asked.data.grammar.possessive, named.span.start, named.span.end))
    court = "{country}" in noun.name and "{body}" not in noun.name
    seat = _SEAT.match(asked.text, end) if court else None
    if seat and fold(seat[1]) in asked.data.grammar.of:
        return _with(asked, words_in(asked.text, asked.data.grammar.possessive, end, seat.end()))
    first = _FIRST.match(asked.text, end)
    if first is None or fold(first[1]) not in asked.data.grammar.belonging:
        return asked
    clause = _CLAUSE.match(asked.text, end, end + _FAR)
    if clause is None:
        return asked
    behind = words_in(asked.text, asked.data.grammar.possessive, end, clause.end())
    size = _tie(asked, noun, behind, comma=clause[0][0] == ",")
    if not size:
        return asked
    last = _owner(asked, noun, behind, size)
    return _with(asked, behind[: last + 1]) if last else asked


def _with_name_before(asked: Asked) -> Asked:
    """A name that a parser took for another word, as "AS" in "AS court", belongs to the noun behind it."""
    start = asked.words[0].start
    if asked.words[0].capital or asked.text[start - 1 : start] != " ":
        return asked
    name = next((m for m in asked.mentions if m.span.end == start - 1), None)
    if name is None or asked.words[0].key in asked.data.grammar.definite | asked.data.grammar.indefinite:
        return asked
    before = words_in(asked.text, asked.data.grammar.possessive, name.span.start, name.span.end)
    return replace(asked, words=[*before, *asked.words], head=asked.head + len(before))


def _with(asked: Asked, behind: Sequence[Word]) -> Asked:
    return replace(asked, words=[*asked.words, *behind])


def _tie(asked: Asked, noun: Noun, behind: Sequence[Word], *, comma: bool) -> int:
    """How many words of a tie open what stands behind; 0 where none does that reaches out of a phrase."""
    grammar = asked.data.grammar
    tie = tie_at(replace(asked, words=behind), 0)
    if not tie or (tie[0] in grammar.barriers and noun.cls == "state_force"):
        return 0
    if tie not in grammar.loose:
        return len(tie)
    member = noun.lemma in grammar.members and tie[0] in grammar.parts
    dressed = any(w.key in grammar.uniforms for w in behind[1:_DRESS])
    return len(tie) if (noun.lemma in grammar.speakers or member or dressed) and not comma else 0


def _owner(asked: Asked, noun: Noun, behind: Sequence[Word], first: int) -> int:
    """The last word of the party that a tie leads to; 0 where it leads to none."""
    grammar = asked.data.grammar
    starts = {m.span.start: m.span.end for m in asked.mentions if m.span.start >= behind[0].start}
    states = {c.first: c.last for c in forces.countries(behind, asked.data)}
    for i in range(first, min(len(behind), first + _BETWEEN)):
        if behind[i].start in starts:
            last = max(n for n, w in enumerate(behind) if w.start < starts[behind[i].start])
            held = last + 1 < len(behind) and behind[last + 1].key in grammar.backing
            return 0 if held else last
        if i in states and not behind[states[i]].owns:
            after = states[i] + 1
            more = after < len(behind) and (
                noun_at(behind, after, asked.data)[2] or behind[after].key in grammar.uniforms
            )
            return after if more else states[i]
        if behind[i].key in grammar.barriers and behind[i].key not in grammar.belonging:
            return 0
        if noun.lemma in grammar.speakers:
            _, last, inner = noun_at(behind, i, asked.data)
            if inner is not None and inner.cls in ("state_force", "armed"):
                return last
    return 0
