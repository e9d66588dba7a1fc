"""What people decide stays, field by field, however often the project is coded and merged anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.model import Count, Report, Said, Source, SourceKind, Span
from dateline.ontology import load_ontology
from dateline.out import jsonl
from dateline.project import Project, accept, changes, compare, correct, merge, page_of, reject, split
from dateline.store import (
    Kind,
    count_all,
    event_record,
    event_records,
    gone_ids,
    in_force,
    judged_report,
    judged_reports,
    undo,
)
from littlecoder import AT, Change, add, join, little, made_id, of_type, run

TEXT = "Gunmen killed 3 near Gao. Soldiers killed 5 in Menaka."
FIRST, SECOND = made_id("d", "attack", 0), made_id("d", "attack", TEXT.index(" Soldiers"))
BY: dict[str, str] = {"who": "Ann", "why": "read it", "at": AT}
ONTOLOGY = load_ontology()


def more(dead: int) -> Change:
    """A coder that reads so many more dead."""

    def changed(report: Report) -> Report:
        count = report.counts["killed"]
        return replace(report, counts={"killed": replace(count, value=Count(count.value.low + dead, None))})

    return changed


def without(id: str) -> Change:
    """A coder that no longer finds a report."""
    return lambda report: None if report.id == id else report


@pytest.fixture
def coded(project: Project) -> Project:
    """A project with two reports of one document."""
    add(project, "d", TEXT)
    run(project, little())
    return project


def reports(project: Project) -> dict[str, dict[str, Any]]:
    with project.store.reading() as tx:
        return {judged.machine.id: judged.record for judged in judged_reports(tx) if not judged.rejected}


def give(project: Project, report: str, field: str, words: str) -> None:
    correct(project, report, field, words, ontology=ONTOLOGY, **BY)


def test_a_report_without_a_verdict_is_as_it_was_coded(coded: Project) -> None:
    assert "decided" not in reports(coded)[FIRST]


def test_a_corrected_field_stays_corrected_and_shows_what_the_machine_has_now(coded: Project) -> None:
    give(coded, FIRST, "killed", "7-9")
    assert reports(coded)[FIRST]["counts"] == {"killed": [7, 9]}
    run(coded, little("2", change=more(1)), anew=True)
    found = reports(coded)[FIRST]
    assert found["counts"] == {"killed": [7, 9]}
    assert found["decided"] == {
        "verdict": None,
        "found": True,
        "fields": {"killed": {"by": "corrected", "machine": [4, None]}},
    }
    assert reports(coded)[SECOND]["counts"] == {"killed": [6, None]}, "what nobody decided on is as it is coded now"


def test_a_machine_that_comes_to_agree_stands_no_more_beside_it(coded: Project) -> None:
    give(coded, FIRST, "killed", "4+")
    run(coded, little("2", change=more(1)), anew=True)
    assert reports(coded)[FIRST]["decided"]["fields"] == {"killed": {"by": "corrected"}}


def test_an_accepted_report_stays_as_it_was_accepted(coded: Project) -> None:
    before = reports(coded)[FIRST]
    accept(coded, FIRST, **BY)
    run(coded, little("2", change=lambda r: of_type("execution")(more(2)(r) or r)), anew=True)
    found = reports(coded)[FIRST]
    assert {name: found[name] for name in before if name not in ("spans", "claims", "evidence")} == {
        name: before[name] for name in before if name not in ("spans", "claims", "evidence")
    }
    assert found["decided"]["verdict"] == "accepted"
    differing = {name: each["machine"] for name, each in found["decided"]["fields"].items() if "machine" in each}
    assert differing == {"type": "execution", "killed": [5, None]}


def test_single_fields_are_accepted(coded: Project) -> None:
    accept(coded, FIRST, ["killed", "wounded"], **BY)

    def hurt(report: Report) -> Report:
        counts = {"killed": report.counts["killed"], "wounded": Said(Count(2, 2), (), "howmany")}
        return replace(report, counts=counts, type="execution")

    run(coded, little("2", change=hurt), anew=True)
    found = reports(coded)[FIRST]
    assert (found["counts"], found["type"], found["unknown"]["wounded"]) == (
        {"killed": [3, 3]},
        "execution",
        "not_said",
    )
    assert found["decided"]["fields"]["wounded"] == {"by": "accepted", "machine": [2, 2]}


def test_a_rejected_report_stays_rejected_under_whatever_type_it_is_found_again(coded: Project) -> None:
    reject(coded, FIRST, **BY)
    assert reports(coded).keys() == {SECOND}
    run(coded, little("2", change=of_type("execution")), anew=True)
    assert reports(coded).keys() == {SECOND}


def test_what_a_person_accepted_stays_though_the_machine_no_longer_finds_it(coded: Project) -> None:
    give(coded, FIRST, "weapon", "rifles")
    run(coded, little("2", change=without(FIRST)), anew=True)
    found = reports(coded)
    assert list(found) == [SECOND, FIRST]
    assert found[FIRST]["weapon"] == "rifles" and found[FIRST]["decided"]["found"] is False
    add(coded, "d", "It rained. " + TEXT.replace("Gao", "Gao town"))
    run(coded, little("2"))
    found = reports(coded)
    assert list(found) == [FIRST, SECOND], "found again in a changed text, by its words"
    assert found[FIRST]["weapon"] == "rifles" and found[FIRST]["decided"]["found"] is True


def test_a_later_verdict_goes_before_an_earlier_one_and_each_can_be_undone(coded: Project) -> None:
    give(coded, FIRST, "killed", "7")
    give(coded, FIRST, "killed", "8")
    reject(coded, FIRST, **BY)
    accept(coded, FIRST, ["type"], **BY)
    assert FIRST not in reports(coded), "a field that is right makes no event of it"
    with coded.store.writing() as tx:
        assert undo(tx, 3, who="Bob", why="", at=AT).decision.kind is Kind.REJECTED
        assert undo(tx, None, who="Bob", why="", at=AT).decision.kind is Kind.ACCEPTED
    assert reports(coded)[FIRST]["counts"] == {"killed": [8, 8]}
    with coded.store.writing() as tx:
        assert undo(tx, None, who="Bob", why="", at=AT).decision.values == {"killed": [8, 8]}
    assert reports(coded)[FIRST]["counts"] == {"killed": [7, 7]}
    with coded.store.writing() as tx:
        undo(tx, None, who="Bob", why="", at=AT)
        with pytest.raises(UsageError, match="no verdict to undo"):
            undo(tx, None, who="Bob", why="", at=AT)
        with pytest.raises(UsageError, match="no verdict 3 that stands"):
            undo(tx, 3, who="Bob", why="", at=AT)
    assert "decided" not in reports(coded)[FIRST]


def test_a_verdict_keeps_who_when_and_why(coded: Project) -> None:
    reject(coded, SECOND, who="Ann \x00", why="an exercise", at=AT)
    with coded.store.reading() as tx:
        (kept,) = in_force(tx)
        assert count_all(tx).reviewed == 1
    assert (kept.number, kept.at, kept.decision.who, kept.decision.why) == (1, AT, "Ann \ufffd", "an exercise")
    assert (kept.decision.document, kept.decision.report) == ("d", SECOND)


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("killed", "7", [7, 7]),
        ("killed", "7-9", [7, 9]),
        ("killed", "30+", [30, None]),
        ("killed", "~20", [20, 20, "approximate"]),
        ("killed", "unknown", None),
        ("weapon", "a mine", "a mine"),
        ("weapon", "unknown", None),
        ("status", "denied", "denied"),
        ("aggregate", "true", True),
        ("actor", "unknown", []),
        (
            "actor",
            '{"name": "Al-Shabaab", "kind": "rebel_group", "country": "SO"}',
            [{"name": "Al-Shabaab", "kind": "rebel_group", "country": "SO", "words": None, "private": False}],
        ),
        (
            "when",
            "2024-03-05..2024-03-07",
            {"first": "2024-03-05", "last": "2024-03-07", "precision": "day", "extent": "within", "words": None},
        ),
    ],
)
def test_a_value_is_written_in_short(coded: Project, field: str, words: str, value: object) -> None:
    give(coded, FIRST, field, words)
    found = json.loads(jsonl(reports(coded)[FIRST]))
    assert (found["counts"].get(field) if field == "killed" else found[field]) == value
    assert (field in found["unknown"]) is (value in (None, []))


@pytest.mark.parametrize(
    ("field", "words", "message"),
    [
        ("colour", "red", "no field of a report: type, status"),
        ("killed", "many", "is no count; write 7, 7-9"),
        ("killed", "9-7", "ends before it begins"),
        ("type", "battle", "is none of"),
        ("type", "unknown", "is none of"),
        ("status", "", "is none of actual"),
        ("when", "Monday", "is no day"),
        ("when", "2024-02-30", "is no day"),
        ("when", "2024-03-05..2024-03-01", "ends before it begins"),
        ("where", "Gao", "is no JSON"),
        ("where", '{"name": "Gao"}', "precision"),
        ("actor", '{"kind": "rebel_group"}', "'name' is missing"),
        ("actor", '{"name": "X", "kind": "x"}', "is none of"),
        ("actor", '{"name": "X", "colour": 1}', "give name, kind"),
    ],
)
def test_what_is_no_value_is_misuse_and_nothing_is_kept(coded: Project, field: str, words: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        give(coded, FIRST, field, words)
    with coded.store.reading() as tx:
        assert in_force(tx) == []


def test_verdicts_need_reports_that_there_are(coded: Project) -> None:
    wrong: list[Callable[[], None]] = [
        lambda: reject(coded, "nothing", **BY),
        lambda: accept(coded, FIRST, ["colour"], **BY),
        lambda: compare(coded, Kind.SAME, FIRST, FIRST, **BY),
        lambda: compare(coded, Kind.SAME, FIRST, "nothing", **BY),
        lambda: split(coded, "nothing", FIRST, **BY),
    ]
    for decide in wrong:
        with pytest.raises(UsageError):
            decide()


# --- events ---------------------------------------------------------------------------------


def events(project: Project) -> dict[str, list[str]]:
    merge(project, at=AT, join=join)
    with project.store.reading() as tx:
        return {record["id"]: record["reports"] for record in event_records(tx)}


def of(document: str) -> str:
    return made_id(document, "attack", 0)


@pytest.fixture
def merged(project: Project) -> Project:
    """A project with three reports of two events."""
    for name, dead in (("a", 3), ("b", 3), ("c", 5)):
        add(project, name, f"Gunmen killed {dead} in {name}.")
    run(project, little())
    assert events(project) == {f"e{of('a')}": [of("a"), of("b")], f"e{of('c')}": [of("c")]}
    return project


def test_verdicts_on_pairs_bind_every_later_merge(merged: Project) -> None:
    split(merged, f"e{of('a')}", of("b"), **BY)
    assert events(merged) == {f"e{of('a')}": [of("a")], f"e{of('b')}": [of("b")], f"e{of('c')}": [of("c")]}
    compare(merged, Kind.SAME, f"e{of('c')}", f"e{of('a')}", **BY)
    assert events(merged) == {f"e{of('a')}": [of("a"), of("c")], f"e{of('b')}": [of("b")]}
    run(merged, little("2", change=more(1)), anew=True)
    assert events(merged) == {f"e{of('a')}": [of("a"), of("c")], f"e{of('b')}": [of("b")]}
    with merged.store.reading() as tx:
        assert {id: one.became for (_, id), one in gone_ids(tx, "event").items()} == {f"e{of('c')}": f"e{of('a')}"}
        assert (led := event_record(tx, f"e{of('c')}")) and led["id"] == f"e{of('a')}"


def test_ids_of_events_lead_on_however_often_they_are_joined(merged: Project) -> None:
    compare(merged, Kind.SAME, of("c"), of("a"), **BY)
    events(merged)
    add(merged, "0", "Gunmen killed 7 in 0.")
    run(merged, little())
    events(merged)
    with merged.store.writing() as tx:
        undo(tx, None, who="Bob", why="", at=AT)
    assert events(merged).keys() == {f"e{of('0')}", f"e{of('a')}", f"e{of('c')}"}
    with merged.store.reading() as tx:
        assert gone_ids(tx, "event") == {}, "it lives again"
    reject(merged, of("c"), **BY)
    events(merged)
    with merged.store.reading() as tx:
        assert [(one.id, one.became) for one in gone_ids(tx, "event").values()] == [(f"e{of('c')}", None)]
    with pytest.raises(UsageError, match="all of its reports are gone"):
        page_of(merged, f"e{of('c')}")


def test_merging_again_changes_nothing(merged: Project) -> None:
    def rows() -> list[Any]:
        with merged.store.reading() as tx:
            return [list(event_records(tx)), gone_ids(tx, "event")]

    before = rows()
    events(merged)
    assert rows() == before


# --- pages and differences ------------------------------------------------------------------


def test_a_page_shows_an_event_a_report_or_a_document_and_where_an_id_leads(merged: Project) -> None:
    give(merged, of("a"), "killed", "4")
    page = page_of(merged, of("a"))
    assert f"report {of('a')} · attack · of a" in page
    assert "  killed: 4  (corrected; the machine: 3)" in page and 'claim: killed = 3 "3" [14:15], by howmany' in page
    assert page in page_of(merged, f"e{of('a')}") and page in page_of(merged, "a")
    run(merged, little("2", change=without(of("c"))), anew=True)
    assert "is gone: not found by run 2" in page_of(merged, of("c"))
    with pytest.raises(UsageError, match="there is no event, report or document x"):
        page_of(merged, "x")


def test_names_of_private_persons_are_withheld_on_pages(project: Project) -> None:
    words = "Gunmen killed 3 in Gao, Issa Maïga said. Maïga fled."
    add(project, "d", words, title="Maïga tells")

    def told_by(report: Report) -> Report:
        at = words.index("Issa")
        return replace(
            report, sources=(Source("Issa Maïga", SourceKind.EYEWITNESS, span=Span(at, at + 10), private=True),)
        )

    run(project, little(change=told_by))
    for id in ("d", made_id("d", "attack", 0)):
        assert "Maïga" not in page_of(project, id) and "[name withheld]" in page_of(project, id)
        assert "Issa Maïga" in page_of(project, id, names=True)


def differing(project: Project, *runs: int) -> Sequence[tuple[str, ...]]:
    rows = changes(project, *runs)
    return [tuple(row[name] for name in ("report", "what", "field", "before", "after", "why")) for row in rows]


def test_a_difference_of_two_runs_names_field_values_and_cause(coded: Project) -> None:
    def other(report: Report) -> Report | None:
        if report.id == SECOND:
            return None
        claims = tuple(replace(claim, by="howmany/new") for claim in report.claims)
        return replace(more(1)(report) or report, rules=("attack/slay",), claims=claims)

    run(coded, little("2", change=other), anew=True)
    means = "data: rules.yaml; dateline: 1 -> 2"
    rule = "rule: attack/kill -> attack/slay"
    assert set(differing(coded, 1, 2)) == {
        (FIRST, "changed", "killed", "3", "4+", f"{rule}; read by: howmany -> howmany/new; {means}"),
        (SECOND, "gone", "", "attack", "", f"rule: attack/kill -> none; {means}"),
    }
    assert differing(coded, 1, 1) == []
    assert ("added", "attack") in {(row[1], row[4]) for row in differing(coded, 2, 1)}
    with pytest.raises(UsageError, match="no run 9"):
        differing(coded, 1, 9)


def test_a_difference_that_the_text_made_says_so(coded: Project) -> None:
    add(coded, "d", TEXT.replace("3", "4"))
    run(coded, little("1"))
    assert differing(coded, 1, 2) == [(FIRST, "changed", "killed", "3", "4", "text: version 1 -> 2")]
    with coded.store.reading() as tx:
        assert (judged := judged_report(tx, FIRST)) and judged.machine.version == 2
