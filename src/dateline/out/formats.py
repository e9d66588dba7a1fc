"""A run's codings in one of the formats, piece by piece, so that a long run can be written as it goes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from dateline.ontology import Ontology
from dateline.out.columns import csv_header, csv_rows
from dateline.out.features import geojson
from dateline.out.records import jsonl, record
from dateline.out.tables import table
from dateline.out.wording import Coded


class Format(StrEnum):
    """What a run can be written as; each value is also the usual ending of its files."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


def written(
    codings: Iterable[Coded], form: Format, *, names: bool = False, width: int = 120, colour: bool = False
) -> Iterator[str]:
    """The codings as text in `form`; `width` and `colour` are the table's alone, and JSONL always holds names."""
    writers: Mapping[Format, Callable[[], Iterator[str]]] = {
        Format.TABLE: lambda: _tables(codings, names=names, width=width, colour=colour),
        Format.JSONL: lambda: _lines(codings),
        Format.CSV: lambda: _sheet(codings, names=names),
        Format.GEOJSON: lambda: iter((json.dumps(geojson(codings, names=names), ensure_ascii=False) + "\n",)),
    }
    return writers[form]()


def codebook_json(ontology: Ontology) -> str:
    """The codebook as JSON, keys as in the ontology's own attributes, ending in a newline."""
    return json.dumps(ontology, default=_plain, ensure_ascii=False, indent=2) + "\n"


def _tables(codings: Iterable[Coded], *, names: bool, width: int, colour: bool) -> Iterator[str]:
    for number, coding in enumerate(codings):
        yield "\n" * bool(number) + table([coding], names=names, width=width, colour=colour)


def _lines(codings: Iterable[Coded]) -> Iterator[str]:
    return (jsonl(record(report, coding.document)) + "\n" for coding in codings for report in coding.reports)


def _sheet(codings: Iterable[Coded], *, names: bool) -> Iterator[str]:
    yield csv_header()
    for coding in codings:
        yield from csv_rows(coding, names=names)


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
