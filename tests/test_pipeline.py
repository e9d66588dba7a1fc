"""Whole reports, run from `corpus/reports.en.yaml` and `corpus/other_fields.en.yaml`, and what holds for every run."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest

from coded import code_all, corpus, differences, document_of, gap_of, judge, text_of
from dateline.datafiles import Node
from dateline.errors import SourceError
from dateline.kit import Kit
from dateline.model import Document, Report, Span, Unknown, Why
from dateline.out import record
from dateline.pipeline import Coding, code_document, code_documents, code_parallel
from made import KEYS

REPORTS = corpus("reports.en.yaml")
OTHER = corpus("other_fields.en.yaml")
STATUS = corpus("status.en.yaml")
PUBLISHED = date.fromisoformat(REPORTS["published"])
OTHER_CASES = [(field, entry) for field, entries in OTHER["fields"].items() for entry in entries]

PARTY_KEYS = {"name", "kind", "country", "words", "private"}
WHEN_KEYS = {"first", "last", "precision", "extent", "words"}
WHERE_KEYS = {"name", "country", "admin1", "lat", "lon", "precision", "words", "gazetteer_id"}
SOURCE_KEYS = {"name", "kind", "via", "attitude", "words", "private"}
CLAIM_KEYS = {"field", "value", "words", "start", "end", "source", "attitude", "by", "people"}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Every whole report of the corpora, and the longer sentences of another."""
    whole = [document_of(entry, REPORTS["published"], n) for n, entry in enumerate(REPORTS["reports"])]
    others = [document_of(e, OTHER["published"], 1000 + n) for n, (_, e) in enumerate(OTHER_CASES)]
    rest = [document_of(e, STATUS["published"], 2000 + n) for n, e in enumerate(STATUS["cases"]["actual"])]
    return [*whole, *others, *rest]


@pytest.fixture(scope="module")
def codings(kit: Kit, documents: list[Document]) -> dict[str, Coding]:
    return {coding.document.text: coding for coding in code_all(documents, kit)}


@pytest.mark.parametrize("entry", REPORTS["reports"], ids=lambda e: e["name"])
def test_a_report_is_coded_as_a_reader_would(codings: dict[str, Coding], entry: Node) -> None:
    text = text_of(entry)
    judge(differences(codings[text], entry["events"]), gap_of(entry), text)


def test_the_corpus_of_reports_is_large_and_its_gaps_are_few() -> None:
    assert len(REPORTS["reports"]) >= 15
    assert sum(bool(gap_of(entry)) for entry in REPORTS["reports"]) <= len(REPORTS["reports"]) // 4


@pytest.mark.parametrize(("field", "entry"), OTHER_CASES, ids=[f"{f}: {text_of(e)[:40]}" for f, e in OTHER_CASES])
def test_war_words_of_other_fields_give_nothing(codings: dict[str, Coding], field: str, entry: str | Node) -> None:
    coding = codings[text_of(entry)]
    judge((f"{r.type} is coded, by {', '.join(r.rules)}" for r in coding), gap_of(entry), text_of(entry))


@pytest.mark.parametrize("entry", OTHER["coded"], ids=lambda e: text_of(e)[:50])
def test_events_told_in_words_of_other_fields_are_coded(kit: Kit, entry: Node) -> None:
    (coding,) = code_all([document_of(entry, OTHER["published"])], kit)
    judge(differences(coding, entry["events"]), gap_of(entry), text_of(entry))


# --- what holds for every report ------------------------------------------------------------


def spans_in(value: object) -> Iterator[list[int]]:
    assert isinstance(value, dict)
    yield from chain.from_iterable(value.values())


@pytest.fixture(scope="module")
def records(codings: dict[str, Coding]) -> list[tuple[Document, Report, dict[str, object]]]:
    found = [(c.document, r, record(r, c.document)) for c in codings.values() for r in c]
    assert len(found) > 60
    return found


def test_a_record_has_every_key(records: list[tuple[Document, Report, dict[str, object]]]) -> None:
    for _, _, line in records:
        assert set(KEYS) <= set(line)
        for name, keys in (
            ("actor", PARTY_KEYS),
            ("target", PARTY_KEYS),
            ("sources", SOURCE_KEYS),
            ("claims", CLAIM_KEYS),
        ):
            values = line[name]
            assert isinstance(values, list)
            assert all(keys <= set(value) for value in values)
        for name, keys in (("when", WHEN_KEYS), ("where", WHERE_KEYS)):
            value = line[name]
            assert value is None or (isinstance(value, dict) and keys <= set(value))
        unknown = line["unknown"]
        assert isinstance(unknown, dict)
        assert set(unknown.values()) <= {why.value for why in Why}
        confidence, by_field = line["confidence"], line["field_confidence"]
        assert isinstance(confidence, float) and isinstance(by_field, dict)
        assert all(0 <= share <= 1 for share in (confidence, *by_field.values()))
        for name in ("when", "where", "weapon", "reason"):
            assert (line[name] is None) == (name in unknown)


def test_every_span_lies_in_the_text_and_says_its_words(
    records: list[tuple[Document, Report, dict[str, object]]],
) -> None:
    for doc, report, line in records:
        for start, end in spans_in(line["spans"]):
            assert 0 <= start < end <= len(doc.text)
            words = doc.text[start:end]
            assert words == words.strip() != "", (doc.text, words)
        for claim in report.claims:
            if claim.span:
                assert 0 <= claim.span.start < claim.span.end <= len(doc.text)
        counts = line["counts"]
        spans = line["spans"]
        assert isinstance(counts, dict) and isinstance(spans, dict)
        assert set(counts) <= set(spans), "a count without words"


def test_an_extract_of_evidence_is_of_two_sentences_at_most(kit: Kit, codings: dict[str, Coding]) -> None:
    from dateline.text import outline

    for coding in codings.values():
        sentences = outline(coding.document, kit.text).sentences
        for report in coding:
            assert report.evidence
            for span in report.evidence:
                assert 1 <= sum(s.span.overlaps(span) for s in sentences) <= 2


def test_ids_are_unique_in_a_document(codings: dict[str, Coding]) -> None:
    for coding in codings.values():
        ids = [report.id for report in coding]
        assert len(set(ids)) == len(ids)
        assert all(report.document == coding.document.id for report in coding)


def test_counts_and_days_can_be(records: list[tuple[Document, Report, dict[str, object]]], kit: Kit) -> None:
    for doc, report, _ in records:
        counts = report.counts
        assert set(counts) <= set(kit.ontology.types[report.type].counts), (report.type, set(counts))
        assert not set(counts) & set(report.counts_unknown), doc.text
        if not isinstance(report.when, Unknown) and report.status.value == "actual":
            assert doc.published
            assert report.when.value.first <= doc.published, doc.text


# --- what holds for every run ---------------------------------------------------------------


def lines(codings: list[Coding | SourceError]) -> list[str]:
    from dateline.out import jsonl

    return [
        str(c) if isinstance(c, SourceError) else f"{c.other_field}|{''.join(jsonl(record(r, c.document)) for r in c)}"
        for c in codings
    ]


def test_a_document_is_coded_the_same_alone_and_among_others(kit: Kit, documents: list[Document]) -> None:
    some = documents[:12]
    alone: list[Coding | SourceError] = [code_document(doc, kit) for doc in some]
    together = list(code_documents([*documents[-20:], *some], kit))[20:]
    assert lines(alone) == lines(together)


def test_two_runs_and_two_workers_give_the_same_bytes(kit: Kit, documents: list[Document]) -> None:
    given: list[Document | SourceError] = [*documents[:40], SourceError("page", "is empty")]
    once, twice = (lines(list(code_parallel(given, kit, workers=n))) for n in (1, 1))
    spread = lines(list(code_parallel(given, kit, workers=2)))
    assert once == twice == spread
    assert spread[-1] == "page: is empty"
    assert sum('"type"' in line for line in spread) >= 15


def test_an_error_can_go_to_a_worker_and_come_back() -> None:
    assert str(pickle.loads(pickle.dumps(SourceError("page", "is empty")))) == "page: is empty"


def test_what_cannot_be_read_stays_in_its_place(kit: Kit) -> None:
    told = Document("told", "Gunmen killed four men in Gao on Monday.", published=PUBLISHED, lang="en")
    broken = SourceError("broken.html", "has no text")
    french = Document("french", "Des hommes armés ont tué quatre hommes à Gao lundi.", lang="fr")
    found = list(code_documents([broken, told, french, told], kit))
    assert found[0] is broken
    assert [isinstance(f, Coding) for f in found] == [False, True, False, True]
    assert str(found[2]).startswith("french: is in a language without rules ('fr'")


def test_a_document_in_another_language_alone_is_an_error(kit: Kit) -> None:
    with pytest.raises(SourceError, match=r"language without rules \('de'"):
        code_document(Document("x", "Soldaten verhafteten drei Männer.", lang="de"), kit)


def test_without_a_publication_date_a_weekday_has_no_day(kit: Kit) -> None:
    coding = code_document(Document("x", "Gunmen killed four men in Gao on Thursday."), kit)
    (report,) = coding
    assert isinstance(report.when, Unknown)
    assert report.when.why is Why.NO_PUBLICATION_DATE
    assert record(report, coding.document)["unknown"]["when"] == "no_publication_date"


def test_a_full_date_needs_no_publication_date(kit: Kit) -> None:
    (report,) = code_document(Document("x", "Gunmen killed four men in Gao on 3 March 2021."), kit)
    assert not isinstance(report.when, Unknown)
    assert (report.when.value.first, report.when.value.last) == (date(2021, 3, 3), date(2021, 3, 3))


def test_an_empty_text_and_one_without_a_sentence_have_no_events(kit: Kit) -> None:
    for text in ("", "\n\n", "…", "- \n- \n", "12", '"', "A" * 3000, "(((" * 50):
        assert len(code_document(Document("x", text), kit)) == 0


def test_a_coding_is_a_sequence(kit: Kit) -> None:
    coding = code_document(Document("x", "Gunmen killed four men in Gao on 3 March 2021."), kit)
    assert len(coding) == 1
    assert coding[0] is coding.reports[0]
    assert coding[:1] == coding.reports
    assert list(coding) == list(coding.reports)
    json.dumps(record(coding[0], coding.document))


def test_spans_count_code_points(kit: Kit) -> None:
    text = "🕊 Peace 🕊 was asked for. Gunmen killed four men in Gao on 3 March 2021."
    (report,) = code_document(Document("x", text), kit)
    (actor,) = report.actor
    assert actor.spans == (Span(25, 31),)
    assert actor.spans[0].of(text) == "Gunmen"
