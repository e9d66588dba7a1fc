"""How many: the figures that a telling gives for its counts, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.draft import Toll
from dateline.fill.context import Reading
from dateline.fill.parties import people_spans
from dateline.fill.words import FillData
from dateline.grammar import chunk_before
from dateline.mention import Mention
from dateline.model import Count, Parse, Party, SentenceKind, Span, Unknown

_WORD = re.compile(r"\w+")


def tolls_of(
    reading: Reading, mention: Mention, data: FillData, victims: dict[str, Party | None]
) -> tuple[list[Toll], dict[str, Unknown]]:
    """The figures of one telling by the rule's own counts, and the reasons for those without a figure.

    `victims` gives the party of each role, for counts by side.
    """
    tolls: list[Toll] = []
    unknown: dict[str, Unknown] = {}
    for name, role in mention.counts.items():
        for span in people_spans(reading, mention, role):
            words = span.of(reading.doc.text)
            count = reading.resolvers.people(words)
            if isinstance(count, Unknown):
                unknown.setdefault(name, count)
                continue
            where = Span(span.start + count.spans[0].start, span.start + count.spans[-1].end) if count.spans else span
            tolls.append(
                _toll(
                    reading,
                    data,
                    mention.parse,
                    mention.sentence,
                    name,
                    count.value,
                    where,
                    span,
                    victims.get(role),
                    count.by,
                )
            )
            break
    return tolls, unknown


def _toll(
    reading: Reading, data: FillData, parse: Parse, sentence: int, name: str, count: Count, where: Span, phrase: Span,
    victims: Party | None, by: str,
) -> Toll:  # fmt: skip
    words = [w.lower() for w in _WORD.findall(phrase.of(reading.doc.text))]
    before = reading.doc.text[max(parse.sentence.span.start, phrase.start - 12) : phrase.start].lower().split()
    return Toll(
        name=name,
        count=count,
        span=where,
        by=by,
        sentence=sentence,
        victims=victims,
        added=bool(words and words[0] in data.added) or bool(before and before[-1] in data.added),
        part=bool(before and before[-1] in data.part) or any(p in " ".join(words[:3]) for p in data.part_of),
        headline=parse.sentence.kind is SentenceKind.HEADLINE,
    )


def loose_tolls(reading: Reading, sentence: int, data: FillData, taken: list[Span]) -> Iterator[Toll]:
    """Figures that a sentence gives without a verb: "nine dead", "15 wounded", "Killed: a man and his son".

    `taken` are the words that a telling has counted already.
    """
    parse = reading.parses[sentence]
    tokens = parse.tokens
    for token in tokens:
        word = data.casualties.get(token.lower)
        if word is None or any(t.start <= token.start < t.end for t in taken):
            continue
        spans: list[Span] = []
        if word.side in ("before", "both", "self"):
            run = chunk_before(parse, token.i)
            low = run[0] if run else token.i
            if word.side == "self" or run:
                spans.append(Span(tokens[low].start, token.end if word.side == "self" else tokens[token.i - 1].end))
        if word.side in ("both", "after") and token.i + 1 < len(tokens) and tokens[token.i + 1].text == ":":
            end = next((t.start for t in tokens[token.i + 2 :] if t.text in ".;("), tokens[-1].end)
            if token.i + 2 < len(tokens):
                spans.insert(0, Span(tokens[token.i + 2].start, end))
        for span in spans:
            if any(t.overlaps(span) for t in taken) or span.end <= span.start:
                continue
            count = reading.resolvers.people(span.of(reading.doc.text).strip())
            if isinstance(count, Unknown) or word.count == "casualties":
                continue
            where = Span(span.start + count.spans[0].start, span.start + count.spans[-1].end) if count.spans else span
            yield _toll(reading, data, parse, sentence, word.count, count.value, where, span, None, count.by)
            break
