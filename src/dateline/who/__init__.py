"""Who: the parties that a text names, and the party that a description means.

The room reads one noun phrase at a time; which phrases are the sides of an event is for others to
say. It knows no parser: a phrase is a run of characters with a head in it.
"""

from dateline.who.asides import with_asides
from dateline.who.issuer import issuing_party
from dateline.who.lexicon import WhoData, load_who, names_state, nationality, noun_class
from dateline.who.names import Names, find_actors, main_country, names_in, parties_of
from dateline.who.phrase import read_party, read_sides
from dateline.who.reading import Reading

__all__ = [
    "Names",
    "Reading",
    "WhoData",
    "find_actors",
    "issuing_party",
    "load_who",
    "main_country",
    "names_in",
    "names_state",
    "nationality",
    "noun_class",
    "parties_of",
    "read_party",
    "read_sides",
    "with_asides",
]
