"""What the number words and nouns of a language mean; read from its folder, nothing of it in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dateline.datafiles import Node, Row, read_tsv, read_yaml
from dateline.howmany.words import Phrases, phrases_of

type WordSet = frozenset[str]


class Effect(StrEnum):
    """What a qualifier does to the number N that it stands by."""

    AT_LEAST = "at_least"  # N and open
    OVER = "over"  # N+1 and open
    UP_TO = "up_to"  # 0 to N
    UNDER = "under"  # 0 to N-1
    ABOUT = "about"  # N, approximate
    EXACT = "exact"  # N


class NounKind(StrEnum):
    """What a noun of the lexicon denotes."""

    BEING = "being"
    KIN = "kin"
    ROLE = "role"
    GENERIC = "generic"
    MASS = "mass"  # people, without a singular
    GROUP = "group"
    BODY = "body"
    HOUSEHOLD = "household"
    ORG = "org"
    THING = "thing"
    TITLE = "title"


PEOPLE = frozenset({NounKind.BEING, NounKind.KIN, NounKind.ROLE, NounKind.GENERIC, NounKind.MASS, NounKind.BODY})


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of a noun: what it denotes, and whether it is a plural."""

    kind: NounKind
    plural: bool


@dataclass(frozen=True, slots=True)
class Vague:
    """A vague amount, such as the codebook fixes; `high` None where open."""

    id: str
    low: int
    high: int | None
    reach: int  # people must be among so many words behind it; 0 where they need not


@dataclass(frozen=True, slots=True)
class HowManyData:
    """All that a language says about numbers of people; `lists` are the plain word lists by their key."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    scale_plurals: Mapping[str, int]
    suffixes: Mapping[str, int]
    suffixes_before_people: Mapping[str, int]
    pronouns: Mapping[str, int]
    groups_of: Mapping[str, int]
    vague: Phrases[Vague]
    qualifiers: Phrases[Effect]
    qualifiers_after: Phrases[Effect]
    qualifiers_after_noun: Phrases[Effect]
    phrases: Mapping[str, Phrases[None]]
    lists: Mapping[str, WordSet]
    nouns: Mapping[str, Noun]
    measures: WordSet
    designators_before: WordSet
    designators_after: WordSet
    openers: WordSet  # the first words of a number or vague amount
    article_opens: WordSet  # the words behind an article that make it one

    def people(self, word: str) -> Noun | None:
        """The noun of a lower-case form, if it denotes people."""
        noun = self.nouns.get(word)
        return noun if noun is not None and noun.kind in PEOPLE else None

    def singular(self, word: str) -> str:
        """A lower-case form without the regular plural ending."""
        return next((word.removesuffix(ending) for ending in self.lists["plural_ending"]), word)

    def people_plural(self, word: str) -> bool:
        """Is a lower-case form a plural for people?"""
        noun = self.nouns.get(word)
        return noun is not None and noun.plural and noun.kind in PEOPLE


_REACH = {"": 0, "people": 6, "people_next": 2}
_TABLES = ("units", "tens", "scales", "scale_plurals", "suffixes", "suffixes_before_people", "pronouns")
_QUALIFIERS = ("qualifiers", "qualifiers_after", "qualifiers_after_noun")
_LISTS = tuple(
    """
    scales_alone one_before_scale half and of one_after one_before fillers prepositional prepositional_after between
    between_and from range_to range_or changes number_hyphen_nouns months weekdays year_after age_after ages_of
    age_qualifiers
    currency_before number_signs share_after fractions in clock_after clock_before measure_fillers articles definite
    plural_determiners possessives possessive_endings pronouns_plural commas closers relatives prepositions
    name_particles states befallen companions deeds wholes descriptors directions by_age
    """.split()  # noqa: SIM905 - one name a word reads better here
)
_PHRASES = ("and_a_half", "idioms", "no_figure", "joiners", "subsets", "subset_after")


def load_howmany(folder: Path) -> HowManyData:
    """The number words of a language's folder; raises DataError for a file that breaks the rules."""
    root = read_yaml(folder / "howmany.yaml")
    root.expect((*_TABLES, "groups_of", "vague", *_QUALIFIERS, *_LISTS, *_PHRASES, "plural_ending"))
    tables = {key: _table(root, key) for key in (*_TABLES, "groups_of")}
    lists = {key: frozenset(word.lower() for word in _list(root, key)) for key in _LISTS}
    lists["plural_ending"] = frozenset([root["plural_ending"]])
    vague = phrases_of(entry for node in root["vague"] for entry in _vague(node))
    openers = {*tables["units"], *tables["tens"], *vague.by_word}
    openers |= lists["scales_alone"] | lists["one_before_scale"] | lists["half"]
    lexica = folder / "lexica"
    designators = read_tsv(lexica / "howmany_designators.tsv", ("word", "side"))
    return HowManyData(
        **tables,
        vague=vague,
        qualifiers=_qualifiers(root, "qualifiers", at_end=True),
        qualifiers_after=_qualifiers(root, "qualifiers_after"),
        qualifiers_after_noun=_qualifiers(root, "qualifiers_after_noun"),
        phrases={key: phrases_of((phrase, None) for phrase in _list(root, key)) for key in _PHRASES},
        lists=lists,
        nouns=_nouns(read_tsv(lexica / "howmany_nouns.tsv", ("noun", "plural", "kind")), root["plural_ending"]),
        measures=frozenset(row["word"] for row in read_tsv(lexica / "howmany_units.tsv", ("word", "kind"))),
        designators_before=_side(designators, "before"),
        designators_after=_side(designators, "after"),
        openers=frozenset(openers),
        article_opens=frozenset(
            {*tables["scales"]}
            | {phrase[1] for word in lists["one_before_scale"] for phrase, _ in vague.by_word.get(word, ())}
        ),
    )


def _vague(node: Node) -> list[tuple[str, Vague]]:
    node.expect(("id", "low", "words"), ("high", "needs"))
    needs = node.get("needs", "")
    if needs not in _REACH:
        raise node.error(f"'needs' can only be {' or '.join(filter(None, _REACH))}")
    meaning = Vague(node["id"], int(node["low"]), int(node["high"]) if "high" in node else None, _REACH[needs])
    return [(phrase, meaning) for phrase in _list(node, "words")]


def _qualifiers(root: Node, key: str, *, at_end: bool = False) -> Phrases[Effect]:
    node = root[key]
    known = {str(effect) for effect in Effect}
    for effect in node:
        if effect not in known:
            raise node.error(f"no effect '{effect}'; known: {', '.join(sorted(known))}")
    return phrases_of(
        ((phrase, Effect(effect)) for effect in node for phrase in _list(node, effect)),
        at_end=at_end,
    )


def _nouns(rows: list[Row], ending: str) -> Mapping[str, Noun]:
    """Every form of every noun; a plural that is not given is the singular with the language's ending."""
    known = {str(kind) for kind in NounKind}
    forms: dict[str, Noun] = {}
    for row in rows:
        if row["kind"] not in known:
            raise row.error(f"no kind '{row['kind']}'; known: {', '.join(sorted(known))}")
        kind = NounKind(row["kind"])
        forms[row["noun"].lower()] = Noun(kind, kind is NounKind.MASS)
    for row in rows:
        kind = NounKind(row["kind"])
        if kind is not NounKind.MASS:
            forms.setdefault(row["plural"] or row["noun"] + ending, Noun(kind, plural=True))
    return forms


def _side(rows: list[Row], side: str) -> WordSet:
    for row in rows:
        if row["side"] not in ("before", "after", "both"):
            raise row.error(f"no side '{row['side']}'; known: before, after, both")
    return frozenset(row["word"] for row in rows if row["side"] in (side, "both"))


def _table(root: Node, key: str) -> Mapping[str, int]:
    node = root[key]
    if not isinstance(node, Node):
        raise root.error(f"'{key}' must be a mapping of words to numbers")
    for word, value in node.items():
        if not str(value).isdigit():
            raise node.error(f"'{word}' must be a number")
    return {word.lower(): int(value) for word, value in node.items()}


def _list(node: Node, key: str) -> list[str]:
    value: Any = node[key]
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise node.error(f"'{key}' must be a list of words")
    return value
