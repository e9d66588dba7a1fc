"""The reports of a project as people have them: the newest coding's, and those that it lacks and people keep."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dateline.store.decided import decided, is_rejected
from dateline.store.reports import Reported, current_reports, history
from dateline.store.verdicts import OF_REPORTS, Kind, Verdict, in_force


@dataclass(frozen=True, slots=True)
class Judged:
    """A report with the verdicts on it, and its record as people have it; `machine` is as it was coded."""

    machine: Reported
    record: dict[str, Any]
    verdicts: tuple[Verdict, ...]
    found: bool

    @property
    def rejected(self) -> bool:
        """Did a person say that it is none?"""
        return is_rejected(self.record)


def judged_reports(tx: Connection) -> Iterator[Judged]:
    """Every report, by the document's id and in text order; what the machine lacks after the others of its document."""
    verdicts = _by_report(tx)
    kept = [report for id, some in verdicts.items() if _binding(some) for report in _lost(tx, id)]
    found = ((report, True) for report in current_reports(tx))
    both = heapq.merge(found, ((report, False) for report in sorted(kept, key=_place)), key=_order)
    for report, is_found in both:
        yield _judged(report, verdicts.get(report.id, []), found=is_found)


def judged_report(tx: Connection, id: str) -> Judged | None:
    """A report by its id, as it is, or as it was last; None where there never was one."""
    newest = next(iter(history(tx, id)), None)
    if newest is None:
        return None
    return _judged(newest, _by_report(tx).get(id, []), found=newest.current)


def _by_report(tx: Connection) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in in_force(tx):
        if verdict.decision.kind in OF_REPORTS and verdict.decision.report:
            found[verdict.decision.report].append(verdict)
    return found


def _binding(verdicts: list[Verdict]) -> bool:
    """Did a person say that there is such a report, or what is in it?"""
    return any(verdict.decision.kind in (Kind.ACCEPTED, Kind.CORRECTED) for verdict in verdicts)


def _lost(tx: Connection, id: str) -> list[Reported]:
    """The report as it was last, where the newest coding lacks it."""
    return [report for report in history(tx, id)[:1] if not report.current]


def _judged(report: Reported, verdicts: list[Verdict], *, found: bool) -> Judged:
    return Judged(report, decided(report.record, verdicts, found=found), tuple(verdicts), found)


def _order(each: tuple[Reported, bool]) -> tuple[str, bool, int, str]:
    report, found = each
    return (report.document, not found, report.place, report.id)


def _place(report: Reported) -> tuple[str, int, str]:
    return (report.document, report.place, report.id)
