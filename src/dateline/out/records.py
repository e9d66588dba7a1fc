"""One report as plain data for JSONL: every value with its words, offsets, voice and reason; docs/record.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.model import Claim, Count, Days, Document, Party, Place, Report, Said, Source, Span, Unknown, Why

# Every count of the codebook, in its order; the last three split the dead by side.
COUNTS = (
    "participants",
    "killed",
    "wounded",
    "arrested",
    "abducted",
    "displaced",
    "executed",
    "defected",
    "surrendered",
    "released",
    "killed_actor",
    "killed_target",
    "killed_civilians",
)

_PLACE = {name: n for n, name in enumerate(COUNTS)}

# Line ends that JSON allows in a string but many readers do not, and halves of characters, which no file can hold.
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ESCAPED = re.compile("[\u0085\u2028\u2029\ud800-\udfff]")


def record(report: Report, doc: Document) -> dict[str, Any]:
    """The report as plain data, keys in a fixed order; `words` are exact slices of `doc.text`.

    Where several stretches of text say one value, `words` is the first and `spans` has all.
    """
    text = doc.text
    return {
        "document": report.document,
        "id": report.id,
        "type": report.type,
        "status": report.status.value,
        "aggregate": report.aggregate,
        "actor": [_party(said, text) for said in report.actor],
        "target": [_party(said, text) for said in report.target],
        "when": None if isinstance(report.when, Unknown) else _when(report.when, text),
        "where": None if isinstance(report.where, Unknown) else _where(report.where, text),
        "counts": {name: count_list(report.counts[name].value) for name in in_order(report.counts)},
        "weapon": None if isinstance(report.weapon, Unknown) else report.weapon.value,
        "reason": None if isinstance(report.reason, Unknown) else report.reason.value,
        "sources": [_source(source, text) for source in report.sources],
        "evidence": [span.of(text) for span in report.evidence],
        "claims": [_claim(claim, text) for claim in report.claims],
        "unknown": {name: why.value for name, why in unknown(report).items()},
        "confidence": round(report.confidence, 3),
        "field_confidence": {name: round(report.field_confidence[name], 3) for name in sorted(report.field_confidence)},
        "spans": {name: [[s.start, s.end] for s in spans] for name, spans in spans_by_field(report).items()},
        "rules": list(report.rules),
        "named_days": [day.isoformat() for day in report.named_days],
        "published": doc.published.isoformat() if doc.published else None,
        "publisher": doc.publisher or None,
        "url": doc.url or None,
    }


def jsonl(item: Mapping[str, Any]) -> str:
    """A record as one line, without the line's end; the same record always gives the same characters."""
    line = _ENCODER.encode(item)
    return line if line.isascii() else _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def count_list(count: Count) -> list[int | str | None]:
    """A range as `[low, high]` or `[low, high, "approximate"]`; high None where open."""
    return [count.low, count.high, "approximate"] if count.approximate else [count.low, count.high]


def in_order(names: Iterable[str]) -> list[str]:
    """Names of counts in the codebook's order, others after them by the alphabet."""
    return sorted(names, key=lambda name: (_PLACE.get(name, len(_PLACE)), name))


def unknown(report: Report) -> dict[str, Why]:
    """Why each field without a value has none, in the order of the record."""
    reasons: dict[str, Why] = {}
    for name in ("actor", "target"):
        if not getattr(report, name):
            reasons[name] = Why.NOT_SAID
    for name in ("when", "where"):
        if isinstance(value := getattr(report, name), Unknown):
            reasons[name] = value.why
    known = report.counts_unknown.keys() <= _PLACE.keys()
    for name in COUNTS if known else in_order({*COUNTS, *report.counts_unknown}):
        if name not in report.counts:
            reasons[name] = report.counts_unknown[name].why if name in report.counts_unknown else Why.NOT_SAID
    for name in ("weapon", "reason"):
        if isinstance(value := getattr(report, name), Unknown):
            reasons[name] = value.why
    return reasons


def spans_by_field(report: Report) -> dict[str, tuple[Span, ...]]:
    """The stretches of text that say each field, in text order; fields without any are left out."""
    found: dict[str, set[Span]] = {
        "actor": {span for said in report.actor for span in said.spans},
        "target": {span for said in report.target for span in said.spans},
        "when": _spans(report.when),
        "where": _spans(report.where),
        **{name: set(report.counts[name].spans) for name in in_order(report.counts)},
        "weapon": _spans(report.weapon),
        "reason": _spans(report.reason),
        "sources": {source.span for source in report.sources if source.span},
        "evidence": set(report.evidence),
    }
    return {name: tuple(sorted(spans)) for name, spans in found.items() if spans}


def _spans(said: Said[Any] | Unknown) -> set[Span]:
    return set() if isinstance(said, Unknown) else set(said.spans)


def _words(spans: tuple[Span, ...], text: str) -> str | None:
    return spans[0].of(text) if spans else None


def _party(said: Said[Party], text: str) -> dict[str, Any]:
    party = said.value
    return {
        "name": party.name,
        "kind": party.kind.value,
        "country": party.country or None,
        "words": _words(said.spans, text),
        "private": party.private,
    }


def _when(said: Said[Days], text: str) -> dict[str, Any]:
    days = said.value
    return {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "precision": days.precision.value,
        "extent": days.extent.value,
        "words": _words(said.spans, text),
    }


def _where(said: Said[Place], text: str) -> dict[str, Any]:
    place = said.value
    return {
        "name": place.name,
        "country": place.country or None,
        "admin1": place.admin1 or None,
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "precision": place.precision.value,
        "words": _words(said.spans, text),
        "gazetteer_id": place.gazetteer_id or None,
        "admin1_code": place.admin1_code or None,
        "admin2": place.admin2 or None,
        "within_km": round(place.within_km, 1),
    }


def _source(source: Source, text: str) -> dict[str, Any]:
    return {
        "name": source.name or None,
        "kind": source.kind.value,
        "via": source.via,
        "attitude": source.attitude.value,
        "words": source.span.of(text) if source.span else None,
        "private": source.private,
    }


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    return {
        "field": claim.field,
        "value": count_list(claim.value) if isinstance(claim.value, Count) else claim.value,
        "words": claim.span.of(text) if claim.span else None,
        "start": claim.span.start if claim.span else None,
        "end": claim.span.end if claim.span else None,
        "source": claim.source,
        "attitude": claim.attitude.value,
        "by": claim.by,
        "people": claim.people.of(text) if claim.people else None,
    }
