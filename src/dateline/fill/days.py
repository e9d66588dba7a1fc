"""Which day of a text belongs to a telling: its own by the parse, else one of its surroundings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from dateline.draft import SEQUELS, How
from dateline.fill.clauses import befell_before, befell_otherwise, had_been, is_of_a_charge, is_of_the_repaid, verb_over
from dateline.fill.context import Reading, climb, token_at
from dateline.fill.nearness import (
    ASIDE,
    FAR,
    after,
    before,
    distance,
    earlier,
    heading,
    is_of_pursuit,
    is_told,
    leads,
    turns,
)
from dateline.fill.retold import brought_help, dates_an_act, told_after
from dateline.fill.words import FillData
from dateline.grammar import kids, subject, subtree
from dateline.mention import Mention
from dateline.model import DayMention, DayPrecision, Days, Parse, SentenceKind, Status

OF_SPEECH = 8  # so far stands a day that may be that of the telling ("last week, the army said on Monday")
OF_A_LEAD = 2  # as far from the telling stands the day with which a line opens
OF_A_YEAR = 4  # steps by which a day may stand farther from the telling than a year
OF_A_CLAUSE = 5  # steps below a telling, up to which the acts that its clauses bring have its day
BEHIND = 1  # characters from a place to the day that goes with it
HOURS = SEQUELS | {"when/relative_to_text/hours_earlier"}
WEEKDAY, WEEK = "when/weekday", timedelta(days=7)
SOON = timedelta(days=31)  # in which lie the days to come that news tell of
FURTHER = 8  # sentences below in which a fresh report tells the details of what it has told
_PROSE = (SentenceKind.LEAD, SentenceKind.BODY)
LOOKING_BACK = 300  # days before publication; an older day is not carried on while a later one was named


def day_of(reading: Reading, mention: Mention, data: FillData) -> tuple[DayMention | None, How]:
    """The day mention that dates a telling, and how near it stands; (None, NONE) where nothing does."""
    own = _own(reading, mention, data)
    if own is not None and mention.status is Status.PLANNED:
        own = _to_be(reading, own)
    if own is not None and _of_a_pursuit(reading, mention, own, data):
        return _retold(reading, mention, data) or own, How.PARAGRAPH
    if own is not None:
        return own, How.PARAGRAPH if _of_an_end(reading, mention, own, data) else How.OWN
    statement, here = mention.type in data.statements, mention.sentence
    if not statement and _is_so_now(reading, mention):
        return None, How.NONE
    for n in before(reading, here) if not statement or _goes_on(reading, mention) else ():
        near = [d for d in reading.days_in[n] if statement or _may_date(reading, mention, n, d, data)]
        if near and _fresh(reading, near[-1]):
            return near[-1], How.PARAGRAPH
    for n in heading(reading, here, lambda n: any(_carries(reading, d, data) for d in reading.days_in[n])):
        return [d for d in reading.days_in[n] if _carries(reading, d, data)][-1], How.HEADING
    if statement and reading.doc.published is None:
        return _latest(reading)
    if statement or turns(reading, here, data) or leads(reading, here, data):
        return None, How.NONE  # a statement without a day of its own is as fresh as the report
    carried = _retold(reading, mention, data) or _carried(reading, mention, data)
    return carried, How.CARRIED if carried else How.NONE


def _own(reading: Reading, mention: Mention, data: FillData) -> DayMention | None:
    """The day that a telling has in its own sentence."""
    days = reading.days_in[mention.sentence]
    own = [
        (_distance(reading, mention, d, data), abs(d.span.start - mention.trigger.start), n)
        for n, d in enumerate(days)
        if not (mention.type in data.statements and _of_what_is_said(reading, mention, d, data))
    ]
    own = [o for o in own if o[0] < FAR]
    own = [o for o in own if not _of_its_object(reading, mention.sentence, days[o[2]], mention.head)] or own
    return _finest(reading, mention, [days[n] for steps, _, n in sorted(own) if steps < OF_SPEECH or n == min(own)[2]])


def _is_so_now(reading: Reading, mention: Mention) -> bool:
    """Is it told as what has come about by the day of the report: "3,000 people have fled over the pass"?

    Acts of violence are told so too on the day after, and before any day is named what the text below dates.
    """
    if reading.ontology.violent(mention.type) or not any(reading.days_in[: mention.sentence]):
        return False
    helpers = kids(mention.parse, mention.head, reading.syntax.auxiliary)
    return any(mention.parse.tokens[h].lower in reading.syntax.has for h in helpers)


def _to_be(reading: Reading, day: DayMention) -> DayMention:
    """The weekday to come, of what is planned: "plan a rally on Sunday"."""
    published = reading.doc.published
    if day.by != WEEKDAY or published is None or not isinstance(day.value, Days) or day.value.last >= published:
        return day
    return replace(day, value=replace(day.value, first=day.value.first + WEEK, last=day.value.last + WEEK))


def _of_an_end(reading: Reading, mention: Mention, day: DayMention, data: FillData) -> bool:
    """Does a day stand with the verb that tells how an act ended for people, and with no word for the act?"""
    if mention.rule not in data.ends or dates_an_act(reading, mention.sentence, day.span, data):
        return False
    return verb_over(reading, mention, day.span) == mention.head


def _of_a_pursuit(reading: Reading, mention: Mention, day: DayMention, data: FillData) -> bool:
    """Does it stand with what was done to people for the act: "were arrested on Sunday after they had shot a guard"?"""
    verb = verb_over(reading, mention, day.span)
    if verb is None or verb == mention.head or mention.noun or not reading.ontology.violent(mention.type):
        return False
    return verb in climb(mention.parse, mention.head) and mention.parse.tokens[verb].lemma in data.pursuits


def _may_date(reading: Reading, mention: Mention, n: int, day: DayMention, data: FillData) -> bool:
    """Does a day of another sentence date what that tells, and no arrest or trial for the act?

    Nor how long something was so: "as of Tuesday the village was calm".
    """
    if day.span.of(reading.doc.text).lower().startswith(data.bounds):
        return False
    if n > mention.sentence and had_been(reading, n, day.span):
        return False
    pursued = reading.ontology.violent(mention.type) and is_of_pursuit(reading, n, day.span, data)
    return is_told(reading, n, day.span, data) and not pursued and not _of_its_object(reading, n, day)


def _of_its_object(reading: Reading, sentence: int, day: DayMention, head: int | None = None) -> bool:
    """Do a sentence's words end in a preposition, beside another day: "on Monday, two days after a raid"?

    They date what it brings, and the act at `head` only where that stands there.
    """
    parse = reading.parses[sentence]
    last = token_at(parse, day.span.end - 1)
    if len(reading.days_in[sentence]) < 2 or last is None or not kids(parse, last, reading.syntax.preposition_object):
        return False
    return head is None or head not in subtree(parse, last)


def _retold(reading: Reading, mention: Mention, data: FillData) -> DayMention | None:
    """The fresh day by which other sentences date an act of violence that they tell too, or come back to."""
    if not reading.ontology.violent(mention.type):
        return None
    here = mention.sentence
    told = (
        _told_before(reading, here, data),
        told_after(reading, here, data),
        (d for n in earlier(reading, here) for d in reading.days_in[n] if brought_help(reading, n, d.span, data)),
        _of_all_acts(reading, mention, data),
    )
    return next((d for days in told for d in days if _fresh(reading, d)), None)


def _carried(reading: Reading, mention: Mention, data: FillData) -> DayMention | None:
    """The day that holds on from an earlier sentence, or that a sentence behind gives, which tells it in full."""
    here = mention.sentence

    def near(n: int) -> list[DayMention]:
        return [d for d in reading.days_in[n] if _may_date(reading, mention, n, d, data)]

    carried = [d for n in earlier(reading, here) for d in reversed(near(n)) if _carries(reading, d, data)]
    if carried:
        return next((d for d in carried if _fresh(reading, d)), carried[0])
    for n in after(reading, here):
        if not reading.mentions_in[n] and (days := near(n)):
            return days[0]
    for n in _details(reading, here):
        if _of_other_acts(reading, mention, n):
            continue
        if fresh := [d for d in near(n) if _fresh(reading, d)]:
            return fresh[0]
    return next((d for n, d in _details_around(reading, here) if _may_date(reading, mention, n, d, data)), None)


def _of_other_acts(reading: Reading, mention: Mention, n: int) -> bool:
    """Does a sentence tell only of violence, and the telling of none, or the other way round?"""
    violent, acts = reading.ontology.violent, [m for m in reading.mentions_in[n] if not m.weak]
    return bool(acts) and all(violent(m.type) != violent(mention.type) for m in acts)


def _of_all_acts(reading: Reading, mention: Mention, data: FillData) -> list[DayMention]:
    """The one day that the text gives for acts of violence, where it tells of one type of them alone."""
    if any(m.type != mention.type for m in reading.mentions if reading.ontology.violent(m.type)):
        return []
    found = [d for n in range(len(reading.parses)) for d in _own_days(reading, n, data)]
    return [d for d in found if _carries(reading, d, data)] if len({d.value for d in found}) == 1 else []


def _own_days(reading: Reading, n: int, data: FillData) -> list[DayMention]:
    """The days that a sentence gives for acts of violence."""
    acts = [m for m in reading.mentions_in[n] if reading.ontology.violent(m.type) and m.rule not in data.ends]
    return [d for d in reading.days_in[n] if any(_distance(reading, m, d, data) < OF_SPEECH for m in acts)]


def _told_before(reading: Reading, sentence: int, data: FillData) -> Iterator[DayMention]:
    """The days that the sentences before give for an act of violence or come back to one with, last first."""
    for n in earlier(reading, sentence):
        own = [
            d for d in _own_days(reading, n, data) if _carries(reading, d, data) and not _of_its_object(reading, n, d)
        ]
        yield from (d for d in reversed(reading.days_in[n]) if d in own or dates_an_act(reading, n, d.span, data))


def _details_around(reading: Reading, sentence: int) -> Iterator[tuple[int, DayMention]]:
    """The days that the sentences around give a fresh act without one: "Officers were called at 2 a.m. Monday"."""
    fresh = reading.resolvers.inferred
    if not isinstance(fresh, Days):
        return
    below = range(sentence + 1, min(sentence + 1 + FURTHER, len(reading.parses)))
    for n in (*earlier(reading, sentence), *below):
        if reading.parses[n].sentence.kind in _PROSE and not reading.mentions_in[n]:
            for day in reversed(reading.days_in[n]):
                if isinstance(day.value, Days) and _within(day.value, fresh):
                    yield n, day


def _goes_on(reading: Reading, mention: Mention) -> bool:
    """Is a statement made by somebody whom a pronoun names ("It warned that ..."), so with what was told before?"""
    heads = subject(mention.parse, mention.head, reading.syntax)
    return any(h <= 1 and mention.parse.tokens[h].pos == "PRON" for h in heads)


def _finest(reading: Reading, mention: Mention, own: list[DayMention]) -> DayMention | None:
    """The nearest day; of a week the day in it that its clause names too: "last week ... on Wednesday"."""
    near = next(iter(own), None)
    if near is None or not isinstance(near.value, Days) or near.value.precision is not DayPrecision.WEEK:
        return near
    for day in (d for d in own[1:] if verb_over(reading, mention, d.span) == verb_over(reading, mention, near.span)):
        for value in (day.value, _a_week_before(day)):
            if isinstance(value, Days) and value.precision is DayPrecision.DAY and _within(value, near.value):
                return replace(day, value=value)
    return near


def _a_week_before(day: DayMention) -> Days | None:
    """The weekday of the week before the one that is meant where nothing else is said."""
    if not isinstance(day.value, Days) or day.by != WEEKDAY:
        return None
    return replace(day.value, first=day.value.first - WEEK, last=day.value.last - WEEK)


def _within(inner: Days, outer: Days) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _latest(reading: Reading) -> tuple[DayMention | None, How]:
    """The latest day of a text without a day of publication: it was not written before."""
    dated = [(d.value.last, -n, d) for n, d in enumerate(reading.days) if isinstance(d.value, Days)]
    return (max(dated)[2], How.CARRIED) if dated else (None, How.NONE)


def _details(reading: Reading, sentence: int) -> list[int]:
    """The sentences of the paragraph behind the lead, where the sentence is of the lead: they tell it in full."""
    lead = reading.parses[sentence].sentence
    if lead.kind is not SentenceKind.LEAD:
        return []
    behind = reading.parses[sentence + 1 :]
    paragraph = next((p.sentence.paragraph for p in behind if p.sentence.kind is SentenceKind.BODY), None)
    return [n for n, p in enumerate(reading.parses) if n > sentence and p.sentence.paragraph == paragraph]


def _distance(reading: Reading, mention: Mention, day: DayMention, data: FillData) -> int:
    """Steps to a day of the same sentence: few where it opens the line, more where it is but a year."""
    sentence = mention.parse.sentence.span
    lead = data.lead.match(reading.doc.text, sentence.start, sentence.end)
    if lead is not None and day.span.end <= lead.end():
        return OF_A_LEAD
    after = mention.parse.tokens[mention.head].lemma in data.afterwards and reading.ontology.violent(mention.type)
    if (
        after
        or befell_otherwise(reading, mention, day.span, data)
        or is_of_the_repaid(mention, day.span, data)
        or is_of_a_charge(reading, mention, day.span, data)
        or _of_a_far_act(reading, mention, day)
        or _dates_a_state(reading, mention, day, data)
        or _counts_from(reading, mention, day, data)
        or _to_come(reading, mention, day)
    ):
        return FAR
    steps = distance(reading, mention, day.span, data)
    if steps >= FAR and mention.type not in data.statements:
        steps = _with_place(reading, mention, day, data)
    vague = not mention.noun and isinstance(day.value, Days) and day.value.precision is DayPrecision.YEAR
    return steps + OF_A_YEAR if vague and steps < FAR else steps


def _of_a_far_act(reading: Reading, mention: Mention, day: DayMention) -> bool:
    """Does a day stand with an act that a clause only comes to far below: "a march for X, who was killed in 1979"?"""
    at = token_at(mention.parse, day.span.start)
    own = climb(mention.parse, mention.head)
    path = list(takewhile(lambda n: n not in own, climb(mention.parse, at) if at is not None else []))
    others = {m.head: m for m in reading.mentions_in[mention.sentence]}
    act = next((k for k, n in enumerate(path) if n in others), len(path))
    before = act < len(path) and befell_before(mention, others[path[act]], reading.syntax)
    return before or len(path) - act > OF_A_CLAUSE


def _dates_a_state(reading: Reading, mention: Mention, day: DayMention, data: FillData) -> bool:
    """Does a day say when people were so, were counted or died of it, not when it was done?

    "The toll of Sunday's blast rose to nine on Friday", "when a man died of his burns on Friday".
    """
    if not isinstance(day.value, Days) or day.value.precision is not DayPrecision.DAY:
        return mention.rule in data.states
    parse, s = mention.parse, reading.syntax
    at = token_at(parse, day.span.end - 1)
    rules = {m.head: m.rule for m in reading.mentions_in[mention.sentence]}
    up = [n for n in (climb(parse, at) if at is not None else ()) if n in rules or parse.tokens[n].pos in s.verb_pos]
    if not up or up[0] == mention.head or not _is_state(reading, mention.parse, up[0], rules.get(up[0], ""), data):
        return mention.rule in data.states
    of_it = any(h in climb(parse, mention.head) for h in subject(parse, up[0], s))
    return of_it or mention.rule in data.states | data.ends or rules.get(up[0], "") in data.later


def _is_state(reading: Reading, parse: Parse, verb: int, rule: str, data: FillData) -> bool:
    counts = parse.tokens[verb].lemma in data.risen and any(
        parse.tokens[h].lemma in data.toll_words.keys() | data.numbers for h in subject(parse, verb, reading.syntax)
    )
    return counts or rule in data.states | data.later


def _to_come(reading: Reading, mention: Mention, day: DayMention) -> bool:
    """Is a day still to come, and the telling of an act that was done: "declared a curfew until 1 June"?"""
    published = reading.doc.published
    if mention.status is not Status.ACTUAL or published is None or not isinstance(day.value, Days):
        return False
    return published < day.value.first <= published + SOON  # a later one tells that the day of publication is wrong


def _counts_from(reading: Reading, mention: Mention, day: DayMention, data: FillData) -> bool:
    """Do words say how many hours before or after the telling something else was: "hours after the shooting"?

    That is then the day of the other, unless the sentence has named that before.
    """
    last = token_at(parse := mention.parse, day.span.end - 1)
    if day.by not in HOURS or last is None or parse.tokens[last].lower not in data.sequels:
        return False
    hangs = {last, parse.tokens[last].head} & {*climb(parse, mention.head)[:2]}
    return bool(hangs) and day == reading.days_in[mention.sentence][0]


def _with_place(reading: Reading, mention: Mention, day: DayMention, data: FillData) -> int:
    """Steps to the place right behind which a day stands: "confirmed the arrest of a rebel in Gao Monday"."""
    for t in reading.toponyms_in[mention.sentence]:
        gap = reading.doc.text[t.span.end : day.span.start]
        if (
            mention.trigger.end < t.span.start
            and t.span.end <= day.span.start
            and len(gap) <= BEHIND
            and not gap.strip()
        ):
            steps = distance(reading, mention, t.span, data, place=True)
            if steps < ASIDE and reading.resolvers.place_role(t) in data.roles_of(mention.type):
                return steps + 1
    return FAR


def _of_what_is_said(reading: Reading, mention: Mention, day: DayMention, data: FillData) -> bool:
    """Is a day that of what a statement is about: of the clause it has for its content, or past where it blames now?"""
    verb, published = mention.parse.tokens[mention.head], reading.doc.published
    blames = mention.type in data.blaming and not mention.noun and verb.tag in reading.syntax.base_tags
    body = mention.parse.sentence.kind is not SentenceKind.HEADLINE
    if blames and body and published is not None and isinstance(day.value, Days) and day.value.last < published:
        return True
    return _in_what_is_said(reading, mention, day)


def _in_what_is_said(reading: Reading, mention: Mention, day: DayMention) -> bool:
    """Does a day stand in the clause that a statement has for its content ("warned that it would fire from Monday")?"""
    parse = mention.parse
    at = token_at(parse, day.span.start)
    if at is None:
        return True
    content = reading.syntax.clausal_complement | reading.syntax.open_complement | reading.syntax.adverbial_clause
    for n in climb(parse, at)[1:]:
        if n == mention.head:
            return False
        if parse.tokens[n].dep in content and n > mention.head:
            return True
    return False


def _carries(reading: Reading, day: DayMention, data: FillData) -> bool:
    """Can a day hold for later tellings? Not the report's own, nor a stretch that something else is told for."""
    published = reading.doc.published
    if not isinstance(day.value, Days) or published is None:
        return True
    bounded = day.value.precision in (DayPrecision.DAY, DayPrecision.MONTH) or day.by.startswith(data.ranges)
    return bounded and day.value.first < published


def _fresh(reading: Reading, day: DayMention) -> bool:
    """Does a mention date what is told now, not something of another year that a sentence looks back on?"""
    if not isinstance(day.value, Days) or day.value.precision is DayPrecision.YEAR:
        return False
    published = reading.doc.published
    return published is None or (published - day.value.last).days <= LOOKING_BACK
