"""Runs corpora of texts through the whole coder, and tells in words where a report is not as its corpus has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.datafiles import Node, read_yaml
from dateline.kit import Kit
from dateline.model import Count, Days, Document, Place, Report, Said, Span, Unknown
from dateline.pipeline import Coding, code_documents

CORPORA = Path(__file__).parent / "corpus"
_MARK = re.compile(r"\[(\w+): ([^\]]+)\]")


def corpus(name: str) -> Any:
    """A corpus of `tests/corpus/` by its file name."""
    return read_yaml(CORPORA / name)


def text_of(entry: str | Node) -> str:
    """The text of an entry, which is a text or a mapping with `text`."""
    return (entry if isinstance(entry, str) else str(entry["text"])).strip()


def gap_of(entry: str | Node) -> str:
    """Why the entry is known to fail; "" where it must not."""
    return "" if isinstance(entry, str) else str(entry.get("known_gap", ""))


def document_of(entry: str | Node, published: str, number: int = 0) -> Document:
    """The document of an entry; its own `published`, `title` and `publisher` go before the corpus's."""
    own: dict[str, str] = {} if isinstance(entry, str) else entry
    return Document(
        f"d{number}",
        text_of(entry),
        title=own.get("title", ""),
        published=date.fromisoformat(own.get("published", published)),
        publisher=own.get("publisher", ""),
    )


def code_all(documents: Sequence[Document], kit: Kit) -> list[Coding]:
    """The codings of documents, read together, which is several times faster than one by one."""
    out = list(code_documents(documents, kit))
    assert all(isinstance(coding, Coding) for coding in out)
    return [coding for coding in out if isinstance(coding, Coding)]


def judge(faults: Iterable[str], gap: str, text: str) -> None:
    """Fail with the faults; where a gap is known, fail if there is none left."""
    __tracebackhide__ = True
    found = list(faults)
    if gap and not found:
        pytest.fail(f"mended: take the mark 'known_gap: {gap}' away from: {text}")
    if found and not gap:
        pytest.fail("\n".join([text, *(f"  {fault}" for fault in found)]))


@contextmanager
def known_gap(why: str) -> Iterator[None]:
    """Fail where what stands under it does not fail: the gap is mended, and the mark must go."""
    __tracebackhide__ = True
    try:
        yield
    except (Exception, pytest.fail.Exception):  # noqa: BLE001 - any failure is the known one
        return
    pytest.fail(f"mended: take the mark away: {why}")


def unmarked(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """A text without its marks "[name: words]", and where the words of each stand."""
    text, spans, at = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        spans.append((found[1], Span(len(text), len(text) + len(found[2]))))
        text += found[2]
        at = found.end()
    return text + marked[at:], spans


# --- values as a corpus writes them ---------------------------------------------------------


def count_words(count: Count) -> str:
    """A count as a corpus writes it: "3", "3..", "3..5", "~30"."""
    shown = str(count.low) if count.high == count.low else f"{count.low}..{'' if count.high is None else count.high}"
    return f"{'~' if count.approximate else ''}{shown}"


def days_words(days: Said[Days] | Unknown) -> str:
    """Days as a corpus writes them: "2023-06-10", "month 2023-05-01..2023-05-31", "unknown"."""
    if isinstance(days, Unknown):
        return "unknown"
    value = days.value
    shown = f"{value.first}" if value.first == value.last else f"{value.first}..{value.last}"
    return shown if value.precision == "day" else f"{value.precision} {shown}"


def bare(name: str) -> str:
    """A name without its accents and other marks, which gazetteers spell in many ways."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def place_words(place: Said[Place] | Unknown) -> str:
    """A place as a corpus writes it: name, country, precision."""
    if isinstance(place, Unknown):
        return "unknown"
    return ", ".join((bare(place.value.name), place.value.country, place.value.precision))


def fields_of(report: Report) -> dict[str, Any]:
    """The fields of a report as a corpus writes them; what splits a count by side stands apart."""
    counts = {name: count_words(said.value) for name, said in sorted(report.counts.items())}
    return {
        "type": report.type,
        "status": report.status.value,
        "aggregate": "yes" if report.aggregate else "no",
        "when": days_words(report.when),
        "where": place_words(report.where),
        "counts": {name: words for name, words in counts.items() if not name.startswith(_BY_SIDE)},
        "sides": {name: words for name, words in counts.items() if name.startswith(_BY_SIDE)},
        "actor": [said.value.name for said in report.actor],
        "target": [said.value.name for said in report.target],
        "source": [source.name for source in report.sources],
        "weapon": "unknown" if isinstance(report.weapon, Unknown) else report.weapon.value,
        "reason": "unknown" if isinstance(report.reason, Unknown) else report.reason.value,
    }


def _comparable(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    return bare(value) if name == "where" else value


_BY_SIDE = "killed_"
_USUAL = {"status": "actual", "aggregate": "no", "counts": {}}


def differences(reports: Sequence[Report], events: Sequence[Node]) -> list[str]:
    """Where reports are not as the events of a corpus: a line for each field, with both values."""
    found = [fields_of(report) for report in reports]
    if [f["type"] for f in found] != [e["type"] for e in events]:
        return [
            f"events: {', '.join(f['type'] for f in found) or 'none'}",
            f"not: {', '.join(e['type'] for e in events) or 'none'}",
        ]
    return [
        f"{wanted['type']} {number}: {name} is {fields[name]!r}, not {value!r}"
        for number, (fields, wanted) in enumerate(zip(found, events, strict=True), 1)
        for name, value in {**_USUAL, **wanted}.items()
        if _comparable(name, value) != fields[name]
    ]
