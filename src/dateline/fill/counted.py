"""Which words say how many: a phrase of the parse, less what is of another figure, with what the parse left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.fill.ages import is_age, with_ages
from dateline.fill.context import Reading
from dateline.fill.words import FillData
from dateline.grammar import Syntax, kids
from dateline.mention import Mention
from dateline.model import Count, Parse, Said, Span, Token, Unknown
from dateline.wordorder import chunk_after, chunk_before

LONGEST_ASIDE = 12  # words between two signs
LONGEST_FIGURE = 7  # words and signs of a figure between commas
_HEADINGS = frozenset(("ADV", "ADP"))  # what may stand before the first comma of a sentence and outside its subject
_GOVERNS = frozenset(("ADP", "VERB", "AUX"))
NOUN_WITHIN = 3  # words behind a figure among which its noun stands
_PEOPLE = frozenset(("NOUN", "NUM", "PRON", "PROPN"))
_WORD = re.compile(r"\w+")
_BESIDE = frozenset(("AUX", "ADV", "PART"))


def counted_words(reading: Reading, span: Span, mention: Mention, data: FillData) -> Span:
    """The words that count the people of a phrase for a mention."""
    span = _behind_lead(reading, mention.parse, span, data)
    span = _without_deeds(with_ages(reading, mention.parse, span), mention, reading.syntax)
    inner = set_apart(mention)
    if inner is not None:
        return inner
    other = _other_within(reading, mention, data)
    if other is not None:
        return other
    behind = _behind_commas(reading, span, mention, data) or _comma_joined(reading, mention, reading.syntax)
    if behind is not None:
        return behind
    span = _nearer_subject(reading, span, mention, data) or span
    own = _widened(_own_words(span, mention, data, reading.syntax), mention, data)
    own = _joined_behind(reading, _without_next(mention, own, reading.syntax), mention)
    begun = frozenset((mention.head, *(t.i for t in mention.parse.tokens if t.start == mention.trigger.start)))
    joined = joined_before(reading, mention.parse, own, begun)
    before = [t.lower for t in mention.parse.tokens if joined.start <= t.start and t.end < own.start]
    return own if set(before[-2:-1]) & data.casualties.keys() else joined  # "three dead and 12 wounded"


def _behind_lead(reading: Reading, parse: Parse, span: Span, data: FillData) -> Span:
    """A phrase without the words that open a line with where it is from: "GAO - Four men were hurt"."""
    led = data.lead.match(span.of(reading.doc.text)) if span.start == parse.tokens[0].start else None
    return Span(span.start + led.end(), span.end) if led and span.start + led.end() < span.end else span


def people_told(reading: Reading, span: Span, mention: Mention, data: FillData) -> Said[Count] | Unknown:
    """How many people some words denote, as many as the act's noun says, and whoever hit himself too.

    "A triple homicide", "shot his wife and then himself".
    """
    if many := multiple_of(mention, data):
        return Said(Count(many, many), (), "fill/multiple")
    count = reading.resolvers.people(span.of(reading.doc.text))
    if isinstance(count, Unknown) or count.value.high is None or not _oneself_behind(span, mention, data):
        return count
    return replace(count, value=replace(count.value, low=count.value.low + 1, high=count.value.high + 1))


def multiple_of(mention: Mention, data: FillData) -> int:
    """As many people as the word before the act's noun says: "a triple homicide"; 0 for none."""
    return data.multiples.get(mention.parse.tokens[mention.head - 1].lower, 0) if mention.noun and mention.head else 0


def _oneself_behind(span: Span, mention: Mention, data: FillData) -> bool:
    """Is the doer told right behind those whom he hit: "shot his wife and then himself"?"""
    behind = [t for t in mention.parse.tokens if t.start >= span.end][:4]
    at = next((n for n, t in enumerate(behind) if t.pos not in ("CCONJ", "PUNCT", "ADV")), 0)
    joined = any(t.pos == "CCONJ" or t.text == "," for t in behind[:at])
    return joined and span.start > mention.trigger.start and behind[at].lower in data.selves


def figure_within(mention: Mention, s: Syntax, data: FillData) -> list[Span]:
    """The figure that stands among the words of the act: "executed on Friday nine of its own members".

    Or that its noun has: "a triple homicide".
    """
    tokens = mention.parse.tokens
    if multiple_of(mention, data):
        return [mention.trigger]
    between = (t for t in tokens if mention.trigger.start < t.start < mention.trigger.end)
    inner = [t.i for t in between if t.pos == "NUM" and tokens[t.i - 1].pos != "PUNCT"]  # not "hitting Ali, 19, in"
    if not inner or mention.noun or tokens[inner[-1] + 1].lower not in s.links:
        return []
    first = next((i for i in range(inner[0], mention.head, -1) if tokens[i - 1].pos in ("NOUN", "PROPN")), inner[0])
    return [Span(tokens[first].start, tokens[inner[-1]].end)]


def set_apart(mention: Mention) -> Span | None:
    """The figure that a sign sets apart within the words of the act: "five shot, 3 dead", "six shot - two fatally"."""
    tokens = mention.parse.tokens
    inside = [t for t in tokens if mention.trigger.start < t.start < mention.trigger.end]
    at = next(
        (t.i for t in inside if t.pos == "NUM" and tokens[t.i - 1].pos == "PUNCT" and not _closed(t, tokens)), None
    )
    return Span(tokens[at].start, tokens[at].end) if at is not None else None


def _other_within(reading: Reading, mention: Mention, data: FillData) -> Span | None:
    """Who stands within the words of an act behind others and their harm: "are dead and another in hospital".

    "Left four wounded, a gunman dead".
    """
    tokens = mention.parse.tokens
    inside = [t.i for t in tokens if mention.trigger.start < t.start < mention.trigger.end]
    harmed = next((i for i in inside if tokens[i].lower in data.casualties), len(tokens))
    sign = next((i for i in inside if i > harmed and tokens[i].pos in ("CCONJ", "PUNCT")), None)
    if sign is None or mention.noun:
        return None
    run = (sign + 1, sign + 1) if tokens[sign + 1].pos in ("DET", "PRON") else chunk_after(mention.parse, sign)
    if run is None or run[0] > inside[-1] or tokens[run[1]].end > mention.trigger.end:
        return None
    last = run[1] - (tokens[run[1]].end == mention.trigger.end)
    people = Span(tokens[run[0]].start, tokens[last].end)
    return people if isinstance(reading.resolvers.people(people.of(reading.doc.text)), Said) else None


def _closed(number: Token, tokens: Sequence[Token]) -> bool:
    """Does the sign before a number stand behind it too, as by an age: "striking Ali Musa, 19, in the head"?"""
    return tokens[number.i - 1].text == tokens[number.i + 1].text


def beside_the_word(reading: Reading, mention: Mention, data: FillData) -> tuple[Span, Said[Count]] | None:
    """The figure in the words of the act, or right before a participle: "a driver and six men killed"."""
    head = mention.parse.tokens[mention.head]
    spans = figure_within(mention, reading.syntax, data)
    if not spans and head.tag in reading.syntax.participle_tags and not mention.noun and not mention.in_passing:
        run = _figure_before(mention)
        spans = [joined_before(reading, mention.parse, run)] if run else []
    count = reading.resolvers.people(spans[0].of(reading.doc.text)) if spans else None
    return (spans[0], count) if isinstance(count, Said) else None


def _figure_before(mention: Mention) -> Span | None:
    """The phrase with a figure that ends right before the act."""
    tokens = mention.parse.tokens
    run = chunk_before(mention.parse, _before_aside(tokens, mention.head))
    if run is None or all(t.pos != "NUM" for t in tokens[run[0] : run[1] + 1]):
        return None
    return Span(tokens[run[0]].start, tokens[run[1]].end)


def _before_aside(tokens: Sequence[Token], at: int) -> int:
    """Where an aside begins that ends right before a word, else the word: "seven people - all boys - killed"."""
    close = tokens[at - 1].text if at else ""
    if close.isalnum() or tokens[at - 1].pos != "PUNCT":
        return at
    opens = (t.i for t in reversed(tokens[max(0, at - LONGEST_ASIDE) : at - 1]) if t.text == close)
    return next(opens, at)


def _nearer_subject(reading: Reading, span: Span, mention: Mention, data: FillData) -> Span | None:
    """The subject that the parse passes over for that of the verb before: "one was shot and two lost their lives"."""
    tokens = mention.parse.tokens
    last = mention.head - 1
    run = None if mention.noun or last < 0 else chunk_before(mention.parse, mention.head)
    while last > 0 and tokens[last].pos == "ADV":  # "and another critically wounded"
        last -= 1
    if run is None and last >= 0 and tokens[last].pos in ("ADJ", "DET"):  # "and several wounded"
        run = (last, last)
    near = Span(tokens[run[0]].start, tokens[run[1]].end) if run else None
    if run is not None and run[0] == run[1] and is_age(reading, mention.parse, run[0]):
        return None
    if run is None or near is None or near.start <= span.end:
        return None
    between = [t for t in tokens if span.end <= t.start < near.start]
    verbs = [t for t in between if t.pos == "VERB"]
    figure = any(t.pos == "NUM" for t in tokens[run[0] : run[1] + 1]) or any(t.lower in data.casualties for t in verbs)
    joined = verbs and between[-1].pos in ("CCONJ", "SCONJ", "PUNCT") and figure
    return near if joined and isinstance(reading.resolvers.people(near.of(reading.doc.text)), Said) else None


def _without_next(mention: Mention, span: Span, s: Syntax) -> Span:
    """An object without the subject of the next clause: "killed two men and four women were wounded"."""
    tokens = mention.parse.tokens
    inside = _inside(mention.parse, span)
    if not inside or span.start < mention.trigger.end or inside[-1].i + 1 >= len(tokens):
        return span
    at = next((t.i for t in reversed(inside) if t.pos == "CCONJ"), None)
    if tokens[inside[-1].i + 1].pos != "AUX" or at is None or at == inside[0].i:
        return span
    return Span(span.start, tokens[at - 1].end)


def _behind_commas(reading: Reading, span: Span, mention: Mention, data: FillData) -> Span | None:
    """The figure between commas right behind people without one: "fighters of the bloc, about 30, laid down".

    "The whole population, some 900 people, fled".
    """
    tokens = mention.parse.tokens
    words = [t for t in _inside(mention.parse, span) if t.pos != "PUNCT"]
    if not words or any(t.pos == "NUM" for t in words):
        return None
    last = words[-1].i
    commas = [t.i for t in tokens[last + 1 : last + LONGEST_FIGURE] if t.text == ","]
    if len(commas) < 2 or commas[0] != last + 1:
        return None
    between = tokens[commas[0] + 1 : commas[1]]
    number = next((t.i for t in between if t.pos == "NUM"), None)
    if number is None or is_age(reading, mention.parse, number) or any(t.pos in ("PROPN", "VERB") for t in between):
        return None
    named = [t.lemma for t in between if t.pos == "NOUN" and t.i > number]
    told = [w.lemma for w in words if w.tag in reading.syntax.plural_tags]
    other = named and not (set(named[:1]) & {*told, *data.anybody} or tokens[number + 1].pos == "ADP")
    if other or (not told and (not named or isinstance(reading.resolvers.people(span.of(reading.doc.text)), Said))):
        return None
    figure = Span(between[0].start, tokens[number].end)
    return figure if isinstance(reading.resolvers.people(figure.of(reading.doc.text)), Said) else None


def _comma_joined(reading: Reading, mention: Mention, s: Syntax) -> Span | None:
    """Who opens a headline with others behind a comma: "Mother, two children killed in fire fight"."""
    tokens, parse = mention.parse.tokens, mention.parse
    if mention.noun or tokens[mention.head].tag not in s.past_tags or kids(parse, mention.head, s.auxiliaries):
        return None
    run = chunk_before(parse, mention.head)
    if run is None or run[0] < 2 or tokens[run[0] - 1].text != "," or tokens[run[0]].pos != "NUM":
        return None
    first = chunk_before(parse, run[0] - 1)
    if first is None or (first[0] and tokens[first[0] - 1].text != ":"):
        return None
    one = reading.resolvers.people(Span(tokens[first[0]].start, tokens[first[1]].end).of(reading.doc.text))
    if run[0] == run[1] or not isinstance(one, Said) or one.value != Count(1, 1):
        return None
    return Span(tokens[first[0]].start, tokens[run[1]].end)


def _without_deeds(span: Span, mention: Mention, s: Syntax) -> Span:
    """People without a second deed that is told of them: "a man suspected of firing at a house and wounding two"."""
    tokens = mention.parse.tokens
    for t in _inside(mention.parse, span):
        deed = t.tag in s.gerund_tags and t.dep in s.conjunct and tokens[t.head].pos in s.verb_pos
        if deed and span.start <= tokens[t.head].start and tokens[t.i - 1].pos == "CCONJ":
            return Span(span.start, tokens[t.i - 2].end)
    return span


def _inside(parse: Parse, span: Span) -> list[Token]:
    return [t for t in parse.tokens if span.start <= t.start and t.end <= span.end]


def _first_verb(mention: Mention, s: Syntax, after: int) -> int:
    """The first verb behind token `after` that the act is coordinated with: "waded ashore and gave themselves up"."""
    tokens, at = mention.parse.tokens, mention.head
    while tokens[at].dep in s.conjunct and tokens[at].head > after:
        at = tokens[at].head
    return at


def _joined_behind(reading: Reading, span: Span, mention: Mention) -> Span:
    """The phrase with who is joined to it just before the verb: "a clerk, 52, and his driver were led away"."""
    parse, s, text = mention.parse, reading.syntax, reading.doc.text
    inside = _inside(parse, span)
    if not inside:
        return span
    last = inside[-1].i
    verb = _first_verb(mention, s, last)
    between = list(parse.tokens[last + 1 : verb])
    while between and between[-1].pos in _BESIDE:
        between.pop()
    at = next((k for k in range(len(between) - 1, -1, -1) if between[k].pos == "CCONJ"), None)
    if at is None or at + 1 == len(between):
        return span
    clauses = s.relative_clause | s.reduced_clause
    if any(t.pos == "VERB" and (k > at or t.dep not in clauses) for k, t in enumerate(between)):
        return span
    joined = Span(between[at + 1].start, between[-1].end)
    if not isinstance(reading.resolvers.people(joined.of(text)), Said):
        return span
    return Span(span.start, joined.end)


def joined_before(reading: Reading, parse: Parse, span: Span, begun: frozenset[int] = frozenset()) -> Span:
    """The phrase with who is joined to it before: "a major and 14 officers left", read as "14 officers left".

    The words in `begun` may stand right before the whole, as the verb of an object; of any other verb the words
    before would be another object.
    """
    tokens, text = parse.tokens, reading.doc.text
    inside = _inside(parse, span)
    at = inside[0].i - 1 if inside else -1
    if at < 1 or tokens[at].pos != "CCONJ":
        return span
    listed = tokens[at - 1].text == ","
    at -= listed
    run = None if listed else chunk_before(parse, at)
    start = tokens[run[0]].start if run else -1
    before = tokens[run[0] - 1] if run and run[0] else None
    if run is None or (before is not None and before.pos in _GOVERNS and before.i not in begun):
        start = _opening(parse, at)
        if any(t.pos in ("VERB", "AUX") for t in tokens if start <= t.start < tokens[at].start):
            return span
    joined = Span(start, tokens[at - 1].end)
    if joined.end <= start or not isinstance(reading.resolvers.people(joined.of(text)), Said):
        return span
    return Span(start, span.end)


def _opening(parse: Parse, before: int) -> int:
    """Where a sentence begins, "Elsewhere," and "In April," left out."""
    tokens = parse.tokens
    comma = next((t.i for t in tokens[:before] if t.text == ","), 0)
    led = tokens[0].pos in _HEADINGS and comma
    return tokens[comma + 1].start if led else tokens[0].start


def _own_words(span: Span, mention: Mention, data: FillData, s: Syntax) -> Span:
    """Of a phrase that runs past the trigger or past another casualty word, what stands by the trigger.

    "Five killed (two of them women) in a raid", "Five killed and nine injured in a raid", "three dead, among
    them a woman, and nine injured".
    """
    start, end = span.start, span.end
    tokens = mention.parse.tokens
    if start < mention.trigger.start < end:
        end = max(t.end for t in tokens if t.end <= mention.trigger.start)
    elif any(
        start <= t.start < mention.trigger.end and t.pos in _PEOPLE for t in tokens if t.start > mention.trigger.start
    ):
        end = min(end, mention.trigger.end)  # "left one dead and three others in hospital"
    others = [t for t in tokens if start < t.start < mention.trigger.start and t.lower in data.casualties]
    part = any(t.start == start and t.lower in data.part for t in tokens)
    of_them = s.relative_clause | s.reduced_clause
    cut = any((t.pos == "VERB" and t.dep not in of_them) or _counted(mention.parse, t) for t in others)
    if end > mention.trigger.start or not (cut or part):
        return Span(start, end)
    run = chunk_before(mention.parse, mention.head)
    if run and tokens[run[0]].start >= max([start, *(t.end for t in others)]):
        return Span(tokens[run[0]].start, tokens[run[1]].end)
    return Span(start, end)


def _counted(parse: Parse, word: Token) -> bool:
    """Does a casualty word close a figure of its own: "23 dead, among them five boys, and 40 wounded"?"""
    run = chunk_before(parse, word.i)
    closes = word.i + 1 < len(parse.tokens) and parse.tokens[word.i + 1].pos in ("PUNCT", "CCONJ")
    return closes and run is not None and any(t.pos == "NUM" for t in parse.tokens[run[0] : run[1] + 1])


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


def words_beside(text: str, people: Span, figure: Span, data: FillData) -> list[str]:
    """The words by a figure that may add it to others: the one before, its own, and the first behind."""
    own = text[people.start : figure.end].lower()
    for bound in data.not_added:
        own = own.replace(bound, "")
    before = text[max(0, people.start - 16) : people.start].lower().split()[-1:]
    return [*before, *_WORD.findall(own), *_WORD.findall(text[figure.end : people.end].lower())[:1]]


def of_anybody(parse: Parse, people: Span, figure: Span, data: FillData) -> bool:
    """Does a figure sort nobody: it stands alone, or before a noun such as "people"?"""
    tokens = [t for t in parse.tokens if people.start <= t.start and t.end <= people.end]
    behind = [t for t in tokens if t.start >= figure.end][:NOUN_WITHIN]
    alone = len(tokens) == 2 and tokens[0].pos == "DET" and tokens[1].pos == "NUM"  # "the two"
    return bool(tokens) and (
        alone or (tokens[0].pos == "NUM" and figure == people) or any(t.lower in data.anybody for t in behind)
    )
