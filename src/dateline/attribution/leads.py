"""A lead that names its speakers in general, and who they turn out to be: "officials said ... X, a spokesman, said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.attribution.cues import Cue
from dateline.attribution.voices import BODY, PERSON, Voice
from dateline.model import Attitude, Parse, SentenceKind

_WITHIN = 3  # sentences behind a lead in which its speaker is told


def with_speakers_told(parses: Sequence[Parse], by_sentence: Sequence[list[Cue]]) -> None:
    """Give what a lead says to the person of the same kind who speaks next as well, and alone where it names nobody."""
    for n, cues in enumerate(by_sentence):
        if parses[n].sentence.kind is not SentenceKind.LEAD:
            continue
        for cue in [c for c in cues if c.attitude is Attitude.ASSERTS and c.content]:
            told = _told(by_sentence[n + 1 : n + 1 + _WITHIN], cue.voice)
            if told is None:
                continue
            at = cues.index(cue)
            voice = replace(told.voice, kind=cue.voice.kind, span=cue.voice.span, private=cue.voice.private)
            found = replace(cue, voice=voice, via=told.via or cue.via)
            if cue.voice.sort == BODY:
                cues.insert(at + 1, found)
            else:
                cues[at] = found


def _told(following: Sequence[list[Cue]], general: Voice) -> Cue | None:
    """The first to speak behind, where that is a person of the same kind as those who are named in general."""
    first = next((c for cues in following for c in cues), None)
    if first is None or first.attitude is not Attitude.ASSERTS or first.voice.sort != PERSON or general.private:
        return None
    voice = first.voice
    if general.sort == PERSON:  # "a commander said ... X, who leads the militia, said"
        alike = not voice.noun or voice.noun == general.noun
        return first if alike and _is_named(voice) and not _is_named(general) else None
    return first if voice.kind is general.kind else None


def _is_named(voice: Voice) -> bool:
    """Is a voice called by a name, and not by the noun that says what it is?"""
    return not voice.noun or voice.noun not in voice.name.casefold()
