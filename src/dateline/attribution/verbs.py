"""Verbs of saying: who speaks, whom they pass on, and which words are what they say."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.cues import Cue, hull
from dateline.attribution.lexicon import AttributionData
from dateline.attribution.speakers import Speakers
from dateline.grammar import Syntax, is_passive, is_verb, kids, subject, subtree
from dateline.model import Attitude, Parse, Span, Token

_SHORT = 3  # words; fewer in quotation marks are a name or a doubtful word
_QUOTES = "\"“”„«»'‘’"


def by_verb(parse: Parse, data: AttributionData, s: Syntax, speakers: Speakers, before: Sequence[Cue]) -> list[Cue]:
    """The attributions of all verbs of saying in a sentence; `before` are those that need no verb."""
    out: list[Cue] = []
    for token in parse.tokens:
        attitude = data.verbs.get(token.lemma)
        if attitude is None or token.pos not in s.verb_pos or (token.text.istitle() and _inside_a_name(parse, token.i)):
            continue
        bare = token.tag in s.participle_tags and not kids(parse, token.i, s.auxiliary)
        if token.lemma in data.weak and (bare or any(q.start <= token.start < q.end for q in parse.sentence.quoted)):
            continue
        out += _read(parse, token, attitude, data, s, speakers)
    _share_quotes(parse, [*before, *out])
    return [c for c in out if c.content or c.empty]


def _inside_a_name(parse: Parse, i: int) -> bool:
    """Is a capitalised word inside a sentence that is not written in capitals throughout?"""
    return i > 0 and parse.tokens[i - 1].text not in _QUOTES + ":" and any(t.text.islower() for t in parse.tokens)


def _read(
    parse: Parse, token: Token, attitude: Attitude, data: AttributionData, s: Syntax, speakers: Speakers
) -> list[Cue]:
    negated = any(parse.tokens[c].lower in data.negations for c in parse.children[token.i])
    modal = any(parse.tokens[c].lower in data.modals for c in kids(parse, token.i, s.auxiliary | s.marker))
    if negated and not modal or modal and not negated:
        return []
    passive = is_passive(parse, token.i, s)
    heads = _agents(parse, token.i, s) if passive else _speakers(parse, token.i, s)
    quoted = _quoted_as(parse, token, passive, data, s)
    if negated:  # "could not verify"
        if attitude is not Attitude.ASSERTS or token.lemma not in data.takes_object:
            return []
        attitude = Attitude.DOUBTS
    if quoted is not None:
        return _passed_on(parse, token, quoted, heads, data, s, speakers)
    if not heads:
        return []
    if passive and token.lemma not in data.passive:
        return []
    if token.lemma in data.rated and not any(parse.tokens[c].lower in data.tolls for c in parse.children[token.i]):
        return []
    content, whole = _content(parse, token, heads[0], passive, data, s)
    charge = token.lemma in data.charging
    calling = token.lemma in data.calling
    denial = attitude is not Attitude.ASSERTS or token.lemma in data.calling
    if not content and not denial and not _has_quote(parse):
        return []
    if _asks(parse, token.i, data, s) and attitude is Attitude.ASSERTS:
        return []
    voices = speakers.voices(parse, heads[0], anyone=token.lemma in data.plain)
    if not voices:
        return []
    via = _medium(parse, token, data, s, speakers)
    cited = _cited(parse, token.i, data, s)
    if cited is not None:
        first = speakers.voices(parse, cited)
        if first:
            via, voices = voices[0].name, first
    if charge and content:
        content = [*content, hull(parse, token.i, token.i)]
        content = [Span(min(c.start for c in content), max(c.end for c in content))]
    return [
        Cue(v, Span(token.start, token.end), list(content), "charge" if charge else "verb", attitude, via, empty=denial)
        for v in voices
    ]


def _speakers(parse: Parse, verb: int, s: Syntax) -> list[int]:
    """Who says: the subject, or the noun that stands right behind an inverted verb ("..., said X")."""
    tokens = parse.tokens
    heads = subject(parse, verb, s)
    if heads:
        if tokens[heads[0]].pos in s.noun_pos or tokens[heads[0]].pos in ("ADJ", "DET", "X"):
            return heads
        return []
    before = tokens[verb - 1] if verb else None
    if before is not None and (before.text in _QUOTES or before.text == ","):
        for n in range(verb + 1, min(verb + 6, len(tokens))):
            if tokens[n].pos in s.noun_pos and (tokens[n].head == verb or tokens[n].head < verb or tokens[n].head == n):
                return [n]
    return []


def _agents(parse: Parse, verb: int, s: Syntax) -> list[int]:
    return [o for by in kids(parse, verb, s.agent_marker) for o in kids(parse, by, s.preposition_object)]


# --- passing on -----------------------------------------------------------------------------


def _quoted_as(parse: Parse, token: Token, passive: bool, data: AttributionData, s: Syntax) -> int | None:
    """Who is quoted: "X quoted Y as saying", "Y was quoted by X as saying"; None where nobody is."""
    if token.lemma not in data.passing:
        return None
    if passive:
        found = subject(parse, token.i, s)
        return found[0] if found else None
    objects = kids(parse, token.i, s.object)
    return objects[0] if objects else None


def _passed_on(
    parse: Parse, token: Token, source: int, heads: list[int], data: AttributionData, s: Syntax, speakers: Speakers
) -> list[Cue]:
    carriers = speakers.voices(parse, heads[0]) if heads and heads[0] != source else []
    t = parse.tokens[token.i]
    if t.tag in s.gerund_tags and t.head != t.i and parse.tokens[t.head].lemma in data.verbs:
        return []  # read with the verb that it hangs on
    voices = speakers.voices(parse, source)
    if not voices:
        return []
    says = next((t for t in parse.tokens[token.i + 1 :] if t.lemma in data.verbs and t.tag in s.gerund_tags), None)
    last = len(parse.tokens) - 1
    start = says.i + 1 if says and says.i < last else None
    if start is None and t.tag in s.gerund_tags:
        content = [parse.sentence.span]
    elif start is None:
        content = []
        if not parse.sentence.quoted:
            return []
    else:
        content = [hull(parse, start, last)]
    via = carriers[0].name if carriers else None
    cue = Span(token.start, token.end)
    return [Cue(v, cue, list(content), "verb", via=via, empty=not content) for v in voices]


def _cited(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> int | None:
    """Whom the speaker passes on: "X reported, citing Y"."""
    for c in parse.children[verb]:
        t = parse.tokens[c]
        if t.lemma in data.passing and t.tag in s.gerund_tags:
            objects = kids(parse, c, s.object | s.preposition_object)
            if objects:
                return objects[0]
    return None


def _medium(parse: Parse, token: Token, data: AttributionData, s: Syntax, speakers: Speakers) -> str | None:
    """The outlet that was told: "told the agency"."""
    if token.lemma not in data.tellers:
        return None
    for c in kids(parse, token.i, s.object | s.indirect_object):
        if parse.tokens[c].i > token.i:
            return speakers.outlet(parse, c)
    return None


# --- what is said ---------------------------------------------------------------------------


def _asks(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> bool:
    """Is what follows a question: "asked whether"?"""
    return any(
        parse.tokens[m].lower in data.asking
        for c in kids(parse, verb, s.clausal_complement | s.adverbial_clause)
        if c > verb and parse.tokens[c].dep in s.clausal_complement
        for m in kids(parse, c, s.marker)
    )


def _has_quote(parse: Parse) -> bool:
    return any(sum(q.start <= t.start < q.end for t in parse.tokens) >= _SHORT for q in parse.sentence.quoted)


def _content(
    parse: Parse, token: Token, speaker: int, passive: bool, data: AttributionData, s: Syntax
) -> tuple[list[Span], bool]:
    """The words that a verb gives as said, without its quotations, and whether they are a clause."""
    tokens = parse.tokens
    verb = token.i
    if passive:
        own = {n for by in kids(parse, verb, s.agent_marker) for n in subtree(parse, by)}
        rest = sorted(set(subtree(parse, verb)) - own)
        return ([hull(parse, rest[0], rest[-1])], True) if len(rest) > 1 else ([], False)
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
        if c < verb and tokens[c].dep in s.clausal_complement | {"parataxis", "advcl", "dep"} and c != speaker
    ]
    if back and (speaker < verb or not forward) and low > 0 and tokens[low - 1].pos == "PUNCT":
        nodes = [n for c in back for n in subtree(parse, c)]
        first = min(nodes)
        last = max(max(nodes), low - 1 if first < low else 0)
        return [hull(parse, first, last)], True
    if forward:
        first = max(verb + 1, min(min(subtree(parse, c)) for c in forward))
        return [hull(parse, first, _end(parse, verb, forward, s))], True
    if back:
        nodes = [n for c in back for n in subtree(parse, c)]
        return [hull(parse, min(nodes), max(nodes))], True
    that = _that(parse, verb, data, s)
    if that is not None:
        return [hull(parse, that, len(tokens) - 1)], True
    if token.lemma in data.takes_object or token.lemma in data.charging:
        objects = [
            c
            for c in kids(parse, verb, s.object | s.open_complement | s.clausal_complement | s.attribute)
            if c > verb and not (token.lemma in data.told and tokens[c].dep in s.object | s.indirect_object)
        ]
        if objects:
            first = min(n for c in objects for n in subtree(parse, c))
            return [hull(parse, max(first, verb + 1), _end(parse, verb, objects, s))], False
    if token.lemma in data.weak and token.lemma not in data.takes_object:
        hung = token.dep in ("parataxis", "ccomp") or (token.dep in s.adverbial_clause and _as(parse, verb, data, s))
    else:
        hung = True
    if hung:
        rest = _around(parse, verb, low, high, data, s)
        if rest is not None:
            return [rest], True
    return [], False


def _that(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> int | None:
    """The "that" behind a verb of saying, where the parser hung its clause on another word."""
    for t in parse.tokens[verb + 1 : -3]:
        if t.lower in data.that and t.dep not in s.determiner:
            return t.i
        if is_verb(t, s) or t.text in (",", ";", ":"):
            return None
    return None


def is_clause(parse: Parse, i: int, s: Syntax) -> bool:
    """Is token `i` the head of a clause, with a verb or a copula?"""
    t = parse.tokens[i]
    return is_verb(t, s) or bool(kids(parse, i, s.subject | s.passive_subject | s.marker))


def _as(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> bool:
    return any(parse.tokens[c].lower in data.words["as"] for c in parse.children[verb] if c < verb)


def _speech(parse: Parse, verb: int, speaker: int, data: AttributionData, s: Syntax) -> tuple[int, int]:
    """The first and last token of the speech clause itself: speaker, verb, and what stands between and near."""
    low = high = verb
    if parse.tokens[speaker].head == verb or speaker > verb:
        nodes = set(subtree(parse, speaker))
        low, high = min(low, min(nodes)), max(high, max(nodes))
    for c in parse.children[verb]:
        t = parse.tokens[c]
        if t.dep in s.auxiliary | s.adverb | s.preposition | s.particle | s.marker | s.object | s.indirect_object:
            nodes = set(subtree(parse, c))
            if t.dep in s.auxiliary | s.marker or c > verb:
                low, high = min(low, min(nodes)), max(high, max(nodes))
    return low, high


def _around(parse: Parse, verb: int, low: int, high: int, data: AttributionData, s: Syntax) -> Span | None:
    """What a speech clause is hung on: "..., residents said, ...", with a comma or quotation mark at its edge."""
    tokens = parse.tokens
    n = len(tokens)
    while low > 0 and tokens[low - 1].lower in data.words["as"]:
        low -= 1
    left = low > 2 and (tokens[low - 1].pos == "PUNCT" or tokens[low - 1].text in _QUOTES)
    right = high + 1 < n and tokens[high + 1].text in (",", ";") and n - high > 4
    own = tokens[verb]
    hung = own.dep in ("parataxis", "ccomp", "advcl", "dep") and own.head != verb
    trailing = high >= n - 3 or all(t.pos == "PUNCT" for t in tokens[high + 1 :])
    if left and (trailing or hung):
        last = n - 1 if right and hung else low - 1
        return hull(parse, 0, last) if last > 0 else None
    if low == 0 and right and hung:
        return hull(parse, high + 1, n - 1)
    return None


def _end(parse: Parse, verb: int, inside: Sequence[int], s: Syntax) -> int:
    """The last token of what follows a verb: to the end of its own tree, but for clauses coordinated with the verb."""
    last = max(n for c in inside for n in subtree(parse, c))
    stop = len(parse.tokens)
    for c in parse.children[verb]:
        t = parse.tokens[c]
        if c > verb and c not in inside and (
            (t.dep in s.conjunct) or (t.dep in s.adverbial_clause | {"parataxis"} and kids(parse, c, s.subject | s.passive_subject))
        ):
            stop = min(stop, min(subtree(parse, c)))
    tail = [
        n
        for c in parse.children[verb]
        if c > last and c < stop and parse.tokens[c].dep in s.preposition | s.adverb | s.adverbial_clause | {"punct"}
        for n in subtree(parse, c)
    ]
    return max([last, *(n for n in tail if n < stop)])


def _share_quotes(parse: Parse, cues: Sequence[Cue]) -> None:
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
