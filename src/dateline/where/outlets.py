"""Where the outlets are that publish a text: the stations and papers that it names, and what the outlet's name says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.model import GeoPrecision, Outline, Place, Toponym
from dateline.where.candidates import distance_km
from dateline.where.lexicon import Outlet, WhereData
from dateline.where.words import EntryLike, GazetteerLike, Word

_LONGEST = 4  # words of a paper's name
_SERVED_KM = 150.0  # a station's towns, of which some lie in the next province
# "KDRA", and the head of "KDRAtv.com", "KDRA-TV"; in a name that is written small too.
_SIGN = re.compile(r"[^\W\d_a-z]{3,}")


class Home(NamedTuple):
    """Where an outlet is; `town` is that of one which is known to be of a town, and no wider."""

    lat: float
    lon: float
    country: str
    admin1: str
    town: EntryLike | None = None

    def serves(self, e: EntryLike) -> bool:
        """Does a place lie where the outlet is read and heard?"""
        return e.country == self.country and (e.admin1 == self.admin1 or distance_km(e, self) < _SERVED_KM)


def stations(words: Sequence[Word], gazetteer: GazetteerLike, data: WhereData) -> Iterator[Home]:
    """The towns of the stations and papers that a text names, outside lines in capitals."""
    running = {word.sentence for word in words if not word.text.isupper()}
    for i, word in enumerate(words):
        if word.cap and word.sentence in running and (outlet := _outlet(words, i, data)):
            yield from homes_of(outlet, gazetteer, data)


def of_agency(text: str, outline: Outline, gazetteer: GazetteerLike, data: WhereData) -> Iterator[Home]:
    """The town of the station in a dateline: "KISUMU (KDRA) -"."""
    agency = outline.dateline.agency if outline.dateline else None
    for sign in _SIGN.findall(agency.of(text)) if agency else ():
        if outlet := data.outlets.get(sign):
            yield from homes_of(outlet, gazetteer, data)


def telephones(text: str, gazetteer: GazetteerLike, data: WhereData) -> Iterator[Home]:
    """The towns that the telephone numbers of a text are dialled for."""
    for code in dict.fromkeys(match["code"] for match in data.telephone.finditer(text)):
        if town := data.phone_codes.get(code):
            yield from homes_of(town, gazetteer, data)


def _outlet(words: Sequence[Word], i: int, data: WhereData) -> Outlet | None:
    """The outlet whose name begins at words[i]: a call sign, or a name of some words."""
    word = words[i]
    if (sign := _SIGN.match(word.text)) and (outlet := data.outlets.get(sign.group())):
        return outlet
    if word.text not in data.outlet_leads:
        return None
    for size in range(_LONGEST, 0, -1):
        name = " ".join(w.text for w in words[i : i + size])
        if (outlet := data.outlets.get(name)) and all(w.glued for w in words[i + 1 : i + size]):
            return outlet
    return None


def homes_of(outlet: Outlet, gazetteer: GazetteerLike, data: WhereData) -> Iterator[Home]:
    """The town of an outlet, or the division that it is of; nothing for one of a whole country.

    From a capital all of its country is told of.
    """
    local = outlet.town and outlet.town != data.capitals.get(outlet.country)
    name, kind = (outlet.town, "settlement") if outlet.town else (outlet.division, "admin1")
    for e in gazetteer.lookup(name) if name else ():
        if e.kind == kind and (e.country, e.admin1) == (outlet.country, outlet.division):
            yield Home(e.lat, e.lon, e.country, e.admin1, e if local else None)
            break


def towns(found: Sequence[Toponym]) -> Iterator[Home]:
    """The towns in an outlet's name: "Channel 5 - Macon, Georgia"."""
    for toponym in found:
        place = toponym.value
        if isinstance(place, Place) and place.precision is GeoPrecision.EXACT:
            yield Home(place.lat, place.lon, place.country, place.admin1)
