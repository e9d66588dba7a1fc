"""Who was hurt and died of it is one of the dead alone: "a guard who was wounded on Sunday has died"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.draft import Draft
from dateline.fill.unhurt import BOTH
from dateline.fill.words import FillData
from dateline.mention import Mention

_DEAD, _HURT = BOTH
DEADLY = frozenset((_DEAD, "executed"))


def without_who_died(pairs: Sequence[tuple[Mention, Draft]]) -> None:
    """Take people whom a sentence first tells as hurt and then as dead out of its wounded."""
    dead = [(m.head, _counted(m, _DEAD)) for m, _ in pairs if _DEAD in m.counts]
    for mention, draft in pairs:
        hurt = _counted(mention, _HURT)
        if any(at > mention.head and hurt & people for at, people in dead):
            draft.tolls = [t for t in draft.tolls if t.name != _HURT]


def _counted(mention: Mention, name: str) -> set[int]:
    return set(mention.roles.get(mention.counts.get(name, ""), ()))


def may_have_lived(mention: Mention, data: FillData) -> bool:
    """Does a single verb such as "shot" tell of the dead, which leaves open whether they died?"""
    verb = mention.parse.tokens[mention.head]
    return (
        not mention.noun
        and verb.lemma in data.survived
        and (mention.trigger.start, mention.trigger.end) == (verb.start, verb.end)
    )


def person(words: Sequence[str], data: FillData) -> str:
    """The word that tells one person from another: the name of "the guard Musa Bello, 38", "" for "the victim"."""
    last = next((w for w in reversed(words) if w.isalpha()), "")
    return "" if last in data.anybody else last
