"""How many places of conflicts the gazetteer finds, and how many where they are.

    python benchmarks/gazetteer.py [FILE.tsv] [--misses] [--sources]

FILE has the columns name, country, admin1, lat, lon (tests/corpus/localities.tsv where none is given). A place is
found if the country has any place of that name, and rightly placed if the best candidate of the country, the first
settlement else the first of any kind, is within 25 km. `--sources` prints for each polygon data set how many of its
names lie where GeoNames has them. Times are of this machine. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from dateline.datafiles import read_tsv
from dateline.distance import km_between
from dateline.gazetteer import Entry, Gazetteer, open_gazetteer

LOCALITIES = Path(__file__).parents[1] / "tests" / "corpus" / "localities.tsv"
NEAR_KM = 25.0


def best(gazetteer: Gazetteer, name: str, country: str) -> Entry | None:
    """The country's first settlement of this name, else its first place; other spellings where there is none."""
    for candidates in (gazetteer.lookup(name), gazetteer.variants(name)):
        inside = [e for e in candidates if e.country == country]
        if inside:
            return next((e for e in inside if e.kind == "settlement"), inside[0])
    return None


def measure(path: Path, gazetteer: Gazetteer, *, misses: bool) -> dict[str, object]:
    found = placed = same_admin1 = 0
    rows = read_tsv(path, ("name", "country", "admin1", "lat", "lon"), key=("name", "country"))
    for row in rows:
        entry = best(gazetteer, row["name"], row["country"])
        km = km_between(entry.lat, entry.lon, float(row["lat"]), float(row["lon"])) if entry else None
        found += entry is not None
        placed += km is not None and km <= NEAR_KM
        same_admin1 += entry is not None and entry.admin1 == row["admin1"]
        if misses and (km is None or km > NEAR_KM):
            print(f"{row['name']}, {row['country']}: {'not found' if km is None else f'{km:.0f} km off'}")
    return {"places": len(rows), "found": found, "within_25_km": placed, "same_admin1": same_admin1}


def times(path: Path, gazetteer: Gazetteer) -> dict[str, float]:
    names = [
        row["name"] for row in read_tsv(path, ("name", "country", "admin1", "lat", "lon"), key=("name", "country"))
    ]
    fresh = open_gazetteer(gazetteer.path)
    fresh.lookup("")
    out = {}
    for label in ("uncached_us", "cached_us"):
        start = time.perf_counter()
        for name in names:
            fresh.lookup(name)
        out[label] = round((time.perf_counter() - start) / len(names) * 1e6, 2)
    start = time.perf_counter()
    open_gazetteer(gazetteer.path).close()
    out["open_ms"] = round((time.perf_counter() - start) * 1e3, 2)
    return out


def sources() -> None:
    from dateline.gazetteer.boundaries import agreement, believed_datasets
    from dateline.gazetteer.building import read_measured

    units, known, variants = read_measured()
    believed = believed_datasets(units, known, variants)
    countries = {u.dataset: u.country for u in units}
    print("dataset\tcountry\tnear\tfar\tnowhere\tbelieved")
    for dataset, counts in sorted(agreement(units, known, variants).items(), key=lambda kv: countries[kv[0]]):
        print(dataset, countries[dataset], *counts, dataset in believed, sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=LOCALITIES)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--sources", action="store_true")
    options = parser.parse_args()
    if options.sources:
        sources()
        return
    gazetteer = open_gazetteer(progress=lambda what, share: print(f"{what} {share:.0%}"))
    result = measure(options.file, gazetteer, misses=options.misses)
    print(f"{result['found']} of {result['places']} found, {result['within_25_km']} within {NEAR_KM:.0f} km")
    print(json.dumps({**result, **times(options.file, gazetteer), "fingerprint": gazetteer.fingerprint}))


if __name__ == "__main__":
    main()
