"""How many sentences a second `dateline.days` reads beside Microsoft's recognizers, in one run, on one core.

    PYTHONPATH=src python benchmarks/days_speed.py [--sentences 600] [--runs 3] [--recognizers VENV]

The sentences are those that prove our own event rules, evenly drawn, and those of the corpus of days that have more
than one day in them; each is a call of its own to either. Without VENV, an environment with recognizers-text-date-time
is made in a temporary folder, and removed at the end: it needs an outdated emoji package. Models of both are loaded
before the clock starts, which is that of the processor; runs alternate, the median counts. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import dateline
from dateline.datafiles import read_yaml
from dateline.kit import load_kit

AIM = 20.0
PUBLISHED = "2016-08-27"
CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "days.en.yaml"
PACKAGES = ("emoji<2", "recognizers-text-date-time==1.0.2a2")
WARM = 20  # sentences
THEIRS = """
import json, sys, time
from datetime import datetime
from recognizers_date_time import DateTimeRecognizer
from recognizers_text import Culture
given = json.load(sys.stdin)
model = DateTimeRecognizer(Culture.English).get_datetime_model()
reference = datetime.fromisoformat(given["published"])
for sentence in given["sentences"][:given["warm"]]:
    model.parse(sentence, reference)
start = time.process_time()
found = sum(len(model.parse(sentence, reference)) for sentence in given["sentences"])
print(json.dumps([time.process_time() - start, found]))
"""


def sentences(count: int) -> list[str]:
    """Proofs of event rules, so many and evenly drawn, and the sentences of the corpus."""
    proofs = [p.text for rule in load_kit().find.rules.rules for p in (*rule.yes, *rule.no)]
    step = max(1, len(proofs) // count)
    return [*proofs[::step][:count], *read_yaml(CORPUS)["relative"]]


def ours(given: Sequence[str]) -> tuple[float, int]:
    """Seconds, and how many mentions were found."""
    for sentence in given[:WARM]:
        dateline.days(sentence, published=PUBLISHED)
    start = time.process_time()
    found = sum(len(dateline.days(sentence, published=PUBLISHED)) for sentence in given)
    return time.process_time() - start, found


def theirs(given: Sequence[str], python: Path) -> tuple[float, int]:
    """The same of the recognizers, in a process of their own environment."""
    task = json.dumps({"sentences": given, "published": PUBLISHED, "warm": WARM})
    command = [str(python), "-W", "ignore", "-c", THEIRS]
    done = subprocess.run(command, input=task, stdout=subprocess.PIPE, text=True, check=True)
    seconds, found = json.loads(done.stdout)
    return seconds, found


def made_environment(folder: Path) -> Path:
    """A fresh environment with the recognizers in it."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", *PACKAGES], check=True)
    return folder


def main() -> None:
    """Print seconds of each run, then sentences a second and their ratio as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sentences", type=int, default=600)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--recognizers", type=Path, metavar="VENV")
    given = options.parse_args()
    chosen = sentences(given.sentences)
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    with tempfile.TemporaryDirectory() as made:
        python = (given.recognizers or made_environment(Path(made))) / "bin" / "python"
        for _ in range(given.runs):
            for name, (seconds, found) in (("ours", ours(chosen)), ("theirs", theirs(chosen, python))):
                times[name].append(seconds)
                print(f"{name:7} {seconds:8.3f} s   {found} mentions")
    speed = {name: len(chosen) / statistics.median(seconds) for name, seconds in times.items()}
    result = {f"{name}_sentences_per_second": round(value) for name, value in speed.items()}
    ratio = round(speed["ours"] / speed["theirs"], 1)
    print(json.dumps({"benchmark": "days_speed", "sentences": len(chosen), **result, "ratio": ratio, "aim": AIM}))


if __name__ == "__main__":
    main()
