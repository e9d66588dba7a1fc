"""A coder and a merger of a few lines, for tests of what is done with their work.

Each sentence "... killed N ..." is a report; reports of as many dead are of one event.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.errors import SourceError
from dateline.model import Claim, Count, DayPrecision, Days, Document, Report, Said, Span, Unknown, Why
from dateline.pipeline import Coding
from dateline.project import Coder, Given, Joined, Project, code
from dateline.store import Arrival, Means, put_document
from made import make_report

AT = "2024-03-06T12:00:00+00:00"
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


def add(project: Project, id: str, words: str, *, title: str = "", publisher: str = "") -> None:
    """Add a document of these words."""
    with project.store.writing() as tx:
        doc = Document(id, words, title=title, publisher=publisher, lang="en")
        put_document(tx, Arrival(doc, words.encode(), id, f"{id}.txt"), at=AT, key=project.key)


def run(project: Project, coder: Coder, **options: bool) -> list[tuple[str, int]]:
    """Code what is to be coded; gives each document with the number of its reports."""
    return [(one.document, one.reports) for one in code(project, coder, clock=lambda: AT, **options)]


def join(given: Given) -> Joined:
    """Reports of as many dead are one event, unless people say otherwise; ids as the real merger gives them."""
    groups: dict[object, list[str]] = {}
    of = {record["id"]: str(record["counts"].get("killed")) for record in given.records}
    for verdict in given.verdicts:
        made = verdict.decision
        of[str(made.report)] = of[str(made.other)] if made.kind == "same" else f"apart {made.report}"
    for record in given.records:
        groups.setdefault(of[record["id"]], []).append(record["id"])
    named = {f"e{ids[0]}": ids for ids in groups.values()}
    names: dict[str, list[str]] = {}
    for name, ids in named.items():
        old = [given.previous[id] for id in ids if id in given.previous and given.previous[id] not in names]
        if not old and name in given.previous.values():
            name += "~"  # another event has it since its reports parted
        names[old[0] if old else name] = ids
    home = {id: name for name, ids in names.items() for id in ids}
    lost = {old: home.get(id) for id, old in given.previous.items() if old not in names}
    return Joined(
        [{"id": name, "type": "attack", "status": "actual", "reports": ids} for name, ids in sorted(names.items())],
        {old: to for old, to in lost.items() if to},
        tuple(old for old, to in lost.items() if not to),
    )
