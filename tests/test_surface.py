"""The public names: what is promised is there, nothing else is, and importing the package costs nothing."""

from __future__ import annotations

import importlib
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.errors import DataError, DatelineError, SourceError

SRC = Path(dateline.__file__).parent
ROOMS = sorted(path.parent.name for path in SRC.glob("*/__init__.py"))


def test_every_promised_name_is_importable_and_nothing_else_shows() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    assert sorted(dateline.__all__) == dir(dateline)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(dateline, "nothing")  # noqa: B009 - the lookup is what is tested


def test_the_surface_is_at_most_twenty_names() -> None:
    assert len(dateline.__all__) <= 20


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_lists_what_it_gives(room: str) -> None:
    module = importlib.import_module(f"dateline.{room}")
    assert module.__all__, "a room without public names"
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, dateline; print(sorted(m for m in sys.modules if m.startswith('dateline.')))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout == "[]\n"


@pytest.mark.parametrize(
    "error",
    [SourceError("a.html", "empty"), DataError("a.yaml", 3, "unknown key"), DataError("a.yaml", None, "empty")],
    ids=str,
)
def test_an_error_comes_back_whole_from_another_process(error: DatelineError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


def test_the_version_is_the_one_of_the_project_file() -> None:
    import tomllib

    project = tomllib.loads((SRC.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert dateline.__version__ == project["project"]["version"]


def test_the_package_says_that_it_is_typed() -> None:
    assert (SRC / "py.typed").is_file()
