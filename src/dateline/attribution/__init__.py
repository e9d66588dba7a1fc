"""Who says what: sources, their attitude, and the stretches of text that they say.

Works on parses: a verb of saying with its speaker, "according to", a name before a colon, a quotation
and its speaker. A denial without words of its own is about what was told just before.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.attribution.credits import with_credits
from dateline.attribution.cues import Cue, by_colon, by_phrase
from dateline.attribution.denials import with_denials
from dateline.attribution.issuer import BY as ISSUER
from dateline.attribution.issuer import issuer_of
from dateline.attribution.leads import with_speakers_told
from dateline.attribution.lexicon import AttributionData, load_attribution
from dateline.attribution.offices import with_full_names
from dateline.attribution.papers import announced, of_one_voice
from dateline.attribution.publisher import agency_of, publisher_of
from dateline.attribution.quotations import with_quotations
from dateline.attribution.speakers import PartyOf, Speakers
from dateline.attribution.verbs import by_verb
from dateline.grammar import Syntax
from dateline.model import ActorMention, Attribution, Document, Parse, SentenceKind, Toponym

__all__ = ["ISSUER", "AttributionData", "find_attributions", "load_attribution"]

_SILENT = frozenset((SentenceKind.FURNITURE, SentenceKind.CAPTION))


def find_attributions(
    doc: Document,
    parses: Sequence[Parse],
    data: AttributionData,
    syntax: Syntax,
    *,
    actors: Sequence[ActorMention],
    party: PartyOf | None = None,
    places: Sequence[Toponym] = (),
    titled: Sequence[ActorMention] = (),
    of_publisher: Sequence[ActorMention] = (),
) -> tuple[Attribution, ...]:
    """Every attribution in a document, in text order; nested ones (X said that Y had said) both stand.

    `party(phrase, head)` reads a noun phrase as a party (Unknown where it is none), so that "the army"
    gets its name; a name of one of the `places` before a colon is no speaker, `titled` and `of_publisher` are the
    parties that the title and the publisher's name have. `by` is attribution/ and one of verb, charge (the verb of
    saying is what is told), phrase, colon, quotation, credit (in brackets), denies_actor (a denial of having done it,
    not of the event: its attitude is asserts), issuer (a side's communique, all of it), paper (whose statement the
    text is), agency, publisher. The last attribution is the publisher's, who says the whole text, where the document
    has one.
    """
    held = frozenset(at for t in places for at in range(t.name.start, t.name.end))
    speakers = Speakers(doc.text, parses, data, syntax, actors, party, doc.publisher, held)
    by_sentence: list[list[Cue]] = []
    for n, parse in enumerate(parses):
        found: list[Cue] = []
        if parse.sentence.kind not in _SILENT:
            found = by_colon(parse, data, syntax, speakers)
            found += by_phrase(parse, data, syntax, speakers)
            found += by_verb(parse, data, syntax, speakers, found)
            if not found:
                found += announced(parses, n, data, syntax, speakers)
                speakers.meet(parse)
        by_sentence.append(found)
    with_full_names(doc, by_sentence, actors, data)
    with_speakers_told(parses, by_sentence)
    with_quotations(doc.text, parses, by_sentence)
    with_denials(doc.text, parses, by_sentence, data, syntax)
    credited = with_credits(doc.text, parses, by_sentence, data, syntax, speakers, actors)
    issuer = issuer_of(doc, parses, by_sentence, data, syntax, speakers, titled, of_publisher)
    out = [cue.attribution() for found in by_sentence for cue in sorted(found, key=lambda c: c.span)]
    out += [issuer] if issuer else of_one_voice(parses, by_sentence, data, syntax, speakers)
    agency = () if credited else agency_of(doc, parses, data)
    return (*out, *agency, *publisher_of(doc, data))
