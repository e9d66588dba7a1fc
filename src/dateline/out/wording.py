"""Values as short words for people: days, counts, places, parties and sources, with or without private names."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Protocol

from dateline.model import (
    Count,
    DayPrecision,
    Days,
    Document,
    Extent,
    Party,
    PartyKind,
    Place,
    Report,
    Source,
    SourceKind,
    Span,
)
from dateline.values import CRIME


class Coded(Protocol):
    """A document and the reports that it gave, in text order.

    `other_field` names the field of a document that was left uncoded for it; "" for all others.
    """

    @property
    def document(self) -> Document: ...

    @property
    def reports(self) -> tuple[Report, ...]: ...

    @property
    def other_field(self) -> str: ...


def nothing_found(coding: Coded) -> str:
    """What stands in place of reports where there are none, with the reason where there is one."""
    if not coding.other_field:
        return "no event found"
    why = f"no event found: the document is about {coding.other_field}, and was left uncoded"
    return f"{why}; relevance 'all' codes ordinary crime" if coding.other_field == CRIME else why


WITHHELD = "[name withheld]"

# What stands for a private person where names are not shown.
SOURCE_ROLES = {
    SourceKind.OFFICIAL: "an official",
    SourceKind.MILITARY: "a member of the armed forces",
    SourceKind.ARMED_GROUP: "a member of an armed group",
    SourceKind.ACTIVIST: "an activist",
    SourceKind.MONITOR: "a monitor",
    SourceKind.NGO: "an aid worker",
    SourceKind.UN: "a UN worker",
    SourceKind.EYEWITNESS: "a witness",
    SourceKind.VICTIM: "a victim or relative",
    SourceKind.MEDICAL: "a medical worker",
    SourceKind.MEDIA: "a journalist",
    SourceKind.ANONYMOUS: "an unnamed person",
}
PARTY_ROLES = {
    PartyKind.STATE_FORCES: "a member of state forces",
    PartyKind.REBEL_GROUP: "a member of a rebel group",
    PartyKind.POLITICAL_MILITIA: "a member of a political militia",
    PartyKind.COMMUNAL_MILITIA: "a member of a communal militia",
    PartyKind.RIOTERS: "a rioter",
    PartyKind.PROTESTERS: "a protester",
    PartyKind.CIVILIANS: "a civilian",
    PartyKind.EXTERNAL_FORCES: "a member of external forces",
    PartyKind.AUTHORITY: "an official",
    PartyKind.INTERNATIONAL_ORG: "a worker of an international organisation",
    PartyKind.CRIMINAL_GROUP: "a member of a criminal group",
    PartyKind.UNIDENTIFIED: "an unidentified person",
}


def days_words(days: Days) -> str:
    """An interval as "2016-08-25" or "2016-08-01..2016-08-10"; a ~ before it where it is inferred."""
    mark = "~" if days.precision is DayPrecision.INFERRED else ""
    lasting = " throughout" if days.extent is Extent.THROUGHOUT else ""
    if days.first == days.last:
        return f"{mark}{days.first}{lasting}"
    return f"{mark}{days.first}..{days.last}{lasting}"


def count_words(count: Count) -> str:
    """A range as "7", "7-9" or "30+"; a ~ before it where the text rounds."""
    mark = "~" if count.approximate else ""
    if count.high is None:
        return f"{mark}{count.low}+"
    return f"{mark}{count.low}" if count.low == count.high else f"{mark}{count.low}-{count.high}"


def place_words(place: Place) -> str:
    """A place as "name, division, country (precision)", nothing said twice."""
    parts = [place.name]
    for part in (place.admin2, place.admin1, place.country):
        if part and part not in parts:
            parts.append(part)
    return f"{', '.join(parts)} ({place.precision.value})"


def party_name(party: Party, *, names: bool) -> str:
    """A party's name; a private person's role unless `names`."""
    return party.name if names or not party.private else PARTY_ROLES[party.kind]


def source_name(source: Source, *, names: bool) -> str:
    """A source's name, its kind where it has none; a private person's role unless `names`."""
    if source.private and not names:
        return SOURCE_ROLES[source.kind]
    shown = source.name or source.kind.value
    return f"{shown} via {source.via}" if source.via else shown


def clean(words: str) -> str:
    """Words of a text on one line: runs of white space are one blank, as extracts may run over lines."""
    return " ".join(words.split())


def extract(span: Span, text: str) -> str:
    """The words of a span in quotation marks, on one line, with their offsets."""
    return f'"{clean(span.of(text))}" [{span.start}:{span.end}]'


def without_names(words: str, report: Report) -> str:
    """The words with the names of the report's private persons withheld.

    A person named in full is withheld under each part of the name too. Names that the report does
    not hold, such as a bystander's, stay: whoever publishes must still read what is published.
    """
    hidden = _private_names(report)
    if not hidden:
        return words
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, hidden))})(?!\w)", WITHHELD, words)


def _private_names(report: Report) -> list[str]:
    """Private names and their parts, longest first."""
    full = {s.name for s in report.sources if s.private and s.name}
    for said in (*report.actor, *report.target):
        # A private party may be listed under what it is ("Civilians"): that is no name.
        if said.value.private and said.value.name.casefold() != said.value.kind.value.replace("_", " "):
            full.add(said.value.name)
    return with_parts(full)


def with_parts(full: Set[str]) -> list[str]:
    """Names and the parts of those of several words, the longest first."""
    parts = {part for name in full for part in name.split() if len(part) > 2 and part[0].isupper() and " " in name}
    return sorted(full | parts, key=lambda name: (-len(name), name))
