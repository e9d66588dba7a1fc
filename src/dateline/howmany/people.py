"""How many people a noun phrase denotes: splits it into members and adds them up.

A breakdown ("five people, including two children") and what is only said again of the same person
("a militant, a Tunisian national") add nothing. Knows no grammar beyond the phrase and no names:
whether "Boko Haram" is a person is for the caller to rule out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import takewhile

from dateline.howmany.finding import counts_in
from dateline.howmany.items import Counts, Item, Sort, read_item
from dateline.howmany.meanings import HowManyData, NounKind
from dateline.howmany.quantity import people_follow
from dateline.howmany.words import Words, split_words
from dateline.model import Count, Said, Span, Unknown, Why

BY = "howmany/people"
_BORN = frozenset((NounKind.BEING, NounKind.KIN))  # nouns that no two of which tell one person


@dataclass(slots=True)
class _Parts:
    """The members of an enumeration while they are being split: (first, stop, what stands before it)."""

    pieces: list[tuple[int, int, str]] = field(default_factory=list)
    first: int = 0
    sign: str = ""

    def close(self, stop: int, after: int, sign: str) -> None:
        """End the member before word `stop`; the next begins at `after`."""
        if stop > self.first:
            self.pieces.append((self.first, stop, self.sign))
            self.sign = sign
        elif sign == "and":  # a comma and an "and" together are an "and" behind a comma
            self.sign = ",and" if self.sign == "," else sign
        self.first = after


def count_people(phrase: str, data: HowManyData) -> Said[Count] | Unknown:
    """How many people a noun phrase denotes; spans are offsets into the phrase.

    Unknown: BARE_PLURAL for people without a figure, NOT_A_VALUE where no people are denoted
    (households too), AMBIGUOUS where the words can be one person or two, or a name of who knows what.
    """
    words = split_words(phrase)
    counts = {found.first: found for found in counts_in(words, data)}
    if data.phrases["no_figure"].starting(words, 0):
        return Unknown(Why.BARE_PLURAL)
    whole = _whole(words, counts, data)
    if whole:
        start = words.start[whole]
        total, part = count_people(phrase[start:], data), count_people(phrase[: words.start[whole - 1]], data)
        if isinstance(total, Unknown):
            return total
        least = part.value.low if isinstance(part, Said) else 0  # a part bounds "up to seven" from below
        return replace(total, value=total.value.no_less(least), spans=_moved(total.spans, start))
    pieces = _split(words, counts, data)
    told = [p for n, p in enumerate(pieces) if p[0] < p[1] and not (n and _of_a_deed(words, p[0], p[1], data))]
    both = data.pronouns.get(words.lower[0], 0)
    if both > 1 and both == len(told) and 0 not in counts:
        return Said(Count(both, both), (words.span(0, told[-1][1]),), BY)  # "both Bello and the guard"
    items = [(read_item(words, first, stop, counts, data), sign) for first, stop, sign in told]
    return _total(words, _members(items, data))


def _whole(words: Words, counts: Counts, data: HowManyData) -> int:
    """Where the total begins of which a phrase names a part: "a child among up to nine people"; 0 for none."""
    for k in range(1, words.size - 1):
        if words.lower[k] in data.lists["wholes"]:
            first = k + 1 + (words.lower[k + 1] in data.lists["definite"])
            return first if first in counts else 0
    return 0


def _of_a_deed(words: Words, first: int, stop: int, data: HowManyData) -> bool:
    """Is a member an act and nobody: "murdered a girl and the attempted murder of a boy"?"""
    if not any(words.lower[first] in data.lists[name] for name in ("articles", "definite")):
        return False
    head = takewhile(lambda word: word not in data.lists["prepositions"], words.lower[first + 1 : stop])
    return any(word in data.lists["deeds"] for word in head)


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)


# --- splitting --------------------------------------------------------------------------------


def _split(words: Words, counts: Counts, data: HowManyData) -> list[tuple[int, int, str]]:
    """Where the members of the phrase stand."""
    parts = _Parts()
    k = 0
    while k < words.size:
        if k in counts:
            if parts.pieces and data.phrases["subset_after"].starting(words, counts[k].stop):
                return parts.pieces  # "nine people, six of them fighters"
            k = counts[k].stop
            continue
        stop, resume, sign = _boundary(words, k, counts, parts, data)
        if sign:
            parts.close(stop, resume, sign)
        k = resume
    parts.close(k, words.size, "")
    return parts.pieces


def _boundary(words: Words, k: int, counts: Counts, parts: _Parts, data: HowManyData) -> tuple[int, int, str]:
    """What word k does to the enumeration: where a member ends, where to go on, and the sign ("" for none)."""
    apart = words.raw[k] in data.lists["range_to"] and not words.raw[k].isalpha() and not words.glued(k)
    if k > 0 and (words.raw[k] in data.lists["closers"] or apart):
        behind = _closing(words, k)
        return k, behind, "" if _goes_on(words, k, behind, data) else ","
    aside = _aside(words, k, parts, data)
    if aside:
        return k, aside, ","
    joiner = data.phrases["joiners"].starting(words, k)
    if joiner:
        return k, joiner[0], "and"
    if words.raw[k] in data.lists["commas"]:
        return k, k + 1, ","
    if words.lower[k] in data.lists["companions"] and _brings_people(words, k + 1, counts, data):
        return k, k + 1, "and"
    return k, k + 1, ""


def _brings_people(words: Words, k: int, counts: Counts, data: HowManyData) -> bool:
    """Do somebody's people, or a count of people, begin at word k?"""
    if k not in counts:
        return words.lower[k] in data.lists["possessives"]
    stop = counts[k].stop
    return words.lower[stop] in data.lists["pronouns_plural"] or people_follow(words, stop, data)


def _closing(words: Words, k: int) -> int:
    """Behind the bracket or second dash that closes the one at word k; the end where none does."""
    sign = words.raw[k]
    other = {"(": ")", "[": "]"}.get(sign, sign)
    for j in range(k + 1, words.size):
        if words.raw[j] == other and other != ":":
            return j + 1
    return words.size


def _goes_on(words: Words, k: int, behind: int, data: HowManyData) -> bool:
    """Does a member go on behind a bracket: "two foreign (Danish) nurses", "Maria (Mimi) Paz"?"""
    if words.raw[k] not in "([" or behind >= words.size:
        return False
    if k and words.capital(k - 1) and words.capital(k + 1) and words.capital(behind) and behind == k + 3:
        return True  # "Maria (Mimi) Paz"
    return data.people(words.lower[behind]) is not None and not data.people_plural(words.lower[k - 1])


def _aside(words: Words, k: int, parts: _Parts, data: HowManyData) -> int:
    """Where the enumeration goes on behind a relative clause or a breakdown that begins at word k; 0 for neither."""
    begun = k > parts.first or bool(parts.pieces)
    relative = begun and words.lower[k] in data.lists["relatives"]
    if not relative and not (begun and data.phrases["subsets"].starting(words, k)):
        return 0
    first = parts.pieces[-1][0] if k == parts.first else parts.first
    for j in range(k + 1, words.size):
        comma = words.raw[j] in data.lists["commas"]
        joiner = data.phrases["joiners"].starting(words, j + comma)
        if relative and joiner and (comma or words.lower[joiner[0]] in data.lists["possessives"]):
            return j
        if comma:  # "three soldiers, including an officer, and two civilians": not where all people were meant
            return j if joiner and not _generic(words, first, k, data) else words.size
    return words.size


def _generic(words: Words, first: int, stop: int, data: HowManyData) -> bool:
    nouns = [noun for word in words.lower[first:stop] if (noun := data.people(word))]
    return any(noun.kind in (NounKind.GENERIC, NounKind.MASS) for noun in nouns)


# --- choosing and adding ----------------------------------------------------------------------


def _members(items: list[tuple[Item, str]], data: HowManyData) -> list[Item]:
    """The items that add people, in order."""
    kept: list[Item] = []
    listed = any(sign == "and" for _, sign in items[1:])
    for n, (item, sign) in enumerate(items):
        if kept and _of_a_place(items[n - 1][0], item, sign):
            continue
        bare = kept and n < len(items) - 1 and _listed_bare(kept[-1], item, sign, items[n + 1])
        if kept and not bare and _adds_nothing(kept, item, sign, data, listed=listed):
            if kept[-1].sort is Sort.WORD_NAME and item.sort is Sort.FIGURE:
                kept[-1] = replace(kept[-1], sort=Sort.NAME)  # "Nasr, a former leader": somebody, then
            continue
        if kept and n == len(items) - 1 and _says_of_the_last(items[n - 1], item, sign, kept):
            continue
        if kept and n < len(items) - 1 and _says_of_a_name(kept[-1], item, sign, items[n + 1][1]):
            continue
        if kept and n < len(items) - 1 and _two_callings(kept[-1], item, sign, items[n + 1]):
            return _without_breakdown(kept)
        if kept and _states(kept[0], data) and _states(item, data):
            break
        kept.append(item)
    return _without_breakdown(kept)


def _of_a_place(before: Item, item: Item, sign: str) -> bool:
    """Is it where a place lies that was told of somebody: "Ali Musa, of Springfield, Illinois"?"""
    return before.complement and sign == "," and item.sort is Sort.WORD_NAME and not item.determiner


def _says_of_the_last(before: tuple[Item, str], item: Item, sign: str, kept: list[Item]) -> bool:
    """Does it tell of the members before, and add none: "the vicar and his driver, Luis Paz", "..., both teachers"?

    An "and" goes before the last member, so what follows a comma behind it is none.
    """
    told, joined = before
    one = told.found is None and told.count == Count(1, 1)
    behind = sign == "," and joined in ("and", ",and")
    if behind and told.sort is Sort.NAME:
        of_all = item.found is not None and item.count == _added(kept)
        return of_all or (item.sort is Sort.FIGURE and item.found is None and item.determiner == "articles")
    if item.sort not in (Sort.NAME, Sort.WORD_NAME) or told.sort is not Sort.FIGURE or not one:
        return False
    return not item.determiner and (behind or (sign == "and" and not told.determiner and item.noun is not None))


def _says_of_a_name(before: Item, item: Item, sign: str, following: str) -> bool:
    """Does it say between two commas what the person named before it is: "Ali Musa, a trader, his wife and ..."?"""
    plain = item.sort is Sort.FIGURE and item.found is None and item.determiner == "articles"
    return before.sort is Sort.NAME and plain and sign == "," and following in (",", ",and")


def _two_callings(before: Item, item: Item, sign: str, following: tuple[Item, str]) -> bool:
    """Does it say two things of the person named before it: "Ali Musa, a poet and lawyer"?"""
    other, joined = following
    one = other.sort is Sort.FIGURE and other.found is None and not other.determiner and joined == "and"
    return one and _says_of_a_name(before, item, sign, ",")


def _listed_bare(before: Item, item: Item, sign: str, following: tuple[Item, str]) -> bool:
    """Is it one of three people or more under one article: "a man, woman and child"?"""
    other, joined = following
    bare = all(not i.determiner and i.found is None and not i.complement for i in (item, other))
    people = all(i.sort is Sort.FIGURE and i.noun and i.noun.kind in _BORN for i in (before, item, other))
    return sign == "," and joined in (",", "and", ",and") and bare and people and before.count == Count(1, 1)


def _added(items: list[Item]) -> Count:
    total = Count(0, 0)
    for item in items:
        total = _sum(total, item.count) if item.count else total
    return total


def _states(item: Item, data: HowManyData) -> bool:
    return item.found is not None and item.head in data.lists["states"]


def _adds_nothing(kept: list[Item], item: Item, sign: str, data: HowManyData, *, listed: bool) -> bool:
    """Is the item an apposition to the one before, or still part of that one's complement?"""
    before = next((each for each in reversed(kept) if each.count), kept[-1])
    if item.sort is Sort.OPEN and item.noun and not item.determiner and before.found and sign != ",and":
        return True  # "nine soldiers and policemen": the figure is of both
    if item.sort is Sort.WORD_NAME and kept[0].sort not in (Sort.NAME, Sort.WORD_NAME, Sort.PLURAL_NAME):
        return True
    inside = item.sort in (Sort.OPEN, Sort.UNCLEAR) or (item.sort is Sort.NAME and not item.complement)
    if before.complement and not item.determiner and inside:
        return True
    more_of_same = item.head in data.lists["descriptors"] and item.found is None
    if sign == "and" and more_of_same and not item.determiner and before.count == Count(1, 1):
        return True  # "an officer and member of the party"
    if sign == "," and item.determiner == "definite" and item.noun and item.noun.kind is NounKind.GROUP:
        return True  # "its leader in the north, the group said to have ..."
    if sign != "," or item.found is not None or item.sort is Sort.OPEN:
        return False
    named = before.sort in (Sort.NAME, Sort.WORD_NAME)
    single = before.sort is Sort.FIGURE and before.count == Count(1, 1)
    if not (named or single):
        return False
    if item.sort is Sort.NAME:
        return single and not item.determiner and not (listed and before.determiner == "possessives")
    if item.determiner == "":
        if item.sort is Sort.WORD_NAME and not listed:
            return before.sort is Sort.NAME  # "Ali Musa, Springfield"
        return item.sort is Sort.FIGURE and not (listed and item.aged and before.aged)
    kin = item.noun is not None and item.noun.kind is NounKind.KIN
    if item.determiner in ("definite", "possessives"):
        return named and not (kin and item.determiner == "possessives")  # "Ali Musa, his son": another
    return more_of_same or not listed


def _without_breakdown(items: list[Item]) -> list[Item]:
    """Only the first item where the others add up to it: "two soldiers, a captain and a private"."""
    rest = [item.count for item in items[1:] if item.count]
    first = items[0].count if items else None
    if first and items[0].found and 1 < first.low == len(rest) == len(items) - 1 and all(map(_bare, items[1:])):
        return items[:1]  # "two of the boys, 14 and 15": their ages
    if first and rest and items[0].found and first.low == sum(c.low for c in rest) and first.low > 1:
        plain = all(item.sort in (Sort.NAME, Sort.WORD_NAME) or item.found is None for item in items[1:])
        generic = items[0].noun is not None and items[0].noun.kind in (NounKind.GENERIC, NounKind.MASS)
        if plain or generic:
            return items[:1]
    if first and items and items[0].found and len(items) > 1 and all(item.sort is Sort.NAME for item in items[1:]):
        return items[:1] if len(items) <= first.low else items  # some of them by name: "four others, Ali Musa, ..."
    return items


def _bare(item: Item) -> bool:
    """Is it a figure and nothing else?"""
    return item.found is not None and item.stop == item.found.stop and item.found.count.low > 1


def _total(words: Words, items: list[Item]) -> Said[Count] | Unknown:
    """The sum of the items, open where one of them is."""
    counted = [item for item in items if item.count is not None]
    if len(counted) == 1 and counted[0].sort is Sort.WORD_NAME and len(items) == 1:
        return Unknown(Why.AMBIGUOUS)
    if len(counted) > 1 and _one_or_two(counted[0], counted[1]) and len(items) == 2:
        return Unknown(Why.AMBIGUOUS, ("1", "2"))
    opens = [item for item in items if item.sort is Sort.OPEN]
    if not counted:
        if opens:
            return Unknown(Why.BARE_PLURAL)
        unclear = any(item.sort is Sort.UNCLEAR for item in items)
        return Unknown(Why.AMBIGUOUS if unclear else Why.NOT_A_VALUE)
    total = _added(counted)
    spans: list[Span] = []
    for item in counted:
        spans += item.found.spans(words) if item.found else (words.span(item.first, item.stop),)
    return Said(Count(total.low, None, total.approximate) if opens else total, tuple(spans), BY)


def _sum(a: Count, b: Count) -> Count:
    high = None if a.high is None or b.high is None else a.high + b.high
    return Count(a.low + b.low, high, a.approximate or b.approximate)


def _one_or_two(a: Item, b: Item) -> bool:
    """ "the founder and leader": one person with two offices, or two."""
    roles = all(each.noun is not None and each.noun.kind is NounKind.ROLE for each in (a, b))
    return roles and a.determiner in ("definite", "possessives") and not b.determiner and not (a.found or b.found)
