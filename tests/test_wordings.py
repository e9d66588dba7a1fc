"""How many wordings of each type are read, run from `corpus/wordings.en.yaml`, which can be edited without Python."""

from __future__ import annotations

from datetime import date

import pytest

from coded import code_all, corpus, gap_of, judge, text_of
from dateline.datafiles import Node
from dateline.kit import Kit
from dateline.model import Document
from dateline.pipeline import Coding

CORPUS = corpus("wordings.en.yaml")
TOLD = [(name, entry) for name, entries in CORPUS["told"].items() for entry in entries]
NONE = CORPUS["none"]
BODY = "\n\nThe district lies in the north of the country. It has 30,000 people.\n"  # makes the line above a headline
TYPES_AT_LEAST, WORDINGS_AT_LEAST, GAPS_AT_MOST = 36, 220, 15


def page(entry: str | Node) -> str:
    """The text as it is read: a line without a stop is the headline of some article."""
    text = text_of(entry)
    return text if text.rstrip('"')[-1] in ".?" else text + BODY


@pytest.fixture(scope="module")
def codings(kit: Kit) -> dict[str, Coding]:
    published = date.fromisoformat(CORPUS["published"])
    entries = [*(entry for _, entry in TOLD), *NONE]
    documents = [Document(f"d{n}", page(entry), published=published) for n, entry in enumerate(entries)]
    return {coding.document.text: coding for coding in code_all(documents, kit)}


@pytest.mark.parametrize(("name", "entry"), TOLD, ids=[f"{n}: {text_of(e)[:50]}" for n, e in TOLD])
def test_a_wording_is_read_as_its_type(codings: dict[str, Coding], name: str, entry: str | Node) -> None:
    types = [report.type for report in codings[page(entry)]]
    judge([] if name in types else [f"coded is {types}, without {name}"], gap_of(entry), text_of(entry))


@pytest.mark.parametrize("entry", NONE, ids=[text_of(e)[:50] for e in NONE])
def test_what_tells_of_no_event_gives_none(codings: dict[str, Coding], entry: str | Node) -> None:
    types = [report.type for report in codings[page(entry)]]
    judge([f"coded is {types}"] if types else [], gap_of(entry), text_of(entry))


def test_every_type_has_wordings_and_few_are_missed() -> None:
    assert len(CORPUS["told"]) >= TYPES_AT_LEAST
    assert len(TOLD) >= WORDINGS_AT_LEAST
    assert sum(bool(gap_of(entry)) for _, entry in TOLD) <= GAPS_AT_MOST
