"""Finds the stretches inside quotation marks, over paragraphs too. Knows no words."""

from __future__ import annotations

import re
from collections.abc import Sequence

REACH = 3  # paragraphs that a quotation may run on without a mark of its own

_ANY = re.compile(r"[\"“”„«»‹›‘'‟]")
_MARK = re.compile(r"[\"“”„«»‹›‘'‟]|’(?!\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[])['’](?!\w)")
_CLOSERS = {"“": '”"“', "„": '“”"', "‟": '”"', "«": "»", "‹": "›", "»": "«", "›": "‹", '"': '"”', "”": '”"'}
_BEFORE = "([{-–—/:,;>*"


def quoted_stretches(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What stands inside quotation marks, without the marks, in order; nested quotations count as one.

    A quotation that is not closed in its paragraph goes to the paragraph's end, and on through the
    next ones where the first mark there closes it.
    """
    if not _ANY.search(text):
        return []
    out: list[tuple[int, int]] = []
    carried = False
    for number, (start, end) in enumerate(paragraphs):
        opened = start if carried else -1
        kind = "“" if carried else ""
        for match in _MARK.finditer(text, start, end):
            at, mark = match.start(), match.group()
            if opened < 0:
                if _opens(text, at, mark, start, end):
                    opened, kind = at + 1, mark
            elif kind in "‘'":
                if mark in "'’" and _SINGLE_CLOSE.match(text, at):
                    _add(out, text, opened, at)
                    opened = -1
            elif mark in _CLOSERS[kind] and (mark not in '"“' or _closes(text, at, end)):
                _add(out, text, opened, at)
                opened = -1
        if opened >= 0:
            _add(out, text, opened, end)
        carried = opened >= 0 and kind not in "‘'" and _goes_on(text, paragraphs[number + 1 : number + 1 + REACH])
    return out


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    free_before = at == start or text[at - 1].isspace() or text[at - 1] in _BEFORE
    word_after = at + 1 < end and not text[at + 1].isspace()
    if mark in "“„«‹‟":
        return True
    if mark in "‘'":
        return (
            free_before
            and word_after
            and (text[at + 1].isalpha())
            and _SINGLE_CLOSE.search(text, at + 2, end) is not None
        )
    return mark != "’" and free_before and word_after


def _closes(text: str, at: int, end: int) -> bool:
    # A straight mark after a space and before a word opens a nested quotation.
    return not (text[at - 1].isspace() and at + 1 < end and text[at + 1].isalnum())


def _goes_on(text: str, following: Sequence[tuple[int, int]]) -> bool:
    for start, end in following:
        for match in _MARK.finditer(text, start, end):
            if match.group() in "'’‘":
                continue
            at = match.start()
            if match.group() in "”»›":
                return True
            return match.group() == '"' and at > start and not _opens(text, at, '"', start, end)
    return False


def _add(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))
