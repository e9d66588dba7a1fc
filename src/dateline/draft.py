"""A report in the making: what one telling gives, before tellings of one happening are joined.

Shared by `fill`, which writes drafts, and `join`, which puts them together. Nothing leaves the pipeline as a draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from dateline.model import Count, Days, Party, Place, Said, Source, Span, Status, Unknown
from dateline.nouns import noun


class How(IntEnum):
    """How near to the telling a value was found; the nearer one wins when tellings are joined."""

    OWN = 0  # in the clause or sentence that tells the event
    PARAGRAPH = 1  # in the same paragraph or list item
    HEADING = 2  # in a heading above
    CARRIED = 3  # named earlier in the text and not replaced since
    DATELINE = 4  # where the report is written from
    INFERRED = 5  # by a rule of the codebook, without words
    NONE = 6


POINTERS = frozenset(("who/pronoun", "who/reference"))  # parties that the words only point to

SEQUELS = frozenset(  # how days are read of what came minutes or hours after what was told
    ("when/relative_to_text/minutes_later", "when/relative_to_text/hours_later")
)

AROUND = "fill/"  # how parties are read that stand around an act and not in its clause
IMPLIED = "fill/implied"  # people of whom the word for the act alone tells
KEPT = "fill/custody"  # the force told of before people were taken by nobody named
ANY_TYPE = ""  # of a denial whose words tell of no event
UNHURT = "fill/unhurt"  # a count of nobody that words for others say with theirs: "nobody was hurt"
DESCRIBED = "who/noun"  # a party that only a common noun tells of
HELD = "who/place"  # a party that is read from a place or thing which it may hold


@noun(frozen=True, slots=True)
class Individual:
    """What the words for one person say that tells them from another: names in small letters, age, sex.

    They are `plain` where the noun fits everybody of their age and sex ("a man"), or nobody in particular ("the
    victim"), `pointed` at by a pronoun, `fresh` where the text brings them in ("a man"), also by a `figure` ("one
    man"), and `akin` where they are told as others than somebody ("his brother", "the other man"). Of those who are
    `alive` it is told how they are. `oneself` is who did it, too ("he shot himself"). A word beside the name says
    what they are where they are `called` ("Constable Bello"). `owner` is the sex of who "his" brother is of, `of` the
    names of whose brother it is ("Bello's brother").
    """

    names: frozenset[str] = frozenset()
    age: str = ""
    sex: str = ""
    plain: bool = False
    pointed: bool = False
    fresh: bool = False
    figure: bool = False
    akin: bool = False
    alive: bool = False
    oneself: bool = False
    called: bool = False
    owner: str = ""
    of: frozenset[str] = frozenset()


@noun(frozen=True, slots=True)
class Toll:
    """One figure for one count, as one clause gives it.

    `victims` is whom it counts, where the text says; `added` is true for "another five", `others` where these are
    others than the dead and so all who were hurt ("one was killed and two others wounded"), `part` for "two of the
    dead", `known` for people told of before ("the captain and two of his men"), `latest` for a figure that is said
    to replace earlier ones, `nth` where an order in which people were hit gives it ("a third man died"), and `unsure`
    for dead or hurt of whom it is only said that they were shot. `parts`
    are the sorts of people that it adds up, by their party or their noun ("six soldiers and a cook"); it is `beside`
    the figure before it where one telling tells two sorts apart, and `anybody` where it sorts nobody. Of one person
    `noun` is the word that tells who, "" for a pronoun or "the victim", `again` is true where somebody told of is
    meant ("he", "the girl", a name), and `who` tells them from others. `least` figures tell what became of some, or
    name people one by one, so that there may be more. `sentence` is where it stands, `source` who gives it ("" for the
    text itself);
    `people` are the words for all whom it counts.
    """

    name: str
    count: Count
    span: Span
    by: str
    sentence: int
    victims: Party | None = None
    added: bool = False
    others: bool = False
    part: bool = False
    known: bool = False
    headline: bool = False
    source: str = ""
    people: Span | None = None
    latest: bool = False
    nth: bool = False
    unsure: bool = False
    parts: tuple[tuple[Party | str, Count], ...] = ()
    beside: bool = False
    anybody: bool = False
    noun: str = ""
    again: bool = False
    who: Individual | None = None
    least: bool = False


@dataclass(slots=True)
class Draft:
    """A telling of one event with its values so far.

    `definite` is "the attack", which points back; it is `bare` where nothing more is said of which attack.
    It is `pointing` where its clause names the act that was told ("troops repelled the attack"), `also` where its doer
    does it beside what was told ("rebels also attacked a post").
    `turn` is the sentence with which its paragraph turned to another happening ("Separately, ..."), if any did.
    It is `one_more` where its words tell it from those before: "another attack", "a second bomb went off".
    `rebuts` is true where somebody says that it did not happen. `person` are the names of the one person whom it
    says to be hit, in small letters; empty where it names nobody or several. `disowned` are those who say that it was
    not they. `shot` are figures of people who were shot, whatever became of them. `seat` is the town in the division
    `where`, or around it, that the text gives without saying that it was there.
    """

    type: str
    status: Status
    sentence: int
    paragraph: int
    trigger: Span
    rules: list[str]
    headline: bool = False
    listed: bool = False
    definite: bool = False
    bare: bool = False
    turn: int | None = None
    one_more: bool = False
    also: bool = False
    pointing: bool = False
    person: frozenset[str] = frozenset()
    noun: bool = False
    weak: bool = False
    rebuts: bool = False
    aggregate: bool = False
    actor: list[Said[Party]] = field(default_factory=list)
    target: list[Said[Party]] = field(default_factory=list)
    disowned: list[Said[Party]] = field(default_factory=list)
    when: Said[Days] | Unknown | None = None
    when_how: How = How.NONE
    where: Said[Place] | Unknown | None = None
    where_how: How = How.NONE
    where_notes: tuple[str, ...] = ()
    seat: Said[Place] | None = None
    tolls: list[Toll] = field(default_factory=list)
    shot: list[Toll] = field(default_factory=list)
    unknown_counts: dict[str, Unknown] = field(default_factory=dict)
    weapon: Said[str] | None = None
    reason: Said[str] | None = None
    sources: list[Source] = field(default_factory=list)
    sources_how: How = How.NONE
    evidence: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
