"""How much of an article each reader finds on the pages of tests/pages, and how much else it takes.

    PYTHONPATH=src python benchmarks/extraction.py

Precision and recall count words, with their repetitions, against the text beside each page; the
title counts for nobody. A page without an article counts as right when nothing is read. The last
line is the result as JSON.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dateline.errors import SourceError
from dateline.sources import page
from dateline.sources.blocks import bare, read_blocks
from dateline.sources.dates import load_day_words
from dateline.sources.decode import to_text
from dateline.sources.metadata import read_metadata
from dateline.sources.tree import parse
from dateline.sources.vote import by_json, by_justext, by_shape, by_trafilatura

PAGES = Path(__file__).parent.parent / "tests" / "pages"


def read_by_vote(raw: bytes) -> str:
    """The document's text, as the library gives it."""
    try:
        doc = page(raw, id="page")
    except SourceError:
        return ""
    first, _, rest = doc.text.partition("\n\n")
    return rest if doc.title and bare(first) == bare(doc.title) else doc.text


def read_alone(reader: str, raw: bytes) -> str:
    """What one reader finds by itself in the whole page."""
    tree = parse(to_text(raw, "page"), "page")
    words = load_day_words()
    stated = read_metadata(tree, words)
    found = {
        "trafilatura": lambda: by_trafilatura(tree),
        "justext": lambda: by_justext(tree, words.stoplist),
        "json-ld": lambda: by_json(stated),
        "shape": lambda: _shape(tree),
    }[reader]()
    return "\n\n".join(p for p in found if bare(p) != bare(stated.title))


def _shape(tree: object) -> list[str]:
    seen = read_blocks(tree)
    return [seen[i].text for i in sorted(by_shape(seen))]


def score(got: str, expected: str) -> tuple[float, float]:
    """Precision and recall of words."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (got, expected))
    if not b:
        return (0.0, 0.0) if a else (1.0, 1.0)
    both = (a & b).total()
    return both / max(1, a.total()), both / b.total()


def main() -> None:
    """Print a line a page and reader, the means, and the means as JSON."""
    alone = {name: partial(read_alone, name) for name in ("trafilatura", "justext", "json-ld", "shape")}
    readers: dict[str, Callable[[bytes], str]] = {"vote": read_by_vote, **alone}
    read_by_vote(next(iter(sorted(PAGES.glob("*.html")))).read_bytes())  # load before the clock runs
    sums: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    spent = dict.fromkeys(readers, 0.0)
    print(f"{'page':28}" + "".join(f"{name:>16}" for name in readers))
    for path in sorted(PAGES.glob("*.html")):
        beside = path.with_suffix(".txt")
        expected = beside.read_text(encoding="utf-8") if beside.exists() else ""
        line = f"{path.stem:28}"
        for name, reader in readers.items():
            began = time.perf_counter()
            got = reader(path.read_bytes())
            spent[name] += time.perf_counter() - began
            sums[name].append(score(got, expected))
            line += f"{sums[name][-1][0]:>9.3f} {sums[name][-1][1]:>6.3f}"
        print(line)
    result = {}
    for name, rows in sums.items():
        precision, recall = (sum(row[i] for row in rows) / len(rows) for i in (0, 1))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        result[name] = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
        result[name]["ms_a_page"] = round(1000 * spent[name] / len(rows), 1)
    for name, row in result.items():
        print(f"{name:28}", *(f"{key} {value}" for key, value in row.items()))
    print(json.dumps({"benchmark": "extraction", "pages": len(sums["vote"]), "readers": result}))


if __name__ == "__main__":
    main()
