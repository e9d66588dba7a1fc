"""The conditions of a rule: which classes of words fill its roles, which words stand in a relation or the sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from dateline.find.content import wholes
from dateline.find.rules import SENTENCE, Rule
from dateline.grammar import Clause, Syntax, arguments, conjuncts, kids
from dateline.model import Parse

Classify = Callable[[Parse, int], frozenset[str]]  # the classes of the word at a place

UNKNOWN = frozenset(("unknown",))
PEOPLE = "people"
_SOME = frozenset(("part", "number"))  # the classes of words for some of many, or of a whole
ACTOR, AGENT = "actor", "agent"  # the role of who did it, and the relation that fills it
TARGET = "target"


def kinds(parse: Parse, i: int, classify: Classify, s: Syntax) -> frozenset[str]:
    """The classes of the word at a place; of some also those of what they are of: "half of the town"."""
    own, meant = classify(parse, i), _meant(parse, i, s)
    if meant != i:
        own |= classify(parse, meant)
    return own if own.isdisjoint(_SOME) else own.union(*(classify(parse, o) for o in wholes(parse, i, s)))


def _meant(parse: Parse, i: int, s: Syntax) -> int:
    """The word at a place; of "it" in a clause, the subject above.

    "*A bomb* killed two when it struck their car", "*the army* said it had captured nine".
    """
    token = parse.tokens[i]
    clause = parse.tokens[token.head]
    if (
        token.lower not in s.neuters
        or token.dep not in s.subjects
        or clause.dep not in s.adverbial_clause | s.clausal_complement
    ):
        return i
    above = arguments(parse, clause.head, s)
    return next(iter(above.patient if above.passive else above.agent), i)


def suits(parse: Parse, role: str, heads: tuple[int, ...], rule: Rule, classify: Classify, s: Syntax) -> bool:
    """Are the words that fill a role of the classes that the rule has there?

    Nouns that nobody knows are people where the rule counts people and the text has a number for them.
    """
    if role in rule.need and not any(kinds(parse, h, classify, s) & rule.need[role] for h in heads):
        return PEOPLE in rule.need[role] and any(_counted(parse, role, h, rule, classify) for h in heads)
    if heads and role in rule.only and not any(kinds(parse, h, classify, s) & rule.only[role] for h in heads):
        return False
    return not (heads and role in rule.refuse and kinds(parse, heads[0], classify, s) & rule.refuse[role])


def _counted(parse: Parse, role: str, i: int, rule: Rule, classify: Classify) -> bool:
    """Does a number stand before a noun that nobody knows, where the rule counts who was hit: "two beekeepers"?"""
    told = role == TARGET and role in rule.counts.values() and classify(parse, i) == UNKNOWN
    return (
        told and parse.tokens[i].pos == "NOUN" and any(parse.tokens[c].pos == "NUM" for c in parse.children[i] if c < i)
    )


def fits(
    parse: Parse, roles: Mapping[str, tuple[int, ...]], clause: Clause, rule: Rule, classify: Classify, s: Syntax
) -> bool:
    """Is somebody or something of our field in a role, and do the words around meet the rule's conditions?

    What a rule demands of its arguments ("a *grenade* lobbed into a yard") is of our field.
    """
    modifiers = clause.get("compound")  # "an evening air strike" says nothing of who or whom
    classes = [
        (h in modifiers, frozenset((PEOPLE,)) if _counted(parse, role, h, rule, classify) else classify(parse, h))
        for role, filled in roles.items()
        for h in filled
    ]
    told = any(relation != SENTENCE for relation in rule.required)  # by what: "the booth was destroyed by a bomb"
    if not told and any(not modifier for modifier, _ in classes) and all(known == UNKNOWN for _, known in classes):
        return False  # "the lira came under bombardment": nobody and nothing of our field takes part
    for relation, words in rule.required.items():
        if relation != SENTENCE and not _any_word(parse, _about(parse, clause, relation, s), words):
            return False
    return not any(
        _any_word(parse, _about(parse, clause, r, s), words) for r, words in rule.excluded.items() if r != SENTENCE
    )


def words_of(parse: Parse) -> frozenset[str]:
    """The words of a sentence that a condition may name: as written, in their dictionary form, two nouns as one.

    A "gas-explosion" is none of the tear gas that police fire.
    """
    pairs = (f"{a.lower}-{b.lemma}" for a, b in pairwise(parse.tokens) if a.pos == b.pos == "NOUN")
    return frozenset(t.lemma for t in parse.tokens).union((t.lower for t in parse.tokens), pairs)


def barred(rule: Rule, words: frozenset[str], times: frozenset[str]) -> bool:
    """Is there a word in the sentence with which the rule does not go, or only the name of a time that it asks for?"""
    excluded = rule.excluded.get(SENTENCE)
    if excluded is not None and not words.isdisjoint(excluded):
        return True
    asked = rule.required.get(SENTENCE) if times else None
    return asked is not None and not times.isdisjoint(asked) and words & asked <= times


def done_by_a_thing(
    parse: Parse, clause: Clause, rule: Rule, classify: Classify, s: Syntax, acts: frozenset[int]
) -> bool:
    """Are the doers of a rule's act nobody and nothing of our field: "the river attacked", "was attacked by rats"?

    "A wave of gunmen", "our comrades" and "a mortar round" are of it; "recruited by deceit" tells how. `acts`
    are words that tell of an event themselves: "the strike killed".
    """
    known = (rule.weak and not rule.counts) or rule.wants(ACTOR) & UNKNOWN
    doers, passive = [d for d in clause.agent if d not in acts], clause.passive
    if not doers or known or rule.rebuts or AGENT not in rule.roles.get(ACTOR, ()):
        return False
    label = s.preposition_object if passive else s.subject
    if any(parse.tokens[d].pos != "NOUN" or parse.tokens[d].dep not in label for d in doers):
        return False
    if passive and all(parse.tokens[d].tag not in s.plural_tags and not kids(parse, d, s.determiner) for d in doers):
        return False
    ties = [p for d in doers for p in kids(parse, d, s.preposition)]
    of = [n for p in ties for o in kids(parse, p, s.preposition_object) for n in conjuncts(parse, o, s)]
    besides = (n for d in doers for n in (*conjuncts(parse, d, s), *kids(parse, d, s.compound | s.possessor)))
    told = (*besides, *of)
    return all(classify(parse, n) == UNKNOWN for n in told)


def _about(parse: Parse, clause: Clause, relation: str, s: Syntax) -> list[int]:
    """The words that a condition looks at: heads in a relation, what is coordinated with them, what they are of.

    Of a name also its title and what is said behind it: "Judge Amel Said", "Amel Said, a judge".
    """
    heads = [c for h in clause.get(relation) for c in conjuncts(parse, h, s)]
    heads += [c for h in heads if parse.tokens[h].pos == "PROPN" for c in kids(parse, h, s.compound | s.apposition)]
    of = [
        o
        for h in heads
        for p in kids(parse, h, s.preposition)
        if parse.tokens[p].lower in s.links
        for o in kids(parse, p, s.preposition_object)
    ]
    return heads + of


def _any_word(parse: Parse, heads: list[int], words: frozenset[str]) -> bool:
    return any(parse.tokens[h].lemma in words or parse.tokens[h].lower in words for h in heads)
