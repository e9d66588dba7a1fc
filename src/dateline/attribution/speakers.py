"""Names and kinds of sources: full names given once, then by surname, description or pronoun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.attribution.lexicon import AttributionData, SourceNoun
from dateline.attribution.persons import person_words, surnames
from dateline.grammar import Syntax, kids, phrase, subtree
from dateline.model import ActorMention, Attitude, Parse, PartyKind, SentenceKind, Source, SourceKind, Span, Unknown

PartyOf = Callable[[Span, Span], Any]
"""`party(phrase, head)`: the reading of a noun phrase as a party (`.party`, `.by`), or Unknown."""

PERSON, BODY, MANY = "person", "body", "many"
_NAMES = frozenset(("name", "definition", "force", "country", "reference", "pronoun"))
_FORCES = frozenset((PartyKind.STATE_FORCES, PartyKind.EXTERNAL_FORCES))
_LONGEST = 14  # words of an unnamed source


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can say something; `noun` is the word that describes them, `sort` what a pronoun asks for."""

    name: str
    kind: SourceKind
    span: Span
    private: bool
    sort: str
    noun: str = ""

    def source(self, attitude: Attitude, via: str | None) -> Source:
        """The voice as the source of something."""
        return Source(self.name, self.kind, attitude, via if via != self.name else None, self.span, self.private)


class Speakers:
    """The voices of one document as they are met, in text order."""

    def __init__(
        self,
        text: str,
        parses: Sequence[Parse],
        data: AttributionData,
        syntax: Syntax,
        actors: Sequence[ActorMention],
        party: PartyOf | None,
    ) -> None:
        self._text, self._data, self._s = text, data, syntax
        self._actors, self._party = actors, party
        self._named = {at: a for a in actors for at in range(a.span.start, a.span.end)}
        self._full = surnames(parses, data, self._named)
        self._known: dict[str, Voice] = {}
        self._heard: list[Voice] = []

    def voices(self, parse: Parse, head: int, *, anyone: bool = False) -> list[Voice]:
        """Everyone whom the noun phrase at `head` names as speaking: "police and medics" are two.

        With `anyone` a noun that the lexicon lacks speaks too, as the subject of a plain verb of saying does.
        """
        heads = [head]
        for h in heads:
            heads += [c for c in kids(parse, h, self._s.conjunct) if c not in heads and parse.tokens[c].pos in self._s.noun_pos]
        found = [v for v in (self.voice(parse, h) for h in heads[:3]) if v is not None]
        if not found and anyone and parse.tokens[head].pos in ("NOUN", "PROPN"):
            span = self._words(parse, head)
            found = [Voice(self._plain(span), SourceKind.ANONYMOUS, span, False, BODY, parse.tokens[head].lemma)]
            self._heard += found
        return found

    def voice(self, parse: Parse, head: int) -> Voice | None:
        """The voice that the noun phrase at `head` means; None for one that means nobody known."""
        voice = self._read(parse, head)
        if voice is not None:
            self._heard.append(voice)
        return voice

    def last(self) -> Voice | None:
        """Who spoke last."""
        return self._heard[-1] if self._heard else None

    def can_head_a_line(self, parse: Parse, head: int) -> bool:
        """May the noun phrase at `head` stand before a colon as who speaks?"""
        token = parse.tokens[head]
        actor = self._named.get(token.start)
        if actor is not None:
            return actor.party.kind is not PartyKind.AUTHORITY
        if parse.sentence.kind is not SentenceKind.LIST_ITEM and token.lower in self._full:
            return True  # in a list "Goma: two held" is more often a place
        known = self._known.get(self._full.get(token.lower, "").casefold())
        noun = self._noun_at(parse, head)
        papers = token.lemma in self._data.papers or token.lower in self._data.papers
        return known is not None or (noun is not None and not papers)

    def outlet(self, parse: Parse, head: int) -> str | None:
        """The name of an outlet; None for people who were told ("reporters")."""
        token = parse.tokens[head]
        noun = self._noun_at(parse, head)
        media = noun is not None and noun.kind is SourceKind.MEDIA and token.lower not in self._data.not_media
        if token.start in self._named or token.lower in self._data.not_media:
            return None
        if media or (token.pos == "PROPN" and token.lower not in self._full and (noun is None or media)):
            return self._plain(phrase(parse, head, self._s))
        return None

    def meet(self, parse: Parse) -> None:
        """Take note of the persons that a sentence without a speaker of its own tells of."""
        for t in parse.tokens:
            if t.pos == "PROPN" and t.dep in self._s.subject | self._s.passive_subject and t.start not in self._named:
                run = person_words(parse, t.i, self._data, self._named)
                if len(run) > 1:
                    voice = self._person(parse, t.i, t.i, run)
                    if voice is not None:
                        self._heard.insert(max(0, len(self._heard)), voice)

    # --- one phrase -------------------------------------------------------------------------

    def _read(self, parse: Parse, head: int) -> Voice | None:
        data, token = self._data, parse.tokens[head]
        own = Span(token.start, token.end)
        if token.lower in data.pronouns:
            found = self._in_sentence(parse, head) or self._meant(data.pronouns[token.lower])
            return replace(found, span=own) if found else None
        if token.lower in data.empty:
            return None
        if token.lemma in data.parts or token.pos == "NUM":
            inner = self._of(parse, head, data.by | data.makers)
            if inner is not None and parse.tokens[inner].lower not in data.pronouns:
                return self._unnamed(parse, head, inner)
        noun = self._noun_at(parse, head)
        if token.lemma in data.papers and token.pos == "NOUN":
            return self._author(parse, head)
        for at in (head, *kids(parse, head, self._s.apposition), *self._flat(parse, head)):
            named = parse.tokens[at].pos == "PROPN" or self._is_surname(parse, at)
            if named and parse.tokens[at].start not in self._named:
                run = person_words(parse, at, data, self._named)
                if run:
                    voice = self._person(parse, head, at, run)
                    if voice is not None:
                        return voice
        return self._body(parse, head, noun) or self._described(parse, head) or self._unnamed(parse, head, head)

    def _is_surname(self, parse: Parse, i: int) -> bool:
        """Is a capitalised word the surname of somebody whom the text names in full?"""
        return parse.tokens[i].text[0].isupper() and parse.tokens[i].lower in self._full

    def _flat(self, parse: Parse, head: int) -> list[int]:
        """A name that the parser hung before the noun as a modifier: "spokesman Rafiq said"."""
        return [c for c in kids(parse, head, self._s.compound) if c > head]

    def _in_sentence(self, parse: Parse, head: int) -> Voice | None:
        """The people of the same sentence that "they" means: "relatives of the men who, they say, ..."."""
        if self._data.pronouns[parse.tokens[head].lower] != MANY:
            return None
        for t in parse.tokens[:head]:
            if t.dep in self._s.subject | self._s.passive_subject and t.tag in self._s.plural_tags:
                noun = self._noun_at(parse, t.i)
                if noun is not None and noun.private:
                    return self._unnamed(parse, t.i, t.i)
        return None

    def _meant(self, sort: str) -> Voice | None:
        for voice in reversed(self._heard):
            if voice.sort == sort or (sort == MANY and voice.sort == BODY):
                return voice
        return None

    def _of(self, parse: Parse, head: int, words: frozenset[str]) -> int | None:
        for p in kids(parse, head, self._s.preposition | self._s.agent_marker):
            if parse.tokens[p].lower in words:
                objects = kids(parse, p, self._s.preposition_object)
                if objects:
                    return objects[0]
        return None

    def _author(self, parse: Parse, head: int) -> Voice | None:
        """Who made a paper: "a statement by X", "X's report", "the army statement"; else who was heard last."""
        data, s = self._data, self._s
        places = kids(parse, head, s.possessor) + [
            o
            for c in parse.children[head]
            if parse.tokens[c].lower in data.makers
            for o in kids(parse, c, s.preposition_object)
        ]
        for c in kids(parse, head, s.reduced_clause):
            if parse.tokens[c].lemma in data.owners:
                places += [o for p in parse.children[c] if parse.tokens[p].lower in data.by for o in kids(parse, p, s.preposition_object)]
        places += [c for c in kids(parse, head, s.compound) if c < head]
        for at in places:
            t = parse.tokens[at]
            if t.lower in data.pronouns or t.pos == "PRON":
                continue
            noun = self._noun_at(parse, at)
            person = t.pos == "PROPN" and t.start not in self._named and person_words(parse, at, data, self._named)
            if noun or t.start in self._named or (person and len(person) > 1):
                if t.lemma in data.papers:
                    continue
                return self._read(parse, at)
        token = parse.tokens[head]
        own = Span(token.start, token.end)
        if self._indefinite(parse, head):
            return Voice(self._plain(phrase(parse, head, s)), SourceKind.ANONYMOUS, own, False, BODY, token.lemma)
        found = self._meant(BODY) or self.last()
        return replace(found, span=own) if found else None

    def _indefinite(self, parse: Parse, head: int) -> bool:
        return not any(parse.tokens[c].lower in self._data.definite for c in kids(parse, head, self._s.determiner))

    def _person(self, parse: Parse, head: int, at: int, run: list[int]) -> Voice | None:
        """A person by name, with the kind that titles, appositions and nouns beside the name give."""
        tokens = parse.tokens
        span = Span(tokens[run[0]].start, tokens[run[-1]].end)
        name = span.of(self._text)
        key = tokens[run[-1]].lower
        full = self._full.get(key)
        known = self._known.get((full or name).casefold())
        noun, kind = self._descriptor(parse, head, at, run)
        if len(run) == 1 and full is None and known is None and noun is None and kind is None:
            return None
        if full and (len(run) == 1 or name.casefold() in full.casefold()):
            name = full
        if known is not None and known.kind is not SourceKind.ANONYMOUS and kind is None and noun is None:
            return replace(known, span=span)
        if kind is None:
            kind = noun.kind if noun else SourceKind.EYEWITNESS
        private = noun.private if noun else kind is SourceKind.EYEWITNESS
        head_noun = tokens[head].lemma if head != at else self._role_word(parse, head, at, run)
        voice = Voice(name, kind, span, private, PERSON, head_noun)
        if known is not None and noun is None and kind is SourceKind.EYEWITNESS:
            return replace(known, span=span)
        self._known[name.casefold()] = voice
        return voice

    def _role_word(self, parse: Parse, head: int, at: int, run: list[int]) -> str:
        for i in self._beside(parse, head, at, run):
            if parse.tokens[i].lemma in self._data.voices:
                return parse.tokens[i].lemma
        return ""

    def _beside(self, parse: Parse, head: int, at: int, run: list[int]) -> list[int]:
        """The words that describe a named person, nearest noun first."""
        s, tokens = self._s, parse.tokens
        out: list[int] = []
        if head != at:
            out += [head, *kids(parse, head, s.compound)]
        before = run[0] - 1
        while before >= 0 and (tokens[before].pos in ("NOUN", "PROPN", "ADJ") or tokens[before].text in ".-'’"):
            out.append(before)
            before -= 1
        for top in {head, at}:
            for c in kids(parse, top, s.apposition):
                if c not in run and c != at:
                    out += [c, *reversed(kids(parse, c, s.compound))]
        return [i for i in out if i not in run]

    def _descriptor(self, parse: Parse, head: int, at: int, run: list[int]) -> tuple[SourceNoun | None, SourceKind | None]:
        """The noun that describes a named person, and the kind of source by body, noun or title."""
        data, tokens = self._data, parse.tokens
        beside = self._beside(parse, head, at, run)
        titled: SourceKind | None = None
        for i in beside:
            key = tokens[i].lower.rstrip(".")
            if key in data.titles and (tokens[i].text[0].isupper() and i < run[0]):
                if titled is None and data.titles[key]:
                    titled = SourceKind(data.titles[key])
                continue
            noun = self._noun_at(parse, i)
            if noun is None:
                continue
            if tokens[i].lemma in data.voices or tokens[i].lower in data.voices:
                return noun, self._kind_of_voice(parse, i, noun, run)
            if tokens[i].pos == "NOUN" or len(beside) == 1:
                return noun, noun.kind
        return None, titled

    def _kind_of_voice(self, parse: Parse, head: int, noun: SourceNoun, skip: Sequence[int] = ()) -> SourceKind:
        """The kind of somebody who speaks for a body: the body's, where one stands beside the noun."""
        data, s, tokens = self._data, self._s, parse.tokens
        if noun.kind not in (SourceKind.OFFICIAL, SourceKind.ANONYMOUS, SourceKind.MILITARY, SourceKind.ARMED_GROUP, SourceKind.EYEWITNESS):
            return noun.kind
        if noun.private:
            return noun.kind
        near = [n for n in subtree(parse, head, s.relative_clause | s.apposition | s.conjunct | s.reduced_clause) if n != head and n not in skip]
        near.sort(key=lambda n: abs(n - head))
        for n in near:
            actor = self._named.get(tokens[n].start)
            if actor:
                return self._of_actor(actor)
        for n in near:
            found = self._noun_at(parse, n)
            if found and tokens[n].pos in ("NOUN", "PROPN", "ADJ") and not found.private and tokens[n].lemma not in data.voices:
                return found.kind
        return noun.kind

    def _of_actor(self, actor: ActorMention) -> SourceKind:
        for word in actor.span.of(self._text).casefold().split():
            noun = self._data.nouns.get(word)
            if noun and noun.kind in (SourceKind.MEDIA, SourceKind.NGO, SourceKind.MONITOR, SourceKind.MEDICAL):
                return noun.kind
        whole = self._data.nouns.get(actor.span.of(self._text).casefold())
        return whole.kind if whole else self._data.of_party.get(actor.party.kind, SourceKind.OFFICIAL)

    def _body(self, parse: Parse, head: int, noun: SourceNoun | None) -> Voice | None:
        """An organisation, force, government or group, by its usual name."""
        data, s, token = self._data, self._s, parse.tokens[head]
        if noun is not None and (noun.private or token.lemma in data.voices or token.lower in data.voices):
            return None
        span = phrase(parse, head, s)
        actor = self._named.get(token.start)
        reading = None
        if self._party is not None:
            found = self._party(span, Span(token.start, token.end))
            if not isinstance(found, Unknown):
                plain = found.by == "noun" and bool(found.party.country) and found.party.kind in _FORCES
                # "police", "the army": of the country that the report is about
                reading = found if found.by in _NAMES or (plain and not self._owned(parse, head)) else None
        office = token.lemma in data.offices and actor is None
        if reading is not None and not reading.party.private and not (office and self._owned(parse, head)):
            kind = noun.kind if noun and not actor and noun.kind is not SourceKind.ARMED_GROUP else self._kind_of_party(reading.party.kind, span, actor)
            return self._keep(Voice(reading.party.name, kind, span, False, BODY, token.lemma))
        if actor is not None:
            return self._keep(Voice(actor.party.name, self._of_actor(actor), actor.span, False, BODY, token.lemma))
        if token.pos == "PROPN" or (noun is not None and any(parse.tokens[c].pos == "PROPN" for c in kids(parse, head, s.compound))):
            name = self._plain(span)
            known = self._known.get(name.casefold())
            if known is not None:
                return replace(known, span=span)
            kind = noun.kind if noun else self._kind_by_words(parse, head)
            if kind is None:
                return None
            return self._keep(Voice(name, kind, span, False, BODY, token.lemma))
        return None

    def _owned(self, parse: Parse, head: int) -> bool:
        """Does the noun phrase say more than its head: which office, or whose?"""
        dets = self._s.determiner
        return any(parse.tokens[c].dep not in dets and parse.tokens[c].pos != "PUNCT" for c in parse.children[head])

    def _kind_of_party(self, kind: PartyKind, span: Span, actor: ActorMention | None) -> SourceKind:
        if actor is not None:
            return self._of_actor(actor)
        return self._data.of_party.get(kind, SourceKind.OFFICIAL)

    def _kind_by_words(self, parse: Parse, head: int) -> SourceKind | None:
        """The kind of an unlisted name, by the nouns in it or beside it in apposition; official for a place that speaks."""
        s = self._s
        for n in (*kids(parse, head, s.apposition), *kids(parse, head, s.compound), *subtree(parse, head, s.relative_clause)):
            found = self._noun_at(parse, n)
            if found:
                return found.kind
        return SourceKind.OFFICIAL

    def _keep(self, voice: Voice) -> Voice:
        self._known.setdefault(voice.name.casefold(), voice)
        return voice

    def _described(self, parse: Parse, head: int) -> Voice | None:
        """ "the spokesman": the one heard before whom the noun describes."""
        token = parse.tokens[head]
        dets = kids(parse, head, self._s.determiner)
        if len(parse.children[head]) != len(dets) or self._indefinite(parse, head):
            return None
        for voice in reversed(self._heard):
            if voice.noun == token.lemma and (voice.sort != PERSON or token.tag not in self._s.plural_tags):
                return replace(voice, span=Span(token.start, token.end))
        return None

    def _unnamed(self, parse: Parse, head: int, at: int) -> Voice | None:
        """A source by its own words: "two medics", "a health official in Goma"."""
        data, s, token = self._data, self._s, parse.tokens[at]
        noun = self._noun_at(parse, at)
        if noun is None and token.pos == "PRON":
            return None
        kind = self._kind_of_voice(parse, at, noun) if noun else None
        private = bool(noun and noun.private)
        if kind is None and token.start in self._named:
            kind = self._of_actor(self._named[token.start])
        if kind is None and self._party is not None:
            found = self._party(phrase(parse, at, s), Span(token.start, token.end))
            if not isinstance(found, Unknown) and found.by != "place" and found.span.overlaps(Span(token.start, token.end)):
                kind = data.of_party.get(found.party.kind)
                private = kind is SourceKind.EYEWITNESS
        if kind is None and token.pos == "PROPN":
            kind = self._kind_by_words(parse, at)
        if kind is None:
            return None
        span = self._words(parse, head)
        person = token.lemma in data.voices or private
        sort = MANY if token.tag in s.plural_tags or not person else PERSON
        if not person and token.tag not in s.plural_tags:
            sort = BODY
        return Voice(self._plain(span), kind, span, private, sort, token.lemma)

    def _words(self, parse: Parse, head: int) -> Span:
        """The phrase with its prepositional tail, without clauses, appositions and conjuncts."""
        s, tokens = self._s, parse.tokens
        skip = s.relative_clause | s.reduced_clause | s.adverbial_clause | s.apposition | s.conjunct | s.coordinator | s.clausal_complement | s.open_complement
        nodes = set(subtree(parse, head, skip | frozenset(("punct",))))
        low = high = head
        while low - 1 in nodes or (low - 2 in nodes and tokens[low - 1].text in "-'’"):
            low -= 1
        while (high + 1 in nodes and tokens[high + 1].pos != "ADV") or (high + 2 in nodes and tokens[high + 1].text in "-'’"):
            high += 1
        if high - low >= _LONGEST:
            return phrase(parse, head, s)
        while high > head and tokens[high].pos in ("ADP", "PUNCT", "CCONJ", "DET", "PART"):
            high -= 1
        return Span(tokens[low].start, tokens[high].end)

    def _plain(self, span: Span) -> str:
        """The words without the article before them."""
        words = span.of(self._text).split()
        while len(words) > 1 and words[0].casefold() in self._data.articles:
            words = words[1:]
        return " ".join(words)

    def _noun_at(self, parse: Parse, i: int) -> SourceNoun | None:
        """The lexicon's word on a noun, with the word before it where the two are one ("aid worker")."""
        nouns, t = self._data.nouns, parse.tokens[i]
        if i:
            pair = nouns.get(f"{parse.tokens[i - 1].lower} {t.lower}") or nouns.get(f"{parse.tokens[i - 1].lower} {t.lemma}")
            if pair:
                return pair
        return nouns.get(t.lower) or nouns.get(t.lemma)

