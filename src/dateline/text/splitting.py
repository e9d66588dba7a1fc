"""Cuts a block into sentences at its full stops, by the language's abbreviations and opening words."""

from __future__ import annotations

import re

from .loading import Ends, TextData

BRACKET_REACH = 300  # characters; a bracket that closes later than this was never meant to

_GLUED = r"(?<=[a-zà-ÿ]{2}[.!?])[\"“]?[A-Z][a-zà-ÿ]*[\s,'’]"  # "was shot.He was taken": the space is lost
_STOP = re.compile(rf"(?:[.!?…]+|[。؟])(?P<close>[\"”’'»›)\]]*)(?=\s|$|{_GLUED})")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_NAME_PART = re.compile(r"[^\W\d_]{1,4}[-’' ](?=[^\W\d_])")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBERING = re.compile(r"[(\[\"“]?(?:\d{1,3}|[^\W\d_])")
_OPENING = '([{"“‘«‹„—–-/'
_QUOTES = "\"”’'»›"


def sentence_stretches(text: str, start: int, end: int, data: TextData) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, without the white space around them."""
    out: list[tuple[int, int]] = []
    while start < end and text[start].isspace():
        start += 1
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() >= end:
            break
        after = match.end()
        while after < end and text[after].isspace():
            after += 1
        if after < end and _ends(text, begin, match, after, end, data):
            out.append((begin, match.end()))
            begin = after
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        out.append((begin, end))
    return out


def _ends(text: str, begin: int, stop: re.Match[str], after: int, end: int, data: TextData) -> bool:
    at = stop.start()
    if _NUMBERING.fullmatch(text, begin, at):
        return False
    closing = stop["close"]
    word_at = after
    while word_at < end and (text[word_at] in _OPENING or text[word_at].isspace()):
        word_at += 1
    if word_at >= end:
        return False
    match = _WORD.match(text, word_at, end)
    following = match.group() if match else text[word_at]
    if following[0].islower() and not _lower_name(text, word_at, end, data):
        return False
    quoted = bool(closing) and any(c in _QUOTES for c in closing)
    if quoted and data.attribution.match(text, after, end):
        return False
    if not closing and stop.group() == "." and not _after_word(text, begin, at, after, word_at, following, data):
        return False
    return not _inside_brackets(text, begin, stop.end(), end)


def _lower_name(text: str, at: int, end: int, data: TextData) -> bool:
    # "al-Hamid added": a small particle joined to a capitalised name can open a sentence; "on Friday" goes on with one.
    match = _NAME_PART.match(text, at, end)
    if match is None or not text[match.end()].isupper():
        return False
    particle = text[at : match.end() - 1]
    return particle in data.particles and not (particle in data.openers and text[match.end() - 1] == " ")


def _after_word(text: str, begin: int, at: int, after: int, word_at: int, following: str, data: TextData) -> bool:
    # Can the single full stop of the word that ends at `at` end the sentence too?
    first = at
    while first > begin and not text[first - 1].isspace() and text[first - 1] not in _OPENING.replace("-", ""):
        first -= 1
    word = text[first:at].casefold()
    ends = data.abbreviations.get(word)
    if ends is None and "-" in word:
        ends = data.abbreviations.get(word.rpartition("-")[2])
    if ends is Ends.NEVER or (ends and text[after] in "(["):
        return False
    if ends is Ends.NUMBER:
        return not following[0].isdigit()
    if ends is Ends.TIME:
        return following.casefold() not in data.after_time
    if ends is Ends.OPENER or _DOTTED.fullmatch(word):
        return following.casefold() in data.openers
    # "Kh. M.": a short capitalised syllable before an initial is one too.
    before_initial = len(following) == 1 and following.isupper() and text[word_at + 1 : word_at + 2] == "."
    return not (before_initial and len(word) == 2 and text[first].isupper())


def _inside_brackets(text: str, begin: int, at: int, end: int) -> bool:
    opened = text.rfind("(", begin, at)
    if opened <= begin or text.rfind(")", begin, at) > opened:
        return False
    return text.find(")", at, min(end, opened + BRACKET_REACH)) >= 0
