"""The human targets of MUC-4: who was hit by what a report tells of, each once, with number and effect.

Each member of a coordination is a victim; a group whose members are told one by one is none besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from dateline.howmany import count_people
from dateline.kit import Kit
from dateline.model import Count, Party, PartyKind, Report, Said, Span, Status, Why
from dateline.who import noun_class
from muc_rubric import Rubric
from muc_scoring import about, words

ARMED = frozenset(
    (
        PartyKind.REBEL_GROUP,
        PartyKind.POLITICAL_MILITIA,
        PartyKind.CRIMINAL_GROUP,
        PartyKind.STATE_FORCES,
        PartyKind.EXTERNAL_FORCES,
    )
)
CIVIL = frozenset(("authority", "civilian", "crowd", "people", "prisoner"))  # classes of nouns for the unarmed
THINGS = frozenset(("org", "place", "site", "vehicle", "weapon"))  # and those for what is no people
FATAL = frozenset(("assassination", "execution"))
_CUTS = 8  # in a phrase, of its commas and "and"s
_BRACKETS = re.compile(r"\[[^\]]*\]")
_AND = re.compile(r",? and |, ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Victim:
    """People hit: the spellings of their words, how many, what befell them; `military` where they serve."""

    spelled: tuple[str, ...]
    number: str
    effect: str
    military: bool


def victims_of(report: Report, text: str, kit: Kit, rubric: Rubric) -> Iterator[Victim]:
    """The people hit: those whom a count counts, and those of the target whom none does."""
    counted: dict[Span, tuple[Count, str, str]] = {}
    for claim in report.claims:
        if claim.people and isinstance(claim.value, Count) and claim.field in (*rubric.effects, "abducted"):
            counted[claim.people] = (claim.value, rubric.effects.get(claim.field, ""), claim.people.of(text))
    parties = [(span, said.value) for said in report.target for span in said.spans]
    for span, (value, effect, phrase) in counted.items():
        if effect == "" and any(e and p == phrase for _, e, p in counted.values()):
            continue
        same = [(s, p) for s, p in parties if s.overlaps(span)]
        if parts := members(phrase, value, kit):
            yield from (Victim((p,), figure(n), effect, _military([], p, kit, rubric)) for p, n in parts)
            continue
        spelled = tuple(dict.fromkeys((phrase, *(s.of(text) for s, _ in same))))
        if value.low and words(phrase):
            yield Victim(spelled, figure(value), effect, _military([p for _, p in same], phrase, kit, rubric))
    told = [e for field, e in rubric.effects.items() if field in report.counts_unknown]
    effect = "DEATH" if report.type in FATAL and report.status is Status.ACTUAL else told[0] if told else ""
    vague = bool(effect) or report.type == "abduction"
    for span, party in parties:
        if not any(span.overlaps(c) for c in counted):
            for part, number in people(span.of(text), kit, vague=vague):
                if _thing(part, kit):
                    continue
                yield Victim((part,), number, effect, _military([party], part, kit, rubric))


def one_by_one(victims: Sequence[Victim]) -> tuple[Victim, ...]:
    """Without a group whose members stand beside it: "two leaders", and the name of each; a total, and its parts."""
    single = [v for v in victims if v.number == "1"]
    told = [v for v in victims if v.number == str(len(single)) and len(single) > 1]
    counted = [int(v.number) for v in victims if v.number.isdigit()]
    sums = [v for v in victims if v.number.isdigit() and int(v.number) * 2 == sum(counted) and len(counted) > 2]
    return tuple(v for v in _resolved(victims) if v not in (told or sums)[:1])


def _resolved(victims: Sequence[Victim]) -> list[Victim]:
    """The victims, where "the minister" beside one person by name is that person."""
    single = [v for v in victims if named(v) and not _description(v)]
    if len(single) != 1:
        return list(victims)
    person = single[0]
    again = [v for v in victims if v.number == "1" and _description(v)]
    if len(again) != 1 or (again[0].effect and person.effect and again[0].effect != person.effect):
        return list(victims)
    spelled = (*person.spelled, *again[0].spelled)
    whole = replace(person, spelled=spelled, effect=person.effect or again[0].effect)
    return [whole if v is person else v for v in victims if v is not again[0]]


def _description(victim: Victim) -> bool:
    """Is a victim told by nothing but what he is, as known already: "the minister"?"""
    return all(s.lower().startswith("the ") and s[1:].islower() for s in victim.spelled)


def people(phrase: str, kit: Kit, *, vague: bool) -> Iterator[tuple[str, str]]:
    """The people that a phrase means with the number of each member; where `vague`, PLURAL for a bare plural."""
    count = count_people(phrase, kit.howmany)
    if isinstance(count, Said):
        yield from ((p, figure(n)) for p, n in members(phrase, count.value, kit) or [(phrase, count.value)])
    elif count.why is Why.BARE_PLURAL and vague:
        yield from ((p, "PLURAL") for part in _AND.split(phrase) if (p := part.strip()) and _unarmed(p, kit))


def _unarmed(phrase: str, kit: Kit) -> bool:
    head = about(phrase)[-1:]
    return any(noun_class(f, kit.who) in CIVIL for w in head for f in (w.lower(), w.lower().removesuffix("s")))


def _thing(phrase: str, kit: Kit) -> bool:
    """Is a target no people: a building, a vehicle, a place by its name?"""
    core = about(phrase)
    classes = {noun_class(f, kit.who) for w in core[-1:] for f in (w.lower(), w.lower().removesuffix("s"))}
    return bool(classes & THINGS) or (len(core) > 1 and bool(kit.gazetteer.lookup(phrase)))


def somebody(victim: Victim, kit: Kit) -> bool:
    """Do the words name people? "Seven bank branches" and "the murder of X" are nobody."""
    return any(_people(_BRACKETS.sub(" ", s), kit) for s in victim.spelled)


def _people(phrase: str, kit: Kit) -> bool:
    written = {w.upper(): w for w in re.findall(r"[^\W\d_]+", phrase)}
    core = [written[w] for w in about(phrase) if w in written]
    if not core or core[-1][0].isupper() or phrase.rstrip()[-1:].isdigit():
        return True
    forms = (f for w in core for f in (w.lower(), w.lower().removesuffix("s"), w.lower().removesuffix("es")))
    return bool({noun_class(f, kit.who) for f in forms} - THINGS - {None})


def members(phrase: str, value: Count, kit: Kit) -> list[tuple[str, Count]]:
    """The members of a coordination with the number of each; none where they do not make up its count.

    A comma or "and" may stand within a member ("his driver, Luis Paz"): the most members that add up are taken.
    """
    cuts = [(m.start(), m.end()) for m in _AND.finditer(phrase)][:_CUTS]
    for size in range(len(cuts), 0, -1):
        for chosen in combinations(cuts, size):
            edges = [(0, 0), *chosen, (len(phrase), len(phrase))]
            parts = [phrase[a[1] : b[0]].strip() for a, b in pairwise(edges)]
            counts = [count_people(p, kit.howmany) for p in parts]
            found = [(p, c.value) for p, c in zip(parts, counts, strict=True) if isinstance(c, Said)]
            if len(found) == len(parts) and sum(c.low for _, c in found) == value.low:
                return found
    return []


def _military(parties: Sequence[Party], phrase: str, kit: Kit, rubric: Rubric) -> bool:
    """Do the people of a phrase bear arms or keep order, now?"""
    said = re.findall(r"[a-z-]+", phrase.lower())
    if rubric.former & set(said):
        return False
    if parties:
        return all(p.kind in ARMED for p in parties)
    classes = {noun_class(form, kit.who) for word in said for form in (word, word.removesuffix("s"))}
    return bool(classes & {"armed", "state_force"}) and not classes & {"civilian", "authority"}


def figure(value: Count) -> str:
    """A count as MUC writes it: a figure, or PLURAL where it is open and vague."""
    return str(value.low) if value.high is not None or value.low > 24 else "PLURAL"


def named(victim: Victim) -> bool:
    """Is the victim one person, by name and not by a word for people alone?"""
    return victim.number == "1" and max(len(about(s)) for s in victim.spelled) > 1


def one(a: Victim, b: Victim) -> bool:
    """Are two victims the same people: do all words of the one stand in the other?"""
    groups = (v.number.isdigit() and int(v.number) > 1 for v in (a, b))
    if a.number == b.number and all(groups) and any(s.lower().startswith("the ") for s in (*a.spelled, *b.spelled)):
        return True
    return a.number == b.number and any(
        set(about(s)) <= set(words(t)) or set(about(t)) <= set(words(s)) for s in a.spelled for t in b.spelled
    )


def once(victims: Iterable[Victim]) -> tuple[Victim, ...]:
    """Victims with each of them once, by all the spellings and the effect that is told of them anywhere."""
    out: list[Victim] = []
    for victim in victims:
        at = next((n for n, other in enumerate(out) if one(other, victim)), None)
        if at is None:
            out.append(victim)
        else:
            other = out[at]
            spelled = tuple(dict.fromkeys((*other.spelled, *victim.spelled)))
            out[at] = replace(other, spelled=spelled, effect=other.effect or victim.effect)
    return tuple(out)
