"""How many: the figures that a telling gives for its counts, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.draft import Toll
from dateline.fill.context import Reading, climb
from dateline.fill.parties import people_spans
from dateline.fill.shares import PERSONS
from dateline.fill.sources import sources_of, voice
from dateline.fill.words import FillData
from dateline.grammar import Syntax, kids, phrase, subject
from dateline.mention import Mention
from dateline.model import Count, Parse, Party, Said, SentenceKind, Span, Token, Unknown, Why
from dateline.wordorder import chunk_before

_WORD = re.compile(r"\w+")
ONE = Count(1, 1)
NOUN_WITHIN = 3  # words behind a figure among which its noun stands


def tolls_of(
    reading: Reading, mention: Mention, data: FillData, victims: dict[str, Party | None]
) -> tuple[list[Toll], dict[str, Unknown]]:
    """The figures of one telling by the rule's own counts, and the reasons for those without a figure.

    `victims` gives the party of each role, for counts by side.
    """
    tolls: list[Toll] = []
    unknown: dict[str, Unknown] = {}
    tokens, s = mention.parse.tokens, reading.syntax
    also = any(tokens[c].lower in data.added for c in kids(mention.parse, mention.head, s.adverb))
    for name, role in mention.counts.items():
        for whole in people_spans(reading, mention, role):
            span = _widened(_own_words(whole, mention, data, s), mention, data)
            count = reading.resolvers.people(span.of(reading.doc.text))
            if isinstance(count, Unknown):
                count = _told_before(reading, mention, span, data) or count
            if isinstance(count, Unknown) and _one_by_name(reading, mention.parse, span, count):
                count = Said(ONE, (), "fill/one_name")
            if isinstance(count, Unknown):
                unknown.setdefault(name, count)
                continue
            where = Span(span.start + count.spans[0].start, span.start + count.spans[-1].end) if count.spans else span
            toll = _toll(
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
                also=also,
            )
            risen = mention.parse.tokens[mention.head].lemma in data.risen
            said = _gives(reading, mention.parse, mention.head, data.tellers)
            if _taken_whole(reading, mention, span):
                toll = replace(toll, part=False)
            tolls.append(replace(_with_brought(reading, mention, data, toll, span), latest=risen, source=said))
            break
    return tolls, unknown


def _taken_whole(reading: Reading, mention: Mention, people: Span) -> bool:
    """Are these people what the noun of the act itself is of ("the arrest of two men"), not a part of others?"""
    parse, s = mention.parse, reading.syntax
    between = reading.doc.text[mention.trigger.end : people.start].lower().split()
    of = [parse.tokens[p] for p in kids(parse, mention.head, s.preposition)]
    return mention.noun and len(between) == 1 and any(t.lower == between[0] and t.end <= people.start for t in of)


def _one_by_name(reading: Reading, parse: Parse, span: Span, why: Unknown) -> bool:
    """Is a phrase one capitalised name that is neither a party nor a place of the text, so a person?"""
    inside = [t for t in parse.tokens if span.start <= t.start and t.end <= span.end]
    if why.why is not Why.AMBIGUOUS or len(inside) != 1 or inside[0].pos != "PROPN":
        return False
    known = [a.span for a in reading.actors] + [t.name for t in reading.toponyms]
    return inside[0].tag not in reading.syntax.plural_tags and not any(k.overlaps(span) for k in known)


def _own_words(span: Span, mention: Mention, data: FillData, s: Syntax) -> Span:
    """Of a phrase that runs past the trigger or past another casualty word, what stands by the trigger.

    "Five killed (two of them women) in a raid", "Five killed and nine injured in a raid", "three dead, among
    them a woman, and nine injured".
    """
    start, end = span.start, span.end
    tokens = mention.parse.tokens
    if start < mention.trigger.start < end:
        end = max(t.end for t in tokens if t.end <= mention.trigger.start)
    others = [t for t in tokens if start < t.start < mention.trigger.start and t.lower in data.casualties]
    part = any(t.start == start and t.lower in data.part for t in tokens)
    cut = any(t.pos == "VERB" and t.dep not in s.relative_clause for t in others)
    if end > mention.trigger.start or not (cut or part):
        return Span(start, end)
    run = chunk_before(mention.parse, mention.head)
    if run and tokens[run[0]].start >= max([start, *(t.end for t in others)]):
        return Span(tokens[run[0]].start, tokens[run[1]].end)
    return Span(start, end)


def _widened(span: Span, mention: Mention, data: FillData) -> Span:
    """A phrase before the trigger with a figure that the parse leaves out of it.

    "3-4 alleged rebels killed", "a commander among four killed", "four guards and two of the robbers died".
    """
    tokens = mention.parse.tokens
    inside = [t for t in tokens if span.start <= t.start and t.end <= span.end]
    if not inside or span.end > mention.trigger.start:
        return span
    start, end = span.start, span.end
    run = chunk_before(mention.parse, inside[-1].i + 1)
    if run and all(t.pos != "NUM" for t in inside):
        first = min(run[0], inside[0].i)
        if first and tokens[first - 1].lemma in data.presumed:  # "3-4 alleged rebels", read as "alleged that"
            first = (chunk_before(mention.parse, first - 1) or (first,))[0]
        figures = [t for t in tokens[first : inside[0].i] if t.pos == "NUM"]
        start = figures[0].start if figures else start
    behind = [t for t in tokens[inside[-1].i + 1 :] if t.start < mention.trigger.start and t.pos != "AUX"]
    opens = behind[:1] and (behind[0].lower in data.wholes or behind[0].pos == "CCONJ")
    if opens and any(t.pos == "NUM" for t in behind[1:4]) and all(t.pos not in ("VERB", "PUNCT") for t in behind):
        end = behind[-1].end
    return Span(start, end)


def _told_before(reading: Reading, mention: Mention, span: Span, data: FillData) -> Said[Count] | None:
    """The figure of the people that "them" or "they" points to: the last before it, or the subject before.

    None where those told of nearest have no figure.
    """
    parse, s = mention.parse, reading.syntax
    if span.of(reading.doc.text).lower() not in data.they:
        return None
    own = {h for name, heads in mention.roles.items() if name not in mention.counts.values() for h in heads}
    people = [t.i for t in parse.tokens if t.end <= span.start and t.i not in own and _persons(reading, t)]
    if not people and mention.sentence:
        parse = reading.parses[mention.sentence - 1]
        near = parse.sentence.paragraph == mention.parse.sentence.paragraph
        people = [t.i for t in parse.tokens if near and t.dep in s.subject | s.passive_subject and _persons(reading, t)]
    if not people:
        return None
    count = reading.resolvers.people(phrase(parse, people[-1], s, whole=True).of(reading.doc.text))
    several = isinstance(count, Said) and count.value.low > 1
    return Said(count.value, (), "fill/told_before") if isinstance(count, Said) and several else None


def _persons(reading: Reading, token: Token) -> bool:
    """Does a token head a phrase of several people?"""
    return token.tag in reading.syntax.plural_tags and reading.resolvers.noun_class(token.lemma) in PERSONS


def _with_brought(reading: Reading, mention: Mention, data: FillData, toll: Toll, counted: Span) -> Toll:
    """The figure with the people whom the verb brings along: "was killed along with his wife", "with four others"."""
    parse, s = mention.parse, reading.syntax
    for p in kids(parse, mention.head, s.preposition | s.adverb):
        joins = parse.tokens[p].lower in s.joins
        for obj in (o for n in (p, *kids(parse, p, s.preposition)) for o in kids(parse, n, s.preposition_object)):
            span = phrase(parse, obj, s, whole=True)
            words = span.of(reading.doc.text)
            others = any(w in data.added for w in _WORD.findall(words.lower()))
            if span.overlaps(counted) or not (joins or (others and parse.tokens[p].lower in s.companions)):
                continue
            count = reading.resolvers.people(words)
            if isinstance(count, Said):
                everybody = Span(min(counted.start, span.start), max(counted.end, span.end))
                return replace(toll, count=_sum(toll.count, count.value), added=False, people=everybody)
    return toll


def _sum(a: Count, b: Count) -> Count:
    high = None if a.high is None or b.high is None else a.high + b.high
    return Count(a.low + b.low, high, a.approximate or b.approximate)


def _beside(text: str, people: Span, figure: Span, data: FillData) -> list[str]:
    """The words by a figure that may add it to others: the one before, its own, and the first behind."""
    own = text[people.start : figure.end].lower()
    for bound in data.not_added:
        own = own.replace(bound, "")
    before = text[max(0, people.start - 16) : people.start].lower().split()[-1:]
    return [*before, *_WORD.findall(own), *_WORD.findall(text[figure.end : people.end].lower())[:1]]


def _of_anybody(parse: Parse, people: Span, figure: Span, data: FillData) -> bool:
    """Does a figure sort nobody: it stands alone, or before a noun such as "people"?"""
    tokens = [t for t in parse.tokens if people.start <= t.start and t.end <= people.end]
    behind = [t for t in tokens if t.start >= figure.end][:NOUN_WITHIN]
    return bool(tokens) and (
        (tokens[0].pos == "NUM" and figure == people) or any(t.lower in data.anybody for t in behind)
    )


def _toll(
    reading: Reading, data: FillData, parse: Parse, sentence: int, name: str, count: Count, where: Span, people: Span,
    victims: Party | None, by: str, *, also: bool = False,
) -> Toll:  # fmt: skip
    words = [w.lower() for w in _WORD.findall(people.of(reading.doc.text))]
    told = bool(words and words[0] in data.known)
    before = reading.doc.text[max(parse.sentence.span.start, people.start - 12) : people.start].lower().split()
    return Toll(
        name=name,
        count=count,
        span=where,
        by=by,
        sentence=sentence,
        victims=None if _of_anybody(parse, people, where, data) else victims,
        added=(also or bool(data.added.intersection(_beside(reading.doc.text, people, where, data)))) and not told,
        part=bool(before and before[-1] in data.part) or any(p in " ".join(words[:3]) for p in data.part_of),
        known=told,
        headline=parse.sentence.kind is SentenceKind.HEADLINE,
        people=people,
    )


def _teller(reading: Reading, parse: Parse, i: int, data: FillData) -> str:
    """Who gives a figure as the subject of its verb: "the mayor spoke of nine dead"; "" where nobody does."""
    verbs = (n for n in climb(parse, i)[1:] if parse.tokens[n].pos in reading.syntax.verb_pos)
    return _gives(reading, parse, next(verbs, i), data.tellers | data.speech)


def _gives(reading: Reading, parse: Parse, verb: int, tellers: frozenset[str]) -> str:
    """The subject of a verb that gives figures; "" for any other verb."""
    if parse.tokens[verb].lemma not in tellers:
        return ""
    subjects = subject(parse, verb, reading.syntax)
    return phrase(parse, subjects[0], reading.syntax).of(reading.doc.text) if subjects else ""


def loose_tolls(reading: Reading, sentence: int, data: FillData, taken: list[Span]) -> Iterator[Toll]:
    """Figures that a sentence gives without a verb: "nine dead", "15 wounded", "Killed: a man and his son".

    `taken` are the words that a telling has counted already; its verb counts nobody else.
    """
    parse = reading.parses[sentence]
    tokens = parse.tokens
    taken = taken + [m.trigger for m in reading.mentions_in[sentence] if m.counts]
    for token in tokens:
        word = data.casualties.get(token.lower)
        if word is None or any(t.start <= token.start < t.end for t in taken):
            continue
        spans: list[Span] = []
        token_span = Span(token.start, token.end)
        if word.side in ("before", "both", "self"):
            run = chunk_before(parse, token.i)
            low, high = run or (token.i, token.i)
            if word.side == "self" or run:
                spans.append(Span(tokens[low].start, tokens[token.i if word.side == "self" else high].end))
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
            if count.value.low == 1 and all(t.pos == "PRON" for t in tokens if span.start <= t.start < span.end):
                continue  # "he would be dead by evening"
            where = Span(span.start + count.spans[0].start, span.start + count.spans[-1].end) if count.spans else span
            toll = _toll(reading, data, parse, sentence, word.count, count.value, where, span, None, count.by)
            teller = _teller(reading, parse, token.i, data)
            said = teller or voice(*sources_of(reading, token_span, sentence))
            yield replace(toll, source=said, part=toll.part and not teller)  # "spoke of 12 dead"
            break
