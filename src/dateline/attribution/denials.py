"""Denials and doubts: what they are about, and denials of having done it, which leave the event as it is."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.cues import Cue
from dateline.attribution.lexicon import AttributionData
from dateline.grammar import Syntax, kids
from dateline.model import Attitude, Parse, SentenceKind, Span, Token

_FIRST = 24  # characters in which "pure lies" stands where it is all that is said of a tale
_VERB = "verb"  # how what somebody says is read
_REACH = 2  # sentences back that a denial may point over other denials
_SKIP = frozenset((SentenceKind.FURNITURE, SentenceKind.CAPTION, SentenceKind.HEADING, SentenceKind.HEADLINE))


def with_denials(
    text: str, parses: Sequence[Parse], by_sentence: list[list[Cue]], data: AttributionData, s: Syntax
) -> None:
    """Settle the attitude of each attribution, and give denials of "it" or "the report" the words before them."""
    for n, cues in enumerate(by_sentence):
        for cue in list(cues):
            said = " ".join(c.of(text) for c in cue.content)
            if cue.attitude is Attitude.ASSERTS and (
                data.unhappened.search(said) or (data.false.search(said) and _of_a_tale(parses[n], cue, data))
            ):
                cue.attitude = Attitude.DENIES
                cue.content += _before(parses, by_sentence, n, cue)
                continue
            if cue.attitude is Attitude.ASSERTS:
                if not cue.content:
                    cues.remove(cue)
                continue
            if cue.attitude is Attitude.DENIES and _of_something_else(parses[n], cue, data, s):
                cues.remove(cue)
                continue
            if cue.attitude is Attitude.DENIES and _of_the_doing(parses[n], cue, data, s):
                cue.attitude, cue.by = Attitude.ASSERTS, "denies_actor"
                cue.content += _before(parses, by_sentence, n, cue)
            elif _of_what_was_told(parses[n], cue, data, s):
                cue.content = []  # "denied it:", and what is said instead
                cue.content = _before(parses, by_sentence, n, cue)
            elif not cue.content or _points(parses[n], cue, data, s):
                cue.content += _before(parses, by_sentence, n, cue)
            if not cue.content:
                cues.remove(cue)


def _inside(parse: Parse, cue: Cue) -> list[int]:
    return [t.i for t in parse.tokens if any(c.start <= t.start < c.end for c in cue.content)]


def _of_a_tale(parse: Parse, cue: Cue, data: AttributionData) -> bool:
    """Does what is said begin with "the report", "it" and the like, or with "lies": is "false" said of that?"""
    inside = _inside(parse, cue)
    opening = " ".join(parse.tokens[i].lower for i in inside if parse.tokens[i].pos != "PUNCT")[:_FIRST]
    return bool(data.false.search(opening)) or any(_tale(parse.tokens[i], data) for i in inside[:9])


def _points(parse: Parse, cue: Cue, data: AttributionData, s: Syntax) -> bool:
    """Is the denial of something told before: "it", "the report", in no more than a few words?"""
    inside = _inside(parse, cue)
    words = [i for i in inside if parse.tokens[i].pos in ("NOUN", "PROPN", "PRON", "VERB")]
    if not words:
        return True
    first = parse.tokens[words[0]]
    if first.pos == "PRON" and first.dep in s.subject:
        return False  # "denies it has lost the town"
    return _tale(first, data)


def _of_what_was_told(parse: Parse, cue: Cue, data: AttributionData, s: Syntax) -> bool:
    """Is the object of the verb of denying "it", "the report", and nothing more?"""
    verb = next((t.i for t in parse.tokens if t.start == cue.span.start), None)
    objects = kids(parse, verb, s.object) if verb is not None else []
    return any(parse.tokens[o].lower in data.tales and not parse.children[o] for o in objects)


def _of_something_else(parse: Parse, cue: Cue, data: AttributionData, s: Syntax) -> bool:
    """Is it no tale that is rejected: an act, as wrong ("rejected the murder"), a case, a word?"""
    verb = next((t for t in parse.tokens if t.start == cue.span.start and t.lemma in data.refusing), None)
    if verb is None:
        return False
    objects = [o for o in kids(parse, verb.i, s.object) if parse.tokens[o].pos == "NOUN"]
    if objects:
        return not any(_tale(parse.tokens[o], data) for o in objects)
    said = _inside(parse, cue)
    return bool(said) and not any(_tale(parse.tokens[i], data) for i in said)


def _tale(token: Token, data: AttributionData) -> bool:
    return token.lemma in data.tales or token.lower in data.tales


def _of_the_doing(parse: Parse, cue: Cue, data: AttributionData, s: Syntax) -> bool:
    """Is only having done it denied: "denied involvement", "denied that it had staged the raid"?"""
    inside = _inside(parse, cue)
    if any(parse.tokens[i].lemma in data.doing or parse.tokens[i].lower in data.doing for i in inside[:4]):
        return True
    told = (o for i in inside if parse.tokens[i].lemma in data.deeds for o in kids(parse, i, s.object))
    return any(parse.tokens[d].lower in data.definite for o in told for d in kids(parse, o, s.determiner))


def _before(parses: Sequence[Parse], by_sentence: Sequence[list[Cue]], n: int, cue: Cue) -> list[Span]:
    """What was told just before a denial: the clause before it in its sentence, else the sentence before."""
    parse = parses[n]
    start = min([cue.span.start, *(c.start for c in cue.content)])
    begin = next((t for t in parse.tokens if t.start <= cue.voice.span.start < t.end), None)
    if begin is not None and parse.sentence.span.start <= cue.voice.span.start:
        start = min(start, cue.voice.span.start)
        earlier = [t for t in parse.tokens if t.end <= start]
        while earlier and earlier[-1].pos in ("PUNCT", "CCONJ", "SCONJ", "DET", "ADP", "PRON"):
            earlier.pop()
        if len(earlier) > 3 and any(t.pos in ("VERB", "AUX") for t in earlier):
            return [Span(earlier[0].start, earlier[-1].end)]
    for m in range(n - 1, max(-1, n - 2 - _REACH), -1):
        sentence = parses[m].sentence
        reach = 0 if parse.sentence.kind is SentenceKind.LIST_ITEM else 1
        if sentence.kind in _SKIP or sentence.paragraph < parse.sentence.paragraph - reach:
            return []
        if any(c.attitude is not Attitude.ASSERTS or c.by == "denies_actor" for c in by_sentence[m]):
            continue
        said = [c for cue in by_sentence[m] if cue.by == _VERB for c in cue.content if sentence.span.holds(c)]
        # "a lawyer for the man, who was held on Sunday, said that he was beaten": the beating
        return said or [sentence.span]
    return []
