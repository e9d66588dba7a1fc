"""According to whom: the sources of a telling, by the attributions that cover it."""

from __future__ import annotations

from dateline.draft import How
from dateline.fill.context import Reading
from dateline.model import Source, SourceKind, Span


def sources_of(reading: Reading, trigger: Span, sentence: int) -> tuple[list[Source], How]:
    """Who says what stands at `trigger`: those whose words hold it; the publisher where nobody is named.

    A report without a publisher gives an empty list: nobody is known to say it.
    """
    own = [a.source for a in reading.attributions if any(c.holds(trigger) for c in a.content)]
    if own:
        return own, How.OWN
    if reading.doc.publisher:
        return [Source(reading.doc.publisher, SourceKind.MEDIA)], How.INFERRED
    return [], How.NONE
