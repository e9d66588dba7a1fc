"""The words that filling needs: verbs of speech, words for casualties, which place words count for which type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dateline.datafiles import Node, read_tsv, read_yaml
from dateline.model import PartyKind


@dataclass(frozen=True, slots=True)
class CasualtyWord:
    """A word that counts people without a verb ("nine dead"); `side` says where the people stand to it."""

    count: str
    side: str


@dataclass(frozen=True, slots=True)
class FillData:
    """Lexica and settings of this room; each field but those of `_made` stands in `fill.yaml` under its name."""

    speech: frozenset[str]
    casualties: Mapping[str, CasualtyWord]
    added: frozenset[str]
    not_added: tuple[str, ...]
    nobody_else: frozenset[str]
    risen: frozenset[str]
    tellers: frozenset[str]
    anybody: frozenset[str]
    known: frozenset[str]
    unfought: tuple[str, ...]
    part: frozenset[str]
    wholes: frozenset[str]
    they: frozenset[str]
    all_of: tuple[str, ...]
    ordinals: Mapping[str, int]
    multiples: Mapping[str, int]
    multiplied: frozenset[str]
    ranks: frozenset[str]
    exchanges: frozenset[str]
    sides: frozenset[str]
    each: frozenset[str]
    one_of_a_kind: frozenset[str]
    one_more: frozenset[str]
    captives: frozenset[str]
    carrying: frozenset[str]
    singles: frozenset[str]
    after_taking: frozenset[str]
    taking: frozenset[str]
    outdated: tuple[str, ...]
    land_wide: tuple[str, ...]
    toll_words: Mapping[str, str]
    echoes: Mapping[str, frozenset[str]]
    reckons: Mapping[str, frozenset[str]]
    opposite: frozenset[str]
    numbers: frozenset[str]
    returned: frozenset[str]
    later: frozenset[str]
    ends: frozenset[str]
    states: frozenset[str]
    partial: frozenset[str]
    cared: frozenset[str]
    found: frozenset[str]
    on_self: frozenset[str]
    selves: frozenset[str]
    survived: frozenset[str]
    harms: frozenset[str]
    posts: frozenset[str]
    shot: frozenset[str]
    by_sort: frozenset[str]
    owners: frozenset[str]
    sexes: Mapping[str, str]
    ages: re.Pattern[str]
    body_parts: frozenset[str]
    at_first: frozenset[str]
    place_roles: Mapping[str, tuple[str, ...]]
    default_roles: tuple[str, ...]
    no_place: frozenset[str]
    of_the_land: frozenset[str]
    national: frozenset[str]
    thither: frozenset[str]
    moves: frozenset[str]
    of_crowds: frozenset[str]
    weapon_words: frozenset[str]
    reason_marks: tuple[str, ...]
    part_of: tuple[str, ...]
    sum_days: tuple[str, ...]
    sum_least: int
    sum_long: int
    sum_acts: frozenset[str]
    sum_amid: frozenset[str]
    sum_marks: frozenset[str]
    sum_always: frozenset[str]
    sum_spread: frozenset[str]
    ranges: tuple[str, ...]
    lasting: frozenset[str]
    belonging: frozenset[str]
    presumed: frozenset[str]
    own_things: frozenset[str]
    blaming: frozenset[str]
    by_holders: frozenset[str]
    held_till_then: frozenset[str]
    holding: frozenset[str]
    leading_off: frozenset[str]
    membership: frozenset[str]
    backing: frozenset[str]
    of_captives: frozenset[str]
    foiling: frozenset[str]
    guised: frozenset[str]
    ill_treated: frozenset[str]
    kept: frozenset[str]
    handed: frozenset[str]
    given_up: frozenset[str]
    custody: frozenset[str]
    announced: frozenset[str]
    communicated: frozenset[str]
    reckonings: frozenset[str]
    keepers: frozenset[str]
    statements: frozenset[str]
    by_authority: Mapping[str, str]
    settled: frozenset[str]
    lead: re.Pattern[str]
    turns: frozenset[str]
    afterwards: frozenset[str]
    bounds: tuple[str, ...]
    whole: tuple[str, ...]
    since: frozenset[str]
    wars: frozenset[str]
    years: frozenset[str]
    attackers: frozenset[str]
    reported: frozenset[str]
    charges: frozenset[str]
    pursuits: frozenset[str]
    answers: frozenset[str]
    sequels: frozenset[str]
    reprisals: frozenset[str]
    deeds: frozenset[str]
    happens: frozenset[str]
    hospitals: frozenset[str]
    treating: frozenset[str]
    charging: frozenset[str]
    courts: frozenset[str]
    patients: frozenset[str]
    whither: str
    it: frozenset[str]
    comes: frozenset[str]
    once: frozenset[str]
    gets_away: frozenset[str]
    finds: frozenset[str]
    bodies: frozenset[str]
    fallen: frozenset[str]
    lies: frozenset[str]
    helpers: frozenset[str]
    records: frozenset[str]
    amid: frozenset[str]
    none: frozenset[str]
    unhurt: frozenset[str]
    hearsay: frozenset[str]
    split_sides: frozenset[str]
    own_side: frozenset[str]
    joined: str
    leaving: frozenset[str]
    sent: frozenset[str]
    fights: frozenset[str]
    communities: frozenset[str]
    rivals: frozenset[str]
    far: frozenset[str]
    victims: frozenset[str]
    no_victims: frozenset[str]
    seizing: frozenset[str]
    takers: frozenset[str]
    moving: frozenset[str]
    for_deeds: frozenset[str]
    claims: frozenset[str]
    charged: frozenset[str]
    marches: frozenset[str]
    topics: frozenset[str]
    on_crowd: Mapping[str, str]
    blames: frozenset[str]
    polar: frozenset[str]
    laid: frozenset[str]
    becomes: Mapping[tuple[str, str, PartyKind], tuple[str, PartyKind]]
    implied: Mapping[tuple[str, str], tuple[str, PartyKind]]

    def roles_of(self, type_: str) -> tuple[str, ...]:
        """The uses of a place name that may place an event of this type."""
        return self.place_roles.get(type_, self.default_roles)


def load_fill(folder: Path) -> FillData:
    """Load the room's data; raises DataError for what is wrong in it."""
    node = read_yaml(folder / "fill.yaml")
    made = _made(node, folder)
    plain = {f.name: _KINDS[str(f.type)] for f in fields(FillData) if f.name not in made}
    node.expect((*plain, *_MADE_OF))
    return FillData(**{name: kind(node[name]) for name, kind in plain.items()}, **made)


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "frozenset[str]": frozenset,
    "tuple[str, ...]": tuple,
    "Mapping[str, str]": dict,
    "int": int,
    "str": str,
}
_MADE_OF = (
    "ordinals",
    "multiples",
    "echoes",
    "reckons",
    "place_roles",
    "default_place_roles",
    "sexes",
    "ages",
    "lead",
    "whole",
    "becomes",
    "implied",
)


def _made(node: Node, folder: Path) -> dict[str, Any]:
    """The fields that are not taken as they stand in `fill.yaml`."""
    lexica = folder / "lexica"
    return {
        "speech": frozenset(r["verb"] for r in read_tsv(lexica / "speech_verbs.tsv", ("verb", "attitude", "note"))),
        "casualties": {
            r["word"]: CasualtyWord(r["count"], r["side"])
            for r in read_tsv(lexica / "casualty_words.tsv", ("word", "count", "side", "note"))
        },
        "weapon_words": frozenset(r["word"] for r in read_tsv(lexica / "weapons.tsv", ("word", "code", "note"))),
        "ordinals": {word: int(number) for word, number in node["ordinals"].items()},
        "multiples": {word: int(number) for word, number in node["multiples"].items()},
        "echoes": {verb: frozenset(links) for verb, links in node["echoes"].items()},
        "reckons": {lead: frozenset(verbs) for lead, verbs in node["reckons"].items()},
        "place_roles": {k: tuple(v) for k, v in node["place_roles"].items()},
        "default_roles": tuple(node["default_place_roles"]),
        "sexes": {word: sex for sex, words in node["sexes"].items() for word in words},
        "ages": re.compile(node["ages"]),
        "lead": re.compile(node["lead"]),
        "whole": tuple(f" {w}" for w in node["whole"]),
        "becomes": {
            (b["role"], t, PartyKind(kind)): (b["name"], PartyKind(b["kind"]))
            for b in node["becomes"]
            for t in b["types"]
            for kind in b["from"]
        },
        "implied": {(b["role"], t): (b["name"], PartyKind(b["kind"])) for b in node["implied"] for t in b["types"]},
    }
