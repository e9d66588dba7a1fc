"""How far to trust a value: the share that was right, of values found in the same way in coded reports.

The shares are counted by `benchmarks/reliability.py` and stand in `data/confidence.tsv`; nothing is set by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.datafiles import read_tsv
from dateline.draft import POINTERS, Draft, How
from dateline.model import Party, PartyKind, Said, Status

Shares = Mapping[tuple[str, str], float]
REPORT = "report"  # the row for the report as a whole: is there such an event, of this type?


def load_confidence(path: Path) -> Shares:
    """The share of right values by field and basis, by Laplace's rule: (right + 1) / (checked + 2)."""
    rows = read_tsv(path, ("field", "basis", "right", "checked"), key=("field", "basis"))
    return {(r["field"], r["basis"]): (int(r["right"]) + 1) / (int(r["checked"]) + 2) for r in rows}


def basis_of(group: Sequence[Draft], *, counted: bool) -> dict[str, str]:
    """How each field of a happening was found, in the words of the table."""
    return {
        REPORT: "consequence" if all(d.weak for d in group) else "once" if len(group) == 1 else "several times",
        "status": "plain" if all(d.status is Status.ACTUAL for d in group) else "scope",
        "when": _nearest([d.when_how for d in group if isinstance(d.when, Said)]),
        "where": _nearest([d.where_how for d in group if isinstance(d.where, Said)]),
        "counts": "given" if counted else "none",
        "actor": _party([d.actor for d in group]),
        "target": _party([d.target for d in group]),
        "source": _nearest([d.sources_how for d in group]),
    }


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


def confidences(basis: Mapping[str, str], shares: Shares) -> dict[str, float]:
    """The share for each field's basis, to three digits; a basis never checked has none."""
    return {f: round(shares[f, b], 3) for f, b in basis.items() if (f, b) in shares}
