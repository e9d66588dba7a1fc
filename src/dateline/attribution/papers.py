"""Texts of one voice: a statement in full, and reports in which one office does nearly all the speaking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.attribution.cues import Cue
from dateline.attribution.lexicon import AttributionData
from dateline.attribution.speakers import Speakers
from dateline.attribution.voices import Voice
from dateline.grammar import Syntax, is_verb, kids
from dateline.model import Attitude, Attribution, Parse, SentenceKind, Span, Token

BY = "attribution/paper"
_TOP = 3  # sentences at the head of a text that may name it a statement
_LEAST, _SHARE = 3, 0.8  # how often, and in how many of all attributions, one voice speaks
_HEADINGS = frozenset((SentenceKind.HEADLINE, SentenceKind.HEADING))


def announced(parses: Sequence[Parse], n: int, data: AttributionData, s: Syntax, speakers: Speakers) -> Iterator[Cue]:
    """Who made the paper that a sentence announces and the quotation behind it gives: "Here is what X wrote"."""
    if n + 1 < len(parses) and parses[n + 1].sentence.quoted:
        for head in _statements(parses[n], data):
            voice = speakers.author(parses[n], head)
            if voice is not None:
                yield Cue(voice, voice.span, [], "quotation", empty=True)
                return


def of_one_voice(
    parses: Sequence[Parse], by_sentence: Sequence[list[Cue]], data: AttributionData, s: Syntax, speakers: Speakers
) -> Iterator[Attribution]:
    """What nobody else is said to say in a statement, or between the first and last words of the one who speaks."""
    issuer = _issuer(parses, data, s, speakers)
    own = _foremost(by_sentence)
    if not issuer and not own:
        return
    voice, cue = (own[0][1].voice, own[0][1].span) if own else (issuer[0], issuer[0].span)
    first, last = (0, len(parses) - 1) if issuer else (own[0][0], own[-1][0])
    while last + 1 < len(parses) and parses[last + 1].sentence.paragraph == parses[last].sentence.paragraph:
        last += 1
    stretch = Span(parses[first].sentence.span.start, parses[last].sentence.span.end)
    yield Attribution(voice.source(Attitude.ASSERTS, None), (stretch,), cue, BY)


def _issuer(parses: Sequence[Parse], data: AttributionData, s: Syntax, speakers: Speakers) -> list[Voice]:
    """Whose statement a text is by its headings: "Statement of the General Command"."""
    top = [p for p in parses if p.sentence.kind is not SentenceKind.FURNITURE][:_TOP]
    headings = [p for p in top if p.sentence.kind in _HEADINGS and not any(_tells(p, t, s) for t in p.tokens)]
    made = [speakers.author(p, head) for p in headings for head in _statements(p, data)]
    return [voice for voice in made if voice is not None]


def _tells(parse: Parse, token: Token, s: Syntax) -> bool:
    """Is a word a verb of a clause, not of "to do" or "doing"?"""
    return (
        is_verb(token, s)
        and token.tag in s.past_tags | s.base_tags
        and not kids(parse, token.i, s.auxiliary | s.marker)
    )


def _foremost(by_sentence: Sequence[list[Cue]]) -> list[tuple[int, Cue]]:
    """The attributions of the office that does nearly all the speaking, each with its sentence."""
    spoken = [(n, cue) for n, cues in enumerate(by_sentence) for cue in cues]
    names = Counter(cue.voice.name for _, cue in spoken).most_common(1)
    own = [(n, cue) for n, cue in spoken if cue.voice.name == names[0][0]]
    enough = len(own) >= _LEAST and len(own) >= _SHARE * len(spoken)
    return own if enough and not own[0][1].voice.private else []


def _statements(parse: Parse, data: AttributionData) -> Iterator[int]:
    return (t.i for t in parse.tokens if t.lemma.lower() in data.statements and t.pos in ("NOUN", "PROPN"))
