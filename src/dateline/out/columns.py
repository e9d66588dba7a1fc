"""Reports as rows for spreadsheets: one row a report, one column a value, private persons by their role."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dateline.model import Days, Place, Report, Unknown, Why
from dateline.out.records import COUNTS, unknown
from dateline.out.wording import Coded, party_name, source_name, without_names

type Cell = str | int | float | bool | None

BETWEEN = " | "  # between the items of one cell

COLUMNS = (
    "document",
    "id",
    "type",
    "status",
    "aggregate",
    "actor",
    "actor_kind",
    "target",
    "target_kind",
    "first_day",
    "last_day",
    "day_precision",
    "day_extent",
    "place",
    "admin1",
    "country",
    "lat",
    "lon",
    "geo_precision",
    "within_km",
    *(f"{name}_{bound}" for name in COUNTS for bound in ("low", "high")),
    "approximate",
    "weapon",
    "reason",
    "sources",
    "evidence",
    "confidence",
    "unknown",
)

# A spreadsheet takes a cell that begins so for a formula and runs it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_header() -> str:
    """The line of column names, with its end."""
    return _line(COLUMNS)


def csv_rows(coding: Coded, *, names: bool = False) -> Iterator[str]:
    """One line of CSV (RFC 4180) a report, each with its end, columns as in `COLUMNS`."""
    for report in coding.reports:
        cells = values(report, coding, names=names)
        yield _line(tuple(_safe(cells[column]) for column in COLUMNS))


def values(report: Report, coding: Coded, *, names: bool) -> dict[str, Cell]:
    """A report's value for each column, None where it has none.

    `unknown` leaves out counts that the text does not touch: an empty cell says so already.
    """
    text = coding.document.text
    place = None if isinstance(report.where, Unknown) else report.where.value

    def shown(words: str) -> str:
        return words if names else without_names(words, report)

    return {
        "document": report.document,
        "id": report.id,
        "type": report.type,
        "status": report.status.value,
        "aggregate": report.aggregate,
        "actor": BETWEEN.join(party_name(said.value, names=names) for said in report.actor),
        "actor_kind": BETWEEN.join(said.value.kind.value for said in report.actor),
        "target": BETWEEN.join(party_name(said.value, names=names) for said in report.target),
        "target_kind": BETWEEN.join(said.value.kind.value for said in report.target),
        **_days(None if isinstance(report.when, Unknown) else report.when.value),
        **_place(place),
        **_counts(report),
        "weapon": None if isinstance(report.weapon, Unknown) else shown(report.weapon.value),
        "reason": None if isinstance(report.reason, Unknown) else shown(report.reason.value),
        "sources": BETWEEN.join(source_name(source, names=names) for source in report.sources),
        "evidence": BETWEEN.join(shown(span.of(text)) for span in report.evidence),
        "confidence": round(report.confidence, 3),
        "unknown": BETWEEN.join(f"{name}: {why.value}" for name, why in _telling(report).items()),
    }


def _days(days: Days | None) -> dict[str, Cell]:
    return {
        "first_day": days.first.isoformat() if days else None,
        "last_day": days.last.isoformat() if days else None,
        "day_precision": days.precision.value if days else None,
        "day_extent": days.extent.value if days else None,
    }


def _place(place: Place | None) -> dict[str, Cell]:
    return {
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "lat": round(place.lat, 5) if place else None,
        "lon": round(place.lon, 5) if place else None,
        "geo_precision": place.precision.value if place else None,
        "within_km": round(place.within_km, 1) if place else None,
    }


def _counts(report: Report) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for name in COUNTS:
        count = report.counts[name].value if name in report.counts else None
        cells[f"{name}_low"] = count.low if count else None
        cells[f"{name}_high"] = count.high if count else None
    cells["approximate"] = BETWEEN.join(
        name for name in COUNTS if name in report.counts and report.counts[name].value.approximate
    )
    return cells


def _telling(report: Report) -> dict[str, Why]:
    """The unknown fields, without the counts that the text never touches."""
    return {
        name: why
        for name, why in unknown(report).items()
        if name not in COUNTS or name in report.counts_unknown or why is not Why.NOT_SAID
    }


def _safe(cell: Cell) -> str:
    """A cell as text; words that a spreadsheet would run as a formula get an apostrophe before them."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _line(cells: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
