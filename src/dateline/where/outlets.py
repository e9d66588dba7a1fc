"""Where the outlets are that publish a text: the stations that it names, and what the outlet's name says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.model import GeoPrecision, Place, Toponym
from dateline.where.candidates import distance_km
from dateline.where.lexicon import WhereData
from dateline.where.words import EntryLike, GazetteerLike, Word

_SERVED_KM = 100.0  # a station's towns, of which some lie in the next province
# "KDRA", and the head of "KDRAtv.com", "KDRA-TV"; in a name that is written small too.
_SIGN = re.compile(r"[^\W\d_a-z]{3,}")


class Home(NamedTuple):
    """Where an outlet is."""

    lat: float
    lon: float
    country: str
    admin1: str

    def serves(self, e: EntryLike) -> bool:
        """Does a place lie where the outlet is read and heard?"""
        return e.country == self.country and (e.admin1 == self.admin1 or distance_km(e, self) < _SERVED_KM)


def stations(words: Sequence[Word], gazetteer: GazetteerLike, data: WhereData) -> Iterator[Home]:
    """The towns of the stations that a text names, outside lines in capitals."""
    running = {word.sentence for word in words if not word.text.isupper()}
    for word in words:
        sign = _SIGN.match(word.text)
        outlet = data.outlets.get(sign.group()) if sign and word.sentence in running else None
        if outlet is None:
            continue
        for e in gazetteer.lookup(outlet.town):
            if e.kind == "settlement" and (e.country, e.admin1) == (outlet.country, outlet.division):
                yield Home(e.lat, e.lon, e.country, e.admin1)
                break


def towns(found: Sequence[Toponym]) -> Iterator[Home]:
    """The towns in an outlet's name: "Channel 5 - Macon, Georgia"."""
    for toponym in found:
        place = toponym.value
        if isinstance(place, Place) and place.precision is GeoPrecision.EXACT:
            yield Home(place.lat, place.lon, place.country, place.admin1)
