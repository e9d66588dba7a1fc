"""What a common noun means as a party when nothing in the phrase names one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dateline.model import Party, PartyKind, Span
from dateline.who import forces, issuing
from dateline.who.asked import Asked
from dateline.who.nouns import Noun
from dateline.who.reading import PRISONER, STATE, Reading, class_of
from dateline.who.words import cut


def plain(asked: Asked, first: int, last: int, noun: Noun) -> Reading | None:
    """The party that a noun means by itself, in the country of the phrase or of the report."""
    if noun.kind is None:
        return None
    if noun.role == forces.ENEMY:
        return _of_their_country(asked, first, last) or issuing.enemy(asked, first, last) or _enemy(asked, first, last)
    own = issuing.foe(asked, first, last, noun) or local(asked, first, last, noun)
    if own:
        return own
    if noun.weak and (unit := _unit(asked, first, last, noun)):
        return unit
    if noun.weak:
        known = _force_before(asked)
        if known:
            return replace(known, span=forces.span_of(asked.words, first, last), by="reference")
    named = next((c.code for c in asked.countries if c.sense == "demonym" and c.last < first), "")
    if noun.cls == "authority" and not named:  # "President Compaore of Burkina Faso"
        named = next(
            (c.code for c in asked.countries if c.first > last and asked.key(c.first - 1) in asked.data.grammar.of), ""
        )
    code = named or asked.country
    if noun.role:
        aloft = noun.role == forces.AIR_FORCE and noun.cls in _PLACES
        party = asked.force(code, noun.role) if named else asked.force_here(noun.role, aloft=aloft)
        party = _local_police(asked, first, last, party) if noun.role == forces.POLICE else party
    elif noun.cls == "authority":
        party = Party(_authority_name(asked, first, last, noun, code), PartyKind.AUTHORITY, code)
    elif noun.kind in _GROUPS:
        party = Party(_group_name(asked, first, last, noun), noun.kind, code, noun.private)
    else:
        party = Party(noun.name, noun.kind, code, noun.private)
    if party.kind is PartyKind.CIVILIANS and noun.cls != "site" and _person_named(asked, first, last):
        party = replace(party, private=True)
    cls = PRISONER if noun.cls == "prisoner" else class_of(party.kind)
    return Reading(party, forces.span_of(asked.words, first, last), _PLACES.get(noun.cls, "noun"), cls)


def local(asked: Asked, first: int, last: int, noun: Noun, *, before: bool = False) -> Reading | None:
    """Who a word of the phrase means in the country: "the rebels", "Maoist fighters", "a coalition air strike".

    With `before` the head itself does not count.
    """
    if noun.cls == "civilian":
        start, end = (first, last + 1) if first == last else (0, 0)
    elif noun.cls in _LOCAL or (noun.role and noun.cls in _PLACES):
        start, end = 0, last + 1 if noun.cls in _LOCAL else first
    else:
        return None
    end = min(end, asked.head) if before else end
    known, code = asked.data.local, _country_of(asked, first)
    for word in asked.words[start:end]:
        for key in (word.key, word.key.removesuffix("s")):
            for actor in known.get((code, key), ()):
                if asked.published and actor.lived(asked.published):
                    return Reading(actor.party, forces.span_of(asked.words, first, last), "noun", class_of(actor.kind))
    return None


def _country_of(asked: Asked, first: int) -> str:
    """The country of a people named before the noun, else that of the event."""
    return next((c.code for c in asked.countries if c.sense == "demonym" and c.last < first), asked.country)


def _unit(asked: Asked, first: int, last: int, noun: Noun) -> Reading | None:
    """ "the 207th Zafar Corps": a unit with a name or a number of its own, behind the force that it is of."""
    words, begin, end = asked.words, first, last
    while begin > 0 and words[begin - 1].capital and asked.gap(begin - 1) in (" ", "-"):
        begin -= 1
    while begin < first and words[begin].key in asked.data.grammar.definite | asked.data.grammar.indefinite:
        begin += 1
    if not words[first].text[0].isupper() or not any(w.text[0].isdigit() for w in words[begin:first]):
        return None
    force = asked.force_here(noun.role)
    span = forces.span_of(words, begin, end)
    name = asked.data.grammar.composed["unit"].format(force=force.name, unit=span.of(asked.text))
    return Reading(replace(force, name=name), span, "force", class_of(force.kind))


def styled(asked: Asked, last: int, noun: Noun) -> Reading | None:
    """ "the guerrilla group Night Owls": a group by the capitalised name that follows its noun."""
    words = asked.words
    if noun.cls in _LOCAL and (named := asked.data.grammar.styled.match(asked.text, words[last].end)):
        span, kind = Span(*named.span(1)), noun.kind or PartyKind.UNIDENTIFIED
        return Reading(Party(span.of(asked.text), kind, asked.country), span, "name", class_of(kind))
    if noun.plural or noun.cls not in ("armed", "org") or noun.lemma in asked.data.grammar.named_first:
        return None
    end = last
    while end + 1 < len(words) and words[end + 1].text[0].isupper() and asked.gap(end) in _NAME_GAPS:
        end += 1
    if end - last < 2 or noun.lemma in asked.data.grammar.members:
        return None
    span = forces.span_of(words, last + 1, end)
    kind = noun.kind or PartyKind.UNIDENTIFIED
    return Reading(Party(span.of(asked.text), kind, asked.country), span, "name", class_of(kind))


_NAME_GAPS = frozenset((" ", "-", ' "', " “", " «", " '", " ‘"))
_LOCAL = frozenset(("armed", "org"))
_PLACES = {"site": "place", "vehicle": "place"}


def _of_their_country(asked: Asked, first: int, last: int) -> Reading | None:
    """ "the Ethiopian invaders": the army of the country named before the noun."""
    code = next((c.code for c in asked.countries if c.sense == "demonym" and c.last < first), "")
    party = asked.force(code, forces.ARMY)
    return Reading(party, forces.span_of(asked.words, first, last), "force", STATE) if code else None


def _enemy(asked: Asked, first: int, last: int) -> Reading | None:
    """ "the occupying army": of the latest force read that is not the country's own, else of the state named most."""
    span = forces.span_of(asked.words, first, last)
    for reading in reversed(asked.earlier):
        if reading.person_class == STATE and asked.country and reading.party.country not in ("", asked.country):
            return replace(reading, party=asked.force(reading.party.country, forces.ARMY), span=span, by="reference")
    text = cut(asked.text, asked.data.grammar.possessive, 0, asked.words[0].start)
    named = Counter(c.code for c in forces.countries(text, asked.data) if c.code != asked.country)
    if not asked.country or not named:
        return None
    party = asked.force(named.most_common(1)[0][0], forces.ARMY)
    return Reading(party, span, "reference", STATE)


def _force_before(asked: Asked) -> Reading | None:
    """The latest force of the country that was read before: whose "a patrol" or "two officers" are.

    "The patrol" may be of another country's too.
    """
    for reading in reversed(asked.earlier):
        if reading.person_class == STATE and (asked.definite or reading.party.country == asked.country):
            return reading if reading.party.name not in asked.but else None
    return None


def _authority_name(asked: Asked, first: int, last: int, noun: Noun, code: str) -> str:
    """An authority by the text's own words where they hold a name, else by what it is and of where.

    A pattern without a body stands for words that name nothing: "a court" is the country's judiciary.
    """
    words, grammar = asked.words, asked.data.grammar
    country = asked.data.country_names.get(code, "")
    begin, end = _own_words(asked, first, last)
    body = asked.text[words[begin].start : words[end].end]
    body = body[0].upper() + body[1:]
    if not country or "{" not in noun.name:
        return body if country or "{" in noun.name else noun.name
    home = f"{asked.province}, {country}" if code == asked.country and asked.province else country
    whole = noun.name.format(body=body, country=country, province=home)
    if not any(w.text[0].isupper() and not w.text.isupper() for w in words[begin : end + 1]):
        return whole
    if _BODY not in noun.name:
        return whole if whole.startswith(body) else grammar.composed["seated"].format(body=body, judiciary=whole)
    foreign = any(c.code == code and c.first < first for c in forces.countries(words, asked.data))
    titled = _NATION in noun.name and words[first].text[0].isupper() and begin == first
    return grammar.composed["body"].format(body=body, country=country) if foreign or titled else body


_BODY, _NATION = "{body}", "{country}"  # in the name of a noun: "{body} of {country}"


def _local_police(asked: Asked, first: int, last: int, force: Party) -> Party:
    """ "the Lagos Police", "the Civil Police": a force with a name of its own, with the country's that it is of."""
    words, begin = asked.words, first
    while begin > 0 and words[begin - 1].text[0].isupper() and asked.gap(begin - 1) == " ":
        begin -= 1
    while begin < first and words[begin].key in asked.data.grammar.definite | asked.data.grammar.indefinite:
        begin += 1
    explained = any(c.first < first for c in asked.countries) or begin == first or not words[first].text[0].isupper()
    if explained or not _capital(asked, begin):
        return force
    own = forces.span_of(words, begin, last).of(asked.text)
    return replace(force, name=asked.data.grammar.composed["branch"].format(words=own, name=force.name))


_GROUPS = frozenset((PartyKind.REBEL_GROUP, PartyKind.POLITICAL_MILITIA, PartyKind.COMMUNAL_MILITIA))


def _group_name(asked: Asked, first: int, last: int, noun: Noun) -> str:
    """A group that nothing names: by its people or place, where the text tells of them ("Arab militiamen")."""
    begin, _ = _own_words(asked, first, last)
    words = asked.words
    while begin < first and (not _capital(asked, begin) or any(c.first == begin for c in asked.countries)):
        begin += 1
    if begin == first or asked.key(begin - 1) in asked.data.grammar.against:
        return noun.name
    name = asked.text[words[begin].start : words[last].end]
    if not noun.plural and words[0].key in asked.data.grammar.indefinite:
        name = name.removesuffix(words[last].text) + noun.many.split()[-1]
    return name


def _capital(asked: Asked, i: int) -> bool:
    """Is a word capitalised where a sentence does not ask for it?"""
    before = asked.text[: asked.words[i].start].rstrip(' “"')
    return asked.words[i].text[0].isupper() and before != "" and before[-1] not in ".!?:\n"


def _own_words(asked: Asked, first: int, last: int) -> tuple[int, int]:
    """The first and last word of an authority's name: from its first adjective to the place that it is of."""
    words, grammar = asked.words, asked.data.grammar
    stops = grammar.definite | grammar.indefinite | grammar.barriers
    while (
        first > 0
        and words[first - 1].key not in stops
        and not words[first - 1].owns
        and "," not in asked.gap(first - 1)
    ):
        first -= 1
    end = last
    if last + 1 < len(words) and words[last + 1].key in grammar.of:
        end = last + 2
        while end + 1 < len(words) and (asked.gap(end) == "-" or (words[end + 1].capital and asked.gap(end) == " ")):
            end += 1
        if end >= len(words) or not words[end].capital:
            end = last
    return first, end


def _person_named(asked: Asked, first: int, last: int) -> bool:
    """Do two capitalised words beside a role name the person who has it?"""
    before = [w for w in asked.words[max(0, first - 3) : first] if w.text[0].isupper()]
    after = asked.words[last + 1 : last + 3]
    return len(before) >= 2 or (len(after) == 2 and all(w.text[0].isupper() for w in after))
