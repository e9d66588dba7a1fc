"""What kind of source a noun or a named party makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.attribution.lexicon import AttributionData, SourceNoun
from dateline.grammar import Syntax, kids, subtree
from dateline.model import STATE_KINDS, ActorMention, Parse, Party, PartyKind, SourceKind

# Nouns of these kinds take the kind of the body beside them: "a rebel official", "a source in the army".
_LENT = frozenset((SourceKind.OFFICIAL, SourceKind.ANONYMOUS, SourceKind.MILITARY, SourceKind.ARMED_GROUP))
_FIGHTING = frozenset((SourceKind.MILITARY, SourceKind.ARMED_GROUP))
_OUTRANK = frozenset((SourceKind.MEDIA, SourceKind.NGO, SourceKind.MONITOR, SourceKind.MEDICAL))


class Kinds:
    """Kinds of source in one document; `named` has the party mention at each offset that one covers."""

    def __init__(self, text: str, data: AttributionData, syntax: Syntax, named: Mapping[int, ActorMention]) -> None:
        self._text, self._data, self._s, self._named = text, data, syntax, named

    def of_voice(self, parse: Parse, head: int, noun: SourceNoun, skip: Sequence[int] = ()) -> SourceKind:
        """The kind of somebody who speaks for a body: the body's, where one stands beside the noun."""
        data, s, tokens = self._data, self._s, parse.tokens
        if noun.kind not in _LENT or noun.private:
            return noun.kind
        near = [
            n
            for n in subtree(parse, head, s.relative_clause | s.apposition | s.conjunct | s.reduced_clause)
            if n != head and n not in skip
        ]
        near.sort(key=lambda n: (tokens[n].dep in s.compound, abs(n - head)))
        for n in near:
            actor = self._named.get(tokens[n].start)
            if actor:
                return self.of_actor(actor)
        for n in near:
            found = self.noun_at(parse, n)
            if (
                found
                and tokens[n].pos in ("NOUN", "PROPN", "ADJ")
                and not found.private
                and (tokens[n].lemma not in data.voices or found.kind in _FIGHTING)
            ):
                return found.kind
        return noun.kind

    def of_actor(self, actor: ActorMention) -> SourceKind:
        """The kind of a named party, by the words of its name first."""
        for word in actor.span.of(self._text).casefold().split():
            noun = self._data.nouns.get(word)
            if noun and noun.kind in _OUTRANK:
                return noun.kind
        whole = self._data.nouns.get(actor.span.of(self._text).casefold())
        if whole is None and actor.party.kind is PartyKind.CIVILIANS:
            return SourceKind.ACTIVIST  # a party or movement without arms
        return whole.kind if whole else self._data.of_party.get(actor.party.kind, SourceKind.OFFICIAL)

    def by_words(self, parse: Parse, head: int) -> SourceKind:
        """The kind of an unlisted name, by the nouns in it or in apposition; official for a place."""
        s = self._s
        for n in (
            *kids(parse, head, s.apposition),
            *kids(parse, head, s.compound),
            *subtree(parse, head, s.relative_clause),
        ):
            found = self.noun_at(parse, n)
            if found:
                return found.kind
        by_name = (self._data.publishers.get(parse.tokens[n].lower) for n in (head, *kids(parse, head, s.compound)))
        return next((kind for kind in by_name if kind), SourceKind.OFFICIAL)

    def is_division(self, parse: Parse, head: int, places: frozenset[int]) -> bool:
        """Is a noun the word for what sort of place the words beside it name: "Hama province", "city of Hama"?"""
        lemma, beside = parse.tokens[head].lemma.lower(), subtree(parse, head)
        return lemma in self._data.divisions and any(parse.tokens[n].start in places for n in beside)

    def of_state(self, lemma: str, party: Party) -> bool:
        """Does a noun mean a force of a country or its government, "the government", but not "the ministry"?"""
        rules = party.kind is PartyKind.AUTHORITY and lemma not in self._data.offices
        return bool(party.country) and (party.kind in STATE_KINDS or rules)

    def noun_at(self, parse: Parse, i: int) -> SourceNoun | None:
        """The lexicon's word on a noun, with what stands beside it where they are one ("aid worker")."""
        nouns, t = self._data.nouns, parse.tokens[i]
        if i:
            pair = nouns.get(f"{parse.tokens[i - 1].lower} {t.lower}") or nouns.get(
                f"{parse.tokens[i - 1].lower} {t.lemma}"
            )
            if pair:
                return pair
        if i + 2 < len(parse.tokens) and parse.tokens[i + 1].lower in self._s.links:
            pair = nouns.get(f"{t.lower} {parse.tokens[i + 1].lower} {parse.tokens[i + 2].lower}")
            if pair:
                return pair
        return nouns.get(t.lower) or nouns.get(t.lemma)
