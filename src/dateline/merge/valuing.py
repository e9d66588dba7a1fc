"""The values of an event from the claims of its reports, by the rules that `data/merge/values.yaml` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.distance import km_between
from dateline.merge.claims import Told, claim, latest, most_told
from dateline.merge.parties import Index
from dateline.merge.rows import FINE, REACH_KM, Record
from dateline.model import DayPrecision, GeoPrecision

FINENESS = {p: n for n, p in enumerate(("exact", "near", "border", "admin2", "admin1", "country"))}
HURT = ("killed", "wounded")
Value = dict[str, Any]


def days(told: Sequence[Told]) -> Value | None:
    """The days on which the reports agree, else those that most origins leave possible, with the range of all."""
    known = [t for t in told if t.record.get("when")]
    if not known:
        return None
    said = [t for t in known if t.record["when"].get("precision") != DayPrecision.INFERRED] or known
    spans = [(t.record["when"]["first"], t.record["when"]["last"]) for t in said]
    first, last = max(f for f, _ in spans), min(end for _, end in spans)
    if agreed := first <= last:
        chosen = (first, last)
    else:
        met = {span: _possible(span, said) for span in spans}
        chosen = _finest([span for span in met if met[span] == max(met.values())])
    holds = [t for t in known if _overlap((t.record["when"]["first"], t.record["when"]["last"]), chosen)]
    every = [(t.record["when"]["first"], t.record["when"]["last"]) for t in known]
    return {
        "first": chosen[0],
        "last": chosen[1],
        "precision": min((t.record["when"].get("precision") or "day" for t in holds), key=_day_fineness),
        "agreed": agreed,
        "range": [min(f for f, _ in every), max(end for _, end in every)],
        **_claims(known, holds, "when", lambda w: {"first": w["first"], "last": w["last"]}),
    }


def _possible(span: tuple[str, str], told: Sequence[Told]) -> tuple[int, int]:
    """How many origins leave an interval possible, and how many of the others name a day of it."""
    met = {t.origin for t in told if _overlap((t.record["when"]["first"], t.record["when"]["last"]), span)}
    named = {t.origin for t in told for day in t.record.get("named_days") or () if _overlap((day, day), span)}
    return len(met), len(named - met)


def _finest(spans: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The shortest of some intervals, the first of those that are as short."""
    return min(spans, key=lambda s: (len({s[0], s[1]}), s[1] > s[0], spans.index(s)))


def _day_fineness(precision: str) -> int:
    order = [str(p) for p in DayPrecision]
    return order.index(precision) if precision in order else len(order)


def _overlap(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def place(told: Sequence[Told]) -> Value | None:
    """The finest place that the others hold; where fine ones differ, that which most origins leave possible."""
    known = [t for t in told if (t.record.get("where") or {}).get("lat") is not None]
    if not known:
        return None
    fineness = {t.id: FINENESS.get(t.record["where"]["precision"], 0) for t in known}
    fine = [t for t in known if t.record["where"]["precision"] in FINE] or known
    spots: list[list[Told]] = []
    for one in sorted(fine, key=lambda t: (fineness[t.id], t.order)):
        near = [s for s in spots if _holds(s[0].record["where"], one.record["where"])]
        if near:
            near[0].append(one)
        else:
            spots.append([one])
    within = {s[0].id: {t.origin for t in known if _holds(t.record["where"], s[0].record["where"])} for s in spots}
    best = max(spots, key=lambda s: (len(within[s[0].id]), -fineness[s[0].id], -s[0].order))
    chosen = _most_named(best, fineness).record["where"]
    holds = [t for t in known if _holds(t.record["where"], chosen)]
    shown = (
        "name",
        "country",
        "admin1",
        "lat",
        "lon",
        "precision",
        "gazetteer_id",
        "admin1_code",
        "admin2",
        "within_km",
    )
    value = {name: chosen.get(name) for name in shown}
    return {**value, **_claims(known, holds, "where", lambda w: {k: w.get(k) for k in ("name", "precision")})}


def _most_named(told: Sequence[Told], fineness: Mapping[str, int]) -> Told:
    """The report with the finest place of one spot, of several that of most origins: towns lie side by side."""
    fine = [t for t in told if fineness[t.id] == fineness[told[0].id]]
    origins = {t.id: len({u.origin for u in fine if _named(u) == _named(t)}) for t in fine}
    return max(fine, key=lambda t: (origins[t.id], -t.order))


def _named(one: Told) -> tuple[str, str]:
    where = one.record["where"]
    return where.get("gazetteer_id") or "", where["name"]


def _holds(wide: Record, narrow: Record) -> bool:
    """Does a place, as far as it reaches, hold another?"""
    if wide["precision"] == GeoPrecision.COUNTRY:
        return bool(wide.get("country") == narrow.get("country"))
    if wide["precision"] == GeoPrecision.ADMIN1 and wide.get("admin1") and narrow.get("admin1"):
        return bool(wide["admin1"] == narrow["admin1"] and wide.get("country") == narrow.get("country"))
    km = km_between(wide["lat"], wide["lon"], narrow["lat"], narrow["lon"])
    return km <= max(_reach(wide), _reach(narrow))


def _reach(where: Record) -> float:
    return max(float(where.get("within_km") or 0.0), REACH_KM[GeoPrecision(where["precision"])])


def counts(told: Sequence[Told]) -> dict[str, Value]:
    """Low, best and high of each count from independent origins, with what has been overtaken."""
    names = dict.fromkeys(name for t in told for name in t.record.get("counts") or {})
    return {name: _count(told, name) for name in names}


def _count(told: Sequence[Told], name: str) -> Value:
    known = [t for t in told if name in (t.record.get("counts") or {})]
    current = [t for t in known if name not in HURT or not any(_tells_of_later(other, t) for other in told)]
    if not current:
        return _nobody([t for t in told if any(_tells_of_later(t, one) for one in known)], [], known)
    standing = latest(current, lambda t: t.asserts) or latest(current, lambda _: True)
    ranges = {t.id: _range(t.record["counts"][name]) for t in known}
    figures = {ranges[t.id]: t for t in standing}
    firm = [f for f in figures if f[0] == f[1]] or list(figures)
    origins = {f: sum(_within(f[0], ranges[t.id]) for t in standing) for f in firm}
    best = max(firm, key=lambda f: (origins[f], figures[f].order))[0]
    if name == HURT[1] and best and (dead := _dead_alone(told, best)):
        return _nobody(dead, standing, known)
    ids = {t.id for t in standing}
    return {
        "low": min(ranges[t.id][0] for t in standing),
        "best": best,
        "high": _highest(ranges[t.id][1] for t in standing),
        **_claims(standing, [t for t in standing if _within(best, ranges[t.id])], "counts", lambda c: c[name]),
        "history": [claim(t, t.record["counts"][name]) for t in known if t.id not in ids],
    }


def _highest(bounds: Iterable[int | None]) -> int | None:
    """The highest of some upper bounds, 0 where there is none; None where one is open."""
    known = list(bounds)
    return None if None in known else max((b for b in known if b is not None), default=0)


def _dead_alone(told: Sequence[Told], hurt: int) -> list[Told]:
    """The reports that count so many dead and nobody hurt, where no more origins count as many hurt beside them.

    Whoever was shot and died is easily told twice, as wounded and as dead.
    """
    hurt_too = {t.origin for t in told if _firm(t)[1]}
    dead = [t for t in told if _firm(t) == (hurt, 0) and t.origin not in hurt_too]
    twice = any(_firm(t) == (hurt, hurt) for t in told)
    return dead if twice and len({t.origin for t in dead}) >= len(hurt_too) else []


def _nobody(dead: Sequence[Told], standing: Sequence[Told], known: Sequence[Told]) -> Value:
    """The count of those hurt who have died: by the reports of the dead, against those that still count them."""
    ids = {t.id for t in standing}
    figures = {t.id: t.record["counts"][HURT[1]] for t in known}
    return {
        "low": 0,
        "best": 0,
        "high": _highest(_range(figures[t.id])[1] for t in standing),
        "for": [claim(t, t.record["counts"][HURT[0]]) for t in dead],
        "against": [claim(t, figures[t.id]) for t in standing],
        "history": [claim(t, figures[t.id]) for t in known if t.id not in ids],
    }


def _within(figure: int, span: tuple[int, int | None]) -> bool:
    return span[0] <= figure and (span[1] is None or figure <= span[1])


def _tells_of_later(one: Told, other: Told) -> bool:
    """Does it count as many people hurt as the other, and more of them dead? Those have died of their wounds."""
    (killed, wounded), (before, hurt) = (_firm(t) for t in (one, other))
    return killed > before and killed + wounded == before + hurt


def _firm(one: Told) -> tuple[int, int]:
    """The people whom a report counts as killed and as wounded, 0 where it counts none or gives no single figure."""
    found = (_range((one.record.get("counts") or {}).get(name) or (0, 0)) for name in HURT)
    killed, wounded = (low if low == high else 0 for low, high in found)
    return killed, wounded


def _range(count: Sequence[Any]) -> tuple[int, int | None]:
    return int(count[0] or 0), None if count[1] is None else int(count[1])


def type_of(told: Sequence[Told]) -> Value:
    """The type of most origins, of as many that of the earliest report."""
    value = most_told((t.record["type"], t) for t in told)[0]
    agree = [t for t in told if t.record["type"] == value]
    return {"value": value, **_claims(told, agree, "type", str)}


def parties(told: Sequence[Told], role: str, index: Index) -> list[Value]:
    """All parties of a role that are named, each with the reports for it and those against it."""
    found: dict[str, Value] = {}
    keys = {t.id: index.keys(t.record[role], (t.record.get("where") or {}).get("country") or "") for t in told}
    for one in told:
        for party in one.record[role]:
            key = index.name_of(party["name"] or "")
            entry = found.setdefault(key, {k: party.get(k) for k in ("name", "kind", "country")} | {"for": []})
            if party.get("private"):
                entry["name"] = None
            entry["for"].append(claim(one, party["kind"], party.get("words")))
    named = {k: v for k, v in found.items() if v["kind"] != "unidentified"} or found
    for key, entry in named.items():
        mine = index.keys([{"name": entry["name"], "kind": entry["kind"], "country": entry["country"]}], "")
        against = [t for t in told if mine.own and _excludes(keys[t.id], mine)]
        entry["against"] = [claim(t, [p["name"] for p in t.record[role] if not p.get("private")]) for t in against]
        entry["key"] = key
    return [{k: v for k, v in entry.items() if k != "key"} for entry in named.values()]


def _excludes(theirs: Any, mine: Any) -> bool:
    """Do the parties of another report leave no room for this one?"""
    return bool(theirs.own and not theirs.vague and not (theirs.wide & mine.wide))


def _claims(known: Sequence[Told], holds: Sequence[Told], field: str, shown: Any) -> dict[str, list[dict[str, Any]]]:
    agree = {t.id for t in holds}

    def said(t: Told) -> dict[str, Any]:
        value = t.record[field]
        return claim(t, shown(value), value.get("words") if isinstance(value, Mapping) else None)

    return {"for": [said(t) for t in known if t.id in agree], "against": [said(t) for t in known if t.id not in agree]}
