"""The names of a text in one sense each, with the places that bear them, and how two places lie to each other."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from dateline.distance import km_between
from dateline.where.lexicon import WhereData
from dateline.where.words import EntryLike, Occurrence, Point, plain

# Of more places of a name only the most populous are weighed, and those of countries that the text tells of.
_MOST = 60
_BY_OWN_NAME = ("settlement", "site", "admin2")
_STEM = 4  # letters that two spellings of a name share
_ALIKE = 0.7  # or so large a share of all


@dataclass(slots=True)
class Unit:
    """A name in one sense: all its occurrences with like class words."""

    text: str
    occurrences: list[Occurrence]
    entries: list[EntryLike]
    kinds: tuple[str, ...]
    sort: str
    loose: frozenset[str] = frozenset()
    terms: list[dict[str, float]] = field(default_factory=list)  # what speaks for each whatever the others mean
    static: list[float] = field(default_factory=list)  # their sums
    scores: list[float] = field(default_factory=list)
    odds: list[float] = field(default_factory=list)  # how likely each is
    linked: list[Unit] = field(default_factory=list)
    told_by: list[Unit] = field(default_factory=list)  # where the text says that it is
    kin: list[Unit] = field(default_factory=list)  # the same name with another word, or in another sense
    site: bool = True  # it stands in the names of sites alone: "X Hospital"
    called: bool = True  # these names have a class word with a capital: called after anybody
    house: bool = True  # they are names of houses of business
    local: bool = False  # the text is from there, or tells of its police
    policed: bool = False  # the latter
    near: bool = False  # said to be near it: of a settlement and its district the settlement is meant
    votes: dict[str, float] = field(default_factory=dict)  # for countries
    division_votes: dict[tuple[str, ...], float] = field(default_factory=dict)

    @property
    def best(self) -> EntryLike:
        """The best candidate so far."""
        return self.entries[max(range(len(self.scores)), key=self.scores.__getitem__)]


def make_units(names: Sequence[Occurrence], countries: Container[str], data: WhereData) -> list[Unit]:
    """Groups occurrences by name and sort of class word; a bare name takes the sense of the settlement."""
    units: dict[tuple[str, str], Unit] = {}
    policed = {_folded(name) for name in names if name.local}
    quarters = {_folded(name) for name in names if name.frame.sort == "quarter" and name.frame.word} - policed
    for name in names:
        frame = name.frame
        group = frame.sort if frame.sort in ("division", "quarter", "natural", "water") else ""
        group = "quarter" if not frame.sort and _folded(name) in quarters else group
        group = "" if group == "quarter" and _folded(name) in policed else group  # "a north X neighborhood"
        key = (_folded(name), group)
        unit = units.get(key)
        if unit is None:
            entries = [e for n, e in enumerate(name.entries) if n < _MOST or e.country in countries]
            unit = units[key] = Unit(name.text, [], entries, (), group)
            unit.loose = frozenset(e.id for e in name.loose)
        unit.occurrences.append(name)
        unit.local = unit.local or name.local
        unit.policed = unit.policed or (name.local and name.by != "dateline")
        unit.site = unit.site and frame.sort == "site"
        unit.called = unit.called and unit.site and frame.word[:1].isupper()
        named = frame.word[:1].isupper() or frame.start == name.start
        unit.house = unit.house and unit.site and named and frame.word.lower() in data.words["houses"]
        unit.near = unit.near or (bool(frame.near) and not frame.kinds)
        fits = (
            not name.adjective
            and (group or frame.sort != "quarter")
            and frame.sort in ("division", "settlement", "quarter", "natural", "water")
        )
        if frame.kinds and not unit.kinds and fits:
            unit.kinds, unit.sort = frame.kinds, frame.sort
    of = {id(name): unit for unit in units.values() for name in unit.occurrences}
    for unit in units.values():
        unit.linked = list(
            {id(u): u for n in unit.occurrences for m in n.links if (u := of.get(id(m))) and u is not unit}.values()
        )
        unit.told_by = [u for n in unit.occurrences for m in n.told_by if (u := of.get(id(m))) and u is not unit]
    _find_kin(list(units.values()))
    return list(units.values())


def _folded(name: Occurrence) -> str:
    return name.text.casefold().replace("-", " ")


def _find_kin(units: Sequence[Unit]) -> None:
    """Ties "Henry" to "Henry County": they vouch for each other's place, but are no two names."""
    heads = [f"{unit.text.casefold()} " for unit in units]
    for n, unit in enumerate(units):
        for m, other in enumerate(units):
            if n != m and (heads[n].startswith(heads[m]) or heads[m].startswith(heads[n])):
                unit.kin.append(other)


def distance_km(a: Point, b: Point) -> float:
    """The distance of two points in kilometres."""
    return km_between(a.lat, a.lon, b.lat, b.lon)


def inside(small: EntryLike, large: EntryLike) -> bool:
    """Does the gazetteer put the one in the other?"""
    if small.id == large.id or small.country != large.country or small.kind == "country":
        return False
    if large.kind == "country":
        return True
    if large.kind == "admin1":
        return small.kind != "admin1" and bool(large.name) and small.admin1 == (large.admin1 or large.name)
    if large.kind == "admin2":
        named = bool(small.admin2) and small.admin2 in (large.name, large.admin2) and small.admin1 == large.admin1
        return small.kind not in ("admin1", "admin2") and (named or distance_km(small, large) < 30)
    return False


def as_listed(e: EntryLike, text: str) -> bool:
    """Is the text's spelling the gazetteer's main one, the word for a division left out?"""
    name = plain(text)
    return (
        plain(e.name) == name
        or plain(e.name.partition(" (")[0]) == name
        or (e.kind == "admin1" and plain(e.admin1) == name)
        or (e.kind == "admin2" and plain(e.admin2) == name)
        or (e.kind == "settlement" and plain(e.admin2) == name and akin(plain(e.name), name))
    )


def borne(entries: Sequence[EntryLike], text: str, data: WhereData, *, spelled: bool) -> tuple[EntryLike, ...]:
    """The places that a text may mean that spells a name so: none that only has, or had, such a name besides.

    `spelled`: some place bears it just so.
    """
    return tuple(e for e in entries if _bears(e, text, data, spelled=spelled))


def _bears(e: EntryLike, text: str, data: WhereData, *, spelled: bool) -> bool:
    if e.country not in data.words["own_spelling"] or e.kind not in _BY_OWN_NAME:
        return True
    if e.population >= data.weights["sense"]["alias_size"] or as_listed(e, text):
        return True
    one, other = (
        {w.strip(".") for w in name.casefold().replace("-", " ").split()} - data.words["openers"]
        for name in (e.name, text)
    )  # "St. Louis" is Saint Louis
    return bool(one and other and (one <= other or other <= one)) or (spelled and akin(plain(e.name), plain(text)))


def akin(a: str, b: str) -> bool:
    """Are two plain names spellings of one, as "halab" and "alhalab", "dara" and "daraa", "janin" and "jenin"?"""
    if min(len(a), len(b)) > _STEM and (a in b or b in a):
        return abs(len(a) - len(b)) < _STEM  # "arraqqah", "raqqa"
    if abs(len(a) - len(b)) > 2:
        return False
    return a[:_STEM] in b or b[:_STEM] in a or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE
