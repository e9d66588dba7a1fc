"""Which day and which place of a text belong to a telling: by the parse first, then by nearness and carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.draft import How
from dateline.fill.context import Reading, climb, token_at
from dateline.fill.words import FillData
from dateline.mention import Mention
from dateline.model import (
    DayMention,
    DayPrecision,
    Days,
    GeoPrecision,
    Parse,
    Place,
    SentenceKind,
    Span,
    Toponym,
    Unknown,
)

FINENESS = {
    GeoPrecision.EXACT: 0,
    GeoPrecision.NEAR: 0,
    GeoPrecision.ADMIN2: 1,
    GeoPrecision.BORDER: 2,
    GeoPrecision.ADMIN1: 3,
    GeoPrecision.COUNTRY: 4,
}
_ABOUT = ("attribute", "destination")  # uses of a name that say what a text is about, where none says where
FAR = 99
ABREAST = 4  # steps in the parse by which a finer place may stand farther from the telling than a coarser one
OF_THE_VERB = 2  # steps in the parse within which a place is one of the statement itself
LOOKING_BACK = 300  # days before publication; an older day is not carried on while a later one was named


def distance(reading: Reading, mention: Mention, span: Span, data: FillData, *, place: bool = False) -> int:
    """Steps in the parse between a telling and some words of its sentence; FAR where the words belong elsewhere.

    Words that hang on a verb of speech ("said on Saturday") or on another telling's trigger are elsewhere;
    of a `place` the speech is not asked, since the use of its name tells ("said in X").
    """
    parse = mention.parse
    start = token_at(parse, span.start)
    if start is None:
        return FAR
    # the head of the words: the token of the span that is governed from outside it
    head = start
    while parse.tokens[head].head != head and span.start <= parse.tokens[parse.tokens[head].head].start < span.end:
        head = parse.tokens[head].head
    up, own = climb(parse, head), climb(parse, mention.head)
    others = {m.head for m in reading.mentions_in[mention.sentence] if m.head != mention.head}
    meet = next((n for n in up if n in own), None)
    if meet is None:
        return 12 + abs(start - mention.head) // 3
    path = up[: up.index(meet)]
    back = own[: own.index(meet)]
    for n in path:
        if n in others and n != meet:
            return 20 + abs(start - mention.head) // 3
        if not place and _speech(parse, n, data) and n != mention.head:
            return FAR
    if not place and meet != mention.head and _speech(parse, meet, data):
        # both hang on a verb of speech: words that stand beside the content tell when it was said
        return FAR if _beside_speech(reading, parse, up, meet) else 8
    if meet != mention.head and meet in others:
        return 10 + len(path) + len(back)
    return len(path) + len(back)


def _beside_speech(reading: Reading, parse: Parse, up: Sequence[int], meet: int) -> bool:
    before = up[up.index(meet) - 1] if up.index(meet) else meet
    beside = reading.syntax.adverb | reading.syntax.preposition
    return parse.tokens[before].dep in beside and before > meet


def _speech(parse: Parse, n: int, data: FillData) -> bool:
    return parse.tokens[n].lemma in data.speech and parse.tokens[n].pos in ("VERB", "AUX")


def day_of(reading: Reading, mention: Mention, data: FillData) -> tuple[DayMention | None, How]:
    """The day mention that dates a telling, and how near it stands; (None, NONE) where nothing does."""
    own = [
        (distance(reading, mention, d.span, data), abs(d.span.start - mention.trigger.start), n)
        for n, d in enumerate(reading.days_in[mention.sentence])
    ]
    own = [o for o in own if o[0] < FAR]
    if own:
        return reading.days_in[mention.sentence][min(own)[2]], How.OWN
    for n in _before(reading, mention.sentence):
        near = [d for d in reading.days_in[n] if _tells(reading, n, d.span, data)]
        if near:
            return near[-1], How.PARAGRAPH
    heading = _heading(reading, mention.sentence, [bool(d) for d in reading.days_in])
    if heading is not None:
        return reading.days_in[heading][-1], How.HEADING
    if mention.type in data.undated:
        return None, How.NONE  # a statement without a day of its own is as fresh as the report
    carried = [
        d
        for n in _earlier(reading, mention.sentence)
        for d in reversed(reading.days_in[n])
        if _tells(reading, n, d.span, data)
    ]
    if carried:
        return next((d for d in carried if _fresh(reading, d)), carried[0]), How.CARRIED
    for n in _after(reading, mention.sentence):
        near = [d for d in reading.days_in[n] if _tells(reading, n, d.span, data) and not reading.mentions_in[n]]
        if near:
            return near[0], How.CARRIED
    return None, How.NONE


def _tells(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words date what their sentence tells, and not when it was said?"""
    parse = reading.parses[n]
    at = token_at(parse, span.start)
    if at is None:
        return False
    for i in climb(parse, at)[1:]:
        if _speech(parse, i, data):
            return False
        if parse.tokens[i].pos == "VERB":
            return True
    return True


def _before(reading: Reading, sentence: int) -> Iterator[int]:
    paragraph = reading.parses[sentence].sentence.paragraph
    n = sentence - 1
    while n >= 0 and reading.parses[n].sentence.paragraph == paragraph:
        yield n
        n -= 1


def _after(reading: Reading, sentence: int) -> Iterator[int]:
    paragraph = reading.parses[sentence].sentence.paragraph
    n = sentence + 1
    while n < len(reading.parses) and reading.parses[n].sentence.paragraph == paragraph:
        yield n
        n += 1


def _heading(reading: Reading, sentence: int, has: Sequence[bool]) -> int | None:
    for n in range(sentence - 1, -1, -1):
        if reading.parses[n].sentence.kind is SentenceKind.HEADING and has[n]:
            return n
    return None


def places_of(reading: Reading, mention: Mention, data: FillData, given: Sequence[Span]) -> tuple[list[Toponym], How]:
    """The toponyms that may place a telling, best first, and how near they stand.

    `given` are phrases that the rule itself says are the place ("captured the village of X").
    """
    here = reading.toponyms_in[mention.sentence]
    role = reading.resolvers.place_role
    named = [t for t in here if any(g.overlaps(t.name) for g in given) and role(t) != "attribute"]
    allowed = data.roles_of(mention.type)
    fit = [(distance(reading, mention, t.span, data, place=True), t) for t in here if role(t) in allowed]
    fit = [(d, t) for d, t in fit if d < FAR]
    reach = min((d for d, _ in fit), default=0) + ABREAST
    near = [t for d, t in sorted(fit, key=lambda f: (_fineness(f[1]), f[0], f[1].span)) if d <= reach]
    far = [t for d, t in sorted(fit, key=lambda f: (f[0], _fineness(f[1]), f[1].span)) if d > reach]
    own = sorted(named, key=_fineness) + [t for t in near + far if t not in named]
    if mention.type in data.no_place:
        return [t for t in own if distance(reading, mention, t.span, data, place=True) <= OF_THE_VERB], How.OWN
    if own and _fineness(own[0]) < FINENESS[GeoPrecision.COUNTRY]:
        return own, How.OWN
    for how, sentences in (
        (How.PARAGRAPH, list(_before(reading, mention.sentence))),
        (How.HEADING, _one(_heading(reading, mention.sentence, [bool(t) for t in reading.toponyms_in]))),
        (How.CARRIED, list(_earlier(reading, mention.sentence))),
    ):
        for n in sentences:
            found = [
                t
                for t in reading.toponyms_in[n]
                if role(t) in (allowed if how is not How.HEADING else ("at", "attribute", "destination", "origin"))
                and _fineness(t) < FINENESS[GeoPrecision.COUNTRY]
            ]
            if found:
                return sorted(found, key=_fineness) + own, how
    if own:
        return own, How.OWN
    used = [t for n in _earlier(reading, mention.sentence) for t in reading.toponyms_in[n] if role(t) in _ABOUT]
    if used:
        return sorted(used, key=_fineness), How.CARRIED
    dateline = reading.outline.dateline
    if dateline and dateline.place:
        at = [t for t in reading.toponyms if dateline.place.overlaps(t.name)]
        if at:
            return at, How.DATELINE
    return [], How.NONE


def _earlier(reading: Reading, sentence: int) -> Iterator[int]:
    """Earlier sentences, last first, that can carry a day or place to this one; list items take none from others."""
    skip = {SentenceKind.FURNITURE, SentenceKind.CAPTION}
    if reading.parses[sentence].sentence.kind is SentenceKind.LIST_ITEM:
        skip.add(SentenceKind.LIST_ITEM)
    for n in range(sentence - 1, -1, -1):
        if reading.parses[n].sentence.kind not in skip:
            yield n


def _fresh(reading: Reading, day: DayMention) -> bool:
    """Does a mention date what is told now, not something of another year that a sentence looks back on?"""
    if not isinstance(day.value, Days) or day.value.precision is DayPrecision.YEAR:
        return False
    published = reading.doc.published
    return published is None or (published - day.value.last).days <= LOOKING_BACK


def _one(n: int | None) -> list[int]:
    return [] if n is None else [n]


def _fineness(toponym: Toponym) -> int:
    if isinstance(toponym.value, Unknown):
        return 5
    return FINENESS[toponym.value.precision]


def chosen(toponyms: Sequence[Toponym]) -> tuple[Toponym | None, Place | Unknown | None]:
    """The first toponym with a place; else the first one and why it has none."""
    for t in toponyms:
        if isinstance(t.value, Place):
            return t, t.value
    return (toponyms[0], toponyms[0].value) if toponyms else (None, None)
