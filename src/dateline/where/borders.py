"""Reads borders: "the Syria-Turkey border", "on the border with Iraq", "the Turkish border"."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.model import GeoPrecision, Place, Span, Toponym
from dateline.where.candidates import distance_km
from dateline.where.lexicon import WhereData
from dateline.where.words import EntryLike, GazetteerLike, Point, Word

# Words before or after the word for a border in which its countries are sought.
_REACH = 6
_STEP = 0.3  # degrees from one point of a line that is weighed to the next


@dataclass(frozen=True, slots=True)
class Border:
    """The words of a border and the countries that they name: one or two."""

    span: Span
    name: Span
    countries: tuple[EntryLike, ...]


def find_borders(text: str, words: Sequence[Word], gazetteer: GazetteerLike, data: WhereData) -> Iterator[Border]:
    """Every border whose country or countries the words beside it name."""
    for i, word in enumerate(words):
        found = data.place_words.get(word.lower)
        if not found or found.sort != "line":
            continue
        before = _before(text, words, i, gazetteer, data)
        after = _after(text, words, i, gazetteer, data)
        named = list(dict.fromkeys([e for _, e in before] + [e for _, e in after]))[:2]
        if named:
            at = [k for k, _ in before] + [i] + [k for k, _ in after]
            yield Border(
                Span(words[min(at)].start, words[max(at)].end),
                Span(words[min(at)].start, words[max(at)].end),
                tuple(named),
            )


def _before(
    text: str, words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData
) -> list[tuple[int, EntryLike]]:
    """ "Syria-Turkey", "Turkish", "Syrian-Turkish", "Lebanon's"."""
    k = i - 1
    out: list[tuple[int, EntryLike]] = []
    while k >= 0 and i - k <= 3 and words[k + 1].sentence == words[i].sentence:
        gap = text[words[k].after : words[k + 1].start].strip()
        if gap not in ("", "-", "–", "—", "/"):
            break
        found = _countries(words[k].text, gazetteer, data)
        if not found and k > 0 and words[k].glued:
            found = _countries(text[words[k - 1].start : words[k].end], gazetteer, data)
            if found:
                out[:0] = [(k - 1, e) for e in found]
                k -= 2
                continue
        if not found:
            if words[k].lower in data.words["directions"]:
                k -= 1
                continue
            break
        out[:0] = [(k, e) for e in found]
        k -= 1
    return out


def _after(
    text: str, words: Sequence[Word], i: int, gazetteer: GazetteerLike, data: WhereData
) -> list[tuple[int, EntryLike]]:
    """ "with X", "between X and Y"."""
    k = i + 1
    out: list[tuple[int, EntryLike]] = []
    if k >= len(words) or not words[k].glued or words[k].lower not in data.words["border_leads"]:
        return []
    k += 1
    while k < len(words) and k - i <= _REACH and words[k].glued:
        lower = words[k].lower
        for size in (3, 2, 1):
            if k + size <= len(words) and words[k].cap:
                found = _countries(text[words[k].start : words[k + size - 1].end], gazetteer, data)
                if found:
                    out += [(k + size - 1, e) for e in found]
                    k += size - 1
                    break
        else:
            if (
                lower not in data.words["and"]
                and lower not in data.words["determiners"]
                and lower not in data.words["modifiers"]
            ):
                break
        k += 1
    return out


def _countries(name: str, gazetteer: GazetteerLike, data: WhereData) -> list[EntryLike]:
    """The country or the two countries that a word names or is the adjective of."""
    if not name[:1].isupper():
        return []
    parts = [name] if _country(name, gazetteer, data) else name.replace("–", "-").split("-")
    out = [e for part in parts if (e := _country(part, gazetteer, data))]
    return out if len(out) == len(parts) <= 2 else []


def _country(name: str, gazetteer: GazetteerLike, data: WhereData) -> EntryLike | None:
    adjective = data.demonyms.get(name.casefold())
    for entry in gazetteer.lookup(adjective[1] if adjective else name):
        if entry.kind == "country":
            return entry
    return None


def line_of(border: Border, gazetteer: GazetteerLike) -> list[Point]:
    """Points along the border, of one country alone along all its borders."""
    one, *others = (e.country for e in border.countries)
    lines = [b for b in gazetteer.borders(one) if not others or others[0] in (b.one, b.other)]
    return [point for b in lines for part in b.line for point in _along(part)]


def _along(part: Sequence[tuple[float, float]]) -> Iterator[Point]:
    """Points at about even steps along a row of (longitude, latitude)."""
    east, north = part[0]
    yield _At(north, east)
    for lon, lat in part[1:]:
        steps = int(math.hypot(lon - east, lat - north) / _STEP)
        yield from (
            _At(north + (lat - north) * n / steps, east + (lon - east) * n / steps) for n in range(1, steps + 1)
        )
        if steps:
            east, north = lon, lat


def border_toponym(
    border: Border, shares: Mapping[str, float], main: EntryLike | None, gazetteer: GazetteerLike, data: WhereData
) -> Toponym:
    """The border as a line, with the point of it in its middle and the distance to its farther end.

    The country is the one that the text is more about; `main` stands in where only one is named. Of a country
    alone all its borders are meant. Where two countries share none that is known, the place is between them.
    """
    pair = list(border.countries)
    if len(pair) == 1 and main is not None and main.country != pair[0].country:
        pair.append(main)
    pair.sort(key=lambda e: -shares.get(e.country, 0.0))
    one, other = pair[0], pair[1] if len(pair) > 1 else None
    lines = [b for b in gazetteer.borders(one.country) if other is None or other.country in (b.one, b.other)]
    line = tuple(part for b in lines for part in b.line)
    ends: list[Point] = [_At(lat, lon) for part in line for lon, lat in part]
    point: Point = min(lines, key=lambda b: distance_km(b, one), default=_At(*_mean(pair)))
    place = Place(
        one.name if other is None else data.border_name.format(one.name, other.name),
        one.country,
        point.lat,
        point.lon,
        GeoPrecision.BORDER,
        within_km=round(max(distance_km(point, end) for end in ends or pair), 1),
        gazetteer_id=one.id,
    )
    return Toponym(border.span, border.name, place, (), "border", line=line)


class _At(NamedTuple):
    lat: float
    lon: float


def _mean(points: Sequence[Point]) -> tuple[float, float]:
    return sum(p.lat for p in points) / len(points), sum(p.lon for p in points) / len(points)
