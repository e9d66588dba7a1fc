"""Finds the names that may be places: the longest runs of words that the gazetteer has, each with its evidence."""

from __future__ import annotations

from collections.abc import Container, Sequence

from dateline.model import Span
from dateline.where.candidates import borne, inside
from dateline.where.frame import read_frame
from dateline.where.lexicon import PlaceWord, WhereData
from dateline.where.streets import is_street_name
from dateline.where.vouching import BEHIND
from dateline.where.words import EntryLike, Frame, GazetteerLike, Occurrence, Word, plain

# "Islas de San Andres y Providencia" is about as long as names get.
_LONGEST = 5
_STEM = 5  # letters that a province shares with the town that it is named after
# A class word that the scan leaves out of a name: "Homs Province" is Homs, "Quezon City" is not Quezon.
_CUT = frozenset({"division", "settlement", "around", "quarter", "road", "line"})
_SHORT_LOCATED, _SHORT_SIZE = 2.0, 100_000  # a name is shortened behind a preposition, and of a city
_CITY = 50_000  # people of a city that is known by a word for a kind of place
_BUILT = ("settlement", "site")
_NATURAL = frozenset({"region", "water", "continent"})


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
            found = found or _town_and_county(text, words, i, gazetteer, data)
        free = found and not any(found.start < b.end and b.start < found.end for b in blocked)
        if found and free and not is_street_name(words, found, data):
            out.append(found)
        i = found.last + 1 if found else i + 1
    return out


def _town_and_county(
    text: str, words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData
) -> Occurrence | None:
    """The town in "Kampala-Wakiso Police", where it lies in the district of the other name."""
    word = words[i]
    town, _, county = word.text.partition("-")
    if not county[:1].isupper() or not town or "-" in county:
        return None
    holding = [e for e in gazetteer.lookup(county) if e.kind == "admin2"]
    entries = [e for e in gazetteer.lookup(town) if e.kind == "settlement" and any(inside(e, f) for f in holding)]
    if not entries:
        return None
    frame = read_frame(text, words, i, i, data)
    return Occurrence(i, i, word.start, word.start + len(town), town, tuple(entries), frame)


def given_names(
    text: str, words: Sequence[Word], spans: Sequence[Span], gazetteer: GazetteerLike, data: WhereData
) -> list[Occurrence]:
    """The names at these spans that the gazetteer has, and what helps to choose: the name behind each, short forms."""
    ends = {span.end for span in spans}
    others = find_names(text, words, gazetteer, data, spans)
    out = [
        n
        for n in others
        if n.certain or any(text[e : n.start] in BEHIND for e in range(n.start - 2, n.start) if e in ends)
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
            found.spelled = gazetteer.spelled(name)
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


def widen(
    names: Sequence[Occurrence], gazetteer: GazetteerLike, home: str, told: Container[str], data: WhereData
) -> None:
    """Adds places of like spelling to a name that fits its class word, its country or a point badly."""
    for name in names:
        name.entries += _shortened(name, gazetteer, home, data)
        if all(e.kind == "site" for e in name.entries) and name.frame.sort == "site":
            continue
        kinds = name.frame.kinds or ("settlement",)
        if not name.frame.kinds and all(e.kind in _NATURAL for e in name.entries) and gazetteer.spelled(name.text):
            continue  # "eastern Ghouta"
        fitting = [e for e in name.entries if e.kind in kinds and (not home or e.country == home)]
        if any(plain(e.name) == plain(name.text) or len(kinds) > 1 for e in fitting):
            name.loose = borne(_in_others(name, gazetteer, told), name.text, data, spelled=False)
            name.entries += name.loose
            continue
        known = {e.id for e in name.entries}
        alike = borne(gazetteer.variants(name.text), name.text, data, spelled=False)
        variants = _of_that_class(alike, name.frame, data)
        name.loose = tuple(e for e in variants if e.id not in known)
        name.entries += name.loose
        if "admin1" in kinds and not any(e.kind == "admin1" for e in name.entries):
            name.entries += _named_after(name, gazetteer)


def _in_others(name: Occurrence, gazetteer: GazetteerLike, told: Container[str]) -> tuple[EntryLike, ...]:
    """Settlements of like spelling in those countries of the text where nothing bears the name just so."""
    own = {e.country for e in name.entries}
    return tuple(
        e
        for e in gazetteer.variants(name.text)
        if e.country in told and e.country not in own and e.kind == "settlement"
    )


def _shortened(name: Occurrence, gazetteer: GazetteerLike, home: str, data: WhereData) -> tuple[EntryLike, ...]:
    """The large town of the text's country that people call by the first part of its name: "Mazar", "Bobo"."""
    located = data.locating(name.frame.before) >= _SHORT_LOCATED
    if not home or not located or name.frame.kinds or any(e.country == home for e in name.entries):
        return ()
    return tuple(e for e in gazetteer.longer(name.text, home) if e.population >= _SHORT_SIZE)[:1]


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
    if word.cap and word.lower in data.words["closed"]:  # "In Salah"
        return not (word.first or word.shouted) and i + 1 < len(words) and words[i + 1].cap
    if word.cap:
        return True
    if word.lower in data.words["closed"]:
        return False
    return word.lower in data.words["prefixes"] and i + 1 < len(words) and words[i + 1].glued and words[i + 1].cap


def _longest(text: str, words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData) -> Occurrence | None:
    ends = _ends(text, words, i, gazetteer, data)
    for j in reversed(ends):
        name = text[words[i].start : words[j].end]
        lower = name.lower()
        alone = j == i and (len(name) < 2 or (_is_no_name(lower, data) and not _is_city(words, i, gazetteer, data)))
        people = lower in data.demonyms and not (_located(text, words, i, j, data) and gazetteer.spelled(name))
        if people or alone or (words[i].lower in data.words["closed"] and not gazetteer.spelled(name)):
            continue
        if j == i and lower in data.words["openers"] and len(ends) > 1:
            continue  # the first word of a longer name that nobody has
        word = data.place_words.get(words[j].lower) if j - 1 in ends else None
        if (
            word
            and word.sort in _CUT
            and not words[j - 1].owns  # "Prince George's County" is not Prince George County
            and not _called_so(name, word, gazetteer)
            and not _of_another_sort(lower.rpartition(" ")[0], data)  # "Rivers State", "Karen State"
            and _stands_without(name, text[words[i].start : words[j - 1].end], word, gazetteer)
        ):
            continue
        entries = gazetteer.lookup(name)
        if entries and j > i and _is_part(words, i, j, entries, gazetteer, data):
            return None
        frame = read_frame(text, words, i, j, data) if entries else None
        if frame and (entries := _of_that_class(entries, frame, data)):
            if frame.sort == "water" and frame.left < i - 1:  # "the river Senegal"
                entries = gazetteer.lookup(f"{name} {words[i - 1].text}") or entries
                if words[i - 1].cap and not any(e.kind in frame.kinds for e in entries):
                    frame.sort, frame.kinds = "around", ()  # "Lake Van"
            whole = text[words[i].start : frame.end]
            if frame.sort == "site" and gazetteer.spelled(whole):  # "Taji base"
                entries = [e for e in gazetteer.lookup(whole) if e.kind == "site"] or entries
            elif frame.sort == "site":  # "Jenin camp", where that is a site's name
                own = plain(text[words[j].after : frame.end])
                entries = [e for e in entries if e.kind == "site" and plain(e.name).endswith(own)] or entries
            if frame.sort == "natural" and not any(e.kind in (*frame.kinds, "country") for e in entries):
                frame.sort, frame.kinds = "around", ()  # "the forest of X", "the X desert"
            if not frame.sort and _only_bearings(words[i : j + 1], data) and not _is_known(name, entries):
                frame.sort, frame.kinds = "quarter", _BUILT  # "the West Side"
            found = Occurrence(i, j, words[i].start, words[j].end, name, tuple(entries), frame)
            found.adjective = _is_adjective(words, i, j, data)
            found.spelled = gazetteer.spelled(name)
            return found
    return None


def _of_that_class(entries: Sequence[EntryLike], frame: Frame, data: WhereData) -> Sequence[EntryLike]:
    """The places that may be called by the class word of a name: for "X township" no X County."""
    if frame.word.lower() not in data.words["townships"]:
        return entries
    return [e for e in entries if e.name.rpartition(" ")[2].lower() not in data.words["counties"]]


def _is_known(name: str, entries: Sequence[EntryLike]) -> bool:
    """Has a place of the name no quarters' kind, or is it a city that is called just so: "West Valley City"?"""
    city = (plain(e.name) == plain(name) and e.population >= _CITY for e in entries)
    return any(e.kind not in _BUILT for e in entries) or any(city)


def _only_bearings(name: Sequence[Word], data: WhereData) -> bool:
    """Is a name made of a direction and a class word, so that many towns have a part of that name?"""
    return len(name) > 1 and name[0].lower in data.words["directions"] and all(_tells_sort(w.lower, data) for w in name)


def _of_another_sort(lower: str, data: WhereData) -> bool:
    """Is what stands before a class word alone a people's name or a class word?"""
    return lower in data.demonyms or _tells_sort(lower, data)


def _located(text: str, words: Sequence[Word], i: int, j: int, data: WhereData) -> bool:
    """Is the name of a people, by what stands about it, that of their land: "in Amhara", "Semera, Afar."?"""
    last, before = words[j], words[i - 1] if i else None
    followed = j + 1 < len(words) and words[j + 1].glued and words[j + 1].lower not in data.words["closed"]
    if before is None or followed or last.suffix:
        return False
    if words[i].glued:
        return data.locating(before.lower) >= _SHORT_LOCATED
    return before.cap and before.sentence == last.sentence and text[before.after : words[i].start] in BEHIND


def _is_part(
    words: Sequence[Word], i: int, j: int, entries: Sequence[EntryLike], gazetteer: GazetteerLike, data: WhereData
) -> bool:
    """Is it a part of a far larger place: "West Charlotte", which a hamlet elsewhere is called too?"""
    if words[i].lower not in data.words["directions"] or any(e.kind != "settlement" for e in entries):
        return False
    rest = gazetteer.lookup(" ".join(w.text for w in words[i + 1 : j + 1]))
    most = max((e.population for e in rest if e.kind == "settlement"), default=0)
    return max(e.population for e in entries) < data.weights["sense"]["part"] * most


def _called_so(name: str, word: PlaceWord, gazetteer: GazetteerLike) -> bool:
    """Has a settlement the class word of a division in its own name: "Cherry Township"; or any place that of a town?"""
    own, town = plain(name), word.sort == "settlement"
    named = (e for e in gazetteer.lookup(name) if town or (word.sort == "division" and e.kind == "settlement"))
    return any(plain(e.name) == own for e in named)


def _stands_without(whole: str, name: str, word: PlaceWord, gazetteer: GazetteerLike) -> bool:
    """Is a name one without its class word?

    "Homs Province" is; no city is called Quezon for "Quezon City", and for "Free State" no province Free.
    """
    if gazetteer.spelled(whole) and not gazetteer.spelled(name):
        return False
    entries = gazetteer.lookup(name)
    return any(e.kind in word.kinds for e in entries) if word.sort == "division" else bool(entries)


def _is_adjective(words: Sequence[Word], i: int, j: int, data: WhereData) -> bool:
    """Is a country's short name the adjective of what follows: "the U.S. embassy in X"?"""
    if words[i].lower not in data.words["short_names"] or words[j].owns or words[j].suffix or j + 1 == len(words):
        return False
    after = words[j + 1]
    return after.glued and not any(after.lower in data.words[w] for w in ("closed", "person_verbs"))


def _is_city(words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData) -> bool:
    """Is a class word with a capital, and with no other beside it, the name of a city: "in Canton"?"""
    word, known = words[i], data.place_words.get(words[i].lower)
    beside = [*(words[i - 1 : i] if word.glued else ()), *(w for w in words[i + 1 : i + 2] if w.glued)]
    bodies = data.words["local_bodies"] | data.words["body_modifiers"]  # "Canton Police", and not "Canton Zurich"
    of = (data.words["of"] | data.words["determiners"]) - data.words["indefinite"]  # "a Canton home"
    joined = any((b.cap and not b.first and b.lower not in bodies) or b.lower in of for b in beside)
    if known is None or known.many or joined:
        return False
    named = (e for e in gazetteer.lookup(word.text) if e.kind == "settlement" and plain(e.name) == plain(word.text))
    return any(e.population >= _CITY for e in named)


def _is_no_name(lower: str, data: WhereData) -> bool:
    """Is a word by itself never a place: a small word, a class word, the first of "Metro Police"?"""
    return any(lower in data.words[w] for w in ("closed", "body_modifiers")) or _tells_sort(lower, data)


def _tells_sort(lower: str, data: WhereData) -> bool:
    return lower in data.place_words or lower in data.words["directions"]


def _ends(text: str, words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData) -> list[int]:
    """Where a name that begins at words[i] may end: at a capitalised word, with no comma inside."""
    ends = [i] if words[i].cap and not _hangs(words[i], data) else []
    for j in range(i + 1, min(i + _LONGEST, len(words))):
        word = words[j]
        if not word.glued or words[j - 1].suffix:
            break
        if words[j - 1].owns:  # "Cox's Bazar", and not "Syria's Aleppo"
            if word.cap and gazetteer.spelled(text[words[i].start : word.end]):
                ends.append(j)
            break
        classed = words[j - 1].cap and words[j - 1].lower in data.place_words and not word.shouted  # "County Down"
        if word.cap and (classed or word.lower not in data.words["closed"]):
            if not _hangs(word, data):
                ends.append(j)
        elif word.lower not in data.words["particles"]:
            break
    return ends


def _hangs(word: Word, data: WhereData) -> bool:
    """Does the word end in a particle, as the first of "Pul-e Malan"?"""
    return "-" in word.text and word.text.rpartition("-")[2] in data.words["particles"]
