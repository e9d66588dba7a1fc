"""Who says what: sources, their attitude, and the stretches of text that they say.

Works on parses: a verb of saying with its subject, "according to", a quotation and its speaker. A
quotation without a speaker of its own belongs to the one next to it in its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.attribution.lexicon import AttributionData, load_attribution
from dateline.attribution.speakers import Speakers
from dateline.grammar import Syntax, kids, subject, subtree
from dateline.model import ActorMention, Attitude, Attribution, Document, Parse, SentenceKind, Span

__all__ = ["AttributionData", "find_attributions", "load_attribution"]


def find_attributions(
    doc: Document, parses: Sequence[Parse], data: AttributionData, syntax: Syntax, *, actors: Sequence[ActorMention]
) -> tuple[Attribution, ...]:
    """Every attribution in a document, in text order; nested ones (X said that Y had said) both stand."""
    speakers = Speakers(doc.text, data, syntax, actors)
    by_sentence: list[list[Attribution]] = []
    for parse in parses:
        found = list(_by_verb(parse, data, syntax, speakers)) + list(_according(parse, data, syntax, speakers))
        by_sentence.append(found)
    _unclaimed_quotations(parses, by_sentence)
    return tuple(a for found in by_sentence for a in found)


def _by_verb(parse: Parse, data: AttributionData, s: Syntax, speakers: Speakers) -> Iterator[Attribution]:
    for token in parse.tokens:
        attitude = data.verbs.get(token.lemma)
        if attitude is None or token.pos not in s.verb_pos:
            continue
        if kids(parse, token.i, s.passive_auxiliary) or token.dep in s.reduced_clause:
            continue
        heads = subject(parse, token.i, s)
        if not heads:
            continue
        if any(parse.tokens[c].lower in data.negations for c in parse.children[token.i]):
            continue
        source = speakers.source(parse, heads[0], attitude, via=_medium(parse, token.i, data, s))
        if source is None:
            continue
        content = _content(parse, token.i, s)
        if content is None:
            continue
        cited = _cited(parse, token.i, data, s)
        if cited is not None:
            first = speakers.source(parse, cited, attitude)
            if first is not None:
                source = replace(first, via=source.name)
        yield Attribution(source, content, Span(token.start, token.end), "attribution/verb")


def _medium(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> str | None:
    """The outlet that was told: "told the agency"."""
    if parse.tokens[verb].lemma not in data.tellers:
        return None
    for c in kids(parse, verb, s.object | s.indirect_object):
        if parse.tokens[c].pos == "PROPN":
            words = sorted(subtree(parse, c, s.preposition | s.relative_clause | s.apposition))
            return " ".join(parse.tokens[w].text for w in words if parse.tokens[w].pos == "PROPN")
    return None


def _cited(parse: Parse, verb: int, data: AttributionData, s: Syntax) -> int | None:
    """Whom the speaker passes on: "X reported, citing Y"."""
    for c in kids(parse, verb, s.adverbial_clause | s.preposition):
        if parse.tokens[c].lemma in data.passing or parse.tokens[c].lower in data.passing:
            objects = kids(parse, c, s.object | s.preposition_object)
            if objects:
                return objects[0]
    return None


def _content(parse: Parse, verb: int, s: Syntax) -> tuple[Span, ...] | None:
    """What is said: the complement clause and what is quoted; for a verb of saying behind its words, what stands before."""
    tokens = parse.tokens
    inside = [
        _hull(parse, list(subtree(parse, c)))
        for c in parse.children[verb]
        if tokens[c].dep in s.clausal_complement | s.open_complement | frozenset(("parataxis",))
    ]
    objects = [_hull(parse, list(subtree(parse, c))) for c in kids(parse, verb, s.object)]
    t = tokens[verb]
    spans = inside + objects + list(parse.sentence.quoted)
    if not inside:
        governed = t.dep in ("parataxis", "ccomp", "advcl", "relcl", "conj", "acl") and t.head != verb
        if governed and t.dep in ("parataxis", "ccomp"):
            # "..., he said": the parser hung the verb of saying on what is said
            own = set(subtree(parse, verb))
            rest = [n for n in range(len(tokens)) if n not in own]
            spans.append(_hull(parse, rest))
        elif not objects and not parse.sentence.quoted:
            return None
    return tuple(dict.fromkeys(sp for sp in spans if sp.end > sp.start)) or None


def _hull(parse: Parse, nodes: list[int]) -> Span:
    return Span(parse.tokens[min(nodes)].start, parse.tokens[max(nodes)].end) if nodes else Span(0, 0)


def _according(parse: Parse, data: AttributionData, s: Syntax, speakers: Speakers) -> Iterator[Attribution]:
    for token in parse.tokens:
        follows = data.according.get(token.lower)
        if follows is None:
            continue
        at = token.i
        if follows:
            if at + 1 >= len(parse.tokens) or parse.tokens[at + 1].lower != follows:
                continue
            at += 1
        objects = kids(parse, at, s.preposition_object) or kids(parse, token.i, s.preposition_object | s.object)
        if not objects:
            continue
        source = speakers.source(parse, objects[0], Attitude.ASSERTS)
        if source is not None:
            yield Attribution(
                source, (parse.sentence.span,), Span(token.start, parse.tokens[at].end), "attribution/according"
            )


def _unclaimed_quotations(parses: Sequence[Parse], by_sentence: list[list[Attribution]]) -> None:
    """Give a quotation without a speaker to the nearest speaker of its paragraph, before it first."""
    for n, parse in enumerate(parses):
        sentence = parse.sentence
        if by_sentence[n] or sentence.kind is not SentenceKind.QUOTATION:
            continue
        near = [m for m in range(n - 1, -1, -1) if parses[m].sentence.paragraph >= sentence.paragraph - 1]
        near += [m for m in range(n + 1, len(parses)) if parses[m].sentence.paragraph == sentence.paragraph]
        for m in near:
            if by_sentence[m]:
                a = by_sentence[m][-1]
                by_sentence[n].append(Attribution(a.source, (sentence.span,), a.cue, "attribution/quotation"))
                break
