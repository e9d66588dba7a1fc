"""Villages and quarters of the United States that have a post office, from the tables of `zipcodes`.

GeoNames' settlements are those that somebody counts the people of; American papers write the name of the post office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.datafiles import DATA, Node, read_yaml
from dateline.distance import km_between
from dateline.gazetteer.boundaries import SAME_PLACE_KM
from dateline.gazetteer.divisions import Division
from dateline.gazetteer.entry import Entry
from dateline.gazetteer.gathering import Gathering
from dateline.gazetteer.names import Variants, normal_form

COUNTRY = "US"
SERVED = ("STANDARD", "PO BOX")  # neither an organisation's own code nor a military one; the first is a delivery area
FAMOUS = 1_000_000  # people of a city whose name no text gives a village, bare
POST_OFFICES = DATA / "gazetteer" / "postoffices.yaml"
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class PostOffice:
    """A name that mail is addressed to in a state; degrees WGS 84, the mean of its delivery areas."""

    name: str
    state: str
    county: str
    lat: float
    lon: float


def read_post_offices() -> Iterator[PostOffice]:
    """Every name that the post uses in a state, those of whole offices first.

    An office has one name in its state, and other names that the post accepts for the same area. Left out are names in
    abbreviated form and those of a house or a county.
    """
    import zipcodes

    root: Node = read_yaml(POST_OFFICES)
    root.expect(("no_places",))
    refused = frozenset(root["no_places"])
    every = zipcodes.list_all()  # type: ignore[no-untyped-call]
    areas = [z for z in every if z["active"] and z["country"] == COUNTRY and z["zip_code_type"] in SERVED]
    named: dict[tuple[str, str], list[zipcodes.Zipcode]] = defaultdict(list)
    further: dict[tuple[str, str], list[zipcodes.Zipcode]] = defaultdict(list)
    for area in sorted(areas, key=lambda z: SERVED.index(z["zip_code_type"])):
        named[area["city"], area["state"]].append(area)
        for name in area["acceptable_cities"]:
            further[name, area["state"]].append(area)
    for (name, state), its in (named | {k: v for k, v in further.items() if k not in named}).items():
        written = name.replace("Mc ", "Mc")  # the post parts "Mc Cook"
        words = normal_form(written).split()
        if not (_is_abbreviated(words) or words[-1] in refused):
            fit = [z for z in its if z["zip_code_type"] == its[0]["zip_code_type"]]
            lat, lon = (sum(float(z[c]) for z in fit) / len(fit) for c in ("lat", "long"))
            yield PostOffice(written, state, its[0]["county"] or "", round(lat, 5), round(lon, 5))


def _is_abbreviated(words: Sequence[str]) -> bool:
    """Does a word of a name lack vowels ("Grosse Pt")?"""
    return any(len(w) > 1 and _VOWELS.isdisjoint(w) for w in words)


def add_post_offices(gathering: Gathering, by_code: Mapping[str, Division], variants: Variants) -> None:
    """Add the offices that no known place of their name lies near; `by_code` has the divisions by GeoNames code.

    Left out is what is called after a country, a state or a city of a million people: Paris in New York.
    """
    known: dict[str, list[Entry]] = defaultdict(list)
    famous: set[str] = set()
    for g in gathering.places:
        if g.entry.kind in ("country", "admin1") or (g.entry.kind == "settlement" and g.entry.population >= FAMOUS):
            famous.add(g.own)
        if g.entry.country == COUNTRY and g.entry.kind == "settlement":
            for key in {variants.loose(key) for key in g.keys}:
                known[key].append(g.entry)
    counties = {
        (d.geonames_code.rpartition(".")[0], normal_form(name)): d.name
        for d in by_code.values()
        if d.country == COUNTRY and d.level == 2
        for name in (d.full, d.name)
    }
    for office in read_post_offices():
        code = f"{COUNTRY}.{office.state}"
        state, name = by_code.get(code), normal_form(office.name)
        near = known[variants.loose(name)]
        if (
            state is None
            or name in famous
            or any(km_between(office.lat, office.lon, e.lat, e.lon) < SAME_PLACE_KM for e in near)
        ):
            continue
        entry = Entry(
            f"zip:{office.state}:{office.name}", office.name, "settlement", COUNTRY, state.name, state.iso,
            counties.get((code, normal_form(office.county)), ""), office.lat, office.lon, 0,
        )  # fmt: skip
        gathering.add(entry)
        near.append(entry)
