"""The town that a quarter is part of: what is done in a quarter is done in its town."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.fill.context import Reading
from dateline.fill.placeheads import of_dateline
from dateline.fill.placeuses import PARTS
from dateline.model import GeoPrecision, Place, Toponym

_QUARTER = "quarter"
_BESIDE = 6  # characters between a quarter and its town: "'s ", " of ", ", in "
OF_A_CITY = 0.25  # degrees from the middle of a large city to its outer quarters


def is_quarter(reading: Reading, place: Toponym) -> bool:
    """Does the text call a place a quarter, and name no police of it, which only a town has?"""
    if place.by == _QUARTER:
        return True
    called = any(t.by == _QUARTER and t.value == place.value for t in reading.toponyms)
    role = reading.resolvers.place_role
    return called and not any(t.value == place.value and role(t) == "body" for t in reading.toponyms)


def around_quarter(reading: Reading, quarter: Toponym, about: Sequence[Toponym]) -> list[Toponym]:
    """The town that a quarter is part of: the one named beside it ("X's Y neighbourhood"), else the text's.

    That is a town that it is `about`, that of its dateline or police, or the first that it names.
    """
    same = [t for t in reading.toponyms if t.value == quarter.value]
    beside = (t for t in reading.toponyms if any(_beside_each_other(reading, t, q) for q in same))
    police = (t for t in reading.toponyms if reading.resolvers.place_role(t) == "body")
    towns = (*beside, *about, *of_dateline(reading), *police, *reading.toponyms)
    return [t for t in towns if t.by not in PARTS and t not in same and in_one_town(t, quarter)][:1]


def _beside_each_other(reading: Reading, one: Toponym, other: Toponym) -> bool:
    first, second = sorted((one, other), key=lambda t: t.span)
    gap = reading.doc.text[first.span.end : second.span.start]
    return one is not other and len(gap) <= _BESIDE and gap.count(" ") <= 2 and not set(gap) & set(".;:\n")


def in_one_town(town: Toponym, quarter: Toponym, reach: float = OF_A_CITY) -> bool:
    """Do two places of the ground lie as near each other as a quarter and the middle of its town?"""
    a, b = town.value, quarter.value
    if not (isinstance(a, Place) and isinstance(b, Place)) or a.precision is not GeoPrecision.EXACT:
        return False
    return a.country == b.country and max(abs(a.lat - b.lat), abs(a.lon - b.lon)) < reach
