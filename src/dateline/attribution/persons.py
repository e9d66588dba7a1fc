"""Personal names in parsed sentences: which words they are, and the full name behind a surname."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from dateline.attribution.lexicon import AttributionData
from dateline.grammar import Syntax, is_verb
from dateline.model import ActorMention, Parse

_JOINS = "-'’‑"
_APART = 14  # words between a noun and the name that is told behind it
_GIVEN_WITHIN = 7  # words between "who", the verb of calling and the name


def person_words(parse: Parse, at: int, data: AttributionData, named: Mapping[int, ActorMention]) -> list[int]:
    """The tokens of the personal name around a proper noun; empty where the words name something else."""
    tokens = parse.tokens
    first = last = at

    def belongs(i: int) -> bool:
        t = tokens[i]
        if i == at:
            return True
        if t.start in named or not (t.text[:1].isalpha() or t.text in _JOINS):
            return False
        return (t.pos == "PROPN" and t.text[0].isupper()) or t.lower in data.particles or t.text in _JOINS

    while first > 0 and belongs(first - 1):
        first -= 1
    while last + 1 < len(tokens) and belongs(last + 1):
        last += 1
    while last > at and (
        tokens[last].text in _JOINS or (tokens[last].lower in data.particles and tokens[last].text.islower())
    ):
        last -= 1
    run = list(range(first, last + 1))
    while run and (_is_title(parse, run[0], data) or tokens[run[0]].text in _JOINS):
        if not (_of_a_person(parse, run[0], data) or tokens[run[0]].text in _JOINS):
            return []  # "Radio Sabha" is no person
        run = run[1:]
    while (
        len(run) > 1
        and tokens[run[0]].lower in data.particles
        and tokens[run[0]].text.islower()
        and tokens[run[1]].text not in _JOINS
    ):
        run = run[1:]
    if not run or at not in run or any(_is_a_body(parse, i, data) for i in run):
        return []
    if len(run) == 1 and tokens[at].text.isupper() and len(tokens[at].text) > 1:
        return []
    return run


def name_apart(
    parse: Parse, head: int, data: AttributionData, s: Syntax, named: Mapping[int, ActorMention]
) -> list[int]:
    """A name between commas behind a noun, wherever the parser hung it: "the director in the town, X, said"."""
    tokens = parse.tokens
    if tokens[head].pos not in ("NOUN", "PROPN") or tokens[head].tag in s.plural_tags:
        return []
    comma = next((t.i for t in tokens[head + 1 : head + _APART] if t.text in ",;" or is_verb(t, s)), None)
    if comma is None or tokens[comma].text != "," or comma + 2 >= len(tokens):
        return []
    first = comma + 1
    while first + 1 < len(tokens) and tokens[first].lower.rstrip(".") in data.titles:
        first += 1
    if tokens[first].pos != "PROPN" or tokens[first].start in named:
        return []
    run = person_words(parse, first, data, named)
    if len(run) < 2 or run[0] != first or run[-1] + 1 >= len(tokens):
        return []
    closing = tokens[run[-1] + 1]
    return [run[-1]] if closing.text in (",", "(") or is_verb(closing, s) else []


def name_given(
    parse: Parse, head: int, data: AttributionData, s: Syntax, named: Mapping[int, ActorMention]
) -> list[int]:
    """The tokens of the name that somebody goes by, by the order of words: "a farmer who asked to be called X"."""
    tokens = parse.tokens
    who = next((t.i for t in tokens[head + 1 : head + _APART] if t.tag in s.relative_tags or is_verb(t, s)), None)
    if who is None or not (tokens[who].tag in s.relative_tags or tokens[who].dep in s.reduced_clause):
        return []
    near = tokens[who : who + _GIVEN_WITHIN]
    verb = next((t.i for t in near if t.lemma in data.called and is_verb(t, s)), None)
    behind = () if verb is None else takewhile(lambda t: t.text != ",", tokens[verb + 1 : verb + _GIVEN_WITHIN])
    names = [t.i for t in behind if t.pos == "PROPN" and t.start not in named]
    return person_words(parse, names[-1], data, named) if names else []


def _is_a_body(parse: Parse, i: int, data: AttributionData) -> bool:
    """Is a word of a name one that bodies are called by: "Watch", "Force", "Committee"?"""
    key = parse.tokens[i].lower
    if key in data.titles or key in data.voices:
        return False
    noun = data.nouns.get(key)
    return key in data.publishers or (noun is not None and not noun.private)


def _is_title(parse: Parse, i: int, data: AttributionData) -> bool:
    t = parse.tokens[i]
    key = t.lower.rstrip(".")
    return key in data.titles or t.lower in data.nouns or t.lemma in data.voices


def _of_a_person(parse: Parse, i: int, data: AttributionData) -> bool:
    t = parse.tokens[i]
    noun = data.nouns.get(t.lower) or data.nouns.get(t.lemma)
    return t.lower.rstrip(".") in data.titles or t.lemma in data.voices or bool(noun and noun.private)


def surnames(parses: Sequence[Parse], data: AttributionData, named: Mapping[int, ActorMention]) -> dict[str, str]:
    """Full names of a document by their last word, the first and longest of each."""
    out: dict[str, str] = {}
    for parse in parses:
        i = 0
        tokens = parse.tokens
        while i < len(tokens):
            if tokens[i].pos != "PROPN" or tokens[i].start in named or not tokens[i].text[0].isupper():
                i += 1
                continue
            run = person_words(parse, i, data, named)
            if not run:
                i += 1
                continue
            words = [n for n in run if tokens[n].text not in _JOINS]
            if len(words) > 1:
                name = "".join(
                    tokens[n].text + (" " if n + 1 <= run[-1] and tokens[n].end < tokens[n + 1].start else "")
                    for n in run
                )
                key = tokens[run[-1]].lower
                if len(name) > len(out.get(key, "")) and (key not in out or out[key].casefold() in name.casefold()):
                    out[key] = name
            i = run[-1] + 1
    return out
