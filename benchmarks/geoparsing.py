"""Place names found and resolved in news, against texts annotated with coordinates (LGL, TR-News, GeoVirus).

    PYTHONPATH=src python benchmarks/geoparsing.py FILE.xml... [--misses N]

A FILE holds <article> elements, each with <text> and its place names, with offsets and coordinates: <toponym> with
<phrase> and <gaztag>, or <location> with <name>, <lat>, <lon> and <page>. Demonyms ("French"), which some annotate
as names of the country, and names without coordinates are set apart: ours count for nobody there. Words that point
to a place without naming it ("the capital") are not judged.
A place is right within 161 km, the measure of the published figures; an area (country, province) also where of all
places that bear the annotators' name for it, it is the one nearest to their point, for centres of areas differ.
Given the names, the room is told where they stand, and only chooses the place; `given_best` counts the best candidate
where it leaves the choice open, as systems do that always answer. The ceiling is the share of names for which the
gazetteer or a short form ("Ga.") has any right place. Floor: the most populous place of the name. The last line is
JSON.
"""

from __future__ import annotations

import argparse
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.distance import km_between
from dateline.kit import Kit, load_kit
from dateline.model import Document, Place, Span, Toponym
from dateline.resolvers import party_hints
from dateline.text import outline
from dateline.where import EntryLike, GazetteerLike, find_toponyms
from dateline.who import find_actors

NEAR_KM = 161
SLACK = 3  # characters by which the offsets of a file may be wrong
AREAS = ("country", "admin1", "admin2", "region", "water", "continent")
PUBLISHED = {"lgl": "end to end F1: Edinburgh .44, CLIFF .42; given the names: mordecai3 .827",
             "TR-News": "given the names: mordecai3 .873"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A place name as annotated; `point` is None where it has no coordinates, `names` are theirs for the place."""

    span: Span
    names: tuple[str, ...]
    point: tuple[float, float] | None


def read_articles(path: Path) -> Iterator[tuple[str, list[Named]]]:
    """Each article's text and place names, in order."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        marks = [*article.iter("toponym"), *article.iter("location")]
        named = [n for m in marks if (n := read_name(m, text))]
        yield text, sorted(named, key=lambda n: n.span)


def read_name(mark: ET.Element, text: str) -> Named | None:
    """One annotation, its offsets set right by its words; None where these do not stand there."""
    place = mark if mark.tag == "location" else mark.find("gaztag")
    words = (mark.findtext("phrase") or mark.findtext("name") or "").strip()
    start = text.find(words, max(0, int(mark.findtext("start") or 0) - SLACK))
    if not words or start < 0:
        return None
    point, names = None, [words]
    if place is not None:
        point = float(place.findtext("lat") or 0), float(place.findtext("lon") or 0)
        page = (place.findtext("page") or "").rpartition("/")[2].replace("_", " ")
        names += [n for n in (place.findtext("name"), page) if n]
    return Named(Span(start, start + len(words)), tuple(dict.fromkeys(names)), point)


def is_demonym(words: str, kit: Kit) -> bool:
    """Do the words name a people, or what is theirs?"""
    lower = words.casefold()
    return lower in kit.where.demonyms or lower.removesuffix("s") in kit.where.demonyms


def right(place: Place | EntryLike, theirs: Named, gazetteer: GazetteerLike) -> bool:
    """Is a place of ours theirs: near their point, or the area that they mean by their name?"""
    assert theirs.point is not None
    if km_between(place.lat, place.lon, *theirs.point) <= NEAR_KM:
        return True
    bearing = [e for name in theirs.names for e in gazetteer.lookup(name)]
    nearest = min(bearing, key=lambda e: km_between(e.lat, e.lon, *(theirs.point or (0, 0))), default=None)
    identifier = place.gazetteer_id if isinstance(place, Place) else place.id
    return nearest is not None and nearest.kind in AREAS and nearest.id == identifier


def toponyms(text: str, kit: Kit, *, names: Sequence[Span] | None = None) -> list[Toponym]:
    """The names of places that the coder finds, and what it takes them for; of `names`, where they are given."""
    doc = Document("x", text)
    parties = find_actors(text, kit.who)
    found = find_toponyms(
        text,
        outline(doc, kit.text),
        kit.gazetteer,
        kit.where,
        not_places=[] if names is not None else [p.span for p in parties],
        country_hints=party_hints(parties),
        names=names,
        seats=True,
    )
    return [t for t in found if t.by != "pointer"]


def first_choice(m: Toponym) -> tuple[Place, ...]:
    """The best of the places that a name may mean, where none is told from the others."""
    return () if isinstance(m.value, Place) else m.runners_up[:1]


def judge(text: str, theirs: Sequence[Named], kit: Kit) -> tuple[Counter[str], list[str]]:
    """The counts of one article, and its misses in words."""
    counts, misses = Counter[str](), list[str]()
    apart = [t.point is None or is_demonym(t.span.of(text), kit) for t in theirs]
    judged = [t for t, out in zip(theirs, apart, strict=True) if not out]
    ours, given = toponyms(text, kit), toponyms(text, kit, names=[t.span for t in judged])
    counts["apart"] += sum(apart)
    for t in judged:
        hits = [m for m in ours if m.name.overlaps(t.span)]
        placed = any(isinstance(m.value, Place) and right(m.value, t, kit.gazetteer) for m in hits)
        told = [m for m in given if m.name.overlaps(t.span)]
        chosen = any(isinstance(m.value, Place) and right(m.value, t, kit.gazetteer) for m in told)
        borne = kit.gazetteer.lookup(t.span.of(text))
        counts += Counter(
            names=1,
            found=bool(hits),
            right=placed,
            given_right=chosen,
            given_best=chosen or any(right(p, t, kit.gazetteer) for m in told for p in first_choice(m)),
            ceiling=chosen or any(right(e, t, kit.gazetteer) for e in borne),
            floor=bool(borne) and right(borne[0], t, kit.gazetteer),
        )
        if not (placed and chosen):
            reason = "found" if not hits else "none" if not borne else "place" if not placed else "given"
            around = text[max(0, t.span.start - 50) : t.span.end + 40].replace("\n", " ")
            said = [_shown(m) for m in hits or told]
            misses.append(f"{reason} | {t.span.of(text)} = {t.names[-1]} {t.point} | {said} | {around}")
    for m in ours:
        met = [out for t, out in zip(theirs, apart, strict=True) if m.name.overlaps(t.span)]
        counts["ours"] += not met or not all(met)
        counts["ours_found"] += bool(met) and not all(met)
        if not met:
            around = text[max(0, m.name.start - 50) : m.name.end + 40].replace("\n", " ")
            misses.append(f"false | {_shown(m)} | {around}")
    return counts, misses


def _shown(m: Toponym) -> str:
    if isinstance(m.value, Place):
        return f"{m.value.name}, {m.value.admin1}, {m.value.country} ({m.value.precision}) {m.by}"
    return f"{m.value.why.value} {m.by}"


def f1(right: int, ours: int, theirs: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / max(1, ours + theirs)


def shares(c: Counter[str]) -> dict[str, float]:
    """The figures of some counts."""
    names = max(1, c["names"])
    out = {
        "found_precision": c["ours_found"] / max(1, c["ours"]),
        "found_recall": c["found"] / names,
        "right_of_found": c["right"] / max(1, c["found"]),
        "end_to_end_f1": f1(c["right"], c["ours"], c["names"]),
        "given_right": c["given_right"] / names,
        "given_best": c["given_best"] / names,
        "ceiling": c["ceiling"] / names,
        "floor_most_populous": c["floor"] / names,
    }
    precision, recall = out["found_precision"], out["found_recall"]
    out["found_f1"] = 2 * precision * recall / max(1e-9, precision + recall)
    return {name: round(value, 4) for name, value in out.items()}


def main() -> None:
    """Print a table with a column a file, and the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", type=Path, nargs="+")
    options.add_argument("--misses", type=int, default=0, help="print so many misses of each file")
    given = options.parse_args()
    kit = load_kit()
    result: dict[str, dict[str, float]] = {}
    for path in given.files:
        total, misses = Counter[str](), list[str]()
        for text, theirs in read_articles(path):
            counts, missed = judge(text, theirs, kit)
            total, misses = total + counts, misses + missed
        result[path.stem] = {"names": total["names"], "apart": total["apart"], **shares(total)}
        print("".join(f"{line}\n" for line in misses[: given.misses]), end="")
    print(f"{'':22}" + "".join(f"{name:>12}" for name in result))
    for measure in next(iter(result.values())):
        print(f"{measure:22}" + "".join(f"{row[measure]:>12.3f}" for row in result.values()))
    for name in PUBLISHED.keys() & result.keys():
        print(f"published, {name}: {PUBLISHED[name]}")
    print(
        json.dumps({"benchmark": "geoparsing", **{f"{f}_{m}": v for f, row in result.items() for m, v in row.items()}})
    )


if __name__ == "__main__":
    main()
