"""What is told only as background: habits of a time, people marked by an old act, tolls of a war."""

from __future__ import annotations

from dateline.draft import POINTERS, Draft, How
from dateline.fill.context import Reading, climb
from dateline.fill.placeuses import DESTINATION, use_of
from dateline.fill.sums import of_years_of_war, stretches
from dateline.fill.words import FillData
from dateline.grammar import kids
from dateline.mention import Mention
from dateline.model import Said, Status

STRETCH = 14  # days over which acts without people, figure or place are the habit of a time
HISTORY = 40 * 365  # days before the report, from which an act is history and no news
WAR = 366  # days over which the dead are those of a war


def is_background(
    reading: Reading, mention: Mention, draft: Draft, strong: list[tuple[Mention, Draft]], data: FillData
) -> bool:
    """Does the telling only say what there was for long, or of whom another act is told?"""
    return (
        _of_a_time(reading, mention, draft)
        or _of_history(reading, draft)
        or (draft.when_how is not How.OWN and of_years_of_war(reading, mention.sentence, draft.tolls, data))
        or _of_anything(reading, mention, draft, data)
        or _only_describes(reading, mention)
        or _of_people(reading, mention, draft, strong, data)
        or _of_who_speaks(reading, mention, draft)
        or _hunts(reading, draft)
        or _ended_in_arrest(reading, mention, draft, strong)
        or (draft.when_how is not How.OWN and _since_then(reading, mention, data))
    )


def _of_a_time(reading: Reading, mention: Mention, draft: Draft) -> bool:
    """Is it a bare plural without people, figure or place: "strikes and marches since the start of the year"?"""
    if not mention.noun or draft.tolls or any(mention.roles.values()) or draft.where_how is How.OWN:
        return False
    s, parse = reading.syntax, mention.parse
    hung = (parse.tokens[c] for c in parse.children[mention.head])
    if parse.tokens[mention.head].tag not in s.plural_tags or any(
        t.dep in s.determiner or t.pos == "NUM" for t in hung
    ):
        return False
    return draft.when_how is not How.OWN or _long(draft)


def _of_history(reading: Reading, draft: Draft) -> bool:
    """Does it lie generations back, as an anniversary tells it?"""
    published = reading.doc.published
    return bool(published and isinstance(draft.when, Said) and (published - draft.when.value.last).days > HISTORY)


def _of_anything(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Is it one of its kind, of nobody, nowhere and never: "I have seen a village after a massacre"?"""
    if not mention.noun or draft.tolls or any(mention.roles.values()):
        return False
    words = (mention.parse.tokens[c].lower for c in kids(mention.parse, mention.head, reading.syntax.determiner))
    return How.OWN not in (draft.when_how, draft.where_how) and any(w in data.one_of_a_kind for w in words)


def _only_describes(reading: Reading, mention: Mention) -> bool:
    """Is the verb only an adjective of a noun: "the captured commanders", "the occupied part"?"""
    token = mention.parse.tokens[mention.head]
    before = token.dep in reading.syntax.compound and token.head > mention.head
    return before and not mention.noun and not mention.weak and token.tag in reading.syntax.participle_tags


def _hunts(reading: Reading, draft: Draft) -> bool:
    """Is it only said that those who did what was told shall be caught: "ordered troops to hunt down the attackers"?"""
    taking = reading.ontology.types[draft.type].main_count == "arrested" and draft.status is Status.PLANNED
    return taking and bool(draft.target) and all(p.by in POINTERS for p in draft.target)


def _ended_in_arrest(reading: Reading, mention: Mention, draft: Draft, strong: list[tuple[Mention, Draft]]) -> bool:
    """Is it only what people tried as they were taken: "29 students were arrested when they tried to march"?"""
    if draft.status is not Status.ATTEMPTED or reading.ontology.violent(draft.type):
        return False
    up = climb(mention.parse, mention.head)
    taking = (m.head for m, d in strong if reading.ontology.types[d.type].main_count == "arrested")
    clause = {
        mention.parse.tokens[n].head for n in up if mention.parse.tokens[n].dep in reading.syntax.adverbial_clause
    }
    return any(head in clause for head in taking)


def _since_then(reading: Reading, mention: Mention, data: FillData) -> bool:
    """Does it only say since when something else is so: "under strain since they launched their assault"?"""
    s, parse = reading.syntax, mention.parse
    clause = next((n for n in climb(parse, mention.head) if parse.tokens[n].dep in s.adverbial_clause), None)
    return clause is not None and any(parse.tokens[m].lemma in data.since for m in kids(parse, clause, s.marker))


def _long(draft: Draft, least: int = STRETCH) -> bool:
    """Is it told of a stretch of more than so many days?"""
    return isinstance(draft.when, Said) and (draft.when.value.last - draft.when.value.first).days > least


def _of_people(
    reading: Reading, mention: Mention, draft: Draft, strong: list[tuple[Mention, Draft]], data: FillData
) -> bool:
    """Does it tell who people are, without a day of its own: "men who had been sent", "troops searching a camp"?"""
    s, tokens = reading.syntax, mention.parse.tokens
    if tokens[mention.head].dep in s.reduced_clause and not draft.tolls:
        since = any(tokens[p].lemma in data.since for p in kids(mention.parse, mention.head, s.preposition))
        if since and draft.when_how is How.OWN and _long(draft):
            return True
    of_type = reading.ontology.types
    held = tokens[mention.head].dep in s.reduced_clause and draft.when_how is not How.OWN
    if held and any(
        of_type[d.type].main_count == "released" and m is not mention and _meets(m, mention) for m, d in strong
    ):
        return True  # "rescued 30 people held captive in a village"
    searching = tokens[mention.head].tag in s.gerund_tags and not reading.ontology.violent(draft.type)
    if "killed" in of_type[draft.type].counts and not searching:
        return False
    told_of = s.relative_clause | (s.reduced_clause if searching else frozenset())
    clause = next((n for n in climb(mention.parse, mention.head) if tokens[n].dep in told_of), None)
    if clause is None:
        return False
    return any(
        other is not mention
        and (act.when == draft.when or draft.when_how is not How.OWN)
        and any(tokens[clause].head in heads for heads in other.roles.values())
        for other, act in strong
    )


def _meets(act: Mention, clause: Mention) -> bool:
    """Is an act done to those whom a clause without a subject tells of?"""
    return clause.parse.tokens[clause.head].head in act.roles.get("target", ())


def _of_who_speaks(reading: Reading, mention: Mention, draft: Draft) -> bool:
    """Does it only tell that a witness got away: "said a trader who fled to the bush"?"""
    if reading.ontology.types[draft.type].main_count != "displaced":
        return False
    clauses = reading.syntax.relative_clause | reading.syntax.reduced_clause
    clause = next((n for n in climb(mention.parse, mention.head) if mention.parse.tokens[n].dep in clauses), None)
    if clause is None:
        return False
    above = {mention.parse.tokens[n].start for n in climb(mention.parse, clause)[1:]}
    spoken = (a.source.span for a in reading.attributions if a.source.private)
    return any(span and any(span.start <= at < span.end for at in above) for span in spoken)


def stands_alone(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Is a consequence without a cause an event: by somebody, or with a day or place of its own, and no war's toll?

    Weapons that a force finds are as good as people who are hit, and the place where people died in care is as good
    as one of the act.
    """
    if any(t.latest for t in draft.tolls) or of_a_war(reading, mention, draft, data):
        return False  # "the toll has risen to nine": of what was told elsewhere
    if mention.in_passing and mention.definite:
        return False  # "the abducted pupils"
    if draft.actor and (draft.target or draft.tolls or "weapon" in mention.roles):
        return True
    if draft.aggregate and draft.when_how is How.OWN and draft.tolls:
        return True
    own = How.OWN in (draft.when_how, draft.where_how) or _in_care(reading, mention, data)
    return own and not stretches(draft, data) and bool(draft.tolls or draft.target)


def _in_care(reading: Reading, mention: Mention, data: FillData) -> bool:
    """Does the sentence of somebody's end say where they had been brought: "died at a clinic in X"?"""
    here = reading.toponyms_in[mention.sentence]
    return mention.rule in data.ends and any(use_of(reading, mention.sentence, t, data) == DESTINATION for t in here)


def of_a_war(reading: Reading, mention: Mention, draft: Draft, data: FillData) -> bool:
    """Are the dead those of years, or of all that came "since violence broke out in May", by nobody in particular?"""
    if draft.actor:
        return False
    s, parse = reading.syntax, mention.parse
    clauses = kids(parse, mention.head, s.adverbial_clause)
    since = any(parse.tokens[m].lemma in data.since for clause in clauses for m in kids(parse, clause, s.marker))
    return _long(draft, WAR) or (since and _long(draft))
