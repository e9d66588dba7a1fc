"""From bytes to documents: files, folders, feeds, archives and pipes, read and cleaned.

Nothing here knows what a report tells. What cannot be read is a SourceError that says what to do;
the other documents go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dateline.errors import SourceError
from dateline.model import Document
from dateline.sources.clean import clean_text, paragraphs
from dateline.sources.dates import load_day_words
from dateline.sources.draft import Draft, Given, Taken, finish
from dateline.sources.furniture import load_furniture
from dateline.sources.intake import read_fetched, read_paths

__all__ = ["Taken", "clean_text", "document", "fetched", "page", "read_sources", "take_in"]


def read_sources(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    published: date | None = None,
    publisher: str = "",
    today: date | None = None,
) -> Iterator[Document | SourceError]:
    """Each document of the files and folders, and an error for each that cannot be read, in order.

    "-" is standard input: one JSON object a line, or else a page, a text or a feed. `published` and
    `publisher` go before what the documents say themselves. A day of publication after `today` is
    an error where it was given and is set aside where a page states it. No two documents have one id.
    """
    found = take_in(paths, stdin=stdin, published=published, publisher=publisher, today=today)
    return (one if isinstance(one, SourceError) else one.document for one in found)


def take_in(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    published: date | None = None,
    publisher: str = "",
    today: date | None = None,
) -> Iterator[Taken | SourceError]:
    """As `read_sources`, each document with the bytes that it was read from."""
    return read_paths(paths, stdin=stdin, given=Given(published, publisher, today))


def fetched(
    raw: bytes,
    url: str,
    *,
    declared: str = "",
    published: date | None = None,
    publisher: str = "",
    today: date | None = None,
) -> Iterator[Taken | SourceError]:
    """The documents of what was fetched from `url`: a page, a text, or a feed's items."""
    return read_fetched(raw, url, declared=declared, given=Given(published, publisher, today))


def document(
    text: str,
    *,
    id: str = "document",
    title: str = "",
    published: date | None = None,
    publisher: str = "",
    url: str = "",
    lang: str = "",
) -> Document:
    """A document of some text: cleaned, lines of furniture set aside, its language found if not given.

    A title that the text does not open with is put before it.
    """
    draft = Draft(id, tuple(paragraphs(text)), title=title, url=url, lang=lang)
    return finish(draft, Given(published, publisher), load_furniture(), load_day_words())


def page(html: bytes | str, *, id: str, url: str = "", published: date | None = None, publisher: str = "") -> Document:
    """The document in an HTML page; its text begins with the title.

    Raises SourceError where the page is too large, too deeply nested or holds no article.
    """
    from dateline.sources.pages import read_page

    return finish(read_page(html, id=id, url=url), Given(published, publisher), load_furniture(), load_day_words())
