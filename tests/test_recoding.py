"""Coding in a project: what is coded when, what a fault costs, and which report is which when it is coded anew."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from dateline.kit import Kit
from dateline.model import Report, Span
from dateline.out import jsonl, record
from dateline.pipeline import code_documents
from dateline.project import Project, code, coder_of
from dateline.store import (
    all_failures,
    all_runs,
    count_all,
    current_documents,
    current_reports,
    document_of,
    find_document,
    gone_ids,
    history,
    reports_of_run,
)
from littlecoder import AT, add, little, made_id, of_type, run

TEXT = "Gunmen killed 3 near Gao. Rain fell. Soldiers killed 5 in Menaka."


def told(project: Project) -> list[tuple[str, str, Any]]:
    """The current reports: id, type, dead."""
    with project.store.reading() as tx:
        return [(one.id, one.record["type"], one.record["counts"]["killed"][0]) for one in current_reports(tx)]


FIRST, SECOND = made_id("d", "attack", 0), made_id("d", "attack", TEXT.index(" Soldiers"))


def test_only_what_is_new_or_changed_is_coded(project: Project) -> None:
    add(project, "d", TEXT)
    assert run(project, little()) == [("d", 2)]
    assert run(project, little("2")) == []
    add(project, "e", "Rain fell.")
    add(project, "d", TEXT + " Later, rebels killed 7.")
    assert run(project, little("2")) == [("e", 0), ("d", 3)]
    with project.store.reading() as tx:
        assert count_all(tx).waiting == 0
        assert [(one.version, one.run) for one in current_reports(tx)] == [(2, 2)] * 3
        assert [one.version for one in reports_of_run(tx, 1)] == [1, 1]


def test_the_records_are_those_that_coding_files_gives(project: Project, kit: Kit) -> None:
    add(project, "d", "Gunmen killed four soldiers near Menaka on Tuesday, the army said.")
    run(project, coder_of(kit))
    with project.store.reading() as tx:
        ours = [jsonl(one.record) for one in current_reports(tx)]
        docs = [one.document for one in current_documents(tx)]
    codings = code_documents(docs, kit)
    theirs = [jsonl(record(r, c.document)) for c in codings if not isinstance(c, Exception) for r in c.reports]
    assert ours == theirs and len(ours) == 1


def test_a_run_states_what_it_was_made_with(project: Project, kit: Kit) -> None:
    means = coder_of(kit).means
    assert set(means.versions) == {"dateline", "data", "gazetteer", "parser", "parser_version", "model"}
    assert means.data_files.keys() > {"ontology.yaml", "en/meanings.yaml"} and all(means.versions.values())
    add(project, "d", TEXT)
    run(project, little("7"))
    with project.store.reading() as tx:
        (only,) = all_runs(tx)
    assert (only.number, only.means, only.started, only.finished) == (1, little("7").means, AT, AT)


def test_each_claim_is_a_row_with_its_words_offsets_rule_and_run(project: Project) -> None:
    add(project, "d", TEXT)
    run(project, little())
    with project.store.reading() as tx:
        rows = tx.execute(text("SELECT field, value, words, first_character, rule, run FROM claims ORDER BY number"))
        assert [tuple(row) for row in rows] == [
            ("killed", "[3, 3]", "3", TEXT.index("3"), "howmany", 1),
            ("killed", "[5, 5]", "5", TEXT.index("5"), "howmany", 1),
        ]


def test_what_fails_is_kept_with_its_reason_and_tried_again_on_request(project: Project) -> None:
    add(project, "a", "Gunmen killed 3.")
    add(project, "b", "Fault. Gunmen killed 3.")
    add(project, "c", "Russian. Gunmen killed 3.")
    add(project, "d", "Soldiers killed 5.")
    done = {one.document: one for one in code(project, little(), clock=lambda: AT)}
    assert {name: one.reports for name, one in done.items()} == {"a": 1, "b": 0, "c": 0, "d": 1}
    with project.store.reading() as tx:
        assert [(one.stage, one.name, one.reason) for one in all_failures(tx)] == [
            ("code", "b", "a fault of Dateline itself: Fault: ; please report it"),
            ("code", "c", "is in a language without rules"),
        ]
    assert run(project, little()) == []
    add(project, "b", "Gunmen killed 4.")
    assert run(project, little(), retry=True) == [("c", 0), ("b", 1)]
    with project.store.reading() as tx:
        assert [one.name for one in all_failures(tx)] == ["c"]


def test_a_run_that_was_cut_off_goes_on_as_the_same_run(project: Project) -> None:
    for name in "abc":
        add(project, name, f"Gunmen killed 3 in {name}.")
    going = code(project, little(), clock=lambda: AT)
    assert next(going).document == "a"
    del going
    with project.store.reading() as tx:
        assert [(one.number, one.finished) for one in all_runs(tx)] == [(1, None)]
    assert run(project, little()) == [("b", 1), ("c", 1)]
    with project.store.reading() as tx:
        assert [(one.number, one.finished) for one in all_runs(tx)] == [(1, AT)]
        assert {one.run for one in current_reports(tx)} == {1}


def test_all_is_coded_anew_by_other_means_and_only_then(project: Project) -> None:
    add(project, "d", TEXT)
    add(project, "e", "Rebels killed 9.")
    run(project, little())
    assert run(project, little(), anew=True) == []
    assert run(project, little("2"), anew=True) == [("d", 2), ("e", 1)]
    assert run(project, little("2"), anew=True) == []
    assert run(project, little("1"), anew=True) == [], "coded so once; the newest coding stands"


# --- which is which -------------------------------------------------------------------------


def test_a_report_keeps_its_id_where_its_type_changes_within_the_family(project: Project) -> None:
    add(project, "d", TEXT)
    run(project, little())
    run(project, little("2", change=of_type("execution")), anew=True)
    assert told(project) == [(FIRST, "execution", 3), (SECOND, "execution", 5)]
    with project.store.reading() as tx:
        first = history(tx, FIRST)
        assert [(one.run, one.record["type"], one.record["id"]) for one in first] == [
            (2, "execution", FIRST),
            (1, "attack", FIRST),
        ]
        assert document_of(tx, FIRST) == "d" and gone_ids(tx, "report") == {}


def test_a_report_of_another_family_is_another_report(project: Project) -> None:
    add(project, "d", TEXT)
    run(project, little())
    run(project, little("2", change=of_type("bombing")), anew=True)
    assert {id for id, _, _ in told(project)}.isdisjoint({FIRST, SECOND})
    with project.store.reading() as tx:
        assert {key: one.became for key, one in gone_ids(tx, "report").items()} == {
            ("d", FIRST): None,
            ("d", SECOND): None,
        }


def test_a_report_that_goes_leaves_a_tombstone_and_comes_back_under_its_id(project: Project) -> None:
    add(project, "d", TEXT)
    run(project, little())

    def less(report: Report) -> Report | None:
        return report if report.id == FIRST else None

    run(project, little("2", change=less), anew=True)
    assert [id for id, _, _ in told(project)] == [FIRST]
    with project.store.reading() as tx:
        (gone,) = gone_ids(tx, "report").values()
        assert (gone.id, gone.became, gone.why) == (SECOND, None, "not found by run 2")
    run(project, little("3", change=of_type("execution")), anew=True)
    assert [id for id, _, _ in told(project)] == [FIRST, SECOND]
    with project.store.reading() as tx:
        assert gone_ids(tx, "report") == {}


def test_of_two_reports_that_become_one_the_other_leads_to_it(project: Project) -> None:
    add(project, "d", TEXT)
    run(project, little())

    def one(report: Report) -> Report | None:
        whole = (Span(0, len(TEXT)),)
        return replace(report, evidence=whole, id="joined") if report.id == FIRST else None

    run(project, little("2", change=one), anew=True)
    ((kept, _, _),) = told(project)
    with project.store.reading() as tx:
        (gone,) = gone_ids(tx, "report").values()
    assert {kept, gone.id} == {FIRST, SECOND} and gone.became == kept


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("It is raining. " + TEXT, [FIRST, SECOND]),
        ("Gunmen killed 4 near Gao. Soldiers killed 5 in Menaka.", [FIRST, SECOND]),
        ("Soldiers killed 5 in Menaka. Gunmen killed 3 near Gao.", [SECOND, FIRST]),
    ],
)
def test_in_a_changed_text_a_report_is_known_by_its_words(project: Project, words: str, ids: list[str]) -> None:
    add(project, "d", TEXT)
    run(project, little())
    add(project, "d", words)
    run(project, little())
    assert [id for id, _, _ in told(project)] == ids


def test_other_words_are_another_report_even_where_it_would_have_the_same_id(project: Project) -> None:
    add(project, "d", "Gunmen killed 3 near Gao.")
    run(project, little())
    add(project, "d", "Police say that a flood in the far south killed 120 people and drowned all the cattle.")
    run(project, little())
    ((id, _, _),) = told(project)
    assert id == f"{made_id('d', 'attack', 0)}~2"
    with project.store.reading() as tx:
        assert find_document(tx, "d", 1) and [one.id for one in gone_ids(tx, "report").values()] == [FIRST]


def test_no_two_reports_of_a_project_have_one_id(project: Project) -> None:
    def same(report: Report) -> Report:
        return replace(report, id="x")

    add(project, "d", "Gunmen killed 3.")
    add(project, "e", "Gunmen killed 4.")
    run(project, little(change=same))
    assert [id for id, _, _ in told(project)] == ["x", "x~2"]


def test_reports_stand_in_one_order_in_every_database(project: Project) -> None:
    for name in ("b", "B", "ä", "a", "_", "2", "10"):
        add(project, name, f"Gunmen killed 3 in {name}.")
    run(project, little())
    with project.store.reading() as tx:
        assert [one.document for one in current_reports(tx)] == ["10", "2", "B", "_", "a", "b", "ä"]
        assert all(json.loads(jsonl(one.record))["document"] == one.document for one in current_reports(tx))
