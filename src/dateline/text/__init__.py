"""From a document to its sentences: split, sorted by kind, with quotations and the dateline.

`parse_text` gives the words that a parser should read instead, and `running_case` what every other
room should read of a text in capitals. Nothing here parses, knows places
or reads a clock.
"""

from .casing import parse_text, running_case, words_by_dots
from .loading import TextData, load_text
from .outlining import outline

__all__ = ["TextData", "load_text", "outline", "parse_text", "running_case", "words_by_dots"]
