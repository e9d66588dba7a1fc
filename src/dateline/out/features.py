"""Reports as GeoJSON (RFC 7946) for maps: a point only where the text gives a place, never moved or invented."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.model import Report, Unknown
from dateline.out.columns import values
from dateline.out.wording import Coded


def geojson(codings: Iterable[Coded], *, names: bool = False) -> dict[str, Any]:
    """A FeatureCollection with one feature a report, in order.

    The geometry is null where the place is unknown. A point stands for all that `geo_precision` and
    `within_km` say: draw an admin1 as an area, not as a pin. Degrees are WGS 84, to five decimals.
    """
    return {
        "type": "FeatureCollection",
        "features": [_feature(report, coding, names=names) for coding in codings for report in coding.reports],
    }


def _feature(report: Report, coding: Coded, *, names: bool) -> dict[str, Any]:
    properties = {k: v for k, v in values(report, coding, names=names).items() if k not in ("id", "lat", "lon")}
    return {"type": "Feature", "id": report.id, "geometry": _geometry(report), "properties": properties}


def _geometry(report: Report) -> dict[str, Any] | None:
    if isinstance(report.where, Unknown):
        return None
    place = report.where.value
    return {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
