"""Loads what the room knows: names of parties, forces of states, nouns, and how words tie them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.datafiles import Node, read_tsv, read_yaml
from dateline.model import Party, PartyKind
from dateline.who.nouns import ROLES, WEAK, Noun, kind_of, load_nouns
from dateline.who.words import fold, keys


def _within(day: date, first: str, last: str) -> bool:
    iso = day.isoformat()
    return (not first or iso >= first) and (not last or iso[: len(last)] <= last)


@dataclass(frozen=True, slots=True)
class Actor:
    """A named party, as it is from `first` to `last`: ISO dates or their beginnings, "" where open."""

    name: str
    kind: PartyKind
    country: str
    first: str = ""
    last: str = ""
    parent: str = ""

    @property
    def party(self) -> Party:
        """The actor as a party of an event."""
        return Party(self.name, self.kind, self.country)

    def lived(self, day: date | None) -> bool:
        """Was the party of this kind on that day? True where the day is not known."""
        return day is None or _within(day, self.first, self.last)


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of a name and all the parties that have it; an acronym is read as written only.

    A weak one has other uses too, and needs the text to speak of the party's country besides.
    """

    words: tuple[str, ...]
    written: str
    acronym: bool
    weak: bool
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A word for a country; `sense` is "name", "capital" or "demonym"."""

    words: tuple[str, ...]
    country: str
    sense: str
    acronym: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """Who keeps order, or has troops, in a province not its own: a country's forces, or one party; "" is everywhere."""

    province: str
    by: Actor | str
    first: str
    last: str

    def lasted(self, day: date) -> bool:
        """Did it hold the province on that day?"""
        return _within(day, self.first, self.last)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The little words of `who.yaml`."""

    possessive: tuple[str, ...]
    definite: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    comrades: frozenset[str]
    foes: frozenset[str]
    pronouns: Mapping[str, str]
    possessives: frozenset[str]
    pairs: frozenset[str]
    dwellings: frozenset[str]
    members: frozenset[str]
    sufferers: frozenset[str]
    suspects: frozenset[str]
    opponents: frozenset[str]
    leavers: frozenset[str]
    peoples: frozenset[str]
    ranks: frozenset[str]
    named_first: frozenset[str]
    belonging: Mapping[str, tuple[tuple[str, ...], ...]]
    parts: frozenset[str]
    barriers: frozenset[str]
    against: frozenset[str]
    backing: frozenset[str]
    of: frozenset[str]
    naming: frozenset[str]
    loose: frozenset[tuple[str, ...]]
    speakers: frozenset[str]
    same: frozenset[str]
    uniforms: frozenset[str]
    fallen: frozenset[str]
    national: frozenset[str]
    aligned: frozenset[str]
    name_nouns: Mapping[str, PartyKind]
    composed: Mapping[str, str]
    roles: Mapping[str, str]
    provincial_police: frozenset[str]
    branching: frozenset[str]
    asides: re.Pattern[str]
    styled: re.Pattern[str]
    fresh: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WhoData:
    """All that the room has loaded. Names and states are found by their first word, longest first.

    `local` has, by country and word, what "rebels", "the coalition" and the like mean there; `held`, by country and
    role, whose "soldiers" and "police" are not the country's own; `classes` the class of each word asked for so far.
    """

    grammar: Grammar
    names: Mapping[str, tuple[Alias, ...]]
    states: Mapping[str, tuple[State, ...]]
    country_names: Mapping[str, str]
    demonyms: Mapping[str, str]
    forces: Mapping[tuple[str, str], tuple[Actor, ...]]
    nouns: Mapping[str, Noun]
    local: Mapping[tuple[str, str], tuple[Actor, ...]]
    held: Mapping[tuple[str, str], tuple[Holding, ...]]
    classes: dict[str, str | None] = field(default_factory=dict)


def load_who(folder: Path) -> WhoData:
    """Everything about parties in one language; raises DataError where a file breaks its rules."""
    grammar, plurals = _grammar(folder / "who.yaml")
    lexica = folder / "lexica"
    states, country_names, demonyms = _states(lexica, grammar.possessive)
    spellings: dict[str, list[Actor]] = {}
    for path in sorted(lexica.glob("actors*.tsv")):
        _actors(path, spellings)
    forces = _forces(lexica / "forces.tsv", spellings)
    return WhoData(
        grammar=grammar,
        names=_by_first_word(_alias(written, actors, grammar.possessive) for written, actors in spellings.items()),
        states=_by_first_word(states),
        country_names=country_names,
        demonyms=demonyms,
        forces={key: tuple(actors) for key, actors in forces.items()},
        nouns=load_nouns(lexica / "party_nouns.tsv", plurals),
        local=_local(lexica / "local_meanings.tsv", spellings),
        held=_held(lexica / "holders.tsv", spellings),
    )


def _grammar(path: Path) -> tuple[Grammar, list[Node]]:
    root = read_yaml(path)
    lists = [
        *("possessive", "definite", "indefinite", "first_person", "possessives", "pairs", "belonging", "parts"),
        *(
            "comrades",
            "foes",
            "dwellings",
            "members",
            "sufferers",
            "suspects",
            "opponents",
            "leavers",
            "peoples",
            "ranks",
            "named_first",
            "barriers",
            "against",
            "backing",
            "of",
            "naming",
            "loose",
            "speakers",
            "same",
            "uniforms",
            "fallen",
            "national",
            "aligned",
        ),
    ]
    patterns, maps = ("asides", "fresh"), ("pronouns", "name_nouns", "composed", "roles")
    root.expect((*lists, *patterns, *maps, "provincial_police", "branching", "plurals", "styled"))
    sets: dict[str, Any] = {name: frozenset(fold(w) for w in root[name]) for name in lists}
    possessive = tuple(root["possessive"])
    sets["possessive"] = possessive
    sets |= {name: re.compile("|".join(root[name]), re.IGNORECASE) for name in patterns}
    sets["styled"] = re.compile(root["styled"])
    sets["loose"] = frozenset(keys(w, possessive) for w in root["loose"])
    sets["belonging"] = _heads(keys(w, possessive) for w in root["belonging"])
    return (
        Grammar(
            **sets,
            pronouns={w: sort for sort, words in root["pronouns"].items() for w in words},
            name_nouns={w: PartyKind(kind) for kind, words in root["name_nouns"].items() for w in words},
            composed=dict(root["composed"]),
            roles=dict(root["roles"]),
            provincial_police=frozenset(root["provincial_police"]),
            branching=frozenset(root["branching"]),
        ),
        root["plurals"],
    )


def _heads(phrases: Any) -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        out.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(set(group), key=len, reverse=True)) for first, group in out.items()}


def _by_first_word[T: (Alias, State)](entries: Any) -> dict[str, tuple[T, ...]]:
    out: dict[str, list[T]] = {}
    for entry in entries:
        out.setdefault(entry.words[0], []).append(entry)
    return {first: tuple(sorted(group, key=lambda e: -len(e.words))) for first, group in out.items()}


def _acronym(written: str) -> bool:
    """Is it written in capitals only, so that the same letters in lower case are another word?"""
    letters = [c for c in written if c.isalpha()]
    return len(written) <= 9 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)


def _alias(spelled: str, actors: list[Actor], possessive: tuple[str, ...]) -> Alias:
    written = spelled.removesuffix(WEAK)
    return Alias(keys(written, possessive), written, _acronym(written), spelled != written, tuple(actors))


def _states(lexica: Path, possessive: tuple[str, ...]) -> tuple[list[State], dict[str, str], dict[str, str]]:
    states: list[State] = []
    usual: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for row in read_tsv(lexica / "states.tsv", ("name", "country", "sense")):
        if row["sense"] not in ("name", "usual", "capital"):
            raise row.error(f"unknown sense '{row['sense']}'; known: name, usual, capital")
        if row["sense"] == "usual" or (row["country"] not in usual and row["sense"] == "name"):
            usual[row["country"]] = row["name"]
        sense = "capital" if row["sense"] == "capital" else "name"
        states.append(State(keys(row["name"], possessive), row["country"], sense, _acronym(row["name"])))
    for row in read_tsv(lexica / "demonyms.tsv", ("demonym", "country")):
        if (
            _alike(row["demonym"], usual.get(row["country"], ""))
            > _alike(demonyms.get(row["country"], ""), usual.get(row["country"], ""))
            or row["country"] not in demonyms
        ):
            demonyms[row["country"]] = row["demonym"]
        words = keys(row["demonym"], possessive)
        states.append(State(words, row["country"], "demonym", _acronym(row["demonym"])))
    for row in read_tsv(lexica / "nationals.tsv", ("national", "country")):
        states.append(State(keys(row["national"], possessive), row["country"], "demonym", acronym=False))
    return states, usual, demonyms


def _alike(demonym: str, name: str) -> int:
    """How many letters a nationality shares with the country's name: "Abkhaz" is not Georgia's usual one."""
    return next(
        (i for i, (a, b) in enumerate(zip(demonym, name, strict=False)) if a != b), min(len(demonym), len(name))
    )


def _actors(path: Path, spellings: dict[str, list[Actor]]) -> None:
    columns = ("name", "kind", "country", "aliases", "from", "to", "parent")
    for row in read_tsv(path, columns, key=("name", "from")):
        actor = Actor(row["name"], kind_of(row), row["country"], row["from"], row["to"], row["parent"])
        _spell(actor, row["aliases"], spellings)


def _spell(actor: Actor, aliases: str, spellings: dict[str, list[Actor]]) -> None:
    others = [a.strip() for a in aliases.split("|") if a.strip()]
    names = others if actor.name + WEAK in others else [actor.name, *others]
    for written in dict.fromkeys(names):
        actors = spellings.setdefault(written, [])
        if actor not in actors:
            actors.append(actor)


def _forces(path: Path, spellings: dict[str, list[Actor]]) -> dict[tuple[str, str], list[Actor]]:
    forces: dict[tuple[str, str], list[Actor]] = {}
    columns = ("country", "role", "name", "aliases", "from", "to")
    for row in read_tsv(path, columns, key=("country", "role", "from")):
        if row["role"] not in ROLES:
            raise row.error(f"unknown role '{row['role']}'; known: {', '.join(sorted(ROLES))}")
        kind = PartyKind.AUTHORITY if row["role"] == "government" else PartyKind.STATE_FORCES
        actor = Actor(row["name"], kind, row["country"], row["from"], row["to"])
        forces.setdefault((row["country"], row["role"]), []).append(actor)
        _spell(actor, row["aliases"], spellings)
    return forces


def _by_name(spellings: Mapping[str, list[Actor]]) -> dict[str, Actor]:
    # a name may be a state's by now and have been an insurgency's: "Taliban"
    actors = [actor for known in spellings.values() for actor in known]
    return {a.name: a for a in sorted(actors, key=lambda a: a.kind is not PartyKind.STATE_FORCES)}


def _held(path: Path, spellings: Mapping[str, list[Actor]]) -> dict[tuple[str, str], tuple[Holding, ...]]:
    by_name = _by_name(spellings)
    found: dict[tuple[str, str], list[Holding]] = {}
    columns = ("country", "province", "roles", "holder", "from", "to")
    for row in read_tsv(path, columns, key=("country", "province", "roles", "from")):
        holder: Actor | str = row["holder"] if len(row["holder"]) == _CODE else by_name.get(row["holder"], "")
        if not holder:
            raise row.error(f"'{row['holder']}' is neither a country's code nor in a lexicon of actors")
        for role in row["roles"].split("|"):
            if role not in ROLES:
                raise row.error(f"unknown role '{role}'; known: {', '.join(sorted(ROLES))}")
            held = Holding(row["province"], holder, row["from"], row["to"])
            found.setdefault((row["country"], role), []).append(held)
    return {key: tuple(holdings) for key, holdings in found.items()}


_CODE = 2  # letters of a country's code


def _local(path: Path, spellings: Mapping[str, list[Actor]]) -> dict[tuple[str, str], tuple[Actor, ...]]:
    by_name = _by_name(spellings)
    found: dict[tuple[str, str], list[Actor]] = {}
    for row in read_tsv(path, ("country", "word", "name", "from", "to"), key=("country", "word", "from")):
        known = by_name.get(row["name"])
        if known is None:
            raise row.error(f"'{row['name']}' is in no lexicon of actors")
        actor = replace(known, first=row["from"], last=row["to"])
        found.setdefault((row["country"], row["word"]), []).append(actor)
    return {key: tuple(actors) for key, actors in found.items()}


_CLASSES = 100_000  # words whose class is kept, about 10 MB


def nationality(word: str, data: WhoData) -> bool:
    """Is a word, as it is written, one for people of a country: "Syrian", "Frenchmen", "Pakistanis"?"""
    forms = (fold(word), fold(word).removesuffix("s"))
    return word[:1].isupper() and any(_of_a_state(f, "demonym", data) for f in forms)


def names_state(word: str, data: WhoData) -> bool:
    """Is a word, as it is written, the name of a state?"""
    return word[:1].isupper() and _of_a_state(fold(word), "name", data)


def _of_a_state(form: str, sense: str, data: WhoData) -> bool:
    return any(s.sense == sense and s.words == (form,) for s in data.states.get(form, ()))


def noun_class(lemma: str, data: WhoData) -> str | None:
    """The class of a noun: what sort of party or thing it names; None where the lexicon lacks it.

    "part" is a noun that stands for some of what follows it: "dozens of", "members of".
    """
    if lemma not in data.classes:
        if len(data.classes) > _CLASSES:
            data.classes.clear()
        noun = data.nouns.get(lemma) or data.nouns.get(fold(lemma).replace("-", " "))
        data.classes[lemma] = noun.cls if noun else None
    return data.classes[lemma]
