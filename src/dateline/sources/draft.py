"""A document in the making: what a file says of itself, before lines are sorted and a day is chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.errors import SourceError
from dateline.model import Document, SetAside
from dateline.sources.clean import one_line
from dateline.sources.dates import DayWords, dateline_day, day_line, first_day
from dateline.sources.furniture import PROSE, Pattern, Reason, sort_out
from dateline.sources.language import language_of

_BAR = re.compile(r"( (?:[-–—|»«]|::) )")
# A page east of the reader bears tomorrow's date for some hours.
ZONES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text in paragraphs, and what came with it.

    `days` are the days of publication that it states, best first, each with where it stands.
    `origin` is the file, or file and line, that messages name.
    `headed` is true of a page, which is none without a paragraph under its title.
    `raw` are the bytes that it was read from; `file` and `part` say where they are, as in `Taken`.
    """

    id: str
    paragraphs: tuple[str, ...]
    title: str = ""
    byline: str = ""
    publisher: str = ""
    url: str = ""
    lang: str = ""
    days: tuple[tuple[date, str], ...] = ()
    headed: bool = False
    origin: str = ""
    set_aside: tuple[SetAside, ...] = field(default=())
    raw: bytes = b""
    file: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A document with the bytes that it was read from.

    `origin` is what messages call it. `file` is the file that it came in, as given, "" where it was none; `part`
    names it within the file, "" where the file holds no other, and for a line of a pipe that has no id.
    """

    document: Document
    raw: bytes
    origin: str
    file: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of all documents; it goes before what they say themselves."""

    published: date | None = None
    publisher: str = ""
    today: date | None = None


def finish(draft: Draft, given: Given, patterns: tuple[Pattern, ...], words: DayWords) -> Document:
    """The document: furniture set aside, the day of publication chosen, the language found.

    Raises SourceError where the day that was given lies in the future, and where a page has no
    paragraph under its title. A text that was given as such may come out empty.
    """
    if given.published and given.today and given.published > given.today:
        raise SourceError(draft.origin or draft.id, future(given.published, given.today))
    found = sort_out(draft.paragraphs, patterns)
    title, site = _headline(one_line(draft.title or found.title), words)
    if draft.headed and not found.kept:
        raise SourceError(
            draft.origin or draft.id, "no article in it, only lines of the page around one; give the page of one report"
        )
    kept = _with_title(found.kept, title) if found.kept else ()
    text = "\n\n".join(kept)
    visible = _visible_day(draft.paragraphs, found.published, words)
    days = [(given.published, "given"), *draft.days, (visible, "visible")]
    aside = [*draft.set_aside, *found.set_aside]
    published, where = None, ""
    for day, place in days:
        if day is None:
            continue
        if place == "record" and given.today and day > given.today:
            raise SourceError(draft.origin or draft.id, future(day, given.today))
        if place != "given" and given.today and day > given.today + ZONES:
            aside.append(SetAside(f"{place}: {day.isoformat()}", Reason.FUTURE_DATE.value))
        elif published is None:
            published, where = day, place
    return Document(
        id=draft.id,
        text=text,
        title=title,
        published=published,
        published_from=where,
        publisher=one_line(given.publisher or draft.publisher or found.publisher) or site,
        byline=one_line(draft.byline or found.byline),
        url=draft.url.strip(),
        lang=draft.lang.strip().lower().replace("_", "-").split("-")[0] or language_of(text),
        set_aside=tuple(aside),
    )


def future(day: date, today: date) -> str:
    """The message for a day of publication that has not come yet."""
    return f"publication date {day.isoformat()} lies in the future (today is {today.isoformat()}); correct it"


def _headline(title: str, words: DayWords) -> tuple[str, str]:
    """A title, and the name of the site behind it."""
    head, *others = _BAR.split(title)
    for n in range(1, len(others), 2):
        if words.site.search(others[n]):
            return head + "".join(others[: n - 1]), "".join(others[n:])
    return title, ""


def _with_title(paragraphs: tuple[str, ...], title: str) -> tuple[str, ...]:
    if not title:
        return paragraphs
    if paragraphs and _bare(paragraphs[0]) == _bare(title):
        return paragraphs
    if paragraphs and _bare(paragraphs[0]).startswith(_bare(title)) and len(paragraphs[0]) < 2 * len(title):
        return paragraphs  # the headline with a dash and more
    # A headline that stands a line or two below a section's name is moved, not repeated.
    return (title, *(p for i, p in enumerate(paragraphs) if i > 3 or _bare(p) != _bare(title)))


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _visible_day(paragraphs: tuple[str, ...], lines: tuple[str, ...], words: DayWords) -> date | None:
    """The day in a line of publication near the title, or else in the dateline of the first prose."""
    for line in lines:
        if day := first_day(line, words):
            return day
    for paragraph in paragraphs[:8]:
        if len(paragraph.split()) >= PROSE:
            return dateline_day(paragraph, words)
        if day := day_line(paragraph, words) or _byline_day(paragraph, words):
            return day
    return None


def _byline_day(paragraph: str, words: DayWords) -> date | None:
    """The day in a line cut by bars or bullets ("By Ana Brook | Delta Wire | 3 March 2014")."""
    for bar in ("|", "•", "·", " – ", " — ", " - "):
        if bar in paragraph:
            for part in paragraph.split(bar):
                if day := day_line(part, words):
                    return day
    return None
