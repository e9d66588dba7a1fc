"""Is a field of a report right, measured by the report that it was paired with? One function a field."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from dateline.agreement.criteria import Criteria, folded
from dateline.agreement.reading import Record

EARTH_KM = 6371.0088  # mean radius, IUGG
SITE_KM, DISTRICT_KM, PROVINCE_KM = 25, 50, 60  # how far a point may lie off for a place to be the same
PROVINCE_NAME, DISTRICT_NAME = 80, 85  # of 100: ratio of token sets above which two divisions are one
DEFAULTS = {"status": "actual", "attitude": "asserts"}
TOLLS = ("killed", "wounded", "arrested", "abducted", "displaced", "defected", "released", "surrendered")
BY_SIDE = ("killed_actor", "killed_target", "killed_civilians", "participants")

type Range = tuple[float | None, float | None]


def days(when: Mapping[str, Any] | None) -> tuple[int, int] | None:
    """The first and last day as ordinals; None where either is not given."""
    if not when or not when.get("first") or not when.get("last"):
        return None
    return _ordinal(when["first"]), _ordinal(when["last"])


def _ordinal(day: date | str) -> int:
    return (day if isinstance(day, date) else date.fromisoformat(str(day)[:10])).toordinal()


def share_of_days(mine: tuple[int, int] | None, yours: tuple[int, int] | None) -> float | None:
    """The days that two intervals share, of all days of both (Jaccard); None where either is unknown."""
    if not mine or not yours:
        return None
    both = max(0, min(mine[1], yours[1]) - max(mine[0], yours[0]) + 1)
    return both / (max(mine[1], yours[1]) - min(mine[0], yours[0]) + 1)


def kilometres(mine: Record, yours: Record) -> float | None:
    """The great-circle distance of two places (haversine); None where either has no point."""
    if mine.get("lat") is None or yours.get("lat") is None:
        return None
    a, b = math.radians(float(mine["lat"])), math.radians(float(yours["lat"]))
    turn = math.radians(float(mine["lon"]) - float(yours["lon"]))
    h = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1, math.sqrt(h)))


def place_right(gold: Record | None, ours: Record | None) -> bool:
    """Both unknown; or near enough; or, for a division or a country, the same one, given as such."""
    if not gold or not ours:
        return not gold and not ours
    far = kilometres(gold, ours)
    same_country = (gold.get("country") or "") == (ours.get("country") or "")
    precision = gold.get("precision")
    if precision == "country":
        return same_country and ours.get("precision") == "country"
    if precision == "admin1":
        names = [folded(place.get("admin1") or place.get("name")) for place in (gold, ours)]
        alike = fuzz.token_set_ratio(*names) >= PROVINCE_NAME or (far is not None and far <= PROVINCE_KM)
        return same_country and ours.get("precision") == "admin1" and alike
    if precision in ("admin2", "border"):
        names = [folded(place.get("name")) for place in (gold, ours)]
        alike = (far is not None and far <= DISTRICT_KM) or fuzz.token_set_ratio(*names) >= DISTRICT_NAME
        return same_country and alike
    return far is not None and far <= SITE_KM and ours.get("precision") not in ("admin1", "country")


def ranges(counts: Mapping[str, Any] | None) -> dict[str, Range]:
    """Counts as (low, high); those that are zero, and the executed, who are among the killed, are left out."""
    found: dict[str, Range] = {}
    for name, value in (counts or {}).items():
        if value is None or name == "executed":
            continue
        pair = [value, value] if isinstance(value, int | float) else value
        found[name] = (pair[0], pair[1] if len(pair) > 1 else pair[0])
    return {name: pair for name, pair in found.items() if pair != (0, 0)}


def counts_right(gold: Record, ours: Record, names: Sequence[str] = TOLLS) -> bool:
    """Each of the counts is the same range, or is given by neither."""
    mine, yours = ranges(gold.get("counts")), ranges(ours.get("counts"))
    return all(mine.get(name) == yours.get(name) for name in names)


def party_right(gold: Sequence[Any] | None, ours: Sequence[Any] | None, criteria: Criteria) -> bool:
    """Every party is there, at most one more is; none where there should be none."""
    mine, yours = _parties(gold), _parties(ours)
    if not mine:
        return not yours
    return len(yours) <= len(mine) + 1 and all(any(_one_party(a, b, criteria) for b in yours) for a in mine)


def source_right(gold: Record, ours: Record, criteria: Criteria) -> bool:
    """One of the named sources is there, with its attitude; right as well where none is named."""
    named = [source for source in gold.get("sources") or () if source.get("name")]
    return not named or any(
        criteria.same_source(a["name"], b.get("name")) and _attitude(a) == _attitude(b)
        for a in named
        for b in ours.get("sources") or ()
    )


def all_sources_right(gold: Record, ours: Record, criteria: Criteria) -> bool:
    """Every named source is there, and at most one more than there should be."""
    mine, yours = gold.get("sources") or (), ours.get("sources") or ()
    named = [source for source in mine if source.get("name")]
    every = all(any(criteria.same_source(a["name"], b.get("name")) for b in yours) for a in named)
    return every and len(yours) <= len(mine) + 1


def verdicts(gold: Record, ours: Record, criteria: Criteria) -> dict[str, bool]:
    """For each field that makes a report fully right: is it?"""
    sides, theirs = [gold.get("actor"), gold.get("target")], [ours.get("actor"), ours.get("target")]
    right = [party_right(a, b, criteria) for a, b in zip(sides, theirs, strict=True)]
    if gold["type"] == "armed_clash" and not all(right):
        # Two that fight can be told in either order.
        turned = [party_right(a, b, criteria) for a, b in zip(sides, reversed(theirs), strict=True)]
        right = turned if all(turned) else right
    return {
        "status": (ours.get("status") or DEFAULTS["status"]) == gold.get("status", DEFAULTS["status"]),
        "when": days(gold.get("when")) == days(ours.get("when")),
        "where": place_right(gold.get("where"), ours.get("where")),
        "counts": counts_right(gold, ours),
        "actor": right[0],
        "target": right[1],
        "source": source_right(gold, ours, criteria),
        "aggregate": bool(gold.get("aggregate")) == bool(ours.get("aggregate")),
    }


def verdicts_beside(gold: Record, ours: Record, criteria: Criteria) -> dict[str, bool]:
    """What is reported beside the fields and is no part of fully right."""
    return {
        "when_precision": _precision(gold, "when") == _precision(ours, "when"),
        "where_precision": _precision(gold, "where") == _precision(ours, "where"),
        "counts_by_side": counts_right(gold, ours, BY_SIDE),
        "all_sources": all_sources_right(gold, ours, criteria),
        "type_and_counts": counts_right(gold, ours),
    }


def _precision(report: Record, field: str) -> Any:
    return (report.get(field) or {}).get("precision")


def _attitude(source: Record) -> str:
    return source.get("attitude") or DEFAULTS["attitude"]


def _parties(parties: Sequence[Any] | None) -> list[Record]:
    return [party if isinstance(party, dict) else {"name": party} for party in parties or ()]


def _one_party(gold: Record, ours: Record, criteria: Criteria) -> bool:
    if criteria.same_name(gold.get("name"), ours.get("name")):
        return True
    if gold.get("kind") not in criteria.unnamed_kinds:
        return False
    return ours.get("kind") == gold.get("kind") or criteria.same_words(gold.get("words"), ours.get("words"))
