"""What stands one step further from a trigger: whom a statement's acts would meet, who sends it, what else is done."""

from __future__ import annotations

from dateline.grammar import Syntax, arguments, conjuncts, is_verb, kids
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
