"""The rare names in what a report tells: the dead, the street, the school, which reports of one event share.

They are compared between reports that meet by country and days, by days alone where one names no place, and by division
within two years where days are apart. No list of them is kept, and what two reports share is told as a level
("several") and never by name. Figures are taken as names are: an age, the number of a house, an hour.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2

from dateline.merge.nouns import Origin
from dateline.merge.parties import plain
from dateline.merge.rows import Record

INSIDE = re.compile(r"(?<=[\w,;]\s)(?:[^\W\d_]\w{2,}|\d[\w:.-]*\w)")  # a word that no sentence begins with, or a figure
RARE = 0.02  # of the documents, at the most, hold a rare name
FEW = 12  # documents that may hold one, however few there are
MOST = 40  # of a report, the rarest are compared
CALLED = 7  # digits of a telephone number, at the least
UNSEEN = 16  # documents that a division is thought to have beside those that are there
TELLS = 4  # the last bits of a name's number say what it tells

Division = tuple[str, str]


def rare_names(reports: Sequence[Record], documents: Mapping[str, Origin]) -> list[list[int] | None]:
    """For each report the rare names of its telling as numbers; None where there is no text.

    The last `TELLS` bits of a number say how much it tells: the bits by which it is rare among the documents of the
    division that has it most often. The hospital of a town tells less than a name that two of its reports share.
    """
    names = {
        n: {plain(m[0]) for m in INSIDE.finditer(text) if not m[0][0].islower() and not _is_number_to_call(m[0])}
        for n, text in _tellings(reports, documents)
    }
    of: dict[Division, dict[str, set[str]]] = {}
    by_document: dict[str, set[str]] = {}
    for n, found in names.items():
        name = reports[n]["document"]
        of.setdefault(_division(reports[n]), {}).setdefault(name, set()).update(found)
        by_document.setdefault(name, set()).update(found)
    held = Counter(name for found in by_document.values() for name in found)
    most = max(FEW, RARE * len(by_document))
    rare = {name for name, count in held.items() if 1 < count <= most}  # what no other document holds tells nothing
    tells = _tells(of.values(), rare)
    return [_numbers(names[n] & rare, tells) if n in names else None for n in range(len(reports))]


def _is_number_to_call(word: str) -> bool:
    """Is a figure a telephone number, which tells of those who ask for hints, and of no event?"""
    return sum(c.isdigit() for c in word) >= CALLED


def _division(report: Record) -> Division:
    where = report.get("where") or {}
    return where.get("country") or "", plain(where.get("admin1") or "")


def _tells(divisions: Iterable[Mapping[str, set[str]]], rare: set[str]) -> dict[str, int]:
    """The bits that each name tells where it tells least."""
    share: dict[str, float] = {}
    for documents in divisions:
        held = Counter(name for found in documents.values() for name in found & rare)
        for name, count in held.items():
            share[name] = max(share.get(name, 0.0), count / (len(documents) + UNSEEN))
    return {name: min(round(-log2(s)), (1 << TELLS) - 1) for name, s in share.items()}


def _numbers(found: set[str], tells: Mapping[str, int]) -> list[int]:
    rarest = sorted((-tells[name], name) for name in found)[:MOST]
    return sorted(zlib.crc32(name.encode()) << TELLS | -bits for bits, name in rarest)


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
