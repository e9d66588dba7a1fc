"""One report as a flat row that SQL can compare: days as numbers, a place with its reach, parties as keys, figures.

What a report does not give is NULL, and says nothing for or against.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import cos, floor, radians
from typing import Any

from dateline.merge.acts import Acts
from dateline.merge.parties import Index, Keys, plain
from dateline.model import DayPrecision, GeoPrecision, Status

Record = Mapping[str, Any]
Key = tuple[str | int, ...]

COUNTS = ("killed", "wounded", "arrested", "abducted", "displaced", "defected", "surrendered", "released")
OPEN = 10**9  # stands for an open upper bound
ROUNDED = 0.15  # an approximate figure may be so much off on either side
PLANS = frozenset((Status.PLANNED, Status.ATTEMPTED))

FINE = frozenset((GeoPrecision.EXACT, GeoPrecision.NEAR))
REACH_KM = {  # how far from its point a place of this precision may lie, where the record gives no radius
    GeoPrecision.EXACT: 5.0,
    GeoPrecision.NEAR: 15.0,
    GeoPrecision.ADMIN2: 60.0,
    GeoPrecision.BORDER: 60.0,
    GeoPrecision.ADMIN1: 150.0,
    GeoPrecision.COUNTRY: 600.0,
}
VAGUE_DAYS = 10  # an interval of more days is looked up by months
BUCKET = 4  # days
FORTNIGHT = 14  # days
SLACK = 3  # days by which two accounts of one happening may miss each other
MEET = 40  # reports, at the most, meet by one name
CELL = 0.5  # degrees; reports across a border meet in cells
WORD = re.compile(r"[^\W\d_]{5,}")
STEM = 6  # letters by which words are compared


def row(
    report: Record,
    number: int,
    document: int,
    index: Index,
    acts: Acts,
    names: Sequence[int] | None = None,
    home: str = "",
) -> dict[str, Any]:
    """The report as a row; `number` and `document` are those of the whole set, `names` the rare ones that it tells,
    `home` the country in which it is looked for."""
    place, country = report.get("where") or {}, (report.get("where") or {}).get("country") or ""
    home = country or home
    days = _days(report.get("when"))
    named = [date.fromisoformat(day).toordinal() for day in report.get("named_days") or ()]
    actor, target = index.keys(report["actor"], country), index.keys(report["target"], country)
    type_ = report["type"]
    return {
        "unique_id": number,
        "document": document,
        "type": type_,
        "acts": sorted(acts.of(type_)),
        "mutual": type_ in acts.mutual,
        "aggregate": bool(report.get("aggregate")),
        "planned": report.get("status") in PLANS,
        **days,
        "named_days": named,
        **_place(place),
        **_parties("actor", actor),
        **_parties("target", target),
        **_counts(report.get("counts") or {}),
        "words": word_keys(report.get("evidence") or ()),
        "names": names,
        "means": word_keys([report.get("weapon") or ""]) or None,
        "home": home or None,
        "near_keys": sorted(
            {*_near_keys(days, place, home), *_published_keys(days, report, home), *_named_keys(named, home)}
        ),
        "day_keys": [],
        "month_keys": list(_month_keys(days, home)),
        "party_keys": list(_party_keys(days, actor, target)),
        "published": _ordinal(report.get("published")),
        "name_keys": [],
        "rare_keys": [],
    }


# --- days ---------------------------------------------------------------------------------------


def _days(when: Record | None) -> dict[str, Any]:
    if not when:
        return {"first_day": None, "last_day": None, "inferred": False, "vague_days": True}
    first, last = date.fromisoformat(when["first"]).toordinal(), date.fromisoformat(when["last"]).toordinal()
    return {
        "first_day": first,
        "last_day": last,
        "inferred": when.get("precision") == DayPrecision.INFERRED,
        "vague_days": last - first >= VAGUE_DAYS,
    }


def _buckets(days: Record) -> range:
    if days["first_day"] is None or days["vague_days"]:
        return range(0)
    return range((days["first_day"] - SLACK) // BUCKET, (days["last_day"]) // BUCKET + 1)


def _months(days: Record) -> Iterator[str]:
    if days["first_day"] is None:
        return
    first, last = date.fromordinal(days["first_day"]), date.fromordinal(days["last_day"])
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{month // 12}-{month % 12 + 1:02}"


# --- where reports meet ---------------------------------------------------------------------------


def homes(reports: Sequence[Record]) -> list[str]:
    """For each report the country in which it is looked for: its own; where it tells no place, the one that its
    parties are of, or the one that its document tells of everywhere else; empty where there are several or none."""
    of: dict[str, set[str]] = {}
    for report in reports:
        of.setdefault(report["document"], set()).update(_countries([report.get("where") or {}]))
    found = []
    for report in reports:
        told = (_countries([report.get("where") or {}]), _countries([*report["actor"], *report["target"]]))
        countries = next((c for c in (*told, of[report["document"]]) if c), set())
        found.append("".join(countries) if len(countries) == 1 else "")
    return found


def _countries(of: Iterable[Record]) -> set[str]:
    return {one["country"] for one in of if one.get("country")}


def _near_keys(days: Record, place: Record, country: str) -> Iterator[str]:
    """Country and days; and the cell of the map and days, for what is told from both sides of a border."""
    for bucket in _buckets(days):
        if country:
            yield f"{country} {bucket}"
        if place.get("lat") is not None and place.get("precision") != GeoPrecision.COUNTRY:
            for cell in _cells(place["lat"], place["lon"]):
                yield f"{cell} {bucket}"


def _published_keys(days: Record, report: Record, country: str) -> Iterator[str]:
    """Country and days of publication, where it is told long after: of two reports one may have its days wrong.

    What is told without a day is looked for among the news of the fortnight before."""
    published = _ordinal(report.get("published"))
    if not country or published is None:
        return
    if days["first_day"] is None or published - days["last_day"] > SLACK:
        before = FORTNIGHT if days["first_day"] is None else SLACK
        yield from (f"{country} {bucket}" for bucket in range((published - before) // BUCKET, published // BUCKET + 1))


def _named_keys(named: Iterable[int], country: str) -> Iterator[str]:
    """Country and the days that the text names beside its own: one of two reports may have its days wrong."""
    if country:
        yield from (f"{country} {day // BUCKET}" for day in named)


def meet_by_names(rows: Sequence[dict[str, Any]]) -> None:
    """Give the rows the keys by which they meet through rare names, but for names by which too many would meet.

    Within a division, where days are wrong or not told; of the same days, where one of the two has no place; and
    anywhere by very many of them, where one has none and its days are wrong.
    """
    within = [_name_keys(row) for row in rows]
    same_days = _of_those_without("lat", rows, [_day_keys(row) for row in rows])
    anywhere = _of_those_without("division", rows, [[(name,) for name in row["names"] or ()] for row in rows])
    for name, found in (("name_keys", within), ("rare_keys", anywhere), ("day_keys", same_days)):
        held = Counter(key for keys in found for key in keys)
        for row, keys in zip(rows, found, strict=True):
            row[name] = [" ".join(map(str, key)) for key in keys if 1 < held[key] <= MEET]


def _of_those_without(what: str, rows: Sequence[Record], found: Sequence[list[Key]]) -> list[list[Key]]:
    """Of the keys of each row those that a row without a place of some kind has too."""
    held = {key for row, keys in zip(rows, found, strict=True) if row[what] is None for key in keys}
    return [[key for key in keys if key in held] for keys in found]


def untold(one: Record, other: Record) -> bool:
    """Could two that were not compared be one all the same, since one of them tells no day or no place?"""
    may_meet = one["document"] != other["document"] and one["aggregate"] == other["aggregate"]
    if not may_meet or other["type"] not in one["acts"] or one["home"] != other["home"]:
        return False
    dayless = one["first_day"] is None or other["first_day"] is None
    if not dayless and max(one["first_day"], other["first_day"]) > min(one["last_day"], other["last_day"]) + SLACK:
        return False
    placeless = one["lat"] is None or other["lat"] is None
    return placeless or (dayless and one["division"] == other["division"])


def _name_keys(row: Record) -> list[Key]:
    return [(row["country"], row["division"], name) for name in row["names"] or () if row["division"]]


def _day_keys(row: Record) -> list[Key]:
    return [(bucket, name) for bucket in _buckets(row) for name in row["names"] or ()]


def _ordinal(day: Any) -> int | None:
    return date.fromisoformat(str(day)[:10]).toordinal() if day else None


def _cells(lat: float, lon: float) -> list[str]:
    """The cell of a point and the three that are nearest to it."""
    south, west = floor(lat / CELL - 0.5), floor(lon * cos(radians(lat)) / CELL - 0.5)
    return [f"{south + up}:{west + right}" for up in (0, 1) for right in (0, 1)]


def _month_keys(days: Record, country: str) -> Iterator[str]:
    if country:
        yield from (f"{country} {month}" for month in _months(days))


def _party_keys(days: Record, actor: Keys, target: Keys) -> Iterator[str]:
    """Named parties and days: where one of two reports names no place."""
    for bucket in _buckets(days):
        yield from (f"{party} {bucket}" for party in sorted(actor.own | target.own))


# --- values -------------------------------------------------------------------------------------


def _place(place: Record) -> dict[str, Any]:
    if place.get("lat") is None:
        names = dict.fromkeys(("lat", "lon", "reach", "country", "division", "place_name", "precision"))
        return {**names, "fine": False, "vague_place": True}
    precision = place.get("precision") or GeoPrecision.EXACT
    division = plain(place.get("admin1") or "")
    return {
        "lat": float(place["lat"]),
        "lon": float(place["lon"]),
        "reach": max(float(place.get("within_km") or 0.0), REACH_KM[GeoPrecision(precision)]),
        "country": place.get("country") or None,
        "division": division or None,
        "place_name": plain(place.get("name") or "") or None,
        "precision": str(precision),
        "fine": precision in FINE,
        "vague_place": precision in (GeoPrecision.ADMIN1, GeoPrecision.COUNTRY),
    }


def _parties(role: str, keys: Keys) -> dict[str, Any]:
    empty = not (keys.own or keys.wide or keys.people or keys.vague)
    return {
        role: None if empty else sorted(keys.own),
        f"{role}_wide": sorted(keys.wide),
        f"{role}_people": keys.people,
        f"{role}_vague": keys.vague,
    }


def _counts(counts: Mapping[str, list[Any]]) -> dict[str, int | None]:
    out: dict[str, int | None] = {}
    for name in COUNTS:
        low, high, *approximate = counts.get(name) or (None, None)
        if low is None and high is not None:
            low = 0
        if low is not None and high is None:
            high = OPEN
        if low is not None and high is not None and approximate:
            low, high = floor(low * (1 - ROUNDED)), floor(high * (1 + ROUNDED))
        out[f"{name}_low"], out[f"{name}_high"] = low, high
    return out


def word_keys(texts: Iterable[str]) -> list[int]:
    """The words of some extracts as numbers, by their first letters, so that endings do not part them."""
    return sorted({_number(w[:STEM]) for text in texts for w in WORD.findall(plain(text))})


@lru_cache(maxsize=1 << 18)
def _number(stem: str) -> int:
    return zlib.crc32(stem.encode())
