"""Who a phrase means, run from `corpus/parties.en.yaml`, which can be edited without Python."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dateline.datafiles import DATA, read_yaml
from dateline.errors import DataError
from dateline.model import PartyKind, Span, Unknown
from dateline.who import Reading, WhoData, find_actors, load_who, main_country, noun_class, read_party, read_sides
from dateline.who.words import cut, words_in

CORPUS = read_yaml(Path(__file__).parent / "corpus" / "parties.en.yaml")
ASOF = date.fromisoformat(CORPUS["published"])
CASES = [(case, phrase) for case in CORPUS["cases"] for phrase in case["phrases"]]


@pytest.fixture(scope="module")
def who() -> WhoData:
    return load_who(DATA / "en")


def ask(
    who: WhoData,
    phrase: str,
    *,
    country: str = "",
    earlier: tuple[str, ...] = (),
    published: date = ASOF,
    violent: bool = False,
) -> Reading | Unknown:
    """Reads `phrase` after the phrases of `earlier`, one sentence each; the last reading."""
    bare = [re.sub("[<>]", "", p) for p in (*earlier, phrase)]
    text = ". ".join(bare)
    actors = find_actors(text, who, published=published)
    readings: list[Reading] = []
    found: Reading | Unknown | None = None
    start = 0
    for marked, words in zip((*earlier, phrase), bare, strict=True):
        span = Span(start, start + len(words))
        head = re.search(r"<(.+?)>", marked)
        at = (head.start() + len(head[1]) - 1, head.start() + len(head[1])) if head else (len(words) - 1, len(words))
        found = read_party(
            text,
            span,
            Span(start + at[0], start + at[1]),
            who,
            actors=actors,
            country=country,
            earlier=tuple(readings),
            published=published,
            violent=violent,
        )
        if isinstance(found, Reading):
            readings.append(found)
        start += len(words) + 2
    assert found is not None
    return found


@pytest.mark.parametrize(("case", "phrase"), CASES, ids=[f"{c['in']}: {p}" for c, p in CASES])
def test_a_phrase_means_its_party(who: WhoData, case: dict[str, str], phrase: str) -> None:
    case_day = date.fromisoformat(case["published"]) if "published" in case else ASOF
    found = ask(who, phrase, country=case["in"], earlier=tuple(case.get("earlier", ())), published=case_day)
    assert isinstance(found, Reading), found
    party = found.party
    assert (party.name, party.kind, party.country, found.person_class) == (
        case["name"],
        PartyKind(case["kind"]),
        case["country"],
        case["class"],
    )
    if "private" in case:
        assert party.private


@pytest.mark.parametrize("case", CORPUS["in_text"], ids=lambda c: c["text"][:40])
def test_the_text_around_a_phrase_tells_whose_it_is(who: WhoData, case: dict[str, str]) -> None:
    before, words, after = re.split(r"[\[\]]", case["text"])
    text, published = before + words + after, date.fromisoformat(case.get("published", str(ASOF)))
    phrase = Span(len(before), len(before) + len(words))
    actors = find_actors(text, who, published=published)
    found = read_party(
        text,
        phrase,
        Span(phrase.end - len(words.split()[-1]), phrase.end),
        who,
        actors=actors,
        country=case["in"],
        province=case.get("province", ""),
        published=published,
    )
    assert isinstance(found, Reading), found
    assert (found.party.name, found.party.kind) == (case["name"], PartyKind(case["kind"]))


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize(("why", "phrase"), [(w, p) for w, ps in CORPUS["unknown"].items() for p in ps])
def test_what_the_text_does_not_tell_is_unknown(who: WhoData, why: str, phrase: str) -> None:
    found = ask(who, phrase, country="CD")
    assert isinstance(found, Unknown)
    assert found.why == why


@pytest.mark.parametrize("case", CORPUS["names"], ids=lambda c: c["text"][:40])
def test_a_text_names_parties(who: WhoData, case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if "published" in case else ASOF
    found = find_actors(case["text"], who, published=published)
    assert [m.party.name for m in found] == case["finds"]
    ends = [m.span for m in found]
    assert all(a.end <= b.start for a, b in pairwise(ends))


@pytest.mark.parametrize(("cls", "noun"), [(c, n) for c, ns in CORPUS["classes"].items() for n in ns])
def test_a_noun_has_its_class(who: WhoData, cls: str, noun: str) -> None:
    assert noun_class(noun, who) == cls


def test_a_noun_that_names_no_party_has_no_class(who: WhoData) -> None:
    assert noun_class("inflation", who) is None


def test_a_name_keeps_the_words_that_say_it(who: WhoData) -> None:
    text = "Soldiers fought the M23's rebels."
    (mention,) = find_actors(text, who)
    assert mention.span.of(text) == "M23"


def test_both_sides_are_the_last_two_parties(who: WhoData) -> None:
    text = "The M23 fought the Congolese army. Both sides agreed to a truce."
    actors = find_actors(text, who)
    sides = read_sides(text, Span(35, 45), who, actors=actors, earlier=())
    assert [r.party.name for r in sides] == [
        "March 23 Movement",
        "Armed Forces of the Democratic Republic of the Congo",
    ]
    assert read_sides(text, Span(0, 7), who, actors=actors, earlier=()) == ()


def test_a_bare_country_is_its_army_in_a_violent_act_else_its_government(who: WhoData) -> None:
    fires, speaks = (ask(who, "Russia", country="UA", violent=violent) for violent in (True, False))
    assert isinstance(fires, Reading)
    assert isinstance(speaks, Reading)
    assert (fires.party.name, speaks.party.name) == ("Russian Armed Forces", "Government of Russia")


def test_the_same_force_is_external_only_abroad(who: WhoData) -> None:
    text = "Rwandan soldiers"
    home, abroad = (
        read_party(text, Span(0, 16), Span(8, 16), who, actors=(), country="CD", place_country=place)
        for place in ("RW", "CD")
    )
    assert isinstance(home, Reading)
    assert isinstance(abroad, Reading)
    assert (home.party.kind, abroad.party.kind) == (PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES)


def test_a_person_is_read_by_a_role_told_elsewhere(who: WhoData) -> None:
    text = "Gunmen shot Ibrahim Sarr. A cousin of Sarr, a teacher, wept. Sarr died."
    found = read_party(text, Span(61, 65), Span(61, 65), who, actors=(), country="ML")
    assert isinstance(found, Reading)
    assert (found.party.name, found.party.private, found.by) == ("Civilians", True, "person")


def test_no_private_person_is_a_party_name(who: WhoData) -> None:
    found = ask(who, "Ibrahim <Sarr>", country="ML")
    assert isinstance(found, Reading)
    assert (found.party.name, found.party.private, found.by) == ("Civilians", True, "proper")


def test_the_main_country_is_the_one_spoken_of_most(who: WhoData) -> None:
    text = "Malian soldiers fought in Mali. France watched."
    assert main_country(text, who, actors=find_actors(text, who)) == "ML"
    assert main_country("Mali and France", who, actors=()) == ""


def test_every_force_and_group_has_a_name_and_a_kind(who: WhoData) -> None:
    actors = {a.name for aliases in who.names.values() for alias in aliases for a in alias.actors}
    countries = {country for country, _ in who.forces}
    assert len(actors) >= 1000
    assert len(countries) >= 90


def test_a_broken_lexicon_is_refused_with_its_line(who: WhoData, tmp_path: Path) -> None:
    lexica = tmp_path / "lexica"
    lexica.mkdir()
    (tmp_path / "who.yaml").write_bytes((DATA / "en" / "who.yaml").read_bytes())
    for name in ("states.tsv", "demonyms.tsv", "nationals.tsv", "forces.tsv", "party_nouns.tsv"):
        (lexica / name).write_bytes((DATA / "en" / "lexica" / name).read_bytes())
    (lexica / "actors_x.tsv").write_text("name\tkind\tcountry\taliases\tfrom\tto\tparent\nThe Front\trebels\tTD\n")
    with pytest.raises(DataError, match=r"actors_x\.tsv:2: unknown kind 'rebels'"):
        load_who(tmp_path)


def test_a_stretch_of_a_text_has_the_words_that_it_has_alone() -> None:
    text = "The rebels' camp, in Kenya's north-east: \"Hay’at Tahrir\" held 12."
    endings = ("'s", "’s", "'", "’")
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert [*words_in(text, endings, start, end)] == cut(text, endings, start, end)
