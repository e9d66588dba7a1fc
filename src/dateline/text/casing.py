"""Rewrites a sentence for a parser, character for character, so that offsets stay valid.

Telexes and headlines are put back into the case of running text; typographic marks become plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from dateline.model import Span

from .loading import Ends, TextData

MIN_WORDS = 3  # words in capitals from which a sentence, not a name or label, is in capitals
CAPITALS_SHARE = 0.8  # of a sentence's letters
TITLE_SHARE = 0.8  # of a headline's words that could be either
LONGEST_NAME = 4  # words asked for as one name
LONGEST_PLACE = 3  # words of a place in a label
SHORT_WORD = 4  # letters; shorter words stay small in Title Case, so they tell nothing

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’ʼʻ‛′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r", " "
        ),
        "‹": "'",
        "›": "'",
    }
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_VOWEL = re.compile(r"[AEIOUY]")
_START = re.compile(r"[^\W_]")
_LABEL = re.compile(r"(?P<label>(?![^:]*[.;?!\"])[^\W_a-z][^:]{2,44}): (?P<next>\S)")
# "two foreign (Danish) nurses", "the Front (FLN) said": a name in brackets before a word in small letters
_ASIDE = re.compile(r"(?<=\w )\((?:(?:\d+ )?[A-Z][\w.'-]*(?:, | and |/| )?){1,4}\)(?= [a-z])")
_GLUED_DASH = re.compile(
    r"(?<=[a-z]{3})-(?= (?!and|or|to)[a-z])"
)  # "two kidnapped- no ransom": a dash, no part of the word
_INSERTED = re.compile(r"\[[^\[\]]*\]")  # what a monitor puts into a telex: "[as heard]", a name written out
_LINK = re.compile(r"[ -]")


def parse_text(
    sentence_text: str,
    known_names: Callable[[str], bool],
    data: TextData,
    seen_lower: frozenset[str] = frozenset(),
    figures: Sequence[Span] = (),
) -> str:
    """What a parser should read instead of the sentence: of the same length to the code point.

    `known_names` is asked for words and for runs of words, each with a first capital ("Deir Ezzor");
    `seen_lower` are words that stand in small letters elsewhere in the document; `figures` are stretches
    that say one number in several words ("between four and seven"), and become one number.
    """
    text = data.former.sub(r"\g<word> ", sentence_text.translate(_PLAIN))
    for span in figures:
        text = f"{text[: span.start]}1{'0' * (span.end - span.start - 1)}{text[span.end :]}"
    if _is_in_capitals(text):
        return _from_capitals(_INSERTED.sub(_blank, text), known_names, data, seen_lower)
    if text[-1:] not in ".!?:;" and text[:1] not in '"(' and _is_title_case(text, data, seen_lower):
        return _from_title_case(text, known_names, data, seen_lower)
    label = _label(text, known_names, data)
    text = _ASIDE.sub(_blank, " " * label + text[label:])
    return _GLUED_DASH.sub(";", data.acronyms_like_words.sub(_stand_in, text))


def running_case(text: str, sentences: Sequence[Span], known_names: Callable[[str], bool], data: TextData) -> str:
    """A telex as running text would write it, of the same length; any other text as it is.

    Names are told by their capitals everywhere: what is read of a text in capitals is read from this.
    """
    if not _is_in_capitals(text):
        return text
    out = list(text)
    dotted = words_by_dots(text, data)
    for span in sentences:
        told = span.of(text)
        if _is_in_capitals(told):
            out[span.start : span.end] = _from_capitals(told, known_names, data, dotted)
    return "".join(out)


def words_by_dots(text: str, data: TextData) -> frozenset[str]:
    """The words that are no acronyms in a text, because it writes those with dots ("U.S.", and so "us")."""
    written = {m.group().replace(".", "").casefold() for m in _DOTTED.finditer(text)}
    return data.words_like_acronyms & written


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _stand_in(match: re.Match[str]) -> str:
    return "X" * len(match.group())


def _label(text: str, known_names: Callable[[str], bool], data: TextData) -> int:
    """How many characters a label takes that places or dates a sentence and is no part of it ("NORTH, Aru: ...")."""
    match = _LABEL.match(text)
    if match is None:
        return 0
    first, *others = match["label"].split(",")
    words = first.split()
    if words[0].casefold() in data.labels or (len(words) == 1 and words[0].casefold() in data.lowercase):
        return 0
    dated = any(map(str.isdigit, match["label"])) and data.holds_day.search(match["label"]) is not None
    placed = match["next"].islower() and any(
        len(part.split()) <= LONGEST_PLACE and known_names(part.strip()) for part in (first, *others)
    )
    return match.end("label") + 1 if dated or placed or words[0].isupper() else 0


def _is_in_capitals(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    if upper < CAPITALS_SHARE * len(text) / 2:  # cheap: most sentences end here
        return False
    lower = sum(map(str.islower, text))
    words = [w for w in _WORD.findall(text) if len(w) > 1 and w.isupper()]
    return upper >= CAPITALS_SHARE * (upper + lower) and len(words) >= MIN_WORDS


def _is_title_case(text: str, data: TextData, seen_lower: frozenset[str]) -> bool:
    words = [w for w in _WORD.findall(text)[1:] if len(w) >= SHORT_WORD and not w.isupper()]
    if len(words) < MIN_WORDS or sum(w[0].isupper() for w in words) < TITLE_SHARE * len(words):
        return False
    ordinary = sum(w.casefold() in data.lowercase or w.casefold() in seen_lower for w in words if w[0].isupper())
    return ordinary >= 2


def _from_title_case(text: str, known_names: Callable[[str], bool], data: TextData, seen_lower: frozenset[str]) -> str:
    words = list(_WORD.finditer(text))
    named = _names(text, words, known_names, data)
    out = list(text)
    for i, match in enumerate(words[1:], 1):
        folded = match.group().casefold()
        single = match.group().isupper() and len(folded) > 1
        if single or named[i] or (folded in data.calendar and not _is_plain_month_word(text, words, i, data)):
            continue
        if folded in seen_lower or folded in data.lowercase or folded in data.openers:
            _lower(out, match)
    return "".join(out)


def _from_capitals(text: str, known_names: Callable[[str], bool], data: TextData, seen_lower: frozenset[str]) -> str:
    words = list(_WORD.finditer(text))
    named = _names(text, words, known_names, data)
    keep = [False] * len(words)
    for i in range(len(words)):
        if not named[i]:
            named[i], keep[i] = _read(text, words, i, known_names, data, seen_lower)
    out = list(text)
    for i, match in enumerate(words):
        if keep[i]:
            _lower_possessive(out, match)
            continue
        title = match.group().casefold() in data.titles and i + 1 < len(words) and (named[i + 1] or keep[i + 1])
        title = title and text[match.end() : words[i + 1].start()] in (" ", ". ", "-")
        _lower(out, match, first=named[i] or title)
    start = _START.search(text)
    if start:
        out[start.start()] = text[start.start()]
    return "".join(out)


def _names(text: str, words: Sequence[re.Match[str]], known_names: Callable[[str], bool], data: TextData) -> list[bool]:
    # Runs of two words and more that are one known name; the longest first.
    named = [False] * len(words)
    i = 0
    while i < len(words):
        folded = words[i].group().casefold()
        width = 0
        if folded not in data.openers and len(folded) > 1:
            for n in range(min(LONGEST_NAME, len(words) - i), 1, -1):
                run = words[i : i + n]
                if not all(_LINK.fullmatch(text, a.end(), b.start()) for a, b in pairwise(run)):
                    continue
                if run[-1].group().casefold() in data.openers:
                    continue
                if known_names(" ".join(_capital(w.group()) for w in run)):
                    width = n
                    break
        for j in range(i, i + width):
            named[j] = words[j].group().casefold() not in data.openers
        i += max(width, 1)
    return named


def _read(
    text: str,
    words: Sequence[re.Match[str]],
    i: int,
    known_names: Callable[[str], bool],
    data: TextData,
    seen_lower: frozenset[str],
) -> tuple[bool, bool]:
    # Is the word a name, and does it keep all its capitals?
    match = words[i]
    word = match.group()
    stem = word[:-2] if word.endswith("'S") else word
    folded = stem.casefold()
    if stem.endswith("."):
        return False, data.abbreviations.get(folded[:-1]) is not Ends.TIME
    if stem in data.acronyms and folded not in seen_lower:
        return True, True
    if folded in data.months_that_are_words:
        return not _is_plain_month_word(text, words, i, data), False
    if folded in data.calendar:
        return True, False
    if folded in data.after_time and _beside_number(text, match):
        return True, False
    if folded in data.lowercase or folded in data.openers or folded in seen_lower:
        return False, False
    if len(stem) > 1 and data.abbreviations.get(folded) is Ends.OPENER:
        return False, False
    bracketed = text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")"
    if len(stem) > 1 and ((bracketed and len(stem) <= 6) or not _VOWEL.search(stem)):
        return True, True
    if len(stem) == 1 or known_names(_capital(stem)):
        return True, False
    parts = [p for p in folded.split("'") if p]
    return not folded.endswith(data.lower_endings) and parts[0] not in data.lowercase, False


def _is_plain_month_word(text: str, words: Sequence[re.Match[str]], i: int, data: TextData) -> bool:
    # "MAY" and "MARCH": months beside a figure or after the words that go before a month.
    if words[i].group().casefold() not in data.months_that_are_words:
        return False
    before = words[i - 1].group().casefold() if i else ""
    after = words[i + 1].group().casefold() if i + 1 < len(words) else ""
    told = before in data.before_a_month and after not in data.after_a_verb
    return not (_beside_number(text, words[i]) or told)


def _beside_number(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip(" ,")[-1:]
    after = text[match.end() :].lstrip(" .,")[:1]
    return before.isdigit() or after.isdigit()


def _capital(word: str) -> str:
    return word[0].upper() + word[1:].lower()


def _lower(out: list[str], match: re.Match[str], *, first: bool = False) -> None:
    # Letters whose small form is longer than one code point stay as they are.
    for at in range(match.start() + first, match.end()):
        small = out[at].lower()
        if len(small) == 1:
            out[at] = small


def _lower_possessive(out: list[str], match: re.Match[str]) -> None:
    if match.group().endswith("'S"):
        out[match.end() - 1] = "s"
