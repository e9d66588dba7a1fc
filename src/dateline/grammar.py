"""Who stands where to a word: relations of a parsed sentence, and the phrases around a head.

The parser's labels come from `data/syntax/`; nothing here knows a word of any language. Relations
are `agent` (who does), `patient` (to whom), and `prep:WORD` for what a preposition brings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.datafiles import read_yaml
from dateline.model import Parse, Span, Token

KEYS = (
    *("subject", "passive_subject", "object", "indirect_object", "agent_marker", "preposition", "preposition_object"),
    *("particle", "possessor", "compound", "apposition", "conjunct", "coordinator", "auxiliary", "passive_auxiliary"),
    *("negation", "relative_clause", "reduced_clause", "open_complement", "clausal_complement", "adverbial_clause"),
    *("attribute", "marker", "determiner", "adverb", "main", "verb_pos", "noun_pos", "past_tags", "participle_tags"),
    *("gerund_tags", "base_tags", "relative_tags", "plural_tags", "particle_tags"),
)
WORDS = (
    *("links", "ties", "slashes", "aims", "be", "by", "joins", "companions", "messages", "whose", "causes"),
    *("parts", "manners", "sequels", "ranks", "limbs", "neuters", "had", "has"),
)


CLAUSES = ("relative_clause", "adverbial_clause", "clausal_complement")
TOGETHER: dict[str, tuple[str, ...]] = {  # what is asked for so often that it is joined once
    "subjects": ("subject", "passive_subject"),
    "auxiliaries": ("auxiliary", "passive_auxiliary"),
    "prepositions": ("preposition", "agent_marker"),
    "adverbs": ("adverb", "particle"),
    "of_passive": ("passive_auxiliary", "passive_subject", "agent_marker"),
    "of_active": ("subject", "auxiliary", "object"),
    "clauses": CLAUSES,
    "beyond": (*CLAUSES, "reduced_clause", "conjunct", "coordinator", "apposition"),  # not of a noun's own phrase
}
SHARED_WITHIN = 3  # words between two verbs that share an object


class Syntax:
    """The labels of one parser, by the relation that they spell: an attribute for each of KEYS, WORDS and TOGETHER."""

    def __init__(self, labels: Mapping[str, frozenset[str]]) -> None:
        together = {name: frozenset().union(*(labels[k] for k in keys)) for name, keys in TOGETHER.items()}
        self.__dict__.update({**labels, **together, "beyond": together["beyond"] | {"punct"}})

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> frozenset[str]: ...


def load_syntax(labels: Path, words: Path) -> Syntax:
    """Read a parser's label file and a language's few grammatical words; raises DataError for unknown keys."""
    node, own = read_yaml(labels), read_yaml(words)
    node.expect(KEYS)
    own.expect(WORDS)
    return Syntax({k: frozenset(v) for k, v in (*node.items(), *own.items())})


@dataclass(slots=True)
class Clause:
    """The arguments of one verb or noun: token indices by relation; `surface` where read without the parse."""

    head: int
    agent: list[int] = field(default_factory=list)
    patient: list[int] = field(default_factory=list)
    obliques: dict[str, list[int]] = field(default_factory=dict)
    passive: bool = False
    surface: bool = False

    def copy(self) -> Clause:
        """The same arguments, in which relations can be replaced without changing these."""
        return Clause(self.head, self.agent, self.patient, dict(self.obliques), self.passive, self.surface)

    def get(self, relation: str) -> list[int]:
        """The heads that stand in a relation; empty where none does."""
        if relation == "agent":
            return self.agent
        if relation == "patient":
            return self.patient
        return self.obliques.get(relation, [])


def child(parse: Parse, i: int, labels: frozenset[str]) -> int | None:
    """The first dependent of token `i` with one of the labels."""
    return next((c for c in parse.children[i] if parse.tokens[c].dep in labels), None)


def kids(parse: Parse, i: int, labels: frozenset[str]) -> list[int]:
    """All dependents of token `i` with one of the labels."""
    return [c for c in parse.children[i] if parse.tokens[c].dep in labels]


def conjuncts(parse: Parse, i: int, s: Syntax) -> list[int]:
    """Token `i` and what is coordinated with it, in order."""
    out = [i]
    for n in out:
        # a conjunct with a subject of its own is a clause that the parser hung on a noun
        out += [c for c in kids(parse, n, s.conjunct) if c not in out and not kids(parse, c, s.subjects)]
    return out


def is_verb(token: Token, s: Syntax) -> bool:
    """Does the parser read the token as a verb?"""
    return token.pos in s.verb_pos


def is_passive(parse: Parse, i: int, s: Syntax) -> bool:
    """Is the verb at `i` passive, by auxiliary, subject label, or as a reduced relative clause?"""
    t = parse.tokens[i]
    if t.tag not in s.past_tags:
        return False
    if kids(parse, i, s.of_passive):
        return True
    if kids(parse, i, s.of_active):
        return False
    if t.dep in s.reduced_clause:
        return True
    if t.dep in s.conjunct and t.head != i and is_verb(parse.tokens[t.head], s):
        return t.tag in s.participle_tags and is_passive(parse, t.head, s)
    return t.dep in s.adverbial_clause and t.tag in s.participle_tags


def subject(parse: Parse, i: int, s: Syntax, depth: int = 0) -> list[int]:
    """The subject of the verb at `i`: its own, or the one it shares with the clause it hangs on."""
    own = next((n for n in kids(parse, i, s.subjects) if not _label(parse, n, i)), None)
    t = parse.tokens[i]
    if own is not None:
        if t.dep in s.relative_clause and parse.tokens[own].tag in s.relative_tags:
            return [t.head]
        return [own]
    if depth > 4 or t.head == i:
        return [] if depth else _after_time(parse, i, s)
    h = t.head
    ht = parse.tokens[h]
    if t.dep in s.reduced_clause | s.relative_clause:
        if is_verb(ht, s):
            return subject(parse, h, s, depth + 1)
        if ht.lemma in s.messages and ht.dep in s.object | s.preposition_object:
            return subject(parse, ht.head, s, depth + 1) or [h]  # "X issued a statement accusing Y"
        if t.tag in s.base_tags:  # "the group's attempt to kidnap", "X made an attempt to kidnap"
            return kids(parse, h, s.possessor) or subject(parse, ht.head, s, depth + 1)
        return [_shared_head(parse, h, s)] if t.dep in s.reduced_clause else [h]
    if t.dep in s.conjunct and is_verb(ht, s):
        return subject(parse, h, s, depth + 1)
    if t.dep in s.open_complement:
        obj = child(parse, h, s.object)
        if obj is not None and is_verb(ht, s):
            return [obj]
        return subject(parse, h, s, depth + 1) if is_verb(ht, s) or ht.pos == "ADJ" else []
    if t.dep in s.adverbial_clause | s.attribute and is_verb(ht, s):  # "are due to meet"
        return subject(parse, h, s, depth + 1)
    if t.dep in s.clausal_complement and is_verb(ht, s) and t.tag in s.gerund_tags:
        return subject(parse, h, s, depth + 1)
    if t.dep in s.preposition_object and ht.dep in s.preposition:
        verb = ht.head
        if is_verb(parse.tokens[verb], s):
            obj = None if h > verb and ht.lower in s.sequels else child(parse, verb, s.object)
            return [obj] if obj is not None else subject(parse, verb, s, depth + 1)
        return []
    return []


def _shared_head(parse: Parse, h: int, s: Syntax) -> int:
    """The noun that a participle behind tells of, where the sentence has no verb of its own.

    "Two nurses and a guard shot at a roadblock": all three. A member with a participle of its own ends it.
    "Six men - all of them farmers - killed", "six men including a guard killed": the men.
    """
    tokens, top = parse.tokens, h
    while True:
        dep, up = tokens[top].dep, tokens[top].head
        if dep in s.preposition_object and tokens[up].lower in s.parts:
            top = tokens[up].head
            continue
        joined = dep in s.conjunct and not kids(parse, up, s.reduced_clause)
        if up < top and _label(parse, up, top):
            return top
        if not joined and not (dep in s.apposition and tokens[up].pos in s.noun_pos):
            return top if up == top and not is_verb(tokens[top], s) else h
        top = up


def _after_time(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The subject that the parser took into the phrase before it: "In April a court sentenced"."""
    for p in (p for p in kids(parse, i, s.preposition) if p < i):
        objects = kids(parse, p, s.preposition_object)
        if len(objects) > 1 and kids(parse, objects[-1], s.determiner | s.compound):
            return objects[-1:]
    return []


def arguments(parse: Parse, i: int, s: Syntax, *, transitive: bool = False) -> Clause:
    """The arguments of the verb or noun at `i`, as the parse has them.

    `transitive` says that the verb cannot do without a patient: "four soldiers killed in ambush"
    then has four soldiers as patient, though a headline leaves out the auxiliary.
    """
    t = parse.tokens[i]
    clause = Clause(i)
    if is_verb(t, s):
        clause.passive = is_passive(parse, i, s)
        subjects = _unclosed(parse, i, subject(parse, i, s), s)
        objects = [n for n in kids(parse, i, s.object) if not apart(parse, i, n, s)] or shared_object(parse, i, s)
        small = [c for c in kids(parse, i, s.clausal_complement) if not is_verb(parse.tokens[c], s)]
        objects = objects or [n for c in small for n in kids(parse, c, s.subject)]  # "holds the rebels responsible"
        if clause.passive:
            turned = (a for a in kids(parse, i, s.passive_auxiliary) if a > i)  # "Also killed were two guards"
            clause.patient = subjects or [n for a in turned for n in kids(parse, a, s.attribute | s.subject) if n > a]
            for by in kids(parse, i, s.agent_marker):
                clause.agent += kids(parse, by, s.preposition_object) or _stranded(parse, by, s)
        else:
            clause.agent, clause.patient = subjects, objects
            if (
                transitive
                and not objects
                and subjects
                and t.tag in s.past_tags
                and not kids(parse, i, s.auxiliary | s.clausal_complement)
                and all(parse.tokens[c].tag in s.gerund_tags for c in kids(parse, i, s.open_complement))
                and t.dep not in s.relative_clause
            ):
                clause.agent, clause.patient, clause.passive = [], subjects, True
        if clause.passive and not clause.patient:
            clause.patient = objects
        governor = parse.tokens[t.head]
        if clause.passive and not clause.agent and t.dep in s.clausal_complement and governor.lemma in s.causes:
            clause.agent = subject(parse, t.head, s)  # "had two men shot"
    else:
        clause.agent = kids(parse, i, s.possessor)
    _attributes(parse, i, s, clause)
    prepositions(parse, i, s, clause)
    for o in list(clause.patient) if is_verb(t, s) else ():
        prepositions(parse, o, s, clause, weak=clause.passive)
    if is_verb(t, s) and t.dep in s.conjunct and is_verb(parse.tokens[t.head], s):
        prepositions(parse, t.head, s, clause, weak=True)
    return clause


def _attributes(parse: Parse, i: int, s: Syntax, clause: Clause) -> None:
    """What the patient is said to be: "the attackers are believed to be rebels"."""
    heads = [i, *(c for c in kids(parse, i, s.open_complement) if parse.tokens[c].lemma in s.be)]
    found = [a for h in heads for a in kids(parse, h, s.attribute) if parse.tokens[a].pos in s.noun_pos]
    if found:
        clause.obliques["attribute"] = found


def _label(parse: Parse, first: int, last: int) -> bool:
    """Does a colon part the first from the clause of the last: "Gao: gunmen shot"?"""
    return any(t.text == ":" for t in parse.tokens[first + 1 : last])


def apart(parse: Parse, first: int, last: int, s: Syntax) -> bool:
    """Is what the parse calls an object none: something else that begins, a place, a manner?

    A bracket ("six killed (two boys)"), an item ("two killed, one hurt"), "shot dead outside home", "shot gang-style".
    """
    inner = parse.tokens[first + 1 : last]
    between = [t.text for t in inner]
    item = between[:1] == [","] and bool(kids(parse, last, s.reduced_clause))
    placed = any(t.pos == "ADP" and t.head == last for t in inner)
    manner = between[-1:] == ["-"] and parse.tokens[last].lower in s.manners
    return item or placed or manner or between[:1] == ["-"] or between.count("(") > between.count(")")


def _unclosed(parse: Parse, i: int, subjects: list[int], s: Syntax) -> list[int]:
    """The subjects of the verb at `i`, or what the parse takes for an apposition though no comma closes it.

    "In Vitu district, Lari province, an army patrol held two men": the patrol is the subject, no name of the province,
    nor is the province one beside it.
    """
    tokens = parse.tokens
    own = [n for n in kids(parse, i, s.subjects) if n < i]
    if own[1:] and subjects == own[:1] and all(_behind_comma(parse, n) for n in own):
        return own[-1:]  # read as two subjects
    at = i - 1
    while at > 0 and tokens[at].pos in ("ADV", "AUX", "PART"):
        at -= 1
    for n in (n for one in subjects if _behind_comma(parse, one) for n in kids(parse, one, s.apposition)):
        if n < at and _behind_comma(parse, n) and max(subtree(parse, n)) == at:
            return [n]
    while tokens[at].dep in s.conjunct and tokens[at].head < at:
        at = tokens[at].head
    if at <= 0 or tokens[at].dep not in s.apposition or not _behind_comma(parse, at):
        return subjects
    if not subjects or (tokens[at].head in subjects and _behind_comma(parse, tokens[at].head)):
        return [at]
    return subjects


def _behind_comma(parse: Parse, i: int) -> bool:
    first = min((c for c in parse.children[i] if c < i), default=i)
    return first > 0 and parse.tokens[first - 1].text == ","


def shared_object(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The object that a verb shares with the one coordinated right behind it: "attacked and burned a post"."""
    for c in kids(parse, i, s.conjunct):
        if is_verb(parse.tokens[c], s) and c - i <= SHARED_WITHIN and parse.tokens[c].tag == parse.tokens[i].tag:
            return kids(parse, c, s.object)
    return []


def _stranded(parse: Parse, by: int, s: Syntax) -> list[int]:
    """The doer that a parse took for a second subject of the verb behind it: "youths taken by men were found"."""
    for t in parse.tokens[by + 1 :]:
        if t.dep in s.subjects and t.head > t.i:
            return [t.i] if len(kids(parse, t.head, s.subjects)) > 1 else []
        if t.head <= by or t.pos in s.verb_pos:
            return []
    return []


def prepositions(parse: Parse, i: int, s: Syntax, clause: Clause, *, weak: bool = False) -> None:
    """Put what prepositions bring to token `i` into a clause; `weak` adds only relations that it lacks."""
    near = [i, *kids(parse, i, s.adverbs)]  # "pulled back from two villages"
    for p in (p for n in near for p in kids(parse, n, s.prepositions)):
        objects = kids(parse, p, s.preposition_object)
        inner = kids(parse, p, s.preposition)
        for q in inner:  # "out of X", "from behind Y"
            objects += kids(parse, q, s.preposition_object)
        name = f"prep:{parse.tokens[p].lower}"
        if objects and not (weak and name in clause.obliques):
            clause.obliques.setdefault(name, []).extend(o for o in objects if o not in clause.obliques.get(name, ()))


# --- phrases --------------------------------------------------------------------------------


def subtree(parse: Parse, i: int, skip: frozenset[str] = frozenset()) -> list[int]:
    """Token `i` and all that hangs on it, but for dependents with a label in `skip` and what hangs on them."""
    tokens, found, stack = parse.tokens, list[int](), [i]
    while stack:
        n = stack.pop()
        found.append(n)
        stack += [c for c in parse.children[n] if tokens[c].dep not in skip]
    return found


def phrase(parse: Parse, i: int, s: Syntax, *, whole: bool = False, ties: bool = False) -> Span:
    """The words of the noun phrase headed by token `i`: without its clauses, appositions and conjuncts.

    With `whole`, conjuncts, appositions and "along with" phrases stay, for counting people. With `ties`,
    what says whose people without an owner are stays too: "a spokesman for the group".
    """
    nodes = set(subtree(parse, i, s.clauses if whole else s.beyond))
    if whole:
        for part in _parts(parse, nodes, s):
            nodes -= set(subtree(parse, part))
    if not whole:
        tied = ties and not kids(parse, i, s.possessor)
        nodes = _core(parse, i, nodes, s, s.links | s.ties if tied else s.links)
    # keep the run of tokens around the head that belongs to it
    low = high = i
    while low - 1 in nodes or (low - 2 in nodes and low - 1 >= 0 and parse.tokens[low - 1].dep in ("punct", "case")):
        low -= 1
    while high + 1 in nodes or (high + 2 in nodes and parse.tokens[high + 1].dep in ("punct", "case")):
        high += 1
    tokens = parse.tokens
    if whole:
        high = _joined(parse, high, s)
    while low < i and (tokens[low].pos in ("PUNCT", "CCONJ") or tokens[low].tag in s.particle_tags):
        low += 1
    while high > i and tokens[high].pos in ("PUNCT", "CCONJ"):
        high -= 1
    return Span(tokens[low].start, tokens[high].end)


def _parts(parse: Parse, nodes: set[int], s: Syntax) -> list[int]:
    """Ages, parts, deeds: "a man, 19", "men, two of them old", "men guarding a bank"; not "his wife, a son and I"."""
    tokens, told = parse.tokens, [n for n in nodes if parse.tokens[n].dep in s.apposition]
    listed = {n for n in told if kids(parse, n, s.conjunct) and tokens[tokens[n].head].tag not in s.plural_tags}
    numbered = {n for n in told if any(tokens[c].pos == "NUM" for c in (n, *kids(parse, n, s.compound)))}
    deeds = {n for n in nodes if tokens[n].dep in s.reduced_clause and tokens[n].tag in s.gerund_tags}
    return sorted((numbered - listed) | deeds)


def _joined(parse: Parse, high: int, s: Syntax) -> int:
    """The end of a phrase with what "along with" or "together with" adds before the next verb."""
    for t in parse.tokens[high + 1 :]:
        if t.pos in s.verb_pos:
            break
        if t.lower in s.joins:
            brought = [n for p in (t.i, *parse.children[t.i]) for n in kids(parse, p, s.preposition_object)]
            if brought:
                return max(subtree(parse, brought[0], s.relative_clause | s.adverbial_clause | s.preposition))
    return high


def _core(parse: Parse, i: int, nodes: set[int], s: Syntax, kept: frozenset[str]) -> set[int]:
    """Of the prepositional phrases behind a noun only those with the prepositions to be kept."""
    out = set(nodes)
    for p in kids(parse, i, s.preposition):
        if p > i and parse.tokens[p].lower not in kept:
            out -= set(subtree(parse, p))
    return out
