"""Arguments that a parse hangs on the wrong word: late objects, bare figures, verbs read as participles."""

from __future__ import annotations

from dateline.find.conditions import Classify
from dateline.find.rules import Rule
from dateline.grammar import Clause, Syntax, is_verb, kids, subject, subtree
from dateline.model import Parse
from dateline.wordorder import chunk_after, chunk_before, head_of

PATIENT = "patient"  # the relation of what a verb is done to
TIME = "time"  # the class of words that say when
_WHERE = frozenset(("place", "site", "vehicle"))  # of words that say where, before a noun
_STOPS = frozenset(("PUNCT", "CCONJ"))
LONG_OBJECT = 16  # words of an object that may stand inside a trigger


def finite(parse: Parse, i: int, clause: Clause, s: Syntax) -> None:
    """Give a past form that the parse hung on the noun before it the subject of its sentence.

    "A bomb hidden in a basket blew up": of a verb without a patient no participle tells what a basket is.
    """
    top = parse.tokens[i].head
    while parse.tokens[top].head != top:
        top = parse.tokens[top].head
    if top < i and not clause.agent and not is_verb(parse.tokens[top], s):
        clause.agent, clause.patient, clause.passive = [top], [], False


def says_who(classes: frozenset[str], relation: str, taken: frozenset[str] | None) -> bool:
    """May a word be that for somebody of the classes `taken`: no time, nor the place before a noun ("a Kabul bombing")?

    None for `taken` stands for any class.
    """
    nowhere = relation != "compound" or not classes <= _WHERE
    return TIME not in classes and nowhere and (taken is None or bool(classes & taken))


def dated(parse: Parse, classify: Classify) -> frozenset[str]:
    """The names of times that a figure hangs on: on "3 March" nobody marches."""
    names = (
        t for t in parse.tokens if t.pos == "PROPN" and any(parse.tokens[c].pos == "NUM" for c in parse.children[t.i])
    )
    return frozenset(t.lower for t in names if TIME in classify(parse, t.i))


def figure_behind(parse: Parse, i: int, *, alone: bool = False) -> bool:
    """Does a figure stand right behind token `i`; with `alone`, one that counts nothing named ("killed 12 in")?"""
    behind = parse.tokens[i + 1 : i + 3]
    if not behind or behind[0].pos != "NUM":
        return False
    if len(behind) > 1 and behind[1].text == "-":
        return False
    return not alone or len(behind) < 2 or behind[1].pos not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "SYM")


def figure_before(parse: Parse, i: int, words: list[int], rule: Rule) -> Clause | None:
    """The clause of a participle between a figure that begins a clause and another one: "two killed, six hurt".

    Its `words` may be several that stand together ("two shot dead, six hurt"). The rule must count those to whom the
    verb is done.
    """
    if not rule.counts or PATIENT not in rule.roles.get("target", ()):
        return None
    last = words[-1] if words[-1] - i == len(words) - 1 else i
    run, behind = chunk_before(parse, i), parse.tokens[last + 1 : last + 3]
    if run is None or run[1] != i - 1 or [t.pos in _STOPS for t in behind] != [True, False] or behind[1].pos != "NUM":
        return None
    begins = all(t.pos in _STOPS for t in parse.tokens[max(0, run[0] - 1) : run[0]])
    figure = any(t.pos == "NUM" for t in parse.tokens[run[0] : i])
    return Clause(i, patient=[head_of(parse, run)], passive=True, surface=True) if begins and figure else None


def late_object(
    parse: Parse, last: int, classify: Classify, wanted: frozenset[str], words: frozenset[str] | None = None
) -> list[int]:
    """The object behind a time or other phrases: "executed on Friday nine men", "freed near the river two nurses".

    Behind another phrase than a time only one of the `words`, or a word of a wanted class, with an article or a figure
    is one.
    """
    tokens, j = parse.tokens, last + 1
    while j < len(tokens) and (tokens[j].pos == "ADP" or TIME in classify(parse, j)):
        j += 1
    if last + 1 < j < len(tokens) and tokens[j - 1].pos != "ADP" and (run := chunk_after(parse, j - 1)):
        return [head_of(parse, run)]
    j = _past_phrases(parse, last + 1)
    run = chunk_after(parse, j - 1) if last + 1 < j < len(tokens) else None
    if run is None or tokens[run[0]].pos not in ("DET", "NUM"):
        return []
    head = head_of(parse, run)
    return [head] if parse.tokens[head].lemma in (words or ()) or classify(parse, head) & wanted else []


def named_behind(parse: Parse, i: int, classify: Classify, s: Syntax) -> list[int]:
    """The name right behind a verb that a parse takes for a word of how or when: "troops retook *Tessit* on Monday"."""
    run = chunk_after(parse, i) if i + 1 < len(parse.tokens) and parse.tokens[i + 1].text[:1].isupper() else None
    if run is None:
        return []
    head = head_of(parse, run)
    stray = parse.tokens[head].head == i and parse.tokens[head].dep in s.adverb and parse.tokens[head].pos == "PROPN"
    return [head] if stray and TIME not in classify(parse, head) else []


def _past_phrases(parse: Parse, first: int) -> int:
    """The first token that no longer belongs to the phrases, names beside them and commas from `first` on."""
    tokens, j = parse.tokens, first
    while j < len(tokens):
        if tokens[j].pos == "ADP":
            run = chunk_after(parse, j)
            j = run[1] + 1 if run else j + 1
        elif tokens[j].text == "," or (tokens[j].pos == "PROPN" and tokens[j - 1].text == ","):
            j += 1
        else:
            break
    return j


def unheard_subject(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The subject that a parse took from a passive with an auxiliary: "After checks 17 of them were set free"."""
    auxiliaries = kids(parse, i, s.passive_auxiliary)
    run = chunk_before(parse, auxiliaries[0]) if auxiliaries else None
    if run is None:
        return []
    first = run[0] - 2
    if first >= 0 and parse.tokens[first + 1].lower in s.links and parse.tokens[first].pos == "NUM":
        return [first]
    return [head_of(parse, run)]


def subject_shared(parse: Parse, i: int, agent: list[int], s: Syntax) -> list[int]:
    """The doer of the verb at `i`, which the parse takes for a time: "fell on the fort and after two hours took it"."""
    t = parse.tokens[i]
    if t.dep not in s.conjunct or not agent or parse.tokens[agent[0]].head != i:
        return agent
    first = min((c for c in parse.children[agent[0]] if c < agent[0]), default=agent[0])
    before = parse.tokens[first - 1]
    stray = before.pos == "ADP" and before.head == i and not parse.children[before.i]
    return subject(parse, t.head, s) if stray else agent


def past_object(parse: Parse, i: int, s: Syntax) -> int:
    """The first token behind the object right behind token `i`: "brought *envoys of both sides* together"."""
    small = (c for c in kids(parse, i, s.clausal_complement) if not is_verb(parse.tokens[c], s))
    for o in (*kids(parse, i, s.object | s.preposition_object), *(n for c in small for n in kids(parse, c, s.subject))):
        words = sorted(subtree(parse, o, s.clauses))
        if words[0] == i + 1 and words[-1] - i <= LONG_OBJECT:
            return words[-1] + 1
    return i + 1
