"""Did it happen: run from `corpus/status.en.yaml`, which can be edited without Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from coded import code_all, corpus, document_of, gap_of, judge, text_of
from dateline.datafiles import Node
from dateline.kit import Kit
from dateline.model import Status
from dateline.pipeline import Coding

CORPUS = corpus("status.en.yaml")
CASES = [(status, entry) for status, entries in CORPUS["cases"].items() for entry in entries]


@pytest.fixture(scope="module")
def codings(kit: Kit) -> dict[str, Coding]:
    """The coding of every text of the corpus."""
    documents = [document_of(entry, CORPUS["published"], n) for n, (_, entry) in enumerate(CASES)]
    return {coding.document.text: coding for coding in code_all(documents, kit)}


def faults(status: str, coding: Coding) -> Iterator[str]:
    told = [(report.type, report.status.value) for report in coding]
    if status == "nothing":
        yield from (f"{type_} is coded, as {found}" for type_, found in told)
        return
    if not told:
        yield f"nothing is coded, which should be {status}"
    yield from (f"{type_} is {found}, not {status}" for type_, found in told if found != status)


@pytest.mark.parametrize(("status", "entry"), CASES, ids=[f"{s}: {text_of(e)[:50]}" for s, e in CASES])
def test_a_sentence_has_its_status(codings: dict[str, Coding], status: str, entry: str | Node) -> None:
    judge(faults(status, codings[text_of(entry)]), gap_of(entry), text_of(entry))


def test_every_status_has_wordings_and_the_corpus_is_large() -> None:
    assert set(CORPUS["cases"]) == {*(s.value for s in Status), "nothing"}
    assert len(CASES) >= 80
    assert max(Counter(text_of(entry) for _, entry in CASES).values()) == 1


def test_few_gaps_are_known() -> None:
    assert sum(bool(gap_of(entry)) for _, entry in CASES) <= len(CASES) // 8
