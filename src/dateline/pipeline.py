"""The order of things: the one file that sees all stages.

document → outline → parses → days, places, parties, mentions → drafts → reports.
"""

from __future__ import annotations

import gc
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import batched
from multiprocessing import get_context
from pathlib import Path
from typing import Any, overload

from dateline.attribution import ISSUER, find_attributions
from dateline.errors import SourceError
from dateline.fill import Reading, Resolvers, fill_drafts
from dateline.find import Mention, find_mentions
from dateline.howmany import count_people, find_ages, long_figures
from dateline.join import join_drafts
from dateline.kit import LANGUAGES, CheckResult, Kit, check, load_kit
from dateline.model import (
    ActorMention,
    Attribution,
    Days,
    Document,
    Outline,
    Parse,
    Party,
    Place,
    Report,
    Said,
    Sentence,
    SentenceKind,
    Span,
    Toponym,
)
from dateline.parse import mended, parse
from dateline.setaside import is_aside, set_aside
from dateline.text import outline, parse_text, running_case, words_by_dots
from dateline.values import Relevance
from dateline.when import find_days, inferred_days
from dateline.where import country_of_dateline, find_toponyms, role_of
from dateline.who import (
    Names,
    find_actors,
    issuing_party,
    main_country,
    names_in,
    noun_class,
    parties_of,
    read_party,
    read_sides,
    with_asides,
)
from dateline.wordclass import classifier

BATCH = 32  # documents read at a time, so that the parser gets full batches


@dataclass(frozen=True, slots=True)
class Coding(Sequence[Report]):
    """A document and the reports coded from it, in text order.

    `other_field` names the field ("markets", "sport") of a document that was left uncoded because it is
    plainly of another one; "" for all others.
    """

    document: Document
    reports: tuple[Report, ...]
    other_field: str = ""

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Report, ...]: ...
    def __getitem__(self, index: int | slice) -> Report | tuple[Report, ...]:
        return self.reports[index]

    def __len__(self) -> int:
        return len(self.reports)

    def _repr_html_(self) -> str:
        from dateline.out import html

        return html(self)


def code_document(doc: Document, kit: Kit) -> Coding:
    """Every event that a document tells of; raises SourceError for a language without rules."""
    (coding,) = code_documents([doc], kit)
    if isinstance(coding, SourceError):
        raise coding
    return coding


def code_documents(docs: Iterable[Document | SourceError], kit: Kit) -> Iterator[Coding | SourceError]:
    """Code documents in order; what cannot be read, or is in a language without rules, stays an error in its place."""
    for batch in batched(docs, BATCH):
        yield from _code_batch([_readable(d) for d in batch], kit)


def code_parallel(docs: Iterable[Document | SourceError], kit: Kit, *, workers: int) -> Iterator[Coding | SourceError]:
    """Code documents in order in so many processes; the same codings as `code_documents` gives, to the byte.

    Each process loads a kit of its own, of the same parser and gazetteer. At most two batches a worker wait at a time.
    """
    if workers < 2:
        yield from code_documents(docs, kit)
        return
    pool = ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(kit.parser.name, kit.gazetteer.path, kit.relevance),
    )
    with pool:
        waiting: deque[Future[list[Coding | SourceError]]] = deque()
        for batch in batched(docs, BATCH):
            waiting.append(pool.submit(_code_in_worker, batch))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


_worker_kit: list[Kit] = []  # the kit of a worker process, loaded once


def _begin(parser: str, gazetteer: Path, relevance: Relevance) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    _worker_kit.append(load_kit(parser=parser, gazetteer=gazetteer, relevance=relevance))
    gc.freeze()  # it stays to the end: not to be gone through for waste again and again


def _code_in_worker(batch: Sequence[Document | SourceError]) -> list[Coding | SourceError]:
    return list(code_documents(batch, _worker_kit[0]))


def _readable(doc: Document | SourceError) -> Document | SourceError:
    if isinstance(doc, Document) and doc.lang and doc.lang not in LANGUAGES:
        return SourceError(
            doc.id,
            f"is in a language without rules ('{doc.lang}'; there are rules for: {', '.join(LANGUAGES)}); "
            "leave it out, or code a translation",
        )
    return doc


def _code_batch(docs: Sequence[Document | SourceError], kit: Kit) -> Iterator[Coding | SourceError]:
    outlines = {n: outline(d, kit.text) for n, d in enumerate(docs) if isinstance(d, Document)}
    sentences = [(n, s) for n, o in outlines.items() for s in o.sentences]
    parses: dict[int, list[Parse]] = {n: [] for n in outlines}
    small = {n: words_by_dots(d.text, kit.text) for n, d in enumerate(docs) if isinstance(d, Document)}
    texts = [(s, _parser_text(docs[n], s, small[n], kit)) for n, s in sentences]
    for (n, _), parsed in zip(sentences, parse(texts, kit.parser), strict=True):
        parses[n].append(mended(parsed, kit.attribution.plain, kit.attribution.charging, kit.syntax))
    for n, doc in enumerate(docs):
        if isinstance(doc, SourceError):
            yield doc
        else:
            yield _coding(doc, outlines[n], parses[n], kit)


def _parser_text(doc: Any, sentence: Sentence, small: frozenset[str], kit: Kit) -> str:
    text = sentence.span.of(doc.text)
    figures = long_figures(text, kit.howmany)
    return parse_text(text, _known(kit), kit.text, small, figures)


def _known(kit: Kit) -> Callable[[str], bool]:
    """Is a word, or a run of words, the name of a place? A run has to be spelled just so."""
    return lambda words: kit.gazetteer.spelled(words) if " " in words else bool(kit.gazetteer.lookup(words))


def _coding(doc: Document, lines: Outline, parses: list[Parse], kit: Kit) -> Coding:
    reading = read(doc, lines, parses, kit)
    aside = set_aside(reading, kit)
    told = replace(reading, mentions=[m for m in reading.mentions if not is_aside(m, aside, reading, kit)])
    reports = join_drafts(doc, fill_drafts(told, kit.fill), kit.ontology, kit.confidence)
    named = _named_days(reading)
    return Coding(doc, tuple(_beside_its_own(r, named) for r in reports), "" if reports else aside.field)


def _named_days(reading: Reading) -> list[date]:
    """The single days that a document names, none after its publication."""
    values = (d.value for d in reading.days if isinstance(d.value, Days))
    published = reading.doc.published
    named = {days.first for days in values if days.first == days.last}
    return sorted(day for day in named if published is None or day <= published)


def _beside_its_own(report: Report, named: Sequence[date]) -> Report:
    """The report with the days of its document that are not just its own."""
    own = report.when.value if isinstance(report.when, Said) else None
    return replace(report, named_days=tuple(d for d in named if not (own and own.first == d == own.last)))


def read(doc: Document, lines: Outline, parses: list[Parse], kit: Kit) -> Reading:
    """Everything that the rooms read in one document, before its events are filled.

    Of a text in capitals, names are looked for as it stands; what running text would write small is none, and
    names of one word are those that running text would tell from other words.
    """
    text = running_case(doc.text, [s.span for s in lines.sentences], _known(kit), kit.text)
    written, running = names_in(doc.text, kit.who), names_in(text, kit.who) if text != doc.text else None
    named = _parties(doc, written, running, kit)
    home = country_of_dateline(doc.text, lines, kit.where)
    places = find_toponyms(
        doc.text,
        lines,
        kit.gazetteer,
        kit.where,
        not_places=[a.span for a in named],
        country_hints={home: 1.0} if home else None,
        outlet=doc.publisher,
        address=doc.url,
    )
    countries = Counter(t.value.country for t in places if isinstance(t.value, Place))
    named = _parties(doc, written, running, kit, countries)
    named = with_asides(named, text, [s.span for s in lines.sentences], kit.who)
    if text != doc.text:
        places = tuple(t for t in places if not t.name.of(text).islower())
        doc = replace(doc, text=text)
    days = find_days(text, kit.when, published=doc.published)
    classify = classifier(named, places, days, kit.who)
    rules = kit.find.relevant(kit.relevance)
    mentions = [m for n, p in enumerate(parses) for m in find_mentions(p, n, rules, kit.find.grammar, classify)]
    headline = next((s.span.of(text) for s in lines.sentences[:1] if s.kind is SentenceKind.HEADLINE), "")
    titled = replace(doc, title=doc.title or headline)
    country = main_country(doc.text, kit.who, actors=named, home=home)
    attributions = find_attributions(
        titled,
        parses,
        kit.attribution,
        kit.syntax,
        actors=named,
        party=_party_of_the_country(doc, named, country, kit),
        places=places,
        titled=find_actors(titled.title, kit.who, published=doc.published),
        of_publisher=find_actors(doc.publisher, kit.who, published=doc.published),
    )
    us = _issuing_party(doc, attributions, named, country, kit)
    return Reading(
        doc=doc,
        outline=lines,
        parses=parses,
        mentions=[m for m in mentions if not m.rebuts],
        rebuttals=[m for m in mentions if m.rebuts],
        days=days,
        toponyms=places,
        actors=named,
        attributions=attributions,
        syntax=kit.syntax,
        ontology=kit.ontology,
        resolvers=_resolvers(doc, named, kit, us),
        us=us,
        home=home,
        spoken_of=country,
    )


def _parties(
    doc: Document, written: Names, running: Names | None, kit: Kit, lies_in: Mapping[str, int] | None = None
) -> tuple[ActorMention, ...]:
    """The parties named in a document as it is `written`, and `running` as small letters would have it.

    `lies_in` counts its places by country.
    """
    named = parties_of(written, kit.who, published=doc.published, lies_in=lies_in)
    if running is None:
        return named
    return _named_in_capitals(doc.text, named, parties_of(running, kit.who, published=doc.published, lies_in=lies_in))


def _named_in_capitals(
    text: str, named: Sequence[ActorMention], running: Sequence[ActorMention]
) -> tuple[ActorMention, ...]:
    """The parties named in a text in capitals: of several words as it stands, of one word as running text has them."""
    several = [a for a in named if " " in a.span.of(text)]
    single = [a for a in running if not any(a.span.overlaps(b.span) for b in several)]
    return tuple(sorted((*several, *single), key=lambda a: a.span))


def _party_of_the_country(doc: Document, actors: Sequence[ActorMention], country: str, kit: Kit) -> Any:
    """Reads a phrase as a party where "the army" is that of the country that the report speaks of most.

    Each phrase is read once, however many ask.
    """
    return cache(
        lambda phrase, head: read_party(
            doc.text, phrase, head, kit.who, actors=actors, country=country, published=doc.published
        )
    )


def _issuing_party(
    doc: Document, attributions: Sequence[Attribution], actors: Sequence[ActorMention], country: str, kit: Kit
) -> Party | None:
    """The party whose own text it is, where it is a side's."""
    issuer = next((a.source for a in attributions if a.by == ISSUER), None)
    if issuer is None:
        return None
    return issuing_party(issuer.name, issuer.kind, kit.who, actors=actors, country=country, published=doc.published)


def _resolvers(doc: Document, actors: Sequence[ActorMention], kit: Kit, us: Party | None) -> Resolvers:
    def party(phrase: Span, head: Span, *, day: date | None = None, **context: Any) -> Any:
        return read_party(
            doc.text, phrase, head, kit.who, actors=actors, published=day or doc.published, us=us, **context
        )

    def sides(phrase: Span, **context: Any) -> Any:
        return read_sides(doc.text, phrase, kit.who, actors=actors, **context)

    roles: dict[Span, str] = {}

    def place_role(toponym: Toponym) -> str:
        if toponym.span not in roles:
            roles[toponym.span] = role_of(toponym, doc.text, kit.where)
        return roles[toponym.span]

    return Resolvers(
        party=party,
        sides=sides,
        people=lambda words: count_people(words, kit.howmany),
        ages=lambda words: find_ages(words, kit.howmany),
        place_role=place_role,
        noun_class=lambda lemma: noun_class(lemma, kit.who),
        source_kind=kit.attribution.of_party.__getitem__,
        inferred=inferred_days(doc.published, kit.when),
    )


def run_proofs(kit: Kit) -> CheckResult:
    """Run the proofs of all event rules with the whole pipeline behind them."""

    def find(texts: Sequence[str], relevance: Relevance) -> Iterator[tuple[str, list[Mention]]]:
        fit = replace(kit, relevance=relevance)
        for text in texts:
            doc = Document("proof", text)
            lines = Outline((Sentence(Span(0, len(text)), SentenceKind.BODY, 0),))
            words = parse_text(text, lambda _: True, kit.text, figures=long_figures(text, kit.howmany))
            parses = [
                mended(p, kit.attribution.plain, kit.attribution.charging, kit.syntax)
                for p in parse([(lines.sentences[0], words)], kit.parser)
            ]
            reading = read(doc, lines, parses, fit)
            yield text, [*reading.mentions, *reading.rebuttals]

    return check(kit, find)
