"""Names and kinds of sources: full names given once, then by surname, description or pronoun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dateline.attribution.kinds import Kinds
from dateline.attribution.lexicon import AttributionData, SourceNoun
from dateline.attribution.makers import makers_of
from dateline.attribution.persons import name_apart, name_given, person_words, surnames
from dateline.attribution.voices import BODY, MANY, PERSON, Voice, is_qualified, named_phrase, plain, whole_phrase
from dateline.grammar import Syntax, kids, phrase
from dateline.model import ActorMention, Parse, PartyKind, SentenceKind, SourceKind, Span, Unknown

PartyOf = Callable[[Span, Span], Any]
"""`party(phrase, head)`: the reading of a noun phrase as a party (`.party`, `.by`), or Unknown."""

_NAMES = frozenset(("name", "definition", "force", "country", "reference", "pronoun"))


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
        publisher: str = "",
        places: frozenset[int] = frozenset(),
    ) -> None:
        self._text, self._data, self._s, self._publisher = text, data, syntax, publisher
        self._actors, self._party, self._places = actors, party, places
        self._named = {at: a for a in actors for at in range(a.span.start, a.span.end)}
        self._kinds = Kinds(text, data, syntax, self._named)
        self._full = surnames(parses, data, self._named)
        self._known: dict[str, Voice] = {}
        self._heard: list[Voice] = []

    def voices(self, parse: Parse, head: int, *, anyone: bool = False) -> list[Voice]:
        """Everyone whom the noun phrase at `head` names as speaking: "police and medics" are two.

        With `anyone` a noun that the lexicon lacks speaks too, as the subject of a plain verb of saying does.
        """
        heads = [head]
        for h in heads:
            heads += [
                c
                for c in kids(parse, h, self._s.conjunct)
                if c not in heads and parse.tokens[c].pos in self._s.noun_pos
            ]
        found = [v for v in (self.voice(parse, h) for h in heads[:3]) if v is not None]
        if not found and anyone and parse.tokens[head].pos in ("NOUN", "PROPN") and not self._nobody(parse, head):
            span = whole_phrase(parse, head, self._s)
            found = [Voice(self.words(span), SourceKind.ANONYMOUS, span, BODY, parse.tokens[head].lemma)]
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
            return actor.party.kind is not PartyKind.AUTHORITY or token.lemma in self._data.offices
        if token.start in self._places or self._kinds.is_division(parse, head, self._places):
            return False
        if parse.sentence.kind is not SentenceKind.LIST_ITEM and token.lower in self._full:
            return True  # in a list "Goma: two held" is more often a place
        known = self._known.get(self._full.get(token.lower, "").casefold())
        noun = self._kinds.noun_at(parse, head)
        papers = token.lemma in self._data.papers or token.lower in self._data.papers
        return known is not None or (noun is not None and not papers)

    def outlet(self, parse: Parse, head: int) -> str | None:
        """The name of an outlet, the publisher's for "this paper"; None for people who were told ("reporters")."""
        token = parse.tokens[head]
        noun = self._kinds.noun_at(parse, head)
        media = noun is not None and noun.kind is SourceKind.MEDIA and token.lower not in self._data.not_media
        if token.start in self._named or token.lower in self._data.not_media:
            return None
        bare = token.pos == "NOUN" and not kids(parse, head, self._s.compound | self._s.possessor)
        if media and bare and not self._indefinite(parse, head):
            return self._publisher or None
        if media or (token.pos == "PROPN" and token.lower not in self._full and (noun is None or media)):
            return self.words(phrase(parse, head, self._s))
        return None

    def meet(self, parse: Parse) -> None:
        """Take note of whom a sentence without a speaker tells of, so that "he" and "they" can mean them."""
        for t in parse.tokens if parse.sentence.kind is not SentenceKind.QUOTATION else ():
            if t.dep in self._s.subjects and t.pos in ("NOUN", "PROPN", "NUM"):
                if t.pos == "PROPN" or self._kinds.noun_at(parse, t.i) is not None:
                    self.voice(parse, t.i)
                return

    def widened(self, voice: Voice, segment: Span) -> Voice:
        """A voice that is called by its own words, with all the words of its phrase where the parse broke off."""
        own = voice.name == self.words(voice.span) and (voice.name.islower() or voice.span.start == segment.start)
        if not own or not segment.holds(voice.span):
            return voice
        return replace(voice, name=self.words(segment), span=segment)

    def words(self, span: Span) -> str:
        """The words of a source without a name, without the article before them."""
        return plain(span.of(self._text), self._data.articles)

    # --- one phrase -------------------------------------------------------------------------

    def _read(self, parse: Parse, head: int) -> Voice | None:
        data, token = self._data, parse.tokens[head]
        own = Span(token.start, token.end)
        if token.lower in data.pronouns:
            found = self._in_sentence(parse, head) or self._meant(data.pronouns[token.lower], token.lower)
            return replace(found, span=own) if found else None
        if self._nobody(parse, head):
            return None
        if token.lemma in data.parts or token.pos == "NUM":
            inner = self._of(parse, head, data.by | data.makers)
            if inner is not None and parse.tokens[inner].lower not in data.pronouns:
                return self._called(parse, head) or self._called(parse, inner) or self._unnamed(parse, head, inner)
            if inner is not None or not any(parse.tokens[c].pos in ("DET", "NOUN") for c in parse.children[head]):
                some = self._meant(MANY)  # "three of them", "one said"
                return replace(some, span=own) if some else None
        noun = self._kinds.noun_at(parse, head)
        if token.lemma in data.papers and token.pos == "NOUN":
            return self._maker(parse, head)
        apart = name_apart(parse, head, data, self._s, self._named)
        for at in (head, *kids(parse, head, self._s.apposition), *self._flat(parse, head), *apart):
            named = parse.tokens[at].pos == "PROPN" or self._is_surname(parse, at)
            if named and parse.tokens[at].start not in self._named:
                run = person_words(parse, at, data, self._named)
                if run:
                    voice = self._person(parse, head, at, run)
                    if voice is not None:
                        return voice
        for at in kids(parse, head, self._s.apposition):  # "the state agency X", "the hunters' movement X"
            if parse.tokens[at].pos == "PROPN" and all(t.text != "," for t in parse.tokens[head:at]):
                named_body = self._body(parse, at, noun)
                if named_body is not None:
                    return named_body
        body = self._body(parse, head, noun)
        return body or self._called(parse, head) or self._described(parse, head) or self._unnamed(parse, head, head)

    def _nobody(self, parse: Parse, head: int) -> bool:
        """Does a phrase mean nobody in particular: "who", "nobody", "no group"?"""
        none = (parse.tokens[c].lower in self._data.none for c in kids(parse, head, self._s.determiner))
        return parse.tokens[head].lower in self._data.empty or any(none)

    def _is_surname(self, parse: Parse, i: int) -> bool:
        """Is a capitalised word the surname of somebody whom the text names in full?"""
        return parse.tokens[i].text[0].isupper() and parse.tokens[i].lower in self._full

    def _flat(self, parse: Parse, head: int) -> list[int]:
        """A name that the parser hung before the noun as a modifier: "spokesman Rafiq said"."""
        return [c for c in kids(parse, head, self._s.compound) if c > head]

    def _called(self, parse: Parse, head: int) -> Voice | None:
        """Whom the text calls by a name that it gives behind."""
        run = name_given(parse, head, self._data, self._s, self._named)
        voice = self._unnamed(parse, head, head) if run else None
        if voice is None:
            return None
        name = Span(parse.tokens[run[0]].start, parse.tokens[run[-1]].end).of(self._text)
        self._full.setdefault(parse.tokens[run[-1]].lower, name)
        return replace(voice, name=name, sort=PERSON)

    def _in_sentence(self, parse: Parse, head: int) -> Voice | None:
        """The people of the same sentence that "they" means: "relatives of the men who, they say, ..."."""
        if self._data.pronouns[parse.tokens[head].lower] != MANY:
            return None
        for t in parse.tokens[:head]:
            if t.dep in self._s.subjects and t.tag in self._s.plural_tags:
                noun = self._kinds.noun_at(parse, t.i)
                if noun is not None and noun.private:
                    return self._unnamed(parse, t.i, t.i)
        return None

    def _meant(self, sort: str, pronoun: str = "") -> Voice | None:
        """The last one heard of a sort, but for those whose noun tells that the pronoun is not of them."""
        others = self._data.never.get(pronoun, frozenset())
        for voice in reversed(self._heard):
            if voice.noun in others:
                continue
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

    def _maker(self, parse: Parse, head: int) -> Voice | None:
        """Who made a paper, where the text says so; else who was heard last."""
        token = parse.tokens[head]
        own = Span(token.start, token.end)
        made = self.author(parse, head)
        if made is not None:
            return made
        if self._indefinite(parse, head):
            name = self.words(phrase(parse, head, self._s))
            return Voice(name, SourceKind.ANONYMOUS, own, BODY, token.lemma)
        found = self._meant(BODY) or self.last()
        return replace(found, span=own) if found else None

    def author(self, parse: Parse, head: int) -> Voice | None:
        """Who is said to have made a paper: "a statement by X", "X's report", "the army statement", "which X sent"."""
        data = self._data
        for at in makers_of(parse, head, data, self._s):
            t = parse.tokens[at]
            if t.lower in data.pronouns or t.pos == "PRON":
                continue
            noun = self._kinds.noun_at(parse, at)
            person = t.pos == "PROPN" and t.start not in self._named and person_words(parse, at, data, self._named)
            if noun or t.start in self._named or (person and len(person) > 1):
                if t.lemma in data.papers:
                    continue
                return self._read(parse, at)
        return None

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
        voice = Voice(name, kind, span, PERSON, head_noun, private)
        if known is not None and noun is None and kind is SourceKind.EYEWITNESS:
            return replace(known, span=span)
        self._known[name.casefold()] = voice
        return voice

    def _role_word(self, parse: Parse, head: int, at: int, run: list[int]) -> str:
        for i in self._beside(parse, head, at, run):
            lemma = parse.tokens[i].lemma.lower()  # "General Diallo ... the general"
            if lemma in self._data.voices:
                return lemma
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
        tail = self._of(parse, run[-1], self._data.makers) if self._data.makers else None
        if tail is not None and not out:
            out += [tail, *kids(parse, tail, s.compound)]
        for top in {head, at}:
            for c in kids(parse, top, s.apposition):
                if c not in run and c != at:
                    out += [c, *reversed(kids(parse, c, s.compound))]
        return [i for i in out if i not in run]

    def _descriptor(
        self, parse: Parse, head: int, at: int, run: list[int]
    ) -> tuple[SourceNoun | None, SourceKind | None]:
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
            noun = self._kinds.noun_at(parse, i)
            if noun is None:
                continue
            if tokens[i].lemma in data.voices or tokens[i].lower in data.voices:
                return noun, self._kinds.of_voice(parse, i, noun, run)
            if tokens[i].pos == "NOUN" or len(beside) == 1:
                return noun, noun.kind
        return None, titled

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
                plain = found.by == "noun" and self._kinds.of_state(token.lemma, found.party)
                # "police", "the army": of the country that the report is about
                reading = found if found.by in _NAMES or (plain and not is_qualified(parse, head, s)) else None
        office = token.lemma in data.offices and actor is None
        if reading is not None and not reading.party.private and not (office and is_qualified(parse, head, s)):
            kind = (
                noun.kind
                if noun and not actor and noun.kind is not SourceKind.ARMED_GROUP
                else (self._kinds.of_actor(actor) if actor else self._data.of_party[reading.party.kind])
            )
            own = reading.party.name == self.words(span)  # "the Standing Council for Peace"
            span = named_phrase(parse, head, s, data.naming) if own else span
            name = self.words(span) if own else reading.party.name
            return self._keep(Voice(name, kind, span, BODY, token.lemma))
        if actor is not None:
            return self._keep(Voice(actor.party.name, self._kinds.of_actor(actor), actor.span, BODY, token.lemma))
        if token.pos == "PROPN" or (
            noun is not None and any(parse.tokens[c].pos == "PROPN" for c in kids(parse, head, s.compound))
        ):
            span = named_phrase(parse, head, s, data.naming)
            name = self.words(span)
            known = self._known.get(name.casefold())
            if known is not None:
                return replace(known, span=span)
            kind = noun.kind if noun else self._kinds.by_words(parse, head)
            return self._keep(Voice(name, kind, span, BODY, token.lemma))
        return None

    def _keep(self, voice: Voice) -> Voice:
        self._known.setdefault(voice.name.casefold(), voice)
        return voice

    def _described(self, parse: Parse, head: int) -> Voice | None:
        """ "the spokesman": the one heard before whom the noun describes."""
        token = parse.tokens[head]
        dets = kids(parse, head, self._s.determiner)
        same = [c for c in parse.children[head] if parse.tokens[c].lower in self._data.same]
        bare = not dets and token.tag not in self._s.plural_tags  # "according to spokesman"
        if len(parse.children[head]) != len(dets) + len(same) or (self._indefinite(parse, head) and not bare):
            return None
        for voice in reversed(self._heard):
            if voice.noun == token.lemma and (voice.sort != PERSON or token.tag not in self._s.plural_tags):
                return replace(voice, span=Span(token.start, token.end))
        return None

    def _unnamed(self, parse: Parse, head: int, at: int) -> Voice | None:
        """A source by its own words: "two medics", "a health official in Goma"."""
        data, s, token = self._data, self._s, parse.tokens[at]
        noun = self._kinds.noun_at(parse, at)
        if noun is None and token.pos == "PRON":
            return None
        kind = self._kinds.of_voice(parse, at, noun) if noun else None
        private = bool(noun and noun.private)
        if kind is None and token.start in self._named:
            kind = self._kinds.of_actor(self._named[token.start])
        if kind is None and self._party is not None:
            found = self._party(phrase(parse, at, s), Span(token.start, token.end))
            if (
                not isinstance(found, Unknown)
                and found.by != "place"
                and found.span.overlaps(Span(token.start, token.end))
            ):
                kind = data.of_party.get(found.party.kind)
                private = kind is SourceKind.EYEWITNESS
        if kind is None and token.pos == "PROPN":
            kind = self._kinds.by_words(parse, at)
        if kind is None:
            return None
        span = whole_phrase(parse, head, self._s)
        person = token.lemma in data.voices or private
        sort = MANY if token.tag in s.plural_tags or not person else PERSON
        if not person and token.tag not in s.plural_tags:
            sort = BODY
        return Voice(self.words(span), kind, span, sort, token.lemma, private)
