"""Ids of events that never change: an event keeps the id of its oldest report's event; what it swallows leads to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence


def name_events(
    groups: Sequence[Sequence[str]], order: Sequence[str], previous: Mapping[str, str]
) -> tuple[list[str], dict[str, str], tuple[str, ...]]:
    """An id for each group of report ids, the redirects of ids that are no longer, and those that are gone.

    The reports of each group stand in `order`, which is that of age. `previous` gives for each report of the last
    merge the id of its event. Where an event was split, its id stays with its oldest report; where several became
    one, the id of the oldest lives. An id that lives no more leads to the event that has most of its reports; one
    whose reports are all gone leads nowhere.
    """
    heir: dict[str, str] = {}
    for report in order:
        if report in previous:
            heir.setdefault(previous[report], report)
    known = frozenset(previous.values())
    named = []
    for group in groups:
        mine = [previous[r] for r in group if r in previous and heir[previous[r]] in group]
        named.append(mine[0] if mine else _fresh(group[0], known))
    redirects, gone = {}, []
    of = {report: id_ for group, id_ in zip(groups, named, strict=True) for report in group}
    members: dict[str, list[str]] = {}
    for report, old in previous.items():
        members.setdefault(old, []).append(report)
    for old in sorted(set(members) - set(named)):
        heirs = sorted(of[r] for r in members[old] if r in of)
        if heirs:
            redirects[old] = max(dict.fromkeys(heirs), key=heirs.count)
        else:
            gone.append(old)
    return named, redirects, tuple(gone)


def _fresh(report: str, known: frozenset[str]) -> str:
    """An id from the id of the first report, that no event of the last merge had."""
    nth = 0
    while (id_ := "e" + hashlib.sha256(f"{report}\n{nth}".encode()).hexdigest()[:12]) in known:
        nth += 1
    return id_
