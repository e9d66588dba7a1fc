"""Reads RSS and Atom: one document an item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.errors import SourceError
from dateline.sources.clean import one_line
from dateline.sources.dates import machine_day
from dateline.sources.draft import Draft
from dateline.sources.names import Names
from dateline.sources.tree import items_of


def read_feed(raw: bytes, name: str, file_id: str, names: Names) -> Iterator[Draft | SourceError]:
    """Each item's document, its text headed by the title, and an error for each item without text.

    The day is the item's own; an item that gives only a day of change has that one, since the
    text read is the changed one.
    """
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(raw)
    if not feed.entries:
        why = "a broken feed" if feed.bozo else "a feed without items"
        yield SourceError(name, f"{why}; fetch it anew, or give the pages that it links to")
        return
    publisher = one_line(feed.feed.get("title", ""))
    items = items_of(raw, len(feed.entries))
    for number, entry in enumerate(feed.entries, 1):
        try:
            draft = _draft(entry, f"{name}: item {number}", f"{file_id}:{number}", publisher, names)
            yield replace(draft, raw=items[number - 1] or _as_read(entry), file=name, part=draft.id)
        except SourceError as error:
            yield error
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield SourceError(
            name, f"the feed is broken; {len(feed.entries)} items could be read, others may be lost; fetch it anew"
        )


def _draft(entry: Any, place: str, fallback: str, publisher: str, names: Names) -> Draft:
    from dateline.sources.tree import fragment

    texts = [str(part.get("value", "")) for part in entry.get("content", [])] + [str(entry.get("summary", ""))]
    found = max((fragment(text, place) for text in texts), key=lambda ps: sum(map(len, ps)))
    title = one_line(" ".join(fragment(str(entry.get("title", "")), place)))
    if not found:
        raise SourceError(place, "no text in the item; give the page that it links to")
    day = machine_day(str(entry.get("published") or entry.get("updated") or ""))
    source = entry.get("source", {})
    return Draft(
        id=names.take(one_line(str(entry.get("id") or entry.get("link") or fallback))),
        paragraphs=tuple(found),
        title=title,
        byline=one_line(str(entry.get("author", ""))),
        publisher=one_line(str(source.get("title", ""))) or publisher,
        url=str(entry.get("link", "")),
        days=((day, "feed"),) if day else (),
        headed=True,
        origin=place,
    )


def _as_read(entry: Any) -> bytes:
    """An item as the reader of feeds has it, where a feed is too broken to be cut into its items."""
    import json

    return json.dumps(entry, default=str, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
