"""Finds the parties that a text names: by the lexicon, and by the text's own definitions.

"Allied Democratic Forces (ADF)" makes ADF a name of that party in this text. A name that several
parties share goes to the one whose country the text speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from dateline.model import ActorMention, Party, PartyKind, Span
from dateline.nouns import noun
from dateline.who.lexicon import Actor, Alias, WhoData
from dateline.who.words import Word, cut, joined, words_of

_DEFINITION = re.compile(r"\(\s*[“\"‘']?([A-Z][\w.&/-]{0,11})[”\"’']?\s*[);,]")
_EQUATION = re.compile(r"\b([A-Z][\w&/-]{1,11})\s*=\s*")  # "AS = Al-Shabaab", at the head of a bulletin
_WEAK = "weak"
type Hit = tuple[int, int, tuple[Actor, ...], str]  # first and last word, the parties of the name, how it was read
_SHORT = 2  # letters: so short an acronym needs support from the rest of the text


@noun(frozen=True, slots=True)
class Names:
    """The names of parties in a text, in order, not overlapping, before it is decided whom each of them means."""

    words: Sequence[Word]
    hits: Sequence[Hit]


def find_actors(text: str, data: WhoData, *, published: date | None = None) -> tuple[ActorMention, ...]:
    """The parties that the text names, in order, not overlapping, the longest name first.

    A name whose parties all ended before `published`, or began after it, is still found.
    """
    return parties_of(names_in(text, data), data, published=published)


def names_in(text: str, data: WhoData) -> Names:
    """The names of parties that the text holds, the longest first where several begin at one word."""
    words = words_of(text, data.grammar.possessive)
    made = _definitions(text, words, data) if "(" in text or "=" in text else {}
    hits: list[Hit] = []
    i = 0
    names = data.names
    while i < len(words):
        if words[i].key not in names and words[i].text not in made:
            i += 1
            continue
        hit = _name_at(text, words, i, data, made)
        if hit is None:
            i += 1
            continue
        longer = _longer_inside(text, words, i, hit[0], data, made)
        if longer:
            i = longer
            continue
        hits.append((i, hit[0], hit[1], hit[2]))
        i = hit[0] + 1
    return Names(words, hits)


def parties_of(
    names: Names, data: WhoData, *, published: date | None = None, lies_in: Mapping[str, int] | None = None
) -> tuple[ActorMention, ...]:
    """The parties that the names mean; a name that several have and nothing decides is left out.

    `lies_in` counts the places of the text by country (ISO 3166-1 alpha-2): the last clue for such a name.
    """
    return tuple(_mentions(names.words, names.hits, data, published, lies_in or {}))


def _longer_inside(
    text: str, words: Sequence[Word], first: int, last: int, data: WhoData, made: dict[str, tuple[Actor, ...]]
) -> int:
    """Where a longer name begins within a name and goes on behind it: "Danish Army of the North"; 0 for none."""
    for i in range(first + 1, last + 1):
        hit = _name_at(text, words, i, data, made)
        if hit and hit[0] - i > last - first:
            return i
    return 0


def _name_at(
    text: str, words: Sequence[Word], i: int, data: WhoData, made: dict[str, tuple[Actor, ...]]
) -> tuple[int, tuple[Actor, ...], str] | None:
    """The longest name that begins at a word: its last word, the parties that have it, how it was read."""
    word = words[i]
    following = words[i + 1].key if i + 1 < len(words) else ""
    for alias in data.names.get(word.key, ()):
        size = len(alias.words)
        if size > 1 and alias.words[1] != following:
            continue
        last = i + size - 1
        if size > 2 and (last >= len(words) or any(words[i + k].key != alias.words[k] for k in range(2, size))):
            continue
        if last > i and not joined(text, words, i, last):
            continue
        if _written_alike(text, words, i, last, alias):
            actors = made.get(alias.written) if alias.acronym else None
            return last, actors or _all_with(alias, data), "definition" if actors else _WEAK if alias.weak else "name"
    if made and word.text in made:
        return i, made[word.text], "definition"
    return None


def _all_with(alias: Alias, data: WhoData) -> tuple[Actor, ...]:
    """The parties of all spellings that fold to the same words: "NLA" and "N.L.A."."""
    same = [a for a in data.names[alias.words[0]] if a.words == alias.words and a.acronym == alias.acronym]
    return alias.actors if len(same) == 1 else tuple(dict.fromkeys(actor for a in same for actor in a.actors))


def _written_alike(text: str, words: Sequence[Word], first: int, last: int, alias: Alias) -> bool:
    if first == last and alias.acronym:
        word = words[first]
        if word.text != alias.written and word.text.replace(".", "") != alias.written:
            return False
        common = len(word.text) <= _SHORT or (alias.weak and not any(a.country for a in alias.actors))
        return not (common and _shouted(words, first))
    if alias.written.islower():
        return True
    written = words[first : last + 1]
    if last == first + 1:  # "an Islamic state" is not the Islamic State
        return all(w.capital or c.islower() for w, c in zip(written, _initials(alias.written), strict=True))
    return any(w.text[0].isupper() for w in written)


@lru_cache(maxsize=4096)
def _initials(name: str) -> tuple[str, ...]:
    """The first letter of each word of a spelling, as the lexicon writes it."""
    return tuple(w.text[0] for w in cut(name, ()))


def _shouted(words: Sequence[Word], i: int) -> bool:
    """Does the word stand among words in capitals, as in some headlines?"""
    beside = [w.text for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])]
    return any(t.isupper() and t.isalpha() and len(t) > _SHORT for t in beside)


def _mentions(
    words: Sequence[Word],
    hits: Sequence[Hit],
    data: WhoData,
    published: date | None,
    lies_in: Mapping[str, int],
) -> list[ActorMention]:
    certain = {actors[0].name for _, _, actors, by in hits if by != _WEAK and len({a.name for a in actors}) == 1}
    votes: Counter[str] | None = None
    mentions = []
    for first, last, actors, by in hits:
        alive = [a for a in actors if a.lived(published)] or list(actors)
        written = words[first].text
        short = by == _WEAK or (by == "name" and first == last and len(written) <= _SHORT)
        if len({a.name for a in alive}) > 1 or (short and alive[0].country):
            if votes is None:
                votes = _votes(words, hits, data)
            named = [a for a in alive if a.name in certain]
            alive = named or _most(alive, votes) or alive
            if len({a.name for a in alive}) > 1 or not (named or votes[alive[0].country]):
                alive = _most(alive, lies_in)
            if len({a.name for a in alive}) != 1:
                continue
        actor = alive[-1]  # of one party that changed its kind, the latest that fits the day
        span = Span(words[first].start, words[last].end)
        by = "definition" if by == "definition" else "name"
        name = _branch(words, first, last, actor, data) or actor.name
        mentions.append(ActorMention(span, Party(name, actor.kind, actor.country), by))
    return mentions


def _most(actors: Sequence[Actor], votes: Mapping[str, int]) -> list[Actor]:
    """The parties of the country with most votes; none where no country has any."""
    best = max((votes.get(a.country, 0) for a in actors), default=0)
    return [a for a in actors if best and votes.get(a.country, 0) == best]


def _branch(words: Sequence[Word], first: int, last: int, actor: Actor, data: WhoData) -> str:
    """A local branch by the capitalised word before the group's name: "Loikaw PDF"; "" for the group as such."""
    if actor.name not in data.grammar.branching or first == 0:
        return ""
    before, grammar = words[first - 1], data.grammar
    if not before.text[0].isupper() or before.end + 1 != words[first].start or before.key in data.states:
        return ""
    if (
        before.key in grammar.definite
        or before.key in data.nouns
        or before.key in data.names
        or len(before.text) < _NAME
    ):
        return ""
    written = " ".join(w.text for w in words[first - 1 : last + 1])
    return grammar.composed["branch"].format(words=written, name=actor.name)


_NAME = 4  # letters of a place, at least: "Our PDF" is none


def _votes(words: Sequence[Word], hits: Sequence[Hit], data: WhoData) -> Counter[str]:
    """How often the text speaks of each country, by its name, its people or its parties."""
    votes: Counter[str] = Counter()
    for _, _, actors, by in hits:
        if by != _WEAK and len({a.name for a in actors}) == 1 and actors[0].country:
            votes[actors[0].country] += 1
    for i, word in enumerate(words):
        states = data.states.get(word.key)
        for state in states if states and word.capital else ():
            if tuple([w.key for w in words[i : i + len(state.words)]]) == state.words:
                votes[state.country] += 1
                break
    return votes


def _definitions(text: str, words: Sequence[Word], data: WhoData) -> dict[str, tuple[Actor, ...]]:
    """Short names that the text gives in brackets after a long one, with their parties."""
    made: dict[str, tuple[Actor, ...]] = {}
    for match in _DEFINITION.finditer(text):
        short = match[1]
        if sum(c.isupper() for c in short) < 2:  # "(Rwanda)", "(Reuters)"
            continue
        before = [i for i in range(len(words)) if words[i].end <= match.start()][-10:] if words else []
        if not before:
            continue
        actors = _ends_at(text, words, before, data, match.start()) or _spelled_out(words, before, short, data)
        if actors:
            made.setdefault(short, actors)
    for match in _EQUATION.finditer(text):
        first = next((i for i, w in enumerate(words) if w.start >= match.end()), None)
        hit = _name_at(text, words, first, data, {}) if first is not None else None
        if hit:
            made.setdefault(match[1], hit[1])
    return made


def _ends_at(text: str, words: Sequence[Word], before: list[int], data: WhoData, end: int) -> tuple[Actor, ...]:
    for i in before:
        hit = _name_at(text, words, i, data, {})
        if hit and hit[0] == before[-1] and end - words[hit[0]].end <= 3 and hit[0] > i:
            return hit[1]
    return ()


def _spelled_out(words: Sequence[Word], before: list[int], short: str, data: WhoData) -> tuple[Actor, ...]:
    """A party that the lexicon lacks, where its name's initials are those of the short form."""
    wanted = [c.lower() for c in short if c.isupper()]
    for size in range(len(wanted), len(wanted) + 4):
        chosen = [words[i] for i in before[-size:]]
        initials = [w.key[0] for w in chosen if w.capital]
        if len(chosen) == size and initials == wanted and chosen[0].capital:
            kind = kind_of_name([w.key for w in chosen], data)
            name = " ".join(w.text for w in chosen)
            return (Actor(name, kind, ""),) if kind else ()
    return ()


def kind_of_name(name: Sequence[str], data: WhoData) -> PartyKind | None:
    """The kind that a name's nouns tell: "... Front" a rebel group, "... Council" an authority."""
    nouns = data.grammar.name_nouns
    for i in (len(name) - 1, *range(len(name) - 1)):
        pair = " ".join(name[i : i + 2]) if i < len(name) - 1 else " ".join(name[i - 1 : i + 1])
        kind = nouns.get(pair) or nouns.get(name[i])
        if kind:
            return kind
    return None


_WRITTEN_FROM = 2  # votes of the dateline


def main_country(text: str, data: WhoData, *, actors: Sequence[ActorMention], home: str = "") -> str:
    """The country that a text speaks of most, by its name, its people and its parties; "" where none leads.

    `home` is the country that the text was written from.
    """
    votes = Counter(a.party.country for a in actors if a.party.country)
    if home:
        votes[home] += _WRITTEN_FROM
    votes.update(_votes(words_of(text, data.grammar.possessive), [], data))
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]
