"""What stands one step further from a trigger: whom a statement's acts would meet, who sends it, what else is done."""

from __future__ import annotations

from dateline.find.inflection import Form
from dateline.grammar import Clause, Syntax, arguments, conjuncts, is_passive, is_verb, kids
from dateline.mention import MODIFIED
from dateline.model import Parse


def content(parse: Parse, i: int, s: Syntax) -> list[int]:
    """Whom the acts in what token `i` says would meet: "warned that it would fire on buses"."""
    out: list[int] = []
    for verb in kids(parse, i, s.clausal_complement | s.open_complement):
        clause = arguments(parse, verb, s)
        met = [*clause.patient, *(o for aim in sorted(s.aims) for o in clause.get(f"prep:{aim}"))]
        for n in met:
            inner = kids(parse, n, s.subject) if is_verb(parse.tokens[n], s) else []  # "whoever shelters them"
            out += inner or [n]
        if not met:
            out += content(parse, verb, s)
    return out


def senders(parse: Parse, i: int, s: Syntax) -> list[int]:
    """From whom the message at token `i` comes: its owner, or whoever signed it."""
    out = kids(parse, i, s.possessor)
    for p in kids(parse, i, s.prepositions):
        if parse.tokens[p].lower in s.links | s.ties | s.by:
            out += kids(parse, p, s.preposition_object)
    for clause in kids(parse, i, s.reduced_clause | s.relative_clause):
        for verb in conjuncts(parse, clause, s):
            for by in kids(parse, verb, s.agent_marker):
                out += kids(parse, by, s.preposition_object)
    return out


def also_done(parse: Parse, clause: Clause, s: Syntax) -> list[int]:
    """The acts that a sentence tells besides the verb of a clause, of others than those whom it is done to.

    "Killed two guards and *held* a third", "ten were killed and two *captured*", "freed nine *abducted* men".
    """
    same = [n for n in conjuncts(parse, clause.head, s)[1:] if kids(parse, n, s.object)]
    others = [n for n in kids(parse, clause.head, s.conjunct) if kids(parse, n, s.subjects)]
    before = [t.i for t in parse.tokens if t.dep in s.compound and t.head > t.i and t.head not in clause.patient]
    return [n for n in same + others if is_verb(parse.tokens[n], s)] + before


def done_before(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The acts that a verb is coordinated with and that stand before it: "*took* six men away and shot them"."""
    out, at = list[int](), i
    while parse.tokens[at].dep in s.conjunct and is_verb(parse.tokens[parse.tokens[at].head], s):
        at = parse.tokens[at].head
        out += [at, *(n for n in kids(parse, at, s.conjunct) if n < i and n not in out)]
    return [n for n in out if n < i and is_verb(parse.tokens[n], s)]


def wholes(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The nouns that a word is of: "half of *the town*", "the hands of *the rebels*"."""
    links = [p for p in kids(parse, i, s.preposition) if parse.tokens[p].lower in s.links]
    return [o for p in links for o in kids(parse, p, s.preposition_object)]


def whom(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The word at `i`, of a clause that stands for somebody its subject, of a limb whose it is.

    "*Whoever* stays will be shot", "the bullet grazed *a porter's* ankle", "fell into the hands of *the rebels*".
    """
    if parse.tokens[i].lower in s.limbs:
        return kids(parse, i, s.possessor) or wholes(parse, i, s) or kids(parse, i, s.compound) or [i]
    clause = is_verb(parse.tokens[i], s) and parse.tokens[i].dep in s.subjects
    return kids(parse, i, s.subjects) or [i] if clause else [i]


def described(parse: Parse, verb: int, heads: tuple[int, ...], s: Syntax) -> int | None:
    """The noun that a clause behind may tell of in place of its last word: "two clerks of a bank who were seized"."""
    t = parse.tokens[verb]
    if t.dep not in s.relative_clause | s.reduced_clause or heads != (t.head,):
        return None
    above = parse.tokens[parse.tokens[t.head].head]
    return above.head if parse.tokens[t.head].dep in s.preposition_object and above.lower in s.links else None


def by_whom(parse: Parse, i: int, light: frozenset[str], s: Syntax) -> list[int]:
    """Who does what a noun says by the clause behind it: "the curfew that was imposed by the governor"."""
    for c in kids(parse, i, s.relative_clause | s.reduced_clause):
        if parse.tokens[c].lower in light and is_passive(parse, c, s):
            return arguments(parse, c, s).agent
    return []


def before_noun(parse: Parse, i: int, forms: frozenset[Form], s: Syntax) -> Clause | None:
    """The clause of a participle before the noun that it tells of: "five kidnapped students"."""
    head = parse.tokens[i].head
    before = parse.tokens[i].dep in s.compound and head > i and parse.tokens[head].pos in s.noun_pos
    if not before or not forms & {Form.PAST, Form.PARTICIPLE}:
        return None
    return Clause(i, obliques={MODIFIED: [head]}, passive=True)


def nominal(parse: Parse, i: int, s: Syntax) -> bool:
    """Is a gerund used as a noun: with a determiner, possessor or other noun before it, or an "of" or "by" behind?

    So it is without an object behind a preposition: "were hurt in fighting with rebels".
    """
    if kids(parse, i, s.determiner | s.possessor) or compound_of(parse, i, s):
        return True
    if i + 1 < len(parse.tokens) and parse.tokens[i + 1].lower in s.links | s.by:
        return True
    t, brings = parse.tokens[i], parse.tokens[parse.tokens[i].head]
    bare = t.dep in s.preposition_object and brings.i == i - 1 and not kids(parse, i, s.object | s.open_complement)
    return bare and brings.lower not in s.by | s.links | s.ties


def compound_of(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The nouns that a noun has before it; of a gerund also the bare one behind a preposition that it is hung on."""
    found = [c for c in kids(parse, i, s.compound) if parse.tokens[c].pos in ("NOUN", "PROPN", "ADJ")]
    t = parse.tokens[i]
    before = parse.tokens[i - 1] if i else t
    hung = t.tag in s.gerund_tags and t.dep in s.reduced_clause and t.head == i - 1 and not kids(parse, i, s.object)
    if hung and before.dep in s.preposition_object and not parse.children[i - 1][:-1]:
        found.append(i - 1)
    return found


def top_of(parse: Parse, i: int, words: list[int]) -> int:
    """The word of a trigger that the others hang on: "wave" in "a wave of arrests"."""
    while parse.tokens[i].head in words and parse.tokens[i].head != i:
        i = parse.tokens[i].head
    return i
