"""The publisher as a source, or the agency whose report it runs: they say what is not put in another's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.attribution.lexicon import AttributionData
from dateline.model import Attribution, Document, Parse, SentenceKind, Source, SourceKind, Span

_ASIDE = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")


def agency_of(doc: Document, parses: Sequence[Parse], data: AttributionData) -> Iterator[Attribution]:
    """The attribution of the one agency that a line credits with the report, where it is not the publisher."""
    for parse in parses:
        tag = data.agency.fullmatch(parse.sentence.span.of(doc.text).strip())
        if tag is None or parse.sentence.kind is not SentenceKind.FURNITURE:
            continue
        name = next(g for g in tag.groups() if g)
        if name.casefold() in data.closings:
            continue
        if not is_called(doc.publisher, name):
            source = Source(_in_full(doc.text, name), SourceKind.MEDIA, span=parse.sentence.span)
            yield Attribution(source, (Span(0, len(doc.text)),), parse.sentence.span, "attribution/agency")
        return


def is_called(name: str, short: str) -> bool:
    """Is a name the long form of initials, or the same?"""
    words = _WORD.findall(name)
    return short.casefold() in name.casefold() or "".join(w[0] for w in words if w[0].isupper()) == short


def _in_full(text: str, short: str) -> str:
    """The name that the text gives before its initials in brackets; the initials where it gives none."""
    at = text.find(f" ({short})")
    words = text[:at].split()[-len(short) :] if at > 0 else []
    return " ".join(words) if words and is_called(" ".join(words), short) else short


def publisher_of(doc: Document, data: AttributionData) -> Iterator[Attribution]:
    """The publisher's attribution, whose content is the whole text; none for a document without one."""
    if doc.publisher and doc.text:
        whole = Span(0, len(doc.text))
        source = source_of_publisher(doc.publisher, data)
        yield Attribution(source, (whole,), whole, "attribution/publisher")


def source_of_publisher(name: str, data: AttributionData) -> Source:
    """A publisher as a source, without what brackets add and without the seat of a body: "X (as circulated), Y"."""
    kind = publisher_kind(name, data)
    short = _ASIDE.sub("", name)
    short = short if kind is SourceKind.MEDIA else short.split(",")[0]
    return Source(short.strip() or name, kind)


def publisher_kind(name: str, data: AttributionData) -> SourceKind:
    """The kind of source that a publisher's name tells; media where it tells nothing else."""
    words = _WORD.findall(name.casefold())
    kinds = [data.publishers[w] for w in words if w in data.publishers]
    # "Daily Army Bulletin" is an army's, "Radio Monitor" a monitor's: any other kind comes before media.
    return next((k for k in kinds if k is not SourceKind.MEDIA), SourceKind.MEDIA)
