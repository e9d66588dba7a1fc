"""Whether the source of each attribution is found, on articles annotated in brat format (PolNeAR).

    PYTHONPATH=src python benchmarks/attribution.py FOLDER [--misses N]

FOLDER holds text/*.txt and attributions/*.ann. An attribution counts as found where one of ours has a
source that overlaps its source, and a cue that overlaps its cue or words that overlap what it gives as
said. Attributions without a source in the text count for nobody. Precision counts ours that overlap
any of theirs in the same way. The last line is the result as JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.attribution import find_attributions, load_attribution
from dateline.datafiles import DATA
from dateline.grammar import load_syntax
from dateline.model import Attribution, Document, Span
from dateline.parse import load_parser, parse
from dateline.text import load_text, outline, parse_text
from dateline.who import find_actors, load_who, main_country, read_party


@dataclass(frozen=True, slots=True)
class Annotated:
    """One attribution as annotated."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def read_annotations(path: Path) -> list[Annotated]:
    """The attributions of a brat file that have a source."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = tuple(Span(*map(int, part.split())) for part in places.split(";"))
        elif key.startswith("E"):
            roles: dict[str, list[str]] = {}
            for part in rest.split():
                role, _, at = part.partition(":")
                roles.setdefault(role.rstrip("0123456789"), []).append(at)
            events.append(roles)

    def of(roles: dict[str, list[str]], role: str) -> tuple[Span, ...]:
        return tuple(span for at in roles.get(role, ()) for span in spans[at])

    found = [Annotated(of(e, "Source"), of(e, "Cue"), of(e, "Content")) for e in events]
    return [a for a in found if a.source]


def meets(ours: Attribution, theirs: Annotated) -> bool:
    """Are they one attribution: overlapping sources, and overlapping cues or contents?"""
    span = ours.source.span
    if span is None or not any(span.overlaps(s) for s in theirs.source):
        return False
    return any(ours.cue.overlaps(c) for c in theirs.cue) or any(
        mine.overlaps(c) for mine in ours.content for c in theirs.content
    )


def main() -> None:
    """Print a line a publisher, the totals, and the totals as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--misses", type=int, default=0, help="print so many attributions that are not found")
    given = options.parse_args()
    folder = DATA / "en"
    data, text_data, who = load_attribution(folder), load_text(folder), load_who(folder)
    syntax = load_syntax(DATA / "syntax" / "clear.yaml", folder / "grammar.yaml")
    parser = load_parser()
    theirs, found, ours, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    spent, tokens, missed = 0.0, 0, 0
    for path in sorted((given.folder / "text").glob("*.txt")):
        annotated = min((given.folder / "attributions").glob(f"{path.stem}_*.ann"))  # of several annotators the first
        doc = Document(path.stem, path.read_text(encoding="utf-8"))
        lines = outline(doc, text_data)
        texts = [(s, parse_text(s.span.of(doc.text), lambda word: False, text_data)) for s in lines.sentences]
        parses = list(parse(texts, parser))
        actors = find_actors(doc.text, who)
        country = main_country(doc.text, who, actors=actors)
        party = partial(_party, doc, who, actors, country)
        began = time.perf_counter()
        mine = find_attributions(doc, parses, data, syntax, actors=actors, party=party)
        spent += time.perf_counter() - began
        tokens += sum(len(p.tokens) for p in parses)
        outlet = path.stem.split("_")[0]
        for a in read_annotations(annotated):
            theirs[outlet] += 1
            if any(meets(m, a) for m in mine):
                found[outlet] += 1
            elif missed < given.misses:
                missed += 1
                print(" | ".join(" ".join(s.of(doc.text) for s in part)[:110] for part in (a.source, a.cue, a.content)))
        all_of = read_annotations(annotated)
        ours[outlet] += len(mine)
        right[outlet] += sum(any(meets(m, a) for a in all_of) for m in mine)
    print(f"{'outlet':16}{'annotated':>10}{'found':>8}{'recall':>8}{'precision':>10}")
    for name in sorted(theirs):
        print(
            f"{name:16}{theirs[name]:>10}{found[name]:>8}{found[name] / theirs[name]:>8.3f}"
            f"{right[name] / max(1, ours[name]):>10.3f}"
        )
    result = {
        "annotated": theirs.total(),
        "recall": round(found.total() / theirs.total(), 4),
        "precision": round(right.total() / max(1, ours.total()), 4),
        "ms_per_240_tokens": round(spent / tokens * 240e3, 3),
    }
    print(f"{'all':16}{theirs.total():>10}{found.total():>8}{result['recall']:>8.3f}{result['precision']:>10.3f}")
    print(json.dumps(result))


def _party(doc: Document, who: object, actors: object, country: str, phrase: Span, head: Span) -> object:
    return read_party(doc.text, phrase, head, who, actors=actors, country=country)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
