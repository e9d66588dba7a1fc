"""A body that is called by a part of its name: "the Mission" of the UN Mission in X, "the Ministry" that publishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.attribution.cues import Cue
from dateline.attribution.lexicon import AttributionData
from dateline.attribution.publisher import source_of_publisher
from dateline.model import ActorMention, Document, SourceKind

_BODIES = frozenset((SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.ARMED_GROUP, SourceKind.NGO))


def with_full_names(
    doc: Document, by_sentence: Sequence[list[Cue]], actors: Sequence[ActorMention], data: AttributionData
) -> None:
    """Give each body that "the" and capitals call by a part of its name the name that the text or publisher has."""
    for cues in by_sentence:
        for cue in cues:
            voice = cue.voice
            short = set(voice.name.casefold().split())
            if voice.kind not in _BODIES or voice.private or not voice.name.istitle() or not _definite(doc, cue, data):
                continue
            whole = next((a for a in actors if a.span.start < voice.span.start and _holds(a.party.name, short)), None)
            if whole is not None:
                cue.voice = replace(voice, name=whole.party.name)
            elif _holds(doc.publisher, short):
                cue.voice = replace(voice, name=source_of_publisher(doc.publisher, data).name)


def _holds(name: str, words: set[str]) -> bool:
    return words < set(name.casefold().split())


def _definite(doc: Document, cue: Cue, data: AttributionData) -> bool:
    """Does an article stand before the words, or among them?"""
    before = doc.text[max(0, cue.voice.span.start - 5) : cue.voice.span.end].casefold().split()
    return not data.definite.isdisjoint(before[:2])
