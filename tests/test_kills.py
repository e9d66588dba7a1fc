"""Nothing is lost and nothing doubled, whatever is killed, full, or done twice at once.

A project is worked on by processes that are killed at random moments, and run again until they are done; another,
on SQLite, by processes that are let alone. In the end both must say the same, to the byte.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: every run kills at the same moments, as far as the machine allows
from signal import SIGKILL

import pytest

from dateline.ontology import load_ontology
from dateline.project import Project, correct, make_project, open_project
from dateline.store import judged_reports
from littlecoder import AT
from servers import empty_database, no_file_longer_than
from steps import everything, step

PAGES = 10  # new ones in each generation
KILLS = {True: 5, False: 1}  # of each step of each generation: on SQLite, whose files are ours to lose; on a server
SEED = 20


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Parts processes from one that has everything imported, so that fifty of them are soon there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)  # the server has no other path
        context = get_context("forkserver")
        context.set_forkserver_preload(["steps", "realkit"])
        forkserver.ensure_running()
    return context


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[Project]:
    """A project on SQLite, for what need not be done on both."""
    made = make_project(tmp_path / "on_file", key=b"k" * 32)
    yield made
    made.store.close()


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Project]:
    """The project that is let alone."""
    made = make_project(tmp_path / "untouched", key=b"k" * 32)
    yield made
    made.store.close()


def write(pages: Path, generation: int) -> None:
    """New pages, and other words in some of the old."""
    pages.mkdir(exist_ok=True)
    first = generation * PAGES
    for n in range(first, first + PAGES):
        (pages / f"{n:03}.txt").write_text(f"Gunmen killed {n % 7 + 1} in town {n}. Soldiers killed {n} in {n % 3}.")
    for n in range(0, first, 4):
        (pages / f"{n:03}.txt").write_text(f"Gunmen killed {n + generation} in town {n}. Rain fell on {generation}.")
    (pages / f"{first:03}.bad.txt").write_text("")


def kill_and_go_on(
    processes: ForkServerContext, project: Project, what: str, pages: Path, times: int, within: float, chance: Random
) -> int:
    """Start the step and kill it, so often; then let it be done. Gives how many were killed before they were done.

    Whoever was done before the kill came gives its turn to one that is killed while it starts: how many are killed
    does not hang on how busy the machine is.
    """
    killed = 0
    for _ in range(times):
        opened, seconds = chance.random() < 0.8, chance.uniform(0, within)  # else it is killed while it opens
        killed += is_killed(processes, project, what, pages, seconds, opened=opened) or is_killed(
            processes, project, what, pages, 0, opened=False
        )
    let_be_done(processes, project, what, pages)
    return killed


def is_killed(
    processes: ForkServerContext, project: Project, what: str, pages: Path, seconds: float, *, opened: bool
) -> bool:
    """Start the step and kill it so many seconds after its start, or after it has opened the project."""
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=step, args=(project.folder, what, pages, theirs))
    process.start()
    if opened:
        ours.poll(60)
    time.sleep(seconds)
    process.kill()
    process.join(60)
    alive = process.exitcode == -SIGKILL
    process.close()
    for end in (ours, theirs):
        end.close()
    return alive


def let_be_done(processes: ForkServerContext, project: Project, what: str, pages: Path) -> None:
    process = processes.Process(target=step, args=(project.folder, what, pages))
    process.start()
    process.join(120)
    assert process.exitcode == 0
    process.close()


def timed(project: Project, what: str, pages: Path) -> float:
    """Do a step here and let alone; gives the seconds that it took."""
    begun = time.monotonic()
    step(project.folder, what, pages)
    return time.monotonic() - begun


def test_nothing_is_lost_or_doubled_by_kills(
    project: Project, untouched: Project, processes: ForkServerContext, tmp_path: Path
) -> None:
    chance, killed, pages = Random(SEED), 0, tmp_path / "pages"
    for generation in range(4):
        write(pages, generation)
        for what in ("add", "code", "code2", "merge") if generation == 2 else ("add", "code", "merge"):
            seconds = timed(untouched, what, pages)
            killed += kill_and_go_on(processes, project, what, pages, KILLS[project.store.sqlite], seconds / 2, chance)
        assert everything(project) == everything(untouched)
        for each in (project, untouched) if generation == 1 else ():
            with each.store.reading() as tx:
                report = list(judged_reports(tx))[0].machine.id  # noqa: RUF015 - all are read
            correct(each, report, "killed", "90", ontology=load_ontology(), who="Ann", at=AT)
    assert killed >= (50 if project.store.sqlite else 5)
    assert '"machine": ' in everything(project)


def test_nothing_is_lost_by_kills_of_the_real_coder_and_the_real_merging(
    on_file: Project, untouched: Project, processes: ForkServerContext, tmp_path: Path
) -> None:
    chance, killed, pages = Random(SEED), 0, tmp_path / "pages"
    pages.mkdir()
    for n, town in enumerate(("Gao", "Menaka", "Ansongo", "Kidal", "Timbuktu", "Mopti", "Gossi", "Tessit")):
        words = (
            f"Gunmen killed {n + 2} soldiers in {town} on Tuesday, the army said. Protesters burned a car in {town}."
        )
        (pages / f"{n}.txt").write_text(words)
    for each in (on_file, untouched):
        step(each.folder, "add", pages)
    for what in ("really code", "really merge"):
        let_be_done(processes, untouched, what, pages)
        killed += kill_and_go_on(processes, on_file, what, pages, 4, 0.4, chance)
    assert everything(on_file) == everything(untouched) and killed >= 4


def test_two_processes_at_once_do_what_one_does(
    project: Project, untouched: Project, processes: ForkServerContext, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    write(pages, 0)
    write(pages, 1)
    for what in ("add", "code", "merge"):
        step(untouched.folder, what, pages)
        both = [processes.Process(target=step, args=(project.folder, what, pages)) for _ in range(2)]
        for process in both:
            process.start()
        for process in both:
            process.join(120)
        assert [process.exitcode for process in both] == [0, 0]
    assert everything(project) == everything(untouched)


def test_a_full_disk_stops_the_work_and_loses_nothing(
    untouched: Project, processes: ForkServerContext, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    for generation in range(3):
        write(pages, generation)
    full = make_project(tmp_path / "full", key=b"k" * 32)
    size = (full.folder / "dateline.db").stat().st_size
    full.store.close()
    stopped = 0
    for what in ("add", "code", "merge"):
        step(untouched.folder, what, pages)
        for more in (1, 40_000, 80_000):
            process = processes.Process(target=step, args=(full.folder, what, pages, None, size + more))
            process.start()
            process.join(120)
            stopped += process.exitcode != 0
        let_be_done(processes, full, what, pages)
    again = open_project(full.folder)
    assert everything(again) == everything(untouched) and stopped >= 3
    again.store.close()


def test_a_full_disk_of_the_server_stops_the_work_and_loses_nothing(
    server: str, untouched: Project, processes: ForkServerContext, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    write(pages, 0)
    noise = Random(SEED).randbytes(3 << 20).hex()
    (pages / "big.html").write_text(f"<p>Gunmen killed 8 in town 8.</p><!-- {noise} -->")
    full = make_project(tmp_path / "full", database=empty_database(server, "full_disk"), key=b"k" * 32)
    with no_file_longer_than(2 << 20, server):
        process = processes.Process(target=step, args=(full.folder, "add", pages))
        process.start()
        process.join(120)
        assert process.exitcode not in (0, None)
    for what in ("add", "code", "merge"):
        step(untouched.folder, what, pages)
        let_be_done(processes, full, what, pages)
    assert everything(full) == everything(untouched)
    full.store.close()
