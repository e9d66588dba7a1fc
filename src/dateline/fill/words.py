"""The words that filling needs: verbs of speech, words for casualties, which place words count for which type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import read_tsv, read_yaml
from dateline.model import PartyKind


@dataclass(frozen=True, slots=True)
class CasualtyWord:
    """A word that counts people without a verb ("nine dead"); `side` says where the people stand to it."""

    count: str
    side: str


@dataclass(frozen=True, slots=True)
class FillData:
    """Lexica and settings of this room."""

    speech: frozenset[str]
    casualties: Mapping[str, CasualtyWord]
    added: frozenset[str]
    not_added: tuple[str, ...]
    risen: frozenset[str]
    tellers: frozenset[str]
    anybody: frozenset[str]
    known: frozenset[str]
    unfought: tuple[str, ...]
    part: frozenset[str]
    wholes: frozenset[str]
    they: frozenset[str]
    all_of: tuple[str, ...]
    ordinals: Mapping[str, int]
    ranks: frozenset[str]
    exchanges: frozenset[str]
    sides: frozenset[str]
    each: frozenset[str]
    one_of_a_kind: frozenset[str]
    one_more: frozenset[str]
    captives: frozenset[str]
    after_taking: frozenset[str]
    taking: frozenset[str]
    outdated: tuple[str, ...]
    toll_words: Mapping[str, str]
    echoes: Mapping[str, frozenset[str]]
    reckons: Mapping[str, frozenset[str]]
    opposite: frozenset[str]
    numbers: frozenset[str]
    returned: frozenset[str]
    later: frozenset[str]
    ends: frozenset[str]
    states: frozenset[str]
    cared: frozenset[str]
    on_self: frozenset[str]
    selves: frozenset[str]
    survived: frozenset[str]
    by_sort: frozenset[str]
    owners: frozenset[str]
    place_roles: Mapping[str, tuple[str, ...]]
    default_roles: tuple[str, ...]
    no_place: frozenset[str]
    weapon_words: frozenset[str]
    reason_marks: tuple[str, ...]
    part_of: tuple[str, ...]
    sum_days: tuple[str, ...]
    sum_least: int
    sum_long: int
    sum_acts: frozenset[str]
    sum_amid: frozenset[str]
    sum_marks: frozenset[str]
    ranges: tuple[str, ...]
    lasting: frozenset[str]
    belonging: frozenset[str]
    presumed: frozenset[str]
    own_things: frozenset[str]
    blaming: frozenset[str]
    by_holders: frozenset[str]
    held_till_then: frozenset[str]
    holding: frozenset[str]
    leading_off: frozenset[str]
    membership: frozenset[str]
    of_captives: frozenset[str]
    foiling: frozenset[str]
    guised: frozenset[str]
    ill_treated: frozenset[str]
    kept: frozenset[str]
    handed: frozenset[str]
    given_up: frozenset[str]
    custody: frozenset[str]
    announced: frozenset[str]
    communicated: frozenset[str]
    reckonings: frozenset[str]
    keepers: frozenset[str]
    statements: frozenset[str]
    by_authority: Mapping[str, str]
    settled: frozenset[str]
    lead: re.Pattern[str]
    turns: frozenset[str]
    afterwards: frozenset[str]
    whole: tuple[str, ...]
    since: frozenset[str]
    reported: frozenset[str]
    charges: frozenset[str]
    pursuits: frozenset[str]
    answers: frozenset[str]
    sequels: frozenset[str]
    deeds: frozenset[str]
    happens: frozenset[str]
    it: frozenset[str]
    comes: frozenset[str]
    helpers: frozenset[str]
    records: frozenset[str]
    amid: frozenset[str]
    none: frozenset[str]
    unhurt: frozenset[str]
    hearsay: frozenset[str]
    split_sides: frozenset[str]
    own_side: frozenset[str]
    joined: str
    leaving: frozenset[str]
    sent: frozenset[str]
    fights: frozenset[str]
    far: frozenset[str]
    victims: frozenset[str]
    no_victims: frozenset[str]
    seizing: frozenset[str]
    for_deeds: frozenset[str]
    claims: frozenset[str]
    charged: frozenset[str]
    marches: frozenset[str]
    topics: frozenset[str]
    on_crowd: Mapping[str, str]
    blames: frozenset[str]
    polar: frozenset[str]
    laid: frozenset[str]
    becomes: Mapping[tuple[str, str, PartyKind], tuple[str, PartyKind]]
    implied: Mapping[tuple[str, str], tuple[str, PartyKind]]

    def roles_of(self, type_: str) -> tuple[str, ...]:
        """The uses of a place name that may place an event of this type."""
        return self.place_roles.get(type_, self.default_roles)


def load_fill(folder: Path) -> FillData:
    """Load the room's data; raises DataError for what is wrong in it."""
    node = read_yaml(folder / "fill.yaml")
    node.expect(
        (
            "place_roles",
            "default_place_roles",
            "no_place",
            "added",
            "not_added",
            "risen",
            "tellers",
            "anybody",
            "known",
            "unfought",
            "part",
            "wholes",
            "they",
            "all_of",
            "ordinals",
            "ranks",
            "exchanges",
            "sides",
            "each",
            "one_of_a_kind",
            "one_more",
            "captives",
            "after_taking",
            "taking",
            "outdated",
            "toll_words",
            "echoes",
            "reckons",
            "opposite",
            "numbers",
            "returned",
            "later",
            "ends",
            "states",
            "cared",
            "on_self",
            "selves",
            "survived",
            "by_sort",
            "owners",
            "reason_marks",
            "part_of",
            "sum_days",
            "sum_least",
            "sum_long",
            "sum_acts",
            "sum_amid",
            "sum_marks",
            "ranges",
            "lasting",
            "becomes",
            "implied",
            "split_sides",
            "own_side",
            "joined",
            "leaving",
            "sent",
            "fights",
            "far",
            "victims",
            "no_victims",
            "seizing",
            "for_deeds",
            "claims",
            "charged",
            "marches",
            "topics",
            "on_crowd",
            "blames",
            "polar",
            "laid",
            "statements",
            "settled",
            "lead",
            "turns",
            "afterwards",
            "whole",
            "since",
            "reported",
            "charges",
            "pursuits",
            "answers",
            "sequels",
            "deeds",
            "happens",
            "it",
            "comes",
            "helpers",
            "records",
            "amid",
            "none",
            "unhurt",
            "hearsay",
            "belonging",
            "presumed",
            "own_things",
            "blaming",
            "by_holders",
            "held_till_then",
            "holding",
            "leading_off",
            "membership",
            "of_captives",
            "foiling",
            "guised",
            "ill_treated",
            "kept",
            "handed",
            "given_up",
            "custody",
            "announced",
            "communicated",
            "reckonings",
            "keepers",
            "by_authority",
        )
    )
    return FillData(
        speech=frozenset(
            r["verb"] for r in read_tsv(folder / "lexica" / "speech_verbs.tsv", ("verb", "attitude", "note"))
        ),
        casualties={
            r["word"]: CasualtyWord(r["count"], r["side"])
            for r in read_tsv(folder / "lexica" / "casualty_words.tsv", ("word", "count", "side", "note"))
        },
        added=frozenset(node["added"]),
        risen=frozenset(node["risen"]),
        tellers=frozenset(node["tellers"]),
        not_added=tuple(node["not_added"]),
        anybody=frozenset(node["anybody"]),
        known=frozenset(node["known"]),
        unfought=tuple(node["unfought"]),
        part=frozenset(node["part"]),
        wholes=frozenset(node["wholes"]),
        they=frozenset(node["they"]),
        all_of=tuple(node["all_of"]),
        ordinals={word: int(number) for word, number in node["ordinals"].items()},
        ranks=frozenset(node["ranks"]),
        exchanges=frozenset(node["exchanges"]),
        sides=frozenset(node["sides"]),
        each=frozenset(node["each"]),
        one_of_a_kind=frozenset(node["one_of_a_kind"]),
        one_more=frozenset(node["one_more"]),
        captives=frozenset(node["captives"]),
        after_taking=frozenset(node["after_taking"]),
        taking=frozenset(node["taking"]),
        outdated=tuple(node["outdated"]),
        toll_words=dict(node["toll_words"].items()),
        echoes={verb: frozenset(links) for verb, links in node["echoes"].items()},
        reckons={lead: frozenset(verbs) for lead, verbs in node["reckons"].items()},
        opposite=frozenset(node["opposite"]),
        numbers=frozenset(node["numbers"]),
        returned=frozenset(node["returned"]),
        later=frozenset(node["later"]),
        ends=frozenset(node["ends"]),
        states=frozenset(node["states"]),
        cared=frozenset(node["cared"]),
        on_self=frozenset(node["on_self"]),
        selves=frozenset(node["selves"]),
        survived=frozenset(node["survived"]),
        by_sort=frozenset(node["by_sort"]),
        owners=frozenset(node["owners"]),
        place_roles={k: tuple(v) for k, v in node["place_roles"].items()},
        default_roles=tuple(node["default_place_roles"]),
        no_place=frozenset(node["no_place"]),
        weapon_words=frozenset(
            r["word"] for r in read_tsv(folder / "lexica" / "weapons.tsv", ("word", "code", "note"))
        ),
        reason_marks=tuple(node["reason_marks"]),
        part_of=tuple(node["part_of"]),
        sum_days=tuple(node["sum_days"]),
        sum_least=int(node["sum_least"]),
        sum_long=int(node["sum_long"]),
        sum_acts=frozenset(node["sum_acts"]),
        sum_amid=frozenset(node["sum_amid"]),
        sum_marks=frozenset(node["sum_marks"]),
        ranges=tuple(node["ranges"]),
        lasting=frozenset(node["lasting"]),
        split_sides=frozenset(node["split_sides"]),
        own_side=frozenset(node["own_side"]),
        joined=node["joined"],
        leaving=frozenset(node["leaving"]),
        sent=frozenset(node["sent"]),
        fights=frozenset(node["fights"]),
        far=frozenset(node["far"]),
        victims=frozenset(node["victims"]),
        no_victims=frozenset(node["no_victims"]),
        seizing=frozenset(node["seizing"]),
        for_deeds=frozenset(node["for_deeds"]),
        claims=frozenset(node["claims"]),
        charged=frozenset(node["charged"]),
        marches=frozenset(node["marches"]),
        topics=frozenset(node["topics"]),
        on_crowd=dict(node["on_crowd"].items()),
        blames=frozenset(node["blames"]),
        polar=frozenset(node["polar"]),
        laid=frozenset(node["laid"]),
        statements=frozenset(node["statements"]),
        settled=frozenset(node["settled"]),
        lead=re.compile(node["lead"]),
        turns=frozenset(node["turns"]),
        afterwards=frozenset(node["afterwards"]),
        whole=tuple(f" {w}" for w in node["whole"]),
        since=frozenset(node["since"]),
        reported=frozenset(node["reported"]),
        charges=frozenset(node["charges"]),
        pursuits=frozenset(node["pursuits"]),
        answers=frozenset(node["answers"]),
        sequels=frozenset(node["sequels"]),
        deeds=frozenset(node["deeds"]),
        happens=frozenset(node["happens"]),
        it=frozenset(node["it"]),
        comes=frozenset(node["comes"]),
        helpers=frozenset(node["helpers"]),
        records=frozenset(node["records"]),
        amid=frozenset(node["amid"]),
        none=frozenset(node["none"]),
        unhurt=frozenset(node["unhurt"]),
        hearsay=frozenset(node["hearsay"]),
        belonging=frozenset(node["belonging"]),
        presumed=frozenset(node["presumed"]),
        own_things=frozenset(node["own_things"]),
        blaming=frozenset(node["blaming"]),
        by_holders=frozenset(node["by_holders"]),
        held_till_then=frozenset(node["held_till_then"]),
        holding=frozenset(node["holding"]),
        leading_off=frozenset(node["leading_off"]),
        membership=frozenset(node["membership"]),
        of_captives=frozenset(node["of_captives"]),
        foiling=frozenset(node["foiling"]),
        guised=frozenset(node["guised"]),
        ill_treated=frozenset(node["ill_treated"]),
        kept=frozenset(node["kept"]),
        handed=frozenset(node["handed"]),
        given_up=frozenset(node["given_up"]),
        custody=frozenset(node["custody"]),
        announced=frozenset(node["announced"]),
        communicated=frozenset(node["communicated"]),
        reckonings=frozenset(node["reckonings"]),
        keepers=frozenset(node["keepers"]),
        by_authority=dict(node["by_authority"].items()),
        becomes={
            (b["role"], t, PartyKind(kind)): (b["name"], PartyKind(b["kind"]))
            for b in node["becomes"]
            for t in b["types"]
            for kind in b["from"]
        },
        implied={(b["role"], t): (b["name"], PartyKind(b["kind"])) for b in node["implied"] for t in b["types"]},
    )
