"""Fits and checks confidences: how often is a value right, given how it and its neighbours were found?

    python benchmarks/reliability.py GOLD... [--write]

Codes the reports of GOLD, one folder or several, pairs them with their coding and judges each field. For every
field, and for the report as a whole, a logistic model (L2) learns the chance of being right from how the fields were
found and from the type. Checked out of fold: the documents are cut into ten parts, and each part is predicted by
models that never saw its documents; the strength of the penalty is chosen inside the other nine. Prints a
table of reliability: of the values that were given such a confidence, so many were right. `--write` fits on
all documents and writes `src/dateline/data/confidence.tsv`. Only weights leave the coded reports. Last line
JSON: Brier score and expected calibration error by field. Needs scikit-learn, which the dev extra brings.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import GridSearchCV, GroupKFold  # type: ignore[import-untyped]

from dateline.agreement import FIELDS, evaluate, load_criteria, read_coded
from dateline.datafiles import DATA
from dateline.join.confidence import ALWAYS, REPORT, circumstances
from dateline.kit import load_kit
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from gold import documents

HEADER = (
    "# What speaks for and against a value, as weights of a logistic model; "
    "written by benchmarks/reliability.py --write, never by hand.\nfield\tgiven\tweight\n"
)
PARTS, INNER_PARTS = 10, 3
STRENGTHS = (0.03, 0.1, 0.3)
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(slots=True)
class Judged:
    """All reports for which one field was judged: what was given, whether it was right, in which document."""

    given: list[dict[str, float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    document: list[str] = field(default_factory=list)

    def add(self, document: str, given: list[str], *, right: bool) -> None:
        """Note one report."""
        self.given.append({name: 1.0 for name in given if name != ALWAYS})
        self.right.append(right)
        self.document.append(document)


def judged_reports(gold: Sequence[Path]) -> dict[str, Judged]:
    """Our reports of the coded documents, judged field by field."""
    coded = [each for folder in gold for each in read_coded(folder)]
    codings = [c for c in code_documents(documents(coded), load_kit()) if isinstance(c, Coding)]
    ours = {c.document.id: [json.loads(jsonl(record(r, c.document))) for r in c.reports] for c in codings}
    evaluation = evaluate(coded, ours, load_criteria())
    judged: dict[str, Judged] = {name: Judged() for name in (REPORT, *(f for f in FIELDS if f != "aggregate"))}
    for coding, score in zip(codings, evaluation.scores, strict=True):
        verdicts = {pair.ours["id"]: pair for pair in score.pairs}
        for report in coding.reports:
            pair = verdicts.get(report.id)
            typed = pair is not None and pair.typed
            judged[REPORT].add(coding.document.id, circumstances(report, REPORT), right=typed)
            if pair is not None and typed:
                for name in judged.keys() - {REPORT}:
                    judged[name].add(coding.document.id, circumstances(report, name), right=pair.right[name])
    return judged


def fitted(given: Any, right: Any, groups: Any) -> Any:
    """A logistic model whose penalty is chosen on parts that it was not fitted on."""
    parts = list(GroupKFold(INNER_PARTS).split(given, right, groups))
    models = GridSearchCV(LogisticRegression(max_iter=2000), {"C": STRENGTHS}, cv=parts, scoring="neg_log_loss")
    return models.fit(given, right).best_estimator_


def out_of_fold(judged: Judged) -> tuple[Any, Any]:
    """For each report the chance given by a model that never saw its document, and whether it was right."""
    right, groups = np.array(judged.right), np.array(judged.document)
    table = DictVectorizer(sparse=False).fit_transform(judged.given)
    chances = np.zeros(len(right))
    for train, test in GroupKFold(PARTS).split(table, right, groups):
        chances[test] = fitted(table[train], right[train], groups[train]).predict_proba(table[test])[:, 1]
    return chances, right


def weights(judged: Judged) -> Mapping[str, float]:
    """The weights of a model fitted on all reports; those that round to nothing are left out."""
    vectors = DictVectorizer(sparse=False)
    table = vectors.fit_transform(judged.given)
    model = fitted(table, np.array(judged.right), np.array(judged.document))
    names = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    rounded = {ALWAYS: round(float(model.intercept_[0]), 3)}
    return rounded | {name: round(float(w), 3) for name, w in names.items() if abs(w) >= 0.0005}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    judged = judged_reports(given.gold)
    told: dict[str, Any] = {}
    print("| field | confidence | values | mean confidence | right |\n|---|---|---|---|---|")
    for name, each in judged.items():
        chances, right = out_of_fold(each)
        error = 0.0
        for low, high in pairwise(BINS):
            inside = (chances >= low) & ((chances < high) | (high == 1.0))
            if inside.any():
                mean, share = chances[inside].mean(), right[inside].mean()
                error += inside.mean() * abs(mean - share)
                print(f"| {name} | {low:.1f}–{high:.1f} | {inside.sum()} | {mean:.2f} | {share:.2f} |")
        base = right.mean() * (1 - right.mean())
        told[name] = {
            "values": len(right),
            "right": round(float(right.mean()), 3),
            "brier": round(float(((chances - right) ** 2).mean()), 4),
            "brier_of_the_mean": round(float(base), 4),
            "calibration_error": round(float(error), 4),
        }
    if given.write:
        rows = sorted(
            ((name, what, w) for name, each in judged.items() for what, w in weights(each).items()),
            key=lambda row: (row[0].casefold(), row[1].casefold()),
        )
        lines = "".join(f"{name}\t{what}\t{w}\n" for name, what, w in rows)
        (DATA / "confidence.tsv").write_text(HEADER + lines, encoding="utf-8")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
