"""What became of people who were hit: who of them died, who lived, and who are others than the dead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.draft import Toll
from dateline.join.individuals import died_of_it
from dateline.join.ranges import added
from dateline.model import Count, Said

DEAD = "killed"  # the count that reports give by side too
HURT = "wounded"
EXECUTED = "executed"  # people in the killers' hands are of no side in a fight
ONE = Count(1, 1)


def one_of_the_others(by_name: dict[str, list[Toll]]) -> None:
    """Count somebody by their order once where it is of dead and hurt alike: "he died and a second man was hurt"."""
    most = {name: max((t.count.low for t in by_name.get(name, ()) if not t.nth), default=0) for name in (DEAD, HURT)}
    for name, other in ((DEAD, HURT), (HURT, DEAD)):
        told = by_name.get(name, [])
        for n, toll in enumerate(told):
            known = name == HURT and 0 < most[HURT] < toll.count.low <= most[HURT] + most[DEAD]
            if toll.nth and (known or (most[name] < toll.count.low - 1 and (by_name.get(other) or toll.known))):
                more = not (known or toll.known)  # "the third suspect": of those who were told of
                told[n] = replace(toll, count=ONE, added=more, part=known, latest=False, nth=False)
            elif name == HURT and toll.nth and toll.count.low <= most[name]:  # "the fourth woman", of four
                told[n] = replace(toll, count=ONE, part=True, latest=False, nth=False)


def without_who_lived(by_name: dict[str, list[Toll]]) -> None:
    """Take the one who was shot and lives out of the dead: "a clerk was shot", "the clerk is in a stable condition"."""
    hurt = [t for t in by_name.get(HURT, ()) if t.count == ONE and t.again]
    for name in (DEAD, EXECUTED):
        dead = by_name.get(name, [])
        nouns = {t.noun for t in dead if t.unsure and t.count == ONE} | {""}
        if dead and all(t.unsure for t in dead) and any(t.noun in nouns for t in hurt):
            del by_name[name]


def beside_the_dead(by_name: dict[str, list[Toll]]) -> None:
    """Count those who are others than the dead as all who were wounded: "two were killed and three others wounded"."""
    dead, told = by_name.get(DEAD, []), by_name.get(HURT, [])
    counted = {t.count for t in dead}
    alone = {t.sentence for t in told if sum(o.sentence == t.sentence for o in told) == 1}
    for n, toll in enumerate(told):
        if toll.added and toll.sentence in alone and _behind(toll, dead, told):
            told[n] = replace(toll, added=False, others=True)
    apart = [t.count for t in told if t.others and not t.unsure]
    all_hit = {added(a, c) for a in apart for c in counted}  # "of the five hurt one died, four others"
    parted = {t.sentence for t in dead} - {t.sentence for t in told if t.others}  # "left three injured and one dead"
    left = [t for t in told if t.count not in all_hit or t.sentence in parted]
    if left != told:
        by_name[HURT] = left


def _behind(toll: Toll, dead: Sequence[Toll], hurt: Sequence[Toll]) -> bool:
    """Are others told with the dead, or right behind them: "one died in hospital. Two others are in a bad way"?"""
    before = [t for t in (*dead, *hurt) if t is not toll and (t.sentence, t.span) < (toll.sentence, toll.span)]
    last = max(before, key=lambda t: (t.sentence, t.span), default=None)
    near = last is not None and last in dead and toll.sentence - last.sentence <= 1
    return near or any(t.sentence == toll.sentence for t in dead)


def without_who_died(by_name: dict[str, list[Toll]]) -> None:
    """Take the one who was wounded and died out of the wounded: "he was taken to hospital", "the girl died"."""
    dead, hurt = by_name.get(DEAD, []), by_name.get(HURT, [])
    if not dead or not hurt:
        return
    hurt = by_name[HURT] = [t for t in died_of_it(by_name, DEAD, HURT) if not _all_died(t, dead)]
    if any(t.count != ONE for t in (*dead, *hurt)):
        return
    nouns = {t.noun for t in dead}
    if nouns == {""} and len({t.noun for t in hurt if t.noun}) < 2 and not any(t.added for t in hurt):
        del by_name[HURT]  # "the guard was hit in the back; he died"
        return
    retold = {t.noun for t in dead if t.again} if all(t.again for t in dead) else set()
    left = [
        t
        for t in hurt
        if t.added or (t.noun and t.noun not in (nouns if t.again else retold) and (t.again or "" not in retold))
    ]
    by_name[HURT] = left


def _all_died(hurt: Toll, dead: Sequence[Toll]) -> bool:
    """Are several who were hurt those of whom it is told behind that they died: "the three died in hospital"?"""
    several = hurt.count.low > 1 and hurt.count.low == hurt.count.high and not (hurt.added or hurt.others)
    behind = (t for t in dead if (hurt.sentence, hurt.span) < (t.sentence, t.span))
    return several and any(t.known and t.count == hurt.count for t in behind)


def figures_of_all(tolls: Sequence[Toll], told: Sequence[Toll], count: Count) -> list[Toll]:
    """The figures for all, where what is told of some adds up to another: "six were hurt", "two men are well".

    They stand in the headline or in the text; empty where there are none, or a figure for some says as many.
    """
    below = [t for t in tolls if not (t.least or t.headline)]
    of_all = below + [t for t in told if t.headline and not (t.part or t.least or t.added) and t.count.low > 1]
    whole = (t.count for t in of_all if not t.added)
    exact = any(c.low > 1 and c.low == c.high and not c.approximate for c in whole)
    return of_all if exact and len(below) < len(tolls) and all(t.count != count for t in tolls) else []


def no_more_than(count: Count, most: Count) -> Count:
    """A figure that is added up, at most as high as an exact one for all."""
    return most if 1 < most.low == most.high and most.low < count.low else count


def _told_exactly(died: Count, dead: Sequence[Toll]) -> bool:
    """Are as many as are dead at least told in an exact figure too: "at least two died", "two of them died later"?"""
    return any(t.count == Count(died.low, died.low) for t in dead)


def as_above(by_name: Mapping[str, Sequence[Toll]], counts: dict[str, Said[Count]]) -> None:
    """Take the dead or the hurt of a headline that counts both, where the text counts as many of the other.

    "One killed, four injured" above a text that tells of one dead and names five as hurt; not where the text itself
    gives another figure for all of them.
    """
    above = {name: [t for t in by_name.get(name, ()) if t.headline and not t.part] for name in (DEAD, HURT)}
    exact = {n: {t.count for t in told if t.count.low == t.count.high} for n, told in above.items()}
    if any(len(exact[n]) != 1 or any(t.count.low != t.count.high for t in above[n]) for n in above):
        return
    for one, other in ((DEAD, HURT), (HURT, DEAD)):
        told, head = counts.get(other), above[other][0]
        same = one in counts and counts[one].value == above[one][0].count
        body = [t for t in by_name[other] if not (t.headline or t.part)]
        given = told is not None and any(t.count == told.value and not (t.added or t.least or t.who) for t in body)
        low = told.value.low if told is not None else 0
        fits = low > head.count.low if other == DEAD else low < head.count.low or head.count != ONE
        if same and fits and not given and (told is None or told.value != head.count):
            counts[other] = Said(head.count, (head.span,), head.by)
            return


def rest_of_shot(
    shot: Sequence[Toll], dead: Sequence[Toll], counts: Mapping[str, Said[Count]], *, lived: bool
) -> Said[Count] | None:
    """Who of the people who were shot lived, where some died; None where no fewer are told to be hurt.

    "Six were shot, one fatally". All were hurt where some are told to be and nobody to have died, which `lived` says.
    Who was found with wounds is counted among the wounded already, and is so no longer where the text goes on to tell
    of deaths: "four were found with bullet wounds; one died".
    """
    died, hurt = counts.get(DEAD), counts.get(HURT)
    if died is None and lived and hurt is not None and hurt.value.low:
        most = max(shot, key=lambda t: t.count.low, default=None)
        more = most is not None and hurt.value.low < most.count.low
        return Said(most.count, (most.span,), most.by) if most is not None and more else None
    if died is None or not died.value.low or not (died.value.low == died.value.high or _told_exactly(died.value, dead)):
        return None
    for toll in sorted(shot, key=lambda t: -t.count.low):
        left = toll.count.low - died.value.low
        found = hurt is not None and hurt.value == toll.count and any(toll.span.overlaps(s) for s in hurt.spans)
        after = any(toll.span.start < t.span.start for t in dead)
        if left > 0 and (hurt is None or hurt.value.low < left or (found and after)):
            return Said(Count(left, left), (toll.span,), toll.by)
    return None
