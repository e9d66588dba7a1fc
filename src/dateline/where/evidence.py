"""What speaks for each place that bears a name: by itself, by the names beside it, and by all names of the text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dateline.where.candidates import KM_OF_DEGREE, Unit, as_listed, distance_km, inside
from dateline.where.words import EntryLike, Point, plain

_FAR = 10.0  # degrees beyond which nearness counts for nothing
_BESIDE_KM = 100.0


def by_itself(e: EntryLike, unit: Unit, weights: Mapping[str, float]) -> dict[str, float]:
    """Size, kind, spelling and class word."""
    kind = unit.kinds[0] if e.kind in unit.kinds else e.kind  # how often a kind is meant: where no word says which
    terms = {"size": weights["population"] * math.log10(e.population + 10), "kind": weights[kind]}
    if as_listed(e, unit.text):
        terms["spelling"] = weights["exact_name"]
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


def by_neighbours(e: EntryLike, unit: Unit, units: Sequence[Unit], weights: Mapping[str, float]) -> dict[str, float]:
    """A place named beside it holds it or lies near it; else one named elsewhere holds it."""
    beside = False
    for other in unit.linked:
        for f in other.entries:
            if inside(e, f) or inside(f, e):
                return {"held": weights["held"]}
            if e.country == f.country and e.kind != "country" and f.kind != "country":
                beside = beside or distance_km(e, f) < _BESIDE_KM
    if beside:
        return {"beside": weights["beside"]}
    for other in units:
        division = other.sort == "division" and not all(n.frame.implied for n in other.occurrences)
        if other is unit or not (division or other.entries[0].kind == "admin1"):
            continue
        if any(f.kind in ("admin1", "admin2") and inside(e, f) for f in other.entries[:3]):
            return {"inside": weights["held_far"]}
    return {}


class Around:
    """What the names of a text say together, as far as they are read: of countries, of divisions, and where they are.

    `given` are countries that something besides the names speaks for.
    """

    def __init__(self, units: Sequence[Unit], given: Mapping[str, float], weights: Mapping[str, float]) -> None:
        self._weights = weights
        self.countries = dict(given)
        self._divisions: dict[tuple[str, str], float] = {}
        self._places: list[tuple[str, Point]] = []
        for unit in units:
            _vote(unit, weights)
            for country, vote in unit.votes.items():
                self.countries[country] = self.countries.get(country, 0.0) + vote
            for division, vote in unit.division_votes.items():
                self._divisions[division] = self._divisions.get(division, 0.0) + vote
            if (best := unit.best).kind != "country":
                self._places.append((plain(unit.text), best))
        self._whole = sum(self.countries.values())

    def share(self, country: str, unit: Unit) -> float:
        """A country's share of what the rest of the text says; their sum is below 1 where it says little."""
        rest = self._whole - sum(unit.votes.values()) + 1.0
        return (self.countries.get(country, 0.0) - unit.votes.get(country, 0.0)) / rest

    def said(self, unit: Unit) -> float:
        """How much the rest of the text says of any country."""
        return self._whole - sum(unit.votes.values())

    def terms(self, e: EntryLike, unit: Unit) -> dict[str, float]:
        """The shares of its country and its division, and how near the nearest other place is."""
        weights = self._weights
        terms = {"country": weights["share"] * self.share(e.country, unit)}
        if e.admin1 and (mass := self._divisions.get((e.country, e.admin1))):
            mass -= unit.division_votes.get((e.country, e.admin1), 0.0)
            terms["division"] = weights["division_share"] * mass / (mass + weights["division_half"])
        if e.kind != "country":
            terms["near"] = self._near(e, plain(unit.text))
        return terms

    def _near(self, e: EntryLike, own: str) -> float:
        narrow, nearest = math.cos(math.radians(e.lat)), _FAR
        for text, f in self._places:
            north = abs(e.lat - f.lat)
            if north < nearest and text != own:
                east = abs(e.lon - f.lon)
                nearest = min(nearest, math.hypot(north, min(east, 360 - east) * narrow))
        if nearest >= _FAR:
            return 0.0
        away = max(nearest * KM_OF_DEGREE - self._weights.get(f"{e.kind}_km", 0.0), 0.0)  # from the area's edge
        return self._weights["close"] * math.exp(-away / self._weights["close_km"])


def _vote(unit: Unit, weights: Mapping[str, float]) -> None:
    """What the name says of each country and division: one that is named weighs more than a town that lies in it."""
    top = max(unit.scores)
    odds = [math.exp(s - top) for s in unit.scores]
    whole, best = sum(odds), unit.best
    weight = division_weight = weights["other_names"]
    if best.kind == "country":
        named = sum(not n.adjective for n in unit.occurrences)
        weight = weights["named_country"] * min(named, 2) if named else weights["adjective"]
    elif best.kind == "admin1":
        division_weight = weights["named_division"]
    unit.votes, unit.division_votes = {}, {}
    for e, o in zip(unit.entries, odds, strict=True):
        share = o / whole
        if e.country and share > 0.001:
            unit.votes[e.country] = unit.votes.get(e.country, 0.0) + weight * share
            if e.admin1:
                key = e.country, e.admin1
                unit.division_votes[key] = unit.division_votes.get(key, 0.0) + division_weight * share
