"""Which place of a text belongs to a telling: its own by the parse, else one of its surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.draft import How
from dateline.fill.clauses import befell_otherwise, is_of_the_repaid
from dateline.fill.context import Reading, token_at
from dateline.fill.measured import measured_out
from dateline.fill.nearness import (
    ASIDE,
    FAR,
    OF_ANOTHER,
    OF_CUSTODY,
    after,
    before,
    distance,
    earlier,
    heading,
    is_of_pursuit,
    steps_aside,
    turns,
)
from dateline.fill.placeheads import (
    DIVISIONS,
    FINENESS,
    OF_A_TOWN,
    WIDE_KM,
    fineness,
    in_text,
    lies_in,
    line_heads,
    of_dateline,
    openings,
    told_apart,
    without_heads,
)
from dateline.fill.placeuses import AT, PARTS, is_of_custody, use_of
from dateline.fill.quarters import around_quarter, is_quarter
from dateline.fill.retold import told_again
from dateline.fill.words import FillData
from dateline.grammar import kids
from dateline.mention import Mention
from dateline.model import Days, GeoPrecision, Place, SentenceKind, Span, Status, Toponym, Unknown

_TOLD = (AT, "attribute", "body")
_POINTER = "pointer"
_HEADING = ("at", "attribute", "body", "resident", "destination")
_OF_OTHERS = ("attribute", "body")  # uses that say whose somebody is
ABREAST = 4  # steps in the parse by which a finer place may stand farther from the telling than a coarser one
LONG = 180  # days between two acts after which the place of the one is not that of the other
OF_A_LEAD = 4  # as far from the telling stands the place with which a line opens
OF_THE_ACT = 3  # steps in the parse within which a country is that of the act ("destroyed a drone in Yemen")
OF_THE_LAND = 5  # and those within which "the country" is the whole of it ("killed in violence in the country")
OF_THE_VERB = 2  # steps in the parse within which a place is one of the statement itself


def places_of(
    reading: Reading, mention: Mention, data: FillData, given: Sequence[Span], *, summed: bool = False
) -> tuple[list[Toponym], How]:
    """The toponyms that may place a telling, best first, and how near they stand.

    Where the telling has none, or a division, the place in it counts at which the text comes back to the act.

    `given` are phrases that the rule itself says are the place ("captured the village of X"); a telling
    that is `summed` over a stretch of days takes no place from elsewhere in the text.
    """
    told, how = _told(reading, mention, data, given, summed=summed)
    if told:
        told = measured_out(reading, told[0]) + told
    if told and is_quarter(reading, told[0]):
        told = around_quarter(reading, told[0], _about(reading, mention)[0]) + told
    if summed or not reading.ontology.violent(mention.type) or mention.status is Status.PLANNED:
        return told, how
    finer = told_again(reading, mention, told[0] if told else None, data)
    return finer + told, (how if told else How.CARRIED) if finer else how


def _told(
    reading: Reading, mention: Mention, data: FillData, given: Sequence[Span], *, summed: bool
) -> tuple[list[Toponym], How]:
    """The same, by the telling itself and what stands around it."""
    own = _own(reading, mention, data, given)
    if mention.type in data.no_place:
        return [t for t in own if _of_a_statement(reading, mention, t, data)], How.OWN
    apart = [0 if t in line_heads(reading, mention, data) else _distance(reading, mention, t, data) for t in own]
    if own and min(apart) >= OF_CUSTODY:
        told, how = _told_elsewhere(reading, mention, data, [], summed=summed)
        return (told + own, how) if told else (own, How.CARRIED)
    if own and min(apart) >= ASIDE and (told := _told_around(reading, mention, data)):
        return told + own, How.CARRIED
    if own and (fineness(own[0]) < FINENESS[GeoPrecision.COUNTRY] or _whole(reading, mention, own[0], data)):
        return own, How.OWN if _is_own(reading, mention, own[0], data, given) else How.CARRIED
    return _told_elsewhere(reading, mention, data, own, summed=summed)


def _told_elsewhere(
    reading: Reading, mention: Mention, data: FillData, own: list[Toponym], *, summed: bool
) -> tuple[list[Toponym], How]:
    """The same, by what stands around the telling, whose `own` place is a country, none, or one that nobody has."""
    lost = [t for t in own if isinstance(t.value, Unknown)]
    bound = _in_country(reading, mention, own, data)
    if not (summed and own and not lost):
        allowed = data.roles_of(mention.type)
        loose = summed or mention.type in data.settled or mention.status is Status.PLANNED
        whole = _of_the_land(mention, data)
        still = not (loose or whole) and not turns(reading, mention.sentence, data)
        for how, sentences in _around(reading, mention.sentence, still=still):
            elsewhere = how is How.CARRIED and reading.ontology.violent(mention.type)
            placed = [n for n in sentences if reading.toponyms_in[n] and not _long_apart(reading, n, mention.sentence)]
            for n in sorted(placed, key=lambda n: _of_always(reading, n, data)):
                found = [
                    t
                    for t in told_apart(reading, n)
                    if use_of(reading, n, t, data) in (_HEADING if how is How.HEADING else allowed)
                    and fineness(t) < FINENESS[GeoPrecision.COUNTRY]
                    and (not lost or _may_hold(t, lost[0]))
                    and (not bound or _in_it(t, bound))
                    and not (is_of_pursuit(reading, n, t.span, data) and not reading.mentions_in[n])
                    and not (elsewhere and is_of_custody(reading, n, t.span, data))
                ]
                if found:
                    found.sort(key=fineness)
                    return _policed(reading, mention, found[0]) + found + own, how
        if lost and still and (towns := _town_of(reading, mention, lost[0])):
            return towns + own, How.CARRIED
        if own and (finer := _told_next(reading, mention, own[0], data)):
            return finer + own, How.CARRIED
    if own:
        return own, How.OWN
    if whole:
        return _countries(reading), How.CARRIED
    if not still or _long_apart(reading, mention.sentence - 1, mention.sentence):
        return [], How.NONE
    return _about(reading, mention)


def _around(reading: Reading, sentence: int, *, still: bool) -> Iterator[tuple[How, Iterable[int]]]:
    """The sentences whose places may hold for another, nearest first; those told earlier where all goes on."""
    yield How.PARAGRAPH, before(reading, sentence)
    yield How.HEADING, heading(reading, sentence, lambda n: bool(reading.toponyms_in[n]))
    if still:
        yield How.CARRIED, earlier(reading, sentence)


def _told_around(reading: Reading, mention: Mention, data: FillData) -> list[Toponym]:
    """The places that the sentences before in the paragraph give for what they tell."""
    for n in before(reading, mention.sentence):
        found = [
            t
            for t in told_apart(reading, n)
            if use_of(reading, n, t, data) == AT and fineness(t) < FINENESS[GeoPrecision.COUNTRY]
        ]
        if found:
            return sorted(found, key=fineness)
    return []


def _countries(reading: Reading) -> list[Toponym]:
    """The names of the country that the text speaks of."""
    land = FINENESS[GeoPrecision.COUNTRY]
    named = [t for t in reading.toponyms if fineness(t) == land and isinstance(t.value, Place)]
    return [t for t in named if isinstance(t.value, Place) and t.value.country == reading.country][:1]


def _of_the_land(mention: Mention, data: FillData) -> bool:
    """Is it the act of a body of a whole country, which nothing told before places: "the government declared ..."?"""
    doers = (mention.parse.tokens[h].lemma for h in mention.roles.get("actor", ()))
    return mention.type in data.of_the_land and any(lemma in data.national for lemma in doers)


def _long_apart(reading: Reading, before: int, sentence: int) -> bool:
    """Does a sentence name a day far from that of which an earlier one tells, as what happened in other years?"""
    own = _days_in(reading, sentence)
    told = next((days for n in range(before, -1, -1) if (days := _days_in(reading, n))), [])
    gaps = [max(a.first - b.last, b.first - a.last).days for a in own for b in told]
    return bool(gaps) and min(gaps) > LONG


def _days_in(reading: Reading, sentence: int) -> list[Days]:
    return [d.value for d in reading.days_in[sentence] if isinstance(d.value, Days)]


def _of_always(reading: Reading, n: int, data: FillData) -> bool:
    """Does a sentence say only what is always so ("he leads fighters in X"), so that its places are of no act?"""
    parse, s = reading.parses[n], reading.syntax
    if reading.mentions_in[n] or parse.sentence.kind is not SentenceKind.BODY:
        return False
    root = next((t for t in parse.tokens if t.head == t.i), None)
    if root is None or root.pos != "VERB" or root.lemma in data.speech:
        return False
    return root.tag in s.base_tags and not kids(parse, root.i, s.auxiliaries)


def _town_of(reading: Reading, mention: Mention, lost: Toponym) -> list[Toponym]:
    """The towns that a place which the gazetteer lacks may be in: of a quarter the text's, else of its police."""
    role = reading.resolvers.place_role
    towns = [t for t in _about(reading, mention)[0] if fineness(t) < OF_A_TOWN]
    return towns if lost.by in PARTS else [t for t in towns if role(t) == "body"]


def _policed(reading: Reading, mention: Mention, told: Toponym) -> list[Toponym]:
    """The towns in a division told elsewhere whose police the sentence names: "X police found the body"."""
    if not (isinstance(told.value, Place) and told.value.precision in DIVISIONS):
        return []
    here = reading.toponyms_in[mention.sentence]
    bodies = (
        t for t in here if reading.resolvers.place_role(t) == "body" and fineness(t) < FINENESS[GeoPrecision.ADMIN2]
    )
    return [t for t in bodies if lies_in(t, told.value)]


def _told_next(reading: Reading, mention: Mention, country: Toponym, data: FillData) -> list[Toponym]:
    """The places in a country that are told next of an act in it, before another act or day is."""
    if not isinstance(country.value, Place):
        return []
    for n in _next(reading, mention.sentence):
        if reading.mentions_in[n] or reading.days_in[n]:
            return []
        found = [
            t
            for t in reading.toponyms_in[n]
            if use_of(reading, n, t, data) in _TOLD
            and isinstance(t.value, Place)
            and t.value.country == country.value.country
            and fineness(t) < FINENESS[GeoPrecision.COUNTRY]
        ]
        if found:
            return sorted(found, key=fineness)
    return []


def _next(reading: Reading, sentence: int) -> Iterator[int]:
    """The sentences after one in its paragraph, and those of the next where it is of a lead."""
    parse = reading.parses[sentence]
    yield from after(reading, sentence)
    end = sentence + 1 + sum(1 for _ in after(reading, sentence))
    if parse.sentence.kind is SentenceKind.LEAD and end < len(reading.parses):
        yield end
        yield from after(reading, end)


def _of_a_statement(reading: Reading, mention: Mention, toponym: Toponym, data: FillData) -> bool:
    """Is a place one of the statement itself: beside its verb, or with what opens the sentence ("In X, it ...")?

    A country that does something is none, nor is one to which it is done ("accused Iran").
    """
    at = token_at(mention.parse, toponym.name.end - 1)
    if at is not None and (
        mention.parse.tokens[at].dep in reading.syntax.subjects or at in mention.roles.get("target", ())
    ):
        return False
    if distance(reading, mention, toponym.span, data, place=True) <= OF_THE_VERB:
        return True
    tokens = mention.parse.tokens
    opening = tokens[0].dep in reading.syntax.preposition and tokens[0].head != 0
    verb = tokens[0].head
    subjects = [t.i for t in tokens if t.head == verb and t.dep in reading.syntax.subject]
    return opening and bool(subjects) and toponym.name.end <= tokens[min(subjects)].start


def _is_own(reading: Reading, mention: Mention, toponym: Toponym, data: FillData, given: Sequence[Span]) -> bool:
    """Does a place of the sentence belong to the telling itself: neither pointed to nor of another telling in it?"""
    if toponym.by == _POINTER:
        return False
    return (
        any(g.overlaps(toponym.name) for g in given)
        or toponym in line_heads(reading, mention, data)
        or distance(reading, mention, toponym.span, data, place=True) < OF_ANOTHER
    )


def _own(reading: Reading, mention: Mention, data: FillData, given: Sequence[Span]) -> list[Toponym]:
    """The toponyms of the telling's own sentence that may place it, best first."""
    heads = line_heads(reading, mention, data)
    here = told_apart(reading, mention.sentence)
    here += [t for t in heads if t not in here]

    def role(t: Toponym) -> str:
        used = use_of(reading, mention.sentence, t, data)
        return "" if used in _OF_OTHERS and fineness(t) == FINENESS[GeoPrecision.COUNTRY] else used

    named = [t for t in here if any(g.overlaps(t.name) for g in given) and role(t) not in _OF_OTHERS]
    doers = set(mention.roles.get("actor", ()))
    fit = [
        (OF_A_LEAD if t in heads else _distance(reading, mention, t, data), t)
        for t in here
        if t in heads or (role(t) in data.roles_of(mention.type) and token_at(mention.parse, t.name.start) not in doers)
    ]
    fit = [(d, t) for d, t in fit if d < (ASIDE if any(e < ASIDE for e, _ in fit) else FAR)]
    lost = any(isinstance(t.value, Unknown) and d < OF_ANOTHER for d, t in fit)
    fit = [(d, t) for d, t in fit if d < OF_ANOTHER or not lost]  # "in Uror county", which nobody has, is not Akobo
    reach = min((d for d, _ in fit), default=0) + ABREAST
    kept = without_heads(fit, heads + openings(mention, here, reading))
    named = [t for t in named if t not in [u for _, u in fit] or t in [u for _, u in kept]]
    fit = kept
    near = [t for d, t in sorted(fit, key=lambda f: (fineness(f[1]), f[0], f[1].span)) if d <= reach]
    far = [t for d, t in sorted(fit, key=lambda f: (f[0], fineness(f[1]), f[1].span)) if d > reach]
    first = sorted((t for t in named if fineness(t) < FINENESS[GeoPrecision.COUNTRY]), key=fineness)
    rest = [t for t in near + far if t not in first]
    return first + rest + [t for t in named if t not in first + rest]


def _distance(reading: Reading, mention: Mention, toponym: Toponym, data: FillData) -> int:
    """How far a place stands from a telling, farther where another act stands between."""
    if is_of_the_repaid(mention, toponym.span, data):
        return FAR
    if befell_otherwise(reading, mention, toponym.span, data):
        return ASIDE
    return distance(reading, mention, toponym.span, data, place=True) + steps_aside(reading, mention, toponym.span)


def _about(reading: Reading, mention: Mention) -> tuple[list[Toponym], How]:
    """The places that the text is about, where none is said: those that it uses otherwise, then its dateline."""
    role = reading.resolvers.place_role
    here = [t for t in reading.toponyms_in[mention.sentence] if fineness(t) <= OF_A_TOWN]
    told = here + in_text(reading, earlier(reading, mention.sentence))
    dateline, behind = of_dateline(reading), range(mention.sentence + 1, len(reading.parses))
    later = [t for t in in_text(reading, behind) if fineness(t) <= OF_A_TOWN]
    known = told if dateline else told + later
    whose = [t for t in told if role(t) in _OF_OTHERS] or [t for t in known if role(t) == "body"]
    people = [t for t in known if role(t) == "resident"]
    used = whose + [t for t in people + dateline if any(_of_one(t, o) for o in whose)] if whose else people
    if used:
        return sorted(used, key=fineness), How.CARRIED
    if used := [t for t in told if role(t) == "destination"]:
        return sorted(used, key=fineness), How.CARRIED
    return dateline, How.DATELINE if dateline else How.NONE


def _of_one(one: Toponym, other: Toponym) -> bool:
    """Do two places lie in one district?"""
    a, b = one.value, other.value
    if not (isinstance(a, Place) and isinstance(b, Place)):
        return False
    return bool(a.admin2) and (a.country, a.admin1, a.admin2) == (b.country, b.admin1, b.admin2)


def _whole(reading: Reading, mention: Mention, toponym: Toponym, data: FillData) -> bool:
    """Is the happening told for all of a country ("across X", "all over X", "killed in the country this year")?"""
    if isinstance(toponym.value, Unknown):
        return False
    if toponym.by == _POINTER and distance(reading, mention, toponym.span, data, place=True) <= OF_THE_LAND:
        return True
    left = reading.doc.text[max(0, toponym.span.start - 40) : toponym.span.start].lower().rstrip()
    return left.endswith(data.whole)


def _in_country(reading: Reading, mention: Mention, own: Sequence[Toponym], data: FillData) -> Place | None:
    """The country in which the telling says that it was ("killed two in Niger"), so that no place of another has it."""
    for t in own[:1]:
        near = distance(reading, mention, t.span, data, place=True) <= OF_THE_ACT
        if near and isinstance(t.value, Place) and reading.resolvers.place_role(t) == AT:
            return t.value
    return None


def _in_it(toponym: Toponym, country: Place) -> bool:
    return isinstance(toponym.value, Place) and toponym.value.country == country.country


def _may_hold(toponym: Toponym, lost: Toponym) -> bool:
    """Can a place named elsewhere hold one that the gazetteer lacks? A division can; a town only its quarters."""
    if not isinstance(toponym.value, Place):
        return False
    return toponym.value.precision in DIVISIONS or lost.by in PARTS or toponym.value.within_km > WIDE_KM


def chosen(toponyms: Sequence[Toponym]) -> tuple[Toponym | None, Place | Unknown | None]:
    """The first toponym with a place; else the first one and why it has none."""
    for t in toponyms:
        if isinstance(t.value, Place):
            return t, t.value
    return (toponyms[0], toponyms[0].value) if toponyms else (None, None)
