"""One person called by a name alone, whom a count of people cannot tell from a party or a plural."""

from __future__ import annotations

from itertools import pairwise

from dateline.fill.context import Reading
from dateline.mention import Mention
from dateline.model import Span, Token, Unknown, Why

_OF_A_NAME = frozenset(("PROPN", "NOUN", "ADJ", "PRON"))


def one_by_name(reading: Reading, mention: Mention, span: Span, why: Unknown) -> bool:
    """Is a phrase a person's name, with what they are or without: no party, no place, and no plural in it?"""
    inside = [t for t in mention.parse.tokens if span.start <= t.start and t.end <= span.end and t.pos != "PUNCT"]
    named = [t for t in inside if t.pos == "PROPN"]
    known = [a.span for a in reading.actors] + [t.name for t in reading.toponyms]
    if why.why is Why.BARE_PLURAL and len(inside) == len(named) == 1:
        return _surname(reading, mention.sentence, inside[0]) and not any(k.overlaps(span) for k in known)
    if why.why is not Why.AMBIGUOUS or not named or inside[-1].pos not in ("PROPN", "PRON"):
        return False
    single = all(t.pos in _OF_A_NAME and t.tag not in reading.syntax.plural_tags for t in inside)
    described = (len(named) == 1 and len(inside) == 1) or inside[0].pos != "DET"
    return single and described and not any(k.overlaps(span) for k in known)


def _surname(reading: Reading, sentence: int, word: Token) -> bool:
    """Is a name that looks like a plural told with another before it first: "Owen Hicks" before "Hicks"?"""
    for parse in reading.parses[: sentence + 1]:
        for before, t in pairwise(parse.tokens):
            if t.lower == word.lower and before.pos == "PROPN" and t.start < word.start and before.text.isalpha():
                return True
    return False
