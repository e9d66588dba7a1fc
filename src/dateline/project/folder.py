"""The folder that a project is: its file of settings, its secret key, its database."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import UsageError
from dateline.store import Store, is_purge_unfinished, open_store, scrub
from dateline.values import Relevance

SETTINGS = "dateline.toml"
KEY = "secret.key"
DATABASE = "sqlite:///dateline.db"  # a relative path is below the folder

_WRITTEN = """\
# A Dateline project. relevance: political, or all (ordinary crime too). database: a file, or a server, as in
# postgresql://user@host/name. The file {key} must stay secret, and by this one: it is part of no export.
name = {name}
relevance = {relevance}
database = {database}
"""
_SETTINGS = frozenset({"name", "relevance", "database", "parser"})


@dataclass(frozen=True, slots=True)
class Project:
    """An open project; `parser` is the name of another spaCy model than the one that comes along, or ""."""

    folder: Path
    name: str
    relevance: Relevance
    parser: str
    key: bytes
    store: Store


def make_project(
    folder: Path, *, name: str = "", relevance: str = "political", database: str = "", key: bytes
) -> Project:
    """Make a project in a folder, new or not; `key` are random bytes, 32 or more.

    The settings are written last: before they stand there, the folder is no project, and making it can be repeated.
    """
    if (folder / SETTINGS).exists():
        raise UsageError(f"{folder} is a project already; give another folder, or change its {SETTINGS}")
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / KEY
    if not secret.exists():
        secret.touch(mode=0o600)
    if not secret.read_text(encoding="ascii"):
        secret.write_text(key.hex() + "\n", encoding="ascii")
    (folder / ".gitignore").write_text(f"{KEY}\n", encoding="ascii")
    open_store(_url(database or DATABASE, folder)).close()
    values = {"name": name or folder.resolve().name, "relevance": relevance, "database": database or DATABASE}
    part = folder / f"{SETTINGS}.part"
    quoted = {field: json.dumps(value, ensure_ascii=False) for field, value in values.items()}
    part.write_text(_WRITTEN.format(key=KEY, **quoted), encoding="utf-8")
    part.replace(folder / SETTINGS)
    return open_project(folder)


def find_project(start: Path) -> Path | None:
    """The nearest folder that is a project, from `start` upwards."""
    return next((each for each in (start, *start.parents) if (each / SETTINGS).is_file()), None)


def open_project(folder: Path) -> Project:
    """Open a project; raises UsageError where it is none, or a setting is wrong."""
    path = folder / SETTINGS
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as wrong:
        raise UsageError(f"{folder} is no project: it has no {SETTINGS}; make one with dateline init") from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise UsageError(f"{path}: {wrong}") from wrong
    for name, value in settings.items():
        if name not in _SETTINGS or not isinstance(value, str):
            raise UsageError(f"{path}: '{name}' is no setting, or no text; known: {', '.join(sorted(_SETTINGS))}")
    relevance = settings.get("relevance", Relevance.POLITICAL.value)
    if relevance not in set(Relevance):
        raise UsageError(f"{path}: relevance '{relevance}' is none: write {' or '.join(Relevance)}")
    key = _key(folder / KEY)
    store = open_store(_url(settings.get("database", DATABASE), folder))
    with store.reading() as tx:
        cut_off = is_purge_unfinished(tx)
    if cut_off:
        scrub(store)
    return Project(
        folder=folder,
        name=settings.get("name", folder.resolve().name),
        relevance=Relevance(relevance),
        parser=settings.get("parser", ""),
        key=key,
        store=store,
    )


def _key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as wrong:
        raise UsageError(f"{path} cannot be read; put it back from a copy: what was purged is known by it") from wrong
    if not key:
        raise UsageError(f"{path} is empty; put it back from a copy: what was purged is known by it")
    return key


def _url(database: str, folder: Path) -> str:
    """The database's URL, a file's path made one below the folder."""
    found = re.fullmatch(r"sqlite:///([^/:].*)", database)
    return f"sqlite:///{(folder / found[1]).absolute()}" if found else database
