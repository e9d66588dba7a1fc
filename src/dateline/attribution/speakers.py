"""Names and kinds of sources: full names given once, then by surname or pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.lexicon import AttributionData
from dateline.grammar import Syntax, kids, phrase, subtree
from dateline.model import ActorMention, Attitude, Parse, PartyKind, Source, SourceKind, Span

_KIND_OF_PARTY = {
    PartyKind.STATE_FORCES: SourceKind.MILITARY,
    PartyKind.EXTERNAL_FORCES: SourceKind.MILITARY,
    PartyKind.AUTHORITY: SourceKind.OFFICIAL,
    PartyKind.INTERNATIONAL_ORG: SourceKind.UN,
    PartyKind.CIVILIANS: SourceKind.EYEWITNESS,
}


class Speakers:
    """The sources of one document as they are met, in text order."""

    def __init__(self, text: str, data: AttributionData, syntax: Syntax, actors: Sequence[ActorMention]) -> None:
        self._text, self._data, self._s, self._actors = text, data, syntax, actors
        self._by_surname: dict[str, Source] = {}
        self._last: Source | None = None

    def source(self, parse: Parse, head: int, attitude: Attitude, *, via: str | None = None) -> Source | None:
        """The source that the noun phrase at `head` means; None for a pronoun that means nobody known."""
        token = parse.tokens[head]
        if token.lower in self._data.empty:
            return None
        if token.pos == "PRON":
            if token.lower in self._data.pronouns and self._last is not None:
                return self._like(self._last, attitude, via)
            return None
        span = phrase(parse, head, self._s)
        name, name_span = self._name(parse, head)
        noun = self._noun(parse, head)
        if name and " " not in name and name.casefold() in self._by_surname and noun is None:
            known = self._by_surname[name.casefold()]
            self._last = known
            return self._like(known, attitude, via)
        actor = next((a for a in self._actors if a.span.overlaps(span)), None)
        kind = noun.kind if noun else (self._of_actor(actor) if actor else None)
        if actor and noun and noun.kind in (SourceKind.OFFICIAL, SourceKind.ANONYMOUS) and not name:
            kind = self._of_actor(actor)
        if kind is None:
            kind = SourceKind.OFFICIAL if name and " " in name else SourceKind.ANONYMOUS
            if not name:
                return None
        shown = name or (actor.party.name if actor and noun is None else span.of(self._text))
        source = Source(shown, kind, attitude, via, name_span or span, private=bool(noun and noun.private))
        if name:
            self._by_surname[name.split()[-1].casefold()] = source
        self._last = source
        return source

    def _like(self, known: Source, attitude: Attitude, via: str | None) -> Source:
        return Source(known.name, known.kind, attitude, via or known.via, known.span, known.private)

    def _of_actor(self, actor: ActorMention) -> SourceKind:
        return _KIND_OF_PARTY.get(actor.party.kind, SourceKind.ARMED_GROUP)

    def _noun(self, parse: Parse, head: int):  # type: ignore[no-untyped-def]
        """The lexicon's word on the nouns of the phrase: head first, then appositions and modifiers."""
        near = [head, *kids(parse, head, self._s.apposition), *kids(parse, head, self._s.compound)]
        for i in near:
            t = parse.tokens[i]
            found = self._data.nouns.get(t.lower) or self._data.nouns.get(t.lemma)
            if found:
                return found
        return None

    def _name(self, parse: Parse, head: int) -> tuple[str, Span | None]:
        """The personal name in the phrase: proper nouns that no actor name covers; ("", None) where there is none."""
        for i in [head, *kids(parse, head, self._s.apposition)]:
            if parse.tokens[i].pos != "PROPN":
                continue
            words = [
                n
                for n in sorted(
                    subtree(
                        parse, i, self._s.preposition | self._s.relative_clause | self._s.apposition | self._s.conjunct
                    )
                )
                if parse.tokens[n].pos == "PROPN" or parse.tokens[n].text in "-'’"
            ]
            words = [
                n
                for n in words
                if parse.tokens[n].lower.rstrip(".") not in self._data.titles and parse.tokens[n].text[:1].isalpha()
            ]
            if not words:
                continue
            span = Span(parse.tokens[words[0]].start, parse.tokens[words[-1]].end)
            if any(a.span.overlaps(span) for a in self._actors):
                continue
            return span.of(self._text), span
        return "", None
