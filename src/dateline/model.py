"""The nouns of Dateline: what documents, reports and their values are made of.

Every stage is a function from nouns to nouns; all nouns are here, immutable, and know nothing of
files, parsers or clocks. Offsets count Unicode code points of `Document.text`, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters, `text[start:end]`, with 0 <= start < end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Do the two runs share a character?"""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Does this run hold all of the other?"""
        return self.start <= other.start and other.end <= self.end


class Why(StrEnum):
    """Why a value is unknown: a closed list, each member a column of the run's account."""

    NOT_SAID = "not_said"  # the text gives none
    AMBIGUOUS = "ambiguous"  # several fit and none fits better
    NOT_IN_GAZETTEER = "not_in_gazetteer"  # a place is named that the gazetteer does not have
    NO_PUBLICATION_DATE = "no_publication_date"  # "on Thursday" in a page without a date
    BARE_PLURAL = "bare_plural"  # "soldiers were killed": some, no figure
    NOT_A_VALUE = "not_a_value"  # the words name no value of the field


@dataclass(frozen=True, slots=True)
class Unknown:
    """A missing value, why it is missing, and what was considered, best first."""

    why: Why
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said[T]:
    """A value, the words that say it, and the rule or part that read them so.

    `spans` is empty only for a value that is inferred by a stated rule of the codebook.
    """

    value: T
    spans: tuple[Span, ...]
    by: str


# --- values ---------------------------------------------------------------------------------


class DayPrecision(StrEnum):
    """How finely the text gives the days; `inferred` is worked out from the publication date."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    INFERRED = "inferred"


class Extent(StrEnum):
    """`within`: happened at some time in the interval; `throughout`: lasted all through it."""

    WITHIN = "within"
    THROUGHOUT = "throughout"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day on which something can have happened, both included."""

    first: date
    last: date
    precision: DayPrecision
    extent: Extent = Extent.WITHIN

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval of days ends before it begins: {self.first}..{self.last}")


class GeoPrecision(StrEnum):
    """How finely the text gives the place, as in the codebook."""

    EXACT = "exact"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer and how exactly the text means it.

    `country` is ISO 3166-1 alpha-2 ("" on the high seas), `admin1` the first-level division's
    usual English name, `admin1_code` its ISO 3166-2 code where there is one. Degrees are WGS 84;
    `within_km` is a radius around the point, 0.0 for a settlement or site named as such.
    """

    name: str
    country: str
    lat: float
    lon: float
    precision: GeoPrecision
    admin1: str = ""
    admin1_code: str = ""
    admin2: str = ""
    within_km: float = 0.0
    gazetteer_id: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as a range: `low` to `high`, both included; `high` None where it is open."""

    low: int
    high: int | None
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"not a range: {self.low}..{self.high}")


class PartyKind(StrEnum):
    """What kind of party: the list of the codebook."""

    STATE_FORCES = "state_forces"
    REBEL_GROUP = "rebel_group"
    POLITICAL_MILITIA = "political_militia"
    COMMUNAL_MILITIA = "communal_militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL_FORCES = "external_forces"
    AUTHORITY = "authority"
    INTERNATIONAL_ORG = "international_org"
    CRIMINAL_GROUP = "criminal_group"
    UNIDENTIFIED = "unidentified"


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it or to whom; `name` as an index of the field lists it, `country` "" where none applies."""

    name: str
    kind: PartyKind
    country: str = ""
    private: bool = False


class SourceKind(StrEnum):
    """What kind of source: the list of the codebook."""

    OFFICIAL = "official"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    ACTIVIST = "activist"
    MONITOR = "monitor"
    NGO = "ngo"
    UN = "un"
    EYEWITNESS = "eyewitness"
    VICTIM = "victim"
    MEDICAL = "medical"
    MEDIA = "media"
    ANONYMOUS = "anonymous"


class Attitude(StrEnum):
    """How a source stands to what it tells."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. `name` as the text gives it, `span` its words (None for the publisher)."""

    name: str
    kind: SourceKind
    attitude: Attitude = Attitude.ASSERTS
    via: str | None = None
    span: Span | None = None
    private: bool = False


class Status(StrEnum):
    """Did it happen, as the text has it."""

    ACTUAL = "actual"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    DENIED = "denied"
    DISPUTED = "disputed"


# --- text -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stretch of the page that is no report text: its words, and the reason it went."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` counts from 0; `quoted` are the stretches inside quotation marks."""

    span: Span
    kind: SentenceKind
    paragraph: int
    quoted: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day that a report is written from: "GOMA, Oct 24 (KPA) -". Clues, not text."""

    span: Span
    place: Span | None = None
    day: Span | None = None
    agency: Span | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's sentences in text order; they do not overlap."""

    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the parser reads it. `head` is an index into its sentence's tokens (itself at the root).

    `start`, `end` are offsets into the document; `pos` is a universal part of speech, `tag` the
    parser's own fine one, `dep` the parser's dependency label, `ent` a named-entity label or "".
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
    ent: str = ""


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence with its tokens; `children[i]` are the indices that depend on token i, in order."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


# --- what the resolvers find in a text ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayMention:
    """Words of a text that say when; `value` is resolved against the publication date."""

    span: Span
    value: Days | Unknown
    by: str


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words of a text that name a place; the runners-up stand best first.

    `span` covers all that locates ("20 km south of X", "the village of X in Y province"); `name`
    only the toponym itself. `origin` is true where the words say whence or whither, not where.
    """

    span: Span
    name: Span
    value: Place | Unknown
    runners_up: tuple[Place, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words of a text that name a party of the actor lexicon."""

    span: Span
    party: Party
    by: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something: whose words, and the stretches of text that they say."""

    source: Source
    content: tuple[Span, ...]
    cue: Span
    by: str


# --- events as told -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that somebody gives for one field; rival values stand side by side."""

    field: str
    value: str | Count
    span: Span | None
    source: str
    attitude: Attitude
    by: str


@dataclass(frozen=True, slots=True)
class Report:
    """One document's account of one event. Never edited; merging makes an event beside it.

    `actor` and `target` are empty where the text names and describes none. `counts` holds a
    range for each count that the text gives, `counts_unknown` the reason for those that it
    touches without a figure. `notes` tell what was tried and rejected, for `explain`.
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
    notes: tuple[str, ...] = ()
