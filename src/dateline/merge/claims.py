"""What the reports of one event say of each field, by origin, in the order of their publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.merge.rows import Record
from dateline.model import Attitude, Status


@dataclass(frozen=True, slots=True)
class Told:
    """One report of an event: its record, its origin's number, its place in the order of publication."""

    record: Record
    origin: int
    order: int

    @property
    def id(self) -> str:
        """The report's id."""
        return str(self.record["id"])

    @property
    def denies(self) -> bool:
        """Does it only say that the event did not happen?"""
        return self.record.get("status") == Status.DENIED

    @property
    def asserts(self) -> bool:
        """Does it say that the event happened, at least by somebody's word?"""
        return not self.denies


def latest(told: Sequence[Told], has: Callable[[Told], bool]) -> list[Told]:
    """Of each origin, the latest report that has the value."""
    by_origin: dict[int, Told] = {}
    for one in sorted(filter(has, told), key=lambda t: t.order):
        by_origin[one.origin] = one
    return sorted(by_origin.values(), key=lambda t: t.order)


def most_told[K: Hashable](told: Iterable[tuple[K, Told]]) -> list[K]:
    """The values that most origins give; several where as many give each, in the order of their first report."""
    origins: dict[K, set[int]] = {}
    for value, one in told:
        origins.setdefault(value, set()).add(one.origin)
    counted = Counter({value: len(of) for value, of in origins.items()})
    return [value for value in origins if counted[value] == max(counted.values(), default=0)]


def claim(one: Told, value: Any, words: str | None = None, *, denial: bool = False) -> dict[str, Any]:
    """One claim as plain data: the value, its words, who says it, or who denies it; private persons by kind alone."""
    said = _sources(one.record, denial=denial or one.denies)
    return {"report": one.id, "origin": one.origin, "value": value, "words": words, "sources": said}


def _sources(record: Record, *, denial: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": None if s.get("private") else s.get("name"),
            "kind": s.get("kind"),
            "via": s.get("via"),
            "attitude": s.get("attitude") or Attitude.ASSERTS.value,
        }
        for s in record.get("sources") or ()
        if (s.get("attitude") == Attitude.DENIES) is denial
    ]


def deniers(record: Record) -> list[Mapping[str, Any]]:
    """Those sources of a report that deny what it tells."""
    return [s for s in record.get("sources") or () if s.get("attitude") == Attitude.DENIES]
