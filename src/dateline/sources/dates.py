"""Reads calendar days that are written out: in metadata and in lines near a title.

Only whole dates are read, never a lone year or month, and never one that could be two days:
05/06/2016 is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate
from functools import cache
from pathlib import Path

from dateline.datafiles import DATA, Node, read_yaml
from dateline.errors import DataError

EARLIEST = date(1900, 1, 1)  # a page's "0001-01-01" or "1899-12-30" is an empty field of its system
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\s*$", re.S)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|[^\w. ]|[+-]\d{2}")
_PLACE = re.compile(r"(?:[^\W\d_a-z][\w'’-]*[ /]?){1,3}(?:,(?: [^\W\d_a-z][\w'’-]*){1,2} ?\(|, | ?\()")
_AFTER_DATELINE = re.compile(r"[)\]]?,? ?(?:[(/][^()]{1,40}[)/])?[)\]]? ?(?:[-–—:]|\.[ -])")
HEAD_LINE = 14  # words of a line that holds a day of publication, at most
DATELINE = 160  # characters into a paragraph that a dateline reaches, at most


@dataclass(frozen=True, slots=True)
class DayWords:
    """The words of dates in one language, compiled."""

    written: re.Pattern[str]
    months: dict[str, int]
    beside: frozenset[str]
    later: re.Pattern[str]
    stoplist: str
    site: re.Pattern[str]


@cache
def load_day_words(folder: Path = DATA / "en") -> DayWords:
    """The words of `pages.yaml`; raises DataError where the file is wrong."""
    path = folder / "pages.yaml"
    root = read_yaml(path)
    if not isinstance(root, Node):
        raise DataError(path, None, "expected a mapping")
    root.expect(["months", "weekdays", "beside_a_day", "not_published", "site_words", "stoplist", "parts"])
    months = {name: int(number) for number, names in root["months"].items() for name in names}
    name = "|".join(sorted(months, key=len, reverse=True))
    written = re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ .-]{{1,2}}(?:of )?(?P<m1>{name})\b\.?,?[ -](?P<y1>\d{{4}})"
        rf"|(?P<m2>{name})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
        r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
        r"|(?P<d4>\d{1,2})(?P<sep>[./])(?P<m4>\d{1,2})(?P=sep)(?P<y4>\d{4}))(?!\d)",
        re.I,
    )
    later = re.compile(rf"\b(?:{'|'.join(root['not_published'])})\b", re.I)
    site = re.compile(rf"\b(?:{'|'.join(root['site_words'])})(?:\d+|\b)|^\S+\.[a-z]{{2,4}}\b|^[A-Z]{{2,4}}\d+\b")
    beside = frozenset(root["weekdays"]) | frozenset(root["beside_a_day"])
    return DayWords(written, months, beside, later, root["stoplist"], site)


def machine_day(value: str) -> date | None:
    """The day of a machine's date: ISO 8601, its compact form, or RFC 822; None for anything else."""
    for form in (_ISO, _COMPACT):
        if found := form.match(value):
            return _day(*(int(part) for part in found.groups()))
    parts = parsedate(value) if value.isascii() else None
    return _day(*parts[:3]) if parts else None


def any_day(value: str, words: DayWords) -> date | None:
    """The day of a date in metadata, for a machine or for people."""
    return machine_day(value) or first_day(value, words)


def first_day(text: str, words: DayWords) -> date | None:
    """The first whole date in some words, None where there is none or a later one is meant."""
    for found in words.written.finditer(text):
        if day := _written_day(found, words):
            return day
    return None


def day_line(text: str, words: DayWords) -> date | None:
    """The day of a line that holds one and little else ("Published on Monday 3 March 2014, 10:31 GMT")."""
    if len(text.split()) > HEAD_LINE or words.later.search(text):
        return None
    found = words.written.search(text)
    if not found:
        return None
    before = text[: found.start()]
    if _PLACE.fullmatch(before):  # "Juba, 6 February 2020" over a statement
        before = ""
    rest = _CLOCK.sub(" ", f"{before} {text[found.end() :]}").casefold().split()
    if any(word.strip(".") and word not in words.beside and word.strip(".") not in words.beside for word in rest):
        return None
    return _written_day(found, words)


def place_and_day(text: str, words: DayWords) -> bool:
    """Is the line a place and a day, as over a statement ("Juba, 6 February 2020")?"""
    found = words.written.search(text)
    before = text[: found.start()] if found else ""
    if not found or any(word.strip(",").casefold() in words.beside for word in before.split()):
        return False
    return bool(_PLACE.fullmatch(before) and not text[found.end() :].strip(" .:–-"))


def dateline_day(text: str, words: DayWords) -> date | None:
    """The day in the dateline that opens a paragraph ("GAO, Mali, 3 March 2014 (DW) - ...")."""
    found = words.written.search(text[:DATELINE])
    if not found:
        return None
    bracketed = text[: found.start()].endswith("(") and text[found.end() :].startswith(")")
    if not bracketed and not re.match(
        r"[)\]]?,? ?(?:[(/][^()]{1,40}[)/])?[)\]]? ?(?:[-–—:]|\.[ -])", text[found.end() :]
    ):
        return None
    before = text[: found.start()]
    # Only names and agencies stand before the day of a dateline, no words of a sentence.
    if re.search(r"[.!?] [A-Z]", before) or not all(w[0].isupper() or not w[0].isalpha() for w in before.split()):
        return None
    if before and not re.search(r"[,(\[/–—]|\b[^\W\d_a-z]{3,}\b", before):
        return None
    return _written_day(found, words)


def _written_day(found: re.Match[str], words: DayWords) -> date | None:
    get = found.groupdict()
    if get["y1"]:
        return _day(int(get["y1"]), words.months[get["m1"].casefold()], int(get["d1"]))
    if get["y2"]:
        return _day(int(get["y2"]), words.months[get["m2"].casefold()], int(get["d2"]))
    if get["y3"]:
        return _day(int(get["y3"]), int(get["m3"]), int(get["d3"]))
    day, month = int(get["d4"]), int(get["m4"])
    if get["sep"] == "." or day > 12:
        return _day(int(get["y4"]), month, day)
    if month > 12:  # the other way round
        return _day(int(get["y4"]), day, month)
    return _day(int(get["y4"]), month, day) if day == month else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        read = date(year, month, day)
    except ValueError:
        return None
    return read if read >= EARLIEST else None
