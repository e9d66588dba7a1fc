"""Makes any text plain: one Unicode form, single spaces, one blank line between paragraphs.

Later offsets count characters of what comes out of here. Nothing is left out but characters that
print nothing; quotes and dashes stay as they are. Cleaning a clean text changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

MAX_WRAP = 120  # columns; longer lines are paragraphs, not lines of wrapped prose
MIN_WRAP = 45  # columns; shorter lines are headings, list items, verses
FULL = 0.85  # of the width: ragged hands break a line somewhat early

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\u2028\u2029]")
_BLANKS = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffc]"
    # Joiners mean something between letters of the scripts that have them, and nothing elsewhere.
    r"|(?<![\u0590-\u1cff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1cff])"
)
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_C1 = re.compile(r"[\x80-\x9f]")
_SPACES = re.compile(r" {2,}")

# What the bytes 80..BF of UTF-8 look like after a reading as Windows-1252 or Latin-1.
_TAIL = "[\x80-\xbf" + "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xA0)) + "]"
_MOJIBAKE = re.compile(
    rf"[\u00c2\u00c3]{_TAIL}"  # U+0080..U+00FF: accented Latin letters and signs
    rf"|\u00e2[\x80\u20ac]{_TAIL}"  # U+2000..U+203F: quotes and dashes
    rf"|\u00f0[\x9f\u0178]{_TAIL}{{2}}"  # pictures
    rf"|(?:[\u00c4\u00c5\u00d0\u00d1\u00d8-\u00db]{_TAIL}){{2,}}"  # other alphabets, two letters or more
)
# A capital A with tilde before a closing quote ends a Portuguese word; no letter follows it.
_LAST_LETTER = re.compile(r"\u00c3[\u2019\u201d]$")

_MARK = re.compile(r"(?:[-*+\u2022\u2023\u25aa\u25cf\u25e6\u2013\u2014\u00b7]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s")
_DASH = re.compile(r"[-\u2013\u2014]\s+[a-z]")
_ENDS = re.compile(r"[.!?:;\u2026\u061f\u06d4\u3002][\"'\u2019\u201d\u00bb)\]]*$")


def clean_text(text: str) -> str:
    """The text in Unicode NFC, its paragraphs separated by one blank line, no other line breaks."""
    return "\n\n".join(paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, cleaned: wrapped prose is joined, list items and headings stand alone."""
    return [p for block in _blocks(plain(text)) for p in block]


def plain(text: str) -> str:
    """The text without characters that print nothing, its line breaks and spaces of one kind each."""
    for _ in range(8):  # each pass can only shorten or settle; two are the rule
        before = text
        text = _BREAKS.sub("\n", text)
        text = _INVISIBLE.sub("", text)
        if not text.isascii():
            text = _MOJIBAKE.sub(_repaired, text)
            text = _C1.sub(_windows, text)
            text = unicodedata.normalize("NFC", text)
            text = _BREAKS.sub("\n", text)
        text = _CONTROLS.sub("", _BLANKS.sub(" ", text))
        if text == before:
            break
    return text


def one_line(text: str) -> str:
    """The text cleaned, on one line: for titles, names and other short values."""
    return " ".join(plain(text).split())


def _repaired(found: re.Match[str]) -> str:
    words = found.group()
    if _LAST_LETTER.search(words) and not found.string[found.end() : found.end() + 1].isalpha():
        return words
    raw = b"".join(bytes([ord(c)]) if ord(c) < 256 else c.encode("cp1252") for c in words)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return words


def _windows(found: re.Match[str]) -> str:
    return found.group().encode("latin-1").decode("cp1252", "ignore")


def _blocks(text: str) -> list[list[str]]:
    """Runs of lines between blank ones, each as the paragraphs that it holds."""
    runs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    width = _wrap_width(runs)
    return [_joined(run, width) for run in runs]


def _wrap_width(runs: list[list[str]]) -> int:
    """The column at which the text is wrapped by hand or machine; 0 where it is not.

    Wrapped prose breaks its lines at one width and in the middle of sentences.
    """
    inner = [line.strip() for run in runs for line in run[:-1]]
    inner = [line for line in inner if len(line) >= MIN_WRAP]
    if len(inner) < 2 or max(map(len, inner)) > MAX_WRAP:
        return 0
    width = max(map(len, inner))
    full = sum(len(line) >= FULL * width for line in inner)
    open_ended = sum(not _ENDS.search(line) for line in inner)
    return width if 2 * full > len(inner) and 2 * open_ended > len(inner) else 0


def _joined(run: list[str], width: int) -> list[str]:
    out: list[str] = []
    for i, line in enumerate(run):
        words = _SPACES.sub(" ", line.strip())
        if i and _continues(run[i - 1], line, width):
            out[-1] += words if _breaks_word(out[-1], words) else " " + words
        else:
            out.append(words)
    return out


def _continues(above: str, line: str, width: int) -> bool:
    """Is the line the rest of a sentence or paragraph that the line above began?"""
    indent = len(line) - len(line.lstrip(" "))
    above_indent = len(above) - len(above.lstrip(" "))
    above, line = above.strip(), line.strip()
    ended = _ENDS.search(above) is not None
    if _MARK.match(line) and (ended or not _DASH.match(line) or not width):
        return False
    if width:
        if indent >= 2 and above_indent == 0 and not _MARK.match(above):
            return False
        first = line.split(" ", 1)[0]
        return len(above) + 1 + len(first) > FULL * width
    return not ended and line[:1].islower() and MIN_WRAP <= len(above) <= MAX_WRAP


def _breaks_word(above: str, line: str) -> bool:
    return len(above) > 1 and above[-1] == "-" and above[-2].isalpha() and line[:1].islower()
