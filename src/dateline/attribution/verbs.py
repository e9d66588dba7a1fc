"""Verbs of saying: who speaks, whom they pass on, and which words are what they say."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.content import QUOTES, asks, has_quote, said_by, share_quotes
from dateline.attribution.cues import Cue, hull
from dateline.attribution.lexicon import AttributionData
from dateline.attribution.segments import head_of, misread, said_before, segment_before
from dateline.attribution.speakers import Speakers
from dateline.attribution.voices import Voice
from dateline.grammar import Syntax, is_passive, kids, subject, subtree
from dateline.model import Attitude, Parse, Span, Token

_FEW = 4  # words behind a verb that ends its sentence, the stop among them


def by_verb(parse: Parse, data: AttributionData, s: Syntax, speakers: Speakers, before: Sequence[Cue]) -> list[Cue]:
    """The attributions of all verbs of saying in a sentence; `before` are those that need no verb."""
    out: list[Cue] = []
    reckoned: list[Cue] = []
    for token in parse.tokens:
        if token.lemma in data.reckonings and token.pos in s.verb_pos:
            reckoned += _reckoned(parse, token, data, s, speakers)
        attitude = data.verbs.get(token.lemma)
        if (
            attitude is None
            or not (token.pos in s.verb_pos or _meant_as_verb(parse, token, data, s))
            or (token.text.istitle() and token.lemma in data.weak and _inside_a_name(parse, token.i))
            or _takes(parse, token, data, s)
        ):
            continue
        bare = token.tag in s.participle_tags and not kids(parse, token.i, s.auxiliary | s.subject)
        if token.tag in s.gerund_tags and token.dep in s.preposition_object:
            continue  # "held for questioning"
        if token.lemma in data.weak and (bare or any(q.start <= token.start < q.end for q in parse.sentence.quoted)):
            continue
        out += _read(parse, token, attitude, data, s, speakers)
    told = [c for cue in (*before, *out) for c in cue.content]  # "said his ward had received 30 wounded"
    out += [cue for cue in reckoned if not any(c.holds(cue.span) for c in told)]
    share_quotes(parse, [*before, *out])
    return [c for c in out if c.content or c.empty]


def _meant_as_verb(parse: Parse, token: Token, data: AttributionData, s: Syntax) -> bool:
    """Is a verb read as a noun on which all hangs: "local media report that ...", "..., minister Verba announces"?"""
    if _named_as_speaking(parse, token, s):
        return True
    clauses = kids(parse, token.i, s.clausal_complement | s.reduced_clause) if token.head == token.i else []
    that = any(parse.tokens[m].lower in data.that for c in clauses for m in kids(parse, c, s.marker))
    return (that or (bool(clauses) and _closes(parse, token.i))) and bool(kids(parse, token.i, s.compound))


def _takes(parse: Parse, token: Token, data: AttributionData, s: Syntax) -> bool:
    """Does a verb that can mean to say mean to take: "attacks that claimed 300 lives"?"""
    return token.lemma in data.taking and any(
        parse.tokens[o].lemma in data.taken for o in kids(parse, token.i, s.object)
    )


def _named_as_speaking(parse: Parse, token: Token, s: Syntax) -> bool:
    """Is a last word read as a noun behind a comma and a plural: "..., neighbours report"?"""
    at = token.i
    plural = (
        at > 1
        and token.pos not in s.verb_pos
        and parse.tokens[at - 1].tag in s.plural_tags
        and parse.tokens[at - 2].text == ","
    )
    return plural and _closes(parse, at) and token.lower == token.lemma


def _behind_comma(parse: Parse, token: Token, s: Syntax) -> list[Span]:
    """What stands before the comma of such a noun; nothing for any other word."""
    return [said_before(parse, token.i - 1)] if _named_as_speaking(parse, token, s) else []


def _closes(parse: Parse, verb: int) -> bool:
    """Is a verb the last word of its sentence: "..., state media reported."?"""
    return all(t.pos == "PUNCT" for t in parse.tokens[verb + 1 :])


def _ends(parse: Parse, verb: int, s: Syntax) -> bool:
    """Do only a few words of when and where stand behind a verb: "..., the ministry reported on Tuesday."?"""
    rest = parse.tokens[verb + 1 :]
    return len(rest) <= _FEW and bool(rest) and rest[0].dep in s.preposition and not kids(parse, verb, s.object)


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
    heads = _agents(parse, token.i, s) if passive else _speakers(parse, token.i, data, s)
    closes = token.lemma in data.plain or _closes(parse, token.i) or _ends(parse, token.i, s)
    segment = segment_before(parse, token.i, data, s) if closes and not passive else None
    nearer = head_of(parse, *segment, s) if segment is not None and misread(parse, heads, segment, s) else None
    heads = heads if nearer is None else [nearer]
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
    content = said_by(parse, token, heads[0], data, s) or _behind_comma(parse, token, s)
    if segment is not None and not content and (nearer is not None or _to_the_press(parse, token, data, s, speakers)):
        content = [said_before(parse, segment[0])]
    charge = token.lemma in data.charging
    denial = attitude is not Attitude.ASSERTS or token.lemma in data.calling
    if not content and not denial and not has_quote(parse):
        return []
    if asks(parse, token.i, data, s) and attitude is Attitude.ASSERTS:
        return []
    voices = speakers.voices(parse, heads[0], anyone=token.lemma in data.plain)
    if not voices:
        return []
    if segment is not None and nearer is not None:
        voices = [speakers.widened(v, hull(parse, *segment)) for v in voices]
    if token.pos not in s.verb_pos:
        voices = [speakers.widened(v, hull(parse, min(kids(parse, token.i, s.compound)), heads[0])) for v in voices]
    voices, via = _carried(parse, token, voices, data, s, speakers)
    if charge and content:
        content = [*content, hull(parse, token.i, token.i)]
        content = [Span(min(c.start for c in content), max(c.end for c in content))]
    return [
        Cue(v, Span(token.start, token.end), list(content), "charge" if charge else "verb", attitude, via, empty=denial)
        for v in voices
    ]


def _speakers(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> list[int]:
    """Who says: the subject, or the noun that stands right behind an inverted verb ("..., said X")."""
    tokens = parse.tokens
    heads = subject(parse, verb, s)
    if tokens[verb].pos not in s.verb_pos:
        heads = kids(parse, verb, s.compound)[-1:]
    stop = next((t.i for t in reversed(tokens[heads[0] : verb]) if t.text == ";"), None) if heads else None
    if stop is not None:  # "...; the army, citing a note, denies it"
        end = next((t.i for t in tokens[stop + 1 : verb] if t.text == ","), verb)
        head = head_of(parse, stop + 1, end - 1, s)
        return [] if head is None else [head]
    own = kids(parse, verb, s.subject)
    apart = len(own) > 1 and any(t.text == "," for t in tokens[own[0] : own[-1]])
    if len(own) > 1 and (tokens[own[-1]].pos == "PROPN" or apart) and own[-1] < verb:
        heads = own[-1:]  # of two subjects the nearer: "activist Khaled al-Shami said", "most of them men, X said"
    if not own and verb + 1 < len(tokens) and tokens[verb + 1].lower in data.us:
        told = [c for c in kids(parse, verb, s.object) if c > verb + 1 and tokens[c].pos in s.noun_pos]
        if told and _hangs_behind(parse, verb, s):
            return told[:1]  # "..., has told us a farmer"
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


def _hangs_behind(parse: Parse, verb: int, s: Syntax) -> bool:
    """Does a verb stand behind a comma or a quotation, its auxiliaries left out?"""
    at = verb - 1
    while at > 0 and parse.tokens[at].dep in s.auxiliary:
        at -= 1
    return at > 0 and parse.tokens[at].text in QUOTES + ","


def _agents(parse: Parse, verb: int, s: Syntax) -> list[int]:
    return [o for by in kids(parse, verb, s.agent_marker) for o in kids(parse, by, s.preposition_object)]


def _reckoned(parse: Parse, token: Token, data: AttributionData, s: Syntax, speakers: Speakers) -> list[Cue]:
    """Who gives a figure without a verb of saying: "the army gave the dead as 9", "the clinic received six bodies"."""
    reckoning = data.reckonings[token.lemma]
    heads = _speakers(parse, token.i, data, s)
    if not heads or is_passive(parse, token.i, s):
        return []
    brought = [p for p in kids(parse, token.i, s.preposition) if parse.tokens[p].lower == reckoning.by]
    places = brought if reckoning.by else kids(parse, token.i, s.object)
    inside = [n for o in places if o > token.i for n in subtree(parse, o)]
    if reckoning.counts and not any(parse.tokens[n].pos == "NUM" for n in subtree(parse, token.i) if n > token.i):
        return []
    voices = [v for v in speakers.voices(parse, heads[0]) if not reckoning.kinds or v.kind in reckoning.kinds]
    content = [hull(parse, min(inside), _last(parse, token, s))] if inside else []
    return [Cue(v, Span(token.start, token.end), list(content), "verb") for v in voices if content]


def _last(parse: Parse, token: Token, s: Syntax) -> int:
    """The last token that hangs on a verb, clauses coordinated with it left out."""
    return max(subtree(parse, token.i, s.conjunct | s.adverbial_clause))


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


def _carried(
    parse: Parse, token: Token, voices: list[Voice], data: AttributionData, s: Syntax, speakers: Speakers
) -> tuple[list[Voice], str | None]:
    """Who says it and who passes it on: whom the speakers cite, via them, else they themselves, via who was told."""
    cited = _cited(parse, token.i, data, s)
    first = speakers.voices(parse, cited) if cited is not None else []
    return (first, voices[0].name) if first else (voices, _medium(parse, token, data, s, speakers))


def _cited(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> int | None:
    """Whom the speaker passes on: "X reported, citing Y"."""
    for c in parse.children[verb]:
        t = parse.tokens[c]
        apart = any(x.text == ";" for x in parse.tokens[min(c, verb) : max(c, verb)])
        if t.lemma in data.passing and t.tag in s.gerund_tags and not apart:
            objects = kids(parse, c, s.object | s.preposition_object)
            if objects:
                return objects[0]
    return None


def _to_the_press(parse: Parse, token: Token, data: AttributionData, s: Syntax, speakers: Speakers) -> bool:
    """Is an outlet told, or reporters, or whoever writes?"""
    told = [parse.tokens[c] for c in kids(parse, token.i, s.object | s.indirect_object) if c > token.i]
    return any(t.lower in data.not_media | data.us or speakers.outlet(parse, t.i) for t in told)


def _medium(parse: Parse, token: Token, data: AttributionData, s: Syntax, speakers: Speakers) -> str | None:
    """The outlet that was told: "told the agency"."""
    if token.lemma not in data.tellers:
        return None
    for c in kids(parse, token.i, s.object | s.indirect_object):
        if parse.tokens[c].i > token.i:
            return speakers.outlet(parse, c)
    return None
