"""Figures that a sentence reckons: "the number of dead rose to nine", "police said eight", "and 73 on the other side".

A word of reckoning ("toll", "number of", "the dead") names the count and a figure behind it gives it. Another
voice's bare figure says nothing of whom it counts: that is whoever was counted just before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.draft import Toll
from dateline.fill.context import Reading, climb
from dateline.fill.sources import sources_of, voice
from dateline.fill.sums import LONG
from dateline.fill.words import FillData
from dateline.grammar import kids, phrase, subject
from dateline.model import Count, Days, Parse, Said, SentenceKind, Span, Token

REACH = 16  # words between a word of reckoning and its figure
WITHIN = 2  # sentences after a figure in which another voice gives its own
LONGEST = 5  # words of a figure
BY = "fill/reckoned"
_ENDS = frozenset(("PUNCT", "CCONJ", "SCONJ", "SPACE"))
_STOPS = frozenset(("PUNCT", "VERB", "AUX", "PRON"))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
LAST = "*"  # the count told last, for "the figure"


def reckoned_tolls(reading: Reading, n: int, data: FillData, taken: Sequence[Span]) -> Iterator[Toll]:
    """Figures behind a word of reckoning, but those of a year or a war; those for `LAST` go on from the last figure."""
    parse = reading.parses[n]
    named = [(token, name) for token in parse.tokens if (name := _reckons(parse, token, reading, data))]
    if not named or outdated(reading, n, data):
        return
    for token, name in named:
        found = _behind(reading, parse, token, data)
        if found is None or any(t.overlaps(found[1]) for t in taken):
            continue
        marker, span, count, verb = found
        toll = _toll(reading, n, name, span, count, verb, latest=parse.tokens[verb].lemma in data.risen)
        yield toll
        for more, other in more_of_it(reading, parse, span, data, marker):
            yield replace(toll, span=more, people=more, count=other, beside=True)


def outdated(reading: Reading, n: int, data: FillData) -> bool:
    """Does a sentence tell of a toll that no longer holds, or of a year's or a war's?"""
    words = reading.parses[n].sentence.span.of(reading.doc.text).lower()
    days = [d.value for d in reading.days_in[n] if isinstance(d.value, Days)]
    return any(mark in words for mark in data.outdated + data.land_wide) or any(
        (d.last - d.first).days > LONG for d in days
    )


def _reckons(parse: Parse, token: Token, reading: Reading, data: FillData) -> str:
    """The count that a word of reckoning names, LAST for the one told before; "" for any other word."""
    s, tokens = reading.syntax, parse.tokens
    if token.lemma in data.toll_words:
        return data.toll_words[token.lemma]
    if token.lemma in data.numbers:
        of = [tokens[c].lower for c in kids(parse, token.i, s.preposition)]
        told = kids(parse, token.i, s.compound | s.possessor)  # "the city's homicide count"
        return "" if told or s.links.intersection(of) else LAST
    word = data.casualties.get(token.lower)
    if word is None or word.count == "casualties":
        return ""
    at = token.i - 1
    at -= at > 0 and tokens[at].pos == "DET"
    counted = any(t.lemma in data.numbers for t in tokens[: token.i])
    if counted and (
        tokens[at].lower in s.links or any(tokens[i].lemma in data.numbers for i in climb(parse, token.i)[1:5])
    ):
        return word.count  # "the number of dead policemen", "and of injured"
    if token.dep in s.compound or any(tokens[c].pos == "NUM" for c in parse.children[token.i]):
        return ""
    named = token.dep in s.subjects | s.object
    return word.count if named and token.pos not in s.verb_pos else ""


def _behind(reading: Reading, parse: Parse, token: Token, data: FillData) -> tuple[str, Span, Count, int] | None:
    """The word that leads to the figure of a word of reckoning, the figure, and the verb that reckons."""
    tokens, s = parse.tokens, reading.syntax
    verbs = [i for i in climb(parse, token.i) if tokens[i].pos in s.verb_pos]
    for t in tokens[token.i + 1 : token.i + 1 + REACH]:
        if t.text == ";" or (t.lower in data.casualties and t.pos not in s.verb_pos):
            return None
        verbs += [t.i] if t.pos in s.verb_pos else []
        reckons = [i for i in verbs if tokens[i].lemma in data.reckons.get(t.lower, data.reckons.get(t.lemma, ()))]
        figure = _figure(reading, parse, t.i + 1, data) if reckons else None
        if figure:
            return t.lower, *figure, reckons[-1]
    return None


def _figure(
    reading: Reading, parse: Parse, first: int, data: FillData, *, bare: bool = False
) -> tuple[Span, Count] | None:
    """The figure that begins at a word, with its noun; with `bare`, one that counts nothing named."""
    tokens = parse.tokens
    while first < len(tokens) and tokens[first].text in "\"'“”‘’":
        first += 1
    last = _end_of_figure(parse, first)
    if last is None:
        return None
    span = Span(tokens[first].start, tokens[last].end)
    count = reading.resolvers.people(span.of(reading.doc.text))
    if not isinstance(count, Said) or not count.spans or count.spans[0].start:
        return None
    if bare and not (
        count.spans[-1].end == span.end - span.start and _alone(parse, last + 1, data, reading.syntax.links)
    ):
        return None
    return span, count.value


def _alone(parse: Parse, behind: int, data: FillData, links: frozenset[str]) -> bool:
    """Does nothing behind a figure say what it counts?"""
    token = parse.tokens[behind] if behind < len(parse.tokens) else None
    subset = token is not None and token.lower in data.part and token.lower not in links
    return token is None or subset or token.pos in _ENDS or token.lower in data.casualties


def _end_of_figure(parse: Parse, first: int) -> int | None:
    """The last word of a figure and its noun: behind the number, up to a sign, a verb or a preposition."""
    tokens = parse.tokens
    last, counted = first, False
    for t in tokens[first : first + LONGEST]:
        ranges = t.pos == "CCONJ" and t.i + 1 < len(tokens) and tokens[t.i + 1].pos == "NUM"
        if t.pos in _STOPS or (counted and t.pos not in _NOMINAL and not ranges):
            break
        counted = counted or t.pos == "NUM"
        last = t.i
    return last if counted else None


def more_of_it(
    reading: Reading, parse: Parse, span: Span, data: FillData, marker: str = ""
) -> Iterator[tuple[Span, Count]]:
    """The figure that goes on from one: "as 14 and the rebels' as 60", "11 on his side and 73 on the other"."""
    tokens = parse.tokens
    behind = [t for t in tokens if t.start >= span.end][:REACH]
    joined = next((t.i for t in behind if t.pos == "CCONJ"), None)
    if joined is None or any(t.pos in ("VERB", "AUX") for t in behind if t.i < joined):
        return
    led = next((t.i for t in tokens[joined + 1 : joined + LONGEST] if marker and t.lower == marker), joined)
    if any(t.lower in data.casualties for t in tokens[joined:led]):
        return
    figure = _figure(reading, parse, led + 1, data)
    after = [t.lower for t in tokens if figure and t.start >= figure[0].end][:LONGEST]
    if figure and (led > joined or not data.opposite.isdisjoint(after)):
        yield figure


def echoed_tolls(
    reading: Reading, n: int, data: FillData, taken: Sequence[Span], told: Sequence[Toll]
) -> Iterator[tuple[Toll, Toll]]:
    """Bare figures that another voice gives, each with the figure told before that it counts the same by."""
    parse, s = reading.parses[n], reading.syntax
    for verb in parse.tokens:
        links = data.echoes.get(verb.lemma)
        subjects = subject(parse, verb.i, s) if links is not None and verb.pos in s.verb_pos else []
        if not subjects or links is None:
            continue
        at = verb.i + 1
        if links and at < len(parse.tokens) and parse.tokens[at].lower in links:
            at += 1
        elif "" not in links:
            continue
        figure = _figure(reading, parse, at, data, bare=True)
        like = last_told(reading, n, told, verb.start)
        if figure is None or like is None or any(t.overlaps(figure[0]) for t in taken):
            continue
        span, count = figure
        teller = phrase(parse, subjects[0], s).of(reading.doc.text)
        yield replace(_toll(reading, n, like.name, span, count, verb.i), source=teller, victims=like.victims), like


def last_told(reading: Reading, n: int, told: Sequence[Toll], before: int) -> Toll | None:
    """The figure told last before a place in sentence `n`, in its paragraph."""
    paragraph = reading.parses[n].sentence.paragraph
    near = [
        t
        for t in told
        if n - WITHIN <= t.sentence <= n
        and t.span.end <= before
        and not t.headline
        and reading.parses[t.sentence].sentence.paragraph == paragraph
    ]
    return max(near, key=lambda t: t.span.start, default=None)


def _toll(reading: Reading, n: int, name: str, span: Span, count: Count, verb: int, *, latest: bool = False) -> Toll:
    parse, s = reading.parses[n], reading.syntax
    tellers = [] if latest else subject(parse, verb, s)
    people = [i for i in tellers if parse.tokens[i].pos != "NUM"]
    teller = phrase(parse, people[0], s).of(reading.doc.text) if people and parse.tokens[verb].lemma not in s.be else ""
    return Toll(
        name=name,
        count=count,
        span=span,
        by=BY,
        sentence=n,
        headline=parse.sentence.kind is SentenceKind.HEADLINE,
        source=voice(*sources_of(reading, span, n)) or teller,
        people=span,
        latest=latest,
        anybody=True,
    )
