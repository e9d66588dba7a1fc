"""Reads borders: "the Syria-Turkey border", "on the border with Iraq", "the Turkish border"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import GeoPrecision, Place, Span
from dateline.where.lexicon import WhereData
from dateline.where.senses import distance_km
from dateline.where.words import EntryLike, GazetteerLike, Word

# Words before or after the word for a border in which its countries are sought.
_REACH = 6


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


def border_place(border: Border, shares: Mapping[str, float], main: EntryLike | None, data: WhereData) -> Place:
    """The border as a place: the point midway between the two countries, with their half distance as radius.

    The country is the one that the text is more about; `main` stands in where only one is named.
    """
    pair = list(border.countries)
    if len(pair) == 1 and main is not None and main.country != pair[0].country:
        pair.append(main)
    pair.sort(key=lambda e: -shares.get(e.country, 0.0))
    if len(pair) == 1:
        (one,) = pair
        return Place(one.name, one.country, one.lat, one.lon, GeoPrecision.BORDER, gazetteer_id=one.id)
    one, other = pair
    return Place(
        data.border_name.format(one.name, other.name),
        one.country,
        (one.lat + other.lat) / 2,
        (one.lon + other.lon) / 2,
        GeoPrecision.BORDER,
        within_km=round(distance_km(one, other) / 2, 1),
        gazetteer_id=one.id,
    )
