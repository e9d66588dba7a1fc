"""What the gazetteer knows of one place."""

from __future__ import annotations

from dateline.nouns import noun


@noun(frozen=True, slots=True)
class Entry:
    """One place. Empty strings where a source gives nothing; `population` 0 where it is not known.

    `kind` is one of "settlement", "admin1", "admin2", "country", "region" (a named area without an
    administration), "site" (a camp, airport, base, prison, crossing, hospital, mountain) and "water".
    `country` is ISO 3166-1 alpha-2 ("" for an area of several countries), `admin1` the first-level
    division's usual English name, without the word for its sort, `admin1_code` its ISO 3166-2 code.
    Degrees are WGS 84; an area has its centre. `reach_km` is how far a region or water reaches from its point, 0.0
    where that is not known. The population of a division or country that no
    source gives is the sum over its settlements.
    """

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    admin1_code: str
    admin2: str
    lat: float
    lon: float
    population: int
    reach_km: float = 0.0
