"""Who stands where to a word by the order of words alone, for where the parse reads a verb as something else."""

from __future__ import annotations

from dateline.grammar import Clause, Syntax, is_verb, kids, prepositions
from dateline.model import Parse

_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "SYM", "X"))
_HEADS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))


def chunk_before(parse: Parse, i: int) -> tuple[int, int] | None:
    """The run of nominal words that ends before token `i`, adverbs and auxiliaries skipped: (first, last)."""
    j = i - 1
    while j >= 0 and (parse.tokens[j].pos in ("ADV", "AUX", "PART") or parse.tokens[j].text in "\"'`”’"):
        j -= 1
    return _run(parse, j, -1)


def chunk_after(parse: Parse, i: int) -> tuple[int, int] | None:
    """The run of nominal words that begins after token `i`: (first, last)."""
    j = i + 1
    while j < len(parse.tokens) and (parse.tokens[j].pos in ("ADV", "PART") or parse.tokens[j].text in "\"'`“‘"):
        j += 1
    run = _run(parse, j, 1)
    return run and (run[0], _counted_by(parse, run[1]))


def _counted_by(parse: Parse, last: int) -> int:
    """The noun that a word of number right before it counts, else the word: "tens of thousands"."""
    head = parse.tokens[last].head
    counts = last < head <= last + 2 and parse.tokens[head].pos in _HEADS
    return head if counts and all(parse.tokens[k].head == head for k in range(last, head)) else last


def _run(parse: Parse, j: int, step: int) -> tuple[int, int] | None:
    first = j
    n = len(parse.tokens)
    while 0 <= j < n and (
        parse.tokens[j].pos in _NOMINAL
        or parse.tokens[j].tag == "POS"
        or (parse.tokens[j].text in "-'’" and 0 <= j + step < n and parse.tokens[j + step].pos in _NOMINAL)
    ):
        if step > 0 and j > first and parse.tokens[j].pos == "DET":
            break
        j += step
        if step < 0 and parse.tokens[j + 1].pos == "DET":
            break
    low, high = (j + 1, first) if step < 0 else (first, j - 1)
    if low > high or not any(parse.tokens[k].pos in _HEADS for k in range(low, high + 1)):
        return None
    return low, high


def head_of(parse: Parse, run: tuple[int, int]) -> int:
    """The head of a run of nominal words: its last noun before any possessive tail."""
    for k in range(run[1], run[0] - 1, -1):
        if parse.tokens[k].pos in _HEADS:
            return k
    return run[1]


def _subject_run(parse: Parse, i: int) -> tuple[int, int] | None:
    """The nominal words before a verb, or those before a day or place between: "soldiers on Monday retook"."""
    run = chunk_before(parse, i)
    if run is None or any(parse.tokens[k].pos != "PROPN" for k in range(run[0], run[1] + 1)):
        return run
    farther = chunk_before(parse, run[0] - 1) if run[0] and parse.tokens[run[0] - 1].pos == "ADP" else None
    adjoins = farther is not None and farther[1] == run[0] - 2
    return farther if farther and adjoins and not (farther[0] and parse.tokens[farther[0] - 1].pos == "ADP") else run


def by_order(parse: Parse, i: int, s: Syntax) -> Clause:
    """The arguments of the word at `i`, taken for a verb, by the order of words alone."""
    clause = Clause(i, surface=True)
    before, after = _subject_run(parse, i), chunk_after(parse, i)
    clause.passive = any(parse.tokens[k].lemma in s.be for k in range(max(0, i - 2), i))
    left = [head_of(parse, before)] if before else []
    right = [head_of(parse, after)] if after else []
    if i + 1 < len(parse.tokens) and parse.tokens[i + 1].lower in s.by:
        clause.passive = True
        right = []
        agent = chunk_after(parse, i + 1)
        clause.agent = [head_of(parse, agent)] if agent else []
    if clause.passive:
        clause.patient = left
    else:
        clause.agent, clause.patient = left, right
    prepositions(parse, i, s, clause)
    return clause


def as_main(parse: Parse, clause: Clause, s: Syntax, *, transitive: bool) -> Clause:
    """A clause whose verb is the only one of its sentence: no participle of the noun before it.

    "Suicide drones slammed into a depot" is read as "drones that were slammed", and the sentence as a noun.
    `transitive` says that without an object behind it, the verb can only be passive.
    """
    token = parse.tokens[clause.head]
    noun = parse.tokens[token.head]
    if token.dep not in s.reduced_clause or noun.head != noun.i or is_verb(noun, s) or noun.i > token.i:
        return clause
    if kids(parse, token.i, s.agent_marker | s.passive_auxiliary):
        return clause
    order = by_order(parse, token.i, s)
    if order.patient and parse.tokens[order.patient[0]].dep not in s.adverb:
        return order
    if not transitive:
        clause.agent, clause.patient, clause.passive = clause.patient, [], False
    return clause
