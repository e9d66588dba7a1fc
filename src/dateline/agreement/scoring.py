"""Pairs the reports of two codings one to one, judges every pair, and keeps the account document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.agreement.criteria import Criteria
from dateline.agreement.extracts import evidence, stretches, touch
from dateline.agreement.judging import (
    counts_right,
    days,
    place_right,
    share_of_days,
    verdicts,
    verdicts_beside,
)
from dateline.agreement.reading import Coded, Record

FIELDS = ("status", "when", "where", "counts", "actor", "target", "source", "aggregate")
BESIDE = ("when_precision", "where_precision", "counts_by_side", "all_sources", "type_and_counts")

# How alike two reports are, for pairing the best first.
SAME_TYPE, COMPATIBLE_TYPE, SAME_DAYS, SAME_WORDS, SAME_PLACE, SAME_COUNTS = 0.35, 0.15, 0.2, 0.25, 0.1, 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """A report and the one that tells of the same event; `right` by field, empty where the types differ."""

    gold: Record
    ours: Record
    right: Mapping[str, bool]
    beside: Mapping[str, bool]

    @property
    def typed(self) -> bool:
        """Are they of one type?"""
        return bool(self.gold["type"] == self.ours["type"])


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as it should be: a field, or "type", "missed" or "trapped"; `gold` is what was asked."""

    document: str
    what: str
    gold: Any
    ours: Any


@dataclass(slots=True)
class Score:
    """The account of one document."""

    document: str
    gold: Sequence[Record]
    ours: Sequence[Record]
    pairs: list[Pair] = field(default_factory=list)
    passages: int = 0
    trapped: int = 0
    misses: list[Miss] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All documents' accounts, in the order of the gold reports."""

    scores: tuple[Score, ...]

    @property
    def misses(self) -> list[Miss]:
        """What is not as it should be, document by document."""
        return [miss for score in self.scores for miss in score.misses]

    def types(self) -> list[str]:
        """The types that occur, the most frequent in gold first."""
        gold = Counter(report["type"] for score in self.scores for report in score.gold)
        ours = {report["type"] for score in self.scores for report in score.ours}
        return sorted(gold, key=lambda t: -gold[t]) + sorted(ours - gold.keys())


def evaluate(gold: Sequence[Coded], predictions: Mapping[str, Sequence[Record]], criteria: Criteria) -> Evaluation:
    """Compare the predictions with the gold reports; predictions for documents that gold lacks are left aside."""
    return Evaluation(tuple(_score(document, predictions.get(document.id, ()), criteria) for document in gold))


def paired(document: Coded, ours: Sequence[Record], criteria: Criteria) -> dict[int, int]:
    """Which of our reports tells of which gold report (by their places in the lists), the likest pairs first.

    One to one, by the Hungarian method on likeness; a pair must be of compatible types and share evidence,
    or share a day, the place and rest on words of the text.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

    if not document.reports or not ours:
        return {}
    likeness = np.array([[_likeness(document.text, g, p, criteria) for p in ours] for g in document.reports])
    rows, columns = linear_sum_assignment(-likeness)
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if likeness[i, j] > 0}


def _likeness(text: str | None, gold: Record, ours: Record, criteria: Criteria) -> float:
    if not criteria.compatible(gold["type"], ours["type"]):
        return 0.0
    shared = share_of_days(days(gold.get("when")), days(ours.get("when")))
    words = evidence(text, ours)
    same_words = touch(evidence(text, gold), words)
    same_place = place_right(gold.get("where"), ours.get("where"))
    if not same_words and not (shared and words and same_place):
        return 0.0
    likeness = SAME_TYPE if gold["type"] == ours["type"] else COMPATIBLE_TYPE
    likeness += SAME_DAYS * (shared or 0) + SAME_WORDS * same_words
    return likeness + SAME_PLACE * same_place + SAME_COUNTS * counts_right(gold, ours)


def _score(document: Coded, ours: Sequence[Record], criteria: Criteria) -> Score:
    score = Score(document.id, document.reports, ours, passages=len(document.traps))
    pairs = paired(document, ours, criteria)
    for i, j in pairs.items():
        gold, given = document.reports[i], ours[j]
        if gold["type"] != given["type"]:
            score.pairs.append(Pair(gold, given, {}, {}))
            score.misses.append(Miss(document.id, "type", gold["type"], given["type"]))
            continue
        right = verdicts(gold, given, criteria)
        score.pairs.append(Pair(gold, given, right, verdicts_beside(gold, given, criteria)))
        for name in FIELDS:
            if not right[name]:
                key = "sources" if name == "source" else name
                score.misses.append(Miss(document.id, name, gold.get(key), given.get(key)))
    traps = stretches(document.text, document.traps)
    for j, given in enumerate(ours):
        if j not in pairs.values() and touch(evidence(document.text, given), traps):
            score.trapped += 1
            score.misses.append(Miss(document.id, "trapped", None, _extract(given)))
    for i, gold in enumerate(document.reports):
        if i not in pairs:
            score.misses.append(Miss(document.id, "missed", f"{gold['type']}: {_extract(gold)}", None))
    return score


def _extract(report: Record) -> str:
    return str(next(iter(report.get("evidence") or ("",))))
