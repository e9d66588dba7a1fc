"""Where streets lie that a text tells without their town, against the Gun Violence Archive.

    PYTHONPATH=src python benchmarks/streets.py PATH

PATH holds an incident a line, as for `gva.py`. Of each article, the first street or quarter that is placed by the
outlet of the article, as docs/decisions/0028 says: is its town the archive's, and if not, does the incident lie as
near as the place says that it reaches? Articles whose text names the town are counted apart. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from dateline.distance import km_between
from dateline.kit import Kit, load_kit
from dateline.model import Document, Place
from dateline.text import outline
from dateline.where import find_toponyms
from dateline.where.streets import STREET
from dateline.who import find_actors
from gva import as_document, read_sample, town_right


def placed(doc: Document, kit: Kit) -> Place | None:
    """The town of the first street or quarter that the outlet places; None where it places none."""
    parties = [actor.span for actor in find_actors(doc.text, kit.who)]
    lines = outline(doc, kit.text)
    found = find_toponyms(doc.text, lines, kit.gazetteer, kit.where, not_places=parties, address=doc.url)
    reason = kit.where.because[STREET]
    return next((t.value for t in found if reason in t.because and isinstance(t.value, Place)), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    kit = load_kit()
    told: dict[str, Counter[str]] = {"town named": Counter(), "no town named": Counter()}
    for n, (gold, article) in enumerate(read_sample(parser.parse_args().path, 1, 0)):
        place = placed(as_document(article, f"{n:05}"), kit)
        if place is None:
            continue
        known = "no town named" if place.within_km else "town named"
        reach = place.within_km or kit.where.weights["radius"][STREET]
        near = bool(gold["lat_lon"]) and km_between(place.lat, place.lon, *gold["lat_lon"]) <= reach
        told[known]["right town" if town_right(place, gold) else "near" if near else "far"] += 1
    for known, counts in told.items():
        print(known, dict(counts))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
