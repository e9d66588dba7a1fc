"""The nouns of Dateline: what documents, reports and their values are made of.

Every stage is a function from nouns to nouns; all nouns are here, immutable, and know nothing of
files, parsers or clocks. Offsets count Unicode code points of `Document.text`, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dateline.nouns import noun
from dateline.values import (
    ARMED_KINDS,
    STATE_KINDS,
    Attitude,
    Count,
    DayPrecision,
    Days,
    Ends,
    Extent,
    GeoPrecision,
    Party,
    PartyKind,
    Place,
    Said,
    Source,
    SourceKind,
    Span,
    Status,
    Unknown,
    Why,
)

__all__ = [
    "ARMED_KINDS",
    "STATE_KINDS",
    "ActorMention",
    "Attitude",
    "Attribution",
    "Claim",
    "Count",
    "Dateline",
    "DayMention",
    "DayPrecision",
    "Days",
    "Document",
    "Ends",
    "Extent",
    "GeoPrecision",
    "Outline",
    "Parse",
    "Party",
    "PartyKind",
    "Place",
    "Report",
    "Said",
    "Sentence",
    "SentenceKind",
    "SetAside",
    "Source",
    "SourceKind",
    "Span",
    "Status",
    "Token",
    "Toponym",
    "Unknown",
    "Why",
]


# --- text -----------------------------------------------------------------------------------


@noun(frozen=True, slots=True)
class SetAside:
    """A stretch of the page that is no report text: its words, and the reason it went."""

    text: str
    reason: str


@noun(frozen=True, slots=True)
class Document:
    """One report as published, cleaned; `text` has paragraphs separated by blank lines.

    `published_from` says where the publication date was found: "given", "meta", "json-ld",
    "visible", "feed", "record". `lang` is ISO 639-1. Empty strings where nothing is known.
    """

    id: str
    text: str
    title: str = ""
    published: date | None = None
    published_from: str = ""
    publisher: str = ""
    byline: str = ""
    url: str = ""
    lang: str = ""
    set_aside: tuple[SetAside, ...] = ()


class SentenceKind(StrEnum):
    """What a sentence is in its document."""

    HEADLINE = "headline"
    HEADING = "heading"  # a line over a section or the items of a summary: a place, a day, a topic
    LEAD = "lead"
    BODY = "body"
    QUOTATION = "quotation"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    FURNITURE = "furniture"  # byline, agency tag, correction note: read for clues, never coded


@noun(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` counts from 0; `quoted` are the stretches inside quotation marks."""

    span: Span
    kind: SentenceKind
    paragraph: int
    quoted: tuple[Span, ...] = ()


@noun(frozen=True, slots=True)
class Dateline:
    """The place and day that a report is written from: "GOMA, Oct 24 (KPA) -". Clues, not text."""

    span: Span
    place: Span | None = None
    day: Span | None = None
    agency: Span | None = None


@noun(frozen=True, slots=True)
class Outline:
    """A document's sentences in text order; they do not overlap."""

    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None


class Token(NamedTuple):  # made for every word of a text: three times as fast as a dataclass
    """A word as the parser reads it. `head` is an index into its sentence's tokens (itself at the root).

    `start`, `end` are offsets into the document; `pos` is a universal part of speech, `tag` the
    parser's own fine one, `dep` the parser's dependency label.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@noun(frozen=True, slots=True)
class Parse:
    """A sentence with its tokens; `children[i]` are the indices that depend on token i, in order."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


# --- what the resolvers find in a text ------------------------------------------------------


@noun(frozen=True, slots=True)
class DayMention:
    """Words of a text that say when; `value` is resolved against the publication date."""

    span: Span
    value: Days | Unknown
    by: str


Line = tuple[tuple[tuple[float, float], ...], ...]


@noun(frozen=True, slots=True)
class Toponym:
    """Words of a text that name a place; the runners-up stand best first.

    `span` covers all that locates ("20 km south of X", "the village of X in Y province"); `name`
    only the toponym itself. `because` says what speaks for the place and not for the best of the
    runners-up that lie elsewhere. `line` is the border or the road that is meant, each of its parts
    a row of (longitude, latitude).
    """

    span: Span
    name: Span
    value: Place | Unknown
    runners_up: tuple[Place, ...] = ()
    by: str = ""
    because: tuple[str, ...] = ()
    line: Line = ()


@noun(frozen=True, slots=True)
class ActorMention:
    """Words of a text that name a party of the actor lexicon; `aside` where the sentence only gives background."""

    span: Span
    party: Party
    by: str
    aside: bool = False


@noun(frozen=True, slots=True)
class Attribution:
    """Somebody says something: whose words, and the stretches of text that they say."""

    source: Source
    content: tuple[Span, ...]
    cue: Span
    by: str


# --- events as told -------------------------------------------------------------------------


@noun(frozen=True, slots=True)
class Claim:
    """One value that somebody gives for one field; rival values stand side by side.

    `people` are the words for those whom a count counts ("two nurses of the clinic"), None for other fields.
    """

    field: str
    value: str | Count
    span: Span | None
    source: str
    attitude: Attitude
    by: str
    people: Span | None = None


@noun(frozen=True, slots=True)
class Report:
    """What one document tells of one event. Nothing changes it: merging puts an event beside it.

    `actor` and `target` are empty where the text names and describes none. `counts` holds a
    range for each count that the text gives, `counts_unknown` the reason for those that it
    touches without a figure. `basis` says how near to its telling each value was found, which is what
    `field_confidence` goes by. `notes` tell what was tried and rejected, for `explain`. `named_days` are the
    single days that the document names beside `when`, none after its publication.
    """

    id: str
    document: str
    type: str
    status: Status
    aggregate: bool
    actor: tuple[Said[Party], ...]
    target: tuple[Said[Party], ...]
    when: Said[Days] | Unknown
    where: Said[Place] | Unknown
    counts: Mapping[str, Said[Count]]
    counts_unknown: Mapping[str, Unknown]
    weapon: Said[str] | Unknown
    reason: Said[str] | Unknown
    sources: tuple[Source, ...]
    evidence: tuple[Span, ...]
    claims: tuple[Claim, ...]
    rules: tuple[str, ...]
    confidence: float = 0.0
    field_confidence: Mapping[str, float] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    named_days: tuple[date, ...] = ()
