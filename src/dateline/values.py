"""The values that a report can hold: days, places, counts, parties, sources, and why one is missing.

Part of `model`, which gives all nouns under one name; import them from there.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dateline.nouns import noun


class Span(NamedTuple):  # made and compared for every word of a text: several times as fast as a dataclass
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


@noun(frozen=True, slots=True)
class Unknown:
    """A missing value, why it is missing, and what was considered, best first."""

    why: Why
    tried: tuple[str, ...] = ()


@noun(frozen=True, slots=True)
class Said[T]:
    """A value with the words from which it was read, and the rule or part that did so.

    `spans` is empty only for a value that is inferred by a stated rule of the codebook.
    """

    value: T
    spans: tuple[Span, ...]
    by: str


# --- values ---------------------------------------------------------------------------------


class Relevance(StrEnum):
    """What is coded: what the codebook calls an event, or ordinary crime too."""

    POLITICAL = "political"
    ALL = "all"


CRIME = "crime"  # the field of texts that is ours only where all is coded


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


class Ends(NamedTuple):
    """The days, months or years that words name at the two ends of an interval; None where they leave an end open.

    "From 2012 to June 2014" has a year and a month, each told by its first and last day.
    """

    first: tuple[date, date] | None
    last: tuple[date, date] | None


@noun(frozen=True, slots=True)
class Days:
    """The first and last day on which something can have happened, both included.

    How the words tell them is no part of the value: their `ends`, where they name two or leave one open, and whether
    they say that the days are `approximate`.
    """

    first: date
    last: date
    precision: DayPrecision
    extent: Extent = Extent.WITHIN
    ends: Ends | None = field(default=None, compare=False)
    approximate: bool = field(default=False, compare=False)

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


@noun(frozen=True, slots=True)
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


@noun(frozen=True, slots=True)
class Count:
    """How many, as a range: `low` to `high`, both included; `high` None where it is open."""

    low: int
    high: int | None
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"not a range: {self.low}..{self.high}")

    def no_less(self, least: int) -> Count:
        """The range from `least` on, of a whole of which that many are a part; as it is where it cannot be so few."""
        fits = self.low < least and (self.high is None or self.high >= least)
        return replace(self, low=least) if fits else self


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


# Parties that bear arms for a side; whoever nobody identifies may be one too.
ARMED_KINDS = frozenset(
    (
        PartyKind.STATE_FORCES,
        PartyKind.EXTERNAL_FORCES,
        PartyKind.REBEL_GROUP,
        PartyKind.POLITICAL_MILITIA,
        PartyKind.COMMUNAL_MILITIA,
        PartyKind.CRIMINAL_GROUP,
    )
)

# Of them those of a state, its own and those of others.
STATE_KINDS = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES))


@noun(frozen=True, slots=True)
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


@noun(frozen=True, slots=True)
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
