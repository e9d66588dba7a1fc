"""Chooses, for all names of a document together, which place each of them means, or that none does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.where.lexicon import WhereData
from dateline.where.words import EntryLike, Occurrence, Point, plain

# Names shared by more places than this are cut to the most populous: what is left out is never chosen.
_MOST = 40
_ROUNDS = 3
_FAR = 10.0  # degrees beyond which nearness counts for nothing
_STEM = 4  # letters that two spellings of a name share
_KM_OF_DEGREE = 111.2


@dataclass(slots=True)
class Unit:
    """A name in one sense: all its occurrences with like class words."""

    text: str
    occurrences: list[Occurrence]
    entries: list[EntryLike]
    kinds: tuple[str, ...]
    sort: str
    prior: list[float] = field(default_factory=list)
    loose: frozenset[str] = frozenset()
    static: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    linked: list[Unit] = field(default_factory=list)
    near: bool = False  # said to be near it: of a settlement and its district the settlement is meant
    votes: dict[str, float] = field(default_factory=dict)

    @property
    def best(self) -> EntryLike:
        """The best candidate so far."""
        return self.entries[max(range(len(self.scores)), key=self.scores.__getitem__)]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a unit means: the entry, or None, why not, and all candidates, best first."""

    entry: EntryLike | None
    ranked: tuple[EntryLike, ...]
    ambiguous: bool = False


def distance_km(a: Point, b: Point) -> float:
    """The distance in kilometres, flat between the two latitudes: good to a few per cent below 1,000 km."""
    east = abs(a.lon - b.lon)
    east = min(east, 360 - east) * math.cos(math.radians((a.lat + b.lat) / 2))
    return _KM_OF_DEGREE * math.hypot(a.lat - b.lat, east)


def inside(small: EntryLike, large: EntryLike) -> bool:
    """Does the gazetteer put the one in the other?"""
    if small.id == large.id or small.country != large.country or small.kind == "country":
        return False
    if large.kind == "country":
        return True
    if large.kind == "admin1":
        return small.kind != "admin1" and bool(large.name) and small.admin1 == (large.admin1 or large.name)
    if large.kind == "admin2":
        return small.kind not in ("admin1", "admin2") and (
            (bool(small.admin2) and small.admin2 in (large.name, large.admin2)) or distance_km(small, large) < 30
        )
    return False


def make_units(names: Sequence[Occurrence], data: WhereData) -> list[Unit]:
    """Groups occurrences by name and sort of class word; a bare name takes the sense of the settlement."""
    units: dict[tuple[str, str], Unit] = {}
    for name in names:
        frame = name.frame
        group = frame.sort if frame.sort in ("division", "quarter", "natural", "water") else ""
        key = (name.text.casefold().replace("-", " "), group)
        unit = units.get(key)
        if unit is None:
            unit = units[key] = Unit(name.text, [], list(name.entries[:_MOST]), (), group)
            unit.loose = frozenset(e.id for e in name.loose)
        unit.occurrences.append(name)
        unit.near = unit.near or (bool(frame.near) and not frame.kinds)
        if frame.kinds and not unit.kinds and frame.sort in ("division", "settlement", "quarter", "natural", "water"):
            unit.kinds, unit.sort = frame.kinds, frame.sort
    of = {id(name): unit for unit in units.values() for name in unit.occurrences}
    for unit in units.values():
        unit.linked = list(
            {id(u): u for n in unit.occurrences for m in n.links if (u := of.get(id(m))) and u is not unit}.values()
        )
    return list(units.values())


def resolve(
    units: Sequence[Unit], countries: Mapping[str, float], data: WhereData
) -> tuple[dict[int, Sense], dict[str, float]]:
    """A sense for each unit, by id(unit), and each country's share of the text."""
    weights = data.weights["sense"]
    for unit in units:
        unit.prior = [_prior(e, unit, weights) for e in unit.entries]
        unit.static = [p + _held(e, unit, units, weights) for p, e in zip(unit.prior, unit.entries, strict=True)]
        unit.scores = list(unit.static)
    for _ in range(_ROUNDS):
        bests = [(plain(u.text), f) for u in units if (f := u.best).kind != "country"]
        mass = _mass(units, countries, weights)
        for unit in units:
            context, own = _context(unit, mass), plain(unit.text)
            others = [f for text, f in bests if text != own]
            unit.scores = [
                s + weights["share"] * context.get(e.country, 0.0) + _close(e, others, weights)
                for s, e in zip(unit.static, unit.entries, strict=True)
            ]
    mass = _mass(units, countries, weights)
    whole = sum(mass.values()) or 1.0
    senses = {id(unit): _decide(unit, units, _context(unit, mass), weights) for unit in units}
    return senses, {c: m / whole for c, m in mass.items()}


def _mass(units: Sequence[Unit], countries: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    mass = dict(countries)
    for unit in units:
        unit.votes = _votes(unit, weights)
        for country, vote in unit.votes.items():
            mass[country] = mass.get(country, 0.0) + vote
    return mass


def _context(unit: Unit, mass: Mapping[str, float]) -> dict[str, float]:
    """Each country's share of what the rest of the text says; their sum is below 1 where it says little."""
    rest = {c: m - unit.votes.get(c, 0.0) for c, m in mass.items()}
    whole = sum(rest.values()) + 1.0
    return {c: m / whole for c, m in rest.items()}


def _prior(e: EntryLike, unit: Unit, weights: Mapping[str, float]) -> float:
    score = weights["population"] * math.log10(e.population + 10) + weights[e.kind]
    if _as_listed(e, unit.text):
        score += weights["exact_name"]
    if e.id in unit.loose:
        score += weights["loose"]
    if unit.near and e.kind in ("admin1", "admin2"):
        score += weights["near_misfits"]
    if unit.kinds:
        if e.kind in unit.kinds:
            score += weights["class_fits"] - unit.kinds.index(e.kind)
        else:
            score += weights["class_misfits"]
    return score


def _as_listed(e: EntryLike, text: str) -> bool:
    """Is the text's spelling the gazetteer's main one, the word for a division left out?"""
    name = plain(text)
    return (
        plain(e.name) == name
        or (e.kind == "admin1" and plain(e.admin1) == name)
        or (e.kind == "admin2" and plain(e.admin2) == name)
    )


def _held(e: EntryLike, unit: Unit, units: Sequence[Unit], weights: Mapping[str, float]) -> float:
    best = 0.0
    for other in unit.linked:
        for f in other.entries:
            if inside(e, f) or inside(f, e):
                return weights["held"]
            if e.country == f.country and e.kind != "country" and f.kind != "country" and distance_km(e, f) < 100:
                best = weights["beside"]
    if best:
        return best
    for other in units:
        division = other.sort == "division" and not all(n.frame.implied for n in other.occurrences)
        if other is unit or not (division or other.entries[0].kind == "admin1"):
            continue
        if any(f.kind in ("admin1", "admin2") and inside(e, f) for f in other.entries[:3]):
            return weights["held_far"]
    return 0.0


def _close(e: EntryLike, others: Sequence[EntryLike], weights: Mapping[str, float]) -> float:
    """How near the nearest of the others is."""
    if e.kind == "country":
        return 0.0
    narrow = math.cos(math.radians(e.lat))
    nearest = _FAR
    for f in others:
        north = abs(e.lat - f.lat)
        if north < nearest:
            east = abs(e.lon - f.lon)
            nearest = min(nearest, math.hypot(north, min(east, 360 - east) * narrow))
    return weights["close"] * math.exp(-nearest * _KM_OF_DEGREE / 150) if nearest < _FAR else 0.0


def _votes(unit: Unit, weights: Mapping[str, float]) -> dict[str, float]:
    """What the name says of each country: a country named weighs more than a town that lies in it."""
    top = max(unit.scores)
    odds = [math.exp(s - top) for s in unit.scores]
    weight = weights["other_names"]
    if unit.best.kind == "country":
        named = sum(not n.adjective for n in unit.occurrences)
        weight = weights["named_country"] * min(named, 2) if named else weights["adjective"]
    votes: dict[str, float] = {}
    for e, o in zip(unit.entries, odds, strict=True):
        if e.country:
            votes[e.country] = votes.get(e.country, 0.0) + weight * o / sum(odds)
    return votes


def _decide(unit: Unit, units: Sequence[Unit], context: Mapping[str, float], weights: Mapping[str, float]) -> Sense:
    order = sorted(range(len(unit.entries)), key=lambda i: -unit.scores[i])
    ranked = tuple(unit.entries[i] for i in order)
    best, score = ranked[0], unit.scores[order[0]]
    if score < weights["none"] or _namesake(best, unit, units, context, weights) or _unfit(best, unit):
        return Sense(None, ranked)
    if unit.sort != "division" and best.kind in ("admin1", "admin2"):
        for i in order[1:]:
            if _seat(unit.entries[i], best, unit.text, weights):
                return Sense(unit.entries[i], ranked)
    for i in order[1:]:
        rival = unit.entries[i]
        if distance_km(best, rival) < weights["apart"] or inside(best, rival) or inside(rival, best):
            continue
        lead = score - unit.scores[i]
        told_by_text = lead - (unit.static[order[0]] - unit.static[i]) + _lead_by_words(unit, order[0], i)
        if told_by_text > weights["margin"]:
            unsure = lead < weights["margin"]
        else:
            unsure = best.kind == rival.kind and best.population < weights["alone"] * rival.population
        return Sense(None if unsure else best, ranked, unsure)
    return Sense(best, ranked)


def _seat(town: EntryLike, division: EntryLike, text: str, weights: Mapping[str, float]) -> bool:
    """Is the one the town after which the other is named? A bare name means the town."""
    if town.kind != "settlement" or town.country != division.country or not _akin(plain(town.name), plain(text)):
        return False
    if division.kind == "admin2" and distance_km(town, division) < weights["apart"]:
        return True
    return inside(town, division) and town.population >= weights["seat"] * division.population


def _akin(a: str, b: str) -> bool:
    """Are two plain names spellings of one, as "halab" and "alhalab" or "dara" and "daraa"?"""
    return abs(len(a) - len(b)) <= 2 and (a[:_STEM] in b or b[:_STEM] in a)


def _lead_by_words(unit: Unit, a: int, b: int) -> float:
    return unit.static[a] - unit.prior[a] - (unit.static[b] - unit.prior[b])


def _unfit(best: EntryLike, unit: Unit) -> bool:
    """A province's class word needs a division; a district may be known by its namesake town."""
    if unit.sort == "division" and best.kind not in unit.kinds:
        return unit.kinds[:1] == ("admin1",) or best.kind != "settlement"
    return unit.sort in ("natural", "water") and best.kind not in unit.kinds


def _namesake(
    best: EntryLike, unit: Unit, units: Sequence[Unit], context: Mapping[str, float], weights: Mapping[str, float]
) -> bool:
    """Is this a small place in a country that the text is not about, with nothing of the text near it?"""
    others = [f for u in units if u is not unit and (f := u.best).kind != "country" and f.id != best.id]
    small = best.population < weights["foreign_size"]
    if unit.sort == "quarter" and small and not any(distance_km(best, f) < weights["quarter"] for f in others):
        return True
    if any(u.best.kind in ("country", "admin1") and inside(best, u.best) for u in unit.linked):
        return False  # its heading, or the name beside it, holds it
    known = _as_listed(best, unit.text) or _akin(plain(best.name), plain(unit.text))
    size = weights["foreign_size" if known else "foreign_alias"]
    if best.kind == "country" or best.population >= size:
        return False
    if any(distance_km(best, f) < weights["neighbourhood"] for f in others):
        return False
    said = 1.0 / max(1.0 - sum(context.values()), 1e-6) - 1.0
    return said >= weights["foreign_mass"] and context.get(best.country, 0.0) < weights["foreign_share"]
