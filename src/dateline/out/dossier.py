"""A report or an event of a project as a page for people, out of their records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.out.wording import clean

type Record = Mapping[str, Any]

_FIELDS = ("status", "aggregate", "actor", "target", "when", "where", "weapon", "reason", "sources")


def report_page(record: Record) -> str:
    """The values of a report, what people decided on each, and the claims with words, offsets, voice and reader."""
    return "\n".join(_report(record)) + "\n"


def event_page(record: Record, reports: Sequence[Record]) -> str:
    """The values of an event, and each report that it is made of."""
    lines = [f"event {record['id']} · {record['type']} · {record['status']} · {_origins(record)}"]
    for name in ("when", "where", "actor", "target"):
        if record.get(name):
            lines.append(f"  {name}: {value_words(record[name])}")
    for name, count in record.get("counts", {}).items():
        lines.append(f"  {name}: {value_words([count['low'], count['high']])}, best {value_words(count['best'])}")
    pages = [line for report in reports for line in ("", *_report(report))]
    return "\n".join([*lines, *pages]) + "\n"


def value_words(value: Any) -> str:
    """A value of a record in short words."""
    if value is None or value in ([], {}):
        return "?"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _mapping_words(value)
    if isinstance(value, list | tuple):
        return _count_words(value) if _is_count(value) else "; ".join(value_words(each) for each in value)
    return clean(str(value))


def _origins(record: Record) -> str:
    numbers = {"report": len(record["reports"]), "origin": len(record.get("origins", ()))}
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for noun, number in numbers.items() if number)


def _report(record: Record) -> Iterator[str]:
    judged = record.get("decided", {})
    verdict = f" · {judged['verdict']}" if judged.get("verdict") else ""
    lost = "" if judged.get("found", True) else " · no longer found by the machine"
    yield f"report {record['id']} · {record['type']} · of {record['document']}{verdict}{lost}"
    decided = judged.get("fields", {})
    values = {name: record[name] for name in _FIELDS} | dict(record["counts"])
    values |= {name: record["counts"].get(name) for name in decided if name not in record}
    for name, value in values.items():
        if name not in decided and value in (None, [], False):
            continue
        yield f"  {name}: {value_words(value)}{_note(decided.get(name))}"
    for words in record["evidence"]:
        yield f'  told: "{clean(words)}"'
    for claim in record["claims"]:
        words = f' "{clean(claim["words"])}" [{claim["start"]}:{claim["end"]}]' if claim["words"] else ""
        voice = f" {claim['source']} {claim['attitude']}," if claim["source"] else ""
        yield f"  claim: {claim['field']} = {value_words(claim['value'])}{words},{voice} by {claim['by']}"


def _note(decided: Record | None) -> str:
    if decided is None:
        return ""
    machine = f"; the machine: {value_words(decided['machine'])}" if "machine" in decided else ""
    return f"  ({decided['by']}{machine})"


def _is_count(value: Any) -> bool:
    return len(value) in (2, 3) and isinstance(value[0], int) and not isinstance(value[0], bool)


def _count_words(value: Any) -> str:
    low, high, *rest = value
    about = "~" if rest else ""
    return f"{about}{low}+" if high is None else f"{about}{low}" if low == high else f"{about}{low}-{high}"


def _mapping_words(value: Record) -> str:
    if "first" in value and "last" in value:
        first, last = value["first"], value["last"]
        return str(first) if first == last else f"{first}..{last}"
    if value.get("name"):
        parts = (value["name"], value.get("admin1"), value.get("country"))
        return ", ".join(dict.fromkeys(str(part) for part in parts if part))
    if value.get("kind"):
        return str(value["kind"])
    return "; ".join(f"{name} {value_words(each)}" for name, each in value.items())
