"""Disputed territories, and the country that a place in one of them is given under each rule: `disputed.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from dateline.datafiles import DATA, Row, read_tsv

DISPUTED = DATA / "disputed.tsv"
RULES = ("iso", "control", "none")
_COLUMNS = ("territory", "in", "divisions", "boxes", "held", "source")
_NOBODY = "-"
_AREAS = frozenset({"country", "border"})  # precisions of what lies in no territory unless it is one


class Located(Protocol):
    """A place as far as it tells where it lies."""

    @property
    def country(self) -> str: ...
    @property
    def admin1_code(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def precision(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Territory:
    """One row; `divisions` are ISO 3166-2 codes or a country's, `boxes` are (south, west, north, east)."""

    name: str
    countries: frozenset[str]
    divisions: frozenset[str]
    boxes: tuple[tuple[float, ...], ...]
    held: str

    def holds(self, place: Located) -> bool:
        """Does the place lie in it?"""
        if place.country not in self.countries:
            return False
        if place.admin1_code in self.divisions or place.country in self.divisions:
            return True
        inside = any(s <= place.lat <= n and w <= place.lon <= e for s, w, n, e in self.boxes)
        return inside and place.precision not in _AREAS

    def country(self, rule: str, usual: str) -> str:
        """The country of a place in it under a rule, "" for none; `usual` is the gazetteer's."""
        if rule == "iso":
            return usual
        return "" if rule == "none" or self.held == _NOBODY else self.held


def territory_of(place: Located) -> Territory | None:
    """The disputed territory in which a place lies."""
    return next((t for t in _by_country().get(place.country, ()) if t.holds(place)), None)


def read_territories(path: Path = DISPUTED) -> tuple[Territory, ...]:
    """The rows of the table; raises DataError for a box that is none."""
    return tuple(
        Territory(
            row["territory"],
            frozenset(row["in"].split("|")),
            frozenset(d for d in row["divisions"].split("|") if d),
            tuple(_box(row, box) for box in row["boxes"].split("|") if box),
            row["held"],
        )
        for row in read_tsv(path, _COLUMNS)
    )


def _box(row: Row, written: str) -> tuple[float, ...]:
    try:
        south, west, north, east = (float(part) for part in written.split())
    except ValueError:
        raise row.error(f"not a box of south, west, north, east: {written}") from None
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise row.error(f"not a box of south, west, north, east: {written}")
    return south, west, north, east


@lru_cache(maxsize=1)
def _by_country() -> Mapping[str, tuple[Territory, ...]]:
    rows = read_territories()
    return {c: tuple(t for t in rows if c in t.countries) for c in {c for t in rows for c in t.countries}}
