"""Figures that no verb of their own gives, put to the act that they are of."""

from __future__ import annotations

from dataclasses import replace

from dateline.draft import Draft, Toll
from dateline.fill.causes import NEAR, act_before, counting, told_elsewhere
from dateline.fill.context import PartyReading, Reading
from dateline.fill.reckoned import LAST, echoed_tolls, last_told, reckoned_tolls
from dateline.fill.sources import heard, sources_of
from dateline.fill.sums import LONG, of_years_of_war
from dateline.fill.telling import evidence
from dateline.fill.tolls import loose_tolls
from dateline.fill.words import FillData
from dateline.model import Days, Said, Span, Status


def with_figures(
    reading: Reading,
    n: int,
    drafts: list[Draft],
    out: list[Draft],
    data: FillData,
    *,
    taken: list[Span],
    earlier: list[PartyReading],
    waiting: list[Toll],
) -> list[Toll]:
    """Give the loose figures of sentence `n` to its acts or to those before; those that still wait for their act.

    `drafts` are the acts of the sentence, `out` those before it, `taken` the words that a verb has counted.
    """
    waiting = _after_waiting(reading, n, drafts, waiting)
    loose = [*loose_tolls(reading, n, data, taken, earlier)]
    _give_figures(reading, n, drafts, out, loose, waiting, data)
    taken = taken + [t.span for t in loose]
    told = [t for d in (*out, *drafts) for t in d.tolls]
    _give_figures(reading, n, drafts, out, [*reckoned_tolls(reading, n, data, taken)], waiting, data)
    for toll, like in echoed_tolls(reading, n, data, taken, told):
        holder = next(d for d in (*drafts, *reversed(out)) if like in d.tolls)
        if like.sentence == n and like.source == toll.source:  # one voice gives one figure a sentence
            holder.tolls[holder.tolls.index(like)] = replace(like, source="")
        _hold(reading, n, holder, toll)
    return waiting


def _after_waiting(reading: Reading, n: int, drafts: list[Draft], waiting: list[Toll]) -> list[Toll]:
    """Give figures told shortly before it to the act of a sentence that has none of its own; those that still wait."""
    paragraph = reading.parses[n].sentence.paragraph
    near = [t for t in waiting if reading.parses[t.sentence].sentence.paragraph == paragraph and n - t.sentence <= NEAR]
    for name in sorted({t.name for t in near}):
        holder = counting(reading, [d for d in drafts if reading.ontology.violent(d.type)], name)
        if holder is not None and holder.status is Status.ACTUAL and all(t.name != name for t in holder.tolls):
            holder.tolls += [t for t in near if t.name == name]
            near = [t for t in near if t.name != name]
    return near


def _give_figures(
    reading: Reading,
    n: int,
    drafts: list[Draft],
    out: list[Draft],
    tolls: list[Toll],
    waiting: list[Toll],
    data: FillData,
) -> None:
    """Give figures to the act that they can be of; without one, to those that wait."""
    told = [t for d in (*out, *drafts) for t in d.tolls]
    for toll in tolls:
        if of_years_of_war(reading, n, [toll], data):
            continue
        like = last_told(reading, n, told, toll.span.start) if toll.name == LAST else None
        if like is not None:
            toll = replace(toll, name=like.name, victims=like.victims)
            _hold(reading, n, next(d for d in (*drafts, *reversed(out)) if like in d.tolls), toll)
            continue
        own = counting(reading, drafts, toll.name)
        holder = own or act_before(reading, out, n, toll.name)
        if own is None and holder and (_of_longer(reading, n, holder) or told_elsewhere(reading, n, holder)):
            continue
        if holder is not None and toll.name in reading.ontology.types[holder.type].counts:
            _hold(reading, n, holder, toll)
        elif holder is None and toll.name != LAST and not toll.headline:
            waiting.append(toll)


def _of_longer(reading: Reading, n: int, holder: Draft) -> bool:
    """Does a sentence tell of a time in which the act was one of many: "6,500 have been killed since 2004"?"""
    days = [d.value for d in reading.days_in[n]]
    began = holder.when.value.first if isinstance(holder.when, Said) else reading.doc.published
    return any(isinstance(d, Days) and (d.last - d.first).days > LONG and (not began or d.first < began) for d in days)


def _hold(reading: Reading, n: int, holder: Draft, toll: Toll) -> None:
    holder.tolls.append(toll)
    if all(m.sentence != n for m in reading.rebuttals):
        heard(holder, *sources_of(reading, toll.span, n))
    if holder.sentence != n:
        holder.evidence.append(evidence(reading.parses[n], 0))
