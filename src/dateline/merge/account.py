"""One event as a record for JSONL, and as an account for people: values, claims, origins, and why it was joined."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from dateline.datafiles import read_yaml
from dateline.merge.nouns import Event, Joint
from dateline.merge.weights import FOLDER

SAME_SOURCE, PRIVATE_SOURCE = "same source", "private source"  # in `levels.yaml`


def event_record(event: Event) -> dict[str, Any]:
    """The event as plain data, keys in a fixed order; docs/merging.md tells them."""
    values = event.values
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "grade": event.grade,
        "event_clarity": event.event_clarity,
        "aggregate": event.aggregate,
        "when": values["when"],
        "where": values["where"],
        "actor": values["actor"],
        "target": values["target"],
        "counts": values["counts"],
        "types": values["type"],
        "happened": values["happened"],
        "doers": values["doers"],
        "reports": list(event.reports),
        "documents": list(event.documents),
        "origins": [
            {
                "reports": list(o.reports),
                "shared": [{"a": s.a, "b": s.b, "why": s.why, "what": s.what} for s in o.shared],
            }
            for o in event.origins
        ],
        "joints": [_joint(j) for j in event.joints],
        "may_be": list(event.may_be),
    }


def _joint(joint: Joint) -> dict[str, Any]:
    out: dict[str, Any] = {
        "a": joint.a,
        "b": joint.b,
        "bits": joint.bits,
        "reasons": [{"comparison": r.comparison, "level": r.level, "bits": r.bits} for r in joint.reasons],
    }
    if joint.verdict:
        verdict = joint.verdict
        out["verdict"] = {"kind": verdict.kind.value, "who": verdict.who, "when": verdict.when, "why": verdict.why}
    return out


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return read_yaml(FOLDER / "levels.yaml"), read_yaml(FOLDER / "values.yaml")


def explain_event(event: Event) -> str:
    """All that is behind an event: its claims with words, source and origin, each rule, and each joint's reasons."""
    return explain_record(event_record(event))


def explain_record(record: Mapping[str, Any]) -> str:
    """The same, from the event's record alone, however long it was kept."""
    return "\n".join(_account(record)) + "\n"


def _account(event: Mapping[str, Any]) -> Iterator[str]:
    words, rules = _words()
    say: Mapping[str, Any] = words["account"]
    shown = {name: event[name] for name in ("id", "type", "status")}
    many = {name: _many(say[name], len(event[name])) for name in ("reports", "origins")}
    yield say["head"].format(**shown, **many)
    for name in ("status", "grade", "event_clarity"):
        yield say[name].format(value=event[name], rule=rules[name][str(event[name])])
    for n, origin in enumerate(event["origins"], 1):
        first, *others = origin["reports"]
        yield say["origin"].format(n=n, first=first)
        if others:
            yield say["repeats"].format(others=", ".join(others))
        yield from (f"  {_shared(s, words)}" for s in origin["shared"])
    for name, rule, value in _values(event):
        yield say["value"].format(name=name, value=_short(name, value))
        yield say["rule"].format(rule=rules[rule])
        for side in ("for", "against"):
            yield from (_claim(c, say[side]) for c in value.get(side, ()))
        yield from (_claim(c, say["before"]) for c in value.get("history", ()))
    for doer in event["doers"]:
        more = "".join(form for name, form in say["doer_more"].items() if doer[name])
        name = doer["name"] or say["private"]
        yield say["doer"].format(name=name, named_by=_many(say["origins"], doer["named_by"]), more=more)
        yield say["rule"].format(rule=rules["doer"])
    for joint in event["joints"]:
        yield from _reasons(joint, words)
    if event["may_be"]:
        yield say["may_be"].format(events=", ".join(event["may_be"]))


def _many(forms: Sequence[str], n: int) -> str:
    return forms[n != 1].format(n=n)


def _values(event: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The name of each value, the name of its rule, and the value."""
    yield "type", "type", event["types"]
    for role in ("actor", "target"):
        yield from ((role, "parties", party) for party in event[role])
    if event["when"]:
        yield "when", "days", event["when"]
    if event["where"]:
        yield "where", "place", event["where"]
    yield from ((name, "counts", count) for name, count in event["counts"].items())
    yield "happened", "happened", event["happened"]


def _short(name: str, value: Mapping[str, Any]) -> str:
    if name == "when":
        return f"{value['first']}..{value['last']}"
    if name in ("actor", "target", "where"):
        return str(value["name"] or _words()[0]["account"]["private"])
    if name == "type":
        return str(value["value"])
    if "best" in value:
        high = "" if value["high"] is None else value["high"]
        return f"{value['best']} ({value['low']}..{high})"
    return f"{len(value['for'])} : {len(value['against'])}"


def _claim(claim: Mapping[str, Any], form: str) -> str:
    value = claim["value"]
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    words = f" “{claim['words']}”" if claim.get("words") else ""
    said = [f"{s['name'] or s['kind']}{', ' + s['via'] if s['via'] else ''}" for s in claim["sources"]]
    return form.format(**{**claim, "value": shown, "words": words, "sources": f" ({'; '.join(said)})" if said else ""})


def _shared(shared: Mapping[str, str], words: Mapping[str, Any]) -> str:
    why = shared["why"] if shared["what"] or shared["why"] != SAME_SOURCE else PRIVATE_SOURCE
    return str(words["shared"][why]).format(**shared)


def _reasons(joint: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    say: Mapping[str, str] = words["account"]
    yield say["joint"].format(**joint)
    if verdict := joint.get("verdict"):
        yield say["verdict"].format(**{**verdict, "why": f" ({verdict['why']})" if verdict["why"] else ""})
    for reason in joint["reasons"]:
        yield say["reason"].format(**{**reason, "comparison": words["comparisons"][reason["comparison"]]})
    if joint["reasons"]:
        yield say["prior"].format(bits=joint["bits"] - sum(r["bits"] for r in joint["reasons"]))
