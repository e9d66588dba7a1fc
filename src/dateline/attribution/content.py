"""What a verb of saying gives as said: its clause, its object, what it is hung on, and quotations."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.cues import Cue, hull
from dateline.attribution.lexicon import AttributionData
from dateline.grammar import Syntax, is_passive, is_verb, kids, subtree
from dateline.model import Parse, Span, Token

QUOTES = "\"“”„«»'‘’"
_LOOSE = frozenset(("parataxis", "dep"))  # labels of a clause that the parser could not place
_SHORT = 3  # words; fewer in quotation marks are a name or a doubtful word


def asks(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> bool:
    """Is what follows a question: "asked whether"?"""
    return any(
        parse.tokens[m].lower in data.asking
        for c in kids(parse, verb, s.clausal_complement | s.adverbial_clause)
        if c > verb and parse.tokens[c].dep in s.clausal_complement
        for m in kids(parse, c, s.marker)
    )


def has_quote(parse: Parse) -> bool:
    """Does the sentence quote more than a name or a doubtful word?"""
    return any(sum(q.start <= t.start < q.end for t in parse.tokens) >= _SHORT for q in parse.sentence.quoted)


def said_by(parse: Parse, token: Token, speaker: int, data: AttributionData, s: Syntax) -> list[Span]:
    """The words that a verb of saying gives as said, without its quotations."""
    tokens = parse.tokens
    verb = token.i
    if is_passive(parse, token.i, s):
        own = {n for by in kids(parse, verb, s.agent_marker) for n in subtree(parse, by)}
        rest = sorted(set(subtree(parse, verb)) - own)
        return [hull(parse, rest[0], rest[-1])] if len(rest) > 1 else []
    if token.lemma in data.needs_that:
        that = _that(parse, verb, data, s)
        return [hull(parse, that, len(tokens) - 1)] if that is not None else []
    low, high = _speech(parse, verb, speaker, data, s)
    bare = token.lemma not in data.takes_object and token.lemma not in data.charging
    forward = [
        c
        for c in parse.children[verb]
        if c > verb
        and tokens[c].dep in s.clausal_complement | s.open_complement | {"parataxis"}
        and is_clause(parse, c, s)
        and (tokens[c].dep not in s.open_complement or not bare)
    ]
    back = [
        c
        for c in parse.children[verb]
        if c < verb
        and c != speaker
        and (
            tokens[c].dep in s.clausal_complement | _LOOSE
            or (tokens[c].dep in s.adverbial_clause and not forward and tokens[c].tag not in s.gerund_tags)
        )
    ]
    ended = low > 0 and tokens[low - 1].text == ";"
    takes = token.lemma in data.takes_object and token.lemma not in data.told
    if ended or (takes and any(c > verb for c in kids(parse, verb, s.object))):
        back = []  # "six dead; the army says nine", "six were killed, a chief reported nine dead"
    if ended and not forward and verb + 2 < len(tokens):
        return [hull(parse, verb + 1, len(tokens) - 1)]
    if back and (speaker < verb or not forward) and low > 0 and tokens[low - 1].pos == "PUNCT":
        nodes = [n for c in back for n in subtree(parse, c)]
        first = min(nodes)
        last = max(max(nodes), low - 1 if first < low else 0)
        return [hull(parse, first, last)]
    if forward:
        first = max(verb + 1, min(min(subtree(parse, c)) for c in forward))
        return [hull(parse, first, _end(parse, verb, forward, s))]
    if back:
        nodes = [n for c in back for n in subtree(parse, c)]
        return [hull(parse, min(nodes), max(nodes))]
    that = _that(parse, verb, data, s)
    if that is not None:
        return [hull(parse, that, len(tokens) - 1)]
    if token.lemma in data.takes_object or token.lemma in data.charging:
        objects = [
            c
            for c in kids(parse, verb, s.object | s.open_complement | s.clausal_complement | s.attribute)
            if c > verb and not (token.lemma in data.told and tokens[c].dep in s.object | s.indirect_object)
        ]
        if objects:
            first = min(n for c in objects for n in subtree(parse, c))
            return [hull(parse, max(first, verb + 1), _end(parse, verb, objects, s))]
    if token.lemma in data.weak and token.lemma not in data.takes_object:
        hung = token.dep in ("parataxis", "ccomp") or (token.dep in s.adverbial_clause and _as(parse, verb, data, s))
    else:
        hung = True
    if hung:
        around = _around(parse, verb, low, high, data, s)
        if around is not None:
            return [around]
    return []


def _that(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> int | None:
    """The "that" behind a verb of saying, where the parser hung its clause on another word."""
    comma = False
    for t in parse.tokens[verb + 1 : -3]:
        if t.lower in data.that and t.dep not in s.determiner and (not comma or t.dep in s.marker):
            return t.i
        if (is_verb(t, s) and t.tag not in s.gerund_tags) or t.text in (";", ":"):
            return None
        comma = comma or t.text == ","
    return None


def is_clause(parse: Parse, i: int, s: Syntax) -> bool:
    """Is token `i` the head of a clause, with a verb or a copula?"""
    t = parse.tokens[i]
    return is_verb(t, s) or bool(kids(parse, i, s.subjects | s.marker))


def _as(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> bool:
    return any(parse.tokens[c].lower in data.words["as"] for c in parse.children[verb] if c < verb)


def _speech(parse: Parse, verb: int, speaker: int, data: AttributionData, s: Syntax) -> tuple[int, int]:
    """The first and last token of the speech clause itself: speaker, verb, and what stands between and near."""
    low = high = verb
    if parse.tokens[speaker].head == verb or speaker > verb:
        nodes = set(subtree(parse, speaker))
        low, high = min(low, min(nodes)), max(high, max(nodes))
    own = s.auxiliary | s.marker
    near = own | s.adverbs | s.preposition | s.object | s.indirect_object
    for c in parse.children[verb]:
        t = parse.tokens[c]
        if t.dep in near:
            nodes = set(subtree(parse, c))
            if t.dep in own or c > verb:
                low, high = min(low, min(nodes)), max(high, max(nodes))
    return low, high


def _around(parse: Parse, verb: int, low: int, high: int, data: AttributionData, s: Syntax) -> Span | None:
    """What a speech clause is hung on: "..., residents said, ...", with a comma or quotation mark at its edge."""
    tokens = parse.tokens
    n = len(tokens)
    while low > 0 and tokens[low - 1].lower in data.words["as"]:
        low -= 1
    left = (
        low > 2 and tokens[low - 1].text != ";" and (tokens[low - 1].pos == "PUNCT" or tokens[low - 1].text in QUOTES)
    )
    right = high + 1 < n and tokens[high + 1].text in (",", ";") and n - high > 4
    own = tokens[verb]
    hung = own.dep in ("parataxis", "ccomp", "advcl", "dep") and own.head != verb
    trailing = high >= n - 3 or all(t.pos == "PUNCT" for t in tokens[high + 1 :])
    if left and (trailing or hung):
        last = n - 1 if right and hung else low - 1
        return hull(parse, 0, last) if last > 0 else None
    if right and hung and 0 < low <= 2 and tokens[low - 1].text == ",":
        return hull(parse, 0, n - 1)  # "Overnight, the air force said, 13 drones were shot down"
    if low == 0 and right and hung:
        return hull(parse, high + 1, n - 1)
    return None


def _end(parse: Parse, verb: int, inside: Sequence[int], s: Syntax) -> int:
    """The last token of what follows a verb: to the end of its own tree, but for clauses coordinated with the verb."""
    last = max(n for c in inside for n in subtree(parse, c))
    stop = len(parse.tokens)
    for c in parse.children[verb]:
        t = parse.tokens[c]
        if (
            c > verb
            and c not in inside
            and (
                (t.dep in s.conjunct and t.tag not in s.gerund_tags)
                or (t.dep in s.adverbial_clause | {"parataxis"} and kids(parse, c, s.subjects))
            )
        ):
            stop = min(stop, min(subtree(parse, c)))
    tail = [
        n
        for c in parse.children[verb]
        if c > last
        and c < stop
        and parse.tokens[c].dep in s.conjunct | s.preposition | s.adverb | s.adverbial_clause | {"punct"}
        for n in subtree(parse, c)
    ]
    return max([last, *(n for n in tail if n < stop)])


def share_quotes(parse: Parse, cues: Sequence[Cue]) -> None:
    """Give each quotation of a sentence to the cue nearest to it."""
    for q in parse.sentence.quoted:
        if sum(q.start <= t.start < q.end for t in parse.tokens) < _SHORT:
            continue
        if any(c.holds(q) for cue in cues for c in cue.content):
            continue
        free = [c for c in cues if c.by != "charge"]
        if not free:
            return
        nearest = min(_gap(c.span, q) for c in free)
        for cue in free:
            if _gap(cue.span, q) == nearest:
                cue.content.append(q)


def _gap(a: Span, b: Span) -> int:
    return max(b.start - a.end, a.start - b.end, 0)
