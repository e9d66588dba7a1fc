"""Words with a figure by which nobody is counted: "initially said that he died", "she was the eighth to be killed"."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.fill.context import Reading, climb
from dateline.fill.unhurt import NOBODY
from dateline.fill.words import FillData
from dateline.grammar import kids, subject
from dateline.mention import Mention
from dateline.model import Parse, Said, Span, Token


def counts_nobody(reading: Reading, mention: Mention, heads: Iterable[int], data: FillData) -> bool:
    """Does a telling take its own figure back, or only say which in a row somebody is who was told of?"""
    return taken_back(reading, mention.parse, mention.head, data) or any(
        _ranks(reading, mention.parse, head, data) for head in heads
    )


def nobody_else(parse: Parse, people: Span, data: FillData) -> bool:
    """Do words say only that no more people were hit than those told of: "no one else was hurt"?"""
    behind = next((t for t in parse.tokens if t.start >= people.end), None)
    inside = (t.lower for t in parse.tokens if people.start <= t.start < people.end)
    return (behind is not None and behind.lower in data.nobody_else) or not data.nobody_else.isdisjoint(inside)


def taken_back(reading: Reading, parse: Parse, at: int, data: FillData) -> bool:
    """Is it what somebody said at first: "police initially said that the man had died"?"""
    s = reading.syntax
    told = [parse.tokens[n].head for n in climb(parse, at) if parse.tokens[n].dep in s.clausal_complement]
    above = (n for n in told if parse.tokens[n].lemma in data.speech)
    return any(parse.tokens[c].lower in data.at_first for n in above for c in kids(parse, n, s.adverb))


def _ranks(reading: Reading, parse: Parse, head: int, data: FillData) -> bool:
    """Is somebody told of said to be one in a row: "she is the eighth person to be shot this year"?"""
    s, token = reading.syntax, parse.tokens[head]
    return token.dep in s.attribute and any(parse.tokens[c].lower in data.ordinals for c in parse.children[head])


def unhurt(reading: Reading, parse: Parse, word: Token) -> bool:
    """Is a word for harm denied of those before it: "the girl was not hurt", "nobody inside the bar was injured"?

    Or only thought of: "she does not want her son to be killed".
    """
    s = reading.syntax
    if kids(parse, word.i, s.negation) or any(parse.tokens[a].tag == "TO" for a in kids(parse, word.i, s.auxiliaries)):
        return True
    who = [parse.tokens[i] for i in subject(parse, word.i, s)]
    if not who or who[0].end > word.start or word.i - who[0].i < 2:
        return False
    count = reading.resolvers.people(who[0].text)
    nobody = isinstance(count, Said) and count.value == NOBODY
    return nobody and any(t.pos == "ADP" for t in parse.tokens[who[0].i + 1 : word.i])
