"""Arguments that a parse hangs on the wrong word: late objects, bare figures, verbs read as participles."""

from __future__ import annotations

from dateline.find.conditions import Classify
from dateline.grammar import Clause, Syntax, is_verb
from dateline.model import Parse
from dateline.wordorder import chunk_after, head_of

TIME = "time"  # the class of words that say when


def finite(parse: Parse, i: int, clause: Clause, s: Syntax) -> None:
    """Give a past form that the parse hung on the noun before it the subject of its sentence.

    "A bomb hidden in a basket blew up": of a verb without a patient no participle tells what a basket is.
    """
    top = parse.tokens[i].head
    while parse.tokens[top].head != top:
        top = parse.tokens[top].head
    if top < i and not clause.agent and not is_verb(parse.tokens[top], s):
        clause.agent, clause.patient, clause.passive = [top], [], False


def figure_behind(parse: Parse, i: int, *, alone: bool = False) -> bool:
    """Does a figure stand right behind token `i`; with `alone`, one that counts nothing named ("killed 12 in")?"""
    behind = parse.tokens[i + 1 : i + 3]
    if not behind or behind[0].pos != "NUM":
        return False
    if len(behind) > 1 and behind[1].text == "-":
        return False
    return not alone or len(behind) < 2 or behind[1].pos not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "SYM")


def late_object(parse: Parse, last: int, classify: Classify, wanted: frozenset[str]) -> list[int]:
    """The object behind a time or other phrases: "executed on Friday nine men", "freed near the river two nurses".

    Behind another phrase than a time only words of a wanted class with an article or a figure are one.
    """
    tokens, j = parse.tokens, last + 1
    while j < len(tokens) and (tokens[j].pos == "ADP" or TIME in classify(parse, j)):
        j += 1
    if last + 1 < j < len(tokens) and tokens[j - 1].pos != "ADP" and (run := chunk_after(parse, j - 1)):
        return [head_of(parse, run)]
    j = last + 1
    while j < len(tokens) and (tokens[j].pos == "ADP" or (j > last + 1 and tokens[j].text == ",")):
        run = chunk_after(parse, j) if tokens[j].pos == "ADP" else None
        j = run[1] + 1 if run else j + 1
    run = chunk_after(parse, j - 1) if last + 1 < j < len(tokens) else None
    if run is None or tokens[run[0]].pos not in ("DET", "NUM"):
        return []
    head = head_of(parse, run)
    return [head] if classify(parse, head) & wanted else []
