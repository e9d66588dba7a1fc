"""Joins coded reports into events and compares the joined pairs with the links that the coders gave.

    python benchmarks/merging.py GOLD... [--ours] [--show N]

GOLD are folders of coded reports with links (`related`); every pair of reports of different documents that is not
linked is of different events. Joins the reports as they are coded, which measures merging alone, and with `--ours` as
our coder reads them, which measures both: a pair counts as found where both of its reports were found and joined. A
pair of copies is recognised where the two are given one origin. Prints a line a folder; the last line is JSON.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.merge import Event, merge_reports
from linked_reports import Linked, Pair, coded_by_us, pair, read_linked


def joined_pairs(events: tuple[Event, ...]) -> set[Pair]:
    """Every two reports that stand in one event."""
    return {pair(a, b) for event in events for a, b in combinations(event.reports, 2)}


def one_origin(events: tuple[Event, ...]) -> set[Pair]:
    """Every two reports of one event that are given one origin."""
    groups = (origin.reports for event in events for origin in event.origins)
    return {pair(a, b) for group in groups for a, b in combinations(group, 2)}


def measure(linked: Linked, show: int) -> dict[str, Any]:
    """Precision and recall of joined pairs, and of copies among the pairs that were joined."""
    events = merge_reports(linked.reports, linked.documents).events
    joined, origin = joined_pairs(events), one_origin(events)
    right = joined & linked.pairs
    by_id = {r["id"]: r for r in linked.reports}
    for title, pairs in (("false", joined - linked.pairs), ("missed", linked.pairs - joined)):
        for a, b in sorted(pairs)[:show]:
            print(title, *(f"\n    {short(by_id[x])}" if x in by_id else f"\n    {x} not read" for x in (a, b)))
    copies = linked.copies & joined
    for a, b in sorted(copies - origin)[:show]:
        print(f"copy not recognised: {a} {b}")
    for a, b in sorted(linked.independent & origin)[:show]:
        print(f"not one origin: {a} {b}")
    return {
        "reports": len(linked.reports),
        "pairs": len(linked.pairs),
        "precision": round(len(right) / len(joined), 3) if joined else 1.0,
        "recall": round(len(right) / len(linked.pairs), 3) if linked.pairs else 1.0,
        "copies": len(linked.copies),
        "copies_joined": len(copies),
        "copies_one_origin": len(copies & origin),
        "independent_joined": len(linked.independent & joined),
        "independent_one_origin": len(linked.independent & origin),
    }


def short(report: dict[str, Any]) -> str:
    """A report on one line."""
    when, where = report["when"] or {}, report["where"] or {}
    parties = [",".join(p["name"] or "?" for p in report[role]) for role in ("actor", "target")]
    days = f"{when.get('first')}..{when.get('last')} {when.get('precision')}"
    place = f"{where.get('name')} {where.get('country')} {where.get('precision')} {where.get('lat')},{where.get('lon')}"
    kind = f"{report['id']} {report['type']} {report['status']}"
    return f"{kind} | {' -> '.join(parties)} | {days} | {place} | {report['counts']}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--ours", action="store_true", help="as our coder reads them too")
    options.add_argument("--show", type=int, default=0)
    given = options.parse_args()
    figures: dict[str, Any] = {"benchmark": "merging"}
    for folder in given.gold:
        truth = read_linked(folder)
        kinds = {"coded": truth, **({"ours": coded_by_us(folder, truth)} if given.ours else {})}
        for kind, linked in kinds.items():
            told = measure(linked, given.show)
            figures[f"{folder.name}/{kind}"] = told
            print(f"{folder.name}/{kind:8}", told)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
