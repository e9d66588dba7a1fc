"""The account of a coding: every value, the words it came from, who says it, what read it, what was rejected.

Built from what the reports hold, never by reading the text again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dateline.model import Claim, Count, Days, Document, Party, Place, Report, Said, Source, Unknown
from dateline.out.records import in_order
from dateline.out.tables import heading
from dateline.out.wording import Coded, clean, count_words, days_words, extract, nothing_found, place_words

LABEL_WIDTH = 18
SET_ASIDE_SHOWN = 160  # characters of a stretch that was set aside; the rest stands in the page


def explain(coding: Coded) -> str:
    """The whole account of a document's reports as plain text, private names included."""
    doc = coding.document
    lines = [heading(coding), *_about(doc)]
    if not coding.reports:
        lines += ["", nothing_found(coding)]
    for number, report in enumerate(coding.reports, 1):
        lines += ["", *_report(number, report, doc)]
    if doc.set_aside:
        lines += ["", "set aside, never read for events"]
        lines += [f'  "{_short(piece.text)}"\n    because: {piece.reason}' for piece in doc.set_aside]
    return "\n".join(lines) + "\n"


def _about(doc: Document) -> Iterator[str]:
    if doc.published:
        yield _line("published", f"{doc.published}, found in: {doc.published_from or 'not told'}")
    else:
        yield _line("published", "unknown: days told from it cannot be worked out; give --published")
    for label, value in (("byline", doc.byline), ("address", doc.url), ("language", doc.lang)):
        if value:
            yield _line(label, value)
    yield _line("text", f"{len(doc.text)} characters after cleaning; [start:end] counts them")


def _report(number: int, report: Report, doc: Document) -> Iterator[str]:
    text = doc.text
    told = "a sum of several" if report.aggregate else "one happening"
    what = f"{number}. {report.type}, {report.status.value}, {told}"
    yield f"{what} · confidence {report.confidence:.2f} · id {report.id}"
    yield from (_line("told in", extract(span, text)) for span in report.evidence)
    yield from _parties("actor", report.actor, report, text)
    yield from _parties("target", report.target, report, text)
    yield _field("when", report.when, _when, report, text)
    yield _field("where", report.where, _where, report, text)
    for name in in_order({**report.counts, **report.counts_unknown}):
        yield _field(name, report.counts.get(name) or report.counts_unknown[name], count_words, report, text)
    yield _field("weapon", report.weapon, clean, report, text)
    yield _field("reason", report.reason, clean, report, text)
    yield from (_line("said by", _source(source, text)) for source in report.sources)
    yield from (_line("claim", _claim(claim, text)) for claim in report.claims)
    yield from (_line("rule", rule) for rule in report.rules)
    yield from (_line("note", note) for note in report.notes)


def _parties(name: str, parties: tuple[Said[Party], ...], report: Report, text: str) -> Iterator[str]:
    yield from (_field(name, said, _party, report, text) for said in parties)
    if not parties:
        yield _line(name, "none named or described")


def _field(name: str, said: Said[Any] | Unknown, show: Callable[[Any], str], report: Report, text: str) -> str:
    """A value, how sure it is, its words and what read it; or why there is none and what was tried."""
    if isinstance(said, Unknown):
        tried = f"; tried and rejected: {'; '.join(said.tried)}" if said.tried else ""
        return _line(name, f"unknown: {said.why.value}{tried}")
    sure = f" · {report.field_confidence[name]:.2f}" if name in report.field_confidence else ""
    words = ", ".join(extract(span, text) for span in said.spans) or "no words: inferred"
    return _line(name, f"{show(said.value)}{sure} <- {words} by {said.by}")


def _party(party: Party) -> str:
    about = ", ".join(part for part in (party.kind.value, party.country, "private" if party.private else "") if part)
    return f"{party.name} ({about})"


def _when(days: Days) -> str:
    return f"{days_words(days)} ({days.precision.value})"


def _where(place: Place) -> str:
    around = f" within {place.within_km:g} km" if place.within_km else ""
    known_as = f" {place.gazetteer_id}" if place.gazetteer_id else ""
    return f"{place_words(place)} {place.lat:.4f} {place.lon:.4f}{around}{known_as}"


def _source(source: Source, text: str) -> str:
    via = f" via {source.via}" if source.via else ""
    private = ", private" if source.private else ""
    words = f" <- {extract(source.span, text)}" if source.span else " <- the publisher or a source that is not named"
    return f"{source.name or 'not named'}{via} ({source.kind.value}, {source.attitude.value}{private}){words}"


def _claim(claim: Claim, text: str) -> str:
    value = count_words(claim.value) if isinstance(claim.value, Count) else clean(claim.value)
    words = f" <- {extract(claim.span, text)}" if claim.span else ""
    return f"{claim.field} {value}, {claim.source or 'the report'} {claim.attitude.value}{words} by {claim.by}"


def _short(words: str) -> str:
    words = clean(words)
    return words if len(words) <= SET_ASIDE_SHOWN else f"{words[:SET_ASIDE_SHOWN].rstrip()}…"


def _line(label: str, words: str) -> str:
    return f"   {label:<{LABEL_WIDTH}}{words}"
