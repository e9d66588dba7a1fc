"""Which types can be said of one act, and in which of them either side can be told as the one that acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import DATA, read_yaml


@dataclass(frozen=True, slots=True)
class Acts:
    """By type, the types that can be said of the same act, itself among them; and those whose sides can be turned."""

    can_be: Mapping[str, frozenset[str]]
    mutual: frozenset[str]

    def of(self, type_: str) -> frozenset[str]:
        """The types that can be said of an act of this type."""
        return self.can_be.get(type_, frozenset((type_,)))


def load_acts(path: Path = DATA / "merge" / "types.yaml") -> Acts:
    """Which types can be said of one act."""
    root = read_yaml(path)
    root.expect(("same_act", "mutual"))
    can_be: dict[str, set[str]] = {}
    for one, others in root["same_act"].items():
        for other in others:
            can_be.setdefault(one, {one}).add(other)
            can_be.setdefault(other, {other}).add(one)
    return Acts({type_: frozenset(others) for type_, others in can_be.items()}, frozenset(root["mutual"]))
