"""Is a document of our field at all? Reports on markets or sport are full of war words in other senses.

Counts words of other fields (`lexica/other_fields.tsv`) against words for people who fight or keep
order, and named armed parties. Only a text that is plainly of another field is left uncoded, and of it
only those paragraphs that are not as plainly of ours: "meanwhile the rebels ..." at the end of a report on polls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import read_tsv
from dateline.model import Parse

LEAST = 5  # words of other fields, below which a text is never set aside
SHARE = 2.0  # how many of them for each word of ours it takes
LEAST_OURS = 3  # words of ours, below which no paragraph of a text that was set aside is coded


@dataclass(frozen=True, slots=True)
class OtherFields:
    """Words of other fields, each with its field."""

    words: Mapping[str, str]


def load_other_fields(folder: Path) -> OtherFields:
    """Read `lexica/other_fields.tsv`."""
    rows = read_tsv(folder / "lexica" / "other_fields.tsv", ("word", "field", "note"))
    return OtherFields({row["word"]: row["field"] for row in rows})


def other_field(parses: Sequence[Parse], ours: int, data: OtherFields) -> str:
    """The other field that a document is about, as far as its words tell; "" where it may be ours.

    `ours` is how many words of the text are of people who fight or keep order.
    """
    counted = _counted(parses, data)
    total = counted.total()
    if total < LEAST or total < SHARE * ours:
        return ""
    return counted.most_common(1)[0][0]


def plainly_ours(parses: Sequence[Parse], ours: int, data: OtherFields) -> bool:
    """Is a paragraph of a text of another field of our field, as far as its words tell?"""
    return ours >= LEAST_OURS and ours >= SHARE * _counted(parses, data).total()


def _counted(parses: Sequence[Parse], data: OtherFields) -> Counter[str]:
    return Counter(data.words[t.lower] for p in parses for t in p.tokens if t.lower in data.words)
