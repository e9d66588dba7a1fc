"""According to whom: the sources of a telling, by the attributions that cover it."""

from __future__ import annotations

from dataclasses import replace

from dateline.draft import Draft, How
from dateline.fill.context import Reading
from dateline.model import Attitude, Attribution, Source, SourceKind, Span, Status

_AGENCY = "attribution/agency"
# Who says the rest: the first of them that there is.
STATE_VOICES = frozenset((SourceKind.OFFICIAL, SourceKind.MILITARY))
_WHOLE = ("attribution/issuer", "attribution/paper", _AGENCY, "attribution/publisher")
DENIES_ACTOR = "attribution/denies_actor"  # how a denial of having done it is read: none of the event


def sources_of(
    reading: Reading,
    trigger: Span,
    sentence: int,
    *,
    spoken: bool = False,
    deniers: frozenset[SourceKind] | None = None,
) -> tuple[list[Source], How]:
    """Who says what stands at `trigger`: those whose words hold it, the innermost first; else whose the text is.

    Of what is `spoken` the trigger has the verb of saying ("said its men had done it", "put the dead at 8").
    Of nested attributions (X said that Y had said) the inner one speaks, via the outer. A sentence in
    which nobody speaks goes on with the speaker before it where that is a private person telling what
    they lived through, or where the same speaker speaks again right after. Who denies in a later sentence comes
    beside those who tell, of the kinds in `deniers` alone where some are given. A report without a publisher
    gives an empty list where nobody is named: nobody is known to say it.
    """
    holding = [a for a in reading.attributions if any(c.holds(trigger) for c in a.content)]
    here = reading.parses[sentence].sentence.span
    later = [a for a in holding if a.source.attitude is Attitude.DENIES and not here.holds(a.cue)]
    holding = [a for a in holding if a not in later]
    told, how = _tellers(reading, trigger, sentence, holding, spoken=spoken)
    denying = _innermost([a for a in later if deniers is None or a.source.kind in deniers])
    known = {s.name for s in told}
    denying = [s for s in denying if s.name not in known]
    return [*told, *denying], How.OWN if denying else how


def _tellers(
    reading: Reading, trigger: Span, sentence: int, holding: list[Attribution], *, spoken: bool
) -> tuple[list[Source], How]:
    """Who says what stands at `trigger`, of the attributions that hold it."""
    stated = [a for a in reading.attributions if spoken and trigger.holds(a.cue) and _of_the_event(a)]
    own = stated or [a for a in holding if _of_the_event(a)]
    if own:
        agency = next((a.source.name for a in holding if a.by == _AGENCY), None)
        said = [replace(s, via=s.via or agency) for s in _innermost(own)]
        return _settled(reading, trigger, sentence, said), How.OWN
    going_on = _going_on(reading, sentence)
    if going_on:
        return _settled(reading, trigger, sentence, going_on), How.PARAGRAPH
    for by in _WHOLE:
        if whole := [a.source for a in holding if a.by == by]:
            return _settled(reading, trigger, sentence, whole), How.INFERRED
    return [], How.NONE


def voice(sources: list[Source], how: How) -> str:
    """Who gives the figures of a telling; "" where nobody is named for it."""
    return sources[0].name if sources and how in (How.OWN, How.PARAGRAPH) else ""


def _of_the_event(a: Attribution) -> bool:
    return a.by not in (*_WHOLE, DENIES_ACTOR)


def _innermost(own: list[Attribution]) -> list[Source]:
    out: dict[tuple[str, str], Source] = {}
    for a in sorted(own, key=size):
        inside = [b for b in own if b is not a and _within(b, a)]
        if inside and a.source.attitude is Attitude.ASSERTS:
            continue  # a passes on what b says
        outer = [b for b in own if b is not a and _within(a, b) and b.source.attitude is Attitude.ASSERTS]
        source = a.source
        if outer and source.via is None and outer[0].source.name != source.name:
            source = replace(source, via=min(outer, key=size).source.name)
        out.setdefault((source.name, source.attitude), source)
    return list(out.values())


def _within(inner: Attribution, outer: Attribution) -> bool:
    """Does one attribution stand inside what the other says?"""
    return any(c.holds(inner.cue) for c in outer.content) and not any(c.holds(outer.cue) for c in inner.content)


def size(a: Attribution) -> int:
    """How many characters an attribution covers: of nested ones, the smallest is the innermost."""
    return sum(c.end - c.start for c in a.content)


def _going_on(reading: Reading, sentence: int) -> list[Source]:
    """The speakers of the sentence before whose telling goes on without a word of saying; else none."""
    before = [a for a in _spoken(reading, sentence - 1, sentence) if a.source.attitude is Attitude.ASSERTS]
    if not before or _spoken(reading, sentence, sentence):
        return []
    after = {a.source.name for a in _spoken(reading, sentence + 1, sentence)}
    return _innermost([a for a in before if a.source.private or a.source.name in after])


def _spoken(reading: Reading, n: int, beside: int) -> list[Attribution]:
    """The attributions made in sentence `n`, where it is of the paragraph of sentence `beside`."""
    if not 0 <= n < len(reading.parses):
        return []
    sentence = reading.parses[n].sentence
    if sentence.paragraph != reading.parses[beside].sentence.paragraph:
        return []
    return [a for a in reading.attributions if _of_the_event(a) and sentence.span.holds(a.cue)]


def _settled(reading: Reading, trigger: Span, sentence: int, sources: list[Source]) -> list[Source]:
    """Who says "no aircraft flew" denies; where somebody denies it, others named with it are who told it."""
    if any(s.attitude is Attitude.DENIES for s in sources) or not any(
        m.trigger == trigger and m.status is Status.DENIED for m in reading.mentions_in[sentence]
    ):
        return sources
    return [replace(s, attitude=Attitude.DENIES) if s.attitude is Attitude.ASSERTS else s for s in sources]


def heard(draft: Draft, sources: list[Source], how: How) -> None:
    """Whoever tells more of an event is a source of it; an outlet that tells the rest itself only passes it on."""
    if how > draft.sources_how:
        return
    told = draft.sources
    if how < draft.sources_how:
        told = [s for s in told if s.kind is not SourceKind.MEDIA]
    known = {(s.name, s.attitude) for s in told}
    draft.sources = told + [s for s in sources if (s.name, s.attitude) not in known]
    draft.sources_how = how
