"""Four readers vote on every block of a page: trafilatura, justext, JSON-LD, and the block's own shape."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from typing import Any

from dateline.errors import SourceError
from dateline.sources.blocks import Block, bare, lines
from dateline.sources.metadata import Metadata
from dateline.sources.tree import fragment

MIN_BODY = 25  # words of an articleBody that may speak for the article
TEASER = 0.6  # an articleBody with a smaller share of the words that the others found is a teaser
SHOWN = 0.9  # share of the words of an articleBody that the page shows, unless a script does
MIN_ARTICLE = 6  # words of the shortest bulletin
SLOW = 200_000  # characters of text: justext takes time with their square
LARGE = 500_000  # characters of text: over them only the shape of the blocks is asked
MANY = 3_000  # blocks: the same
NEWS = (40, 100)  # characters; justext's own (70, 200) are for essays: agencies write shorter paragraphs
WHOLE_LINE = 25  # letters; a shorter block must be a whole line of a reader's text to count as read
_SENTENCE = re.compile(r"[.!?…:;؟۔。][\"'’”»)\]]*$")


def elect(tree: Any, found: list[Block], stated: Metadata, stoplist: str) -> list[str]:
    """The paragraphs of the article; empty where the page has none.

    A block stays with two votes of the three readers of the page. Where JSON-LD gives the whole
    body, that says where the article begins and ends, and its blocks stay without a vote.
    """
    size = sum(len(block.text) for block in found)
    readers: list[Reading] = []
    if size < LARGE and len(found) < MANY:
        readers.append(Reading(by_trafilatura(tree)))
    if size < SLOW and len(found) < MANY:
        readers.append(Reading(by_justext(tree, stoplist)))
    shaped = by_shape(found)
    ballots = [sum(reader.has(block) for reader in readers) + (i in shaped) for i, block in enumerate(found)]
    need = 2 if readers else 1
    chosen = [i for i, n in enumerate(ballots) if n >= need]
    body = by_json(stated)
    if body and _speaks(body, [found[i] for i in chosen]):
        held = _held(body, found)
        if _share(body, [found[i] for i in held]) < SHOWN:
            return body  # the page shows it only by a script
        # Between the first and last block of the body it may leave out a heading or a list, not outside.
        chosen = sorted({*held, *(i for i, n in enumerate(ballots) if n >= need and held[0] < i < held[-1])})
    if sum(found[i].words for i in chosen) < MIN_ARTICLE:
        chosen = sorted(shaped)
    if not any(_is_prose(found[i]) for i in chosen):
        return []
    return [p for i in chosen for p in lines(found[i])]


class Reading:
    """What one reader took for the article."""

    def __init__(self, text: list[str]) -> None:
        self.whole = bare(" ".join(text))
        self.lines = frozenset(bare(line) for part in text for line in part.split("\n"))

    def has(self, block: Block) -> bool:
        """Did the reader take the block? Nearly all of a long one is enough."""
        if len(block.bare) < WHOLE_LINE:
            return block.bare in self.lines
        if block.bare in self.whole:
            return True
        pieces = [bare(line) for line in re.split(r"\n|(?<=[.!?]) ", block.text)]
        held = sum(len(piece) for piece in pieces if len(piece) >= WHOLE_LINE and piece in self.whole)
        return held > 0.8 * len(block.bare)


def by_trafilatura(tree: Any) -> list[str]:
    """The lines of the article as trafilatura reads it, preferring precision."""
    import trafilatura

    text = trafilatura.extract(deepcopy(tree), favor_precision=True, include_tables=False, include_comments=False)
    return [re.sub(r"^- ", "", line) for line in (text or "").split("\n") if line.strip()]


def by_justext(tree: Any, stoplist: str) -> list[str]:
    """The paragraphs of the article as justext reads it, by the common words of a language."""
    import justext  # type: ignore[import-untyped]
    from lxml import etree  # type: ignore[import-untyped]

    page = etree.tostring(tree, encoding="unicode", method="html")
    found = justext.justext(page, justext.get_stoplist(stoplist), length_low=NEWS[0], length_high=NEWS[1])
    return [p.text for p in found if not p.is_boilerplate]


def by_json(stated: Metadata) -> list[str]:
    """The paragraphs of the JSON-LD articleBody, [] where it is too short to speak for the article."""
    try:
        found = fragment(stated.body, "articleBody") if stated.body else []
    except SourceError:  # nested without end: the page itself may still be read
        return []
    return found if sum(len(p.split()) for p in found) >= MIN_BODY else []


def by_shape(found: list[Block]) -> set[int]:
    """The blocks that look like prose, and the short ones between them.

    In <article> or <main>, if the page has one with prose in it; else anywhere.
    """
    prose = {i for i, block in enumerate(found) if _is_prose(block)}
    if any(found[i].in_main for i in prose):
        prose = {i for i in prose if found[i].in_main}
    between = set()
    for i, block in enumerate(found):
        near = any(j in prose for j in (i + 1, i + 2)) and any(j in prose for j in range(i - 2, i))
        if i not in prose and near and block.linked < 0.3 and (block.in_main or block.tag == "li"):
            between.add(i)
    return prose | between


def _is_prose(block: Block) -> bool:
    if block.linked > 0.4 or block.heading:
        return False
    return block.words >= 20 or (block.words >= MIN_ARTICLE and bool(_SENTENCE.search(block.text)))


def _speaks(body: list[str], chosen: list[Block]) -> bool:
    """Is the JSON-LD body the whole article, by what the other readers found and how it ends?"""
    theirs = sum(block.words for block in chosen)
    if body[-1].endswith(("...", "…")):
        return theirs == 0
    return sum(len(p.split()) for p in body) >= TEASER * theirs


def _held(body: list[str], found: list[Block]) -> list[int]:
    """The blocks that the JSON-LD body holds, whatever else has the same words in a menu."""
    reading = Reading(body)
    return [i for i, block in enumerate(found) if block.linked <= 0.8 and reading.has(block)]


def _share(body: list[str], held: list[Block]) -> float:
    """The share of the body's words that the blocks hold."""
    wanted = Counter(word for p in body for word in p.casefold().split())
    got = Counter(word for block in held for word in block.text.casefold().split())
    return (wanted & got).total() / max(1, wanted.total())
