"""Reads the data files of the project: TSV lexica and YAML rules, strictly.

Every scalar is a string, so that country NO stays "NO" and id 012 stays "012"; whoever uses a
value converts it. Unknown columns and keys, repeated rows and repeated keys are refused with
file and line. Nothing here knows what the data mean.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import DataError

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a lexicon: its cells by column name, with the file and line for messages."""

    cells: Mapping[str, str]
    path: Path
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, message: str) -> DataError:
        """An error that names this line."""
        return DataError(self.path, self.line, message)


def read_tsv(path: Path, columns: Iterable[str], *, key: Iterable[str] | None = None) -> list[Row]:
    """The rows of a lexicon whose header must name just `columns`, in order.

    Lines that begin with # are comments. Missing cells at the end of a line are "". Rows must be
    unique by `key` (the first column where none is given) and sorted by it, case folded, so that
    changes read well; raises DataError otherwise.
    """
    columns = tuple(columns)
    key = tuple(key or columns[:1])
    rows: list[Row] = []
    header: tuple[str, ...] | None = None
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if header is None:
            if cells != columns:
                raise DataError(path, number, f"columns are {', '.join(cells)}; expected {', '.join(columns)}")
            header = cells
            continue
        if len(cells) > len(columns):
            raise DataError(path, number, f"{len(cells)} cells in a row of {len(columns)} columns")
        row = Row(dict(zip(columns, cells + ("",) * (len(columns) - len(cells)), strict=True)), path, number)
        identity = tuple(row[c] for c in key)
        if identity in seen:
            raise row.error(f"{' / '.join(identity)} stands in line {seen[identity]} already")
        if rows and [c.casefold() for c in identity] < [rows[-1][c].casefold() for c in key]:
            raise row.error(f"{' / '.join(identity)} is not in order: lines are sorted by {', '.join(key)}")
        seen[identity] = number
        rows.append(row)
    if header is None:
        raise DataError(path, None, f"empty; expected a header with {', '.join(columns)}")
    return rows


class Node(dict[str, Any]):
    """A mapping of a YAML file that knows where it stands; all scalars in it are strings."""

    path: Path
    line: int

    def error(self, message: str) -> DataError:
        """An error that names the mapping's file and line."""
        return DataError(self.path, self.line, message)

    def expect(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Refuse unknown and missing keys."""
        required, optional = tuple(required), tuple(optional)
        known = {*required, *optional}
        for name in self:
            if name not in known:
                raise self.error(f"unknown key '{name}'; known: {', '.join(sorted(known))}")
        for name in required:
            if name not in self:
                raise self.error(f"missing key '{name}'")


def read_yaml(path: Path) -> Any:
    """A YAML file as nested Node, list and str; repeated keys and tags are refused."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else None
        raise DataError(path, line, str(e.problem or e)) from e
    if root is None:
        raise DataError(path, None, "empty")
    return _plain(root, path)


def _plain(node: yaml.Node, path: Path) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        raise DataError(path, line, "only mappings, lists and scalars may stand here")
    out = Node()
    out.path, out.line = path, line
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise DataError(path, line, "a key must be a word")
        if name.value in out:
            raise DataError(path, name.start_mark.line + 1, f"key '{name.value}' is repeated")
        out[name.value] = _plain(value, path)
    return out


def fingerprint(folder: Path = DATA) -> str:
    """A hash of all data files under `folder`, by their names and bytes; 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def fingerprints(folder: Path = DATA) -> dict[str, str]:
    """A hash of each data file under `folder`, by its name from there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in _files(folder)
    }


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".tsv"))
