"""Sources in brackets: behind what they tell ("Two held. [Radio X]"), or over a stretch ("(X RADIO) TROOPS ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.attribution.cues import Cue
from dateline.attribution.lexicon import AttributionData
from dateline.attribution.publisher import is_called, publisher_kind
from dateline.attribution.speakers import Speakers
from dateline.attribution.voices import BODY, Voice
from dateline.grammar import Syntax, is_verb
from dateline.model import ActorMention, Parse, SentenceKind, SourceKind, Span, Token

BY = "credit"
_BEHIND = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]][\s.]*")
_OVER = re.compile(r"(?:[^\s()\[\]/]{2,30}/\s*)?[(\[]([^()\[\]\n]{2,60})[)\]]\s")
_LONGEST = 8  # words of a credit
_FEWEST = 2  # credits of a text; one alone at its end is the agency's, for all of it


@dataclass(frozen=True, slots=True)
class _Credit:
    sentence: int
    span: Span  # with its brackets
    voice: Voice


def with_credits(
    text: str,
    parses: Sequence[Parse],
    by_sentence: list[list[Cue]],
    data: AttributionData,
    syntax: Syntax,
    speakers: Speakers,
    actors: Sequence[ActorMention],
) -> bool:
    """Give what stands before a credit in its paragraph to whom it names, and what follows one over a stretch.

    True where credits tell part from part, so that none is the agency of all the text.
    """
    over = [c for n in range(len(parses)) for c in _over(text, parses, n, data, syntax, speakers)]
    behind = [c for n in range(len(parses)) for c in _behind(text, parses, n, data, syntax, speakers, actors)]
    for at, credit in enumerate(over):
        end = over[at + 1].sentence if at + 1 < len(over) else len(parses)
        closed = (n for n in range(credit.sentence, end) if _closes(text, parses[n], data))
        last = next(closed, end - 1)
        _add(by_sentence, credit, Span(credit.span.end, parses[last].sentence.span.end))
    if len(behind) < _FEWEST and not over and all(_alone(parses, c) for c in behind):
        return False
    begin = 0
    for credit in behind:
        start = max(begin, _start(parses, credit))
        if start < credit.span.start:
            _add(by_sentence, credit, Span(start, credit.span.start))
        begin = credit.span.end
    return bool(over or behind)


def _add(by_sentence: list[list[Cue]], credit: _Credit, content: Span) -> None:
    by_sentence[credit.sentence].append(Cue(credit.voice, credit.span, [content], BY))


def _closes(text: str, parse: Parse, data: AttributionData) -> bool:
    words = parse.sentence.span.of(text).strip(" ()[].-—–#").casefold()
    return words in data.closings


def _alone(parses: Sequence[Parse], credit: _Credit) -> bool:
    """Is a credit a sentence of its own?"""
    return parses[credit.sentence].sentence.span.start >= credit.span.start


def _start(parses: Sequence[Parse], credit: _Credit) -> int:
    """Where the paragraph of a credit begins; that of the one before where it stands in none."""
    at = credit.sentence
    paragraph = parses[at].sentence.paragraph
    lone = at > 0 and _alone(parses, credit) and parses[at - 1].sentence.paragraph != paragraph
    paragraph = parses[at - 1].sentence.paragraph if lone else paragraph
    inside = (p.sentence.span.start for p in parses[: at + 1] if p.sentence.paragraph == paragraph)
    return next(inside, credit.span.start)


def _over(
    text: str, parses: Sequence[Parse], n: int, data: AttributionData, s: Syntax, speakers: Speakers
) -> Iterator[_Credit]:
    sentence = parses[n].sentence
    opens = n == 0 or parses[n - 1].sentence.paragraph != sentence.paragraph
    found = _OVER.match(text, sentence.span.start, sentence.span.end) if opens else None
    if found is None or sentence.kind is SentenceKind.FURNITURE:
        return
    voice = _voice(text, parses[n], Span(*found.span(1)), data, s, speakers)
    if voice is not None and voice.kind is SourceKind.MEDIA:
        yield _Credit(n, Span(found.start(), found.end(1) + 1), voice)


def _behind(
    text: str,
    parses: Sequence[Parse],
    n: int,
    data: AttributionData,
    s: Syntax,
    speakers: Speakers,
    actors: Sequence[ActorMention],
) -> Iterator[_Credit]:
    sentence = parses[n].sentence
    if sentence.kind in (SentenceKind.HEADLINE, SentenceKind.HEADING) or _closes(text, parses[n], data):
        return
    found = next(
        (m for m in _BEHIND.finditer(text, sentence.span.start, sentence.span.end) if m.end() == sentence.span.end),
        None,
    )
    if found is None or _is_short_form(text, parses[n], found, actors):
        return
    inner = Span(*found.span(1))
    voice = _voice(text, parses[n], inner, data, s, speakers)
    alone = found.start() == sentence.span.start or text[found.start()] == "["
    if (voice is None or voice.kind is SourceKind.EYEWITNESS) and _is_name(text, parses[n], inner, data, alone=alone):
        name = inner.of(text)
        voice = Voice(name, publisher_kind(name, data), inner, BODY)
    if voice is not None:
        yield _Credit(n, Span(found.start(), found.end(1) + 1), voice)


def _is_short_form(text: str, parse: Parse, found: re.Match[str], actors: Sequence[ActorMention]) -> bool:
    """Do the brackets only hold another name of what stands right before them: "the Popular Front (PF)"?"""
    before = [t for t in parse.tokens if t.end <= found.start()]
    if not before or before[-1].pos == "PUNCT":
        return False
    words = text[before[max(0, len(before) - _LONGEST)].start : found.start()].strip()
    named = any(a.span.start < found.start() <= a.span.end + 1 for a in actors)
    capitals = "".join(w[0] for w in words.split() if w[0].isupper())
    return named or is_called(words, found[1]) or capitals.endswith(found[1].upper())


def _inside(parse: Parse, span: Span) -> list[Token]:
    return [t for t in parse.tokens if span.start <= t.start and t.end <= span.end]


def _voice(text: str, parse: Parse, inner: Span, data: AttributionData, s: Syntax, speakers: Speakers) -> Voice | None:
    """Whom the words in brackets name as a source; None where they say something else."""
    tokens = _inside(parse, inner)
    plain = all((t.text[0].isalpha() and t.pos not in ("NUM", "PRON")) or t.pos == "PUNCT" for t in tokens)
    if not plain or not 0 < len(tokens) <= _LONGEST or tokens[0].lower in data.articles - data.definite:
        return None
    if any(is_verb(t, s) and t.text.islower() for t in tokens):
        return None
    for token in tokens:
        if token.pos in s.noun_pos and speakers.can_head_a_line(parse, token.i):
            voice = speakers.voice(parse, token.i)
            if voice is not None:
                own = voice.name.casefold() in inner.of(text).casefold()
                return replace(voice, name=speakers.words(inner), span=inner) if own else voice
    return None


def _is_name(text: str, parse: Parse, inner: Span, data: AttributionData, *, alone: bool) -> bool:
    """Is it the name of something that is no source by its words: "Two men held. [Himal Khabar]"?"""
    tokens = _inside(parse, inner)
    words = inner.of(text).split()
    told = words[0][0].isupper() and words[-1][0].isupper() and all(w[0].isalpha() for w in words)
    behind = next((t for t in reversed(parse.tokens) if t.end <= inner.start - 1), None)
    plain = all(w[0].isupper() or w.casefold() in data.particles | data.naming for w in words)
    apart = alone or (len(words) > 1 and behind is not None and behind.text.islower())
    return bool(tokens) and told and plain and apart and len(words) <= _LONGEST
