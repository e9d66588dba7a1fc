"""Where a text tells ages: "a boy, 16, was hit", "four girls between ages 12 and 16", "men, ages 19, 22 and 25"."""

from __future__ import annotations

from dateline.howmany.meanings import HowManyData
from dateline.howmany.quantity import people_follow, quantity_at
from dateline.howmany.traps import is_age
from dateline.howmany.words import Words, split_words
from dateline.model import Span

_LONGEST = 3  # digits of an age


def find_ages(text: str, data: HowManyData) -> tuple[Span, ...]:
    """The numbers that are ages, each run of them with the words that open it."""
    words = split_words(text)
    runs: list[tuple[int, int]] = []
    for i in range(words.size):
        if not (words.digits(i) and len(words.raw[i]) <= _LONGEST):
            continue
        q = quantity_at(words, i, data)
        if q is None:
            continue
        if runs and _goes_on(words, runs[-1], i, data):
            runs[-1] = (runs[-1][0], q.stop)
        elif is_age(words, q, data):
            runs.append((_opening(words, i, data), q.stop))
    return tuple(words.span(first, stop) for first, stop in runs)


def _opening(words: Words, i: int, data: HowManyData) -> int:
    """Where the words begin that open an age: "between ages 12", "aged 15"; else the age itself."""
    opens = data.lists["age_after"] | data.lists["between"] | data.lists["ages_of"]
    while i and words.lower[i - 1] in opens:
        i -= 1
    return i


def _goes_on(words: Words, run: tuple[int, int], i: int, data: HowManyData) -> bool:
    """Does a list of ages that a word has opened go on: "ages 12 and 16"?"""
    between = words.lower[run[1] : i]
    joiners = data.lists["and"] | data.lists["range_to"] | data.lists["commas"]
    opened = not words.digits(run[0])
    return (
        opened and 0 < len(between) <= 2 and set(between) <= joiners and not people_follow(words, i + 1, data, within=3)
    )
