"""Finds the place, day and agency that a report opens with: "GOMA, Oct 24 (KPA) -"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Dateline, Span

from .loading import TextData, any_of

REACH = 160  # characters from the start of a block within which its dateline ends
LETTERHEAD = 320  # characters of names, numbers and notes that may stand before the dateline of a statement
LEAST_REST = 3  # words that a name without day, agency or region stands before: "General Staff - Mali" is a letterhead
MAX_NAME = 4  # words of a name that stands without day, agency or region

LEAST_NAME = 3  # letters of a name in capitals, which are no acronym

_SHORT = 2  # letters of a state's name, as letters are addressed
_GLUED = "-"  # "LUNDA- Rebels"
_DASHES = "-–—"
_DAYS = ("day", "bracketed", "late")
_WORD = re.compile(r"\S+")
_NAME_MARK = re.compile(r"['’-]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LABELS = re.compile(r"(?:\s*\[[^\[\]a-z]{2,200}\])+")  # "[EXCERPTS] [COMMANDER GOMEZ]": how a monitor heads an item
_SEPARATOR = re.compile(r"\s+[|–—-]{1,2}\s+|\s+/\s+")


@dataclass(frozen=True, slots=True)
class Copy:
    """What of a document bears on its dateline.

    `capitals`: it is all in capitals; `labelled`: its paragraphs begin with labels, so that a name
    before a colon is one of them; `publisher` as the document gives it.
    """

    capitals: bool = False
    labelled: bool = False
    publisher: str = ""


def dateline_pattern(day: str, not_names: Iterable[str]) -> re.Pattern[str]:
    """The shape of a dateline: names, then day and agency in either order, then what ends it.

    The agency may also stand before them. A day in brackets needs nothing that ends it.
    """
    plain = r"[^\W\d_](?:[\w'’‘ʼ-]*[\w'’‘ʼ])?"
    word = rf"(?!(?i:{any_of(not_names)})\b)(?:(?:[^\W\d_]\.){{2,}}|[^\W\d_]{{2}}\.(?=[ ,])|{plain})"
    name = rf"{word}(?:\s+{word}){{0,4}}"
    date = rf"(?i:{day})"
    agency = r"(?:\([^()\n]{2,60}\)|/[^/\n]{2,40}/)"
    return re.compile(
        r"(?:(?P<before>\([^\W\d_a-z][^()\na-z]{1,30}\))\s+(?=[^\W\d_a-z]{3}))?"
        rf"(?P<place>{name}(?:\s?/\s?{name})*(?:,\s*{name}){{0,3}})(?:\s\([^()\n]{{2,30}}\)(?=,))?"
        rf"(?:(?:,?\s*|\s+[-–—|]\s+)(?P<day>{date})|\s*\(\s*(?P<bracketed>{date})\s*\))?"
        rf"(?:(?:[.,]|-{{1,2}})?\s*(?P<agency>{agency})|\s+(?P<wire>[A-Z]{{2,6}})(?=\s+[-–—]))?"
        rf"(?:(?:,?\s*|\s+[-–—|]\s+)(?P<late>{date}))?"
        r"(?P<end>\s*:|\.?(?<=[\s.)/\w])\s*(?:--|[–—])|\.?\s*-{1,2}(?=\s|$)|\.|\s*$|(?(bracketed)\s+(?=\S)|(?!)))"
    )


def inner_pattern(day: str) -> re.Pattern[str]:
    """A place and a bracketed day behind the letterhead of a statement, where a dateline begins."""
    capitals = r"[^\W\d_a-z][^\W\d_a-z'’-]{2,}"
    name = r"[^\W\d_a-z][\w'’-]+"
    place = rf"(?:{capitals}(?: {capitals}){{0,3}}(?:, {name}){{0,2}}|{name}, {name})"
    return re.compile(rf"(?<!\S){place} ?\(\s*(?i:{day})\s*\)")


def dateline_at(text: str, start: int, end: int, data: TextData, copy: Copy) -> Dateline | None:
    """The dateline at the start of a block; None where there is none. Its span may be the whole block."""
    found = _outlet_line(text, start, end, data, copy)
    if found:
        return found
    limit = min(end, start + REACH)
    match = data.dateline.match(text, start, limit)
    inner = data.inner_dateline.search(text, start, min(end, start + LETTERHEAD))
    if inner and inner.start() > start and _is_letterhead(text[start : inner.start()], data):
        match = data.dateline.match(text, inner.start(), end)
    if match and _is_dateline(text, match, end, data, copy):
        return _dateline(text, match, end, data)
    return _bare(text, start, end, data, copy)


def closing_date(text: str, start: int, end: int, data: TextData) -> Dateline | None:
    """A sentence that is nothing but a place and a day, such as stands under the head of a statement."""
    match = data.dateline.match(text, start, end)
    if not match or not any(match[d] for d in _DAYS) or match.end() != end or match["end"].strip() not in ("", "."):
        return None
    if "," not in text[match.end("place") : match.end("place") + 1] or not _is_place(match["place"], data):
        return None
    return _dateline(text, match, end, data)


def _is_dateline(text: str, match: re.Match[str], end: int, data: TextData, copy: Copy) -> bool:
    place, ending = match["place"], match["end"].strip()
    day, agency = any(match[d] for d in _DAYS), match["agency"] or match["before"]
    outlet = (agency or "").strip("(/ ")
    if not _is_place(place, data) or outlet[:1].islower() or _is_acronym_of(place, outlet):
        return False
    if match.end() >= end:
        if not ending and has_state(place):
            return True
        return day if ending in ("", ".") else day or bool(agency) or (ending != ":" and _stands_out(place, data))
    if not ending and not match["bracketed"]:
        return False
    rest = text[match.end() : end].lstrip()
    if rest[:1].islower():
        return False
    if day or agency:
        return ending != "." or day or "," in place or place.isupper()
    if copy.capitals or match["wire"]:
        return bool(match["wire"])
    return _is_plain(place, match["end"], rest, data, copy, spaced=text[match.end() : match.end() + 1].isspace())


def _is_plain(place: str, ending: str, rest: str, data: TextData, copy: Copy, *, spaced: bool) -> bool:
    # Neither day nor agency: the name must stand out by itself.
    first = place.split(",")[0]
    words = first.split()
    capitals = first.isupper() and len(first) > 2 and first.casefold() not in data.labels
    if (
        _in_capitals(rest)
        or len(rest.split()) < LEAST_REST
        or len(words) > MAX_NAME
        or (capitals and first in data.acronyms)
    ):
        return False
    if ending.strip() in (":", "."):
        if copy.labelled or not spaced:
            return False
        return capitals if ending.strip() == "." else capitals or len(words) < MAX_NAME
    return capitals or (spaced and ending != _GLUED and len(words) < MAX_NAME)


def _stands_out(place: str, data: TextData) -> bool:
    """Is the name of a place that stands before a dash in capitals, and no label or acronym?"""
    first = place.split(",")[0]
    known = first.casefold() in data.labels or first in data.acronyms
    return first.isupper() and len(first) > LEAST_NAME and len(first.split()) <= MAX_NAME and not known


def has_state(place: str) -> bool:
    """Is a place in capitals told with the sign of its state: "BOISE, ID"?"""
    return place.isupper() and _ends_in_state(place)


def _ends_in_state(place: str) -> bool:
    town, _, state = place.rpartition(",")
    return bool(town) and state.isupper() and len(state.strip()) == _SHORT


def is_marked(text: str, dateline: Dateline, data: TextData) -> bool:
    """Is what looks like a dateline one in any paragraph, by its capitals and the dash or state that ends it?"""
    place = dateline.place.of(text) if dateline.place else ""
    if dateline.place and dateline.place.end == dateline.span.end:
        return has_state(place)
    told = "," in place and (dateline.agency is not None or _ends_in_state(place))
    return dateline.span.of(text)[-1] in _DASHES and (told or _stands_out(place, data))


def _is_place(place: str, data: TextData) -> bool:
    # Every word a name or a particle inside one; none a label, an outlet's word or one that opens sentences.
    for n, name in enumerate(re.split(r"[,/]", place)):
        words = name.split()
        if not words or (words[0][0].islower() and "-" not in words[0]):
            return False
        if words[0].casefold() in data.openers and not (n and len(words[0]) == _SHORT and words[0].isupper()):
            return False  # "In Lunda", and not "LUNDA, IN"
        for word in words:
            folded = word.casefold()
            if folded in data.publication_words or (len(words) == 1 and folded in data.labels):
                return False
            if word[0].islower() and folded not in data.particles and folded.split("-")[0] not in data.particles:
                return False
    return True


def _is_letterhead(words: str, data: TextData) -> bool:
    # Names, numbers and notes; no words of a sentence.
    return not any(word[0].islower() and word not in data.particles for word in words.split())


def _is_acronym_of(place: str, outlet: str) -> bool:
    letters = "".join(_LETTERS.findall(outlet))
    initials = "".join(word[0] for word in place.split())
    return bool(letters) and len(initials) > 1 and letters.isupper() and letters.startswith(initials[:2])


def _in_capitals(rest: str) -> bool:
    # A masthead goes on in capitals: "RIVER MONITOR - WEEKLY LIST"; "ADEN - UN officials" does not.
    words = _LETTERS.findall(rest[:60])[:2]
    return (
        bool(words)
        and words[0].isupper()
        and (len(words[0]) > 5 or (len(words) > 1 and len("".join(words)) > 5 and words[1].isupper()))
    )


def _dateline(text: str, match: re.Match[str], end: int, data: TextData) -> Dateline:
    stop = match.end()
    while stop < end and text[stop].isspace():
        stop += 1
    byline = _byline(text, stop, end, data)
    stop = byline if byline > stop else match.end()
    if labels := _LABELS.match(text, stop, end):
        stop = labels.end()
    while stop > match.start() and text[stop - 1].isspace():
        stop -= 1
    day = next((d for d in _DAYS if match[d]), "")
    said = next((a for a in ("agency", "before") if match[a]), "")
    agency = _inner(text, match, said) if said else _span(match, "wire")
    return Dateline(Span(match.start(), stop), _span(match, "place"), _span(match, day) if day else None, agency)


def _byline(text: str, start: int, end: int, data: TextData) -> int:
    # "GHARYAN - From our correspondent. The toll ...": the byline goes with the dateline.
    stop = text.find(".", start, min(end, start + 60))
    if stop < 0:
        return start
    line = text[start : stop + 1]
    furniture = any(k.kind.value == "furniture" and k.pattern.match(line) for k in data.kinds)
    return stop + 1 if furniture else start


def _span(match: re.Match[str], group: str) -> Span | None:
    return Span(*match.span(group)) if match[group] else None


def _inner(text: str, match: re.Match[str], group: str) -> Span:
    start, end = match.span(group)
    return Span(start + 1, end - 1)


def _bare(text: str, start: int, end: int, data: TextData, copy: Copy) -> Dateline | None:
    # "HOMS Dozens of fighters": a name in capitals with nothing after it but a word that opens sentences.
    if copy.capitals or not text[start : start + 3].isupper():
        return None
    words = list(_WORD.finditer(text, start, min(end, start + REACH)))
    name = 0
    while name < len(words) and words[name].group().isupper() and _NAME_MARK.sub("", words[name].group()).isalpha():
        name += 1
    # A single capital ("DARAA A man") opens the sentence.
    if name > 1 and len(words[name - 1].group()) == 1:
        name -= 1
    if not 0 < name <= MAX_NAME or name + 1 >= len(words):
        return None
    following = words[name].group().rstrip(",")
    stop = words[name - 1].end()
    place = text[start:stop]
    if not (following.isdigit() or (following[:1].isupper() and following.casefold() in data.openers)):
        return None
    if place in data.acronyms or len(place) < 4 or place.casefold() in data.labels or not _is_place(place, data):
        return None
    span = Span(start, stop)
    return Dateline(span, span)


def _outlet_line(text: str, start: int, end: int, data: TextData, copy: Copy) -> Dateline | None:
    # A line "Place – Outlet | day" that stands alone.
    line = text[start:end]
    if len(line) > REACH or line[-1] in ".!?:" or "\n" in line:
        return None
    parts: list[tuple[int, int]] = []
    at = start
    for match in _SEPARATOR.finditer(text, start, end):
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, end))
    if not 2 <= len(parts) <= 3 or not _is_place(text[slice(*parts[0])], data):
        return None
    day: Span | None = None
    agency: Span | None = None
    for part in parts[1:]:
        words = text[slice(*part)]
        folded = {w.strip(".,").casefold() for w in words.split()}
        if data.holds_day.fullmatch(words):
            day = Span(*part)
        elif words.istitle() is False and words[0].islower():
            return None
        elif folded & data.outlet_words or words.casefold() == copy.publisher.casefold():
            agency = Span(*part)
        else:
            return None
    return Dateline(Span(start, end), Span(*parts[0]), day, agency)
