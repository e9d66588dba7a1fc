"""By what an act was done and what for: the weapon and the reason in the words of a telling."""

from __future__ import annotations

from dateline.draft import Draft
from dateline.fill.context import Reading
from dateline.fill.words import FillData
from dateline.grammar import phrase
from dateline.mention import Mention
from dateline.model import Parse, Said, Span, Status


def with_means(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    """Give a telling the weapon that its sentence names, and the reason that stands behind its word."""
    for head in mention.roles.get("weapon", ()):
        span = phrase(mention.parse, head, reading.syntax)
        draft.weapon = Said(span.of(reading.doc.text), (span,), mention.rule)
        return
    for token in mention.parse.tokens:
        if token.lemma not in data.weapon_words or _of_a_house(reading, mention.parse, token.i):
            continue
        if draft.status is not Status.DENIED and mention.type not in data.no_place:
            span = phrase(mention.parse, token.i, reading.syntax)
            draft.weapon = Said(span.of(reading.doc.text), (span,), "fill/weapon")
            break
    text = reading.doc.text
    sentence = mention.parse.sentence.span
    lower = text[mention.trigger.end : sentence.end].lower()
    for mark in data.reason_marks:
        at = lower.find(f" {mark} ")
        if at < 0:
            continue
        start = mention.trigger.end + at + 1
        end = min(
            (start + i for i in (text[start : sentence.end].find(c) for c in '.,;”"') if i > 0), default=sentence.end
        )
        draft.reason = Said(text[start:end], (Span(start, end),), "fill/reason")
        return


def _of_a_house(reading: Reading, parse: Parse, i: int) -> bool:
    before = parse.tokens[i - 1].lower if i else ""
    return reading.resolvers.noun_class(f"{before} {parse.tokens[i].lemma}") == "site"  # "a night club"
