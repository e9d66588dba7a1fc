"""A coder of three lines, for tests of what is done with codings: each sentence "... killed N ..." is a report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.errors import SourceError
from dateline.model import Claim, Count, DayPrecision, Days, Document, Report, Said, Span, Unknown, Why
from dateline.pipeline import Coding
from dateline.project import Coder
from dateline.store import Means
from made import make_report

FAMILIES = {"attack": "one_sided", "execution": "one_sided", "bombing": "remote"}
_SENTENCE = re.compile(r"[^.]*?killed (\d+)[^.]*\.")

type Change = Callable[[Report], Report | None]


@dataclass(frozen=True, slots=True)
class Fault(Exception):
    """A fault of the coder."""


def little(version: str = "1", *, change: Change = lambda report: report) -> Coder:
    """A coder whose reports are changed, or left out, by `change`; `version` stands in its means."""

    def each(docs: Iterable[Document]) -> Iterator[Coding | SourceError]:
        for doc in docs:
            if "Fault" in doc.text:
                raise Fault
            if "Russian" in doc.text:
                yield SourceError(doc.id, "is in a language without rules")
                continue
            made = (change(report) for report in _reports(doc))
            yield Coding(doc, tuple(report for report in made if report))

    means = Means({"dateline": version}, {"rules.yaml": version}, {"relevance": "political"})
    return Coder(many=each, alone=each, families=FAMILIES, means=means)


def _reports(doc: Document) -> Iterator[Report]:
    for found in _SENTENCE.finditer(doc.text):
        sentence, figure = Span(*found.span()), Span(*found.span(1))
        count, day = Count(int(found[1]), int(found[1])), date(2024, 3, 5)
        when = Days(day, day, DayPrecision.DAY)
        unknown = Unknown(Why.NOT_SAID)
        report = make_report(
            id=made_id(doc.id, "attack", found.start()),
            document=doc.id,
            actor=(),
            target=(),
            when=Said(when, (), "when/inferred"),
            where=unknown,
            counts={"killed": Said(count, (figure,), "howmany")},
            counts_unknown={},
            sources=(),
            evidence=(sentence,),
            claims=(Claim("killed", count, figure, "", make_report().claims[0].attitude, "howmany"),),
            rules=("attack/kill",),
        )
        yield report


def made_id(document: str, type_: str, start: int) -> str:
    """An id as a coder makes it: of the document, the type and where it is told."""
    return hashlib.sha256(f"{document} {type_} {start}".encode()).hexdigest()[:10]


def of_type(type_: str) -> Change:
    """A coder that takes attacks for something else: their ids change too."""
    return lambda report: replace(report, type=type_, id=made_id(report.document, type_, report.evidence[0].start))
