"""Scores templates against the keys of MUC-4, slot by slot, after its published rules.

A key's fill may have alternatives (` / `), be optional (`?`), and belong to another (`1: "THE MAYOR"`); `-` and `*`
are no fill. A fill of ours may have several spellings. Fills of a slot are matched one to one, best first, and a
match is worth 1, or a half where it is partial:

- set fills (type, stage, confidence, effect): equal; partial where ours is the more general one by MUC's hierarchy;
- date: equal; partial where intervals overlap, or an upper bound ("- 15 JAN 90") has the same last day;
- location: the same country and finest place; partial where the country is the same;
- strings (organisation, victim): an alternative's words stand in what ours is about (its words before a preposition
  or relative); partial where ours are a part of an alternative, or the head word is the same;
- number: equal; partial where one is PLURAL and the other above 1.

Confidence, number and effect belong to an organisation or a victim: where that is not matched, they are partial.
A missing optional fill or template costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

SLOTS = ("type", "stage", "date", "location", "organisation", "confidence", "victim", "number", "effect")
NAMES = {
    "type": "INCIDENT: TYPE",
    "stage": "INCIDENT: STAGE OF EXECUTION",
    "date": "INCIDENT: DATE",
    "location": "INCIDENT: LOCATION",
    "organisation": "PERP: ORGANIZATION ID",
    "confidence": "PERP: ORGANIZATION CONFIDENCE",
    "number": "HUM TGT: NUMBER",
    "effect": "HUM TGT: EFFECT OF INCIDENT",
}
BELONGS = {"confidence": "organisation", "number": "victim", "effect": "victim"}
GENERAL = {  # a fill, and the more general one above it
    "ARSON": "ATTACK",
    "BOMBING": "ATTACK",
    "KIDNAPPING": "ATTACK",
    "ROBBERY": "ATTACK",
    "FORCED WORK STOPPAGE": "ATTACK",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED OR ACCUSED",
    "NO DEATH": "NO INJURY",
    "NO INJURY OR DEATH": "NO DEATH",
}
_PRONOUNS = frozenset(("HE", "SHE", "IT", "THEY", "HIM", "HER", "THEM", "HIS", "THEIR", "WHO", "OTHERS", "ANOTHER"))
_TOLLS = frozenset(("DEATHS", "INJURIES", "CASUALTIES", "VICTIMS"))
_FIGURES = frozenset(
    ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "DOZENS", "HUNDREDS")
)
_ARTICLES = frozenset(("A", "AN", "THE", "SOME", "ABOUT", "AT", "LEAST", "SEVERAL", "OTHER", "ANOTHER", "MR", "MRS"))
_EMPTY = _TOLLS | _PRONOUNS | _FIGURES | _ARTICLES
_BOUNDS = re.compile(r"\b(?:OF|WHO|WHOM|WHOSE|WHICH|THAT|IN|FROM|FOR|WITH|ON|INCLUDING)\b|[,;(\[]|--")
_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')


@dataclass(frozen=True, slots=True)
class Fill:
    """A value of a slot by all its spellings; `of` are the spellings of what it belongs to."""

    spelled: tuple[str, ...]
    of: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: the fills of each slot."""

    fills: Mapping[str, tuple[Fill, ...]]
    optional: bool = False


@dataclass(slots=True)
class Tally:
    """How the fills of a slot went: asked for, given, right, half right."""

    possible: int = 0
    actual: int = 0
    correct: int = 0
    partial: int = 0
    spurious: int = 0
    missing: int = 0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        for name in ("possible", "actual", "correct", "partial", "spurious", "missing"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def credit(self) -> float:
        """What was right, partial fills for half."""
        return self.correct + self.partial / 2

    @property
    def recall(self) -> float:
        """The share of what was asked for."""
        return self.credit / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """The share of what was given."""
        return self.credit / self.actual if self.actual else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.recall * self.precision / (self.recall + self.precision) if self.credit else 0.0


# --- reading keys -----------------------------------------------------------------------------


def key_of(raw: Mapping[str, Sequence[str]]) -> Template:
    """A key's template; victims are its names, each with its descriptions, and descriptions of no named person."""
    fills = {slot: tuple(_fills(raw.get(name, ()), slot)) for slot, name in NAMES.items()}
    fills["victim"] = _victims(raw.get("HUM TGT: NAME", ()), raw.get("HUM TGT: DESCRIPTION", ()))
    return Template(fills, optional="OPTIONAL" in " ".join(raw.get("MESSAGE: TEMPLATE", ())).upper())


def _fills(values: Iterable[str], slot: str) -> Iterable[Fill]:
    for value in values:
        optional = value.lstrip().startswith("?")
        text = value.lstrip("? ").strip()
        if text in ("", "-", "*"):
            continue
        if slot in BELONGS:
            head, _, tail = text.partition(":")
            yield Fill(_alternatives(head), tuple(q for q in _quoted(tail) if q != "-"), optional)
        else:
            yield Fill(tuple(_quoted(text)) if slot == "organisation" else _alternatives(text), (), optional)


def _alternatives(text: str) -> tuple[str, ...]:
    parts = text.removeprefix("(").removesuffix(")").split(") / (") if text.startswith("(") else text.split(" / ")
    return tuple(part.strip(" ?") for part in parts if part.strip(" ?-"))


def _quoted(text: str) -> list[str]:
    return [q.replace('\\"', "").strip() for q in _QUOTED.findall(text)]


def _victims(names: Iterable[str], descriptions: Iterable[str]) -> tuple[Fill, ...]:
    people: list[tuple[list[str], bool]] = [
        (_quoted(n), n.lstrip().startswith("?")) for n in names if n.strip() not in ("-", "*", "")
    ]
    for text in descriptions:
        words, _, of = text.partition('":') if '":' in text else (text, "", "")
        described = _quoted(words + ('"' if of else ""))
        named = next((p for p in people if of and set(p[0]) & set(_quoted(of))), None)
        if named:
            named[0].extend(described)
        elif described:
            people.append((described, text.lstrip().startswith("?")))
    return tuple(Fill(tuple(words), (), optional) for words, optional in people if words)


# --- matching fills ---------------------------------------------------------------------------


def set_match(ours: str, key: str) -> float:
    """1 where equal, a half where ours stands above the key's in the hierarchy."""
    above = GENERAL.get(key, "")
    while above and above != ours:
        above = GENERAL.get(above, "")
    return 1.0 if ours == key else 0.5 if above else 0.0


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")


def _interval(text: str) -> tuple[tuple[int, int, int] | None, tuple[int, int, int]] | None:
    """The first day (None where the text is an upper bound) and the last."""
    days = [(int(y), _MONTHS.index(m), int(d)) for d, m, y in _DAY.findall(text.upper()) if m in _MONTHS]
    if not days:
        return None
    return (None if text.lstrip().startswith("-") else days[0]), days[-1]


def date_match(ours: str, key: str) -> float:
    """1 where equal, a half where they overlap; upper bounds have to end alike."""
    a, b = _interval(ours), _interval(key)
    if a is None or b is None:
        return 0.0
    if a == b:
        return 1.0
    if a[0] is None or b[0] is None:
        return 0.5 if a[1] == b[1] else 0.0
    return 0.5 if a[0] <= b[1] and b[0] <= a[1] else 0.0


def location_match(ours: str, key: str) -> float:
    """1 where country and finest place are the same, a half where the country is."""
    a, b = ([words(re.sub(r"\([^)]*\)", " ", part)) for part in text.split(":")] for text in (ours, key))
    if a[0] != b[0]:
        return 0.0
    return 1.0 if a[-1] == b[-1] else 0.5


def words(text: str) -> tuple[str, ...]:
    """The words of a string that count: no accents, articles, figures."""
    plain = unicodedata.normalize("NFD", text.upper())
    found = re.findall(r"[A-Z0-9][A-Z0-9.'-]*", "".join(c for c in plain if not unicodedata.combining(c)))
    kept = tuple(w.strip(".'-").removesuffix("'S") for w in found)
    return tuple(
        w for w in kept if w and w not in _ARTICLES and w not in _FIGURES and w not in _PRONOUNS and not w.isdigit()
    )


def about(text: str) -> tuple[str, ...]:
    """The words for what a string is about: those before a preposition, a relative or a comma."""
    return words(_BOUNDS.split(text.upper(), maxsplit=1)[0])


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    n = len(short)
    return any(tuple(long[i : i + n]) == tuple(short) for i in range(len(long) - n + 1))


@lru_cache(maxsize=100_000)
def string_match(ours: str, key: str) -> float:
    """1 where the key's words stand in what ours is about; a half for a part of them or the same head word."""
    asked, whole = words(key), words(ours)
    if not asked or not whole:
        return 0.0
    core, head = about(ours) or whole, about(key) or asked
    if whole == asked or _holds(core, asked):
        return 1.0
    return 0.5 if _holds(asked, whole) or _holds(asked, core) or core[-1] == head[-1] else 0.0


def number_match(ours: str, key: str) -> float:
    """1 where equal; a half where one is PLURAL and the other above 1."""
    a, b = (re.sub(r"[^0-9A-Z]", "", text) for text in (ours, key))
    if a == b:
        return 1.0
    figure = b if a == "PLURAL" else a if b == "PLURAL" else ""
    return 0.5 if figure.isdigit() and int(figure) > 1 else 0.0


MATCH: Mapping[str, Callable[[str, str], float]] = {
    "type": set_match,
    "stage": set_match,
    "date": date_match,
    "location": location_match,
    "organisation": string_match,
    "confidence": set_match,
    "victim": string_match,
    "number": number_match,
    "effect": set_match,
}


def fill_match(slot: str, ours: Fill, key: Fill) -> float:
    """What a fill of ours is worth for a key's: the best of all their spellings."""
    value = max((MATCH[slot](o, k) for o in ours.spelled for k in key.spelled), default=0.0)
    if value and slot in BELONGS and key.of:
        held = any(string_match(o, k) for o in ours.of for k in key.of)
        value = value if held else 0.5
    return value


def score_slot(slot: str, ours: Sequence[Fill], key: Sequence[Fill]) -> Tally:
    """The tally of one slot of a pair of templates: fills matched one to one, best first."""
    pairs = sorted(
        ((fill_match(slot, o, k), -a, -b) for a, o in enumerate(ours) for b, k in enumerate(key)), reverse=True
    )
    used: set[int] = set()
    met: set[int] = set()
    tally = Tally(actual=len(ours))
    for value, a, b in pairs:
        if value and a not in used and b not in met:
            used.add(a)
            met.add(b)
            tally.correct += value == 1.0
            tally.partial += value < 1.0
    asked = [b for b, k in enumerate(key) if not k.optional or -b in met]
    tally.possible = len(asked)
    tally.spurious = max(0, len(ours) - len(asked))
    tally.missing = max(0, len(asked) - len(ours))
    return tally


# --- templates --------------------------------------------------------------------------------


@dataclass(slots=True)
class Score:
    """Tallies by slot; `pairs` are the aligned templates (of ours, of the key), None for none."""

    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    pairs: list[tuple[int | None, int | None]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another document in."""
        for slot, tally in other.slots.items():
            self.slots[slot].add(tally)

    @property
    def all(self) -> Tally:
        """All slots together."""
        total = Tally()
        for tally in self.slots.values():
            total.add(tally)
        return total


def score_pair(ours: Template, key: Template) -> dict[str, Tally]:
    """The tallies of two templates taken for the same incident."""
    return {slot: score_slot(slot, ours.fills.get(slot, ()), key.fills.get(slot, ())) for slot in SLOTS}


def _worth(tallies: Mapping[str, Tally]) -> float:
    """What aligning two templates brings; nothing where the type differs or nothing else agrees."""
    content = ("date", "location", "organisation", "victim")
    if not tallies["type"].credit or not any(tallies[slot].credit for slot in content):
        return 0.0
    return sum(t.credit for t in tallies.values())


def score_document(ours: Sequence[Template], keys: Sequence[Template]) -> Score:
    """Align templates one to one so that most fills match, and count: the rest is spurious or missing."""
    pairs = [[score_pair(o, k) for k in keys] for o in ours]

    @cache
    def best(i: int, taken: int) -> tuple[float, tuple[int | None, ...]]:
        if i == len(ours):
            return 0.0, ()
        worth, rest = best(i + 1, taken)
        found: tuple[float, tuple[int | None, ...]] = (worth, (None, *rest))
        for j in range(len(keys)):
            gain = _worth(pairs[i][j])
            if gain and not taken & 1 << j:
                worth, rest = best(i + 1, taken | 1 << j)
                if gain + worth > found[0]:
                    found = (gain + worth, (j, *rest))
        return found

    score = Score()
    _, aligned = best(0, 0)
    for i, j in enumerate(aligned):
        tallies = score_pair(ours[i], keys[j] if j is not None else Template({}))
        score.add(Score(tallies))
        score.pairs.append((i, j))
    for j, key in enumerate(keys):
        if j not in aligned:
            score.pairs.append((None, j))
            if not key.optional:
                score.add(Score(score_pair(Template({}), key)))
    return score
