"""What the command line writes where, and the code that it leaves with; the coder behind it is made up here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from dateline import cli
from dateline.errors import DataError, SourceError, UsageError
from made import Made, make_coding, make_report
from ran import Run

HEAVY = (
    "spacy",
    "numpy",
    "trafilatura",
    "rich",
    "yaml",
    "lxml",
    "shapely",
    "feedparser",
    "sqlite3",
    "sqlalchemy",
    "logging.config",
)


@dataclass(slots=True)
class Coder:
    """Stands for the sources, the kit and the pipeline: gives `items`, remembers what it was asked for."""

    items: list[Any]
    asked: dict[str, Any]
    proofs: SimpleNamespace

    def load_kit(self, **options: Any) -> SimpleNamespace:
        self.asked["kit"] = options
        return SimpleNamespace(versions=lambda: {"parser": "p 1", "gazetteer": "g", "data": "d"})

    def read_sources(self, files: Iterable[str], **options: Any) -> Iterator[Any]:
        self.asked["read"] = (tuple(files), options)
        return iter(self.items)

    def code_documents(self, documents: Iterable[Any], kit: object) -> Iterator[Any]:
        for item in documents:
            if isinstance(item, BaseException) and not isinstance(item, SourceError):
                raise item
            yield item

    def code_parallel(self, documents: Iterable[Any], kit: object, *, workers: int) -> Iterator[Any]:
        self.asked["workers"] = workers
        return self.code_documents(documents, kit)

    def run_proofs(self, kit: object) -> SimpleNamespace:
        return self.proofs


@pytest.fixture
def coder(made: Made, monkeypatch: pytest.MonkeyPatch) -> Coder:
    """A coder that gives the hand-made coding, in place of the real one."""
    fake = Coder([made], {}, SimpleNamespace(counts={"rules": 3, "proofs": 12}, failures=[]))
    offered = {
        "dateline.kit": ("load_kit",),
        "dateline.sources": ("read_sources",),
        "dateline.pipeline": ("code_documents", "code_parallel", "run_proofs"),
    }
    for name, functions in offered.items():
        module = ModuleType(name)
        for function in functions:
            setattr(module, function, getattr(fake, function))
        monkeypatch.setitem(sys.modules, name, module)
    return fake


def made_with_confidences(*confidences: float) -> Made:
    """A coding with a report of each confidence."""
    return replace(make_coding(), reports=tuple(make_report(confidence=each) for each in confidences))


BROKEN = SourceError("bad.html", "no text in it;\n  save the page with its article")


def test_the_table_is_the_default_and_talk_goes_to_stderr(run: Run, coder: Coder) -> None:
    ended = run("code", "report.html")
    assert ended.code == 0
    assert "Soldiers killed near Tessit" in ended.out and "killed 7-12" in ended.out
    assert ended.err == "1 document, 2 reports\n"


def test_jsonl_on_stdout_is_nothing_but_records(run: Run, coder: Coder) -> None:
    coder.items = [*coder.items, BROKEN, *coder.items]
    ended = run("code", "reports", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == ["r1", "r2", "r1", "r2"]


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_names_of_private_persons_need_asking_for(run: Run, coder: Coder, form: str) -> None:
    assert "Maïga" not in run("code", "x", "--format", form).out
    assert "Maïga" in run("code", "x", "--format", form, "--names").out


def test_a_failed_document_is_one_line_on_stderr_and_exit_code_1(run: Run, coder: Coder) -> None:
    coder.items = [BROKEN, *coder.items]
    ended = run("code", "reports")
    assert ended.code == 1
    assert ended.err.splitlines() == [
        "bad.html: no text in it; save the page with its article",
        "1 document, 2 reports, 1 failed",
    ]
    assert "Soldiers killed" in ended.out


@pytest.mark.parametrize(
    "args",
    [
        ["code"],
        ["cod"],
        ["code", "x", "--format", "xml"],
        ["code", "x", "--published", "31/05/2024"],
        ["code", "x", "--workers", "0"],
        ["code", "x", "--min-confidence", "2"],
        ["code", "x", "--colour"],
        ["explain"],
        ["gazetteer", "import", "no-such-file"],
    ],
)
def test_misuse_leaves_with_2_and_says_what_is_wrong(run: Run, coder: Coder, args: list[str]) -> None:
    ended = run(*args)
    assert (ended.code, ended.out) == (2, "")
    assert "Error: " in ended.err and "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (UsageError("no such file: x"), 2, "dateline: no such file: x\n"),
        (DataError("rules.yaml", 3, "unknown key"), 1, "dateline: rules.yaml:3: unknown key\n"),
        (KeyboardInterrupt(), 130, "stopped\n"),
        (OSError(28, "No space left on device", "/tmp/x"), 1, "dateline: /tmp/x: No space left on device\n"),
        (KeyError("actor"), 1, "dateline: a fault of Dateline itself: KeyError: 'actor'. Please report"),
    ],
)
def test_no_fault_shows_a_traceback(run: Run, coder: Coder, fault: BaseException, code: int, words: str) -> None:
    coder.items = [fault]
    ended = run("code", "x")
    assert ended.code == code
    assert words in ended.err
    assert "Traceback" not in ended.err and len(ended.err.strip().splitlines()) == 1


def test_debug_shows_the_fault_itself(coder: Coder) -> None:
    coder.items = [KeyError("actor")]
    for args in (["--debug", "code", "x"], ["code", "x", "--debug"]):
        with pytest.raises(KeyError):
            cli.main(args)


def test_options_reach_the_sources_the_kit_and_the_pipeline(run: Run, coder: Coder) -> None:
    run("code", "a", "-", "--published", "2024-05-31", "--publisher", "P", "--parser", "m", "--workers", "3")
    files, options = coder.asked["read"]
    assert files == ("a", "-")
    assert (str(options["published"]), options["publisher"]) == ("2024-05-31", "P")
    assert coder.asked["kit"]["parser"] == "m"
    assert coder.asked["workers"] == 3


def test_reports_below_the_confidence_asked_for_are_left_out_and_counted(
    run: Run, coder: Coder, tmp_path: Path
) -> None:
    coder.items = [made_with_confidences(0.4, 0.8)]
    output = tmp_path / "reports.jsonl"
    ended = run("code", "reports", "--min-confidence", "0.5", "--output", str(output))
    assert [json.loads(line)["confidence"] for line in output.read_text(encoding="utf-8").splitlines()] == [0.8]
    assert "1 below the confidence asked for" in ended.err
    account = json.loads((tmp_path / "reports.manifest.json").read_text(encoding="utf-8"))
    assert (account["reports"], account["below_min_confidence"]) == (1, 1)


def test_an_output_has_its_format_from_its_ending_and_a_manifest_beside_it(
    run: Run, coder: Coder, tmp_path: Path
) -> None:
    coder.items = [*coder.items, BROKEN]
    output = tmp_path / "reports.jsonl"
    ended = run("code", "reports", "--output", str(output))
    assert (ended.code, ended.out) == (1, "")
    assert len(output.read_text(encoding="utf-8").splitlines()) == 2
    account = json.loads((tmp_path / "reports.manifest.json").read_text(encoding="utf-8"))
    assert (account["documents"], account["reports"], account["failed"]) == (1, 2, 1)
    assert account["failures"][0]["document"] == "bad.html"
    assert set(account["versions"]) == {"dateline", "parser", "gazetteer", "data"}
    assert account["configuration"]["format"] == "jsonl"
    assert account["inputs"] == ["reports"]
    assert account["started"] <= account["finished"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["reports.jsonl", "reports.manifest.json"]


def test_the_records_are_the_same_for_every_run_and_the_manifest_can_stand_elsewhere(
    run: Run, coder: Coder, tmp_path: Path
) -> None:
    for name, workers in (("a", "1"), ("b", "2")):
        run("code", "x", "--output", str(tmp_path / f"{name}.jsonl"), "--workers", workers)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    run("code", "x", "--manifest", str(tmp_path / "m.json"))
    assert json.loads((tmp_path / "m.json").read_text())["documents"] == 1


def test_an_output_that_fails_half_way_does_not_replace_the_one_before(run: Run, coder: Coder, tmp_path: Path) -> None:
    output = tmp_path / "reports.jsonl"
    output.write_text("before")
    coder.items = [*coder.items, KeyError("x")]
    assert run("code", "x", "--output", str(output)).code == 1
    assert output.read_text() == "before"


def test_an_output_that_cannot_be_written_is_misuse_and_found_before_any_work(
    run: Run, coder: Coder, tmp_path: Path
) -> None:
    ended = run("code", "x", "--output", str(tmp_path / "no" / "folder.jsonl"))
    assert ended.code == 2
    assert "cannot write" in ended.err
    assert "kit" not in coder.asked


def test_words_that_no_file_can_hold_are_escaped_not_fatal(run: Run, coder: Coder, made: Made) -> None:
    coder.items = [Made(replace(made.document, title="half \ud83d"), made.reports)]
    assert run("code", "x").code == 0


def test_explain_shows_words_and_rules(run: Run, coder: Coder) -> None:
    ended = run("explain", "report.html")
    assert ended.code == 0
    assert '"on Monday"' in ended.out and "by when.weekday" in ended.out


def test_the_sample_is_there_and_leads_on_to_explain(run: Run, coder: Coder) -> None:
    ended = run("sample")
    ((path,), _) = coder.asked["read"]
    assert Path(path).is_file()
    assert (ended.code, f"dateline explain {path}" in ended.err) == (0, True)


def test_check_counts_and_fails_with_each_failure_on_a_line(run: Run, coder: Coder) -> None:
    assert run("check").code == 0
    coder.proofs.failures = ["en/events/attack.yaml:12: not found: 'x'"]
    ended = run("check")
    assert ended.code == 1
    assert [line.split() for line in ended.out.splitlines()] == [["3", "rules"], ["12", "proofs"]]
    assert ended.err.splitlines() == ["en/events/attack.yaml:12: not found: 'x'", "1 failed"]


def test_types_prints_the_codebook(run: Run) -> None:
    assert "`defection`" in run("types").out
    assert "defection" in json.loads(run("types", "--format", "json").out)["types"]


def test_evaluate_measures_records_by_coded_reports(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    text = "Two soldiers deserted near Kidal."
    event = {"type": "defection", "evidence": ["Two soldiers deserted"], "counts": {"defected": [2, 2]}}
    (gold / "1.yaml").write_text(json.dumps({"id": "k", "text": text, "events": [event]}), encoding="utf-8")
    records = tmp_path / "ours.jsonl"
    records.write_text(json.dumps({"document": "k", **event, "counts": {}}) + "\n", encoding="utf-8")
    page = run("evaluate", str(gold), str(records), "--show", "1")
    assert page.code == 0 and "| k | counts |" in page.out
    figures = json.loads(run("evaluate", str(gold), str(records), "--format", "json").out)
    assert (figures["typed"]["f1"], figures["fields_on_typed"]["counts"]) == (1.0, 0.0)
    records.write_text("nonsense", encoding="utf-8")
    ended = run("evaluate", str(gold), str(records))
    assert ended.code == 1 and "ours.jsonl:1" in ended.err


# --- in a process of its own ----------------------------------------------------------------


def dateline(*args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", *args], capture_output=True, text=True, check=False, timeout=60, **options
    )


def test_help_and_version_work_as_a_program() -> None:
    assert "Commands:" in dateline("--help").stdout
    assert dateline("nonsense").returncode == 2


def test_importing_the_command_line_imports_nothing_heavy() -> None:
    code = f"import sys, dateline, dateline.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout == "[]\n"


def test_a_reader_that_goes_away_is_no_fault() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "types"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert (process.wait(60), process.stderr.read()) == (141, "")
    process.stderr.close()
