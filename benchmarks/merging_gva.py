"""Several US reports on one shooting, joined and valued, against the Gun Violence Archive.

    PYTHONPATH=src python benchmarks/merging_gva.py PATH [--sample N] [--from K] [--records FILE] [--show N]

PATH holds an incident a line, as for `gva.py`. Each article is coded by itself, ordinary crime included; its shooting
is chosen and counted as `gva.py` does, and is the one record that the article gives (`--records` keeps them, so that
merging can be measured again without coding). All records are merged. Pairs of articles are judged as joined or
not, an article without a shooting being alone; an incident's record is that of the event which most of its articles
are in: killed and injured are its best figures (0 where no article gives one), its day must be exact, its town as in
`gva.py`. Floors: merging
nothing, and the first article's publication. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.distance import km_between
from dateline.kit import Kit, load_kit
from dateline.merge import Event, Origin, merge_reports
from dateline.model import Document, GeoPrecision, Place, Report
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from dateline.values import Relevance
from gva import NEAR_KM, as_document, day_of, read_sample, shooting, town_right
from linked_reports import pair
from merging_speed import b_cubed

Record = dict[str, Any]
WITHIN = f"within_{NEAR_KM}_km"
JUDGED = ("killed", "injured", "date", "town", WITHIN)


def documents(path: Path, step: int, start: int) -> Iterator[tuple[Record, Document]]:
    """Each article with its incident's record."""
    for n, (gold, article) in enumerate(read_sample(path, step, start)):
        yield gold, as_document(article, f"{n:05}")


def told(reports: tuple[Report, ...], doc: Document, kit: Kit) -> Record | None:
    """The record of an article's shooting, with its figures as the archive counts them; None where it tells of none."""
    ours = shooting(reports, doc.text, kit)
    if ours is None or ours.main is None:
        return None
    out: Record = json.loads(jsonl(record(ours.main, doc)))
    if ours.placed:
        out["where"] = json.loads(jsonl(record(ours.placed, doc)))["where"]
    counts = {name: count for name, count in out["counts"].items() if name not in ("killed", "wounded")}
    hit = {name: [n, n] for name, n in (("killed", ours.killed), ("wounded", ours.injured)) if n}
    return {**out, "counts": {**hit, **counts}}


def code(sample: list[tuple[Record, Document]]) -> dict[str, Record]:
    """The shooting of each article that tells of one."""
    kit = load_kit(relevance=Relevance.ALL)
    found = {}
    for (_, doc), coding in zip(sample, code_documents([doc for _, doc in sample], kit), strict=True):
        if isinstance(coding, Coding) and (one := told(coding.reports, coding.document, kit)):
            found[doc.id] = one
    return found


def judged(event: Event | None, gold: Record) -> dict[str, bool]:
    """What is right of one incident's merged record."""
    if event is None:
        return dict.fromkeys(JUDGED, False)
    values, when, where = event.values, event.values["when"], event.values["where"]
    best = {name: count["best"] for name, count in values["counts"].items()}
    place = where and Place(
        where["name"],
        where["country"] or "",
        where["lat"],
        where["lon"],
        GeoPrecision(where["precision"]),
        admin1=where["admin1"] or "",
        admin2=where["admin2"] or "",
    )
    return {
        "killed": best.get("killed", 0) == gold["num_killed"],
        "injured": best.get("wounded", 0) == gold["num_injured"],
        "date": bool(when) and when["first"] == when["last"] == str(day_of(gold)),
        "town": town_right(place or None, gold),
        WITHIN: bool(place and gold["lat_lon"]) and km_between(place.lat, place.lon, *gold["lat_lon"]) <= NEAR_KM,
    }


def pairs(truth: Mapping[str, int], found: Mapping[str, int], alike: frozenset[frozenset[int]]) -> dict[str, float]:
    """How many of the pairs of one incident are joined, and how many of the joined ones are not of one.

    `false_apart` leaves out pairs of two incidents that are `alike`: the archive has one article under both.
    """

    def of(clusters: Mapping[str, int]) -> set[tuple[str, str]]:
        by: dict[int, list[str]] = {}
        for item, cluster in clusters.items():
            by.setdefault(cluster, []).append(item)
        return {pair(a, b) for items in by.values() for a, b in combinations(items, 2)}

    real, joined = of(truth), of(found)
    both, false = len(real & joined), joined - real
    apart = sum(frozenset(truth[name] for name in two) not in alike for two in false)
    return {
        "recall": round(both / max(1, len(real)), 4),
        "false": round(len(false) / max(1, len(joined)), 4),
        "false_apart": round(apart / max(1, both + apart), 4),
    }


def sharing(sample: list[tuple[Record, Document]], truth: Mapping[str, int]) -> frozenset[frozenset[int]]:
    """The pairs of incidents under which one article stands."""
    under: dict[str, set[int]] = {}
    for _, doc in sample:
        under.setdefault(doc.text, set()).add(truth[doc.id])
    return frozenset(frozenset(two) for incidents in under.values() for two in combinations(incidents, 2))


def main() -> None:
    """Print the shares, and them as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", type=Path)
    options.add_argument("--sample", type=int, default=1, help="take every N-th incident")
    options.add_argument("--from", type=int, default=0, dest="start", help="the first to take, counted from 0")
    options.add_argument("--records", type=Path, help="keep the coded records here, or take them from here")
    options.add_argument("--show", type=int, default=0, help="print so many pairs that are wrong")
    given = options.parse_args()
    sample = list(documents(given.path, given.sample, given.start))
    if given.records and given.records.exists():
        records = json.loads(given.records.read_text(encoding="utf-8"))
    else:
        records = code(sample)
        if given.records:
            given.records.write_text(json.dumps(records), encoding="utf-8")
    origins = {doc.id: Origin(doc.id, doc.text, doc.title, str(doc.published)) for _, doc in sample}
    events = merge_reports(list(records.values()), origins).events
    by_document = {name: event for event in events for name in event.documents}
    incidents = list({gold["incident"]: gold for gold, _ in sample}.values())
    place = {gold["incident"]: n for n, gold in enumerate(incidents)}
    truth = {doc.id: place[gold["incident"]] for gold, doc in sample}
    number = {event.id: n for n, event in enumerate(events)}
    found = {
        doc.id: number[by_document[doc.id].id] if doc.id in by_document else -1 - n for n, (_, doc) in enumerate(sample)
    }
    show_wrong(truth, found, records, given.show)
    right = Counter[str]()
    for n, gold in enumerate(incidents):
        theirs = Counter(by_document[d].id for d, of in truth.items() if of == n and d in by_document)
        event = events[number[theirs.most_common(1)[0][0]]] if theirs else None
        right.update(name for name, ok in judged(event, gold).items() if ok)
    figures = {
        "articles": len(sample),
        "incidents": len(incidents),
        "coded": len(records),
        **pairs(truth, found, sharing(sample, truth)),
        "b_cubed": round(b_cubed(truth, found), 4),
        "b_cubed_merging_nothing": round(b_cubed(truth, {d: n for n, d in enumerate(truth)}), 4),
        **{name: round(right[name] / len(incidents), 4) for name in JUDGED[:-1]},
        WITHIN: round(right[WITHIN] / sum(bool(gold["lat_lon"]) for gold in incidents), 4),
    }
    for name, share in figures.items():
        print(f"{name:26}{share:>10}")
    print(json.dumps({"benchmark": "merging_gva", **figures}))


def show_wrong(truth: Mapping[str, int], found: Mapping[str, int], records: Mapping[str, Record], most: int) -> None:
    """Print some pairs that are joined and should not be, and some that should be and are not."""
    shown = Counter[bool]()
    for a, b in combinations(sorted(records), 2):
        joined, real = found[a] == found[b], truth[a] == truth[b]
        if joined != real and shown[joined] < most:
            shown[joined] += 1
            print("false" if joined else "missed")
            for one in (records[a], records[b]):
                where, when = one["where"] or {}, one["when"] or {}
                place = f"{where.get('name')}, {where.get('admin1')} {where.get('precision')}"
                days = f"{when.get('first')}..{when.get('last')}"
                print(f"   {one['document']} {one['type']} {days} {place} {one['counts']} {one['evidence'][:1]}")


if __name__ == "__main__":
    main()
