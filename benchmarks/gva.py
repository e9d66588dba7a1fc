"""Killed, injured, day and town of US shootings, article by article, against the Gun Violence Archive.

    PYTHONPATH=src python benchmarks/gva.py PATH [--sample N] [--from K] [--misses N]

PATH holds an incident a line: `gold` (date, state, city_or_county, num_killed, num_injured, lat_lon) and
`articles` (title, dct: the day of publication, uri: the address, text). `--sample N` takes every N-th incident, from
the K-th on.
Each article is coded by itself, ordinary crime included, and judged against its incident, whether it tells all of
it or not. An article's shooting is the first act of violence in its records that counts people hit, else the first
of any type that can, with those on the same days; killed and injured are the most that one of them counts, at the
lower bound; whoever one sentence says to be shot, and who was not killed, was injured, as the archive counts. Its
place is the first that one of them has, a town rather than the division it lies in. The town is right where the
place, or the county that it lies in, bears the archive's name in its state; a quarter of a city that is a county of
its own lies in it too ("City of Baltimore", a borough of New York).
Floors: the number before a word for the harm, and the day of publication. `any_` figures are of incidents: the share
of which at least one article is right, so the most that a merging of articles could reach by choosing among them.
The last line is the result as JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.distance import km_between
from dateline.howmany import count_people
from dateline.kit import Kit, load_kit
from dateline.model import Days, Document, GeoPrecision, Place, Report, Said, Status
from dateline.pipeline import Coding, code_documents
from dateline.sources import document
from dateline.values import Relevance

NEAR_KM = 25
SHOT = frozenset(("attack/shoot", "attack/shooting_of", "attack/shot_by_their_own"))
HIT = frozenset(("killed", "wounded"))
ENDS = re.compile(r"[.!?][\"”’']?\s|\n")  # of sentences
MEASURES = ("coded", "killed", "injured", "date", "town", "all_four", f"within_{NEAR_KM}_km")
MERGED = ("killed", "injured", "date", "town")
FLOORS = {"killed": "floor_killed_regex", "injured": "floor_injured_regex", "date": "floor_date_published"}


@dataclass(frozen=True, slots=True)
class Shooting:
    """What we record of one shooting, None where we know none; `main` is its record, `placed` that with its place."""

    killed: int
    injured: int
    days: Days | None = None
    place: Place | None = None
    main: Report | None = None
    placed: Report | None = None


def shooting(reports: Iterable[Report], text: str, kit: Kit) -> Shooting | None:
    """The shooting that the records of one article tell of; None where no record is violent."""
    told = _acts(reports, kit)
    main = _main_report(told, kit)
    if main is None:
        return None
    same = _same_acts(told, main, kit)
    placed = _placing(same)
    killed, wounded = _most(same, "killed"), _most(same, "wounded")
    days = next((r.when.value for r in same if isinstance(r.when, Said)), None)
    place = placed.where.value if placed and isinstance(placed.where, Said) else None
    return Shooting(killed, max(wounded, struck(same, text, kit) - killed), days, place, main, placed)


def _same_acts(reports: Iterable[Report], main: Report, kit: Kit) -> list[Report]:
    """The main record of an article, then the others that may be of its days: an article has one shooting."""
    return [main, *(r for r in _acts(reports, kit) if r is not main and _same_days(r, main))]


def _placing(same: Iterable[Report]) -> Report | None:
    """The first record that has a place; where that is a division, the first that has a town in it."""
    placed = [r for r in same if isinstance(r.where, Said)]
    whole = placed[0].where.value if placed and isinstance(placed[0].where, Said) else None
    if whole is None or whole.precision not in (GeoPrecision.ADMIN1, GeoPrecision.ADMIN2):
        return placed[0] if placed else None
    return next((r for r in placed if isinstance(r.where, Said) and _town_in(r.where.value, whole)), placed[0])


def _town_in(town: Place, whole: Place) -> bool:
    own = (town.country, town.admin1, town.admin2)
    of = (whole.country, whole.admin1, whole.admin2 if whole.precision is GeoPrecision.ADMIN2 else town.admin2)
    return own == of and town.precision in (GeoPrecision.EXACT, GeoPrecision.NEAR)


def _main_report(reports: Iterable[Report], kit: Kit) -> Report | None:
    """The record that tells of an article's shooting: the first act that counts people hit, else the first at all."""
    told = _acts(reports, kit)
    return next((r for r in told if HIT.intersection(r.counts)), told[0] if told else None)


def _acts(reports: Iterable[Report], kit: Kit) -> list[Report]:
    """The acts of violence; where there is none, whatever else can count people hit."""
    able = [r for r in reports if _violent(r, kit)]
    return [r for r in able if kit.ontology.violent(r.type)] or able


def day_of(gold: dict[str, Any]) -> date:
    """The day that the archive gives."""
    return date(*time.strptime(gold["date"], "%B %d, %Y")[:3])


def struck(reports: Iterable[Report], text: str, kit: Kit) -> int:
    """How many people one sentence says to have been shot, with no word of what became of them."""
    most = 0
    for report in (r for r in reports if SHOT.intersection(r.rules)):
        told, end = 0, 0
        for span in sorted(s for p in report.target for s in p.spans):
            told = (0 if ENDS.search(text[end : span.start]) else told) + _people(span.of(text), kit)
            most, end = max(most, told), span.end
    return most


def _people(words: str, kit: Kit) -> int:
    said = count_people(words, kit.howmany)
    return said.value.low if isinstance(said, Said) else 0


def _violent(report: Report, kit: Kit) -> bool:
    told = report.status in (Status.ACTUAL, Status.DISPUTED) and not report.aggregate
    return told and "killed" in kit.ontology.types[report.type].counts


def _same_days(a: Report, b: Report) -> bool:
    if not (isinstance(a.when, Said) and isinstance(b.when, Said)):
        return True
    return a.when.value.first <= b.when.value.last and b.when.value.first <= a.when.value.last


def _most(reports: Iterable[Report], name: str) -> int:
    return max((r.counts[name].value.low for r in reports if name in r.counts), default=0)


# The county that is a borough of New York, where it bears another name; no county of the state's is named Brooklyn.
BOROUGHS = {"brooklyn": "kings", "staten island": "richmond"}
TOWNSHIP = {"twp", "township", "charter"}  # of "Redford Charter Township"


def town_names(city_or_county: str) -> set[str]:
    """The names that the archive gives a place: of "Dayton (Trotwood)" both, of "Pike (county)" the county's.

    A borough of New York is a county of another name.
    """
    parts = [_plain(p) for p in re.split(r"[()]", city_or_county) if p.strip()]
    return {p for p in (*parts, *(BOROUGHS[p] for p in parts if p in BOROUGHS)) if p != "county"}


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z ]", "", name.lower().replace("-", " ")).split()
    while len(words) > 1 and words[-1] in TOWNSHIP:
        words.pop()
    words = ["saint" if w == "st" else w for w in words]
    words = words[2:] if words[:2] == ["city", "of"] else words
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in ("county", "city", "parish") else words)


def town_right(place: Place | None, gold: dict[str, Any]) -> bool:
    """Does the place, or its county, bear one of the archive's names, in the archive's state?"""
    if place is None or _plain(place.admin1) != _plain(gold["state"]):
        return False
    return bool({_plain(place.name), _plain(place.admin2)} & town_names(gold["city_or_county"]))


# --- floors -----------------------------------------------------------------------------------

NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
HARM = {"killed": r"killed|dead|died|fatally|slain|murdered", "injured": r"injured|wounded|hurt|critical"}


def floor_of(text: str, harm: str) -> int:
    """The small number before the first word for a harm, 1 for the word alone, 0 without one."""
    figure = rf"\b({'|'.join(NUMBERS)}|\d)\s(?:(?!\d)[^.;\n]){{0,40}}?\b(?:{HARM[harm]})\b"
    if found := re.search(figure, text, re.I):
        word = found[1].lower()
        return int(word) if word.isdigit() else NUMBERS.index(word)
    return int(bool(re.search(rf"\b(?:{HARM[harm]})\b", text, re.I)))


# --- the run ----------------------------------------------------------------------------------


def as_document(article: dict[str, Any], id: str) -> Document:
    """An article as the coder gets it."""
    published = date.fromisoformat(article["dct"])
    return document(article["text"], id=id, title=article["title"], url=article["uri"], published=published, lang="en")


def read_sample(path: Path, step: int, start: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each article of every so-many-th incident, with the incident's record."""
    rows = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    for row in map(json.loads, rows[start::step]):
        for article in row["articles"]:
            yield row["gold"] | {"incident": row["incident_id"]}, article


def verdicts(ours: Shooting | None, gold: dict[str, Any], article: dict[str, Any]) -> dict[str, bool]:
    """What is right of one article, by measure."""
    day = day_of(gold)
    told = ours or Shooting(-1, -1)
    out = {
        "coded": ours is not None,
        "killed": told.killed == gold["num_killed"],
        "injured": told.injured == gold["num_injured"],
        "date": told.days is not None and told.days.first == told.days.last == day,
        "town": town_right(told.place, gold),
    }
    out["all_four"] = all(out.values())
    if gold["lat_lon"]:
        near = told.place is not None and km_between(told.place.lat, told.place.lon, *gold["lat_lon"]) <= NEAR_KM
        out[f"within_{NEAR_KM}_km"] = near
    text = f"{article['title']}. {article['text']}"
    out[FLOORS["killed"]] = floor_of(text, "killed") == gold["num_killed"]
    out[FLOORS["injured"]] = floor_of(text, "injured") == gold["num_injured"]
    out[FLOORS["date"]] = date.fromisoformat(article["dct"]) == day
    return out


def miss(ours: Shooting | None, gold: dict[str, Any], article: dict[str, Any], wrong: Sequence[str]) -> str:
    """One article that is not right, on a few lines."""
    said = "nothing"
    if ours is not None:
        days = f"{ours.days.first}..{ours.days.last}" if ours.days else None
        place = f"{ours.place.name}/{ours.place.admin2}/{ours.place.admin1}" if ours.place else None
        said = f"{ours.killed} {ours.injured} {days} {place}"
    theirs = f"{gold['num_killed']} {gold['num_injured']} {gold['date']} {gold['city_or_county']}, {gold['state']}"
    head = f"{article['title']} [{article['dct']}]"
    return f"{','.join(wrong)} | {theirs} | {said} | {head}\n    {' '.join(article['text'].split())[:600]}"


def main() -> None:
    """Print the shares beside their floors, and them as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", type=Path)
    options.add_argument("--sample", type=int, default=1, help="take every N-th incident")
    options.add_argument("--from", type=int, default=0, dest="start", help="the first to take, counted from 0")
    options.add_argument("--misses", type=int, default=0, help="print so many articles that are wrong")
    given = options.parse_args()
    kit = load_kit(relevance=Relevance.ALL)
    sample = list(read_sample(given.path, given.sample, given.start))
    docs = [as_document(a, str(n)) for n, (_, a) in enumerate(sample)]
    asked, right, missed = Counter[str](), Counter[str](), 0
    incidents: dict[str, set[str]] = {}
    for (gold, article), coding in zip(sample, code_documents(docs, kit), strict=True):
        ours = shooting(coding.reports, coding.document.text, kit) if isinstance(coding, Coding) else None
        judged = verdicts(ours, gold, article)
        asked.update(judged.keys())
        right.update(name for name, ok in judged.items() if ok)
        incidents.setdefault(gold["incident"], set()).update(name for name, ok in judged.items() if ok)
        wrong = [name for name in ("coded", "killed", "injured", "date", "town") if not judged[name]]
        if wrong and missed < given.misses:
            missed += 1
            print(miss(ours, gold, article, wrong))
    shares = {name: round(right[name] / asked[name], 4) for name in asked}
    for name in MEASURES:
        floor = f"   floor {shares[FLOORS[name]]:.3f}" if name in FLOORS else ""
        print(f"{name:14}{shares[name]:>8.3f}{asked[name]:>7}{floor}")
    merged = {f"any_{m}": round(sum(m in found for found in incidents.values()) / len(incidents), 4) for m in MERGED}
    for name, share in merged.items():
        print(f"{name:14}{share:>8.3f}{len(incidents):>7}")
    print(json.dumps({"benchmark": "gva", "articles": len(sample), "incidents": len(incidents), **shares, **merged}))


if __name__ == "__main__":
    main()
