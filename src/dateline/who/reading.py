"""What one phrase means as a party, and the sorts of person that a party is made of."""

from __future__ import annotations

from dateline.model import Party, PartyKind, Span
from dateline.nouns import noun

ARMED, STATE, CIVILIAN, AUTHORITY = "armed", "state", "civilian", "authority"
CROWD, PRISONER, UNKNOWN = "crowd", "prisoner", "unknown"

_OF_KIND = {
    PartyKind.STATE_FORCES: STATE,
    PartyKind.EXTERNAL_FORCES: STATE,
    PartyKind.REBEL_GROUP: ARMED,
    PartyKind.POLITICAL_MILITIA: ARMED,
    PartyKind.COMMUNAL_MILITIA: ARMED,
    PartyKind.CRIMINAL_GROUP: ARMED,
    PartyKind.UNIDENTIFIED: ARMED,
    PartyKind.RIOTERS: CROWD,
    PartyKind.PROTESTERS: CROWD,
    PartyKind.CIVILIANS: CIVILIAN,
    PartyKind.AUTHORITY: AUTHORITY,
    PartyKind.INTERNATIONAL_ORG: AUTHORITY,
}


@noun(frozen=True, slots=True)
class Reading:
    """A phrase's party. `span` is the words that decided, `by` how they were read.

    `person_class` is one of armed, state, civilian, authority, crowd, prisoner, unknown. `by` is one of
    name, definition, force, country, noun, place, person, pronoun, reference.
    """

    party: Party
    span: Span
    by: str
    person_class: str


def class_of(kind: PartyKind) -> str:
    """The sort of person that a party of a kind is made of."""
    return _OF_KIND[kind]
