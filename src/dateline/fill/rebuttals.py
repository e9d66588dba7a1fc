"""What somebody says did not happen, in words that tell of no event of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.draft import ANY_TYPE, Draft, How
from dateline.fill.context import Reading
from dateline.fill.sources import DENIES_ACTOR, sources_of
from dateline.fill.telling import evidence
from dateline.fill.words import FillData
from dateline.mention import Mention
from dateline.model import Attitude, Attribution, SentenceKind, Status

_TELLING = ("NOUN", "VERB")  # words by which two sentences are of one thing


def rebuttals_in(reading: Reading, data: FillData) -> Iterator[Draft]:
    """Each denial as a telling without values, to be put to the telling that it speaks against."""
    for mention in reading.rebuttals:
        if (draft := _rebuttal(reading, mention)) is not None:
            yield draft
    for said in reading.attributions:
        if (draft := _loose(reading, said, data)) is not None:
            yield draft


def _rebuttal(reading: Reading, m: Mention) -> Draft | None:
    """What a mention denies; None where nobody but the writer says so."""
    sources, how = sources_of(reading, m.trigger, m.sentence)
    if how is not How.OWN:
        return None
    return Draft(
        type=m.type,
        status=Status.DENIED,
        sentence=m.sentence,
        paragraph=m.parse.sentence.paragraph,
        trigger=m.trigger,
        rules=[m.rule],
        rebuts=True,
        sources=[replace(s, attitude=Attitude.DENIES) for s in sources],
        sources_how=how,
        evidence=[evidence(m.parse, m.head)],
        notes=[f"denied: '{m.scope}'"],
    )


def _loose(reading: Reading, said: Attribution, data: FillData) -> Draft | None:
    """What is denied in other words than those of an event ("denied any use of gas"); None where it is one, or far."""
    if said.source.attitude is not Attitude.DENIES or said.by == DENIES_ACTOR:
        return None
    n = reading.sentence_of(said.cue.start)
    parse = reading.parses[n]
    if parse.sentence.kind is SentenceKind.HEADLINE or any(not parse.sentence.span.holds(c) for c in said.content):
        return None  # of what was told before
    told = [m.trigger for m in (*reading.mentions_in[n], *reading.rebuttals)]
    if any(c.holds(trigger) for c in said.content for trigger in told) or not _of_what_was_told(reading, n, said, data):
        return None
    return Draft(
        type=ANY_TYPE,
        status=Status.DENIED,
        sentence=n,
        paragraph=parse.sentence.paragraph,
        trigger=said.cue,
        rules=[],
        rebuts=True,
        sources=[said.source],
        sources_how=How.OWN,
        evidence=[evidence(parse, next(t.i for t in parse.tokens if t.start >= said.cue.start))],
        notes=[f"denied: '{said.cue.of(reading.doc.text)}'"],
    )


def _of_what_was_told(reading: Reading, n: int, said: Attribution, data: FillData) -> bool:
    """Is a denial of what the sentences up to it tell: of a thing ("any use of gas"), of anybody, or in their words?

    "Denied that a ransom had been paid" denies something else.
    """
    words = [t for t in reading.parses[n].tokens if any(c.start <= t.start < c.end for c in said.content)]
    if any(t.lower in data.polar for t in words) or not any(t.pos in reading.syntax.verb_pos for t in words):
        return True
    before = {t.lemma for t in reading.parses[max(0, n - 1)].tokens if t.pos in _TELLING}
    return any(t.lemma in before for t in words if t.pos in _TELLING)
