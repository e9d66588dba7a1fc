"""The publisher as a source: it says all that its report does not put in another's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.attribution.lexicon import AttributionData
from dateline.model import Attribution, Document, Source, SourceKind, Span

_WORD = re.compile(r"[^\W_]+")


def publisher_of(doc: Document, data: AttributionData) -> Iterator[Attribution]:
    """The publisher's attribution, whose content is the whole text; none for a document without one."""
    if doc.publisher and doc.text:
        whole = Span(0, len(doc.text))
        source = Source(doc.publisher, publisher_kind(doc.publisher, data))
        yield Attribution(source, (whole,), whole, "attribution/publisher")


def publisher_kind(name: str, data: AttributionData) -> SourceKind:
    """The kind of source that a publisher's name tells; media where it tells nothing else."""
    words = _WORD.findall(name.casefold())
    kinds = [data.publishers[w] for w in words if w in data.publishers]
    # "Daily Army Bulletin" is an army's, "Radio Monitor" a monitor's: any other kind comes before media.
    return next((k for k in kinds if k is not SourceKind.MEDIA), SourceKind.MEDIA)
