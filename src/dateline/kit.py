"""Loads all data once: parser, gazetteer, lexica, rules. What a run needs beside its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dateline.attribution import AttributionData, load_attribution
from dateline.datafiles import DATA, fingerprint
from dateline.fill import FillData, load_fill
from dateline.find import Find, FindData, load_find, prove
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.grammar import Syntax, load_syntax
from dateline.howmany import HowManyData, load_howmany
from dateline.join import Weights, load_confidence
from dateline.ontology import Ontology, load_ontology
from dateline.parse import Parser, load_parser
from dateline.text import TextData, load_text
from dateline.values import Relevance
from dateline.when import WhenData, load_when
from dateline.where import WhereData, load_where
from dateline.who import WhoData, load_who

LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything loaded; `data` is the fingerprint of the data files, `relevance` says what is coded with it."""

    parser: Parser
    gazetteer: Gazetteer
    ontology: Ontology
    syntax: Syntax
    text: TextData
    find: FindData
    fill: FillData
    attribution: AttributionData
    when: WhenData
    where: WhereData
    who: WhoData
    howmany: HowManyData
    confidence: Weights
    data: str
    relevance: Relevance = Relevance.POLITICAL

    def versions(self) -> dict[str, str]:
        """What a manifest states: fingerprints of data and gazetteer, name and version of the parser."""
        return {
            "data": self.data,
            "gazetteer": self.gazetteer.fingerprint,
            "parser": self.parser.name,
            "parser_version": self.parser.version,
        }


def load_kit(
    *,
    parser: str | None = None,
    gazetteer: Path | None = None,
    relevance: Relevance | str = Relevance.POLITICAL,
    progress: Callable[[str, float], None] | None = None,
) -> Kit:
    """Load parser, gazetteer (built at first use) and all data of a language.

    Raises DataError for a rule or lexicon that is wrong, UsageError for a parser that is not there.
    """
    folder = DATA / LANGUAGES[0]
    syntax = load_syntax(DATA / "syntax" / "clear.yaml", folder / "grammar.yaml")
    ontology = load_ontology()
    return Kit(
        parser=load_parser(parser),
        gazetteer=open_gazetteer(gazetteer, progress=progress),
        ontology=ontology,
        syntax=syntax,
        text=load_text(folder),
        find=load_find(folder, syntax, frozenset(ontology.types)),
        fill=load_fill(folder),
        attribution=load_attribution(folder),
        when=load_when(folder),
        where=load_where(folder),
        who=load_who(folder),
        howmany=load_howmany(folder),
        confidence=load_confidence(DATA / "confidence.tsv"),
        data=fingerprint(),
        relevance=Relevance(relevance),
    )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How the proofs went: `failures` has one line each, `counts` how many of what was loaded."""

    failures: tuple[str, ...]
    counts: dict[str, int]


def check(kit: Kit, find: Find) -> CheckResult:
    """Run every proof of the event rules; the loaders have run those of words and patterns already."""
    rules = kit.find.rules.rules
    failures = tuple(prove(kit.find.rules, kit.syntax, find))
    counts = {
        "types": len(kit.ontology.types),
        "types with rules": len({r.type for r in rules}),
        "rules": len(rules),
        "proofs": sum(len(r.yes) + len(r.no) for r in rules),
    }
    return CheckResult(failures, counts)
