"""Counts how often values were right by the way in which they were found, on coded reports.

    python benchmarks/reliability.py GOLD [--write]

Pairs our reports with the coded ones as the scorer beside them does and judges each field by it. Prints
the table; `--write` puts it into `src/dateline/data/confidence.tsv`, where confidences come from.
Only counts leave the coded reports. The last line is JSON: the mean over reports of the squared
distance between a report's confidence and whether there is such an event of its type (Brier score).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from dateline.datafiles import DATA
from dateline.kit import load_kit
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from dateline.sources import document

HEADER = (
    "# How often values found in each way were right in coded reports; "
    "written by benchmarks/reliability.py --write, never by hand.\nfield\tbasis\tright\tchecked\n"
)
FIELDS = ("status", "when", "where", "counts", "actor", "target", "source")


def scorer_of(gold: Path) -> Any:
    """The scorer that stands beside the coded reports, as a module."""
    path = gold.resolve().parent / "tools" / "score_gold.py"
    spec = importlib.util.spec_from_file_location("score_gold", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_gold"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    scorer = scorer_of(given.gold)
    coded = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(given.gold.rglob("*.yaml"))]
    docs = [
        document(
            d["text"],
            id=str(d["id"]),
            title=d.get("title") or "",
            published=d["published"] if isinstance(d.get("published"), date) else None,
            publisher=d.get("publisher") or "",
            lang=d.get("lang") or "",
        )
        for d in coded
    ]
    right: Counter[tuple[str, str]] = Counter()
    checked: Counter[tuple[str, str]] = Counter()
    squares: list[float] = []
    for gold, coding in zip(coded, code_documents(docs, load_kit()), strict=True):
        if not isinstance(coding, Coding):
            continue
        ours = [json.loads(jsonl(record(r, coding.document))) for r in coding.reports]
        events = gold.get("events") or []
        likeness = np.array([[scorer.similarity(gold["text"], g, p) for p in ours] for g in events])
        pairs = dict(zip(*reversed(linear_sum_assignment(-likeness)), strict=True)) if likeness.size else {}
        for n, report in enumerate(coding.reports):
            event = events[pairs[n]] if n in pairs and likeness[pairs[n], n] > 0 else None
            hit = event is not None and event["type"] == report.type
            squares.append((report.confidence - hit) ** 2)
            checked["report", report.basis["report"]] += 1
            right["report", report.basis["report"]] += hit
            if event is None or not hit:
                continue
            verdict = scorer.judge(event, ours[n])
            for field in FIELDS:
                checked[field, report.basis[field]] += 1
                right[field, report.basis[field]] += verdict[field]
    rows = [f"{f}\t{b}\t{right[f, b]}\t{checked[f, b]}" for f, b in sorted(checked)]
    print("\n".join(rows))
    if given.write:
        (DATA / "confidence.tsv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(json.dumps({"reports": len(squares), "brier": round(sum(squares) / len(squares), 4)}))


if __name__ == "__main__":
    main()
