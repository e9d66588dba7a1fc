"""Further people of an act told before: "the force also held two others"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft, How
from dateline.fill.context import Reading

REACH = 1  # paragraphs that the act may stand before


def with_acts_before(reading: Reading, drafts: Sequence[Draft], before: Sequence[Draft]) -> None:
    """Give the tellings of a sentence that tell of further people the day and place of the last such act."""
    for draft in drafts:
        _with_act_before(reading, draft, before)


def _with_act_before(reading: Reading, draft: Draft, before: Sequence[Draft]) -> None:
    """Give a telling of further people the day and place of the last such act, where it has none of its own.

    What stands between may tell of other days and places: who those held before are, and what they did.
    """
    if not draft.tolls or not all(t.added for t in draft.tolls):
        return
    counts = reading.ontology.types[draft.type].main_count
    same = (d for d in reversed(before) if reading.ontology.types[d.type].main_count == counts)
    last = next((d for d in same if d.status is draft.status and not d.headline), None)
    if last is None or draft.paragraph - last.paragraph > REACH or draft.listed:
        return
    if draft.when_how is not How.OWN and last.when_how is not How.NONE:
        draft.when, draft.when_how = last.when, max(last.when_how, How.PARAGRAPH)
    if draft.where_how is not How.OWN and last.where_how is not How.NONE:
        draft.where, draft.where_notes = last.where, last.where_notes
        draft.where_how = max(last.where_how, How.PARAGRAPH)
