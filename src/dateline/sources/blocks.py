"""The blocks of a page: its paragraphs, headings and items in order, and the parts that are no article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dateline.datafiles import DATA, read_yaml
from dateline.errors import DataError
from dateline.model import SetAside
from dateline.sources.clean import one_line, paragraphs
from dateline.sources.furniture import Reason

_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead
tr ul
"""
_BLOCK = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES = """
script style noscript template svg math iframe object embed canvas audio video select option button input
textarea head title link meta map datalist
"""
_SILENT = frozenset(_SILENT_NAMES.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WHOLE = frozenset(("html", "body", "main", "article", "head"))
_BREAK = "\u2028"
_KEPT = 400  # characters of a part that are kept as what was set aside


@dataclass(slots=True)
class Block:
    """One stretch of text without a block inside; lines broken by <br> are separated by newlines."""

    text: str
    tag: str
    linked: float  # share of its characters that are in links
    in_main: bool  # inside <article> or <main>
    times: list[str] = field(default_factory=list)  # values of <time datetime> inside
    bare: str = ""  # letters and digits only, case-folded

    def __post_init__(self) -> None:
        self.bare = bare(self.text)

    @property
    def heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Part:
    """What an element or a word in its class or id makes of it."""

    reason: Reason
    tags: frozenset[str]
    marks: frozenset[str]


def bare(text: str) -> str:
    """The letters and digits of a text, case-folded: for comparing what two readers made of a page."""
    return "".join(filter(str.isalnum, text.casefold()))


@cache
def load_parts(folder: Path = DATA / "en") -> tuple[Part, ...]:
    """The parts listed in `pages.yaml`; raises DataError where a reason is none."""
    path = folder / "pages.yaml"
    parts = []
    for node in read_yaml(path)["parts"]:
        node.expect(["reason", "tags", "marks"])
        try:
            parts.append(Part(Reason(node["reason"]), frozenset(node["tags"]), frozenset(node["marks"])))
        except ValueError as e:
            raise DataError(path, node.line, str(e)) from e
    return tuple(parts)


def depth(tree: Any) -> int:
    """How many elements deep the tree is, found without recursion."""
    deepest, here, node = 1, 1, tree
    while True:
        if len(node):
            node, here = node[0], here + 1
            deepest = max(deepest, here)
            continue
        while node is not tree and node.getnext() is None:
            node, here = node.getparent(), here - 1
        if node is tree:
            return deepest
        node = node.getnext()


def read_blocks(tree: Any) -> list[Block]:
    """The blocks that a reader would see, in order."""
    from lxml import etree  # type: ignore[import-untyped]

    out: list[Block] = []
    gathered = _Gathering()
    links = main = pre = 0
    silent: Any = None
    inside = ["body"]  # the innermost block elements that are open
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event in ("comment", "pi"):
            if silent is None:
                gathered.add(node.tail, linked=links > 0, pre=pre > 0)
            continue
        if event == "start":
            if silent is not None:
                continue
            if tag in _SILENT or _hidden(node):
                silent = node
                continue
            if tag in _BLOCK:
                gathered.close(out, inside[-1], main > 0)
                inside.append(tag)
            main += tag in ("article", "main")
            links += tag == "a"
            pre += tag == "pre"
            if tag == "br":
                gathered.add(_BREAK, linked=False, pre=True)
            if tag == "time" and node.get("datetime"):
                gathered.times.append(node.get("datetime"))
            gathered.add(node.text, linked=links > 0, pre=pre > 0)
            continue
        if silent is node:
            silent = None
        elif silent is None:
            if tag in _BLOCK:
                gathered.close(out, inside.pop() if len(inside) > 1 else "body", main > 0)
            main -= tag in ("article", "main")
            links -= tag == "a"
            pre -= tag == "pre"
        if silent is None and node is not tree:
            gathered.add(node.tail, linked=links > 0, pre=pre > 0)
    gathered.close(out, "body", False)  # noqa: FBT003
    return out


class _Gathering:
    """Text between two borders of blocks."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.times: list[str] = []

    def add(self, text: str | None, *, linked: bool, pre: bool) -> None:
        if text:
            self.pieces.append(text.replace("\n", _BREAK) if pre else text)
            self.linked += len(text.strip()) if linked else 0

    def close(self, out: list[Block], tag: str, in_main: bool) -> None:  # noqa: FBT001
        text = "".join(self.pieces)
        lines = [" ".join(line.split()) for line in text.split(_BREAK)]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        if text:
            out.append(Block(text, tag, min(1.0, self.linked / len(text)), in_main, self.times))
        elif self.times and out:
            out[-1].times.extend(self.times)
        self.pieces, self.linked, self.times = [], 0, []


def _hidden(node: Any) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or bool(style and re.search(r"display\s*:\s*none", style, re.I))


def lines(block: Block) -> list[str]:
    """The paragraphs of a block; an item of a list begins with a mark, as a reader sees it."""
    found = paragraphs(block.text)
    if found and block.tag == "li" and re.match(r"[\w\"'“‘«(\[]", found[0]):
        return [f"- {found[0]}", *found[1:]]
    return found


def prune(tree: Any, parts: tuple[Part, ...]) -> tuple[SetAside, ...]:
    """Take the parts that are no article out of the tree; what they said, and why they went."""
    prose = _prose(tree)
    whole = prose.get(tree, 0)
    keep = {above for tag in ("h1", "article") for node in tree.iter(tag) for above in (node, *node.iterancestors())}
    gone: set[Any] = set()
    aside: list[SetAside] = []
    for node, reason in list(_named(tree, parts)):
        # A wrapper with an unlucky name holds the main heading, or half of the page's prose.
        if node.getparent() is None or node in keep or 2 * prose.get(node, 0) > whole > 0:
            continue
        if any(above in gone for above in node.iterancestors()):
            continue
        text = one_line(" ".join(block.text for block in read_blocks(node)))
        if text:
            aside.append(SetAside(text if len(text) <= _KEPT else text[:_KEPT] + "…", reason.value))
        gone.add(node)
    for node in gone:
        node.drop_tree()
    return tuple(aside)


def _named(tree: Any, parts: tuple[Part, ...]) -> Iterator[tuple[Any, Reason]]:
    """The elements that an element's name, class or id makes a part, in order."""
    from lxml import etree

    tags = frozenset[str]().union(*(part.tags for part in parts))
    for node in tree.iter(etree.Element):
        tag, said = node.tag, f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        if tag in _WHOLE or (said == " " and tag not in tags):
            continue
        names = {*said.split(), *re.split(r"[\s_-]+", said)}
        for part in parts:
            if tag in part.tags or not part.marks.isdisjoint(names):
                yield node, part.reason
                break


def _prose(tree: Any) -> dict[Any, int]:
    """Letters in paragraphs and outside links, for each element that holds some."""
    from lxml import etree

    total: dict[Any, int] = {}
    for _, node in etree.iterwalk(tree, events=("end",)):
        if node.tag == "p":
            total[node] = sum(map(len, node.itertext())) - sum(len(t) for a in node.iter("a") for t in a.itertext())
        if node in total and node is not tree:
            above = node.getparent()
            total[above] = total.get(above, 0) + total[node]
    return total
