"""The town that a text names around an act without saying that it was there: by its police, by its dateline."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.fill.context import Reading
from dateline.fill.placeheads import DIVISIONS, OF_A_TOWN, fineness, lies_in, of_dateline
from dateline.fill.quarters import in_one_town, is_quarter
from dateline.mention import Mention
from dateline.model import GeoPrecision, Place, Said, Status, Toponym

_NAMES = ("name", "dateline", "middle")
OF_ITS_POLICE = 0.15  # degrees from a town within which a place without police of its own is a quarter of it
NEAR_SENTENCES = 3  # from those that tell of the act, in which who deals with it is named


def seat_of(reading: Reading, mention: Mention, told: Toponym) -> Said[Place] | None:
    """The town in the division that an act of violence is told for, or of which the place told is a quarter.

    It is one whose police the text speaks of, or in a district that of the dateline. A town after which its division
    is called is none: its name, and its police, may be those of the whole.
    """
    if mention.status is Status.PLANNED or not reading.ontology.violent(mention.type):
        return None
    bodies = [t for t in reading.toponyms if reading.resolvers.place_role(t) == "body"]
    for t in _within(reading, told, bodies) or _around(reading, mention, told, bodies):
        if isinstance(t.value, Place) and t.value.name not in (t.value.admin1, t.value.admin2):
            return Said(t.value, (t.span,), t.by)
    return None


def _within(reading: Reading, told: Toponym, bodies: Sequence[Toponym]) -> list[Toponym]:
    """The towns in a division whose police the text speaks of, then that of its dateline.

    A dateline is often that of the capital of a province: there it counts where it names the province too ("X, Ohio").
    """
    division = told.value
    if not isinstance(division, Place) or division.precision not in DIVISIONS:
        return []
    dateline = of_dateline(reading)
    if division.precision is GeoPrecision.ADMIN1 and all(t.value != division for t in dateline):
        dateline = []
    return [t for t in (*bodies, *dateline) if fineness(t) < OF_A_TOWN and lies_in(t, division)]


def _around(reading: Reading, mention: Mention, told: Toponym, bodies: Sequence[Toponym]) -> list[Toponym]:
    """The towns whose police the text speaks of near an act, where it names none of a place that lies in one."""
    place = told.value
    if told.by not in _NAMES or not isinstance(place, Place) or place.precision is not GeoPrecision.EXACT:
        return []
    if is_quarter(reading, told) or any(t.value == place for t in bodies):
        return []
    near = (t for t in bodies if abs(reading.sentence_of(t.span.start) - mention.sentence) <= NEAR_SENTENCES)
    return [t for t in near if in_one_town(t, told, OF_ITS_POLICE) and _of_one_district(t.value, place)]


def _of_one_district(town: object, quarter: Place) -> bool:
    """Does the gazetteer put a town into the district of another place?"""
    if not isinstance(town, Place) or not town.admin2:
        return False
    return (town.admin1, town.admin2) == (quarter.admin1, quarter.admin2)
