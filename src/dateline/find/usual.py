"""What is usual, or told of nobody in particular, is no event: the simple present, bare plurals, "those who"."""

from __future__ import annotations

from dateline.find.scopewords import Scopes, Telling
from dateline.grammar import Syntax, kids, subject
from dateline.model import Parse, Token

MAX_CLIMB = 6  # governors looked at above a trigger


def in_present(token: Token, auxiliaries: list[Token], s: Syntax) -> bool:
    """Does a verb stand in the simple present, active or passive?"""
    if not auxiliaries:
        return token.tag in s.base_tags
    return token.tag in s.participle_tags and all(a.lemma in s.be and a.tag in s.base_tags for a in auxiliaries)


def usual(parse: Parse, head: int, scopes: Scopes, s: Syntax, telling: Telling) -> str:
    """Why a verb in the simple present tells what is usual and no act; "" where it tells one."""
    if not telling.present or _done_to_many(parse, head, s):
        return "present tense: a habit"
    return _vague(parse, head, scopes, s) if telling.standing and not telling.terse else ""


def _done_to_many(parse: Parse, head: int, s: Syntax) -> bool:
    """Is it what happens, in the present, to people of a kind: "villages that do not pay are attacked"?"""
    if not kids(parse, head, s.passive_auxiliary):
        return False
    done_to = kids(parse, head, s.passive_subject)
    related = parse.tokens[head].dep in s.relative_clause  # "drivers who are shot at"
    meant = (parse.tokens[head].head if related and parse.tokens[i].tag in s.relative_tags else i for i in done_to)
    return any(bare_plural(parse, i, s) for i in meant)


def _vague(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> str:
    """The word that makes a statement in the present one of nobody in particular, or what somebody always says.

    "Both sides accuse each other", "commanders threaten to shoot", "whom they accuse of theft"; but "a letter in which
    they accuse".
    """
    if parse.tokens[head].dep in s.relative_clause:
        whom = (parse.tokens[i] for i in kids(parse, head, s.object))
        return next((t.text for t in whom if t.tag in s.relative_tags), "")
    doers = subject(parse, head, s)
    words = (parse.tokens[n] for i in doers for n in (i, *kids(parse, i, s.determiner)))
    vague = next((t.text for t in words if scopes.effect("vague", t.lower) == "drop"), "")
    return vague or next((parse.tokens[i].text for i in doers if _of_a_kind(parse, i, s)), "")


def _of_a_kind(parse: Parse, i: int, s: Syntax) -> bool:
    """Is it a bare plural with nothing that says which: "commanders", not "commanders of the brigade"?"""
    return bare_plural(parse, i, s) and parse.tokens[i].pos == "NOUN" and not parse.children[i]


def habit(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> tuple[str, str] | None:
    """Is a bare plural part of what is usually done, or is it what somebody is known for?

    "Airlines often stop flights after shootings", "he is responsible for planning attacks".
    """
    if not bare_plural(parse, head, s):
        return None
    through = s.preposition | s.preposition_object | s.object | s.conjunct | s.agent_marker | s.open_complement
    i = head
    for _ in range(MAX_CLIMB):
        if scopes.effect("habit", parse.tokens[i].lower) == "drop":
            return "drop", parse.tokens[i].text
        if parse.tokens[i].pos in s.verb_pos and parse.tokens[i].tag not in s.gerund_tags:
            usual = (c for c in kids(parse, i, s.adverb) if scopes.effect("adverb", parse.tokens[c].lower) == "drop")
            word = next(usual, None)
            return None if word is None else ("drop", parse.tokens[word].text)
        if parse.tokens[i].dep not in through:
            return None
        i = parse.tokens[i].head
    return None


def bare_plural(parse: Parse, i: int, s: Syntax) -> bool:
    """Is it a plural without a figure, an article or an owner: "villages", of any?"""
    counted = any(parse.tokens[c].pos == "NUM" for c in parse.children[i])
    return parse.tokens[i].tag in s.plural_tags and not counted and not kids(parse, i, s.determiner | s.possessor)


def of_nobody(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> str:
    """The word above the verb at `i` by which it is told of nobody or by nobody in particular; "" where there is none.

    "Those who resist are shot", "somebody writes that the town fell", "let us storm the archives".
    """
    t = parse.tokens[i]
    above = parse.tokens[t.head]
    if t.dep in s.clausal_complement:
        tellers = [parse.tokens[n] for n in kids(parse, above.i, s.subject)]
        if not tellers and above.tag in s.base_tags and scopes.effect("hortative", above.lower):
            return above.text
        return next((n.text for n in tellers if scopes.effect("teller", n.lower)), "")
    described = t.dep in s.relative_clause or (t.dep in s.reduced_clause and t.tag in s.gerund_tags)
    if described and scopes.effect("subject", above.lower):
        return above.text
    return above.text if t.dep in s.relative_clause and _whoever(parse, above.i, i, s) else ""


def _whoever(parse: Parse, people: int, clause: int, s: Syntax) -> bool:
    """Is a relative clause in the present of people of a kind, of whom a rule or habit is told?

    "Candidates who have been convicted are not eligible", "drivers who are shot at should not stop".
    """
    verb = parse.tokens[people].head
    if parse.tokens[people].dep not in s.subjects or not bare_plural(parse, people, s):
        return False
    return all(
        any(parse.tokens[n].tag in (*s.base_tags, "MD") for n in (v, *kids(parse, v, s.auxiliaries)))
        for v in (clause, verb)
    )


def often_done(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> str:
    """The word that makes a charge in the passive one that is always heard: "are often accused of beating"."""
    t = parse.tokens[i]
    if t.dep not in s.preposition_object or t.tag not in s.gerund_tags:
        return ""
    said = kids(parse, parse.tokens[t.head].head, s.adverb)
    return next((parse.tokens[c].text for c in said if scopes.effect("adverb", parse.tokens[c].lower) == "drop"), "")


def asked(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> str:
    """The mark of a question to be answered by yes or no, where what stands at `head` is what it asks.

    "Was the mayor arrested?"; but "did the army know of the massacre?", "is the man who was shot alive?".
    """
    mark = next((t.text for t in reversed(parse.tokens[-3:]) if scopes.effect("question", t.text)), "")
    first = next((t for t in parse.tokens if t.pos not in ("PUNCT", "CCONJ")), None)
    if not mark or first is None or first.pos != "AUX":
        return ""
    known = parse.tokens[head].dep in s.relative_clause | s.reduced_clause | s.preposition_object
    return "" if known else mark
