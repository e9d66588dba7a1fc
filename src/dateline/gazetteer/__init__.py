"""Places by name: one SQLite file, built at first use from packaged data, and a read-only handle on it.

Nothing here reads a text: whether words are a place, and which of several it is, other rooms say.
"""

from dateline.gazetteer.disputed import RULES, Territory, territory_of
from dateline.gazetteer.dump import import_geonames
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.handle import Gazetteer
from dateline.gazetteer.names import key
from dateline.gazetteer.opening import build, default_path, open_gazetteer

__all__ = [
    "RULES",
    "Entry",
    "Gazetteer",
    "Territory",
    "build",
    "default_path",
    "import_geonames",
    "key",
    "open_gazetteer",
    "territory_of",
]
