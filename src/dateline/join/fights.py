"""Ground fighting of two armed sides comes first in the choice of types: an attack with dead on both is a fight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import ARMED_KINDS, PartyKind, Report, Said
from dateline.ontology import Ontology

_ARMED = ARMED_KINDS | {PartyKind.UNIDENTIFIED}
FIGHT = "armed_clash"


def with_fights(reports: Sequence[Report], ontology: Ontology) -> tuple[Report, ...]:
    """Give attacks of one armed side on another in which both lost people the type of a fight."""
    generic = ontology.precedence[-1].types
    return tuple(
        replace(r, type=FIGHT, notes=(*r.notes, "a fight: both sides have dead"))
        if r.type in generic and _both_armed(r) and _lost(r, "killed_actor") and _lost(r, "killed_target")
        else r
        for r in reports
    )


def _both_armed(report: Report) -> bool:
    return all(any(p.value.kind in _ARMED for p in side) for side in (report.actor, report.target))


def _lost(report: Report, count: str) -> bool:
    said = report.counts.get(count)
    return isinstance(said, Said) and said.value.low > 0
