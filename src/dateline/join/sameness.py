"""Can two tellings of one document be of one happening? Every reason why not has a name."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import DESCRIBED, HELD, KEPT, POINTERS, SEQUELS, Draft, How, Toll
from dateline.join.fates import DEAD
from dateline.model import STATE_KINDS, Attitude, Days, GeoPrecision, Party, PartyKind, Place, Said, SourceKind, Status
from dateline.ontology import Ontology

SEIZURE = "territory_seizure"
VAGUE = frozenset((PartyKind.UNIDENTIFIED,))
GROUPS = frozenset((PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA, PartyKind.COMMUNAL_MILITIA))
CROWDS = frozenset((PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.RIOTERS))
SIDES = frozenset((SourceKind.ARMED_GROUP, SourceKind.MILITARY))
ARRESTED, ABDUCTED = "arrested", "abducted"  # the counts of those who are taken, by an authority or not
HITTING = frozenset(("attack", "shelling", "airstrike", "bombing"))
CARRIED = How.CARRIED
RETOLD_WITHIN = 4  # sentences in which "they were shot" tells again of an execution
FRESH = 30  # days before the report, from which what is told without a day is not of then
GOES_ON_WITHIN = 2  # sentences in which an assault goes on: "they also burned houses"


def of_one(draft: Draft, group: Sequence[Draft], ontology: Ontology) -> bool:
    """Can a telling be of the happening that others tell of: nothing in any of them is against it?

    It need not be told under a type of all of them: a village is attacked, then its houses are burned.
    """
    kin = (other.type == draft.type or _kin(draft, other, ontology) for other in group)
    return any(kin) and all(differs(draft, other, ontology) is None for other in group)


def clash(a: Draft, b: Draft, ontology: Ontology) -> str | None:
    """Why two tellings cannot be of one happening; None where they can."""
    if a.type != b.type and not _kin(a, b, ontology):
        return "type"
    return differs(a, b, ontology)


def differs(a: Draft, b: Draft, ontology: Ontology) -> str | None:
    """What other than their types keeps two tellings apart; None for nothing."""
    if a.aggregate != b.aggregate and not any(d.noun and d.definite and not d.tolls for d in (a, b)):
        return "aggregate"
    if _status_clash(a, b):
        return "status"
    if _another(*sorted((a, b), key=lambda d: d.trigger)):
        return "one more"
    if a.paragraph != b.paragraph and a.listed and b.listed:
        return "list items"
    if _days_clash(a, b):
        return "days"
    if _places_clash(a, b):
        return "places"
    if any({a.type, b.type} <= set(step.types) for step in ontology.precedence[1:2]) and _swapped(a, b):
        return "sides"
    if a.type == b.type == SEIZURE and (_turned(a, b) or _turned(b, a) or _by_others(a, b)):
        return "taken and taken back"
    if any(_taken_back(one, other, ontology) for one, other in ((a, b), (b, a))):
        return "taken back"
    if _parties_clash(a.actor, b.actor) and (not b.target or _parties_clash(a.actor, b.target)):
        return "actors"
    taken = ontology.types[a.type].main_count == ARRESTED
    if _parties_clash(a.target, b.target, taken=taken) and (
        not b.actor or _parties_clash(a.target, b.actor, taken=taken)
    ):
        return "targets"
    if a.person and b.person and a.person.isdisjoint(b.person) and a.sentence != b.sentence:
        return "persons"
    if _figures_clash(a, b):
        return "figures"
    return None


def _status_clash(a: Draft, b: Draft) -> bool:
    """Is one only planned or tried? Whoever had planned "the attack" planned the one that is told."""
    if a.status is b.status or any(d.status is Status.PLANNED and d.noun and d.definite for d in (a, b)):
        return False
    return bool({a.status, b.status} & {Status.PLANNED, Status.ATTEMPTED})


def _another(first: Draft, later: Draft) -> bool:
    """Do the later words tell of one more act: "another bomb", or one of the same type "twenty minutes later"?"""
    if first.headline or later.headline:
        return False
    if later.turn not in (None, first.turn) and not _of_the_told(later):
        return True
    timed = isinstance(later.when, Said) and later.when.by in SEQUELS and later.when_how is How.OWN
    pointed = any(p.by in POINTERS for p in later.target) or (later.noun and later.definite)
    if first.type == later.type and not pointed and (timed or _goes_on_to(later)):
        return True
    return later.one_more


def _goes_on_to(later: Draft) -> bool:
    """Do doers strike others beside those who were told of: "the rebels also attacked a post"?"""
    told = later.actor and later.target and all(p.by not in POINTERS for p in later.target)
    return bool(later.also and told and later.type in HITTING)


def _turned(a: Draft, b: Draft) -> bool:
    """Does one telling have a place lost by those who take it in the other?"""
    if any(d.noun and d.definite for d in (a, b)):
        return False  # "the fall of X" is the one told
    winners = {p.value.name for p in a.actor}
    return bool(winners & {p.value.name for p in b.target}) and not winners & {p.value.name for p in b.actor}


def _by_others(a: Draft, b: Draft) -> bool:
    """Do others take a place in one telling than in the other, which is no word for the one told?"""
    return not any(d.noun and d.definite for d in (a, b)) and _parties_clash(a.actor, b.actor)


def _taken_back(assault: Draft, seizure: Draft, ontology: Ontology) -> bool:
    """Do those whose place one telling has attacked take it in the other: "stormed a base; the army retook it"?"""
    if seizure.type != SEIZURE or assault.type not in ontology.precedence[-1].types:
        return False
    doers, winners = {p.value.name for p in assault.actor}, {p.value.name for p in seizure.actor}
    return bool(winners & {p.value.name for p in assault.target}) and bool(doers) and not winners & doers


def _swapped(a: Draft, b: Draft) -> bool:
    """Do those whom one telling has hit from afar strike in the other: "in turn our gunners shelled them"?"""
    doers, others = ({p.value.name for p in d.actor} for d in (a, b))
    back = {p.value.name for p in b.target} & doers or {p.value.name for p in a.target} & others
    return bool(doers and others and back) and not doers & others


def points_back(draft: Draft) -> bool:
    """Does the telling only point to one told before ("the attack")?"""
    return draft.noun and draft.definite and draft.when_how >= CARRIED and draft.where_how >= CARRIED


def only_points(draft: Draft) -> bool:
    """Does the telling name an act and nothing of it ("hours after the gunfight"), so that alone it is no report?"""
    return _tells_no_more(draft) and not draft.actor


def _tells_no_more(draft: Draft) -> bool:
    """Does the telling name an act, and nobody whom it hit?"""
    return (draft.bare or points_back(draft)) and not (draft.target or draft.tolls)


def _kin(a: Draft, b: Draft, ontology: Ontology) -> bool:
    """Can one act be told under both types: "the attack" of a bombing, the arrests made in a raid?"""
    return _within(a, b, ontology) or _within(b, a, ontology)


def _within(part: Draft, whole: Draft, ontology: Ontology) -> bool:
    """Is an act one that the other holds: pointed to, or taking the same people without a day or place of its own?

    What a headline names as its day or place is that of the act below it.
    """
    act, other = ontology.types[part.type], ontology.types[whole.type]
    if act.main_count == ABDUCTED and other.main_count == ARRESTED:
        return part.definite and not part.actor and _goes_on(part, whole, ontology)
    if part.type not in other.folds:
        return False
    return (
        _retells(part, whole)
        or _names(whole, part, ontology)
        or _answers(whole, part)
        or _goes_on(part, whole, ontology)
        or _same_fight(part, whole, ontology)
        or _beats_off(whole, part)
        or _details(whole, part, ontology)
        or _boasts(part, whole)
        or (
            act.main_count == other.main_count == ARRESTED
            and (part.headline or (part.when_how is not How.OWN and part.where_how is not How.OWN))
        )
    )


def _retells(later: Draft, first: Draft) -> bool:
    """Is one a short word for the other: "the attack", or "they were shot" right behind?"""
    if later.noun:
        of_another = later.person and later.person.isdisjoint(first.person) and later.sentence > first.sentence + 1
        return later.definite and later.sentence >= first.sentence - 1 and not of_another
    near = 0 < later.sentence - first.sentence <= RETOLD_WITHIN
    return later.definite and near and (not later.actor or _same_sides(later, first))


def _names(later: Draft, first: Draft, ontology: Ontology) -> bool:
    """Does a later word tell by what means an act was done that is told in general: "five died. The bombing ..."?"""
    general, means = ontology.precedence[-1].types, ontology.precedence[1].types
    return _tells_no_more(later) and first.type in general and later.type in means and _retells(later, first)


def _answers(whole: Draft, part: Draft) -> bool:
    """Does the next sentence tell what those who were hit did: "a patrol was shot at", "the soldiers returned fire"?"""
    follows = whole.sentence == part.sentence + 1 and whole.paragraph == part.paragraph
    return follows and whole.definite and not whole.noun and _same_sides(whole, part)


def _details(later: Draft, first: Draft, ontology: Ontology) -> bool:
    """Does one of the next sentences tell by what means those did it whose attack was told in general?

    On no day of its own, and with no other harm: "rebels ambushed a patrol. The attackers set off a mine and fired".
    """
    general, means = ontology.precedence[-1].types, ontology.precedence[1].types
    near = 0 < later.sentence - first.sentence <= RETOLD_WITHIN // 2 and not (later.also or later.tolls)
    apart = later.when_how is How.OWN or later.status is not first.status
    if first.type not in general or later.type not in means or not near or apart:
        return False
    named = [p for p in later.actor if not _vague(p, taken=False)]
    same = any(p.by in POINTERS for p in later.actor) or any(one_party(p, q) for p in named for q in first.actor)
    return same and not first.headline


def _beats_off(whole: Draft, part: Draft) -> bool:
    """Does a later sentence tell what the other side did in the attack that it names: "troops repelled the attack"?"""
    return whole.pointing and 0 < whole.sentence - part.sentence <= RETOLD_WITHIN and bool(part.actor and whole.actor)


def _boasts(later: Draft, first: Draft) -> bool:
    """Does a side count the dead of the act just told in its own way: "its spokesman said its men had killed ten"?"""
    near = 0 < later.sentence - first.sentence <= RETOLD_WITHIN and not (later.noun or later.also or first.headline)
    apart = How.OWN in (later.when_how, later.where_how)
    voices = [s.name for s in later.sources if s.kind in SIDES and s.attitude is Attitude.ASSERTS]
    if not near or apart or not voices or any(s.name in voices for s in first.sources):
        return False
    counted = all(any(t.name == DEAD for t in d.tolls) for d in (later, first))
    hit = any(_one_force(a, b) for a in later.target for b in first.target)
    return counted and hit and not _parties_clash(later.actor, first.actor)


def _goes_on(part: Draft, whole: Draft, ontology: Ontology) -> bool:
    """Does an assault go on in what one paragraph tells right behind, on no other day and at no other place?

    The same do it, or nobody is named: "rebels attacked a village. They burned twenty houses. A nurse was led away."
    """
    first, later = sorted((part, whole), key=lambda d: d.trigger)
    near = 0 < later.sentence - first.sentence <= GOES_ON_WITHIN and later.paragraph == first.paragraph
    if not near or first.headline or How.OWN in (later.when_how, later.where_how):
        return False
    doers = {p.value.name for p in first.actor}
    if any(d.type in (t for step in ontology.precedence[:1] for t in step.types) for d in (part, whole)):
        doers |= {p.value.name for p in first.target}  # either side of a fight
    if doers or not later.actor:
        return not later.actor or any(p.value.name in doers for p in later.actor)
    hit = {p.value.name for p in first.target}
    return bool(later.target) and all(p.value.name in hit for p in later.target)


def _same_fight(a: Draft, b: Draft, ontology: Ontology) -> bool:
    """Do two tell of ground fighting of the same two sides on the same day?"""
    sides = [{p.value.name for p in (*d.actor, *d.target)} for d in (a, b)]
    ground = {a.type, b.type} <= set(ontology.precedence[0].types)
    days = [d.when.value for d in (a, b) if isinstance(d.when, Said) and d.when_how is How.OWN]
    return ground and len(days) == 2 and days[0] == days[1] and len(sides[0]) > 1 and sides[0] == sides[1]


def _same_sides(later: Draft, first: Draft) -> bool:
    """Do the same do it to the same, without another figure: "they overran a post", "they stormed the post"?"""
    hit = any(_one_force(a, b) for a in later.target for b in first.target)
    counted = {t.name for t in later.tolls} & {t.name for t in first.tolls}
    return hit and not counted and not _parties_clash(later.actor, first.actor)


def _one_force(a: Said[Party], b: Said[Party]) -> bool:
    """Are two parties one, or one that a thing may be of ("the post") and a force of the same state?"""
    if a.value.name == b.value.name:
        return True
    guessed = HELD in (a.by, b.by) and a.value.kind is b.value.kind is PartyKind.STATE_FORCES
    return guessed and a.value.country == b.value.country


def _days_clash(a: Draft, b: Draft) -> bool:
    if not isinstance(a.when, Said) or not isinstance(b.when, Said):
        return False
    if _long_ago(a, b) or _long_ago(b, a):
        return True
    if How.INFERRED in (a.when_how, b.when_how) or any(_of_the_told(d) and d.when_how > How.OWN for d in (a, b)):
        return False
    da, db = a.when.value, b.when.value
    if days_apart(da, db):
        return True
    # a day named for one telling and a month for the other: the finer is one of many unless told nearby
    finer = da.precision != db.precision and {a.when_how, b.when_how} == {How.OWN} and abs(a.sentence - b.sentence) > 3
    return finer and not _one_person(a, b) and not _one_toll(a, b)


def _one_person(a: Draft, b: Draft) -> bool:
    """Do both tell of somebody of one name or age: "the boy, 13, died in May", "the 13-year-old was shot on May 4"?"""
    one, other = ([t.who for t in d.tolls if t.who] for d in (a, b))
    return any((p.age and p.age == q.age) or p.names & q.names for p in one for q in other)


def _one_toll(a: Draft, b: Draft) -> bool:
    """Do both count as many people, more than one, to whom the same was done?"""
    one, other = ({(t.name, t.count) for t in d.tolls if t.count.low > 1} for d in (a, b))
    return not one.isdisjoint(other)


def _of_the_told(draft: Draft) -> bool:
    """Does a telling speak of what was told: "the attack", or a denial?"""
    return draft.status is Status.DENIED or (draft.definite and draft.noun)


def _long_ago(old: Draft, fresh: Draft) -> bool:
    """Does one telling name a day long before the report, and the other none, as of something fresh?"""
    if not isinstance(old.when, Said) or not isinstance(fresh.when, Said):
        return False
    dated = old.when_how is How.OWN and fresh.when_how is How.INFERRED
    return dated and (fresh.when.value.first - old.when.value.last).days > FRESH


def days_apart(a: Days, b: Days) -> bool:
    """Do two stretches of days share none?"""
    return a.last < b.first or b.last < a.first


def _places_clash(a: Draft, b: Draft) -> bool:
    if not isinstance(a.where, Said) or not isinstance(b.where, Said):
        return False
    if any(_of_the_told(d) and d.where_how >= CARRIED for d in (a, b)):
        return False
    return not _can_be_one(a.where.value, b.where.value)


def _can_be_one(a: Place, b: Place) -> bool:
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return True
    if a.country != b.country:
        return not a.country or not b.country
    coarse = {GeoPrecision.COUNTRY, GeoPrecision.ADMIN1, GeoPrecision.ADMIN2}
    if GeoPrecision.COUNTRY in (a.precision, b.precision):
        return True
    if GeoPrecision.BORDER in (a.precision, b.precision):
        return a.name == b.name
    if a.precision in coarse or b.precision in coarse:
        return not a.admin1 or not b.admin1 or a.admin1 == b.admin1
    return abs(a.lat - b.lat) < 0.05 and abs(a.lon - b.lon) < 0.05


def _parties_clash(a: list[Said[Party]], b: list[Said[Party]], *, taken: bool = False) -> bool:
    a, b = [p for p in a if _named_for_it(p)], [p for p in b if _named_for_it(p)]
    if not a or not b:
        return False
    vague = all(_vague(p, taken=taken) for p in a) or all(_vague(p, taken=taken) for p in b)
    return not vague and not any(one_party(x, y) for x in a for y in b)


def _named_for_it(said: Said[Party]) -> bool:
    """Is a party said to be of this act: neither pointed to nor only likely to hold those whom somebody took?"""
    return said.by not in POINTERS and said.by != KEPT


def _vague(said: Said[Party], *, taken: bool) -> bool:
    """May the words be said of a party that is named otherwise: "gunmen", "the security force", "two men" who are held?

    `taken` says that the people are taken into custody, where "suspects" and "men" can be of any party.
    """
    if said.by != DESCRIBED:
        return said.value.kind in VAGUE
    return said.value.kind in VAGUE | STATE_KINDS or (taken and said.value.kind is PartyKind.CIVILIANS)


def one_party(a: Said[Party], b: Said[Party]) -> bool:
    """Are two parties one: by name, as a force and a unit of it, or as people of a kind that only nouns tell of?"""
    one, other = a.value.name, b.value.name
    if one == other or one.startswith(f"{other} ") or other.startswith(f"{one} "):
        return True
    kinds = {a.value.kind, b.value.kind}
    if kinds <= CROWDS and PartyKind.CIVILIANS in kinds:
        return True  # "students" are who demonstrated
    return a.by == b.by == DESCRIBED and len(kinds) == 1 and kinds <= GROUPS


def _figures_clash(a: Draft, b: Draft) -> bool:
    """Different exact figures for the same count, in bodies far from each other, are different happenings."""
    if a.headline or b.headline or a.paragraph == b.paragraph or _same_spot(a, b):
        return False
    if Status.DENIED in (a.status, b.status):
        return False
    for ta in a.tolls:
        for tb in b.tolls:
            if ta.name == tb.name and ta.name not in ("killed", "wounded", "participants") and _exact_and_other(ta, tb):
                return True
    return False


def _same_spot(a: Draft, b: Draft) -> bool:
    """Do both name the same settlement, so that figures that differ are rival ones?"""
    if not isinstance(a.where, Said) or not isinstance(b.where, Said) or a.when != b.when:
        return False
    return (
        a.where_how is How.OWN and b.where_how is How.OWN and a.where.value.gazetteer_id == b.where.value.gazetteer_id
    )


def _exact_and_other(a: Toll, b: Toll) -> bool:
    return not (a.part or b.part or a.added or b.added) and (
        (a.count.high is not None and a.count.high < b.count.low)
        or (b.count.high is not None and b.count.high < a.count.low)
    )
