"""Verbs of saying: who speaks, whom they pass on, and which words are what they say."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.content import QUOTES, asks, has_quote, said_by, share_quotes
from dateline.attribution.cues import Cue, hull
from dateline.attribution.lexicon import AttributionData
from dateline.attribution.speakers import Speakers
from dateline.grammar import Syntax, is_passive, kids, subject
from dateline.model import Attitude, Parse, Span, Token


def by_verb(parse: Parse, data: AttributionData, s: Syntax, speakers: Speakers, before: Sequence[Cue]) -> list[Cue]:
    """The attributions of all verbs of saying in a sentence; `before` are those that need no verb."""
    out: list[Cue] = []
    for token in parse.tokens:
        attitude = data.verbs.get(token.lemma)
        if (
            attitude is None
            or token.pos not in s.verb_pos
            or (token.text.istitle() and token.lemma in data.weak and _inside_a_name(parse, token.i))
        ):
            continue
        bare = token.tag in s.participle_tags and not kids(parse, token.i, s.auxiliary)
        if token.lemma in data.weak and (bare or any(q.start <= token.start < q.end for q in parse.sentence.quoted)):
            continue
        out += _read(parse, token, attitude, data, s, speakers)
    share_quotes(parse, [*before, *out])
    return [c for c in out if c.content or c.empty]


def _inside_a_name(parse: Parse, i: int) -> bool:
    """Is a capitalised word inside a sentence that is not written in capitals throughout?"""
    return i > 0 and parse.tokens[i - 1].text not in QUOTES + ":" and any(t.text.islower() for t in parse.tokens)


def _read(
    parse: Parse, token: Token, attitude: Attitude, data: AttributionData, s: Syntax, speakers: Speakers
) -> list[Cue]:
    negated = any(parse.tokens[c].lower in data.negations for c in parse.children[token.i])
    modal = any(parse.tokens[c].lower in data.modals for c in kids(parse, token.i, s.auxiliary | s.marker))
    if negated != modal:
        return []
    passive = is_passive(parse, token.i, s)
    heads = _agents(parse, token.i, s) if passive else _speakers(parse, token.i, s)
    quoted = _quoted_as(parse, token, data, s)
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
    near = {parse.tokens[c].lower for c in parse.children[token.i]}
    if token.lemma in data.rated and not near & (data.tolls | data.words["as"]):
        return []
    content = said_by(parse, token, heads[0], data, s)
    charge = token.lemma in data.charging
    denial = attitude is not Attitude.ASSERTS or token.lemma in data.calling
    if not content and not denial and not has_quote(parse):
        return []
    if asks(parse, token.i, data, s) and attitude is Attitude.ASSERTS:
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
    own = kids(parse, verb, s.subject)
    if len(own) > 1 and tokens[own[-1]].pos == "PROPN" and own[-1] < verb:
        heads = own[-1:]  # "activist Khaled al-Shami said" with two subjects: the name
    if heads:
        if tokens[heads[0]].pos in s.noun_pos or tokens[heads[0]].pos in ("ADJ", "DET", "X"):
            return heads
        return []
    before = tokens[verb - 1] if verb else None
    if before is not None and (before.text in QUOTES or before.text == ","):
        for n in range(verb + 1, min(verb + 6, len(tokens))):
            if tokens[n].pos in s.noun_pos and (tokens[n].head == verb or tokens[n].head < verb or tokens[n].head == n):
                return [n]
    return []


def _agents(parse: Parse, verb: int, s: Syntax) -> list[int]:
    return [o for by in kids(parse, verb, s.agent_marker) for o in kids(parse, by, s.preposition_object)]


# --- passing on -----------------------------------------------------------------------------


def _quoted_as(parse: Parse, token: Token, data: AttributionData, s: Syntax) -> int | None:
    """Who is quoted: "X quoted Y as saying", "Y was quoted by X as saying"; None where nobody is."""
    if token.lemma not in data.passing:
        return None
    if is_passive(parse, token.i, s):
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
