"""At how many bits reports should be joined: precision and recall of links, as we code them, over thresholds.

    python benchmarks/merging_thresholds.py GOLD...

GOLD are folders of coded reports with links (`related`), as for `merging.py`. Prints a line for each two values of
`join_from` and `vague_margin`, which stand in `src/dateline/data/merge/joining.yaml`; the last line, as
JSON, names those with the best F1 of all links together, as our coder reads the reports, among those at which nine of
ten joined pairs are right; of as many the first. So few links hardly tell them apart: docs/decisions/0025.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from dateline.merge import merge_reports
from dateline.merge.weights import Joining, load_joining
from linked_reports import Linked, coded_by_us, read_linked
from merging import joined_pairs

JOIN_FROM = (0, -1, -2, -3, -4, -5)
VAGUE_MARGIN = (3, 4, 5)
RIGHT = 0.9  # of the joined pairs, at the least


def shares(sets: Sequence[Linked], rules: Joining) -> tuple[float, float, float]:
    """Precision, recall and F1 of the joined pairs of all sets."""
    right = joined = linked = 0
    for one in sets:
        found = joined_pairs(merge_reports(one.reports, one.documents, joining=rules).events)
        right, joined, linked = right + len(found & one.pairs), joined + len(found), linked + len(one.pairs)
    return right / max(1, joined), right / max(1, linked), 2 * right / max(1, joined + linked)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, nargs="+")
    sets = [coded_by_us(folder, read_linked(folder)) for folder in options.parse_args().gold]
    best, rules = (0.0, 0.0, 0.0), load_joining()
    for join_from, margin in product(JOIN_FROM, VAGUE_MARGIN):
        one = replace(rules, join_from=join_from, vague_margin=margin)
        found = shares(sets, one)
        told = f"precision {found[0]:.3f}  recall {found[1]:.3f}  F1 {found[2]:.3f}"
        print(f"{join_from:3} {margin:2}  {told}")
        if found[0] >= RIGHT and found[2] > best[2]:
            best, rules = found, one
    chosen = {name: getattr(rules, name) for name in ("join_from", "vague_margin")}
    print(json.dumps({**chosen, "f1": round(best[2], 3)}))


if __name__ == "__main__":
    main()
