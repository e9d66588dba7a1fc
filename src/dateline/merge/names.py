"""The rare names in what a report tells: the dead, the street, the school, which reports of one event share.

They are compared between reports that meet by country and days, or by days alone where one names no place: no list of
them is kept, and what two reports share is told as a level ("several") and never by name.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dateline.merge.nouns import Origin
from dateline.merge.parties import plain
from dateline.merge.rows import Record

INSIDE = re.compile(r"(?<=[\w,;]\s)[^\W\d_]\w{2,}")  # a word that no sentence begins with
RARE = 0.02  # of the documents, at the most, hold a rare name
FEW = 12  # documents that may hold one, however few there are
MOST = 40  # of a report, the rarest are compared


def rare_names(reports: Sequence[Record], documents: Mapping[str, Origin]) -> list[list[int] | None]:
    """For each report the rare names of its telling as numbers; None where there is no text."""
    told = dict(_tellings(reports, documents))
    names = {n: {plain(m[0]) for m in INSIDE.finditer(text) if m[0][0].isupper()} for n, text in told.items()}
    by_document: dict[str, set[str]] = {}
    for n, found in names.items():
        by_document.setdefault(reports[n]["document"], set()).update(found)
    held = Counter(name for found in by_document.values() for name in found)
    most = max(FEW, RARE * len(by_document))
    return [_numbers(names[n], held, most) if n in names else None for n in range(len(reports))]


def _numbers(found: set[str], held: Mapping[str, int], most: float) -> list[int]:
    """The rarest of some names; one that no other document holds tells nothing."""
    rare = sorted((held[name], name) for name in found if 1 < held[name] <= most)
    return sorted(zlib.crc32(name.encode()) for _, name in rare[:MOST])


def _tellings(reports: Sequence[Record], documents: Mapping[str, Origin]) -> Iterator[tuple[int, str]]:
    """What of its document's text each report tells: from its first words to those of the next report."""
    by_document: dict[str, list[int]] = {}
    for n, report in enumerate(reports):
        by_document.setdefault(report["document"], []).append(n)
    for name, numbers in by_document.items():
        text = documents[name].text if name in documents else ""
        if not text:
            continue
        starts = sorted((_start(text, reports[n]), n) for n in numbers)
        for (start, n), (end, _) in zip(starts, [*starts[1:], (len(text), -1)], strict=True):
            yield n, text[start if len(starts) > 1 else 0 : end]


def _start(text: str, report: Record) -> int:
    """Where the first words of a report stand in its text."""
    return min((at for words in report.get("evidence") or () if (at := text.find(words)) >= 0), default=0)
