"""Codes gold reports and scores them with the scorer that stands beside them.

    python benchmarks/gold.py GOLD [--scorer tools/score_gold.py] [--undated] [--show N]

GOLD is a folder of coded reports (YAML), which is no part of the project; the scorer is looked for as
tools/score_gold.py in the folder above it. `--undated` hides the publication dates. Prints the scorer's
table; the last line is its JSON. The scorer needs SciPy and rapidfuzz, which the dev extra brings.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import yaml

from dateline.kit import load_kit
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from dateline.sources import document


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--scorer", type=Path, default=None)
    options.add_argument("--undated", action="store_true")
    options.add_argument("--show", type=int, default=0)
    given = options.parse_args()
    scorer = given.scorer or given.gold.resolve().parent / "tools" / "score_gold.py"
    if not scorer.exists():
        scorer = given.gold.resolve().parent.parent / "tools" / "score_gold.py"
    coded = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(given.gold.rglob("*.yaml"))]
    docs = [
        document(
            d["text"],
            id=str(d["id"]),
            title=d.get("title") or "",
            published=d.get("published") if isinstance(d.get("published"), date) and not given.undated else None,
            publisher=d.get("publisher") or "",
            lang=d.get("lang") or "",
        )
        for d in coded
    ]
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        with predictions.open("w", encoding="utf-8") as out:
            for coding in code_documents(docs, load_kit()):
                if isinstance(coding, Coding):
                    out.writelines(jsonl(record(report, coding.document)) + "\n" for report in coding.reports)
        call = [sys.executable, str(scorer), str(given.gold), str(predictions)]
        subprocess.run([*call, "--show", str(given.show)], check=True)
        result = subprocess.run([*call, "--json"], check=True, capture_output=True, text=True)
        print(json.dumps(json.loads(result.stdout)))


if __name__ == "__main__":
    main()
