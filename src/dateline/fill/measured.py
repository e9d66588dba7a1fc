"""The town that a text names where it tells only how far from another one something was: "a town 50 km south of X"."""

from __future__ import annotations

from dateline.distance import km_between
from dateline.fill.context import Reading
from dateline.fill.placeheads import of_dateline
from dateline.fill.placeuses import AT
from dateline.model import GeoPrecision, Place, Toponym

_DISTANCE = "distance"
_COMMA = ","
LEAST_KM = 15.0  # what is nearer to a town may be called by its name
ABOUT = 0.3  # of a distance by which a road, or a round figure, may differ from it


def measured_out(reading: Reading, told: Toponym) -> list[Toponym]:
    """The town of the dateline, or one where something was, that lies as far from a place as the text says.

    What has a name before the distance is none of them: "the town of Y, 50 km south of X".
    """
    middle = told.value
    if told.by != _DISTANCE or not isinstance(middle, Place) or middle.within_km < LEAST_KM:
        return []
    if reading.doc.text[: told.span.start].rstrip().endswith(_COMMA):
        return []
    role = reading.resolvers.place_role
    towns = (*of_dateline(reading), *(t for t in reading.toponyms if role(t) == AT))
    return [t for t in towns if _so_far(t.value, middle)][:1]


def _so_far(place: object, middle: Place) -> bool:
    """Is a town as far away as a radius says?"""
    if not isinstance(place, Place) or place.precision is not GeoPrecision.EXACT or place.country != middle.country:
        return False
    away = km_between(place.lat, place.lon, middle.lat, middle.lon)
    return abs(away - middle.within_km) <= ABOUT * middle.within_km
