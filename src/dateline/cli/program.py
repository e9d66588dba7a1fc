"""The group of commands, and how a run of one ends: its exit code, and what a person sees of a fault."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from dateline.errors import DatelineError, UsageError

FAILED, MISUSE, STOPPED, PIPE_CLOSED = 1, 2, 130, 141  # the last two as a shell has them: 128 + signal
DEBUG = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an unexpected fault.")


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; a person never sees a traceback unasked."""
    args = sys.argv[1:] if args is None else args
    debug = "--debug" in args
    if not debug:
        _quiet_libraries()
    try:
        code = cli.main(args=args, prog_name="dateline", standalone_mode=False)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.ClickException as wrong:
        wrong.show()
        code = MISUSE
    except UsageError as wrong:
        code = _complain(str(wrong), MISUSE)
    except (click.Abort, KeyboardInterrupt):
        code = _complain("stopped", STOPPED)
    except DatelineError as wrong:
        code = _complain(str(wrong), FAILED)
    except OSError as wrong:
        code = _complain(f"{wrong.filename or 'system'}: {wrong.strerror or wrong}", FAILED)
    except Exception as bug:
        # The outermost guard: one line for the person, the rest for whoever asks.
        if debug:
            raise
        fault = f"a fault of Dateline itself: {type(bug).__name__}: {bug}"
        code = _complain(f"{fault}. Please report what --debug shows, with `dateline --version`", FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _quiet_libraries() -> None:
    """Keep the log lines and warnings of dependencies off a person's terminal."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")


def say(message: str) -> None:
    """Tell the person something, on stderr."""
    click.echo(message, err=True)


def _complain(message: str, code: int) -> int:
    say(f"dateline: {' '.join(message.split())}")
    return code


class Commands(click.Group):
    """A group whose commands end quietly when the reader of their output has gone (`| head`)."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Python would still flush what is left on its way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(PIPE_CLOSED) from None


def command(group: click.Group, name: str | None = None) -> Callable[[Callable[..., None]], click.Command]:
    """Register a command that knows --debug too."""
    return lambda function: group.command(name)(DEBUG(function))


def subgroup(group: click.Group) -> Callable[[Callable[..., None]], click.Group]:
    """Register a group of commands that knows --debug too."""
    return lambda function: group.group(cls=Commands)(DEBUG(function))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", message="dateline %(version)s")
@DEBUG
def cli() -> None:
    """Turn reports on armed conflict into sourced events: who did what to whom, where, when, how many.

    \b
    dateline sample                                     see what it does
    dateline code report.html                           a table of one report's events
    dateline code reports/ --output reports.jsonl       records with every value's words
    dateline explain report.html                        why each value is what it is
    """
