"""What speaks for each place that bears a name: by itself, by the names beside it, and by all names of the text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dateline.distance import KM_PER_DEGREE
from dateline.where.candidates import Unit, as_listed, distance_km, inside
from dateline.where.lexicon import WhereData
from dateline.where.outlets import Home
from dateline.where.words import EntryLike, Point

_CELL = 4.0  # degrees: what lies beyond the next cell is too far to count
_UNLIKELY = 0.02
_BESIDE_KM = 100.0
_ELSEWHERE_KM = 400.0
_PROVINCE = 2  # a country and a province of it
_HOLDING = ("country", "admin1")  # what is said to hold a place and not to lie near it


def by_itself(e: EntryLike, unit: Unit, data: WhereData) -> dict[str, float]:
    """Size, kind, spelling and class word; whether it is the capital of its country."""
    weights = data.weights["sense"]
    kind = unit.kinds[0] if e.kind in unit.kinds else e.kind  # how often a kind is meant: where no word says which
    terms = {"size": weights["population"] * math.log10(e.population + 10), "kind": weights[kind]}
    if e.kind == "settlement" and data.capitals.get(e.country) == e.name:
        terms["capital"] = weights["capital"]
    if as_listed(e, unit.text):
        terms["spelling"] = weights["exact_name"]
    elif _told_apart(e.name, unit.text, data):
        terms["spelling"] = weights["told_apart"]
    if e.id in unit.loose:
        terms["spelling"] = terms.get("spelling", 0.0) + weights["loose"]
    if unit.kinds:
        if e.kind in unit.kinds:
            terms["class"] = weights["class_fits"] - unit.kinds.index(e.kind)
        else:
            terms["class"] = weights["country_misfits" if e.kind == "country" else "class_misfits"]
    elif unit.near and e.kind in ("admin1", "admin2"):
        terms["class"] = weights["near_misfits"]
    return terms


def _told_apart(name: str, text: str, data: WhereData) -> bool:
    """Is a name the text's with what tells it from others: "Santiago de Cuba", "Rostov-on-Don"?"""
    words, own = name.casefold().replace("-", " ").split(), text.casefold().replace("-", " ").split()
    return len(words) > len(own) + 1 and words[: len(own)] == own and words[len(own)] in data.words["particles"]


def by_divisions(e: EntryLike, unit: Unit, units: Sequence[Unit], weights: Mapping[str, float]) -> dict[str, float]:
    """A division that the text names holds it."""
    for other in units:
        division = other.sort == "division" and not all(n.frame.implied for n in other.occurrences)
        if other is unit or not (division or other.entries[0].kind == "admin1"):
            continue
        if any(f.kind in ("admin1", "admin2") and inside(e, f) for f in other.entries[:3]):
            return {"inside": weights["held_far"]}
    return {}


class Around:
    """What the names of a text say together: of countries, of divisions, and where they are.

    Every place that a name may mean counts, each as far as it is likely: so two names that fit each other find each
    other, though neither is the most likely alone. `given` are countries that something besides the names speaks for,
    `lines` those that the text names, `homes` where its outlets are.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        given: Mapping[str, float],
        lines: Sequence[Sequence[Point]],
        homes: Sequence[Home],
        weights: Mapping[str, float],
    ) -> None:
        self._weights = weights
        self.countries = dict(given)
        self._divisions: dict[tuple[str, ...], float] = {}
        self._cells: dict[tuple[int, int], list[tuple[int, float, Point]]] = {}
        self._gathered: dict[tuple[int, int], list[tuple[int, float, Point]]] = {}
        for unit in units:
            _vote(unit, weights)
            if unit.called and unit.best.population < weights["foreign_size"] and unit.best.kind != "admin1":
                unit.votes, unit.division_votes = {}, {}
                continue
            for country, vote in unit.votes.items():
                self.countries[country] = self.countries.get(country, 0.0) + vote
            for division, vote in unit.division_votes.items():
                self._divisions[division] = self._divisions.get(division, 0.0) + vote
            for e, share in zip(unit.entries, unit.odds, strict=True):
                if e.kind not in ("country", "continent") and share > _UNLIKELY:
                    self._cells.setdefault(_cell(e), []).append((id(unit), share, e))
        self.homes = homes
        for home in homes:
            division = (home.country, home.admin1)
            self.countries[home.country] = self.countries.get(home.country, 0.0) + weights["home"]
            self._divisions[division] = self._divisions.get(division, 0.0) + weights["home"]
            self._cells.setdefault(_cell(home), []).append((id(homes), 1.0, home))
        self.points = [point for line in lines for point in line]
        for point in self.points:
            self._cells.setdefault(_cell(point), []).append((id(self.points), 1.0, point))
        self._whole = sum(self.countries.values())

    def share(self, country: str, unit: Unit) -> float:
        """A country's share of what the rest of the text says; their sum is below 1 where it says little."""
        own = sum(u.votes.get(country, 0.0) for u in (unit, *unit.kin))
        return (self.countries.get(country, 0.0) - own) / (self.said(unit) + self._weights["unsaid"])

    def said(self, unit: Unit) -> float:
        """How much the rest of the text says of any country."""
        return self._whole - sum(sum(u.votes.values()) for u in (unit, *unit.kin))

    def share_at_home(self, e: EntryLike, unit: Unit) -> float:
        """The share of a place's province in what the rest of the text says of provinces of its country."""
        mass = {d: self._mass(d, unit) for d in self._divisions if d[0] == e.country and len(d) == _PROVINCE}
        whole = sum(mass.values())
        if whole < self._weights["local_mass"] or max(mass.values()) < self._weights["local_share"] * whole:
            return 1.0
        return mass.get((e.country, e.admin1), 0.0) / whole

    def terms(self, e: EntryLike, unit: Unit) -> dict[str, float]:
        """The shares of its country, division and district, what stands beside it, how near the nearest place is."""
        weights = self._weights
        terms = {"country": weights["share"] * self.share(e.country, unit)}
        if e.admin1:
            terms["division"] = weights["division_share"] * self._weight_of((e.country, e.admin1), unit)
        if e.admin2:
            terms["district"] = weights["district_share"] * self._weight_of((e.country, e.admin1, e.admin2), unit)
        if e.kind != "country":
            terms["near"] = weights["close"] * self._near(e, unit)
        if unit.linked:
            terms.update(_by_neighbours(e, unit, weights))
        if any(_elsewhere(e, other) for other in unit.told_by):
            terms["elsewhere"] = weights["elsewhere"]
        return terms

    def _weight_of(self, division: tuple[str, ...], unit: Unit) -> float:
        mass = self._mass(division, unit)
        return mass / (mass + self._weights["division_half"])

    def _mass(self, division: tuple[str, ...], unit: Unit) -> float:
        mass = self._divisions.get(division, 0.0)
        return mass and mass - sum(u.division_votes.get(division, 0.0) for u in (unit, *unit.kin))

    def _near(self, e: EntryLike, unit: Unit) -> float:
        """How near the nearest other place is, 1 beside it, less where it is less likely to be meant."""
        own = {id(unit), *map(id, unit.kin)}
        narrow, scale = math.cos(math.radians(e.lat)), self._weights["close_km"]
        edge = self._weights.get(f"{e.kind}_km", 0.0)  # from its middle
        most = 0.0
        for text, share, f in self._about(_cell(e)):
            if share > most and text not in own:
                away = max(KM_PER_DEGREE * math.hypot(e.lat - f.lat, (e.lon - f.lon) * narrow) - edge, 0.0)
                most = max(most, share * math.exp(-away / scale))
        return most

    def _about(self, cell: tuple[int, int]) -> list[tuple[int, float, Point]]:
        """What lies in a cell and in those beside it."""
        if cell not in self._gathered:
            row, column = cell
            beside = ((r, c) for r in (row - 1, row, row + 1) for c in (column - 1, column, column + 1))
            self._gathered[cell] = [f for at in beside for f in self._cells.get(at, ())]
        return self._gathered[cell]


def _cell(point: Point) -> tuple[int, int]:
    return round(point.lat / _CELL), round(point.lon / _CELL)


def _by_neighbours(e: EntryLike, unit: Unit, weights: Mapping[str, float]) -> dict[str, float]:
    """A place named beside it holds it, or lies near it as far as that is the place meant."""
    beside = 0.0
    for other in unit.linked:
        if unit.sort == other.sort == "division" and unit.kinds == other.kinds:
            continue  # "X, Y and Z regions": none of them holds another
        for f, share in zip(other.entries, other.odds, strict=True):
            if e.id == f.id or inside(e, f) or inside(f, e):
                return {"held": weights["held"]}
            near = share > beside and e.kind != "country" and f.kind not in _HOLDING
            if near and distance_km(e, f) < _BESIDE_KM * (2 if e.kind == "admin1" else 1):
                beside = share
    if not beside:
        return {}
    least = weights["beside_least"]
    return {"beside": weights["beside"] * (least + (1 - least) * beside)}


def _elsewhere(e: EntryLike, other: Unit) -> bool:
    """Does a place lie far from all that the name may mean by which the text says where it is?"""
    for f, share in zip(other.entries, other.odds, strict=True):
        if share < _UNLIKELY:
            continue
        if f.reach_km or f.kind == "admin2":
            near = inside(e, f) or distance_km(e, f) < f.reach_km + _BESIDE_KM
        elif f.kind in ("country", "continent") or not f.country:
            near = f.kind != "country" or e.country == f.country
        else:
            near = e.country == f.country or inside(e, f) or distance_km(e, f) < _ELSEWHERE_KM
        if near:
            return False
    return True


def _vote(unit: Unit, weights: Mapping[str, float]) -> None:
    """What the name says of each country and division: one that is named weighs more than a town that lies in it."""
    top, best = max(unit.scores), unit.best
    odds = [math.exp(s - top) for s in unit.scores]
    whole = sum(odds)
    unit.odds = [o / whole for o in odds]
    weight = division_weight = weights["local_names" if unit.local else "other_names"]
    if best.kind == "country":
        named = sum(not n.adjective for n in unit.occurrences)
        weight = weights["named_country"] * min(named, 2) if named else weights["adjective"]
    elif best.kind == "admin1":
        division_weight = weights["named_division"]
    unit.votes, unit.division_votes = {}, {}
    for e, share in zip(unit.entries, unit.odds, strict=True):
        if e.country and share > 0.001:
            unit.votes[e.country] = unit.votes.get(e.country, 0.0) + weight * share
            if e.admin1:
                for key in ((e.country, e.admin1), (e.country, e.admin1, e.admin2))[: 1 + bool(e.admin2)]:
                    unit.division_votes[key] = unit.division_votes.get(key, 0.0) + division_weight * share
