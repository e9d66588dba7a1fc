"""What stands one step further from a trigger: whom a statement's acts would meet, who sends it, what else is done."""

from __future__ import annotations

from dateline.grammar import Syntax, arguments, conjuncts, is_passive, is_verb, kids
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
    for p in kids(parse, i, s.preposition | s.agent_marker):
        if parse.tokens[p].lower in s.links | s.ties | s.by:
            out += kids(parse, p, s.preposition_object)
    for clause in kids(parse, i, s.reduced_clause | s.relative_clause):
        for verb in conjuncts(parse, clause, s):
            for by in kids(parse, verb, s.agent_marker):
                out += kids(parse, by, s.preposition_object)
    return out


def also_done(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The acts that the doer of the verb at `i` does besides, to others: "killed two guards and *held* a third"."""
    return [n for n in conjuncts(parse, i, s)[1:] if is_verb(parse.tokens[n], s) and kids(parse, n, s.object)]


def whom(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The word at `i`, or of a clause that stands for somebody its subject: "*whoever* stays will be shot"."""
    clause = is_verb(parse.tokens[i], s) and parse.tokens[i].dep in s.subject | s.passive_subject
    return kids(parse, i, s.subject | s.passive_subject) or [i] if clause else [i]


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
