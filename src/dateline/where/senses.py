"""Chooses, for all names of a document together, which place each of them means, or that none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.where.candidates import Unit, akin, as_listed, distance_km, inside
from dateline.where.evidence import Around, by_divisions, by_itself
from dateline.where.lexicon import WhereData
from dateline.where.outlets import Home
from dateline.where.reasons import SEAT, SHORT, reasons, same_place
from dateline.where.words import EntryLike, Point, plain

_ROUNDS = 3
_SEVERAL = 2  # provinces of a country that have a place of one name
# What the text itself says for a place, as against what is known of it anyway.
_PUBLISHED, _OUTLET = "published", "outlet"
_BY_WORDS = ("held", "beside", "inside", "country", "division", "district", "near", _OUTLET, _PUBLISHED)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a unit means: the entry, or None, why not, and all candidates, best first; names of the reasons."""

    entry: EntryLike | None
    ranked: tuple[EntryLike, ...]
    ambiguous: bool = False
    because: tuple[str, ...] = ()


def resolve(
    units: Sequence[Unit],
    countries: Mapping[str, float],
    data: WhereData,
    *,
    lines: Sequence[Sequence[Point]] = (),
    given: bool = False,
    published: str = "",
    homes: Sequence[Home] = (),
) -> tuple[dict[int, Sense], dict[str, float]]:
    """A sense for each unit, by id(unit), and each country's share of the text.

    `lines` are those that the text names: borders. Where the names are `given`, each of them is some place. The
    country where the text was `published`, and where the `homes` of its outlets are, count only between places for
    which the text says equally much.
    """
    weights = data.weights["sense"]
    for unit in units:
        unit.called = unit.called and not given
        unit.terms = [{**by_itself(e, unit, data), **by_divisions(e, unit, units, weights)} for e in unit.entries]
        unit.static = [sum(terms.values()) for terms in unit.terms]
        unit.scores = list(unit.static)
    for left in reversed(range(_ROUNDS)):
        around = Around(units, countries, lines, homes, weights)
        for unit in units:
            if left and len(unit.entries) == 1:
                continue  # nothing to weigh it against
            unit.scores = [
                s + sum(around.terms(e, unit).values()) for s, e in zip(unit.static, unit.entries, strict=True)
            ]
    around = Around(units, countries, lines, homes, weights)
    for unit in units:
        _prefer(unit, around, [e.country == published for e in unit.entries], _PUBLISHED, weights)
        _prefer(
            unit,
            around,
            [_is_served(e, unit, around, weights) for e in unit.entries],
            _OUTLET,
            weights,
        )
    whole = sum(around.countries.values()) or 1.0
    senses = {id(unit): _decide(unit, units, around, weights, given=given) for unit in units}
    lost = {key for key, sense in senses.items() if sense.entry is None and not sense.ambiguous}
    if lost and (called := [u for u in units if u.called and id(u) not in lost]):
        known = [u for u in units if id(u) not in lost]  # a namesake does not vouch for what is called after a place
        senses |= {id(unit): _decide(unit, known, around, weights, given=given) for unit in called}
    return senses, {c: m / whole for c, m in around.countries.items()}


def _as_told(e: EntryLike, unit: Unit) -> bool:
    """Is a place no division, where the name is not said to be one?"""
    return e.kind == "settlement" or unit.sort == "division"


def _prefer(unit: Unit, around: Around, ours: Sequence[bool], term: str, weights: Mapping[str, float]) -> None:
    """Lets what is known of the publication speak for these places, where the text says more for no other."""
    if not any(ours) or all(ours):
        return
    told = [_told(unit, i, around) for i in range(len(unit.entries))]
    if max(told) > max(t for t, our in zip(told, ours, strict=True) if our) + weights["margin"]:
        return
    for i, our in enumerate(ours):
        if our:
            unit.terms[i] = {**unit.terms[i], term: weights[term]}
            unit.scores[i] += weights[term]


def _decide(unit: Unit, units: Sequence[Unit], around: Around, weights: Mapping[str, float], *, given: bool) -> Sense:
    order = sorted(range(len(unit.entries)), key=lambda i: -unit.scores[i])
    ranked = tuple(unit.entries[i] for i in order)
    best, score = ranked[0], unit.scores[order[0]]
    if any(n.certain for n in unit.occurrences):
        return Sense(best, ranked, because=(SHORT,))
    if unit.sort == "quarter" and (longer := _longer(unit)) is not None:
        return Sense(longer, ranked, because=(SHORT,))
    if not given and _far_from_outlet(ranked, unit, units, around, weights):
        return Sense(_served(ranked, unit, around, weights), ranked, because=(_OUTLET,))
    if not given and (score < weights["none"] or _namesake(best, unit, units, around, weights) or _unfit(best, unit)):
        return Sense(None, ranked)
    if best.kind == "admin2" and (longer := _longer(unit)) is not None:
        return Sense(longer, ranked, because=(SHORT,))
    if unit.sort != "division" and best.kind in ("admin1", "admin2"):
        for i in order[1:]:
            if _seat(unit.entries[i], best, unit.text, weights):
                return Sense(unit.entries[i], ranked, because=(SEAT, *reasons(unit, i, order, around, weights)))
    because = reasons(unit, order[0], order, around, weights)
    if _PUBLISHED in unit.terms[order[0]] and not all(_PUBLISHED in terms for terms in unit.terms):
        because = (*(b for b in because if b != _PUBLISHED), _PUBLISHED)
    for i in order[1:]:
        rival = unit.entries[i]
        if same_place(best, rival, weights["apart"]):
            continue
        lead = score - unit.scores[i]
        if _told(unit, order[0], around) - _told(unit, i, around) > weights["margin"]:
            unsure = lead < weights["margin"]
        else:
            town = _is_town_of_text(best, rival, unit, around, weights)
            capital = "capital" in unit.terms[order[0]]
            alone = 1.0 if capital else weights["alone_given" if given else "alone_town" if town else "alone"]
            alike = best.kind == rival.kind or (best.kind == "admin1" and rival.kind == "settlement")
            by_name = _bears(best, unit) - _bears(rival, unit)
            unsure = alike and by_name < 2 and best.population < (1.0 if by_name > 0 else alone) * rival.population
        return Sense(None if unsure else best, ranked, unsure, () if unsure else because)
    return Sense(best, ranked, because=because)


def _is_town_of_text(
    best: EntryLike, rival: EntryLike, unit: Unit, around: Around, weights: Mapping[str, float]
) -> bool:
    """Is it a town of some size in a country that the text is about, or in that of its rival?"""
    if best.kind != "settlement" or best.population < weights["town_size"]:
        return False
    return best.country == rival.country or around.share(best.country, unit) >= weights["foreign_share"]


def _longer(unit: Unit) -> EntryLike | None:
    """The town whose longer name the text has too, where a bare name is short for it: "Salt Lake" of Salt Lake City."""
    if unit.sort not in ("", "quarter"):
        return None
    kin = (k.best for k in unit.kin if k.text.casefold().startswith(unit.text.casefold()))
    return next((e for e in kin if e.kind == "settlement" and any(e.id == own.id for own in unit.entries)), None)


def _bears(e: EntryLike, unit: Unit) -> int:
    """How nearly it bears the name: as its main name, as another, or in a spelling that meets it."""
    return 2 if as_listed(e, unit.text) else 1 if e.id not in unit.loose else 0


def _told(unit: Unit, i: int, around: Around) -> float:
    """How much of what speaks for a candidate the text says."""
    terms = {**unit.terms[i], **around.terms(unit.entries[i], unit)}
    return sum(value for name, value in terms.items() if name in _BY_WORDS)


def _seat(town: EntryLike, division: EntryLike, text: str, weights: Mapping[str, float]) -> bool:
    """Is the one the town after which the other is named? A bare name means the town."""
    own = plain(town.name)
    most = weights["longer_seat"] * division.population
    if own.startswith(plain(text)) and inside(town, division) and town.population >= most:
        return True
    theirs = plain((division.admin2 if division.kind == "admin2" else division.admin1) or division.name)
    named_alike = akin(own, plain(text)) or akin(own, theirs)
    if town.kind != "settlement" or town.country != division.country or not named_alike:
        return False
    larger = division.kind == "admin2" or town.population >= division.population
    if larger and distance_km(town, division) < weights["apart"]:
        return True
    return inside(town, division) and town.population >= weights["seat"] * division.population


def _unfit(best: EntryLike, unit: Unit) -> bool:
    """A province's class word needs a division; a district may be known by its namesake town."""
    if unit.sort == "division" and best.kind not in unit.kinds:
        return unit.kinds[:1] == ("admin1",) or best.kind != "settlement"
    return unit.sort in ("natural", "water") and best.kind not in unit.kinds


def _far_from_home(
    best: EntryLike, unit: Unit, units: Sequence[Unit], around: Around, weights: Mapping[str, float]
) -> bool:
    """Is this a small place in a province that nothing else is in, where the text is about another province?

    A name that several places of its country bear may be that of one more, or of a quarter. A text that tells of the
    police of one town says of what lies elsewhere where it lies.
    """
    if best.kind != "settlement" or not best.admin1:
        return False
    local = any(u.policed for u in units if u is not unit)
    told = unit.local or any(o.frame.sort == "settlement" for o in unit.occurrences)
    if told and not local:
        return False
    size = "foreign_size" if _is_common(best, unit) else "far_size" if local else "local_size"
    size = "foreign_alias" if local and not (unit.policed or _known(best, unit)) else size
    if best.population >= weights[size] or around.share_at_home(best, unit) >= weights["foreign_share"]:
        return False
    others = [f for f in _others(best, unit, units) if around.share_at_home(f, unit) >= weights["foreign_share"]]
    return not any(distance_km(best, f) < weights["neighbourhood"] for f in (*others, *around.points))


def _far_from_outlet(
    ranked: Sequence[EntryLike], unit: Unit, units: Sequence[Unit], around: Around, weights: Mapping[str, float]
) -> bool:
    """Is the likeliest place far from the outlets of a text, with neither its province nor a larger place near it told?

    Where an outlet is of a town, the text says of what lies elsewhere where it lies. Small places vouch for none, as
    namesakes lie beside namesakes. Abroad, this is asked of a like spelling alone.
    """
    best, homes = ranked[0], [h for h in around.homes if h.town]
    if not homes or not best.admin1 or best.kind not in ("settlement", "admin2") or any(h.serves(best) for h in homes):
        return False
    if all(h.country != best.country for h in homes):
        return best.id in unit.loose
    common = "foreign_size" if unit.policed else "outlet_common"
    size = common if _is_common(best, unit) else "outlet_size"
    size = size if unit.policed or _known(best, unit) else "foreign_alias"
    if best.population >= weights[size]:
        return False
    others = _others(best, unit, units)
    near = [f for f in others if f.population >= weights["foreign_size"] or any(h.serves(f) for h in homes)]
    holding = ("admin1", "admin2") if _served(ranked, unit, around, weights) is None else ("admin1",)
    return not (
        any(f.kind in holding and (inside(best, f) or inside(f, best)) for f in others)
        or any(distance_km(best, f) < weights["neighbourhood"] for f in (*near, *around.points, *homes))
    )


def _served(ranked: Sequence[EntryLike], unit: Unit, around: Around, weights: Mapping[str, float]) -> EntryLike | None:
    """The likeliest place of the name where an outlet of the text is heard; None where there is none."""
    return next((e for e in ranked if _is_served(e, unit, around, weights)), None)


def _is_served(e: EntryLike, unit: Unit, around: Around, weights: Mapping[str, float]) -> bool:
    heard = any(h.serves(e) for h in around.homes) and _as_told(e, unit) and _known(e, unit)
    return heard and not _is_dwarfed(e, unit, weights)


def _is_dwarfed(e: EntryLike, unit: Unit, weights: Mapping[str, float]) -> bool:
    """Does a city of its country bear the name, which a paper would tell apart from so much smaller a place nearby?"""
    most = max(weights["outlet_size"], weights["outlet_dwarfed"] * e.population)
    cities = (f for f in unit.entries if f.country == e.country and f.kind == "settlement" and f.population >= most)
    return e.population > 0 and any(_known(f, unit) for f in cities)


def _known(best: EntryLike, unit: Unit) -> bool:
    """Is it the place's own name, or nearly, and not another that it has had?"""
    return as_listed(best, unit.text) or akin(plain(best.name), plain(unit.text))


def _others(best: EntryLike, unit: Unit, units: Sequence[Unit]) -> list[EntryLike]:
    """What the other names mean, of countries and quarters none, nor of what is called after places."""
    others = (u for u in units if u is not unit and u.sort != "quarter" and not u.called)
    return [f for u in others if (f := u.best).kind != "country" and f.id != best.id]


def _is_common(best: EntryLike, unit: Unit) -> bool:
    """Do towns in several provinces of its country bear the name?"""
    towns = (e for e in unit.entries if e.kind == "settlement" and e.country == best.country)
    return len({e.admin1 for e in towns if as_listed(e, unit.text)}) >= _SEVERAL


def _namesake(best: EntryLike, unit: Unit, units: Sequence[Unit], around: Around, weights: Mapping[str, float]) -> bool:
    """Is this a small place in a country that the text is not about, with nothing of the text near it?

    Schools and hospitals are called after anybody: the place of which one bears the name is one of the text's own.
    So much more are houses of business in a text that names a town.
    """
    others = _others(best, unit, units)
    towns = [u.best for u in units if u is not unit and u.sort != "quarter" and not u.called]
    if unit.sort == "quarter" and not any(distance_km(best, f) < weights["quarter"] for f in towns):
        return True
    if any(u.best.kind in ("country", "admin1") and inside(best, u.best) for u in unit.linked):
        return False  # its heading, or the name beside it, holds it
    if unit.house and best.kind == "settlement" and any(f.kind == "settlement" for f in towns):
        return all(f.id != best.id for f in towns)
    small = best.population < weights["foreign_size"] or best.kind == "admin2"
    alone = all(u is unit or u.best.kind == "country" for u in units)
    if unit.site and not alone and (small or (unit.called and _is_common(best, unit))):
        return not any(inside(best, f) or distance_km(best, f) < weights["neighbourhood"] for f in others)
    if _far_from_home(best, unit, units, around, weights):
        return True
    known = _known(best, unit)
    division = best.kind in ("admin1", "admin2") and len({e.country for e in unit.entries}) > 1
    size = weights["foreign_alias" if not known else "foreign_division" if division else "foreign_size"]
    if best.kind == "country" or not best.country or best.population >= size:
        return False
    if any(distance_km(best, f) < weights["neighbourhood"] for f in (*others, *around.points)):
        return False
    enough = weights["foreign_loose_mass" if best.id in unit.loose else "foreign_mass"]
    return around.said(unit) >= enough and around.share(best.country, unit) < weights["foreign_share"]
