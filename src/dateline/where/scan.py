"""Finds the names that may be places: the longest runs of words that the gazetteer has, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dateline.model import Outline, SentenceKind, Span
from dateline.where.frame import place_word, read_frame
from dateline.where.lexicon import PlaceWord, WhereData
from dateline.where.words import EntryLike, Frame, GazetteerLike, Occurrence, Word, plain

# "Islas de San Andres y Providencia" is about as long as names get.
_LONGEST = 5
HEADS = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:,[^:.,;\n]{1,30})?(?::|[–—]|-\s)")
# What may stand behind a name that is a line of its own: "Brest.", "Cookstown, Co Tyrone."
_ALONE = re.compile(r"(?:,([^:.,;\n]{1,30}))?[\s.:)\]]*")
# Kinds whose names may have an article: "the Gambia", "the Sahel", "the Euphrates".
_ARTICLE = frozenset({"country", "region", "water"})
_PLACE_LABELS = {"GPE": "gpe", "LOC": "loc", "FAC": "fac", "ORG": "org", "NORP": "norp"}
# A text is about one country when so much speaks of it, and so large a share of all.
_STEM = 5  # letters that a province shares with the town that it is named after
_HOME_MASS, _HOME_SHARE = 1.5, 0.45
# Shorter words in capitals are acronyms, unless a line of their own or a dateline makes them places.
_ACRONYM = 4
# A class word that the scan leaves out of a name: "Homs Province" is Homs, "Quezon City" is not Quezon.
_CUT = frozenset({"division", "around", "quarter", "road", "line"})
_LOCATES = 1.5  # the weight of a preposition before a place, and no person
_BEHIND = (", ", " (")  # between a place and the one that holds it
_STREET = "street"  # the sort of "Haifa Street", which lies in Baghdad


def find_names(
    text: str, words: Sequence[Word], gazetteer: GazetteerLike, data: WhereData, blocked: Sequence[Span]
) -> list[Occurrence]:
    """Every name that the gazetteer has, longest first, outside the blocked spans; nothing is judged yet."""
    out: list[Occurrence] = []
    i = 0
    while i < len(words):
        found = None
        if _may_begin(words, i, data):
            found = short_form(text, words, i, gazetteer, data) or _longest(text, words, i, gazetteer, data)
        free = found and not any(found.start < b.end and b.start < found.end for b in blocked)
        if found and free and found.frame.sort != _STREET:
            out.append(found)
        i = found.last + 1 if found else i + 1
    return out


def given_names(
    text: str, words: Sequence[Word], spans: Sequence[Span], gazetteer: GazetteerLike, data: WhereData
) -> list[Occurrence]:
    """The names at these spans that the gazetteer has, and what helps to choose: the name behind each, short forms."""
    ends = {span.end for span in spans}
    others = find_names(text, words, gazetteer, data, spans)
    out = [
        n
        for n in others
        if n.certain or any(text[e : n.start] in _BEHIND for e in range(n.start - 2, n.start) if e in ends)
    ]
    for span in sorted(spans):
        inside = [k for k, word in enumerate(words) if word.start < span.end and span.start < word.end]
        name = span.of(text)
        if inside and (short := short_form(text, words, inside[0], gazetteer, data)):
            out.append(short)
        elif inside and (entries := gazetteer.lookup(name)):
            first, last = inside[0], inside[-1]
            whole = span.end >= words[last].end  # or a part of "Paris-Henry County"
            frame = (
                read_frame(text, words, first, last, data) if whole else Frame(*span, left=first - 1, right=last + 1)
            )
            found = Occurrence(first, last, span.start, span.end, name, tuple(entries), frame)
            found.adjective = _is_adjective(words, inside[0], inside[-1], data)
            out.append(found)
    return sorted(out, key=lambda n: n.start)


def short_form(
    text: str, words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData
) -> Occurrence | None:
    """The division whose short form words[i] is: "N.Y.", or "Ga." behind the name of a place and a comma."""
    word = words[i]
    short = data.short_forms.get(word.text.removesuffix("."))
    if short is None or (short.dotted and not text.startswith(".", word.end - word.text.endswith("."))):
        return None
    if short.behind_place and not (i and words[i - 1].cap and text[words[i - 1].after : word.start] == ", "):
        return None
    entries = tuple(e for e in gazetteer.lookup(short.name) if e.kind == "admin1" and e.country == short.country)
    if not entries or word.shouted:
        return None
    frame = Frame(word.start, word.end, left=i - 1, right=i + 1)
    return Occurrence(i, i, word.start, word.end, word.text, entries, frame, certain=True)


def widen(names: Sequence[Occurrence], gazetteer: GazetteerLike, home: str) -> None:
    """Adds places of like spelling to a name that fits its class word, its country or a point badly."""
    for name in names:
        kinds = name.frame.kinds or ("settlement",)
        fitting = [e for e in name.entries if e.kind in kinds and (not home or e.country == home)]
        if any(plain(e.name) == plain(name.text) or len(kinds) > 1 for e in fitting):
            continue
        known = {e.id for e in name.entries}
        name.loose = tuple(e for e in gazetteer.variants(name.text) if e.id not in known)
        name.entries += name.loose
        if "admin1" in kinds and not any(e.kind == "admin1" for e in name.entries):
            name.entries += _named_after(name, gazetteer)


def _named_after(name: Occurrence, gazetteer: GazetteerLike) -> tuple[EntryLike, ...]:
    """The provinces that the towns of the name lie in and that are named after them: "Belgorod region"."""
    stem = plain(name.text)[:_STEM]
    provinces = {(e.country, e.admin1) for e in name.entries if plain(e.admin1).startswith(stem)}
    return tuple(
        e
        for country, province in sorted(provinces)
        for e in gazetteer.lookup(province)
        if e.kind == "admin1" and e.country == country and e.admin1 == province
    )


def _may_begin(words: Sequence[Word], i: int, data: WhereData) -> bool:
    word = words[i]
    if word.cap:
        return word.lower not in data.words["closed"]
    if word.lower in data.words["closed"]:
        return False
    return word.lower in data.words["prefixes"] and i + 1 < len(words) and words[i + 1].glued and words[i + 1].cap


def _longest(text: str, words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData) -> Occurrence | None:
    ends = _ends(words, i, data)
    for j in reversed(ends):
        name = text[words[i].start : words[j].end]
        lower = name.lower()
        if lower in data.demonyms or (j == i and (len(name) < 2 or _tells_sort(lower, data))):
            continue
        if j == i and lower in data.words["openers"] and len(ends) > 1:
            continue  # the first word of a longer name that nobody has
        word = data.place_words.get(words[j].lower) if j - 1 in ends else None
        if word and word.sort in _CUT and _stands_without(text[words[i].start : words[j - 1].end], word, gazetteer):
            continue
        if entries := gazetteer.lookup(name):
            frame = read_frame(text, words, i, j, data)
            found = Occurrence(i, j, words[i].start, words[j].end, name, tuple(entries), frame)
            found.adjective = _is_adjective(words, i, j, data)
            return found
    return None


def _stands_without(name: str, word: PlaceWord, gazetteer: GazetteerLike) -> bool:
    """Is a name one without its class word? "Homs Province" is; no city is called Quezon for "Quezon City"."""
    entries = gazetteer.lookup(name)
    return any(e.kind in word.kinds for e in entries) if word.sort == "division" else bool(entries)


def _is_adjective(words: Sequence[Word], i: int, j: int, data: WhereData) -> bool:
    """Is a country's short name the adjective of what follows: "the U.S. embassy in X"?"""
    if words[i].lower not in data.words["short_names"] or words[j].owns or words[j].suffix or j + 1 == len(words):
        return False
    after = words[j + 1]
    return after.glued and not any(after.lower in data.words[w] for w in ("closed", "person_verbs"))


def _tells_sort(lower: str, data: WhereData) -> bool:
    return lower in data.place_words or lower in data.words["directions"]


def _ends(words: Sequence[Word], i: int, data: WhereData) -> list[int]:
    """Where a name that begins at words[i] may end: at a capitalised word, with no comma and no possessive inside."""
    ends = [i] if words[i].cap and not _hangs(words[i], data) else []
    for j in range(i + 1, min(i + _LONGEST, len(words))):
        word = words[j]
        if not word.glued or words[j - 1].owns or words[j - 1].suffix:
            break
        if word.cap and word.lower not in data.words["closed"]:
            if not _hangs(word, data):
                ends.append(j)
        elif word.lower not in data.words["particles"]:
            break
    return ends


def _hangs(word: Word, data: WhereData) -> bool:
    """Does the word end in a particle, as the first of "Pul-e Malan"?"""
    return "-" in word.text and word.text.rpartition("-")[2] in data.words["particles"]


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
    persons = _persons(words, names, data)
    taken = {k for name in names for k in range(name.first, name.last + 1)}
    place = outline.dateline.place if outline.dateline else None
    for name in names:
        name.score = _evidence(text, words, name, taken, outline, data)
        name.score += _vote(name, entities, weights)
        if place and place.holds(Span(name.start, name.end)):
            name.score += weights["dateline"]
            name.by = "dateline"
        if name.first == name.last and words[name.first].lower in persons and not name.frame.strong:
            name.score += weights["person"]
        name.accepted = name.certain or name.score >= weights["enough"]
    home = _home(names, countries)
    for name in names:
        if home:
            name.score += weights["home" if any(e.country == home for e in name.entries) else "abroad"]
            name.accepted = name.certain or name.score >= weights["enough"]
    _vouch(text, words, names, data)
    return home


def _home(names: Sequence[Occurrence], countries: Mapping[str, float]) -> str:
    """The country that most of the text is about; "" where there is none.

    Of each name that is accepted, the countries of all places that bear it count, each once.
    """
    mass = dict(countries)
    seen: set[str] = set()
    for name in names:
        if name.accepted and name.text not in seen:
            seen.add(name.text)
            own = {e.country for e in name.entries}
            for country in own:
                mass[country] = mass.get(country, 0.0) + 1 / len(own)
    if not mass:
        return ""
    home, most = max(mass.items(), key=lambda item: (item[1], item[0]))
    return home if most >= _HOME_MASS and most > _HOME_SHARE * sum(mass.values()) else ""


def _vouch(text: str, words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> None:
    """Accepts names that are accepted elsewhere, and names of a list in which one is."""
    table = data.weights["evidence"]
    known = {name.text.casefold() for name in names if name.accepted}
    for name in names:
        if not name.accepted and name.text.casefold() in known:
            name.accepted = name.score >= table["again"]
    pairs = list(pairwise(names))
    for one, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        if one.accepted and not other.accepted and listed(text, words, one, other, data):
            other.score += table["listed"]
            other.accepted = other.score >= table["enough"]


def listed(text: str, words: Sequence[Word], one: Occurrence, other: Occurrence, data: WhereData) -> bool:
    """Do two names stand next to each other in a list?"""
    if one.first > other.first:
        one, other = other, one
    if words[one.first].sentence != words[other.first].sentence:
        return False
    between = range(one.last + 1, other.first)
    gap = text[words[one.last].after : words[other.first].start]
    return (
        all(words[k].lower in data.words["and"] for k in between) and ("," in gap or len(between) == 1) and len(gap) < 8
    )


def _evidence(
    text: str, words: Sequence[Word], name: Occurrence, taken: set[int], outline: Outline, data: WhereData
) -> float:
    weights, first, frame = data.weights["evidence"], words[name.first], name.frame
    score = weights["shouted"] if first.shouted else weights["start"] if first.first else weights["mid"]
    if name.first != name.last or any(not c.isalpha() for c in name.text[1:-1]):
        score += weights["compound"]
    if frame.sort or frame.near:
        score += weights["frame"]
    elif frame.directed:
        score += weights["directed"]
    score += data.weights["prepositions"].get(frame.before, 0.0)
    if sort := data.common.get(name.text.lower()):
        score += weights[sort]
    score += _size(name, weights)
    if _attributive(words, name, data):
        score += weights["attribute"]
    elif name.first and first.glued and words[name.first - 1].lower in data.words["determiners"] and not frame.strong:
        score += 0.0 if any(e.kind in _ARTICLE for e in name.entries) else weights["article"]
    score += _neighbours(words, name, taken, data)
    if _own_line(text, words, name, outline, data):
        name.heads = True
        score += weights["heading"]
    elif first.text.isupper() and name.first == name.last and len(first.text) <= _ACRONYM and not first.shouted:
        score += 0.0 if _country(name) else weights["acronym"]
    i = name.last + 1
    told_of = data.weights["prepositions"].get(frame.before, 0.0) >= _LOCATES  # "the governor of X said"
    if i < len(words) and words[i].glued and words[i].lower in data.words["person_verbs"] and not told_of:
        score += weights["person_verb"]
    return score


def _attributive(words: Sequence[Word], name: Occurrence, data: WhereData) -> bool:
    """ "X police", "the X-based group"."""
    last, i = words[name.last], name.last + 1
    follows = i < len(words) and words[i].glued and not words[i].cap and words[i].lower in data.words["attribute_heads"]
    return bool(last.suffix) or follows


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


def _neighbours(words: Sequence[Word], name: Occurrence, taken: set[int], data: WhereData) -> float:
    """Capitalised words beside the name that are no part of a place make it a person's or a body's."""
    weights = data.weights["evidence"]
    score, shouted = 0.0, words[name.first].shouted
    k = name.first - 1
    if k >= 0 and words[name.first].glued and not words[k].owns:
        before = words[k]
        if before.lower in data.titles and not (before.lower in data.place_words or before.first):
            score += weights["title"]
        elif before.cap and not shouted and not _explained(words, k, taken, data) and name.frame.left >= k:
            score += weights["start_neighbour" if before.first else "neighbour"]
        elif before.lower in data.words["glue"] and not before.cap:
            score += weights["neighbour"]
    i = name.frame.right if not name.frame.said_apart else name.last + 1
    last = words[name.last]
    if i < len(words) and words[i].glued and not last.owns and not last.suffix and i == name.last + 1 and not shouted:
        after = words[i]
        if after.cap and not _explained(words, i, taken, data) and after.lower not in data.words["attribute_heads"]:
            score += weights["neighbour"]
    return score


def _explained(words: Sequence[Word], k: int, taken: set[int], data: WhereData) -> bool:
    lower = words[k].lower
    return (
        k in taken
        or lower in data.words["closed"]
        or lower in data.words["directions"]
        or lower in data.words["site_modifiers"]
        or lower in data.demonyms
        or lower in data.place_words
        or lower in data.speech["between"]
        or place_word(words, k, data) is not None
    )


def _own_line(text: str, words: Sequence[Word], name: Occurrence, outline: Outline, data: WhereData) -> bool:
    """Does the name head a line: "JILIB:", "5 May, El Ali (Hiran):", "HELMAND, Nad Ali:", "Brest." alone?"""
    first = words[name.first]
    sentence = outline.sentences[first.sentence]
    k = name.first
    while (
        k > 0 and words[k].sentence == first.sentence and not words[k].first and words[k - 1].cap and name.first - k < 5
    ):
        k -= 1
    heads = HEADS.match(text, name.frame.end, sentence.span.end)
    if not words[k].first:
        return bool(heads and data.dated.fullmatch(text, sentence.span.start, words[name.first].start))
    if sentence.kind is SentenceKind.HEADING:
        return True
    alone = _ALONE.fullmatch(text, name.frame.end, sentence.span.end)
    return bool(heads or (alone and all(w[0].isupper() for w in (alone[1] or "").split())))


def _vote(name: Occurrence, entities: Sequence[tuple[Span, str]], weights: Mapping[str, float]) -> float:
    for span, label in entities:
        if span.start < name.end and name.start < span.end:
            return weights[_PLACE_LABELS.get(label, "other")]
    return 0.0


def _persons(words: Sequence[Word], names: Sequence[Occurrence], data: WhereData) -> set[str]:
    """The words that stand after a title or last in a run of capitalised words of which none begins a place."""
    starts = {name.first for name in names if name.first != name.last}
    out: set[str] = set()
    for k, (before, word) in enumerate(pairwise(words), 1):
        if not word.cap or not word.glued or word.shouted or before.owns or k in starts:
            continue
        titled = before.lower in data.titles and before.lower not in data.place_words
        if titled or (before.cap and not before.first and not _explained(words, k - 1, set(), data)):
            out.add(word.lower)
    return out
