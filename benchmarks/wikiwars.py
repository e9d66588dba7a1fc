"""Calendar dates found and read in histories of wars, against texts annotated with TIMEX2 (WikiWars).

    PYTHONPATH=src python benchmarks/wikiwars.py FOLDER [--misses N]

FOLDER holds *.xml files: a text between <TEXT> and </TEXT> with inline <TIMEX2 val="..."> elements. Judged are
expressions whose value is a day, week, month, season, year, decade or century of our era. The others (durations,
"then", "at present", repetitions, years before Christ, days that the annotators left open) are shown apart and
count for nobody, but in `recall_all`, the share of every kind that is found: what the published figures judge.
Found is relaxed: the words overlap. A value is right where the interval is the same; within it where the words say
so ("early 1950" lies in 1950); in either winter of a year; at its end of ours where several of their dates lie in
one range of ours ("from 1939 to 1945"). Ours are the days of the text read without a day of publication.
Floor: whatever has four figures is a year. The last line is the result as JSON.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dateline.datafiles import DATA
from dateline.model import DayMention, Days, Span, Unknown
from dateline.when import WhenData, find_days, load_when

PUBLISHED = {"HeidelTime relaxed F1": 0.914, "HeidelTime strict F1": 0.836}
SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
SINCE, PART = "when/since", "/part"
QUARTERS = {"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6)}
PERIODS = {**SEASONS, **QUARTERS}  # first month, so many months

type Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression as annotated; `interval` is None where it is no calendar date of our era."""

    span: Span
    value: str
    modified: bool
    interval: Interval | None


def interval_of(value: str) -> Interval | None:
    """The first and last day of a value of TIMEX2, None for what is no calendar date of our era."""
    value = value.partition("T")[0]
    if re.fullmatch(r"\d{2,3}", value):
        years = 10 ** (4 - len(value))
        start = int(value) * years
        return (date(start, 1, 1), date(start + years - 1, 12, 31)) if start else None
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday, monday + timedelta(days=6)
    if found := re.fullmatch(r"(\d{4})-([A-Z][A-Z\d])", value):
        return _months(int(found[1]), *PERIODS[found[2]]) if found[2] in PERIODS else None
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if not found or not int(found[1]):
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if day:
        return date(year, month, day), date(year, month, day)
    return _months(year, month or 1, 1 if month else 12)


def _months(year: int, month: int, many: int) -> Interval:
    last, over = month + many - 1, year
    if last > 12:
        last, over = last - 12, year + 1
    return date(year, month, 1), date(over, last, monthrange(over, last)[1])


def _winter(year: int) -> Interval:
    return _months(year, *SEASONS["WI"])


def read_history(raw: str) -> tuple[str, list[Timex]]:
    """The text of a file without its marks, a blank line between paragraphs, and its expressions in order."""
    body = raw.partition("<TEXT>")[2].partition("</TEXT>")[0]
    text, found, opened = "", [], list[tuple[int, str]]()
    for part in re.split(r"(</?TIMEX2[^>]*>)", body):
        if part.startswith("<TIMEX2"):
            opened.append((len(text), part))
        elif part.startswith("</TIMEX2"):
            start, tag = opened.pop()
            if start < len(text):
                found.append(_timex(Span(start, len(text)), tag))
        else:
            text += re.sub(r"\s*\n\s*", "\n\n", html.unescape(part))
    return text, sorted(found, key=lambda t: t.span)


def _timex(span: Span, tag: str) -> Timex:
    marks = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    value = marks.get("val", "")
    return Timex(span, value, "mod" in marks, None if "set" in marks else interval_of(value))


def value_right(mention: DayMention, theirs: Timex, inside: Sequence[Timex]) -> bool:
    """Is their value ours? `inside` are all their dates that lie in our words, in order."""
    ours = mention.value
    if isinstance(ours, Unknown) or theirs.interval is None:
        return False
    first, last = theirs.interval
    if (ours.first, ours.last) == (first, last) or (mention.by == SINCE and ours.first == first):
        return True
    if theirs.value.endswith("-WI") and _winter(first.year - 1) == (ours.first, ours.last):
        return True
    if len(inside) > 1:
        return (theirs is inside[0] and ours.first == first) or (theirs is inside[-1] and ours.last == last)
    return (theirs.modified or mention.by.endswith(PART)) and first <= ours.first and ours.last <= last


def judge(text: str, theirs: Sequence[Timex], data: WhenData) -> tuple[Counter[str], list[str]]:
    """The counts of one history, and its misses in words."""
    ours = find_days(text, data, published=None)
    counts, misses = Counter[str](), list[str]()
    for t in theirs:
        hits = [m for m in ours if m.span.overlaps(t.span)]
        counts["all"] += 1
        counts["all_found"] += bool(hits)
        if t.interval is None:
            continue
        counts["dates"] += 1
        counts["found"] += bool(hits)
        dates = [[o for o in theirs if o.interval and m.span.overlaps(o.span)] for m in hits]
        right = any(value_right(m, t, inside) for m, inside in zip(hits, dates, strict=True))
        counts["right"] += right
        counts["floor_right"] += bool(re.fullmatch(r"\d{4}", t.span.of(text))) and t.value == t.span.of(text)
        if not right:
            before = text[max(0, t.span.start - 60) : t.span.start].replace("\n", " ")
            said = [f"{m.span.of(text)} = {_shown(m.value)} {m.by}" for m in hits]
            misses.append(f"{'value' if hits else 'found'} | {before}[{t.span.of(text)}] | {t.value} | {said}")
    for m in ours:
        met = [t for t in theirs if m.span.overlaps(t.span)]
        counts["ours"] += not met or any(t.interval for t in met)
        counts["ours_right"] += any(t.interval for t in met)
        if not met:
            around = text[max(0, m.span.start - 40) : m.span.end + 20].replace("\n", " ")
            misses.append(f"false | {around} | | {m.span.of(text)} = {_shown(m.value)} {m.by}")
    return counts, misses


def _shown(value: Days | Unknown) -> str:
    return value.why.value if isinstance(value, Unknown) else f"{value.first}..{value.last}"


def shares(c: Counter[str]) -> dict[str, float]:
    """The figures of some counts."""
    recall, precision = c["found"] / max(1, c["dates"]), c["ours_right"] / max(1, c["ours"])
    out = {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "value_right_of_found": c["right"] / max(1, c["found"]),
        "value_right_of_all": c["right"] / max(1, c["dates"]),
        "recall_all": c["all_found"] / max(1, c["all"]),
        "floor_value_year": c["floor_right"] / max(1, c["dates"]),
    }
    return {name: round(value, 4) for name, value in out.items()}


def main() -> None:
    """Print a line a history, the totals, and the totals as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--misses", type=int, default=0, help="print so many misses of each history")
    given = options.parse_args()
    data = load_when(DATA / "en")
    total, names = Counter[str](), ("precision", "recall", "f1", "value_right_of_found", "recall_all")
    print(f"{'history':24}{'dates':>7}{'apart':>7}" + "".join(f"{name[:11]:>13}" for name in names))
    for path in [*sorted(given.folder.glob("*.xml")), None]:
        counts, misses = judge(*read_history(path.read_text(encoding="utf-8")), data) if path else (total, [])
        total = total + counts if path else total
        row, name = shares(counts), path.name.split(".")[0] if path else "all"
        apart = counts["all"] - counts["dates"]
        print(f"{name:24}{counts['dates']:>7}{apart:>7}" + "".join(f"{row[n]:>13.3f}" for n in names))
        print("".join(f"    {line}\n" for line in misses[: given.misses]), end="")
    print("published: " + ", ".join(f"{name} {value}" for name, value in PUBLISHED.items()))
    print(json.dumps({"benchmark": "wikiwars", "dates": total["dates"], **shares(total)}))


if __name__ == "__main__":
    main()
