"""Who says what, run from `corpus/attributions.en.yaml`, which can be edited without Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.attribution import AttributionData, find_attributions, load_attribution
from dateline.datafiles import DATA, read_yaml
from dateline.errors import DataError
from dateline.grammar import Syntax, load_syntax
from dateline.model import Attribution, Document, Outline, Parse, Sentence, SentenceKind, Span
from dateline.parse import Parser, load_parser, parse
from dateline.text import TextData, load_text, outline, parse_text
from dateline.who import WhoData, find_actors, load_who, main_country, read_party

CORPUS = read_yaml(Path(__file__).parent / "corpus" / "attributions.en.yaml")
CASES = CORPUS["cases"]


class Reader:
    """Everything that reading the corpus needs, loaded once."""

    def __init__(self) -> None:
        folder = DATA / "en"
        self.data: AttributionData = load_attribution(folder)
        self.text: TextData = load_text(folder)
        self.who: WhoData = load_who(folder)
        self.syntax: Syntax = load_syntax(DATA / "syntax" / "clear.yaml", folder / "grammar.yaml")
        self.parser: Parser = load_parser()

    def parses(self, doc: Document, lines: Outline) -> list[Parse]:
        texts = [(s, parse_text(s.span.of(doc.text), lambda _: True, self.text)) for s in lines.sentences]
        return list(parse(texts, self.parser))

    def read(self, text: str, *, publisher: str = "", headline: bool = False) -> tuple[str, tuple[Attribution, ...]]:
        doc = Document("test", text.replace(" | ", "\n\n"), publisher=publisher)
        kind = SentenceKind.HEADLINE
        lines = outline(doc, self.text) if not headline else Outline((Sentence(Span(0, len(doc.text)), kind, 0),))
        actors = find_actors(doc.text, self.who)
        country = main_country(doc.text, self.who, actors=actors)

        def party(phrase: Span, head: Span) -> Any:
            return read_party(doc.text, phrase, head, self.who, actors=actors, country=country)

        found = find_attributions(doc, self.parses(doc, lines), self.data, self.syntax, actors=actors, party=party)
        return doc.text, found


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


def holds(attribution: Attribution, words: str, text: str) -> bool:
    at = text.index(words)
    return any(c.holds(Span(at, at + len(words))) for c in attribution.content)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_a_passage_is_said_by_its_sources(reader: Reader, case: dict[str, Any]) -> None:
    text, found = reader.read(case["text"], headline=case.get("headline") == "yes")
    if "says" not in case:
        assert [(a.source.name, [c.of(text) for c in a.content]) for a in found] == []
    for said in case.get("says", ()):
        those = [a for a in found if holds(a, said["holds"], text)]
        names = [a.source.name for a in those]
        assert said["who"] in names
        a = those[names.index(said["who"])]
        assert a.source.attitude == said.get("attitude", "asserts")
        assert a.source.via == said.get("via")
        for key, value in (("kind", a.source.kind), ("by", a.by.removeprefix("attribution/"))):
            if key in said:
                assert value == said[key]
        if "private" in said:
            assert a.source.private
        if "not" in said:
            assert not holds(a, said["not"], text)


def test_the_corpus_is_large() -> None:
    assert sum(max(1, len(case.get("says", ()))) for case in CASES) >= 90


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, ns in CORPUS["publishers"].items() for n in ns])
def test_a_publisher_says_the_whole_text(reader: Reader, kind: str, name: str) -> None:
    text, found = reader.read("Two men were shot in Salta on Monday.", publisher=name)
    (own,) = found
    assert (own.source.name, own.source.kind, own.source.span) == (name, kind, None)
    assert own.content == (Span(0, len(text)),)


def test_without_a_publisher_nobody_says_what_nobody_is_said_to_say(reader: Reader) -> None:
    assert reader.read("Two men were shot in Salta on Monday.")[1] == ()


def test_a_source_keeps_the_words_that_say_it(reader: Reader) -> None:
    text, found = reader.read("Police held two men. They said both were armed.")
    assert [a.source.span.of(text) for a in found if a.source.span] == ["They"]


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("source_nouns.tsv", "piper\tmusician\tno\t", r"source_nouns\.tsv:3: no source kind 'musician'"),
        ("source_nouns.tsv", "piper\tmedia\tperhaps\t", r"source_nouns\.tsv:3: private is 'perhaps'"),
        ("speech_verbs.tsv", "hum\tlikes\t", r"speech_verbs\.tsv:3: no attitude 'likes'"),
    ],
)
def test_a_broken_lexicon_is_refused_with_its_line(tmp_path: Path, name: str, line: str, message: str) -> None:
    (tmp_path / "lexica").mkdir()
    (tmp_path / "attribution.yaml").write_bytes((DATA / "en" / "attribution.yaml").read_bytes())
    for lexicon in ("source_nouns.tsv", "speech_verbs.tsv"):
        lines = (DATA / "en" / "lexica" / lexicon).read_text().splitlines()[:2]
        (tmp_path / "lexica" / lexicon).write_text("\n".join([*lines, *([line] if lexicon == name else [])]))
    with pytest.raises(DataError, match=message):
        load_attribution(tmp_path)
