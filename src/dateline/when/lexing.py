"""Cuts a text into words and gives each the letter of its classes.

A pattern is matched over these letters, not over characters: a document of 240 words is a string
of about 280 letters. Words without a class get the letter NONE. Nothing here knows what a class means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

NONE = "."
BREAK = "\n"  # how the break between two paragraphs is looked up
_FIRST_LETTER = 0xE000  # private use area: 6,400 letters, one for each set of classes that a word has
_REMEMBERED = 50_000  # words without an entry that are kept with their letter, then forgotten all at once
_WORD = re.compile(
    r"""(?<=\d)[A-Z]{3}(?=\d{2}\b)|\d{1,2}(?=[A-Z]{3}(?:\b|\d{2}\b))   # 04AUG97
      | [^\W\d]\w*
      | \d{1,4}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)\d{2,4}(?:\b|(?=T\d\d))    # a date in figures
      | \d{1,3}(?:,\d{3})+\b                                   # 1,200
      | \d+(?:[.:]\d+)+\b                                      # 18:40, 16.01, 2.5
      | \w+
      | \n[^\S\n]*\n\s*
      | [^\w\s]""",
    re.VERBOSE,
)

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """Words in figures of one form: the classes that all of them have; their value is their figures."""

    form: re.Pattern[str]
    classes: tuple[str, ...]
    letter: str


class _LetterTable(dict[str, str]):
    """Letters by exact wording; a word without an entry gets its letter when it is first met."""

    def __init__(self, entries: Mapping[str, str], shapes: Sequence[Shape]) -> None:
        super().__init__(entries)
        self._entries = entries
        self._shapes = shapes

    def __missing__(self, token: str) -> str:
        letter = NONE
        if token[0] == BREAK:
            letter = self._entries.get(BREAK, NONE)
        elif token[0].isdigit():
            letter = next((s.letter for s in self._shapes if s.form.fullmatch(token)), NONE)
        if len(self) > len(self._entries) + _REMEMBERED:
            self.clear()
            self.update(self._entries)
        self[token] = letter
        return letter


class Words:
    """The words of a text in order: their `letters`, offsets and values."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self.tokens: list[str] = _WORD.findall(text)
        self.letters = "".join(map(lexicon.table.__getitem__, self.tokens))

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts in the text."""
        starts, position, find = [], 0, self._text.find
        for token in self.tokens:
            position = find(token, position)  # only spaces stand between two words
            starts.append(position)
            position += len(token)
        return starts

    def end(self, number: int) -> int:
        """Where a word ends in the text."""
        return self.starts[number] + len(self.tokens[number])

    def value(self, number: int, classes: Iterable[str]) -> tuple[str, str]:
        """The first of the classes that a word has, and its value in it; KeyError where it has none."""
        token = self.tokens[number]
        values = self._lexicon.values.get(token)
        for name in classes:
            if values is None:
                if self._lexicon.has(self.letters[number], name):
                    return name, token
            elif name in values:
                return name, values[name]
        raise KeyError(token)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes and values by exact wording, shapes of figures, and the letters of each class's words."""

    values: Mapping[str, Values]
    letters: Mapping[str, str]
    table: _LetterTable = field(repr=False)

    def words(self, text: str) -> Words:
        """The text, cut."""
        return Words(text, self)

    def has(self, letter: str, name: str) -> bool:
        """Does a word with this letter belong to the class?"""
        return letter in self.letters[name]


def build_lexicon(
    words: Iterable[tuple[str, str, str]], shapes: Iterable[tuple[str, tuple[str, ...]]], kinds: Iterable[str]
) -> Lexicon:
    """A lexicon of (wording, class, value), of shapes (form, classes), and of kinds of expression.

    A wording that begins with a capital must begin with one in the text; any other may stand in
    small letters, with a capital, or all in capitals. Each kind gets a letter of its own.
    """
    values: dict[str, dict[str, str]] = {}
    for wording, name, value in words:
        forms = {wording, wording.upper()}
        if not wording[0].isupper():
            forms.add(wording.capitalize())
        for form in forms:
            values.setdefault(form, {}).setdefault(name, value)
    forms_of = [(re.compile(form), classes) for form, classes in shapes]
    for wording, classes in values.items():  # a figure that a pattern names is also of its shape
        shape = next((s for s in forms_of if s[0].fullmatch(wording)), None)
        if shape:
            classes.update(dict.fromkeys(shape[1], wording))
    by_classes: dict[frozenset[str], str] = {}

    def letter(classes: Iterable[str]) -> str:
        return by_classes.setdefault(frozenset(classes), chr(_FIRST_LETTER + len(by_classes)))

    entries = {wording: letter(classes) for wording, classes in values.items()}
    made = [Shape(form, classes, letter(classes)) for form, classes in forms_of]
    for kind in kinds:
        letter([kind])
    letters: dict[str, str] = {}
    for names, sign in by_classes.items():
        for name in names:
            letters[name] = letters.get(name, "") + sign
    return Lexicon(values, letters, _LetterTable(entries, made))
