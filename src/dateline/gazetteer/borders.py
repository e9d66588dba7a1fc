"""The line that two countries share, from the polygons of their divisions.

Polygons of two countries come from two data sets, and their edges do not fit: the border is what of the one's edge
lies within some kilometres of the other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.gazetteer.boundaries import Unit, read_shapes

if TYPE_CHECKING:
    import numpy as np

Line = tuple[tuple[tuple[float, float], ...], ...]

GAP = 0.03  # degrees by which the edges of two data sets may differ
COARSE = 0.02  # degrees by which the line kept may differ from that
SHORTEST = 0.05  # degrees; shorter parts are leftovers of edges that do not fit


@dataclass(frozen=True, slots=True)
class Border:
    """Two countries, the first in the alphabet first, their line, each part a row of (longitude, latitude),
    and the point of it nearest to its middle."""

    one: str
    other: str
    line: Line
    lat: float
    lon: float

    def row(self) -> tuple[str, str, str, float, float]:
        """The row of table `borders`."""
        return self.one, self.other, json.dumps(self.line), self.lat, self.lon


def from_row(one: str, other: str, line: str, lat: float, lon: float) -> Border:
    """The border that a row of table `borders` tells of."""
    parts = tuple(tuple((x, y) for x, y in part) for part in json.loads(line))
    return Border(one, other, parts, lat, lon)


def read_borders(path: Path, units: Sequence[Unit]) -> Iterator[Border]:
    """Each pair of countries that touch, from `data.db`, whose polygons are the units."""
    import shapely  # type: ignore[import-untyped]

    shapes = read_shapes(path)
    for (one, other), (ours, theirs) in sorted(_touching(shapes, units).items()):
        edge = shapely.boundary(_union(shapes, ours))
        shared = shapely.intersection(edge, shapely.buffer(_union(shapes, theirs), GAP))
        merged = shapely.line_merge(shared)
        parts = [p for p in shapely.get_parts(shapely.simplify(merged, COARSE)) if shapely.length(p) >= SHORTEST]
        if parts:
            whole = shapely.multilinestrings(parts)
            middle = whole.interpolate(whole.project(shapely.centroid(whole)))
            rows = tuple(tuple((round(x, 4), round(y, 4)) for x, y in shapely.get_coordinates(p)) for p in parts)
            yield Border(one, other, rows, float(middle.y), float(middle.x))


def _touching(shapes: np.ndarray, units: Sequence[Unit]) -> dict[tuple[str, str], tuple[set[int], set[int]]]:
    """Pairs of countries, and the polygons of each that lie at the other."""
    import numpy as np
    import shapely

    countries = np.array([u.country for u in units])
    west, south, east, north = shapely.bounds(shapes).T
    one, other = shapely.STRtree(shapes).query(shapely.box(west - GAP, south - GAP, east + GAP, north + GAP))
    wanted = (countries[one] < countries[other]) & (countries[one] != "")
    one, other = one[wanted], other[wanted]
    near = shapely.dwithin(shapes[one], shapes[other], GAP)
    out: dict[tuple[str, str], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for i, k in zip(one[near].tolist(), other[near].tolist(), strict=True):
        ours, theirs = out[units[i].country, units[k].country]
        ours.add(i)
        theirs.add(k)
    return out


def _union(shapes: np.ndarray, which: set[int]) -> Any:
    import shapely

    return shapely.union_all(shapely.make_valid(shapes[sorted(which)]))
