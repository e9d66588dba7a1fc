"""Can two tellings of one document be of one happening? Every reason why not has a name."""

from __future__ import annotations

from dateline.draft import POINTERS, Draft, How, Toll
from dateline.model import Days, GeoPrecision, Party, PartyKind, Place, Said, Status
from dateline.ontology import Ontology

VAGUE = frozenset((PartyKind.UNIDENTIFIED,))
CARRIED = How.CARRIED


def clash(a: Draft, b: Draft, ontology: Ontology) -> str | None:
    """Why two tellings cannot be of one happening; None where they can."""
    if a.type != b.type and not _kin(a, b, ontology):
        return "type"
    if a.aggregate != b.aggregate:
        return "aggregate"
    if {a.status, b.status} & {Status.PLANNED, Status.ATTEMPTED} and a.status is not b.status:
        return "status"
    if a.paragraph != b.paragraph and a.listed and b.listed:
        return "list items"
    if _days_clash(a, b):
        return "days"
    if _places_clash(a, b):
        return "places"
    if _parties_clash(a.actor, b.actor) and _parties_clash(a.actor, b.target):
        return "actors"
    if _parties_clash(a.target, b.target) and _parties_clash(a.target, b.actor):
        return "targets"
    if _figures_clash(a, b):
        return "figures"
    return None


def points_back(draft: Draft) -> bool:
    """Does the telling only point to one told before ("the attack")?"""
    return draft.noun and draft.definite and draft.when_how >= CARRIED and draft.where_how >= CARRIED


def only_points(draft: Draft) -> bool:
    """Does the telling name an act and nothing of it ("hours after the gunfight"), so that alone it is no report?"""
    return points_back(draft) and not (draft.actor or draft.target or draft.tolls)


def _kin(a: Draft, b: Draft, ontology: Ontology) -> bool:
    """Can one act be told under both types: "the attack" of a bombing, "the killing" of an execution?"""
    folds = ontology.types[a.type].folds, ontology.types[b.type].folds
    return (b.type in folds[0] and b.noun and b.definite) or (a.type in folds[1] and a.noun and a.definite)


def _days_clash(a: Draft, b: Draft) -> bool:
    if not isinstance(a.when, Said) or not isinstance(b.when, Said):
        return False
    if How.INFERRED in (a.when_how, b.when_how):
        return False
    da, db = a.when.value, b.when.value
    if _apart(da, db):
        return True
    # a day named for one telling and a month for the other: the finer is one of many unless told nearby
    return da.precision != db.precision and {a.when_how, b.when_how} == {How.OWN} and abs(a.sentence - b.sentence) > 3


def _apart(a: Days, b: Days) -> bool:
    return a.last < b.first or b.last < a.first


def _places_clash(a: Draft, b: Draft) -> bool:
    if not isinstance(a.where, Said) or not isinstance(b.where, Said):
        return False
    return not _can_be_one(a.where.value, b.where.value)


def _can_be_one(a: Place, b: Place) -> bool:
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return True
    if a.country != b.country:
        return not a.country or not b.country
    coarse = {GeoPrecision.COUNTRY, GeoPrecision.ADMIN1, GeoPrecision.ADMIN2}
    if GeoPrecision.COUNTRY in (a.precision, b.precision):
        return True
    if GeoPrecision.BORDER in (a.precision, b.precision):
        return a.name == b.name
    if a.precision in coarse or b.precision in coarse:
        return not a.admin1 or not b.admin1 or a.admin1 == b.admin1
    return abs(a.lat - b.lat) < 0.05 and abs(a.lon - b.lon) < 0.05


def _parties_clash(a: list[Said[Party]], b: list[Said[Party]]) -> bool:
    a, b = [p for p in a if p.by not in POINTERS], [p for p in b if p.by not in POINTERS]
    if not a or not b:
        return False
    names_a, names_b = {p.value.name for p in a}, {p.value.name for p in b}
    vague = all(p.value.kind in VAGUE for p in a) or all(p.value.kind in VAGUE for p in b)
    return not vague and not names_a & names_b


def _figures_clash(a: Draft, b: Draft) -> bool:
    """Different exact figures for the same count, in bodies far from each other, are different happenings."""
    if a.headline or b.headline or a.paragraph == b.paragraph or _same_spot(a, b):
        return False
    for ta in a.tolls:
        for tb in b.tolls:
            if ta.name == tb.name and ta.name not in ("killed", "wounded", "participants") and _exact_and_other(ta, tb):
                return True
    return False


def _same_spot(a: Draft, b: Draft) -> bool:
    """Do both name the same settlement, so that figures that differ are rival ones?"""
    if not isinstance(a.where, Said) or not isinstance(b.where, Said) or a.when != b.when:
        return False
    return (
        a.where_how is How.OWN and b.where_how is How.OWN and a.where.value.gazetteer_id == b.where.value.gazetteer_id
    )


def _exact_and_other(a: Toll, b: Toll) -> bool:
    return not (a.part or b.part or a.added or b.added) and (
        (a.count.high is not None and a.count.high < b.count.low)
        or (b.count.high is not None and b.count.high < a.count.low)
    )
