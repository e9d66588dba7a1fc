"""Is a document, or a paragraph of one, of our field at all? Markets and matches are told in war words too.

Counts words of other fields (`lexica/other_fields.tsv`) against words for people who fight or keep
order, and named armed parties. Only what is plainly of another field is left uncoded: of such a text all
paragraphs but those as plainly of ours ("meanwhile the rebels ..." at the end of a report on polls).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import read_tsv
from dateline.model import Parse, Token
from dateline.values import CRIME

LEAST = 5  # different words of other fields, below which a text is never set aside
SHARE = 1.5  # how many of them for each word of ours it takes
APART = 60  # words of text for each of them, above which they are only touched on: a long talk comes by everything
LEAST_UNSIGNED = 60  # words of a text, from which on it is of our field only where a sign says so
LEAST_OURS = 3  # words of ours, below which no paragraph of a text that is set aside is coded
LEAST_OF_PARAGRAPH, SHARE_OF_PARAGRAPH = 4, 2.0  # the same of a paragraph
ACTED = ("exercises", "fiction")  # fields of which few words tell that nothing of it happened
LEAST_ACTED, LEAST_ACTED_OF_PARAGRAPH = 3, 2  # how many different ones, of a text and of a paragraph
THING = "thing"  # the note of a word that is none of its field as a verb: "a storm", and "stormed a hotel"
POLITICS = "politics"  # the field of which a text may be and still tell of people killed, hurt or seized
HARMFUL = frozenset(("accidents", CRIME, "health and nature"))  # fields of which people are killed and hurt as well
WHOEVER_ACTS = frozenset((*ACTED, CRIME))  # fields in which what forces do is of the field as well


@dataclass(frozen=True, slots=True)
class OtherFields:
    """Words of other fields, each with its field; `things` are those that tell of it only where they name a thing."""

    words: Mapping[str, str]
    things: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SetAside:
    """The field of a text that is of another one as a whole, "" where it is not; and its paragraphs of other fields."""

    field: str
    paragraphs: Mapping[int, str]


def load_other_fields(folder: Path) -> OtherFields:
    """Read `lexica/other_fields.tsv`."""
    rows = read_tsv(folder / "lexica" / "other_fields.tsv", ("word", "field", "note"))
    things = frozenset(row["word"] for row in rows if row["field"] in ACTED or row["note"] == THING)
    return OtherFields({row["word"]: row["field"] for row in rows}, things)


def load_field_signs(folder: Path) -> dict[str, bool]:
    """Read `lexica/field_signs.tsv`: words, and whether each is a sign that a text is of our field."""
    rows = read_tsv(folder / "lexica" / "field_signs.tsv", ("word", "sign", "note"))
    return {row["word"]: row["sign"] == "yes" for row in rows}


def other_fields(
    parses: Sequence[Parse],
    ours: Counter[int],
    harm: Counter[int],
    data: OtherFields,
    *,
    crime: bool,
    signed: bool,
) -> SetAside:
    """What of a document is of another field, as far as its words tell.

    `ours` is how many words of each paragraph are of people who fight or keep order, `harm` how many tellings of
    people killed, hurt or seized, which go against politics as another field; `crime` says that crime is ours, and
    `signed` that something in the document is a sign of our field: without one, a text of some length is of another.
    """
    said: dict[int, list[str]] = {}
    for p in parses:
        entries = (_entry(t, data) for t in p.tokens)
        words = [w for w in entries if w and not (crime and data.words[w] == CRIME)]
        said.setdefault(p.sentence.paragraph, []).extend(words)
    every = [w for words in said.values() for w in words]
    if acted := _acted(every, data, LEAST_ACTED):
        return SetAside(acted, dict.fromkeys(said, acted))
    length = sum(len(p.tokens) for p in parses)
    if not signed and length >= LEAST_UNSIGNED:
        field = _most(every, data, HARMFUL) or CRIME
        return SetAside(field, dict.fromkeys(said, field))
    if _most(every, data) == POLITICS:
        ours = ours + harm
    if len(set(every)) >= max(LEAST, SHARE * ours.total(), length / APART):
        field = _most(every, data)
        return SetAside(field, {n: field for n, words in said.items() if not _plainly_ours(words, ours[n])})
    found: dict[int, str] = {}
    for n, words in said.items():
        if len(set(words)) >= max(LEAST_OF_PARAGRAPH, SHARE_OF_PARAGRAPH * ours[n]):
            found[n] = _most(words, data)
        elif acted := _acted(words, data, LEAST_ACTED_OF_PARAGRAPH):
            found[n] = acted
    return SetAside("", found)


def _plainly_ours(words: Sequence[str], ours: int) -> bool:
    """Is a paragraph of a text of another field, with these of its words, as plainly of ours?"""
    return ours >= LEAST_OURS and ours > len(words)


def _entry(token: Token, data: OtherFields) -> str:
    """The entry of the lexicon for a token; "" where it has none. A verb is none of those that only name a thing."""
    word = token.lower if token.lower in data.words else token.lemma
    return word if word in data.words and not (token.pos == "VERB" and word in data.things) else ""


def _acted(words: Sequence[str], data: OtherFields, least: int) -> str:
    """The field by which what is told is only acted, whatever forces take part: a film, an exercise; "" for none."""
    counted = Counter(data.words[w] for w in set(words) if data.words[w] in ACTED)
    return next((field for field, count in counted.most_common(1) if count >= least), "")


def _most(words: Sequence[str], data: OtherFields, among: Container[str] | None = None) -> str:
    """The field of most of the words, of those `among`; "" where there is none."""
    fields = Counter(data.words[w] for w in words if among is None or data.words[w] in among)
    return fields.most_common(1)[0][0] if fields else ""
