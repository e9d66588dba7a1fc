"""One mention -> one draft: every value of a telling with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dateline.draft import DESCRIBED, Draft, How, Toll
from dateline.fill.around import speaker_of
from dateline.fill.belonging import charged_as
from dateline.fill.context import PartyReading, Reading, climb, first_verb
from dateline.fill.custody import keepers
from dateline.fill.days import day_of
from dateline.fill.doers import blamed, deciders_of, owners_of_weapons, senders_of, struck
from dateline.fill.means import with_means
from dateline.fill.nearness import follows_up, is_of_before, turned_at
from dateline.fill.parties import against_their_like, asking, become, head_span, parties_in
from dateline.fill.places import chosen, places_of
from dateline.fill.reckoned import outdated
from dateline.fill.seats import seat_of
from dateline.fill.shot import others_shot, shot_in
from dateline.fill.sources import DENIES_ACTOR, STATE_VOICES, sources_of, voice
from dateline.fill.sums import is_sum, stretches
from dateline.fill.tolls import tolls_of
from dateline.fill.words import FillData
from dateline.grammar import kids, phrase
from dateline.mention import Mention
from dateline.model import (
    Attitude,
    Attribution,
    Days,
    Parse,
    Party,
    PartyKind,
    Place,
    Said,
    SentenceKind,
    Source,
    SourceKind,
    Span,
    Status,
    Unknown,
    Why,
)

ARMED = frozenset(
    (PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA)
)
AUTHORITIES = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES, PartyKind.AUTHORITY))
LONGEST = 60  # words of one extract of evidence; a longer sentence is cut to its clause


def draft_of(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], told: Sequence[Toll] = ()
) -> Draft:
    """Fill what one mention tells; `earlier` are the parties read so far in the text, and grows.

    `told` are the figures of the sentences before.
    """
    sentence = mention.parse.sentence
    draft = Draft(
        type=mention.type,
        status=mention.status,
        sentence=mention.sentence,
        paragraph=sentence.paragraph,
        trigger=mention.trigger,
        rules=[mention.rule],
        headline=sentence.kind is SentenceKind.HEADLINE,
        listed=sentence.kind is SentenceKind.LIST_ITEM,
        definite=mention.definite or _named_by_its_day(reading, mention),
        noun=mention.noun,
        bare=mention.noun and (_said_of_it(reading, mention) or (mention.definite and _bare(reading, mention))),
        turn=turned_at(reading, mention.sentence, data),
        one_more=_one_more(reading, mention, data),
        also=_also(reading, mention, data),
        person=_person(reading, mention),
        weak=mention.weak,
    )
    if mention.scope:
        draft.notes.append(f"status {mention.status} from '{mention.scope}'")
    _day(reading, mention, data, draft)
    _place(reading, mention, data, draft)
    country = draft.where.value.country if isinstance(draft.where, Said) else reading.country
    province = draft.where.value.admin1 if isinstance(draft.where, Said) else ""
    day = draft.when.value.last if isinstance(draft.when, Said) and draft.when_how is not How.INFERRED else None
    meeting = mention.type in data.split_sides and mention.type not in data.fights
    if meeting or mention.type in data.statements:
        country = reading.country or country  # who meets, or speaks of, others is of the country that the text is about
    of_type = reading.ontology.types[mention.type]
    violent = "killed" in of_type.counts and of_type.main_count != "released"
    filled = partial(
        parties_in, reading, mention, data=data, earlier=earlier, country=country, province=province, day=day
    )
    by_force = violent or mention.type in data.moving
    draft.actor = filled("actor", violent=by_force, but=_joined(reading, mention, data, earlier, country))
    draft.target = filled("target", violent=violent, but=frozenset(p.value.name for p in draft.actor))
    if violent and _passed_by(reading, mention, draft):
        draft.actor = []
    if violent and not draft.actor and not mention.in_passing:
        draft.actor = senders_of(reading, mention, data, earlier, country)
    if not draft.actor and not violent:
        draft.actor = deciders_of(reading, mention, earlier, country)
    if not draft.actor and not mention.in_passing:
        draft.actor = keepers(reading, mention, data, earlier, country=country, province=province)
    _hit(reading, mention, data, draft, earlier, country)
    _held_as(reading, mention, data, draft)
    _sides(mention, data, draft)
    sides = {
        "actor": draft.actor[0].value if draft.actor else None,
        "target": draft.target[0].value if draft.target else None,
    }

    ask = asking(reading, earlier, country=country, province=province, day=day, violent=violent)

    def party_at(head: int, role: str) -> Party | None:
        read = ask(phrase(mention.parse, head, reading.syntax, ties=True), head_span(mention.parse, head))
        return None if isinstance(read, Unknown) else become(read.party, role, mention.type, data)

    for head in mention.clause.agent[:1] if mention.weak and not mention.noun else ():
        sides["victims"] = party_at(head, "victims")  # who lost people has the dead
    draft.tolls, draft.unknown_counts = tolls_of(reading, mention, data, sides, party_at, told)
    if mention.rule in data.states and outdated(reading, mention.sentence, data):
        draft.tolls = []  # "bringing to 118 the number killed since January"
    draft.shot = shot_in(reading, mention, data) if mention.status is not Status.ATTEMPTED else []
    draft.tolls += others_shot(reading, mention, data)
    _by_authority(reading, mention, data, draft)
    if mention.status is Status.ATTEMPTED:
        draft.tolls = [t for t in draft.tolls if mention.counts[t.name] == "actor"]  # those aimed at got away
    _who_says_it(reading, mention, data, draft)
    draft.tolls = [replace(t, source=t.source or voice(draft.sources, draft.sources_how)) for t in draft.tolls]
    draft.disowned = _disowners(reading, mention, earlier, country)
    draft.evidence = [evidence(mention.parse, mention.head)]
    draft.aggregate = is_sum(reading, mention, draft, data)
    with_means(reading, mention, data, draft)
    return draft


def _who_says_it(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    """Fill in who says that it happened, and who says that it did not."""
    spoken = mention.weak or mention.type in data.statements
    draft.sources, draft.sources_how = sources_of(
        reading, mention.trigger, mention.sentence, spoken=spoken, deniers=_deniers(mention, data)
    )
    if mention.type in data.statements and draft.sources_how > How.PARAGRAPH:
        _said_by_its_actor(reading, draft)
    if draft.bare:  # of "the ambush" nobody denies more than what the sentence tells
        draft.sources = [s for s in draft.sources if s.attitude is Attitude.ASSERTS] or draft.sources
    if _taken_for_granted(reading, mention):
        denying = Attitude.DENIES
        draft.sources = [replace(s, attitude=Attitude.ASSERTS) if s.attitude is denying else s for s in draft.sources]


def _deniers(mention: Mention, data: FillData) -> frozenset[SourceKind] | None:
    """Whose later denial is of the act: of a charge or a claim it is of what is charged or claimed.

    "Four men were arrested; they deny it" leaves the arrest as it is, "police deny it" does not.
    """
    if mention.type in data.statements:
        return frozenset()
    return STATE_VOICES if mention.type in data.charged else None


def _passed_by(reading: Reading, mention: Mention, draft: Draft) -> bool:
    """Is the doer only who was hit: "went off as a convoy was passing, killing two soldiers"?"""
    behind = mention.parse.tokens[mention.head].tag in reading.syntax.gerund_tags
    sides = (*draft.actor, *draft.target)
    described = bool(draft.actor and draft.target) and all(p.by == DESCRIBED for p in sides)
    same = described and len({p.value.name for p in sides}) == 1
    return behind and same and draft.actor[0].value.kind in ARMED


def _held_as(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    """Name people who are seized or sentenced by the group that they are held to be of."""
    unnamed = bool(draft.target) and all(p.value.kind is PartyKind.CIVILIANS for p in draft.target)
    if mention.type in data.charged and unnamed and (group := charged_as(reading, mention, data)):
        draft.target = [Said(group.party, draft.target[0].spans, f"who/{group.by}")]


def _came_of_it(reading: Reading, mention: Mention, draft: Draft) -> bool:
    """Is what was planned named by a time that is past: "they had planned the 2013 attack"?"""
    published, when = reading.doc.published, draft.when
    if draft.status is not Status.PLANNED or not mention.noun or not mention.definite or published is None:
        return False
    named = phrase(mention.parse, mention.head, reading.syntax)
    return isinstance(when, Said) and any(named.holds(span) for span in when.spans) and when.value.last < published


def _hit(
    reading: Reading, mention: Mention, data: FillData, draft: Draft, earlier: list[PartyReading], country: str
) -> None:
    """Fill who suffers an act where its words name things or deeds alone: whose they are; nobody suffers a new post."""
    owners = owners_of_weapons(reading, mention, earlier, country)
    if mention.type in data.own_things:
        draft.actor, draft.target = draft.actor or owners, []
    if draft.target or mention.type in data.own_things:
        return
    draft.target = owners
    if not draft.target and mention.type in data.blaming:
        draft.target = blamed(reading, mention, earlier, country)
    if not draft.target and mention.type in data.laid:
        draft.target = struck(reading, mention, data, earlier, country)


def _disowners(reading: Reading, mention: Mention, earlier: list[PartyReading], country: str) -> list[Said[Party]]:
    """The forces that say that an act was none of theirs."""
    said = (a.source.span for a in reading.attributions if a.by == DENIES_ACTOR and _about(a, mention))
    found = ((span, speaker_of(reading, span, earlier, country)) for span in said if span is not None)
    return [Said(read.party, (span,), DENIES_ACTOR) for span, read in found if read]


def _about(attribution: Attribution, mention: Mention) -> bool:
    return any(c.holds(mention.trigger) for c in attribution.content)


def _by_authority(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    """Give an act the type that it has where a state's forces do it: they take people into custody."""
    other = data.by_authority.get(mention.rule)
    if other is None or not draft.actor or draft.actor[0].value.kind not in AUTHORITIES:
        return
    types = reading.ontology.types
    was, now = types[draft.type].main_count, types[other].main_count
    draft.type = other
    draft.tolls = [replace(t, name=now) if t.name == was else t for t in draft.tolls]
    if was in draft.unknown_counts:
        draft.unknown_counts[now] = draft.unknown_counts.pop(was)


def _said_by_its_actor(reading: Reading, draft: Draft) -> None:
    """A statement in words that are none of saying ("owned up to the killing") is said by whoever makes it."""
    named = [said for said in draft.actor if said.value.kind is not PartyKind.UNIDENTIFIED and said.spans]
    if named:
        kind = reading.resolvers.source_kind
        draft.sources = [
            Source(p.value.name, kind(p.value.kind), span=p.spans[0], private=p.value.private) for p in named
        ]
        draft.sources_how = How.OWN


def _taken_for_granted(reading: Reading, mention: Mention) -> bool:
    """Does a noun hang by a preposition on another verb than the denying one: "denied that it led to the murder"?"""
    tokens = mention.parse.tokens
    if not mention.noun or tokens[mention.head].dep not in reading.syntax.preposition_object:
        return False
    verb = first_verb(mention.parse, climb(mention.parse, mention.head)[1:])
    return verb is not None and all(a.cue.start != verb.start for a in reading.attributions)


def _bare(reading: Reading, mention: Mention) -> bool:
    """Does nothing but its article hang on the noun?"""
    s = reading.syntax
    trigger = mention.trigger
    hung = (mention.parse.tokens[c] for c in mention.parse.children[mention.head])
    return all(t.dep in s.determiner or t.pos == "PUNCT" or trigger.start <= t.start < trigger.end for t in hung)


def _one_more(reading: Reading, mention: Mention, data: FillData) -> bool:
    """Do the words for the act, or for who or what does it, tell it from those before: "a second bomb went off"?"""
    parse, s = mention.parse, reading.syntax
    heads = (mention.head,) if mention.noun else (*mention.clause.agent, *mention.roles.get("weapon", ()))
    for head in heads:
        hung = [parse.tokens[c] for c in parse.children[head] if c < head]
        words = {t.lower for t in hung}
        if words & data.one_more and words.isdisjoint(data.known) and not any(t.dep in s.possessor for t in hung):
            return True
    return False


def _also(reading: Reading, mention: Mention, data: FillData) -> bool:
    """Does an adverb say that its named doer does it beside what was told: "rebels also attacked a post"?"""
    adverbs = kids(mention.parse, mention.head, reading.syntax.adverb)
    return not mention.noun and any(mention.parse.tokens[c].lower in data.added for c in adverbs)


def _person(reading: Reading, mention: Mention) -> frozenset[str]:
    """The names of the one person in the target's words, as far as they are of no party and no place."""
    parse, s = mention.parse, reading.syntax
    heads = mention.roles.get("target", ())
    if len(heads) != 1 or parse.tokens[heads[0]].pos != "PROPN":
        return frozenset()
    span = phrase(parse, heads[0], s)
    known = [a.span for a in reading.actors] + [t.name for t in reading.toponyms]
    if any(k.overlaps(head_span(parse, heads[0])) for k in known):
        return frozenset()
    inside = (t for t in parse.tokens if span.start <= t.start and t.end <= span.end and t.i <= heads[0])
    return frozenset(t.lower for t in inside if t.pos == "PROPN")


def _named_by_its_day(reading: Reading, mention: Mention) -> bool:
    """Does a day stand in place of an article, so that the act is a known one: "in Wednesday's attack"?"""
    of = kids(mention.parse, mention.head, reading.syntax.possessor) if mention.noun else ()
    starts = [mention.parse.tokens[n].start for n in of]
    return any(d.span.start <= at < d.span.end for d in reading.days_in[mention.sentence] for at in starts)


def _said_of_it(reading: Reading, mention: Mention) -> bool:
    """Does the noun only say what "it" or "this" was: "it was the heaviest clash this month"?"""
    s, tokens = reading.syntax, mention.parse.tokens
    noun = tokens[mention.head]
    subjects = kids(mention.parse, noun.head, s.subject) if noun.dep in s.attribute else []
    return any(tokens[i].pos == "PRON" for i in subjects)


def _joined(
    reading: Reading, mention: Mention, data: FillData, earlier: list[PartyReading], country: str
) -> frozenset[str]:
    """The side that those who change sides go to: it is not the one that they were of."""
    if mention.type not in data.own_side:
        return frozenset()
    heads = tuple(mention.clause.get(data.joined))
    asked = replace(mention, roles={"joined": heads})
    return frozenset(p.value.name for p in parties_in(reading, asked, "joined", data, earlier, country=country))


def _sides(mention: Mention, data: FillData, draft: Draft) -> None:
    """Settle who is the target where the grammar names only one side."""
    same = {p.value.name for p in draft.actor} == {p.value.name for p in draft.target}
    if mention.type in data.split_sides and len(draft.actor) > 1 and (same or not draft.target):
        draft.actor, draft.target = draft.actor[:1], draft.actor[1:]
    elif mention.type in data.split_sides and len(draft.target) > 1 and not draft.actor:
        draft.actor, draft.target = draft.target[:1], draft.target[1:]
    elif mention.type in data.fights and against_their_like(mention, data) and draft.actor and not draft.target:
        draft.target = draft.actor[:1]
    elif mention.type in data.own_side and draft.actor and not draft.target:
        draft.target = [p for p in draft.actor if p.value.kind in ARMED][:1]
    elif mention.type in data.own_side and all(p.value.kind not in ARMED for p in draft.actor):
        left = next((p for p in draft.target if p.value.kind in ARMED), None)
        draft.actor = [replace(p, value=left.value) for p in draft.actor[:1] or [left]] if left else draft.actor
    elif mention.rule in data.own_side:
        draft.target = [p for p in draft.actor if p.value.kind in ARMED][:1] or draft.target


def _place(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    given = [phrase(mention.parse, h, reading.syntax, whole=True) for h in mention.roles.get("place", ())]
    summed = stretches(draft, data, data.sum_long)
    toponyms, how = places_of(reading, mention, data, given, summed=summed)
    if mention.type in data.no_place and how is not How.OWN:
        draft.where = Unknown(Why.NOT_SAID)
        return
    toponym, value = chosen(toponyms)
    if toponym is None or value is None:
        draft.where = Unknown(Why.NOT_SAID)
        return
    draft.where_how = how
    runners = tuple(f"{p.name}, {p.admin1}, {p.country}" for p in toponym.runners_up)
    draft.where_notes = runners
    draft.where = Said(value, (toponym.span,), toponym.by) if isinstance(value, Place) else value
    if isinstance(value, Place) and not summed:
        draft.seat = seat_of(reading, mention, toponym)


def _day(reading: Reading, mention: Mention, data: FillData, draft: Draft) -> None:
    day, how = (None, How.NONE) if mention.in_passing else day_of(reading, mention, data)
    if day is not None:
        draft.when_how = how
        draft.when = Said(day.value, (day.span,), day.by) if isinstance(day.value, Days) else day.value
    elif is_of_before(reading, mention, data) or follows_up(reading, mention, data):
        draft.when = Unknown(Why.NOT_SAID)
    elif isinstance(reading.resolvers.inferred, Days):
        draft.when, draft.when_how = Said(reading.resolvers.inferred, (), "when/inferred"), How.INFERRED
    else:
        draft.when = reading.resolvers.inferred
    if _came_of_it(reading, mention, draft):
        draft.status = Status.ACTUAL


def evidence(parse: Parse, head: int) -> Span:
    """The sentence that tells of an event; of a very long one, the words around the trigger."""
    span = parse.sentence.span
    if len(parse.tokens) <= LONGEST:
        return span
    low, high = max(0, head - LONGEST // 2), min(len(parse.tokens) - 1, head + LONGEST // 2)
    return Span(parse.tokens[low].start, parse.tokens[high].end)
