"""What the words for one person say that tells them from another: "the guard Musa Bello, 38", "his sister", "he"."""

from __future__ import annotations

import re

from dateline.draft import Individual
from dateline.fill.context import Reading
from dateline.fill.shares import PERSONS
from dateline.fill.words import FillData
from dateline.model import Parse, Span, Token

_BEHIND = re.compile(r"\s?[,(]\s?(\d{1,3})\s?[,).;]")  # an age set off behind a name: "Musa Bello, 38,"


def individual(reading: Reading, parse: Parse, people: Span, data: FillData) -> Individual:
    """Whom the words for one person mean, as far as these tell."""
    inside = [t for t in parse.tokens if people.start <= t.start and t.end <= people.end]
    own = _before_more(inside)
    aged = data.ages.search(people.of(reading.doc.text))
    age = Span(people.start + aged.start(), people.start + aged.end()) if aged else None
    nouns = [t for t in own if t.pos == "NOUN" and not (age and age.start <= t.start and t.end < age.end)]
    pointed = bool(own) and all(t.pos == "PRON" for t in own)
    words = [t.lower for t in own]
    sexed = [t.lower for t in (own if pointed else nouns) if t.lower in data.sexes]
    of = _owners(reading, own)
    named = _names(reading, own) - of
    owned = bool(words) and (words[0] in data.owners or any(t.dep in reading.syntax.possessor for t in own[:-1]))
    return Individual(
        names=frozenset(named),
        of=frozenset(of),
        age=_group(aged or _BEHIND.match(reading.doc.text, people.end)),
        sex=data.sexes[sexed[-1]] if sexed else "",
        plain=pointed or (not named and all(t.lower in data.sexes or t.lower in data.anybody for t in nouns)),
        pointed=pointed,
        fresh=bool(words) and (words[0] in data.one_of_a_kind or own[0].pos == "NUM"),
        figure=bool(own) and own[0].pos == "NUM",
        owner=data.sexes.get(words[0], "") if len(words) > 1 and own[0].pos == "PRON" else "",
        called=any(reading.resolvers.noun_class(t.lower) for t in own[:-1] if t.pos in ("NOUN", "PROPN")),
        akin=not data.added.isdisjoint(words)
        or (owned and any(reading.resolvers.noun_class(t.lemma) in PERSONS for t in nouns[-1:])),  # no "girl's body"
    )


def _before_more(inside: list[Token]) -> list[Token]:
    """The words for a person, without what a preposition says of them."""
    at = next((n for n, t in enumerate(inside) if n and t.pos == "ADP"), len(inside))
    return [t for t in inside[:at] if t.pos != "PUNCT"]


def _owners(reading: Reading, own: list[Token]) -> set[str]:
    """The names of whose relative somebody is: "Bello's wife", "the wife of the councilman" has none."""
    at = next((n for n, t in enumerate(own) if t.tag == "POS"), 0)
    behind = own[at + 1 : at + 3]
    akin = any(t.pos == "NOUN" and reading.resolvers.noun_class(t.lemma) in PERSONS for t in behind)
    return _names(reading, own[:at]) if akin else set()


def _names(reading: Reading, own: list[Token]) -> set[str]:
    known = [a.span for a in reading.actors] + [t.name for t in reading.toponyms]
    proper = (t for t in own if t.pos == "PROPN" and t.text.isalpha())
    return {t.lower for t in proper if not any(k.overlaps(Span(t.start, t.end)) for k in known)}


def _group(found: re.Match[str] | None) -> str:
    return next(filter(None, found.groups()), "") if found else ""
