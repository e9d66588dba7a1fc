"""The words that decide whether an event is told as a fact (`lexica/scopes.tsv`), and how a trigger tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dateline.datafiles import read_tsv
from dateline.nouns import noun

EFFECTS = ("actual", "attempted", "denied", "drop", "pass", "planned")
PLACES = (
    "adverb",
    "announcing",
    "asked",
    "auxiliary",
    "backshifted",
    "determiner",
    "doing",
    "governor",
    "habit",
    "hortative",
    "instrument",
    "inverted",
    "marker",
    "modifier",
    "negation",
    "noun_governor",
    "past_governor",
    "phrase",
    "polar",
    "predicate",
    "preposition",
    "pseudo",
    "question",
    "settled",
    "speaker",
    "subject",
    "teller",
    "vague",
)


@noun(frozen=True, slots=True)
class Scopes:
    """Scope words: for each place around a trigger, the effect of each word."""

    by_place: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, frozenset[int]]  # how many words the phrases have that begin with a word

    def effect(self, place: str, word: str) -> str | None:
        """The effect of a word that stands in a place around a trigger; None where it has none."""
        return self.by_place[place].get(word)


@noun(frozen=True, slots=True)
class Telling:
    """In which way a trigger tells of its event.

    `surface` says that it was read by the order of words; `present` that its simple present is an act, by its
    rule ("condemns") or where a sentence is terse (headlines, list items); `terse` that it stands in such a line;
    `statement` that the rule's verb does what it says; `before_noun` that a participle says it of a noun in passing,
    whatever befalls that. The words of the trigger itself (`inside`) decide nothing: in "operation to arrest" the
    arrest is the purpose of what was done.
    """

    noun: bool = False
    surface: bool = False
    present: bool = False
    terse: bool = False
    statement: bool = False
    standing: bool = False
    before_noun: bool = False
    inside: frozenset[int] = frozenset()


def load_scopes(folder: Path) -> Scopes:
    """Read `lexica/scopes.tsv`."""
    out: dict[str, dict[str, str]] = {p: {} for p in PLACES}
    for row in read_tsv(folder / "lexica" / "scopes.tsv", ("term", "place", "effect", "note"), key=("term", "place")):
        if row["place"] not in PLACES or row["effect"] not in EFFECTS:
            raise row.error(f"place must be one of {', '.join(PLACES)} and effect one of {', '.join(EFFECTS)}")
        out[row["place"]][row["term"]] = row["effect"]
    phrases: dict[str, set[int]] = {}
    for term in out["phrase"]:
        words = term.split()
        phrases.setdefault(words[0], set()).add(len(words))
    return Scopes(out, {first: frozenset(lengths) for first, lengths in phrases.items()})
