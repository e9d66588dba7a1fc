"""Parses -> mentions of events: which words tell of an event, who stands where to them, did it happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import read_tsv, read_yaml
from dateline.find.conditions import Classify
from dateline.find.inflection import Inflection, load_inflection
from dateline.find.match import Grammar, find_mentions
from dateline.find.proofs import Find, prove
from dateline.find.relevance import (
    WHOEVER_ACTS,
    OtherFields,
    SetAside,
    load_field_signs,
    load_other_fields,
    other_fields,
)
from dateline.find.rules import Proof, Rule, Rules, load_rules, political
from dateline.find.scopewords import load_scopes
from dateline.grammar import Syntax
from dateline.mention import Mention
from dateline.values import Relevance

__all__ = [
    "WHOEVER_ACTS",
    "Classify",
    "Find",
    "FindData",
    "Mention",
    "Proof",
    "Rule",
    "SetAside",
    "find_mentions",
    "load_find",
    "other_fields",
    "prove",
]


@dataclass(frozen=True, slots=True)
class FindData:
    """All that finding needs, loaded once.

    `rules` are all, `political` those of what the codebook calls an event: no ordinary crime.
    """

    rules: Rules
    political: Rules
    crime_words: frozenset[str]
    grammar: Grammar
    inflection: Inflection
    classes: Mapping[str, frozenset[str]]
    other_fields: OtherFields
    field_signs: Mapping[str, bool]
    other_causes: frozenset[str]

    def relevant(self, relevance: Relevance) -> Rules:
        """The rules that hold for what is to be coded."""
        return self.rules if relevance is Relevance.ALL else self.political


def load_find(folder: Path, syntax: Syntax, types: frozenset[str]) -> FindData:
    """Load a language's event rules, scope words and word classes; raises DataError for what is wrong in them."""
    inflection = load_inflection(folder)
    classes = {name: frozenset(members) for name, members in read_yaml(folder / "classes.yaml").items()}
    verbs = read_tsv(folder / "lexica" / "light_verbs.tsv", ("verb", "note"))
    light = frozenset(form for row in verbs for form in inflection.forms(row["verb"], verb=True))
    pointers = _words(folder, "pointing_words")
    grammar = Grammar(syntax, load_scopes(folder), light, pointers)
    rules = load_rules(folder, inflection, types, classes)
    crime = _words(folder, "crime_words")
    return FindData(
        rules,
        political(rules, crime),
        crime,
        grammar,
        inflection,
        classes,
        load_other_fields(folder),
        load_field_signs(folder),
        _words(folder, "other_causes"),
    )


def _words(folder: Path, lexicon: str) -> frozenset[str]:
    """The words of a lexicon that only lists them."""
    return frozenset(row["word"] for row in read_tsv(folder / "lexica" / f"{lexicon}.tsv", ("word", "note")))
