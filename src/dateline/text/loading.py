"""What the room knows of a language: its abbreviations, layout words and patterns, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.datafiles import Node, read_tsv, read_yaml
from dateline.errors import DataError
from dateline.model import SentenceKind

_LISTS = (
    "months",
    "month_abbreviations",
    "weekdays",
    "weekday_abbreviations",
    "ordinal_endings",
    "other_months",
    "same_day",
    "months_that_are_words",
    "before_a_month",
    "after_a_verb",
    "words_like_acronyms",
    "acronyms_like_words",
    "openers",
    "name_particles",
    "outlet_words",
    "bulletin_words",
    "former",
    "labels",
    "say_alone",
    "say_addressed",
    "say_tail",
    "time_zones",
    "titles",
    "lower_endings",
)
_NUMBERS = ("heading_words_before_colon", "heading_words", "headline_words")


class Ends(StrEnum):
    """When the full stop of an abbreviation can end a sentence as well."""

    NEVER = "never"
    NUMBER = "number"  # not before a figure
    TIME = "time"  # not before a weekday, a month or a time zone
    OPENER = "opener"  # only before a word that opens sentences


@dataclass(frozen=True, slots=True)
class KindPattern:
    """A pattern that gives a block or a sentence its kind; the proofs are for tests."""

    kind: SentenceKind
    whole_block: bool
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class TextData:
    """The words and patterns by which texts of one language are cut up and re-cased.

    Words are case folded. `day` is a date as a regular expression without groups.
    """

    abbreviations: Mapping[str, Ends]
    openers: frozenset[str]
    particles: frozenset[str]
    outlet_words: frozenset[str]
    publication_words: frozenset[str]
    former: re.Pattern[str]
    labels: frozenset[str]
    calendar: frozenset[str]
    before_a_month: frozenset[str]
    after_a_verb: frozenset[str]
    words_like_acronyms: frozenset[str]
    acronyms_like_words: re.Pattern[str]
    months_that_are_words: frozenset[str]
    after_time: frozenset[str]
    titles: frozenset[str]
    acronyms: frozenset[str]
    lowercase: frozenset[str]
    lower_endings: tuple[str, ...]
    day: str
    holds_day: re.Pattern[str]
    attribution: re.Pattern[str]
    dateline: re.Pattern[str]
    inner_dateline: re.Pattern[str]
    kinds: tuple[KindPattern, ...]
    heading_words_before_colon: int
    heading_words: int
    headline_words: int


def load_text(folder: Path) -> TextData:
    """The room's data of the language whose folder is given; raises DataError where a file is wrong."""
    from .datelines import dateline_pattern, inner_pattern

    path = folder / "text.yaml"
    root = _root(path)
    words = {name: _words(root, name) for name in _LISTS}
    day = day_pattern(words)
    return TextData(
        abbreviations=_abbreviations(folder / "lexica" / "abbreviations.tsv"),
        openers=_fold(words["openers"]),
        particles=_fold(words["name_particles"]),
        outlet_words=_fold(words["outlet_words"]),
        publication_words=_fold(words["outlet_words"] + words["bulletin_words"]),
        former=re.compile(rf"(?i)\b(?P<word>{'|'.join(words['former'])})-(?=\w)"),
        labels=_fold(words["labels"]),
        calendar=_fold(words["months"] + words["weekdays"]),
        before_a_month=_fold(words["before_a_month"]),
        after_a_verb=_fold(words["after_a_verb"]),
        words_like_acronyms=_fold(words["words_like_acronyms"]),
        acronyms_like_words=re.compile(rf"\b(?:{'|'.join(words['acronyms_like_words'])})\b"),
        months_that_are_words=_fold(words["months_that_are_words"]),
        after_time=_fold(
            words["months"]
            + words["month_abbreviations"]
            + words["weekdays"]
            + words["weekday_abbreviations"]
            + words["time_zones"]
        ),
        titles=_fold(words["titles"]),
        acronyms=frozenset(row["term"] for row in read_tsv(folder / "lexica" / "acronyms.tsv", ("term", "note"))),
        lowercase=_lowercase(folder / "lexica" / "lowercase.tsv"),
        lower_endings=tuple(words["lower_endings"]),
        day=day,
        holds_day=re.compile(rf"(?i:{day})"),
        attribution=_attribution(words),
        dateline=dateline_pattern(
            day,
            not_names=words["months"]
            + words["weekdays"]
            + words["month_abbreviations"]
            + words["weekday_abbreviations"],
        ),
        inner_dateline=inner_pattern(day),
        kinds=tuple(_kind(node, root, day) for node in root["kinds"]),
        heading_words_before_colon=_number(root, "heading_words_before_colon"),
        heading_words=_number(root, "heading_words"),
        headline_words=_number(root, "headline_words"),
    )


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, without a group number."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


def day_pattern(words: Mapping[str, list[str]]) -> str:
    """A date as headings and datelines write it; the day of the month, the weekday, the year may be missing."""
    month = rf"{any_of(words['months'] + words['month_abbreviations'])}\b\.?"
    weekday = rf"{any_of(words['weekdays'] + words['weekday_abbreviations'])}\b\.?"
    figure = rf"\d{{1,2}}(?:{any_of(words['ordinal_endings'])})?"
    number = rf"{figure}(?:\s?[-–—/]\s?{figure})?"
    year = r"(?:,?\s+(?:19|20)\d\d)?"
    short = r"(?:,?\s+(?:(?:19|20)\d\d|\d\d\b(?=\W)))?"  # "3 JAN 90", as telexes write
    plain = rf"(?:{number}\s+{month}{short}|{month}\s+{number}\b{year}|{month}\s+(?:19|20)\d\d)"
    other = (
        rf"\d{{1,2}}\s+{any_of(words['other_months'])}\s+1[34]\d\d\s?H?\.?(?:\s+{any_of(words['same_day'])}\s+{plain})?"
    )
    figures = r"(?:\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(?:19|20)\d\d-\d\d-\d\d)\b"
    return rf"\b(?:(?:{weekday},?\s+)?(?:{plain}|{other}|{figures})|{weekday})"


def _attribution(words: Mapping[str, list[str]]) -> re.Pattern[str]:
    # What carries a sentence on after a closed quotation: a few words, a verb of saying, and soon the stop.
    tail = rf"(?:\s*[.,!?]|\s*$|\s+(?:{any_of(words['say_tail'])})\b[^.!?\n]{{0,80}}(?:[.!?]|$))"
    return re.compile(
        rf"(?:[^\s.,;:!?]+\s+){{1,6}}(?:(?i:{any_of(words['say_alone'])})\b{tail}"
        rf"|(?i:{any_of(words['say_addressed'])})(?:\s+[^\s.,;:!?]+){{1,5}}\s*[.,!?])"
    )


def _root(path: Path) -> Node:
    root = read_yaml(path)
    if not isinstance(root, Node):
        raise DataError(path, None, "expected a mapping")
    root.expect([*_LISTS, *_NUMBERS, "kinds"])
    return root


def _words(root: Node, name: str) -> list[str]:
    value = root[name]
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise root.error(f"'{name}' must be a list of words")
    return value


def _number(root: Node, name: str) -> int:
    value = root[name]
    if not isinstance(value, str) or not value.isdigit():
        raise root.error(f"'{name}' must be a number")
    return int(value)


def _fold(words: Iterable[str]) -> frozenset[str]:
    return frozenset(w.casefold() for w in words)


def _abbreviations(path: Path) -> dict[str, Ends]:
    out: dict[str, Ends] = {}
    for row in read_tsv(path, ("term", "ends", "note")):
        if row["ends"] not in Ends.__members__.values():
            raise row.error(f"ends is '{row['ends']}'; known: {', '.join(Ends)}")
        out[row["term"]] = Ends(row["ends"])
    return out


def _lowercase(path: Path) -> frozenset[str]:
    out: set[str] = set()
    for row in read_tsv(path, ("word", "forms")):
        out.add(row["word"])
        out.update(row["forms"].split())
    return frozenset(out)


def _kind(node: object, root: Node, day: str) -> KindPattern:
    if not isinstance(node, Node):
        raise root.error("an entry of 'kinds' must be a mapping")
    node.expect(["kind", "where", "pattern", "yes", "no"])
    if node["kind"] not in SentenceKind.__members__.values():
        raise node.error(f"kind is '{node['kind']}'; known: {', '.join(SentenceKind)}")
    if node["where"] not in ("block", "sentence"):
        raise node.error(f"where is '{node['where']}'; known: block, sentence")
    name = r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3}"
    written = node["pattern"].replace("{day}", day).replace("{name}", name)
    try:
        pattern = re.compile(written)
    except re.error as e:
        raise node.error(f"pattern: {e}") from e
    whole = node["where"] == "block"
    return KindPattern(SentenceKind(node["kind"]), whole, pattern, tuple(node["yes"]), tuple(node["no"]), node.line)
