"""What each level of each comparison weighs, learned by `benchmarks/merging_weights.py`; and when pairs are joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log2
from pathlib import Path
from typing import Any

from dateline.datafiles import DATA, Node, read_yaml
from dateline.merge.levels import COMPARISONS, UNKNOWN

FOLDER = DATA / "merge"
SAME_BITS = 6  # decimals by which the weights of two levels differ


@dataclass(frozen=True)
class Weights:
    """How often pairs of one event (`m`) and other pairs that meet (`u`) stand at each level; `prior` is how often
    a pair that meets is of one event. `trained` tells date, training set and command."""

    prior: float
    m: Mapping[tuple[str, str], float]
    u: Mapping[tuple[str, str], float]
    trained: Mapping[str, str]

    @cached_property
    def levels(self) -> dict[str, dict[float, str]]:
        """By comparison, the level that weighs so many bits."""
        return {c: {round(self.bits(c, n), SAME_BITS): n for n, _ in levels} for c, levels in COMPARISONS.items()}

    @property
    def prior_bits(self) -> float:
        """What Splink adds for the prior, before anything is compared."""
        return log2(self.prior / (1 - self.prior))

    def bits(self, comparison: str, level: str) -> float:
        """What a level weighs for two reports being of one event."""
        return 0.0 if level == UNKNOWN else log2(self.m[comparison, level] / self.u[comparison, level])


Levels = frozenset[tuple[str, str]]  # each a comparison and one of its levels


@dataclass(frozen=True, slots=True)
class Clash:
    """Levels at which two reports exclude each other, and those at which they do not even so."""

    levels: Levels
    unless: Levels


@dataclass(frozen=True, slots=True)
class Joining:
    """When pairs are joined, in bits, and words for what is told of it; `data/merge/joining.yaml` explains each."""

    join_from: float
    clash_below: float
    clashes: tuple[Clash, ...]
    alike: Levels
    vague_margin: float


def load_weights(path: Path = FOLDER / "weights.yaml") -> Weights:
    """The weights; every level of every comparison must be there."""
    root = read_yaml(path)
    root.expect(("date", "training", "command", "prior", "levels"))
    m, u = {}, {}
    for comparison, levels in COMPARISONS.items():
        known: Node = root["levels"][comparison]
        known.expect([name for name, _ in levels if name != UNKNOWN])
        for name, of in known.items():
            of.expect(("m", "u"))
            m[comparison, name], u[comparison, name] = float(of["m"]), float(of["u"])
    weights = Weights(float(root["prior"]), m, u, {k: root[k] for k in ("date", "training", "command")})
    for comparison, levels in COMPARISONS.items():
        told = [round(weights.bits(comparison, name), SAME_BITS) for name, _ in levels]
        if len(set(told)) < len(told):
            raise root["levels"][comparison].error(
                f"two levels of {comparison} weigh the same and cannot be told apart"
            )
    return weights


def load_joining(path: Path = FOLDER / "joining.yaml") -> Joining:
    """The thresholds by which pairs are joined."""
    root = read_yaml(path)
    root.expect(("join_from", "clash_below", "clash", "alike", "vague_margin"))
    clashes = []
    for one in root["clash"]:
        one.expect(("at", "unless"))
        clashes.append(Clash(_levels(one["at"]), _levels(one["unless"])))
    join_from, below, margin = (float(root[name]) for name in ("join_from", "clash_below", "vague_margin"))
    return Joining(join_from, below, tuple(clashes), _levels(root["alike"]), margin)


def _levels(node: Node) -> Levels:
    return frozenset((comparison, level) for comparison, levels in node.items() for level in levels)


def splink_settings(weights: Weights | None, blocks: list[dict[str, object]]) -> dict[str, Any]:
    """The comparisons as Splink's settings, with their weights where they are known already."""
    return {
        "link_type": "dedupe_only",
        "linker_uid": "dateline",
        "probability_two_random_records_match": weights.prior if weights else 0.001,
        "retain_matching_columns": weights is None,  # the numbers of the levels come with them
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": blocks,
        "comparisons": [
            {
                "output_column_name": comparison,
                "comparison_levels": [_level(comparison, name, sql, weights) for name, sql in levels],
            }
            for comparison, levels in COMPARISONS.items()
        ],
    }


def _level(comparison: str, name: str, sql: str, weights: Weights | None) -> dict[str, Any]:
    level: dict[str, Any] = {"sql_condition": sql, "label_for_charts": name}
    if name == UNKNOWN:
        level["is_null_level"] = True
    elif weights:
        level |= {"m_probability": weights.m[comparison, name], "u_probability": weights.u[comparison, name]}
    return level
