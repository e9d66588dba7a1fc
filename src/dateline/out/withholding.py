"""Plain data about reports and events without the names of private persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.out.wording import WITHHELD, with_parts


def private_names(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names of the private persons whom these records name, with the parts of each, the longest first."""
    full: set[str] = set()
    for record in records:
        full |= {source["name"] for source in record["sources"] if source["private"] and source["name"]}
        # A private party may be listed under what it is ("Civilians"): that is no name.
        parties = (*record["actor"], *record["target"])
        full |= {p["name"] for p in parties if p["private"] and p["name"].casefold() != p["kind"].replace("_", " ")}
    return with_parts(full)


def withheld(data: Any, names: Iterable[str]) -> Any:
    """The data with these names withheld wherever words stand in it; keys stay."""
    pattern = "|".join(map(re.escape, names))
    if not pattern:
        return data
    return _without(data, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))


def _without(data: Any, hidden: re.Pattern[str]) -> Any:
    if isinstance(data, str):
        return hidden.sub(WITHHELD, data)
    if isinstance(data, Mapping):
        return {name: _without(value, hidden) for name, value in data.items()}
    return [_without(value, hidden) for value in data] if isinstance(data, list | tuple) else data
