"""Who is behind an unclaimed act: a claim of responsibility in the same document names its actor."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import PartyKind, Report
from dateline.ontology import Ontology

CLAIM = "responsibility_claim"


def with_claimed_actors(reports: tuple[Report, ...], ontology: Ontology) -> tuple[Report, ...]:
    """Give an act whose actor nobody names to the party that claims it in the same document.

    Only the last act of violence before the claim, and only one whose actor is empty or unidentified.
    """
    out = list(reports)
    for claim in reports:
        if claim.type != CLAIM or not claim.actor:
            continue
        start = claim.evidence[0].start if claim.evidence else 0
        before = [
            n
            for n, r in enumerate(out)
            if "killed" in ontology.types[r.type].counts and r.evidence and r.evidence[0].start <= start
        ]
        if not before:
            continue
        act = out[before[-1]]
        if all(p.value.kind is PartyKind.UNIDENTIFIED for p in act.actor):
            note = f"actor from the claim of responsibility ({claim.id})"
            out[before[-1]] = replace(act, actor=claim.actor, notes=(*act.notes, note))
    return tuple(out)
