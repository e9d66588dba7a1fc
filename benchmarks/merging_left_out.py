"""How right reports are joined by weights that have not seen them: each set of linked reports left out in its turn.

    python benchmarks/merging_left_out.py GOLD... [--without COMPARISON]...

GOLD are folders of coded reports with links (`related`); each folder in them is a set, a folder without any is one
itself. All reports of GOLD are joined, as they are coded and as we code them, once for each set, by weights that are
learned as `merging_weights.py` learns them from the other sets of all folders; judged are the pairs with a report of
the set. `--without` gives a comparison no weight, to see what it is good for. Prints a line a set; the last line is
JSON: the sums of all sets.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.merge import Weights, merge_reports
from dateline.merge.levels import COMPARISONS
from linked_reports import Linked, coded_by_us, read_linked
from merging import joined_pairs
from merging_weights import PRIOR, Shares, counted, learned, levels_of, made_up

TINY = 1e-5  # levels of a comparison are told apart by their weights
DOCUMENT = re.compile(r"[^#+]+")  # of a report's id


def sets_of(folder: Path) -> dict[str, frozenset[str]]:
    """By the name of each folder in a folder, or by its own, the ids of its documents."""
    folders = sorted(f for f in folder.iterdir() if f.is_dir()) or [folder]
    return {f.name: frozenset(read_linked(f).documents) for f in folders}


def part(linked: Linked, documents: frozenset[str]) -> Linked:
    """The reports of some documents alone."""
    return replace(linked, reports=tuple(r for r in linked.reports if r["document"] in documents))


def silent(m: Shares, u: Shares, comparisons: Sequence[str]) -> Shares:
    """`u` so that each level of some comparisons weighs next to nothing; what excludes each other still does."""
    none = {(c, name): m[c, name] * (1 + n * TINY) for c in comparisons for n, name in enumerate(levels_of(c), 1)}
    return {**u, **none}


def joined(linked: Linked, documents: frozenset[str], weights: Weights) -> Counter[str]:
    """How many of the pairs with a report of some documents are linked, joined, and both."""
    every = joined_pairs(merge_reports(linked.reports, linked.documents, weights=weights).events)
    found, real = ({p for p in pairs if documents & set(map(_document, p))} for pairs in (every, linked.pairs))
    return Counter(linked=len(real), joined=len(found), right=len(found & real))


def _document(report: str) -> str:
    found: str = DOCUMENT.findall(report)[0]
    return found


def figures(pairs: Counter[str]) -> dict[str, Any]:
    """Precision and recall of joined pairs."""
    precision, recall = pairs["right"] / max(1, pairs["joined"]), pairs["right"] / max(1, pairs["linked"])
    return {**pairs, "precision": round(precision, 3), "recall": round(recall, 3)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--without", action="append", default=[], choices=list(COMPARISONS))
    given = options.parse_args()
    sets = []
    for folder in given.gold:
        truth = read_linked(folder)
        kinds = {"coded": truth, "ours": coded_by_us(folder, truth)}
        sets += [(f"{folder.name}/{name}", documents, kinds) for name, documents in sets_of(folder).items()]
    known = [counted(part(linked, documents) for linked in kinds.values()) for _, documents, kinds in sets]
    made = made_up()
    sums = {"coded": Counter[str](), "ours": Counter[str]()}
    for n, (name, documents, kinds) in enumerate(sets):
        m, u = learned([*known[:n], *known[n + 1 :]], made)
        weights = Weights(PRIOR, m, silent(m, u, given.without), {})
        for kind, linked in kinds.items():
            pairs = joined(linked, documents, weights)
            sums[kind].update(pairs)
            print(f"{name:16}{kind:6}", figures(pairs), flush=True)
    print(json.dumps({"benchmark": "merging_left_out", **{kind: figures(pairs) for kind, pairs in sums.items()}}))


if __name__ == "__main__":
    main()
