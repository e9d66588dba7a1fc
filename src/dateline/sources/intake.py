"""Walks over files, folders and standard input, and tells what kind each is."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from dateline.errors import SourceError
from dateline.sources.clean import paragraphs
from dateline.sources.dates import load_day_words
from dateline.sources.decode import refuse_binary, to_text
from dateline.sources.draft import Draft, Given, Taken, finish
from dateline.sources.furniture import load_furniture
from dateline.sources.markdown import unmark
from dateline.sources.names import KNOWN_ENDINGS, Names, ending, file_names
from dateline.sources.sniff import SNIFFED, kind_of

MAX_FILE = 50 * 2**20  # bytes of one page, text or feed: no report is as long, and parsers are slow

_STDIN = Path("stdin")
_OF_LINES = (b"{", b"[", b"")  # how a stream of JSON lines begins, or one that holds nothing but blanks so far

Drafts = Iterator[Draft | SourceError]


def read_paths(paths: Iterable[str | Path], *, stdin: BinaryIO | None, given: Given) -> Iterator[Taken | SourceError]:
    """Each document of the paths, finished and named, and each error, in the order of the paths."""
    yield from _finished(_drafts(paths, stdin, Names()), given)


def read_fetched(raw: bytes, url: str, *, declared: str, given: Given) -> Iterator[Taken | SourceError]:
    """Each document of what an address gave; `declared` is the charset that came with it."""
    yield from _finished(_fetched(raw, url, declared), given)


def _finished(drafts: Drafts, given: Given) -> Iterator[Taken | SourceError]:
    patterns, words = load_furniture(), load_day_words()
    for draft in drafts:
        if isinstance(draft, SourceError):
            yield draft
            continue
        if not any(draft.paragraphs):
            yield SourceError(draft.origin or draft.id, "no text in it; leave it out, or give the page it came from")
            continue
        try:
            doc = finish(draft, given, patterns, words)
        except SourceError as error:
            yield error
            continue
        if doc.text:
            yield Taken(doc, draft.raw, draft.origin or draft.id, draft.file, draft.part)
        else:
            yield SourceError(
                draft.origin or draft.id, "nothing but lines of the page around it (captions, forms, links); no report"
            )


def _drafts(paths: Iterable[str | Path], stdin: BinaryIO | None, names: Names) -> Drafts:
    for given in paths:
        if str(given) == "-":
            yield from _stdin(stdin, names)
        elif (path := Path(given)).is_dir():
            yield from _folder(path, names)
        else:
            yield from _guarded(path, None, names)


def _fetched(raw: bytes, url: str, declared: str) -> Drafts:
    from dateline.sources.feeds import read_feed
    from dateline.sources.pages import read_page

    try:
        if not raw:
            raise SourceError(url, "an empty answer; look at the address in a browser")
        kind = kind_of(raw[:SNIFFED], Path())
        if kind == "feed":
            yield from read_feed(raw, url, url, Names())
        elif kind == "html":
            yield replace(read_page(raw, id=url, url=url, declared=declared), raw=raw, part=url)
        elif kind == "text":
            yield Draft(url, tuple(paragraphs(to_text(raw, url, declared=declared))), url=url, raw=raw, part=url)
        else:
            raise SourceError(url, f"neither a page nor a text nor a feed ({kind}); fetch it, and give the file")
    except SourceError as error:
        yield error


def _stdin(stdin: BinaryIO | None, names: Names) -> Drafts:
    """The documents of standard input: of JSON lines as they come, of anything else the one page, text or feed."""
    import sys

    from dateline.sources.jsonl import read_jsonl

    given = stdin or sys.stdin.buffer
    stream = given if isinstance(given, io.BufferedReader) else io.BufferedReader(given)  # type: ignore[type-var]
    head = stream.peek(SNIFFED)
    if not head or head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in _OF_LINES:
        yield from read_jsonl(stream, "-", "stdin", names)
        return
    try:
        refuse_binary(head, "-")
        raw = stream.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            raise SourceError("-", too_large(len(raw)))
        reader = READERS.get(kind_of(raw[:SNIFFED], _STDIN))
        if reader is None:
            raise SourceError("-", "an archive; give it as a file")
        yield from reader(raw, _STDIN, None, names)
    except SourceError as error:
        yield error


def _folder(folder: Path, names: Names) -> Drafts:
    try:
        files = sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix())
    except OSError as e:
        yield SourceError(str(folder), f"the folder cannot be read ({e.strerror}); check its permissions")
        return
    if not files:
        yield SourceError(str(folder), "an empty folder; give one with pages, texts, feeds or archives in it")
    for path in files:
        yield from _guarded(path, folder, names)


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder but hidden ones; links to folders are not followed, so no walk is endless."""

    def fail(error: OSError) -> None:
        raise error

    for here, below, files in os.walk(folder, onerror=fail):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(here) / name for name in files if not name.startswith("."))


def _guarded(path: Path, folder: Path | None, names: Names) -> Drafts:
    """The documents of a file; what the system says against reading it becomes an error for people."""
    try:
        yield from _file(path, folder, names)
    except SourceError as error:
        yield error
    except FileNotFoundError:
        yield SourceError(str(path), "no such file or folder; check the path")
    except PermissionError:
        yield SourceError(str(path), "may not be read; check the file's permissions")
    except OSError as e:
        yield SourceError(str(path), f"cannot be read ({e.strerror or e}); check the file")


def _file(path: Path, folder: Path | None, names: Names) -> Drafts:
    if not path.exists():
        raise FileNotFoundError(path)
    if not path.is_file():
        raise SourceError(str(path), "neither a file nor a folder; give a file, or - for standard input")
    size = path.stat().st_size
    if size == 0:
        raise SourceError(str(path), "an empty file; leave it out")
    with path.open("rb") as file:
        head = file.read(SNIFFED)
        kind = KNOWN_ENDINGS.get(ending(path.name), "") or kind_of(head, path)
        file.seek(0)
        if kind == "warc":
            from dateline.sources.warc import read_warc

            yield from read_warc(file, str(path), names)
            return
        if kind != "jsonl" and size > MAX_FILE:
            raise SourceError(str(path), too_large(size))
        refuse_binary(head, str(path))
        if kind == "jsonl":
            from dateline.sources.jsonl import read_jsonl

            yield from read_jsonl(file, str(path), file_names(path, folder)[0], names)
            return
        yield from READERS[kind](file.read(), path, folder, names)


def too_large(size: int) -> str:
    """The message for a file or page over the limit."""
    return f"{size / 2**20:,.0f} MB, over the limit of {MAX_FILE // 2**20} MB for one page or text; split it"


def _text(raw: bytes, path: Path, folder: Path | None, names: Names) -> Drafts:
    text = to_text(raw, str(path))
    title = ""
    if ending(path.name) in (".md", ".markdown"):
        title, text = unmark(text)
    found = tuple(paragraphs(text))
    if not found:
        raise SourceError(str(path), "no text in it, only blanks; leave it out")
    id = names.take(*file_names(path, folder))
    yield Draft(id, found, title=title, origin=str(path), raw=raw, file=str(path))


def _html(raw: bytes, path: Path, folder: Path | None, names: Names) -> Drafts:
    from dateline.sources.pages import read_page

    draft = read_page(raw, id=str(path))
    yield replace(draft, id=names.take(*file_names(path, folder)), origin=str(path), raw=raw, file=str(path))


def _feed(raw: bytes, path: Path, folder: Path | None, names: Names) -> Drafts:
    from dateline.sources.feeds import read_feed

    return read_feed(raw, str(path), file_names(path, folder)[0], names)


READERS: dict[str, Callable[[bytes, Path, Path | None, Names], Drafts]] = {
    "text": _text,
    "html": _html,
    "feed": _feed,
}
