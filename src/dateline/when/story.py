"""The time that a text tells of: what a date without a year is near to where nothing is said of publication.

A history gives a year now and then and leaves it out in between: "In 1941 ... On 7 December ... In January".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.model import DayPrecision, Days

from .calendars import shift_months

_BACK = 5  # months: "in June" behind "in October 1941" is still of 1941, "in April" of 1942
_FINE = 92  # days: what is longer tells a year, no time within it
_LONGEST = 366
_ASIDE = 2  # years: so far off, a month or year within a sentence is an aside and carries nothing


def is_told(days: Days) -> bool:
    """Can a text go on from these days: a year at most?"""
    return (days.last - days.first).days <= _LONGEST


def is_fine(days: Days) -> bool:
    """Do they tell a time within a year?"""
    return (days.last - days.first).days <= _FINE


@dataclass(frozen=True, slots=True)
class Told:
    """Days that a text told of last, from which it goes on.

    Words lead `up_to` them ("26 June to 4 August 1952"), or on `from_here` ("until December").
    """

    days: Days
    up_to: bool = False
    from_here: bool = False

    @property
    def latest(self) -> date:
        """The last day on which a date without a year can be that goes on from here."""
        if self.up_to:
            return self.days.last
        if self.from_here:
            return shift_months(self.days.first, 12)
        if not is_fine(self.days):
            return date(self.days.last.year, 12, 31)
        return shift_months(self.days.first, 12 - _BACK)

    def then(self, days: Days, *, leading: bool) -> Told:
        """Where the text stands after it named other days; `leading` ones open a sentence or a paragraph."""
        far = days.precision is not DayPrecision.DAY and abs(days.first.year - self.days.first.year) >= _ASIDE
        aside = not leading and (far or not is_fine(days))
        if aside or not is_told(days):
            return self
        if not is_fine(days) and days.first <= self.days.first and self.days.last <= days.last:
            return self  # the year that it told of all the time
        return Told(days)
