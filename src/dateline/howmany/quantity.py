"""Reads one number, in digits or words, or one vague amount, at a given word. No qualifiers, no ranges."""

from __future__ import annotations

from fractions import Fraction

from dateline.howmany.meanings import HowManyData
from dateline.howmany.words import Words
from dateline.nouns import noun

_HUNDRED = 100
_GROUPING = str.maketrans("", "", ",\u00a0\u2009\u202f '’")


@noun(frozen=True, slots=True)
class Quantity:
    """What words `first` to before `stop` amount to; `high` None where open.

    `scale` is the last factor spelled out ("2 million": 1000000), 1 where none is; `vague` the id of
    the vague amount, "" for a number.
    """

    low: int
    high: int | None
    first: int
    stop: int
    scale: int = 1
    approximate: bool = False
    vague: str = ""


def quantity_at(words: Words, i: int, data: HowManyData) -> Quantity | None:
    """The number or vague amount that begins with word i; None where none does."""
    if words.digits(i):
        found = _in_digits(words, i, data)
    elif words.lower[i] in data.openers:
        found = _vague(words, i, data) or _spelled(words, i, data)
    else:
        return None
    return _with_repetition(words, found, data) if found else None


def opens_number(words: Words, i: int, data: HowManyData) -> bool:
    """Does a number begin with word i, vague amounts left out?"""
    lower = words.lower[i]
    return words.digits(i) or lower in data.units or lower in data.tens or lower in data.lists["scales_alone"]


def people_follow(words: Words, i: int, data: HowManyData, *, within: int = 4) -> bool:
    """Is there a plural for people among the next words, before any sign, number or line end?"""
    for k in range(i, i + within):
        if data.people_plural(words.lower[k]):
            return True
        if not words.raw[k][:1].isalpha() or opens_number(words, k, data):
            return False
    return False


def _in_digits(words: Words, i: int, data: HowManyData) -> Quantity | None:
    raw = words.raw[i]
    stop, scale = i + 1, 1
    value = _value(raw, follows_noun=words.lower[stop].isalpha() and words.lower[stop] not in data.measures)
    if value is None:
        return None
    if words.glued(stop) and words.raw[stop].isalpha():
        suffix = words.lower[stop]
        scale = data.suffixes.get(suffix, 0)
        if not scale and people_follow(words, stop + 1, data):
            scale = data.suffixes_before_people.get(suffix, 0)
        if not scale:
            return None
        stop += 1
    else:
        half = _and_a_half(words, stop, data)
        if half:
            value, stop = value + Fraction(1, 2), half
        while words.lower[stop] in data.scales:
            scale *= data.scales[words.lower[stop]]
            stop += 1
    value *= scale
    return Quantity(int(value), int(value), i, stop, scale) if value.denominator == 1 else None


def _value(raw: str, *, follows_noun: bool) -> Fraction | None:
    """The value of digits; a dot groups thousands where more than one does, or where a noun follows.

    None where they are no number: a telephone's ("555.010.2233"), a version's.
    """
    if raw.isdigit():
        return Fraction(int(raw))
    plain = raw.translate(_GROUPING)
    groups = plain.split(".")
    three = len(groups) > 1 and all(len(group) == 3 for group in groups[1:])
    if three and groups[0] != "0" and (len(groups) > 2 or (follows_noun and "," not in raw)):
        return Fraction("".join(groups))
    return Fraction(plain) if len(groups) <= 2 else None


def _spelled(words: Words, i: int, data: HowManyData) -> Quantity | None:
    """A number in words, by adding and multiplying as it goes; "a" and "half" open one before a scale."""
    lower, lists = words.lower, data.lists
    if lower[i] in lists["half"]:
        return _half(words, i, data)
    j, stop = i, i
    current: int | None = None
    if lower[i] in lists["one_before_scale"]:
        if lower[i + 1] not in data.scales:
            return None
        j, current = i + 1, 1
    elif not opens_number(words, i, data):
        return None
    total, scale = 0, 1
    while True:
        word, stop = lower[j], j + 1
        if word in data.scales:
            scale = data.scales[word]
            if scale == _HUNDRED:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, None
        else:
            current = (current or 0) + data.units.get(word, 0) + data.tens.get(word, 0)
            scale = 1
        j = _next_part(words, j, data)
        if not j:
            break
    value = total + (current or 0)
    half = _and_a_half(words, stop, data)
    if half:
        scale = data.scales[lower[half]]
        value, stop = value * scale + scale // 2, half + 1
    return Quantity(value, value, i, stop, scale)


def _and_a_half(words: Words, i: int, data: HowManyData) -> int:
    """Where the scale stands in "and a half million" from word i on; 0 where no such words stand there."""
    found = data.phrases["and_a_half"].starting(words, i)
    return found[0] if found and words.lower[found[0]] in data.scales else 0


def _next_part(words: Words, j: int, data: HowManyData) -> int:
    """Where a number in words goes on behind its part at word j; 0 where it ends there."""
    lower, k = words.lower, j + 1
    scale, is_ten = data.scales.get(lower[j], 0), lower[j] in data.tens
    if words.glued(k) and words.raw[k] in data.lists["range_to"] and words.glued(k + 1):
        k += 1
        return k if lower[k] in data.scales or (is_ten and 0 < data.units.get(lower[k], 0) < 10) else 0
    if lower[k] in data.scales or (is_ten and 0 < data.units.get(lower[k], 0) < 10):
        return k
    if scale >= _HUNDRED:
        k += lower[k] in data.lists["and"]
        if lower[k] in data.units or lower[k] in data.tens:
            return k
    return 0


def _half(words: Words, i: int, data: HowManyData) -> Quantity | None:
    k = i + 1
    while words.lower[k] in data.lists["one_before_scale"] or words.raw[k] in data.lists["range_to"]:
        k += 1
    scale = data.scales.get(words.lower[k], 0)
    return Quantity(scale // 2, scale // 2, i, k + 1, scale) if scale else None


def _vague(words: Words, i: int, data: HowManyData) -> Quantity | None:
    found = data.vague.starting(words, i)
    if not found:
        return None
    stop, meaning = found
    low, high = meaning.low, meaning.high
    k = stop + (words.lower[stop] in data.lists["of"])
    scale = data.scales.get(words.lower[k], 0) or data.scale_plurals.get(words.lower[k], 0)
    if scale and low and not meaning.reach:
        return Quantity(low * scale, high and high * scale, i, k + 1, scale, high is not None, meaning.id)
    one_of_none = high == 0 and data.people(words.lower[stop]) is not None  # "no civilian"
    known = one_of_none or not meaning.reach or people_follow(words, stop, data, within=meaning.reach)
    if opens_number(words, stop, data) or not known:
        return None
    return Quantity(low, high, i, stop, vague=meaning.id)


def _with_repetition(words: Words, found: Quantity, data: HowManyData) -> Quantity:
    """The same quantity with its repetition in brackets: "six (6)", "6 (six)"."""
    k = found.stop
    if words.raw[k] != "(" or found.vague:
        return found
    again = _in_digits(words, k + 1, data) if words.digits(k + 1) else None
    again = again or (_spelled(words, k + 1, data) if words.lower[k + 1] in data.openers else None)
    if again and again.low == found.low and words.raw[again.stop] == ")":
        return Quantity(found.low, found.high, found.first, again.stop + 1, found.scale)
    return found
