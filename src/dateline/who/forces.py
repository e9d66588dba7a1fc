"""Names the forces and governments of states: "Kenya's police", "the Turkish military", "the army"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import Party, PartyKind, Span
from dateline.who.lexicon import State, WhoData
from dateline.who.words import Word

GOVERNMENT, ARMY, POLICE, ENEMY = "government", "army", "police", "enemy"
AIR_FORCE, AIRCRAFT = "air_force", "aircraft"  # who flies for a state, and whose aircraft fly at a place


@dataclass(frozen=True, slots=True)
class Country:
    """A country named in a phrase: its code, the place of its first and last word, and what sort of word it is."""

    code: str
    first: int
    last: int
    sense: str


def countries(words: Sequence[Word], data: WhoData) -> list[Country]:
    """The countries that a phrase names, in order; those that only back or oppose a party are left out."""
    found: list[Country] = []
    backing, against = data.grammar.backing, data.grammar.against
    i = 0
    while i < len(words):
        state = _state_at(words, i, data)
        if state is None:
            i += 1
            continue
        last = i + len(state.words) - 1
        backs = last + 1 < len(words) and words[last + 1].key in backing
        opposed = i > 0 and words[i - 1].key in against
        if not backs and not opposed:
            found.append(Country(state.country, i, last, state.sense))
        i = last + 1
    return found


def _state_at(words: Sequence[Word], i: int, data: WhoData) -> State | None:
    word = words[i]
    if not word.capital:
        return None
    for state in data.states.get(word.key, ()):
        if state.acronym and len(state.words) == 1 and not word.text.isupper():
            continue
        if tuple([w.key for w in words[i : i + len(state.words)]]) == state.words:
            return state
    if word.key.endswith("s"):  # "the Russians", "Ukrainians"
        for state in data.states.get(word.key[:-1], ()):
            if state.sense == "demonym" and len(state.words) == 1:
                return state
    return None


def force_of(
    code: str,
    role: str,
    data: WhoData,
    *,
    place_country: str = "",
    province: str = "",
    published: date | None = None,
    fallen: bool = False,
) -> Party:
    """The force of a country in a role, by its index name where the lexicon has it, else a composed one.

    Police are those of the province where a country has no others; with `fallen` the force is the one before.

    A force in a country that is not its own is external.
    """
    rows = data.forces.get((code, role), ())
    alive = [row for row in rows if row.lived(published)] or list(rows)
    if fallen and published:  # the latest that had its end before the report
        alive = [row for row in rows if row.last and row.last < published.isoformat()] or alive
    kind = PartyKind.AUTHORITY if role == GOVERNMENT else PartyKind.STATE_FORCES
    name = alive[-1].name if alive else _composed(code, role, data)
    if role == POLICE and province and code in data.grammar.provincial_police:
        name = data.grammar.composed["provincial"].format(province=province)
    if kind is PartyKind.STATE_FORCES and code and place_country and code != place_country:
        kind = PartyKind.EXTERNAL_FORCES
    return Party(name, kind, code)


def _composed(code: str, role: str, data: WhoData) -> str:
    words, patterns = data.grammar.roles[role], data.grammar.composed
    country = data.country_names.get(code, "")
    if role == GOVERNMENT and country:
        return patterns["government"].format(country=country)
    demonym = data.demonyms.get(code, country)
    if not demonym:
        return patterns["unnamed_role"].format(Role=words[0].upper() + words[1:])
    return patterns["role"].format(demonym=demonym, role=words)


def span_of(words: Sequence[Word], first: int, last: int) -> Span:
    """The run of text from one word to another."""
    return Span(words[first].start, words[last].end)
