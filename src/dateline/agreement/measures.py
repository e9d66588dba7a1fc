"""The figures of an evaluation: precision, recall, F1, shares by field, alphas, with intervals over documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.agreement.alpha import alphas
from dateline.agreement.scoring import BESIDE, FIELDS, Evaluation, Score

RESAMPLES = 1000  # of the documents, with replacement; the intervals hold 95 of 100 of them
SEED = 2016
LEVELS = ("found", "typed", "fully_right")


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1 with its interval of 95 %, and what it is a share of."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Level:
    """Precision, recall and F1 of one level; the interval is that of F1."""

    precision: float
    recall: float
    f1: Share


@dataclass(frozen=True, slots=True)
class TypeLevel:
    """One type: reports of it in gold, given, and given rightly; F1 with its interval."""

    gold: int
    given: int
    right: int
    f1: Share


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is told of an evaluation; `alphas` are None where all pairs have one value."""

    documents: int
    gold: int
    predicted: int
    levels: Mapping[str, Level]
    fields: Mapping[str, Share]
    beside: Mapping[str, Share]
    types: Mapping[str, TypeLevel]
    alphas: Mapping[str, float | None]
    trapped: int
    passages: int
    quiet: int
    quiet_with_reports: int


def figures(evaluation: Evaluation) -> Figures:
    """The figures, with intervals by resampling whole documents: reports of one document are not independent."""
    scores = evaluation.scores
    counted = [_counts(score) for score in scores]
    total: Counter[str] = Counter()
    for each in counted:
        total.update(each)
    drawn = _resampled(counted, sorted(total))
    levels = {
        name: Level(
            precision=_ratio(total[name], total["given"]),
            recall=_ratio(total[name], total["gold"]),
            f1=_f1(total, drawn, name, "gold", "given"),
        )
        for name in LEVELS
    }
    quiet = [score for score in scores if not score.gold]
    return Figures(
        documents=len(scores),
        gold=total["gold"],
        predicted=total["given"],
        levels=levels,
        fields={name: _share(total, drawn, f"right {name}", "typed") for name in FIELDS},
        beside={name: _share(total, drawn, f"beside {name}", "typed") for name in BESIDE},
        types={
            name: TypeLevel(
                total[f"gold {name}"],
                total[f"given {name}"],
                total[f"hit {name}"],
                _f1(total, drawn, f"hit {name}", f"gold {name}", f"given {name}"),
            )
            for name in evaluation.types()
        },
        alphas=alphas([pair for score in scores for pair in score.pairs]),
        trapped=total["trapped"],
        passages=total["passages"],
        quiet=len(quiet),
        quiet_with_reports=sum(bool(score.ours) for score in quiet),
    )


def plain_figures(evaluation: Evaluation) -> dict[str, Any]:
    """The figures as plain data, rounded to three digits; intervals and alphas under keys of their own."""
    told = figures(evaluation)

    def level(each: Level) -> dict[str, float]:
        return {"p": round(each.precision, 3), "r": round(each.recall, 3), "f1": round(each.f1.value, 3)}

    def interval(share: Share) -> list[float]:
        return [round(share.low, 3), round(share.high, 3)]

    return {
        "documents": told.documents,
        "gold": told.gold,
        "predicted": told.predicted,
        **{name: level(each) for name, each in told.levels.items()},
        "fields_on_typed": {name: round(share.value, 3) for name, share in told.fields.items()},
        "beside": {name: round(share.value, 3) for name, share in told.beside.items()},
        "trapped": told.trapped,
        "passages": told.passages,
        "quiet_documents": told.quiet,
        "quiet_documents_with_reports": told.quiet_with_reports,
        "types": {
            name: {"gold": each.gold, "predicted": each.given, "hit": each.right, "f1": round(each.f1.value, 3)}
            for name, each in told.types.items()
        },
        "alpha": {name: None if value is None else round(value, 3) for name, value in told.alphas.items()},
        "intervals": {
            **{name: interval(each.f1) for name, each in told.levels.items()},
            **{name: interval(share) for name, share in told.fields.items()},
            **{f"type {name}": interval(each.f1) for name, each in told.types.items()},
        },
    }


def _counts(score: Score) -> Counter[str]:
    """All counts of one document that a figure is made of."""
    typed = [pair for pair in score.pairs if pair.typed]
    counts = Counter(
        {
            "gold": len(score.gold),
            "given": len(score.ours),
            "found": len(score.pairs),
            "typed": len(typed),
            "fully_right": sum(all(pair.right.values()) for pair in typed),
            "trapped": score.trapped,
            "passages": score.passages,
        }
    )
    counts.update(f"gold {report['type']}" for report in score.gold)
    counts.update(f"given {report['type']}" for report in score.ours)
    for pair in typed:
        counts[f"hit {pair.gold['type']}"] += 1
        counts.update(f"right {name}" for name, right in pair.right.items() if right)
        counts.update(f"beside {name}" for name, right in pair.beside.items() if right)
    return counts


def _resampled(counted: Sequence[Counter[str]], names: Sequence[str]) -> dict[str, Any]:
    """For each count its totals in all resamples of the documents."""
    import numpy as np

    table = np.array([[each[name] for name in names] for each in counted], dtype=float)
    size = len(counted)
    if not size:
        return {}
    draws = np.random.default_rng(SEED).multinomial(size, [1 / size] * size, size=RESAMPLES)
    return dict(zip(names, (draws @ table).T, strict=True))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(total: Counter[str], drawn: Mapping[str, Any], hit: str, gold: str, given: str) -> Share:
    # F1 of precision hit / given and recall hit / gold.
    return _interval(
        2 * total[hit], total[gold] + total[given], 2 * _of(drawn, hit), _of(drawn, gold) + _of(drawn, given)
    )


def _share(total: Counter[str], drawn: Mapping[str, Any], part: str, whole: str) -> Share:
    return _interval(total[part], total[whole], _of(drawn, part), _of(drawn, whole))


def _of(drawn: Mapping[str, Any], name: str) -> Any:
    import numpy as np

    return drawn.get(name, np.zeros(RESAMPLES))


def _interval(part: int, whole: int, parts: Any, wholes: Any) -> Share:
    import numpy as np

    ratios = parts[wholes > 0] / wholes[wholes > 0]
    low, high = np.percentile(ratios, [2.5, 97.5]) if len(ratios) else (0.0, 0.0)
    return Share(_ratio(part, whole), float(low), float(high), whole)
