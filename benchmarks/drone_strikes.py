"""Deaths of drone strikes, as ranges, from one or two sentences on each, against a public list of strikes.

    PYTHONPATH=src python benchmarks/drone_strikes.py PATH [--misses N]

PATH holds a row a line: `text` (the summary of the strike), `narrative` (the same strike told again by other
people, for readers of another site) and `gold` (deaths_min, deaths_max, civilians, injuries, date, lat, lon).
Only `text` is coded: it is the summary that the ranges were written beside, while the narrative mostly picks one
figure of several. The publication date is the day of the strike.

How our records become theirs, by the rules of their list: a row is one strike, so what its reports say of the
dead is united where they are rivals; an open range ("at least four") ends where it begins; "casualties unknown"
and no word of dead are 0. A range that they leave unknown ("?") is right where we know none.
How much can be had: `in_text_` tells in how many rows a bound is one of the text's figures (in digits, or in words up
to twenty), or 0; `sum_in_text_both` counts with them what two of the figures, or one of them and one more person, make
together, by chance too.
Place: within 50 km of their coordinates, of all rows that have some. The last line is the result as JSON.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.distance import km_between
from dateline.kit import Kit, load_kit
from dateline.model import Count, Report, Said, Status
from dateline.pipeline import Coding, code_documents
from dateline.sources import document

type Bounds = tuple[int, int]

NEAR_KM = 50
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\d+|[A-Za-z]+")
_SPELLED = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]


def violent(reports: Iterable[Report], kit: Kit) -> list[Report]:
    """The reports that can tell of a strike: acts that kill, and that happened; sums only where there is no other."""
    told = [r for r in reports if "killed" in kit.ontology.types[r.type].counts and r.status is not Status.PLANNED]
    return [r for r in told if not r.aggregate] or told


def bounds(counts: Sequence[Count]) -> Bounds:
    """One range of several figures for one strike; an open one ends where it begins, none is 0."""
    if not counts:
        return 0, 0
    return min(c.low for c in counts), max(c.low if c.high is None else c.high for c in counts)


def of_reports(reports: Iterable[Report], name: str) -> Bounds:
    """The range of one count over all reports of a row."""
    return bounds([r.counts[name].value for r in reports if name in r.counts])


def expected(gold: dict[str, Any], key: str) -> Bounds | None:
    """A range of theirs ("3-5", "7"); None where it is empty or not a number."""
    if key == "deaths":
        low, high = gold["deaths_min"], gold["deaths_max"]
        return (int(low), int(high)) if low.isdigit() and high.isdigit() else None
    numbers = [int(n) for n in _NUMBER.findall(gold[key])] if re.fullmatch(r"\d+(-\d+)?", gold[key]) else []
    return (numbers[0], numbers[-1]) if numbers else None


def place_right(reports: Iterable[Report], gold: dict[str, Any]) -> bool | None:
    """Is any place of the row's reports near theirs? None where they give none."""
    try:
        lat, lon = float(gold["lat"]), float(gold["lon"])
    except ValueError:
        return None
    places = [r.where.value for r in reports if isinstance(r.where, Said)]
    return any(km_between(p.lat, p.lon, lat, lon) <= NEAR_KM for p in places)


def figures(text: str) -> list[int]:
    """The numbers of a text, in digits or as words up to twenty."""
    words = (word.lower() for word in _WORD.findall(text))
    return [int(w) if w.isdigit() else _SPELLED.index(w) for w in words if w.isdigit() or w in _SPELLED]


def first_number(text: str) -> int:
    """The floor: the first number of the text; 0 without one."""
    return next(iter(figures(text)), 0)


def attainable(text: str, theirs: Bounds) -> dict[str, bool]:
    """Which bounds of a range stand in the text, and whether both are figures of it or made of two of them."""
    told = figures(text)
    plain = {0, *told}
    made = plain | {1} | {n + 1 for n in told} | {a + b for a, b in combinations(told, 2)}
    return {
        "in_text_min": theirs[0] in plain,
        "in_text_max": theirs[1] in plain,
        "in_text_both": set(theirs) <= plain,
        "sum_in_text_both": set(theirs) <= made,
    }


def verdicts(row: dict[str, Any], reports: Sequence[Report], most: Bounds) -> dict[str, bool]:
    """What is right of one row, by measure; `most` is the commonest range of all rows."""
    gold = row["gold"]
    ours, theirs = of_reports(reports, "killed"), expected(gold, "deaths") or (0, 0)
    out = {
        "min_exact": ours[0] == theirs[0],
        "max_exact": ours[1] == theirs[1],
        "both_exact": ours == theirs,
        "strike_found": bool(reports),
        **attainable(row["text"], theirs),
        "floor_min_regex": first_number(row["text"]) == theirs[0],
        "floor_min_majority": most[0] == theirs[0],
        "floor_both_majority": most == theirs,
    }
    if wounded := expected(gold, "injuries"):
        out["wounded_max_exact"] = of_reports(reports, "wounded")[1] == wounded[1]
    if civilians := expected(gold, "civilians"):
        out["civilians_exact"] = of_reports(reports, "killed_civilians") == civilians
    near = place_right(reports, gold)
    return out if near is None else {**out, f"place_{NEAR_KM}_km": near}


def main() -> None:
    """Print the shares, and them as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", type=Path)
    options.add_argument("--misses", type=int, default=0, help="print so many rows that are wrong")
    given = options.parse_args()
    rows = [json.loads(line) for line in given.path.read_text(encoding="utf-8").splitlines() if line.strip()]
    kit = load_kit()
    docs = [
        document(r["text"], id=str(r["id"]), published=date.fromisoformat(r["gold"]["date"][:10]), lang="en")
        for r in rows
    ]
    most = Counter(expected(r["gold"], "deaths") for r in rows).most_common(1)[0][0] or (0, 0)
    asked, right, missed = Counter[str](), Counter[str](), 0
    for row, coding in zip(rows, code_documents(docs, kit), strict=True):
        reports = violent(coding.reports, kit) if isinstance(coding, Coding) else []
        judged = verdicts(row, reports, most)
        asked.update(judged.keys())
        right.update(name for name, ok in judged.items() if ok)
        if not judged["both_exact"] and missed < given.misses:
            missed += 1
            told = [f"{r.type} {[(c.value.low, c.value.high) for c in r.counts.values()]}" for r in reports]
            print(
                f"{row['id']} | {row['gold']['deaths_min']}-{row['gold']['deaths_max']} | {told} | {row['text'][:200]}"
            )
    result = {name: round(right[name] / asked[name], 4) for name in asked}
    for name, share in result.items():
        print(f"{name:22}{share:>8.3f}{asked[name]:>6}")
    print(json.dumps({"benchmark": "drone_strikes", "rows": len(rows), **result}))


if __name__ == "__main__":
    main()
