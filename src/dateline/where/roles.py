"""Says what the words around a toponym make of it: where something was, whence, whither, or whose."""

from __future__ import annotations

import re

from dateline.model import Toponym
from dateline.where.lexicon import WhereData
from dateline.where.vouching import LOCATES

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
HOLDER = "holder"  # "the X suburb of Y": it says where Y lies
_REACH = 90
_SHORT = re.compile(r", ((?:[^\W\d_]\.)+|[^\W\d_]{2,5}\.?),?(?=\s)")  # ", Ga.," behind a place
_AGED = re.compile(r"([\w]+), \w+\s*$")  # "34, of"
_NAMED = re.compile(r"(\w*)\W*\b([^\W\d_a-z][\w.'’-]*) ([^\W\d_a-z][\w'’-]*) \w+\s*$")


def role_of(toponym: Toponym, text: str, data: WhereData) -> str:
    """One of "at", "origin", "destination", "speech", "attribute", "body", "resident", "adjective".

    A dateline counts as speech; a body is the police or the like of a place, a resident one of its people.
    """
    if toponym.by == "dateline":
        return "speech"
    if toponym.by == HOLDER:
        return "attribute"
    after = _after(toponym, text, data)
    if after:
        return after
    if _of_a_unit(toponym, text, data):
        return "attribute"
    left = text[max(0, toponym.span.start - _REACH) : toponym.span.start]
    before = _WORD.findall(re.split(r"[.;:,!?()\n\"“”]", left)[-1].lower())
    if before and before[-1] in data.words["determiners"]:
        before.pop()
    elif before and before[-1] in data.words["of"] and _of_a_person(left, before, data):
        return "origin"
    if _spoken(before, data):
        return "speech"
    for size in (4, 3, 2, 1):
        role = data.roles.get(" ".join(before[-size:])) if len(before) >= size else None
        if role:
            return role
    return "at"


def _after(toponym: Toponym, text: str, data: WhereData) -> str:
    """ "X-based", "X's army", "the X government"."""
    tail = text[toponym.span.end : toponym.span.end + _REACH]
    division = _SHORT.match(tail)
    if division and division[1].removesuffix(".") in data.short_forms:
        tail = tail[division.end() :]  # "a Macon, Ga., man"
    elif tail.startswith(".") and toponym.name.of(text) in data.short_forms:
        tail = tail[1:]
    words = _WORD.findall(tail)
    if tail.startswith("-") and words:
        return data.suffixes.get(words[0].lower(), "")
    owned = tail[:2] in data.words["possessives"]
    if owned:
        tail = tail[2:]
        words = _WORD.findall(tail)
    if not words or not tail[:1].isspace() or not tail.lstrip().startswith(words[0]):
        return ""
    head = words[0].lower()
    short = toponym.name.of(text).lower() in data.words["short_names"]
    if short and not owned and not any(head in data.words[w] for w in ("closed", "person_verbs")):
        return "adjective"
    if owned:
        for word in words[:4]:
            if word.lower() in data.words["attribute_heads"]:
                return "attribute"
            if word.lower() in data.place_words:
                return ""
        return ""
    if _is_body(words, data):
        return "body"
    if toponym.span.end != toponym.name.end:
        return "resident" if head in data.words["locals"] and _is_whose(toponym, text, data) else ""
    return "attribute" if head in data.words["attribute_heads"] else "resident" if head in data.words["locals"] else ""


def _is_whose(toponym: Toponym, text: str, data: WhereData) -> bool:
    """May the name of a district say whose somebody is, as no preposition stands before: "a X County man"?"""
    before = _WORD.findall(text[max(0, toponym.span.start - _REACH) : toponym.span.start])
    return toponym.by == "division" and not (before and data.locating(before[-1].lower()) >= LOCATES)


def _is_body(words: list[str], data: WhereData) -> bool:
    """Do the words begin with those for a body of a place: "police", "sheriff's", "medical examiner"?"""
    one, *two = (_unowned(word.lower(), data) for word in words[:2])
    return not data.words["local_bodies"].isdisjoint((one, " ".join((one, *two))))


def _unowned(word: str, data: WhereData) -> str:
    for owned in data.words["possessives"]:
        word = word.removesuffix(owned)
    return word


def _of_a_person(left: str, before: list[str], data: WhereData) -> bool:
    """ "Jan Kowalski of X", "Jan Kowalski, 34, of X": behind a name of two words, or behind a comma."""
    if len(before) == 1 and (aged := _AGED.search(left)):
        return aged[1].isdigit() or not aged[1].islower()
    named = _NAMED.search(left)
    if named is None or not data.place_words.keys().isdisjoint((named[2].lower(), named[3].lower())):
        return False
    lead = named[1].lower()
    return data.locating(lead) < LOCATES and lead not in data.place_words  # "in Deh Rawood of X", "tambon Na Pho of X"


def _of_a_unit(toponym: Toponym, text: str, data: WhereData) -> bool:
    """ "the 9th Brigade (X)": a body's seat in brackets behind it."""
    if text[toponym.span.end : toponym.span.end + 1] != ")":
        return False
    before = text[max(0, toponym.span.start - _REACH) : toponym.span.start]
    words = _WORD.findall(before)
    return before.endswith("(") and bool(words) and words[-1].lower() in data.words["attribute_heads"]


def _spoken(before: list[str], data: WhereData) -> bool:
    if not before or before[-1] not in data.speech["prepositions"]:
        return False
    for word in reversed(before[:-1]):
        if word in data.speech["verbs"]:
            return True
        if word not in data.speech["between"]:
            return False
    return False
