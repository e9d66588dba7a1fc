"""What of a document is set aside: paragraphs, or the whole of it, that are of another field than ours.

Markets and matches are told in war words too; and police, gunmen and weapons are in every report of ordinary crime.
"""

from __future__ import annotations

from collections import Counter

from dateline.fill import Reading
from dateline.find import WHOEVER_ACTS, Mention, SetAside, other_fields
from dateline.kit import Kit
from dateline.model import ActorMention, Parse, SentenceKind
from dateline.values import Relevance
from dateline.wordclass import KIND_CLASS, OURS, noun_class_at

HARM = frozenset(("killed", "wounded", "executed", "arrested", "abducted"))


def set_aside(reading: Reading, kit: Kit) -> SetAside:
    """What of a document is of another field, by its words; ordinary crime is not where it is coded."""
    whole = kit.relevance is Relevance.ALL
    signed = whole or _signed(reading, kit)
    parses = [p for p in reading.parses if p.sentence.kind is not SentenceKind.FURNITURE]
    return other_fields(parses, _ours(reading, kit), _harm(reading), kit.find.other_fields, crime=whole, signed=signed)


def is_aside(mention: Mention, aside: SetAside, reading: Reading, kit: Kit) -> bool:
    """Does a telling stand in a paragraph of another field, or tell only of harm that nobody did?

    What those who fight do is ours in a text of ours.
    """
    if mention.weak and _by_nobody(mention, kit):
        return True
    field = aside.paragraphs.get(mention.parse.sentence.paragraph, "")
    if not field or aside.field or field in WHOEVER_ACTS:
        return bool(field)
    doers = mention.roles.get("actor", ())
    starts = [mention.parse.tokens[h].start for h in doers]
    named = any(a.span.start <= start < a.span.end and _fights(a) for start in starts for a in reading.actors)
    return not named and not any(noun_class_at(mention.parse, h, kit.who) in OURS for h in doers)


def _by_nobody(mention: Mention, kit: Kit) -> bool:
    """Is there a word for an illness, or for what else hurts people, and nobody but it that did the harm?"""
    causes = [t.i for t in mention.parse.tokens if not kit.find.other_causes.isdisjoint((t.lower, t.lemma))]
    return bool(causes) and set(mention.roles.get("actor", ())) <= set(causes)


def _fights(actor: ActorMention) -> bool:
    return KIND_CLASS.get(actor.party.kind) in ("state", "armed", "crowd")


def _ours(reading: Reading, kit: Kit) -> Counter[int]:
    """How many words of each paragraph are of weapons, of who fights, keeps order or protests, or name such a party.

    Words of crime are ours where crime is coded, and so is every telling of violence.
    """
    whole = kit.relevance is Relevance.ALL
    crime = kit.find.crime_words if whole else frozenset()
    found: Counter[int] = Counter()
    for p in reading.parses:
        nouns = sum(noun_class_at(p, t.i, kit.who) in OURS for t in p.tokens if t.pos == "NOUN")
        found[p.sentence.paragraph] += nouns + sum(t.lemma in crime for t in p.tokens)
    for actor in reading.actors:
        if _fights(actor):
            found[reading.parses[reading.sentence_of(actor.span.start)].sentence.paragraph] += 1
    found.update(m.parse.sentence.paragraph for m in reading.mentions if whole and kit.ontology.violent(m.type))
    return found


def _harm(reading: Reading) -> Counter[int]:
    """How many tellings of each paragraph count people who were killed, hurt or seized."""
    told = (m for m in reading.mentions if not HARM.isdisjoint(m.counts))
    return Counter(m.parse.sentence.paragraph for m in told)


def _signed(reading: Reading, kit: Kit) -> bool:
    """Does a word or a name of the document tell that it is of our field, and no report of ordinary crime?"""
    signs = kit.find.field_signs
    named = (a.party.name.lower().split() for a in reading.actors if _fights(a))
    if any(all(signs.get(word, True) for word in name) for name in named):
        return True
    return any(_tells(p, i, kit) for p in reading.parses for i in range(len(p.tokens)))


def _tells(parse: Parse, i: int, kit: Kit) -> bool:
    """Is a word a sign by the lexicon of signs, or else one of who fights or protests, and by what?"""
    token, signs = parse.tokens[i], kit.find.field_signs
    said = signs.get(token.lower, signs.get(token.lemma))
    if said is None:
        return token.pos == "NOUN" and noun_class_at(parse, i, kit.who) in OURS
    return said
