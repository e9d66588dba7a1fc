"""The words of attribution: verbs of saying, "according to", and what kind of source a noun names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import read_tsv, read_yaml
from dateline.model import Attitude, SourceKind


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """What kind of source a noun names, and whether it is a private person."""

    kind: SourceKind
    private: bool


@dataclass(frozen=True, slots=True)
class AttributionData:
    """Lexica of this room."""

    verbs: Mapping[str, Attitude]
    passing: frozenset[str]
    nouns: Mapping[str, SourceNoun]
    according: Mapping[str, str]
    titles: frozenset[str]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    tellers: frozenset[str]
    empty: frozenset[str]
    negations: frozenset[str]


def load_attribution(folder: Path) -> AttributionData:
    """Load the room's data; raises DataError for what is wrong in it."""
    node = read_yaml(folder / "attribution.yaml")
    node.expect(("according", "passing", "titles", "pronouns", "plural_pronouns", "tellers", "empty", "negations"))
    nouns: dict[str, SourceNoun] = {}
    for row in read_tsv(folder / "lexica" / "source_nouns.tsv", ("noun", "kind", "private", "note")):
        try:
            kind = SourceKind(row["kind"])
        except ValueError as e:
            raise row.error(f"no source kind '{row['kind']}'; known: {', '.join(SourceKind)}") from e
        nouns[row["noun"]] = SourceNoun(kind, row["private"] == "yes")
    verbs = {
        r["verb"]: Attitude(r["attitude"])
        for r in read_tsv(folder / "lexica" / "speech_verbs.tsv", ("verb", "attitude", "note"))
    }
    return AttributionData(
        verbs=verbs,
        passing=frozenset(node["passing"]),
        nouns=nouns,
        according=dict(node["according"]),
        titles=frozenset(node["titles"]),
        pronouns=frozenset(node["pronouns"]),
        plural_pronouns=frozenset(node["plural_pronouns"]),
        tellers=frozenset(node["tellers"]),
        empty=frozenset(node["empty"]),
        negations=frozenset(node["negations"]),
    )
