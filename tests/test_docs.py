"""The pages tell the truth about the commands: each has help, is on its page, and the README's commands exist."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import click
import pytest

from dateline.cli import cli

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "scripts"))

from show_resolvers import resolvers_page  # noqa: E402 - the folder of scripts is no package
from write_docs import cli_page, readme_page  # noqa: E402

PAGES = sorted([*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")])
DECISIONS = sorted((TOP / "docs" / "decisions").glob("*.md"))


def page_name(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*above, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))


COMMANDS = dict(commands(cli))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_and_option_has_help(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert command.help
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help and not isinstance(option.type, click.Choice)] == []


def first_difference(page: Path, expected: str) -> tuple[int, str, str] | None:
    """The first line, by number, in which a page is not as expected; None where all are alike."""
    lines = zip_longest(page.read_text(encoding="utf-8").split("\n"), expected.split("\n"), fillvalue="(no line)")
    return next(((number, is_, should) for number, (is_, should) in enumerate(lines, 1) if is_ != should), None)


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    assert first_difference(TOP / "docs" / "cli.md", cli_page()) is None, "run scripts/write_docs.py"


def test_the_page_of_days_and_places_shows_what_the_functions_give() -> None:
    assert first_difference(TOP / "docs" / "resolvers.md", resolvers_page()) is None, "run scripts/show_resolvers.py"


def test_the_readme_shows_what_the_sample_gives() -> None:
    assert first_difference(TOP / "README.md", readme_page()) is None, "run scripts/write_docs.py"


def shown_commands() -> Iterator[tuple[str, str]]:
    """Each line of a page's code blocks that calls dateline, without what is piped on."""
    for page in PAGES:
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
            for line in re.findall(r"(?:^|\| )\$? ?((?:\.venv/bin/)?dateline [^|#>\n]+)", block, flags=re.MULTILINE):
                yield page_name(page), line


SHOWN = list(shown_commands())


def test_the_readme_shows_commands() -> None:
    assert len([line for page, line in SHOWN if page == "README.md"]) >= 5


@pytest.mark.parametrize(("page", "line"), SHOWN)
def test_every_command_that_a_page_shows_exists_with_its_options(page: str, line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = cli
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        assert words[0] in command.commands, line
        command = command.commands[words.pop(0)]
    known = {name for p in command.params for name in p.opts} | {"--help", "-h", "--version", "-"}
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
    assert missing == []


@pytest.mark.parametrize("page", DECISIONS, ids=page_name)
def test_a_decision_is_short_and_has_its_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name)
    assert len(text.splitlines()) <= 40
    assert [part for part in ("Status", "Context", "Decision", "Rejected", "Consequences") if part not in text] == []


def test_decisions_are_numbered_once() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert len(numbers) == len(set(numbers)) and numbers


def test_the_changelog_tells_code_and_events_of_each_release() -> None:
    text = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert releases
    for release in releases:
        assert "### Code" in release and "### Events" in release, release.splitlines()[0]
