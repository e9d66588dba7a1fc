"""Says which language a text is in, and says nothing where it cannot tell."""

from __future__ import annotations

import math

SURE = 0.9  # probability asked of a short text, and of a language without a two-letter code
LIKELY = 0.5  # probability asked of any text
SHORT = 40  # letters
ENOUGH = 600  # characters read


def language_of(text: str) -> str:
    """ISO 639-1 of the text (639-3 where that has no code), "" where it is too short to tell."""
    sample = text[:ENOUGH]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return ""
    # The model has learnt lower case; capitals alone look to it like some other language.
    if 2 * sum(c.isupper() for c in letters) > len(letters):
        sample = sample.lower()
    import py3langid  # type: ignore[import-untyped]

    ranked = [(str(code), float(score)) for code, score in py3langid.rank(sample)]
    best, share = _best(ranked, sample)
    # Telegraphic prose looks like a creole of its language; the creole must be sure to be meant.
    if len(best) > 2 and share < SURE:
        best, share = _best([one for one in ranked if len(one[0]) == 2], sample)
    return best if share >= (SURE if len(letters) < SHORT else LIKELY) else ""


def _best(ranked: list[tuple[str, float]], sample: str) -> tuple[str, float]:
    """The first code of a ranking, and its probability: likelihoods tempered by the root of the length."""
    heat = math.sqrt(len(sample.encode()))
    top = ranked[0][1]
    return ranked[0][0], 1 / sum(math.exp((score - top) / heat) for _, score in ranked)
