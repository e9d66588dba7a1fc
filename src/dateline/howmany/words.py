"""A text as words with offsets: what the number grammar walks over. Knows no language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.model import Span
from dateline.nouns import noun

# Words with inner apostrophes; digits with Indian grouping, with thousands grouped by comma, dot, apostrophe or
# (thin, no-break) space, or plain; line ends; and any other sign by itself. Words first: they are the most.
_TOKEN = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?![\d])"
    r"|\d{1,3}(?:([,. \u00a0\u2009\u202f'’])\d{3})(?:\1\d{3})*(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
    r"|\n+|[^\w\s]"
)
_PADDING = 8  # empty words at the end, so that a look to either side of the text finds nothing


@noun(frozen=True, slots=True)
class Words:
    """The words and signs of a text in order, padded with empty ones; `size` leaves the padding out."""

    raw: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    size: int

    def glued(self, i: int) -> bool:
        """Does word i stand right behind the word before it, without a space?"""
        return 0 < i < self.size and self.end[i - 1] == self.start[i]

    def span(self, first: int, stop: int) -> Span:
        """The characters from word `first` to the word before `stop`."""
        return Span(self.start[first], self.end[stop - 1])

    def digits(self, i: int) -> bool:
        """Is word i written in digits?"""
        return self.raw[i][:1].isdigit()

    def capital(self, i: int) -> bool:
        """Does word i begin with a capital letter?"""
        return self.raw[i][:1].isupper()


def split_words(text: str) -> Words:
    """The words of a text."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    raw = [text[a:b] for a, b in spans]
    start = [a for a, _ in spans]
    end = [b for _, b in spans]
    size = len(raw)
    raw += [""] * _PADDING
    start += [len(text)] * _PADDING
    end += [len(text)] * _PADDING
    return Words(raw, [word.lower() for word in raw], start, end, size)


type Phrase = tuple[str, ...]


@noun(frozen=True, slots=True)
class Phrases[T]:
    """Phrases and what they mean, found by their first or by their last word, the longest first."""

    by_word: Mapping[str, tuple[tuple[Phrase, T], ...]]
    at_end: bool

    def starting(self, words: Words, i: int) -> tuple[int, T] | None:
        """The longest phrase that begins with word i: where it stops, and its meaning."""
        for phrase, meaning in self.by_word.get(words.lower[i], ()):
            stop = i + len(phrase)
            if len(phrase) == 1 or tuple(words.lower[i:stop]) == phrase:
                return stop, meaning
        return None

    def ending(self, words: Words, stop: int) -> tuple[int, T] | None:
        """The longest phrase whose last word stands before word `stop`: where it begins, and its meaning."""
        if stop < 1:
            return None
        for phrase, meaning in self.by_word.get(words.lower[stop - 1], ()):
            first = stop - len(phrase)
            if first >= 0 and (len(phrase) == 1 or tuple(words.lower[first:stop]) == phrase):
                return first, meaning
        return None


def phrases_of[T](entries: Iterable[tuple[str, T]], *, at_end: bool = False) -> Phrases[T]:
    """An index over phrases, looked up by their first word, or by their last one."""
    index: dict[str, list[tuple[Phrase, T]]] = {}
    for text, meaning in entries:
        words = split_words(text)
        phrase = tuple(words.lower[: words.size])
        index.setdefault(phrase[-1 if at_end else 0], []).append((phrase, meaning))
    return Phrases({word: tuple(sorted(found, key=lambda e: -len(e[0]))) for word, found in index.items()}, at_end)
