"""The two resolvers as tools of their own: the days and the places that a text names, with plain fields.

Neither needs the parser; `days` needs no gazetteer either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from dateline.datafiles import DATA
from dateline.errors import UsageError
from dateline.gazetteer import RULES, Gazetteer, open_gazetteer, territory_of
from dateline.model import ActorMention, DayMention, Days, Document, Line, Place, Span, Toponym, Why
from dateline.text import TextData, load_text, outline
from dateline.when import WhenData, edtf, find_days, load_when
from dateline.where import WhereData, find_toponyms, load_where
from dateline.who import WhoData, find_actors, load_who

LANGUAGE = "en"
_PARTY = 0.35  # how much a party says of its country, beside a country that is named


@dataclass(frozen=True, slots=True)
class DayRange:
    """Words of a text that name days, `text[start:end]`, and the days that they name.

    `first` and `last` are both included; `precision` is day, week, month or year, as long as they are; `extent` is
    "within" where something fell in the interval, "throughout" where it filled it. `edtf` writes them as ISO 8601-2
    does, as finely as the words tell each end: "since 2012" lasts until publication and is "2012/..", "until March" is
    "../2016-03", "around 12 May" is "2016-05-12~". Where the words cannot be resolved, `why` says why, both days are
    None and the others "": "no_publication_date", or "ambiguous", as "03/05/2016" is where nothing tells the order.
    """

    words: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    precision: str = ""
    extent: str = ""
    edtf: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words of a text that name a place, `text[start:end]`, and the place that they name.

    `country` is ISO 3166-1 alpha-2, `admin1` and `admin2` are names of divisions ("" where it lies in none that is
    known), `admin1_code` is ISO 3166-2. Degrees are WGS 84. `precision` is exact, near, admin2, admin1, country or
    border; `within_km` the radius about the point, 0.0 for a settlement or site named as such. `runners_up` are the
    places that the words could have named as well, best first; `because` says in a few words what speaks for this one
    and not for the best of those that lie elsewhere. `geometry` is a border or a road as GeoJSON has it, None for all
    else. `disputed` is the name of the disputed territory in which it lies, "" elsewhere. Where none can be told,
    `why` says why, `lat` and `lon` are None and the others "".
    """

    words: str
    start: int
    end: int
    name: str = ""
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = ""
    within_km: float = 0.0
    gazetteer_id: str = ""
    admin1_code: str = ""
    why: str = ""
    because: tuple[str, ...] = ()
    disputed: str = ""
    geometry: dict[str, Any] | None = None
    runners_up: tuple[PlaceName, ...] = ()


def days(text: str, *, published: date | str | None = None) -> list[DayRange]:
    """The days that a text names, in text order.

    `published` (a date, or ISO 8601, with a time of day or without) is the day from which "Thursday" or "last week"
    count; without it these are listed with why="no_publication_date". Words for no day of the calendar ("every
    Friday", "for three days", "M23") are not listed. Raises UsageError for a date that is none.
    """
    found = find_days(text, _when(), published=as_date(published))
    return [_day_range(mention, text) for mention in found]


def places(
    text: str, *, country: str = "", disputed: str = "iso", names: Sequence[tuple[int, int]] | None = None
) -> list[PlaceName]:
    """The places that a text names, in text order; names of peoples, groups, persons and papers are none.

    All names of a text are resolved together. Where another tool has found them, `names` says where they stand, as
    (start, end): then there is one place for each of them, in their order, and no other. `country` (ISO 3166-1
    alpha-2), where the text was published, is the last clue: it counts where the text says more for no other place.
    `disputed` says whose a disputed territory is: "iso" as ISO 3166 and GeoNames have it, "control" who governs there
    in fact, "none" nobody's, with "" for a country. The first call opens the gazetteer, and builds it where there is
    none yet. Raises UsageError for a country or rule that is none, and for names outside the text.
    """
    if disputed not in RULES:
        raise UsageError(f"disputed='{disputed}' is no rule: write one of {', '.join(RULES)}")
    tools = _where()
    doc = Document("text", text)
    if country and tools.gazetteer.country(country) is None:
        raise UsageError(f"country='{country}' is none: write two letters, as ISO 3166 has them")
    given = [as_span(name, text) for name in names] if names is not None else None
    parties = find_actors(text, tools.who)
    found = find_toponyms(
        text,
        outline(doc, tools.text),
        tools.gazetteer,
        tools.where,
        not_places=[p.span for p in parties] if given is None else (),
        country_hints=party_hints(parties),
        names=given,
        seats=True,
        published=country.upper(),
    )
    if given is None:
        return [_place_name(toponym, text, disputed) for toponym in found]
    by_name = {span: t for t in found for span in given if span.overlaps(t.name)}
    return [_given_name(span, by_name.get(span), text, disputed) for span in given]


def as_span(name: tuple[int, int], text: str) -> Span:
    """Where a name stands as given by a caller; raises UsageError where nothing does."""
    start, end = name
    if not 0 <= start < end <= len(text):
        raise UsageError(f"names=[({start}, {end})] is no part of the text, which has {len(text)} characters")
    return Span(start, end)


def party_hints(parties: Iterable[ActorMention]) -> dict[str, float]:
    """What the parties that a text names say of the countries that it is about: each party once, and not much."""
    named = {(p.party.name, p.party.country) for p in parties if p.party.country}
    counted = Counter(country for _, country in named)
    return {country: min(_PARTY * n, 1.0) for country, n in counted.items()}


def as_date(published: date | str | None) -> date | None:
    """A day of publication as given by a caller; raises UsageError for one that is none."""
    if isinstance(published, datetime):
        return published.date()
    if not isinstance(published, str):
        return published
    try:
        return datetime.fromisoformat(published).date()
    except ValueError as e:
        raise UsageError(f"published='{published}' is no date: write it as 2016-08-27") from e


@dataclass(frozen=True, slots=True)
class _Where:
    gazetteer: Gazetteer
    text: TextData
    where: WhereData
    who: WhoData


@lru_cache(maxsize=1)
def _when() -> WhenData:
    return load_when(DATA / LANGUAGE)


@lru_cache(maxsize=1)
def _where() -> _Where:
    folder = DATA / LANGUAGE
    return _Where(open_gazetteer(), load_text(folder), load_where(folder), load_who(folder))


def _day_range(mention: DayMention, text: str) -> DayRange:
    span, value = mention.span, mention.value
    words = (span.of(text), span.start, span.end)
    if not isinstance(value, Days):
        return DayRange(*words, why=value.why.value)
    return DayRange(*words, value.first, value.last, value.precision.value, value.extent.value, edtf(value))


def _place_name(toponym: Toponym, text: str, rule: str) -> PlaceName:
    span, value = toponym.span, toponym.value
    words = PlaceName(span.of(text), span.start, span.end)
    others = tuple(_resolved(words, place, rule) for place in toponym.runners_up)
    if not isinstance(value, Place):
        return replace(words, why=value.why.value, runners_up=others)
    chosen = _resolved(words, value, rule)
    return replace(chosen, because=toponym.because, geometry=_geometry(toponym.line), runners_up=others)


def _given_name(span: Span, toponym: Toponym | None, text: str, rule: str) -> PlaceName:
    """What is meant by a name that a caller has found."""
    if toponym is not None:
        return _place_name(toponym, text, rule)
    return PlaceName(span.of(text), span.start, span.end, why=Why.NOT_IN_GAZETTEER.value)


def _resolved(words: PlaceName, place: Place, rule: str) -> PlaceName:
    territory = territory_of(place)
    return replace(
        words,
        name=place.name,
        country=territory.country(rule, place.country) if territory else place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision.value,
        within_km=place.within_km,
        gazetteer_id=place.gazetteer_id,
        admin1_code=place.admin1_code,
        disputed=territory.name if territory else "",
    )


def _geometry(line: Line) -> dict[str, Any] | None:
    """A line as GeoJSON has it: one part or several."""
    if not line:
        return None
    parts = [[list(point) for point in part] for part in line]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}
