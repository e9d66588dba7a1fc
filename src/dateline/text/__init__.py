"""From a document to its sentences: split, sorted by kind, with quotations and the dateline.

`parse_text` gives the words that a parser should read instead. Nothing here parses, knows places
or reads a clock.
"""

from .casing import parse_text
from .loading import TextData, load_text
from .outlining import outline

__all__ = ["TextData", "load_text", "outline", "parse_text"]
