"""How far to trust a value: a logistic model on how it and the values beside it were found.

The weights are fitted on coded reports by `benchmarks/reliability.py`, which also tells how well they hold
on reports that they were not fitted on; they stand in `data/confidence.tsv`, and nothing is set by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.datafiles import read_tsv
from dateline.draft import POINTERS, Draft, How
from dateline.model import Party, PartyKind, Report, Said, Source, Status
from dateline.ontology import Ontology

type Weights = Mapping[str, Mapping[str, float]]

REPORT = "report"  # the row for the report as a whole: is there such an event, of this type?
ALWAYS = "always"  # the weight that every report gets


def load_confidence(path: Path) -> Weights:
    """The weights by field and by what is given (`circumstances` writes it)."""
    weights: dict[str, dict[str, float]] = {}
    for row in read_tsv(path, ("field", "given", "weight"), key=("field", "given")):
        weights.setdefault(row["field"], {})[row["given"]] = float(row["weight"])
    return weights


def basis_of(group: Sequence[Draft], sources: Sequence[Source], *, counted: bool) -> dict[str, str]:
    """How each field of a happening was found, in the words of the weights."""
    return {
        REPORT: "consequence" if all(d.weak for d in group) else "once" if len(group) == 1 else "several times",
        "status": "plain" if all(d.status is Status.ACTUAL for d in group) else "scope",
        "when": _nearest([d.when_how for d in group if isinstance(d.when, Said)]),
        "where": _nearest([d.where_how for d in group if isinstance(d.where, Said)]),
        "counts": "given" if counted else "none",
        "actor": _party([d.actor for d in group]),
        "target": _party([d.target for d in group]),
        "source": f"{_nearest([d.sources_how for d in group])}, {'one' if len(sources) == 1 else 'several'}",
    }


def with_confidence(reports: Sequence[Report], ontology: Ontology, weights: Weights) -> tuple[Report, ...]:
    """The reports of one document with the chance that each field is right and that there is such an event.

    What stands beside a report speaks for or against it: "the attack" told near a bombing is mostly the bombing.
    """
    out = []
    for report in reports:
        basis = {**report.basis, **_beside(report, reports, ontology)}
        trust = _chances(report.type, basis, weights)
        out.append(replace(report, basis=basis, confidence=trust.pop(REPORT, 0.0), field_confidence=trust))
    return tuple(out)


def circumstances(report: Report, field: str) -> list[str]:
    """All that a confidence goes by: how each field was found and, for a field of a report, the type.

    The report itself is judged without its type: how frequent a type is differs too much between sources.
    """
    given = _given(report.basis)
    return given if field == REPORT else [*given, _type_given(report.type)]


def _given(basis: Mapping[str, str]) -> list[str]:
    return [ALWAYS, *[f"{name}: {found}" for name, found in basis.items()]]


def _type_given(type_: str) -> str:
    return f"type: {type_}"


def _chances(type_: str, basis: Mapping[str, str], weights: Weights) -> dict[str, float]:
    given, typed = _given(basis), _type_given(type_)
    chances = {}
    for field, row in weights.items():
        names = given if field == REPORT else [*given, typed]
        chances[field] = round(_logistic(sum([row[name] for name in names if name in row])), 3)
    return chances


def _beside(report: Report, reports: Sequence[Report], ontology: Ontology) -> dict[str, str]:
    """What else of its kind the document tells, and whether it shares the day or the place."""
    generic = ontology.precedence[-1].types
    family = ontology.types[report.type].family
    others = [
        r
        for r in reports
        if r is not report and r.type not in generic and ontology.types[r.type].family == family and r.evidence
    ]
    before = any(r.evidence[0] < report.evidence[0] for r in others) if report.evidence else False
    stands = "after" if before else "before" if others else "alone"
    found = {"beside": f"{'generic ' if report.type in generic else ''}{stands}"}
    if any(r.when == report.when for r in others):
        found["beside, day"] = "same"
    if any(r.where == report.where for r in others):
        found["beside, place"] = "same"
    return found


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _nearest(hows: Sequence[How]) -> str:
    return min(hows, default=How.NONE).name.lower()


def _party(tellings: Sequence[Sequence[Said[Party]]]) -> str:
    said = [p for parties in tellings for p in parties]
    if not said:
        return "none"
    if all(p.by in POINTERS for p in said):
        return "pointed to"
    kinds = {p.value.kind for p in said}
    return "described" if kinds <= {PartyKind.UNIDENTIFIED, PartyKind.CIVILIANS} else "named"
