"""How many aid workers an incident killed, wounded and took, against the Aid Worker Security Database.

    python benchmarks/awsd.py PATH

PATH is a file of JSON lines, one incident each: `id`, `text` (a few sentences) and `gold`, the row of the database.
The coder reads the text alone, ordinary crime included. What follows the database's own rubric is done here: only
people who work for relief count (`awsd.yaml` has the words for them), each once and for the worst that befell them,
in the order killed, kidnapped, wounded; whoever was beaten, shot or raped was wounded; no incident has no victim.
Floors: the commonest value, and the number before a word for the harm. The last line is the result as JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.howmany import HowManyData, count_people
from dateline.kit import load_kit
from dateline.model import Count, PartyKind, Report, Said, Status
from dateline.pipeline import Coding, code_documents
from dateline.sources import document
from dateline.values import Relevance

HARMS = ("killed", "wounded", "kidnapped")
VIOLENT = (
    *("attack", "torture", "sexual_violence", "assassination", "execution", "riot", "protest_crackdown", "armed_clash"),
    *("airstrike", "shelling", "bombing", "suicide_bombing", "grenade_attack"),
)
MEMBERS = re.compile(r",| and | along with | as well as | together with |;|&| plus |\((?!not )")
REMARK = re.compile(r"not (?:\w+ )?(?:included|counted)", re.I)  # the database's own, on people whom it leaves out
WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Rubric:
    """The words for whom the database counts, and the counting of a phrase."""

    aid: frozenset[str]
    others: frozenset[str]
    international: frozenset[str]
    anybody: frozenset[str]
    again: frozenset[str]
    count: Callable[[str], int | None]

    def counts(self, phrase: str) -> bool:
        """Can the people of a phrase be aid workers? Only words for others, alone, rule it out, or a remark."""
        words = set(_singular(phrase))
        return not REMARK.search(phrase) and (bool(words & self.aid) or not words & self.others)

    def vague(self, phrase: str) -> bool:
        """Does a phrase say nothing of whom it counts, but that they are people, or others?"""
        words = set(_singular(phrase))
        return bool(words & self.anybody) and not words & self.aid

    def aid_workers(self, phrase: str, value: int) -> int:
        """How many of the so many people of a phrase are aid workers."""
        members = [m.strip() for m in MEMBERS.split(phrase) if m and m.strip()]
        inside = [m for m in members if self.counts(m)]
        if len(inside) == len(members):
            return value
        return min(value, sum(self.count(m) or 0 for m in inside))

    def foreign(self, phrase: str, value: int) -> int:
        """How many of so many people come from abroad."""
        members = [m for m in MEMBERS.split(phrase) if m and m.strip()]
        abroad = [m for m in members if set(_singular(m)) & self.international]
        if len(abroad) == len(members) or len(members) == 1:
            return value if abroad else 0
        return min(value, sum(self.count(m) or 0 for m in abroad))


def load_rubric(path: Path, data: HowManyData) -> Rubric:
    """Read the words; phrases are counted as the coder counts them."""
    words = yaml.safe_load(path.read_text(encoding="utf-8"))

    def count(phrase: str) -> int | None:
        said = count_people(phrase, data)
        return said.value.low if isinstance(said, Said) else None

    aid, others, international, anybody, again = (
        frozenset(words[key]) for key in ("aid", "others", "international", "anybody", "again")
    )
    return Rubric(aid, others, international, anybody, again, count)


def _singular(phrase: str) -> list[str]:
    words = WORD.findall(phrase.lower())
    plural = {"men": "man", "women": "woman", "children": "child", "wives": "wife", "policemen": "policeman"}
    return words + [plural.get(w, w[:-1] if w.endswith("s") else w) for w in words]


@dataclass(slots=True)
class Victims:
    """Aid workers harmed, and those of them from abroad."""

    killed: int = 0
    wounded: int = 0
    kidnapped: int = 0
    foreign: int = 0


@dataclass(frozen=True, slots=True)
class Harmed:
    """So many aid workers, those of them from abroad, and the words for all whom the report counts, and where."""

    number: int = 0
    foreign: int = 0
    phrases: tuple[str, ...] = ()
    starts: frozenset[int] = frozenset()


def victims_of(reports: Sequence[Report], text: str, rubric: Rubric) -> Victims:
    """The aid workers that the records of one incident count."""
    told = [r for r in reports if r.status in (Status.ACTUAL, Status.DISPUTED) and not r.aggregate]
    killed, wounded = (_most(told, key, text, rubric) for key in ("killed", "wounded"))
    taken = _most(told, "abducted", text, rubric)
    if not taken.number:
        freed = [r for r in told if not _by_state(r)]
        held = [r for r in freed if r.type == "arrest" and r.actor]
        taken = max(
            (_most(held, "arrested", text, rubric), _most(freed, "released", text, rubric)), key=lambda h: h.number
        )
    if not (killed.number or wounded.number or taken.number):
        hurt = [_targets(r, text, rubric) for r in told if r.type in VIOLENT]
        wounded = max(hurt, key=lambda h: h.number, default=Harmed())
    wounded, taken = (_without(h, killed, rubric) for h in (wounded, taken))
    foreign = sum(h.foreign for h in (killed, wounded, taken))
    return Victims(killed.number, wounded.number, taken.number, foreign)


def _most(reports: Sequence[Report], key: str, text: str, rubric: Rubric) -> Harmed:
    return max((_harmed(r, key, text, rubric) for r in reports), key=lambda h: h.number, default=Harmed())


def _by_state(report: Report) -> bool:
    return any(p.value.kind in (PartyKind.STATE_FORCES, PartyKind.AUTHORITY) for p in report.actor)


def _without(harmed: Harmed, killed: Harmed, rubric: Rubric) -> Harmed:
    """Those harmed who were not killed in the end; the words for the dead are the same, or point to them."""
    same = any(set(_singular(p)) & rubric.again for p in (*killed.phrases, *harmed.phrases))
    same = same or bool(killed.starts & harmed.starts)
    if not (killed.number and same):
        return harmed
    left = max(0, harmed.number - killed.number)
    return Harmed(left, min(harmed.foreign, left), harmed.phrases, harmed.starts)


def _harmed(report: Report, key: str, text: str, rubric: Rubric) -> Harmed:
    """How many aid workers one report counts under a key."""
    figures: dict[str, tuple[int, int, int]] = {}
    starts: set[int] = set()
    for claim in report.claims:
        if claim.field == key and isinstance(claim.value, Count):
            phrase = claim.people.of(text) if claim.people else ""
            behind = text[claim.people.end :].split(".")[0] if claim.people else ""
            ours = 0 if REMARK.match(behind.lstrip(" (")) else rubric.aid_workers(phrase, claim.value.low)
            starts |= {claim.people.start} if claim.people else set()
            figures[phrase] = (claim.value.low, ours, min(ours, rubric.foreign(phrase, ours)))
    if not figures:
        return Harmed()
    total = report.counts[key].value.low if key in report.counts else 0
    whole = total == sum(value for value, _, _ in figures.values())
    plain = {p: f for p, f in figures.items() if not rubric.vague(p)}
    kept = (plain or figures).values()
    number = sum(f[1] for f in kept) if whole else max(f[1] for f in kept)
    return Harmed(number, min(number, sum(f[2] for f in kept)), tuple(figures), frozenset(starts))


def _targets(report: Report, text: str, rubric: Rubric) -> Harmed:
    """How many aid workers the words for a report's target say."""
    phrases = tuple(span.of(text) for said in report.target for span in said.spans)
    values = [(rubric.aid_workers(p, rubric.count(p) or 0), p) for p in phrases]
    return Harmed(sum(v for v, _ in values), sum(min(v, rubric.foreign(p, v)) for v, p in values), phrases)


# --- floors -----------------------------------------------------------------------------------

FIGURE = r"(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)\b[^.;]{0,60}?\b"
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
FLOORS = {
    "killed": re.compile(FIGURE + r"(?:killed|dead|died|murdered|assassinated)", re.I),
    "wounded": re.compile(FIGURE + r"(?:wounded|injured|hurt|beaten|assaulted)", re.I),
    "kidnapped": re.compile(FIGURE + r"(?:kidnapped|abducted|taken hostage)", re.I),
}


def floor_of(text: str, harm: str) -> int:
    """The number before the first word for a harm, 0 without one."""
    found = FLOORS[harm].search(text)
    if not found:
        return 0
    word = found[1].lower()
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else NUMBERS.index(word)


# --- place and means --------------------------------------------------------------------------


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance between two points along the earth."""
    (la, lo), (lb, lp) = ((math.radians(x) for x in p) for p in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, h)))


def place_of(reports: Iterable[Report]) -> tuple[float, float] | None:
    """The finest place of the reports."""
    order = ("exact", "near", "border", "admin2", "admin1", "country")
    places = [r.where.value for r in reports if isinstance(r.where, Said)]
    best = min(places, key=lambda p: order.index(p.precision), default=None)
    return (best.lat, best.lon) if best else None


def means_of(reports: Sequence[Report], victims: Victims) -> str:
    """The database's code for the means of attack: K, KK, S, BA, AB, E (all explosives on the ground), RSA or U."""
    types = {r.type for r in reports if r.status in (Status.ACTUAL, Status.DISPUTED)}
    rules = {rule for r in reports for rule in r.rules}
    if "abduction" in types:
        return "KK" if victims.killed and not victims.kidnapped else "K"
    if types & {"bombing", "suicide_bombing", "grenade_attack"}:
        return "E"
    if types & {"airstrike", "shelling"}:
        return "AB"
    if "sexual_violence" in types:
        return "RSA"
    if rules & {"attack/beat", "torture/torture"} or "riot" in types:
        return "BA"
    shot = {f"attack/{rule}" for rule in SHOT}
    return "S" if rules & shot or types & {"armed_clash"} else "U"


SHOT = (
    *("gun_down", "shoot", "shoot_and_wound", "killed_by_fire", "wounded_by_fire", "open_fire", "fire_bare"),
    "under_attack",
)
MEANS = {code: "E" for code in ("RIED", "VBIED", "VBIED-S", "VBIED-RC", "BBIED", "B", "LM")}


# --- the run ----------------------------------------------------------------------------------


def code_rows(rows: Sequence[dict[str, Any]], rubric: Rubric) -> list[tuple[Victims, Coding]]:
    """The victims and the coding of each row, in order."""
    docs = [document(row["text"], id=str(row["id"]), lang="en") for row in rows]
    codings = [c for c in code_documents(docs, load_kit(relevance=Relevance.ALL)) if isinstance(c, Coding)]
    return [(victims_of(c.reports, c.document.text, rubric), c) for c in codings]


def share(right: Sequence[bool]) -> float:
    """The share that is right, to three digits."""
    return round(sum(right) / max(1, len(right)), 3)


def measure(rows: Sequence[dict[str, Any]], coded: Sequence[tuple[Victims, Coding]]) -> dict[str, Any]:
    """Shares of rows that are right, and of the floors."""
    out: dict[str, Any] = {"benchmark": "awsd", "rows": len(rows)}
    gold = [row["gold"] for row in rows]
    for harm in HARMS:
        true = [int(g[f"Total {harm}"]) for g in gold]
        out[harm] = share([getattr(v, harm) == t for t, (v, _) in zip(true, coded, strict=True)])
        out[f"floor_majority_{harm}"] = share([t == Counter(true).most_common(1)[0][0] for t in true])
        out[f"floor_regex_{harm}"] = share([floor_of(r["text"], harm) == t for t, r in zip(true, rows, strict=True)])
    out["all_three"] = share(
        [all(getattr(v, h) == int(g[f"Total {h}"]) for h in HARMS) for g, (v, _) in zip(gold, coded, strict=True)]
    )
    out["internationals"] = share(
        [v.foreign == int(g["Total internationals"]) for g, (v, _) in zip(gold, coded, strict=True)]
    )
    means = [MEANS.get(g["Means of attack"], g["Means of attack"]) for g in gold]
    known = [(m, means_of(c.reports, v)) for m, (v, c) in zip(means, coded, strict=True) if m != "U"]
    out["means"] = share([a == b for a, b in known])
    out["floor_majority_means"] = share([m == Counter(m for m, _ in known).most_common(1)[0][0] for m, _ in known])
    points = [(place_of(c.reports), _point(g)) for g, (_, c) in zip(gold, coded, strict=True) if g["City"]]
    points = [(ours, theirs) for ours, theirs in points if theirs]
    far = [kilometres(ours, theirs) for ours, theirs in points if ours and theirs]
    out["placed"] = share([p is not None for p, _ in points])
    out["within_25_km"] = share([d <= 25 for d in far])
    out["within_161_km"] = share([d <= 161 for d in far])
    return out


def _point(row: dict[str, str]) -> tuple[float, float] | None:
    try:
        return float(row["Latitude"]), float(row["Longitude"])
    except ValueError:  # some rows have both in one cell, or none
        return None


def main() -> None:
    """Print the shares, and the same as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", type=Path)
    path: Path = options.parse_args().path
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rubric = load_rubric(Path(__file__).with_suffix(".yaml"), load_kit().howmany)
    result = measure(rows, code_rows(rows, rubric))
    for harm in HARMS:
        print(f"{harm:10} {result[harm]:.3f}", end="  ")
        print(f"(majority {result[f'floor_majority_{harm}']:.3f}, regex {result[f'floor_regex_{harm}']:.3f})")
    for key in ("all_three", "internationals", "means", "placed", "within_25_km", "within_161_km"):
        print(f"{key:15} {result[key]:.3f}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
