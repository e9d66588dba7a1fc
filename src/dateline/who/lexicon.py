"""Loads what the room knows: names of parties, forces of states, nouns, and how words tie them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.datafiles import Node, Row, read_tsv, read_yaml
from dateline.model import PartyKind
from dateline.who.words import fold, keys

# The values of `class` and of `role` in party_nouns.tsv.
CLASSES = frozenset(
    (
        "people",
        "armed",
        "state_force",
        "civilian",
        "authority",
        "crowd",
        "prisoner",
        "site",
        "vehicle",
        "weapon",
        "org",
        "part",
    )
)
ROLES = frozenset(
    (
        "army",
        "police",
        "air_force",
        "navy",
        "gendarmerie",
        "intelligence",
        "border_guard",
        "security_forces",
        "government",
        "coast_guard",
        "prison",
        "guard",
        "enemy",
    )
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A named party, as it is from `first` to `last`: ISO dates or their beginnings, "" where open."""

    name: str
    kind: PartyKind
    country: str
    first: str = ""
    last: str = ""
    parent: str = ""

    def lived(self, day: date | None) -> bool:
        """Was the party of this kind on that day? True where the day is not known."""
        if day is None:
            return True
        iso = day.isoformat()
        return (not self.first or iso >= self.first) and (not self.last or iso[: len(self.last)] <= self.last)


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
class Noun:
    """A noun that describes a party; `kind` is None where it means no party by itself.

    `role` is the force of a state that it means; with `weak` ("unit", "officer") it is that one only
    where no force was named before. `calm` is the role where nothing violent is done, if another: the
    defence ministry strikes as the army and warns as a ministry.
    """

    lemma: str
    cls: str
    kind: PartyKind | None
    name: str
    role: str
    weak: bool
    private: bool
    calm: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A word for a country; `sense` is "name", "capital" or "demonym"."""

    words: tuple[str, ...]
    country: str
    sense: str
    acronym: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The little words of `who.yaml`."""

    possessive: tuple[str, ...]
    definite: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    pronouns: Mapping[str, str]
    possessives: frozenset[str]
    pairs: frozenset[str]
    members: frozenset[str]
    named_first: frozenset[str]
    belonging: Mapping[str, tuple[tuple[str, ...], ...]]
    parts: frozenset[str]
    barriers: frozenset[str]
    against: frozenset[str]
    backing: frozenset[str]
    of: frozenset[str]
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


@dataclass(frozen=True, slots=True)
class WhoData:
    """All that the room has loaded. Names and states are found by their first word, longest first.

    `local` has, by country and word, what "rebels", "the coalition" and the like mean there.
    """

    grammar: Grammar
    names: Mapping[str, tuple[Alias, ...]]
    states: Mapping[str, tuple[State, ...]]
    country_names: Mapping[str, str]
    demonyms: Mapping[str, str]
    forces: Mapping[tuple[str, str], tuple[Actor, ...]]
    nouns: Mapping[str, Noun]
    local: Mapping[tuple[str, str], tuple[Actor, ...]]


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
        nouns=_nouns(lexica / "party_nouns.tsv", plurals),
        local=_local(lexica / "local_meanings.tsv", spellings),
    )


def _grammar(path: Path) -> tuple[Grammar, list[Node]]:
    root = read_yaml(path)
    lists = [
        *("possessive", "definite", "indefinite", "first_person", "possessives", "pairs", "belonging", "parts"),
        *(
            "members",
            "named_first",
            "barriers",
            "against",
            "backing",
            "of",
            "loose",
            "speakers",
            "same",
            "uniforms",
            "fallen",
            "national",
            "aligned",
        ),
    ]
    root.expect((*lists, "provincial_police", "branching", "plurals", "pronouns", "name_nouns", "composed", "roles"))
    sets: dict[str, Any] = {name: frozenset(fold(w) for w in root[name]) for name in lists}
    possessive = tuple(root["possessive"])
    sets["possessive"] = possessive
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
    written = spelled.removesuffix(_WEAK)
    return Alias(keys(written, possessive), written, _acronym(written), spelled != written, tuple(actors))


_WEAK = "?"  # after an alias in a lexicon


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
    return states, usual, demonyms


def _alike(demonym: str, name: str) -> int:
    """How many letters a nationality shares with the country's name: "Abkhaz" is not Georgia's usual one."""
    return next(
        (i for i, (a, b) in enumerate(zip(demonym, name, strict=False)) if a != b), min(len(demonym), len(name))
    )


def _kind(row: Row) -> PartyKind:
    if row["kind"] not in PartyKind:
        raise row.error(f"unknown kind '{row['kind']}'; known: {', '.join(PartyKind)}")
    return PartyKind(row["kind"])


def _actors(path: Path, spellings: dict[str, list[Actor]]) -> None:
    columns = ("name", "kind", "country", "aliases", "from", "to", "parent")
    for row in read_tsv(path, columns, key=("name", "from")):
        actor = Actor(row["name"], _kind(row), row["country"], row["from"], row["to"], row["parent"])
        _spell(actor, row["aliases"], spellings)


def _spell(actor: Actor, aliases: str, spellings: dict[str, list[Actor]]) -> None:
    others = [a.strip() for a in aliases.split("|") if a.strip()]
    names = others if actor.name + _WEAK in others else [actor.name, *others]
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


def _local(path: Path, spellings: Mapping[str, list[Actor]]) -> dict[tuple[str, str], tuple[Actor, ...]]:
    # a name may be a state's by now and have been an insurgency's: "Taliban"
    actors = [actor for known in spellings.values() for actor in known]
    by_name = {a.name: a for a in sorted(actors, key=lambda a: a.kind is not PartyKind.STATE_FORCES)}
    found: dict[tuple[str, str], list[Actor]] = {}
    for row in read_tsv(path, ("country", "word", "name", "from", "to"), key=("country", "word", "from")):
        known = by_name.get(row["name"])
        if known is None:
            raise row.error(f"'{row['name']}' is in no lexicon of actors")
        actor = replace(known, first=row["from"], last=row["to"])
        found.setdefault((row["country"], row["word"]), []).append(actor)
    return {key: tuple(actors) for key, actors in found.items()}


def _nouns(path: Path, plurals: list[Node]) -> dict[str, Noun]:
    endings = [(p["ending"], p["plural"]) for p in plurals]
    nouns: dict[str, Noun] = {}
    many: dict[str, Noun] = {}
    for row in read_tsv(path, ("noun", "class", "kind", "name", "role", "private")):
        role, split, calm = row["role"].removesuffix(_WEAK).partition("/")
        if row["class"] not in CLASSES:
            raise row.error(f"unknown class '{row['class']}'; known: {', '.join(sorted(CLASSES))}")
        for known in filter(None, (role, calm)):
            if known not in ROLES:
                raise row.error(f"unknown role '{known}'; known: {', '.join(sorted(ROLES))}")
        kind = _kind(row) if row["kind"] else None
        weak, private = row["role"].endswith(_WEAK), row["private"] == "yes"
        peaceful = calm if split else None
        noun = Noun(row["noun"], row["class"], kind, row["name"], role, weak, private, peaceful)
        nouns[row["noun"]] = noun
        many[_plural(row["noun"], endings)] = replace(noun, plural=True)
    return {**many, **nouns}


def _plural(noun: str, endings: list[tuple[str, str]]) -> str:
    for ending, plural in endings:
        if noun.endswith(ending):
            return noun[: len(noun) - len(ending)] + plural
    return noun


def noun_class(lemma: str, data: WhoData) -> str | None:
    """The class of a noun: what sort of party or thing it names; None where the lexicon lacks it.

    "part" is a noun that stands for some of what follows it: "dozens of", "members of".
    """
    noun = data.nouns.get(lemma) or data.nouns.get(fold(lemma).replace("-", " "))
    return noun.cls if noun else None
