"""Acts that a clause or a verb tells as past, whatever is said of the words that it hangs on."""

from __future__ import annotations

from dateline.find.usual import MAX_CLIMB
from dateline.grammar import Syntax, kids
from dateline.model import Parse


def came_before(parse: Parse, i: int, s: Syntax) -> bool:
    """Has what a clause tells of somebody happened: "to help those who had fled", "for nine men whom it kidnapped"?"""
    t, auxiliaries = parse.tokens[i], kids(parse, i, s.auxiliaries)
    if any(parse.tokens[a].lower in s.had for a in auxiliaries):
        return True
    counted = any(parse.tokens[c].pos == "NUM" for c in parse.children[t.head])
    return counted and not auxiliaries and t.tag in s.past_tags - s.participle_tags


def in_past(parse: Parse, i: int, s: Syntax) -> bool:
    """Is the verb at `i`, or the auxiliary that it has, in the past?"""
    finite = kids(parse, i, s.auxiliaries) or [i]
    return parse.tokens[finite[0]].tag in s.past_tags


def beside(parse: Parse, i: int, s: Syntax) -> int | None:
    """The verb beside which a past form really stands that the parser coordinates with a bare form or gerund.

    "Foiled a plot to bomb it and arrested three": no part of the plot; "did not stop there and killed six". None
    where the two are of one form.
    """
    t, joined = parse.tokens[i], parse.tokens[parse.tokens[i].head]
    if t.tag not in s.past_tags - s.participle_tags or kids(parse, i, s.auxiliaries):
        return None
    small = joined.dep in s.clausal_complement | s.open_complement and joined.tag in s.participle_tags
    small = small and not kids(parse, joined.i, s.auxiliaries)  # "ordered the shops closed"
    if (joined.tag in s.past_tags and not small) or joined.pos not in s.verb_pos:
        return None
    up = joined
    for _ in range(MAX_CLIMB):
        helped = any(parse.tokens[a].tag != "TO" for a in kids(parse, up.i, s.auxiliary))
        if up.pos in s.verb_pos and (helped or up.tag in s.past_tags - s.participle_tags):
            return up.i
        if up.head == up.i:
            return None
        up = parse.tokens[up.head]
    return None
