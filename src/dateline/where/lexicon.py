"""The words and weights by which places are found, as one frozen object."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import Node, read_tsv, read_yaml

_LISTS = (
    "particles",
    "prefixes",
    "dotted",
    "glue",
    "possessives",
    "closed",
    "openers",
    "determiners",
    "whose",
    "scenes",
    "hospitals",
    "houses",
    "indefinite",
    "outlying",
    "encloses",
    "papers",
    "undergoes",
    "where",
    "perfect",
    "undergone",
    "event_heads",
    "acts",
    "amid",
    "of",
    "and",
    "between",
    "called",
    "modifiers",
    "directions",
    "rural",
    "streets",
    "street_short",
    "bearing_ends",
    "away",
    "road_joins",
    "road_leads",
    "border_leads",
    "links",
    "site_modifiers",
    "attribute_heads",
    "outlets",
    "local_bodies",
    "county_bodies",
    "vessels",
    "body_modifiers",
    "locals",
    "street_leads",
    "street_ends",
    "ordinals",
    "crossings",
    "person_verbs",
    "pointing",
    "short_names",
    "own_spelling",
    "townships",
    "counties",
    "networks",
    "lent_endings",
)
_NUMBERS = ("prepositions", "units", "numbers", "radius", "evidence", "sense", "pointed")

_REASONS = (
    "only",
    "seat",
    "short",
    "size",
    "capital",
    "kind",
    "spelling",
    "class",
    "held",
    "elsewhere",
    "beside",
    "inside",
    "country",
    "division",
    "district",
    "near",
    "outlet",
    "published",
    "street",
)
_OTHERS = (
    "near",
    "happens",
    "distance",
    "dated",
    "telephone",
    "border_name",
    "suffixes",
    "precisions",
    "roles",
    "speech",
    "pointers",
    "because",
    "endings",
)


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word that tells what sort of place a name is; `kinds` are those of the gazetteer that fit, best first."""

    sort: str
    kinds: tuple[str, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form of a division's name: its country and name, whether a full stop ends it, and what it follows."""

    country: str
    name: str
    dotted: bool
    behind_place: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """The town of a station, a paper or a telephone, and the country and division that it is in.

    Without a town it is one of a whole division, without a division of a whole country.
    """

    country: str
    division: str
    town: str


@dataclass(frozen=True, slots=True)
class WhereData:
    """All words and weights of the room; `words` by name of the list in where.yaml, `weights` by name of the table."""

    words: Mapping[str, frozenset[str]]
    weights: Mapping[str, Mapping[str, float]]
    place_words: Mapping[str, PlaceWord]
    longest_place_word: int
    demonyms: Mapping[str, tuple[str, str]]
    nations: Mapping[str, tuple[str, str]]  # the names of their countries
    signs: Mapping[str, tuple[str, ...]]  # countries of which a word is written
    titles: frozenset[str]
    common: Mapping[str, str]
    near: Mapping[str, tuple[tuple[str, ...], ...]]  # by last word; each phrase backwards
    happens: frozenset[str]  # phrases of one or two words
    acronyms: frozenset[str]  # in capitals, that are no places
    distance: re.Pattern[str]
    dated: re.Pattern[str]
    border_name: str
    suffixes: Mapping[str, str]
    precisions: Mapping[str, str]
    roles: Mapping[str, str]
    speech: Mapping[str, frozenset[str]]
    pointers: Mapping[str, str]
    capitals: Mapping[str, str]  # by country
    former_capitals: Mapping[str, str]
    short_forms: Mapping[str, ShortForm]  # without their last full stop
    outlets: Mapping[str, Outlet]  # by the name or call sign of a station, by the name of a paper
    outlet_leads: frozenset[str]  # the first words of papers' names
    hosts: Mapping[str, Outlet]  # by host, and by the name of an outlet as hosts spell it
    host_towns: Mapping[str, Outlet]  # by the name of a town as hosts spell it, where outlets are of one such town only
    endings: Mapping[str, str]  # of hosts, that are not the code of the country which they are
    phone_codes: Mapping[str, Outlet]
    telephone: re.Pattern[str]
    because: Mapping[str, str]  # words for each reason

    def locating(self, word: str) -> float:
        """How much a word before a name, in small letters, says that the name is where something is; 0 for most."""
        return self.weights["prepositions"].get(word, 0.0)


def load_where(folder: Path) -> WhereData:
    """The room's data from a language's folder; raises DataError where a file breaks the rules of its kind."""
    root: Node = read_yaml(folder / "where.yaml")
    root.expect((*_LISTS, *_NUMBERS, *_OTHERS))
    root["speech"].expect(("verbs", "between", "prepositions"))
    root["because"].expect(_REASONS)
    root["pointers"].expect(("city", "town", "village", "district", "province", "country", "capital"))
    root["roles"].expect(("origin", "destination", "attribute", "at"))
    lexica = folder / "lexica"
    place_words = _place_words(lexica / "place_words.tsv")
    rows = read_tsv(lexica / "country_words.tsv", ("term", "country", "name"))
    capitals = read_tsv(lexica / "capitals.tsv", ("country", "capital", "former"))
    demonyms = {row["term"].casefold(): (row["country"], row["name"]) for row in rows}
    outlets = _outlets(lexica / "outlets.tsv")
    return WhereData(
        acronyms=frozenset(row["term"] for row in read_tsv(lexica / "acronyms.tsv", ("term", "note"))),
        words={name: frozenset(root[name]) for name in _LISTS},
        weights={name: _floats(root, name) for name in _NUMBERS},
        place_words=place_words,
        longest_place_word=max(len(term.split()) for term in place_words),
        demonyms=demonyms,
        nations={name.casefold(): (code, name) for code, name in demonyms.values()},
        signs={
            r["term"]: tuple(r["countries"].split())
            for r in read_tsv(lexica / "country_signs.tsv", ("term", "countries"))
        },
        titles=frozenset(row["term"] for row in read_tsv(lexica / "person_titles.tsv", ("term",))),
        common={row["term"]: row["sort"] for row in read_tsv(lexica / "common_words.tsv", ("term", "sort"))},
        near=_phrases(root["near"]),
        happens=frozenset(" ".join(phrase) for phrase in root["happens"]),
        distance=_pattern(root, "distance"),
        dated=_pattern(root, "dated"),
        border_name=root["border_name"],
        suffixes=dict(root["suffixes"]),
        precisions=dict(root["precisions"]),
        roles={phrase: role for role, phrases in root["roles"].items() for phrase in phrases},
        speech={name: frozenset(words) for name, words in root["speech"].items()},
        pointers={word: sort for sort, words in root["pointers"].items() for word in words},
        capitals={r["country"]: r["capital"] for r in capitals},
        former_capitals={r["country"]: r["former"] for r in capitals if r["former"]},
        outlets=outlets,
        outlet_leads=frozenset(term.partition(" ")[0] for term in outlets),
        hosts={squashed(term): outlet for term, outlet in outlets.items()} | _outlets(lexica / "outlet_hosts.tsv"),
        host_towns=_host_towns(outlets),
        endings=dict(root["endings"]),
        phone_codes=_outlets(lexica / "phone_codes.tsv"),
        telephone=_pattern(root, "telephone"),
        because=dict(root["because"]),
        short_forms=_short_forms(lexica / "division_words.tsv"),
    )


def _outlets(path: Path) -> dict[str, Outlet]:
    rows = read_tsv(path, ("term", "country", "division", "town"))
    return {r["term"]: Outlet(r["country"], r["division"], r["town"]) for r in rows}


def squashed(name: str) -> str:
    """A name as the host of a page spells it: its letters and figures, small."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _host_towns(outlets: Mapping[str, Outlet]) -> dict[str, Outlet]:
    towns: dict[str, set[Outlet]] = {}
    for outlet in outlets.values():
        towns.setdefault(squashed(outlet.town), set()).add(outlet)
    return {name: next(iter(of)) for name, of in towns.items() if name and len(of) == 1}


def _short_forms(path: Path) -> dict[str, ShortForm]:
    return {
        row["term"].removesuffix("."): ShortForm(
            row["country"], row["name"], row["term"].endswith("."), row["after"] == "place"
        )
        for row in read_tsv(path, ("term", "country", "name", "after"))
    }


def _phrases(phrases: list[list[str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases backwards, the longest first, by their last words."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        out.setdefault(phrase[-1], []).append(tuple(reversed(phrase)))
    return {last: tuple(found) for last, found in out.items()}


def _place_words(path: Path) -> dict[str, PlaceWord]:
    out: dict[str, PlaceWord] = {}
    for row in read_tsv(path, ("term", "sort", "kinds", "number")):
        kinds = tuple(k.strip() for k in row["kinds"].split(",") if k.strip())
        out[row["term"]] = PlaceWord(row["sort"], kinds, row["number"] == "many")
    return out


def _floats(root: Node, name: str) -> dict[str, float]:
    out = {}
    for key, value in root[name].items():
        try:
            out[key] = float(value)
        except ValueError:
            raise root[name].error(f"'{key}' of {name} is no number: {value}") from None
    return out


def _pattern(root: Node, name: str) -> re.Pattern[str]:
    try:
        return re.compile(root[name], re.IGNORECASE)
    except re.error as e:
        raise root.error(f"not a regular expression: {root[name]} ({e})") from e
