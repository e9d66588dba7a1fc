"""How two reports compare, question by question, as conditions in SQL: the first level that holds counts.

`_l` and `_r` are the two rows of `rows.row`. What each level weighs is learned, and stands in the weights; the words
for it stand in `data/merge/levels.yaml`.
"""

from __future__ import annotations

from dateline.distance import KM_PER_DEGREE
from dateline.merge.crowds import SPAN
from dateline.merge.names import TELLS
from dateline.merge.rows import COUNTS

KM = f"({KM_PER_DEGREE} * sqrt(pow(lat_l - lat_r, 2) + pow((lon_l - lon_r) * cos(radians((lat_l + lat_r) / 2)), 2)))"
GAP = "(greatest(first_day_l, first_day_r) - least(last_day_l, last_day_r))"
SHORTEST = "least(last_day_l - first_day_l, last_day_r - first_day_r)"
LONGEST = "greatest(last_day_l - first_day_l, last_day_r - first_day_r)"
SHARED_WORDS = "(len(list_intersect(words_l, words_r)) / least(len(words_l), len(words_r)))"
SHARED_NAMES = (  # what they tell together, in bits
    "coalesce(list_sum(list_transform(list_intersect({l}names{_l}, {r}names{_r}),"
    f" lambda x: x & {(1 << TELLS) - 1})), 0)"
)

Level = tuple[str, str]  # its name and the condition under which it holds
UNKNOWN = "unknown"  # one of the two says nothing: for and against nothing
ELSE = "ELSE"
APART = "apart"  # of days

NAMED = (  # by another document; one that tells both names both
    "document_l <> document_r AND (first_day_r = last_day_r AND list_contains(named_days_l, first_day_r)"
    " OR first_day_l = last_day_l AND list_contains(named_days_r, first_day_l))"
)

TYPE: list[Level] = [
    (UNKNOWN, "type_l IS NULL OR type_r IS NULL"),
    ("same", "type_l = type_r"),
    ("can be one", "list_contains(acts_l, type_r)"),
    ("cannot be one", ELSE),
]

DAYS: list[Level] = [
    (UNKNOWN, "first_day_l IS NULL OR first_day_r IS NULL"),
    ("same days", f"{GAP} <= 0 AND {LONGEST} <= 1 AND NOT inferred_l AND NOT inferred_r"),
    ("days within days", f"{GAP} <= 0 AND {SHORTEST} <= 2 AND {LONGEST} <= 10"),
    ("overlap", f"{GAP} <= 0"),
    ("next day", f"{GAP} <= 1 AND NOT inferred_l AND NOT inferred_r"),
    ("near", f"{GAP} <= 3 AND NOT inferred_l AND NOT inferred_r"),
    ("one names the other's", NAMED),
    ("near what is inferred", f"{GAP} <= 3"),
    (APART, ELSE),
]

SAME_DIVISION = "division_l = division_r AND country_l = country_r"
COARSE_HOLDS = (
    "(precision_l = 'country' OR precision_r = 'country') AND country_l = country_r"
    " OR (precision_l = 'admin1' OR precision_r = 'admin1')"
    f" AND ({SAME_DIVISION} OR country_l <> country_r AND {KM} <= 60)"
    " OR (precision_l IN ('admin2', 'border') OR precision_r IN ('admin2', 'border'))"
    f" AND {KM} <= greatest(reach_l, reach_r)"
)
PLACE: list[Level] = [
    (UNKNOWN, "lat_l IS NULL OR lat_r IS NULL"),
    ("same spot", f"fine_l AND fine_r AND ({KM} <= 4 OR {KM} <= 15 AND place_name_l = place_name_r)"),
    (
        "same coarse place",
        "NOT fine_l AND NOT fine_r AND precision_l = precision_r"
        f" AND ({KM} <= 10 OR {KM} <= 60 AND place_name_l = place_name_r)",
    ),
    ("near", f"fine_l AND fine_r AND {KM} <= least(reach_l + reach_r, 30)"),
    ("one holds the other", f"NOT (fine_l AND fine_r) AND ({COARSE_HOLDS})"),
    ("not far", f"{KM} <= 50"),
    ("apart", ELSE),
]


def _meet(one: str, other: str) -> str:
    """Can a party in one role be the same as one in the other role of the other report?"""
    return f"(list_has_any({one}_wide_l, {other}_wide_r) OR {one}_people_l AND {other}_people_r)"


# Who is first in a clash or a riot is a matter of who tells it.
TURNED = f"(mutual_l AND mutual_r AND {_meet('actor', 'target')} AND {_meet('target', 'actor')})"


def _parties(role: str, other: str) -> list[Level]:
    turned = ("sides told the other way round", TURNED)
    return [
        (UNKNOWN, f"{role}_l IS NULL OR {role}_r IS NULL" + (f" OR {TURNED}" if role == "target" else "")),
        ("same", f"list_has_any({role}_l, {role}_r)"),
        *([turned] if role == "actor" else []),
        ("both people", f"{role}_people_l AND {role}_people_r"),
        ("one holds the other", f"list_has_any({role}_wide_l, {role}_wide_r)"),
        ("one is nobody in particular", f"{role}_vague_l OR {role}_vague_r"),
        ("the other side", f"{_meet(role, other)} OR {_meet(other, role)}"),
        ("exclude each other", ELSE),
    ]


def _any(condition: str) -> str:
    return "(" + " OR ".join(f"coalesce({condition.format(c=c)}, FALSE)" for c in COUNTS) + ")"


def _all(condition: str) -> str:
    return "(" + " AND ".join(f"coalesce({condition.format(c=c)}, TRUE)" for c in COUNTS) + ")"


EXACT = "{c}_low_l = {c}_low_r AND {c}_high_l = {c}_high_r AND {c}_low_l = {c}_high_l"
RANGES_MEET = "{c}_low_l <= {c}_high_r AND {c}_low_r <= {c}_high_l"
RECONCILED = (
    f"{RANGES_MEET} OR greatest({{c}}_low_l, {{c}}_low_r) <= 3 + 2 * least(least({{c}}_high_l, {{c}}_high_r), 1000000)"
)
COUNT: list[Level] = [
    (UNKNOWN, f"NOT {_any('{c}_low_l IS NOT NULL AND {c}_low_r IS NOT NULL')}"),
    ("same large figure", _any(EXACT + " AND {c}_low_l >= 8")),
    ("same figure", f"{_any(EXACT + ' AND {c}_low_l >= 1')} AND {_all(RECONCILED)}"),
    ("ranges meet", _all(RANGES_MEET)),
    ("can be reconciled", _all(RECONCILED)),
    ("too far apart", ELSE),
]

WORDS: list[Level] = [
    (UNKNOWN, "len(words_l) < 3 OR len(words_r) < 3"),
    ("nearly all", f"{SHARED_WORDS} >= 0.7"),
    ("many", f"{SHARED_WORDS} >= 0.4"),
    ("some", f"{SHARED_WORDS} >= 0.2"),
    ("few", ELSE),
]

ALIKE = 12  # bits: rare names that tell so much make two reports of the same days alike
ALIKE_FOR_YEARS = 18  # and those that are apart by days
ALIKE_ANYWHERE = 26  # and those of which one tells no place, whatever the days
NAMES_COMPARED = SHARED_NAMES.format(l="", r="", _l="_l", _r="_r")
NAMES: list[Level] = [
    (UNKNOWN, "names_l IS NULL OR names_r IS NULL OR len(names_l) < 4 OR len(names_r) < 4"),
    ("very many", f"{NAMES_COMPARED} >= 40"),
    ("many", f"{NAMES_COMPARED} >= {ALIKE_ANYWHERE}"),
    ("several", f"{NAMES_COMPARED} >= {ALIKE_FOR_YEARS}"),
    ("some", f"{NAMES_COMPARED} >= {ALIKE}"),
    ("two", f"{NAMES_COMPARED} >= 6"),
    ("one", f"{NAMES_COMPARED} > 0"),
    ("none", ELSE),
]

MEANS: list[Level] = [
    (UNKNOWN, "means_l IS NULL OR means_r IS NULL"),
    ("share a word", "list_has_any(means_l, means_r)"),
    ("other words", ELSE),
]

STAGE: list[Level] = [
    (UNKNOWN, "planned_l IS NULL OR planned_r IS NULL"),
    ("both done or both planned", "planned_l = planned_r"),
    ("one is only planned", ELSE),
]

COMPARISONS: dict[str, list[Level]] = {
    "type": TYPE,
    "days": DAYS,
    "place": PLACE,
    "actor": _parties("actor", "target"),
    "target": _parties("target", "actor"),
    "counts": COUNT,
    "words": WORDS,
    "names": NAMES,
    "means": MEANS,
    "stage": STAGE,
}

ALIKE_NAMES = SHARED_NAMES.format(l="l.", r="r.", _l="", _r="")
# Which pairs are looked at. Two reports of one document are two events; a sum and its parts never meet.
_MAY_MEET = "l.document <> r.document AND l.aggregate = r.aggregate AND list_contains(l.acts, r.type)"
_UNPLACED = "(l.lat IS NULL OR r.lat IS NULL)"
_UNDIVIDED = "(l.division IS NULL OR r.division IS NULL)"
_VAGUE = "(l.vague_days OR r.vague_days)"
BLOCKS: list[dict[str, object]] = [
    {"blocking_rule": f"l.near_keys = r.near_keys AND {_MAY_MEET}", "arrays_to_explode": ["near_keys"]},
    {"blocking_rule": f"l.month_keys = r.month_keys AND {_VAGUE} AND {_MAY_MEET}", "arrays_to_explode": ["month_keys"]},
    {
        "blocking_rule": f"l.party_keys = r.party_keys AND {_UNPLACED} AND {_MAY_MEET}",
        "arrays_to_explode": ["party_keys"],
    },
    {
        "blocking_rule": f"l.day_keys = r.day_keys AND {_UNPLACED} AND {_MAY_MEET} AND {ALIKE_NAMES} >= {ALIKE}",
        "arrays_to_explode": ["day_keys"],
    },
    {
        "blocking_rule": f"l.name_keys = r.name_keys AND abs(l.published - r.published) <= {SPAN} AND {_MAY_MEET}"
        f" AND {ALIKE_NAMES} >= {ALIKE_FOR_YEARS}",
        "arrays_to_explode": ["name_keys"],
    },
    {
        "blocking_rule": f"l.rare_keys = r.rare_keys AND {_UNDIVIDED}"
        f" AND abs(l.published - r.published) <= {SPAN} AND {_MAY_MEET}"
        f" AND {ALIKE_NAMES} >= {ALIKE_ANYWHERE}",
        "arrays_to_explode": ["rare_keys"],
    },
]
