"""Makes templates of MUC-4 from a document's reports, by the task's written rubric (words and types in `muc.yaml`).

The rubric decides which types are incidents; that fights among those who bear arms, tolls of a war, sums, plans and
what is some months old are none, nor what is told without target and perpetrator; that reports which differ in no
type, date, place, perpetrator or victim are one incident; that a place not said is the country of the document's
other events and parties; and that who claims an attack or is accused anywhere in the text is the suspect of an
incident without a perpetrator. All values come from our records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dateline.kit import Kit
from dateline.model import (
    Attitude,
    DayPrecision,
    Document,
    Party,
    PartyKind,
    Report,
    Said,
    Status,
    Unknown,
)
from dateline.pipeline import Coding
from dateline.sources import document
from dateline.text import outline, running_case
from muc_rubric import Rubric
from muc_scoring import Fill, Template, about
from muc_victims import ARMED, Victim, named, once, one, one_by_one, somebody, victims_of

STAGES = {
    Status.ACTUAL: "ACCOMPLISHED",
    Status.DISPUTED: "ACCOMPLISHED",
    Status.ATTEMPTED: "ATTEMPTED",
}
FIGHTS = frozenset(("armed_clash", "territory_seizure"))
VAGUE = "attack"  # the type of acts of which no more is told
FREEING, TAKING = "release", "KIDNAPPING"
BLAST = "bombing"  # by a state's forces it is a strike
STRIKES = FIGHTS | {"airstrike", "shelling"}
WAR = 500  # so many victims are those of a war, not of an incident
RECENT = 90  # days before the dateline
SUMMED = 40  # days over which victims may be summed
PLACED = frozenset(("ARSON", "BOMBING"))  # which need nobody who is told as hit
_BEFORE = 25  # characters before a party that can hedge it
UNNAMED = "Unidentified"
STATE = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES))
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})\b")


@dataclass(frozen=True, slots=True)
class Incident:
    """What a report gives for a template."""

    type: str
    stage: str
    days: tuple[str, date | None, date | None]
    place: tuple[str, ...]
    organisations: tuple[tuple[tuple[str, ...], str], ...]
    victims: tuple[Victim, ...]


def item(row: Mapping[str, Any], rubric: Rubric) -> Document:
    """The document of a line, dated by its dateline."""
    found = _DAY.search(row["text"][:200])
    day = date(1900 + int(found[3]), rubric.months.index(found[2]) + 1, int(found[1])) if found else None
    return document(row["text"], id=row["docid"], published=day, lang="en")


# --- records into incidents -------------------------------------------------------------------


def incidents_of(coding: Coding, kit: Kit, rubric: Rubric) -> list[Incident]:
    """The incidents that a document's reports tell of, by the task's rubric."""
    text = written(coding.document, kit)
    claims = [p for r in coding.reports if r.type == "responsibility_claim" for p in r.actor]
    blamed = [p for r in coding.reports if r.type == "accusation" for p in r.target]
    claimed = {p.value.name for p in claims}
    found = [i for r in coding.reports if (i := incident_of(r, text, coding.document.published, kit, rubric, claimed))]
    owned = [(p, "CLAIMED OR ADMITTED") for p in claims] + [(p, "SUSPECTED OR ACCUSED") for p in blamed]
    elsewhere = tuple((spellings(p, text, kit), sure) for p, sure in owned if organised(p.value))[:1]
    country = country_of(coding, rubric)
    freed = [v for r in coding.reports if r.type == FREEING for v in victims_of(r, text, kit, rubric)]
    found = [with_freed(i, freed) for i in found]
    told = [
        i if i.place or not country else replace(i, place=(country,)) for i in found if relevant(i, coding.document)
    ]
    return [i if i.organisations else replace(i, organisations=elsewhere) for i in merged(told)]


def with_freed(incident: Incident, freed: Sequence[Victim]) -> Incident:
    """A kidnapping, with the effect on those of its victims whom the text tells to have been freed."""
    victims = tuple(
        replace(v, effect=f.effect) if not v.effect and (f := next((w for w in freed if one(v, w)), None)) else v
        for v in incident.victims
    )
    return replace(incident, victims=victims) if incident.type == TAKING else incident


def relevant(incident: Incident, doc: Document) -> bool:
    """Is it recent and told as a particular happening? The task leaves out what is older than some months."""
    if doc.published and incident.days[2] and (doc.published - incident.days[2]).days > RECENT:
        return False
    return bool(incident.victims or incident.organisations or len(incident.place) > 1)


def country_of(coding: Coding, rubric: Rubric) -> str:
    """The country of a document's events and parties: the task asks for one where no place is said."""
    places = Counter(r.where.value.country for r in coding.reports if isinstance(r.where, Said))
    parties = Counter(p.value.country for r in coding.reports for p in (*r.actor, *r.target) if p.value.country)
    common = (places + parties).most_common(1)
    return rubric.countries.get(common[0][0], common[0][0]) if common else ""


def written(doc: Document, kit: Kit) -> str:
    """The text as running text would write it, in which names are told from other words."""
    sentences = [s.span for s in outline(doc, kit.text).sentences]
    places = kit.gazetteer
    return running_case(
        doc.text, sentences, lambda n: places.spelled(n) if " " in n else bool(places.lookup(n)), kit.text
    )


def incident_of(
    report: Report, text: str, published: date | None, kit: Kit, rubric: Rubric, claimed: Iterable[str]
) -> Incident | None:
    """A report as an incident; None where the rubric has none for it."""
    stage = stage_of(report, rubric)
    if not stage or long_sum(report) or report.type not in (*rubric.types, *rubric.war):
        return None
    victims = once(v for v in victims_of(report, text, kit, rubric) if any(about(s) for s in v.spelled))
    victims = one_by_one(victims)
    kind = type_of(report, text, rubric)
    if at_war(report, victims) or not (victims or aimed(report, kind)):
        return None
    return Incident(
        type=kind,
        stage=stage,
        days=days_of(report, published, rubric),
        place=place_of(report, rubric),
        organisations=tuple(organisations_of(report, text, kit, rubric, claimed)),
        victims=tuple(v for v in victims if somebody(v, kit)),
    )


def stage_of(report: Report, rubric: Rubric) -> str:
    """How far it went; "" where it did not happen. A device found in time is an attempt."""
    if report.type == "threat":
        return "THREATENED"
    if report.type == "weapons_disruption":
        return "ATTEMPTED" if rubric.found & set(report.rules) else ""
    return STAGES.get(report.status, "")


def long_sum(report: Report) -> bool:
    """Does the report sum up what happened over more than a month or so?"""
    days = report.when.value if isinstance(report.when, Said) else None
    return report.aggregate and (days is None or (days.last - days.first).days > SUMMED)


def aimed(report: Report, kind: str) -> bool:
    """Is it told of something that was hit, or of somebody's deed? An attack on nothing in particular is war."""
    deed = report.type != VAGUE and any(organised(p.value) for p in report.actor)
    return bool(report.target) or kind in PLACED or deed


def at_war(report: Report, victims: Sequence[Victim]) -> bool:
    """Was it a fight of those who bear arms, or a war's toll? The task calls that guerrilla warfare, and no incident.

    Fighting, strikes and shells have to hit people who bear none; so has what an armed side does to people.
    """
    armed = all(v.military for v in victims)
    if any(v.number.isdigit() and int(v.number) >= WAR for v in victims):
        return True
    if report.type in STRIKES or (report.type == BLAST and any(p.value.kind in STATE for p in report.actor)):
        return not victims or (armed and (report.type in FIGHTS or _by_arms(report)))
    if victims:
        return armed and _by_arms(report)
    hit = [p.value.kind for p in report.target]
    return bool(hit) and all(k in ARMED for k in hit)


def _by_arms(report: Report) -> bool:
    return any(p.value.kind in ARMED for p in report.actor)


def type_of(report: Report, text: str, rubric: Rubric) -> str:
    """Their type for a report: by ours, and for attacks and destruction by the words for the means."""
    plain = rubric.types.get(report.type, "ATTACK")
    if report.type not in ("attack", "property_destruction"):
        return plain
    told = " ".join(span.of(text) for span in report.evidence).lower()
    seen = set(re.findall(r"[a-z-]+", told))
    for kind, means in rubric.means.items():
        if seen & means or any(" " in m and m in told for m in means):
            return kind
    return plain


def days_of(report: Report, published: date | None, rubric: Rubric) -> tuple[str, date | None, date | None]:
    """The days as MUC writes them, with the first and last; inferred and vague ones up to the dateline are a bound."""
    if isinstance(report.when, Unknown):
        return "", None, None
    days = report.when.value
    first, last = written_day(days.first, rubric), written_day(days.last, rubric)
    month = days.first.day == 1 and (days.last + timedelta(1)).day == 1
    if days.precision is not DayPrecision.DAY and not month:
        known = published if published and days.precision is not DayPrecision.INFERRED else days.last
        return f"- {written_day(known, rubric)}", days.first, days.last
    one = first == last or (days.last - days.first).days == 1  # "last night" is of the day before
    return first if one else f"{first} - {last}", days.first, days.last


def written_day(day: date, rubric: Rubric) -> str:
    """A day as MUC writes it."""
    return f"{day.day:02d} {rubric.months[day.month - 1]} {day.year % 100:02d}"


def place_of(report: Report, rubric: Rubric) -> tuple[str, ...]:
    """Country, division and place, outermost first."""
    if isinstance(report.where, Unknown):
        return ()
    place = report.where.value
    country = rubric.countries.get(place.country, place.country)
    if place.precision == "country":
        return (country,)
    names = (country, *(p.removesuffix(" Department").removesuffix(" Province") for p in (place.admin1, place.name)))
    return tuple(dict.fromkeys(p for p in names if p))


def organisations_of(
    report: Report, text: str, kit: Kit, rubric: Rubric, claimed: Iterable[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Named groups and forces among the actors, by all their spellings, with how sure the text is of each."""
    for said in report.actor:
        if organised(said.value) and tells_name(said, text, kit, rubric):
            yield spellings(said, text, kit), confidence_of(report, said, text, rubric, claimed)


def tells_name(said: Said[Party], text: str, kit: Kit, rubric: Rubric) -> bool:
    """Does the text name the organisation: a group anywhere, a force of a state where it is said to have done it?"""
    if said.value.kind not in STATE:
        return any(re.search(rf"\b{re.escape(n)}\b", text, re.IGNORECASE) for n in names_of(said.value.name, kit))
    told = re.findall("[a-z]+", " ".join(span.of(text) for span in said.spans).lower())
    return bool(rubric.forces & set(told))


def organised(party: Party) -> bool:
    """Is it a named group or force?"""
    return party.kind in ARMED and not party.name.startswith(UNNAMED)


def names_of(name: str, kit: Kit) -> tuple[str, ...]:
    """A party's name and all that the lexicon has for it."""
    known = (a.written for aliases in kit.who.names.values() for a in aliases if any(name == x.name for x in a.actors))
    return tuple(dict.fromkeys((name, *known)))


def spellings(said: Said[Party], text: str, kit: Kit) -> tuple[str, ...]:
    """The names that the lexicon has for a party, and its words."""
    return tuple(dict.fromkeys((*names_of(said.value.name, kit), *(s.of(text) for s in said.spans))))


def confidence_of(report: Report, said: Said[Party], text: str, rubric: Rubric, claimed: Iterable[str]) -> str:
    """How sure the text is that a party did it, as MUC has it."""
    if said.value.name in claimed:
        return "CLAIMED OR ADMITTED"
    denied = any(s.attitude is not Attitude.ASSERTS for s in report.sources)
    near = " ".join(text[max(0, span.start - _BEFORE) : span.end].lower() for span in said.spans)
    hedged = bool(rubric.hedges & set(re.findall("[a-z]+", near))) or bool(rubric.blame & set(report.rules))
    return "SUSPECTED OR ACCUSED" if denied or hedged else "REPORTED AS FACT"


def merged(found: Sequence[Incident]) -> list[Incident]:
    """One incident of all that differ in no type, date, place or perpetrator."""
    out: list[Incident] = []
    for incident in found:
        at = next((n for n, other in enumerate(out) if same(incident, other)), None)
        if at is None:
            out.append(incident)
        else:
            out[at] = both(out[at], incident)
    return out


def same(a: Incident, b: Incident) -> bool:
    """Does nothing that the rubric goes by keep two incidents apart? The same people are hit once."""
    if (a.type, a.stage) != (b.type, b.stage):
        return False
    if any(one(v, w) for v in a.victims for w in b.victims if named(v) and named(w)):
        return True
    if any(one(v, w) for v in a.victims for w in b.victims if v.number.isdigit() and int(v.number) > 2):
        return True
    if a.days[1] and b.days[1] and a.days[2] and b.days[2] and (a.days[1] > b.days[2] or b.days[1] > a.days[2]):
        return False
    if a.victims and b.victims and not any(one(v, w) for v in a.victims for w in b.victims):
        return False
    shorter = min(len(a.place), len(b.place))
    if (a.place[:1] != b.place[:1] and shorter) or not (set(a.place) <= set(b.place) or set(b.place) <= set(a.place)):
        return False
    theirs = [{s for spelled, _ in i.organisations for s in spelled} for i in (a, b)]
    return bool(theirs[0] & theirs[1]) or not (theirs[0] and theirs[1])


def both(a: Incident, b: Incident) -> Incident:
    """Two tellings of an incident: the finer values, all parties and victims."""
    days = min((a.days, b.days), key=lambda d: (d[1] is None, (d[2] - d[1]).days if d[1] and d[2] else 0))
    organisations = {spelled[0]: (spelled, sure) for spelled, sure in (*b.organisations, *a.organisations)}
    place = max((a.place, b.place), key=len)
    return Incident(
        a.type, a.stage, days, place, tuple(organisations.values()), one_by_one(once((*a.victims, *b.victims)))
    )


def template(incident: Incident) -> Template:
    """An incident as a template's fills."""
    fills: dict[str, tuple[Fill, ...]] = {
        "type": (Fill((incident.type,)),),
        "stage": (Fill((incident.stage,)),),
        "date": (Fill((incident.days[0],)),) if incident.days[0] else (),
        "location": (Fill((": ".join(incident.place),)),) if incident.place else (),
        "organisation": tuple(Fill(spelled) for spelled, _ in incident.organisations),
        "confidence": tuple(Fill((sure,), spelled) for spelled, sure in incident.organisations),
        "victim": tuple(Fill(v.spelled) for v in incident.victims),
        "number": tuple(Fill((v.number,), v.spelled) for v in incident.victims),
        "effect": tuple(Fill((v.effect,), v.spelled) for v in incident.victims if v.effect),
    }
    return Template(fills)
