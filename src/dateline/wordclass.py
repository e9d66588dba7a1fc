"""What class a word of a text has: of a named party, a place, a day, a noun of the lexicon, or by part of speech."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.find import Classify
from dateline.model import ActorMention, DayMention, Parse, Toponym
from dateline.who import WhoData, names_state, nationality, noun_class

KIND_CLASS = {
    "state_forces": "state",
    "external_forces": "state",
    "rebel_group": "armed",
    "political_militia": "armed",
    "communal_militia": "armed",
    "criminal_group": "armed",
    "unidentified": "armed",
    "civilians": "civilian",
    "protesters": "crowd",
    "rioters": "crowd",
    "authority": "authority",
    "international_org": "org",
}
OURS = frozenset(("armed", "state_force", "crowd", "weapon"))  # of who fights, keeps order or protests, and by what
_THINGS = frozenset(("site", "vehicle", "weapon"))
_NAMING = frozenset(("NOUN", "PROPN"))
_POS_CLASS = {"PROPN": "name", "NUM": "number", "PRON": "pronoun"}


def classifier(
    actors: Sequence[ActorMention], toponyms: Sequence[Toponym], days: Sequence[DayMention], data: WhoData
) -> Classify:
    """A function from a sentence and the place of a word in it to the classes that the word may have, never none."""
    named = {at: a for a in actors for at in range(a.span.start, a.span.end)}
    places = {at for t in toponyms for at in range(t.name.start, t.name.end)}
    times = {at for d in days for at in range(d.span.start, d.span.end)}
    known: dict[int, frozenset[str]] = {}

    def classify(parsed: Parse, i: int) -> frozenset[str]:
        t = parsed.tokens[i]
        if t.start not in known:
            known[t.start] = look_up(parsed, i)
        return known[t.start]

    def look_up(parsed: Parse, i: int) -> frozenset[str]:
        t = parsed.tokens[i]
        out = set()
        if t.start in times:
            return frozenset(("time",))
        if t.start in named:
            out.add(KIND_CLASS.get(named[t.start].party.kind, "org"))
        elif t.start in places:
            out.add("place")
        found = noun_class_at(parsed, i, data)
        in_name = found in _THINGS or (found == "state_force" and "armed" in out)
        if found and not (
            t.start in named and in_name
        ):  # "Province" of a group's name is no place, its "Army" no state's
            out.add(found)
        if not out:
            out.add(_POS_CLASS.get(t.pos, "unknown"))
            if nationality(t.text, data) and not any(n.pos in _NAMING for n in parsed.tokens[i + 1 : i + 2]):
                out.add("people")  # "a Palestinian", not "a Palestinian town"
            if t.pos == "PROPN" and names_state(t.text, data):
                out.add("place")  # a state that acts, which no place of the text is
        return frozenset(out)

    return classify


def noun_class_at(parsed: Parse, i: int, data: WhoData) -> str | None:
    """The class of the noun at `i`, with the word before it where the two are one: "armed men", "a 4-year-old"."""
    t, glued = parsed.tokens[i], i > 1 and parsed.tokens[i - 1].end == parsed.tokens[i].start
    before = f"{parsed.tokens[i - 1 - glued].lower} " if i else ""
    return noun_class(before + t.lemma, data) or noun_class(t.lemma, data) or noun_class(t.lower, data)
