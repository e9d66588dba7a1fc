"""Scores the pairs of reports that may be of one event, with Splink on DuckDB.

Splink blocks, compares and weighs in SQL; what comes back is sorted, so that neither the order of the input nor the
number of threads shows. Rows and weights go in, numbers come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from dateline.merge.crowds import prior_bits, span_bits
from dateline.merge.levels import APART, BLOCKS, COMPARISONS, UNKNOWN
from dateline.merge.nouns import Reason
from dateline.merge.weights import SAME_BITS, Weights, splink_settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 20_000  # rows that are handed to the database at a time
INTEGERS = "BIGINT[]"
TYPES = {  # of the columns of a row that are not whole numbers
    "type": "VARCHAR",
    "acts": "VARCHAR[]",
    **dict.fromkeys(("aggregate", "mutual", "planned", "inferred", "vague_days", "vague_place", "fine"), "BOOLEAN"),
    **dict.fromkeys(("lat", "lon", "reach"), "DOUBLE"),
    **dict.fromkeys(("country", "home", "division", "place_name", "precision"), "VARCHAR"),
    **dict.fromkeys(("actor", "actor_wide", "target", "target_wide"), "VARCHAR[]"),
    **dict.fromkeys(("actor_people", "actor_vague", "target_people", "target_vague"), "BOOLEAN"),
    **dict.fromkeys(("words", "means", "names", "named_days"), INTEGERS),
    **dict.fromkeys(("near_keys", "day_keys", "month_keys", "party_keys", "name_keys", "rare_keys"), "VARCHAR[]"),
}


@dataclass(frozen=True, slots=True)
class Pairs:
    """Scored pairs as columns, sorted: row numbers `left` < `right`, bits, and what each comparison weighs."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    bits: NDArray[np.float64]
    weighed: Mapping[str, NDArray[np.float64]]

    def __len__(self) -> int:
        return len(self.left)


def reasons(pairs: Pairs, n: int, weights: Weights) -> tuple[Reason, ...]:
    """The waterfall of the n-th pair: each comparison that says something, and what it weighs.

    Splink gives the weights; no two levels of a comparison weigh the same, so that they tell the level.
    """
    out = []
    for comparison in COMPARISONS:
        bits = float(pairs.weighed[comparison][n])
        if (level := weights.levels[comparison][round(bits, SAME_BITS)]) != UNKNOWN:
            out.append(Reason(comparison, level, round(bits, 2)))
    return tuple(out)


def gamma(comparison: str, level: str) -> int:
    """The number by which Splink calls a level."""
    names = [name for name, _ in COMPARISONS[comparison] if name != UNKNOWN]
    return len(names) - 1 - names.index(level)


def linker(rows: Sequence[Mapping[str, Any]], weights: Weights | None, blocks: list[dict[str, object]]) -> Any:
    """A Splink linker over the rows, in a database of its own in memory."""
    import duckdb
    import pyarrow as pa  # type: ignore[import-untyped]
    from splink import DuckDBAPI, Linker

    connection = duckdb.connect()
    columns = ", ".join(f"{name} {TYPES.get(name, 'BIGINT')}" for name in rows[0])
    connection.execute(f"CREATE TABLE reports ({columns})")
    for batch in _batches(rows):
        table = pa.table({name: pa.array([r[name] for r in batch], _arrow(pa, name)) for name in rows[0]})
        connection.register("batch", table)
        connection.execute("INSERT INTO reports SELECT * FROM batch")
        connection.unregister("batch")
    database = DuckDBAPI(connection)
    return Linker(
        database.register("reports"), splink_settings(weights, blocks), log_level=None, validate_settings=False
    )


def _batches(rows: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    return (rows[n : n + BATCH] for n in range(0, len(rows), BATCH))


def _arrow(pa: Any, name: str) -> Any:
    known = {"VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "DOUBLE": pa.float64(), "BIGINT": pa.int64()}
    type_ = TYPES.get(name, "BIGINT")
    return pa.list_(known[type_.removesuffix("[]")]) if type_.endswith("[]") else known[type_]


def score(rows: Sequence[Mapping[str, Any]], weights: Weights) -> Pairs:
    """All pairs that may meet, with their bits: those of the comparisons, and the prior of the one with the worse."""
    import numpy as np

    if len(rows) < 2:
        nothing = np.zeros(0, np.int64)
        return Pairs(nothing, nothing, np.zeros(0), dict.fromkeys(COMPARISONS, np.zeros(0)))
    scored = linker(rows, weights, BLOCKS).inference.predict(warning_mode="never")
    parts = ", ".join(f"mw_{c}" for c in COMPARISONS)
    found = scored.query_sql(
        f"SELECT least(unique_id_l, unique_id_r) a, greatest(unique_id_l, unique_id_r) b, match_weight, {parts} "
        "FROM {this} ORDER BY a, b"
    ).as_duckdbpyrelation()
    columns = found.fetchnumpy()
    weighed = {c: np.asarray(columns[f"mw_{c}"]) for c in COMPARISONS}
    left, right = np.asarray(columns["a"]), np.asarray(columns["b"])
    near, span = (np.minimum(bits[left], bits[right]) for bits in map(np.asarray, (prior_bits(rows), span_bits(rows))))
    apart = stands_at(weighed, weights, "days", APART)
    dayless = stands_at(weighed, weights, "days", UNKNOWN)
    near = np.where(dayless, np.minimum(near, span), near)
    prior = np.where(apart, span + log2(weights.u["days", APART]), near)  # all that meet over years are apart
    return Pairs(left, right, np.asarray(columns["match_weight"]) - weights.prior_bits + prior, weighed)


def stands_at(
    weighed: Mapping[str, NDArray[np.float64]], weights: Weights, comparison: str, level: str
) -> NDArray[np.bool_]:
    """Which pairs stand at a level, as their weights tell."""
    return abs(weighed[comparison] - weights.bits(comparison, level)) < 10.0**-SAME_BITS
