"""Attributions in the making, and those without a verb of saying: "according to X", "citing X", "Police: ..."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.attribution.lexicon import AttributionData
from dateline.attribution.speakers import Speakers
from dateline.attribution.voices import Voice
from dateline.grammar import Syntax, is_verb, kids, subtree
from dateline.model import Attitude, Attribution, Parse, SentenceKind, Span

_LABEL = 7  # words that may stand before a colon, or behind the last comma of a headline


@dataclass(slots=True)
class Cue:
    """An attribution as it is found: `told` is true where the verb of saying is itself what is told."""

    voice: Voice
    span: Span
    content: list[Span]
    by: str
    attitude: Attitude = Attitude.ASSERTS
    via: str | None = None
    told: bool = False
    empty: bool = False

    def attribution(self) -> Attribution:
        """The finished attribution."""
        content = tuple(dict.fromkeys(sorted(self.content)))
        return Attribution(self.voice.source(self.attitude, self.via), content, self.span, f"attribution/{self.by}")


def hull(parse: Parse, first: int, last: int) -> Span:
    """The characters from one token to another."""
    return Span(parse.tokens[first].start, parse.tokens[last].end)


def by_phrase(parse: Parse, data: AttributionData, s: Syntax, speakers: Speakers) -> list[Cue]:
    """ "according to X", "per X", "citing X", as far as the clause goes that they hang on."""
    out: list[Cue] = []
    tokens = parse.tokens
    for t in tokens:
        follows = data.according.get(t.lower)
        if follows is None:
            continue
        last = t.i
        if follows:
            if last + 1 < len(tokens) and tokens[last + 1].text == ".":
                last += 1  # "acc. to"
            if last + 1 >= len(tokens) or tokens[last + 1].lower != follows:
                continue
            last += 1
        elif is_verb(t, s) and _governed(parse, t.i, data, s):
            continue  # "X reported, citing Y" is read with the verb
        objects = kids(parse, last, s.preposition_object | s.object) or kids(
            parse, t.i, s.preposition_object | s.object
        )
        if not objects:
            objects = [n for n in (last + 1, last + 2, last + 3) if n < len(tokens) and tokens[n].pos in s.noun_pos][:1]
        for voice in speakers.voices(parse, objects[0]) if objects else ():
            content = _clause(parse, t.i, s)
            out.append(Cue(voice, hull(parse, t.i, last), [content], "phrase"))
    return out


def _governed(parse: Parse, i: int, data: AttributionData, s: Syntax) -> bool:
    """Does a participle of citing hang on a verb of saying that has a speaker?"""
    head = parse.tokens[i].head
    return head != i and parse.tokens[head].lemma in data.verbs and bool(kids(parse, head, s.subject | s.agent_marker))


def _clause(parse: Parse, i: int, s: Syntax) -> Span:
    """What "according to" covers: the sentence at its edges, else the clause that it hangs on."""
    tokens = parse.tokens
    own = set(subtree(parse, i))
    low, high = min(own), max(own)
    before = any(t.pos not in ("PUNCT", "SPACE") for t in tokens[:low])
    after = any(t.pos not in ("PUNCT", "SPACE") for t in tokens[high + 1 :])
    if not before or not after:
        return parse.sentence.span
    head = tokens[i].head
    while tokens[head].head != head and not (is_verb(tokens[head], s) and kids(parse, head, s.subjects)):
        head = tokens[head].head
    nodes = set(subtree(parse, head)) - own
    if not nodes:
        return parse.sentence.span
    return hull(parse, min(nodes), max(nodes))


def by_colon(parse: Parse, data: AttributionData, s: Syntax, speakers: Speakers) -> list[Cue]:
    """A speaker before a colon ("Police: two held"), or last in a headline ("Two held - police")."""
    tokens = parse.tokens
    at = next((t.i for t in tokens[: _LABEL + 1] if t.text == ":"), None)
    if at and len(tokens) - at > 3 and not any(is_verb(t, s) for t in tokens[:at]):
        return list(
            _label(
                parse,
                0,
                at - 1,
                hull(parse, at + 1, len(tokens) - 1),
                Span(tokens[at].start, tokens[at].end),
                data,
                s,
                speakers,
            )
        )
    if parse.sentence.kind is SentenceKind.HEADLINE:
        for t in reversed(tokens[-_LABEL:]):
            if (
                t.text in (",", ":", "-", "–", "—", "―")
                and 2 < t.i < len(tokens) - 1
                and not any(is_verb(x, s) for x in tokens[t.i + 1 :])
            ):
                return list(
                    _label(
                        parse,
                        t.i + 1,
                        len(tokens) - 1,
                        hull(parse, 0, t.i - 1),
                        Span(t.start, t.end),
                        data,
                        s,
                        speakers,
                    )
                )
    return []


def _label(
    parse: Parse, first: int, last: int, content: Span, cue: Span, data: AttributionData, s: Syntax, speakers: Speakers
) -> Iterator[Cue]:
    nouns = [t for t in parse.tokens[first : last + 1] if t.pos in s.noun_pos and t.pos != "NUM"]
    head = next((t.i for t in nouns if not first <= t.head <= last or t.head == t.i), None)
    if head is None:
        return
    if not speakers.can_head_a_line(parse, head):
        return
    voice = speakers.voice(parse, head)
    within = hull(parse, first, last)
    if voice is not None and voice.span.start < within.start:
        voice = replace(voice, name=speakers.words(within), span=within)
    if voice is not None:
        yield Cue(voice, cue, [content], "colon")
