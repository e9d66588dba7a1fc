"""Places that matter in conflicts and that the packaged sources lack or misname: `supplement.tsv`."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.datafiles import DATA, read_tsv
from dateline.distance import km_between
from dateline.errors import DataError
from dateline.gazetteer.boundaries import SAME_PLACE_KM
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.gathering import Gathered, Gathering
from dateline.gazetteer.names import normal_form

SUPPLEMENT = DATA / "gazetteer" / "supplement.tsv"
REACH = DATA / "gazetteer" / "reach.tsv"
COLUMNS = ("name", "kind", "country", "admin1", "lat", "lon", "aliases", "source")
SAME_SETTLEMENT_KM = 12.0  # a row may be wrong by 10 km
_WIDE = frozenset({"region", "water"})
KINDS = frozenset({"settlement", "admin2", "region", "site", "water", "continent"})


@dataclass(frozen=True, slots=True)
class Addition:
    """One row; `admin1` is the usual name of the division, "" for an area of several."""

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    line: int


def read_supplement(path: Path = SUPPLEMENT) -> Iterator[Addition]:
    """The rows of `supplement.tsv`; raises DataError on an unknown kind or a coordinate that is none."""
    for row in read_tsv(path, COLUMNS, key=("name", "country", "admin1", "kind")):
        if row["kind"] not in KINDS:
            raise row.error(f"unknown kind '{row['kind']}'; known: {', '.join(sorted(KINDS))}")
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except ValueError:
            raise row.error(f"not a coordinate: {row['lat']}, {row['lon']}") from None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise row.error(f"not a coordinate: {lat}, {lon}")
        identity = "|".join((row["name"], row["country"], row["admin1"], row["kind"]))
        yield Addition(
            id=f"sup:{hashlib.sha256(identity.encode()).hexdigest()[:10]}",
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            admin1=row["admin1"],
            lat=lat,
            lon=lon,
            aliases=tuple(a for a in row["aliases"].split("|") if a),
            line=row.line,
        )


def read_reach(known: Container[str], path: Path = REACH) -> dict[str, float]:
    """How far each water and area reaches, in kilometres; raises DataError for one that is not `known`."""
    out = {}
    for row in read_tsv(path, ("name", "reach_km")):
        if row["name"] not in known:
            raise row.error(f"'{row['name']}' is no region or water of {SUPPLEMENT.name}")
        try:
            out[row["name"]] = float(row["reach_km"])
        except ValueError:
            raise row.error(f"not a number of kilometres: {row['reach_km']}") from None
    return out


def add_supplement(gathering: Gathering) -> None:
    """Add the rows of `supplement.tsv`; a place that is known already gets the row's name and its further ones."""
    admin1 = {
        (g.entry.country, normal_form(g.entry.admin1)): g.entry for g in gathering.places if g.entry.kind == "admin1"
    }
    additions = list(read_supplement())
    reaches = read_reach({a.name for a in additions if a.kind in _WIDE})
    known = _bearers(gathering, {(a.country, normal_form(n)) for a in additions for n in (a.name, *a.aliases)})
    for a in additions:
        first = admin1.get((a.country, normal_form(a.admin1)))
        if a.admin1 and first is None:
            raise DataError(SUPPLEMENT, a.line, f"{a.country} has no first-level division '{a.admin1}'")
        same = [
            (km_between(a.lat, a.lon, g.entry.lat, g.entry.lon), n, g)
            for n, g in enumerate(
                g for name in (a.name, *a.aliases) for g in known.get((a.country, normal_form(name)), ())
            )
            if g.entry.kind == a.kind
        ]
        reach = SAME_PLACE_KM if a.kind == "admin2" else SAME_SETTLEMENT_KM
        if same and min(same)[0] < reach:  # known already: it gets the usual name and the further ones
            place = min(same)[2]
            place.entry = replace(place.entry, name=a.name)
            gathering.name(place, (a.name, *a.aliases))
            continue
        entry = Entry(
            a.id, a.name, a.kind, a.country, first.admin1 if first else "", first.admin1_code if first else "",
            a.name if a.kind == "admin2" else "", a.lat, a.lon, 0, reaches.get(a.name, 0.0) if a.kind in _WIDE else 0.0,
        )  # fmt: skip
        gathering.add(entry, a.aliases)


def _bearers(gathering: Gathering, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], list[Gathered]]:
    countries = {country for country, _ in wanted}
    out: dict[tuple[str, str], list[Gathered]] = defaultdict(list)
    for g in gathering.places:
        if g.entry.country in countries:
            for key in g.keys:
                if (g.entry.country, key) in wanted:
                    out[g.entry.country, key].append(g)
    return out
