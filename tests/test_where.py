"""What places a text names: the corpus, the roles of toponyms, and spans."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.datafiles import DATA, Node, read_yaml
from dateline.model import Dateline, GeoPrecision, Outline, Place, Sentence, SentenceKind, Span, Toponym, Unknown, Why
from dateline.where import GazetteerLike, find_toponyms, load_where, role_of
from dateline.where.addresses import outlet_at
from dateline.where.lexicon import Outlet

CORPUS = read_yaml(Path(__file__).parent / "corpus" / "places.en.yaml")
WORDS = load_where(DATA / "en")
CLOSE_KM = 25.0


@dataclass(frozen=True)
class Entry:
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


def folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("-", " ")
    return "".join(c for c in plain if c.isalnum() or c == " ")


class SmallGazetteer:
    """The rows of the corpus; knows exact names only."""

    def __init__(self, rows: list[str]) -> None:
        self.names: dict[str, list[Entry]] = {}
        for row in rows:
            name, others, kind, country, admin1, admin2, lat, lon, population = (
                cell.strip() for cell in row.split(";")
            )
            entry = Entry(row, name, kind, country, admin1, "", admin2, float(lat), float(lon), int(population))
            for spelling in {folded(n.strip()) for n in (name, *others.split(",")) if n.strip()}:
                self.names.setdefault(spelling, []).append(entry)

    def lookup(self, name: str, /) -> tuple[Entry, ...]:
        return tuple(sorted(self.names.get(folded(name), ()), key=lambda e: -e.population))

    def spelled(self, name: str, /) -> bool:
        return bool(self.lookup(name))

    def variants(self, name: str, /) -> tuple[Entry, ...]:
        return self.lookup(name)

    def longer(self, name: str, country: str, /) -> tuple[Entry, ...]:
        return ()

    def borders(self, _country: str, /) -> tuple[()]:
        return ()


SMALL = SmallGazetteer(CORPUS["gazetteer"])


def outline_of(text: str) -> Outline:
    """Sentences end at a full stop; a line in capitals alone is a heading."""
    sentences = []
    for number, block in enumerate(re.finditer(r"[^\n]+", text)):
        for part in re.finditer(r"\S.*?(?:[.!?](?=\s|$)|$)", block.group()):
            kind = SentenceKind.HEADING if part.group().isupper() and " " not in part.group() else SentenceKind.BODY
            span = Span(block.start() + part.start(), block.start() + part.end())
            sentences.append(Sentence(span, kind, number))
    return Outline(tuple(sentences))


def toponyms(text: str, gazetteer: GazetteerLike = SMALL, **options: object) -> tuple[Toponym, ...]:
    return find_toponyms(text, outline_of(text), gazetteer, WORDS, **options)  # type: ignore[arg-type]


def km(a: Place, lat: float, lon: float) -> float:
    east = (a.lon - lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(a.lat - lat, east)


def said(toponym: Toponym, text: str, wanted: str) -> str:
    """The toponym in the corpus's form; the wanted coordinates where it is close enough to them."""
    value = toponym.value
    if isinstance(value, Unknown):
        return f"unknown {value.why}"
    lat, lon = wanted.split()[2:4] if len(wanted.split()) == 4 else ("0", "0")
    where = f"{lat} {lon}" if km(value, float(lat), float(lon)) <= CLOSE_KM else f"{value.lat:.2f} {value.lon:.2f}"
    return f"{value.country} {value.precision} {where}"


def check(case: Node, gazetteer: GazetteerLike) -> None:
    text = case["text"].replace("|", "\n\n")
    hints = {country: float(weight) for country, weight in case.get("hints", {}).items()}
    found = toponyms(text, gazetteer, country_hints=hints)
    got = {t.name.of(text): said(t, text, case["is"].get(t.name.of(text), "")) for t in found}
    assert list(got.items()) == list(case["is"].items())


@pytest.mark.parametrize("case", CORPUS["places"], ids=lambda c: c["text"][:60])
def test_a_place_is_found_and_placed(case: Node) -> None:
    check(case, SMALL)


@pytest.mark.parametrize("case", CORPUS["ambiguous"], ids=lambda c: c["text"][:60])
def test_a_shared_name_is_resolved_by_the_text(case: Node) -> None:
    check(case, SMALL)


@pytest.mark.parametrize("text", CORPUS["none"])
def test_what_is_no_place_gives_none(text: str) -> None:
    assert [t.name.of(text) for t in toponyms(text)] == []


ROLES = [
    ("Two were killed in Mosul.", "Mosul", "at"),
    ("He is from Homs.", "Homs", "origin"),
    ("They fled to Turkey.", "Turkey", "destination"),
    ("They marched towards Kabul.", "Kabul", "destination"),
    ("The activist told reporters in Geneva.", "Geneva", "speech"),
    ("He said in Doha that talks had failed.", "Doha", "speech"),
    ("He said two men were killed in Quetta.", "Quetta", "at"),
    ("Syria's army denied it.", "Syria", "attribute"),
    ("The Syria government denied it in Damascus.", "Damascus", "at"),
    ("Syria's State Intelligence Service denied it.", "Syria", "attribute"),
    ("The 9th Brigade (Mosul) denied it in Baghdad.", "Mosul", "attribute"),
    ("Mosul police found arms in Baghdad.", "Mosul", "body"),
    ("Kabul officers and detectives searched a house.", "Kabul", "body"),
    ("The Mosul prosecutor's office searched a house in Baghdad.", "Mosul", "body"),
    ("The Mosul medical examiner named the dead.", "Mosul", "body"),
    ("The Mosul Medical Examiner’s office named the dead.", "Mosul", "body"),
    ("A Mosul man was arrested in Baghdad.", "Mosul", "resident"),
    ("Omar Haddad of Homs was shot in Hama.", "Homs", "origin"),
    ("Two brothers, 19 and 24, of Homs were shot in Hama.", "Homs", "origin"),
    ("A bomb hit the old market of Homs.", "Homs", "at"),
    ("The London-based monitor counted 12 strikes on Idlib.", "London", "origin"),
    ("Shells hit Kabul's airport.", "Kabul", "at"),
    ("The road to Azaz was cut.", "Azaz", "at"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES, ids=lambda x: x[:40])
def test_the_words_around_a_toponym_give_its_role(text: str, name: str, role: str) -> None:
    roles = {t.name.of(text): role_of(t, text, WORDS) for t in toponyms(text)}
    assert roles[name] == role


def test_the_span_has_the_words_that_locate() -> None:
    text = "Three men died about 20 km south of Oksibil, and two near the town of Ye-U."
    assert [t.span.of(text) for t in toponyms(text)] == ["about 20 km south of Oksibil", "near the town of Ye-U"]


def test_toponyms_stand_in_order_and_apart() -> None:
    text = "Rebels entered the Rutshuru territory of North Kivu, in the Democratic Republic of the Congo, from Goma."
    spans = [t.span for t in toponyms(text)]
    assert len(spans) == 4
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_claimed_span_is_no_place() -> None:
    text = "The Army of Homs attacked Hama."
    claimed = Span(4, 16)
    found = find_toponyms(text, outline_of(text), SMALL, WORDS, not_places=[claimed])
    assert [t.name.of(text) for t in found] == ["Hama"]


def test_a_parser_that_sees_a_person_has_one_vote() -> None:
    text = "Supporters waited for Victoria in the rain."
    span = Span(22, 30)
    assert find_toponyms(text, outline_of(text), SMALL, WORDS, entities=[(span, "PERSON")]) == ()


def test_the_dateline_counts_as_speech() -> None:
    text = "QUETTA, Pakistan, Oct 24 - Gunmen shot a driver in Islamabad."
    outline = Outline(outline_of(text).sentences, Dateline(Span(0, 26), Span(0, 6)))
    found = find_toponyms(text, outline, SMALL, WORDS)
    assert [(t.name.of(text), role_of(t, text, WORDS)) for t in found][0::2] == [
        ("QUETTA", "speech"),
        ("Islamabad", "at"),
    ]


def test_an_ambiguous_name_keeps_what_was_tried() -> None:
    (valencia,) = toponyms("Protesters marched in Valencia.")
    assert valencia.value == Unknown(Why.AMBIGUOUS, ("Valencia, Carabobo, VE", "Valencia, Valencia, ES"))
    assert [p.country for p in valencia.runners_up] == ["VE", "ES"]


def test_an_empty_text_has_no_toponyms() -> None:
    assert find_toponyms("", Outline(()), SMALL, WORDS) == ()


# --- on the gazetteer itself, where it has been built ---------------------------------------------


@pytest.fixture(scope="module")
def real() -> Iterator[GazetteerLike]:
    gazetteer = pytest.importorskip("dateline.gazetteer")
    opening = pytest.importorskip("dateline.gazetteer.opening")
    if not opening.default_path().exists():
        pytest.skip("the gazetteer has not been built")
    with gazetteer.open_gazetteer() as opened:
        yield opened


REAL = [
    ("A car bomb went off in Mosul, in Iraq's Nineveh province.", "Mosul", "IQ", "exact", 36.34, 43.13),
    ("Rebels shelled the Aleppo countryside.", "Aleppo", "SY", "near", 36.20, 37.16),
    ("Gunmen killed four in Kaduna state.", "Kaduna", "NG", "admin1", 10.4, 7.7),
    ("Soldiers died near Kupiansk in Ukraine.", "Kupiansk", "UA", "near", 49.71, 37.61),
    ("A convoy was hit in Maiduguri.", "Maiduguri", "NG", "exact", 11.85, 13.16),
    ("Police fired on a crowd in Colombo.", "Colombo", "LK", "exact", 6.93, 79.85),
    ("A blast killed two in Tripoli, Lebanon.", "Tripoli", "LB", "exact", 34.44, 35.85),
]


@pytest.mark.parametrize(("text", "name", "country", "precision", "lat", "lon"), REAL, ids=lambda x: str(x)[:30])
def test_the_built_gazetteer_places_it(
    real: GazetteerLike, text: str, name: str, country: str, precision: str, lat: float, lon: float
) -> None:
    value = {t.name.of(text): t.value for t in toponyms(text, real)}[name]
    assert isinstance(value, Place)
    assert (value.country, value.precision.value) == (country, precision)
    assert km(value, lat, lon) < (120 if precision == "admin1" else CLOSE_KM)


OUTLETS = [
    ("Columbus police named the dead.", "WTVM.com-Columbus, GA News", "Columbus", "Georgia"),
    ("Columbus police named the dead.", "", "Columbus", "Ohio"),
    ("The Greene County sheriff said so, WNCT reports.", "", "Greene County", "North Carolina"),
    ("Police in White County said a boy was shot.", "WSMV Channel 4", "White County", "Tennessee"),
    ("Police in White County, Ga., said a boy was shot.", "WSMV Channel 4", "White County", "Georgia"),
    ("Police in Marietta said so. Cobb County deputies came.", "KGW - Portland, Oregon", "Marietta", "Georgia"),
    ("Aurora police ask callers to ring (331) 555-0142.", "", "Aurora", "Illinois"),
    (
        "Two died in Wilmington, the Wilmington News Journal reports.",
        "",
        "Wilmington",
        "Delaware",
    ),
]


@pytest.mark.parametrize(("text", "outlet", "name", "division"), OUTLETS)
def test_where_the_outlet_is_tells_namesakes_apart_and_the_text_goes_before_it(
    real: GazetteerLike, text: str, outlet: str, name: str, division: str
) -> None:
    line = Outline((Sentence(Span(0, len(text)), SentenceKind.BODY, 0),))
    found = find_toponyms(text, line, real, WORDS, outlet=outlet)
    place = next(t.value for t in found if name.startswith(t.name.of(text)))
    assert isinstance(place, Place)
    assert place.admin1 == division


ADDRESSES = [
    ("https://www.wkrn.com/news/1", "Nashville", "US"),
    ("https://www.denverpost.com/2016/a", "Denver", "US"),
    ("http://web.archive.org/web/2016/http://www.stltoday.com:80/x", "St. Louis", "US"),
    ("https://chicago.cbslocal.com/a", "Chicago", "US"),
    ("https://www.nbcmiami.com/a", "Miami", "US"),
    ("https://www.mindanews.com/a", "Davao", "PH"),
    ("https://www.dawn.com/a", "", "PK"),
    ("https://www.thenews.com.pk/a", "", "PK"),
    ("https://www.town-crier.co.uk/a", "", "GB"),
    ("https://station.tv/a", "", ""),
    ("https://example.org/a", "", ""),
    ("https://www.dawn.com/why-http-matters", "", "PK"),
    ("https://[no-host/a", "", ""),
    ("notes/report.txt", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("address", "town", "country"), ADDRESSES)
def test_an_address_tells_where_its_outlet_is_or_its_country(address: str, town: str, country: str) -> None:
    outlet = outlet_at(address, WORDS) or Outlet("", "", "")
    assert (outlet.town, outlet.country) == (town, country)


ADDRESSED = [
    ("Two people were killed in Hyderabad on Monday.", "https://www.dawn.com/a", "Sindh"),
    ("Two people were killed in Hyderabad on Monday.", "https://www.thehindu.com/a", "Telangana"),
    ("Gunmen killed two in Tripoli.", "https://www.naharnet.com/a", "North"),
    ("Gunmen killed two in Tripoli.", "https://www.libyaherald.com/a", "Tripoli"),
    ("Gunmen killed two in Tripoli, Lebanon.", "https://www.libyaherald.com/a", "North"),
    ("Police in Lexington named the dead.", "https://www.lex18.com/a", "Kentucky"),
    ("Two people were shot in Rutland on Monday.", "https://www.pjstar.com/a", "Illinois"),
]


@pytest.mark.parametrize(("text", "address", "division"), ADDRESSED)
def test_the_address_tells_namesakes_apart_and_the_text_goes_before_it(
    real: GazetteerLike, text: str, address: str, division: str
) -> None:
    place = toponyms(text, real, address=address)[0].value
    assert isinstance(place, Place)
    assert place.admin1 == division


MEMPHIS = "https://www.wmcactionnews5.com/a"
FAR = [  # a name, and the division of the place that it means in a text of a station of Memphis
    ("A man was shot in Fremont.", "Fremont", ""),
    ("A man was shot in Jackson.", "Jackson", "Tennessee"),
    ("A man was shot in Stockton.", "Stockton", ""),  # of the village nearby a paper would tell the city apart
    ("A man was shot in Jackson, Mississippi.", "Jackson", "Mississippi"),
    ("A man was shot in Peoria on Monday. The state of Illinois sent help.", "Peoria", "Illinois"),
    ("Troops shelled Aleppo in Syria.", "Aleppo", "Aleppo"),
]


@pytest.mark.parametrize(("text", "name", "division"), FAR)
def test_a_place_far_from_a_local_outlet_wants_more_than_its_name(
    real: GazetteerLike, text: str, name: str, division: str
) -> None:
    found = next((t.value for t in toponyms(text, real, address=MEMPHIS) if t.name.of(text) == name), None)
    assert (found.admin1 if isinstance(found, Place) else "") == division


STREETS = [  # a text, and the name that stands for a street near Memphis, "" for none
    ("Two men were shot in the 1400 block of Cedar on Monday.", "block of Cedar"),
    ("Two men were shot on Cedar Lane on Monday.", "Cedar Lane"),
    ("Two men were shot near 84th and Cedar streets.", "84th and Cedar streets"),
    ("Two men were shot on Cedar Lane. The victims are from Nashville.", "Cedar Lane"),
    ("Two men were shot at a house on Jackson Town Road.", "Jackson Town Road"),
    ("Two men were shot on Cedar Lane, Tennessee police said.", "Cedar Lane"),
    ("Two men were shot on Cedar Lane in Nashville.", ""),
    ("Two men were shot on Cedar Lane in Shelby County.", ""),
    ("Two men were shot in a lane on Monday.", ""),
]


@pytest.mark.parametrize(("text", "street"), STREETS)
def test_a_street_of_a_text_without_a_town_lies_near_that_of_its_outlet(
    real: GazetteerLike, text: str, street: str
) -> None:
    found = [t for t in toponyms(text, real, address=MEMPHIS) if t.by == "street"]
    assert [t.name.of(text) for t in found] == [street] * bool(street)
    for toponym in found:
        place = toponym.value
        assert isinstance(place, Place)
        assert (place.name, place.precision, bool(toponym.because)) == ("Memphis", GeoPrecision.NEAR, True)


@pytest.mark.parametrize("address", ["", "https://example.org/a", "https://www.dawn.com/a"])
def test_a_street_without_a_local_outlet_is_no_place(real: GazetteerLike, address: str) -> None:
    assert not toponyms("Two men were shot on Cedar Lane on Monday.", real, address=address)


def test_a_street_of_the_town_that_the_text_names_lies_there(real: GazetteerLike) -> None:
    text = "Two men were shot on Cedar Lane. Memphis police came."
    (street,) = (t.value for t in toponyms(text, real, address=MEMPHIS) if t.by == "street")
    assert isinstance(street, Place)
    assert (street.name, street.precision) == ("Memphis", GeoPrecision.EXACT)


def test_a_sheriff_is_of_a_county(real: GazetteerLike) -> None:
    text = "Police in Shreveport, Louisiana, said that the Bossier Sheriff's Office was called."
    places = [t.value.name for t in toponyms(text, real) if isinstance(t.value, Place)]
    assert "Bossier Parish" in places


def test_the_station_of_a_dateline_tells_where_its_town_is(real: GazetteerLike) -> None:
    text = "MARIETTA (KOCO) - Two men were shot at on Sunday."
    line = Dateline(Span(0, 15), Span(0, 8), agency=Span(10, 14))
    body = (Sentence(Span(18, len(text)), SentenceKind.BODY, 0),)
    place = find_toponyms(text, Outline(body, dateline=line), real, WORDS)[0].value
    assert isinstance(place, Place)
    assert place.admin1 == "Oklahoma"


NAMES = [
    ("A boy was shot in Gary, Ind. He died in Lincoln Hospital.", "Lincoln", ""),
    ("Two were shot on Doe Town Road in Macon, Ga.", "Doe Town", None),
    ("Metro police arrested two in Macon, Ga.", "Metro", None),
    ("A man was shot in Clinton Township, Mich.", "Clinton Township", "Michigan"),
    ("Savannah-Chatham police arrested two.", "Savannah", "Georgia"),
    ("A woman was shot at in West Valley City.", "West Valley City", "Utah"),
    ("A Shreveport juvenile was shot at.", "Shreveport", "Louisiana"),
    ("Two men fled Macon, Ga., in a white Cadillac.", "Cadillac", None),
    ("Prince George's County police arrested two.", "Prince George's County", "Maryland"),
    ("The Cleveland Division of Police arrested two in Ohio.", "Cleveland", "Ohio"),
    ("Police came to a north Montgomery neighborhood, the Montgomery police say.", "Montgomery", "Alabama"),
    ("A cook was robbed in the 700 block of Cedar Road in Toledo.", "Toledo", "Ohio"),
    ("Canton, Mississippi, police came to a Canton home.", "Canton", "Mississippi"),
    ("Police of Macon, Ga., were called to a Toledo apartment complex.", "Toledo", "Ohio"),
    ("Two men were shot at the Earle Village Apartments. Memphis police came.", "Earle", ""),
    ("Two men were shot in Earle, Arkansas, on Monday.", "Earle", "Arkansas"),
    ("Birmingham police ask who shot at a man in Kingston. Call (205) 555-0142.", "Kingston", ""),
]


@pytest.mark.parametrize(("text", "name", "division"), NAMES)
def test_names_of_towns_are_told_from_those_of_sites_and_streets(
    real: GazetteerLike, text: str, name: str, division: str | None
) -> None:
    value = {t.name.of(text): t.value for t in toponyms(text, real)}.get(name)
    assert (value.admin1 if isinstance(value, Place) else value and "") == division
