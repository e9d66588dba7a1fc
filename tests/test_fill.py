"""Where each value of a report comes from: run from `corpus/values.en.yaml`, which can be edited without Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coded import code_all, corpus, differences, document_of, gap_of, judge, text_of
from dateline.datafiles import DATA, Node
from dateline.errors import DataError
from dateline.fill import load_fill
from dateline.kit import Kit
from dateline.model import Document, Unknown, Why
from dateline.pipeline import Coding, code_document

CORPUS = corpus("values.en.yaml")
CASES = [entry for entries in CORPUS["cases"].values() for entry in entries]


@pytest.fixture(scope="module")
def codings(kit: Kit) -> dict[str, Coding]:
    documents = [document_of(entry, CORPUS["published"], n) for n, entry in enumerate(CASES)]
    return {coding.document.text: coding for coding in code_all(documents, kit)}


@pytest.mark.parametrize("entry", CASES, ids=lambda entry: text_of(entry)[:60])
def test_values_come_from_where_they_stand(codings: dict[str, Coding], entry: Node) -> None:
    text = text_of(entry)
    judge(differences(codings[text], entry["events"]), gap_of(entry), text)


def test_few_gaps_are_known() -> None:
    assert sum(bool(gap_of(entry)) for entry in CASES) <= len(CASES) // 6


def code(text: str, kit: Kit) -> Coding:
    return code_document(Document("x", text), kit)


def test_a_bare_plural_is_unknown_with_its_reason(kit: Kit) -> None:
    (report,) = code("A bomb killed soldiers in Kabul on 3 March 2021.", kit)
    assert "killed" not in report.counts
    assert report.counts_unknown["killed"].why is Why.BARE_PLURAL


def test_a_consequence_belongs_to_its_cause(kit: Kit) -> None:
    (report,) = code("A bomb exploded in Kabul on 3 March 2021. Six people died.", kit)
    assert report.type == "bombing"
    assert report.counts["killed"].value.low == 6
    assert len(report.evidence) == 2


def test_that_nobody_fired_is_evidence_of_the_arrests(kit: Kit) -> None:
    text = "Police arrested two men in Gao on 3 March 2021. No shots were fired. It rained."
    (report,) = code(text, kit)
    assert [span.of(text) for span in report.evidence][1:] == ["No shots were fired."]


def test_what_no_word_gives_is_not_said(kit: Kit) -> None:
    (report,) = code("Gunmen killed four men in Gao on 3 March 2021.", kit)
    for value in (report.weapon, report.reason):
        assert isinstance(value, Unknown)
        assert value.why is Why.NOT_SAID


def test_every_value_names_the_part_that_read_it(kit: Kit) -> None:
    (report,) = code("Gunmen killed four men in Gao on 3 March 2021.", kit)
    assert not isinstance(report.when, Unknown) and not isinstance(report.where, Unknown)
    assert report.when.by and report.where.by and report.counts["killed"].by
    assert all(said.by for said in (*report.actor, *report.target))
    assert all(rule.startswith("attack/") for rule in report.rules)


def test_settings_with_an_unknown_key_are_refused(tmp_path: Path) -> None:
    shutil.copytree(DATA / "en", tmp_path / "en")
    settings = tmp_path / "en" / "fill.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nfreshness: [x]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"fill\.yaml:\d+: unknown key 'freshness'"):
        load_fill(tmp_path / "en")
