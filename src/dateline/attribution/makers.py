"""Where whoever made a paper stands: "a statement by X", "X's report", "the army statement", "which X sent"."""

from __future__ import annotations

from dateline.attribution.lexicon import AttributionData
from dateline.grammar import Syntax, kids, subject
from dateline.model import Parse


def makers_of(parse: Parse, head: int, data: AttributionData, s: Syntax) -> list[int]:
    """The heads of the phrases that may tell who made a paper, the likeliest first."""
    tokens = parse.tokens
    behind = [head + 1] if head + 1 < len(tokens) else []  # wherever the parser hung it
    out = kids(parse, head, s.possessor)
    for c in dict.fromkeys((*parse.children[head], *behind)):
        if tokens[c].lower in data.makers:
            out += kids(parse, c, s.preposition_object)
    for c in kids(parse, head, s.reduced_clause):
        if tokens[c].lemma in data.owners:
            for p in parse.children[c]:
                out += kids(parse, p, s.preposition_object) if tokens[p].lower in data.by else []
    for c in kids(parse, head, s.relative_clause):
        if tokens[c].lemma in data.owners:
            out += [n for n in subject(parse, c, s) if tokens[n].tag not in s.relative_tags]
    return out + [c for c in kids(parse, head, s.compound) if c < head]
