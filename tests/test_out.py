"""What reports look like as JSONL, CSV, GeoJSON, table, account, page and manifest."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from dateline.errors import SourceError
from dateline.model import Count, DayPrecision, Days, Document, Extent, Party, PartyKind, Said, Source, SourceKind, Span
from dateline.ontology import load_ontology
from dateline.out import (
    COLUMNS,
    COUNTS,
    Format,
    Tally,
    codebook_json,
    csv_header,
    csv_rows,
    explain,
    geojson,
    html,
    jsonl,
    manifest,
    record,
    table,
    written,
)
from dateline.out.wording import count_words, days_words, party_name, source_name
from made import KEYS, TEXT, Made, make_report


def test_a_record_has_the_fixed_keys_first_and_in_order(made: Made) -> None:
    for report in made.reports:
        assert list(record(report, made.document))[: len(KEYS)] == KEYS


def test_the_counts_are_those_of_the_codebook() -> None:
    assert set(load_ontology().counts) == set(COUNTS)


def test_words_are_slices_of_the_text_at_their_offsets(made: Made) -> None:
    item = record(made.reports[0], made.document)
    assert item["when"]["words"] == "on Monday"
    assert item["where"]["words"] == "near Tessit"
    assert item["actor"][0]["words"] == "Rebels"
    assert item["sources"][0]["words"] == "farmer Issa Maïga"
    assert [c["words"] for c in item["claims"]] == ["between 7 and 9", "12"]
    assert [TEXT[c["start"] : c["end"]] for c in item["claims"]] == ["between 7 and 9", "12"]
    assert [TEXT[a:b] for a, b in item["spans"]["killed"]] == ["between 7 and 9", "12"]
    assert all(extract in TEXT for extract in item["evidence"])


def test_offsets_count_code_points_beyond_the_basic_plane(made: Made) -> None:
    (evidence,) = record(made.reports[1], made.document)["evidence"]
    assert evidence == "🕊 peace was asked for."


def test_counts_are_ranges_with_null_where_open_and_a_mark_where_rounded(made: Made) -> None:
    item = record(made.reports[0], made.document)
    assert item["counts"] == {"killed": [7, 12], "wounded": [3, None, "approximate"]}
    assert list(item["counts"]) == ["killed", "wounded"]  # the codebook's order, whatever the report's


def test_every_field_without_a_value_has_its_reason(made: Made) -> None:
    full, bare = (record(report, made.document) for report in made.reports)
    assert full["unknown"]["displaced"] == "bare_plural"
    assert full["unknown"]["arrested"] == "not_said"
    assert full["unknown"]["reason"] == "ambiguous"
    assert not {"when", "where", "killed", "actor"} & set(full["unknown"])
    assert bare["when"] is None and bare["where"] is None and bare["actor"] == []
    assert bare["unknown"]["when"] == "no_publication_date"
    assert bare["unknown"]["where"] == "not_in_gazetteer"
    assert set(bare["unknown"]) == {"actor", "target", "when", "where", "weapon", "reason", *COUNTS}


def test_an_inferred_value_has_no_words(made: Made) -> None:
    assert "wounded" not in record(made.reports[0], made.document)["spans"]


def test_jsonl_keeps_private_persons_with_their_flag(made: Made) -> None:
    sources = json.loads(jsonl(record(made.reports[0], made.document)))["sources"]
    assert [(s["name"], s["private"]) for s in sources] == [("Issa Maïga", True), ("Malian army", False)]


def test_a_line_of_jsonl_is_one_line_that_any_reader_can_take() -> None:
    item = {"words": "a\u2028b\u2029c\x85d\ne\ud800f", "name": "Maïga 🕊"}
    line = jsonl(item)
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8").decode("utf-8") == line
    assert json.loads(line) == item
    assert "Maïga 🕊" in line


def rows(made: Made, *, names: bool = False) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_header() + "".join(csv_rows(made, names=names)))))


def test_a_row_of_csv_has_each_value_in_its_column(made: Made) -> None:
    full, bare = rows(made)
    assert tuple(full) == COLUMNS
    expected = {"type": "attack", "first_day": "2024-03-04", "place": "Tessit", "lat": "14.12346", "lon": "-0.5"}
    expected |= {"killed_low": "7", "killed_high": "12", "wounded_low": "3", "wounded_high": "", "aggregate": "false"}
    expected |= {"approximate": "wounded", "target_kind": "state_forces", "unknown": full["unknown"]}
    assert {name: full[name] for name in expected} == expected
    assert full["unknown"] == "displaced: bare_plural | weapon: not_said | reason: ambiguous"
    assert (bare["place"], bare["lat"], bare["first_day"], bare["killed_low"]) == ("", "", "", "")


def test_private_persons_are_shown_by_role_and_by_name_on_request(made: Made) -> None:
    shared = "".join(csv_rows(made)) + json.dumps(geojson([made]), ensure_ascii=False) + table([made], width=200)
    assert "Maïga" not in shared and "Issa" not in shared
    assert "a witness" in shared and "[name withheld] said" in shared
    named = "".join(csv_rows(made, names=True)) + json.dumps(geojson([made], names=True), ensure_ascii=False)
    assert named.count("Issa Maïga") == 4  # source and evidence, twice
    assert "Issa Maïga" in table([made], names=True, width=200)


def test_a_private_party_listed_by_its_kind_keeps_the_words_of_the_evidence(made: Made) -> None:
    party = Said(Party("Protesters", PartyKind.PROTESTERS, private=True), (Span(0, 6),), "who")
    report = make_report(target=(party,), sources=())
    text = "Protesters were beaten."
    made = Made(replace(made.document, text=text), (replace(report, evidence=(Span(0, len(text)),)),))
    assert rows(made)[0]["evidence"] == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(made: Made, start: str) -> None:
    made = Made(made.document, (make_report(sources=(Source(f"{start}cmd()", SourceKind.MEDIA),)),))
    assert rows(made)[0]["sources"] == f"'{start}cmd()"


def test_a_negative_number_stays_a_number(made: Made) -> None:
    assert rows(made)[0]["lon"] == "-0.5"


def test_geojson_has_a_point_as_given_and_null_without_a_place(made: Made) -> None:
    collection = geojson([made])
    full, bare = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert full["geometry"] == {"type": "Point", "coordinates": [-0.5, 14.12346]}
    assert (full["properties"]["geo_precision"], full["properties"]["within_km"]) == ("near", 15.0)
    assert bare["geometry"] is None
    assert (full["id"], bare["id"]) == ("r1", "r2")


def test_the_table_shows_each_report_within_its_width(made: Made) -> None:
    shown = table([made], width=150)
    assert max(map(len, shown.splitlines())) <= 150
    for words in (
        "Soldiers killed near Tessit",
        "attack",
        "protest (sum)",
        "2024-03-04",
        "killed 7-12",
        "Malian Armed",
    ):
        assert words in shown
    assert "\x1b" not in shown
    assert "\x1b" in table([made], width=150, colour=True)


def test_the_table_takes_words_for_words_not_for_markup(made: Made) -> None:
    made = Made(replace(made.document, title="[bold]x[/bold] :smile:"), made.reports)
    assert "[bold]x[/bold] :smile:" in table([made])


def test_a_document_without_events_says_so(made: Made) -> None:
    empty = Made(made.document, ())
    assert "no event found" in table([empty])
    assert "no event found" in explain(empty)
    assert "no event found" in html(empty)


@pytest.mark.parametrize("show", [explain, html, lambda coding: table([coding])])
def test_a_document_of_another_field_says_why_it_has_no_events(made: Made, show: Callable[[Made], str]) -> None:
    assert "no event found: the document is about sport" in show(Made(made.document, (), "sport"))
    assert "sport" not in show(made)


def test_the_account_gives_words_offsets_voice_rule_and_what_was_rejected(made: Made) -> None:
    shown = explain(made)
    at = TEXT.index("on Monday")
    for words in (
        f'2024-03-04 (day) · 0.90 <- "on Monday" [{at}:{at + 9}] by when.weekday',
        "Issa Maïga (eyewitness, asserts, private)",
        "Malian army via Radio Test (military, denies)",
        "killed 7-9, Issa Maïga asserts",
        "killed 12, Malian army asserts",
        "unknown: ambiguous; tried and rejected: revenge; cattle",
        "unknown: not_in_gazetteer; tried and rejected: Nowhere",
        "attack/kill",
        "Tessalit stood further away",
        "2024-03-06, found in: meta",
        '"Read also: prices"',
        "a list of links",
    ):
        assert words in shown


def test_an_account_without_a_publication_date_says_what_to_do(made: Made) -> None:
    assert "--published" in explain(Made(replace(made.document, published=None), made.reports))


class Balanced(HTMLParser):
    """Collects text and fails on tags that do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name in ("src", "href") or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_is_escaped_balanced_and_holds_all_of_the_text(made: Made) -> None:
    page = Balanced()
    page.feed(html(made))
    assert page.open == []
    assert page.tags <= {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "mark"}
    assert TEXT.replace("\n\n", "") in "".join(page.words)
    assert "<b>12</b>" not in html(made)


def test_the_page_marks_overlapping_words_with_all_their_fields(made: Made) -> None:
    assert 'title="1 when; 1 evidence">on Monday</mark>' in html(made)


@pytest.mark.parametrize(
    ("count", "words"),
    [(Count(7, 7), "7"), (Count(7, 9), "7-9"), (Count(30, None), "30+"), (Count(30, 30, approximate=True), "~30")],
)
def test_a_count_reads_as_people_write_it(count: Count, words: str) -> None:
    assert count_words(count) == words


def test_an_inferred_or_lasting_interval_is_marked(made: Made) -> None:
    days = Days(datetime(2024, 3, 1, tzinfo=UTC).date(), datetime(2024, 3, 3, tzinfo=UTC).date(), DayPrecision.INFERRED)
    assert days_words(days) == "~2024-03-01..2024-03-03"
    assert days_words(replace(days, precision=DayPrecision.DAY, extent=Extent.THROUGHOUT)).endswith("throughout")


@pytest.mark.parametrize("kind", list(SourceKind))
def test_every_kind_of_source_has_a_role_for_private_persons(kind: SourceKind) -> None:
    assert source_name(Source("Secret Name", kind, via="Secret", private=True), names=False).startswith(("a ", "an "))


@pytest.mark.parametrize("kind", list(PartyKind))
def test_every_kind_of_party_has_a_role_for_private_persons(kind: PartyKind) -> None:
    assert party_name(Party("Secret Name", kind, private=True), names=False).startswith(("a ", "an "))


def test_a_source_without_a_name_is_shown_by_its_kind() -> None:
    assert source_name(Source("", SourceKind.MEDICAL), names=False) == "medical"


@pytest.mark.parametrize("form", list(Format))
def test_every_format_is_written_the_same_each_time(made: Made, form: Format) -> None:
    once, again = ("".join(written([made, made], form)) for _ in range(2))
    assert once == again and once.endswith("\n")


def test_jsonl_has_one_line_a_report_and_csv_one_header(made: Made) -> None:
    assert len("".join(written([made, made], Format.JSONL)).splitlines()) == 4
    assert "".join(written([made, made], Format.CSV)).count("document,id,type") == 1
    assert len(json.loads("".join(written([made, made], Format.GEOJSON)))["features"]) == 4


def test_the_codebook_is_json_with_every_type() -> None:
    assert set(json.loads(codebook_json(load_ontology()))["types"]) == set(load_ontology().types)


def test_a_manifest_counts_documents_reports_and_failures_with_their_reasons(made: Made) -> None:
    tally = Tally()
    for item in (made, SourceError("b.html", "empty; nothing to read"), Made(Document("c", "x"), (), "sport")):
        tally.add(item)
    began, ended = datetime(2024, 5, 1, 12, tzinfo=UTC), datetime(2024, 5, 1, 12, 1, tzinfo=UTC)
    account = manifest(
        tally, started=began, finished=ended, versions={"dateline": "1"}, configuration={"names": False}, inputs=["a"]
    )
    assert (account["documents"], account["reports"], account["failed"], account["seconds"]) == (2, 2, 1, 60.0)
    assert account["left_uncoded"] == {"sport": 1}
    assert account["reports_by_type"] == {"attack": 1, "protest": 1}
    assert account["failures"] == [{"document": "b.html", "message": "b.html: empty; nothing to read"}]
    assert account["unknown"]["reason: ambiguous"] == 2
    assert account["started"] == "2024-05-01T12:00:00+00:00"
    json.dumps(account)
