"""How two codings are compared: names, fields, pairs, figures, and the page that tells of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.agreement import (
    Coded,
    Evaluation,
    error_page,
    evaluate,
    figures,
    load_criteria,
    plain_figures,
    read_coded,
    read_records,
)
from dateline.agreement.alpha import alpha
from dateline.agreement.judging import verdicts
from dateline.errors import SourceError, UsageError

CORPUS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "corpus" / "agreement.yaml").read_text(encoding="utf-8")
)
CRITERIA = load_criteria()
GOLD = CORPUS["gold"]


def compared(*ours: Mapping[str, Any]) -> Evaluation:
    """The gold report's document, measured with the reports given for it."""
    document = Coded("bus", CORPUS["texts"]["bus"], (GOLD,), tuple(CORPUS["traps"]))
    return evaluate([document], {"bus": ours, "elsewhere": [GOLD]}, CRITERIA)


@pytest.mark.parametrize(("a", "b"), CORPUS["same_name"])
def test_two_names_are_of_one_party(a: str, b: str) -> None:
    assert CRITERIA.same_name(a, b) and CRITERIA.same_name(b, a) is not None


@pytest.mark.parametrize(("a", "b"), CORPUS["other_name"])
def test_two_names_are_of_two_parties(a: str, b: str) -> None:
    assert not CRITERIA.same_name(a, b)


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case["name"])
def test_a_report_is_right_field_by_field(case: dict[str, Any]) -> None:
    right = verdicts(GOLD, GOLD | case["ours"], CRITERIA)
    assert [name for name, ok in right.items() if not ok] == case["wrong"]


@pytest.mark.parametrize("case", CORPUS["pairs"], ids=lambda case: case["name"])
def test_a_report_pairs_with_what_it_tells_of(case: dict[str, Any]) -> None:
    told = figures(compared(GOLD | case["ours"]))
    assert bool(told.levels["found"].f1.value) == case["found"]
    assert bool(told.levels["typed"].f1.value) == case.get("typed", False)
    assert bool(told.trapped) == case.get("trapped", False)


def test_the_likest_report_is_paired_and_the_rest_count_against_precision() -> None:
    told = plain_figures(compared(GOLD | {"counts": {}}, GOLD))
    assert told["found"] == {"p": 0.5, "r": 1.0, "f1": 0.667}
    assert told["fields_on_typed"]["counts"] == 1.0
    assert told["types"] == {"attack": {"gold": 1, "predicted": 2, "hit": 1, "f1": 0.667}}


def test_either_side_of_a_clash_may_come_first() -> None:
    clash = GOLD | {"type": "armed_clash"}
    turned = clash | {"actor": clash["target"], "target": clash["actor"]}
    assert all(verdicts(clash, turned, CRITERIA).values())
    assert not verdicts(GOLD, GOLD | {"actor": GOLD["target"], "target": GOLD["actor"]}, CRITERIA)["actor"]


@pytest.mark.parametrize("case", CORPUS["alpha"])
def test_alpha_is_as_worked_by_hand(case: dict[str, Any]) -> None:
    value = alpha([(a, b) for a, b in case["values"]])
    assert value == (None if case["alpha"] is None else pytest.approx(case["alpha"], abs=0.001))


def test_intervals_hold_the_value_and_narrow_with_more_documents() -> None:
    text = CORPUS["texts"]["bus"]
    shares = []
    for size in (4, 100):
        documents = [Coded(str(n), text, (GOLD,)) for n in range(size)]
        ours = {str(n): [GOLD | ({"status": "planned"} if n % 2 else {})] for n in range(size)}
        share = figures(evaluate(documents, ours, CRITERIA)).fields["status"]
        assert share.low <= share.value == 0.5 <= share.high
        shares.append(share)
    assert shares[1].high - shares[1].low < shares[0].high - shares[0].low


def test_the_page_tells_levels_fields_types_and_what_is_wrong() -> None:
    page = error_page(compared(GOLD | {"status": "planned"}), gold="gold", predictions="ours", show=5)
    assert "| fully right | 0.000 | 0.000 |" in page
    assert "| attack | 1 | 1 | 1 |" in page
    assert "| bus | status | actual | planned |" in page


def test_gold_is_read_from_yaml_and_records_from_jsonl(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "001.yaml").write_text(
        yaml.safe_dump({"id": "bus", "text": CORPUS["texts"]["bus"], "events": [GOLD]}), encoding="utf-8"
    )
    record = GOLD | {"document": "bus", "when": {"first": "2024-03-04", "last": "2024-03-04", "precision": "day"}}
    (tmp_path / "ours.jsonl").write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    told = plain_figures(evaluate(read_coded(folder), read_records(tmp_path / "ours.jsonl"), CRITERIA))
    assert told["fully_right"]["f1"] == 1.0


def test_two_coders_records_are_compared_by_their_offsets(tmp_path: Path) -> None:
    record = GOLD | {"document": "bus", "when": None, "spans": {"evidence": [[44, 72]]}}
    for name, each in (("a", record), ("b", record | {"spans": {"evidence": [[60, 90]]}})):
        (tmp_path / name).write_text(json.dumps(each) + "\n", encoding="utf-8")
    told = plain_figures(evaluate(read_coded(tmp_path / "a"), read_records(tmp_path / "b"), CRITERIA))
    assert told["found"]["f1"] == 1.0
    apart = record | {"spans": {"evidence": [[0, 10]]}}
    (tmp_path / "b").write_text(json.dumps(apart) + "\n", encoding="utf-8")
    assert (
        plain_figures(evaluate(read_coded(tmp_path / "a"), read_records(tmp_path / "b"), CRITERIA))["found"]["f1"] == 0
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.jsonl", b'{"type": "attack"}\n', "x.jsonl:1: is no record"),
        ("x.jsonl", b"[1]\n", "x.jsonl:1: is no record"),
        ("x.jsonl", b"\xff\xfe", "is not UTF-8"),
        ("gold/x.yaml", b"a: [", "cannot be read as YAML"),
        ("gold/x.yaml", b"text: words\n", "is no coded document"),
    ],
)
def test_what_is_no_coding_is_refused_by_name(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(SourceError, match=words):
        read_coded(path.parent if path.suffix == ".yaml" else path)


def test_a_folder_without_coded_documents_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no coded documents"):
        read_coded(tmp_path)
