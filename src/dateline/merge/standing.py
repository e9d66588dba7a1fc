"""How sure an event is: did it happen, who did it, its status, its grade and its clarity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.merge.claims import Told, claim, deniers
from dateline.merge.parties import Index
from dateline.model import Attitude, Status

PROVINCE = "admin1"
COUNTRY = "country"


def happened(told: Sequence[Told]) -> dict[str, Any]:
    """Who says that it happened, and who says that it did not."""
    against = [t for t in told if t.denies or t.record.get("status") == Status.DISPUTED or deniers(t.record)]
    return {
        "for": [claim(t, t.record["status"]) for t in told if t.asserts],
        "against": [claim(t, t.record["status"], denial=True) for t in against],
    }


def doers(told: Sequence[Told], actors: Sequence[Mapping[str, Any]], index: Index) -> list[dict[str, Any]]:
    """For each named doer: does its own side say so, does it deny it, does anybody name another."""
    return [
        {
            "name": actor["name"],
            "named_by": len({c["origin"] for c in actor["for"]}),
            "says_so_itself": _speaks(told, actor["name"], index, Attitude.ASSERTS),
            "denies_it": _speaks(told, actor["name"], index, Attitude.DENIES) or _denied(told, actor["name"], index),
            "others_name_another": bool(actor["against"]),
        }
        for actor in actors
        if actor["kind"] != "unidentified"
    ]


def _speaks(told: Sequence[Told], party: str | None, index: Index, attitude: Attitude) -> bool:
    """Is a party among the sources of a report that names it as the doer, with this attitude?"""
    if not party:
        return False
    key = index.name_of(party)
    for one in told:
        for source in one.record.get("sources") or ():
            if (source.get("attitude") or Attitude.ASSERTS) == attitude and not source.get("private"):
                name = index.name_of(source.get("name") or "")
                if name and (name == key or name.startswith(f"{key} ")):
                    return True
    return False


def _denied(told: Sequence[Told], party: str | None, index: Index) -> bool:
    """Does a party say in a report that it did not do it, whether or not it happened?"""
    key = index.name_of(party or "")
    return any(
        claimed["field"] == "actor"
        and claimed["attitude"] == Attitude.DENIES
        and key == index.name_of(claimed["value"]) == index.source(claimed["source"] or "")
        for one in told
        for claimed in one.record.get("claims") or ()
    )


def status(told: Sequence[Told], doing: Sequence[Mapping[str, Any]]) -> str:
    """One of the statuses of `values.yaml`; planned or attempted where no report says that it was done."""
    said = {t.record["status"] for t in told}
    if said <= {Status.PLANNED, Status.ATTEMPTED}:
        return str(Status.ATTEMPTED if Status.ATTEMPTED in said else Status.PLANNED)
    if all(t.denies for t in told):
        return "denied"
    if said & {Status.DENIED, Status.DISPUTED}:
        return "disputed"
    if len(origins := {t.origin for t in told if t.asserts}) > 1 and any(d["says_so_itself"] for d in doing):
        return "confirmed"
    return "reported" if len(origins) > 1 else "single-source"


def grade(status: str, told: Sequence[Told], doing: Sequence[Mapping[str, Any]]) -> str:
    """confirmed, fair, weak, contested or discounted, by origins alone."""
    if status == "denied":
        return "discounted"
    if status == "disputed" or any(d["others_name_another"] or d["denies_it"] for d in doing):
        return "contested"
    if any(d["says_so_itself"] for d in doing):
        return "confirmed"
    return "fair" if len({t.origin for t in told}) > 1 else "weak"


def clarity(when: Mapping[str, Any] | None, where: Mapping[str, Any] | None, *, aggregate: bool) -> int:
    """1 for a single happening with its days and place, else 2."""
    wide = where is None or where["precision"] in (PROVINCE, COUNTRY)
    vague = when is None or when["precision"] not in ("day", "week", "inferred")
    return 2 if aggregate or (wide and vague) or where is None or when is None else 1
