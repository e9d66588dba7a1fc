"""HTML text to a tree, guarded against what would make it slow or endless."""

from __future__ import annotations

import re
from typing import Any

from dateline.errors import SourceError
from dateline.sources.blocks import depth, lines, read_blocks
from dateline.sources.clean import paragraphs

_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)\s[^<>]{8000,}>")
MAX_DEPTH = 250  # elements; parsers stop at 256, pages of news stay below 60


def parse(text: str, name: str) -> Any:
    """The tree of a page; raises SourceError where there is none, or it is nested too deeply."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    # Characters that no XML may hold would end the tree early.
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)
    # Pictures written into the page, and tags with thousands of attributes, over which parsers are slow.
    text = _LONG_TAG.sub(r"<\1>", text)
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
        tree = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as e:
        raise SourceError(name, "no page in it (nothing between the tags); give the page of one report") from e
    deep = depth(tree)
    if deep > MAX_DEPTH:
        raise SourceError(
            name,
            f"elements nested {deep} deep or more, over the limit of {MAX_DEPTH}; save the page anew, or give its text",
        )
    return tree


def fragment(text: str, name: str) -> list[str]:
    """The paragraphs of a stretch of HTML, as in a feed, or of plain text; raises SourceError as `parse`."""
    if not re.search(r"<[a-zA-Z!/]|&\w+;|&#", text):
        return paragraphs(text)
    tree = parse(f"<html><body>{text}</body></html>", name)
    return [p for block in read_blocks(tree) for p in lines(block)]


def items_of(raw: bytes, number: int) -> list[bytes]:
    """The bytes of each item of a feed; empty ones where the feed cannot be cut into so many."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    found = list(root.iter("{*}item", "{*}entry")) if root is not None else []
    if len(found) != number:
        return [b""] * number
    return [etree.tostring(e, encoding="utf-8", with_tail=False) for e in found]
