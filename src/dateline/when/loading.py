"""Reads the three data files of the room: which words, what they mean, how they combine.

`when_words.yaml` sorts words into classes, `when_meanings.yaml` gives the numbers that they stand
for, `when_patterns.yaml` the rows of words in stages: what a stage reads is one piece to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.datafiles import Node as FileNode
from dateline.datafiles import read_yaml

from .grammar import Compiled, PatternError, any_of, compile_pattern, literal_class, literals
from .lexing import BREAK, Lexicon, build_lexicon
from .operations import OPERATIONS
from .scene import Meaning, Proof, Rule

_ID = "when/"
_MEANINGS = ("numbers_of", "part", "decade_part", "season_months", "recent", "precision", "inferred")


@dataclass(frozen=True, slots=True)
class Candidates:
    """The patterns that can begin with one letter, in file order, and one that says whether any of them fits."""

    patterns: tuple[tuple[Rule, Compiled], ...]
    any_of_them: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules that are tried together; `start` finds the letters that some pattern can begin with."""

    rules: tuple[Rule, ...]
    by_first: Mapping[str, Candidates]
    start: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WhenData:
    """All that the room knows of a language.

    `gate` finds the letters without which a text names no day. Kinds of expression: `silent` ones are no mention by
    themselves, `distances` count from the day of telling, `bounds` carry nothing on, `without_year` are often told
    without one, `spans` may hold such. `old_times` finds dates that make a text one of old years, whose letters
    `as_years` turns into those of years. `coming` finds words that tell of what is to come, `told` words that end their
    reach, `speaking` words before the day on which somebody speaks, `filed` words behind the date of a dateline, `stop`
    the end of a sentence.
    """

    lexicon: Lexicon
    meanings: Meaning
    stages: tuple[Stage, ...]
    gate: re.Pattern[str]
    silent: frozenset[str]
    day_kinds: frozenset[str]
    distances: frozenset[str]
    bounds: frozenset[str]
    without_year: frozenset[str]
    spans: frozenset[str]
    coming: re.Pattern[str]
    speaking: re.Pattern[str]
    filed: re.Pattern[str]
    told: re.Pattern[str]
    stop: re.Pattern[str]
    old_times: re.Pattern[str]
    as_years: Mapping[int, str]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules in file order."""
        return tuple(rule for stage in self.stages for rule in stage.rules)


def load_when(folder: Path) -> WhenData:
    """The data files of a language folder; DataError names what is wrong with them."""
    words = read_yaml(folder / "when_words.yaml")
    words.expect(("gate", "shapes", "classes"))
    meanings = read_yaml(folder / "when_meanings.yaml")
    meanings.expect(_MEANINGS)
    patterns = read_yaml(folder / "when_patterns.yaml")
    kinds = ("kinds", "groups", "silent", "distances", "bounds", "without_year", "spans")
    patterns.expect(("published", *kinds, "coming", "speaking", "filed", "old_times", "stages"))

    rows = [row for stage in patterns["stages"] for row in stage]
    lexicon = _lexicon(words, patterns, rows)
    letters = {**lexicon.letters}
    for name, kinds in patterns["groups"].items():
        letters[name] = "".join(letters[k] for k in kinds)
    published = date.fromisoformat(patterns["published"])
    seen: set[str] = set()
    stages = []
    for stage in patterns["stages"]:
        rules = []
        for row in stage:
            rule = _rule(row, letters, published, patterns["kinds"])
            if rule.id in seen:
                raise row.error(f"rule '{row['id']}' stands twice")
            seen.add(rule.id)
            rules.append(rule)
        stages.append(_stage(rules))
    gate = "".join(letters[name] for name in words["gate"])
    return WhenData(
        lexicon=lexicon,
        meanings=meanings,
        stages=tuple(stages),
        gate=re.compile(f"[{gate}]"),
        silent=frozenset(patterns["silent"]),
        day_kinds=frozenset(patterns["groups"]["DAY"]),
        distances=frozenset(patterns["distances"]),
        bounds=frozenset(patterns["bounds"]),
        without_year=frozenset(patterns["without_year"]),
        spans=frozenset(patterns["spans"]),
        coming=any_of(_compiled(patterns["coming"], letters, patterns)),
        speaking=any_of(_compiled(patterns["speaking"], letters, patterns)),
        filed=any_of(_compiled(patterns["filed"], letters, patterns)),
        told=re.compile(f"[{letters['told']}]"),
        old_times=any_of(_compiled(patterns["old_times"], letters, patterns)),
        as_years=str.maketrans(dict.fromkeys(letters["old_year"], letters["plain_year"])),
        stop=re.compile(f"(?<![{letters['short']}])[{letters['stop']}]"),
    )


def _looked_up(wording: str) -> str:
    """The token that a wording of the files stands for."""
    return BREAK if wording == "¶" else wording


def _lexicon(words: FileNode, patterns: FileNode, rows: Iterable[FileNode]) -> Lexicon:
    entries = [
        (_looked_up(wording), name, value)
        for name, values in words["classes"].items()
        for value, wordings in values.items()
        for wording in wordings
    ]
    plain: set[str] = set()
    for row in rows:
        plain |= _literals(row.get("pattern", []), row)
    around = [text for name in ("coming", "speaking", "filed", "old_times") for text in patterns[name]]
    plain |= _literals(around, patterns)
    entries += [(_looked_up(word), literal_class(word), word) for word in sorted(plain)]
    shapes = []
    for row in words["shapes"]:
        row.expect(("form", "classes"))
        shapes.append((row["form"], tuple(row["classes"])))
    return build_lexicon(entries, shapes, patterns["kinds"])


def _literals(texts: str | list[str], row: FileNode) -> set[str]:
    try:
        return set().union(*(literals(text) for text in _listed(texts)))
    except PatternError as e:
        raise row.error(str(e)) from e


def _rule(row: FileNode, letters: Mapping[str, str], published: date, kinds: list[str]) -> Rule:
    row.expect(("id", "pattern", "reads", "gives"), ("with", "transparent", "published", "yes", "no", "note"))
    if row["reads"] not in OPERATIONS:
        raise row.error(f"no operation '{row['reads']}'; known: {', '.join(OPERATIONS)}")
    if row["gives"] not in kinds:
        raise row.error(f"no kind '{row['gives']}'; known: {', '.join(kinds)}")
    asof = date.fromisoformat(row["published"]) if "published" in row else published
    proofs = [Proof(text, value, asof) for text, value in row.get("yes", {}).items()]
    proofs += [Proof(text, "", asof) for text in row.get("no", [])]
    if not proofs:
        raise row.error(f"rule '{row['id']}' has no proofs: give 'yes' or 'no'")
    return Rule(
        id=_ID + row["id"],
        kind=row["gives"],
        operation=OPERATIONS[row["reads"]],
        settings=dict(row.get("with", {})),
        patterns=tuple(_compiled(row["pattern"], letters, row)),
        transparent=row.get("transparent") == "yes",
        proofs=tuple(proofs),
    )


def _compiled(texts: str | list[str], letters: Mapping[str, str], row: FileNode) -> Iterable[Compiled]:
    for text in _listed(texts):
        try:
            yield compile_pattern(text, letters)
        except PatternError as e:
            raise row.error(f"{e} in '{text}'") from e


def _listed(texts: str | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else texts


def _stage(rules: list[Rule]) -> Stage:
    by_first: dict[str, list[tuple[Rule, Compiled]]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            for letter in sorted(pattern.first):
                by_first.setdefault(letter, []).append((rule, pattern))
    unions: dict[tuple[int, ...], re.Pattern[str]] = {}  # many letters share their patterns
    candidates = {}
    for letter, found in by_first.items():
        same = tuple(id(pattern) for _, pattern in found)
        if same not in unions:
            unions[same] = any_of(pattern for _, pattern in found)
        candidates[letter] = Candidates(tuple(found), unions[same])
    return Stage(tuple(rules), candidates, re.compile(f"[{''.join(sorted(by_first))}]"))
