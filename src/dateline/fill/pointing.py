"""Whom a pronoun or a bare figure can mean, and so must be read before it: "He said they left", "executed 13"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.fill.belonging import Ask
from dateline.fill.context import PartyReading, Reading, climb
from dateline.fill.shares import PERSONS
from dateline.fill.words import FillData
from dateline.grammar import Syntax, kids, phrase
from dateline.mention import Mention
from dateline.model import Parse, Span, Unknown, Why

AskAt = Callable[[Span, Span], PartyReading | Unknown]  # reads a phrase with the span of its head as a party


def read_speakers(reading: Reading, mention: Mention, earlier: list[PartyReading], ask: Ask) -> None:
    """Read who does what governs the act, before a pronoun in it is read: "the command denied that its troops left"."""
    parse, s = mention.parse, reading.syntax
    known = {read.span.start for read in earlier}
    for n in climb(parse, mention.head)[1:]:
        for head in kids(parse, n, s.subject):
            span = phrase(parse, head, s, ties=True)
            read = ask(span, head) if span.start not in known else Unknown(Why.NOT_A_VALUE)
            if not isinstance(read, Unknown):
                earlier.append(read)


def read_before(
    reading: Reading, mention: Mention, pronoun: int, data: FillData, earlier: list[PartyReading], ask_at: AskAt
) -> None:
    """Read of whom a pronoun may go on: "A column entered. They searched", "dragged the headmaster out and shot him".

    That is whom the sentence before is about and who stands before it in its own; for a subject, only the subjects.
    """
    s, known = reading.syntax, {read.span.start for read in earlier}
    subjects = s.subjects
    labels = subjects if mention.parse.tokens[pronoun].dep in subjects else subjects | s.object
    told = (*_subjects_before(reading, mention, data), *_told_before(mention, pronoun, labels, s))
    if mention.parse.tokens[pronoun].lower in data.singles:
        told = (*_names_before(reading, mention, pronoun), *told)
    for parse, head in told:
        span = phrase(parse, head, s, ties=True)
        if span.start in known or parse.tokens[head].pos == "PRON":
            continue
        read = ask_at(span, Span(parse.tokens[head].start, parse.tokens[head].end))
        if not isinstance(read, Unknown):
            earlier.append(read)


def _subjects_before(reading: Reading, mention: Mention, data: FillData) -> Iterator[tuple[Parse, int]]:
    """Whom the sentence before is about: of "rebels took Gao, officials said" the rebels."""
    n = mention.sentence - 1
    before = reading.parses[n] if n >= 0 else None
    if before is None or before.sentence.paragraph != mention.parse.sentence.paragraph:
        return
    s = reading.syntax
    for root in (t.i for t in before.tokens if t.head == t.i):
        said = kids(before, root, s.clausal_complement) if before.tokens[root].lemma in data.speech else []
        told = [head for n in said if n < root for head in kids(before, n, s.subjects)]
        for head in told or kids(before, root, s.subjects):
            yield before, head


def _names_before(reading: Reading, mention: Mention, at: int) -> Iterator[tuple[Parse, int]]:
    """Whoever is named in full or by office before "him": "held the king in a villa. They freed him"."""
    s = reading.syntax
    told = [(mention.parse, at)]
    before = reading.parses[mention.sentence - 1] if mention.sentence else None
    if before and before.sentence.paragraph == mention.parse.sentence.paragraph:
        told.insert(0, (before, len(before.tokens)))
    for parse, end in told:
        for t in parse.tokens[:end]:
            if t.pos == "PROPN" and t.dep in s.object | s.preposition_object and kids(parse, t.i, s.compound):
                yield parse, t.i


def _told_before(mention: Mention, at: int, labels: frozenset[str], s: Syntax) -> Iterator[tuple[Parse, int]]:
    """Those with one of the labels before a token of a sentence, but for who else is in the act."""
    own = {h for heads in mention.roles.values() for h in heads}
    for t in mention.parse.tokens[:at]:
        if t.dep in labels and t.pos in s.noun_pos and t.i not in own:
            yield mention.parse, t.i


def whom(parse: Parse, head: int, data: FillData, s: Syntax) -> int:
    """The noun that a relative pronoun stands for, or that is made up as what stands here; another token is itself."""
    if parse.tokens[head].tag not in s.relative_tags:
        return _made_up(parse, head, data, s)
    clause = next((n for n in climb(parse, head) if parse.tokens[n].dep in s.relative_clause), head)
    return parse.tokens[clause].head if clause != head else head


def _made_up(parse: Parse, head: int, data: FillData, s: Syntax) -> int:
    """Who is said to be dressed as others: the men, in "men disguised as soldiers stopped a bus"."""
    first = min((head, *kids(parse, head, s.determiner | s.compound)))
    guise = parse.tokens[first - 2] if first > 1 and parse.tokens[first - 1].dep in s.preposition | s.marker else None
    if guise is None or guise.lemma not in data.guised:
        return head
    return guise.head if guise.dep in s.reduced_clause else next(iter(kids(parse, guise.i, s.subjects)), head)


def of_figure(reading: Reading, mention: Mention, head: int) -> tuple[Parse, int] | None:
    """The people whom a bare figure counts; None for no figure, and where they are told nowhere near.

    "Killed seven, among them a driver", "wounded three, a woman and two boys", "singled out 14 men and executed 13".
    """
    parse, s = mention.parse, reading.syntax
    if parse.tokens[head].pos != "NUM" or kids(parse, head, s.preposition):
        return None
    behind = kids(parse, head, s.apposition) or kids(parse, parse.tokens[head].head, s.object)
    for n in (n for n in behind if n > head and _is_person(reading, parse, n)):
        return parse, n
    own = {h for heads in mention.roles.values() for h in heads}
    for n in range(mention.sentence, max(-1, mention.sentence - 2), -1):
        told = reading.parses[n]
        if told.sentence.paragraph != parse.sentence.paragraph:
            return None
        doers = {h for m in reading.mentions_in[n] for h in m.roles.get("actor", ())}
        for t in reversed(told.tokens):
            if told is parse and (t.i >= head or not own.isdisjoint(climb(parse, t.i))):
                continue
            if t.i in doers:
                continue
            several = t.tag in s.plural_tags or any(told.tokens[c].pos == "NUM" for c in told.children[t.i])
            if several and t.dep in s.subjects | s.object and _is_person(reading, told, t.i):
                return told, t.i
    return None


def _is_person(reading: Reading, parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    named = any(a.span.start <= token.start < a.span.end for a in reading.actors)  # "three ALP"
    return named or reading.resolvers.noun_class(token.lemma) in PERSONS
