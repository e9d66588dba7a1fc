"""Divisions that a text itself gives to a place which the gazetteer has elsewhere.

"X district, Y province", "X village in Y district", "Y province's X district".

Borders of divisions move, and districts of one name lie in several: the text knows which it means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import GeoPrecision, Place, Toponym, Unknown, Why
from dateline.where.candidates import distance_km
from dateline.where.lexicon import WhereData
from dateline.where.pointers import Named
from dateline.where.vouching import LOCATES
from dateline.where.words import Word

NEIGHBOURS_KM = 150.0  # a place farther from the division that is said to hold it is another of its name
_SUFFIX = 3  # characters from a name to the next that it owns
_DIVISIONS = ("division", "short", "dateline")
_HOLDING = (GeoPrecision.ADMIN1, GeoPrecision.ADMIN2)
_HELD = (GeoPrecision.EXACT, GeoPrecision.NEAR, GeoPrecision.ADMIN2)


def as_stated(text: str, words: Sequence[Word], named: Sequence[Named], data: WhereData) -> list[Named]:
    """The toponyms in text order, those to which the text gives a division in that division or unknown."""
    out = list(named)
    owners = {w.after for w in words if w.owns}
    for n in range(len(named) - 2, -1, -1):
        one, other = named[n], out[n + 1]
        gap = text[one.toponym.span.end : other.toponym.span.start]
        if _ties(gap, data):
            out[n] = _held(one, other)
        elif other.toponym.span.start - 1 in owners and len(gap) <= _SUFFIX:
            out[n + 1] = _held(other, one)
    return _throughout(text, named, out)


def _ties(gap: str, data: WhereData) -> bool:
    """Does what stands between two places say that the second holds the first: "X, Y", "X, in Y", "X in Y"?"""
    before, comma, behind = gap.partition(",")
    if comma:
        return not before and (not behind.strip() or behind.strip() in data.words["links"])
    return before.strip() in data.words["of"] or data.locating(before.strip()) >= LOCATES


def _throughout(text: str, read: Sequence[Named], stated: Sequence[Named]) -> list[Named]:
    """What is stated once of a name holds wherever the same place was read for it."""
    told = {_read_as(a, text): b.toponym.value for a, b in zip(read, stated, strict=True) if a is not b}
    return [
        Named(replace(n.toponym, value=told[_read_as(n, text)]), None) if _read_as(n, text) in told else n
        for n in stated
    ]


def _read_as(named: Named, text: str) -> tuple[str, str]:
    value = named.toponym.value
    return named.toponym.name.of(text).casefold(), value.gazetteer_id if isinstance(value, Place) else ""


def _held(small: Named, large: Named) -> Named:
    """A place in the division that is said to hold it, where the place read for it lies in another."""
    place, division = small.toponym.value, large.toponym.value
    if not (isinstance(place, Place) and isinstance(division, Place)):
        return small
    if large.toponym.by not in _DIVISIONS or division.precision not in _HOLDING or place.precision not in _HELD:
        return small
    if place.precision is division.precision:
        return small
    if (place.country, place.admin1_code) == (division.country, division.admin1_code):
        return small
    if place.country == division.country and not place.admin1_code:
        return small
    return Named(replace(small.toponym, value=_within(small.toponym, division)), None)


def _within(toponym: Toponym, division: Place) -> Place | Unknown:
    """The place of that name in a division: one that the gazetteer has there, else the near one, else none."""
    runners = (p for p in toponym.runners_up if p.country == division.country and p.precision in _HELD)
    there = [p for p in runners if p.admin1_code == division.admin1_code]
    if there:
        return there[0]
    place = toponym.value
    assert isinstance(place, Place)
    if place.country != division.country or distance_km(place, division) > NEIGHBOURS_KM:
        return Unknown(Why.NOT_IN_GAZETTEER, (f"{place.name}, {place.admin1}, {place.country}",))
    return replace(place, admin1=division.admin1, admin1_code=division.admin1_code)
