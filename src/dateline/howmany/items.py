"""Reads one member of an enumeration: "two soldiers", "his wife", "Sheikh Anwar", "soldiers"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from dateline.howmany.finding import Found
from dateline.howmany.meanings import PEOPLE, HowManyData, Noun, NounKind
from dateline.howmany.quantity import people_follow
from dateline.howmany.words import Words
from dateline.model import Count
from dateline.nouns import noun

NO_FIGURE = "no_figure"
type Counts = Mapping[int, Found]


class Sort(StrEnum):
    """What a member of an enumeration turns out to be."""

    FIGURE = "figure"  # so many people
    OPEN = "open"  # people without a figure
    NAME = "name"  # a person's name
    WORD_NAME = "word_name"  # a single capitalised word: a name only among names
    PLURAL_NAME = "plural_name"  # a plural before a name: "brothers Ahmed"
    NO_PEOPLE = "no_people"
    UNCLEAR = "unclear"


@noun(frozen=True, slots=True)
class Item:
    """One member: words `first` to before `stop`, what it is, and how many people."""

    sort: Sort
    first: int
    stop: int
    count: Count | None = None
    found: Found | None = None
    noun: Noun | None = None
    determiner: str = ""  # the key of the word list that its first word is in
    complement: bool = False  # a preposition and what it governs follow the head
    head: str = ""
    aged: bool = False  # it tells an age: "49-year-old woman"


def read_item(words: Words, first: int, stop: int, counts: Counts, data: HowManyData) -> Item:
    """What the words from `first` to before `stop` denote."""
    prep = _first_preposition(words, first, stop, counts, data)
    found = next((counts[k] for k in range(first, prep) if k in counts), None)
    if found:
        return _counted(words, first, stop, found, data)
    head_at, noun = _head(words, first, prep, data)
    determiner = _determiner(words, first, data)
    item = Item(
        Sort.OPEN,
        first,
        stop,
        noun=noun,
        determiner=determiner,
        complement=prep < stop,
        head=words.lower[head_at],
        aged=any(_behind_age(words, first, k + 1, data) for k in range(first, prep)),
    )
    if data.phrases[NO_FIGURE].starting(words, first):
        return replace(item, determiner=NO_FIGURE)
    governs = prep < stop and words.lower[prep] in data.lists["of"]
    if noun and governs and noun.kind in (NounKind.GROUP, NounKind.BODY) and prep + 1 < stop:
        inner = read_item(words, prep + 1, stop, counts, data)
        if inner.sort is Sort.FIGURE or noun.plural or noun.kind is NounKind.GROUP:
            figure = inner.found is not None or noun.kind is NounKind.BODY
            return inner if figure and inner.sort in (Sort.FIGURE, Sort.NAME) else item
    sort, number = _uncounted(words, first, prep, head_at, noun, determiner, data)
    return replace(item, sort=sort, stop=max(head_at + 1, first + 1), count=Count(number, number) if number else None)


def _counted(words: Words, first: int, stop: int, found: Found, data: HowManyData) -> Item:
    """A member with a figure: people, unless its noun says otherwise."""
    k = found.stop
    of = words.lower[k] in data.lists["of"]
    k += of
    alone = words.lower[k] in data.lists["prepositions"]  # "11 on his side"
    end = k if alone else _first_preposition(words, k, stop, {}, data)
    head_at, noun = _head(words, k, end, data) if k < end else (k, None)
    item = Item(
        Sort.FIGURE,
        first,
        stop,
        found.count,
        found=found,
        noun=noun,
        complement=end < stop,
        head=words.lower[head_at] if k < end else "",
    )
    one_group = noun is not None and not noun.plural and noun.kind in (NounKind.HOUSEHOLD, NounKind.GROUP)
    some_of_one = of and one_group  # "four of a family"
    if noun and not found.of_people and not some_of_one:
        if noun.kind in (NounKind.THING, NounKind.HOUSEHOLD, NounKind.ORG):
            return replace(item, sort=Sort.NO_PEOPLE, count=None)
        if noun.kind is NounKind.GROUP and words.lower[head_at] not in data.groups_of:
            return replace(item, sort=Sort.OPEN, count=None)
    count, size = found.count, data.groups_of.get(data.singular(words.lower[head_at]), 1) if k < end else 1
    if size > 1 and not found.of_people:
        count = Count(count.low * size, count.high and count.high * size, count.approximate)
    return replace(item, count=count)


def _first_preposition(words: Words, first: int, stop: int, counts: Counts, data: HowManyData) -> int:
    k = first
    while k < stop:
        if k in counts:
            k = counts[k].stop
            k += words.lower[k] in data.lists["of"]
        elif _opens_place(words, k, data) and k > first + bool(_determiner(words, first, data)):
            return k
        else:
            k += 1
    return stop


def _opens_place(words: Words, k: int, data: HowManyData) -> bool:
    """A preposition, or a direction before one: "their driver north of the town"."""
    lists = data.lists
    directed = words.lower[k] in lists["directions"] and words.lower[k + 1] in lists["of"]
    return directed or words.lower[k] in lists["prepositions"]


def _determiner(words: Words, first: int, data: HowManyData) -> str:
    word = words.lower[first]
    for key in ("articles", "definite", "plural_determiners", "possessives"):
        if word in data.lists[key]:
            return key
    return ""


def _head(words: Words, first: int, stop: int, data: HowManyData) -> tuple[int, Noun | None]:
    """The noun that the words before a preposition end in; a name behind it is passed over."""
    k = stop - 1
    while k > first and not words.raw[k][:1].isalpha():
        k -= 1
    last = k
    while k >= first:
        noun = data.nouns.get(words.lower[k])
        if k > first and (words.lower[k] in data.lists["states"] or words.lower[k] in data.lists["befallen"]):
            before = data.nouns.get(words.lower[k - 1])
            if before and before.kind in PEOPLE - {NounKind.MASS}:
                return k - 1, before  # "the man injured in a shooting"
        if noun and noun.kind is not NounKind.TITLE:
            return k, noun
        if not (words.capital(k) or words.lower[k] in data.lists["name_particles"] or not words.raw[k].isalpha()):
            break
        k -= 1
    return max(last, first), None


def _uncounted(
    words: Words, first: int, stop: int, head_at: int, noun: Noun | None, determiner: str, data: HowManyData
) -> tuple[Sort, int]:
    """A member without a figure: one person, a plural, a name, or no people at all."""
    head = words.lower[head_at]
    if stop == first + 1 and head in data.pronouns:
        return Sort.FIGURE, data.pronouns[head]
    if head in data.lists["pronouns_plural"]:
        return Sort.OPEN, 0
    if head in data.groups_of and determiner != "plural_determiners":
        return Sort.FIGURE, data.groups_of[head]
    if noun is None:
        return _unlisted(words, first, stop, determiner, data)
    if noun.kind in (NounKind.THING, NounKind.HOUSEHOLD, NounKind.ORG):
        return Sort.NO_PEOPLE, 0
    if noun.kind is NounKind.MASS and determiner == "articles":
        return Sort.FIGURE, 1  # "an NGO staff"
    names_follow = any(words.capital(k) and not words.raw[k].isupper() for k in range(head_at + 1, stop))
    if noun.plural and names_follow and noun.kind in PEOPLE:
        return Sort.PLURAL_NAME, 1
    if noun.plural or noun.kind is NounKind.GROUP:
        return Sort.OPEN, 0
    if names_follow and not determiner:
        return Sort.NAME, 1
    return Sort.FIGURE, 1


def _unlisted(words: Words, first: int, stop: int, determiner: str, data: HowManyData) -> tuple[Sort, int]:
    """A head that the lexicon does not have: its article, its ending or its capitals decide."""
    start = first + bool(determiner)
    names = [k for k in range(start, stop) if words.capital(k)]
    plural = words.lower[stop - 1].endswith(tuple(data.lists["plural_ending"]))
    if words.lower[stop - 1] in data.lists["by_age"] and not data.measures.isdisjoint(words.lower[start:stop]):
        return (Sort.OPEN, 0) if plural else (Sort.FIGURE, 1)  # "the 30-year-old"
    if names and _behind_age(words, start, names[0], data) and names[-1] == stop - 1 and (not plural or names[1:]):
        return Sort.NAME, 1  # "16-year-old Ali Hassan", "53-year-old Ann Rivers"
    if determiner == "articles":
        return (Sort.FIGURE, 1) if start < stop else (Sort.UNCLEAR, 0)
    title = Noun(NounKind.TITLE, plural=False)
    titled = bool(names) and any(data.nouns.get(words.lower[k]) == title for k in range(start, stop))
    of_many = plural and determiner == "definite" and not titled  # "the Spanish Jesuits": no person has an article
    if not of_many and (titled or _is_name(words, start, stop, names, data)):
        return Sort.NAME, 1
    if plural:
        return Sort.OPEN, 0
    return (Sort.WORD_NAME, 1) if len(names) == 1 and stop == start + 1 and not determiner else (Sort.UNCLEAR, 0)


def _behind_age(words: Words, start: int, at: int, data: HowManyData) -> bool:
    """Does an age stand between two words: "16-year-old"?"""
    return words.lower[at - 1] in data.lists["by_age"] and not data.measures.isdisjoint(words.lower[start:at])


def _is_name(words: Words, start: int, stop: int, names: list[int], data: HowManyData) -> bool:
    """Two capitalised words or more, nothing between them but particles and signs, and no plural for people."""
    between = [k for k in range(start, stop) if k not in names and words.raw[k].isalpha()]
    return (
        len(names) > 1
        and all(words.lower[k] in data.lists["name_particles"] for k in between)
        and not any(words.lower[k] in data.designators_after for k in names)
        and not people_follow(words, start, data, within=stop - start)
    )
