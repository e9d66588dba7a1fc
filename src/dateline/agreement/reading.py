"""Reads coded reports: a folder of YAML files that hold text and events, or JSONL with one report a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import SourceError, UsageError

type Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coded:
    """One document as somebody coded it.

    `text` is None where only records are at hand. `traps` are extracts of the text that must give no
    event. `document` holds what else is known of it (title, published, publisher, lang).
    """

    id: str
    text: str | None
    reports: tuple[Record, ...]
    traps: tuple[str, ...] = ()
    document: Mapping[str, Any] | None = None


def read_coded(path: Path) -> tuple[Coded, ...]:
    """The coded documents of a folder of YAML files, or of a JSONL file with one report a line, in order."""
    if path.is_dir():
        files = sorted(path.rglob("*.yaml"))
        if not files:
            raise UsageError(f"{path}: no coded documents (*.yaml) in this folder")
        return tuple(_coded_file(file) for file in files)
    records = read_records(path)
    return tuple(Coded(name, None, tuple(reports)) for name, reports in records.items())


def read_records(path: Path) -> dict[str, list[Record]]:
    """The reports of a JSONL file by their document, both in the order of the file."""
    found: dict[str, list[Record]] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as wrong:
        raise SourceError(str(path), "is not UTF-8; write the records with `dateline code --format jsonl`") from wrong
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            report = json.loads(line)
            name = str(report["document"])
            report["type"]
        except (ValueError, TypeError, KeyError) as wrong:
            raise SourceError(f"{path}:{number}", "is no record with `document` and `type`") from wrong
        found.setdefault(name, []).append(report)
    return found


def _coded_file(path: Path) -> Coded:
    try:
        node = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as wrong:
        raise SourceError(str(path), f"cannot be read as YAML: {wrong}") from wrong
    if not isinstance(node, dict) or "id" not in node or not isinstance(node.get("text"), str):
        raise SourceError(str(path), "is no coded document: it needs `id` and `text`, and `events` where it has any")
    return Coded(
        id=str(node["id"]),
        text=node["text"],
        reports=tuple(node.get("events") or ()),
        traps=tuple(node.get("not_events") or ()),
        document={name: node.get(name) for name in ("title", "published", "publisher", "lang")},
    )
