"""The reading room: cleaning, furniture, pages, metadata, kinds of file, and everything that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import time
import zlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.datafiles import DATA
from dateline.errors import DataError, SourceError
from dateline.model import Document
from dateline.sources import clean_text, document, page, read_sources
from dateline.sources.dates import dateline_day, day_line, load_day_words, machine_day
from dateline.sources.decode import to_text
from dateline.sources.furniture import Reason, load_furniture
from dateline.sources.intake import MAX_FILE
from dateline.sources.language import language_of

HERE = Path(__file__).parent
PAGES = HERE / "pages"
CORPUS = yaml.load((HERE / "corpus" / "sources.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
METADATA = yaml.load((PAGES / "metadata.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
WORDS = load_day_words()
LEAD = "Armed men attacked a village in the east of the country on Monday night and killed at least twelve people."
BODY = "The army sent two companies to the area on Tuesday, but by then the attackers had left for the forest."
HTML = (
    "<html><head><title>Twelve killed</title></head><body><article><h1>Twelve killed</h1>"
    f"<p>{LEAD}</p><p>{BODY}</p></article></body></html>"
)


def read(*paths: Path | str, **options: Any) -> tuple[list[Document], list[str]]:
    """The documents, and the messages of the errors."""
    found = list(read_sources(paths, **options))
    return [d for d in found if isinstance(d, Document)], [str(e) for e in found if isinstance(e, SourceError)]


def cases(name: str) -> list[tuple[str, str]]:
    return [(value, text) for value, texts in CORPUS[name].items() for text in texts]


# --- cleaning -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CORPUS["clean"], ids=lambda case: case["text"][:30])
def test_a_text_is_cleaned(case: dict[str, Any]) -> None:
    assert clean_text(case["text"]).split("\n\n") == case["is"]


@settings(max_examples=150, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("Ââ€™Ã©\u0092\u00ad\u200c \n\r-."))))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Two men were killed near the old bridge", "on Monday,", "the army said.", "- Gao", "\n", "\n\n", " "]
        )
    )
)
def test_cleaning_neither_loses_nor_adds_a_word(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert clean_text(text).split() == text.split()


# --- furniture ------------------------------------------------------------------------------


@pytest.mark.parametrize(("reason", "line"), cases("furniture"))
def test_a_line_between_paragraphs_is_sorted(reason: str, line: str) -> None:
    doc = document(f"{LEAD}\n\n{line}\n\n{BODY}")
    expected = [] if reason == "kept" else [(line, reason)]
    assert [(one.text, one.reason) for one in doc.set_aside] == expected
    assert (line in doc.text.split("\n\n")) == (reason == "kept")
    assert LEAD in doc.text and BODY in doc.text


@pytest.mark.parametrize(("reason", "line"), cases("furniture_at_the_end"))
def test_a_line_after_the_report_is_sorted(reason: str, line: str) -> None:
    doc = document(f"{LEAD}\n\n{line}")
    assert [one.reason for one in doc.set_aside] == ([] if reason == "kept" else [reason])


def test_what_a_page_carries_around_its_report_is_set_aside_and_told_why() -> None:
    doc = document(
        "Twelve killed in village\n\nThe village square in 2014. File photo\n\nDelta News\n\n"
        f"{LEAD}\n\n{BODY}\n\nReporting by: Ana Brook\n\nSource: Delta News\n\n"
        "Follow us on Twitter for news of the delta\n  • Short URL :\n\nPost a comment\n\nnine − four ="
    )
    assert doc.text == f"Twelve killed in village\n\n{LEAD}\n\n{BODY}"
    assert [one.reason for one in doc.set_aside] == [
        "photo_caption",
        "agency_tag",
        "byline",
        "source_line",
        "share_line",
        "short_link",
        "comment_form",
        "captcha",
    ]
    assert (doc.publisher, doc.byline, doc.lang) == ("Delta News", "Ana Brook", "en")


def test_headlines_below_a_related_heading_go_with_it_and_sentences_do_not() -> None:
    doc = document(f"{LEAD}\n\n{BODY}\n\nRelated articles\n\nArmy takes hill\n\nRains delay harvest")
    assert doc.text == f"{LEAD}\n\n{BODY}"
    doc = document(f"{LEAD}\n\nRelated articles\n\nArmy takes hill\n\n{BODY}")
    assert "Army takes hill" in doc.text and BODY in doc.text


def test_each_pattern_bears_proofs_and_a_false_one_is_refused(tmp_path: Path) -> None:
    assert len(load_furniture()) > 20
    assert {pattern.reason for pattern in load_furniture()} == set(Reason) - {Reason.FUTURE_DATE}
    good = (DATA / "en" / "furniture.yaml").read_text(encoding="utf-8")
    for old, new, message in [
        ('yes: ["Share"', 'yes: ["Two killed"', "must match 'Two killed'"),
        ('no: ["30 killed"', 'no: ["***"', r"must not match '\*\*\*'"),
        ("reason: captcha", "reason: riddle", "riddle"),
        ("id: captcha", "id: cookies", "repeated ids"),
    ]:
        assert old in good
        folder = tmp_path / new.encode().hex()
        folder.mkdir()
        (folder / "furniture.yaml").write_text(good.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DataError, match=message):
            load_furniture(folder)


# --- days and languages ---------------------------------------------------------------------


@pytest.mark.parametrize(("day", "line"), cases("day_lines"))
def test_a_line_gives_a_day_of_publication(day: str, line: str) -> None:
    assert str(day_line(line, WORDS)).lower() == day


@pytest.mark.parametrize(("day", "line"), cases("datelines"))
def test_a_dateline_gives_a_day_of_publication(day: str, line: str) -> None:
    assert str(dateline_day(line, WORDS)).lower() == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016-08-27", date(2016, 8, 27)),
        ("2016-08-27T23:30:00-05:00", date(2016, 8, 27)),
        ("20160827", date(2016, 8, 27)),
        ("Sat, 27 Aug 2016 10:00:00 +0300", date(2016, 8, 27)),
        ("2016-13-01", None),
        ("0001-01-01", None),
        ("2016", None),
        ("soon", None),
    ],
)
def test_a_machine_date_is_read_as_the_day_that_it_states(value: str, day: date | None) -> None:
    assert machine_day(value) == day


@pytest.mark.parametrize(("lang", "text"), cases("languages"))
def test_a_language_is_told_or_left_open(lang: str, text: str) -> None:
    assert language_of(text) == lang


def test_a_language_that_is_given_is_believed() -> None:
    assert document(LEAD, lang="EN-gb").lang == "en"


def test_a_day_that_is_given_goes_before_one_in_the_text() -> None:
    text = f"Twelve killed\n\nPublished 3 March 2014\n\n{LEAD}"
    assert (document(text).published, document(text).published_from) == (date(2014, 3, 3), "visible")
    doc = document(text, published=date(2014, 3, 5))
    assert (doc.published, doc.published_from) == (date(2014, 3, 5), "given")
    assert document(f"{LEAD}\n\n© 2014 Delta Wire").published is None


# --- pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(METADATA))
def test_a_page_gives_its_article_and_nothing_else(name: str) -> None:
    doc = page((PAGES / f"{name}.html").read_bytes(), id=name)
    expected = (PAGES / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    title, *found = doc.text.split("\n\n")
    faults = METADATA[name]
    assert title == doc.title
    assert [p for p in expected if p not in found] == faults.get("missing", [])
    assert Counter(found) - Counter(expected) == Counter(faults.get("extra", []))
    assert [p for p in found if p in expected] == [p for p in expected if p in found] or "extra" in faults


@pytest.mark.parametrize("name", sorted(METADATA))
def test_a_page_gives_what_it_says_of_itself(name: str) -> None:
    doc = page((PAGES / f"{name}.html").read_bytes(), id=name)
    expected = METADATA[name]
    for field in ("title", "published_from", "publisher", "byline", "url"):
        assert getattr(doc, field) == expected.get(field, ""), field
    assert str(doc.published) == expected.get("published", "None")
    assert doc.lang == "en"


def test_every_page_is_tested() -> None:
    without = {"no_article", "not_found"}
    assert {path.stem for path in PAGES.glob("*.html")} == set(METADATA) | without


@pytest.mark.parametrize("name", ["no_article", "not_found"])
def test_a_page_without_an_article_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match=f"{name}: .*no article"):
        page((PAGES / f"{name}.html").read_bytes(), id=name)


def test_captions_forms_and_links_of_a_page_are_kept_with_their_reasons() -> None:
    doc = page((PAGES / "caption_heavy.html").read_bytes(), id="x")
    captions = [one.text for one in doc.set_aside if one.reason == "photo_caption"]
    assert len(captions) >= 3 and "Residents carry a wounded man" in captions[0]
    doc = page((PAGES / "comment_form_and_captcha.html").read_bytes(), id="x")
    assert {"comment_form", "byline", "source_line", "short_link", "date_line"} <= {one.reason for one in doc.set_aside}


def test_a_title_that_opens_the_body_is_not_repeated() -> None:
    doc = page(HTML.replace("<article>", "<article><p>Twelve killed</p>"), id="x")
    assert doc.text == f"Twelve killed\n\n{LEAD}\n\n{BODY}"


@pytest.mark.parametrize(
    ("stated", "kept", "site"),
    [
        ("Two hurt in Accra - Delta News 4 - Tema", "Two hurt in Accra", "Delta News 4 - Tema"),
        ("Bridge shut :: delta.org | Home", "Bridge shut", "delta.org | Home"),
        ("Rebels - we hold it - KDRA Channel 9", "Rebels - we hold it", "KDRA Channel 9"),
        ("Army - we hold the town", "Army - we hold the town", ""),
    ],
)
def test_a_title_opens_its_text_without_the_name_of_the_site_which_is_the_publisher(
    stated: str, kept: str, site: str
) -> None:
    doc = document(LEAD, title=stated)
    assert (doc.title, doc.text, doc.publisher) == (kept, f"{kept}\n\n{LEAD}", site)


@pytest.mark.parametrize(
    "archived",
    [
        f"Title: Twelve killed\nDate: 3 March 2014\nSource: Delta Wire\n\n{LEAD}",
        "1 of 25 DOCUMENTS\n\nDelta Wire\n\nDATE: March 3, 2014\n\nLENGTH: 211 words\n\nHEADLINE: Twelve killed\n\n"
        f"BODY:\n\n{LEAD}\n\nSUBJECT: TERRORISM (90%)\n\nLOAD-DATE: March 4, 2014",
        f"HD Twelve killed\nWC 211 words\nPD 3 March 2014\nSN Delta Wire\nLP {LEAD}",
    ],
    ids=["by hand", "labels", "codes"],
)
def test_labels_of_archives_tell_title_day_and_publisher_and_leave_the_report(archived: str) -> None:
    doc = document(archived)
    assert (doc.title, doc.published, doc.publisher) == ("Twelve killed", date(2014, 3, 3), "Delta Wire")
    assert doc.text == f"Twelve killed\n\n{LEAD}"


def test_a_title_alone_is_no_text() -> None:
    assert document("", title="Twelve killed").text == ""


def test_the_order_of_the_days_of_a_page(tmp_path: Path) -> None:
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2020-01-01"}</script>'
    meta = '<meta property="article:published_time" content="2020-01-02">'
    seen = HTML.replace("</h1>", '</h1><time datetime="2020-01-03">3 Jan</time>')
    for head, expected in [(ld + meta, (1, "json-ld")), (meta, (2, "meta")), ("", (3, "visible"))]:
        doc = page(seen.replace("<title>", f"{head}<title>"), id="x")
        assert (doc.published, doc.published_from) == (date(2020, 1, expected[0]), expected[1])
    assert page(HTML.replace("</article>", "</article><p>© 2020 Delta Wire</p>"), id="x").published is None


def test_a_page_dated_in_the_future_loses_its_date_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(HTML.replace("<title>", '<meta name="date" content="2031-01-01"><title>'), encoding="utf-8")
    ((doc,), errors) = read(path, today=date(2020, 1, 1))
    assert (doc.published, doc.published_from, errors) == (None, "", [])
    assert [one.text for one in doc.set_aside if one.reason == "future_date"] == ["meta: 2031-01-01"]


# --- decoding -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Déou".encode(), "Déou"),
        (b"\xef\xbb\xbf" + "Déou".encode(), "Déou"),
        ("Déou “x”".encode("cp1252"), "Déou “x”"),
        ("Déou".encode("utf-16"), "Déou"),
        ("Deou in the north".encode("utf-16-le"), "Deou in the north"),
        ('<meta charset="windows-1251">Київ'.encode("cp1251"), '<meta charset="windows-1251">Київ'),
        # A page that declares Latin-1 and is UTF-8 is UTF-8.
        ('<meta charset="iso-8859-1">Déou'.encode(), '<meta charset="iso-8859-1">Déou'),
        # One stray byte in much UTF-8.
        ("Déou é é é é é é é é é é é é é é ".encode() + b"\x92s", "Déou é é é é é é é é é é é é é é ’s"),
        (("Російські війська обстріляли Харків. " * 3).encode("cp1251"), "Російські війська обстріляли Харків. " * 3),
        ('<meta charset="no-such">Déou'.encode("cp1252"), '<meta charset="no-such">Déou'),
    ],
)
def test_bytes_become_text(raw: bytes, text: str) -> None:
    assert to_text(raw, "x") == text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG image"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"PK\x03\x04xxxx", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0xxxx", "an old office file"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, what: str, tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a"):
        path = tmp_path / name
        path.write_bytes(raw)
        (error,) = read(path)[1]
        assert error.startswith(f"{path}: not text (looks like {what}")


# --- kinds of file --------------------------------------------------------------------------

RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Delta Wire</title>
<item><title>Twelve killed</title><link>https://d.example/1</link><guid>g-1</guid>
<pubDate>Sat, 27 Aug 2016 23:30:00 -0500</pubDate>
<description>&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{BODY}&lt;/p&gt;</description></item>
<item><title>No text</title><link>https://d.example/2</link></item>
<item><title>Bridge burned</title><link>https://d.example/3</link><description>{BODY}</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Delta Wire</title><id>f</id><updated>2016-08-28T00:00:00Z</updated>
<entry><title>Twelve killed</title><id>urn:e:1</id><author><name>Ana Brook</name></author>
<updated>2016-08-28T00:00:00Z</updated><published>2016-08-27T08:00:00Z</published>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>"""


def record(uri: str, body: bytes, *, kind: str = "text/html; charset=utf-8", extra: str = "") -> bytes:
    """A response record of a web archive."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{zlib.crc32(uri.encode()):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_a_text_file_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "report.v1.txt"
    path.write_text(f"Twelve killed\n\n{LEAD}", encoding="utf-8")
    ((doc,), errors) = read(path, publisher="Delta Wire", published=date(2016, 8, 27))
    assert (doc.id, doc.text, doc.publisher) == ("report.v1", f"Twelve killed\n\n{LEAD}", "Delta Wire")
    assert (doc.published, doc.published_from, errors) == (date(2016, 8, 27), "given", [])


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f"# Twelve killed\n\n**{LEAD}** See [more](http://x.example).\n\n## Army\n\n> {BODY}\n", encoding="utf-8"
    )
    ((doc,), _) = read(path)
    assert doc.title == "Twelve killed"
    assert doc.text == f"Twelve killed\n\n{LEAD} See more.\n\nArmy\n\n{BODY}"


def test_json_lines_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        {"id": "one", "text": LEAD, "title": "Twelve killed", "published": "2016-08-27", "publisher": "Delta Wire"},
        {"text": BODY, "url": "https://d.example/2", "lang": "en", "unknown": [1]},
        {"id": "one", "html": HTML},
        {"id": 7, "text": LEAD},
    ]
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")
    docs, errors = read(path)
    assert [doc.id for doc in docs] == ["one", "a:2", "one~2", "7"]
    headed = f"Twelve killed\n\n{LEAD}"
    assert [doc.text for doc in docs] == [headed, BODY, f"{headed}\n\n{BODY}", LEAD]
    assert (docs[0].published, docs[0].published_from, docs[0].publisher) == (date(2016, 8, 27), "record", "Delta Wire")
    assert (docs[1].url, errors) == ("https://d.example/2", [])


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (LEAD.encode(), LEAD),
        (f"<html><body><article><p>{LEAD}</p><p>{LEAD} Again.</p></article></body></html>".encode(), LEAD),
    ],
)
def test_standard_input_can_be_a_text_or_a_page(raw: bytes, text: str) -> None:
    (doc,), errors = read("-", stdin=io.BytesIO(raw))
    assert (doc.id, doc.text[: len(text)], errors) == ("stdin", text, [])


@pytest.mark.parametrize("raw", [b"WARC/1.0\r\n", b"\x7fELF" + bytes(range(256)), b" " * 10])
def test_standard_input_that_is_none_is_an_error(raw: bytes) -> None:
    docs, errors = read("-", stdin=io.BytesIO(raw))
    assert (docs, len(errors)) == ([], 1)


def test_standard_input_is_json_lines() -> None:
    raw = json.dumps({"text": LEAD}).encode() + b"\n"
    docs, errors = read("-", stdin=io.BytesIO(raw))
    assert ([doc.id for doc in docs], errors) == (["stdin:1"], [])


def test_a_feed_gives_a_document_an_item(tmp_path: Path) -> None:
    path = tmp_path / "news.xml"
    path.write_text(RSS, encoding="utf-8")
    docs, errors = read(path)
    assert [doc.id for doc in docs] == ["g-1", "https://d.example/3"]
    assert docs[0].text == f"Twelve killed\n\n{LEAD}\n\n{BODY}"
    # The day as the feed states it, not as it is in Greenwich.
    assert (docs[0].published, docs[0].published_from, docs[0].publisher) == (date(2016, 8, 27), "feed", "Delta Wire")
    assert (docs[0].url, docs[1].published) == ("https://d.example/1", None)
    assert errors == [f"{path}: item 2: no text in the item; give the page that it links to"]


def test_an_atom_feed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.atom"
    path.write_text(ATOM, encoding="utf-8")
    ((doc,), errors) = read(path)
    assert (doc.id, doc.published, doc.byline, errors) == ("urn:e:1", date(2016, 8, 27), "Ana Brook", [])


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_gives_a_document_a_page(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    records = [
        record("https://d.example/1", HTML.encode()),
        record("https://d.example/p.png", b"\x89PNG", kind="image/png"),
        record("https://d.example/2", gzip.compress(HTML.encode()), extra="Content-Encoding: gzip\r\n"),
        record("https://d.example/3", HTML.replace("Twelve", "Dé").encode("cp1252"), kind="text/html; charset=latin-1"),
        record("https://d.example/1", HTML.encode()),
    ]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    docs, errors = read(path)
    assert [doc.id for doc in docs] == [
        "https://d.example/1",
        "https://d.example/2",
        "https://d.example/3",
        "https://d.example/1~2",
    ]
    assert {doc.text.partition("\n\n")[0] for doc in docs} == {"Twelve killed", "Dé killed"}
    # The day of the capture is no day of publication.
    assert ([doc.published for doc in docs], errors) == ([None] * 4, [])


def test_a_kind_is_told_by_content_where_the_ending_does_not_say(tmp_path: Path) -> None:
    contents = {
        "page.php": HTML.encode(),
        "feed.dat": RSS.replace("g-1", "g-2").encode(),
        "lines.dat": json.dumps({"id": "l", "text": LEAD}).encode(),
        "capture.dat": gzip.compress(record("https://d.example/w", HTML.encode())),
        "plain": LEAD.encode(),
        "wide": LEAD.encode("utf-16"),
    }
    for name, raw in contents.items():
        (tmp_path / name).write_bytes(raw)
    docs, _ = read(*(tmp_path / name for name in contents))
    assert [doc.id for doc in docs] == [
        "page",
        "g-2",
        "https://d.example/3",
        "l",
        "https://d.example/w",
        "plain",
        "wide",
    ]
    assert docs[-1].text == docs[-2].text == LEAD


def test_a_folder_is_read_in_order_with_its_folders(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", "b/one.html", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HTML if name.endswith("html") else LEAD, encoding="utf-8")
    (tmp_path / "style.css").write_text("p {}", encoding="utf-8")
    docs, errors = read(tmp_path)
    assert [doc.id for doc in docs] == ["a", "b/one", "b/two"]
    assert errors == [
        f"{tmp_path / 'style.css'}: files ending in .css hold no report; leave it out, or rename it to .txt"
    ]


def test_documents_of_one_run_never_share_an_id(tmp_path: Path) -> None:
    for name in ("x/a.txt", "x/a.md", "y/a.txt", "x/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HTML if name.endswith("html") else LEAD, encoding="utf-8")
    paths = [tmp_path / name for name in ("x/a.txt", "x/a.md", "y/a.txt", "x/a.html", "x/a.txt")]
    ids = [doc.id for doc in read(*paths)[0]]
    assert ids[:4] == ["a", "a.md", "a.txt", "a.html"]
    assert len(set(ids)) == 5
    assert [doc.id for doc in read(*paths)[0]] == ids
    assert [doc.id for doc in read(tmp_path / "x")[0]] == ["a", "a.md", "a.txt"]


# --- what cannot be read --------------------------------------------------------------------

CUT = gzip.compress(record("https://d.example/1", HTML.encode()), mtime=0)[:90]


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("empty.txt", b"", "an empty file"),
        ("blank.txt", b" \n\t\n", "only blanks"),
        ("empty.html", b"<html></html>", "no article"),
        ("tags.html", b"<!-- -->", "no page in it|no article"),
        ("empty.jsonl", b"\n\n", "no lines in it"),
        ("a.json", b'{\n "id": "x",\n "text": "y"\n}', "one object a line"),
        ("a.json", b'[{"id": "x"}]', "one object a line"),
        ("a.xml", b'<?xml version="1.0"?><kml></kml>', "no feed"),
        ("a.rss", b"<rss><channel><title>x</title></channel></rss>", "a feed without items"),
        ("a.rss", b"<rss><chan", "a broken feed"),
        ("a.warc", b"nothing of the kind\r\n" * 9, "the archive is broken after record 0"),
        ("a.warc.gz", CUT, "cut short"),
        ("furniture.txt", b"Leave a comment\n\nShare this", "no report"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    docs, errors = read(path)
    assert docs == []
    (error,) = errors
    assert error.startswith(str(path))
    assert any(part in error for part in message.split("|")), error


def test_errors_stand_between_the_documents_and_do_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAD, encoding="utf-8")
    (tmp_path / "none").mkdir()
    found = list(read_sources([tmp_path / "no.txt", tmp_path / "a.txt", tmp_path / "none", "/dev/null"]))
    assert [type(one) for one in found] == [SourceError, Document, SourceError, SourceError]
    assert "no such file" in str(found[0]) and "an empty folder" in str(found[2]) and "neither a file" in str(found[3])


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LEAD, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert read(path)[1] == [f"{path}: may not be read; check the file's permissions"]


def test_a_broken_line_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"id": "x", "text": "Two killed."}\n{"id": \n["no object"]\n{"id": "y"}\n{"text": 5}\n'
        b'{"text": "A", "published": "soon"}\n'
        b'{"text": "A", "published": 2016}\n{"text": "A", "id": {}}\n\xff\xfe\n'
        + b"[" * 100_000
        + b'\n{"id": "z", "text": "Three killed."}\n'
    )
    docs, errors = read(path)
    assert [doc.id for doc in docs] == ["x", "z"]
    assert [error.removeprefix(f"{path}:").split(":")[0] for error in errors] == [str(n) for n in range(2, 11)]
    for error, word in zip(
        errors, ["broken JSON", "object", "no text", "'text'", "soon", "2016", "'id'", "UTF-8", "JSON"], strict=True
    ):
        assert word in error


def test_a_day_in_the_future_that_was_given_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LEAD, encoding="utf-8")
    lines = io.BytesIO(json.dumps({"text": LEAD, "published": "2031-05-05"}).encode())
    today = date(2020, 1, 1)
    for found in (read(path, published=date(2031, 5, 5), today=today), read("-", stdin=lines, today=today)):
        assert found[0] == []
        assert "2031-05-05 lies in the future (today is 2020-01-01)" in found[1][0]


@pytest.mark.parametrize("kept", [20, 200, 350, 500])
def test_an_archive_that_is_cut_short_gives_its_whole_pages_and_an_error(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record("https://d.example/1", HTML.encode()) + record("https://d.example/2", HTML.encode())[:kept])
    docs, errors = read(path)
    assert [doc.id for doc in docs] == ["https://d.example/1"]
    assert errors and all("cut short" in error for error in errors)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.write(b"<html><body><p>Two killed.")
        file.truncate(4 * MAX_FILE)
    began = time.perf_counter()
    (error,) = read(path)[1]
    assert time.perf_counter() - began < 0.5
    assert error == f"{path}: 200 MB, over the limit of 50 MB for one page or text; split it"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<html><body>" + "<div>" * 300_000 + LEAD, "nested"),
        ("<html><body><p>" + "<span>x " * 50_000, "nested"),
        ("<html><body>" + "<table><tr><td>" * 50_000, "nested"),
        ("<html><body>" + "<!-- " * 300_000, "no article"),
        ("<html><body><ul>" + "<li class=share><a href=x>Army takes a hill</a></li>" * 8_000, "no article"),
    ],
)
def test_a_hostile_page_is_refused_in_seconds(html: str, message: str) -> None:
    began = time.perf_counter()
    with pytest.raises(SourceError, match=message):
        page(html, id="x")
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><div " + " ".join(f"a{i}=b" for i in range(60_000)) + f"><p>{LEAD}</p></div>",
        f"<html><body><h1>A</h1>{'<div class=share>' * 100}{'<p>x y z</p>' * 4_000}{'</div>' * 100}<p>{LEAD}</p>",
        f"<html><body><article>{f'<p>{LEAD}</p>' * 15_000}",
    ],
)
def test_a_heavy_page_is_read_in_seconds(html: str) -> None:
    began = time.perf_counter()
    assert LEAD in page(html, id="x").text
    assert time.perf_counter() - began < 20
