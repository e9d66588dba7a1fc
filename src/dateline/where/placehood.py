"""Weighs whether a name is a place's at all, by the words around it and by the other names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dateline.model import Outline, SentenceKind, Span
from dateline.where.bodies import ACRONYM, attributive, of_a_body, of_its_people
from dateline.where.candidates import inside
from dateline.where.frame import place_word
from dateline.where.lexicon import WhereData
from dateline.where.vouching import LOCATES, vouch
from dateline.where.words import Occurrence, Word

HEADS = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:,[^:.,;\n]{1,30})?(?::|[–—]|-\s)")
# What may stand behind a name that is a line of its own: "Brest.", "Cookstown, Co Tyrone."
_ALONE = re.compile(r"(?:,([^:.,;\n]{1,30}))?[\s.:)\]]*")
# An age behind a name: "Jordan, 38, said".
_AGED = re.compile(r", \d{1,2}[,.;)]")
_QUOTED = re.compile(r"[\"“”]")
# Kinds whose names may have an article: "the Gambia", "the Sahel", "the Euphrates".
_ARTICLE = frozenset({"country", "region", "water"})
_PLACE_LABELS = {"GPE": "gpe", "LOC": "loc", "FAC": "fac", "ORG": "org", "NORP": "norp"}
# A text is about one country when so much speaks of it, and so large a share of all; what lies elsewhere is unlikely
# when more does.
_HOME_MASS, _HOME_SHARE, _ABROAD_MASS = 1.0, 0.45, 1.5
# The people of a capital, at least: "X said" of a larger town is its government's word.
_SPEAKING = 500_000
_REACHES = 1.0  # the weight of words that bring where something is or comes to: "to", "hit"
_BETWEEN = 2  # words between a town's name and the noun for a site in it: "a Kano cattle market"


def weigh(
    text: str,
    words: Sequence[Word],
    names: Sequence[Occurrence],
    outline: Outline,
    data: WhereData,
    entities: Sequence[tuple[Span, str]],
    countries: Mapping[str, float],
) -> str:
    """Scores each occurrence, accepts those with enough evidence and those that an accepted one vouches for.

    Gives the country that the text is about, "" where it is about none or several.
    """
    weights = data.weights["evidence"]
    persons = _persons(text, words, names, data) - _located(words, names, data)
    taken = {k: n for n in names if n.text.lower() not in data.common for k in range(n.first, n.last + 1)}
    place = outline.dateline.place if outline.dateline else None
    for name in names:
        name.score = _evidence(text, words, name, taken, outline, data)
        name.score += _vote(name, entities, weights)
        if place and place.holds(Span(name.start, name.end)):
            name.score += weights["dateline"]
            name.by = "dateline"
        name.local = name.by == "dateline" or of_a_body(words, name, data)
        alone = name.first == name.last and not (name.frame.strong or name.local)
        name.person = alone and words[name.first].lower in persons
        if name.person:
            name.score += weights["person"]
        name.accepted = name.certain or name.score >= weights["enough"]
    home, mass = _home(names, countries)
    abroad = weights["abroad"] if mass >= _ABROAD_MASS else 0.0
    for name in names:
        if home:
            lies_in = {e.country for e in name.entries if e.country}  # a long river in none
            name.score += weights["home"] if home in lies_in else abroad if lies_in else 0.0
            name.accepted = name.certain or name.score >= weights["enough"]
    vouch(text, words, names, data)
    return home


def _home(names: Sequence[Occurrence], countries: Mapping[str, float]) -> tuple[str, float]:
    """The country that most of the text is about, and how much speaks for it; "" where there is none.

    Of each name that is accepted, the countries of all places that bear it count, each once.
    """
    mass = dict(countries)
    seen: set[str] = set()
    for name in names:
        if name.accepted and name.text not in seen:
            seen.add(name.text)
            own = {e.country for e in name.entries if e.kind == "country"} or {e.country for e in name.entries}
            for country in own:
                mass[country] = mass.get(country, 0.0) + 1 / len(own)
    if not mass:
        return "", 0.0
    home, most = max(mass.items(), key=lambda item: (item[1], item[0]))
    return (home if most >= _HOME_MASS and most > _HOME_SHARE * sum(mass.values()) else ""), most


def _evidence(
    text: str,
    words: Sequence[Word],
    name: Occurrence,
    taken: Mapping[int, Occurrence],
    outline: Outline,
    data: WhereData,
) -> float:
    weights, first = data.weights["evidence"], words[name.first]
    score = _by_itself(words, name, data) + _by_surroundings(words, name, data)
    score += _neighbours(words, name, taken, data)
    if name.first == name.last and _QUOTED.match(text, first.start - 1) and _QUOTED.match(text, name.end):
        score += weights["quoted"]
    if first.text in data.acronyms and name.first == name.last and not (first.shouted or _country(name)):
        score += weights["no_place"]
    elif _own_line(text, words, name, outline, data):
        name.heads = True
        score += weights["heading"]
    elif first.text.isupper() and name.first == name.last and len(first.text) <= ACRONYM and not first.shouted:
        score += 0.0 if _country(name) else weights["acronym"]
    return score


def _by_itself(words: Sequence[Word], name: Occurrence, data: WhereData) -> float:
    """Its capital, its words, its size."""
    weights, first = data.weights["evidence"], words[name.first]
    own = of_a_body(words, name, data) or of_its_people(words, name, data)
    opens = first.first and not own  # but "X police" has its capital from X
    score = weights["shouted"] if first.shouted else weights["start"] if opens else weights["mid"]
    if name.first != name.last or any(not c.isalpha() for c in name.text[1:-1]):
        score += weights["compound"]
        if _classed(words, name, data):
            score += weights["classed"]
    if sort := data.common.get(name.text.lower()):
        score += weights[sort]
    return score + (_size(name, weights) if name.spelled else 0.0)


def _by_surroundings(words: Sequence[Word], name: Occurrence, data: WhereData) -> float:
    """The words that locate before it and those that follow it."""
    weights, first, frame = data.weights["evidence"], words[name.first], name.frame
    before = data.locating(frame.before)
    following = words[name.last + 1].lower if name.last + 1 < len(words) else ""
    score = before + (weights["frame"] if frame.sort or frame.near else weights["directed"] if frame.directed else 0.0)
    if _undergoes(words, name, data):
        score += weights["undergone"]
    if following in data.words["where"]:
        score += weights["where"]
    if of_a_body(words, name, data):
        score += weights["body"]
    elif attributive(words, name, data):
        score += weights["attribute"]
    elif frame.holder:
        score += weights["frame"]
    elif _of_a_scene(words, name, data):
        score += weights["scene"]
    elif _before_event(words, name, data):
        score += weights["event"]
    elif name.first and first.glued and words[name.first - 1].lower in data.words["determiners"] and not frame.strong:
        classed = name.first != name.last and words[name.last].lower in data.place_words  # "the Bolan Pass"
        if not any(e.kind in _ARTICLE for e in name.entries):
            score += 0.0 if classed else weights["article"]
        elif _stands_alone(words, name, data) and not _country(name):
            score += weights["article_fits"]
            frame.sort, frame.kinds = "water", ("water", "region")
    elif _is_make(words, name, data):
        score += weights["article"] + weights["article"]
    if following in data.words["person_verbs"] and words[name.last + 1].glued and before < LOCATES:
        score += weights["person_verb"]  # but not "the governor of X said"
    return score


def _is_make(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "A white Corolla", "an old Volga": one of many things of that name."""
    k = name.first - 2
    if k < 0 or name.frame.strong or name.frame.directed or not (words[k + 1].glued and words[name.first].glued):
        return False
    between = words[k + 1]
    known = between.cap or any(between.lower in data.words[w] for w in ("closed", "modifiers", "directions"))
    if known or words[k].lower not in data.words["indefinite"] or between.lower in data.demonyms:
        return False
    return _stands_alone(words, name, data)


def _stands_alone(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """Does no noun follow that the article could belong to: "the Dnipro", and not "the Dnipro plant"?"""
    i = name.last + 1
    last = words[name.last]
    if last.owns or last.suffix:
        return False
    return i == len(words) or not words[i].glued or words[i].lower in data.words["closed"]


def _of_a_scene(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "Outside a X bar", "to his X home", "hit a X convenience store": something happened at a site that X has."""
    k = name.frame.left if name.frame.left < name.first - 1 else name.first - 1
    if k < 1 or not words[k + 1].glued or words[k].lower not in data.words["determiners"] | data.words["whose"]:
        k += 1  # the frame has its article
    if k < 1 or words[k].lower not in data.words["determiners"] | data.words["whose"] or words[name.last].owns:
        return False
    before = words[k - 1].lower
    within = words[k].glued and data.locating(before) > _REACHES and before not in data.words["of"]
    return within and _leads_to(words, name.last + 1, data.words["scenes"], data)


def _leads_to(words: Sequence[Word], i: int, nouns: frozenset[str], data: WhereData) -> bool:
    """Does one of the nouns follow, behind few small words at most?"""
    for word in words[i : i + _BETWEEN + 1]:
        if not word.glued or (word.cap and not word.shouted) or word.lower in data.words["closed"]:
            return False
        if word.lower in nouns:
            return True
    return False


def _classed(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """Is the first or last of the words of a name a class word, a direction or a word that opens names?"""
    first, last = words[name.first].lower, words[name.last].lower
    if name.first == name.last:
        return False
    return first in data.words["directions"] | data.words["openers"] or last in data.place_words


def _undergoes(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """Does the text say of the name what is said of places: "X was shelled", "X fell to the rebels"?"""
    i = name.frame.right
    if i + 1 >= len(words) or not (words[i].glued and words[i + 1].glued) or words[name.last].owns:
        return False
    one, two = words[i].lower, words[i + 1].lower
    if one in data.happens or f"{one} {two}" in data.happens:
        return True
    last = i + 2
    while two in data.words["undergoes"] and last < len(words):  # "has been shelled"
        two, last = words[last].lower, last + 1
    return one in data.words["undergoes"] | data.words["perfect"] and two in data.words["undergone"]


def _before_event(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "The X massacre", "after X nightclub shooting", and not "X attacks"."""
    k, last = name.first - 1, words[name.last]
    if last.owns or last.suffix or k < 0 or not words[name.first].glued:
        return False
    before = words[k].lower
    if before in data.words["determiners"]:
        return _leads_to(words, name.last + 1, data.words["event_heads"], data)
    located = data.locating(before) >= LOCATES or before in data.words["amid"]
    return located and _leads_to(words, name.last + 1, data.words["acts"], data)


def _size(name: Occurrence, weights: Mapping[str, float]) -> float:
    if _country(name):
        return weights["country"]
    most = max(e.population for e in name.entries)
    for size, key in ((1e6, "million"), (1e5, "hundred"), (1e4, "ten")):
        if most >= size:
            return weights[key]
    return 0.0


def _country(name: Occurrence) -> bool:
    return any(e.kind == "country" for e in name.entries)


def _neighbours(words: Sequence[Word], name: Occurrence, taken: Mapping[int, Occurrence], data: WhereData) -> float:
    """Capitalised words beside the name that are no part of a place make it a person's or a body's."""
    weights = data.weights["evidence"]
    score, shouted = 0.0, words[name.first].shouted
    k = name.first - 1
    if k >= 0 and words[name.first].glued and not words[k].owns:
        before = words[k]
        if _is_office(before, data):
            score += weights["title"]
        elif before.cap and not shouted and not _explained(words, k, name, taken, data) and name.frame.left >= k:
            score += weights["start_neighbour" if before.first else "neighbour"]
        elif (before.lower in data.words["glue"] and not before.cap) or before.lower in data.words["vessels"]:
            score += weights["neighbour"]
        elif before.lower in data.words["of"] and k and words[k - 1].cap and words[k - 1].lower in data.words["papers"]:
            score += weights["title"]  # "the Treaty of X"
    i = name.frame.right if not name.frame.said_apart else name.last + 1
    last = words[name.last]
    apart = not words[name.first].glued and i < len(words) and not words[i].glued and i == name.last + 1
    if k >= 0 and apart and words[k].sentence == words[i].sentence == last.sentence:
        score += weights["title"] if _is_office(words[k], data) else 0.0  # "the commander, X, and"
    if i < len(words) and words[i].glued and not last.owns and not last.suffix and i == name.last + 1 and not shouted:
        after = words[i]
        if after.lower in data.words["papers"] and not after.cap:
            score += weights["neighbour"]  # "the X accords"
        of_it = of_a_body(words, name, data) or after.lower in data.words["attribute_heads"]
        of_it = of_it or _explained(words, i, name, taken, data)
        if after.cap and (not of_it or after.lower in data.words["outlets"] | data.words["papers"]):
            score += weights["neighbour"]
            if name.frame.sort and name.frame.start < name.start:
                score -= weights["frame"]  # "the village of X Y": the class word is the longer name's
    return score


def _explained(
    words: Sequence[Word], k: int, name: Occurrence | None, taken: Mapping[int, Occurrence], data: WhereData
) -> bool:
    """Is a capitalised word beside a name no part of it: a place that holds it or lies in it, or a word of its own?"""
    lower = words[k].lower
    other = taken.get(k)
    return (
        (other is not None and (name is None or _of_one_another(name, other)))
        or lower in data.words["closed"]
        or lower in data.words["directions"]
        or lower in data.words["site_modifiers"]
        or lower in data.words["openers"]
        or lower in data.demonyms
        or lower in data.place_words
        or lower in data.speech["between"]
        or place_word(words, k, data) is not None
    )


def _acts(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """Does a name of one word do what persons do, and is no place of it so large that it may stand for its people?"""
    i = name.last + 1
    if name.first != name.last or i >= len(words) or not words[i].glued or words[name.last].owns or name.frame.strong:
        return False
    if data.locating(name.frame.before) >= LOCATES or _country(name):
        return False
    small = max(e.population for e in name.entries) < _SPEAKING
    return small and words[i].lower in data.words["person_verbs"]


def _own_line(text: str, words: Sequence[Word], name: Occurrence, outline: Outline, data: WhereData) -> bool:
    """Does the name head a line: "JILIB:", "5 May, El Ali (Hiran):", "HELMAND, Nad Ali:", or "Brest." alone?"""
    first = words[name.first]
    sentence = outline.sentences[first.sentence]
    k = name.first
    while (
        k > 0 and words[k].sentence == first.sentence and not words[k].first and words[k - 1].cap and name.first - k < 5
    ):
        k -= 1
    heads = HEADS.match(text, name.frame.end, sentence.span.end)
    alone = _ALONE.fullmatch(text, name.frame.end, sentence.span.end)
    if not words[k].first:
        return bool((heads or alone) and data.dated.fullmatch(text, sentence.span.start, words[name.first].start))
    if sentence.kind is SentenceKind.HEADING:
        behind = words[name.frame.right : name.frame.right + 1]
        return not behind or not behind[0].glued or behind[0].lower in data.words["and"]
    return bool(heads or (alone and all(w[0].isupper() for w in (alone[1] or "").split())))


def _vote(name: Occurrence, entities: Sequence[tuple[Span, str]], weights: Mapping[str, float]) -> float:
    for span, label in entities:
        if span.start < name.end and name.start < span.end:
            return weights[_PLACE_LABELS.get(label, "other")]
    return 0.0


def _of_one_another(name: Occurrence, other: Occurrence) -> bool:
    """May one of two names that stand side by side hold the other, as in "Gaza Palestine"; not "Jordan Henderson"?"""
    if name.certain or other.certain or _country(other) or name.first != name.last or other.first != other.last:
        return True
    return any(inside(e, f) or inside(f, e) for e in name.entries for f in other.entries)


def _of_a_hospital(words: Sequence[Word], k: int, data: WhereData) -> bool:
    """Does a name go on as that of a hospital, so that the last word before is no surname: "Saint Mary Kano Clinic"?

    But not "W. S. Kano Clinic".
    """
    if words[k].owns or words[k].suffix or words[k - 1].text.isupper():
        return False
    for behind in words[k + 1 : k + 2 + _BETWEEN]:
        if not behind.glued or behind.lower in data.words["hospitals"]:
            return behind.glued
        if not behind.cap and behind.lower not in data.words["site_modifiers"]:
            return False
    return False


def _located(words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> set[str]:
    """The words of places in which the text says that something was: "in Kano on Monday", though a man is called so."""
    said = (n for n in names if n.frame.before in data.words["encloses"] and n.first == n.last)
    return {words[n.first].lower for n in said if _stands_alone(words, n, data)}


def _is_office(word: Word, data: WhereData) -> bool:
    """Is a word that of a title or an office, with which no sentence opens: "General", "the commander"?"""
    return word.lower in data.titles and word.lower not in data.place_words and not word.first


def _persons(text: str, words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> set[str]:
    """The words of persons: after a title, last in a run of capitalised words of which none begins a place.

    And names behind which an age stands, and those of small places that the text lets speak or die.
    """
    starts = {name.first for name in names if name.first != name.last}
    out = {words[name.first].lower for name in names if _acts(words, name, data) or _AGED.match(text, name.end)}
    for k, (before, word) in enumerate(pairwise(words), 1):
        if not word.cap or not word.glued or word.shouted or before.owns or k in starts:
            continue
        titled = before.lower in data.titles and before.lower not in data.place_words
        surname = before.cap and not before.first and not _explained(words, k - 1, None, {}, data)
        if titled or (surname and not _of_a_hospital(words, k, data)):
            out.add(word.lower)
    return out
