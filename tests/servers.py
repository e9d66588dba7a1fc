"""Starts a PostgreSQL server for the tests: a real one, of its own, on a socket in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# What makes a server fast that nobody needs after the test.
OPTIONS = "-c fsync=off -c full_page_writes=off -c listen_addresses='' -c max_connections=50 -c shared_buffers=32MB"


def programs() -> Path | None:
    """Where PostgreSQL's programs are; Debian keeps them out of the path."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), default=None)


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a server's database; the test is skipped where no server can be had."""
    where = programs()
    if where is None:
        pytest.skip("no PostgreSQL here; install Debian's package postgresql")
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    as_user = _another_user(folder)
    data = folder / "data"

    def run(*args: str) -> None:
        subprocess.run([*as_user, *args], check=True, capture_output=True, cwd=folder, timeout=120)

    try:
        run(
            str(where / "initdb"),
            "-D",
            str(data),
            "-U",
            "dateline",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--wal-segsize=1",
        )
        options = f"{OPTIONS} -k {folder}"
        run(str(where / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://dateline@/postgres?host={folder}"
        finally:
            run(str(where / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def no_file_longer_than(size: int, server: str) -> Iterator[None]:
    """Meanwhile the server at the URL can let no file grow beyond so many bytes, as on a disk that is full."""
    folder = Path(server.rpartition("host=")[2])
    process = (folder / "data" / "postmaster.pid").read_text().split()[0]

    def limit(size: str) -> None:  # of the server and of what will serve whoever connects from now on
        as_user = _another_user(folder)
        subprocess.run([*as_user, "prlimit", "--pid", process, f"--fsize={size}:"], check=True, timeout=60)

    limit(str(size))
    try:
        yield
    finally:
        limit("unlimited")


def _another_user(folder: Path) -> list[str]:
    """How to run a program as somebody else where we are root, whom PostgreSQL refuses to serve."""
    if os.geteuid() != 0:
        return []
    user = next(u for u in ("postgres", "nobody") if any(u == entry.pw_name for entry in pwd.getpwall()))
    shutil.chown(folder, user)
    return ["runuser", "-u", user, "--"]


def empty_database(server: str, name: str) -> str:
    """The URL of what is to a program an empty database: a schema of its own, which is made in no time."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{server}&options=-csearch_path%3D{name}"
