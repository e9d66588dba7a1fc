"""The words of attribution: verbs of saying, "according to", and what kind of source a noun names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.datafiles import Node, read_tsv, read_yaml
from dateline.errors import DataError
from dateline.model import Attitude, PartyKind, SourceKind

_SETS = (
    "also",
    "articles",
    "as",
    "asking",
    "by",
    "called",
    "calling",
    "charging",
    "closings",
    "definite",
    "deeds",
    "divisions",
    "doing",
    "empty",
    "issuing",
    "makers",
    "modals",
    "naming",
    "needs_that",
    "negations",
    "none",
    "not_media",
    "offices",
    "owners",
    "papers",
    "particles",
    "parts",
    "passing",
    "passive",
    "plain",
    "rated",
    "refusing",
    "same",
    "statements",
    "takes_object",
    "taken",
    "taking",
    "tales",
    "tellers",
    "that",
    "told",
    "tolls",
    "us",
    "voices",
    "weak",
)
_ISSUERS = ("of_a_side", "issued", "own_paper", "name_ends")
_MAPS = ("according", "pronouns", "never", "reckonings", "titles", "of_party", "publishers")


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """What kind of source a noun names, and whether it is a private person."""

    kind: SourceKind
    private: bool


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a verb gives a figure: what brings it ("" for its object), whether it must be one, and whose word it is."""

    by: str
    counts: bool
    kinds: frozenset[SourceKind]


@dataclass(frozen=True)
class AttributionData:
    """Lexica of this room; `words` holds the lists of attribution.yaml by their key."""

    verbs: Mapping[str, Attitude]
    nouns: Mapping[str, SourceNoun]
    according: Mapping[str, str]
    pronouns: Mapping[str, str]
    never: Mapping[str, frozenset[str]]
    reckonings: Mapping[str, Reckoning]
    titles: Mapping[str, str]
    of_party: Mapping[PartyKind, SourceKind]
    publishers: Mapping[str, SourceKind]
    false: re.Pattern[str]
    unhappened: re.Pattern[str]
    agency: re.Pattern[str]
    of_a_side: re.Pattern[str]
    issued: re.Pattern[str]
    own_paper: re.Pattern[str]
    name_ends: re.Pattern[str]
    words: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        self.__dict__.update(self.words)  # each list is an attribute too

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> frozenset[str]: ...


def load_attribution(folder: Path) -> AttributionData:
    """Load the room's data; raises DataError for what is wrong in it."""
    node = read_yaml(folder / "attribution.yaml")
    node.expect((*_SETS, *_MAPS, "false", "unhappened", "agency", *_ISSUERS))
    nouns: dict[str, SourceNoun] = {}
    for row in read_tsv(folder / "lexica" / "source_nouns.tsv", ("noun", "kind", "private", "note")):
        try:
            kind = SourceKind(row["kind"])
        except ValueError as e:
            raise row.error(f"no source kind '{row['kind']}'; known: {', '.join(SourceKind)}") from e
        if row["private"] not in ("yes", "no"):
            raise row.error(f"private is '{row['private']}'; it must be yes or no")
        nouns[row["noun"]] = SourceNoun(kind, row["private"] == "yes")
    verbs: dict[str, Attitude] = {}
    for row in read_tsv(folder / "lexica" / "speech_verbs.tsv", ("verb", "attitude", "note")):
        try:
            verbs[row["verb"]] = Attitude(row["attitude"])
        except ValueError as e:
            raise row.error(f"no attitude '{row['attitude']}'; known: {', '.join(Attitude)}") from e
    for verb in node["also"]:
        verbs.setdefault(verb, Attitude.ASSERTS)
    return AttributionData(
        verbs=verbs,
        nouns=nouns,
        according=dict(node["according"]),
        pronouns=dict(node["pronouns"]),
        never={pronoun: frozenset(nouns) for pronoun, nouns in node["never"].items()},
        reckonings={verb: _reckoning(node, how) for verb, how in node["reckonings"].items()},
        titles=dict(node["titles"]),
        of_party={PartyKind(k): _kind(node, v) for k, v in node["of_party"].items()},
        publishers={w: _kind(node, k) for k, ws in node["publishers"].items() for w in ws},
        false=_pattern(node, "false"),
        unhappened=_pattern(node, "unhappened"),
        agency=_pattern(node, "agency", whole=True),
        **{key: _written(node, key) for key in _ISSUERS},
        words={key: frozenset(node[key]) for key in _SETS},
    )


def _reckoning(node: Node, how: Node) -> Reckoning:
    how.expect(("by", "counts", "kinds"))
    return Reckoning(how["by"], how["counts"] == "yes", frozenset(_kind(node, k) for k in how["kinds"]))


def _kind(node: Node, value: str) -> SourceKind:
    try:
        return SourceKind(value)
    except ValueError as e:
        raise node.error(f"no source kind '{value}'; known: {', '.join(SourceKind)}") from e


def _pattern(node: Node, key: str, *, whole: bool = False) -> re.Pattern[str]:
    """The alternatives of a list as words of a text, in either case; as a `whole` text just as they stand."""
    return _written(node, key, "(?:{})", 0) if whole else _written(node, key, "\\b(?:{})\\b")


def _written(node: Node, key: str, form: str = "(?:{})", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    try:
        return re.compile(form.format("|".join(node[key])), flags)
    except re.error as e:
        raise DataError(node.path, node.line, f"'{key}' is no pattern: {e}") from e
