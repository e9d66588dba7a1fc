"""Adds the places of a GeoNames dump to a gazetteer file, line by line: `allCountries.txt`, or its .zip or .gz."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import BinaryIO, cast

from dateline.datafiles import DATA, read_tsv
from dateline.errors import DataError
from dateline.gazetteer.divisions import plain
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.gathering import usable
from dateline.gazetteer.names import load_variants, normal_form
from dateline.gazetteer.opening import Progress, locked, open_gazetteer, replacing, silent
from dateline.gazetteer.schema import INSERT_CODE, INSERT_PLACE, Index, meta_of, row_of, seal, set_meta, writable

FEATURES = DATA / "gazetteer" / "features.tsv"
COLUMNS = 19  # of a GeoNames dump
LINES_AT_ONCE = 100_000  # keeps memory under 500 MB
GROWTH = 3  # a file grows by less than this many times the dump, unpacked


@dataclass(frozen=True, slots=True)
class _Feature:
    entry: Entry
    geonames: int
    keys: frozenset[str]
    code: str  # of a first-level division, "" for all else


def import_geonames(dump: Path, path: Path, *, progress: Progress | None = None) -> int:
    """Add a dump's places to the file at `path`, which is built first where there is none; the number added.

    A place that the file has already only gets the dump's names for it. Features that no event is
    placed at are skipped (`features.tsv` has those that are kept). The old file stays in use until
    the new one is whole. Raises DataError where the dump is none.
    """
    tell = progress or silent
    open_gazetteer(path, progress=progress).close()
    kinds = {row["code"]: row["kind"] for row in read_tsv(FEATURES, ("code", "kind", "note"))}
    size = _unpacked_size(dump)
    with locked(path, tell), replacing(path, path.stat().st_size + GROWTH * size) as part:
        shutil.copyfile(path, part)
        connection = writable(part)
        try:
            return _import(connection, dump, kinds, size, tell)
        except sqlite3.OperationalError as e:
            raise DataError(path, None, f"cannot write the gazetteer ({e}); is the disk full?") from e
        finally:
            connection.close()


def _import(connection: sqlite3.Connection, dump: Path, kinds: Mapping[str, str], size: int, tell: Progress) -> int:
    known: dict[int, int] = dict(
        connection.execute("SELECT geonames, place FROM places WHERE geonames IS NOT NULL ORDER BY place DESC")
    )
    codes = {code: (name, iso) for code, name, iso in connection.execute("SELECT code, name, iso FROM codes")}
    (number,) = connection.execute("SELECT max(place) FROM places").fetchone()
    index = Index(load_variants())
    digest = hashlib.sha256()
    added = done = 0
    with _opened(dump) as stream:
        for lines in batched(enumerate(stream, 1), LINES_AT_ONCE):
            rows = []
            for line_number, line in lines:
                digest.update(line)
                done += len(line)
                feature = _feature(line, dump, line_number, kinds, codes)
                if feature is None:
                    continue
                if (place := known.get(feature.geonames)) is None:
                    number += 1
                    added += 1
                    place = known[feature.geonames] = number
                    rows.append(row_of(number, feature.entry, feature.geonames))
                    if feature.code:
                        codes[feature.code] = (feature.entry.admin1, "")
                        connection.execute(INSERT_CODE, (feature.code, feature.entry.admin1, ""))
                index.add(feature.keys, place)
            connection.executemany(INSERT_PLACE, rows)
            index.write(connection)
            tell(f"{dump.name}: {added} places", min(0.99, done / size) if size else 0.99)
    if not done:
        raise DataError(dump, None, "empty")
    meta = meta_of(connection)
    imported = ", ".join(filter(None, (meta.get("imported"), dump.name)))
    fingerprint = hashlib.sha256(f"{meta['fingerprint']}{digest.hexdigest()}".encode()).hexdigest()[:12]
    set_meta(connection, imported=imported, fingerprint=fingerprint)
    seal(connection)
    return added


def _feature(
    line: bytes, dump: Path, number: int, kinds: Mapping[str, str], codes: Mapping[str, tuple[str, str]]
) -> _Feature | None:
    """The place of one line; None where it is of a sort that no event is placed at."""
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            raise ValueError(f"{len(cells)} columns; a GeoNames dump has {COLUMNS}")
        kind = kinds.get(f"{cells[6]}.{cells[7]}")
        if kind is None:
            return None
        geonames, name, country = int(cells[0]), cells[1], cells[8]
        code1 = f"{country}.{cells[10]}"
        admin1, iso = codes.get(code1, ("", ""))
        if kind == "admin1" and not admin1:
            admin1 = plain(name)
        admin2 = codes.get(f"{code1}.{cells[11]}", ("", ""))[0] if cells[11] else ""
        if kind == "admin2" and not admin2:
            admin2 = plain(name)
        where = (float(cells[4]), float(cells[5]))
        entry = Entry(
            f"geonames:{geonames}", name, kind, country, admin1, iso, admin2, *where, int(cells[14] or 0)
        )  # fmt: skip
    except ValueError as e:
        raise DataError(dump, number, f"not a line of a GeoNames dump ({e})") from e
    keys = {normal_form(name), normal_form(cells[2]), *map(normal_form, filter(usable, cells[3].split(",")))}
    return _Feature(entry, geonames, frozenset(keys - {""}), code1 if kind == "admin1" else "")


@contextmanager
def _opened(dump: Path) -> Iterator[BinaryIO]:
    try:
        if zipfile.is_zipfile(dump):
            with zipfile.ZipFile(dump) as archive, archive.open(_member(archive, dump)) as stream:
                yield cast(BinaryIO, io.BufferedReader(stream))
        elif dump.suffix == ".gz":
            with gzip.open(dump) as stream:
                yield cast(BinaryIO, stream)
        else:
            with dump.open("rb") as stream:
                yield stream
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as e:
        raise DataError(dump, None, f"cannot be read ({e})") from e


def _member(archive: zipfile.ZipFile, dump: Path) -> str:
    names = [n for n in archive.namelist() if n.endswith(".txt") and not n.lower().startswith("readme")]
    if len(names) != 1:
        raise DataError(dump, None, f"expected one .txt beside readme.txt in the archive, found {len(names)}")
    return names[0]


def _unpacked_size(dump: Path) -> int:
    try:
        if zipfile.is_zipfile(dump):
            with zipfile.ZipFile(dump) as archive:
                return archive.getinfo(_member(archive, dump)).file_size
        return dump.stat().st_size * (4 if dump.suffix == ".gz" else 1)
    except OSError as e:
        raise DataError(dump, None, f"cannot be read ({e.strerror})") from e
