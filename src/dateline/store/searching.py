"""Finds documents by their words: one function, whatever the database."""

from __future__ import annotations

import re
from typing import NamedTuple

from sqlalchemy import Connection, text

_WORDS = re.compile(r'"([^"]+)"|(\S+)')

_SQLITE = """
SELECT d.id, d.title, d.published, d.publisher, snippet(search, 1, '[', ']', '…', 24)
FROM search JOIN documents AS d ON d.number = search.rowid
WHERE search MATCH :query AND d.current ORDER BY bm25(search), d.id LIMIT :most
"""
_POSTGRESQL = """
SELECT d.id, d.title, d.published, d.publisher,
       ts_headline('simple', d.text, query, 'StartSel=[, StopSel=], MinWords=12, MaxWords=24')
FROM documents AS d, websearch_to_tsquery('simple', :query) AS query
WHERE d.search @@ query AND d.current ORDER BY ts_rank(d.search, query) DESC, d.id LIMIT :most
"""


class Found(NamedTuple):
    """A document with the words looked for, which stand in brackets in `words`."""

    id: str
    title: str
    published: str | None
    publisher: str
    words: str


def search(tx: Connection, words: str, *, most: int = 20) -> list[Found]:
    """The documents that hold all the words, the best first; words in double quotes must stand together."""
    terms = [phrase or word for phrase, word in _WORDS.findall(words)]
    terms = [term for term in (" ".join(re.findall(r"\w+", each)) for each in terms) if term]
    if not terms:
        return []
    query = " ".join(f'"{term}"' for term in terms)
    statement = _SQLITE if tx.dialect.name == "sqlite" else _POSTGRESQL
    return [Found(*row) for row in tx.execute(text(statement), {"query": query, "most": most})]
