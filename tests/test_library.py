"""The library as a caller has it: text in, reports out, and nothing that a text can hold makes it fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from coded import corpus, text_of
from dateline.errors import SourceError, UsageError
from dateline.kit import Kit
from dateline.out import record

TEXT = "Gunmen killed four men in Gao on Thursday. Two soldiers were wounded."
SENTENCES = [
    text_of(entry) for name in ("status.en.yaml",) for entries in corpus(name)["cases"].values() for entry in entries
]


def test_a_text_is_coded(kit: Kit) -> None:
    coding = dateline.code(TEXT, published="2023-06-14", kit=kit)
    assert isinstance(coding, dateline.Coding)
    (report,) = coding
    assert isinstance(report, dateline.Report)
    assert not isinstance(report.when, dateline.Unknown)
    assert report.when.value.first == date(2023, 6, 8)
    assert coding.document.id == report.document == "document"
    assert coding.document.published == date(2023, 6, 14)


def test_a_date_may_be_given_as_one(kit: Kit) -> None:
    days = [dateline.code(TEXT, published=p, kit=kit)[0].when for p in ("2023-06-14", date(2023, 6, 14))]
    assert days[0] == days[1]


def test_without_a_date_the_day_is_unknown(kit: Kit) -> None:
    (report,) = dateline.code(TEXT, kit=kit)
    assert isinstance(report.when, dateline.Unknown)
    assert report.when.why is dateline.Why.NO_PUBLICATION_DATE


def test_what_is_told_of_a_text_is_kept(kit: Kit) -> None:
    coding = dateline.code(TEXT, title="Attack in Gao", publisher="Sahel Wire", id="s-1", kit=kit)
    doc = coding.document
    assert (doc.id, doc.title, doc.publisher) == ("s-1", "Attack in Gao", "Sahel Wire")
    assert record(coding[0], doc)["document"] == "s-1"


ROBBERY = "Two robbers shot dead a shopkeeper during a robbery in Pretoria on Friday."


def test_ordinary_crime_is_coded_when_asked_for(kit: Kit) -> None:
    assert not dateline.code(ROBBERY, published="2023-06-14", kit=kit)
    coding = dateline.code(ROBBERY, published="2023-06-14", relevance="all", kit=kit)
    (report,) = [r for r in coding if r.type == "attack"]
    assert report.counts["killed"].value.low == 1


def test_a_robbery_is_coded_when_asked_for(kit: Kit) -> None:
    text = "Masked men robbed a bank in Cordoba on Friday."
    assert not dateline.code(text, published="2023-06-14", kit=kit)
    assert [r.type for r in dateline.code(text, published="2023-06-14", relevance="all", kit=kit)] == [
        "property_destruction"
    ]


def test_other_fields_stay_uncoded_where_crime_is_asked_for(kit: Kit) -> None:
    sport = (
        "The striker shot twice before half-time and the visitors' defence was under siege. The coach praised the "
        "goalkeeper after the match, in which the league leaders robbed the home team of a goal with a late penalty."
    )
    assert not dateline.code(sport, published="2023-06-14", relevance="all", kit=kit)


def test_a_relevance_that_is_none_is_refused(kit: Kit) -> None:
    with pytest.raises(UsageError, match="write political or all"):
        dateline.code(ROBBERY, published="2023-06-14", relevance="most", kit=kit)


def test_spans_count_in_the_cleaned_text(kit: Kit) -> None:
    coding = dateline.code("\ufeffTwo\u00a0lines.\r\n\r\n\r\n" + TEXT, published="2023-06-14", kit=kit)
    (report,) = coding
    (actor,) = report.actor
    assert [span.of(coding.document.text) for span in actor.spans] == ["Gunmen"]
    assert "\r" not in coding.document.text


@pytest.mark.parametrize("line", ['[MUSIC PLAYS: "HO!"]', "[music] [end of music]", "[...]", "(---)", "* * *"])
def test_a_line_without_words_is_no_fault(kit: Kit, line: str) -> None:
    text = f"GUNMEN KILLED FOUR MEN IN CALI ON MONDAY.\n\n{line}\n\nTHE POLICE SAID {line} SO."
    assert [report.type for report in dateline.code(text, published="1990-01-05", kit=kit)] == ["attack"]


@pytest.mark.parametrize("published", ["yesterday", "14 June 2023", "2023-13-01", ""])
def test_a_date_that_is_none_is_refused(kit: Kit, published: str) -> None:
    with pytest.raises(UsageError, match="write it as 2016-08-27"):
        dateline.code(TEXT, published=published, kit=kit)


@pytest.mark.parametrize("text", ["", "   ", "\n\n\t\n"])
def test_a_text_without_words_is_refused(kit: Kit, text: str) -> None:
    with pytest.raises(SourceError, match="has no text to code"):
        dateline.code(text, kit=kit)


def test_a_text_in_another_language_is_refused_with_the_languages_that_there_are(kit: Kit) -> None:
    french = (
        "Des hommes armés ont attaqué un village dans le nord du pays dans la nuit de lundi à mardi. Quatre personnes "
        "ont été tuées et plusieurs maisons ont été brûlées, selon des sources locales. L'armée a envoyé des renforts."
    )
    with pytest.raises(SourceError, match=r"language without rules \('fr'; there are rules for: en\)"):
        dateline.code(french, published="2023-06-14", kit=kit)


def well_formed(coding: dateline.Coding) -> None:
    text = coding.document.text
    ids = [report.id for report in coding]
    assert len(set(ids)) == len(ids)
    for report in coding:
        line = record(report, coding.document)
        assert all(0 <= s < e <= len(text) for spans in line["spans"].values() for s, e in spans)
        assert all(extract in text for extract in line["evidence"])


type Code = Callable[[str], dateline.Coding]

WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
FEW = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def code(kit: Kit) -> Code:
    """Codes a text; a plain function, so that a failing example is shown without all that is loaded."""
    return lambda text: dateline.code(text, published="2023-06-14", kit=kit)


@FEW
@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8),
    gap=st.sampled_from([" ", "\n", "\n\n", "\n- "]),
)
def test_sentences_in_any_order_never_fail(code: Code, sentences: list[str], gap: str) -> None:
    well_formed(code(gap.join(sentences)))


@FEW
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
def test_words_in_any_order_never_fail(code: Code, words: list[str]) -> None:
    try:
        well_formed(code(" ".join(words)))
    except SourceError as e:
        assert "language without rules" in str(e) or "has no text" in str(e)  # or all of it is furniture


@FEW
@given(noise=st.text(max_size=60), sentence=st.sampled_from(SENTENCES))
def test_any_characters_around_a_sentence_never_fail(code: Code, noise: str, sentence: str) -> None:
    try:
        well_formed(code(f"{noise}\n\n{sentence} {noise}"))
    except SourceError as e:
        # so much noise that the text is taken for another language, or for a footer ("©")
        assert "language without rules" in str(e) or "has no text" in str(e)
