"""Quotations over several sentences, and those without a speaker of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.attribution.cues import Cue
from dateline.model import Parse, SentenceKind

_MARKS = frozenset('"“”„«»‹›‟')


def with_quotations(text: str, parses: Sequence[Parse], by_sentence: list[list[Cue]]) -> None:
    """Give every sentence of a quotation, and every quotation without a speaker, to who speaks next to it.

    One quotation that runs over sentences is its speaker's wherever the speaker is named; else the
    speaker before it in its paragraph comes first, then the one after, then the one of the paragraph before.
    """
    for run in _runs(text, parses):
        spoken = [m for m in run if by_sentence[m]]
        silent = [m for m in run if not by_sentence[m] and _is_quotation(parses[m])]
        for m in silent:
            cue = _near(parses, by_sentence, m, spoken)
            if cue is not None:
                by_sentence[m].append(Cue(cue.voice, cue.span, [parses[m].sentence.span], "quotation", via=cue.via))


def _is_quotation(parse: Parse) -> bool:
    return parse.sentence.kind is SentenceKind.QUOTATION or sum(q.end - q.start for q in parse.sentence.quoted) * 2 > (
        parse.sentence.span.end - parse.sentence.span.start
    )


def _runs(text: str, parses: Sequence[Parse]) -> Iterator[list[int]]:
    """Sentences that one quotation runs through, in order; a sentence alone is a run of one."""
    run: list[int] = []
    for n, parse in enumerate(parses):
        if run and _goes_on(text, parses[run[-1]], parse):
            run.append(n)
            continue
        if run:
            yield run
        run = [n]
    if run:
        yield run


def _goes_on(text: str, before: Parse, parse: Parse) -> bool:
    """Does the last quotation of a sentence go on in the next, without a mark between?"""
    if not before.sentence.quoted or not parse.sentence.quoted:
        return False
    a, b = before.sentence.quoted[-1], parse.sentence.quoted[0]
    return a.end >= before.sentence.span.end - 1 and not any(c in _MARKS for c in text[a.end : b.start])


def _near(parses: Sequence[Parse], by_sentence: Sequence[list[Cue]], at: int, spoken: Sequence[int]) -> Cue | None:
    for m in spoken:
        return by_sentence[m][0] if m > at else by_sentence[m][-1]
    here = parses[at].sentence.paragraph
    for m in range(at - 1, -1, -1):
        if parses[m].sentence.paragraph != here:
            break
        if by_sentence[m]:
            return by_sentence[m][-1]
    for m in range(at + 1, len(parses)):
        if parses[m].sentence.paragraph != here:
            break
        if by_sentence[m]:
            return by_sentence[m][0]
    for m in range(at - 1, -1, -1):
        if parses[m].sentence.paragraph < here - 1 or parses[m].sentence.kind is SentenceKind.HEADLINE:
            break
        if by_sentence[m]:
            return by_sentence[m][-1]
    return None
