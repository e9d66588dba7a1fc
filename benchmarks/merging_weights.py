"""Learns what each comparison of two reports weighs, from linked reports and from made-up ones.

    python benchmarks/merging_weights.py GOLD... [--write DATE]

GOLD are folders of coded reports with links (`related`). `m`, how often two reports of one event stand at a level, is
counted by Splink over the linked reports, as they are coded and as we code them, and over made-up ones. `u`, how often
others do, is estimated by Splink on a random sample, with a fixed seed, of made-up reports of one country and a
fortnight, for that is among whom a report is sought; and counted over the coded reports of different events that one
document tells side by side or that are of one country and a fortnight. Coded sets and made-up reports are mixed as
`MADE_UP_M` and `MADE_UP_U` say.
`--write` writes `src/dateline/data/merge/weights.yaml`. Only weights leave the coded reports.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.merge import Origin
from dateline.merge.acts import load_acts
from dateline.merge.levels import COMPARISONS, UNKNOWN
from dateline.merge.names import rare_names
from dateline.merge.pairing import gamma, linker
from dateline.merge.parties import load_index
from dateline.merge.rows import row
from dateline.merge.weights import FOLDER
from linked_reports import Linked, coded_by_us, read_linked
from synthetic_reports import pages, reports

MADE_UP_M, MADE_UP_U = 60, 500  # made-up pairs weigh as much as so many of the coded ones
SEED = 5
FORTNIGHT = 14  # days
PRIOR = 0.004  # one in so many of the pairs that meet in a country and a fortnight is of one event
UNSEEN = 0.5  # pairs that are thought to stand at each level beside those that were counted (Jeffreys' prior)
Row = dict[str, Any]
Shares = dict[tuple[str, str], float]


def rows_of(records: Sequence[Row], events: Sequence[str], documents: Mapping[str, Origin]) -> list[Row]:
    """The records as rows, with the event that each is of."""
    index, acts = load_index(), load_acts()
    number = {name: n for n, name in enumerate(dict.fromkeys([*events, *(r["document"] for r in records)]))}
    names = rare_names(records, documents)
    return [
        {**row(r, n, number[r["document"]], index, acts, names[n]), "event": number[event]}
        for n, (r, event) in enumerate(zip(records, events, strict=True))
    ]


def events_of(linked: Linked) -> list[str]:
    """A name of the event for each report: the first of all that are linked with it."""
    first = {b: a for a, b in sorted(linked.pairs, reverse=True)}
    return [first.get(str(r["id"]), str(r["id"])) for r in linked.reports]


def m_of(rows: Sequence[Row]) -> Counter[tuple[str, str]]:
    """How many pairs of one event stand at each level."""
    pairs = "l.event = r.event AND l.document <> r.document"
    return _counted(rows, pairs)


def u_of(rows: Sequence[Row]) -> Counter[tuple[str, str]]:
    """How many pairs of different events, of one document or of one country and a fortnight, stand at each level."""
    near = (
        f"l.country = r.country AND greatest(l.first_day, r.first_day) - least(l.last_day, r.last_day) <= {FORTNIGHT}"
    )
    pairs = f"l.event <> r.event AND l.aggregate = r.aggregate AND (l.document = r.document OR {near})"
    return _counted(rows, pairs)


def _counted(rows: Sequence[Row], pairs: str) -> Counter[tuple[str, str]]:
    scored = linker(rows, None, [{"blocking_rule": pairs}]).inference.predict(warning_mode="never")
    counts = Counter[tuple[str, str]]()
    for comparison, levels in COMPARISONS.items():
        found = scored.query_sql(f"SELECT gamma_{comparison} g, count(*) n FROM {{this}} GROUP BY 1").as_record_list()
        by_gamma = {r["g"]: r["n"] for r in found}
        for name, _ in levels:
            counts[comparison, name] = by_gamma.get(-1 if name == UNKNOWN else gamma(comparison, name), 0)
    return counts


def made_up_u() -> Shares:
    """Splink's estimate over random pairs of one country and a fortnight."""
    made = [(r, str(e)) for r, e in reports(3000, SEED, countries=1) if r["published"] < "2014-01-20"]
    records = [r for r, _ in made]
    rows = rows_of(records, [e for _, e in made], pages(records))
    model = linker(rows, None, [{"blocking_rule": "l.type = r.type"}])
    model.training.estimate_u_using_random_sampling(max_pairs=5e5, seed=SEED)
    return _probabilities(model, "u_probability")


def made_up_m() -> Shares:
    """Splink's estimate over made-up reports whose events are known."""
    made = list(islice(reports(6000, SEED + 1), 6000))
    records = [r for r, _ in made]
    rows = rows_of(records, [str(e) for _, e in made], pages(records))
    model = linker(rows, None, [{"blocking_rule": "l.type = r.type"}])
    model.training.estimate_m_from_label_column("event")
    return _probabilities(model, "m_probability")


def _probabilities(model: Any, which: str) -> Shares:
    saved = model.misc.save_model_to_json()
    out: Shares = {}
    for comparison in saved["comparisons"]:
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                value = level.get(which)
                out[comparison["output_column_name"], level["label_for_charts"]] = (
                    value if isinstance(value, float) else 0.0
                )
    return out


def levels_of(comparison: str) -> list[str]:
    """The levels of a comparison that weigh something."""
    return [name for name, _ in COMPARISONS[comparison] if name != UNKNOWN]


def mixed(counted: Counter[tuple[str, str]], made_up: Shares, weight: float) -> Shares:
    """Shares of the levels of each comparison, from counted pairs and made-up ones."""
    out: Shares = {}
    for comparison in COMPARISONS:
        names = levels_of(comparison)
        total = sum(counted[comparison, name] for name in names)
        shares = {
            name: (UNSEEN + counted[comparison, name] + weight * made_up[comparison, name]) / (total + weight)
            for name in names
        }
        whole = sum(shares.values())
        out |= {(comparison, name): round(share / whole, 4) for name, share in shares.items()}
    return out


def written(m: Shares, u: Shares, day: str, training: str, command: str) -> Iterable[str]:
    """The weights as a file."""
    yield "# What each level of each comparison weighs: m is how often two reports of one event stand there, u how"
    yield "# often others of one country and fortnight do. Written by benchmarks/merging_weights.py, never by hand."
    yield f"date: {day}"
    yield f"training: {training}"
    yield f"command: {command}"
    yield f"prior: {PRIOR}"
    yield "levels:"
    for comparison, levels in COMPARISONS.items():
        yield f"  {comparison}:"
        for name, _ in levels:
            if name != UNKNOWN:
                yield f"    {name}: {{m: {m[comparison, name]:.4f}, u: {u[comparison, name]:.4f}}}"


def told_apart(m: Shares, u: Shares) -> None:
    """See that no two levels of a comparison weigh just the same, for by their weights they are known."""
    for comparison, levels in COMPARISONS.items():
        ratios = {1.0}
        for name, _ in levels:
            if name != UNKNOWN:
                while round(m[comparison, name] / u[comparison, name], 5) in ratios:
                    m[comparison, name] += 0.0001
                ratios.add(round(m[comparison, name] / u[comparison, name], 5))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pairs stand at each level: of one event, of different ones told side by side in one document."""

    same: Counter[tuple[str, str]]
    others: Counter[tuple[str, str]]


def counted(codings: Iterable[Linked]) -> Counted:
    """The pairs of some coded reports."""
    same, others = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for linked in codings:
        rows = rows_of(linked.reports, events_of(linked), linked.documents)
        same.update(m_of(rows))
        others.update(u_of(rows))
    return Counted(same, others)


def made_up() -> tuple[Shares, Shares]:
    """How made-up pairs of one event and others stand, which are mixed with the counted ones."""
    return made_up_m(), made_up_u()


def learned(sets: Sequence[Counted], made: tuple[Shares, Shares]) -> tuple[Shares, Shares]:
    """What the levels weigh by some sets of coded reports and by made-up ones: m and u."""
    same, others = (sum((getattr(s, of) for s in sets), Counter[tuple[str, str]]()) for of in ("same", "others"))
    m, u = mixed(same, made[0], MADE_UP_M), mixed(others, made[1], MADE_UP_U)
    told_apart(m, u)
    return m, u


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--write", metavar="DATE", help="write them, with this date")
    given = options.parse_args()
    sets, told = [], []
    for folder in given.gold:
        truth = read_linked(folder)
        told.append(f"{folder.name} ({len(truth.pairs)} linked pairs)")
        sets.append(counted([truth, coded_by_us(folder, truth)]))
    m, u = learned(sets, made_up())
    training = f"{', '.join(told)}, each as coded and as we code it; made-up reports"
    command = f"python benchmarks/merging_weights.py {' '.join(f.name for f in given.gold)} --write {given.write}"
    lines = "\n".join(written(m, u, given.write or "", training, command)) + "\n"
    if given.write:
        (FOLDER / "weights.yaml").write_text(lines, encoding="utf-8")
    else:
        print(lines)


if __name__ == "__main__":
    main()
