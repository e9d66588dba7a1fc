"""Which countries a text is about, as far as its words tell that are no names of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dateline.model import Span
from dateline.where.borders import Border
from dateline.where.lexicon import WhereData
from dateline.where.words import EntryLike, GazetteerLike, Word

# What stands for a figure in the list of signs, and how many digits it has at least: "the 700 block".
_FIGURE, _HOUSES = "0", 3


def countries_told(
    words: Sequence[Word],
    borders: Sequence[Border],
    data: WhereData,
    hints: Mapping[str, float],
    parties: Sequence[Span] = (),
) -> dict[str, float]:
    """How much speaks for each country: hints from without, words of few countries, peoples, borders.

    A country in the name of a party ("Sierra Leone's army") counts as a people.
    """
    weights = data.weights["sense"]
    mass = {country: weights["hint"] * value for country, value in hints.items()}
    for country, told in _by_signs(words, data).items():
        mass[country] = mass.get(country, 0.0) + min(told, weights["signs"])
    for word, following in pairwise([*words, *words[-1:]]):
        if not word.cap or any(b.span.start <= word.start < b.span.end for b in borders):
            continue
        own = _people(word, following, data.demonyms)
        found = own or (data.nations and _in_party(word, parties) and _people(word, following, data.nations))
        if found:
            mass[found[0]] = min(mass.get(found[0], 0.0) + weights["demonym"], 4.0)
    for border in borders:
        for entry in border.countries:
            mass[entry.country] = mass.get(entry.country, 0.0) + weights["border"]
    return mass


def _people(word: Word, following: Word, terms: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    pair = f"{word.lower} {following.lower}"
    return terms.get(word.lower) or (terms.get(pair) if following.cap and following.glued else None)


def _in_party(word: Word, parties: Sequence[Span]) -> bool:
    return any(p.start <= word.start < p.end for p in parties)


def _by_signs(words: Sequence[Word], data: WhereData) -> dict[str, float]:
    """What the words that are written of few countries say of each, each word once."""
    told: dict[str, float] = {}
    for sign in sorted(set(_signs(words, data))):
        countries = data.signs[sign]
        for country in countries:
            told[country] = told.get(country, 0.0) + data.weights["sense"]["sign"] / len(countries)
    return told


def _signs(words: Sequence[Word], data: WhereData) -> Iterator[str]:
    for word, following in pairwise([*words, *words[-1:]]):
        if word.lower in data.signs:
            yield word.lower
        lead = _FIGURE if word.text.isdigit() and len(word.text) >= _HOUSES else word.lower
        if following.glued and (pair := f"{lead} {following.lower}") in data.signs:
            yield pair


def main_country(shares: Mapping[str, float], gazetteer: GazetteerLike, data: WhereData) -> EntryLike | None:
    """The country that has the largest share of a text."""
    if not shares:
        return None
    code = max(shares, key=lambda c: shares[c])
    name = next((n for c, n in data.demonyms.values() if c == code), "")
    return next((e for e in gazetteer.lookup(name) if e.kind == "country"), None) if name else None
