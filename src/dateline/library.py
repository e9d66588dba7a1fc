"""Dateline as a library: one text in, its reports out. No project folder, no network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from dateline.errors import SourceError, UsageError
from dateline.kit import Kit, load_kit
from dateline.pipeline import Coding, code_document
from dateline.resolvers import as_date
from dateline.sources import document
from dateline.values import Relevance


@lru_cache(maxsize=1)
def _kit() -> Kit:
    return load_kit()


def code(
    text: str,
    *,
    published: date | str | None = None,
    title: str = "",
    publisher: str = "",
    id: str = "document",
    relevance: Relevance | str | None = None,
    kit: Kit | None = None,
) -> Coding:
    """Code one report's text into the events that it tells of; with relevance "all", ordinary crime too.

    `published` (a date, or ISO 8601) anchors "on Thursday" and its like; without it they stay Unknown.
    Spans in the result count code points of `.document.text`, the cleaned text. The first call loads
    parser and gazetteer (built then, where it was not) unless a `kit` is given; without `relevance` its
    own holds. Raises UsageError for a date or relevance that is none, SourceError for a text without
    words or in a language without rules.
    """
    doc = document(text, id=id, title=title, published=as_date(published), publisher=publisher)
    if not doc.text:
        raise SourceError(id, "has no text to code")
    kit = kit or _kit()
    return code_document(doc, replace(kit, relevance=_relevance(relevance)) if relevance else kit)


def _relevance(value: str) -> Relevance:
    if value not in set(Relevance):
        raise UsageError(f"relevance='{value}' is none: write {' or '.join(Relevance)}")
    return Relevance(value)
