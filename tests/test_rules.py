"""Who did it to whom, run from `corpus/roles.en.yaml`; and what the loader of rules refuses, with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from coded import code_all, corpus, gap_of, judge, text_of, unmarked
from dateline.datafiles import DATA, Node, read_yaml
from dateline.errors import DataError
from dateline.find.inflection import Form, Inflection, load_inflection
from dateline.find.rules import Rules, load_rules
from dateline.kit import Kit
from dateline.model import Document, Report, Span
from dateline.pipeline import Coding, run_proofs

CORPUS = corpus("roles.en.yaml")
CASES = [entry for entries in CORPUS["cases"].values() for entry in entries]
TYPES = frozenset(("attack", "arrest"))
CLASSES = {"people": frozenset(("civilian", "armed"))}


@pytest.fixture(scope="module")
def codings(kit: Kit) -> dict[str, Coding]:
    """The coding of every text of the corpus, without its marks."""
    published = date.fromisoformat(CORPUS["published"])
    documents = [Document(f"d{n}", unmarked(text_of(e))[0], published=published) for n, e in enumerate(CASES)]
    return {coding.document.text: coding for coding in code_all(documents, kit)}


def role_faults(text: str, report: Report, role: str, wanted: list[Span]) -> Iterator[str]:
    """Every span that fills a role lies in a marked one, and every marked one holds a span."""
    found = [span for said in getattr(report, role) for span in said.spans]
    for span in found:
        if not any(mark.holds(span) for mark in wanted):
            yield f"{role} is '{span.of(text)}', not {[mark.of(text) for mark in wanted] or 'empty'}"
    for mark in wanted:
        if not any(mark.holds(span) for span in found):
            yield f"{role} '{mark.of(text)}' is missing"


def faults(text: str, marks: list[tuple[str, Span]], coding: Coding) -> Iterator[str]:
    told = [(name, span) for name, span in marks if name not in ("actor", "target")]
    if [report.type for report in coding] != [name for name, _ in told]:
        yield f"coded is {[r.type for r in coding]}, not {[name for name, _ in told]}"
        return
    for report, (_, trigger) in zip(coding, told, strict=True):
        if not any(evidence.overlaps(trigger) for evidence in report.evidence):
            yield f"the evidence does not hold '{trigger.of(text)}'"
        for role in ("actor", "target"):
            yield from role_faults(text, report, role, [span for name, span in marks if name == role])


@pytest.mark.parametrize("entry", CASES, ids=[unmarked(text_of(e))[0][:60] for e in CASES])
def test_a_sentence_has_its_parties(codings: dict[str, Coding], entry: str | Node) -> None:
    text, marks = unmarked(text_of(entry))
    judge(faults(text, marks, codings[text]), gap_of(entry), text)


def test_the_corpus_of_parties_is_large_and_its_gaps_are_few() -> None:
    assert len(CASES) >= 60
    assert sum(bool(gap_of(entry)) for entry in CASES) <= len(CASES) // 8


def test_every_mark_is_a_role_or_a_type(kit: Kit) -> None:
    names = {name for entry in CASES for name, _ in unmarked(text_of(entry))[1]}
    assert names <= {"actor", "target", *kit.ontology.types}


# --- the proofs that the rules bring along --------------------------------------------------


def test_every_rule_passes_its_proofs(kit: Kit) -> None:
    result = run_proofs(kit)
    assert "\n".join(result.failures) == ""
    assert result.counts["types with rules"] == result.counts["types"]
    assert result.counts["proofs"] > 4 * result.counts["rules"]


# --- what the loader refuses ----------------------------------------------------------------

RULE = """\
type: attack
rules:
  - id: shoot
    verb: shoot
    actor: agent
    target: patient
    need: {target: people}
    counts: {killed: target}
    yes:
      - "[actor: Gunmen] [trigger: shot] [target: a man]."
    no:
      - "He shot a film."
"""

type Load = Callable[[str], Rules]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads one file of rules, written as `events/attack.yaml`."""
    inflection = load_inflection(DATA / "en")

    def loaded(text: str) -> Rules:
        (tmp_path / "events").mkdir(exist_ok=True)
        (tmp_path / "events" / "attack.yaml").write_text(text, encoding="utf-8")
        return load_rules(tmp_path, inflection, TYPES, CLASSES)

    return loaded


def test_a_rule_is_found_by_all_forms_of_its_trigger(load: Load) -> None:
    rules = load(RULE)
    assert {"shoot", "shoots", "shot", "shooting"} == set(rules.index)
    (rule,) = rules.rules
    assert (rule.name, rule.line, rule.transitive) == ("attack/shoot", 3, True)
    (yes,) = rule.yes
    assert yes.text == "Gunmen shot a man."
    assert [(role, yes.text[start:end]) for role, start, end in yes.spans] == [
        ("actor", "Gunmen"), ("trigger", "shot"), ("target", "a man"),
    ]  # fmt: skip


def test_a_rule_is_found_by_the_words_of_its_meanings_too(load: Load, tmp_path: Path) -> None:
    (tmp_path / "meanings.yaml").write_text("fire: {verb: [shoot, fire]}\n", encoding="utf-8")
    rules = load(RULE.replace("    verb: shoot\n", "    verb: [shoot]\n    means: fire\n"))
    assert {"shoot", "shoots", "shot", "shooting", "fire", "fires", "fired", "firing"} == set(rules.index)
    assert len(rules.index["shot"]) == 1  # a word that is in both is one trigger


REFUSED = {
    "an unknown key": ("    verb: shoot\n", "    verb: shoot\n    verbs: fire\n", 3, "unknown key 'verbs'"),
    "an unknown key of the file": ("type: attack\n", "type: attack\nkind: x\n", 1, "unknown key 'kind'"),
    "a missing name": ("  - id: shoot\n    verb: shoot\n", "  - verb: shoot\n", 3, "missing key 'id'"),
    "a repeated key": ("    verb: shoot\n", "    verb: shoot\n    verb: fire\n", 5, "key 'verb' is repeated"),
    "no trigger": ("    verb: shoot\n", "", 3, "a rule needs triggers"),
    "no proof that it matches": (RULE[RULE.index("    yes:") : RULE.index("    no:")], "", 3, "missing key 'yes'"),
    "no proof that it does not": (RULE[RULE.index("    no:") :], "", 3, "no proof under 'no'"),
    "an empty proof": (RULE[RULE.index("    no:") :], "    no: []\n", 3, "no proof under 'no'"),
    "an unmarked trigger": ("[trigger: shot]", "shot", 3, "mark the trigger"),
    "a mark of no role": ("[target: a man]", "[victims: a man]", 3, "no role 'victims'"),
    "an unknown type": ("type: attack", "type: assault", 1, "no event type 'assault'"),
    "an unknown meaning": ("    verb: shoot\n", "    means: shoot\n", 3, "no meaning 'shoot'"),
    "an unknown mark of the future": ("    verb: shoot\n", "    verb: shoot\n    foretold: yes\n", 3, "not 'yes'"),
    "an unknown class": ("need: {target: people}", "need: {target: folk}", 3, "no class 'folk'"),
    "a class of no role": ("need: {target: people}", "need: {weapon: people}", 3, "role 'weapon'"),
    "a count of no role": ("{killed: target}", "{killed: victims}", 3, "counts of 'victims'"),
    "an unknown mark of crime": ("    verb: shoot\n", "    verb: shoot\n    crime: some\n", 3, "not 'some'"),
    "a phrase as a condition": ("    verb: shoot\n", "    verb: shoot\n    with: {sentence: [rubber bullet]}\n", 3,
                               "single words"),
    "a spelling mark in a condition": ("    verb: shoot\n", "    verb: shoot\n    without: {agent: [=police]}\n", 3,
                                       "single words"),
    "a list without its end": ("verb: shoot", "verb: [shoot", 5, "did not find expected"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_loader_refuses(load: Load, case: str) -> None:
    old, new, line, message = REFUSED[case]
    assert RULE.count(old) >= 1
    with pytest.raises(DataError) as refused:
        load(RULE.replace(old, new, 1))
    where, said = str(refused.value).split(": ", 1)
    assert (Path(where.rsplit(":", 1)[0]).name, message in said) == ("attack.yaml", True), refused.value
    assert int(where.rsplit(":", 1)[1]) == line, refused.value


def test_a_name_may_stand_once(load: Load) -> None:
    again = RULE + RULE[RULE.index("  - id") :]
    with pytest.raises(DataError, match=r"attack\.yaml:13: rule 'attack/shoot' stands in attack\.yaml:3 already"):
        load(again)


# --- the forms of words ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def inflection() -> Inflection:
    return load_inflection(DATA / "en")


FORMS = {
    "attack": "attack attacks attacked attacking",
    "raid": "raid raids raided raiding",
    "seize": "seize seizes seized seizing",
    "carry": "carry carries carried carrying",
    "deploy": "deploy deploys deployed deploying",
    "clash": "clash clashes clashed clashing",
    "kidnap": "kidnap kidnaps kidnapped kidnapping",
    "stab": "stab stabs stabbed stabbing",
    "rob": "rob robs robbed robbing",
    "shoot": "shoot shoots shot shooting",
    "flee": "flee flees fled fleeing",
    "free": "free frees freed freeing",
    "take": "take takes took taken taking",
}


@pytest.mark.parametrize("word", FORMS)
def test_a_verb_has_its_forms(inflection: Inflection, word: str) -> None:
    assert set(inflection.forms(word, verb=True)) == set(FORMS[word].split())


@pytest.mark.parametrize(
    ("one", "many"),
    [("attack", "attacks"), ("clash", "clashes"), ("army", "armies"), ("child", "children"), ("gunman", "gunmen")],
)
def test_a_noun_has_its_plural(inflection: Inflection, one: str, many: str) -> None:
    forms = inflection.forms(one, verb=False)
    assert forms == {one: {Form.ONE}, many: {Form.MANY}}


def test_a_form_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lexica").mkdir()
    shutil.copy(DATA / "en" / "inflection.yaml", tmp_path)
    (tmp_path / "lexica" / "irregular.tsv").write_text("word\tform\tspelled\nshoot\taorist\tshot\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"irregular\.tsv:2: no form 'aorist'"):
        load_inflection(tmp_path)


def test_an_unknown_effect_of_a_scope_word_is_refused(tmp_path: Path) -> None:
    from dateline.find.scopewords import load_scopes

    (tmp_path / "lexica").mkdir()
    (tmp_path / "lexica" / "scopes.tsv").write_text(
        "term\tplace\teffect\tnote\nalmost\tadverb\tmaybe\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"scopes\.tsv:2: place must be one of"):
        load_scopes(tmp_path)


def test_the_rules_of_the_project_are_in_files_named_by_their_type() -> None:
    for path in sorted((DATA / "en" / "events").glob("*.yaml")):
        assert read_yaml(path)["type"] == path.stem
