"""Which tellings are one happening: run from `corpus/joins.en.yaml`, and reason by reason on drafts made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from coded import code_all, corpus, document_of, gap_of, judge, text_of
from dateline.datafiles import Node
from dateline.draft import Draft, How, Toll
from dateline.join import join_drafts
from dateline.join.ranges import added, reconciled
from dateline.join.sameness import clash
from dateline.kit import Kit
from dateline.model import (
    Count,
    DayPrecision,
    Days,
    Document,
    GeoPrecision,
    Party,
    PartyKind,
    Place,
    Said,
    Span,
    Status,
    Unknown,
    Why,
)
from dateline.ontology import Ontology, load_ontology
from dateline.pipeline import Coding

CORPUS = corpus("joins.en.yaml")
CASES = [(int(number), entry) for number, entries in CORPUS["happenings"].items() for entry in entries]


@pytest.fixture(scope="module")
def codings(kit: Kit) -> dict[str, Coding]:
    documents = [document_of(entry, CORPUS["published"], n) for n, (_, entry) in enumerate(CASES)]
    return {coding.document.text: coding for coding in code_all(documents, kit)}


def faults(number: int, type_: str, coding: Coding) -> Iterator[str]:
    told = [report.type for report in coding]
    if told != [type_] * number:
        yield f"reports: {', '.join(told) or 'none'}, not {number} of {type_}"


@pytest.mark.parametrize(("number", "entry"), CASES, ids=[f"{n}: {text_of(e)[:50]}" for n, e in CASES])
def test_tellings_make_so_many_happenings(codings: dict[str, Coding], number: int, entry: Node) -> None:
    judge(faults(number, entry["type"], codings[text_of(entry)]), gap_of(entry), text_of(entry))


REBUTTALS = [(status, entry) for status, entries in CORPUS["rebuttals"].items() for entry in entries]


@pytest.fixture(scope="module")
def rebutted(kit: Kit) -> dict[str, Coding]:
    documents = [document_of(entry, CORPUS["published"], n) for n, (_, entry) in enumerate(REBUTTALS)]
    return {coding.document.text: coding for coding in code_all(documents, kit)}


@pytest.mark.parametrize(("status", "entry"), REBUTTALS, ids=[f"{s}: {text_of(e)[:60]}" for s, e in REBUTTALS])
def test_who_says_that_it_did_not_happen_speaks_against_the_telling(
    rebutted: dict[str, Coding], status: str, entry: Node
) -> None:
    told = [(report.type, report.status.value) for report in rebutted[text_of(entry)]]
    fault = [] if told == [(entry["type"], status)] else [f"reports: {told}"]
    judge(iter(fault), gap_of(entry), text_of(entry))


def test_the_corpus_of_joins_has_few_gaps() -> None:
    assert len(CASES) >= 20
    assert sum(bool(gap_of(entry)) for _, entry in CASES) <= len(CASES) // 6


# --- drafts made by hand --------------------------------------------------------------------

TEXT = "Rebels attacked Gao on Monday and Kidal on Friday."
REBELS = Party("Northern Front", PartyKind.REBEL_GROUP, "ML")
OTHERS = Party("Southern Front", PartyKind.REBEL_GROUP, "ML")
ARMY = Party("Malian Armed Forces", PartyKind.STATE_FORCES, "ML")
GUNMEN = Party("Unidentified gunmen", PartyKind.UNIDENTIFIED)
GAO = Place("Gao", "ML", 16.27, -0.04, GeoPrecision.EXACT, admin1="Gao", gazetteer_id="1")
KIDAL = Place("Kidal", "ML", 18.44, 1.41, GeoPrecision.EXACT, admin1="Kidal", gazetteer_id="2")
GAO_REGION = Place("Gao Region", "ML", 17.0, -0.5, GeoPrecision.ADMIN1, admin1="Gao", gazetteer_id="3")
MALI = Place("Mali", "ML", 17.0, -4.0, GeoPrecision.COUNTRY, gazetteer_id="4")
NIGER = Place("Niger", "NE", 17.0, 8.0, GeoPrecision.COUNTRY, gazetteer_id="5")
HERE = (Span(0, 6),)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def on(first: int, last: int | None = None, precision: DayPrecision = DayPrecision.DAY) -> Said[Days]:
    return Said(Days(date(2023, 6, first), date(2023, 6, last or first), precision), HERE, "when/day")


def at(place: Place) -> Said[Place]:
    return Said(place, HERE, "where/name")


def by(*parties: Party, how: str = "who/name") -> list[Said[Party]]:
    return [Said(party, HERE, how) for party in parties]


def draft(type_: str = "attack", **changes: Any) -> Draft:
    """A draft of an attack that says nothing more; `changes` set its fields, days and places in its own words."""
    made = Draft(type_, Status.ACTUAL, sentence=0, paragraph=0, trigger=Span(7, 15), rules=[f"{type_}/made"])
    made.evidence = [Span(0, len(TEXT))]
    for name, value in changes.items():
        setattr(made, name, value)
    if made.when is not None and "when_how" not in changes:
        made.when_how = How.OWN
    if made.where is not None and "where_how" not in changes:
        made.where_how = How.OWN
    return made


type Changes = dict[str, Any]

ONE: dict[str, tuple[Changes, Changes]] = {
    "silent about all": ({}, {}),
    "the same day and place": ({"when": on(5), "where": at(GAO)}, {"when": on(5), "where": at(GAO)}),
    "a day within a week": ({"when": on(5)}, {"when": on(5, 11, DayPrecision.WEEK)}),
    "a day is inferred": ({"when": on(5)}, {"when": on(12, 14), "when_how": How.INFERRED}),
    "a town in its region": ({"where": at(GAO)}, {"where": at(GAO_REGION)}),
    "a town in its country": ({"where": at(GAO)}, {"where": at(MALI)}),
    "an unnamed party": ({"actor": by(REBELS)}, {"actor": by(GUNMEN)}),
    "a party that is pointed to": ({"actor": by(REBELS)}, {"actor": by(OTHERS, how="who/pronoun")}),
    "one party in common": ({"actor": by(REBELS, OTHERS)}, {"actor": by(OTHERS)}),
    "the sides the other way round": (
        {"actor": by(REBELS), "target": by(OTHERS)},
        {"actor": by(OTHERS), "target": by(REBELS)},
    ),
    "an unknown day": ({"when": on(5)}, {"when": Unknown(Why.NOT_SAID)}),
    "a toll that rises": (
        {"tolls": [Toll("killed", Count(6, 6), Span(0, 6), "x", 0)]},
        {"tolls": [Toll("killed", Count(9, 9), Span(0, 6), "x", 3)], "paragraph": 2},
    ),
}
OTHER: dict[str, tuple[Changes, Changes]] = {
    "days": ({"when": on(5)}, {"when": on(9)}),
    "places": ({"where": at(GAO)}, {"where": at(KIDAL)}),
    "places of other countries": ({"where": at(GAO)}, {"where": at(NIGER)}),
    "places of other regions": ({"where": at(KIDAL)}, {"where": at(GAO_REGION)}),
    "actors": ({"actor": by(REBELS), "target": by(ARMY)}, {"actor": by(OTHERS), "target": by(ARMY)}),
    "targets": ({"actor": by(ARMY), "target": by(REBELS)}, {"actor": by(ARMY), "target": by(OTHERS)}),
    "aggregate": ({}, {"aggregate": True}),
    "status": ({}, {"status": Status.PLANNED}),
    "list items": ({"listed": True}, {"listed": True, "paragraph": 1}),
}


@pytest.mark.parametrize("case", ONE)
def test_tellings_can_be_one_if(ontology: Ontology, case: str) -> None:
    a, b = (draft(**changes) for changes in ONE[case])
    assert clash(a, b, ontology) is None
    assert clash(b, a, ontology) is None


@pytest.mark.parametrize("case", OTHER)
def test_tellings_cannot_be_one_for(ontology: Ontology, case: str) -> None:
    a, b = (draft(**changes) for changes in OTHER[case])
    assert clash(a, b, ontology) == case.split(" of ")[0]
    assert clash(b, a, ontology) == case.split(" of ")[0]


@pytest.mark.parametrize("role", ["actor", "target"])
def test_named_parties_keep_tellings_apart_where_the_other_side_is_silent(ontology: Ontology, role: str) -> None:
    ours: Changes = {role: by(REBELS)}
    theirs: Changes = {role: by(OTHERS)}
    assert clash(draft(**ours), draft(**theirs), ontology) == f"{role}s"


def test_other_types_are_other_happenings_unless_the_word_points_back(ontology: Ontology) -> None:
    bomb, attack = draft("bombing"), draft("attack")
    assert clash(bomb, attack, ontology) == "type"
    back = draft("attack", noun=True, definite=True)
    assert clash(bomb, back, ontology) is None
    assert clash(draft("arrest"), back, ontology) == "type"


def join(ontology: Ontology, *drafts: Draft) -> tuple[Any, ...]:
    return join_drafts(Document("d", TEXT), drafts, ontology, {})


def test_joined_tellings_share_their_values(ontology: Ontology) -> None:
    dated = draft(when=on(5), actor=by(REBELS), rules=["attack/a"])
    placed = draft(where=at(GAO), rules=["attack/b"], trigger=Span(30, 33), sentence=1)
    (report,) = join(ontology, dated, placed)
    assert (report.when, report.where) == (dated.when, placed.where)
    assert [said.value for said in report.actor] == [REBELS]
    assert report.rules == ("attack/a", "attack/b")
    assert report.evidence == (Span(0, len(TEXT)),)


def test_a_named_party_goes_before_an_unnamed_one(ontology: Ontology) -> None:
    (report,) = join(ontology, draft(actor=by(GUNMEN)), draft(actor=by(REBELS), trigger=Span(30, 33)))
    assert [said.value for said in report.actor] == [REBELS]


def test_a_value_in_own_words_goes_before_a_carried_one(ontology: Ontology) -> None:
    carried = draft(where=at(MALI), where_how=How.CARRIED)
    own = draft(where=at(GAO), trigger=Span(30, 33))
    (report,) = join(ontology, carried, own)
    assert report.where.value == GAO


def test_figures_of_other_headlines_yield_to_the_body(ontology: Ontology) -> None:
    head = draft(headline=True, tolls=[Toll("killed", Count(24, None), Span(0, 6), "x", 0, headline=True)])
    body = draft(tolls=[Toll("killed", Count(31, 31), Span(7, 15), "x", 1)], trigger=Span(30, 33), sentence=1)
    (report,) = join(ontology, head, body)
    assert report.counts["killed"].value == Count(31, 31)


def test_no_telling_is_lost_and_reports_stand_in_text_order(ontology: Ontology) -> None:
    late = draft(when=on(9), trigger=Span(34, 39))
    early = draft(when=on(5), trigger=Span(7, 15))
    reports = join(ontology, late, early)
    assert [r.when for r in reports] == [early.when, late.when]
    assert len({r.id for r in reports}) == 2
    assert join(ontology) == ()


def test_two_drafts_at_one_word_have_ids_of_their_own(ontology: Ontology) -> None:
    reports = join(ontology, draft(where=at(GAO)), draft(where=at(KIDAL)))
    assert len({r.id for r in reports}) == len(reports) == 2


def test_one_asserts_and_one_denies(ontology: Ontology) -> None:
    (report,) = join(ontology, draft(), draft(status=Status.DENIED, trigger=Span(30, 33)))
    assert report.status is Status.DISPUTED
    (denied,) = join(ontology, draft(status=Status.DENIED))
    assert denied.status is Status.DENIED


FIGURES = {
    # two figures for one thing, and what they are together
    ((24, None), (30, None)): (30, None),
    ((7, 7), (9, 9)): (7, 9),
    ((7, 7), (7, 7)): (7, 7),
    ((5, None), (8, 8)): (8, 8),
    ((0, 30), (12, 12)): (12, 12),
    ((40, None), (30, 30)): (30, None),
}


@pytest.mark.parametrize("pair", FIGURES, ids=str)
def test_figures_for_one_thing_are_reconciled(pair: tuple[tuple[int, int | None], tuple[int, int | None]]) -> None:
    a, b = (Count(*bounds) for bounds in pair)
    assert (reconciled(a, b).low, reconciled(a, b).high) == FIGURES[pair]
    assert reconciled(a, b) == reconciled(b, a)


def test_figures_that_come_on_top_are_added() -> None:
    assert added(Count(3, 3), Count(5, 5)) == Count(8, 8)
    assert added(Count(3, 3), Count(5, None)) == Count(8, None)
    assert added(Count(3, 3), Count(5, 5, approximate=True)) == Count(8, 8, approximate=True)
