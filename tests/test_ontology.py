"""The codebook file is whole, agrees with the model, and a broken one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import model
from dateline.errors import DataError
from dateline.ontology import FILE, PlaceDefault, codebook, load_ontology

ONTOLOGY = load_ontology()
SOURCE = FILE.read_text(encoding="utf-8")
IDS = list(ONTOLOGY.types)

TYPES = [
    "armed_clash",
    "territory_seizure",
    "territory_transfer",
    "airstrike",
    "shelling",
    "bombing",
    "suicide_bombing",
    "grenade_attack",
    "chemical_attack",
    "weapons_disruption",
    "attack",
    "execution",
    "assassination",
    "abduction",
    "torture",
    "sexual_violence",
    "property_destruction",
    "arrest",
    "raid",
    "conviction",
    "release",
    "restriction",
    "displacement",
    "defection",
    "surrender",
    "mobilization",
    "base_established",
    "protest",
    "riot",
    "protest_crackdown",
    "accusation",
    "threat",
    "responsibility_claim",
    "agreement",
    "negotiation",
    "aid_delivery",
]

# Sub-events and events that ACLED and PLOVER publish; a slip of the pen in the crosswalk shows here.
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Chemical weapon",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
    },
    "Protests": {"Excessive force against protesters", "Peaceful protest", "Protest with intervention"},
    "Riots": {"Mob violence", "Violent demonstration"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
    "Violence against civilians": {"Abduction/forced disappearance", "Attack", "Sexual violence"},
}
PLOVER = set(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)


def test_the_codebook_has_its_types_and_no_other() -> None:
    assert sorted(IDS) == sorted(TYPES)


@pytest.mark.parametrize("type_id", IDS)
def test_a_type_has_its_crosswalk(type_id: str) -> None:
    each = ONTOLOGY.types[type_id]
    assert bool(each.acled) != bool(each.acled_out)
    assert all(code.sub_event_type in ACLED[code.event_type] for code in each.acled)
    assert each.plover.event in PLOVER
    assert set(each.ucdp) <= set(ONTOLOGY.ucdp_types)


def test_every_acled_sub_event_is_reached() -> None:
    reached = {code.sub_event_type for each in ONTOLOGY.types.values() for code in each.acled}
    assert reached == set().union(*ACLED.values())


def test_a_condition_chooses_the_acled_line() -> None:
    seizure, threat = ONTOLOGY.types["territory_seizure"], ONTOLOGY.types["threat"]
    regained, overtaken = seizure.acled_code(["actor_is_state"]), seizure.acled_code([])
    assert regained and regained.sub_event_type == "Government regains territory"
    assert overtaken and overtaken.sub_event_type == "Non-state actor overtakes territory"
    assert threat.acled_code([]) is None


@pytest.mark.parametrize("type_id", IDS)
def test_a_type_says_what_it_is_and_is_not(type_id: str) -> None:
    each = ONTOLOGY.types[type_id]
    assert each.definition.endswith(".")
    assert each.actor and each.target and each.includes and each.excludes


def test_closed_lists_are_those_of_the_model() -> None:
    assert list(ONTOLOGY.statuses) == list(model.Status)
    assert list(ONTOLOGY.party_kinds) == list(model.PartyKind)
    assert list(ONTOLOGY.source_kinds) == list(model.SourceKind)
    assert list(ONTOLOGY.when_precisions) == list(model.DayPrecision)
    assert list(ONTOLOGY.where_precisions) == list(model.GeoPrecision)


def test_the_main_count_is_the_one_of_the_act() -> None:
    mains = {name: each.main_count for name, each in ONTOLOGY.types.items()}
    assert mains["arrest"] == "arrested"
    assert mains["defection"] == "defected"
    assert mains["execution"] == "executed"
    assert mains["protest"] == "participants"
    assert mains["conviction"] == ""


def test_killed_carries_its_parts() -> None:
    assert {"killed_actor", "killed_target", "killed_civilians"} <= set(ONTOLOGY.types["bombing"].counts)


def test_only_statements_have_no_place_of_their_act() -> None:
    given = {name for name, each in ONTOLOGY.types.items() if each.place_default is PlaceDefault.GIVEN}
    assert given == {"accusation", "threat", "responsibility_claim"}


def test_ground_fighting_comes_before_means_before_victim_before_attack() -> None:
    order = ["territory_seizure", "armed_clash", "suicide_bombing", "bombing", "execution", "attack", "protest"]
    assert sorted(order, key=ONTOLOGY.rank) == order


def test_no_two_types_fold_each_other() -> None:
    folds = {(outer, inner) for outer, each in ONTOLOGY.types.items() for inner in each.folds}
    assert {(inner, outer) for outer, inner in folds} & folds == set()


def test_a_crackdown_absorbs_the_protest() -> None:
    assert "protest" in ONTOLOGY.types["protest_crackdown"].folds


def test_the_page_names_every_type_and_term() -> None:
    page = codebook(ONTOLOGY)
    for name in (*IDS, *ONTOLOGY.counts, *ONTOLOGY.source_kinds, *ONTOLOGY.where_precisions):
        assert f"`{name}`" in page
    assert page.count("#### ") == len(IDS)


def test_the_published_codebook_is_the_one_of_the_file() -> None:
    published = Path(__file__).parent.parent / "docs" / "codebook.md"
    assert published.read_text(encoding="utf-8") == codebook(ONTOLOGY)


BREAKS = {
    "unknown key": ("    label: Armed clash\n", "    label: Armed clash\n    colour: red\n", "unknown key 'colour'"),
    "missing key": ("    label: Armed clash\n", "", "missing key 'label'"),
    "unknown count": ("counts: [defected]", "counts: [deserted]", "no count 'deserted'"),
    "main count not carried": ("main_count: defected", "main_count: killed", "main_count 'killed'"),
    "fold of no type": ("folds: [negotiation]", "folds: [parley]", "no type 'parley'"),
    "fold of itself": ("folds: [negotiation]", "folds: [agreement]", "folds itself"),
    "type twice": ("  - id: threat\n", "  - id: accusation\n", "stands there already"),
    "no such family": ("    family: fighting\n", "    family: brawls\n", "no family 'brawls'"),
    "no such condition": ("when: mob}", "when: rain}", "no condition 'rain'"),
    "no such place default": ("place_default: given", "place_default: asked", "no place_default 'asked'"),
    "no such UCDP type": ("ucdp: [one_sided]", "ucdp: [three_sided]", "no UCDP type 'three_sided'"),
    "list not the model's": ("  actual: told", "  real: told", "statuses must be"),
    "both in and out of ACLED": ("    acled_out: words", "    acled: []\n    acled_out: words", "one of the keys"),
    "no line without a condition": (
        "sub_event_type: Peaceful protest}",
        "sub_event_type: Peaceful protest, when: mob}",
        "just the last line",
    ),
    "unknown section": ("precedence:\n", "colours: {}\nprecedence:\n", "unknown key 'colours'"),
    "step of no type": ("types: [attack]", "types: [brawl]", "no type 'brawl'"),
    "empty words": ("    label: Armed clash\n", "    label: ''\n", "'label' must be words"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    old, new, message = BREAKS[name]
    assert old in SOURCE, "the break no longer touches the file"
    broken = tmp_path / "ontology.yaml"
    broken.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message) as refusal:
        load_ontology(broken)
    place = str(refusal.value).removeprefix(str(broken)).split(":")
    assert int(place[1]) > 0


def test_types_of_violence_are_those_that_are_chosen_among() -> None:
    names = ("bombing", "armed_clash", "execution", "protest", "threat")
    assert [name for name in names if ONTOLOGY.violent(name)] == ["bombing", "armed_clash", "execution"]
