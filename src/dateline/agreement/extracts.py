"""Where the extracts of a report stand in a text, however quotation marks, dashes and spaces were cleaned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from dateline.agreement.reading import Record

LONGEST = 70  # words, some two sentences: beyond that an extract shows nothing

_FOLD = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00ad": "",
        "\u200b": "",
    }
)

type Stretch = tuple[int, int]


@lru_cache(maxsize=4096)
def flat(text: str) -> str:
    """The text with white space, quotation marks, dashes, compatibility forms and case folded."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).translate(_FOLD)).strip().casefold()


def stretches(text: str | None, extracts: Iterable[str]) -> tuple[Stretch, ...]:
    """Where each extract first stands in the text; those that do not stand in it, or are too long, are left out."""
    if text is None:
        return ()
    page, found = flat(text), []
    for extract in extracts:
        words = flat(extract or "")
        at = page.find(words) if words and len(words.split()) <= LONGEST else -1
        if at >= 0:
            found.append((at, at + len(words)))
    return tuple(found)


def evidence(text: str | None, report: Record) -> tuple[Stretch, ...]:
    """Where a report's evidence stands: in the text, or without one by the report's own offsets."""
    if text is None:
        spans = (report.get("spans") or {}).get("evidence") or ()
        return tuple((start, end) for start, end in spans)
    return stretches(text, (e["words"] if isinstance(e, dict) else e for e in report.get("evidence") or ()))


def touch(mine: Iterable[Stretch], yours: Iterable[Stretch]) -> bool:
    """Does any stretch of one share a character with one of the other?"""
    others = tuple(yours)
    return any(a < d and c < b for a, b in mine for c, d in others)
