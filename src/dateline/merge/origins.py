"""How many origins an event has: reports that repeat one copy, one quotation, one source or one agency are one.

Private persons are compared only among the reports of one event, by a hash that is keyed to the project and to the
event: nothing here can tell what somebody said elsewhere, and no name of theirs is passed on.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.merge import copies
from dateline.merge.nouns import Origin, OriginGroup, Shared
from dateline.merge.parties import Index, plain
from dateline.merge.rows import Record
from dateline.model import Attitude, SourceKind

CREDIT_WITHIN = 160  # characters of a text in which an agency is credited
CREDIT = re.compile(r"\(([^()\n]{2,60})\)")
REPEATED = 0.6  # so much of a telling's words stand in the other text


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a report gives: `named` sources, `passed` on by outlets and agencies; `shown` are the names
    that may be shown."""

    report: str
    document: str
    published: str
    named: frozenset[str]
    passed: Mapping[str, str]
    shown: Mapping[str, str]


def origins(
    reports: Sequence[Record], documents: Mapping[str, Origin], index: Index, key: bytes
) -> tuple[OriginGroup, ...]:
    """The reports of one event by origin, the earliest told first; each group with what its reports share."""
    salt = min(r["id"] for r in reports)
    voices = [_voice(r, documents.get(r["document"]), index, (key, salt)) for r in reports]
    texts = {d: _text(documents.get(d)) for d in sorted({v.document for v in voices})} if len(voices) > 1 else {}
    evidence = {r["id"]: r.get("evidence") or () for r in reports}
    group = {v.report: {v.report} for v in voices}
    shared: list[Shared] = []
    for a, b in combinations(voices, 2):
        if a.document == b.document or (why := _one_origin(a, b, texts, evidence)) is None:
            continue
        shared.append(Shared(a.report, b.report, *why))
        both = group[a.report] | group[b.report]
        group.update(dict.fromkeys(both, both))
    order = {v.report: (v.published or "9999", v.report) for v in voices}
    groups = {id(g): sorted(g, key=order.__getitem__) for g in group.values()}
    return tuple(
        OriginGroup(tuple(g), tuple(s for s in shared if s.a in g))
        for g in sorted(groups.values(), key=lambda g: order[g[0]])
    )


@dataclass(frozen=True, slots=True)
class _Text:
    signature: tuple[int, ...]
    shingles: frozenset[str]
    quotes: frozenset[str]


def _text(document: Origin | None) -> _Text:
    if document is None:
        return _Text((), frozenset(), frozenset())
    signature = document.minhash
    found = frozenset(copies.shingles(document.text)) if document.text else frozenset[str]()
    return _Text(signature, found, frozenset(copies.quotations(document.text)))


def _one_origin(
    a: Voice, b: Voice, texts: Mapping[str, _Text], evidence: Mapping[str, Iterable[str]]
) -> tuple[str, str] | None:
    """Why two reports have one origin, and what they share; None where nothing says so."""
    one, other = texts[a.document], texts[b.document]
    if (much := _copied(one, other)) >= copies.COPIED:
        return "near copy", f"{much:.0%}"
    again = max(
        copies.found_again(evidence[a.report], other.shingles), copies.found_again(evidence[b.report], one.shingles)
    )
    if again >= REPEATED:
        return "same words", f"{again:.0%}"
    if common := sorted(one.quotes & other.quotes):
        return "same quotation", common[0]
    if passed := _one_agency(a.passed, b.passed):
        return "same agency", passed
    if a.named and a.named == b.named:
        return "same source", ", ".join(sorted(filter(None, (a.shown.get(n, "") for n in a.named))))
    return None


def _copied(one: _Text, other: _Text) -> float:
    """How much of the shorter text stands in the longer; by kept signatures where a text is gone."""
    if one.shingles and other.shingles:
        return len(one.shingles & other.shingles) / min(len(one.shingles), len(other.shingles))
    return copies.likeness(one.signature or _sign(one), other.signature or _sign(other))


def _sign(text: _Text) -> tuple[int, ...]:
    return copies.signature(text.shingles)


# --- whose word it is ---------------------------------------------------------------------------------


def _voice(report: Record, document: Origin | None, index: Index, secret: tuple[bytes, str]) -> Voice:
    publisher = report.get("publisher") or (document.publisher if document else "") or ""
    sources = [s for s in report.get("sources") or () if s.get("attitude", Attitude.ASSERTS) == Attitude.ASSERTS]
    outlet = {index.source(publisher)} if publisher else set[str]()
    told = [(s, _name(s, index, secret)) for s in sources]
    named = {name: s for s, name in told if name and name not in outlet}
    own = [s for s, name in told if not s.get("via") and name not in outlet and s.get("kind") != SourceKind.MEDIA]
    passed = {publisher, *(_credits(document) if document else ())}
    if not own:  # all of it comes by way of others
        passed |= {s.get("via") for s, _ in told} | {
            s.get("name") for s, _ in told if s.get("kind") == SourceKind.MEDIA
        }
    return Voice(
        report["id"],
        report["document"],
        str(report.get("published") or (document.published if document else "")),
        frozenset(named),
        {plain(p): p for p in sorted(filter(None, passed))},
        {name: s["name"] for name, s in named.items() if not s.get("private")},
    )


def _name(source: Mapping[str, Any], index: Index, secret: tuple[bytes, str]) -> str:
    """What a source is compared by: its name in the index, or a keyed hash for a private person."""
    name = source.get("name") or ""
    if not name or not source.get("private"):
        return index.source(name) if name else ""
    key, salt = secret
    return "private:" + hmac.new(key, f"{salt}\n{plain(name)}".encode(), "sha256").hexdigest()[:16]


def _credits(document: Origin) -> Iterator[str]:
    """The agencies that a text is credited to, in its dateline or byline."""
    yield from CREDIT.findall(document.text[:CREDIT_WITHIN])
    if document.byline:
        yield document.byline


def _one_agency(a: Mapping[str, str], b: Mapping[str, str]) -> str:
    """The agency that both passed on, written out or by its initials; "" where there is none."""
    for one in sorted(a):
        for other in sorted(b):
            if one == other or _initials(one) == other or _initials(other) == one:
                return max(a[one], b[other], key=len)
    return ""


def _initials(name: str) -> str:
    words = name.split()
    return "".join(w[0] for w in words) if len(words) > 1 else ""
