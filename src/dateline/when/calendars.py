"""Arithmetic of days: ends of months, weeks, shifted dates, parts of a period.

The Gregorian calendar, weeks from Monday. A distance that leads out of the calendar ends
at its first or last day. Nothing here knows words, texts or publication dates.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

Interval = tuple[date, date]


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def month_of(day: date) -> Interval:
    """First and last day of the month that holds the day."""
    return months_of(day.year, day.month, day.month)


def months_of(year: int, first: int, last: int) -> Interval:
    """From the first day of one month to the last of another; months before 1 and after 12 are of other years."""
    start = shift_months(date(_in_range(year), 1, 1), first - 1)
    end = shift_months(date(_in_range(year), 1, 1), last - 1)
    return start, month_end(end)


def month_end(day: date) -> date:
    """The last day of the month that holds the day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def week_of(day: date) -> Interval:
    """Monday and Sunday of the week that holds the day."""
    monday = days_from(day, -day.weekday())
    return monday, days_from(monday, 6)


def years_of(first: int, last: int) -> Interval:
    """From the first day of one year to the last of another."""
    return date(_in_range(first), 1, 1), date(_in_range(last), 12, 31)


def _in_range(year: int) -> int:
    return min(max(year, date.min.year), date.max.year)


def shift_months(day: date, count: int) -> date:
    """The day `count` months on, or back where negative; the last of the month where it is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.min if count < 0 else date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def days_from(day: date, count: int) -> date:
    """The day `count` days on, or back where negative."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def weekday_back(day: date, weekday: int) -> date:
    """The latest such weekday on the day or before it; Monday is 0."""
    return days_from(day, -((day.weekday() - weekday) % 7))


def weekday_on(day: date, weekday: int) -> date:
    """The first such weekday on the day or after it; Monday is 0."""
    return days_from(day, (weekday - day.weekday()) % 7)
