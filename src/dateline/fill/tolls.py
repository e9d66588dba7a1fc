"""How many: the figures that a telling gives for its counts, each with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from dateline.draft import UNHURT, Toll
from dateline.fill.ages import is_age, only_ages
from dateline.fill.context import PartyReading, Reading, climb
from dateline.fill.counted import (
    beside_the_word,
    counted_words,
    figure_within,
    joined_before,
    of_anybody,
    people_told,
    words_beside,
)
from dateline.fill.died import DEADLY, may_have_lived, person
from dateline.fill.individuals import individual
from dateline.fill.named import one_by_name
from dateline.fill.parties import people_spans
from dateline.fill.reckoned import more_of_it
from dateline.fill.shares import PERSONS, bounded_by_parts, is_share
from dateline.fill.sources import sources_of, voice
from dateline.fill.told import told_before
from dateline.fill.unhurt import BOTH, NOBODY, none_hurt, of_both
from dateline.fill.unsaid import counts_nobody, nobody_else, taken_back, unhurt
from dateline.fill.words import CasualtyWord, FillData
from dateline.grammar import conjuncts, kids, phrase, subject
from dateline.mention import Mention
from dateline.model import Count, Parse, Party, Said, SentenceKind, Span, Token, Unknown
from dateline.wordorder import chunk_after, chunk_before

_WORD = re.compile(r"\w+")
ONE = Count(1, 1)
type PartyAt = Callable[[int, str], Party | None]

_CALLED = ("PRON", "PROPN")  # how somebody is called who was told of before


def tolls_of(
    reading: Reading,
    mention: Mention,
    data: FillData,
    victims: dict[str, Party | None],
    party_at: PartyAt,
    told: Sequence[Toll],
) -> tuple[list[Toll], dict[str, Unknown]]:
    """The figures of one telling by the rule's own counts, and the reasons for those without a figure.

    `victims` gives the party of each role, for counts by side; `party_at` that of one word in a role; `told` are
    the figures of the text before.
    """
    tolls: list[Toll] = []
    unknown: dict[str, Unknown] = {}
    tokens, s = mention.parse.tokens, reading.syntax
    also = any(tokens[c].lower in data.added for c in kids(mention.parse, mention.head, s.adverb))
    for name, role in mention.counts.items():
        if counts_nobody(reading, mention, mention.roles.get(role, ()), data):
            continue
        for whole in people_spans(reading, mention, role, data) or figure_within(mention, s, data):
            span = counted_words(reading, whole, mention, data)
            count = people_told(reading, span, mention, data)
            if isinstance(count, Unknown):
                count = told_before(reading, mention, name, span, data, told) or count
            if isinstance(count, Unknown) and (near := beside_the_word(reading, mention, data)):
                span, count = near
            if isinstance(count, Unknown) and one_by_name(reading, mention, span, count):
                count = Said(ONE, (), "fill/one_name")
            if isinstance(count, Unknown) and _leads_others(reading, mention, span, data):
                count = Said(ONE, (), "fill/leader")
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
                also=also or mention.rule in data.on_self or span.of(reading.doc.text).lower() in data.selves,
            )
            risen = mention.parse.tokens[mention.head].lemma in data.risen
            behind = mention.parse.tokens[mention.head].start < where.start
            said = _gives(reading, mention.parse, mention.head, data.tellers) if behind else ""
            if _taken_whole(reading, mention, span):
                toll = replace(toll, part=False)
            elif any(t.lower in data.wholes for t in tokens if mention.trigger.start < t.start < mention.trigger.end):
                toll = replace(toll, part=True)  # "two nurses were among the dead"
            toll = replace(toll, parts=_parts(reading, mention, role, toll, party_at), latest=risen, source=said)
            toll = replace(toll, unsure=name in DEADLY and may_have_lived(mention, data))
            toll = replace(toll, least=mention.rule in data.partial or _listed(reading, mention.parse, toll, data))
            if toll.who:
                oneself = mention.rule in data.on_self or span.of(reading.doc.text).lower() in data.selves
                toll = replace(toll, who=replace(toll.who, alive=mention.rule in data.states, oneself=oneself))
            toll = _with_brought(reading, mention, data, bounded_by_parts(reading, mention.parse, toll, data), span)
            tolls += _gone_on(reading, mention, _of_each(reading, mention, _counted_through(reading, toll, data), data))
            break
    return tolls, unknown


def _parts(
    reading: Reading, mention: Mention, role: str, toll: Toll, party_at: PartyAt
) -> tuple[tuple[Party | str, Count], ...]:
    """The members of a coordination, by party or noun, with their figures, where these make up the toll."""
    parse, s = mention.parse, reading.syntax
    inside = [i for head in mention.roles.get(role, ())[:1] for i in conjuncts(parse, head, s)]
    parts: dict[Party | str, Count] = {}
    for head in inside if len(inside) > 1 else ():
        span = phrase(parse, head, s)
        count, party = reading.resolvers.people(span.of(reading.doc.text)), party_at(head, role)
        if isinstance(count, Unknown) or not (toll.people and toll.people.holds(span)):
            return ()
        sort = party or parse.tokens[head].lemma
        parts[sort] = _sum(parts[sort], count.value) if sort in parts else count.value
    whole = reduce(_sum, parts.values()) if len(parts) > 1 else None
    return tuple(parts.items()) if whole == toll.count else ()


def _counted_through(reading: Reading, toll: Toll, data: FillData) -> Toll:
    """The toll that "a third man died" tells: three by now."""
    words = _WORD.findall(toll.people.of(reading.doc.text).lower()) if toll.people else []
    nth = next((data.ordinals[w] for w in words[:2] if w in data.ordinals), 0)
    if not nth or toll.count != ONE or toll.name not in data.by_sort or not data.ranks.isdisjoint(words[:3]):
        return toll
    return replace(toll, count=Count(nth, nth), victims=None, anybody=True, latest=True, nth=True, parts=())


def _of_each(reading: Reading, mention: Mention, toll: Toll, data: FillData) -> Toll:
    """The toll of both sides where each has as many: "each side freed 45", "the two sides freed 30 each"."""
    parse, s = mention.parse, reading.syntax
    subjects = subject(parse, mention.head, s)
    each = any(t.lower in data.each for t in parse.tokens)
    several = len(conjuncts(parse, subjects[0], s)) == 2 if subjects else False
    sides = bool(subjects) and parse.tokens[subjects[0]].lemma in data.sides
    if not each or not (several or sides) or mention.type not in data.exchanges:
        return toll
    return replace(toll, count=_sum(toll.count, toll.count))


def _gone_on(reading: Reading, mention: Mention, toll: Toll) -> list[Toll]:
    """The toll, and who is added right behind the verb: "two of the drivers were killed and one of the guards"."""
    tokens, s = mention.parse.tokens, reading.syntax
    at = mention.head + 1
    number = tokens[at + 1 : at + 3]
    if toll.people is None or toll.people.start > mention.trigger.start or len(number) < 2 or tokens[at].pos != "CCONJ":
        return [toll]
    run = chunk_after(mention.parse, at + 2)
    if number[0].pos != "NUM" or number[1].lower not in s.links or run is None or run[1] + 1 >= len(tokens):
        return [toll]
    people = Span(number[0].start, tokens[run[1]].end)
    count = reading.resolvers.people(people.of(reading.doc.text))
    ends = tokens[run[1] + 1].pos in ("PUNCT", "ADP")
    if not ends or isinstance(count, Unknown):
        return [toll]
    return [toll, replace(toll, count=count.value, span=people, people=people, victims=None, beside=True)]


def _taken_whole(reading: Reading, mention: Mention, people: Span) -> bool:
    """Are these people what the noun of the act itself is of ("the arrest of two men"), not a part of others?"""
    parse, s = mention.parse, reading.syntax
    between = reading.doc.text[mention.trigger.end : people.start].lower().split()
    of = [parse.tokens[p] for p in kids(parse, mention.head, s.preposition)]
    return mention.noun and len(between) == 1 and any(t.lower == between[0] and t.end <= people.start for t in of)


def _listed(reading: Reading, parse: Parse, toll: Toll, data: FillData) -> bool:
    """Are people named one by one, with no figure for them: "a boy of nine and his aunt"?"""
    people = toll.people or toll.span
    aged = [m.span() for m in data.ages.finditer(reading.doc.text, people.start, people.end)]
    inside = (t for t in parse.tokens if people.start <= t.start and t.end <= people.end and t.pos == "NUM")
    figure = any(not is_age(reading, parse, t.i) and all(not a <= t.start < b for a, b in aged) for t in inside)
    return not figure and toll.count != ONE and toll.count.high is not None


def _leads_others(reading: Reading, mention: Mention, span: Span, data: FillData) -> bool:
    """Does somebody without a figure bring others along: "the deputy of the garrison left with thirty of his men"?"""
    inside = [t for t in mention.parse.tokens if span.start <= t.start and t.end <= span.end]
    single = bool(inside) and all(t.tag not in reading.syntax.plural_tags for t in inside)
    return single and next(_brought(reading, mention, data, span), None) is not None


def _with_brought(reading: Reading, mention: Mention, data: FillData, toll: Toll, counted: Span) -> Toll:
    """The figure with the people whom the verb brings along: "was killed along with his wife", "with four others"."""
    for span, count in _brought(reading, mention, data, counted):
        everybody = Span(min(counted.start, span.start), max(counted.end, span.end))
        return replace(toll, count=_sum(toll.count, count), added=False, people=everybody)
    return toll


def _brought(reading: Reading, mention: Mention, data: FillData, counted: Span) -> Iterator[tuple[Span, Count]]:
    """The people whom the words of the act bring along, wherever in them the parser hung these, with their figure."""
    parse, s = mention.parse, reading.syntax
    act = [t.i for t in parse.tokens if t.i == mention.head or mention.trigger.start <= t.start < mention.trigger.end]
    hung = [p for i in act for p in kids(parse, i, s.preposition | s.adverb)]
    for p in hung:
        joins = parse.tokens[p].lower in s.joins
        near = [p + 1] if joins and parse.tokens[p + 1 : p + 2] and parse.tokens[p + 1].lower in s.companions else []
        inner = dict.fromkeys((p, *kids(parse, p, s.preposition), *near))
        for obj in (o for n in inner for o in kids(parse, n, s.preposition_object)):
            span = phrase(parse, obj, s, whole=True)
            words = span.of(reading.doc.text)
            brings = parse.tokens[p].lower in s.companions and obj > mention.head
            if span.overlaps(counted) or not (joins or (brings and _accompany(reading, parse, obj, words, data))):
                continue
            count = reading.resolvers.people(words)
            if isinstance(count, Said):
                yield span, count.value


def _accompany(reading: Reading, parse: Parse, head: int, words: str, data: FillData) -> bool:
    """Do words behind "with" name other people: "four others", "his wife", "60 of his fighters", "two bodyguards"?"""
    told = _WORD.findall(words.lower())
    people = reading.resolvers.noun_class(parse.tokens[head].lemma) in PERSONS
    figure = any(c.pos == "NUM" for c in (parse.tokens[head], *(parse.tokens[k] for k in parse.children[head])))
    return (
        any(w in data.added for w in told)
        or (people and (figure or told[0] in data.owners))
        or (figure and parse.tokens[head].pos == "NUM" and any(w in data.owners for w in told))
    )


def _sum(a: Count, b: Count) -> Count:
    high = None if a.high is None or b.high is None else a.high + b.high
    return Count(a.low + b.low, high, a.approximate or b.approximate)


def _toll(
    reading: Reading, data: FillData, parse: Parse, sentence: int, name: str, count: Count, where: Span, people: Span,
    victims: Party | None, by: str, *, also: bool = False,
) -> Toll:  # fmt: skip
    words = [w.lower() for w in _WORD.findall(people.of(reading.doc.text))]
    told = bool(words and words[0] in data.known)
    anybody = of_anybody(parse, people, where, data)
    last = _last_pos(parse, people)
    also = also or (count == NOBODY and nobody_else(parse, people, data))
    return Toll(
        name=name,
        count=count,
        span=where,
        by=by,
        sentence=sentence,
        victims=None if anybody else victims,
        anybody=anybody,
        added=(also or bool(data.added.intersection(words_beside(reading.doc.text, people, where, data)))) and not told,
        part=is_share(reading, parse, people, data) or any(p in " ".join(words[:3]) for p in data.part_of),
        known=told,
        headline=parse.sentence.kind is SentenceKind.HEADLINE,
        people=people,
        noun=person(words, data) if count == ONE and last != "PRON" else "",
        again=told or last in _CALLED,
        who=individual(reading, parse, people, data) if count == ONE else None,
    )


def _last_pos(parse: Parse, people: Span) -> str:
    inside = [t for t in parse.tokens if people.start <= t.start and t.end <= people.end]
    return inside[-1].pos if inside else ""


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


def loose_tolls(
    reading: Reading, sentence: int, data: FillData, taken: list[Span], earlier: list[PartyReading]
) -> Iterator[Toll]:
    """Figures that a sentence gives without a verb: "nine dead", "15 wounded", "Killed: a man and his son".

    `taken` are the words that a telling has counted already; its verb counts nobody else.
    """
    parse = reading.parses[sentence]
    taken = taken + [m.trigger for m in reading.mentions_in[sentence]]
    last: Toll | None = None
    for token in parse.tokens:
        word = data.casualties.get(token.lower)
        if word is None or any(t.start <= token.start < t.end for t in taken):
            continue
        if word.count == "casualties":
            if token.lower in data.unhurt and none_hurt(parse, token.i, data, reading.syntax):
                at = Span(token.start, token.end)
                none = _toll(reading, data, parse, sentence, BOTH[0], NOBODY, at, at, None, UNHURT)
                none = replace(none, part=False, source=voice(*sources_of(reading, at, sentence)))
                yield from (none, *of_both(none, token.lower, data))
            continue
        if word.count not in data.by_sort and _describes(reading, parse, token):
            continue
        if unhurt(reading, parse, token) or taken_back(reading, parse, token.i, data):
            continue
        if word.side == "self" and any(parse.tokens[n].lemma in data.returned for n in climb(parse, token.i)[1:]):
            continue  # "the bodies of six soldiers were handed over": of whom the text knows
        for span in _loose_spans(parse, token, word, reading.syntax.links):
            if any(t.overlaps(span) for t in taken) or span.end <= span.start or only_ages(reading, parse, span):
                continue
            people = joined_before(reading, parse, span, frozenset(range(token.i)))
            before = Span(people.start, span.start)
            if any(t.overlaps(before) for t in taken) or _names_casualties(parse, before, data):
                people = span
            count = reading.resolvers.people(people.of(reading.doc.text).strip())
            if isinstance(count, Unknown) or _of_one_pronoun(parse, people, count.value):
                continue
            where = Span(people.start + count.spans[0].start, people.start + count.spans[-1].end)
            where = where if count.spans else people
            victims = _sort_of(reading, parse, token, span, data, earlier)
            toll = _toll(reading, data, parse, sentence, word.count, count.value, where, people, victims, count.by)
            teller = _teller(reading, parse, token.i, data)
            said = teller or voice(*sources_of(reading, Span(token.start, token.end), sentence))
            part = toll.part and not teller and span.end <= token.start  # "spoke of 12 dead", "bodies of two men"
            toll = replace(toll, source=said, victims=victims, part=part)
            last = replace(toll, beside=last is not None and _goes_on(parse, last, toll, data))
            yield last
            yield from of_both(last, token.lower, data)
            for more, other in more_of_it(reading, parse, where, data):
                yield replace(last, count=other, span=more, people=more, victims=None, beside=True)
            break


def _loose_spans(parse: Parse, token: Token, word: CasualtyWord, links: frozenset[str]) -> list[Span]:
    """Where the people stand whom a word counts."""
    tokens, spans = parse.tokens, list[Span]()
    if word.side == "next":
        figure = tokens[token.i + 1 : token.i + 3]
        bare = len(figure) == 2 and figure[0].pos == "NUM" and figure[1].pos not in ("NOUN", "PROPN", "ADP")
        return [Span(figure[0].start, figure[bare].end)] if bare and figure[1].pos != "PUNCT" else []
    if word.side in ("both", "after") and token.i + 2 < len(tokens) and tokens[token.i + 1].text == ":":
        end = next((t.start for t in tokens[token.i + 2 :] if t.text in ".;("), tokens[-1].end)
        spans.append(Span(tokens[token.i + 2].start, end))
    run = chunk_before(parse, token.i)
    low, high = run or (token.i, token.i)
    behind = chunk_after(parse, token.i + 1) if parse.tokens[min(token.i + 1, len(tokens) - 1)].lower in links else None
    if word.side == "self" and behind and all(t.pos != "NUM" for t in tokens[low : token.i]):
        spans.append(Span(tokens[behind[0]].start, tokens[behind[1]].end))  # "bodies of four men"
    elif word.side == "self" or (word.side != "after" and run):
        spans.append(Span(tokens[low].start, tokens[token.i if word.side == "self" else high].end))
    return spans


def _of_one_pronoun(parse: Parse, people: Span, count: Count) -> bool:
    """ "he would be dead by evening"."""
    tokens = [t for t in parse.tokens if people.start <= t.start < people.end]
    return count.low == 1 and all(t.pos == "PRON" for t in tokens)


def _describes(reading: Reading, parse: Parse, token: Token) -> bool:
    """Does a word only say what sort of people do or suffer something else: "200 displaced women marched"?"""
    s = reading.syntax
    noun = token.dep in s.compound and parse.tokens[token.head].i > token.i
    return noun or token.dep in s.subjects


def _names_casualties(parse: Parse, span: Span, data: FillData) -> bool:
    return any(t.lower in data.casualties for t in parse.tokens if span.start <= t.start < span.end)


def _sort_of(
    reading: Reading, parse: Parse, token: Token, span: Span, data: FillData, earlier: list[PartyReading]
) -> Party | None:
    """Who the people of a loose figure are, where a noun beside it says."""
    s = reading.syntax
    above = parse.tokens[token.head]
    inside = [t for t in parse.tokens if span.start <= t.start and t.end <= span.end]
    head = above if token.dep in s.compound and above.i > token.i else inside[-1] if inside else token
    if head.lower in data.anybody or reading.resolvers.noun_class(head.lemma) not in PERSONS:
        return None
    at, words = Span(head.start, head.end), phrase(parse, head.i, s)
    country = reading.country
    read = reading.resolvers.party(words, at, country=country, place_country=country, earlier=earlier, violent=True)
    return None if isinstance(read, Unknown) else read.party


def _goes_on(parse: Parse, last: Toll, toll: Toll, data: FillData) -> bool:
    """Does a figure go on from the last one of its kind: "2 soldiers KIA and 5 assailants killed"?"""
    if last.name != toll.name or not last.people or not toll.people or last.victims == toll.victims is None:
        return False
    between = [t for t in parse.tokens if last.people.end <= t.start < toll.people.start]
    plain = all(t.lower in data.casualties or (t.pos in ("CCONJ", "PUNCT") and t.text not in ".;") for t in between)
    return plain and any(t.pos in ("CCONJ", "PUNCT") for t in between)
