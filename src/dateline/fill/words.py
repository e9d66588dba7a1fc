"""The words that filling needs: verbs of speech, words for casualties, which place words count for which type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import read_tsv, read_yaml
from dateline.model import PartyKind


@dataclass(frozen=True, slots=True)
class CasualtyWord:
    """A word that counts people without a verb ("nine dead"); `side` says where the people stand to it."""

    count: str
    side: str


@dataclass(frozen=True, slots=True)
class FillData:
    """Lexica and settings of this room."""

    speech: frozenset[str]
    casualties: Mapping[str, CasualtyWord]
    added: frozenset[str]
    part: frozenset[str]
    place_roles: Mapping[str, tuple[str, ...]]
    default_roles: tuple[str, ...]
    no_place: frozenset[str]
    weapon_words: frozenset[str]
    reason_marks: tuple[str, ...]
    part_of: tuple[str, ...]
    sum_days: tuple[str, ...]
    sum_least: int
    lasting: frozenset[str]
    belonging: frozenset[str]
    undated: frozenset[str]
    split_sides: frozenset[str]
    own_side: frozenset[str]
    becomes: Mapping[tuple[str, str, PartyKind], tuple[str, PartyKind]]

    def roles_of(self, type_: str) -> tuple[str, ...]:
        """The uses of a place name that may place an event of this type."""
        return self.place_roles.get(type_, self.default_roles)


def load_fill(folder: Path) -> FillData:
    """Load the room's data; raises DataError for what is wrong in it."""
    node = read_yaml(folder / "fill.yaml")
    node.expect(
        (
            "place_roles",
            "default_place_roles",
            "no_place",
            "added",
            "part",
            "reason_marks",
            "part_of",
            "sum_days",
            "sum_least",
            "lasting",
            "becomes",
            "split_sides",
            "own_side",
            "undated",
            "belonging",
        )
    )
    return FillData(
        speech=frozenset(
            r["verb"] for r in read_tsv(folder / "lexica" / "speech_verbs.tsv", ("verb", "attitude", "note"))
        ),
        casualties={
            r["word"]: CasualtyWord(r["count"], r["side"])
            for r in read_tsv(folder / "lexica" / "casualty_words.tsv", ("word", "count", "side", "note"))
        },
        added=frozenset(node["added"]),
        part=frozenset(node["part"]),
        place_roles={k: tuple(v) for k, v in node["place_roles"].items()},
        default_roles=tuple(node["default_place_roles"]),
        no_place=frozenset(node["no_place"]),
        weapon_words=frozenset(
            r["word"] for r in read_tsv(folder / "lexica" / "weapons.tsv", ("word", "code", "note"))
        ),
        reason_marks=tuple(node["reason_marks"]),
        part_of=tuple(node["part_of"]),
        sum_days=tuple(node["sum_days"]),
        sum_least=int(node["sum_least"]),
        lasting=frozenset(node["lasting"]),
        split_sides=frozenset(node["split_sides"]),
        own_side=frozenset(node["own_side"]),
        undated=frozenset(node["undated"]),
        belonging=frozenset(node["belonging"]),
        becomes={
            (b["role"], t, PartyKind(b["from"])): (b["name"], PartyKind(b["kind"]))
            for b in node["becomes"]
            for t in b["types"]
        },
    )
