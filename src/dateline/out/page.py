"""A coding as HTML for a notebook: the text with its words marked, and the reports beside it; self-contained."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from dateline.model import Report, Span, Unknown
from dateline.out.records import in_order, spans_by_field
from dateline.out.tables import heading
from dateline.out.wording import (
    Coded,
    count_words,
    days_words,
    nothing_found,
    party_name,
    place_words,
    source_name,
)

# Inline styles alone: notebooks drop style sheets, and a page that is saved must open anywhere.
FIELD_STYLE = "background:#ffe08a;color:#000;padding:0 1px;border-bottom:2px solid #8a5a00"
EVIDENCE_STYLE = "background:#fff4d1;color:#000"
CELL_STYLE = "text-align:start;vertical-align:top;padding:2px 8px;border-bottom:1px solid #999"
HEADINGS = ("", "what", "who", "to whom", "when", "where", "how many", "says")


def html(coding: Coded) -> str:
    """The text and its reports as one HTML fragment, escaped, without scripts or links; private names included."""
    return (
        f'<div lang="{escape(coding.document.lang)}" style="max-width:70em">'
        f"<p><strong>{escape(heading(coding))}</strong></p>{_rows(coding)}{_text(coding)}</div>"
    )


def _rows(coding: Coded) -> str:
    if not coding.reports:
        return f"<p>{escape(nothing_found(coding))}</p>"
    head = "".join(f'<th scope="col" style="{CELL_STYLE}">{name}</th>' for name in HEADINGS)
    rows = "".join(_row(number, report) for number, report in enumerate(coding.reports, 1))
    return f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(number: int, report: Report) -> str:
    cells = (
        str(number),
        f"{report.type}, {report.status.value}" + (", sum" if report.aggregate else ""),
        "; ".join(party_name(said.value, names=True) for said in report.actor) or "?",
        "; ".join(party_name(said.value, names=True) for said in report.target) or "?",
        f"unknown: {report.when.why.value}" if isinstance(report.when, Unknown) else days_words(report.when.value),
        f"unknown: {report.where.why.value}" if isinstance(report.where, Unknown) else place_words(report.where.value),
        ", ".join(f"{name} {count_words(report.counts[name].value)}" for name in in_order(report.counts)),
        "; ".join(f"{source_name(source, names=True)} {source.attitude.value}" for source in report.sources),
    )
    return "<tr>" + "".join(f'<td dir="auto" style="{CELL_STYLE}">{escape(cell)}</td>' for cell in cells) + "</tr>"


def _text(coding: Coded) -> str:
    """The paragraphs, each run of characters marked by the fields that it says."""
    text, marks = coding.document.text, _marks(coding)
    pieces = "".join(_piece(text, start, end, marks) for start, end in _runs(text, marks))
    return "".join(f'<p dir="auto">{paragraph}</p>' for paragraph in pieces.split("\n\n") if paragraph.strip())


def _marks(coding: Coded) -> list[tuple[Span, str]]:
    return [
        (span, f"{number} {name}")
        for number, report in enumerate(coding.reports, 1)
        for name, spans in spans_by_field(report).items()
        for span in spans
    ]


def _runs(text: str, marks: list[tuple[Span, str]]) -> list[tuple[int, int]]:
    """The text cut wherever a mark begins or ends and wherever a paragraph ends, so that no mark crosses another."""
    cuts = {0, len(text)}
    for span, _ in marks:
        cuts |= {span.start, span.end}
    at = text.find("\n\n")
    while at >= 0:
        cuts |= {at, at + 2}
        at = text.find("\n\n", at + 2)
    edges = sorted(cuts)
    return list(pairwise(edges))


def _piece(text: str, start: int, end: int, marks: list[tuple[Span, str]]) -> str:
    words = text[start:end]
    labels = [label for span, label in marks if span.start <= start and end <= span.end]
    if not labels or not words.strip():
        return escape(words)
    style = EVIDENCE_STYLE if all(label.endswith(" evidence") for label in labels) else FIELD_STYLE
    return f'<mark style="{style}" title="{escape("; ".join(labels))}">{escape(words)}</mark>'
