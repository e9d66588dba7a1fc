"""Finds mentions of events in a parsed sentence: from each trigger word a short walk, nothing else.

Two ways lead to the arguments: the parse, and, where the parse reads a verb as something else, the
order of words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.find.conditions import Classify, barred, done_by_a_thing, fits, kinds, suits, words_of
from dateline.find.content import (
    also_done,
    before_noun,
    by_whom,
    compound_of,
    content,
    described,
    done_before,
    nominal,
    senders,
    top_of,
    whom,
)
from dateline.find.inflection import Form
from dateline.find.misread import (
    PATIENT,
    TIME,
    dated,
    figure_before,
    figure_behind,
    finite,
    late_object,
    named_behind,
    past_object,
    says_who,
    subject_shared,
    unheard_subject,
)
from dateline.find.rules import DOER, Foretold, Rebuts, Rule, Rules, Trigger
from dateline.find.scope import foretells, negates, status_of
from dateline.find.scopewords import Scopes, Telling
from dateline.grammar import Clause, Syntax, arguments, conjuncts, is_verb, kids, prepositions
from dateline.mention import MODIFIED, Mention
from dateline.model import Parse, SentenceKind, Span, Status
from dateline.wordorder import as_main, by_order, chunk_after, chunk_before, head_of

SENDER = "sender"  # the relation of those whom a message that is the subject comes from
CONTENT = "content"  # the relation of those whom the acts in a statement would meet
BESIDES = "besides"  # the relation of the acts that the same doer does to others, told behind
BEFORE = "before"  # the relation of the acts that the same doer does, told before in one run with it
MAX_GAP = 4  # words that a ~ may stand for, unless it is a whole object
_TERSE = (SentenceKind.HEADLINE, SentenceKind.HEADING, SentenceKind.LIST_ITEM, SentenceKind.CAPTION)


class Seen:
    """What is worked out once a sentence for all rules that ask: arguments of tokens, words, triggers."""

    def __init__(self, parse: Parse, rules: Rules, syntax: Syntax, classify: Classify) -> None:
        self.clauses: dict[tuple[int, bool], Clause] = {}
        self.words = words_of(parse)
        self.times = dated(parse, classify)
        self.triggers = _triggers(parse, rules, self, syntax)
        self.acts = frozenset(words[t.head] for words, t in self.triggers if not t.verb)  # nouns that tell of an event


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
    if not parse.tokens or parse.sentence.kind in (SentenceKind.FURNITURE, SentenceKind.CAPTION):
        return out
    seen = Seen(parse, rules, grammar.syntax, classify)
    taken: set[tuple[int, str]] = set()
    # longest first: "attack" in "suicide attack" is no trigger; "injured" in "left three injured and one dead" is
    for words, trigger in sorted(seen.triggers, key=lambda f: f[0][0] - f[0][-1]):
        head, rule, span = words[trigger.head], trigger.rule, _span(parse, words)
        around = (m for m in out if not (m.weak and rule.weak and m.counts.keys().isdisjoint(rule.counts)))
        if any(m.trigger.holds(span) and m.trigger != span for m in around) or (head, rule.type) in taken:
            continue
        mention = _mention(parse, sentence, words, head, trigger, grammar, classify, seen)
        if mention:
            taken.add((head, rule.type))
            out.append(mention)
    return sorted(out, key=lambda m: m.trigger)


def _triggers(parse: Parse, rules: Rules, seen: Seen, syntax: Syntax) -> list[tuple[list[int], Trigger]]:
    """The triggers that stand in a sentence, each with its tokens, as far as the words of it allow the rule."""
    found: list[tuple[list[int], Trigger]] = []
    following = [*(t.lower for t in parse.tokens[1:]), ""]
    for token, behind in zip(parse.tokens, following, strict=True):
        opening = rules.openings.get(token.lower)
        for trigger in opening.met(behind, seen.words) if opening else ():
            out = barred(trigger.rule, seen.words, seen.times)
            words = None if out else _words(parse, token.i, trigger, syntax)
            if words is not None:
                found.append((words, trigger))
    return found


def _span(parse: Parse, words: list[int]) -> Span:
    return Span(parse.tokens[words[0]].start, parse.tokens[words[-1]].end)


def _words(parse: Parse, i: int, trigger: Trigger, s: Syntax) -> list[int] | None:
    """The tokens that a trigger covers when it begins at token `i`."""
    at = [i]
    if len(trigger.words) == 1:
        return at
    n = len(parse.tokens)
    for word in trigger.words[1:]:
        j = at[-1] + 1
        stop = min(n, max(j + MAX_GAP, past_object(parse, at[-1], s)) + 1 if word.gap_before else j + 1)
        while j < stop and parse.tokens[j].lower not in word.spelled:
            if parse.tokens[j].text in ".;:" or (j > i + 1 and parse.tokens[j].lower in trigger.words[0].spelled):
                return None  # "two are dead and two are in hospital": it begins there
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
    rule = trigger.rule
    forms = trigger.words[trigger.head].spelled[parse.tokens[head].lower]
    inside = set(words)
    clause = _clause(parse, words, head, trigger, g, classify, seen)
    if clause is None:
        return None
    roles: dict[str, tuple[int, ...]] = {}
    for role, relations in rule.roles.items():
        heads = _filled(parse, clause, relations, g.syntax, inside, classify, rule.wants(role), rule.take.get(role))
        if not suits(parse, role, heads, rule, classify, g.syntax):
            return None
        roles[role] = heads
    if not fits(parse, roles, clause, rule, classify, g.syntax):
        return None
    if trigger.verb and done_by_a_thing(parse, clause, rule, classify, g.syntax, seen.acts | inside):
        return None
    telling = Telling(
        noun=not trigger.verb,
        surface=clause.surface,
        present=rule.present
        or parse.sentence.kind in _TERSE
        or (rule.weak and (clause.passive or _counted(parse, roles)))
        or not forms & {Form.BASE, Form.THIRD},
        terse=parse.sentence.kind in _TERSE,
        statement=rule.present,
        standing=rule.present and not rule.weak,
        before_noun=MODIFIED in rule.relations,
        inside=frozenset(inside),
    )
    status, why = status_of(parse, head, g.scopes, g.syntax, telling)
    if status is Status.DENIED and not telling.present and _of_habit(parse, head, g.syntax):
        return None
    if rule.foretold and foretells(parse, head, g.scopes, g.syntax):
        status, why = Status.ACTUAL, ""
    elif rule.foretold is Foretold.ONLY:
        return None
    rebuts = _rebuts(rule, status, negated=negates(why, g.scopes))
    if rebuts:
        status = Status.DENIED
    elif rule.rebuts or status is None:
        return None
    elif rule.status and status is Status.ACTUAL:
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
        definite=_points(parse, roles.get("target", ()), g) if trigger.verb else _definite(parse, head, g),
        noun=not trigger.verb,
        scope=why,
        rebuts=rebuts,
    )


def _clause(
    parse: Parse, words: list[int], head: int, trigger: Trigger, g: Grammar, classify: Classify, seen: Seen
) -> Clause | None:
    """What stands around a trigger, with all relations that its rule asks for; None where it tells of nothing."""
    rule = trigger.rule
    if trigger.verb:
        forms = trigger.words[trigger.head].spelled[parse.tokens[head].lower]
        clause = figure_before(parse, head, words, rule) or _verb_clause(parse, head, forms, rule, g, seen)
    else:
        clause = _noun_clause(parse, head, rule, g, seen, words)
    if clause is None:
        return None
    if trigger.verb:
        if words[-1] > head and rule.transitive:
            gap = next((w for w in words if w > head), head + 1) > head + 1
            _object_behind(parse, head if gap else words[-1], clause, rule, classify, seen)
        if not clause.passive and not clause.patient:
            clause.patient = named_behind(parse, head, classify, g.syntax)
        if rule.transitive and not clause.passive and not clause.patient:
            clause.patient = late_object(parse, words[-1], classify, rule.wants("target"), rule.required.get(PATIENT))
    for word in words if len(words) > 1 else ():
        prepositions(parse, word, g.syntax, clause, weak=True)  # "fell into the grip of X"
    if DOER in rule.relations:
        clause.obliques[DOER] = _doer(parse, head, g.syntax, seen)
    if CONTENT in rule.relations:
        clause.obliques[CONTENT] = content(parse, head, g.syntax)
    if SENDER in rule.relations:
        clause.obliques[SENDER] = [n for h in clause.agent for n in senders(parse, h, g.syntax)]
    if BESIDES in rule.excluded:
        clause.obliques[BESIDES] = also_done(parse, clause, g.syntax)
    if BEFORE in rule.required:
        clause.obliques[BEFORE] = done_before(parse, head, g.syntax)
    return clause


def _of_habit(parse: Parse, head: int, s: Syntax) -> bool:
    """Is it what somebody does, and no act: "denies that its troops target civilians"?"""
    return parse.tokens[head].tag in s.base_tags and not kids(parse, head, s.auxiliary)


def _definite(parse: Parse, i: int, g: Grammar) -> bool:
    return any(parse.tokens[c].lower in g.definite for c in parse.children[i])


def _points(parse: Parse, heads: tuple[int, ...], g: Grammar) -> bool:
    """Is the first of these told of before: "they", "the nine", "his car" (on some road)?"""
    return any(parse.tokens[h].pos == "PRON" or _definite(parse, h, g) for h in heads[:1])


def _rebuts(rule: Rule, status: Status | None, *, negated: bool) -> bool:
    """Do the words only speak against a telling that it happened?"""
    if rule.rebuts is Rebuts.SAID:
        return status is Status.ACTUAL
    if rule.rebuts is Rebuts.DENIED:
        return negated or status is Status.DENIED
    return negated and not rule.weak


def _counted(parse: Parse, roles: Mapping[str, tuple[int, ...]]) -> bool:
    """Does a figure tell how many a role holds, so that "kills nine" tells an act and no habit?"""
    heads = [h for filled in roles.values() for h in filled]
    return any(parse.tokens[n].pos == "NUM" for h in heads for n in (h, *parse.children[h]))


def _arguments(parse: Parse, i: int, s: Syntax, seen: Seen, *, transitive: bool = False) -> Clause:
    """The arguments of a token, worked out once a sentence for all rules that ask."""
    if (i, transitive) not in seen.clauses:
        seen.clauses[i, transitive] = arguments(parse, i, s, transitive=transitive)
    return seen.clauses[i, transitive].copy()


def _verb_clause(parse: Parse, i: int, forms: frozenset[Form], rule: Rule, g: Grammar, seen: Seen) -> Clause | None:
    token = parse.tokens[i]
    s = g.syntax
    if MODIFIED in rule.relations:
        return before_noun(parse, i, forms, s)
    if is_verb(token, s) and not (token.dep in s.compound and token.head > i):
        clause = _arguments(parse, i, s, seen)
        figure = figure_behind(parse, i, alone=True) and i + 1 not in clause.patient
        if figure and not clause.passive and token.dep not in s.reduced_clause:
            clause.patient = [i + 1]  # "kills 12 and wounds 30": read as "12 and 30 wounds"
        if clause.passive:
            clause.patient = clause.patient or unheard_subject(parse, i, s)
        else:
            clause.agent = subject_shared(parse, i, clause.agent, s)
        wanted = (PATIENT,) if PATIENT in rule.required else rule.roles.get("target", ())
        if rule.transitive and not any(clause.get(r) for r in wanted):
            clause = _arguments(parse, i, s, seen, transitive=True)
        if token.dep in s.reduced_clause and Form.PAST in forms and not rule.transitive:
            finite(parse, i, clause, g.syntax)
        told = forms & {Form.PAST, Form.PARTICIPLE} or (parse.sentence.kind in _TERSE and forms & {Form.THIRD})
        if told and not clause.agent and not clause.passive and token.dep in s.main:
            order = by_order(parse, i, s)  # "thirty men deserted the ranks": the parse calls the subject something else
            clause.agent = order.agent
            clause.patient = clause.patient or order.patient
        if figure and token.dep in s.reduced_clause:
            return by_order(parse, i, s)  # "the attack killed 12": read as "the attack that was killed"
        return as_main(parse, clause, s, transitive=rule.transitive) if clause.passive else clause
    before = parse.tokens[i - 1] if i else None
    if Form.THIRD in forms and figure_behind(parse, i):
        return by_order(parse, i, s)  # "bomb kills 12": read as a noun
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


def _object_behind(parse: Parse, last: int, clause: Clause, rule: Rule, classify: Classify, seen: Seen) -> None:
    """Give a trigger of several words the object right behind it, or behind its first: the parse hangs it elsewhere."""
    plain = seen.clauses.get((clause.head, False))
    agent = plain.agent or clause.agent if plain else []
    if plain is None or plain.passive or not agent or plain.patient:
        return
    if any(plain.get(r) for r in rule.roles.get("target", ())):
        return
    run = chunk_after(parse, last)
    if run and TIME not in classify(parse, head_of(parse, run)):
        clause.agent, clause.patient, clause.passive = list(agent), [head_of(parse, run)], False


def _noun_clause(parse: Parse, i: int, rule: Rule, g: Grammar, seen: Seen, words: list[int]) -> Clause | None:
    token = parse.tokens[i]
    s = g.syntax
    if is_verb(token, s) and not (token.tag in s.gerund_tags and nominal(parse, i, s)):
        return None
    if token.pos == "ADJ" or (
        token.dep in s.compound and parse.tokens[token.head].pos in ("NOUN", "PROPN") and token.head > i
    ):
        return None
    clause = _arguments(parse, i, s, seen)
    if token.tag in s.gerund_tags:  # "nine people died in fighting": they need not have fought
        clause.agent = [n for n in clause.agent if parse.tokens[n].head == i]
    top = top_of(parse, i, words)
    above = parse.tokens[top].head
    if above != top and rule.light and is_verb(parse.tokens[above], s):
        verb, light = _arguments(parse, above, s, seen), parse.tokens[above].lower in g.light
        if top in verb.patient and light:
            clause.agent = clause.agent or verb.agent
        for name, heads in verb.obliques.items():  # "the raid was condemned by ..." tells who condemns
            if name not in clause.obliques and top in (*verb.agent, *verb.patient) and (light or name != "prep:by"):
                clause.obliques[name] = heads
    clause.agent = clause.agent or clause.get("prep:by") or by_whom(parse, i, g.light, s)
    clause.obliques["compound"] = compound_of(parse, i, s)
    return clause


def _doer(parse: Parse, i: int, s: Syntax, seen: Seen) -> list[int]:
    """Who does what the nearest verb above a token says."""
    at = parse.tokens[i].head
    while not is_verb(parse.tokens[at], s) and parse.tokens[at].head != at:
        at = parse.tokens[at].head
    return _arguments(parse, at, s, seen).agent if at != i and is_verb(parse.tokens[at], s) else []


def _filled(
    parse: Parse,
    clause: Clause,
    relations: tuple[str, ...],
    s: Syntax,
    inside: set[int],
    classify: Classify,
    wanted: frozenset[str],
    taken: frozenset[str] | None,
) -> tuple[int, ...]:
    """The heads that fill a role: of the first relation whose words are of a wanted class, else of the first filled.

    Words of the trigger itself, of times ("on Wednesday"), and of other classes than are `taken`, fill no role.
    """
    first: tuple[int, ...] = ()
    for relation in relations:
        related = clause.get(relation)
        if not related:
            continue
        heads = tuple(
            c
            for h in related
            for n in conjuncts(parse, h, s)
            for c in whom(parse, n, s)
            if c not in inside and says_who(classify(parse, c), relation, taken)
        )
        if heads and (not wanted or any(kinds(parse, h, classify, s) & wanted for h in heads)):
            return heads
        whole = described(parse, clause.head, heads, s)
        if whole is not None and classify(parse, whole) & wanted:
            return (whole,)
        first = first or heads
    return first
