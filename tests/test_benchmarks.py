"""What the benchmarks make of our records: their pure functions only, on sentences of our own."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from dateline.kit import Kit
from dateline.model import Span
from dateline.pipeline import Coding, code_document, code_documents
from dateline.sources import document
from dateline.values import Relevance

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def benchmark(name: str) -> ModuleType:
    """A benchmark as a module."""
    sys.path[:0] = [] if str(BENCHMARKS) in sys.path else [str(BENCHMARKS)]
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("phrase", "value", "expected"),
    [
        ("three NGO nurses", 3, 3),
        ("a relief worker and four civilians", 5, 1),
        ("six soldiers", 6, 0),
        ("a paramedic, along with two bystanders", 3, 1),
    ],
)
def test_awsd_counts_only_aid_workers(phrase: str, value: int, expected: int, kit: Kit) -> None:
    awsd = benchmark("awsd")
    rubric = awsd.load_rubric(BENCHMARKS / "awsd.yaml", kit.howmany)
    assert rubric.aid_workers(phrase, value) == expected


def test_awsd_counts_nobody_twice(kit: Kit) -> None:
    awsd = benchmark("awsd")
    rubric = awsd.load_rubric(BENCHMARKS / "awsd.yaml", kit.howmany)
    rows = [
        {
            "id": "1",
            "text": "Gunmen abducted two Norwegian NGO drivers near Gao on Monday and later killed one of them.",
        }
    ]
    ((victims, _),) = awsd.code_rows(rows, rubric)
    assert (victims.killed, victims.wounded, victims.kidnapped) == (1, 0, 1)


def test_awsd_floor_reads_the_number_before_the_harm() -> None:
    awsd = benchmark("awsd")
    assert awsd.floor_of("Two guards of a clinic were killed.", "killed") == 2
    assert awsd.floor_of("The clinic was looted.", "killed") == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-07-S-001\n\nGHOR, Afghanistan (July 3)\nTroops held a meeting.", date(2012, 7, 3)),
        ("GHOR, Afghanistan (Sept. 3, 2011) Troops held a meeting.", date(2011, 9, 3)),
        ("May 9: Operations in the west\n2010-05-CA-111 For release", date(2010, 5, 9)),
        ("GHOR, Afghanistan (July 3)\nTroops held a meeting.", None),
    ],
)
def test_isaf_dates_a_release_by_its_dateline_and_number(text: str, day: date | None) -> None:
    assert benchmark("isaf").release_day(text) == day


@pytest.mark.parametrize(
    ("words", "count"), [("Several", 0), ("numerous porters", 4), ("a handful", 1), ("eleven and many more", 4)]
)
def test_isaf_reads_words_of_number_by_the_coders_rubric(words: str, count: int) -> None:
    isaf = benchmark("isaf")
    assert isaf.more([words], isaf.load_rubric()) == count


def test_isaf_counts_the_leaders_among_the_members_of_a_phrase() -> None:
    isaf = benchmark("isaf")
    rubric = isaf.load_rubric()
    leaders = [
        isaf.led(m, rubric) for m in rubric.members.split("a band commander and a facilitator, along with six men")
    ]
    assert leaders == [1, 0, 0]


def test_isaf_compares_lists_as_sets_without_case() -> None:
    isaf = benchmark("isaf")
    assert isaf.same(["Taliban;imu"], ["imu;taliban"])
    assert not isaf.same(["taliban"], [""])


# --- MUC-4 ------------------------------------------------------------------------------------


def muc_key(**slots: list[str]) -> dict[str, list[str]]:
    """A key of MUC-4 with these fills; the others are empty."""
    names = {
        "date": "INCIDENT: DATE",
        "place": "INCIDENT: LOCATION",
        "type": "INCIDENT: TYPE",
        "organisation": "PERP: ORGANIZATION ID",
        "name": "HUM TGT: NAME",
        "described": "HUM TGT: DESCRIPTION",
        "number": "HUM TGT: NUMBER",
        "effect": "HUM TGT: EFFECT OF INCIDENT",
    }
    return {"MESSAGE: TEMPLATE": ["1"], **{names[slot]: fills for slot, fills in slots.items()}}


@pytest.mark.parametrize(
    ("slot", "ours", "key", "expected"),
    [
        ("type", "ATTACK", "BOMBING", 0.5),
        ("type", "BOMBING", "ATTACK", 0.0),
        ("date", "- 04 MAY 90", "- 04 MAY 90", 1.0),
        ("date", "04 MAY 90", "- 04 MAY 90", 0.5),
        ("date", "03 MAY 90", "02 MAY 90 - 04 MAY 90", 0.5),
        ("date", "05 MAY 90", "04 MAY 90", 0.0),
        ("location", "PERU: Cuzco: Sicuani", "PERU: SICUANI (TOWN)", 1.0),
        ("location", "PERU", "PERU: SICUANI (TOWN)", 0.5),
        ("location", "CHILE: Sicuani", "PERU: SICUANI (TOWN)", 0.0),
        ("victim", "TWO TEACHERS OF THE SCHOOL", "TEACHERS", 1.0),
        ("victim", "THE DRIVER OF THE TEACHERS", "TEACHERS", 0.0),
        ("victim", "QUISPE", "JUAN QUISPE", 0.5),
        ("number", "PLURAL", "7", 0.5),
        ("number", "PLURAL", "1", 0.0),
        ("effect", "NO INJURY", "NO INJURY OR DEATH", 0.5),
    ],
)
def test_muc_fills_match(slot: str, ours: str, key: str, expected: float) -> None:
    scoring = benchmark("muc_scoring")
    assert scoring.fill_match(slot, scoring.Fill((ours,)), scoring.Fill((key,))) == expected


def test_muc_victims_are_names_with_their_descriptions_and_other_descriptions() -> None:
    scoring = benchmark("muc_scoring")
    raw = muc_key(name=['"JUAN QUISPE" / "QUISPE"'], described=['"MAYOR": "JUAN QUISPE"', '? "GUARDS"'])
    victims = scoring.key_of(raw).fills["victim"]
    assert [(v.spelled, v.optional) for v in victims] == [
        (("JUAN QUISPE", "QUISPE", "MAYOR"), False),
        (("GUARDS",), True),
    ]


def test_muc_optional_and_empty_fills_cost_nothing() -> None:
    scoring = benchmark("muc_scoring")
    key = scoring.key_of(muc_key(type=["ATTACK"], place=["-"], organisation=['? "ELN"']))
    tallies = scoring.score_pair(scoring.Template({"type": (scoring.Fill(("ATTACK",)),)}), key)
    assert [(t.possible, t.actual) for t in (tallies["type"], tallies["location"], tallies["organisation"])] == [
        (1, 1), (0, 0), (0, 0),
    ]  # fmt: skip


def test_muc_templates_are_aligned_where_most_agrees_and_the_rest_counts_against_us() -> None:
    scoring = benchmark("muc_scoring")
    keys = [
        scoring.key_of(muc_key(type=["ATTACK"], place=["PERU: PUNO (CITY)"], date=["04 MAY 90"])),
        scoring.key_of(muc_key(type=["ATTACK"], place=["PERU: PUNO (CITY)"], date=["05 MAY 90"])),
    ]

    def ours(day: str) -> object:
        fills = {"type": "ATTACK", "location": "PERU: Puno", "date": day}
        return scoring.Template({slot: (scoring.Fill((value,)),) for slot, value in fills.items()})

    score = scoring.score_document([ours("05 MAY 90"), ours("04 MAY 90"), ours("06 MAY 90")], keys)
    assert sorted(score.pairs, key=str) == [(0, 1), (1, 0), (2, None)]
    assert (score.all.possible, score.all.actual, score.all.correct) == (6, 9, 6)


def test_muc_reports_become_incidents(kit: Kit) -> None:
    muc = benchmark("muc_incidents")
    rubric = benchmark("muc_rubric").load_rubric()
    row = {
        "docid": "1",
        "text": "PUNO, 5 MAY 90 (AGENCY) -- [TEXT] GUERRILLAS KILLED TWO TEACHERS IN THE CITY OF PUNO ON 4 MAY.",
    }
    doc = muc.item(row, rubric)
    assert doc.published == date(1990, 5, 5)
    (coding,) = code_documents([doc], kit)
    (incident,) = muc.incidents_of(coding, kit, rubric)
    assert (incident.type, incident.stage, incident.days[0]) == ("ATTACK", "ACCOMPLISHED", "04 MAY 90")
    assert [(v.number, v.effect) for v in incident.victims] == [("2", "DEATH")]


def test_muc_war_among_armed_forces_is_no_incident(kit: Kit) -> None:
    muc = benchmark("muc_incidents")
    row = {
        "docid": "1",
        "text": "PUNO, 5 MAY 90 -- [TEXT] FOUR SOLDIERS DIED IN A CLASH WITH GUERRILLAS NEAR PUNO YESTERDAY.",
    }
    (coding,) = code_documents([muc.item(row, benchmark("muc_rubric").load_rubric())], kit)
    assert isinstance(coding, Coding) and coding.reports
    assert not muc.incidents_of(coding, kit, benchmark("muc_rubric").load_rubric())


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Six people died in police firing in the old city on Monday.", {"kill"}),
        ("The police arrested nine men in the market on Monday.", {"arrest"}),
        ("A mob killed two men in the market on Monday.", set()),
        ("The rebels detained two traders in the market on Monday.", set()),
    ],
)
def test_india_police_asks_for_acts_of_the_police(text: str, acts: set[str], kit: Kit) -> None:
    assert benchmark("india_police").acts_of(code_document(document(text, id="x"), kit).reports) == acts


def test_india_police_floor_wants_both_words_in_one_sentence() -> None:
    floor = benchmark("india_police").floor_of
    assert floor(["The police came late.", "Two men were killed."]) == set()
    assert floor(["A constable killed a man."]) == {"kill"}


# --- Gun Violence Archive ---------------------------------------------------------------------


def test_gva_shooting_is_the_first_counted_act_with_those_of_its_day(kit: Kit) -> None:
    gva = benchmark("gva")
    text = (
        "A man was shot dead and two women were wounded in Toledo, Ohio, on Monday night, police said.\n\n"
        "On June 2, three people were killed in a shooting in Akron, Ohio."
    )
    doc = document(text, id="x", published=date(2021, 6, 15), lang="en")
    told = gva.shooting(code_document(doc, replace(kit, relevance=Relevance.ALL)).reports, doc.text, kit)
    assert (told.killed, told.injured, told.days.first) == (1, 2, date(2021, 6, 14))
    assert gva.town_right(told.place, {"state": "Ohio", "city_or_county": "Toledo"})
    assert not gva.town_right(told.place, {"state": "Iowa", "city_or_county": "Toledo"})


def test_gva_counts_as_injured_whoever_was_shot_and_not_killed(kit: Kit) -> None:
    gva = benchmark("gva")
    doc = document("Four people were shot in Toledo, Ohio, on Monday. One died.", id="x", lang="en")
    told = gva.shooting(code_document(doc, replace(kit, relevance=Relevance.ALL)).reports, doc.text, kit)
    assert (told.killed, told.injured) == (1, 3)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("St. Albans", {"saint albans"}),
        ("Kane County", {"kane"}),
        ("Kane (county)", {"kane"}),
        ("Moxley (Alder Hills)", {"moxley", "alder hills"}),
    ],
)
def test_gva_reads_the_names_of_towns_and_counties(given: str, names: set[str]) -> None:
    assert benchmark("gva").town_names(given) == names


@pytest.mark.parametrize(
    ("text", "killed"), [("Police found two teens dead.", 2), ("A man died.", 1), ("A man was hurt.", 0)]
)
def test_gva_floor_reads_the_number_before_the_harm(text: str, killed: int) -> None:
    assert benchmark("gva").floor_of(text, "killed") == killed


# --- WikiWars ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("1951-03-04TMO", ("1951-03-04", "1951-03-04")),
        ("1952-02", ("1952-02-01", "1952-02-29")),
        ("1951", ("1951-01-01", "1951-12-31")),
        ("1951-WI", ("1951-12-01", "1952-02-29")),
        ("1951-W10", ("1951-03-05", "1951-03-11")),
        ("195", ("1950-01-01", "1959-12-31")),
        ("BC0201", None),
        ("P3D", None),
        ("PAST_REF", None),
        ("1951-XX-XX", None),
    ],
)
def test_wikiwars_values_are_intervals(value: str, days: tuple[str, str] | None) -> None:
    expected = tuple(map(date.fromisoformat, days)) if days else None
    assert benchmark("wikiwars").interval_of(value) == expected


HISTORY = """<TEXT>
<TIMEX2 val="1951">1951</TIMEX2>

The fort fell on <TIMEX2 val="1951-03-04">4 March</TIMEX2>, the town <TIMEX2 val="1951-03-06">two days later</TIMEX2>.
It was held from <TIMEX2 val="1952" mod="START">early 1952</TIMEX2> for <TIMEX2 val="P3M">three months</TIMEX2>.
</TEXT>"""


def test_wikiwars_reads_days_in_the_year_last_told_of(kit: Kit) -> None:
    wikiwars = benchmark("wikiwars")
    text, theirs = wikiwars.read_history(HISTORY)
    assert [t.span.of(text) for t in theirs] == ["1951", "4 March", "two days later", "early 1952", "three months"]
    counts, _ = wikiwars.judge(text, theirs, kit.when)
    assert (counts["all"], counts["dates"], counts["found"], counts["right"], counts["ours"]) == (5, 4, 4, 4, 4)


# --- geoparsing -------------------------------------------------------------------------------

TOWNS = """<articles><article><text>Troops left Kabul for Herat. French aid came to Uzgharkot.</text>
<locations><location><name>Kabul</name><start>13</start><end>18</end><lat>34.53</lat><lon>69.17</lon></location></locations>
<toponyms><toponym><start>22</start><end>27</end><phrase>Herat</phrase>
<gaztag><name>Herat</name><lat>34.35</lat><lon>62.2</lon></gaztag></toponym>
<toponym><start>29</start><end>35</end><phrase>French</phrase>
<gaztag><name>France</name><lat>46</lat><lon>2</lon></gaztag></toponym>
<toponym><start>48</start><end>57</end><phrase>Uzgharkot</phrase></toponym></toponyms></article></articles>"""


def test_geoparsing_judges_names_with_coordinates_and_sets_demonyms_apart(tmp_path: Path, kit: Kit) -> None:
    geoparsing = benchmark("geoparsing")
    file = tmp_path / "towns.xml"
    file.write_text(TOWNS, encoding="utf-8")
    ((text, theirs),) = geoparsing.read_articles(file)
    assert [t.span.of(text) for t in theirs] == ["Kabul", "Herat", "French", "Uzgharkot"]
    counts, _ = geoparsing.judge(text, theirs, kit)
    assert (counts["names"], counts["apart"], counts["ceiling"]) == (2, 2, 2)
    assert (counts["found"], counts["right"], counts["given_right"]) == (2, 2, 2)


def test_geoparsing_counts_an_area_as_right_whatever_its_centre(kit: Kit) -> None:
    geoparsing = benchmark("geoparsing")
    (place,) = (e for e in kit.gazetteer.lookup("Russia") if e.kind == "country")
    said = geoparsing.Named(Span(0, 6), ("Russia",), (60.0, 100.0))
    assert geoparsing.right(place, said, kit.gazetteer)
    assert not geoparsing.right(place, geoparsing.Named(Span(0, 6), ("Omsk",), (54.98, 73.37)), kit.gazetteer)
