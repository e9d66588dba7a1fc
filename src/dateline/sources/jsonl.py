"""Reads JSON lines: one document a line, as text or as a page."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from dateline.errors import SourceError
from dateline.sources.clean import paragraphs
from dateline.sources.dates import machine_day
from dateline.sources.draft import Draft
from dateline.sources.names import Names

MAX_LINE = 60 * 2**20  # bytes: a page of the largest size, with room for its quoting
_WORDS = ("text", "html", "title", "publisher", "url", "lang")


def read_jsonl(stream: BinaryIO, name: str, file_id: str, names: Names) -> Iterator[Draft | SourceError]:
    """Each line's document, and an error with its line number for each that is none."""
    number, empty = 0, True
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        place = f"{name}:{number}"
        if len(raw) > MAX_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(2**20)
            empty = False
            yield SourceError(place, f"a line of over {MAX_LINE // 2**20} MB; split the document")
            continue
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if not raw.strip():
            continue
        empty = False
        try:
            draft = _draft(_object(raw, place, number), place, f"{file_id}:{number}", names)
            yield replace(draft, raw=raw, file=name, part=draft.part or ("" if name == "-" else str(number)))
        except SourceError as error:
            yield error
    if empty:
        yield SourceError(name, "no lines in it; give one JSON object a line, each with a 'text' or 'html'")


def _object(raw: bytes, place: str, number: int) -> dict[str, Any]:
    if raw.startswith((b"\x1f\x8b", b"\x89PNG", b"%PDF", b"PK\x03\x04")):
        raise SourceError(place, "not JSON lines (looks like a binary file); give one JSON object a line")
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise SourceError(place, "not UTF-8; write JSON lines in UTF-8") from e
    except json.JSONDecodeError as e:
        raise SourceError(place, f"broken JSON ({e.msg} at column {e.colno}); mend or remove line {number}") from e
    except (RecursionError, ValueError) as e:
        raise SourceError(place, f"JSON that cannot be read; mend or remove line {number}") from e
    if not isinstance(value, dict):
        raise SourceError(place, "a line must be a JSON object with a 'text' or 'html'")
    return value


def _draft(record: dict[str, Any], place: str, fallback: str, names: Names) -> Draft:
    words: dict[str, str] = {}
    for key in _WORDS:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise SourceError(place, f"'{key}' must be a string, not {_kind(value)}")
        words[key] = value or ""
    given = record.get("id")
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | int)):
        raise SourceError(place, f"'id' must be a string, not {_kind(given)}")
    day = _published(record.get("published"), place)
    if words["text"].strip():
        found = tuple(paragraphs(words["text"]))
        draft = Draft(place, found, title=words["title"])
    elif words["html"].strip():
        from dateline.sources.pages import read_page

        draft = read_page(words["html"], id=place, url=words["url"])
        draft = replace(draft, title=words["title"] or draft.title)
    else:
        raise SourceError(place, "no text; give a 'text' or 'html' that is not empty")
    id = str(given).strip() if given is not None else ""
    taken = names.take(id or fallback)
    return replace(
        draft,
        id=taken,
        part=taken if id else "",
        origin=place,
        publisher=words["publisher"] or draft.publisher,
        url=words["url"] or draft.url,
        lang=words["lang"] or draft.lang,
        days=(*draft.days, *([(day, "record")] if day else [])),
    )


def _published(value: object, place: str) -> date | None:
    if value is None or value == "":
        return None
    day = machine_day(value) if isinstance(value, str) else None
    if day is None:
        raise SourceError(place, f"'published' is {json.dumps(value)[:60]}; give a day as YYYY-MM-DD")
    return day


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "another value")
