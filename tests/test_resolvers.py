"""Days and places as tools of their own: plain fields, offsets into the text as given, nothing guessed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import dateline
from dateline.cli import cli
from dateline.errors import UsageError
from dateline.model import DayPrecision, Days, Extent
from dateline.when import edtf

TEXT = "Early on Friday, shells fell on Manbij in Syria's northern province of Aleppo, police said on 27 August 2016."


def test_days_are_ranges_with_their_words() -> None:
    found = dateline.days("They left  on Friday\nand came back in early May 2014.", published="2016-08-27")
    assert [(d.words, d.first, d.last, d.precision, d.extent, d.edtf) for d in found] == [
        ("on Friday", date(2016, 8, 26), date(2016, 8, 26), "day", "within", "2016-08-26"),
        ("in early May 2014", date(2014, 5, 1), date(2014, 5, 10), "month", "within", "[2014-05-01..2014-05-10]"),
    ]


def test_offsets_count_in_the_text_as_given() -> None:
    text = "\ufeff \r\n\r\n" + TEXT
    days, places = dateline.days(text, published=date(2016, 8, 28)), dateline.places(text)
    assert [text[d.start : d.end] for d in days] == [d.words for d in days] != []
    assert [text[p.start : p.end] for p in places] == [p.words for p in places] != []


def test_a_day_without_its_anchor_says_why() -> None:
    (found,) = dateline.days("Two men were held on Thursday.")
    assert (found.first, found.last, found.edtf, found.why) == (None, None, "", "no_publication_date")


def test_places_have_plain_fields() -> None:
    manbij, syria, aleppo = dateline.places(TEXT)
    assert (manbij.name, manbij.country, manbij.admin1, manbij.precision) == ("Manbij", "SY", "Aleppo", "exact")
    assert manbij.lat == pytest.approx(36.53, abs=0.05)
    assert manbij.lon == pytest.approx(37.95, abs=0.05)
    assert manbij.gazetteer_id.startswith("geonames:")
    assert (syria.precision, syria.country) == ("country", "SY")
    assert (aleppo.precision, aleppo.admin1_code) == ("admin1", "SY-HL")
    assert "Aleppo" in [other.name for other in aleppo.runners_up]


def test_a_name_that_the_gazetteer_lacks_says_so() -> None:
    (found,) = dateline.places("Rebels burned the village of Qwyzzar.")
    assert (found.words, found.name, found.lat, found.why) == ("the village of Qwyzzar", "", None, "not_in_gazetteer")


def test_the_country_of_publication_is_a_hint_and_no_more() -> None:
    def tripoli(text: str, country: str) -> str:
        return next(p.country for p in dateline.places(text, country=country) if "Tripoli" in p.words)

    assert tripoli("Shots were heard in Tripoli.", "LB") == "LB"
    assert tripoli("Shots were heard in Tripoli, east of Misrata and Zawiya in Libya.", "LB") == "LY"


NAMED = "Two men from Springfield, Illinois, were shot between Kabul and Qxtown. Qxtown is small."


def spans(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(w), text.index(w) + len(w)) for w in words]


def test_names_that_another_tool_has_found_are_resolved_one_by_one() -> None:
    names = spans(NAMED, "Qxtown", "Kabul", "Springfield")
    found = dateline.places(NAMED, names=names)
    assert [(p.start, p.end) for p in found] == names
    assert [(p.name, p.admin1, p.country) for p in found] == [
        ("", "", ""),
        ("Kabul", "Kabul", "AF"),
        ("Springfield", "Illinois", "US"),
    ]
    assert found[0].why == "not_in_gazetteer"
    assert dateline.places(NAMED, names=[]) == []


@pytest.mark.parametrize("wrong", [(-1, 3), (5, 5), (7, 3), (0, 1000)])
def test_names_outside_the_text_are_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match="names"):
        dateline.places(NAMED, names=[wrong])


@pytest.mark.parametrize("wrong", ["Friday", "2016-13-01", ""])
def test_a_date_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError, match="write it as 2016-08-27"):
        dateline.days(TEXT, published=wrong)


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="two letters"):
        dateline.places(TEXT, country="QQ")


@pytest.mark.parametrize("text", ["", "   \n", "No day and no place."])
def test_texts_that_name_nothing_give_nothing(text: str) -> None:
    assert dateline.days(text, published="2016-08-27") == []
    assert dateline.places(text) == []


WITHIN, THROUGHOUT = Extent.WITHIN, Extent.THROUGHOUT


@pytest.mark.parametrize(
    ("first", "last", "extent", "written"),
    [
        ("2016-08-27", "2016-08-27", WITHIN, "2016-08-27"),
        ("2016-08-26", "2016-08-27", WITHIN, "[2016-08-26..2016-08-27]"),
        ("2016-08-22", "2016-08-27", THROUGHOUT, "2016-08-22/2016-08-27"),
        ("2016-02-01", "2016-02-29", WITHIN, "2016-02"),
        ("2016-02-01", "2016-02-28", WITHIN, "[2016-02-01..2016-02-28]"),
        ("2016-06-01", "2016-08-31", WITHIN, "2016-22"),
        ("2015-12-01", "2016-02-29", WITHIN, "2016-24"),
        ("2016-04-01", "2016-06-30", WITHIN, "2016-34"),
        ("2016-07-01", "2016-12-31", WITHIN, "2016-41"),
        ("2016-01-01", "2016-04-30", WITHIN, "[2016-01..2016-04]"),
        ("1900-01-01", "1999-12-31", WITHIN, "19XX"),
        ("2016-06-01", "2016-08-31", THROUGHOUT, "2016-06/2016-08"),
        ("2016-01-01", "2016-12-31", WITHIN, "2016"),
        ("2011-01-01", "2016-12-31", THROUGHOUT, "2011/2016"),
        ("1990-01-01", "1999-12-31", WITHIN, "199X"),
        ("1991-01-01", "2000-12-31", WITHIN, "[1991..2000]"),
        ("0980-01-01", "0989-12-31", WITHIN, "098X"),
    ],
)
def test_days_are_written_as_edtf(first: str, last: str, extent: Extent, written: str) -> None:
    value = Days(date.fromisoformat(first), date.fromisoformat(last), DayPrecision.DAY, extent)
    assert edtf(value) == written


def test_a_history_is_read_in_the_years_that_it_tells_of() -> None:
    text = "In 1961 the mine was sold. On 3 May the pit flooded. In December it was shut, and in January it was filled."
    assert [str(d.first) for d in dateline.days(text)] == ["1961-01-01", "1961-05-03", "1961-12-01", "1962-01-01"]


def test_the_commands_list_what_the_functions_find(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    run = CliRunner().invoke(cli, ["days", str(file), "--published", "2016-08-28", "--format", "jsonl"])
    rows = [json.loads(line) for line in run.output.splitlines()]
    assert [(r["document"], r["words"], r["first"]) for r in rows] == [
        ("report", "Early on Friday", "2016-08-26"),
        ("report", "on 27 August 2016", "2016-08-27"),
    ]
    run = CliRunner().invoke(cli, ["places", str(file), "--format", "csv"])
    head, first, *_ = run.output.splitlines()
    assert head.startswith("document,words,start,end,name,country,admin1")
    assert first.startswith("report,Manbij,")
    run = CliRunner().invoke(cli, ["places", str(file), "--format", "geojson"])
    shapes = [f["geometry"] for f in json.loads(run.output)["features"]]
    assert [s["type"] for s in shapes] == ["Point"] * 3


@pytest.mark.parametrize(
    "given", [datetime(2016, 8, 27, 10, tzinfo=UTC), "2016-08-27T10:00:00+02:00", date(2016, 8, 27)]
)
def test_a_day_of_publication_can_have_a_time(given: date | str) -> None:
    (found,) = dateline.days("They left on Friday.", published=given)
    assert found.first == date(2016, 8, 26)


def test_texts_of_a_pipe_are_listed() -> None:
    run = CliRunner().invoke(cli, ["days", "-", "--published", "2016-08-28", "--format", "csv"], input=TEXT)
    assert run.output.splitlines()[1].startswith("stdin,Early on Friday,")


def test_a_table_of_several_files_tells_which(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("They came back on 3 May 2016.", encoding="utf-8")
    one, both = (CliRunner().invoke(cli, ["days", str(path)]).output for path in (tmp_path / "b.txt", tmp_path))
    assert ("document" in one, "document" in both) == (False, True)


def test_files_that_name_no_day_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A bridge burned in the north of the country.", encoding="utf-8")
    run = CliRunner().invoke(cli, ["days", str(tmp_path / "a.txt")])
    assert (run.exit_code, run.stdout, run.stderr) == (0, "", "none found\n")


def test_a_file_that_cannot_be_read_fails_alone(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.docx"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"\x00\x01\x02" * 50)
    run = CliRunner().invoke(cli, ["days", str(bad), str(good), "--published", "2016-08-28"])
    assert run.exit_code == 1
    assert "Early on Friday" in run.output
    assert "bad.docx" in run.output
