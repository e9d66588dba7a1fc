"""Reads the words around a name that say what sort of place it is and how exactly it is meant."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.where.lexicon import PlaceWord, WhereData
from dateline.where.words import Frame, Word

# How far an apposition (", a small town in ...") may put the class word from its comma.
_APPOSITION = 5
_QUALIFYING = 4  # words between "a" and the class word that it brings
_TITLES = frozenset({"division", "settlement", "quarter", "site"})


def read_frame(text: str, words: Sequence[Word], first: int, last: int, data: WhereData) -> Frame:
    """The frame of the name words[first..last]."""
    frame = Frame(words[first].start, words[last].end, left=first - 1, right=last + 1)
    _after(text, words, last, frame, data)
    _before(text, words, first, frame, data)
    if last + 1 < frame.right and not words[last + 1].cap and _indefinite(words, first, data):
        _of_several(frame)
    if not frame.sort:
        _apposition(text, words, last, frame, data)
    k = frame.left
    if k >= 0 and words[frame.left + 1].glued:
        frame.before = words[k].lower
    return frame


def _of_several(frame: Frame) -> None:
    """ "A X neighbourhood", "a small X town", "a X creek": one of those that X has, and not called so."""
    if frame.sort == "quarter":
        frame.sort, frame.kinds = "middle", ()
    elif frame.sort == "settlement":
        frame.sort, frame.kinds, frame.holder = "", (), True
    elif frame.sort in ("natural", "water"):
        frame.sort, frame.kinds = "", ()


def place_word(words: Sequence[Word], i: int, data: WhereData) -> tuple[PlaceWord, int] | None:
    """The longest place word that begins at words[i], and how many words it has."""
    for size in range(min(data.longest_place_word, len(words) - i), 0, -1):
        if all(words[k].glued for k in range(i + 1, i + size)):
            found = data.place_words.get(" ".join(words[k].lower for k in range(i, i + size)))
            if found:
                return found, size
    return None


def _after(text: str, words: Sequence[Word], last: int, frame: Frame, data: WhereData) -> None:
    """ "X province", "X central prison", "X's eastern countryside"."""
    i, name = last + 1, words[last]
    if name.suffix or text[name.end : name.end + 1] in ("-", "/"):
        return
    if is_street(words, i, data) and "-" not in name.text:
        frame.sort = "street"
        return
    if i < len(words) and words[i].glued and words[i].lower in data.words["county_bodies"] and not name.owns:
        frame.sort, frame.kinds = "division", ("admin2",)
        return
    skipped = 0
    while i < len(words) and words[i].glued and skipped < 3:
        post = words[i].cap and words[i].lower in data.words["outlets"] and not words[i].shouted
        if post or words[i].text in data.short_forms:
            return  # "the X Post", "Denver CO"
        found = place_word(words, i, data)
        if found and _fits(found[0], own=name.owns, skipped=skipped):
            word, size = found
            if skipped and word.sort in ("settlement", "division") and words[i].lower not in data.place_words:
                return
            if word.sort == "division" and _of_police(words, i + size, data):
                return
            if word.sort == "settlement" and _of_another(words, i + size, data):
                frame.holder = True
                return
            frame.sort, frame.kinds, frame.many = word.sort, word.kinds, word.many
            frame.end, frame.right = words[i + size - 1].end, i + size
            frame.word = words[frame.right - 1].text
            if word.sort in ("settlement", "division") and frame.right < len(words) and words[frame.right].glued:
                _second(words, frame, data)
            return
        if words[i].lower not in data.words["site_modifiers"] and words[i].lower not in data.words["directions"]:
            return
        i, skipped = i + 1, skipped + 1


def is_street(words: Sequence[Word], i: int, data: WhereData) -> bool:
    """Does words[i] make a street of the name before it: "Cedar Road", "Cedar St.", and not "St. Mary's"?"""
    if i >= len(words) or not (words[i].glued and words[i].cap):
        return False
    name_follows = i + 1 < len(words) and words[i + 1].glued and words[i + 1].cap
    return words[i].lower in data.words["streets"] or (
        words[i].lower in data.words["street_short"] and not name_follows
    )


def _of_another(words: Sequence[Word], i: int, data: WhereData) -> bool:
    """Does "of X" follow, so that the class word is X's: "the Dagestani town of X"?"""
    return i + 1 < len(words) and words[i].glued and words[i].lower in data.words["of"] and words[i + 1].cap


def _of_police(words: Sequence[Word], i: int, data: WhereData) -> bool:
    """Does "of Police" follow, so that the class word is that of a body: "X Division of Police"?"""
    return (
        i + 1 < len(words) and words[i].lower in data.words["of"] and words[i + 1].lower in data.words["local_bodies"]
    )


def _fits(word: PlaceWord, *, own: bool, skipped: int) -> bool:
    if own:
        return word.sort in ("around", "middle", "site", "quarter", "road")
    return not skipped or word.sort in ("site", "around", "middle", "road", "line", "settlement")


def _second(words: Sequence[Word], frame: Frame, data: WhereData) -> None:
    """ "Idlib city outskirts", "Kunduz province countryside": the second word narrows the first.

    But "X Village Apartments" are no village's.
    """
    found = place_word(words, frame.right, data)
    if found and found[0].sort in ("around", "middle", "site"):
        word, size = found
        house = words[frame.right]
        if house.cap and frame.sort == "settlement" and house.lower in data.words["houses"]:
            frame.sort, frame.kinds, frame.word = "site", (), house.text
        if word.sort == "around" and frame.sort == "settlement":
            frame.near = "around"
        frame.end, frame.right = words[frame.right + size - 1].end, frame.right + size


def _before(text: str, words: Sequence[Word], first: int, frame: Frame, data: WhereData) -> None:
    k = first - 1
    if k < 0 or not words[first].glued:
        return
    k = _class_before(words, k, frame, data)
    k = _modifiers(words, k, frame, data)
    if (
        k == first - 2
        and words[k + 1].lower in data.words["determiners"]
        and frame.end == words[frame.right - 1].end
        and not frame.sort
    ):
        k = first - 1  # "the Kivus": an article alone locates nothing
    k = _location(text, words, k, frame, data)
    frame.left = k
    frame.start = words[k + 1].start


def _class_before(words: Sequence[Word], k: int, frame: Frame, data: WhereData) -> int:
    """ "the village of X", "District X", "outskirts of the town of X"; steps left over what it reads."""
    for _ in range(2):
        if k < 1 or words[k].lower not in data.words["of"] | data.words["called"]:
            return _titled(words, k, frame, data)
        found = data.place_words.get(words[k - 1].lower)
        if not found or words[k - 1].owns or not words[k].glued:
            return k
        if found.sort != "settlement" and _taken(words, k - 1, data):
            return k  # but "the Bekaa village of X" is X
        part = words[k].lower in data.words["of"] and _indefinite(words, k - 1, data)
        if found.sort == "around" or (part and words[k - 1].lower in data.words["outlying"]):
            frame.near = frame.near or "around"
        elif found.sort == "street" or (part and found.sort in _TITLES):
            pass  # "the square of X", "a district of X", and not the district X
        elif found.sort == "line":
            return k
        elif not frame.sort:
            frame.sort, frame.kinds, frame.many = found.sort, found.kinds, found.many
        k -= 2
        k = _modifiers(words, k, frame, data)
    return k


def _indefinite(words: Sequence[Word], k: int, data: WhereData) -> bool:
    """Is words[k] one of several, as in "a southern suburb", "a rebel-held district"?"""
    for i in range(k, max(k - _QUALIFYING, 0), -1):
        before = words[i - 1].lower
        if not words[i].glued or before in data.words["indefinite"]:
            return words[i].glued
        if before in data.words["closed"]:
            return False
    return False


def _titled(words: Sequence[Word], k: int, frame: Frame, data: WhereData) -> int:
    """ "District X", "Barangay X", "the river X": a class word just before the name, mostly with a capital."""
    if k < 0 or frame.sort or words[k].shouted:
        return k
    found = data.place_words.get(words[k].lower)
    if not found or words[k].owns or (found.sort == "division" and _taken(words, k, data)):
        return k  # "X County Sheriff Y"
    if not (found.sort == "water" or (found.sort in _TITLES and _inner(words[k]))):
        return k
    frame.sort, frame.kinds = found.sort, found.kinds
    return k - 1


def _inner(word: Word) -> bool:
    """Has it a capital that no sentence gives it?"""
    return word.cap and not word.first


def _taken(words: Sequence[Word], k: int, data: WhereData) -> bool:
    """Does the class word belong to the name before it, as in "X territory of Y"?"""
    before = words[k - 1]
    return (
        k > 0
        and words[k].glued
        and before.cap
        and not before.owns
        and not any(before.lower in data.words[w] for w in ("closed", "directions", "modifiers", "determiners"))
        and before.lower not in data.demonyms
    )


def _modifiers(words: Sequence[Word], k: int, frame: Frame, data: WhereData) -> int:
    """Steps left over adjectives, directions and the article, while the words hang together."""
    while k >= 0 and words[k + 1].glued and not words[k].owns:
        lower = words[k].lower
        if lower in data.words["rural"]:
            frame.near = frame.near or "around"
        elif lower in data.words["directions"]:
            frame.directed = True
        elif not (lower in data.words["modifiers"] or lower in data.demonyms):
            break
        k -= 1
    if k >= 0 and words[k + 1].glued and words[k].lower in data.words["determiners"]:
        return k - 1
    return k


def _location(text: str, words: Sequence[Word], k: int, frame: Frame, data: WhereData) -> int:
    """ "20 km south of", "near", "around", "not far from"."""
    if k < 0 or not words[k + 1].glued:
        return k
    ends = words[k].lower
    if ends in data.words["bearing_ends"]:
        j = k - 1
        while j >= 0 and words[j + 1].glued and words[j].lower in data.words["directions"]:
            j -= 1
        if j < k - 1 or ends in data.words["away"]:
            measured = _measured(text, words, j, frame, data)
            if measured is not None:
                return measured
            if j < k - 1 and not (j >= 0 and words[j].lower in data.words["determiners"] and ends in data.words["of"]):
                frame.near = "bearing"
                return _near_word(words, j, data)
            if j < k - 1:
                return j - 1  # "in the north of X" is in X
    for phrase in data.near.get(ends, ()):
        if k + 1 >= len(phrase) and all(words[k - n].lower == word for n, word in enumerate(phrase)):
            frame.near = "around" if frame.near == "around" else "near"
            measured = _measured(text, words, k - len(phrase), frame, data)  # "7 miles outside X"
            return k - len(phrase) if measured is None else measured
    return k


def _measured(text: str, words: Sequence[Word], j: int, frame: Frame, data: WhereData) -> int | None:
    """Reads "about 20 km" that ends with words[j]; the new index of the word before, or None."""
    if j < 0:
        return None
    low = max(words[j].start - 60, 0)
    match = data.distance.search(text[low : words[j + 1].start].rstrip())
    if not match:
        return None
    numbers, units = data.weights["numbers"], data.weights["units"]
    figure = match["km"]
    amount = float(figure.replace(",", ".")) if figure else numbers[match["word"].lower()]
    frame.near, frame.km = "distance", amount * units[match["unit"].lower()]
    while j >= 0 and words[j].start >= low + match.start():
        j -= 1
    return j


def _near_word(words: Sequence[Word], j: int, data: WhereData) -> int:
    """ "just south of", "further south of": the adverb belongs to the bearing."""
    return j - 1 if j >= 0 and words[j].lower in data.words["modifiers"] else j


def _apposition(text: str, words: Sequence[Word], last: int, frame: Frame, data: WhereData) -> None:
    """ "X, a small town in ...": the class of X, though it stands after a comma."""
    i = frame.right
    if i >= len(words) or words[i].sentence != words[last].sentence or words[last].owns:
        return
    if text[words[last].after : words[i].start].strip() not in (",", "-", "–", "—", "("):
        return
    if words[i].lower not in data.words["determiners"]:
        return
    for j in range(i + 1, min(i + 1 + _APPOSITION, len(words))):
        if not words[j].glued:
            return
        found = data.place_words.get(words[j].lower)
        if found and found.sort in ("settlement", "division", "quarter") and _ends_phrase(words, j, data):
            frame.sort, frame.kinds, frame.said_apart = found.sort, found.kinds, True
            return


def _ends_phrase(words: Sequence[Word], j: int, data: WhereData) -> bool:
    """Is words[j] the last noun of its phrase: not as in "the X state capital"?"""
    behind = words[j + 1 : j + 2]
    return not behind or not behind[0].glued or behind[0].lower not in data.place_words
