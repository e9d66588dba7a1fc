"""How texts are cut into sentences: the corpora, the patterns' proofs, and what always holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.datafiles import DATA
from dateline.errors import DataError
from dateline.model import Document, Outline, SentenceKind
from dateline.text import load_text, outline, parse_text

CORPUS = Path(__file__).with_name("corpus")
SENTENCES = yaml.safe_load((CORPUS / "sentences.en.yaml").read_text(encoding="utf-8"))
DATELINES = yaml.safe_load((CORPUS / "datelines.en.yaml").read_text(encoding="utf-8"))
TEXT = load_text(DATA / "en")

SPLITS = [(group, line) for group, lines in SENTENCES["splits"].items() for line in lines]


def read(text: str, title: str = "") -> Outline:
    return outline(Document("test", text, title), TEXT)


def words(text: str, found: Outline) -> list[str]:
    return [s.span.of(text) for s in found.sentences]


@pytest.mark.parametrize(("group", "line"), SPLITS, ids=[line[:50] for _, line in SPLITS])
def test_a_paragraph_splits_into_its_sentences(group: str, line: str) -> None:
    assert group
    text = line.replace(" | ", " ")
    # The first paragraph keeps the second from being taken for a title.
    context = f"Rebels took a hill on Monday.\n\n{text}"
    got = words(context, read(context))[1:]
    assert got == [sentence.strip() for sentence in line.split(" | ")]


@pytest.mark.parametrize("case", SENTENCES["quoted"], ids=lambda c: c["text"][:50])
def test_quoted_stretches(case: dict[str, Any]) -> None:
    got = [q.of(case["text"]) for s in read(case["text"]).sentences for q in s.quoted]
    assert got == case["inside"]


@pytest.mark.parametrize("case", SENTENCES["outlines"], ids=lambda c: c["why"])
def test_every_sentence_has_its_kind(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("title", ""))
    assert [{s.kind.value: s.span.of(case["text"])} for s in found.sentences] == case["outline"]


@pytest.mark.parametrize("case", DATELINES["datelines"], ids=lambda c: c["text"][:50])
def test_a_dateline_is_cut_off_with_its_parts(case: dict[str, str]) -> None:
    text = case["text"]
    found = read(text)
    assert found.dateline is not None
    parts = {
        name: span.of(text)
        for name in ("place", "day", "agency")
        if (span := getattr(found.dateline, name)) is not None
    }
    assert parts == {k: v for k, v in case.items() if k not in ("text", "rest")}
    assert words(text, found)[-1] == case["rest"]


@pytest.mark.parametrize("text", DATELINES["none"], ids=lambda t: t[:50])
def test_these_texts_have_no_dateline(text: str) -> None:
    assert read(text).dateline is None


@pytest.mark.parametrize("entry", TEXT.kinds, ids=lambda e: f"line {e.line}")
def test_a_pattern_matches_its_proofs(entry: Any) -> None:
    assert [t for t in entry.yes if not entry.pattern.match(t)] == []
    assert [t for t in entry.no if entry.pattern.match(t)] == []
    assert entry.yes and entry.no


@pytest.mark.parametrize("case", SENTENCES["casing"]["cases"], ids=lambda c: c["in"][:50])
def test_a_parser_reads_running_text(case: dict[str, Any]) -> None:
    names = {name.casefold() for name in SENTENCES["casing"]["names"]}
    got = parse_text(
        case["in"], lambda name: name.casefold() in names, TEXT, seen_lower=frozenset(case.get("lower", ()))
    )
    assert got == case["out"]
    assert len(got) == len(case["in"])


SOME_TEXT = st.text(alphabet="ab AB.?!\n\"“”‘’«»'()[]-–—•*:;,/|1 2…İß ", max_size=120) | st.lists(
    st.sampled_from(
        [
            "GOMA, Oct 24 (BW) -",
            "The U.S. Army said.",
            "“They ran.",
            "he said.”",
            "\n\n",
            "\n",
            "- ",
            "1. ",
            "18:40 ",
            "TARO:",
            "LUNDA.",
            "(Corrects day)",
            "By Ana Mota",
            "Mr.",
            " ",
            "at 6 p.m.",
            "***",
            "Lunda – Basin News",
            "Weekly list",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(SOME_TEXT)
def test_sentences_stand_in_order_and_leave_nothing_out(text: str) -> None:
    found = read(text)
    spans = sorted([s.span for s in found.sentences] + ([found.dateline.span] if found.dateline else []))
    at = 0
    left = []
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        left.append(text[at : span.start])
        at = span.end
    left.append(text[at:])
    # Only white space and the marks of items stand outside: no word of more than one letter.
    assert [gap for gap in left if sum(map(str.isalpha, gap)) > 1 or len(gap.split()) > 2] == []
    assert [s.span for s in found.sentences] == sorted(s.span for s in found.sentences)
    assert all(s.span.holds(q) for s in found.sentences for q in s.quoted)
    assert read(text) == found


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.booleans())
def test_offsets_survive_the_rewriting_for_the_parser(text: str, known: object) -> None:
    assert len(parse_text(text, lambda _: bool(known), TEXT)) == len(text)


def test_a_lexicon_with_an_unknown_class_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lexica").mkdir()
    for name in ("text.yaml", "lexica/acronyms.tsv", "lexica/lowercase.tsv"):
        (tmp_path / name).write_text((DATA / "en" / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "lexica" / "abbreviations.tsv").write_text("term\tends\tnote\nabc\tsometimes\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"abbreviations\.tsv:2: ends is 'sometimes'"):
        load_text(tmp_path)


def test_a_pattern_that_does_not_compile_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lexica").mkdir()
    for name in ("abbreviations.tsv", "acronyms.tsv", "lowercase.tsv"):
        text = (DATA / "en" / "lexica" / name).read_text(encoding="utf-8")
        (tmp_path / "lexica" / name).write_text(text, encoding="utf-8")
    rules = (DATA / "en" / "text.yaml").read_text(encoding="utf-8")
    broken = rules.replace("where: block\n    pattern: '", "where: block\n    pattern: '(", 1)
    assert broken != rules
    (tmp_path / "text.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(DataError, match=r"text.yaml:\d+: pattern: "):
        load_text(tmp_path)


def test_an_empty_text_has_no_sentences() -> None:
    assert read("") == read(" \n\n ") == Outline(())


def test_the_corpora_are_as_large_as_promised() -> None:
    assert len(SPLITS) + len(SENTENCES["quoted"]) + len(SENTENCES["outlines"]) >= 60
    assert len(DATELINES["datelines"]) >= 30
    assert len(DATELINES["none"]) >= 15
    assert {
        s.kind for case in SENTENCES["outlines"] for s in read(case["text"], case.get("title", "")).sentences
    } == set(SentenceKind)
