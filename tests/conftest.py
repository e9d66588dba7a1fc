"""What tests share: a hand-made coding, everything loaded, and the rule that nothing is skipped where all is there."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from dateline.kit import Kit, load_kit
from made import Made, make_coding


@pytest.fixture
def made() -> Made:
    """A document with one report that has everything and one that has nothing."""
    return make_coding()


@pytest.fixture(scope="session")
def kit() -> Kit:
    """Everything loaded, once; the gazetteer is built where DATELINE_DATA or the user's data folder has none."""
    return load_kit()


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
