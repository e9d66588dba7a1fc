"""Reads what a person writes for a field of a report into what a record holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dateline.errors import UsageError
from dateline.ontology import Ontology
from dateline.out import COUNTS
from dateline.values import Attitude, DayPrecision, Extent, GeoPrecision, PartyKind, SourceKind

NONE = "unknown"  # what stands for: the text does not say
_COUNT = re.compile(r"(~?)(\d+)(?:-(\d+)|(\+))?")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")

_PARTY = {"name": "", "kind": "", "country": None, "words": None, "private": False}
_SOURCE = {"name": None, "kind": "", "via": None, "attitude": "asserts", "words": None, "private": False}
_PLACE: dict[str, Any] = {
    "name": "",
    "country": None,
    "admin1": None,
    "lat": None,
    "lon": None,
    "precision": "",
    "words": None,
    "gazetteer_id": None,
    "admin1_code": None,
    "admin2": None,
    "within_km": 0.0,
}


def read_value(field: str, words: str, ontology: Ontology) -> Any:
    """A value as a record holds it; raises UsageError for what is none, with how it is written."""
    if words == NONE and field not in ("type", "status", "aggregate"):
        return [] if field in ("actor", "target", "sources") else None
    if field in COUNTS:
        return _count(field, words)
    readers: Mapping[str, Callable[[str], Any]] = {
        "type": lambda w: _one_of(field, w, ontology.types),
        "status": lambda w: _one_of(field, w, ontology.statuses),
        "aggregate": lambda w: _one_of(field, w, ("true", "false")) == "true",
        "when": _days,
        "where": lambda w: _object(field, _json(field, w), _PLACE, {"precision": GeoPrecision}),
        "actor": lambda w: _objects(field, w, _PARTY, {"kind": PartyKind}),
        "target": lambda w: _objects(field, w, _PARTY, {"kind": PartyKind}),
        "sources": lambda w: _objects(field, w, _SOURCE, {"kind": SourceKind, "attitude": Attitude}),
        "weapon": str,
        "reason": str,
    }
    if field not in readers:
        raise UsageError(f"'{field}' is no field of a report: {', '.join((*readers, *COUNTS))}")
    return readers[field](words)


def _count(field: str, words: str) -> list[int | str | None]:
    found = _COUNT.fullmatch(words)
    if not found:
        raise UsageError(f"{field}: '{words}' is no count; write 7, 7-9, 30+, ~20 or {NONE}")
    about, low, high, open_ = found.groups()
    top = None if open_ else int(high or low)
    if top is not None and top < int(low):
        raise UsageError(f"{field}: '{words}' ends before it begins")
    return [int(low), top, *(["approximate"] if about else [])]


def _days(words: str) -> dict[str, str | None]:
    found = _DAYS.fullmatch(words)
    try:
        days = [date.fromisoformat(day) for day in (found.groups() if found else ("",)) if day is not None]
    except ValueError as wrong:
        raise UsageError(f"when: '{words}' is no day; write 2024-03-05, 2024-03-05..2024-03-08 or {NONE}") from wrong
    if days[-1] < days[0]:
        raise UsageError(f"when: '{words}' ends before it begins")
    first, last = days[0].isoformat(), days[-1].isoformat()
    return {"first": first, "last": last, "precision": DayPrecision.DAY, "extent": Extent.WITHIN, "words": None}


def _one_of(field: str, words: str, known: Any) -> str:
    if words not in known:
        raise UsageError(f"{field}: '{words}' is none of {', '.join(known)}")
    return words


def _json(field: str, words: str) -> Any:
    try:
        return json.loads(words)
    except ValueError as wrong:
        raise UsageError(f"{field}: '{words}' is no JSON; write it as the record has it (docs/record.md)") from wrong


def _objects(field: str, words: str, shape: Mapping[str, Any], kinds: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = _json(field, words)
    return [_object(field, each, shape, kinds) for each in (found if isinstance(found, list) else [found])]


def _object(field: str, given: Any, shape: Mapping[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping with the keys of a record, in their order; those that are not given have the usual value."""
    if not isinstance(given, dict) or not given.keys() <= shape.keys():
        raise UsageError(f"{field}: give {', '.join(shape)}, as the record has them (docs/record.md)")
    out = {**shape, **given}
    for name, known in kinds.items():
        _one_of(f"{field}: {name}", str(out[name]), [each.value for each in known])
    for name, usual in shape.items():
        if usual == "" and not out[name]:
            raise UsageError(f"{field}: '{name}' is missing")
    return out
