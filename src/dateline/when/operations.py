"""The closed list of what a pattern can read its words as; `reads` in `when_patterns.yaml` names one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from . import feasts, joined, named, shifted
from .scene import Scene, Slots, Value

OPERATIONS: Mapping[str, Callable[[Scene, Slots], Value]] = MappingProxyType(
    {
        "about": joined.read_about,
        "after": joined.read_after,
        "ago": shifted.read_ago,
        "and_another": named.read_and_another,
        "back": shifted.read_back,
        "before": joined.read_before,
        "both": joined.read_both,
        "century": named.read_century,
        "counted_part": shifted.read_counted_part,
        "counted_from": shifted.read_counted_from,
        "date": named.read_date,
        "date_within": named.read_date_within,
        "day_month": named.read_day_month,
        "day_within": named.read_day_within,
        "decade": named.read_decade,
        "ending": shifted.read_ending,
        "feast": feasts.read_feast,
        "figures": named.read_figures,
        "month": named.read_month,
        "more_said": feasts.read_more_said,
        "nothing": joined.read_nothing,
        "nth_weekday": named.read_nth_weekday,
        "offset": shifted.read_offset,
        "other_date": feasts.read_other_date,
        "other_year": feasts.read_other_year,
        "period": shifted.read_period,
        "same": joined.read_same,
        "season": named.read_season,
        "slashed": named.read_slashed,
        "since": joined.read_since,
        "spanned": joined.read_spanned,
        "text_named": shifted.read_text_named,
        "text_offset": shifted.read_text_offset,
        "text_period": shifted.read_text_period,
        "text_shift": shifted.read_text_shift,
        "text_weekday": shifted.read_text_weekday,
        "until": joined.read_until,
        "week_of": named.read_week_of,
        "weekday": named.read_weekday,
        "weekday_number": named.read_weekday_number,
        "weekday_within": named.read_weekday_within,
        "wider": joined.read_wider,
        "year": named.read_year,
    }
)
