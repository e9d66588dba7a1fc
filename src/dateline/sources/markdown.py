"""Takes the marks of Markdown off a text: headings, emphasis, links, quotations, rules."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$", re.M)
_UNDERLINED = re.compile(r"^([^\n]*\S[^\n]*)\n(?:=+|-{3,})[ \t]*$", re.M)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\]\n]+)\](?:\([^()\s]*(?:\s\"[^\"]*\")?\)|\[[^\]\n]*\])")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_QUOTE = re.compile(r"^ {0,3}> ?", re.M)
_RULE = re.compile(r"^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$", re.M)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)


def unmark(text: str) -> tuple[str, str]:
    """The title of a Markdown text ("" where its first heading is not of the first level), and the text plain."""
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    title = ""
    if front:
        text = text[front.end() :]
        if named := _TITLE.search(front[1]):
            title = named[1]
    text = _UNDERLINED.sub(r"# \1", text)
    first = _HEADING.search(text)
    if not title and first and len(first[1]) == 1:
        title = _inline(first[2])
    text = _HEADING.sub(lambda found: f"\n{found[2]}\n", text)
    return title, _inline(_QUOTE.sub("", _RULE.sub("", text)))


def _inline(text: str) -> str:
    return _STRONG.sub(r"\2", _LINK.sub(r"\1", _IMAGE.sub(r"\1", text)))
