"""An HTML page to a draft: the article by a vote of readers, and what the page says of itself.

How the vote goes is told in docs/decisions/0002-extract-text-from-pages.md.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from typing import Any

from dateline.errors import SourceError
from dateline.model import SetAside
from dateline.sources.blocks import Block, bare, load_parts, prune, read_blocks
from dateline.sources.dates import DayWords, day_line, first_day, load_day_words, machine_day, place_and_day
from dateline.sources.decode import to_text
from dateline.sources.draft import Draft
from dateline.sources.furniture import PROSE, load_furniture, sort_out
from dateline.sources.metadata import read_metadata
from dateline.sources.tree import parse
from dateline.sources.vote import elect

MAX_PAGE = 50 * 2**20  # bytes
HEAD = 25  # blocks after the title in which a day of publication may stand
TAIL = 10  # blocks after the article in which its writer and source may stand


def read_page(page: bytes | str, *, id: str, url: str = "", declared: str = "") -> Draft:
    """The article of a page, with its title first; `declared` is a charset that came with it.

    Raises SourceError where the page is too large, no text, too deeply nested or holds no article.
    """
    if len(page) > MAX_PAGE:
        size = len(page) / 2**20
        raise SourceError(id, f"{size:,.0f} MB, over the limit of {MAX_PAGE // 2**20} MB for one page; split it")
    text = to_text(page, id, declared=declared) if isinstance(page, bytes) else page
    tree = parse(text, id)
    words = load_day_words()
    stated = read_metadata(tree, words)
    seen = read_blocks(tree)
    pruned = deepcopy(tree)
    aside = prune(pruned, load_parts())
    rest = _below_title(read_blocks(pruned), stated.title)
    if _is_index(pruned):
        raise SourceError(id, "a list of links to articles, no article; give the pages that it links to")
    body = [p for p in elect(pruned, rest, stated, words.stoplist) if not _is_title(p, stated.title)]
    if not body:
        raise SourceError(id, "no article in the page; give the page of one report, or its text as a .txt file")
    head = _head(seen, body, stated.title)
    lines = sort_out([*_lines(head), *body[:1], *_lines(_tail(rest, body))], load_furniture())
    # Where and when a statement was issued stands over it like a dateline, and belongs to it.
    body = [*(line for line in _lines(head) if place_and_day(line, words) and line not in body), *body]
    days = [*stated.days, *((day, "visible") for day in _visible_days(head, lines.published, words))]
    return Draft(
        id=id,
        paragraphs=tuple(body),
        title=stated.title,
        byline=stated.byline or lines.byline,
        publisher=stated.publisher or lines.publisher,
        url=url or stated.url,
        days=tuple(days),
        headed=True,
        origin=id,
        set_aside=_without((*aside, *lines.set_aside), body),
    )


def _below_title(found: list[Block], title: str) -> list[Block]:
    """The blocks after the headline, if prose comes after it: nothing of an article stands above."""
    top = next((i for i, b in enumerate(found) if title and b.bare == bare(title)), -1)
    return found[top + 1 :] if any(b.words >= PROSE for b in found[top + 1 :]) else found


def _is_title(paragraph: str, title: str) -> bool:
    return bool(title) and bare(paragraph) == bare(title)


def _is_index(tree: Any) -> bool:
    """Three or more short articles, each with its heading in a link: a front page."""
    short = 0
    articles = [a for a in tree.iter("article") if a.find(".//article") is None]
    for article in articles:
        heading = next((h for tag in ("h2", "h3", "h4") for h in article.iter(tag)), None)
        linked = heading is not None and (
            heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None
        )
        short += linked and len(" ".join(article.itertext()).split()) < 80
    return short >= 3 and 2 * short > len(articles)


def _head(seen: list[Block], body: list[str], title: str) -> list[Block]:
    """The short blocks between the title and the first paragraph of the article."""
    first = next((bare(p) for p in body if len(p.split()) >= PROSE), "")[:60]
    start = next((i for i, b in enumerate(seen) if b.tag == "h1" or (title and b.bare == bare(title))), None)
    if start is None:
        start = next((i for i, b in enumerate(seen) if b.in_main), 0)
    out: list[Block] = []
    for i, block in enumerate(seen[start : start + HEAD]):
        if (i and first and block.bare.startswith(first)) or block.words >= 2 * PROSE:
            break
        if title and bare(title) == block.bare and not block.times:
            continue
        out.append(block)
    return out


def _tail(rest: list[Block], body: list[str]) -> list[Block]:
    """The short blocks just after the last paragraph of the article: who wrote it, whose copy it is."""
    last = bare(body[-1])[-60:]
    end = next((i for i in range(len(rest) - 1, -1, -1) if rest[i].bare.endswith(last)), len(rest))
    return [block for block in rest[end + 1 : end + 1 + TAIL] if block.words < PROSE]


def _lines(found: list[Block]) -> list[str]:
    return [line for block in found for line in block.text.split("\n") if line.strip()]


def _visible_days(head: list[Block], published: tuple[str, ...], words: DayWords) -> list[date]:
    """The first day that a line or <time> element near the title says it was published on, if any."""
    for line in published:
        if day := first_day(words.later.split(line)[0], words):
            return [day]
    for block in head:
        if words.later.search(block.text):
            continue
        stated = [machine_day(value) for value in block.times] if block.words < PROSE else []
        for day in (*stated, *(d for line in block.text.split("\n") for d in _parts(line, words))):
            if day:
                return [day]
    return []


def _parts(line: str, words: DayWords) -> list[date]:
    """The days of a line and of its parts between bars ("By Ana Brook | 3 March 2014")."""
    found = [day_line(part, words) for part in (line, *re.split(r" ?[|•·] ?| [–—-] ", line))]
    return [day for day in found if day]


def _without(aside: tuple[SetAside, ...], body: list[str]) -> tuple[SetAside, ...]:
    """What was set aside and is not in the text after all, each once."""
    text = bare(" ".join(body))
    return tuple(dict.fromkeys(one for one in aside if len(one.text) < 25 or bare(one.text) not in text))
