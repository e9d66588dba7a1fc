"""Coded reports with links between them, as our records: the truth of which are of one event.

A folder holds one document a file; `related` names the reports of other documents that tell of the same event. Pairs
that no file names are different events.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from dateline.agreement import load_criteria, paired, read_coded
from dateline.kit import load_kit
from dateline.merge import Origin
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from dateline.values import Relevance
from gold import documents

Record = dict[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """Reports, the documents that they are of, and the pairs of report ids that are of one event.

    `copies` are those of the pairs that have one origin, `independent` those that have not.
    """

    reports: tuple[Record, ...]
    documents: dict[str, Origin]
    pairs: frozenset[Pair]
    copies: frozenset[Pair]
    independent: frozenset[Pair]


def pair(a: str, b: str) -> Pair:
    """Two report ids in order."""
    return (a, b) if a < b else (b, a)


def read_linked(folder: Path) -> Linked:
    """The coded reports of a folder, each with an id like `a-001#0`."""
    reports: list[Record] = []
    origins: dict[str, Origin] = {}
    said: dict[Pair, bool] = {}
    for path in sorted(folder.rglob("*.yaml")):
        node = yaml.safe_load(path.read_text(encoding="utf-8"))
        origins[node["id"]] = _origin(node)
        reports += [_record(node, n, event) for n, event in enumerate(node.get("events") or [])]
        for link in node.get("related") or []:
            for other in link["same_as"]:
                said[pair(f"{node['id']}#{link['event']}", other)] = bool(link.get("independent", True))
    every = _closed(said)
    copies = frozenset(p for p, independent in said.items() if not independent)
    return Linked(tuple(reports), origins, every, copies, frozenset(p for p, alone in said.items() if alone))


def _closed(pairs: Iterable[Pair]) -> frozenset[Pair]:
    """The pairs and all that follow from them: two reports that are of one event with a third."""
    event: dict[str, set[str]] = {}
    for a, b in pairs:
        one = event.get(a, {a}) | event.get(b, {b})
        event.update(dict.fromkeys(one, one))
    return frozenset(pair(a, b) for one in event.values() for a, b in combinations(sorted(one), 2))


def _origin(node: Record) -> Origin:
    return Origin(
        node["id"], node["text"], node.get("title") or "", str(node.get("published") or ""), node.get("publisher") or ""
    )


def _record(node: Record, n: int, event: Record) -> Record:
    when = event.get("when")
    out = {
        "document": node["id"],
        "id": f"{node['id']}#{n}",
        "type": event["type"],
        "status": event.get("status") or "actual",
        "aggregate": bool(event.get("aggregate")),
        "actor": [_party(p) for p in event.get("actor") or []],
        "target": [_party(p) for p in event.get("target") or []],
        "when": when and {"extent": "within", **when, "first": str(when["first"]), "last": str(when["last"])},
        "where": event.get("where"),
        "counts": {name: _range(count) for name, count in (event.get("counts") or {}).items() if count is not None},
        "weapon": event.get("weapon"),
        "reason": event.get("reason"),
        "sources": [_source(s) for s in event.get("sources") or []],
        "evidence": event.get("evidence") or [],
        "claims": [],
        "published": str(node["published"]) if node.get("published") else None,
        "publisher": node.get("publisher"),
        "url": None,
    }
    return out


def _party(party: Record) -> Record:
    return {"country": None, "words": None, "private": False, **party}


def _source(source: Record) -> Record:
    return {"name": None, "via": None, "attitude": "asserts", "private": False, "words": None, **source}


def _range(count: Any) -> list[Any]:
    return count if isinstance(count, list) else [count, count]


def coded_by_us(folder: Path, truth: Linked) -> Linked:
    """What our coder makes of the same documents, with the links between the reports that it finds.

    A report that is none of the coded ones keeps an id of its own, and has no link. Ordinary crime is coded in a folder
    whose name ends in `_crime`.
    """
    coded, criteria = read_coded(folder), load_criteria()
    kit = load_kit(relevance=Relevance.ALL if folder.name.endswith("_crime") else Relevance.POLITICAL)
    by_id = {c.id: c for c in coded}
    reports: list[Record] = []
    for coding in code_documents(documents(coded), kit):
        if not isinstance(coding, Coding):
            continue
        import json

        ours = [json.loads(jsonl(record(r, coding.document))) for r in coding.reports]
        found = {mine: theirs for theirs, mine in paired(by_id[coding.document.id], ours, criteria).items()}
        for n, report in enumerate(ours):
            name = f"{coding.document.id}#{found[n]}" if n in found else f"{coding.document.id}+{n}"
            reports.append({**report, "id": name})
    return Linked(tuple(reports), truth.documents, truth.pairs, truth.copies, truth.independent)
