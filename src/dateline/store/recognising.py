"""Which report of a new coding is which of the old ones: pure functions on records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ALIKE = 80  # of 100: how like two extracts of different texts must be to be one


@dataclass(frozen=True, slots=True)
class Telling:
    """A report, for being recognised: `made_as` is the id that its run gave it, `text` the row of its document."""

    id: str
    made_as: str
    family: str
    record: Mapping[str, Any]
    text: int
    current: bool = True


def recognise(new: Sequence[Telling], old: Sequence[Telling]) -> dict[int, int]:
    """For each new report, by index, the old one that it is: the same type family, and evidence that overlaps.

    Where several could be meant: that which a run gave the same id by itself, then one that is there now and was not
    withdrawn, then the one that shares most, then the older. No old report is given twice.
    """
    ranked = sorted(
        ((rank, m, n) for n, each in enumerate(new) for m, other in enumerate(old) if (rank := _rank(each, other))),
        key=lambda found: ([-part for part in found[0]], found[1], found[2]),
    )
    given: dict[int, int] = {}
    taken: set[int] = set()
    for _, m, n in ranked:
        if n not in given and m not in taken:
            given[n] = m
            taken.add(m)
    return given


def absorbed(old: Telling, new: Sequence[Telling]) -> int | None:
    """The new report that tells what an old one told that is no longer there by itself."""
    shares = [(share(old, each), -n) for n, each in enumerate(new) if each.family == old.family]
    best = max(shares, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None


def share(one: Telling, other: Telling) -> float:
    """How much of their evidence two reports share, 0 to 1: by offsets in one text, by likeness in two."""
    if one.text == other.text:
        a, b = _characters(one.record), _characters(other.record)
        return len(a & b) / max(1, len(a | b))
    return _likeness(one.record["evidence"], other.record["evidence"])


def _rank(new: Telling, old: Telling) -> tuple[float, ...] | None:
    if new.family != old.family or not (shared := share(new, old)):
        return None
    return (new.made_as == old.made_as, old.current, shared, new.record["type"] == old.record["type"])


def _characters(record: Mapping[str, Any]) -> set[int]:
    return {at for start, end in record["spans"].get("evidence", ()) for at in range(start, end)}


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    from rapidfuzz.fuzz import ratio

    best = max((ratio(" ".join(a.split()), " ".join(b.split())) for a in one for b in other), default=0.0)
    return best / 100 if best >= ALIKE else 0.0
