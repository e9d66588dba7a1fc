"""How near words of a text stand to a telling: by the parse in its sentence, else by paragraph, heading and order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

from dateline.fill.context import Reading, climb, first_verb, token_at
from dateline.fill.shares import PERSONS
from dateline.fill.words import FillData
from dateline.grammar import kids
from dateline.mention import Mention
from dateline.model import Parse, SentenceKind, Span

FAR = 99
OF_ANOTHER = 20  # words that hang on another telling's trigger
ASIDE = 50  # words that locate who speaks: of use only where nothing else locates
OF_CUSTODY = 60  # so too those that locate what was done to somebody for the act: "arrested in X over a killing"


def distance(reading: Reading, mention: Mention, span: Span, data: FillData, *, place: bool = False) -> int:
    """Steps in the parse between a telling and some words of its sentence; FAR where the words belong elsewhere.

    Words that hang on a verb of speech ("said on Saturday") or on another telling's trigger are elsewhere;
    of a `place` the speech is not asked, since the use of its name tells ("said in X"), but who speaks
    ("the ministry in X said") and since what ("since the fall of X") are elsewhere.
    """
    parse = mention.parse
    start = token_at(parse, span.start)
    if start is None:
        return FAR
    # the head of the words: the token of the span that is governed from outside it
    head = start
    while parse.tokens[head].head != head and span.start <= parse.tokens[parse.tokens[head].head].start < span.end:
        head = parse.tokens[head].head
    up, own = climb(parse, head), climb(parse, mention.head)
    others = {m.head for m in reading.mentions_in[mention.sentence] if m.head != mention.head}
    meet = next((n for n in up if n in own), None)
    if meet is None:
        return 12 + abs(start - mention.head) // 3
    path = up[: up.index(meet)]
    back = own[: own.index(meet)]
    for n in path:
        if n in others and n != meet:
            return OF_ANOTHER + abs(start - mention.head) // 3
        if not place and _speech(parse, n, data) and n != mention.head:
            return FAR
    if not place and (
        _told_later(reading, mention, path, back, meet, data) or _describes(reading, mention, path, back, meet)
    ):
        return FAR
    if place:
        answered = any(_answers(reading, mention, n, data) for n in back)
        topic = mention.type in data.marches and _is_topic(parse, path, data)
        if answered or topic or _looks_back(parse, path, data):
            return FAR
        if _of_the_speaker(reading, mention, path, meet, data):
            return ASIDE
        if path and _in_custody(reading, mention, span, back, meet, data):
            return OF_CUSTODY
    elif (
        any(_answers(reading, mention, n, data) for n in (*back, meet))
        or _of_a_pursuit(reading, mention, path, data)
        or _pursued(reading, mention, back, meet, data)
        or _only_named(reading, mention, back, meet, data)
    ):
        return FAR
    elif (
        meet != mention.head
        and (_speech(parse, meet, data) or _is_content(reading, mention, back))
        and mention.type not in data.statements  # "we will shoot, he said on Monday": the saying is the act
        and not _is_reported(reading, mention, meet, data)
        and not (mention.noun and _now(reading, mention, meet))
    ):
        # both hang on a verb of speech: words that stand beside the content tell when it was said
        return FAR if _beside_speech(reading, parse, path, meet) else 8
    if meet != mention.head and meet in others:
        return 10 + len(path) + len(back)
    return len(path) + len(back)


def steps_aside(reading: Reading, mention: Mention, span: Span) -> int:
    """How many acts that are told beside the telling stand between it and some words: "fired, and dumped it in X"."""
    s, tokens, at = reading.syntax, mention.parse.tokens, token_at(mention.parse, span.start)
    up = climb(mention.parse, at) if at is not None else []
    own = climb(mention.parse, mention.head)
    beside = takewhile(lambda n: n not in own, up)
    return sum(tokens[n].dep in s.conjunct and tokens[n].pos in s.verb_pos for n in beside)


def _is_content(reading: Reading, mention: Mention, back: Sequence[int]) -> bool:
    """Does an act against people stand in what a verb tells, whatever verb: "an inquest heard on Monday that"?"""
    content = mention.parse.tokens[back[-1]].dep in reading.syntax.clausal_complement
    return content and "killed" in reading.ontology.types[mention.type].counts


def _answers(reading: Reading, mention: Mention, verb: int, data: FillData) -> bool:
    """Does the verb tell what somebody does about an act that a noun tells of: "today condemned the murder"?

    In the present it has no day of the past: "condemns the murder of a judge on 20 May".
    """
    token = mention.parse.tokens[verb]
    answering = verb < mention.head and token.pos == "VERB" and token.lemma in data.answers
    return mention.noun and answering and not _now(reading, mention, verb)


def _now(reading: Reading, mention: Mention, verb: int) -> bool:
    """Does a verb tell what somebody does as it is written, so that a day of the past is none of its own?"""
    headline = mention.parse.sentence.kind is SentenceKind.HEADLINE
    return mention.parse.tokens[verb].tag in reading.syntax.base_tags and not headline


def _of_a_pursuit(reading: Reading, mention: Mention, path: Sequence[int], data: FillData) -> bool:
    """Do the words stand with what was done to people for another act: "killed a man whom they had jailed in May"?"""
    s, tokens = reading.syntax, mention.parse.tokens
    verb = next((n for n in path if tokens[n].pos in s.verb_pos), None)
    if verb is None or tokens[verb].tag in s.gerund_tags or not reading.ontology.violent(mention.type):
        return False  # "killed a man after holding a court on Monday"
    return tokens[verb].lemma in data.pursuits


def _pursued(reading: Reading, mention: Mention, back: Sequence[int], verb: int, data: FillData) -> bool:
    """Does the verb tell what is done to somebody for an act: "charged on Monday with a murder"?

    Or to whoever is known by it: "the man accused of the shooting appeared in court on Monday".
    """
    s, tokens = reading.syntax, mention.parse.tokens
    if not reading.ontology.violent(mention.type) or not back:
        return False
    if any(tokens[n].lemma in data.pursuits for n in back if tokens[n].pos in s.verb_pos and n != mention.head):
        return True
    if mention.noun and any(tokens[n].lemma in data.records for n in back if tokens[n].pos in s.noun_pos):
        return True
    return _dealt_with(reading, mention, back, verb, data)


def _in_custody(reading: Reading, mention: Mention, span: Span, back: Sequence[int], meet: int, data: FillData) -> bool:
    """Does a place before an act say where somebody was arrested or tried for it: "arrested in X over a killing"?"""
    before = bool(back) and (
        span.end <= mention.trigger.start or mention.parse.tokens[back[-1]].dep in reading.syntax.subjects
    )
    return before and reading.ontology.violent(mention.type) and _dealt_with(reading, mention, back, meet, data)


def _dealt_with(reading: Reading, mention: Mention, back: Sequence[int], verb: int, data: FillData) -> bool:
    """Does the verb itself tell what is done for the act, or to whoever is known by it?"""
    tokens = mention.parse.tokens
    if tokens[verb].lemma not in data.pursuits:
        return False
    of_its_subject = len(back) > 1 and tokens[back[-1]].dep in reading.syntax.subjects
    return of_its_subject or (verb < mention.head and any(tokens[n].lower in data.charges for n in back))


def _only_named(reading: Reading, mention: Mention, back: Sequence[int], verb: int, data: FillData) -> bool:
    """Is a known act only named in what a verb tells: "the school was closed on Tuesday after the shooting"?"""
    tokens = mention.parse.tokens
    if not (back and mention.noun and mention.definite and reading.ontology.violent(mention.type)):
        return False
    bringing = tokens[mention.head].head
    if bringing not in back or tokens[bringing].dep not in reading.syntax.preposition:
        return False
    told = any(m.head == verb and reading.ontology.violent(m.type) for m in reading.mentions_in[mention.sentence])
    return tokens[bringing].lower not in data.amid and not told and tokens[verb].lemma not in data.comes


def is_of_before(reading: Reading, mention: Mention, data: FillData) -> bool:
    """Is an act of violence told only by what came of it, so that it need not be fresh: "jailed for the killing"?"""
    tokens = mention.parse.tokens
    if not reading.ontology.violent(mention.type):
        return False
    up = climb(mention.parse, mention.head)
    cut = next(
        (k for k, n in enumerate(up) if tokens[n].dep in reading.syntax.clausal_complement and tokens[n].head > n),
        len(up),
    )
    above = [tokens[n] for n in up[1 : cut + 1]]
    if any(t.lemma in data.pursuits | data.afterwards for t in above if t.pos in reading.syntax.verb_pos):
        return True
    return mention.noun and any(t.lemma in data.records for t in above if t.pos in reading.syntax.noun_pos)


def follows_up(reading: Reading, mention: Mention, data: FillData) -> bool:
    """Does a text that has told only of arrests or trials so far come to the known act behind them: "the bombings"?"""
    if not (mention.noun and mention.definite and reading.ontology.violent(mention.type)):
        return False
    types = reading.ontology.types
    before = [m for m in reading.mentions if m.trigger.start < mention.trigger.start and not m.weak]
    pursued = any(m.type in data.for_deeds or types[m.type].main_count == "arrested" for m in before)
    fresh = (m for m in before if reading.ontology.violent(m.type) and not is_of_before(reading, m, data))
    return pursued and next(fresh, None) is None


def _told_later(
    reading: Reading, mention: Mention, path: Sequence[int], back: Sequence[int], meet: int, data: FillData
) -> bool:
    """Are the words of what came later to people of whom the telling is: "arrested on Monday a man who had shot"?"""
    s, tokens = reading.syntax, mention.parse.tokens
    if any(tokens[n].pos in s.verb_pos for n in path):
        return False
    told = any(tokens[n].dep in s.relative_clause | s.reduced_clause for n in back)
    if tokens[meet].lemma in data.afterwards:
        return told or any(tokens[n].dep in s.adverbial_clause for n in back)
    return told and any(m.head == meet and m.type in data.seizing for m in reading.mentions_in[mention.sentence])


def _describes(reading: Reading, mention: Mention, path: Sequence[int], back: Sequence[int], meet: int) -> bool:
    """Does the telling only say which people do or suffer something else: "a suspect in the shooting gave up today"?"""
    s, tokens = reading.syntax, mention.parse.tokens
    if meet == mention.head or any(tokens[n].pos in s.verb_pos for n in path):
        return False
    if any(m.head == meet and reading.ontology.violent(m.type) for m in reading.mentions_in[mention.sentence]):
        return False
    hung = s.preposition | s.relative_clause | s.reduced_clause
    people = (
        n for n, below in pairwise(reversed(back)) if tokens[n].pos in ("NOUN", "PROPN") and tokens[below].dep in hung
    )
    told = any(reading.resolvers.noun_class(tokens[n].lemma) in PERSONS for n in people)
    return told and all(tokens[n].dep not in s.conjunct for n in back)


def _is_reported(reading: Reading, mention: Mention, verb: int, data: FillData) -> bool:
    """Is it the act itself that somebody reported, as it went on: "the shooting was reported at 7 p.m. on Friday"?"""
    reported = mention.parse.tokens[verb].lemma in data.reported
    return reported and mention.head in kids(mention.parse, verb, reading.syntax.passive_subject)


def _of_the_speaker(reading: Reading, mention: Mention, path: Sequence[int], meet: int, data: FillData) -> bool:
    """Do the words stand in the subject of a verb of speech, or right behind the verb, and the telling in what is said?

    "Told the paper in Gao that ten had died" is no place of the dead; "in Gao, police said, ten had died" is.
    """
    parse = mention.parse
    if meet == mention.head or not path or not _speech(parse, meet, data):
        return False
    if parse.tokens[path[-1]].dep in reading.syntax.subject:
        return True
    return meet < path[0] and not meet < mention.head < path[0]


def _looks_back(parse: Parse, path: Sequence[int], data: FillData) -> bool:
    """Do the words stand in a clause or phrase that says since when?"""
    for n in path:
        if parse.tokens[n].lemma in data.since:
            return True
        if any(t.head == n and t.lemma in data.since for t in parse.tokens[max(0, n - 8) : n]):
            return True
    return False


def _is_topic(parse: Parse, path: Sequence[int], data: FillData) -> bool:
    """Do the words stand within what people march about: "against the killings in X"?"""
    return any(parse.tokens[n].lower in data.topics for n in path[2:])


def _beside_speech(reading: Reading, parse: Parse, path: Sequence[int], meet: int) -> bool:
    """Do the words hang on the verb of speech itself: after it, or between it and its subject?"""
    before = path[-1] if path else meet
    if parse.tokens[before].dep in reading.syntax.subject:
        return True
    if before > meet and parse.tokens[before].dep in reading.syntax.object | reading.syntax.indirect_object:
        return True  # "told the paper Monday that"
    if parse.tokens[before].dep not in reading.syntax.adverb | reading.syntax.preposition:
        return False
    if before > meet:
        return True
    subjects = kids(parse, meet, reading.syntax.subject)
    return bool(subjects) and subjects[-1] < before


def _speech(parse: Parse, n: int, data: FillData) -> bool:
    return parse.tokens[n].lemma in data.speech and parse.tokens[n].pos in ("VERB", "AUX")


def is_told(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words belong to what their sentence tells, and not to when it was said?"""
    parse = reading.parses[n]
    at = token_at(parse, span.start)
    if at is None:
        return False
    for i in climb(parse, at)[1:]:
        if parse.tokens[i].lemma in data.reported and kids(parse, i, reading.syntax.passive_subject):
            return True
        if _speech(parse, i, data):
            return _is_fronted(reading, n, at, i)
        if parse.tokens[i].pos == "VERB":
            return True
    return True


def is_of_pursuit(reading: Reading, n: int, span: Span, data: FillData) -> bool:
    """Do the words date what is done to people for an act or after it ("was charged", "was identified on Monday")?

    Or what is held, found or shown about it: "an autopsy conducted on Monday", "a vigil will be held on Monday".
    """
    parse, s = reading.parses[n], reading.syntax
    at = token_at(parse, span.start)
    verb = first_verb(parse, climb(parse, at)[1:]) if at is not None else None
    if verb is None or verb.lemma in data.comes:
        return False
    nouns = kids(parse, verb.i, s.subject | s.passive_subject)
    if verb.dep in s.reduced_clause:
        nouns.append(verb.head)
    held = any(parse.tokens[i].lemma in data.records for i in nouns)
    return held or verb.lemma in data.pursuits | data.afterwards


def _is_fronted(reading: Reading, n: int, at: int, verb: int) -> bool:
    """Does token `at` stand before the verb's subject ("In the past day police recorded ...")?"""
    subject = [t.i for t in reading.parses[n].tokens if t.head == verb and t.dep in reading.syntax.subject]
    return bool(subject) and at < min(subject)


def before(reading: Reading, sentence: int) -> Iterator[int]:
    """The sentences of the same paragraph before this one, last first."""
    paragraph = reading.parses[sentence].sentence.paragraph
    n = sentence - 1
    while n >= 0 and reading.parses[n].sentence.paragraph == paragraph:
        yield n
        n -= 1


def after(reading: Reading, sentence: int) -> Iterator[int]:
    """The sentences of the same paragraph after this one."""
    paragraph = reading.parses[sentence].sentence.paragraph
    n = sentence + 1
    while n < len(reading.parses) and reading.parses[n].sentence.paragraph == paragraph:
        yield n
        n += 1


def heading(reading: Reading, sentence: int, has: Callable[[int], bool]) -> list[int]:
    """The nearest heading above that `has` what is sought; none where there is none."""
    for n in range(sentence - 1, -1, -1):
        if reading.parses[n].sentence.kind is SentenceKind.HEADING and has(n):
            return [n]
    return []


def earlier(reading: Reading, sentence: int) -> Iterator[int]:
    """Earlier sentences, last first, that can carry a day or place to this one; list items take none from others."""
    skip = {SentenceKind.FURNITURE, SentenceKind.CAPTION}
    if reading.parses[sentence].sentence.kind is SentenceKind.LIST_ITEM:
        skip.add(SentenceKind.LIST_ITEM)
    for n in range(sentence - 1, -1, -1):
        if reading.parses[n].sentence.kind not in skip:
            yield n


def apart(reading: Reading, before: int, sentence: int) -> bool:
    """Does a heading stand between two sentences?"""
    return any(p.sentence.kind is SentenceKind.HEADING for p in reading.parses[before + 1 : sentence])


def leads(reading: Reading, sentence: int, data: FillData) -> bool:
    """Is the sentence of one of several paragraphs that each open with their place ("KIRKUK - A bomb ...")?

    The first of them may open with the dateline.
    """
    first = min((*before(reading, sentence), sentence))
    if not _opens_with_place(reading, first, data):
        return False
    if reading.outline.dateline is not None and reading.outline.dateline.place is not None:
        return True
    return lists_places(reading, first, data)


def lists_places(reading: Reading, sentence: int, data: FillData) -> bool:
    """Does a paragraph of the text, other than the one that begins with this sentence, open with its place?"""
    titles = (SentenceKind.HEADLINE, SentenceKind.HEADING)
    others = (n for n, p in enumerate(reading.parses) if n != sentence and p.sentence.kind not in titles)
    others = (n for n in others if _begins(reading, n))
    return any(_opens_with_place(reading, n, data) for n in others)


def _begins(reading: Reading, n: int) -> bool:
    """Is a sentence the first of its paragraph?"""
    return n == 0 or reading.parses[n - 1].sentence.paragraph != reading.parses[n].sentence.paragraph


def _opens_with_place(reading: Reading, n: int, data: FillData) -> bool:
    span = reading.parses[n].sentence.span
    lead = data.lead.match(reading.doc.text, span.start, span.end)
    return lead is not None and any(t.name.end <= lead.end() for t in reading.toponyms_in[n])


def turns(reading: Reading, sentence: int, data: FillData) -> bool:
    """Does the paragraph up to this sentence turn to another happening ("Elsewhere", "Separately")?"""
    return turned_at(reading, sentence, data) is not None


def turned_at(reading: Reading, sentence: int, data: FillData) -> int | None:
    """The sentence with which the paragraph, up to this one, last turns to another happening; None where none does."""
    for n in (sentence, *before(reading, sentence)):
        if next((t.lower for t in reading.parses[n].tokens if t.text[:1].isalnum()), "") in data.turns:
            return n
    return None
