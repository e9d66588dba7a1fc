"""Places that matter in conflicts and that the packaged sources lack or misname: `supplement.tsv`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import DATA, read_tsv

SUPPLEMENT = DATA / "gazetteer" / "supplement.tsv"
COLUMNS = ("name", "kind", "country", "admin1", "lat", "lon", "aliases", "source")
KINDS = frozenset({"settlement", "admin2", "region", "site", "water"})


@dataclass(frozen=True, slots=True)
class Addition:
    """One row; `admin1` is the usual name of the division, "" for an area of several."""

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    line: int


def read_supplement(path: Path = SUPPLEMENT) -> Iterator[Addition]:
    """The rows of `supplement.tsv`; raises DataError on an unknown kind or a coordinate that is none."""
    for row in read_tsv(path, COLUMNS, key=("name", "country", "admin1", "kind")):
        if row["kind"] not in KINDS:
            raise row.error(f"unknown kind '{row['kind']}'; known: {', '.join(sorted(KINDS))}")
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except ValueError:
            raise row.error(f"not a coordinate: {row['lat']}, {row['lon']}") from None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise row.error(f"not a coordinate: {lat}, {lon}")
        identity = "|".join((row["name"], row["country"], row["admin1"], row["kind"]))
        yield Addition(
            id=f"sup:{hashlib.sha256(identity.encode()).hexdigest()[:10]}",
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            admin1=row["admin1"],
            lat=lat,
            lon=lon,
            aliases=tuple(a for a in row["aliases"].split("|") if a),
            line=row.line,
        )
