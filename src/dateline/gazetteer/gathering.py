"""What a build has in hand before it is written: places with the normal forms of all their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.gazetteer.borders import Border
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.names import normal_form

_SHORTEST_ALTERNATE = 4
_LONGEST_CODE = 5
# Latin, Cyrillic and Arabic letters: the scripts in which names are asked for.
_SCRIPTS = ((0x41, 0x24F), (0x1E00, 0x1EFF), (0x400, 0x52F), (0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFEFF))
_ARABIC_BEGINS = 0x600
_LATIN_EXTENDED = 0x1E00


@dataclass(slots=True)
class Gathered:
    """A place; `own` is the normal form of its own name, `keys` of all."""

    entry: Entry
    own: str
    keys: set[str]
    geonames: int | None = None


@dataclass(slots=True)
class Gathering:
    """Everything that goes into a file, in the order in which it is added."""

    places: list[Gathered] = field(default_factory=list)
    by_id: dict[str, Gathered] = field(default_factory=dict)
    borders: list[Border] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)  # GeoNames code, usual name, ISO 3166-2 code

    def add(self, entry: Entry, names: Iterable[str] = (), geonames: int | None = None) -> Gathered:
        """A new place; its own name is one of its names."""
        own = normal_form(entry.name)
        place = Gathered(entry, own, {own}, geonames)
        self.name(place, names)
        self.places.append(place)
        self.by_id[entry.id] = place
        return place

    def name(self, place: Gathered, names: Iterable[str]) -> None:
        """Further names of a place that is in already."""
        place.keys.update(map(normal_form, names))
        place.keys.discard("")


def usable(name: str) -> bool:
    """Is an alternate name worth an index entry?

    Refused are airport and post codes, names of three letters or fewer, names in scripts that are
    not read, and the letter-by-letter romanisations that GeoNames holds beside foreign names,
    which have no capital ("mdynt hms", "kunduja").
    """
    if name.isascii():
        if len(name) < _SHORTEST_ALTERNATE or name.islower():
            return False
        return not (len(name) <= _LONGEST_CODE and name.isupper())
    letter = next((ord(c) for c in name if c.isalpha()), 0)
    if not any(low <= letter <= high for low, high in _SCRIPTS):
        return False
    if _ARABIC_BEGINS <= letter < _LATIN_EXTENDED or letter >= _SCRIPTS[-1][0]:
        return len(name) > 1  # a script without capitals and, mostly, without vowels
    return len(name) >= _SHORTEST_ALTERNATE and not name.islower()
