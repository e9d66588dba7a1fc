"""Tells the kind of a file by how it begins, where its ending does not say."""

from __future__ import annotations

import codecs
import re
import zlib
from pathlib import Path

from dateline.errors import SourceError

SNIFFED = 8192  # bytes
# Endings of what lies beside pages in folders: it is text, but nobody's report.
_NO_REPORT_NAMES = """
.css .js .mjs .map .csv .tsv .yaml .yml .toml .ini .log .py .sh .sql .tex .bib .svg .geojson .xsl .xsd
"""
_NO_REPORT = frozenset(_NO_REPORT_NAMES.split())
_HTML = re.compile(
    rb"(?:<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|table)\b", re.I | re.S
)
_XML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*|<\?[^>]*\?>\s*|<!doctype[^>]*>\s*)*<(?:\w+:)?(\w+)", re.I | re.S
)
_FEEDS = frozenset({b"rss", b"feed", b"rdf"})
_OBJECT = re.compile(rb'\s*\{\s*(?:"|\})')


def kind_of(head: bytes, path: Path) -> str:
    """One of html, text, jsonl, feed, warc; raises SourceError for a file that is none of them."""
    suffix = path.suffix.lower()
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and _unzipped(head).startswith(b"WARC/")):
        return "warc"
    start = head.removeprefix(codecs.BOM_UTF8)
    found = _XML.match(start)
    if found and found[1].lower() in _FEEDS:
        return "feed"
    if _HTML.match(start) or (found and found[1].lower() == b"html"):
        return "html"
    if suffix == ".json" and not _whole_line(start):
        raise SourceError(
            str(path), "JSON, but not one object a line; write each document on a line of its own (JSONL)"
        )
    if _OBJECT.match(start) and _whole_line(start):
        return "jsonl"
    if suffix in _NO_REPORT:
        raise SourceError(str(path), f"files ending in {suffix} hold no report; leave it out, or rename it to .txt")
    if found and start.lstrip().startswith(b"<?xml"):
        raise SourceError(str(path), "XML, but no feed (RSS or Atom) and no page; give its text instead")
    return "text"


def _whole_line(start: bytes) -> bool:
    """Does the first line hold an object from brace to brace, as far as can be seen?"""
    line, newline, _ = start.lstrip().partition(b"\n")
    line = line.rstrip()
    return line.startswith(b"{") and (line.endswith(b"}") or (not newline and len(start) >= SNIFFED - 3))


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress(head, 64)
    except zlib.error:
        return b""
