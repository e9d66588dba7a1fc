"""Reads web archives: one document a response that is an HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import SEEK_END
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

    cut = _cut_between(stream)
    seen = 0
    records = ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=True, auto_decode="all")
    try:
        for record in records:
            seen += 1
            if record.headers.get("Content-Length") is None or not record.record_id:
                cut = True  # half a header, where a packed archive ends too soon
                break
            if record.record_type == WarcRecordType.response:
                yield from _page(record, name, names)
            else:
                record.reader.consume()
    except (OSError, ValueError) as e:
        yield SourceError(name, f"the archive is broken after record {seen} ({e}); fetch or copy it anew")
        return
    if not seen:
        yield SourceError(name, "no record in the archive; check that it is a whole WARC file")
    elif cut:
        yield SourceError(name, f"the archive is cut short after record {seen}; fetch or copy it anew")


def _cut_between(stream: BinaryIO) -> bool:
    """Does a plain archive end otherwise than a record does? The iterator passes over half a header."""
    if not stream.seekable() or stream.read(5) != b"WARC/":
        stream.seek(0)
        return False
    stream.seek(-4, SEEK_END)
    whole = stream.read(4) == b"\r\n\r\n"
    stream.seek(0)
    return not whole


def _page(record: Any, name: str, names: Names) -> Iterator[Draft | SourceError]:
    uri = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
    place = f"{name}: {uri or record.record_id}"
    kind = (record.http_content_type or "").split(";")[0].strip().lower()
    if kind and kind not in _PAGES:
        return
    size = record.content_length
    if size > MAX_PAGE:
        yield SourceError(
            place, f"{size / 2**20:,.0f} MB, over the limit of {MAX_PAGE // 2**20} MB for one page; split it"
        )
        return
    try:
        # Packed pages may unpack to any size; one byte over the limit is enough to refuse them.
        raw = record.reader.read(MAX_PAGE + 1)
        if len(raw) < size and not _packed(record):
            yield SourceError(place, f"cut short ({len(raw)} of {size} bytes); fetch or copy the archive anew")
            return
        if not kind:
            return
        draft = read_page(raw, id=place, url=uri, declared=record.http_charset or "")
    except SourceError as error:
        yield error
        return
    part = uri or str(record.record_id)
    yield replace(draft, id=names.take(part), raw=raw, file=name, part=part)


def _packed(record: Any) -> bool:
    """Was the page sent packed or in chunks, so that its length tells nothing?"""
    sent = {name.lower() for name, _ in record.http_headers.items()} if record.http_headers else set()
    return not sent.isdisjoint({"content-encoding", "transfer-encoding"})
