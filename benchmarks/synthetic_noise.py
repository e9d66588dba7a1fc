"""How often linked reports tell a value otherwise than it was: the rates of noise of the made-up reports.

    python benchmarks/synthetic_noise.py GOLD [--write DATE]

GOLD is a folder of coded reports with links (`related`). Shares of what reports leave open (days told by the week,
places told by the district, nobody named) are counted over all its reports. How often one telling is off is taken from
the linked pairs that are independent of each other: where a share d of the pairs disagrees, each of the two tellings is
off with the chance 1 - sqrt(1 - d). `--write` writes `synthetic_noise.yaml`, from which `synthetic_reports.py` draws.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from dateline.merge.names import rare_names
from dateline.merge.rows import word_keys
from dateline.model import DayPrecision, GeoPrecision, PartyKind
from linked_reports import Linked, read_linked

FILE = Path(__file__).with_suffix(".yaml")
VAGUE_DAYS = (DayPrecision.MONTH, DayPrecision.YEAR)
VAGUE_PLACES = (GeoPrecision.ADMIN1, GeoPrecision.COUNTRY, GeoPrecision.BORDER)
Record = Mapping[str, Any]


def noise() -> dict[str, float]:
    """The rates of noise that `synthetic_noise.yaml` holds."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8"))["rates"])


def rates(linked: Linked) -> dict[str, float]:
    """Each rate, from coded and linked reports."""
    single = [r for r in linked.reports if not r["aggregate"]]
    by_id = {r["id"]: r for r in linked.reports}
    pairs = [(by_id[a], by_id[b]) for a, b in sorted(linked.independent)]

    def share(holds: Callable[[Record], bool]) -> float:
        return sum(map(holds, single)) / len(single)

    def when(precision: Sequence[DayPrecision]) -> float:
        return share(lambda r: bool(r["when"]) and r["when"]["precision"] in precision)

    def where(precision: Sequence[GeoPrecision]) -> float:
        return share(lambda r: bool(r["where"]) and r["where"]["precision"] in precision)

    return {
        "copy": len(linked.copies) / (len(linked.copies) + len(linked.independent)),
        "sum": sum(r["aggregate"] for r in linked.reports) / len(linked.reports),
        "other_type": _off(a["type"] == b["type"] for a, b in pairs),
        "two_days": share(lambda r: _days(r) > 1),
        "inferred_days": when([DayPrecision.INFERRED]),
        "week": when([DayPrecision.WEEK]),
        "month": when(VAGUE_DAYS),
        "other_day": _off(a["when"]["first"] == b["when"]["first"] for a, b in pairs if _days(a) == _days(b) == 1),
        "no_days": share(lambda r: not r["when"]),
        "near_place": where([GeoPrecision.NEAR]),
        "district": where([GeoPrecision.ADMIN2]),
        "province": where(VAGUE_PLACES),
        "no_place": share(lambda r: not r["where"]),
        "no_actor": share(lambda r: not r["actor"]),
        "unnamed_actor": share(lambda r: bool(r["actor"]) and not _named(r, "actor")),
        "other_actor": _off(_agree(pairs, "actor")),
        "other_target": _off(_agree(pairs, "target")),
        "no_counts": share(lambda r: not r["counts"]),
        "other_count": _off(low == other for (low, _), (other, _) in _figures(pairs)),
        "open_count": share(lambda r: any(None in count[:2] for count in r["counts"].values())),
        "other_names": 1 - sqrt(_mean(_names_in_common(linked))),
        "other_words": 1 - sqrt(_mean(_in_common(a, b) for a, b in pairs)),
    }


def _off(agreeing: Iterator[bool]) -> float:
    return 1 - sqrt(_mean(map(float, agreeing)))


def _mean(values: Iterator[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _days(report: Record) -> int:
    """1 for a report told of a day, 2 of several days, 0 of days told otherwise."""
    when = report["when"]
    if not when or when["precision"] != DayPrecision.DAY:
        return 0
    return 1 if when["first"] == when["last"] else 2


def _named(report: Record, role: str) -> set[str]:
    return {p["name"] for p in report[role] if p["kind"] != PartyKind.UNIDENTIFIED}


def _agree(pairs: Sequence[tuple[Record, Record]], role: str) -> Iterator[bool]:
    """Of the pairs in which both name a party, whether they share one."""
    for a, b in pairs:
        if (one := _named(a, role)) and (other := _named(b, role)):
            yield bool(one & other)


def _figures(pairs: Sequence[tuple[Record, Record]]) -> Iterator[tuple[list[Any], list[Any]]]:
    """The counts that both reports of a pair give."""
    for a, b in pairs:
        yield from (
            (a["counts"][name][:2], b["counts"][name][:2]) for name in sorted(a["counts"].keys() & b["counts"].keys())
        )


def _in_common(a: Record, b: Record) -> float:
    """How many of the words of two tellings are in both, as a share of what they have on the mean."""
    one, other = set(word_keys(a["evidence"])), set(word_keys(b["evidence"]))
    return 2 * len(one & other) / (len(one) + len(other))


def _names_in_common(linked: Linked) -> Iterator[float]:
    """Of the rare names of two independent tellings, as a share of what they have on the mean, how many are in both."""
    found = rare_names(linked.reports, linked.documents)
    names = {r["id"]: set(n or ()) for r, n in zip(linked.reports, found, strict=True)}
    for a, b in sorted(linked.independent):
        if total := len(names[a]) + len(names[b]):
            yield 2 * len(names[a] & names[b]) / total


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--write", metavar="DATE", help="write them, with this date")
    given = options.parse_args()
    linked = read_linked(given.gold)
    lines = [
        "# How often a made-up report tells a value otherwise than it was. Written by benchmarks/synthetic_noise.py,",
        "# never by hand.",
        f"date: {given.write or ''}",
        f"from: {given.gold.name}, {len(linked.reports)} reports, {len(linked.copies)} links between copies and"
        f" {len(linked.independent)} between independent reports",
        f"command: python benchmarks/synthetic_noise.py {given.gold.name} --write {given.write}",
        "rates:",
        *(f"  {name}: {rate:.3f}" for name, rate in rates(linked).items()),
    ]
    if given.write:
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
