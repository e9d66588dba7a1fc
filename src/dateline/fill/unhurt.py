"""Nobody dead, nobody hurt: words by which a text says both at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.draft import UNHURT, Toll
from dateline.fill.words import FillData
from dateline.grammar import Syntax, kids
from dateline.model import Count, Parse

NOBODY = Count(0, 0)
BOTH = ("killed", "wounded")


def none_hurt(parse: Parse, i: int, data: FillData, s: Syntax) -> bool:
    """Does a noun for dead and hurt count none: "no casualties", "without damage or casualties"?

    "No civilian casualties" and "no further casualties" leave open how many there were of others.
    """
    tokens, top = parse.tokens, i
    if kids(parse, i, s.compound):
        return False
    while tokens[top].dep in s.conjunct and tokens[top].head != top:
        top = tokens[top].head
    brings = tokens[tokens[top].head]
    above = brings.head if tokens[top].dep in s.preposition_object and brings.lower in s.links else top
    told = tokens[above].lemma in data.hearsay and not kids(parse, above, s.compound)  # not "no immediate reports of"
    nouns = {i, top, above} if told else {i, top}
    if any(tokens[c].lower in data.none for n in nouns for c in kids(parse, n, s.determiner | s.negation)):
        return True
    return tokens[top].dep in s.preposition_object and brings.lower in data.none


def of_both(toll: Toll, word: str, data: FillData) -> Iterator[Toll]:
    """The same figure of the dead, where nobody was hurt in any way: "no one was hurt"."""
    of_all = toll.count == NOBODY and toll.victims is None and not toll.added  # "no civilian", "nobody else": of some
    if of_all and toll.name in BOTH and word in data.unhurt:
        yield from (replace(toll, name=name, by=UNHURT) for name in BOTH if name != toll.name)
