"""Finds mentions of events in a parsed sentence: from each trigger word a short walk, nothing else.

Two ways lead to the arguments: the parse, and, where the parse reads a verb as something else, the
order of words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.find.inflection import Form
from dateline.find.rules import Rule, Rules, Trigger
from dateline.find.scope import Scopes, status_of
from dateline.grammar import Clause, Syntax, arguments, by_order, chunk_after, chunk_before, conjuncts, is_verb, kids
from dateline.mention import Mention
from dateline.model import Parse, SentenceKind, Span, Status

Classify = Callable[[Parse, int], frozenset[str]]

SENTENCE = "sentence"  # a condition on any word of the sentence
TIME = "time"  # the class of words that say when
UNKNOWN = frozenset(("unknown",))
MAX_GAP = 4  # words that a ~ may stand for
_TERSE = (SentenceKind.HEADLINE, SentenceKind.HEADING, SentenceKind.LIST_ITEM, SentenceKind.CAPTION)


class Seen:
    """What is worked out once a sentence for all rules that ask: arguments of tokens, and its words."""

    def __init__(self, parse: Parse) -> None:
        self.clauses: dict[tuple[int, bool], Clause] = {}
        self.words = frozenset(t.lemma for t in parse.tokens) | {t.lower for t in parse.tokens}


@dataclass(frozen=True, slots=True)
class Grammar:
    """What finding needs beside the rules: labels, scope words, light verbs, words that point back."""

    syntax: Syntax
    scopes: Scopes
    light: frozenset[str]
    definite: frozenset[str]


def find_mentions(parse: Parse, sentence: int, rules: Rules, grammar: Grammar, classify: Classify) -> list[Mention]:
    """Every mention of an event in one sentence, in text order; at most one for each trigger word and type."""
    out: list[Mention] = []
    if parse.sentence.kind in (SentenceKind.FURNITURE, SentenceKind.CAPTION):
        return out
    found: list[tuple[int, list[int], Trigger]] = []
    for token in parse.tokens:
        for trigger in rules.index.get(token.lower, ()):
            words = _words(parse, token.i, trigger)
            if words is not None:
                found.append((words[0] - words[-1], words, trigger))
    taken: set[tuple[int, str]] = set()
    if not found:
        return out
    seen = Seen(parse)
    # longest first: "attack" in "suicide attack" is no trigger
    for _, words, trigger in sorted(found, key=lambda f: f[0]):
        head = words[trigger.head]
        inside = any(m.trigger.holds(_span(parse, words)) and m.trigger != _span(parse, words) for m in out)
        if inside or (head, trigger.rule.type) in taken:
            continue
        mention = _mention(parse, sentence, words, head, trigger, grammar, classify, seen)
        if mention:
            taken.add((head, trigger.rule.type))
            out.append(mention)
    return sorted(out, key=lambda m: m.trigger)


def _span(parse: Parse, words: list[int]) -> Span:
    return Span(parse.tokens[words[0]].start, parse.tokens[words[-1]].end)


def _words(parse: Parse, i: int, trigger: Trigger) -> list[int] | None:
    """The tokens that a trigger covers when it begins at token `i`."""
    at = [i]
    n = len(parse.tokens)
    for word in trigger.words[1:]:
        j = at[-1] + 1
        stop = min(n, j + (MAX_GAP if word.gap_before else 0) + 1)
        while j < stop and parse.tokens[j].lower not in word.spelled:
            if parse.tokens[j].text in ".;:":
                return None
            j += 1
        if j >= stop:
            return None
        at.append(j)
    return at


def _mention(
    parse: Parse,
    sentence: int,
    words: list[int],
    head: int,
    trigger: Trigger,
    g: Grammar,
    classify: Classify,
    seen: Seen,
) -> Mention | None:
    rule, token = trigger.rule, parse.tokens[head]
    forms = trigger.words[trigger.head].spelled[token.lower]
    if not _in_its_words(rule, seen):
        return None
    clause = (_verb_clause if trigger.verb else _noun_clause)(parse, head, forms, rule, g, seen)
    if clause is None:
        return None
    inside = set(words)
    roles = {
        role: _filled(parse, clause, relations, g.syntax, inside, classify, rule.wants(role))
        for role, relations in rule.roles.items()
    }
    if not _fits(parse, roles, clause, rule, classify, g.syntax):
        return None
    status, why = status_of(
        parse,
        head,
        g.scopes,
        g.syntax,
        noun=not trigger.verb,
        terse=parse.sentence.kind in _TERSE,
        surface=clause.surface,
        present=rule.present or (rule.weak and clause.passive) or not forms & {Form.BASE, Form.THIRD},
    )
    if status is None:
        return None
    if rule.status and status is Status.ACTUAL:
        status = Status(rule.status)
    return Mention(
        type=rule.type,
        rule=rule.name,
        counts=rule.counts,
        parse=parse,
        sentence=sentence,
        head=head,
        trigger=_span(parse, words),
        clause=clause,
        roles=roles,
        status=status,
        weak=rule.weak,
        definite=not trigger.verb and any(parse.tokens[c].lower in g.definite for c in parse.children[head]),
        noun=not trigger.verb,
        scope=why,
    )


def _arguments(parse: Parse, i: int, s: Syntax, seen: Seen, *, transitive: bool = False) -> Clause:
    """The arguments of a token, worked out once a sentence for all rules that ask."""
    if (i, transitive) not in seen.clauses:
        seen.clauses[i, transitive] = arguments(parse, i, s, transitive=transitive)
    return seen.clauses[i, transitive].copy()


def _verb_clause(parse: Parse, i: int, forms: frozenset[Form], rule: Rule, g: Grammar, seen: Seen) -> Clause | None:
    token = parse.tokens[i]
    s = g.syntax
    if is_verb(token, s) and not (token.dep in s.compound and token.head > i):
        clause = _arguments(parse, i, s, seen)
        if rule.transitive and not any(clause.get(r) for r in rule.roles.get("target", ())):
            clause = _arguments(parse, i, s, seen, transitive=True)
        if not clause.agent and not clause.passive and forms & {Form.PAST, Form.PARTICIPLE} and token.dep in s.main:
            order = by_order(parse, i, s)  # "thirty men deserted the ranks": the parse calls the subject something else
            clause.agent = order.agent
            clause.patient = clause.patient or order.patient
        return clause
    before = parse.tokens[i - 1] if i else None
    if forms & {Form.PAST, Form.PARTICIPLE}:
        # "jihadis deserted ISIS' ranks" read as an adjective: a nominal head stands right before
        if before is not None and (before.pos in ("NOUN", "PRON", "PROPN") or before.lemma in s.be):
            return by_order(parse, i, s)
        return None
    if parse.sentence.kind in _TERSE and chunk_before(parse, i) and chunk_after(parse, i) and before is not None:
        # "militants desert ranks": a headline's verb read as a noun
        plural = before.tag in s.plural_tags
        if (Form.BASE in forms and plural) or (Form.THIRD in forms and before.pos in ("NOUN", "PROPN") and not plural):
            return by_order(parse, i, s)
    return None


def _noun_clause(parse: Parse, i: int, forms: frozenset[Form], rule: Rule, g: Grammar, seen: Seen) -> Clause | None:
    token = parse.tokens[i]
    s = g.syntax
    if is_verb(token, s) and not (token.tag in s.gerund_tags and _nominal(parse, i, s)):
        return None
    if token.pos == "ADJ" or (
        token.dep in s.compound and parse.tokens[token.head].pos in ("NOUN", "PROPN") and token.head > i
    ):
        return None
    clause = _arguments(parse, i, s, seen)
    governor = parse.tokens[token.head]
    if token.head != i and rule.light and is_verb(governor, s):
        verb = _arguments(parse, token.head, s, seen)
        if i in verb.patient and governor.lower in g.light:
            clause.agent = clause.agent or verb.agent
        for name, heads in verb.obliques.items():
            if name not in clause.obliques and i in (*verb.agent, *verb.patient):
                clause.obliques[name] = heads
    clause.agent = clause.agent or clause.get("prep:by")
    clause.obliques["compound"] = [
        c for c in kids(parse, i, s.compound) if parse.tokens[c].pos in ("NOUN", "PROPN", "ADJ")
    ]
    return clause


def _nominal(parse: Parse, i: int, s: Syntax) -> bool:
    """Is a gerund used as a noun: with a determiner, a possessor or an "of" behind?"""
    return bool(kids(parse, i, s.determiner | s.possessor)) or (
        i + 1 < len(parse.tokens) and parse.tokens[i + 1].lower in s.links
    )


def _filled(
    parse: Parse,
    clause: Clause,
    relations: tuple[str, ...],
    s: Syntax,
    inside: set[int],
    classify: Classify,
    wanted: frozenset[str],
) -> tuple[int, ...]:
    """The heads that fill a role: of the first relation whose words are of a wanted class, else of the first filled.

    Words of the trigger itself, and of times ("on Wednesday"), fill no role.
    """
    first: tuple[int, ...] = ()
    for relation in relations:
        heads = tuple(
            c
            for h in clause.get(relation)
            for c in conjuncts(parse, h, s)
            if c not in inside and TIME not in classify(parse, c)
        )
        if heads and (not wanted or any(classify(parse, h) & wanted for h in heads)):
            return heads
        first = first or heads
    return first


def _fits(
    parse: Parse, roles: Mapping[str, tuple[int, ...]], clause: Clause, rule: Rule, classify: Classify, s: Syntax
) -> bool:
    for role, allowed in rule.need.items():
        if not any(classify(parse, h) & allowed for h in roles.get(role, ())):
            return False
    for role, allowed in rule.only.items():
        if roles.get(role) and not any(classify(parse, h) & allowed for h in roles[role]):
            return False
    for role, barred in rule.refuse.items():
        if any(classify(parse, h) & barred for h in roles.get(role, ())[:1]):
            return False
    heads = [h for filled in roles.values() for h in filled]
    if heads and all(classify(parse, h) == UNKNOWN for h in heads):
        return False  # "the lira came under bombardment": nobody and nothing of our field takes part
    for relation, words in rule.required.items():
        if relation != SENTENCE and not _any_word(parse, _about(parse, clause, relation, s), words):
            return False
    return not any(
        _any_word(parse, _about(parse, clause, r, s), words) for r, words in rule.excluded.items() if r != SENTENCE
    )


def _in_its_words(rule: Rule, seen: Seen) -> bool:
    """Do the words of the sentence allow the rule?"""
    return seen.words.isdisjoint(rule.excluded.get(SENTENCE, ())) and not (
        SENTENCE in rule.required and seen.words.isdisjoint(rule.required[SENTENCE])
    )


def _about(parse: Parse, clause: Clause, relation: str, s: Syntax) -> list[int]:
    """The words that a condition looks at: heads in a relation, what is coordinated with them, what they are of."""
    heads = [c for h in clause.get(relation) for c in conjuncts(parse, h, s)]
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
