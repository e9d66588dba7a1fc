"""Which words of a sentence are of which of its acts: what governs what, sequels, clauses that a semicolon parts."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft, How
from dateline.fill.context import Reading, climb, token_at
from dateline.fill.words import FillData
from dateline.grammar import Syntax, is_passive, kids, subtree
from dateline.mention import Mention
from dateline.model import GeoPrecision, Parse, Place, Said, Span

SPOTS = (GeoPrecision.EXACT, GeoPrecision.NEAR)


def steps_within(reading: Reading, part: Mention, act: Mention) -> int | None:
    """How many steps a part stands below an act, or above one that its clause brings; None for neither."""
    if part.parse is not act.parse:
        return None
    found = (_steps(reading, part, act.head), _steps(reading, act, part.head))
    return min((n for n in found if n is not None), default=None)


def _steps(reading: Reading, mention: Mention, above: int) -> int | None:
    """The steps from a telling up to a word that governs it, past no clause beside it with a subject of its own."""
    s, parse = reading.syntax, mention.parse
    up = climb(parse, mention.head)
    if above not in up:
        return None
    path = up[: up.index(above)]
    if any(parse.tokens[n].dep in s.conjunct and kids(parse, n, s.subjects) for n in path):
        return None
    return len(path)


def is_sequel(reading: Reading, mention: Mention, data: FillData) -> bool:
    """Is it told only to say how long before or after it another act was: "a week after dozens were massacred"?"""
    parse, s = mention.parse, reading.syntax
    days = [d.span for d in reading.days_in[mention.sentence]]
    for n in climb(parse, mention.head):
        marks = kids(parse, n, s.marker) if n != mention.head or not mention.noun else []
        for m in (n, *marks):
            word = parse.tokens[m]
            if word.lower in data.sequels and any(d.start < word.start and word.end <= d.end for d in days):
                return True
    return False


def befell_before(act: Mention, other: Mention, s: Syntax) -> bool:
    """Does a clause tell what had befallen those whom an act meets: "two men *who were taken on Monday* were shot"?"""
    parse = act.parse
    if act.noun or other.noun or not is_passive(parse, other.head, s):
        return False
    path = climb(parse, other.head)
    told = set(act.roles.get("target", ()))
    return parse.tokens[other.head].dep in s.relative_clause and bool(told & set(path)) and act.head in path


def responders(reading: Reading, mention: Mention, data: FillData) -> list[Span]:
    """The words for those who do something after the act, unless they get away: "troops came after a man was shot"."""
    tokens, up = mention.parse.tokens, climb(mention.parse, mention.head)
    after = [n for since in _since(reading, mention, data) for n in up[up.index(since) + 1 :]]
    return subjects_of(reading, mention.parse, [v for v in after if tokens[v].lemma not in data.gets_away])


def subjects_of(reading: Reading, parse: Parse, verbs: Sequence[int]) -> list[Span]:
    """The subjects of some verbs, each with all that hangs on it."""
    words = [sorted(subtree(parse, head)) for verb in verbs for head in kids(parse, verb, reading.syntax.subject)]
    return [Span(parse.tokens[w[0]].start, parse.tokens[w[-1]].end) for w in words]


def is_followed_by(reading: Reading, mention: Mention, other: Mention, data: FillData) -> bool:
    """Is another act told to have come after this one: "police searched the hills after two men were shot"?"""
    if mention.parse is not other.parse:
        return False
    above = climb(other.parse, other.head)
    clauses = _since(reading, mention, data)
    return any(n not in above and other.parse.tokens[n].head in above for n in clauses)


def _since(reading: Reading, mention: Mention, data: FillData) -> list[int]:
    """What opens a stretch that tells an act as what something came after: "after two were shot", "after two shot"."""
    parse, s = mention.parse, reading.syntax
    out = []
    for n in climb(parse, mention.head):
        marks = kids(parse, n, s.marker) if parse.tokens[n].dep in s.adverbial_clause else []
        opens = parse.tokens[n].dep in s.preposition and not mention.noun and parse.tokens[n].lower in data.once
        if opens or any(parse.tokens[c].lower in data.once for c in marks):
            out.append(n)
    return out


def is_repaid(mention: Mention, data: FillData) -> bool:
    """Is it told only as what another act was done for: "in revenge for the killing of three men"?"""
    tokens = mention.parse.tokens
    above = (tokens[n].lemma for n in climb(mention.parse, mention.head)[1:3])
    return mention.noun and any(lemma in data.reprisals for lemma in above)


def befell_otherwise(reading: Reading, mention: Mention, span: Span, data: FillData) -> bool:
    """Do words stand with another act that the same people suffered: "freed four men who had been abducted in May"?"""
    if mention.noun:
        return False
    s, up = reading.syntax, _apart_from(mention, span)
    for other in reading.mentions_in[mention.sentence]:
        if other.noun or other.weak or other.head not in up:
            continue
        if mention.type in data.of_captives and other.type in data.holding:
            return True
        hung = mention.parse.tokens[other.head].dep in s.relative_clause | s.reduced_clause
        if hung and set(mention.roles.get("target", ())) & set(other.roles.get("target", ())):
            return True
    return False


def is_of_the_repaid(mention: Mention, span: Span, data: FillData) -> bool:
    """Do words stand with what an act was done for: "shot two men in revenge for a raid on Monday in Gao"?"""
    return any(mention.parse.tokens[n].lemma in data.reprisals for n in _apart_from(mention, span))


def _apart_from(mention: Mention, span: Span) -> list[int]:
    """The words that govern some words of a telling's sentence, up to those that govern the telling too."""
    at = token_at(mention.parse, span.start)
    own = climb(mention.parse, mention.head)
    return [n for n in climb(mention.parse, at) if n not in own] if at is not None else []


def is_of_a_charge(reading: Reading, mention: Mention, span: Span, data: FillData) -> bool:
    """Do words stand with the verb of a charge, and the telling below: "accused the army on Friday of killing two"?

    Who condemns now has no day of the past.
    """
    verb = None if mention.type in data.statements else verb_over(reading, mention, span)
    if verb is None or mention.parse.tokens[verb].tag in reading.syntax.base_tags:
        return False
    told = reading.mentions_in[mention.sentence]
    charges = {m.head for m in told if m.type in data.statements or m.rule in data.blames}
    return verb in charges and verb in climb(mention.parse, mention.head)


def verb_over(reading: Reading, mention: Mention, span: Span) -> int | None:
    """The verb that governs some words of a telling's sentence."""
    return _verb_over(mention.parse, span, reading.syntax)


def _verb_over(parse: Parse, span: Span, s: Syntax) -> int | None:
    at = token_at(parse, span.start)
    up = climb(parse, at) if at is not None else []
    return next((n for n in up if parse.tokens[n].pos in s.verb_pos), None)


def had_been(reading: Reading, sentence: int, span: Span) -> bool:
    """Do words stand with what was so before all that is told: "it had fallen to the rebels *in April*"?"""
    parse, s = reading.parses[sentence], reading.syntax
    verb = _verb_over(parse, span, s)
    return verb is not None and any(parse.tokens[a].lower in s.had for a in kids(parse, verb, s.auxiliaries))


def opening_spot(reading: Reading, sentence: int) -> Place | None:
    """The settlement with which a sentence opens: "In X, ..."."""
    parse, s = reading.parses[sentence], reading.syntax
    comma = next((t for t in parse.tokens if t.text == ","), None)
    if comma is None or parse.tokens[0].dep not in s.preposition:
        return None
    first = next((t for t in reading.toponyms_in[sentence] if t.name.end <= comma.end), None)
    place = first.value if first is not None else None
    return place if isinstance(place, Place) and place.precision in SPOTS else None


def answers_it(reading: Reading, one: tuple[Mention, Draft], other: tuple[Mention, Draft], data: FillData) -> bool:
    """Did somebody do one act behind the other: "soldiers shot dead nine after a bomb had wounded two of them"?

    So too behind any act of nobody: "police raided the village after two officers were shot".
    """
    means, general = (reading.ontology.precedence[n].types for n in (1, -1))
    s = reading.syntax
    for (act, draft), (before, cause) in ((one, other), (other, one)):
        of_nobody = bool(before.roles.get("target")) and not before.roles.get("actor")
        if not act.roles.get("actor") or not (of_nobody or (draft.type in general and cause.type in means)):
            continue
        up = climb(before.parse, before.head)
        path = up[: up.index(act.head)] if act.head in up else []
        marks = (m for n in path for m in kids(before.parse, n, s.marker))
        if any(before.parse.tokens[m].lower in data.sequels for m in marks):
            return True
    return False


def parted(mention: Mention, other: Mention) -> bool:
    """Does a semicolon stand between two tellings of a sentence?"""
    first, last = sorted((mention.head, other.head))
    return any(t.text == ";" for t in mention.parse.tokens[first:last])


def opens_elsewhere(reading: Reading, mention: Mention, draft: Draft) -> bool:
    """Does the clause behind a semicolon open with a place of its own?"""
    if draft.where_how is not How.OWN or not isinstance(draft.where, Said):
        return False
    tokens = mention.parse.tokens
    at = next(t.i for t in reversed(tokens[: mention.head]) if t.text == ";")
    clause = [t for t in tokens[at + 1 : mention.head] if t.start <= draft.where.spans[0].start]
    return bool(clause) and clause[0].dep in reading.syntax.preposition and all(t.text != "," for t in clause)


def done_in_it(reading: Reading, act: Mention, part: Mention) -> bool:
    """Does a participle behind an act tell what its doers did in it: "fired at boats, hurting one and holding four"?"""
    s, tokens = reading.syntax, part.parse.tokens
    behind = part.head > act.head and not act.noun and tokens[part.head].tag in s.gerund_tags
    return behind and steps_within(reading, part, act) is not None
