"""Streets: which names of a text are theirs, and no towns'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Span
from dateline.where.frame import is_street
from dateline.where.lexicon import WhereData
from dateline.where.words import Occurrence, Word

STREET = "street"  # the sort of "Haifa Street", which lies in Baghdad
_LONGEST = 5  # words of a street's name


def find_streets(words: Sequence[Word], data: WhereData) -> Iterator[Span]:
    """The streets that a text names, with their class word or what leads to it: "Cedar Road", "the block of Cedar"."""
    i = 0
    while i < len(words):
        last = _last_of_street(words, i, data)
        if last is not None:
            yield Span(words[i].start, words[last].end)
        i = i + 1 if last is None else last + 1


def _last_of_street(words: Sequence[Word], first: int, data: WhereData) -> int | None:
    """The last word of the street whose name, or what leads to it, begins at a word; None where none does."""
    start = first + 2 if _leads(words, first + 1, data) else first
    joined = False
    for k in range(start, min(start + _LONGEST, len(words))):
        word = words[k]
        if k > start and (is_street(words, k, data) or _is_class(word, data, joined=joined)):
            return k
        if k > start and not joined and word.glued and word.lower in data.words["and"]:
            joined = True  # "84th and Cedar streets"
        elif not _names(word) or word.lower in data.words["closed"] or (k > first and not word.glued):
            return k - 1 if k > start > first and not joined else None
    return None


def _is_class(word: Word, data: WhereData, *, joined: bool) -> bool:
    street = word.cap and _means_street(word, data)
    return word.glued and (street or (joined and word.lower in data.words["crossings"]))


def _means_street(word: Word, data: WhereData) -> bool:
    known = data.place_words.get(word.lower)
    return known is not None and known.sort == STREET


def _leads(words: Sequence[Word], k: int, data: WhereData) -> bool:
    """Do words[k - 1] and words[k] lead to the name of a street: "block of"?"""
    return 0 < k < len(words) and f"{words[k - 1].lower} {words[k].lower}" in data.words["street_leads"]


def is_street_name(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "Haifa Street", "Haifa Town Road", "Haifa and Cedar streets", "the 200 block of Haifa"."""
    if is_street(words, name.frame.right, data):
        return True
    classed = name.first != name.last and not name.frame.sort and _means_street(words[name.last], data)
    if name.frame.sort == STREET or classed:
        return True
    i = name.last + 1
    if _is_house(words, name, data) or _goes_on_as_street(words, i, data):
        return True
    led = any(_leads(words, k, data) for k in (name.first - 1, name.frame.left)) or _crosses(words, name, data)
    if led and name.frame.sort not in ("division", "settlement", "road"):
        return True
    if name.frame.sort or i >= len(words) or not words[i].glued or words[i].lower not in data.words["and"]:
        return False
    return _ends_as_street(words, i + 1, data)


def _crosses(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "The corner of Cedar and X", "Cedar and X streets", "61st and X"."""
    k, i = name.first - 2, name.last + 1
    if k < 0 or not words[name.first].glued or words[k + 1].lower not in data.words["and"] or not _names(words[k]):
        return False
    if i < len(words) and words[i].glued and words[i].lower in data.words["crossings"]:
        return True
    if words[k].text[0].isdigit() and words[k].lower.lstrip("0123456789") in data.words["ordinals"]:
        return True
    while k > 0 and _names(words[k]) and words[k].glued:
        k -= 1
    return _leads(words, k, data)


def _names(word: Word) -> bool:
    """Can the word be that of a street: "Cedar", "59th"?"""
    return word.cap or word.text[0].isdigit()


def _is_house(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "618 Haifa road": a number before a name that a word for a road follows."""
    k = name.first - 1
    numbered = k >= 0 and words[name.first].glued and words[k].text.isdigit()
    return numbered and name.frame.sort == "road" and words[name.last + 1].lower in data.words["streets"]


def _goes_on_as_street(words: Sequence[Word], first: int, data: WhereData) -> bool:
    """Does a name go on with another capitalised word as that of a street: "Haifa Cedar Avenue"?"""
    for k in range(first, min(first + _LONGEST, len(words))):
        if not (words[k].cap and words[k].glued):
            return False
        if _means_street(words[k], data) or words[k].lower in data.words["street_ends"]:
            return k > first
    return False


def _ends_as_street(words: Sequence[Word], first: int, data: WhereData) -> bool:
    """Is the name that begins at a word one of a street: "Cedar Street", "Cedar avenues"?"""
    for k in range(first, min(first + _LONGEST, len(words))):
        word = words[k]
        street = _means_street(word, data) or (word.cap and word.lower in data.words["streets"])
        if street or word.lower in data.words["crossings"]:
            return k > first
        if not (word.cap and word.glued):
            return False
    return False
