"""Codes gold reports and compares our records with them, as `dateline evaluate` does.

    python benchmarks/gold.py GOLD [--undated] [--show N]

GOLD is a folder of coded reports (YAML), which is no part of the project. `--undated` hides the
publication dates. Prints the page of figures; the last line is their JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from dateline.agreement import Coded, error_page, evaluate, load_criteria, plain_figures, read_coded
from dateline.kit import load_kit
from dateline.model import Document
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from dateline.sources import document


def documents(coded: Iterable[Coded], *, undated: bool = False) -> Iterator[Document]:
    """The coded documents as the coder gets them: text and publication, without their coding."""
    for each in coded:
        known = each.document or {}
        published = known.get("published")
        yield document(
            each.text or "",
            id=each.id,
            title=known.get("title") or "",
            published=published if isinstance(published, date) and not undated else None,
            publisher=known.get("publisher") or "",
            lang=known.get("lang") or "",
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--undated", action="store_true")
    options.add_argument("--show", type=int, default=0)
    given = options.parse_args()
    coded = read_coded(given.gold)
    codings = [
        coding
        for coding in code_documents(documents(coded, undated=given.undated), load_kit())
        if isinstance(coding, Coding)
    ]
    # Through JSON and back: what is measured is what a user gets.
    ours = {c.document.id: [json.loads(jsonl(record(r, c.document))) for r in c.reports] for c in codings}
    evaluation = evaluate(coded, ours, load_criteria())
    print(error_page(evaluation, gold=given.gold.name, predictions="our coding", show=given.show))
    print(json.dumps(plain_figures(evaluation)))


if __name__ == "__main__":
    main()
