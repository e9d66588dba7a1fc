"""Whose hand an act is of which its own clause names no doer: who tells of it, is convicted of it, or stands near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.draft import AROUND, HELD, Draft, How
from dateline.fill.around import forces_told, party_of, speaker_of
from dateline.fill.clauses import responders, subjects_of
from dateline.fill.context import PartyReading, Reading, climb
from dateline.fill.doers import owners
from dateline.fill.parties import foilers, head_span
from dateline.fill.sources import DENIES_ACTOR
from dateline.fill.words import FillData
from dateline.grammar import kids, phrase
from dateline.mention import Mention
from dateline.model import ARMED_KINDS, STATE_KINDS, Party, PartyKind, Said, SentenceKind, Span, Status

DISPOSED = "weapons_disruption"  # what forces do with the devices of others
_FORCES = ARMED_KINDS | {PartyKind.UNIDENTIFIED}

type Pair = tuple[Mention, Draft]


def with_doer(
    reading: Reading,
    pair: Pair,
    beside: Sequence[Pair],
    data: FillData,
    earlier: list[PartyReading],
) -> None:
    """Give an act of violence without a doer the one that the words around it tell."""
    mention, draft = pair
    if draft.actor or draft.status is Status.DENIED or "killed" not in reading.ontology.types[draft.type].counts:
        return
    draft.actor = _claimants(pair, beside, data) or _convicts(pair, beside, data)
    if draft.actor or draft.type in data.laid or draft.type in data.seizing or only_dates(mention, data):
        return
    if _charged_with(pair, beside, data):
        return
    draft.actor = (
        _same_people(pair, beside, data)
        or _speaker(reading, draft, earlier)
        or _only_force(reading, pair, beside, data, earlier)
    )


def only_dates(mention: Mention, data: FillData) -> bool:
    """Does a noun only say when another act was: "on the day after the ambush, soldiers burned"?"""
    governor = mention.parse.tokens[mention.parse.tokens[mention.head].head]
    return mention.noun and mention.definite and governor.lower in data.sequels


def with_doer_of_list(reading: Reading, drafts: Sequence[Draft], data: FillData, earlier: list[PartyReading]) -> None:
    """Give the items of a list of strikes from afar the doer whose strikes the text above it says they are."""
    acts = [d for d in drafts if d.type in data.far and d.status is not Status.DENIED]
    lacking = [d for d in acts if d.listed and not d.actor]
    named = {p.value.name: p for d in acts for p in d.actor if p.value.kind is not PartyKind.UNIDENTIFIED}
    if not lacking or len(named) != 1:
        return
    ((name, said),) = named.items()
    if not any(name in _senders(reading, n, data, earlier) for n in range(lacking[0].sentence)):
        return
    for draft in lacking:
        if all(p.value.name != name for p in draft.target):
            draft.actor = [Said(said.value, said.spans, AROUND + "list")]


def with_publisher(reading: Reading, drafts: Sequence[Draft], data: FillData, earlier: Sequence[PartyReading]) -> None:
    """Give the acts of a force's own communique the force, where they hit its foes or are what forces announce."""
    force = _issuer(reading, earlier)
    if force is None:
        return
    for draft in drafts:
        hit = [p.value for p in draft.target]
        foes = bool(hit) and all(p.kind in _FORCES for p in hit)
        own = draft.type in data.communicated or (foes and draft.type not in data.laid)
        if not own or draft.actor or draft.sources_how is not How.INFERRED or draft.status is Status.DENIED:
            continue
        if all(p.name != force.value.name for p in hit):
            draft.actor = [force]


def _issuer(reading: Reading, earlier: Sequence[PartyReading]) -> Said[Party] | None:
    """The force whose communique the text is, by its own words or by the publisher's name."""
    if reading.us and reading.us.kind in _FORCES:
        return Said(reading.us, (), AROUND + "issuer")
    ours = [r for r in earlier if r.party.kind in _FORCES and r.party.name in reading.doc.publisher]
    force = max(ours, key=lambda r: len(r.party.name), default=None)
    return Said(force.party, (force.span,), AROUND + "publisher") if force else None


def _senders(reading: Reading, n: int, data: FillData, earlier: list[PartyReading]) -> Iterator[str]:
    """Whose several strikes or attacks a sentence outside the list speaks of: "14 Russian shellings"."""
    parse = reading.parses[n]
    if parse.sentence.kind is SentenceKind.LIST_ITEM:
        return
    for token in parse.tokens:
        if token.tag in reading.syntax.plural_tags and token.lemma in data.sent:
            for head in (h for heads in owners(parse, token.i, reading.syntax) for h in heads):
                span = phrase(parse, head, reading.syntax)
                read = party_of(reading, span, parse, head, earlier, reading.country)
                if read:
                    yield read.party.name


def _same_people(pair: Pair, beside: Sequence[Pair], data: FillData) -> list[Said[Party]]:
    """Who did another act to the same people: "youths who were taken by gunmen were found shot".

    Not so who arrests or frees them: they deal with what others did.
    """
    mention, _ = pair
    hit = set(mention.roles.get("target", ()))
    for other, act in beside:
        if (
            other is not mention
            and act.type not in data.seizing
            and act.actor
            and hit & set(other.roles.get("target", ()))
        ):
            return [Said(p.value, p.spans, AROUND + "same people") for p in act.actor]
    return []


def _claimants(pair: Pair, beside: Sequence[Pair], data: FillData) -> list[Said[Party]]:
    """Those who say that the act was theirs: "the brigade claimed responsibility for the attack on the pipeline"."""
    mention, _ = pair
    above = climb(mention.parse, mention.head)[1:]
    claims = (act for other, act in beside if act.type in data.claims and other.head in above)
    return next((list(act.actor) for act in claims if act.actor), [])


def _convicts(pair: Pair, beside: Sequence[Pair], data: FillData) -> list[Said[Party]]:
    """Those who are seized or sentenced for the act: "jailed two men over the bombing of a shop"."""
    mention, draft = pair
    above = climb(mention.parse, mention.head)[1:]
    for other, act in beside:
        if act.type in data.for_deeds and other.head in above and act.target:
            return [_perpetrator(p, draft.type, data) for p in act.target]
    return []


def _charged_with(pair: Pair, beside: Sequence[Pair], data: FillData) -> bool:
    """Is it only what people are seized for: "the army held a man on suspicion of the shooting"?"""
    mention, _ = pair
    above = climb(mention.parse, mention.head)[1:]
    return mention.noun and any(act.type in data.seizing and other.head in above for other, act in beside)


def _perpetrator(said: Said[Party], type_: str, data: FillData) -> Said[Party]:
    become = data.becomes.get(("actor", type_, said.value.kind))
    party = Party(become[0], become[1], said.value.country) if become else said.value
    return Said(party, said.spans, said.by)


def _speaker(reading: Reading, draft: Draft, earlier: list[PartyReading]) -> list[Said[Party]]:
    """A force that tells of enemies hit or weapons brought down without saying by whom tells of its own act."""
    people = [p for p in draft.target if p.by != HELD]  # "killed 21 rebels and burned two jeeps in their hands"
    foes = [p.value for p in people or draft.target]
    picked = any(
        draft.type in step.types for step in reading.ontology.precedence[2:3]
    )  # whoever did that does not say so
    if not foes or picked or any(p.kind not in _FORCES for p in foes):
        return []
    for source in draft.sources:
        span = source.span
        if span is None or source.via is not None:
            continue
        read = speaker_of(reading, span, earlier, _country(reading, draft))
        if read and read.party.kind is not PartyKind.UNIDENTIFIED and not any(_one_side(read.party, p) for p in foes):
            return [Said(read.party, (span,), AROUND + "speaker")]
    return []


def _one_side(a: Party, b: Party) -> bool:
    """Are two parties one, or forces of one state: "police said two rebels and a soldier died"?"""
    state = a.kind in STATE_KINDS and b.kind in STATE_KINDS
    return a.name == b.name or (state and a.country == b.country)


def _country(reading: Reading, draft: Draft) -> str:
    return draft.where.value.country if isinstance(draft.where, Said) else reading.country


def _only_force(
    reading: Reading, pair: Pair, beside: Sequence[Pair], data: FillData, earlier: list[PartyReading]
) -> list[Said[Party]]:
    """The one force that the sentence tells of beside those whom the act hits, whom its reason names, and who deny it.

    Who does what the verb says, and is by its rule no doer of the act ("soldiers found nine bodies"), is not meant, nor
    a state's force that does something there in which nobody is killed ("soldiers sealed off the street where ...").
    """
    mention, draft = pair
    hit = {p.value.name for p in draft.target}
    harmed = (m for m in reading.mentions_in[draft.sentence] if m.weak and m is not mention)
    harmed_at = [head_span(m.parse, h) for m in harmed for h in m.roles.get("target", ())]
    verb_doers = () if mention.noun else mention.clause.agent
    no_doers = [head_span(mention.parse, n) for n in (*foilers(reading, mention, data), *verb_doers)]
    aside = [s for p in draft.target for s in p.spans] + _deniers(reading, mention) + _tellers(reading, mention, data)
    aside += responders(reading, mention, data)
    aside += [t.people for t in draft.tolls if t.people]  # "was shot along with two policemen"
    told = {
        s.value.name: s
        for s in forces_told(reading, draft.sentence, data, earlier, _country(reading, draft))
        if s.value.name not in hit
        and not (draft.type in data.of_crowds and s.value.kind in STATE_KINDS)
        and not (draft.reason and draft.reason.spans[0].overlaps(s.spans[0]))
        and not any(s.spans[0].holds(at) for at in (*no_doers, *harmed_at))
        and not any(at.holds(s.spans[0]) for at in aside)
        and not _parted(mention, s.spans[0])
    }
    types = reading.ontology.types
    peaceful = (act for _, act in beside if "killed" not in types[act.type].counts or act.type == DISPOSED)
    busy = {p.value.name for act in peaceful for p in act.actor if p.value.kind in STATE_KINDS}
    near = [Said(s.value, s.spans, AROUND + "near") for s in told.values() if s.value.name not in busy]
    return near if len(told) == 1 else []


def _deniers(reading: Reading, mention: Mention) -> list[Span]:
    """The words for those who say in the sentence that they had no part in an act, with all that hangs on them."""
    parse = mention.parse
    cues = {a.cue.start for a in reading.attributions if a.by == DENIES_ACTOR}
    return subjects_of(reading, parse, [t.i for t in parse.tokens if t.start in cues])


def _tellers(reading: Reading, mention: Mention, data: FillData) -> list[Span]:
    """The words for those who only tell of the act: "a superintendent called the attack cruel".

    Or who call it something beside it: "shot in what police called a reprisal".
    """
    s, tokens = reading.syntax, mention.parse.tokens
    verbs = [n for n in climb(mention.parse, mention.head) if tokens[n].lemma in data.speech]
    verbs += [
        t.i
        for t in tokens
        if t.dep in s.preposition_object and t.pos in s.verb_pos and kids(mention.parse, t.i, s.attribute)
    ]
    return subjects_of(reading, mention.parse, verbs)


def _parted(mention: Mention, span: Span) -> bool:
    """Does a semicolon stand between an act and some words: "the post was burned; two soldiers are missing"?"""
    low, high = sorted((mention.trigger.start, span.start))
    return any(t.text == ";" and low < t.start < high for t in mention.parse.tokens)
