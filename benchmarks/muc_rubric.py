"""The written rubric of MUC-4 as data: which of our types, words and rules stand for which of its fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import Node, read_yaml


@dataclass(frozen=True, slots=True)
class Rubric:
    """The other coders' rubric, from `muc.yaml`."""

    types: Mapping[str, str]
    war: frozenset[str]
    means: Mapping[str, frozenset[str]]
    effects: Mapping[str, str]
    former: frozenset[str]
    hedges: frozenset[str]
    blame: frozenset[str]
    forces: frozenset[str]
    found: frozenset[str]
    months: tuple[str, ...]
    countries: Mapping[str, str]


def load_rubric() -> Rubric:
    """The rubric; raises DataError where the file is wrong."""
    root = read_yaml(Path(__file__).with_name("muc.yaml"))
    assert isinstance(root, Node)
    root.expect(
        ("types", "war", "means", "effects", "former", "hedges", "blame", "forces", "found", "months", "countries")
    )
    return Rubric(
        types=dict(root["types"]),
        war=frozenset(root["war"]),
        means={k: frozenset(v) for k, v in root["means"].items()},
        effects=dict(root["effects"]),
        former=frozenset(root["former"]),
        hedges=frozenset(root["hedges"]),
        blame=frozenset(root["blame"]),
        forces=frozenset(root["forces"]),
        found=frozenset(root["found"]),
        months=tuple(root["months"]),
        countries=dict(root["countries"]),
    )
