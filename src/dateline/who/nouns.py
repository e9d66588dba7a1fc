"""What a common noun says of a party: its class, kind and role, read from `party_nouns.tsv`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dateline.datafiles import Node, Row, read_tsv
from dateline.model import PartyKind

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
        "aircraft",
        "navy",
        "gendarmerie",
        "intelligence",
        "border_guard",
        "security_forces",
        "government",
        "coast_guard",
        "prison",
        "guard",
        "presidential_guard",
        "enemy",
    )
)

WEAK = "?"  # after an alias or a role in a lexicon


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that describes a party; `kind` is None where it means no party by itself.

    `role` is the force of a state that it means; with `weak` ("unit", "officer") it is that one only
    where no force was named before. `calm` is the role where nothing violent is done, if another: the
    defence ministry strikes as the army and warns as a ministry. `many` is its plural form.
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
    many: str = ""


def kind_of(row: Row) -> PartyKind:
    """The kind of party in a row of a lexicon; raises DataError for one that is unknown."""
    if row["kind"] not in PartyKind:
        raise row.error(f"unknown kind '{row['kind']}'; known: {', '.join(PartyKind)}")
    return PartyKind(row["kind"])


def load_nouns(path: Path, plurals: list[Node]) -> dict[str, Noun]:
    """The nouns of a file by their singular and plural, folded as they stand; raises DataError for unknown values."""
    endings = [(p["ending"], p["plural"]) for p in plurals]
    nouns: dict[str, Noun] = {}
    many: dict[str, Noun] = {}
    for row in read_tsv(path, ("noun", "class", "kind", "name", "role", "private")):
        role, split, calm = row["role"].removesuffix(WEAK).partition("/")
        if row["class"] not in CLASSES:
            raise row.error(f"unknown class '{row['class']}'; known: {', '.join(sorted(CLASSES))}")
        for known in filter(None, (role, calm)):
            if known not in ROLES:
                raise row.error(f"unknown role '{known}'; known: {', '.join(sorted(ROLES))}")
        kind = kind_of(row) if row["kind"] else None
        weak, private = row["role"].endswith(WEAK), row["private"] == "yes"
        peaceful = calm if split else None
        several = _plural(row["noun"], endings)
        noun = Noun(row["noun"], row["class"], kind, row["name"], role, weak, private, peaceful, many=several)
        nouns[row["noun"]] = noun
        many[several] = replace(noun, plural=True)
    return {**many, **nouns}


def _plural(noun: str, endings: list[tuple[str, str]]) -> str:
    for ending, plural in endings:
        if noun.endswith(ending):
            return noun[: len(noun) - len(ending)] + plural
    return noun
