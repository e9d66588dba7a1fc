"""Finds every count expression of a text: the number, its range, and the words that bound it."""

from __future__ import annotations

from dataclasses import replace

from dateline.howmany.meanings import Effect, HowManyData
from dateline.howmany.quantity import Quantity, opens_number, people_follow, quantity_at
from dateline.howmany.traps import age_bound, clock_time, no_count
from dateline.howmany.words import Words, split_words
from dateline.model import Count, Said, Span
from dateline.nouns import noun

_MOST_FILLERS = 3
_CHANGE_REACH = 4
_LARGE = 1000  # from here a figure may be a war's, which rules tell by its words


@noun(frozen=True, slots=True)
class Found:
    """A count and the words that say it: from word `first` to before `stop`, and perhaps a later tail."""

    count: Count
    first: int
    stop: int
    by: str
    tail: tuple[int, int] | None = None
    of_people: bool = False
    vague: bool = False

    def spans(self, words: Words) -> tuple[Span, ...]:
        """The characters of the words."""
        tail = (words.span(*self.tail),) if self.tail else ()
        return (words.span(self.first, self.stop), *tail)


def find_counts(text: str, data: HowManyData) -> tuple[Said[Count], ...]:
    """Every count that a text gives, in order and not overlapping.

    Things are counted too: whether "three vehicles" matters is for the caller to say. Dates, ages,
    measures, prices, shares, ordinals and numbers in names are left out.
    """
    words = split_words(text)
    return tuple(Said(found.count, found.spans(words), found.by) for found in counts_in(words, data))


def long_figures(text: str, data: HowManyData) -> tuple[Span, ...]:
    """Where a text says one number in several words: "between 10 and 15", "up to seven", "five (5)", "4-8".

    Vague amounts ("dozens of") are left out. The number itself may be wrapped in words that bound it.
    """
    words = split_words(text)
    return tuple(
        words.span(f.first, f.stop)
        for f in counts_in(words, data)
        if f.stop - f.first > 1 and not f.vague and f.count.low < _LARGE
    )


def counts_in(words: Words, data: HowManyData) -> list[Found]:
    """The counts of a text already split into words."""
    out: list[Found] = []
    floor, trapped = 0, -1
    openers = data.openers
    for i in [k for k, word in enumerate(words.lower) if word in openers or word[:1].isdigit()]:
        if i < floor:
            continue
        found, stop = _count_at(words, i, data, floor=floor, after_trap=trapped)
        if found:
            out.append(found)
            floor = found.tail[1] if found.tail else found.stop
        elif stop > i:
            floor = trapped = stop
    return out


def _count_at(words: Words, i: int, data: HowManyData, *, floor: int, after_trap: int) -> tuple[Found | None, int]:
    """The count that begins with word i, or where a number that counts nothing ends."""
    if words.lower[i] in data.lists["one_before_scale"] and words.lower[i + 1] not in data.article_opens:
        return None, 0
    idiom = data.phrases["idioms"].starting(words, i)
    if idiom:
        return None, idiom[0]
    first_part = quantity_at(words, i, data)
    if first_part is None:
        return None, 0
    proportion = _proportion(words, first_part, data)
    if proportion:
        return None, proportion
    q, how = _range(words, first_part, data)
    start, effects = _qualifiers(words, i, data, floor=floor)
    qualified = any(effect is not Effect.ABOUT for effect in effects)
    if how == "impossible" or _chained(words, q, data, after_trap) or no_count(words, q, data, qualified=qualified):
        return None, q.stop
    if how == "change":  # "rose from 12 to 15": the later figure alone
        later = quantity_at(words, q.first, data)
        return (Found(_bounded(q, ()), q.first, q.stop, "howmany/change"), q.stop) if later else (None, q.stop)
    if effects and (age_bound(words, start, q, data) or clock_time(words, start, q, data)):
        return None, q.stop
    if how == "range":
        opener = _range_opener(words, start, data, floor)
        if opener < start:  # "roughly between 10 and 15"
            start, outer = _qualifiers(words, opener, data, floor=floor)
            effects = (*effects, *outer)
    stop, after = _qualifier_after(words, q.stop, data)
    hyphenated = (
        words.raw[stop] in data.lists["range_to"] and words.lower[stop + 1] in data.lists["number_hyphen_nouns"]
    )
    tail = None
    if not effects and not after and q.low == q.high:
        tail, after = _qualifier_after_noun(words, stop, data)
    by = [how, *effects, *after] if how == "range" else [q.vague or "number", *effects, *after]
    count = _bounded(q, (*effects, *after))
    return Found(count, start, stop, "howmany/" + "/".join(by), tail, hyphenated, bool(q.vague)), stop


# --- ranges -----------------------------------------------------------------------------------


def _range(words: Words, a: Quantity, data: HowManyData) -> tuple[Quantity, str]:
    """The quantity with what it ranges to: "10 to 15", "two or three"; and how it was read."""
    lists, k = data.lists, a.stop
    several = _alternatives(words, a, data)
    if several:
        return several, "range"
    joined = words.glued(k) and words.glued(k + 1)
    sign = words.lower[k]
    if a.vague or not sign or data.qualifiers_after.starting(words, k):
        return a, ""
    between = sign in lists["between_and"] and _opened_by(words, a.first, data, "between")
    to, either = sign in lists["range_to"], sign in lists["range_or"]
    if not (between or to or either) or not (opens_number(words, k + 1, data) or words.lower[k + 1] in data.openers):
        return a, ""
    b = quantity_at(words, k + 1, data)
    if b is None or b.vague:
        return a, ""
    if to and not sign.isalpha() and not joined and not (words.digits(a.first) and words.digits(b.first)):
        return a, ""
    a = _shared_scale(words, a, b)
    if a.low >= b.low:
        return (replace(a, stop=b.stop), "impossible") if joined and not sign.isalpha() else (a, "")
    if words.glued(b.stop) and words.raw[b.stop] == sign and words.digits(b.stop + 1):
        return replace(a, stop=b.stop + 2), "impossible"
    if to and _opened_by(words, a.first, data, "from") and _changing(words, a.first, data):
        return b, "change"
    return Quantity(a.low, b.high, a.first, b.stop, b.scale), "range"


def _alternatives(words: Words, a: Quantity, data: HowManyData) -> Quantity | None:
    """ "either one, two or four": a figure for each account of it, from the least to the most."""
    given, k = [a], a.stop
    while words.lower[k] in data.lists["commas"] or (len(given) > 1 and words.lower[k] in data.lists["range_or"]):
        after_or = words.lower[k] in data.lists["range_or"]
        more = quantity_at(words, k + 1, data)
        if more is None or more.high is None:
            return None
        given.append(more)
        k = more.stop
        if after_or:
            low, high = min(q.low for q in given), max(q.high or 0 for q in given)
            return Quantity(low, high, a.first, k, more.scale)
    return None


def _shared_scale(words: Words, a: Quantity, b: Quantity) -> Quantity:
    """ "two to three thousand" and "5-6,000": the factor belongs to both."""
    factor = b.scale
    if factor == 1 and words.raw[b.first].endswith(",000") and words.raw[a.first].isdigit():
        factor = 1000
    if a.scale == 1 and factor > 1 and a.low * factor < b.low:
        return replace(a, low=a.low * factor, high=a.low * factor, scale=factor)
    return a


def _opened_by(words: Words, first: int, data: HowManyData, key: str) -> bool:
    start, _ = _qualifiers(words, first, data, floor=0)
    return start > 0 and words.lower[start - 1] in data.lists[key]


def _range_opener(words: Words, start: int, data: HowManyData, floor: int) -> int:
    """Take "between" or "from" into the words of a range."""
    opened = start - 1 >= floor and words.lower[start - 1] in data.lists["between"] | data.lists["from"]
    return start - 1 if opened else start


def _changing(words: Words, first: int, data: HowManyData) -> bool:
    return any(word in data.lists["changes"] for word in words.lower[max(0, first - _CHANGE_REACH) : first])


def _chained(words: Words, q: Quantity, data: HowManyData, after_trap: int) -> bool:
    """ "Brigades 5 and 6", "12 and 13 May": joined to a number that counts nothing, or about to be."""
    if after_trap < 1 or not words.digits(q.first) or people_follow(words, q.stop, data, within=3):
        return False
    between = words.lower[after_trap : q.first]
    joiners = data.lists["and"] | data.lists["range_to"] | data.lists["commas"]
    return 0 < len(between) <= 2 and all(word in joiners for word in between)


def _proportion(words: Words, q: Quantity, data: HowManyData) -> int:
    """Where "one in five" ends before people; 0 where there is no such thing."""
    if q.low != 1 or q.vague or words.lower[q.stop] not in data.lists["in"]:
        return 0
    of = quantity_at(words, q.stop + 1, data)
    return of.stop if of and people_follow(words, of.stop, data, within=2) else 0


# --- qualifiers -------------------------------------------------------------------------------


def _qualifiers(words: Words, first: int, data: HowManyData, *, floor: int) -> tuple[int, tuple[Effect, ...]]:
    """Where the qualifiers before a number begin, and what they do, the nearest first."""
    start, k, fillers = first, first, 0
    effects: list[Effect] = []
    while k > floor:
        found = data.qualifiers.ending(words, k)
        if found and found[0] >= floor and not _preposition(words, found[0], k, data):
            start = k = found[0]
            effects.append(found[1])
        elif words.lower[k - 1] in data.lists["fillers"] and fillers < _MOST_FILLERS:
            k -= 1
            fillers += 1
        else:
            break
    return start, tuple(effects)


def _preposition(words: Words, start: int, stop: int, data: HowManyData) -> bool:
    """ "clashed over two villages", "wept over the two brothers"."""
    if " ".join(words.lower[start:stop]) not in data.lists["prepositional"]:
        return False
    known = words.lower[stop] in data.lists["definite"] | data.lists["possessives"] | data.lists["plural_determiners"]
    return known or words.lower[start - 1] in data.lists["prepositional_after"]


def _qualifier_after(words: Words, stop: int, data: HowManyData) -> tuple[int, tuple[Effect, ...]]:
    found = data.qualifiers_after.starting(words, stop)
    if not found or opens_number(words, found[0], data):
        return stop, ()
    return found[0], (found[1],)


def _qualifier_after_noun(
    words: Words, stop: int, data: HowManyData
) -> tuple[tuple[int, int] | None, tuple[Effect, ...]]:
    """ "12 people at least": a qualifier behind one counted noun."""
    k = stop + 1
    k += words.raw[k] in data.lists["commas"]
    found = data.qualifiers_after_noun.starting(words, k)
    if not found or not words.raw[stop].isalpha() or opens_number(words, found[0], data):
        return None, ()
    if words.lower[found[0]] in data.openers | data.lists["one_before_scale"]:
        return None, ()
    return (k, found[0]), (found[1],)


def _bounded(q: Quantity, effects: tuple[Effect, ...]) -> Count:
    """The quantity as a range, after what its qualifiers do to it."""
    low, high, approximate = q.low, q.high, q.approximate
    for effect in effects:
        if effect is Effect.ABOUT:
            approximate = approximate or high is not None
        elif effect is Effect.AT_LEAST:
            high = None
        elif effect is Effect.OVER:
            low, high = low + (high is not None), None
        elif effect is Effect.UP_TO:
            low = 0
        elif effect is Effect.UNDER and high:
            low, high = 0, high - 1
    return Count(low, high, approximate)
