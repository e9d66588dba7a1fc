"""Days: the proofs of the patterns, and a corpus of wordings by value."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

from dateline import datafiles
from dateline.datafiles import DATA, read_yaml
from dateline.errors import DataError
from dateline.model import DayPrecision, Days, Span, Unknown, Why
from dateline.when import edtf, find_days, inferred_days, load_when
from dateline.when.scene import Proof, Rule

WHEN = load_when(DATA / "en")
CORPORA = [read_yaml(Path(__file__).parent / "corpus" / name) for name in ("days.en.yaml", "days_thursday.en.yaml")]
CORPUS = CORPORA[0]
PUBLISHED = date.fromisoformat(CORPUS["published"])
PROOFS = [(rule, proof) for rule in WHEN.rules for proof in rule.proofs]


def shown(value: Days | Unknown) -> str:
    """A value as the corpus writes it."""
    if isinstance(value, Unknown):
        return f"unknown {value.why}"
    days = str(value.first) if value.first == value.last else f"{value.first}..{value.last}"
    if value.first != value.last or value.precision is not DayPrecision.DAY:
        days += f" {value.precision}"
    return days + (" throughout" if value.extent == "throughout" else "")


def values(text: str, published: date | None = PUBLISHED) -> list[str]:
    return [shown(mention.value) for mention in find_days(text, WHEN, published=published)]


@pytest.mark.parametrize(("rule", "proof"), PROOFS, ids=[f"{r.id}: {p.text}" for r, p in PROOFS])
def test_a_pattern_reads_what_it_proves(rule: Rule, proof: Proof) -> None:
    mentions = find_days(proof.text, WHEN, published=proof.published)
    assert " ".join(shown(m.value) for m in mentions) == proof.value
    if proof.value and not rule.transparent and rule.kind not in WHEN.silent:
        assert rule.id in [m.by for m in mentions]


@pytest.mark.parametrize(
    ("wording", "published", "value"),
    [
        (wording, corpus["published"], value)
        for corpus in CORPORA
        for value, wordings in corpus["cases"].items()
        for wording in wordings
    ],
)
def test_a_wording_has_its_value(wording: str, published: str, value: str) -> None:
    assert values(wording, date.fromisoformat(published)) == [value]


@pytest.mark.parametrize("wording", CORPUS["nothing"])
def test_what_is_no_day_gives_nothing(wording: str) -> None:
    assert values(wording) == []


@pytest.mark.parametrize(
    ("wording", "written"), [(wording, written) for written, wordings in CORPUS["edtf"].items() for wording in wordings]
)
def test_how_finely_words_tell_is_kept_in_edtf(wording: str, written: str) -> None:
    (mention,) = find_days(wording, WHEN, published=PUBLISHED)
    assert isinstance(mention.value, Days)
    assert edtf(mention.value) == written


def test_what_is_written_is_edtf() -> None:
    wordings = [(w, c["published"]) for c in CORPORA for words in c["cases"].values() for w in words]
    wordings += [(w, CORPUS["published"]) for w in CORPUS["relative"]]
    texts = [(w, date.fromisoformat(day)) for w, day in wordings] + [(p.text, p.published) for _, p in PROOFS]
    found = [m.value for text, published in texts for m in find_days(text, WHEN, published=published)]
    for value in found:
        if isinstance(value, Days):
            parse_edtf(edtf(value))  # raises where it is none


@pytest.mark.parametrize(("text", "expected"), CORPUS["relative"].items())
def test_days_are_counted_from_the_day_before_them(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(("text", "expected"), CORPUS["background"].items())
def test_a_paragraph_can_tell_of_years_before_publication(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("history", CORPUS["histories"], ids=lambda history: history["text"][:20])
@pytest.mark.parametrize("published", [None, date(2005, 5, 5)])
def test_a_history_is_read_in_the_years_that_it_gives(history: dict[str, Any], published: date | None) -> None:
    assert values(history["text"], published) == history["days"]


@pytest.mark.parametrize(("wording", "value"), CORPUS["undated"].items())
def test_without_a_publication_date_only_full_dates_resolve(wording: str, value: str) -> None:
    assert values(wording, None) == [value]


def test_what_stands_beside_an_unknown_day_is_unknown_too() -> None:
    text = "On Thursday, a day after the deal, they left."
    assert values(text, None) == ["unknown no_publication_date"] * 2


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    assert sum(len(wordings) for wordings in CORPUS["cases"].values()) >= 400
    assert len(CORPUS["nothing"]) >= 100


def test_mentions_stand_in_text_order_and_cover_the_words() -> None:
    text = "Shells fell on Monday.\n\nTwo days later, on the night of 24 to 25 August, the town was taken."
    words = [m.span.of(text) for m in find_days(text, WHEN, published=PUBLISHED)]
    assert words == ["on Monday", "Two days later", "on the night of 24 to 25 August"]


def test_words_that_a_verb_needs_are_no_part_of_a_mention() -> None:
    (mention,) = find_days("The war has gone on since 2012.", WHEN, published=PUBLISHED)
    assert mention.span.of("The war has gone on since 2012.") == "since 2012"


def test_an_expression_relative_to_the_text_is_marked() -> None:
    mentions = find_days("On 3 May they left. The day before, a bridge burned.", WHEN, published=PUBLISHED)
    assert [m.by.startswith("when/relative_to_text") for m in mentions] == [False, True]


def test_offsets_count_code_points_of_the_text() -> None:
    text = "Ţinutul\u2014\U0001f4a5 \u00a0 fell\n on \n Monday"
    (mention,) = find_days(text, WHEN, published=PUBLISHED)
    assert mention.span == Span(text.index("on"), len(text))


def test_a_fresh_event_without_a_date_is_of_the_last_days() -> None:
    assert inferred_days(PUBLISHED, WHEN) == Days(date(2016, 8, 25), PUBLISHED, DayPrecision.INFERRED)
    assert inferred_days(None, WHEN) == Unknown(Why.NO_PUBLICATION_DATE)


@pytest.mark.parametrize("published", [date(1, 1, 3), date(1815, 2, 28), PUBLISHED, date(2192, 2, 29), None])
def test_any_mixture_of_words_about_days_can_be_read(published: date | None) -> None:
    pieces = [w for name in ("cases", "edtf") for wordings in CORPUS[name].values() for w in wordings] + [
        "999 decades ago",
        "in the next 999 years",
    ]
    for step in (1, 7, 11):
        for start in range(0, len(pieces) - 3 * step, 3):
            text = " ".join(pieces[start : start + 3 * step : step])
            mentions = find_days(text, WHEN, published=published)
            assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    for text in CORPUS["relative"]:
        find_days(text, WHEN, published=published)


def test_reading_is_the_same_each_time() -> None:
    text = "On 3 May they left. The day before, on 12/13 March, since Sunday, last week."
    assert find_days(text, WHEN, published=PUBLISHED) == find_days(text, WHEN, published=PUBLISHED)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("reads: decade", "reads: decades", "no operation 'decades'"),
        ("gives: YEAR\n", "gives: YAER\n", "no kind 'YAER'"),
        ("{decade}", "{decode}", "no class or kind 'decode'"),
        ("- id: decade\n", "- id: season\n", "stands twice"),
        ("      reads: decade\n", "      reads: decade\n      weight: 3\n", "unknown key 'weight'"),
    ],
)
def test_a_wrong_pattern_is_refused_with_its_file(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    for name in ("when_words.yaml", "when_meanings.yaml", "when_patterns.yaml"):
        text = (datafiles.DATA / "en" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1) if name == "when_patterns.yaml" else text, "utf-8")
    with pytest.raises(DataError, match=complaint) as caught:
        load_when(tmp_path)
    assert "when_patterns.yaml:" in str(caught.value)
