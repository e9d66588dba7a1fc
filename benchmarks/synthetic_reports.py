"""Makes up reports of made-up events, in the shape of our records, with the noise that coded reports show.

Countries, towns, groups and words are drawn from a seed. How often a report tells a value otherwise than it was stands
in `synthetic_noise.yaml`, as `synthetic_noise.py` finds it in coded and linked reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random  # noqa: TID251 - seeded by the caller
from typing import Any

from dateline.merge import Origin
from synthetic_noise import noise

Record = dict[str, Any]

NOISE = noise()
TYPES = {
    "attack": ("killed", 30, ("armed_clash", "bombing", "execution")),
    "armed_clash": ("killed", 16, ("attack", "territory_seizure")),
    "bombing": ("killed", 10, ("attack",)),
    "airstrike": ("killed", 10, ("shelling",)),
    "shelling": ("wounded", 10, ("airstrike",)),
    "abduction": ("abducted", 8, ("arrest",)),
    "arrest": ("arrested", 8, ("raid",)),
    "protest": ("wounded", 8, ("riot",)),
}
COUNTRIES = 24
PROVINCES, TOWNS, GROUPS = 6, 14, 5  # of a country; of a province; of a country
HOT = [1 / rank for rank in range(1, TOWNS + 1)]  # most happens in a few places, and is done by a few
PER_DAY = 2.2  # events of a country
TOLD = 10 / 3  # reports of an event, on the mean
OUTLETS = 40
OWN_NAMES, LOCAL_NAMES = 6, 5  # of those whom an event befell and where; of a town beside its own, all the year round
FIRST_DAY = date(2014, 1, 1)
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


@dataclass
class World:
    """Where things happen and who does them: towns, groups and words, all made up."""

    draw: Random
    towns: list[list[list[tuple[str, float, float]]]] = field(default_factory=list)
    groups: list[list[str]] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    local: dict[str, list[str]] = field(default_factory=dict)  # what is named again and again, by the town

    def __post_init__(self) -> None:
        used = set[str]()
        for country in range(COUNTRIES):
            provinces = []
            for province in range(PROVINCES):
                lat, lon = -30 + 2.5 * country, 10 + 2.5 * province
                provinces.append([(self.name(used), lat + self.off(), lon + self.off()) for _ in range(TOWNS)])
            self.towns.append(provinces)
            self.groups.append([f"{self.name(used)} {self.name(used)}" for _ in range(GROUPS)])
        common = [self.word(3) for _ in range(400)]
        for type_ in dict.fromkeys([*TYPES, *(other for _, _, others in TYPES.values() for other in others)]):
            self.words[type_] = [*self.draw.sample(common, 40), *(self.word(3) for _ in range(40))]
        self.words[""] = [self.word(4) for _ in range(20_000)]
        towns = [name for country in self.towns for province in country for name, _, _ in province]
        self.local = {name: [name, *(self.called() for _ in range(LOCAL_NAMES))] for name in towns}

    def word(self, syllables: int) -> str:
        """A word that means nothing."""
        return "".join(self.draw.choice(SYLLABLES) for _ in range(syllables))

    def name(self, used: set[str]) -> str:
        """A name that nothing else has."""
        while (name := self.word(3).capitalize()) in used:
            pass
        used.add(name)
        return name

    def called(self) -> str:
        """A name that may be that of anything."""
        return self.word(3).capitalize()

    def off(self) -> float:
        """Degrees from the middle of a province."""
        return self.draw.uniform(-0.9, 0.9)


def reports(count: int, seed: int = 7, *, countries: int = COUNTRIES) -> Iterator[tuple[Record, int]]:
    """So many records with the number of the event that each is of; by the day of the event."""
    draw = Random(seed)
    world = World(draw)
    made, event = 0, 0
    desks: dict[tuple[int, int, date], int] = {}  # the pages that an outlet has made of a country on a day
    while made < count:
        day = FIRST_DAY + timedelta(days=int(event / (PER_DAY * countries)))
        truth = _event(world, draw, draw.randrange(countries), day)
        told: list[Record] = []
        for outlet in draw.sample(range(OUTLETS), min(OUTLETS, 1 + int(draw.expovariate(1 / (TOLD - 1)) + 0.5))):
            if made == count:
                break
            copied = told and draw.random() < NOISE["copy"]
            report = dict(draw.choice(told)) if copied else _telling(world, draw, truth)
            told.append(report)
            published = day + timedelta(days=1 + int(draw.expovariate(0.9)))
            desk = (outlet, truth["country"], published)
            desks[desk] = desks.get(desk, -1) + 1
            page = f"{outlet}-{truth['country']}-{published}-{_page(told, desks[desk])}"
            yield (
                {
                    **report,
                    "id": f"r{made:07}",
                    "document": page,
                    "published": str(published),
                    "publisher": f"O{outlet}",
                },
                event,
            )
            made += 1
        event += 1


def pages(records: Iterable[Record]) -> dict[str, Origin]:
    """The documents of some records: each the words and the names of all its reports."""
    texts: dict[str, list[str]] = {}
    for record in records:
        texts.setdefault(record["document"], []).append(" ".join([*record["evidence"], *record["names"]]))
    return {name: Origin(name, "\n".join(told)) for name, told in texts.items()}


def _page(told: list[Record], nth: int) -> int:
    return nth // 3


def _event(world: World, draw: Random, country: int, day: date) -> Record:
    type_ = draw.choices(list(TYPES), [weight for _, weight, _ in TYPES.values()])[0]
    province = draw.choices(range(PROVINCES), HOT[:PROVINCES])[0]
    main = TYPES[type_][0]
    words = [*draw.sample(world.words[type_], 10), *draw.sample(world.words[""], 6)]
    return {
        "country": country,
        "type": type_,
        "aggregate": draw.random() < NOISE["sum"],
        "day": day,
        "province": province,
        "town": draw.choices(world.towns[country][province], HOT)[0],
        "actor": draw.choices(world.groups[country], HOT[:GROUPS])[0],
        "target": draw.choice(["", "", world.groups[country][0]]),
        "main": main,
        "figure": min(400, 1 + int(draw.paretovariate(1.1))),
        "words": words,
        "names": [world.called() for _ in range(OWN_NAMES)],
    }


def _telling(world: World, draw: Random, truth: Record) -> Record:
    def often(what: str) -> bool:
        return draw.random() < NOISE[what]

    type_ = draw.choice(TYPES[truth["type"]][2]) if often("other_type") else truth["type"]
    kept = [w for w in truth["words"] if draw.random() > NOISE["other_words"]]
    words = kept + draw.sample(world.words[type_], len(truth["words"]) - len(kept))
    own = [world.called() if often("other_names") else name for name in truth["names"]]
    names = [*own, *(name for name in world.local[truth["town"][0]] if not often("other_names"))]
    return {
        "type": type_,
        "status": "actual",
        "aggregate": truth["aggregate"],
        "actor": [] if often("no_actor") else [_actor(world, draw, truth)],
        "target": [_target(world, draw, truth)],
        "when": _when(draw, truth["day"], month=truth["aggregate"]),
        "where": _where(draw, truth),
        "counts": _counts(draw, truth),
        "weapon": None,
        "reason": None,
        "sources": [],
        "evidence": [" ".join(words)],
        "names": names,
        "claims": [],
    }


def _actor(world: World, draw: Random, truth: Record) -> Record:
    if draw.random() < NOISE["unnamed_actor"]:
        return {"name": "gunmen", "kind": "unidentified", "country": None}
    other = draw.random() < NOISE["other_actor"]
    name = draw.choice(world.groups[truth["country"]]) if other else truth["actor"]
    return {"name": name, "kind": "rebel_group", "country": None}


def _target(world: World, draw: Random, truth: Record) -> Record:
    name = truth["target"]
    if draw.random() < NOISE["other_target"]:
        name = "" if name else draw.choice(world.groups[truth["country"]])
    return {"name": name or "Civilians", "kind": "rebel_group" if name else "civilians", "country": None}


def _when(draw: Random, day: date, *, month: bool) -> Record | None:
    first = last = day
    precision = "day"
    way = draw.random()
    for name in ("two_days", "inferred_days", "week", "month", "other_day", "no_days"):
        if (way := way - NOISE[name]) < 0:
            break
    else:
        name = ""
    if month or name == "month":
        first, precision = day.replace(day=1), "month"
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif name == "no_days":
        return None
    elif name == "two_days":
        last = day + timedelta(days=1)
    elif name == "inferred_days":
        first, last, precision = day - timedelta(days=1), day + timedelta(days=1), "inferred"
    elif name == "week":
        first, precision = day - timedelta(days=day.weekday()), "week"
        last = first + timedelta(days=6)
    elif name == "other_day":
        first = last = day + timedelta(days=draw.choice((-1, 1)))
    return {"first": str(first), "last": str(last), "precision": precision, "extent": "within"}


def _where(draw: Random, truth: Record) -> Record | None:
    name, lat, lon = truth["town"]
    province = f"P{truth['country']}-{truth['province']}"
    centre = (-30 + 2.5 * truth["country"], 10 + 2.5 * truth["province"])
    way = draw.random()
    if (way := way - NOISE["no_place"]) < 0:
        return None
    if (way := way - NOISE["province"]) < 0:
        name, (lat, lon), precision = province, centre, "admin1"
    elif (way := way - NOISE["district"]) < 0:
        name, lat, lon, precision = f"{name} District", lat + 0.05, lon - 0.05, "admin2"
    elif way - NOISE["near_place"] < 0:
        lat, lon, precision = lat + draw.uniform(-0.08, 0.08), lon + draw.uniform(-0.08, 0.08), "near"
    else:
        precision = "exact"
    where = {"name": name, "country": f"C{truth['country']}", "admin1": province, "lat": lat, "lon": lon}
    return {**where, "precision": precision}


def _counts(draw: Random, truth: Record) -> dict[str, list[int | None]]:
    if draw.random() < NOISE["no_counts"]:
        return {}
    figure = truth["figure"]
    if draw.random() < NOISE["other_count"]:
        figure = max(1, round(figure * draw.uniform(0.7, 1.6)) + draw.choice((0, 1, 2)))
    return {truth["main"]: [figure, None if draw.random() < NOISE["open_count"] else figure]}
