"""Tells numbers that count something from those that date, measure, price, name or order."""

from __future__ import annotations

from collections.abc import Callable

from dateline.howmany.meanings import HowManyData, NounKind
from dateline.howmany.quantity import Quantity, people_follow
from dateline.howmany.words import Words

_YEARS = range(1500, 2100)
_DAYS_OF_MONTH = 31
_HOURS = 24
_OLDEST = 115
_ASIDE = 5  # words of a bracket behind a name
_LONGEST_UNIT_NAME = 5
_PHONE_DIGITS = 7


def no_count(words: Words, q: Quantity, data: HowManyData, *, qualified: bool) -> bool:
    """Is the quantity no count: part of a word, a date, a measure, a name's number and the like?

    `qualified` tells that words such as "more than" stand before it.
    """
    if q.vague:
        return _measured(words, q, data) or _within_word(words, q, data)
    if words.digits(q.first) and any(trap(words, q, data) for trap in _DIGIT_TRAPS):
        return True
    if not qualified and any(trap(words, q, data) for trap in _BARE_TRAPS):
        return True
    return any(trap(words, q, data) for trap in _TRAPS) or _year(words, q, data, qualified=qualified)


def clock_time(words: Words, start: int, q: Quantity, data: HowManyData) -> bool:
    """Is it a time of day: "at about 1100,"? Word `start` is the first of the qualifiers."""
    hour, minute = (q.low, 0) if q.low <= _HOURS else divmod(q.low, 100)
    possible = words.raw[q.first].isdigit() and hour <= _HOURS and minute < 60
    return possible and words.lower[start - 1] in data.lists["clock_after"] and not words.raw[q.stop][:1].isalpha()


def age_bound(words: Words, start: int, q: Quantity, data: HowManyData) -> bool:
    """Is a bound ("over", before word `start` + 1) put to an age: "men over 60", "children under 12"?"""
    return (
        words.lower[start] in data.lists["age_qualifiers"]
        and start > 0
        and data.people_plural(words.lower[start - 1])
        and not words.lower[q.stop].isalpha()
    )


def _within_word(words: Words, q: Quantity, data: HowManyData) -> bool:
    """ "M23", "Su-22", "12-storey", "9/11", "7:30", "3.5%": joined to what stands before or behind."""
    first, stop = q.first, q.stop
    if words.glued(first):
        before = words.raw[first - 1]
        if before[-1].isalnum() or before in "'’/.:,+#$*_":
            return True
        if before in data.lists["range_to"] and words.glued(first - 1) and words.raw[first - 2][-1].isalnum():
            return True
    if not words.glued(stop):
        return False
    after = words.raw[stop]
    if after[0].isalnum() or after in "/'’*_":
        return True
    if after in ",:." and words.glued(stop + 1) and words.digits(stop + 1):
        return True
    hyphen = after in data.lists["range_to"] and words.glued(stop + 1)
    return hyphen and not _counts_after_hyphen(words, stop + 1, data)


def _counts_after_hyphen(words: Words, i: int, data: HowManyData) -> bool:
    return words.lower[i] in data.lists["number_hyphen_nouns"] or bool(data.qualifiers_after.starting(words, i - 1))


def _measured(words: Words, q: Quantity, data: HowManyData) -> bool:
    """A measure, a currency or a share follows, perhaps after "more", "of" or an adjective of a country."""
    lower, k = words.lower, q.stop
    if words.raw[k] in data.lists["share_after"] or lower[k] in data.lists["fractions"]:
        return True
    for _ in range(4):
        if lower[k] in data.measures or "".join(lower[k : k + 3]) in data.measures:
            return True
        if words.capital(k) and lower[k + 1] in data.measures and not data.people(lower[k]):
            return True
        if lower[k] not in data.lists["measure_fillers"]:
            return False
        k += 1
    return False


def _priced(words: Words, q: Quantity, data: HowManyData) -> bool:
    before = words.lower[q.first - 1]
    if before == "." and words.glued(q.first - 1):
        before = words.lower[q.first - 2]
    return before in data.lists["currency_before"]


def _dated(words: Words, q: Quantity, data: HowManyData) -> bool:
    """A day of a month: "12 May", "the 12 of May", "May 12" (but not "in May 12 people")."""
    if not q.low <= _DAYS_OF_MONTH:
        return False
    k = q.stop + (words.lower[q.stop] in data.lists["of"])
    if words.lower[k] in data.lists["months"] and words.capital(k):
        return True
    i = q.first - 1
    if words.raw[i] == "." and words.glued(i):
        i -= 1
    named = words.lower[i] in data.lists["months"] or words.lower[i] in data.lists["weekdays"]
    day_before = words.digits(i - 1) and i > 0
    return named and words.capital(i) and not day_before and not people_follow(words, q.stop, data)


def _year(words: Words, q: Quantity, data: HowManyData, *, qualified: bool) -> bool:
    """Four plain digits that can be a year, unless people are counted by them."""
    ends = (words.raw[q.first], words.raw[q.stop - 1])
    if not all(len(end) == 4 and end.isdigit() for end in ends) or q.low not in _YEARS:
        return False
    before = words.lower[q.first - 1]
    if before in data.lists["months"] or (before in data.lists["year_after"] and not qualified):
        return True
    return not people_follow(words, q.stop, data) and not (qualified and words.lower[q.stop].isalpha())


def _long_digits(words: Words, q: Quantity, data: HowManyData) -> bool:
    """Telephone and file numbers: leading zeros, or a long run of plain digits."""
    raw = words.raw[q.first]
    return (raw[0] == "0" and raw.isdigit() and len(raw) > 2) or (raw.isdigit() and len(raw) >= _PHONE_DIGITS)


def _listed(words: Words, q: Quantity, data: HowManyData) -> bool:
    """The number of a list item, a note or a bracket: "3. ", "2) ", "[4]", "(34)"."""
    before, after = words.raw[q.first - 1] if q.first else "\n", words.raw[q.stop]
    if before[:1] in ("\n", "(") and after in (".", ")") and words.glued(q.stop):
        return before == "(" or not words.glued(q.stop + 1)
    return before in ("[", "(") and after in ("]", ")")


def is_age(words: Words, q: Quantity, data: HowManyData) -> bool:
    """ "aged 15", "Name, 34,", "a man of 60", "two boys, 14 and 15", "a 20- and a 30-year-old"."""
    i = q.first - 1
    lower = words.lower
    if lower[i] in data.lists["age_after"] or (
        lower[i - 1] in data.lists["age_after"] and lower[i] in (data.lists["between"] | data.lists["of"])
    ):
        return True
    if q.low > _OLDEST or q.stop != q.first + 1 or not words.digits(q.first):
        return False
    return _set_off(words, q.first, data) or _hung(words, q.stop, data)


def _set_off(words: Words, at: int, data: HowManyData) -> bool:
    """Is a number set off by a comma behind one person, or one of as many ages behind several who are counted?"""
    if words.lower[at - 1] in data.lists["and"] and words.digits(at - 2):
        return words.raw[at + 1] in _closing(data) and _set_off(words, at - 2, data)
    if words.lower[at - 1] in data.lists["ages_of"] and (at < 2 or words.raw[at - 2] in data.lists["commas"]):
        return words.raw[at + 1] in _closing(data)  # "the women, both 22, were"
    name = _named(words, at)
    if words.raw[at - 1] not in data.lists["commas"] or name < 0:
        return False
    after = words.raw[at + 1]
    joined = words.lower[at + 1] in data.lists["and"]
    noun = data.people(words.lower[name])
    if words.capital(name) and not (name <= 0 and words.lower[name] in data.nouns):  # "Soldiers, 64, ..." begins with
        return after in _closing(data) or joined
    if noun is None or not noun.plural:
        return noun is not None and after in _closing(data)
    before = words.lower[name - 1]  # "the two men, 19 and 22,", "the men, 19 and 22,"
    told = words.digits(name - 1) or before in data.units or (name > 0 and before in data.lists["definite"])
    return told and joined and words.digits(at + 2) and words.raw[at + 3] in _closing(data)


def _named(words: Words, at: int) -> int:
    """The word before a comma and a number, a full stop or bracket passed over: "Abdel K., 34", "Paz (left), 37"."""
    name = at - 3 if words.raw[at - 2] == "." else at - 2
    if words.raw[name] == ")":
        return next((k - 1 for k in range(name - 1, max(0, name - _ASIDE), -1) if words.raw[k] == "("), -1)
    return name


def _hung(words: Words, stop: int, data: HowManyData) -> bool:
    """Does a number end in a hyphen that hangs: "a 20- and a 30-year-old"?"""
    return (
        words.raw[stop] in data.lists["range_to"]
        and words.glued(stop)
        and words.lower[stop + 1] in data.lists["and"]
        and not words.glued(stop + 1)
    )


def _closing(data: HowManyData) -> frozenset[str]:
    return data.lists["commas"] | {")", ".", ""}


def _of_one_person(words: Words, q: Quantity, data: HowManyData) -> bool:
    """ "a mother of two", "a man of 60": what follows a single person is no count of people."""
    if words.lower[q.first - 1] not in data.lists["of"]:
        return False
    noun = data.people(words.lower[q.first - 2])
    if noun is None or noun.plural or noun.kind in (NounKind.BODY, NounKind.MASS):
        return False
    return noun.kind is NounKind.KIN or not words.raw[q.stop][:1].isalpha()


def _clock(words: Words, q: Quantity, data: HowManyData) -> bool:
    """ "at 7 on Friday"."""
    if words.lower[q.first - 1] not in data.lists["clock_after"] or q.low > _HOURS:
        return False
    after = words.lower[q.stop]
    return not after.isalpha() or after in data.lists["clock_before"]


def _hour(words: Words, q: Quantity, data: HowManyData) -> bool:
    """The hour at the head of an item: "1430 - A soldier is shot"."""
    raw, sign = words.raw[q.first], words.raw[q.stop]
    hour, minute = divmod(q.low, 100)
    opens = q.first == 0 or words.raw[q.first - 1][:1] == "\n"
    apart = sign in data.lists["range_to"] and not sign.isalpha() and not words.glued(q.stop)
    return opens and apart and len(raw) == 4 and raw.isdigit() and hour <= _HOURS and minute < 60


def _designated(words: Words, q: Quantity, data: HowManyData) -> bool:
    """The number is a name's: "Brigade 55", "Article Five", "No. 3"."""
    i = q.first - 1
    if i < 0 or words.raw[i] in data.lists["number_signs"]:
        return i >= 0
    if words.raw[i] == "." and words.glued(i):
        i -= 1
    word = words.lower[i]
    if _acronym(words, i, q, data):
        return True
    named = word in data.designators_before or data.singular(word) in data.designators_before
    return named and (words.capital(i) or q.low < 1000) and not people_follow(words, q.stop, data, within=3)


def _acronym(words: Words, i: int, q: Quantity, data: HowManyData) -> bool:
    """ "LIB 558 from": a number behind an abbreviation in capitals, with no noun of its own."""
    before, after = words.raw[i], words.raw[q.stop]
    if not (before.isupper() and 2 <= len(before) <= 5 and words.digits(q.first)) or words.lower[i] in data.units:
        return False
    return not after[:1].isalnum() or (after.islower() and after in data.lists["prepositions"])


def _unit_name(words: Words, q: Quantity, data: HowManyData) -> bool:
    """A number before a unit's name: "21 Special Armoured Brigade" (but not "12 Special Brigade troops")."""
    k = q.stop
    while words.capital(k) and k - q.stop < _LONGEST_UNIT_NAME:
        if data.people_plural(words.lower[k]):
            return False
        k += 1
    return k > q.stop and words.lower[k - 1] in data.designators_after and not people_follow(words, k, data, within=2)


def _one_as_pronoun(words: Words, q: Quantity, data: HowManyData) -> bool:
    """ "this one", "one another", "one could": no count."""
    if q.low != 1 or q.stop != q.first + 1 or words.digits(q.first):
        return False
    return (
        words.lower[q.first - 1] in data.lists["one_after"] and not data.people(words.lower[q.stop])
    ) or words.lower[q.stop] in data.lists["one_before"]


type _Trap = Callable[[Words, Quantity, HowManyData], bool]
_DIGIT_TRAPS: tuple[_Trap, ...] = (_priced, _long_digits, _listed)
_BARE_TRAPS: tuple[_Trap, ...] = (_unit_name, _clock, _hour, _designated, _of_one_person)
_TRAPS: tuple[_Trap, ...] = (_within_word, _measured, _dated, is_age, _one_as_pronoun)
