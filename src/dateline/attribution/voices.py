"""A voice, and the words that a source without a name is called by."""

from __future__ import annotations

from dateline.grammar import Syntax, kids, phrase, subtree
from dateline.model import Attitude, Parse, Source, SourceKind, Span
from dateline.nouns import noun

PERSON, BODY, MANY = "person", "body", "many"
_LONGEST = 14  # words of an unnamed source


@noun(frozen=True, slots=True)
class Voice:
    """Somebody who can say something; `noun` is the word that describes them, `sort` what a pronoun asks for."""

    name: str
    kind: SourceKind
    span: Span
    sort: str
    noun: str = ""
    private: bool = False

    def source(self, attitude: Attitude, via: str | None) -> Source:
        """The voice as the source of something."""
        return Source(self.name, self.kind, attitude, via if via != self.name else None, self.span, self.private)


def whole_phrase(parse: Parse, head: int, s: Syntax) -> Span:
    """The phrase with its prepositional tail, without clauses, appositions and conjuncts."""
    tokens = parse.tokens
    nodes = set(subtree(parse, head, s.beyond | s.open_complement))
    low = high = head
    while low - 1 in nodes or (low - 2 in nodes and tokens[low - 1].text in "-'’"):
        low -= 1
    while (high + 1 in nodes and tokens[high + 1].pos != "ADV") or (
        high + 2 in nodes and tokens[high + 1].text in "-'’"
    ):
        high += 1
    if high - low >= _LONGEST:
        return phrase(parse, head, s)
    while high > head and tokens[high].pos in ("ADP", "PUNCT", "CCONJ", "DET", "PART"):
        high -= 1
    return Span(tokens[low].start, tokens[high].end)


def named_phrase(parse: Parse, head: int, s: Syntax, naming: frozenset[str]) -> Span:
    """The name of a body with what belongs to it ("Observatory for the Oases"), without a possessive ending."""
    span, tokens = phrase(parse, head, s), parse.tokens
    last = max(t.i for t in tokens if t.end <= span.end)
    while last > head and tokens[last].pos == "PART":
        last -= 1
    for p in kids(parse, head, s.preposition):
        objects = kids(parse, p, s.preposition_object)
        if p > head and tokens[p].lower in naming and objects and tokens[objects[0]].pos == "PROPN":
            last = max(last, *subtree(parse, p, s.relative_clause | s.apposition | s.reduced_clause))
    return Span(span.start, tokens[last].end)


def plain(words: str, articles: frozenset[str]) -> str:
    """The words without the article before them."""
    rest = words.split()
    while len(rest) > 1 and rest[0].casefold() in articles:
        rest = rest[1:]
    return " ".join(rest)


def is_qualified(parse: Parse, head: int, s: Syntax) -> bool:
    """Does the noun phrase say more than its head: which office, or whose?"""
    return any(parse.tokens[c].dep not in s.determiner and parse.tokens[c].pos != "PUNCT" for c in parse.children[head])
