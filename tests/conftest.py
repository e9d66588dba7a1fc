"""What tests share: a hand-made coding, everything loaded, and the rule that nothing is skipped where all is there."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest

from dateline import cli
from dateline.kit import Kit, load_kit
from dateline.project import Project, make_project
from made import Made, make_coding
from ran import Ended, Run
from servers import empty_database, postgresql


@pytest.fixture
def made() -> Made:
    """A document with one report that has everything and one that has nothing."""
    return make_coding()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def ended(*args: str) -> Ended:
        with pytest.raises(SystemExit) as leave:
            cli.main(list(args))
        shown = capsys.readouterr()
        return Ended(leave.value.code, shown.out, shown.err)  # type: ignore[arg-type]

    return ended


@pytest.fixture(scope="session")
def kit() -> Kit:
    """Everything loaded, once; the gazetteer is built where DATELINE_DATA or the user's data folder has none."""
    return load_kit()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server, started once."""
    with postgresql() as url:
        yield url


_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database; whatever uses it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    return empty_database(request.getfixturevalue("server"), f"test_{next(_numbers)}")


@pytest.fixture
def project(tmp_path: Path, database: str) -> Iterator[Project]:
    """An empty project, on both kinds of database."""
    opened = make_project(tmp_path / "p", database=database, key=b"k" * 32)
    yield opened
    opened.store.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With DATELINE_CI=1 a test that is skipped has failed: nothing that it needs may be missing there."""
    report = yield
    if os.environ.get("DATELINE_CI") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which DATELINE_CI=1 forbids: {report.longrepr}"
    return report
