"""Parties that a text names only to tell what has been so for long: "X has fought there since 2009"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model import ActorMention, Span
from dateline.who.lexicon import WhoData


def with_asides(
    actors: Sequence[ActorMention], text: str, sentences: Sequence[Span], data: WhoData
) -> tuple[ActorMention, ...]:
    """The named parties, with a mark on those that stand in the background: nobody unnamed is one of them.

    The first sentence is never one of background, nor is one that tells of a fresh day.
    """
    aside = [span for span in sentences[1:] if _background(span.of(text), data)]
    return tuple(_marked(actors, aside)) if aside else tuple(actors)


def _marked(actors: Sequence[ActorMention], aside: Sequence[Span]) -> Iterator[ActorMention]:
    for actor in actors:
        yield replace(actor, aside=True) if any(span.holds(actor.span) for span in aside) else actor


def _background(sentence: str, data: WhoData) -> bool:
    return data.grammar.asides.search(sentence) is not None and data.grammar.fresh.search(sentence) is None
