"""What filling looks into: everything that the other rooms have read in one document, and their functions.

Rooms do not import each other; the pipeline hands their functions over in `Resolvers`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from dateline.draft import Toll
from dateline.grammar import Syntax
from dateline.mention import Mention
from dateline.model import (
    ActorMention,
    Attribution,
    Count,
    DayMention,
    Days,
    Document,
    GeoPrecision,
    Outline,
    Parse,
    Party,
    PartyKind,
    Place,
    Said,
    SourceKind,
    Span,
    Token,
    Toponym,
    Unknown,
)
from dateline.ontology import Ontology


class PartyReading(Protocol):
    """What one noun phrase means as a party."""

    @property
    def party(self) -> Party: ...
    @property
    def span(self) -> Span: ...
    @property
    def by(self) -> str: ...
    @property
    def person_class(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Resolvers:
    """Functions of other rooms, closed over their data.

    `party(phrase, head, country, place_country, earlier)` reads a phrase as a party, `sides(phrase, earlier)`
    "both sides" as two; `people(words)` counts the people that a phrase means; `ages(words)` are the ages told in a
    text; `place_role(toponym)` says
    how the text uses a place name; `noun_class(lemma)` is the class of a noun; `inferred` is the interval
    for a fresh event without a day; `source_kind` is the kind of source that a kind of party makes.
    """

    party: Callable[..., PartyReading | Unknown]
    sides: Callable[..., Sequence[PartyReading]]
    people: Callable[[str], Said[Count] | Unknown]
    ages: Callable[[str], Sequence[Span]]
    place_role: Callable[[Toponym], str]
    noun_class: Callable[[str], str | None]
    source_kind: Callable[[PartyKind], SourceKind]
    inferred: Days | Unknown


@dataclass
class Reading:
    """One document as read by all the rooms before its events are filled."""

    doc: Document
    outline: Outline
    parses: Sequence[Parse]
    mentions: Sequence[Mention]
    rebuttals: Sequence[Mention]
    days: Sequence[DayMention]
    toponyms: Sequence[Toponym]
    actors: Sequence[ActorMention]
    attributions: Sequence[Attribution]
    syntax: Syntax
    ontology: Ontology
    resolvers: Resolvers
    us: Party | None = None  # the side of a conflict whose own text it is
    home: str = ""  # the country from whose capital it was written
    spoken_of: str = ""  # the country that the text names most, by its name, its people and its forces

    @cached_property
    def _ages(self) -> dict[int, tuple[Span, ...]]:
        return {}

    def ages_in(self, parse: Parse) -> tuple[Span, ...]:
        """The ages that a sentence tells, with the words that open them."""
        at = parse.sentence.span
        if at.start not in self._ages:
            found = self.resolvers.ages(at.of(self.doc.text))
            self._ages[at.start] = tuple(Span(at.start + s.start, at.start + s.end) for s in found)
        return self._ages[at.start]

    def sentence_of(self, at: int) -> int:
        """The index of the sentence that holds an offset; the last one before it where none does."""
        best = 0
        for n, parse in enumerate(self.parses):
            if parse.sentence.span.start <= at:
                best = n
            else:
                break
        return best

    @cached_property
    def country(self) -> str:
        """The country that most places within countries lie in, and that it was written from; else the one named most.

        By its name, its people or its forces; "" where none is.
        """
        places = [t.value for t in self.toponyms if isinstance(t.value, Place)]
        within = [p for p in places if p.precision is not GeoPrecision.COUNTRY]
        counted = Counter(p.country for p in within or places)
        if self.home:
            counted[self.home] += 1
        return counted.most_common(1)[0][0] if counted else self.spoken_of

    @cached_property
    def days_in(self) -> list[list[DayMention]]:
        """Day mentions by sentence."""
        out: list[list[DayMention]] = [[] for _ in self.parses]
        for day in self.days:
            n = self.sentence_of(day.span.start)
            if n < len(out) and self.parses[n].sentence.span.holds(day.span):
                out[n].append(day)
        return out

    @cached_property
    def toponyms_in(self) -> list[list[Toponym]]:
        """Toponyms by sentence."""
        out: list[list[Toponym]] = [[] for _ in self.parses]
        for toponym in self.toponyms:
            n = self.sentence_of(toponym.span.start)
            if n < len(out) and self.parses[n].sentence.span.holds(toponym.span):
                out[n].append(toponym)
        return out

    @cached_property
    def mentions_in(self) -> list[list[Mention]]:
        """Mentions by sentence."""
        out: list[list[Mention]] = [[] for _ in self.parses]
        for mention in self.mentions:
            out[mention.sentence].append(mention)
        return out


def people_of(reading: Reading, toll: Toll) -> set[str]:
    """The lemmas of the words for the people whom a figure counts; of the figure where it has no others."""
    span = toll.people or toll.span
    return {t.lemma for t in reading.parses[toll.sentence].tokens if span.start <= t.start < span.end}


def token_at(parse: Parse, offset: int) -> int | None:
    """The token of a sentence that covers an offset, or the first after it; None past the end."""
    for t in parse.tokens:
        if offset < t.end:
            return t.i
    return None


def climb(parse: Parse, i: int) -> list[int]:
    """Token `i` and what governs it, up to the root."""
    out = [i]
    while parse.tokens[i].head != i and parse.tokens[i].head not in out:
        i = parse.tokens[i].head
        out.append(i)
    return out


def first_verb(parse: Parse, path: Iterable[int]) -> Token | None:
    """The first full verb of some tokens, such as those of a way up."""
    return next((parse.tokens[n] for n in path if parse.tokens[n].pos == "VERB"), None)
