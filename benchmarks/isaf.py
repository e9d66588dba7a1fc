"""How like the coders' records of NATO/ISAF press releases ours are, field by field.

    PYTHONPATH=src python benchmarks/isaf.py FILE.jsonl [--misses] [--rows even|odd]

A line of FILE has `text` (one release on operations in Afghanistan) and `gold` (one record). Each release
is coded as any report is; `isaf.yaml` tells how our records become one of theirs (their written rubric for
words of number, their spellings, what they count as a leader). Reports of acts of the armed groups, and of
other days than the operation's, are background. An operation is against the group that its sentences name first,
else the release; whoever else was held comes on top of the leader whom it was about. A release without a whole
date is dated by its number and the day of its dateline. Floors give every release the field's commonest value.
The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.datafiles import Node, read_yaml
from dateline.kit import load_kit
from dateline.model import Claim, Count, DayPrecision, Document, PartyKind, Report, Said, Span, Status, Unknown
from dateline.pipeline import code_documents
from dateline.sources import document
from dateline.sources.dates import load_day_words
from dateline.who import WhoData, find_actors

FIELDS = (
    "start_date",
    "event_type",
    "province",
    "target_group",
    "min_killed",
    "min_captured",
    "killq",
    "captureq",
    "killcaptureraid",
    "airstrike",
    "noshotsfired",
    "min_leaders_killed",
    "min_leaders_captured",
)
# As published (strickvl, 2024), in percent; None where no figure is given.
GPT4O = {
    "start_date": 72.8,
    "event_type": 84.4,
    "province": 89.6,
    "target_group": 75.7,
    "min_killed": 95.3,
    "min_captured": 89.4,
    "mean": 85.4,
}
FINETUNED = {
    "start_date": 87.8,
    "event_type": 96.5,
    "province": 98.2,
    "target_group": 97.4,
    "min_killed": 97.7,
    "min_captured": 93.6,
    "mean": 96.3,
}
ARMED = frozenset((PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA, PartyKind.CRIMINAL_GROUP))
FORCES = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.AUTHORITY))

LOOKING_BACK = "when/back"  # how "over the past 24 hours" is read
CLASH = "armed_clash"

_NUMBER = re.compile(r"\b(20\d\d)-(\d\d)-[A-Z]")

type Value = str | int | bool | list[str]


@dataclass(frozen=True, slots=True)
class Rubric:
    """The coders' rubric, spellings and classes, from `isaf.yaml`."""

    bare: int
    more: Mapping[str, int]
    no_shots: tuple[str, ...]
    leaders: frozenset[str]
    not_leaders: frozenset[str]
    members: re.Pattern[str]
    known: tuple[str, ...]
    joined: frozenset[str]
    groups: Mapping[str, str]
    provinces: Mapping[str, str]
    captures: frozenset[str]
    strikes: frozenset[str]
    fights: frozenset[str]
    searches: frozenset[str]


def load_rubric() -> Rubric:
    """The rubric; raises DataError where the file is wrong."""
    root = read_yaml(Path(__file__).with_suffix(".yaml"))
    assert isinstance(root, Node)
    lists = ["leaders", "not_leaders", "members", "known", "joined"]
    root.expect(["rubric", "no_shots", *lists, "groups", "provinces", "types"])
    types = root["types"]
    types.expect(["captures", "strikes", "fights", "searches"])
    return Rubric(
        bare=int(root["rubric"]["bare"]),
        more={k: int(v) for k, v in root["rubric"]["more"].items()},
        no_shots=tuple(root["no_shots"]),
        leaders=frozenset(root["leaders"]),
        not_leaders=frozenset(root["not_leaders"]),
        members=re.compile(rf",\s*|\s+(?:{'|'.join(root['members'])})\s+"),
        known=tuple(root["known"]),
        joined=frozenset(root["joined"]),
        groups=dict(root["groups"].items()),
        provinces=dict(root["provinces"].items()),
        **{name: frozenset(types[name]) for name in ("captures", "strikes", "fights", "searches")},
    )


def release_day(text: str) -> date | None:
    """The day in the dateline or title of a release, its year from the release's number where it has none."""
    words = load_day_words()
    names = "|".join(sorted(words.months, key=len, reverse=True))
    day = rf"(?i:\b({names})\.? (\d{{1,2}})(?:[,.] (\d{{4}}))?)"
    found = re.search(rf"\({day}\s*\)", text) or re.search(rf"^{day}:", text)
    number = _NUMBER.search(text)
    if not found or not (found[3] or number):
        return None
    year = int(found[3] or (number[1] if number else 0))
    return date(year, words.months[found[1].lower()], int(found[2]))


def release(row: Mapping[str, Any]) -> Document:
    """The release as a document; its own day of publication where the text has it whole."""
    doc = document(row["text"], id=str(row["id"]), publisher="ISAF")
    if doc.published:
        return doc
    return document(row["text"], id=str(row["id"]), publisher="ISAF", published=release_day(row["text"]))


# --- from our reports to one record ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Operation:
    """The reports of one release that tell of its operation, in text order; the text, and the groups that it names."""

    text: str
    reports: tuple[Report, ...]
    main: Report | None
    named: tuple[tuple[Span, str], ...] = ()

    def of(self, types: frozenset[str]) -> list[Report]:
        return [r for r in self.reports if r.type in types]


def groups_named(text: str, published: date | None, who: WhoData, rubric: Rubric) -> tuple[tuple[Span, str], ...]:
    """The armed groups of the coders' list that a text names, in text order."""
    found = ((a.span, rubric.groups.get(a.party.name, "")) for a in find_actors(text, who, published=published))
    return tuple((span, group) for span, group in found if group)


def operation(
    reports: Sequence[Report], text: str, rubric: Rubric, named: tuple[tuple[Span, str], ...] = ()
) -> Operation:
    """The reports that are of the release's operation; the others are background to it."""
    ours = [r for r in reports if _is_ours(r, rubric)]
    own = [r for r in ours if not r.aggregate] or ours  # a sum over operations only where none is told of by itself
    firm = [r for r in own if r.type in rubric.captures | rubric.fights] or own
    main = firm[0] if firm else None
    return Operation(text, tuple(r for r in own if main and _same_days(r, main)), main, named)


def _is_ours(report: Report, rubric: Rubric) -> bool:
    """Is it an act of the forces, or one that killed fighters?"""
    if report.status is not Status.ACTUAL:
        return False
    actors = {p.value.kind for p in report.actor}
    targets = {p.value.kind for p in report.target}
    killed = "killed" in report.counts
    if report.type == CLASH:
        return True
    if report.type in rubric.captures | rubric.searches:
        return not actors & ARMED
    if report.type not in rubric.fights:
        return False
    theirs = bool(actors & ARMED or targets & FORCES)
    return bool(actors & FORCES and not targets & FORCES) or bool(targets & ARMED) or (killed and not theirs)


def _same_days(report: Report, main: Report) -> bool:
    if isinstance(report.when, Unknown) or isinstance(main.when, Unknown) or not main.when.spans:
        return True
    gap = (main.when.value.first - report.when.value.last).days
    return gap <= 1


def coded(op: Operation, rubric: Rubric) -> dict[str, Value]:
    """The coders' record of an operation, without its name."""
    strikes = [r for r in op.reports if _struck(r, rubric)]
    captures = [r for r in op.reports if r.type in rubric.captures or _counts(r, "arrested")]
    killings = [r for r in op.reports if _counts(r, "killed")]
    # one operation a release: its fullest report tells how many
    killed = max((people(r, "killed", op.text, rubric) for r in killings), default=0)
    captured = _captured(captures, op.text, rubric)
    return {
        "start_date": _day(op, rubric),
        "event_type": [_type(killed=killed > 0, captured=bool(captures), struck=bool(strikes))],
        "province": [_province(op, rubric)],
        "target_group": [";".join(_groups(op, rubric))],
        "min_killed": killed,
        "min_captured": captured,
        "killq": killed > 0,
        "captureq": bool(captures),
        "killcaptureraid": bool(captures) or any(r.type == "raid" for r in op.reports),
        "airstrike": bool(strikes),
        "noshotsfired": _says(op, rubric.no_shots),
        "min_leaders_killed": max((_leaders(r, "killed", op.text, rubric) for r in killings), default=0),
        "min_leaders_captured": max((_leaders(r, "arrested", op.text, rubric) for r in captures), default=0),
    }


def _struck(report: Report, rubric: Rubric) -> bool:
    """Is it a strike from the air, or does it hold one?"""
    return report.type in rubric.strikes or any(rule.split("/")[0] in rubric.strikes for rule in report.rules)


def _counts(report: Report, name: str) -> bool:
    """Does a report count people in this way, if not by a figure? "Nobody was hurt" counts none."""
    if name in report.counts:
        return report.counts[name].value.high != 0
    return name in report.counts_unknown


def _type(*, killed: bool, captured: bool, struck: bool) -> str:
    if captured:
        return "captureandkill" if killed else "detention"
    return "airstrike" if struck else "insurgentskilled"


def _day(op: Operation, rubric: Rubric) -> str:
    # the operation's day is what a report says, before what one takes from the date of the release
    firm = op.of(rubric.captures | rubric.fights | rubric.searches)
    dated = [r.when for r in (op.main, *firm) if r and isinstance(r.when, Said)]
    when = next((w for w in dated if w.spans), next(iter(dated), None))
    if when is None:
        return ""
    # a release that looks back on a day is of its end
    looks_back = when.by == LOOKING_BACK and when.value.precision is DayPrecision.DAY
    return (when.value.first if when.spans and not looks_back else when.value.last).isoformat()


def _province(op: Operation, rubric: Rubric) -> str:
    placed = [r.where.value for r in (op.main, *op.reports) if r and isinstance(r.where, Said)]
    names = [rubric.provinces.get(p.admin1_code, p.admin1.lower()) for p in placed]
    return next((n for n in names if n), "")


def _groups(op: Operation, rubric: Rubric) -> list[str]:
    """The group that the operation's sentences name first, else the release; with one that is joined to it."""
    told = [n for n in op.named if any(e.holds(n[0]) for r in op.reports for e in r.evidence)] or list(op.named)
    found = [group for _, group in told[:1]]
    for (one, _), (other, group) in pairwise(told[:2]):
        if op.text[one.end : other.start].strip().lower() in rubric.joined and group not in found:
            found.append(group)
    return found


def _captured(captures: Sequence[Report], text: str, rubric: Rubric) -> int:
    """How many were held: the most that a report counts, or the one whom it was about and the others."""
    most = max((people(r, "arrested", text, rubric) for r in captures), default=0)
    lots = [(_lot(c, text, rubric), c) for r in captures for c in r.claims if c.field == "arrested" and c.people]
    single = any(lot == 1 for lot, _ in lots)
    others = max((lot for lot, c in lots if lot > 1 and not _holds_one(c, text, rubric)), default=0)
    return max(most, others + single if others else 0)


def _lot(claim: Claim, text: str, rubric: Rubric) -> int:
    """The people that one claim counts, 0 for people told of before."""
    words = claim.people.of(text) if claim.people else ""
    if not isinstance(claim.value, Count) or words.lower().startswith(rubric.known):
        return 0
    return claim.value.low + (more([words], rubric) if claim.value.high is None else 0)


def _holds_one(claim: Claim, text: str, rubric: Rubric) -> bool:
    """Does a claim count a leader or facilitator in with the others?"""
    return claim.people is not None and len(rubric.members.split(claim.people.of(text))) > 1


def people(report: Report, name: str, text: str, rubric: Rubric) -> int:
    """How many at least, by the coders' reading of words of number."""
    side = f"{name}_target"
    said = report.counts.get(side) or report.counts.get(name)
    if said is None:
        return more([s.of(text) for s in report.evidence], rubric) or rubric.bare
    if said.value.low == said.value.high:
        return said.value.low
    return said.value.low + more([s.of(text) for s in said.spans] + _counted(report, name, text), rubric)


def more(phrases: Iterable[str], rubric: Rubric) -> int:
    """What the coders count for the words of number in some phrases beyond our lower bound."""
    found = [n for p in phrases for word, n in rubric.more.items() if re.search(rf"\b{word}\b", p, re.I)]
    return max(found, default=0)


def _counted(report: Report, name: str, text: str) -> list[str]:
    """The words for those whom a count counts."""
    return [c.people.of(text) for c in report.claims if c.field == name and c.people]


def _leaders(report: Report, name: str, text: str, rubric: Rubric) -> int:
    """How many of the people whom a count counts are called leaders."""
    phrases = _counted(report, name, text)
    if not phrases and report.type in rubric.captures | rubric.fights:
        phrases = [s.of(text) for p in report.target for s in p.spans]
    return max((sum(led(m, rubric) for m in rubric.members.split(p)) for p in phrases), default=0)


def led(member: str, rubric: Rubric) -> int:
    """How many leaders one member of a phrase is, two for a plural."""
    words = [w.strip(".,’'\"").lower() for w in member.split()]
    if rubric.not_leaders.intersection(words):
        return 0
    return next((2 if w.endswith("s") else 1 for w in words if w in rubric.leaders), 0)


def _says(op: Operation, words: Iterable[str]) -> bool:
    evidence = " ".join(e.of(op.text).lower() for r in op.reports for e in r.evidence)
    return any(w in evidence for w in words)


# --- measuring --------------------------------------------------------------------------------


def same(ours: Value, gold: Value) -> bool:
    """Are two values of a field the same, lists as sets, without regard to case?"""
    if isinstance(ours, list) and isinstance(gold, list):
        return _set(ours) == _set(gold)
    return ours == gold


def _set(values: Iterable[str]) -> set[str]:
    return {part.strip().lower() for value in values for part in value.split(";")}


def floors(gold: Sequence[Mapping[str, Value]]) -> dict[str, float]:
    """The share of records with the commonest value of each field."""
    return {f: max(Counter(json.dumps(g[f]) for g in gold).values()) / len(gold) for f in FIELDS}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--misses", action="store_true", help="list each wrong value")
    options.add_argument("--rows", choices=("all", "even", "odd"), default="all", help="by place in the file, from 0")
    given = options.parse_args()
    lines = [json.loads(line) for line in given.file.read_text(encoding="utf-8").split("\n") if line.strip()]
    start, step = {"all": (0, 1), "even": (0, 2), "odd": (1, 2)}[given.rows]
    rows = list(enumerate(lines))[start::step]
    rubric = load_rubric()
    right: Counter[str] = Counter()
    kit = load_kit()
    codings = code_documents([release(row) for _, row in rows], kit)
    for (n, row), coding in zip(rows, codings, strict=True):
        assert not isinstance(coding, Exception)
        doc = coding.document
        named = groups_named(doc.text, doc.published, kit.who, rubric)
        record = coded(operation(coding.reports, doc.text, rubric, named), rubric)
        for field in FIELDS:
            hit = same(record[field], row["gold"][field])
            right[field] += hit
            if given.misses and not hit:
                print(f"{n}\t{field}\t{row['gold'][field]}\t{record[field]}")
    report(right, len(rows), floors([row["gold"] for _, row in rows]))


def report(right: Mapping[str, int], rows: int, floor: Mapping[str, float]) -> None:
    """Print the table, and the shares as a line of JSON."""
    shares = {f: right[f] / rows for f in FIELDS}
    print(f"{'field':22}{'ours':>8}{'floor':>8}{'GPT-4o':>8}{'7B':>8}")
    means = {f: sum(x[f] for f in FIELDS) / len(FIELDS) for f, x in (("ours", shares), ("floor", floor))}
    for f in FIELDS:
        print(f"{f:22}{shares[f]:8.1%}{floor[f]:8.1%}{_published(GPT4O, f)}{_published(FINETUNED, f)}")
    published = _published(GPT4O, "mean") + _published(FINETUNED, "mean")
    print(f"{'mean':22}{means['ours']:8.1%}{means['floor']:8.1%}{published}")
    print(json.dumps({"rows": rows, **{f: round(s, 4) for f, s in shares.items()}, "mean": round(means["ours"], 4)}))


def _published(figures: Mapping[str, float], field: str) -> str:
    return f"{figures[field]:7.1f}%" if field in figures else f"{'':8}"


if __name__ == "__main__":
    main()
