"""Which reports are of one event, how many origins it has, and what its values are: on reports made by hand."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import pytest

from dateline.merge import Event, Merged, Origin, Verdict, VerdictKind, event_record, explain_event, merge_reports
from dateline.merge.acts import load_acts
from dateline.merge.clustering import Groups, cluster
from dateline.merge.copies import likeness, minhash, quotations
from dateline.merge.crowds import FEWEST, prior_bits
from dateline.merge.identity import name_events
from dateline.merge.levels import COMPARISONS
from dateline.merge.names import rare_names
from dateline.merge.parties import load_index
from dateline.merge.rows import row
from dateline.merge.weights import load_joining, load_weights
from dateline.ontology import load_ontology

Record = dict[str, Any]
HOMS = {"name": "Talkalakh", "country": "SY", "admin1": "Homs", "lat": 34.66, "lon": 36.26, "precision": "exact"}
PROVINCE = {"name": "Homs", "country": "SY", "admin1": "Homs", "lat": 34.5, "lon": 38.0, "precision": "admin1"}
FAR = {"name": "Manbij", "country": "SY", "admin1": "Aleppo", "lat": 36.53, "lon": 37.96, "precision": "exact"}
REBELS = {"name": "Ahrar al-Sham", "kind": "rebel_group", "country": None}
ARMY = {"name": "Syrian Arab Army", "kind": "state_forces", "country": "SY"}
SOMEBODY = {"name": "gunmen", "kind": "unidentified", "country": None}


def report(document: str, n: int = 0, **given: Any) -> Record:
    """A report of an attack on an army post, with what is given otherwise."""
    day = given.pop("day", "2016-05-03")
    first, last = day if isinstance(day, tuple) else (day, day)
    return {
        "document": document,
        "id": f"{document}#{n}",
        "type": "attack",
        "status": "actual",
        "aggregate": False,
        "actor": [REBELS],
        "target": [ARMY],
        "when": {"first": first, "last": last, "precision": "day" if first == last else "month", "words": None},
        "where": HOMS,
        "counts": {"killed": [7, 7]},
        "weapon": None,
        "reason": None,
        "sources": [{"name": None, "kind": "military", "via": None, "attitude": "asserts", "private": False}],
        "evidence": [f"fighters stormed the checkpoint near the bridge, {document}"],
        "claims": [],
        "published": "2016-05-04",
        "publisher": f"Outlet {document}",
        "url": None,
        **given,
    }


def source(name: str | None, kind: str = "official", **given: Any) -> Record:
    return {"name": name, "kind": kind, "via": None, "attitude": "asserts", "private": False, **given}


def merged(*reports: Record, **given: Any) -> Merged:
    return merge_reports(reports, given.pop("documents", {}), **given)


def grouped(*reports: Record, **given: Any) -> list[list[str]]:
    return sorted(sorted(e.reports) for e in merged(*reports, **given).events)


def only(*reports: Record, **given: Any) -> Event:
    (event,) = merged(*reports, **given).events
    return event


# --- which reports are of one event ------------------------------------------------------------------


def test_two_accounts_of_one_happening_are_one_event() -> None:
    assert grouped(report("a"), report("b", counts={"killed": [9, None]}, actor=[SOMEBODY])) == [["a#0", "b#0"]]


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2016-05-10"},
        {"where": FAR},
        {"type": "protest"},
        {"aggregate": True},
        {
            "actor": [ARMY],
            "target": [REBELS],
            "counts": {"killed": [60, 60]},
            "evidence": ["planes dropped barrels on farms"],
        },
    ],
    ids=["another day", "another place", "another kind", "a sum", "other sides and another toll"],
)
def test_what_is_told_otherwise_is_another_event(other: Record) -> None:
    assert grouped(report("a"), report("b", **other)) == [["a#0"], ["b#0"]]


def test_two_reports_of_one_document_are_two_events() -> None:
    assert grouped(report("a"), report("a", 1)) == [["a#0"], ["a#1"]]


def test_no_chain_joins_two_ends_that_exclude_each_other() -> None:
    ends = report("a", day="2016-05-03"), report("c", day="2016-05-09")
    between = report("b", day=("2016-05-03", "2016-05-09"))
    assert all(not {"a#0", "c#0"} <= set(g) for g in grouped(*ends, between))


def test_a_vague_report_joins_the_one_that_it_fits() -> None:
    vague = report("v", day=("2016-05-01", "2016-05-31"), where=PROVINCE)
    assert grouped(report("a"), vague) == [["a#0", "v#0"]]


def test_a_vague_report_stays_alone_between_two_that_fit_equally() -> None:
    vague = report("v", day=("2016-05-01", "2016-05-31"), where=PROVINCE)
    result = merged(report("a"), report("b", day="2016-05-21"), vague)
    alone = next(e for e in result.events if e.reports == ("v#0",))
    assert len(result.events) == 3
    assert set(alone.may_be) == {e.id for e in result.events} - {alone.id}


def test_a_post_overrun_from_either_side_of_a_border_is_one_event() -> None:
    across = {**HOMS, "name": "Al Buqayah", "country": "LB", "admin1": "Akkar", "lat": 34.65, "lon": 36.33}
    assert grouped(report("a"), report("b", where=across)) == [["a#0", "b#0"]]


def test_a_statement_without_a_place_is_found_by_its_party() -> None:
    claim: Record = {"type": "responsibility_claim", "where": None, "counts": {}, "target": []}
    assert grouped(report("a", **claim), report("b", **claim)) == [["a#0", "b#0"]]


def test_a_report_without_a_place_is_sought_in_the_country_of_its_document() -> None:
    elsewhere = report("b", 1, type="protest", day="2016-05-02")
    unplaced = report("b", where=None, actor=[], target=[{"name": "Civilians", "kind": "civilians", "country": None}])
    assert grouped(report("a", actor=[]), unplaced) == [["a#0"], ["b#0"]]
    assert grouped(report("a", actor=[]), unplaced, elsewhere) == [["a#0", "b#0"], ["b#1"]]


def test_a_report_without_a_day_joins_the_news_of_the_fortnight() -> None:
    undated = report("b", when=None, published="2016-05-13")
    assert grouped(report("a"), undated) == [["a#0", "b#0"]]
    assert grouped(report("a"), report("b", when=None, published="2016-06-30")) == [["a#0"], ["b#0"]]


def test_what_was_not_compared_for_want_of_a_day_keeps_nothing_apart() -> None:
    undated = report("b", when=None, published="2016-05-06")
    later = report("c", published="2016-07-20")
    assert grouped(report("a"), undated, later) == [["a#0", "b#0", "c#0"]]


TOLD = (
    "Fighters stormed the post at dawn. The dead were Samir Haddad and Yusuf Karam, said Colonel Barakat of the post "
    "near Deir Mama, where Lieutenant Nasser Qandil commands.",
    "A raid killed soldiers. Families mourned Samir Haddad, a friend of Yusuf Karam, and Colonel Barakat spoke at the "
    "grave in Deir Mama; Lieutenant Nasser Qandil wept.",
    "A raid killed soldiers. Families mourned Adnan Sabbagh, a friend of Marwan Idlibi, and Major Halabi spoke at the "
    "grave in Tell Rifaat; Lieutenant Omar Zeitoun wept.",
)


def told(*names: str) -> dict[str, Origin]:
    """Documents that tell it with the same names."""
    return {name: Origin(name, text) for name, text in zip(names, TOLD, strict=False)}


def test_rare_names_join_what_is_placed_apart() -> None:
    apart = (report("a"), report("b", where=FAR))
    assert grouped(*apart, documents=told("a", "b")) == [["a#0", "b#0"]]
    other = (report("a"), report("c", where=FAR))
    strangers = {"a": Origin("a", TOLD[0]), "c": Origin("c", TOLD[2])}
    assert grouped(*other, documents=strangers) == [["a#0"], ["c#0"]]


def test_rare_names_find_a_report_without_a_place() -> None:
    unplaced = (report("a", actor=[SOMEBODY], target=[]), report("b", actor=[SOMEBODY], target=[], where=None))
    assert grouped(*unplaced) == [["a#0"], ["b#0"]]
    assert grouped(*unplaced, documents=told("a", "b")) == [["a#0", "b#0"]]


MANY = (
    "Mourners said that Samir Haddad, Yusuf Karam, Adnan Sabbagh, Marwan Idlibi and Omar Zeitoun died at Deir Mama, "
    "where Nasser Qandil commands."
)


def test_rare_names_join_within_a_division_what_is_dated_apart() -> None:
    later = report("b", day="2017-03-01", published="2017-03-02", where={**HOMS, "name": "Deir Mama"})
    documents = {name: Origin(name, MANY) for name in ("a", "b")}
    assert grouped(report("a"), later, documents=documents) == [["a#0", "b#0"]]
    assert grouped(report("a"), {**later, "where": FAR}, documents=documents) == [["a#0"], ["b#0"]]
    assert grouped(report("a"), {**later, "published": "2019-03-02"}, documents=documents) == [["a#0"], ["b#0"]]


def test_very_many_rare_names_find_a_report_without_a_place_whatever_its_day() -> None:
    later = report("b", day="2017-03-01", published="2017-03-02", where=None, actor=[SOMEBODY], target=[])
    assert grouped(report("a"), later) == [["a#0"], ["b#0"]]
    documents = {name: Origin(name, MANY) for name in ("a", "b")}
    assert grouped(report("a"), later, documents=documents) == [["a#0", "b#0"]]
    elsewhere = {**later, "where": FAR}
    assert grouped(report("a"), elsewhere, documents=documents) == [["a#0"], ["b#0"]]


def test_a_report_that_names_the_day_of_another_can_be_one_with_it() -> None:
    trial = report("b", day="2016-09-01", published="2016-09-02")
    assert grouped(report("a"), trial) == [["a#0"], ["b#0"]]
    event = only(report("a"), {**trial, "named_days": ["2016-05-03", "2016-08-20"]})
    assert [r.level for joint in event.joints for r in joint.reasons if r.comparison == "days"] == [
        "one names the other's"
    ]
    assert event.values["when"]["first"] == "2016-05-03"
    assert grouped(report("a", named_days=["2016-09-01"]), report("a", 1, day="2016-09-01")) == [["a#0"], ["a#1"]]


def test_a_report_that_clashes_joins_where_one_of_an_event_is_alike() -> None:
    misplaced = report("c", where=FAR)
    documents = {"a": Origin("a", MANY), "c": Origin("c", MANY), "b": Origin("b", TOLD[2])}
    assert grouped(report("a"), report("b"), misplaced, documents=documents) == [["a#0", "b#0", "c#0"]]


def test_the_mean_of_the_pairs_with_an_event_decides() -> None:
    rules = load_joining()
    within = {(a, b): 9.0 for a, b in combinations(range(4), 2)}
    against = rules.clash_below + 1
    for for_it, fits in ((-3 * against, True), (0.0, False)):
        bits = {**within, **{(n, 4): rules.join_from + (for_it if n == 0 else 0) for n in range(3)}, (3, 4): against}
        groups = Groups(bits, frozenset(), frozenset(), frozenset(), rules)
        cluster(sorted(((b, *pair) for pair, b in bits.items()), reverse=True), groups, frozenset())
        assert (groups.group(4) == groups.group(0)) is fits


def test_a_name_tells_less_where_many_have_it() -> None:
    texts = [f"shots were heard at Stroger, and Dweller{n} fell" for n in range(9)] + ["at Stroger, and Dweller1 fell"]
    reports = [report(f"d{n:02}") for n in range(len(texts))]
    found = rare_names(reports, {r["document"]: Origin(r["document"], t) for r, t in zip(reports, texts, strict=True)})
    common, rare = sorted(n & 15 for n in found[1] or ())
    assert common < rare


def test_days_that_are_near_are_of_one_event_where_names_do_not_speak_against_it() -> None:
    later = report("b", day="2016-05-05", published="2016-05-06")
    assert grouped(report("a"), later) == [["a#0", "b#0"]]
    known = [report(name, type="protest") for name in ("c", "d")]  # whose texts make the names of both known
    strangers = {
        name: Origin(name, text) for name, text in zip("acbd", (TOLD[0], TOLD[1], TOLD[2], TOLD[2]), strict=True)
    }
    assert ["a#0", "b#0"] not in grouped(report("a"), later, *known, documents=strangers)
    friends = {name: Origin(name, MANY) for name in ("a", "b")}
    assert grouped(report("a"), later, documents=friends) == [["a#0", "b#0"]]


def test_days_that_are_only_inferred_reach_no_further_than_they_are_told() -> None:
    when = {"first": "2016-05-05", "last": "2016-05-06", "precision": "inferred", "words": None}
    assert grouped(report("a"), report("b", when=when, published="2016-05-06")) == [["a#0"], ["b#0"]]


def test_figures_are_compared_as_names_are() -> None:
    texts = ["a 13-year-old of 1207 Elm", "of 1207 it was said that a 13-year-old fell", "a man of 1900 fell"]
    texts = [f"{text}; who saw it is asked to call 555-018-2460" for text in texts]  # which all of them have
    reports = [report(f"d{n}") for n in range(len(texts))]
    found = rare_names(reports, {r["document"]: Origin(r["document"], t) for r, t in zip(reports, texts, strict=True)})
    assert [len(n or ()) for n in found] == [2, 2, 0]


def test_rare_names_are_those_of_a_report_and_not_of_its_neighbour() -> None:
    texts = {"a": Origin("a", f"One. {TOLD[0]} Two. {TOLD[2]}"), "b": Origin("b", TOLD[1]), "c": Origin("c", TOLD[2])}
    one, two = report("a", 0, evidence=["One."]), report("a", 1, evidence=["Two."])
    first, second, b, c = (set(found or ()) for found in rare_names([one, two, report("b"), report("c")], texts))
    assert len(first & b) > 2 * len(second & b)
    assert len(second & c) > 2 * len(first & c)
    assert rare_names([report("d")], {}) == [None]


def test_reports_without_days_or_alone_are_events_too() -> None:
    assert merged().events == ()
    assert only(report("a", when=None, where=None, actor=[], target=[], counts={})).values["when"] is None


# --- what people decide ---------------------------------------------------------------------------------


def verdict(kind: VerdictKind, a: str, b: str) -> Verdict:
    return Verdict(kind, a, b, "ana", "2016-06-01", "read both")


def test_verdicts_bind() -> None:
    far = report("b", where=FAR, day="2016-07-01")
    assert grouped(report("a"), far, verdicts=[verdict(VerdictKind.SAME, "a#0", "b#0")]) == [["a#0", "b#0"]]
    two = report("a"), report("b")
    assert grouped(*two, verdicts=[verdict(VerdictKind.DIFFERENT, "b#0", "a#0")]) == [["a#0"], ["b#0"]]


def test_the_later_of_two_verdicts_counts() -> None:
    said = [verdict(VerdictKind.DIFFERENT, "a#0", "b#0"), verdict(VerdictKind.SAME, "b#0", "a#0")]
    assert grouped(report("a"), report("b"), verdicts=said) == [["a#0", "b#0"]]


def test_a_report_that_is_split_leaves_its_whole_event() -> None:
    three = report("a"), report("b"), report("c")
    before = {r: "e1" for r in ("a#0", "b#0", "c#0")}
    said = [verdict(VerdictKind.SPLIT, "c#0", "a#0")]
    assert grouped(*three, verdicts=said, previous=before) == [["a#0", "b#0"], ["c#0"]]


def test_what_fits_one_of_two_that_a_person_joined_joins_both() -> None:
    far = report("b", where=FAR, day="2016-07-01")
    said = [verdict(VerdictKind.SAME, "a#0", "b#0")]
    assert grouped(report("a"), far, report("c"), verdicts=said) == [["a#0", "b#0", "c#0"]]


def test_a_joint_tells_who_decided_it() -> None:
    event = only(report("a"), report("b", where=FAR), verdicts=[verdict(VerdictKind.SAME, "a#0", "b#0")])
    assert event.joints[0].verdict is not None
    assert "decided by ana on 2016-06-01: same (read both)" in explain_event(event)


# --- ids ------------------------------------------------------------------------------------------------


def test_ids_live_on_and_what_is_swallowed_leads_to_what_lives() -> None:
    named, redirects, gone = name_events([["a", "b", "c"]], ["a", "b", "c"], {"b": "e2", "c": "e3", "x": "e9"})
    assert (named, redirects, gone) == (["e2"], {"e3": "e2"}, ("e9",))


def test_an_id_stays_with_the_oldest_report_when_an_event_is_split() -> None:
    named, redirects, gone = name_events([["a", "c"], ["b"]], ["a", "b", "c"], {"a": "e1", "b": "e1", "c": "e1"})
    assert named[0] == "e1" and named[1] != "e1" and not redirects and not gone


def test_merging_again_gives_the_same_ids() -> None:
    first = merged(report("a"), report("b"), report("c", where=FAR))
    previous = {r: e.id for e in first.events for r in e.reports}
    again = merged(report("a"), report("b"), report("c", where=FAR), report("0"), previous=previous)
    assert {e.id for e in first.events} <= {e.id for e in again.events}
    assert not again.redirects and not again.tombstones


def test_the_order_of_reports_does_not_show() -> None:
    reports = [
        report(name, day=f"2016-05-{day:02}") for name, day in zip("abcdefgh", (3, 3, 4, 9, 9, 3, 20, 21), strict=True)
    ]

    def lines(of: list[Record]) -> list[str]:
        return [json.dumps(event_record(e), ensure_ascii=False) for e in merge_reports(of, {}).events]

    assert lines(reports) == lines(reports[::-1])


# --- origins ------------------------------------------------------------------------------------------------

STORY = (
    "Fighters stormed a checkpoint near the bridge of Talkalakh on Tuesday and killed seven soldiers, the army said. "
    "Residents heard shooting for an hour before dawn. Two vehicles were burnt and the road to the coast was closed."
)


def origins(*reports: Record, **given: Any) -> int:
    return len(only(*reports, **given).origins)


def test_outlets_that_print_one_text_are_one_origin() -> None:
    texts = {"a": STORY, "b": f"{STORY} More soon.", "c": "Seven soldiers are dead after an assault, a monitor says."}
    documents = {name: Origin(name, text) for name, text in texts.items()}
    reports = [report(n, evidence=[texts[n][:60]]) for n in texts]
    event = only(*reports, documents=documents)
    assert [o.reports for o in event.origins] == [("a#0", "b#0"), ("c#0",)]
    assert event.origins[0].shared[0].why == "near copy"


def test_one_named_source_is_one_origin_and_two_are_two() -> None:
    same = [report(n, sources=[source("Ministry of Defence")]) for n in "ab"]
    assert origins(*same) == 1
    assert origins(same[0], report("c", sources=[source("Homs Monitor", "monitor")])) == 2


def test_an_agency_passed_on_is_one_origin_with_the_agency() -> None:
    agency = report("a", publisher="Levant News Agency", sources=[source("Abu Omar", "activist")])
    passed = report("b", sources=[source(None, "activist", via="LNA")])
    assert origins(agency, passed) == 1


def test_a_private_person_counts_as_one_origin_and_is_not_named() -> None:
    said = [report(n, sources=[source("Umm Khaled", "eyewitness", private=True)]) for n in "ab"]
    event = only(*said, key=b"secret")
    assert len(event.origins) == 1
    told = json.dumps(event_record(event)) + explain_event(event)
    assert "Khaled" not in told and "one private person" in told


def test_a_quotation_longer_than_a_phrase_is_compared() -> None:
    assert quotations('He said: "They came at night and burnt all that we had." Then "no comment".') == {
        "they came at night and burnt all that we had"
    }


def test_signatures_tell_copies_when_a_text_is_gone() -> None:
    documents = {"a": Origin("a", STORY), "b": Origin("b", minhash=minhash(f"{STORY} More soon."))}
    assert origins(report("a"), report("b"), documents=documents) == 1
    assert origins(report("a"), report("b"), documents={**documents, "b": Origin("b")}) == 2
    assert likeness(minhash(STORY), minhash("Nothing of this stands there, not one run of words.")) == 0.0


# --- values ---------------------------------------------------------------------------------------------


def test_days_and_place_are_the_finest_on_which_all_agree() -> None:
    vague = report("b", day=("2016-05-01", "2016-05-20"), where=PROVINCE)
    values = only(report("a"), vague).values
    assert (values["when"]["first"], values["when"]["last"], values["when"]["agreed"]) == (
        "2016-05-03",
        "2016-05-03",
        True,
    )
    assert values["where"]["name"] == "Talkalakh"
    assert values["when"]["range"] == ["2016-05-01", "2016-05-20"]


def test_of_places_side_by_side_the_one_that_most_origins_name_is_shown() -> None:
    beside = {**HOMS, "name": "Al-Hawash", "lat": 34.68, "lon": 36.28}
    first, then = report("a", where=beside), [report(d, published="2016-05-05") for d in "bc"]
    assert only(first, *then).values["where"]["name"] == "Talkalakh"
    assert only(first, then[0]).values["where"]["name"] == "Al-Hawash"


def test_days_that_do_not_agree_are_those_of_most_origins() -> None:
    when = only(report("a"), report("b"), report("c", day="2016-05-04")).values["when"]
    assert (when["first"], when["agreed"], when["range"]) == ("2016-05-03", False, ["2016-05-03", "2016-05-04"])
    assert [c["report"] for c in when["against"]] == ["c#0"]


def test_of_two_days_the_one_that_the_other_report_names_too_stands() -> None:
    when = only(report("a", day="2016-05-04"), report("b", named_days=["2016-05-04"])).values["when"]
    assert (when["first"], when["last"]) == ("2016-05-04", "2016-05-04")


def test_an_interval_that_holds_a_day_speaks_for_it() -> None:
    when = only(
        report("a", day="2016-05-05"), report("b", day=("2016-05-03", "2016-05-04")), report("c"), report("d")
    ).values["when"]
    assert (when["first"], [c["report"] for c in when["against"]]) == ("2016-05-03", ["a#0"])


def test_a_bound_that_leaves_room_for_a_figure_speaks_for_it() -> None:
    firm = report("a", counts={"killed": [9, 9]}), report("b", counts={"killed": [7, 7]}, published="2016-05-06")
    assert only(*firm).values["counts"]["killed"]["best"] == 7
    killed = only(*firm, report("c", counts={"killed": [8, None]})).values["counts"]["killed"]
    assert (killed["best"], [c["report"] for c in killed["for"]]) == (9, ["a#0", "c#0"])


def test_as_many_hurt_as_dead_are_the_same_people_where_as_many_origins_count_the_dead_alone() -> None:
    twice, once = report("a", counts={"killed": [1, 1], "wounded": [1, 1]}), report("b", counts={"killed": [1, 1]})
    wounded = only(twice, once).values["counts"]["wounded"]
    assert (wounded["low"], wounded["best"], wounded["high"]) == (0, 0, 1)
    assert ([c["report"] for c in wounded["for"]], [c["report"] for c in wounded["against"]]) == (["b#0"], ["a#0"])
    nobody = report("a", counts={"wounded": [0, 0]}), report("b", counts={})
    assert only(*nobody).values["counts"]["wounded"]["best"] == 0
    more = report("c", counts={"killed": [1, 1], "wounded": [1, 1]})
    assert only(twice, once, more).values["counts"]["wounded"]["best"] == 1
    assert (
        only(report("a", counts={"killed": [1, 1], "wounded": [2, 2]}), once).values["counts"]["wounded"]["best"] == 2
    )


def test_those_who_died_of_their_wounds_are_no_more_counted_as_wounded() -> None:
    first = report("a", counts={"killed": [1, 1], "wounded": [2, 2]})
    counts = only(first, report("b", counts={"killed": [3, 3]})).values["counts"]
    assert (counts["killed"]["best"], counts["wounded"]["best"]) == (3, 0)
    assert [c["report"] for c in counts["wounded"]["for"]] == ["b#0"]
    assert [c["report"] for c in counts["wounded"]["history"]] == ["a#0"]
    others = only(first, report("b", counts={"killed": [4, 4]})).values["counts"]
    assert others["wounded"]["best"] == 2


def test_a_later_toll_of_one_origin_stands_for_the_earlier_one() -> None:
    said = [source("Ministry of Defence")]
    first, later = (
        report("a", sources=said),
        report("b", sources=said, counts={"killed": [9, 9]}, published="2016-05-06"),
    )
    other = report("c", counts={"killed": [8, None]})
    killed = only(first, later, other).values["counts"]["killed"]
    assert (killed["low"], killed["best"], killed["high"]) == (8, 9, None)
    assert [c["report"] for c in killed["history"]] == ["a#0"]


def test_every_value_lists_the_claims_for_and_against_it() -> None:
    event = only(report("a"), report("b", actor=[{"name": "Faylaq al-Sham", "kind": "rebel_group", "country": None}]))
    ahrar = next(a for a in event.values["actor"] if a["name"] == "Ahrar al-Sham")
    assert ([c["report"] for c in ahrar["for"]], [c["report"] for c in ahrar["against"]]) == (["a#0"], ["b#0"])
    assert event.grade == "contested" and event.status == "reported"


def test_of_two_figures_the_one_published_last_is_best() -> None:
    later = report("b", counts={"killed": [9, 9]}, published="2016-05-06")
    assert only(later, report("a")).values["counts"]["killed"]["best"] == 9


def test_who_denies_stands_against_and_who_asserts_for() -> None:
    said = [source("Residents' Committee", "activist"), source("Ministry of Defence", attitude="denies")]
    happened = only(report("a", status="disputed", sources=said)).values["happened"]
    sides = [[s["name"] for c in happened[side] for s in c["sources"]] for side in ("for", "against")]
    assert sides == [["Residents' Committee"], ["Ministry of Defence"]]


# --- status ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("others", "status", "grade"),
    [
        ([], "single-source", "weak"),
        ([{}], "reported", "fair"),
        ([{"sources": [source("Ahrar al-Sham", "armed_group")]}], "confirmed", "confirmed"),
        ([{"status": "denied"}], "disputed", "contested"),
    ],
)
def test_status_and_grade_go_by_origins(others: list[Record], status: str, grade: str) -> None:
    event = only(report("a"), *(report(f"b{n}", **other) for n, other in enumerate(others)))
    assert (event.status, event.grade) == (status, grade)


def test_what_is_only_denied_is_denied_and_a_plan_is_planned() -> None:
    assert only(report("a", status="denied")).status == "denied"
    assert only(report("a", status="planned")).status == "planned"


def test_clarity_is_low_for_sums_and_for_what_has_no_place() -> None:
    assert only(report("a")).event_clarity == 1
    assert only(report("a", aggregate=True)).event_clarity == 2
    assert only(report("a", where=None)).event_clarity == 2


# --- data ------------------------------------------------------------------------------------------------


def test_types_of_one_act_are_types_of_the_codebook() -> None:
    assert {t for types in load_acts().can_be.values() for t in types} <= set(load_ontology().types)


def test_likeness_speaks_for_and_exclusion_against() -> None:
    weights = load_weights()
    for comparison in COMPARISONS:
        levels = [name for name, _ in COMPARISONS[comparison] if (comparison, name) in weights.m]
        assert weights.bits(comparison, levels[0]) > 0 > weights.bits(comparison, levels[-1])


def test_the_more_reports_stand_around_the_less_a_likeness_says() -> None:
    index, acts = load_index(), load_acts()
    rows = [row(report(str(n)), n, n, index, acts) for n in range(4 * FEWEST)]
    assert prior_bits(rows[:2]) == [-4.0, -4.0]
    assert set(prior_bits(rows)) == {-6.0}


def test_who_only_denies_that_he_did_it_denies_no_event() -> None:
    denial = {"field": "actor", "value": REBELS["name"], "source": f"{REBELS['name']} spokesman", "attitude": "denies"}
    event = only(report("a"), report("b", claims=[denial]))
    (doer,) = event.values["doers"]
    assert (doer["denies_it"], event.status, event_record(event)["grade"]) == (True, "reported", "contested")
    assert "; denies it\n" in explain_event(event)


def test_an_account_says_everything() -> None:
    event = only(report("a"), report("b", day="2016-05-04"))
    account = explain_event(event)
    assert "2 reports, 2 origins" in account
    assert f"did it: {REBELS['name']}, named by 2 origins\n" in account
    assert "1 report, 1 origin\n" in explain_event(only(report("a")))
    assert "a#0 and b#0" in account and "days: next day" in account
