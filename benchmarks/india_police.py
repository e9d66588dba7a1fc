"""Killings and arrests by the police in documents of the India Police Events corpus.

    python benchmarks/india_police.py PATH

PATH is a file of JSON lines, one document each: `doc_id`, `date` and `sents`, sentences with their `text` and
`labels` (KILL and ARREST are acts of the police). A document is positive where one of its sentences is. Our records
say so where somebody is killed by a state's forces, and where somebody is arrested by those or by nobody named: a
ruling group's arrests are none of the police. Floor: a word for the police and one for the act in one sentence.
The last line is the result as JSON.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.kit import load_kit
from dateline.model import PartyKind, Report, Status
from dateline.pipeline import Coding, code_documents
from dateline.sources import document
from dateline.values import Relevance

POLICE = re.compile(r"\b(?:police|policem[ae]n|cops?|constables?|crpf|rapid action force|srp|jawans?)\b", re.I)
ACTS = {
    "kill": re.compile(r"\b(?:kill(?:ed|s|ing)?|shot dead|gunned down|died|dead)\b", re.I),
    "arrest": re.compile(r"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|nabbed|took into custody)\b", re.I),
}
FORCES = (PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES)
TOLD = (Status.ACTUAL, Status.DISPUTED)


def acts_of(reports: Iterable[Report]) -> frozenset[str]:
    """Which acts of the police the records of one document tell of."""
    out = set()
    for report in reports:
        by_force = any(p.value.kind in FORCES for p in report.actor)
        count = report.counts.get("killed")
        if report.status in TOLD:
            if by_force and ((count is not None and count.value.high != 0) or "killed" in report.counts_unknown):
                out.add("kill")
            arrested = report.type == "arrest" or {"arrested"} & {*report.counts, *report.counts_unknown}
            if arrested and (by_force or not report.actor):
                out.add("arrest")
    return frozenset(out)


def floor_of(sentences: Iterable[str]) -> frozenset[str]:
    """Which acts have a word beside one for the police in some sentence."""
    told = [s for s in sentences if POLICE.search(s)]
    return frozenset(act for act, words in ACTS.items() if any(words.search(s) for s in told))


def shares(gold: Sequence[frozenset[str]], found: Sequence[frozenset[str]], act: str) -> dict[str, float]:
    """Recall, precision and F1 of one act over documents."""
    right = sum(act in g and act in f for g, f in zip(gold, found, strict=True))
    recall = right / max(1, sum(act in g for g in gold))
    precision = right / max(1, sum(act in f for f in found))
    f1 = 2 * recall * precision / max(1e-9, recall + precision)
    return {"recall": round(recall, 3), "precision": round(precision, 3), "f1": round(f1, 3)}


def main() -> None:
    """Print recall and precision of both acts, and the same as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", type=Path)
    path: Path = options.parse_args().path
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    gold = [frozenset(label.lower() for s in row["sents"] for label in s["labels"]) for row in rows]
    texts = [[s["text"] for s in row["sents"]] for row in rows]
    docs = [
        document("\n\n".join(text), id=str(row["doc_id"]), published=date.fromisoformat(row["date"]), lang="en")
        for row, text in zip(rows, texts, strict=True)
    ]
    codings = code_documents(docs, load_kit(relevance=Relevance.ALL))
    found = [acts_of(c.reports) if isinstance(c, Coding) else frozenset() for c in codings]
    floor = [floor_of(text) for text in texts]
    result: dict[str, Any] = {"benchmark": "india_police", "documents": len(rows)}
    for act in ACTS:
        for prefix, coded in (("", found), ("floor_", floor)):
            share = shares(gold, coded, act)
            result |= {f"{prefix}{act}_{key}": value for key, value in share.items()}
            print(f"{prefix}{act:7}", *(f"{key} {value:.3f}" for key, value in share.items()))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
