"""One question to the room: a phrase cut into words, and all that may help to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from dateline.model import ActorMention, Party, PartyKind
from dateline.nouns import noun
from dateline.who import forces
from dateline.who.forces import Country, countries, force_of
from dateline.who.lexicon import WhoData
from dateline.who.nouns import Noun
from dateline.who.reading import Reading, class_of
from dateline.who.words import Word

ASIDE = "aside"  # how a party is marked that only stands in the background
_LONGEST_BEFORE, _LONGEST_AFTER = 4, 6  # words of a noun that ends, or begins, at a head


@noun(frozen=True)
class Asked:
    """What `read_party` was given; `head` is the place of the head among `words`, `us` the side whose text it is.

    `known` are all parties read so far, `start` is where the phrase begins.
    """

    text: str
    start: int
    words: Sequence[Word]
    head: int
    data: WhoData
    mentions: Sequence[ActorMention]
    country: str
    place_country: str
    known: Sequence[Reading]
    published: date | None
    violent: bool
    but: frozenset[str] = frozenset()
    province: str = ""
    us: Party | None = None

    def narrowed(self, first: int, last: int, head: int) -> Asked:
        """The same question about some words of the phrase."""
        return replace(self, words=self.words[first : last + 1], head=head - first)

    @cached_property
    def countries(self) -> list[Country]:
        """The countries that the phrase names."""
        return countries(self.words, self.data)

    @property
    def inside(self) -> list[ActorMention]:
        """The named parties in the phrase."""
        start, end = self.words[0].start, self.words[-1].end
        return [m for m in self.mentions if m.span.start < end and start < m.span.end]

    @cached_property
    def readings(self) -> list[Reading]:
        """The parties read before the phrase."""
        return [r for r in self.known if r.span.end <= self.start]

    @cached_property
    def earlier(self) -> list[Reading]:
        """The parties read or named before the phrase, in text order."""
        start = self.words[0].start
        before = [m for m in self.mentions if m.span.end <= start]
        named = [Reading(m.party, m.span, ASIDE if m.aside else "name", class_of(m.party.kind)) for m in before]
        return sorted((*self.readings, *named), key=lambda r: r.span.start)

    def force(self, code: str, role: str) -> Party:
        """The force of a country in a role, at the place and on the day of the event."""
        province = self.province if code == self.country else ""
        return force_of(
            code,
            role,
            self.data,
            place_country=self.place_country,
            province=province,
            published=self.published,
            fallen=self._fallen(),
        )

    def force_here(self, role: str, *, aloft: bool = False) -> Party:
        """The force in a role at the place of the event, of whatever country or side it is on that day.

        With `aloft` it is asked whose aircraft fly there.
        """
        for held in self.data.held.get((self.country, forces.AIRCRAFT if aloft else role), ()):
            if self.published and held.lasted(self.published) and held.province in ("", self.province):
                return self.force(held.by, role) if isinstance(held.by, str) else held.by.party
        return self.force(self.country, role)

    def at_the_place(self, party: Party) -> Party:
        """A party as it is at the place of the event: a state's forces are external abroad."""
        abroad = party.country and self.place_country and party.country != self.place_country
        if abroad and party.kind is PartyKind.STATE_FORCES:
            return replace(party, kind=PartyKind.EXTERNAL_FORCES)
        return party

    def _fallen(self) -> bool:
        """Does the phrase speak of a government that is no more?"""
        keys = [w.key for w in self.words]
        return any(f"{a} {b}" in self.data.grammar.fallen for a, b in pairwise(keys))

    def key(self, i: int) -> str:
        """The folded word at a place, "" outside the phrase."""
        return self.words[i].key if 0 <= i < len(self.words) else ""

    def counted(self, i: int) -> bool:
        """Does a number of people stand right before a word: "three", "34", "two of the"?"""
        before = self.words[i - 1] if i else None
        if before is None:
            return False
        noun = self.data.nouns.get(before.key)
        return before.text.isdigit() or (noun is not None and noun.cls == "part" and not noun.name)

    @property
    def definite(self) -> bool:
        """Is the article nearest before the head definite: "the men", but not "the day before, a masked man"?"""
        grammar = self.data.grammar
        articles = (w.key for w in reversed(self.words[: self.head]) if w.key in grammar.definite | grammar.indefinite)
        return next(articles, "") in grammar.definite

    def gap(self, i: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.words[i].end : self.words[i + 1].start]


def noun_at(words: Sequence[Word], head: int, data: WhoData) -> tuple[int, int, Noun | None]:
    """The longest noun of the lexicon that ends or begins at a word: its first and last word, and the noun."""
    nouns = data.nouns
    for size in range(min(_LONGEST_BEFORE, head + 1), 1, -1):
        noun = nouns.get(" ".join([w.key for w in words[head - size + 1 : head + 1]]))
        if noun:
            return head - size + 1, head, noun
    for size in range(min(_LONGEST_AFTER, len(words) - head), 1, -1):
        noun = nouns.get(" ".join([w.key for w in words[head : head + size]]))
        if noun:
            return head, head + size - 1, noun
    return head, head, nouns.get(words[head].key)


def tie_at(asked: Asked, i: int) -> tuple[str, ...]:
    """The words that tie a head to a body, where they begin at a word: ("loyal", "to")."""
    for phrase in asked.data.grammar.belonging.get(asked.key(i), ()):
        if len(phrase) == 1 or tuple(w.key for w in asked.words[i : i + len(phrase)]) == phrase:
            return phrase
    return ()
