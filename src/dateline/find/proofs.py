"""Runs the proofs of event rules: what each must match, span by span, and what it must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dateline.find.rules import Crime, Proof, Rule, Rules
from dateline.grammar import Syntax, phrase
from dateline.mention import Mention
from dateline.values import Relevance

Find = Callable[[Sequence[str], Relevance], Iterator[tuple[str, list[Mention]]]]


def prove(rules: Rules, syntax: Syntax, find: Find) -> Iterator[str]:
    """One line for each proof that fails, with file, line, rule, and what was found instead.

    `find` reads sentences and gives each with its mentions, in order; crime is coded for the rules of crime alone.
    """
    for relevance, own in (
        (Relevance.POLITICAL, [r for r in rules.rules if r.crime is not Crime.ONLY]),
        (Relevance.ALL, [r for r in rules.rules if r.crime is Crime.ONLY]),
    ):
        yield from _prove(own, relevance, syntax, find)


def _prove(rules: Sequence[Rule], relevance: Relevance, syntax: Syntax, find: Find) -> Iterator[str]:
    cases = [
        (rule, proof, must)
        for rule in rules
        for must, proofs in ((True, rule.yes), (False, rule.no))
        for proof in proofs
    ]
    texts = [proof.text for _, proof, _ in cases]
    for (rule, proof, must), (text, mentions) in zip(cases, find(texts, relevance), strict=True):
        own = [m for m in mentions if m.rule == rule.name and m.rebuts == (rule.rebuts is not None)]
        fault = _missed(rule, proof, text, own, syntax) if must else _trapped(own, text)
        if fault:
            yield f"{rule.path.name}:{proof.line} rule '{rule.id}': {fault} | {text}"


def _trapped(own: list[Mention], text: str) -> str:
    return f"must not match, but does at '{own[0].trigger.of(text)}'" if own else ""


def _missed(rule: Rule, proof: Proof, text: str, own: list[Mention], syntax: Syntax) -> str:
    if not own:
        return "does not match"
    wanted = {(role, start, end) for role, start, end in proof.spans}
    faults = []
    for mention in own:
        fault = _differs(mention, wanted, text, syntax)
        if not fault:
            return ""
        faults.append(fault)
    return faults[0]


def _differs(mention: Mention, wanted: set[tuple[str, int, int]], text: str, syntax: Syntax) -> str:
    for role, start, end in sorted(wanted):
        if role == "trigger":
            if not (start <= mention.trigger.start and mention.trigger.end <= end):
                return f"trigger is '{mention.trigger.of(text)}', not '{text[start:end]}'"
            continue
        heads = [mention.parse.tokens[h] for h in mention.roles.get(role, ())]
        if not any(start <= t.start and t.end <= end for t in heads):
            found = ", ".join(phrase(mention.parse, t.i, syntax).of(text) for t in heads) or "nobody"
            return f"{role} is '{found}', not '{text[start:end]}'"
    return ""
