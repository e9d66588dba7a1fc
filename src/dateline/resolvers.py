"""The two resolvers as tools of their own: the days and the places that a text names, with plain fields.

Neither needs the parser; `days` needs no gazetteer either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.datafiles import DATA
from dateline.errors import UsageError
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.model import DayMention, Days, Document, Place, Toponym
from dateline.text import TextData, load_text, outline
from dateline.when import WhenData, edtf, find_days, load_when
from dateline.where import WhereData, find_toponyms, load_where
from dateline.who import WhoData, find_actors, load_who

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class DayRange:
    """Words of a text that name days, `text[start:end]`, and the days that they name.

    `first` and `last` are both included; `precision` is day, week, month or year; `extent` is "within" where
    something fell in the interval, "throughout" where it filled it; `edtf` writes it as ISO 8601-2 does. Where the
    words cannot be resolved, `why` says why, both days are None and the others "".
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
    places that the words could have named as well, best first. Where none can be told, `why` says why, `lat` and
    `lon` are None and the others "".
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
    runners_up: tuple[PlaceName, ...] = ()


def days(text: str, *, published: date | str | None = None) -> list[DayRange]:
    """The days that a text names, in text order.

    `published` (a date, or ISO 8601) is the day from which "Thursday" or "last week" count; without it these are
    listed with why="no_publication_date". Words for no day of the calendar ("every Friday", "for three days",
    "M23") are not listed. Raises UsageError for a date that is none.
    """
    found = find_days(text, _when(), published=as_date(published))
    return [_day_range(mention, text) for mention in found]


def places(text: str, *, country: str = "") -> list[PlaceName]:
    """The places that a text names, in text order; names of peoples, groups, persons and papers are none.

    All names of a text are resolved together. `country` (ISO 3166-1 alpha-2), where the text was published, is a
    hint that counts for less than anything in the text. The first call opens the gazetteer, and builds it where
    there is none yet. Raises UsageError for a country that is none.
    """
    tools = _where()
    doc = Document("text", text)
    if country and tools.gazetteer.country(country) is None:
        raise UsageError(f"country='{country}' is none: write two letters, as ISO 3166 has them")
    found = find_toponyms(
        text,
        outline(doc, tools.text),
        tools.gazetteer,
        tools.where,
        not_places=[a.span for a in find_actors(text, tools.who)],
        country_hints={country.upper(): 1.0} if country else {},
    )
    return [_place_name(toponym, text) for toponym in found]


def as_date(published: date | str | None) -> date | None:
    """A day of publication as given by a caller; raises UsageError for one that is none."""
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
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


def _place_name(toponym: Toponym, text: str) -> PlaceName:
    span, value = toponym.span, toponym.value
    words = (span.of(text), span.start, span.end)
    others = tuple(_resolved(place, *words) for place in toponym.runners_up)
    if not isinstance(value, Place):
        return PlaceName(*words, why=value.why.value, runners_up=others)
    return _resolved(value, *words, others)


def _resolved(place: Place, words: str, start: int, end: int, others: tuple[PlaceName, ...] = ()) -> PlaceName:
    return PlaceName(
        words,
        start,
        end,
        place.name,
        place.country,
        place.admin1,
        place.admin2,
        place.lat,
        place.lon,
        place.precision.value,
        place.within_km,
        place.gazetteer_id,
        place.admin1_code,
        runners_up=others,
    )
