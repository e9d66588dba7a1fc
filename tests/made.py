"""A document with reports, made by hand: one report that has every kind of value and one that has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.model import (
    Attitude,
    Claim,
    Count,
    DayPrecision,
    Days,
    Document,
    GeoPrecision,
    Party,
    PartyKind,
    Place,
    Report,
    Said,
    SetAside,
    Source,
    SourceKind,
    Span,
    Status,
    Unknown,
    Why,
)

# The keys of a record, as docs/record.md fixes them.
KEYS = [
    "document",
    "id",
    "type",
    "status",
    "aggregate",
    "actor",
    "target",
    "when",
    "where",
    "counts",
    "weapon",
    "reason",
    "sources",
    "evidence",
    "claims",
    "unknown",
    "confidence",
    "field_confidence",
    "spans",
]

TEXT = (
    'Rebels killed between 7 and 9 soldiers near Tessit on Monday, farmer Issa Maïga said. "=They came at night," '
    "Maïga told us.\n\n"
    'The army said that <b>12</b> soldiers died & "none" fled. 🕊 peace was asked for.'
)


@dataclass(frozen=True, slots=True)
class Made:
    """A coding made by hand, in the shape of the pipeline's own."""

    document: Document
    reports: tuple[Report, ...]
    other_field: str = ""


def span(words: str, start: int = 0) -> Span:
    """Where the words stand in TEXT."""
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def make_report(**changes: Any) -> Report:
    """A report of TEXT with every kind of value in it; `changes` replace its fields."""
    values: dict[str, Any] = {
        "id": "r1",
        "document": "tessit",
        "type": "attack",
        "status": Status.ACTUAL,
        "aggregate": False,
        "actor": (Said(Party("Rebels", PartyKind.REBEL_GROUP, "ML"), (span("Rebels"),), "who.lexicon"),),
        "target": (Said(Party("Malian Armed Forces", PartyKind.STATE_FORCES, "ML"), (span("soldiers"),), "who"),),
        "when": Said(Days(date(2024, 3, 4), date(2024, 3, 4), DayPrecision.DAY), (span("on Monday"),), "when.weekday"),
        "where": Said(
            Place("Tessit", "ML", 14.123456789, -0.5, GeoPrecision.NEAR, admin1="Gao", within_km=15.0),
            (span("near Tessit"),),
            "where.near",
        ),
        "counts": {
            "wounded": Said(Count(3, None, approximate=True), (), "howmany"),
            "killed": Said(Count(7, 12), (span("between 7 and 9"), span("12")), "howmany"),
        },
        "counts_unknown": {"displaced": Unknown(Why.BARE_PLURAL)},
        "weapon": Unknown(Why.NOT_SAID),
        "reason": Unknown(Why.AMBIGUOUS, ("revenge", "cattle")),
        "sources": (
            Source("Issa Maïga", SourceKind.EYEWITNESS, span=span("farmer Issa Maïga"), private=True),
            Source("Malian army", SourceKind.MILITARY, Attitude.DENIES, via="Radio Test"),
        ),
        "evidence": (span("Rebels killed between 7 and 9 soldiers near Tessit on Monday, farmer Issa Maïga said."),),
        "claims": (
            Claim("killed", Count(7, 9), span("between 7 and 9"), "Issa Maïga", Attitude.ASSERTS, "howmany.range"),
            Claim("killed", Count(12, 12), span("12"), "Malian army", Attitude.ASSERTS, "howmany.figure"),
        ),
        "rules": ("attack/kill",),
        "confidence": 0.81234,
        "field_confidence": {"when": 0.9},
        "notes": ("where: Tessalit stood further away",),
    }
    return Report(**{**values, **changes})


def make_coding() -> Made:
    """A document with one report that has everything and one that has nothing."""
    doc = Document(
        id="tessit",
        text=TEXT,
        title="Soldiers killed near Tessit",
        published=date(2024, 3, 6),
        published_from="meta",
        publisher="Sahel Test",
        lang="en",
        set_aside=(SetAside("Read also: prices", "a list of links"),),
    )
    bare = make_report(
        id="r2",
        type="protest",
        aggregate=True,
        actor=(),
        target=(),
        when=Unknown(Why.NO_PUBLICATION_DATE),
        where=Unknown(Why.NOT_IN_GAZETTEER, ("Nowhere",)),
        counts={},
        counts_unknown={},
        sources=(),
        evidence=(span("🕊 peace was asked for."),),
        claims=(),
        rules=(),
        notes=(),
        confidence=0.5,
        field_confidence={},
    )
    return Made(doc, (make_report(), bare))
