"""How our records fill the templates of MUC-3 and MUC-4: news of 1988-91 from Latin America, all in capitals.

    PYTHONPATH=src python benchmarks/muc.py FILE.jsonl... [--misses] [--every N]

A line of a FILE has `docid`, `text` and `templates`, the keys. Each text is coded as any report is, dated by the day
of its dateline; `muc_incidents.py` and `muc_victims.py` make templates of the records by the task's written rubric
(`muc.yaml`).
Slots scored: type, stage of execution, date, location, perpetrator organisation and its confidence, victim (a human
target's name or its description: one is enough), and each victim's number and effect. Individual perpetrators,
instruments and physical targets are not. `muc_scoring.py` says what is right and half right. Templates are aligned one
to one so that most agrees; recall, precision and F are over all templates (MUC's ALL TEMPLATES): fills of a missing
template are missing, those of a spurious one spurious, optional ones cost nothing. Beside stand GE's published figures
on TST3 (1992) for the same slots, and a floor: one template a document with the commonest type, stage and location and
the day of the dateline as the latest. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.kit import load_kit
from dateline.pipeline import Coding, code_documents
from muc_incidents import incidents_of, item, template
from muc_rubric import Rubric, load_rubric
from muc_scoring import SLOTS, Fill, Score, Template, key_of, score_document

GE = {  # General Electric's recall and precision on TST3, 1992
    "type": (78, 72),
    "stage": (76, 71),
    "date": (61, 57),
    "location": (63, 59),
    "organisation": (44, 53),
    "number": (66, 56),
    "effect": (62, 52),
}


def floor(keys: Sequence[Template], published: date | None, rubric: Rubric) -> Template:
    """One template with the commonest type, stage, place, number and effect, up to the day of the dateline."""
    fills: dict[str, tuple[Fill, ...]] = {}
    for slot in ("type", "stage", "location"):
        common = Counter(f.spelled[0] for k in keys for f in k.fills[slot][:1] if f.spelled).most_common(1)
        fills[slot] = tuple(Fill((value,)) for value, _ in common)
    if published:
        fills["date"] = (Fill((f"- {published.day:02d} {rubric.months[published.month - 1]} {published.year % 100}",)),)
    return Template(fills)


def rows(paths: Sequence[Path], every: int) -> list[Mapping[str, Any]]:
    """The lines of the files, each Nth of them."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [json.loads(line) for line in lines[::every]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="+", type=Path)
    options.add_argument("--misses", action="store_true")
    options.add_argument("--every", type=int, default=1)
    given = options.parse_args()
    rubric, kit = load_rubric(), load_kit()
    asked = rows(given.paths, given.every)
    docs = [item(row, rubric) for row in asked]
    keys = [[key_of(t) for t in row["templates"]] for row in asked]
    total, low = Score(), Score()
    every_key = [k for of_document in keys for k in of_document]
    for coding, doc, key in zip(code_documents(docs, kit), docs, keys, strict=True):
        ours = [template(i) for i in incidents_of(coding, kit, rubric)] if isinstance(coding, Coding) else []
        score = score_document(ours, key)
        total.add(score)
        low.add(score_document([floor(every_key, doc.published, rubric)], key))
        if given.misses:
            print_misses(doc.id, ours, key, score)
    print_table(total, low)


def print_misses(name: str, ours: Sequence[Template], keys: Sequence[Template], score: Score) -> None:
    """Each slot that is not as its key has it: document | slot | key | ours."""
    for i, j in score.pairs:
        if j is not None and i is None and keys[j].optional:
            continue
        for slot in SLOTS:
            shown = [
                " + ".join("/".join(f.spelled) for f in side[n].fills.get(slot, ())) if n is not None else "(none)"
                for side, n in ((keys, j), (ours, i))
            ]
            if shown[0] != shown[1]:
                print(" | ".join((name, slot, *shown)))


def print_table(total: Score, low: Score) -> None:
    """A row a slot, GE's figures beside, and the result as JSON."""
    print(f"{'slot':13}  POS  ACT  COR  PAR  SPU  MIS  REC  PRE    F   floor F   GE REC PRE")
    for slot, tally in (*total.slots.items(), ("all", total.all)):
        counts = " ".join(
            f"{n:4d}"
            for n in (tally.possible, tally.actual, tally.correct, tally.partial, tally.spurious, tally.missing)
        )
        bottom = low.all if slot == "all" else low.slots[slot]
        theirs = "     {:3d} {:3d}".format(*GE[slot]) if slot in GE else ""
        print(
            f"{slot:13} {counts} {tally.recall:4.0%} {tally.precision:4.0%} {tally.f:4.0%} {bottom.f:9.0%}   {theirs}"
        )
    figures: dict[str, Any] = {name: round(getattr(total.all, name), 3) for name in ("f", "recall", "precision")}
    figures["slots"] = {slot: round(tally.f, 3) for slot, tally in total.slots.items()}
    figures["floor"] = round(low.all.f, 3)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
