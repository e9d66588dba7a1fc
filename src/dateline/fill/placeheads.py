"""What heads a line or opens a sentence and holds its other places: "KUNDUZ: ...", "In X, ...", "X, Y province"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dateline.fill.context import Reading, climb, token_at
from dateline.fill.nearness import OF_ANOTHER, lists_places
from dateline.fill.words import FillData
from dateline.mention import Mention
from dateline.model import GeoPrecision, Place, SentenceKind, Toponym, Unknown

FINENESS = {
    GeoPrecision.EXACT: 0,
    GeoPrecision.NEAR: 0,
    GeoPrecision.ADMIN2: 1,
    GeoPrecision.BORDER: 2,
    GeoPrecision.ADMIN1: 3,
    GeoPrecision.COUNTRY: 4,
}
_SHORT = "short"  # the short form of a province's name
_MEASURED = ("distance", "bearing")
DIVISIONS = (GeoPrecision.ADMIN2, GeoPrecision.ADMIN1)
OF_A_TOWN = FINENESS[GeoPrecision.ADMIN2]  # "X police say that a boy was shot": of a town's or county's people, there
APPOSITION = 40  # characters from a place to the words that say where it lies
WIDE_KM = 50.0  # a region or a sea that reaches farther is no finer than a border
OF_A_QUARTER = 0.1  # degrees from the middle of a town to that of a township which is a part of it


def line_heads(reading: Reading, mention: Mention, data: FillData) -> list[Toponym]:
    """The toponyms before the colon or dash with which a line gives its place ("HELMAND, Nad Ali: ...").

    What looks like a dateline is one where other paragraphs open so too.
    """
    sentence = mention.parse.sentence.span
    head = data.lead.match(reading.doc.text, sentence.start, sentence.end)
    if head is None:
        return _lead_of_list(reading, mention, data)
    return [t for t in reading.toponyms_in[mention.sentence] if t.name.end <= head.end()]


def _lead_of_list(reading: Reading, mention: Mention, data: FillData) -> list[Toponym]:
    """The place before the text's first sentence, where it heads one paragraph of a list."""
    line = reading.outline.dateline
    sentence = mention.parse.sentence
    if (
        line is None
        or line.day is not None
        or line.agency is not None
        or not 0 <= sentence.span.start - line.span.end <= 1
    ):
        return []
    return of_dateline(reading) if lists_places(reading, mention.sentence, data) else []


def of_dateline(reading: Reading) -> list[Toponym]:
    """The names of places in the dateline; empty without one."""
    place = reading.outline.dateline.place if reading.outline.dateline else None
    return [t for t in reading.toponyms if place.overlaps(t.name)] if place else []


def in_text(reading: Reading, sentences: Iterable[int]) -> list[Toponym]:
    """The names of places in some sentences that are of the text, and not of what stands beside it."""
    of_it = (n for n in sentences if reading.parses[n].sentence.kind is not SentenceKind.FURNITURE)
    return [t for n in of_it for t in reading.toponyms_in[n]]


def openings(mention: Mention, here: Sequence[Toponym], reading: Reading) -> list[Toponym]:
    """The division with which the sentence opens ("In X, ..."), or the town of its name, which may stand for it."""
    tokens = mention.parse.tokens
    if tokens[0].dep not in reading.syntax.preposition or not here:
        return []
    town = here[0].value
    at = token_at(mention.parse, here[0].name.start)
    if at is None or 0 not in climb(mention.parse, at) or not isinstance(town, Place):
        return []
    others = [t.value for t in here[1:] if isinstance(t.value, Place)]
    if FINENESS[town.precision] > OF_A_TOWN or _letters(town.name) == _letters(town.admin1):
        return [here[0]]
    near = any(v.admin1 == town.admin1 and v.admin2 in ("", town.admin2) for v in others)
    return [here[0]] if near and _letters(town.name) == _letters(town.admin2) else []


def without_heads(fit: list[tuple[int, Toponym]], heads: Sequence[Toponym]) -> list[tuple[int, Toponym]]:
    """What may place a telling, without the heads of its line where its own words name a place within them.

    "KUNDUZ: gunmen shot an elder in Imam Sahib district".
    """
    inner = [t for d, t in fit if t not in heads and d < OF_ANOTHER and any(_inside(t, h) for h in heads)]
    return [(d, t) for d, t in fit if t not in heads or not inner]


def _inside(small: Toponym, large: Toponym) -> bool:
    """Is one a town or district in the province of the other, and no wider than it?"""
    a, b = small.value, large.value
    if not (isinstance(a, Place) and isinstance(b, Place)) or a.country != b.country:
        return False
    if fineness(small) > OF_A_TOWN or (fineness(small) > fineness(large) and (a.admin2 == b.admin2 or _beside(a, b))):
        return False
    return b.precision is GeoPrecision.COUNTRY or (a.admin1 == b.admin1 and a.gazetteer_id != b.gazetteer_id)


def _beside(one: Place, other: Place) -> bool:
    """Is one as near as a quarter is to its town?"""
    return max(abs(one.lat - other.lat), abs(one.lon - other.lon)) < OF_A_QUARTER


def _letters(name: str) -> str:
    """A name without its accents, in which a town and the division called after it may differ."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalpha())


def _owns(reading: Reading, sentence: int, large: Toponym, small: Toponym) -> bool:
    """Does one only say whose the other is: "X's Y district"?"""
    parse = reading.parses[sentence]
    at = token_at(parse, large.name.end - 1)
    if at is None or parse.tokens[at].dep not in reading.syntax.possessor:
        return False
    a, b, head = large.value, small.value, parse.tokens[parse.tokens[at].head]
    if not (isinstance(a, Place) and isinstance(b, Place)) or not small.span.start <= head.start < small.span.end:
        return False
    return a.country == b.country and (a.precision is GeoPrecision.COUNTRY or a.admin1 == b.admin1)


def _holds(large: Toponym, small: Toponym) -> bool:
    """Is one the province or country in which the other lies: "X, Texas"?"""
    a, b = large.value, small.value
    if not (isinstance(a, Place) and isinstance(b, Place)) or a.country != b.country or fineness(small) > OF_A_TOWN:
        return False
    province = a.precision is GeoPrecision.ADMIN1 or large.by == _SHORT
    return a.precision is GeoPrecision.COUNTRY or (province and a.admin1 == b.admin1)


def told_apart(reading: Reading, sentence: int) -> list[Toponym]:
    """The toponyms of a sentence without those that only say where the one before them lies.

    "X, 20 km from Y", "X, Texas".
    """
    here = reading.toponyms_in[sentence]
    out = here[:1]
    for one, other in pairwise(here):
        if one in out and _owns(reading, sentence, one, other):
            out.remove(one)
        gap = reading.doc.text[one.span.end : other.span.start]
        lies = other.by in _MEASURED and len(gap) <= APPOSITION and gap.startswith(",") and isinstance(one.value, Place)
        if not (lies or (gap == ", " and _holds(other, one))):
            out.append(other)
    return out


def fineness(toponym: Toponym) -> int:
    """0 for the finest; what has no place comes last."""
    if isinstance(toponym.value, Unknown):
        return 5
    if toponym.value.precision is GeoPrecision.NEAR and toponym.value.within_km > WIDE_KM:
        return FINENESS[GeoPrecision.BORDER]
    return FINENESS[toponym.value.precision]


def lies_in(toponym: Toponym, division: Place) -> bool:
    """Does the gazetteer put a place into a province or district?"""
    place = toponym.value
    if not isinstance(place, Place) or (place.country, place.admin1) != (division.country, division.admin1):
        return False
    return division.precision is not GeoPrecision.ADMIN2 or place.admin2 == division.admin2
