"""Flat rows (the days or places that documents name) as a table, JSON lines, a sheet or a map's features."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.out.records import jsonl
from dateline.out.tables import drawn

type Row = Mapping[str, Any]


def listed(rows: Iterable[Row], form: str, *, shown: Sequence[str], width: int, colour: bool = False) -> Iterator[str]:
    """The rows as text in a format, piece by piece; all have the same keys.

    `table` has the columns `shown` alone, `width` characters wide; `jsonl` holds all keys, `csv` all that are no tuple
    and no geometry; `geojson` makes a feature of each row, of its `geometry` or else its point, without one where
    `lat` is None.
    """
    if form == "table":
        cells = [[_cell(row[name]) for name in shown] for row in rows]
        yield drawn(shown, cells, width=width, colour=colour)
    elif form == "geojson":
        features = [_feature(row) for row in rows]
        yield json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, default=str) + "\n"
    elif form == "csv":
        yield from _sheet(rows)
    else:
        yield from (jsonl(_dated(row)) + "\n" for row in rows)


def _sheet(rows: Iterable[Row]) -> Iterator[str]:
    for number, row in enumerate(rows):
        flat = {
            name: _cell(value) for name, value in row.items() if name != "geometry" and not isinstance(value, tuple)
        }
        buffer = io.StringIO()
        sheet = csv.DictWriter(buffer, flat)
        if not number:
            sheet.writeheader()
        sheet.writerow(flat)
        yield buffer.getvalue()


def _feature(row: Row) -> dict[str, Any]:
    properties = {name: value for name, value in row.items() if name not in ("lat", "lon", "geometry")}
    point = None if row["lat"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "geometry": row["geometry"] or point, "properties": properties}


def _dated(row: Row) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)
