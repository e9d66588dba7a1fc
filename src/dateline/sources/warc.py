"""Reads web archives: one document a response that is an HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.errors import SourceError
from dateline.sources.draft import Draft
from dateline.sources.names import Names
from dateline.sources.pages import MAX_PAGE, read_page

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, name: str, names: Names) -> Iterator[Draft | SourceError]:
    """Each page's document, and an error for each page that cannot be read.

    The day of the capture is no day of publication and is not used.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    seen = 0
    records = ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=True)
    try:
        for record in records:
            seen += 1
            if record.record_type == WarcRecordType.response:
                yield from _page(record, name, names)
            else:
                record.reader.consume()
    except (OSError, ValueError) as e:
        yield SourceError(name, f"the archive is broken after record {seen} ({e}); fetch or copy it anew")
        return
    if not seen:
        yield SourceError(name, "no record in the archive; check that it is a whole WARC file")


def _page(record: Any, name: str, names: Names) -> Iterator[Draft | SourceError]:
    uri = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
    place = f"{name}: {uri or record.record_id}"
    if (record.http_content_type or "").split(";")[0].strip().lower() not in _PAGES:
        return
    size = record.content_length
    if size > MAX_PAGE:
        yield SourceError(
            place, f"{size / 2**20:,.0f} MB, over the limit of {MAX_PAGE // 2**20} MB for one page; split it"
        )
        return
    try:
        raw = record.reader.read()
        if len(raw) < size:
            yield SourceError(place, f"cut short ({len(raw)} of {size} bytes); fetch or copy the archive anew")
            return
        draft = read_page(raw, id=place, url=uri, declared=record.http_charset or "")
    except SourceError as error:
        yield error
        return
    yield replace(draft, id=names.take(uri or str(record.record_id)))
