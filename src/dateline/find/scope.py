"""Did it happen, as the words around a trigger have it: negation, plans, attempts, denials, habits.

The words and their effects are data (`lexica/scopes.tsv`), read as scopes: a word reaches what it
governs in the parse. An effect `drop` means that no event is told at all (negated, hypothetical,
habitual), `actual` lifts an infinitive into fact ("managed to").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.datafiles import read_tsv
from dateline.grammar import Syntax, kids, subject
from dateline.model import Parse, Status, Token

EFFECTS = ("actual", "attempted", "denied", "drop", "pass", "planned")
PLACES = (
    "adverb",
    "auxiliary",
    "determiner",
    "governor",
    "marker",
    "modifier",
    "negation",
    "noun_governor",
    "preposition",
    "pseudo",
    "speaker",
    "subject",
)
MAX_CLIMB = 6  # governors looked at above a trigger


@dataclass(frozen=True, slots=True)
class Scopes:
    """Scope words: for each place around a trigger, the effect of each word."""

    by_place: Mapping[str, Mapping[str, str]]

    def effect(self, place: str, word: str) -> str | None:
        """The effect of a word that stands in a place around a trigger; None where it has none."""
        return self.by_place[place].get(word)


def load_scopes(folder: Path) -> Scopes:
    """Read `lexica/scopes.tsv`."""
    out: dict[str, dict[str, str]] = {p: {} for p in PLACES}
    for row in read_tsv(folder / "lexica" / "scopes.tsv", ("term", "place", "effect", "note"), key=("term", "place")):
        if row["place"] not in PLACES or row["effect"] not in EFFECTS:
            raise row.error(f"place must be one of {', '.join(PLACES)} and effect one of {', '.join(EFFECTS)}")
        out[row["place"]][row["term"]] = row["effect"]
    return Scopes(out)


def status_of(
    parse: Parse, head: int, scopes: Scopes, s: Syntax, *, noun: bool, terse: bool, surface: bool, present: bool = False
) -> tuple[Status | None, str]:
    """The status of the event told at token `head`, and the words that decide it; (None, words) where none is told.

    `terse` sentences (headlines, list items) use the present tense of what has happened; `present`
    says that the rule's verb does what it says ("condemns").
    """
    own = _own(parse, head, scopes, s, noun=noun, statement=present)
    if noun and not (own and own[0] == "drop"):
        own = _of_predicate(parse, head, scopes, s) or own
    if own and own[0] == "drop":
        return None, own[1]
    climbed = _climb(parse, head, scopes, s, noun=noun)
    for found in (climbed, own):
        if found and found[0] not in ("actual", "pass"):
            if found[0] == "planned" and _speaks_for_itself(parse, head, scopes, s):
                return None, "a threat or promise of the speaker"
            return (None if found[0] == "drop" else Status(found[0])), found[1]
    if noun or surface or climbed:
        return Status.ACTUAL, climbed[1] if climbed else ""
    token = parse.tokens[head]
    auxiliaries = [parse.tokens[a] for a in kids(parse, head, s.auxiliary | s.passive_auxiliary)]
    if any(a.tag == "TO" for a in auxiliaries) and not any(a.lemma == "have" for a in auxiliaries):
        return None, "infinitive"
    if _in_present(token, auxiliaries, s) and not (terse or present):
        return None, "present tense: a habit"
    return Status.ACTUAL, ""


def _in_present(token: Token, auxiliaries: list[Token], s: Syntax) -> bool:
    """Does a verb stand in the simple present, active or passive?"""
    if not auxiliaries:
        return token.tag in s.base_tags
    return token.tag in s.participle_tags and all(a.lemma in s.be and a.tag in s.base_tags for a in auxiliaries)


def _speaks_for_itself(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> bool:
    """Is the doer of what is planned the one who speaks: "we will burn it"?"""
    return any(scopes.effect("speaker", parse.tokens[i].lower) for i in subject(parse, head, s))


def _of_predicate(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> tuple[str, str] | None:
    """What decides on the verb whose subject or object a noun is: "no attack took place"."""
    t = parse.tokens[head]
    verb = parse.tokens[t.head]
    if t.dep not in s.subject | s.passive_subject | s.object or verb.pos not in s.verb_pos:
        return None
    found = _own(parse, t.head, scopes, s, noun=False)
    if found:
        return found
    effect = scopes.effect("governor", verb.lemma) if t.dep in s.passive_subject else None
    if effect in ("planned", "attempted", "denied"):
        return effect, verb.text  # "talks are expected to open"
    counted = any(parse.tokens[c].pos == "NUM" for c in parse.children[head])
    bare_plural = t.tag in s.plural_tags and not counted and not kids(parse, head, s.determiner | s.possessor)
    auxiliaries = [parse.tokens[a] for a in kids(parse, t.head, s.auxiliary | s.passive_auxiliary)]
    if bare_plural and _in_present(verb, auxiliaries, s):
        return "drop", f"{verb.text}: a habit"
    return None


def _own(
    parse: Parse, head: int, scopes: Scopes, s: Syntax, *, noun: bool, statement: bool = False
) -> tuple[str, str] | None:
    """What the words that hang on the trigger itself decide."""
    found: tuple[str, str] | None = None
    for c in parse.children[head]:
        t = parse.tokens[c]
        for place, fits in (
            ("negation", t.dep in s.negation or t.dep in s.determiner or t.dep in s.adverb),
            ("auxiliary", t.dep in s.auxiliary | s.passive_auxiliary),
            ("adverb", t.dep in s.adverb),
            ("modifier", noun and t.dep in s.compound),
            ("marker", t.dep in s.marker or t.dep in s.adverb),
            ("subject", t.dep in s.subject | s.passive_subject),
        ):
            effect = scopes.effect(place, t.lower) or scopes.effect(place, t.lemma) if fits else None
            if effect and not _pseudo(parse, c, scopes):
                if effect == "drop":
                    return effect, t.text
                found = found or (effect, t.text)
        if not statement and t.dep in s.adverbial_clause and (conditional := _marked(parse, c, scopes, s)):
            return conditional
        if t.dep in s.adverb and any(
            scopes.effect("determiner", parse.tokens[d].lower) == "drop" for d in parse.children[c]
        ):
            return "drop", t.text
        if t.dep in s.subject | s.passive_subject and any(
            scopes.effect("negation", parse.tokens[d].lower) == "drop"
            for d in kids(parse, c, s.determiner | s.negation)
        ):
            return "drop", t.text
    return found


def _pseudo(parse: Parse, c: int, scopes: Scopes) -> bool:
    """Is the word part of a fixed phrase that changes nothing ("not only")?"""
    if c + 1 >= len(parse.tokens):
        return False
    return scopes.effect("pseudo", f"{parse.tokens[c].lower} {parse.tokens[c + 1].lower}") is not None


def _climb(parse: Parse, head: int, scopes: Scopes, s: Syntax, *, noun: bool) -> tuple[str, str] | None:
    """What the words that govern the trigger decide: the nearest with an effect, unless a farther one denies."""
    found: tuple[str, str] | None = None
    i, steps = head, 0
    while steps < MAX_CLIMB:
        t = parse.tokens[i]
        if t.head == i:
            break
        reaches = (
            t.dep in s.open_complement | s.clausal_complement | s.object | s.passive_subject | s.preposition_object
            or t.dep in s.preposition | s.reduced_clause | s.conjunct | s.attribute | s.agent_marker | s.relative_clause
            or (t.dep in s.adverbial_clause)
        )
        if not reaches:
            break
        clause_edge = t.dep in s.adverbial_clause | s.relative_clause
        if clause_edge and (effect := _marked(parse, i, scopes, s)):
            return effect
        g = t.head
        gt = parse.tokens[g]
        if not clause_edge and t.dep not in s.conjunct:
            effect_word = (scopes.effect("noun_governor", gt.lemma) if noun else None) or scopes.effect(
                "governor", gt.lemma
            )
            if i == head and t.tag in s.gerund_tags and scopes.effect("preposition", gt.lower):
                return "drop", gt.text  # "jailed for deserting": a reason
            if effect_word and not (t.dep in s.preposition and noun is False and i == head):
                if any(scopes.effect("negation", parse.tokens[c].lower) == "drop" for c in parse.children[g]):
                    effect_word = {"actual": "drop", "denied": "actual"}.get(effect_word, "drop")
                if effect_word == "denied" or found is None:
                    found = (effect_word, gt.text)
            own = _own(parse, g, scopes, s, noun=gt.pos == "NOUN") if t.dep in s.open_complement | s.conjunct else None
            if own and (found is None or own[0] == "drop") and own[0] != "actual":
                found = own
        elif t.dep in s.conjunct and not kids(parse, i, s.subject | s.passive_subject | s.auxiliary):
            own = _own(parse, g, scopes, s, noun=False)
            if own and (found is None or own[0] == "drop"):
                found = own
        if clause_edge and t.dep in s.relative_clause and scopes.effect("subject", gt.lemma):
            return "drop", gt.text
        i, steps = g, steps + 1
    if found is None and (effect := _marked(parse, head, scopes, s)):
        return effect
    return found


def _marked(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> tuple[str, str] | None:
    """Is the clause at `i` conditional by its marker?"""
    for c in kids(parse, i, s.marker | s.adverb):
        if scopes.effect("marker", parse.tokens[c].lower) == "drop":
            return "drop", parse.tokens[c].text
    return None
