"""Words into counts: the corpus in tests/corpus/counts.en.yaml, and what holds of every count."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from dateline.datafiles import DATA
from dateline.errors import DataError
from dateline.howmany import count_people, find_counts, load_howmany
from dateline.model import Count, Span, Unknown, Why

HOWMANY = load_howmany(DATA / "en")
CORPUS = yaml.safe_load((Path(__file__).parent / "corpus" / "counts.en.yaml").read_text(encoding="utf-8"))
COUNTS = [(wanted, words) for wanted, wordings in CORPUS["counts"].items() for words in wordings]
PEOPLE = [(wanted, words) for wanted, wordings in CORPUS["people"].items() for words in wordings]


def read_range(words: str) -> Count:
    """The corpus's way to write a range: "12", "12..", "10..15", "~30"."""
    low, dots, high = words.removeprefix("~").partition("..")
    return Count(int(low), int(high) if high else None if dots else int(low), words.startswith("~"))


def test_the_corpus_is_large_enough() -> None:
    assert len(COUNTS) >= 250
    assert len(CORPUS["nothing"]) >= 80


@pytest.mark.parametrize(("wanted", "words"), COUNTS)
def test_the_counts_of_a_wording(wanted: str, words: str) -> None:
    assert [said.value for said in find_counts(words, HOWMANY)] == [read_range(each) for each in wanted.split()]


@pytest.mark.parametrize("words", CORPUS["nothing"])
def test_no_count_in_a_wording(words: str) -> None:
    assert [span.of(words) for said in find_counts(words, HOWMANY) for span in said.spans] == []


@pytest.mark.parametrize(("wanted", "words"), PEOPLE)
def test_how_many_people_a_phrase_denotes(wanted: str, words: str) -> None:
    result = count_people(words, HOWMANY)
    if wanted in list(Why):
        assert isinstance(result, Unknown)
        assert result.why == wanted
    else:
        assert not isinstance(result, Unknown)
        assert result.value == read_range(wanted)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police said at least 30 men fled.", ["at least 30"]),
        ("It held Six (6) men and between 10 and 15 boys.", ["Six (6)", "between 10 and 15"]),
        ("They took no fewer than twenty-seven.", ["no fewer than twenty-seven"]),
        ("He saw tens of thousands of them.", ["tens of thousands"]),
    ],
)
def test_the_span_covers_number_and_qualifier(text: str, words: list[str]) -> None:
    assert [span.of(text) for said in find_counts(text, HOWMANY) for span in said.spans] == words


def test_a_qualifier_behind_the_noun_has_a_span_of_its_own() -> None:
    text = "He said 12 people at least were killed."
    (said,) = find_counts(text, HOWMANY)
    assert [span.of(text) for span in said.spans] == ["12", "at least"]


def test_counts_stand_in_order_and_apart() -> None:
    text = " ".join(words + "." for _, words in COUNTS)
    spans = [span for said in find_counts(text, HOWMANY) for span in said.spans]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_the_spans_of_a_phrase_are_in_the_phrase() -> None:
    phrase = "the commander and 25 of his men"
    result = count_people(phrase, HOWMANY)
    assert not isinstance(result, Unknown)
    assert result.spans == (Span(0, 13), Span(18, 20))


@pytest.mark.parametrize("words", ["", " ", "\n\n", "—", "(", "12", "½", "a", "١٢", "and", "12 (", "12-", "x" * 500])
def test_odd_text_raises_nothing(words: str) -> None:
    assert isinstance(find_counts(words, HOWMANY), tuple)
    count_people(words, HOWMANY)


BREAKS = {
    "unknown key": ("half: [half]\n", "half: [half]\nthird: [third]\n", "unknown key 'third'"),
    "missing key": ("half: [half]\n", "", "missing key 'half'"),
    "unknown effect": ("  at_least:\n", "  atleast:\n", "no effect 'atleast'"),
    "not a number": ("{zero: 0,", "{zero: none,", "'zero' must be a number"),
    "not a list": ("half: [half]\n", "half: half\n", "must be a list of words"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_refused(name: str, tmp_path: Path) -> None:
    old, new, message = BREAKS[name]
    source = (DATA / "en" / "howmany.yaml").read_text(encoding="utf-8")
    assert old in source, "the break no longer touches the file"
    (tmp_path / "lexica").symlink_to(DATA / "en" / "lexica")
    (tmp_path / "howmany.yaml").write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_howmany(tmp_path)
