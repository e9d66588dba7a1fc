"""Who speaks by the order of words, where the parse misses it: "..., a doctor at the hospital said"."""

from __future__ import annotations

from dateline.attribution.content import QUOTES
from dateline.attribution.cues import hull
from dateline.attribution.lexicon import AttributionData
from dateline.grammar import Syntax, is_verb
from dateline.model import Parse, Span

_LONGEST = 14  # words of a speaker
_LEAST = 3  # words that must stand before, as what is said


def segment_before(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> tuple[int, int] | None:
    """The words between the last comma and a verb of saying, its auxiliaries left out; None where they are no phrase.

    A name between commas right before the verb goes with the phrase that it belongs to: ", an official, X, told".
    """
    tokens = parse.tokens
    if tokens[verb].tag not in s.past_tags | s.base_tags:
        return None
    last = verb - 1
    while last > 0 and (tokens[last].dep in s.auxiliary or tokens[last].pos in ("AUX", "ADV")):
        last -= 1
    named = tokens[last].text == ","
    first = _opening(parse, last - 1 if named else last)
    if named:
        last -= 1
        first = _opening(parse, first - 2) if first > 1 and tokens[first].text[0].isupper() else first
    inside = tokens[first : last + 1]
    if first - 1 < _LEAST or not 0 < len(inside) <= _LONGEST or not any(t.pos in ("NOUN", "PROPN") for t in inside):
        return None
    if any((is_verb(t, s) and t.text.islower() and t.tag not in s.gerund_tags | s.participle_tags) for t in inside):
        return None
    if inside[0].pos in ("ADP", "SCONJ", "CCONJ", "PRON", "ADV", "PUNCT") or inside[0].lower in data.that:
        return None
    return first, last


def _opening(parse: Parse, at: int) -> int:
    """The first of the words that no comma parts from the one at `at`."""
    while at > 0 and parse.tokens[at - 1].text not in ",;" + QUOTES:
        at -= 1
    return at


def head_of(parse: Parse, first: int, last: int, s: Syntax) -> int | None:
    """The noun that a stretch of words hangs on: the last name that hangs outside, else the first noun."""
    out = [t for t in parse.tokens[first : last + 1] if t.pos in ("NOUN", "PROPN") and (not first <= t.head <= last)]
    apart = any(t.text == "," for t in parse.tokens[first : last + 1])
    names = [t for t in out if t.pos == "PROPN" and not apart]
    return names[-1].i if names else out[0].i if out else None


def misread(parse: Parse, heads: list[int], segment: tuple[int, int], s: Syntax) -> bool:
    """Is a speaker that the parse gives the subject of another clause, so that the words by the verb are meant?"""
    first = segment[0]
    if not heads:
        return True
    if heads[0] >= first:
        return False
    if parse.tokens[first].dep in s.determiner and parse.tokens[segment[1] + 1].text != ",":
        return True  # "in Baku, Azerbaijan, the ministry said"
    between = parse.tokens[heads[0] + 1 : first]
    return any(
        is_verb(t, s)
        and t.tag in s.past_tags | s.base_tags
        and t.dep not in s.relative_clause | s.reduced_clause
        and t.dep not in s.auxiliary
        for t in between
    )


def said_before(parse: Parse, first: int) -> Span:
    """All that stands before the words of who speaks, up to the comma."""
    return hull(parse, 0, first - 2)
