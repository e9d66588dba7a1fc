"""The project folder from the command line: made, filled, asked what is in it."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from ran import Run

STORY = "Gunmen killed four soldiers near Menaka on Tuesday, the army said. Nobody claimed the attack."
PAGE = f"""<html><head><title>Four killed</title></head><body><article><h1>Four killed</h1>
<p>{STORY}</p><p>Two more were wounded when a second patrol drove over a mine.</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path, run: Run, database: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, in which the test stands."""
    home = tmp_path / "menaka"
    assert run("init", str(home), "--database", database).code == 0
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages and one that is none."""
    made = tmp_path / "pages"
    made.mkdir()
    (made / "a.html").write_text(PAGE, encoding="utf-8")
    (made / "b.txt").write_text(STORY.replace("Menaka", "Ansongo"), encoding="utf-8")
    (made / "c.txt").write_text("", encoding="utf-8")
    return made


def told(status: str) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in status.splitlines() if not line.startswith(" "))


def test_a_project_is_made_once_and_its_key_is_for_its_owner_alone(folder: Path, run: Run) -> None:
    key = folder / "secret.key"
    assert key.stat().st_mode & 0o077 == 0
    assert re.fullmatch(r"[0-9a-f]{64}\n", key.read_text())
    assert "secret.key" in (folder / ".gitignore").read_text()
    again = run("init", str(folder))
    assert again.code == 2 and "is a project already" in again.err
    assert key.read_text() == key.read_text()


def test_the_database_is_a_file_beside_the_settings_where_none_is_named(tmp_path: Path, run: Run) -> None:
    assert run("init", str(tmp_path / "one"), "--name", 'A "name"', "--relevance", "all").code == 0
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == [
        ".gitignore",
        "dateline.db",
        "dateline.toml",
        "secret.key",
    ]
    assert told(run("status", "--project", str(tmp_path / "one")).out)["project"] == 'A "name"'


def test_documents_are_added_once_and_what_failed_stays_until_it_is_mended(folder: Path, pages: Path, run: Run) -> None:
    ended = run("add", str(pages))
    assert ended.code == 1
    assert ended.err.splitlines() == [
        f"{pages / 'c.txt'}: an empty file; leave it out",
        "2 added, 0 changed, 0 known, 0 purged, 1 failed",
    ]
    shown = run("status").out
    assert told(shown)["documents"] == "2" and told(shown)["failures"] == "1"
    assert f"  add\t{pages / 'c.txt'}\tan empty file; leave it out" in shown.splitlines()
    (pages / "c.txt").write_text("A bridge was blown up at Labezanga.", encoding="utf-8")
    (pages / "b.txt").write_text(STORY.replace("four", "five"), encoding="utf-8")
    assert run("add", str(pages)).err == "1 added, 1 changed, 1 known, 0 purged, 0 failed\n"
    assert {name: told(run("status").out)[name] for name in ("documents", "versions", "failures")} == {
        "documents": "3",
        "versions": "4",
        "failures": "0",
    }
    (found,) = run("search", "bridge").out.splitlines()
    assert found.split("\t")[0] == "c"


def test_files_of_one_name_in_two_folders_are_two_documents(folder: Path, tmp_path: Path, run: Run) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(f"{STORY} {name}", encoding="utf-8")
        assert run("add", str(tmp_path / name)).err.startswith("1 added")
    ids = [line.split("\t")[0] for line in run("search", "soldiers").out.splitlines()]
    assert len(ids) == len(set(ids)) == 2
    assert run("add", str(tmp_path / "x"), str(tmp_path / "y")).err.startswith("0 added, 0 changed, 2 known")


def test_a_line_of_a_file_and_an_item_of_a_feed_are_documents_with_bytes_of_their_own(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    lines = [{"id": "one", "text": STORY, "publisher": "Delta Wire"}, {"text": "A bridge was blown up."}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    items = "".join(f"<item><guid>g-{n}</guid><description>{STORY} {n}</description></item>" for n in (1, 2))
    (tmp_path / "f.rss").write_text(f"<rss version='2.0'><channel><title>D</title>{items}</channel></rss>")
    assert run("add", str(tmp_path / "a.jsonl"), str(tmp_path / "f.rss")).err.startswith("4 added")
    assert run("add", str(tmp_path / "a.jsonl"), str(tmp_path / "f.rss")).err.startswith("0 added, 0 changed, 4 known")
    lines[1]["text"] = "A bridge was burned."
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert run("add", str(tmp_path / "a.jsonl")).err.startswith("0 added, 1 changed, 1 known")


def test_lines_of_a_pipe_are_added(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for text, told_of in ((STORY, "1 added"), (STORY, "0 added, 0 changed, 1 known"), ("A bridge fell.", "1 added")):
        raw = json.dumps({"text": text}).encode()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        assert run("add", "-").err.startswith(told_of)


def test_a_folder_that_is_no_project_is_told(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for args in (("status",), ("add", "."), ("status", "--project", "nowhere")):
        ended = run(*args)
        assert ended.code == 2 and "no project" in ended.err


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("name = ", "Invalid value"),
        ("nme = 'x'", "'nme' is no setting"),
        ("relevance = 'some'", "relevance 'some' is none"),
        ("database = 'x'", "is no address of a database"),
    ],
)
def test_wrong_settings_are_misuse_and_name_their_file(folder: Path, run: Run, settings: str, message: str) -> None:
    (folder / "dateline.toml").write_text(settings, encoding="utf-8")
    ended = run("status")
    assert ended.code == 2 and message in ended.err


def test_a_lost_key_is_told_not_made_anew(folder: Path, run: Run) -> None:
    (folder / "secret.key").unlink()
    ended = run("status")
    assert ended.code == 2 and "secret.key" in ended.err


def test_a_file_that_is_not_there_is_misuse_and_no_failure_for_years(folder: Path, run: Run) -> None:
    ended = run("add", "nowhere.html")
    assert ended.code == 2 and "no such file" in ended.err
    assert told(run("status").out)["failures"] == "0"


def test_documents_of_a_project_are_coded_as_files_are(folder: Path, pages: Path, run: Run) -> None:
    run("add", str(pages))
    ended = run("code")
    assert (ended.code, ended.out) == (0, "") and ended.err.startswith("2 coded, ")
    ours = sorted(run("reports").out.splitlines())
    assert ours == sorted(run("code", str(pages), "--format", "jsonl").out.splitlines()) and len(ours) > 1
    assert told(run("status").out)["waiting"] == "0"
    assert run("code").err == "0 coded, 0 reports\n"
    assert run("rerun").err == "0 coded, 0 reports\n"


def test_people_decide_and_undo_and_see_it(folder: Path, pages: Path, run: Run) -> None:
    run("add", str(pages))
    run("code")
    first, second = (json.loads(line) for line in run("reports").out.splitlines()[:2])
    assert run("correct", first["id"], "killed", "7-9", "--who", "Ann", "--why", "a later page").code == 0
    assert run("reject", second["id"], "--who", "Ann").code == 0
    assert run("accept", first["id"], "type").code == 0
    assert run("correct", first["id"], "killed", "many").code == 2
    (kept, *_) = (json.loads(line) for line in run("reports").out.splitlines())
    assert kept["counts"]["killed"] == [7, 9] and kept["decided"]["fields"]["killed"]["machine"] == [4, 4]
    assert second["id"] not in run("reports").out and second["id"] in run("reports", "--rejected").out
    assert "killed: 7-9  (corrected; the machine: 4)" in run("show", first["id"]).out
    assert told(run("status").out)["reviewed"] == "2"
    lines = [line.split("\t") for line in run("verdicts").out.splitlines()]
    assert [(line[0], line[3], line[5]) for line in lines] == [
        ("1", "corrected", "killed"),
        ("2", "rejected", ""),
        ("3", "accepted", "type"),
    ]
    assert (lines[0][2], lines[0][6]) == ("Ann", "a later page")
    assert run("undo").err == f"undone: verdict 3, accepted, on {first['id']}\n"
    assert run("undo", "2").err == f"undone: verdict 2, rejected, on {second['id']}\n"
    assert [line.split("\t")[0] for line in run("verdicts").out.splitlines()] == ["1"]
    assert run("same", first["id"], second["id"]).code == 0
    assert run("different", first["id"], second["id"]).code == 0
    assert run("split", "e1", second["id"]).code == 2
    assert run("show", "nothing").code == 2


def test_reports_are_merged_into_events_that_can_be_shown_and_explained(folder: Path, pages: Path, run: Run) -> None:
    (pages / "b.txt").write_text(f"{STORY} The army sent helicopters.", encoding="utf-8")
    run("add", str(pages), "--published", "2024-03-08")
    run("code")
    assert run("merge").err.endswith("events\n")
    events = [json.loads(line) for line in run("events").out.splitlines()]
    both = next(event for event in events if len(event["reports"]) == 2 and "killed" in event["counts"])
    assert both["documents"] == ["a", "b"] and len(both["origins"]) == 1
    assert told(run("status").out)["events"] == str(len(events))
    assert f"event {both['id']} · {both['type']}" in run("show", both["id"]).out
    assert "2 reports, 1 origin" in run("show", both["id"]).out
    assert run("explain", both["id"]).out.startswith(f"event {both['id']} ")
    assert run("explain", "nothing").code == 2
    assert run("split", both["id"], both["reports"][1]).code == 0
    run("merge")
    again = [json.loads(line) for line in run("events").out.splitlines()]
    assert [event["reports"] for event in again if event["id"] == both["id"]] == [both["reports"][:1]]
    assert run("undo").code == 0
    run("merge")
    assert run("events").out.splitlines() == [json.dumps(event, ensure_ascii=False) for event in events]


def test_a_document_is_purged_after_a_question_and_the_rest_agrees(
    folder: Path, pages: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", str(pages), "--publisher", "Delta Wire")
    run("code")
    assert run("verify").err == "all agrees\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert run("purge", "Delta Wire").code == 130
    assert run("purge", "a", "--yes").err.startswith("purged 1 document;")
    assert told(run("status").out)["documents"] == "1"
    assert run("purge", "a", "--yes").code == 2
    assert run("add", str(pages)).err.splitlines()[-1].startswith("0 added, 0 changed, 1 known, 1 purged")
    assert run("purge", str(pages / "b.txt"), "--yes").code == 0
    assert told(run("status").out)["documents"] == "0" and run("verify").code == 0


def test_runs_are_listed_and_compared(folder: Path, pages: Path, run: Run) -> None:
    run("add", str(pages / "b.txt"))
    run("code")
    (pages / "b.txt").write_text(STORY.replace("Menaka", "Ansongo").replace("four", "nine"), encoding="utf-8")
    run("add", str(pages / "b.txt"))
    run("code")
    lines = [line.split("\t") for line in run("runs").out.splitlines()]
    assert [(line[0], line[3]) for line in lines] == [("1", "1"), ("2", "1")] and "model " in lines[0][4]
    changes = [json.loads(line) for line in run("diff", "1", "2", "--format", "jsonl").out.splitlines()]
    assert ("killed", "4", "9") in {(change["field"], change["before"], change["after"]) for change in changes}
    assert {change["why"].split(";")[0] for change in changes} == {"text: version 1 -> 2"}
    assert "killed" in run("diff", "1", "2").out and run("diff", "1", "3").code == 2
    assert run("events").out == ""


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("code", "--publisher", "P"), "--publisher is for FILES"),
        (("code", "--format", "csv"), "--format is for FILES"),
        (("code", "a.html", "--retry"), "--retry is for a project"),
        (("code", "a.html", "--project", "."), "--project is for a project"),
    ],
)
def test_options_of_the_other_way_of_coding_are_misuse(
    folder: Path, run: Run, args: tuple[str, ...], message: str
) -> None:
    ended = run(*args)
    assert ended.code == 2 and message in ended.err


# --- addresses ------------------------------------------------------------------------------


class Pages(BaseHTTPRequestHandler):
    """Serves one page, in Windows-1252, and nothing else."""

    def do_GET(self) -> None:
        found = self.path == "/a"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=windows-1252")
        self.end_headers()
        self.wfile.write(PAGE.replace("Menaka", "Ménaka").encode("cp1252") if found else b"")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server on this machine."""
    monkeypatch.setenv("no_proxy", "*")
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_address_is_fetched_only_where_that_is_allowed(folder: Path, run: Run, site: str) -> None:
    refused = run("add", f"{site}/a")
    assert refused.code == 2 and "--allow-network" in refused.err
    ended = run("add", f"{site}/a", f"{site}/b", "--allow-network")
    assert ended.code == 1
    assert ended.err.splitlines()[0].startswith(f"{site}/b: the server answers 404")
    assert ended.err.splitlines()[1].startswith("1 added") and "1 failed" in ended.err
    assert "[Ménaka]" in run("search", "Ménaka").out
    assert run("search", "soldiers").out.startswith(f"{site}/a\t")
