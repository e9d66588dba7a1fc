"""How long it takes to join made-up reports into events, in how much memory, and how right it is.

    python benchmarks/merging_speed.py [--reports N]... [--seed S]

Makes up N reports (10,000 to 200,000 unless told otherwise) with the generator of `synthetic_reports.py`, whose rates
of noise are printed, and merges them in a process of its own for each N. The last line is JSON: seconds, the most
memory in MB, events made up and found, precision and recall of the joined pairs, and B-cubed F1.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.merge import merge_reports
from synthetic_reports import NOISE, pages, reports

SIZES = (10_000, 25_000, 50_000, 100_000, 200_000)


def run(count: int, seed: int) -> dict[str, Any]:
    """Merge so many reports, in this process."""
    made = list(reports(count, seed))
    truth = {record["id"]: event for record, event in made}
    records = [record for record, _ in made]
    documents = pages(records)
    before, worked = time.perf_counter(), time.process_time()
    merged = merge_reports(records, documents)
    seconds, worked = time.perf_counter() - before, time.process_time() - worked
    found = {report: n for n, event in enumerate(merged.events) for report in event.reports}
    return {
        "reports": count,
        "seconds": round(seconds, 1),
        "processor_seconds": round(worked, 1),
        "mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "events": len(set(truth.values())),
        "found": len(merged.events),
        **pairs(truth, found),
        "b_cubed": round(b_cubed(truth, found), 3),
    }


def pairs(truth: Mapping[str, int], found: Mapping[str, int]) -> dict[str, float]:
    """Precision and recall of the pairs that are joined."""

    def count(of: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in of.values())

    both = count(Counter((truth[r], found[r]) for r in truth))
    joined, real = count(Counter(found.values())), count(Counter(truth.values()))
    return {"precision": round(both / max(1, joined), 3), "recall": round(both / max(1, real), 3)}


def b_cubed(truth: Mapping[str, int], found: Mapping[str, int]) -> float:
    """F1 of how much of each item's cluster is right, and how much of what is right is in it."""
    real, mine = defaultdict(set), defaultdict(set)
    for item in truth:
        real[truth[item]].add(item)
        mine[found[item]].add(item)
    shares = [(len(real[truth[i]] & mine[found[i]]), len(mine[found[i]]), len(real[truth[i]])) for i in truth]
    precision = sum(both / m for both, m, _ in shares) / len(truth)
    recall = sum(both / r for both, _, r in shares) / len(truth)
    return 2 * precision * recall / (precision + recall)


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, action="append")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args(arguments)
    sizes = given.reports or SIZES
    if given.one:
        print(json.dumps(run(sizes[0], given.seed)))
        return
    print("noise:", ", ".join(f"{name} {rate}" for name, rate in NOISE.items()))
    curve = []
    for size in sizes:
        own = [sys.executable, __file__, "--one", "--reports", str(size), "--seed", str(given.seed)]
        done = subprocess.run(own, check=True, capture_output=True, text=True)
        curve.append(json.loads(done.stdout.splitlines()[-1]))
        print(curve[-1], flush=True)
    print(json.dumps({"benchmark": "merging_speed", "curve": curve}))


if __name__ == "__main__":
    main()
