"""The issuer of a communique: a side of the conflict that says all that its text does not put in another's mouth.

Who that is stands in the title ("Statement of the X", "X: two posts taken") or in the sentence that opens the text
("The X informs the people of the following:"); else a side that speaks of itself and of its enemy is the one body
that says anything in the text, or the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.attribution.cues import Cue
from dateline.attribution.lexicon import AttributionData
from dateline.attribution.publisher import source_of_publisher
from dateline.attribution.speakers import Speakers
from dateline.attribution.voices import plain
from dateline.grammar import Syntax, kids
from dateline.model import ActorMention, Attitude, Attribution, Document, Parse, SentenceKind, Source, SourceKind, Span

BY = "attribution/issuer"
_OPENING = 3  # sentences in which an issuer introduces itself
_LONGEST = 10  # words of a name in a title
_QUOTED = re.compile(r"[\"“«][^\"”»]*[\"”»]")
_LABEL = re.compile(r"\s*([^:]{2,80}):\s")
_BODIES = frozenset((SourceKind.ARMED_GROUP, SourceKind.MILITARY, SourceKind.OFFICIAL))


def issuer_of(
    doc: Document,
    parses: Sequence[Parse],
    by_sentence: Sequence[Sequence[Cue]],
    data: AttributionData,
    syntax: Syntax,
    speakers: Speakers,
    titled: Sequence[ActorMention],
    of_publisher: Sequence[ActorMention],
) -> Attribution | None:
    """The attribution of a whole text to the side that issues it; None for a text that is no side's own.

    `titled` are the parties that the title names, `of_publisher` those that the publisher's name does. An outlet's text
    that nobody else speaks in is the issuer's too.
    """
    partisan = data.of_a_side.search(_QUOTED.sub("", doc.text)) is not None
    source = _opening(parses, data, syntax, speakers) or _in_title(doc, data, titled)
    if source is None and partisan:
        source = _press_office(of_publisher, data)
    others = {
        c.voice.name for cues in by_sentence for c in cues if c.attitude is Attitude.ASSERTS and not c.voice.private
    }
    if source is None and partisan:
        partisan, source = False, _alone(by_sentence) or _publisher(doc, data)
    if source is None or (not partisan and others - {source.name}):
        return None
    if doc.publisher and source.name != source_of_publisher(doc.publisher, data).name:
        source = Source(source.name, source.kind, source.attitude, doc.publisher, source.span)
    whole = Span(0, len(doc.text))
    return Attribution(source, (whole,), source.span or whole, BY)


def _opening(parses: Sequence[Parse], data: AttributionData, s: Syntax, speakers: Speakers) -> Source | None:
    """Who "informs the people of the following:" at the head of the text."""
    body = [p for p in parses if p.sentence.kind is not SentenceKind.HEADLINE]
    for parse in body[:_OPENING]:
        if not parse.tokens or parse.tokens[-1].text != ":":
            continue
        for t in parse.tokens:
            if t.lemma in data.issuing:
                for head in kids(parse, t.i, s.subject):
                    voice = speakers.voice(parse, head)
                    if voice is not None and voice.kind in _BODIES:
                        return voice.source(Attitude.ASSERTS, None)
    return None


def _in_title(doc: Document, data: AttributionData, titled: Sequence[ActorMention]) -> Source | None:
    """The maker of a paper in the title ("X communique No. 4"), else the body before its colon."""
    made, label = data.issued.search(doc.title), _LABEL.match(doc.title)
    before = data.own_paper.match(doc.title)
    spans = []
    if made:
        end = data.name_ends.search(doc.title, made.end())
        spans.append(Span(made.end(), end.start() if end else len(doc.title)))
    spans += [Span(*found.span(1)) for found in (before, label if not made and not before else None) if found]
    return next((source for span in spans if (source := _body(doc.title, span, data, titled))), None)


def _body(title: str, span: Span, data: AttributionData, titled: Sequence[ActorMention]) -> Source | None:
    """The body that issues papers which a stretch of the title names; None where it names none."""
    name = plain(span.of(title).strip(), data.articles)
    words = name.casefold().split()
    if not words or len(words) > _LONGEST or words[0] in data.papers:
        return None
    kind = next((_kind(a, data) for a in titled if span.start <= a.span.start < span.start + len(name) + 4), None)
    kind = kind or next((data.nouns[w].kind for w in words if w in data.nouns and data.nouns[w].kind in _BODIES), None)
    return Source(name, kind) if kind else None


def _kind(actor: ActorMention, data: AttributionData) -> SourceKind | None:
    kind = data.of_party[actor.party.kind]
    return kind if kind in _BODIES else None


def _alone(by_sentence: Sequence[Sequence[Cue]]) -> Source | None:
    """The one armed group that says anything."""
    voices = {c.voice.name: c.voice for cues in by_sentence for c in cues if c.voice.kind is SourceKind.ARMED_GROUP}
    if len(voices) != 1:
        return None
    return next(iter(voices.values())).source(Attitude.ASSERTS, None)


def _press_office(named: Sequence[ActorMention], data: AttributionData) -> Source | None:
    """The armed group that the publisher is by its name: "Press Office of the X"."""
    found = ((a.party.name, data.of_party[a.party.kind]) for a in named)
    return next((Source(name, kind) for name, kind in found if kind is SourceKind.ARMED_GROUP), None)


def _publisher(doc: Document, data: AttributionData) -> Source | None:
    source = source_of_publisher(doc.publisher, data)
    return source if doc.publisher and source.kind in _BODIES else None
