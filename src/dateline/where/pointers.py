"""Reads words that point to a place: "in the city", "the same district", "the Kenyan capital", "across the country"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import GeoPrecision, Outline, Place, SentenceKind, Span, Toponym
from dateline.where.lexicon import WhereData
from dateline.where.roles import role_of
from dateline.where.words import EntryLike, GazetteerLike, Word, plain

_BACK = 3  # words between the article and the word that points

_SETTLEMENTS = ("city", "town", "village")
_DIVISIONS = {"district": GeoPrecision.ADMIN2, "province": GeoPrecision.ADMIN1}
_OPENING = 4  # characters of the preposition before the place with which a paragraph opens
_LOCATES = 1.0  # the weight of a preposition that says where, and not for what or with whom


@dataclass(frozen=True, slots=True)
class Named:
    """A toponym and the gazetteer's entry for it, None where it has none."""

    toponym: Toponym
    entry: EntryLike | None


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point, and what they mean: a toponym before them, or a country or its capital."""

    span: Span
    name: Span
    meant: Toponym | EntryLike


def find_pointers(
    text: str,
    words: Sequence[Word],
    outline: Outline,
    named: Sequence[Named],
    main: EntryLike | None,
    gazetteer: GazetteerLike,
    data: WhereData,
) -> Iterator[Pointer]:
    """Each definite word for a sort of place behind a preposition, where something named answers to it.

    `main` is the country that the text is about.
    """
    for i, word in enumerate(words):
        sort = data.pointers.get(word.lower)
        if sort is None or word.cap or any(n.toponym.span.holds(Span(word.start, word.end)) for n in named):
            continue
        article = _article(words, i, data)
        if article is None or _is_part(words, i, data):
            continue
        between = [w for w in words[article:i] if w.lower not in data.words["pointing"]]
        if sort in _SETTLEMENTS or sort in _DIVISIONS:
            if between:
                continue  # "the border town": one that the adjective tells apart
            found = _named_before(text, word, sort, named, outline, data)
            meant = (found.entry or found.toponym) if found else None
        else:
            seat = plain(outline.dateline.place.of(text)) if outline.dateline and outline.dateline.place else ""
            meant = _country_or_capital(sort, between, main, seat, gazetteer, data)
        if meant is not None:
            yield Pointer(Span(words[article].start, word.end), Span(word.start, word.end), meant)


def _article(words: Sequence[Word], i: int, data: WhereData) -> int | None:
    """The first of the words that make words[i] definite, where a preposition stands before it."""
    k = i - 1
    while k > 0 and i - k <= _BACK and words[k + 1].glued and words[k].lower not in data.words["pointing"]:
        if words[k].lower not in data.demonyms and words[k].lower not in data.words["modifiers"]:
            return None
        k -= 1
    if k < 1 or not words[k + 1].glued or words[k].lower not in data.words["pointing"]:
        return None
    while k > 1 and words[k].glued and words[k - 1].lower in data.words["pointing"]:
        k -= 1  # "the same city"
    said = words[k].glued and data.locating(words[k - 1].lower) >= _LOCATES
    return k if said else None


def _is_part(words: Sequence[Word], i: int, data: WhereData) -> bool:
    """Is the word part of a name, or the first noun of two ("the town of X", "the city council")?"""
    if i + 1 == len(words) or not words[i + 1].glued or words[i].owns:
        return False
    after = words[i + 1]
    found = data.place_words.get(after.lower)
    return (
        after.cap
        or after.lower in data.words["of"]
        or after.lower in data.words["called"]
        or after.lower in data.words["attribute_heads"]
        or after.lower in data.words["site_modifiers"]
        or after.lower in data.titles
        or (found is not None and found.sort == "site")
    )


def _named_before(
    text: str, word: Word, sort: str, named: Sequence[Named], outline: Outline, data: WhereData
) -> Named | None:
    """What answers to the word: the last that its paragraph names before it, else what the text names most so far.

    A town or village is sought no farther than in the paragraph before, and a city with which that one opens
    ("In Tripoli, ...") is the one of which the text now tells.
    """
    before = [n for n in named if n.toponym.span.end <= word.start]
    fit = [n for n in before if _answers(n, sort, data)]
    if sort == "city" and not fit:
        fit = [n for n in before if _answers(n, "town", data)]
    for uses in (("at",), ("origin", "destination"), ("attribute",)):
        if used := [n for n in fit if n.toponym.by == "dateline" or role_of(n.toponym, text, data) in uses]:
            fit = used
            break
    if not fit:
        return None
    paragraph = outline.sentences[word.sentence].paragraph
    start = min(s.span.start for s in outline.sentences if s.paragraph == paragraph)
    if fit[-1].toponym.span.start >= start:
        return fit[-1]
    if outline.sentences[word.sentence].kind is SentenceKind.LIST_ITEM:
        return None
    above = [s.span for s in outline.sentences if s.paragraph == paragraph - 1]
    if sort in ("town", "village"):
        return fit[-1] if above and fit[-1].toponym.span.start >= above[0].start else None
    if opening := [n for n in fit if above and 0 <= n.toponym.span.start - above[0].start <= _OPENING]:
        return opening[0]
    fit = [n for n in fit if n.toponym.by == "division"] or fit  # one that the text calls a district, if any
    counted = Counter(n.entry.id for n in (named[0], *before) if n.entry)  # what a text names first counts twice
    return max(fit, key=lambda n: (counted[n.entry.id] if n.entry else 1, n.toponym.span))


def _answers(named: Named, sort: str, data: WhereData) -> bool:
    value, entry = named.toponym.value, named.entry
    if not isinstance(value, Place):
        return sort == "village" and named.toponym.by in ("unlisted", "settlement")
    if sort in _DIVISIONS:
        return value.precision is _DIVISIONS[sort]
    if entry is None or entry.kind != "settlement":
        return False
    size = data.weights["pointed"]
    if sort == "city":
        return entry.population >= size["city_least"]
    return value.precision is GeoPrecision.EXACT and entry.population <= size[f"{sort}_most"]


def _country_or_capital(
    sort: str,
    between: Sequence[Word],
    main: EntryLike | None,
    seat: str,
    gazetteer: GazetteerLike,
    data: WhereData,
) -> EntryLike | None:
    """The country that the text is about or whose adjective stands there, or its capital.

    The capital of before is meant where the `seat` from which the text tells begins with its name.
    """
    country = main
    for word in between:
        adjective = data.demonyms.get(word.lower)
        if adjective is None:
            return None  # "the provincial capital"
        country = next((e for e in gazetteer.lookup(adjective[1]) if e.kind == "country"), None)
    if sort == "country" or country is None:
        return country
    name, former = data.capitals.get(country.country, ""), data.former_capitals.get(country.country, "")
    if former and seat.startswith(plain(former)):
        name = former
    towns = (e for e in gazetteer.lookup(name) if e.kind == "settlement" and e.country == country.country)
    return next(towns, None) if name else None
