"""Where a happening was, by the places of all its tellings."""

from __future__ import annotations

from dateline.distance import km_between
from dateline.draft import Draft, How
from dateline.model import Document, GeoPrecision, Place, Said, Unknown, Why

_FINE = (GeoPrecision.EXACT, GeoPrecision.NEAR)
# What may lie within a place of each precision.
_WITHIN = {
    GeoPrecision.ADMIN1: (*_FINE, GeoPrecision.ADMIN2),
    GeoPrecision.ADMIN2: _FINE,
    GeoPrecision.NEAR: (GeoPrecision.EXACT,),
}
_AROUND = "around"  # "suburban X", "the X area": a town in it may be named elsewhere
_WIDE_KM = 50.0  # a region that reaches farther is no finer than a border
_ORDER = ("exact", "near", "admin2", "border", "admin1", "country")


def place_of(group: list[Draft], doc: Document) -> tuple[Draft, Said[Place] | Unknown]:
    """The telling that places a happening best, and the place: in what it tells as a whole, that of another telling.

    Where none tells one, the town there, or around it, whose police or dateline the text has.
    """
    best = min(group, key=lambda d: (isinstance(d.where, Unknown), d.where_how, d.headline, _fineness(d, group)))
    where = best.where if best.where is not None else Unknown(Why.NOT_SAID)
    seat = best.seat if best.seat and isinstance(where, Said) and _of_one(best.seat.value, where.value) else None
    return best, _within(where, group, doc) or seat or where


def _of_one(town: Place, place: Place) -> bool:
    """Does a town lie in a division, or in the district of another place?"""
    inside = place.precision in (GeoPrecision.ADMIN1, GeoPrecision.ADMIN2)
    return _lies_in(town, place) if inside else (town.admin1, town.admin2) == (place.admin1, place.admin2)


def _within(coarse: Said[Place] | Unknown, group: list[Draft], doc: Document) -> Said[Place] | None:
    """The place in a province, district or outskirts that another telling names of an act told for it as a whole.

    A town that the division is called after is none: its name is short for the division there.
    """
    if not isinstance(coarse, Said) or (coarse.value.precision is GeoPrecision.NEAR and coarse.by != _AROUND):
        return None
    inside = [
        (d.where_how, _fineness(d, group), d.sentence, d.where)
        for d in group
        if isinstance(d.where, Said)
        and d.where_how <= How.CARRIED
        and d.where.value.precision in _WITHIN.get(coarse.value.precision, ())
        and _lies_in(d.where.value, coarse.value)
        and not _named_in(d.where, coarse, doc)
    ]
    return min(inside, key=lambda f: f[:3])[3] if inside else None


def _lies_in(small: Place, whole: Place) -> bool:
    """Does a place lie in a division, or as near to a town as its outskirts reach?"""
    if whole.precision is GeoPrecision.NEAR:
        apart = km_between(small.lat, small.lon, whole.lat, whole.lon)
        return small.country == whole.country and apart < whole.within_km
    if (small.country, small.admin1) != (whole.country, whole.admin1):
        return False
    return whole.precision is not GeoPrecision.ADMIN2 or small.admin2 == whole.admin2


def _named_in(place: Said[Place], whole: Said[Place], doc: Document) -> bool:
    """Do the words for a place stand in those for a wider one?"""
    names = {place.value.name, *(span.of(doc.text) for span in place.spans)}
    return any(name in words for name in names for words in (whole.value.name, *(w.of(doc.text) for w in whole.spans)))


def _fineness(draft: Draft, group: list[Draft]) -> int:
    """How fine a telling's place is; a bare name that a fuller telling calls a province counts as that."""
    if not isinstance(draft.where, Said):
        return len(_ORDER) + 1
    place = draft.where.value
    for other in group:
        if other is not draft and isinstance(other.where, Said) and other.where_how is draft.where_how:
            division = other.where.value
            if (
                division.precision is GeoPrecision.ADMIN1
                and place.precision is GeoPrecision.EXACT
                and place.name == division.admin1
            ):
                return len(_ORDER)
    wide = place.precision is GeoPrecision.NEAR and place.within_km > _WIDE_KM
    return _ORDER.index(GeoPrecision.BORDER if wide else place.precision)
