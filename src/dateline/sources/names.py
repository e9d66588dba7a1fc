"""Gives each document of a run an id of its own, the same in every run over the same files."""

from __future__ import annotations

from pathlib import Path

KNOWN_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".warc.gz": "warc",
}


def ending(name: str) -> str:
    """The ending of a file name, lower-cased, with both parts of a double one."""
    lower = name.lower()
    return ".warc.gz" if lower.endswith(".warc.gz") else Path(lower).suffix


def without_ending(name: str) -> str:
    """The file name without the ending; a dot that begins the name or a number is no ending."""
    cut = ending(name)
    return name[: -len(cut)] if cut in KNOWN_ENDINGS or cut[1:].isalpha() else name


def file_names(path: Path, folder: Path | None) -> tuple[str, ...]:
    """Ids for a file, the preferred one first: each says more than the one before."""
    relative = path.relative_to(folder) if folder else Path(path.name)
    short = (relative.parent / without_ending(relative.name)).as_posix()
    # The parts above, as given: never resolved, so that a checkout elsewhere gives the same ids.
    parts = [part for part in path.parts if part not in ("/", ".", "..")]
    longer = ["/".join(parts[-n:]) for n in range(len(relative.parts) + 1, len(parts) + 1)]
    return (short, relative.as_posix(), *longer)


class Names:
    """The ids given out so far; the only memory of a run over many sources."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, *wanted: str) -> str:
        """The first of the wanted ids that is free, else the first with a number: `report~2`."""
        for name in wanted:
            if name not in self._taken:
                self._taken.add(name)
                return name
        number = 2
        while (name := f"{wanted[0]}~{number}") in self._taken:
            number += 1
        self._taken.add(name)
        return name
