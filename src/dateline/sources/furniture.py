"""Tells lines that belong to the page from lines that belong to the report.

A line of furniture is a whole paragraph, short, and matched by a pattern of `furniture.yaml`. The
patterns carry their proofs, which are verified at load. A report's sentence is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from dateline.datafiles import DATA, Node, read_yaml
from dateline.errors import DataError
from dateline.model import SetAside

PROSE = 15  # words; a paragraph of as many that matches nothing is prose of the report


class Reason(StrEnum):
    """Why a stretch of the page is set aside: a closed list."""

    PHOTO_CAPTION = "photo_caption"
    BYLINE = "byline"
    AGENCY_TAG = "agency_tag"
    SOURCE_LINE = "source_line"
    DATE_LINE = "date_line"
    SHARE_LINE = "share_line"
    SHORT_LINK = "short_link"
    COMMENT_FORM = "comment_form"
    CAPTCHA = "captcha"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    COPYRIGHT = "copyright"
    NAVIGATION = "navigation"
    ADVERTISEMENT = "advertisement"
    COOKIE_NOTICE = "cookie_notice"
    ARCHIVE_LABEL = "archive_label"
    FUTURE_DATE = "future_date"  # the page's own date lies ahead of the day of the run


class At(StrEnum):
    """Where in a document a pattern counts."""

    ANY = "any"
    HEAD = "head"
    TAIL = "tail"
    EDGES = "edges"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of line; `but` are lines of that shape that are something else."""

    id: str
    reason: Reason
    line: re.Pattern[str]
    but: re.Pattern[str] | None
    max_words: int
    at: At
    follows: bool

    def match(self, paragraph: str, words: int) -> re.Match[str] | None:
        """The match of the whole paragraph, None where it is no such line."""
        match = self.line.fullmatch(paragraph) if words <= self.max_words else None
        return None if match and self.but and self.but.fullmatch(paragraph) else match


@dataclass(frozen=True, slots=True)
class Sorted:
    """A document's paragraphs, sorted: the report's, and those set aside with what they tell."""

    kept: tuple[str, ...]
    set_aside: tuple[SetAside, ...] = ()
    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: tuple[str, ...] = field(default=())


@cache
def load_furniture(folder: Path = DATA / "en") -> tuple[Pattern, ...]:
    """The patterns of `furniture.yaml`, in order; raises DataError where a proof fails."""
    path = folder / "furniture.yaml"
    root = read_yaml(path)
    if not isinstance(root, Node):
        raise DataError(path, None, "expected a mapping with 'lines'")
    root.expect(["lines"])
    patterns = tuple(_pattern(node) for node in root["lines"])
    ids = [pattern.id for pattern in patterns]
    if repeated := {i for i in ids if ids.count(i) > 1}:
        raise DataError(path, None, f"repeated ids: {', '.join(sorted(repeated))}")
    return patterns


def _pattern(node: Node) -> Pattern:
    node.expect(["id", "reason", "max_words", "pattern", "yes", "no"], ["at", "follows", "not"])
    try:
        pattern = Pattern(
            node["id"],
            Reason(node["reason"]),
            re.compile(node["pattern"]),
            re.compile(node["not"]) if "not" in node else None,
            int(node["max_words"]),
            At(node.get("at", At.ANY)),
            node.get("follows") == "short",
        )
    except (ValueError, re.error) as e:
        raise node.error(f"pattern '{node['id']}': {e}") from e
    for line in node["yes"]:
        if not pattern.match(line, len(line.split())):
            raise node.error(f"pattern '{pattern.id}' must match {line!r}")
    for line in node["no"]:
        if pattern.match(line, len(line.split())):
            raise node.error(f"pattern '{pattern.id}' must not match {line!r}")
    if not (node["yes"] and node["no"]):
        raise node.error(f"pattern '{pattern.id}' needs proofs: lines that it must and must not match")
    return pattern


def sort_out(paragraphs: Iterable[str], patterns: tuple[Pattern, ...]) -> Sorted:
    """The paragraphs of the report, and those of the page with their reasons.

    The first line of a document stays whatever it looks like if nothing else would.
    """
    texts = tuple(paragraphs)
    counts = [len(text.split()) for text in texts]
    found = [_first(text, n, patterns) for text, n in zip(texts, counts, strict=True)]
    prose = [i for i, n in enumerate(counts) if n >= PROSE and all(map(_labelled_text, found[i]))]
    first, last = (prose[0], prose[-1]) if prose else (len(texts), -1)
    kept: list[str] = []
    aside: list[SetAside] = []
    said: dict[str, list[str]] = {"title": [], "person": [], "publisher": [], "published": []}
    after: Pattern | None = None  # a heading whose short lines go with it
    for i, text in enumerate(texts):
        hits = [h for h in found[i] if _counts_here(h[0].at, i, first, last)]
        if hits:
            pattern, match = hits[0]
            if _labelled_text(hits[0]):
                kept.append(match["text"])
                continue
            aside.append(SetAside(text, pattern.reason.value))
            for name, words in match.groupdict().items():
                if words and words.strip():
                    said[name].append(words.strip(" ,.;:|"))
            after = pattern if pattern.follows and i > last else after
        elif after and i > last:
            aside.append(SetAside(text, after.reason.value))
        else:
            kept.append(text)
            after = None
    return Sorted(
        tuple(kept),
        tuple(aside),
        title=next(iter(said["title"]), ""),
        byline=", ".join(dict.fromkeys(said["person"])),
        publisher=next(iter(said["publisher"]), ""),
        published=tuple(said["published"]),
    )


def _labelled_text(hit: tuple[Pattern, re.Match[str]]) -> bool:
    # A label of an archive's with the report behind it.
    return bool(hit[1].groupdict().get("text"))


def _first(text: str, words: int, patterns: tuple[Pattern, ...]) -> list[tuple[Pattern, re.Match[str]]]:
    return [(p, match) for p in patterns if (match := p.match(text, words))]


def _counts_here(at: At, i: int, first: int, last: int) -> bool:
    if at is At.HEAD:
        return i < first
    if at is At.TAIL:
        return i > last
    return at is At.ANY or i < first or i > last
