"""What changed between two runs, report by report and field by field, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dateline.store.decided import PLAIN, bare
from dateline.store.reports import Reported, reports_of_run
from dateline.store.runs import Means
from dateline.store.tables import codings, documents

ADDED, GONE, CHANGED = "added", "gone", "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise in the later run; `why` names what can have made it so, the nearest first."""

    document: str
    report: str
    what: str
    field: str
    before: Any
    after: Any
    why: tuple[str, ...]
    records: tuple[Mapping[str, Any], ...]  # of the runs that have the report


def differences(tx: Connection, before: tuple[int, Means], after: tuple[int, Means]) -> Iterator[Change]:
    """The changes in documents that both runs coded, by document and report; each run by its number and means."""
    versions = [_coded(tx, run) for run, _ in (before, after)]
    both = versions[0].keys() & versions[1].keys()
    old, new = (
        {
            (r.document, r.id): r
            for r in reports_of_run(tx, run)
            if r.document in both and r.version == coded[r.document]
        }
        for (run, _), coded in zip((before, after), versions, strict=True)
    )
    means = _means(before[1], after[1])
    for document, id in sorted(old.keys() | new.keys()):
        texts = tuple(coded[document] for coded in versions)
        text = () if texts[0] == texts[1] else (f"text: version {texts[0]} -> {texts[1]}",)
        yield from _changes(old.get((document, id)), new.get((document, id)), text, means)


def _coded(tx: Connection, run: int) -> dict[str, int]:
    """The newest version of each document that a run coded."""
    query = select(documents.c.id, documents.c.version).join(codings).where(codings.c.run == run)
    return dict(sorted((id, version) for id, version in tx.execute(query)))


def _means(before: Means, after: Means) -> tuple[str, ...]:
    """What differs in what the runs were made with: data files by name, then versions and settings."""
    files = _unlike(before.data_files, after.data_files)
    versions = [name for name in _unlike(before.versions, after.versions) if not (name == "data" and files)]
    told = [f"{name}: {before.versions.get(name)} -> {after.versions.get(name)}" for name in versions]
    settings = _unlike(before.configuration, after.configuration)
    told += [f"{name}: {before.configuration.get(name)} -> {after.configuration.get(name)}" for name in settings]
    return (*(f"data: {name}" for name in files), *told)


def _unlike(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _changes(
    old: Reported | None, new: Reported | None, text: tuple[str, ...], means: tuple[str, ...]
) -> Iterator[Change]:
    if new is None:
        assert old is not None
        why = (*text, *_rules(old.record, {"rules": []}), *means)
        yield Change(old.document, old.id, GONE, "", old.record["type"], None, why, (old.record,))
    elif old is None:
        why = (*text, *_rules({"rules": []}, new.record), *means)
        yield Change(new.document, new.id, ADDED, "", None, new.record["type"], why, (new.record,))
    else:
        for field, (was, is_) in _fields(old.record, new.record).items():
            why = (*text, *_rules(old.record, new.record), *_readers(old.record, new.record, field), *means)
            yield Change(new.document, new.id, CHANGED, field, was, is_, why, (old.record, new.record))


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that have another value, counts by their names."""
    pairs = {name: (old[name], new[name]) for name in PLAIN}
    counts = [*old["counts"], *(name for name in new["counts"] if name not in old["counts"])]
    pairs |= {name: (old["counts"].get(name), new["counts"].get(name)) for name in counts}
    return {name: pair for name, pair in pairs.items() if bare(pair[0]) != bare(pair[1])}


def _rules(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The rules that found it, where they are others."""
    return _arrow("rule", old["rules"], new["rules"])


def _readers(old: Mapping[str, Any], new: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """What read the field's claims, where that is another."""
    was, is_ = (sorted({c["by"] for c in record["claims"] if c["field"] == field}) for record in (old, new))
    return _arrow("read by", was, is_)


def _arrow(what: str, was: list[str], is_: list[str]) -> tuple[str, ...]:
    if was == is_:
        return ()
    return (f"{what}: {', '.join(was) or 'none'} -> {', '.join(is_) or 'none'}",)
