"""Which texts are near-copies of each other: MinHash over runs of words, and runs of words found again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dateline.merge.parties import plain

RUN = 5  # words of a shingle
PERMUTATIONS = 64
SEED = 1
COPIED = 0.5  # so much of the shorter text stands in the longer
QUOTE_WORDS = 6  # a shorter quotation can be a phrase that anybody uses
QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "「": "」"}


def shingles(text: str) -> set[str]:
    """All runs of words of a text; of a shorter one, the text itself."""
    words = plain(text).split()
    if not words:
        return set()
    return {" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))}


def minhash(text: str) -> tuple[int, ...]:
    """A signature of a text's shingles, to be kept with it for when the text is gone; empty without words."""
    return signature(shingles(text))


def signature(found: Collection[str]) -> tuple[int, ...]:
    """The MinHash of a set of shingles."""
    from datasketch import MinHash  # type: ignore[import-untyped]

    if not found:
        return ()
    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update_batch([s.encode() for s in sorted(found)])
    return tuple(int(value) for value in sketch.hashvalues)


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """What share of all their shingles two texts have in common, by their signatures; 0.0 where one has none."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def found_again(extracts: Iterable[str], text: Collection[str]) -> float:
    """The share of the extracts' runs of words that a text's shingles hold; 0.0 for extracts of few words."""
    if not text:
        return 0.0
    runs = {run for extract in extracts for run in shingles(extract) if len(run.split()) == RUN}
    return len([r for r in runs if r in text]) / len(runs) if len(runs) >= RUN - 1 else 0.0


def quotations(text: str) -> set[str]:
    """What stands in quotation marks, folded, where it is longer than a phrase."""
    found, start, closing = set(), -1, ""
    for at, sign in enumerate(text):
        if closing and sign == closing:
            words = plain(text[start:at]).split()
            if len(words) >= QUOTE_WORDS:
                found.add(" ".join(words[:12]))
            closing = ""
        elif not closing and sign in QUOTES:
            start, closing = at + 1, QUOTES[sign]
        elif sign == "\n":
            closing = ""
    return found
