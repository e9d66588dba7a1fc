"""Mentions -> drafts: every telling of an event with its values, consequences put to their causes."""

from __future__ import annotations

from dateline.draft import IMPLIED, Draft, How, Toll
from dateline.fill.around import with_other_side, with_side_left, with_sides
from dateline.fill.background import is_background, of_a_war, stands_alone
from dateline.fill.causes import cause_of, counting, last_violent
from dateline.fill.context import PartyReading, Reading, Resolvers
from dateline.fill.custody import led_elsewhere, with_captors
from dateline.fill.died import without_who_died
from dateline.fill.folding import folded, give
from dateline.fill.further import with_acts_before
from dateline.fill.hands import with_doer, with_doer_of_list, with_publisher
from dateline.fill.holding import with_figures
from dateline.fill.rebuttals import rebuttals_in
from dateline.fill.shares import sorts_of_victims
from dateline.fill.streets import with_crowd
from dateline.fill.sums import of_years_of_war, stretches, sums_up_later
from dateline.fill.telling import draft_of, evidence
from dateline.fill.words import FillData, load_fill
from dateline.mention import Mention
from dateline.model import Party, Said, Status

__all__ = ["Draft", "FillData", "Reading", "Resolvers", "fill_drafts", "load_fill"]

_TAKEN = frozenset(("arrested", "abducted"))  # counts of people who are taken


def fill_drafts(reading: Reading, data: FillData) -> list[Draft]:
    """A draft for every telling of an event in the document, in text order.

    Consequences ("six died") go to the event that caused them, in their own sentence or shortly
    before; only where there is none do they stand as an event, and those without a doer, day or place
    only where the text tells of nothing else ("Five killed in blast"). Acts inside one assault are folded.
    """
    earlier: list[PartyReading] = []
    out: list[Draft] = []
    orphans: list[Draft] = []
    waiting: list[Toll] = []  # figures told before the act that they are of
    for n in range(len(reading.parses)):
        told = [t for d in out for t in d.tolls]
        pairs = [(m, draft_of(reading, m, data, earlier, told)) for m in reading.mentions_in[n]]
        without_who_died(pairs)
        captures = [(m, d) for m, d in pairs if _beside_the_dead(reading, m, pairs, out)]
        strong = folded(reading, [(m, d) for m, d in pairs if not m.weak and (m, d) not in captures], data)
        taken = [t.span for _, d in pairs for t in d.tolls] + [m.trigger for m, _ in pairs if m.counts]
        consequences = [(m, d) for m, d in pairs if m.weak and d.status is not Status.PLANNED] + captures
        orphans += _consequences(reading, consequences, strong, out, data)
        sums_up_later([d for _, d in strong], data)
        for m, d in strong:
            with_sides(reading, m, d, data, earlier)
            with_side_left(reading, m, d, data, earlier)
            with_other_side(reading, m, d, data, earlier)
        for pair in strong:
            with_doer(reading, pair, strong, data, earlier)
            with_crowd(reading, pair, strong, out, data)
        drafts = [
            d
            for m, d in strong
            if not (is_background(reading, m, d, strong, data) or _only_not_by_them(reading, m, d, out))
        ]
        with_acts_before(reading, drafts, out)
        _take_orphan(reading, n, drafts, orphans, data)
        waiting = with_figures(reading, n, drafts, out, data, taken=taken, earlier=earlier, waiting=waiting)
        _add_victims(reading, n, counting(reading, drafts, "killed") or last_violent(reading, out, n), data, earlier)
        _only_named(drafts)
        out += sorted(drafts, key=lambda d: d.trigger)
        _met_no_fight(reading, n, out, data)
    with_doer_of_list(reading, out, data, earlier)
    with_publisher(reading, out, data, earlier)
    with_captors(reading.doc.text, out, data)
    led_elsewhere(out, data)
    for draft in out:
        _with_implied(draft, data)
    if not any("killed" in reading.ontology.types[d.type].counts for d in out):
        out += orphans  # all the violence that a short report tells of
    return [*out, *rebuttals_in(reading, data)]


def _only_not_by_them(reading: Reading, mention: Mention, draft: Draft, out: list[Draft]) -> bool:
    """Does somebody deny only to have done "the attack" that was told before: "denied carrying out the attack"?"""
    pointed = mention.noun and mention.definite and draft.status is Status.DENIED and bool(draft.actor)
    return pointed and last_violent(reading, out, mention.sentence) is not None


def _consequences(
    reading: Reading,
    consequences: list[tuple[Mention, Draft]],
    strong: list[tuple[Mention, Draft]],
    out: list[Draft],
    data: FillData,
) -> list[Draft]:
    """Put the consequences of a sentence to their causes, or to those of them that stand alone; the others are left.

    A plan is none: "the captives would be killed" tells no toll.
    """
    left: list[tuple[Mention, Draft]] = []
    summed = [t.span for _, d in consequences if d.aggregate for t in d.tolls]
    for m, d in consequences:
        if not d.aggregate:
            d.tolls = [t for t in d.tolls if t.span not in summed]  # "bringing to 118 the number killed this year"
        if (m.in_passing and _dealt_with(m, strong)) or of_years_of_war(reading, m.sentence, d.tolls, data):
            continue
        cause = cause_of(reading, m, d, strong, out, data)
        if cause is not None:
            give(cause, d, data)
            if data.blames.isdisjoint(d.rules):
                _turn_deadly(reading, m, d, cause, strong)
        elif stands_alone(reading, m, d, data):
            strong.append((m, d))
        elif d.tolls and "target" in m.roles and not (stretches(d, data) or of_a_war(reading, m, d, data)):
            left.append((m, d))
    alone = [d for m, d in strong if m.weak and "killed" in reading.ontology.types[d.type].counts]
    for _, d in left if alone else ():
        give(alone[0], d, data)  # "seven killed, two injured in Gao"
    return [] if alone else [d for _, d in left]


def _with_implied(draft: Draft, data: FillData) -> None:
    """Give an act the people of whom its word alone tells: a march is of those who march."""
    if draft.noun and draft.definite:
        return  # "the march" is one told elsewhere
    country = draft.where.value.country if isinstance(draft.where, Said) else ""
    for role, parties in (("actor", draft.actor), ("target", draft.target)):
        known = data.implied.get((role, draft.type))
        if known and not parties:
            parties.append(Said(Party(known[0], known[1], country), (draft.trigger,), IMPLIED))


def _turn_deadly(
    reading: Reading, mention: Mention, part: Draft, cause: Draft, strong: list[tuple[Mention, Draft]]
) -> None:
    """Name an act after the killing that somebody did in it.

    "Killed nine villagers and burned 20 houses", "killed three rebels and captured two": but "arrested a man who had
    killed two" tells of an arrest.
    """
    of_type, doers = reading.ontology.types, set(mention.roles.get("actor", ()))
    inside = cause.type in of_type[part.type].folds and cause.sentence == part.sentence
    taking = of_type[cause.type].main_count == "arrested" and "arrested" in of_type[part.type].counts
    same = any(d is cause and doers & set(m.roles.get("actor", ())) for m, d in strong if not m.noun)
    if doers and (inside or (taking and same)):
        cause.notes.append(f"{cause.type} is folded in")
        cause.type = part.type


def _beside_the_dead(reading: Reading, mention: Mention, pairs: list[tuple[Mention, Draft]], out: list[Draft]) -> bool:
    """Are people whom nobody is said to take told beside the dead of an act: "ten were killed and 17 captured"?"""
    if mention.noun or not mention.clause.passive or mention.roles.get("actor") or not _TAKEN & mention.counts.keys():
        return False
    tokens, act = mention.parse.tokens, last_violent(reading, out, mention.sentence)
    dead = (m for m, _ in pairs if m.weak and "killed" in m.counts and not m.roles.get("actor"))
    beside = any(tokens[mention.head].head == m.head or tokens[m.head].head == mention.head for m in dead)
    return beside and act is not None and not _TAKEN.isdisjoint(reading.ontology.types[act.type].counts)


def _dealt_with(mention: Mention, strong: list[tuple[Mention, Draft]]) -> bool:
    """Does another act of the sentence befall the same people: "rescued 30 kidnapped pupils"?"""
    people = set(mention.roles.get("target", ()))
    return any(people & set(m.roles.get("target", ())) for m, _ in strong)


def _only_named(drafts: list[Draft]) -> None:
    """Take the sources from acts that a sentence only names to tell of another: "after the ambush, soldiers burned"."""
    if any(not d.bare for d in drafts):
        for draft in drafts:
            if draft.bare and not draft.tolls:
                draft.sources, draft.sources_how = [], How.NONE


def _take_orphan(reading: Reading, n: int, drafts: list[Draft], orphans: list[Draft], data: FillData) -> None:
    """Give the consequence told just before to the act that the next sentence tells: "Four died. A bomb went off"."""
    if not orphans or orphans[-1].sentence != n - 1 or orphans[-1].headline:
        return
    holder = counting(reading, drafts, "killed")
    same = orphans[-1].paragraph == reading.parses[n].sentence.paragraph
    if holder is not None and same and all(t.added for t in holder.tolls) and holder.status is Status.ACTUAL:
        give(holder, orphans.pop(), data)


def _met_no_fight(reading: Reading, sentence: int, drafts: list[Draft], data: FillData) -> None:
    """Give a sentence that says that nobody fired to the last arrests or search, as evidence."""
    taken = [d for d in drafts if reading.ontology.types[d.type].main_count == "arrested"]
    if not taken:
        return
    span = reading.parses[sentence].sentence.span
    words = span.of(reading.doc.text).lower()
    if span not in taken[-1].evidence and any(mark in words for mark in data.unfought):
        taken[-1].evidence.append(evidence(reading.parses[sentence], 0))


def _add_victims(reading: Reading, n: int, holder: Draft | None, data: FillData, earlier: list[PartyReading]) -> None:
    """Give an act of violence those of its victims whom a sentence sorts out: "two of them soldiers"."""
    if holder is None or holder.type in data.no_victims:
        return
    country = holder.where.value.country if isinstance(holder.where, Said) else reading.country
    for said in sorts_of_victims(reading, n, data, earlier, country):
        if all(said.value.name != p.value.name for p in (*holder.actor, *holder.target)):
            holder.target.append(said)
