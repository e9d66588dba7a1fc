"""A report in the making: what one telling gives, before tellings of one happening are joined.

Shared by `fill`, which writes drafts, and `join`, which puts them together. Nothing leaves the pipeline as a draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from dateline.model import Count, Days, Party, Place, Said, Source, Span, Status, Unknown


class How(IntEnum):
    """How near to the telling a value was found; the nearer one wins when tellings are joined."""

    OWN = 0  # in the clause or sentence that tells the event
    PARAGRAPH = 1  # in the same paragraph or list item
    HEADING = 2  # in a heading above
    CARRIED = 3  # named earlier in the text and not replaced since
    DATELINE = 4  # where the report is written from
    INFERRED = 5  # by a rule of the codebook, without words
    NONE = 6


POINTERS = frozenset(("who/pronoun", "who/reference"))  # parties that the words only point to

HELD = "who/place"  # a party that is read from a place or thing which it may hold


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure for one count, as one clause gives it.

    `victims` is whom it counts, where the text says; `added` is true for "another five", `part` for
    "two of the dead"; `sentence` is where it stands, `source` who gives it ("" for the text itself).
    """

    name: str
    count: Count
    span: Span
    by: str
    sentence: int
    victims: Party | None = None
    added: bool = False
    part: bool = False
    headline: bool = False
    source: str = ""


@dataclass(slots=True)
class Draft:
    """A telling of one event with its values so far."""

    type: str
    status: Status
    sentence: int
    paragraph: int
    trigger: Span
    rules: list[str]
    headline: bool = False
    listed: bool = False
    definite: bool = False
    noun: bool = False
    weak: bool = False
    aggregate: bool = False
    actor: list[Said[Party]] = field(default_factory=list)
    target: list[Said[Party]] = field(default_factory=list)
    when: Said[Days] | Unknown | None = None
    when_how: How = How.NONE
    where: Said[Place] | Unknown | None = None
    where_how: How = How.NONE
    where_notes: tuple[str, ...] = ()
    tolls: list[Toll] = field(default_factory=list)
    unknown_counts: dict[str, Unknown] = field(default_factory=dict)
    weapon: Said[str] | None = None
    reason: Said[str] | None = None
    sources: list[Source] = field(default_factory=list)
    sources_how: How = How.NONE
    evidence: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
