"""Text to toponyms: finds the names of places and resolves them together.

The gazetteer comes in as an argument; nothing here opens one. A name that may mean several places,
with nothing in the text to choose by, stays unknown.
"""

from __future__ import annotations

from dateline.where.lexicon import WhereData, load_where
from dateline.where.roles import role_of
from dateline.where.toponyms import country_of_dateline, find_toponyms
from dateline.where.words import EntryLike, GazetteerLike

__all__ = ["EntryLike", "GazetteerLike", "WhereData", "country_of_dateline", "find_toponyms", "load_where", "role_of"]
