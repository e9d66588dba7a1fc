"""Records with what people decided about them, field by field: pure functions on plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.store.verdicts import Kind, Verdict

# The fields that a person may decide on, beside each count by its name.
PLAIN = ("type", "status", "aggregate", "actor", "target", "when", "where", "weapon", "reason", "sources")
_OWN_WORDS = frozenset({"words"})  # other words for the same value are no other value


def values_of(record: Mapping[str, Any], counts: Iterable[str]) -> dict[str, Any]:
    """What a report says, by field; None for a count of the codebook that it does not have."""
    return {name: record[name] for name in PLAIN} | {name: record["counts"].get(name) for name in counts}


def decided(record: Mapping[str, Any], verdicts: Sequence[Verdict], *, found: bool = True) -> dict[str, Any]:
    """The record as people have it, the verdicts on it given in their order.

    Where there are any, its last key is `decided`: `verdict` is "accepted" or "rejected" where the report as a whole
    was, `fields` has what people gave for single ones, with the machine's own value where that is another, and
    `found` says whether the machine still finds the report (where not, all of it is as it was found last).
    """
    if not verdicts:
        return dict(record)
    given: dict[str, tuple[str, Any]] = {}
    whole: str | None = None
    for verdict in verdicts:
        kind, values = verdict.decision.kind, verdict.decision.values or {}
        if kind is Kind.REJECTED or (kind is Kind.ACCEPTED and set(PLAIN) <= set(values)):
            whole = kind.value
        given |= {name: (kind.value, value) for name, value in values.items()}
    out = {**record, "counts": dict(record["counts"]), "unknown": dict(record["unknown"])}
    out["spans"] = dict(record["spans"])
    fields = {name: _decide(out, name, *given[name]) for name in sorted(given)}
    out["decided"] = {"verdict": whole, "found": found, "fields": fields}
    return out


def is_rejected(record: Mapping[str, Any]) -> bool:
    """Did a person say, last of all, that the report is none?"""
    return bool(record.get("decided", {}).get("verdict") == Kind.REJECTED.value)


def _decide(record: dict[str, Any], name: str, by: str, value: Any) -> dict[str, Any]:
    """Put a person's value into the record where the machine's is another; gives what `decided` tells of it."""
    place = record if name in PLAIN else record["counts"]
    machine = place.get(name)
    if bare(machine) == bare(value):
        return {"by": by}
    if name in PLAIN or value is not None:
        place[name] = value
    else:
        place.pop(name, None)
    record["spans"].pop(name, None)
    if value in (None, []):
        record["unknown"][name] = "not_said"
    else:
        record["unknown"].pop(name, None)
    return {"by": by, "machine": machine}


def bare(value: Any) -> Any:
    """The value without the words that it was read from."""
    if isinstance(value, Mapping):
        return {name: bare(each) for name, each in value.items() if name not in _OWN_WORDS}
    return [bare(each) for each in value] if isinstance(value, list) else value
