"""The manifest of a run: what was run on what, with what, and how it went; all that the records leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dateline.errors import SourceError
from dateline.out.records import unknown
from dateline.out.wording import Coded


@dataclass(slots=True)
class Tally:
    """The counts of a run as it goes: documents, those of other fields, reports by type, unknown values, failures.

    `unsure` counts the reports that were left out because they were below the confidence asked for.
    """

    documents: int = 0
    reports: int = 0
    unsure: int = 0
    other_fields: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    failures: list[SourceError] = field(default_factory=list)

    def add(self, item: Coded | SourceError) -> None:
        """Count one document, coded or failed."""
        if isinstance(item, SourceError):
            self.failures.append(item)
            return
        self.documents += 1
        self.reports += len(item.reports)
        if item.other_field:
            self.other_fields[item.other_field] += 1
        for report in item.reports:
            self.types[report.type] += 1
            self.unknown.update(f"{name}: {why.value}" for name, why in unknown(report).items())


def manifest(
    tally: Tally,
    *,
    started: datetime,
    finished: datetime,
    versions: Mapping[str, str],
    configuration: Mapping[str, Any],
    inputs: Iterable[str],
) -> dict[str, Any]:
    """The account of a run as plain data; `started` and `finished` must know their time zone."""
    return {
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": round((finished - started).total_seconds(), 1),
        "versions": dict(versions),
        "configuration": dict(configuration),
        "inputs": list(inputs),
        "documents": tally.documents,
        "left_uncoded": dict(sorted(tally.other_fields.items())),
        "reports": tally.reports,
        "below_min_confidence": tally.unsure,
        "reports_by_type": dict(sorted(tally.types.items())),
        "unknown": dict(sorted(tally.unknown.items())),
        "failed": len(tally.failures),
        "failures": [{"document": failure.name, "message": str(failure)} for failure in tally.failures],
    }
