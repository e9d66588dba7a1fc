"""From a text to its toponyms: finds the names, resolves them together, and says how exactly each is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model import GeoPrecision, Outline, Place, Sentence, SentenceKind, Span, Toponym, Unknown, Why
from dateline.where.addresses import outlet_at
from dateline.where.borders import border_toponym, find_borders, line_of
from dateline.where.candidates import Unit, borne, distance_km, inside, make_units
from dateline.where.countries import countries_told, main_country
from dateline.where.joins import hyphened, join_roads, link, spread_plurals
from dateline.where.lexicon import WhereData
from dateline.where.outlets import Home, homes_of, of_agency, stations, telephones, towns
from dateline.where.placehood import weigh
from dateline.where.pointers import Named, Pointer, find_pointers
from dateline.where.roles import HOLDER, role_of
from dateline.where.scan import find_names, given_names, widen
from dateline.where.senses import Sense, resolve
from dateline.where.stated import as_stated
from dateline.where.streets import STREET, find_streets
from dateline.where.unnamed import find_unknown
from dateline.where.vouching import lies_by
from dateline.where.words import EntryLike, Frame, GazetteerLike, Occurrence, Word, plain, read_words

# Two places further apart than this are not the ends of one road.
_LONGEST_ROAD_KM = 600.0
_RUNNERS_UP = 4
_WHOLE, _IN_TOWN_KM = 0.45, 10.0  # of the people of a division, a city that is the whole of it, and how near its middle
_HOUSE = re.compile(r" [^\W\d_a-z]")
_NEXT = 3  # words between a quarter and its town


def find_toponyms(
    text: str,
    outline: Outline,
    gazetteer: GazetteerLike,
    data: WhereData,
    *,
    not_places: Sequence[Span] = (),
    entities: Sequence[tuple[Span, str]] = (),
    country_hints: Mapping[str, float] | None = None,
    names: Sequence[Span] | None = None,
    seats: bool = False,
    published: str = "",
    outlet: str = "",
    address: str = "",
) -> tuple[Toponym, ...]:
    """All places that the text names, in text order, without overlaps.

    A name that the gazetteer lacks is returned only where the words around it make it a place's,
    with the reason why it is unknown. Demonyms are none, but tell which countries the text is about.
    `not_places` are spans of parties and persons; `entities` are a parser's, with OntoNotes labels. Where somebody
    else has found the `names`, these and no others are read. `seats`: a capital in a dateline, from which all of
    its country is told of, is one of them too. `published` is the country where the text was, `outlet` the name of
    who published it, `address` where: the last clues of all.
    """
    words = read_words(text, outline, data)
    borders = list(find_borders(text, words, gazetteer, data))
    pairs = list(hyphened(text, words, gazetteer, data)) if names is None else []
    blocked = [*not_places, *(b.span for b in borders), *(Span(a.start, b.end) for a, b in pairs)]
    countries = countries_told(words, borders, data, country_hints or {}, not_places)
    found = (
        _borne(find_names(text, words, gazetteer, data, blocked), data)
        if names is None
        else given_names(text, words, names, gazetteer, data)
    )
    at = outlet_at(address, data)
    named_homes = _homes(text, words, outline, outlet, gazetteer, data)
    own = homes_of(at, gazetteer, data) if at else ()
    homes = tuple(dict.fromkeys([*named_homes, *own, *telephones(text, gazetteer, data)]))
    if publisher := data.outlets.get(outlet) or at:
        published = published or publisher.country
    told = _with_homes(countries, homes, published, data.weights["sense"]["published"])
    home = weigh(text, words, found, outline, data, entities, told)
    for name in found if names is not None else ():
        name.accepted = True
    said = [n for n in found if n.accepted and n.spelled]
    found = [n for n in found if _spelled_or_near(n, said, home, told)]
    widen([n for n in found if n.accepted and not n.certain], gazetteer, home, told, data)
    unknown = find_unknown(text, words, found, data, not_places) if names is None else []
    if names is None:
        join_roads(text, words, found, data)
    kept = [n for n in found if n.accepted or n.certain or any(m.until is n for m in found)]
    spread_plurals(text, words, kept, data)
    link(text, words, kept, data)
    for pair in pairs:
        kept.extend(pair)
    kept = [n for n in kept if not (n.frame.holder and any(0 < u.first - n.last <= _NEXT for u in unknown))]
    unknown = [n for n in unknown if not _quarter_of(n, kept, words, data)]
    units = make_units(kept, {*countries, published}, data)
    lines = [line_of(b, gazetteer) for b in borders]
    senses, shares = resolve(
        units, countries, data, lines=lines, given=names is not None, published=published, homes=homes
    )
    meant = {id(n): (u, senses[id(u)]) for u in units for n in u.occurrences}
    named = [Named(t, meant[id(n)][1].entry) for n in kept if n.accepted and (t := _toponym(n, meant, data))]
    if names is not None:
        return _apart([n.toponym for n in named if any(n.toponym.name.overlaps(s) for s in names)])
    named += [Named(_near_known(n, kept, meant, words, data), None) for n in unknown]
    main = main_country(shares or ({published: 1.0} if published else {}), gazetteer, data)
    named += [Named(border_toponym(b, shares, main, gazetteer, data), None) for b in borders]
    if not seats:
        named = [n for n in named if not _seat_of_government(n, data)]
    named.sort(key=lambda n: n.toponym.span)
    named = [_city_of(n, gazetteer, data) for n in as_stated(text, words, named, data)]
    before = [n for n in named if n.toponym.by != "dateline"]
    pointers = [_pointed(p, data) for p in find_pointers(text, words, outline, before, main, gazetteer, data)]
    found_all = _apart([*(n.toponym for n in named), *pointers])
    town = next((h.town for h in homes if h.town), None)
    return found_all if town is None else _where_published(found_all, text, outline, words, town, data)


def _where_published(
    found: Sequence[Toponym], text: str, outline: Outline, words: Sequence[Word], town: EntryLike, data: WhereData
) -> tuple[Toponym, ...]:
    """With the streets and quarters of a text that places nothing in a town, which lie near the town of its outlet.

    Towns that people come from or are taken to, and those beside the text, place nothing.
    """
    quarters = [t for t in found if t.by == "quarter" and isinstance(t.value, Unknown)]
    beside = [s.span for s in outline.sentences if s.kind is SentenceKind.FURNITURE]
    others = [t for t in found if t not in quarters and not any(b.overlaps(t.span) for b in beside)]
    uses = [(t.value, _use_of(t, text, data)) for t in others if isinstance(t.value, Place)]
    elsewhere = [(p, use) for p, use in uses if p.gazetteer_id != town.id]
    placed = [p for p, use in elsewhere if use in ("at", "resident", "speech")]
    whose = [p for p, use in elsewhere if use in ("attribute", "body")]
    if not all(_holds(p, town) for p in placed) or not all(_holds(p, town, body=True) for p in whose):
        return tuple(found)
    place = _place(town, Frame(0, 0), data)
    if len(elsewhere) == len(uses):
        place = replace(place, precision=GeoPrecision.NEAR, within_km=data.weights["radius"][STREET])
    because = (data.because[STREET],)
    out = [replace(t, value=place, because=because) if t in quarters else t for t in found]
    taken = [*beside, *(t.span for t in found)]
    streets = (s for s in find_streets(words, data) if not any(s.overlaps(span) for span in taken))
    return tuple(sorted([*out, *(Toponym(s, s, place, (), STREET, because) for s in streets)], key=lambda t: t.span))


def _use_of(toponym: Toponym, text: str, data: WhereData) -> str:
    """What a text makes of a place; a district before another name has a house of that: "Erie County Jail"."""
    house = toponym.by == "division" and _HOUSE.match(text, toponym.span.end)
    return "attribute" if house else role_of(toponym, text, data)


def _holds(place: Place, town: EntryLike, *, body: bool = False) -> bool:
    """Is a place the country or province of a town, or the district whose `body` or people are told of?"""
    if place.country != town.country:
        return False
    if place.precision is GeoPrecision.ADMIN2:
        return body and (place.admin1, place.admin2) == (town.admin1, town.admin2)
    return place.precision is GeoPrecision.COUNTRY or (
        place.precision is GeoPrecision.ADMIN1 and place.admin1 == town.admin1
    )


def _homes(
    text: str, words: Sequence[Word], outline: Outline, outlet: str, gazetteer: GazetteerLike, data: WhereData
) -> list[Home]:
    """Where the outlet of a text is by its name, the stations and papers that the text names."""
    homes = [*of_agency(text, outline, gazetteer, data), *stations(words, gazetteer, data)]
    if outlet:
        line = Outline((Sentence(Span(0, len(outlet)), SentenceKind.BODY, 0),))
        homes += stations(read_words(outlet, line, data), gazetteer, data)
        homes += towns(find_toponyms(outlet, line, gazetteer, data))
    return homes


def _with_homes(
    countries: Mapping[str, float], homes: Sequence[Home], published: str, weight: float
) -> dict[str, float]:
    """What speaks for each country, with where the outlets are; where a text was published only counts without both."""
    out = dict(countries)
    given = [published] if published and not out else []
    for country in dict.fromkeys(h.country for h in homes) or given:
        out[country] = out.get(country, 0.0) + weight
    return out


def country_of_dateline(text: str, outline: Outline, data: WhereData) -> str:
    """The country from whose capital a report is written; "" where its dateline names no capital."""
    if outline.dateline is None or outline.dateline.place is None:
        return ""
    place = plain(outline.dateline.place.of(text))
    seats = (*data.capitals.items(), *data.former_capitals.items())
    return next((country for country, capital in seats if plain(capital) == place), "")


def _seat_of_government(named: Named, data: WhereData) -> bool:
    """Is it the capital in a dateline, from which all of a country is told of?"""
    place = named.toponym.value
    if named.toponym.by != "dateline" or not isinstance(place, Place):
        return False
    return place.name in (data.capitals.get(place.country), data.former_capitals.get(place.country))


def _city_of(named: Named, gazetteer: GazetteerLike, data: WhereData) -> Named:
    """A capital in place of the division that is no more than the capital: "D.C."."""
    division = named.entry
    if division is None or division.kind != "admin1" or named.toponym.by == "division":
        return named
    for e in gazetteer.lookup(data.capitals.get(division.country, "")):
        whole = e.population >= _WHOLE * division.population and distance_km(e, division) < _IN_TOWN_KM
        if e.kind == "settlement" and inside(e, division) and whole:
            span = named.toponym.span
            return Named(replace(named.toponym, value=_place(e, Frame(span.start, span.end), data)), e)
    return named


def _pointed(pointer: Pointer, data: WhereData) -> Toponym:
    meant = pointer.meant
    if isinstance(meant, Toponym):
        return Toponym(pointer.span, pointer.name, meant.value, meant.runners_up, "pointer")
    frame = Frame(pointer.span.start, pointer.span.end)
    return Toponym(pointer.span, pointer.name, _place(meant, frame, data), (), "pointer")


def _borne(names: Sequence[Occurrence], data: WhereData) -> list[Occurrence]:
    """The names that some place bears as its own."""
    for name in names:
        if not name.certain:
            name.entries = borne(name.entries, name.text, data, spelled=name.spelled)
    return [name for name in names if name.entries]


def _spelled_or_near(name: Occurrence, said: Sequence[Occurrence], home: str, told: Mapping[str, float]) -> bool:
    """May a name be read: a place bears it just so, or one of like spelling lies where the text is about?

    One of several words may also lie in another country that is told of. A like spelling far away is a coincidence
    ("Mallavi" is no Malawi), and the name is left unknown.
    """
    if name.spelled:
        return True
    if home:
        there = tuple(e for e in name.entries if e.country in told and e.country != home)
        name.entries = tuple(e for e in name.entries if e.country == home) or (there if name.first < name.last else ())
    elif near := tuple(e for e in name.entries if lies_by(e, said, held=False)):
        name.entries = near
    return bool(name.entries) and len({e.country for e in name.entries}) == 1


def _quarter_of(name: Occurrence, kept: Sequence[Occurrence], words: Sequence[Word], data: WhereData) -> bool:
    """Is it a quarter of the town that is named next? Then the town's span takes its words in."""
    if name.frame.sort != "quarter":
        return False
    for town in kept:
        between = range(name.frame.right, town.first)
        if town.accepted and 0 < len(between) <= _NEXT and all(words[k].lower in data.words["links"] for k in between):
            town.frame.start = min(name.frame.start, town.frame.start)
            return True
    return False


def _toponym(name: Occurrence, meant: Mapping[int, tuple[Unit, Sense]], data: WhereData) -> Toponym | None:
    sense = meant[id(name)][1]
    frame = name.frame
    span = Span(min(frame.start, name.start), max(frame.end, name.end))
    if name.until is not None:
        return _between(name, name.until, meant, span)
    if sense.entry is None:
        if not (sense.ambiguous or frame.strong or data.locating(frame.before) >= 2):
            return None
        why = Why.AMBIGUOUS if sense.ambiguous else Why.NOT_IN_GAZETTEER
        tried = tuple(_label(e) for e in sense.ranked[:_RUNNERS_UP])
        runners = tuple(_place(e, frame, data) for e in sense.ranked[:_RUNNERS_UP])
        by = frame.sort or name.by
        return Toponym(span, Span(name.start, name.end), Unknown(why, tried), runners, by)
    by = name.by if name.by != "name" else frame.near or frame.sort or ("short" if name.certain else "name")
    by = "suburb" if by == "quarter" and frame.word.lower() in data.words["outlying"] else by
    by = HOLDER if _is_holder(name, meant, data) else by
    others = tuple(_place(e, frame, data) for e in sense.ranked[: _RUNNERS_UP + 1] if e is not sense.entry)
    value, because = _place(sense.entry, frame, data), tuple(data.because[b] for b in sense.because)
    return Toponym(span, Span(name.start, name.end), value, others[:_RUNNERS_UP], by, because)


def _is_holder(name: Occurrence, meant: Mapping[int, tuple[Unit, Sense]], data: WhereData) -> bool:
    """ "The X suburb of Y": is X the town, being the larger, and Y its suburb?"""
    frame = name.frame
    behind = next((m for m in name.links if m.first == frame.right + 1), None)
    if behind is None or frame.word.lower() not in data.words["outlying"]:
        return False
    small, large = meant[id(behind)][1].entry, meant[id(name)][1].entry
    return small is not None and large is not None and large.population > small.population


def _label(e: EntryLike) -> str:
    return ", ".join(part for part in (e.name, e.admin1, e.country) if part)


def _place(e: EntryLike, frame: Frame, data: WhereData) -> Place:
    precision, within = _precision(e, frame, data)
    admin2 = e.name if e.kind == "admin2" and not e.admin2 else e.admin2
    return Place(e.name, e.country, e.lat, e.lon, precision, e.admin1, e.admin1_code, admin2, within, e.id)


def _precision(e: EntryLike, frame: Frame, data: WhereData) -> tuple[GeoPrecision, float]:
    radius = data.weights["radius"]
    plain = GeoPrecision(data.precisions[e.kind])
    if e.kind in ("settlement", "site"):
        if frame.near:
            return GeoPrecision.NEAR, frame.km or radius[frame.near]
        if frame.sort in ("around", "road") and not frame.said_apart:
            return GeoPrecision.NEAR, radius["around"]
        if frame.sort == "division" and e.kind == "settlement" and "settlement" not in frame.kinds:
            return GeoPrecision.ADMIN2, radius["district"]
        return GeoPrecision.EXACT, 0.0
    return plain, e.reach_km or radius.get(e.kind, 0.0)


def _between(one: Occurrence, other: Occurrence, meant: Mapping[int, tuple[Unit, Sense]], span: Span) -> Toponym | None:
    name = Span(one.start, other.end)
    a, b = meant[id(one)][1].entry, meant[id(other)][1].entry
    if a is None and b is None:
        return None
    if a is None or b is None or (apart := distance_km(a, b)) > _LONGEST_ROAD_KM or a.id == b.id:
        return Toponym(span, name, Unknown(Why.AMBIGUOUS, tuple(_label(e) for e in (a, b) if e)), (), one.by)
    middle = Place(
        f"{a.name}–{b.name}",
        a.country,
        (a.lat + b.lat) / 2,
        (a.lon + b.lon) / 2,
        GeoPrecision.NEAR,
        a.admin1 if a.admin1 == b.admin1 else "",
        a.admin1_code if a.admin1 == b.admin1 else "",
        within_km=round(apart / 2, 1),
        gazetteer_id=a.id,
    )
    return Toponym(span, name, middle, (), one.by, line=(((a.lon, a.lat), (b.lon, b.lat)),))


def _near_known(
    name: Occurrence,
    kept: Sequence[Occurrence],
    meant: Mapping[int, tuple[Unit, Sense]],
    words: Sequence[Word],
    data: WhereData,
) -> Toponym:
    """A name that the gazetteer lacks lies near the known place from which the text measures it."""
    span = Span(min(name.frame.start, name.start), max(name.frame.end, name.end))
    value: Place | Unknown = Unknown(Why.NOT_IN_GAZETTEER, (name.text,))
    for other in kept:
        if (
            other.first > name.last
            and other.frame.near in ("distance", "bearing")
            and other.frame.left < name.frame.right + 2
        ):
            sense = meant[id(other)][1]
            if words[other.first].sentence == words[name.first].sentence and sense.entry is not None:
                value = _place(sense.entry, other.frame, data)
            break
    return Toponym(span, Span(name.start, name.end), value, (), name.frame.sort or "unlisted")


def _apart(found: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """In text order; where two overlap, the spans shrink to the names, and the later one yields."""
    out: list[Toponym] = []
    for one in sorted(found, key=lambda t: (t.name.start, t.span.start)):
        if out and out[-1].span.end > one.span.start:
            last = out[-1]
            if last.name.end > one.name.start:
                continue
            if last.name.end > one.span.start:
                start = last.name.end
                one = replace(one, span=one.name if start > one.name.start else Span(start, one.span.end))
            edge = min(last.span.end, one.span.start)
            out[-1] = replace(last, span=Span(last.span.start, max(edge, last.name.end)))
        out.append(one)
    return tuple(out)
