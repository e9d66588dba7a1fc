"""What can go wrong, and whose fault it is.

    DatelineError
    ├── DataError       a rule, lexicon or ontology file of ours is wrong; names file and line
    ├── UsageError      a bad option or an output that cannot be written; one line on stderr, exit code 2
    └── SourceError     a document cannot be read; names the file and what to do; the others go on

A report that is odd, silent or ambiguous is no error: its value is `Unknown(why)`.
"""

from __future__ import annotations

from pathlib import Path


class DatelineError(Exception):
    """Anything that Dateline refuses with a message for a person."""


class DataError(DatelineError):
    """A data file of the project breaks the rules for its kind; found at load, before any document."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        super().__init__(path, line, message)  # all of it, so that an error can cross from a worker process
        self.message = f"{path}:{line}: {message}" if line else f"{path}: {message}"

    def __str__(self) -> str:
        return self.message


class UsageError(DatelineError):
    """The command or call cannot be carried out as given."""


class SourceError(DatelineError):
    """A document cannot be read: `name` is the file or record, `message` says why and what to do."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(name, message)
        self.name, self.message = name, message

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"
