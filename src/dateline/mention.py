"""What `find` gives and `fill` takes: a mention of an event, before any of its values is resolved."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.grammar import Clause
from dateline.model import Parse, Span, Status
from dateline.nouns import noun

MODIFIED = "modified"  # the relation of the noun that a participle stands before: "the murdered priest"


@noun(frozen=True, slots=True)
class Mention:
    """One telling of an event: its type, trigger, and the heads that fill its roles.

    `rule` is the name of the rule that matched, `counts` the role whose people each count counts.
    `roles` maps a role to token indices of `parse`. `weak` mentions tell a consequence ("six died"),
    an event of their own only where no stronger mention holds them. `definite` is true for "the attack",
    which points back, and for a verb whose target does ("they were shot"). `scope` names the words that
    decided the status. A mention that `rebuts` says that something did not happen ("nobody was abducted"):
    it counts only against a telling that it did.
    """

    type: str
    rule: str
    counts: Mapping[str, str]
    parse: Parse
    sentence: int
    head: int
    trigger: Span
    clause: Clause
    roles: Mapping[str, tuple[int, ...]]
    status: Status
    weak: bool
    definite: bool
    noun: bool
    scope: str = ""
    rebuts: bool = False

    @property
    def in_passing(self) -> bool:
        """Is it told by a participle before its noun: "the kidnapped pupils"? Nothing around says by whom and when."""
        return bool(self.clause.get(MODIFIED))
