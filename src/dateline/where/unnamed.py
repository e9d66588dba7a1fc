"""Names that the gazetteer lacks, where the words around them say that they are places."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Span
from dateline.where.frame import is_street, read_frame
from dateline.where.lexicon import WhereData
from dateline.where.words import Occurrence, Word

_CLASSES = frozenset({"division", "settlement", "quarter"})


def find_unknown(
    text: str, words: Sequence[Word], names: Sequence[Occurrence], data: WhereData, blocked: Sequence[Span]
) -> list[Occurrence]:
    """Runs of capitalised words with a class word or a measured distance beside them, outside the known names."""
    taken = {k for n in names if n.accepted for k in range(n.first, max(n.last + 1, n.frame.right))}
    out: list[Occurrence] = []
    i = 0
    while i < len(words):
        j = _run(words, i, taken, data) if words[i].cap else i - 1
        if j >= i:
            found = _read(text, words, i, j, data)
            if (
                found
                and taken.isdisjoint(range(found.frame.left + 1, i))
                and not any(found.start < b.end and b.start < found.end for b in blocked)
            ):
                out.append(found)
        i = max(i, j) + 1
    return out


def _run(words: Sequence[Word], i: int, taken: set[int], data: WhereData) -> int:
    """The last word of the run of plain capitalised words that begins at words[i]; i - 1 where none does."""
    j = i
    while j < len(words) and (j == i or words[j].glued) and j not in taken and _plain(words[j], data):
        j += 1
        if words[j - 1].owns or words[j - 1].suffix:
            break
    return j - 1


def _plain(word: Word, data: WhereData) -> bool:
    return (
        word.cap
        and not word.shouted
        and word.lower not in data.words["closed"]
        and word.lower not in data.place_words
        and word.lower not in data.demonyms
        and word.lower not in data.words["directions"]
        and word.lower not in data.titles
        and data.common.get(word.lower) != "ordinary"
        and not word.text.isupper()
        and ("-" not in word.text or not word.text.rpartition("-")[2].islower())
    )


def _read(text: str, words: Sequence[Word], i: int, j: int, data: WhereData) -> Occurrence | None:
    frame = read_frame(text, words, i, j, data)
    before = data.locating(frame.before) >= 2
    street = is_street(words, frame.right, data)  # "Doe Town Road"
    named = frame.sort in _CLASSES and not (words[j].owns or frame.many or street)
    measured = before and _measured(text, words, frame.right, data)
    if not (named or measured or (before and _opens(words, i, j))):
        return None
    if (
        i > 0
        and words[i].glued
        and words[i - 1].cap
        and frame.left >= i - 1
        and words[i - 1].lower not in data.words["closed"]
    ):
        return None
    return Occurrence(i, j, words[i].start, words[j].end, text[words[i].start : words[j].end], (), frame, accepted=True)


def _opens(words: Sequence[Word], i: int, j: int) -> bool:
    """Does a sentence open with the name, behind one word and before a comma: "In Warisata, six people died"?"""
    opens = i == 1 or (i > 1 and words[i - 2].sentence != words[i].sentence)
    more = j + 1 < len(words) and words[j + 1].sentence == words[j].sentence
    return opens and more and not words[j + 1].glued and not words[j].owns


def _measured(text: str, words: Sequence[Word], k: int, data: WhereData) -> bool:
    """Does ", 12 km from" follow, or ", south of"?"""
    if k >= len(words) or words[k].glued or words[k].first:
        return False
    for m in range(k, min(k + 7, len(words) - 1)):
        if m > k and not words[m].glued:
            return False
        if words[m].lower in data.words["bearing_ends"] and (
            words[m - 1].lower in data.words["directions"] or words[m - 1].lower in data.weights["units"]
        ):
            return (
                words[k].text[0].isdigit()
                or words[k].lower in data.words["directions"] | data.words["links"] | data.weights["numbers"].keys()
            )
    return False
