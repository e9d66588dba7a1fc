"""Puts a document's sentences in order, each with its kind: the room's way in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, pairwise

from dateline.model import Dateline, Document, Outline, Sentence, SentenceKind, Span

from .blocks import Block, Mark, blocks, clock_of
from .datelines import Copy, closing_date, dateline_at, has_state, is_marked
from .loading import TextData
from .quotes import quoted_stretches
from .splitting import sentence_stretches

QUOTATION_SHARE = 0.6  # of a sentence's characters inside quotation marks
CAPITALS_SHARE = 0.8  # of a text's letters, from which it counts as put in capitals
LEAST_TITLE = 16  # characters of a title that a page repeats
SECTION = 40  # characters between the two, as for the name of a section
FEW = 3  # paragraphs of a kind that make a list
MANY = 5  # those of which an order can be told
OPENING = 8  # paragraphs of captions, summaries and notes among which the dateline may stand
SHORT_LINE = 120  # characters; headings and furniture are no longer

_LABEL = re.compile(r"(?P<name>[^\W\d_]{2,}[^:.\n]{0,60}?)(?P<end>[:.])\s+(?=[A-Z\d\"“‘(])")
_SET_APART = re.compile(r"\w?[.:]\s+(?=[^\W\d_a-z])|\w?\.?\s+[-–—]\s+")
_STOPPED = re.compile(r"[.!?…][\"”’'»)\]]*$")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!?][\"”’)]*\s+[^\w\s]*[A-Z]")
_WORDS = re.compile(r"\w+")
_BRACKETED = re.compile(r"[\[(].*[\])]$")

_CODED = frozenset({SentenceKind.LEAD, SentenceKind.BODY, SentenceKind.LIST_ITEM})


def outline(doc: Document, data: TextData) -> Outline:
    """The sentences of a document's text with their kinds, and its dateline.

    Each line that stands for itself (an item, a heading) counts as a paragraph. Everything but
    white space, the dateline and the marks of items is in a sentence.
    """
    text = doc.text
    parts = blocks(text)
    labelled = _labelled(text, parts)
    copy = Copy(is_in_capitals(text), bool(labelled), doc.publisher)
    recordings = _recordings(text, parts)
    labelled |= _dated(text, parts, data)
    kinds: list[SentenceKind] = []
    dateline: Dateline | None = None
    for i in range(len(parts)):
        if i in recordings:
            kinds.append(SentenceKind.FURNITURE)
            continue
        kind, found = _block_kind(doc, parts, i, kinds, labelled, data, copy, dateline)
        dateline = dateline or found
        kinds.append(kind)
    _end_matter(parts, kinds)
    quoted = quoted_stretches(text, [(b.start, b.end) for b in parts])
    ends = [end for _, end in quoted]
    sentences: list[Sentence] = []
    for number, (block, kind) in enumerate(zip(parts, kinds, strict=True)):
        start = _past_titles(text, block, doc.title)
        if block.start < start:  # "Two hurt in Bor News Two hurt in Bor Police said ..."
            sentences.append(Sentence(Span(block.start, start), SentenceKind.FURNITURE, number))
        if dateline and block.start <= dateline.span.start < block.end:
            stretches = _around(text, block, dateline, data)
        else:
            stretches = sentence_stretches(text, start, block.end, data)
        for a, b in stretches:
            inside = _inside(quoted, ends, a, b)
            own = _sentence_kind(text, a, b, kind, inside, data)
            if dateline and start <= a < dateline.span.start and dateline.span.end < block.end:
                own = SentenceKind.FURNITURE  # the letterhead of a statement
            sentences.append(Sentence(Span(a, b), own, number, inside))
    return Outline(tuple(sentences), dateline)


def is_in_capitals(text: str) -> bool:
    """Is nearly all of the text in capitals, as telexes are?"""
    upper = sum(map(str.isupper, text))
    return upper > 8 and upper >= CAPITALS_SHARE * (upper + sum(map(str.islower, text)))


def _past_titles(text: str, block: Block, title: str) -> int:
    """Where a block begins behind the title of its document, where it opens with this twice; else where it begins."""
    if len(title) < LEAST_TITLE or not text.startswith(title, block.start):
        return block.start
    first = block.start + len(title)
    again = text.find(title, first, min(block.end, first + SECTION + len(title)))
    return again + len(title) if again >= 0 else block.start


def _around(text: str, block: Block, dateline: Dateline, data: TextData) -> list[tuple[int, int]]:
    before = sentence_stretches(text, block.start, dateline.span.start, data)
    return before + sentence_stretches(text, dateline.span.end, block.end, data)


def _block_kind(
    doc: Document,
    parts: Sequence[Block],
    i: int,
    before: Sequence[SentenceKind],
    labelled: frozenset[int],
    data: TextData,
    copy: Copy,
    dateline: Dateline | None,
) -> tuple[SentenceKind, Dateline | None]:
    block, text = parts[i], doc.text
    words = text[block.start : block.end]
    special = _pattern_kind(words, data, whole_block=True)
    if special:
        return special, None
    if _is_doc_title(doc, parts, before):
        return SentenceKind.HEADLINE, None
    coded = any(k in _CODED for k in before)
    above = [] if coded else [n for n, k in enumerate(before) if k is not SentenceKind.FURNITURE]
    titled = len(above) == 1 and _is_doc_title(doc, parts, before[: above[0]])
    first = titled or not (coded or above)
    found = None
    if (not coded or i < OPENING) and not dateline and block.mark in (Mark.NONE, Mark.CLOCK):
        found = _dateline(text, block, data, copy, last=i + 1 == len(parts))
        plain = found and not (found.day or found.agency or (found.place and has_state(found.place.of(text))))
        if plain and (i in labelled or _heads(text, parts, i, data)):
            found = None
        if found and coded and not is_marked(text, found, data):
            found = None
        if found and found.span.end == block.end:
            return SentenceKind.FURNITURE, found
    masthead = block.mark is Mark.NONE and _is_masthead(words, i - titled, data, listed=i in labelled)
    if not found and len(parts) > 1 and masthead:
        return SentenceKind.HEADING, _closing_date(text, block, data) if not coded and not dateline else None
    if block.mark in (Mark.BULLET, Mark.NUMBER) or (i in labelled and not found):
        return SentenceKind.LIST_ITEM, None
    if not found and len(parts) > 1 and _is_line(words, data):
        if _is_outlet(words, doc.publisher, data):
            return SentenceKind.FURNITURE, None
        if first and not doc.title and not data.holds_day.fullmatch(words):
            return SentenceKind.HEADLINE, None
        return SentenceKind.HEADING, None
    if first and not found and len(parts) > 1 and not _STOPPED.search(words) and _is_title(words, data):
        dated = bool(doc.title) and data.holds_day.search(words) is not None
        return SentenceKind.HEADING if dated else SentenceKind.HEADLINE, None
    if coded:
        return SentenceKind.BODY, found
    return SentenceKind.LEAD, found


def _dateline(text: str, block: Block, data: TextData, copy: Copy, *, last: bool) -> Dateline | None:
    found = dateline_at(text, block.start, block.end, data, copy)
    if found and last and found.span.end == block.end:
        return None
    return found


def _heads(text: str, parts: Sequence[Block], i: int, data: TextData) -> bool:
    """Is a block a line without a stop above one with a stop: "Nepal: rebels bomb offices" is a title."""
    words = [text[b.start : b.end] for b in parts[i : i + 2]]
    return (
        words[0][-1] not in "-–—"
        and _is_line(words[0], data)
        and len(words) > 1
        and _STOPPED.search(words[1]) is not None
    )


def _closing_date(text: str, block: Block, data: TextData) -> Dateline | None:
    for a, b in sentence_stretches(text, block.start, block.end, data)[1:]:
        found = closing_date(text, a, b, data)
        if found:
            return found
    return None


def _is_doc_title(doc: Document, parts: Sequence[Block], before: Sequence[SentenceKind]) -> bool:
    # The block behind these is the first that is no furniture, and the title of the document.
    if len(parts) < 2 or len(before) == len(parts) or any(k is not SentenceKind.FURNITURE for k in before):
        return False
    block = parts[len(before)]
    return _same(doc.text[block.start : block.end], doc.title)


def _same(words: str, title: str) -> bool:
    return bool(title) and _WORDS.findall(words.casefold()) == _WORDS.findall(title.casefold())


def _is_line(words: str, data: TextData) -> bool:
    # Short, and not stopped as a sentence is.
    if len(words) > SHORT_LINE or _STOPPED.search(words) or _INNER_STOP.search(words):
        return False
    count = len(words.split())
    return count <= (data.heading_words_before_colon if words.endswith(":") else data.heading_words)


def _is_outlet(words: str, publisher: str, data: TextData) -> bool:
    # A line that is nothing but the outlet's name.
    names = words.split()
    named = len(names) > 1 and names[-1].casefold() in data.outlet_words and all(n[0].isupper() for n in names)
    return named or words.casefold() == publisher.casefold()


def _is_title(words: str, data: TextData) -> bool:
    return (
        len(words.split()) <= data.headline_words
        and not words.endswith((":", ";", ","))
        and not _INNER_STOP.search(words)
    )


def _is_masthead(words: str, i: int, data: TextData, *, listed: bool) -> bool:
    # The head of a bulletin: a run of capitals with the word of an outlet or a date behind it.
    if i > 1 or (words.isupper() and len(words) > SHORT_LINE):
        return False
    run = []
    for word in words.split():
        if not word.isupper() and word not in "–—-|":
            break
        run.append(word)
    if len(run) < 2:
        return False
    named = any(w.strip(".,:()").casefold() in data.publication_words for w in run)
    return named or (
        not listed and run[-1][-1] in ".,:-–—|" and data.holds_day.search(words) is not None and len(run) > 2
    )


def _labelled(text: str, parts: Sequence[Block]) -> frozenset[int]:
    # Paragraphs that begin with a label in capitals ("HAMA: ...", "AIR. ..."); one alone is no list.
    found: list[int] = []
    for i, block in enumerate(parts):
        match = _LABEL.match(text, block.start, block.end) if text[block.start : block.start + 3].isupper() else None
        if match and _is_label(match):
            found.append(i)
    listed = [i for i in found if parts[i].mark is Mark.NONE]
    return frozenset(listed) if len(listed) > 1 else frozenset()


def _dated(text: str, parts: Sequence[Block], data: TextData) -> frozenset[int]:
    # Paragraphs that begin with their day, set apart from what it tells ("2 Feb. Aru. ...", "Mon 9 May - ..."),
    # or with an hour; a few make a list.
    found = []
    for i, block in enumerate(parts):
        day = data.holds_day.match(text, block.start, block.end) if block.mark is Mark.NONE else None
        if block.mark is Mark.CLOCK or (day and _SET_APART.match(text, day.end() - 1, block.end)):
            found.append(i)
    return frozenset(found) if len(found) >= FEW else frozenset()


def _recordings(text: str, parts: Sequence[Block]) -> frozenset[int]:
    # Lines behind what looks like hours in no order, and without full stops: recordings behind their lengths. Hours
    # rise or fall, but for one midnight.
    found: set[int] = set()
    for timed, run in groupby(range(len(parts)), lambda i: parts[i].mark is Mark.CLOCK):
        lines = list(run) if timed else []
        times = [clock_of(text, parts[i]) for i in lines]
        stopped = sum(_STOPPED.search(text, parts[i].start, parts[i].end) is not None for i in lines)
        rises = sum(a < b for a, b in pairwise(times))
        if len(lines) >= MANY and 2 * stopped < len(lines) and 1 < rises < len(lines) - 2:
            found.update(lines)
    return frozenset(found)


def _is_label(match: re.Match[str]) -> bool:
    words = match["name"].split()
    if match["end"] == ".":
        return match["name"].isupper() and len(words) <= 5
    return words[0].strip(",()").isupper() and len(words) <= 9


def _pattern_kind(words: str, data: TextData, *, whole_block: bool) -> SentenceKind | None:
    if whole_block and not any(map(str.isalnum, words)):
        return SentenceKind.FURNITURE
    for pattern in data.kinds:
        if (whole_block or not pattern.whole_block) and pattern.pattern.match(words):
            return pattern.kind
    return None


def _sentence_kind(
    text: str, start: int, end: int, kind: SentenceKind, inside: Sequence[Span], data: TextData
) -> SentenceKind:
    if kind not in (SentenceKind.LEAD, SentenceKind.BODY, SentenceKind.LIST_ITEM):
        return kind
    if end - start <= SHORT_LINE:
        special = _pattern_kind(text[start:end], data, whole_block=False)
        if special:
            return special
    if kind is SentenceKind.LIST_ITEM:
        return kind
    share = sum(q.end - q.start for q in inside)
    return SentenceKind.QUOTATION if share >= QUOTATION_SHARE * (end - start) else kind


def _inside(quoted: Sequence[tuple[int, int]], ends: Sequence[int], start: int, end: int) -> tuple[Span, ...]:
    out: list[Span] = []
    for a, b in quoted[bisect_left(ends, start + 1) :]:
        if a >= end:
            break
        out.append(Span(max(a, start), min(b, end)))
    return tuple(out)


def _end_matter(parts: Sequence[Block], kinds: list[SentenceKind]) -> None:
    # Lines after the last sentence of the report head nothing: they are signatures and the like.
    last = max((i for i, k in enumerate(kinds) if k in _CODED), default=len(kinds))
    for i in range(last + 1, len(parts)):
        if kinds[i] is SentenceKind.HEADING:
            kinds[i] = SentenceKind.FURNITURE
