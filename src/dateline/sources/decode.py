"""Bytes to text: byte-order mark, declared charset, UTF-8, then the best of the rest.

Bytes that are no text are refused with a name for what they look like.
"""

from __future__ import annotations

import codecs
import re

from dateline.errors import SourceError

# First bytes of what people hand over by mistake, and what it is called.
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or an office file or e-book, which are ZIP inside"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"RIFF", "a sound, film or WebP image"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that declare these mean Windows-1252 (WHATWG Encoding Standard, names and labels).
_CALLED_LATIN = frozenset({"iso8859-1", "ascii", "cp1252"})
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{2,30})""", re.I
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096  # bytes looked at for a declaration
MANY_HIGH = 40  # bytes over 7F that a guess at a charset needs
_SAMPLE = 65536  # bytes looked at for junk and for a guess


def to_text(raw: bytes, name: str, *, declared: str = "") -> str:
    """The text of the bytes; `declared` is a charset that came with them, as in an HTTP header.

    Raises SourceError where the bytes are no text.
    """
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(codec, "replace")
    refuse_binary(raw, name)
    if codec := _wide(raw):
        return raw.decode(codec, "replace")
    try:
        return raw.decode("utf-8") if not _escapes(raw, declared) else raw.decode(_codec(declared))
    except UnicodeDecodeError:
        pass
    return _legacy(raw, _codec(declared) or _codec(_in_page(raw)))


def refuse_binary(raw: bytes, name: str) -> None:
    """Raise SourceError where the bytes are plainly no text."""
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise SourceError(name, f"not text (looks like {what}); give the text or the HTML page instead")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    sample = raw[:_SAMPLE]
    if _wide(sample):
        return
    if b"\0" in sample or len(_CONTROL.findall(sample)) > 0.02 * len(sample):
        raise SourceError(name, "not text (looks like binary data); give the text or the HTML page instead")


def _wide(raw: bytes) -> str:
    """UTF-16 without its mark, seen by the empty half of each character; "" for anything else."""
    sample = raw[:_HEAD]
    if len(sample) < 8 or len(raw) % 2:
        return ""
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd == 0 else ""


def _in_page(raw: bytes) -> str:
    found = _DECLARED.search(raw[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def _codec(declared: str) -> str:
    """Python's name for a declared charset, "" for one that it does not have."""
    try:
        info = codecs.lookup(declared) if declared else None
    except LookupError:
        return ""
    if info is None or not info._is_text_encoding:
        return ""
    return "cp1252" if info.name in _CALLED_LATIN else info.name


def _escapes(raw: bytes, declared: str) -> bool:
    """Is it one of the charsets that say everything in ASCII bytes, so that UTF-8 would pass unseen?"""
    return raw.isascii() and _codec(declared).startswith(("iso2022", "hz", "utf_7", "utf-7"))


def _legacy(raw: bytes, codec: str) -> str:
    if codec and codec not in ("utf-8", "cp1252"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            pass
    mended = raw.decode("utf-8", "dateline-windows")
    broken = len(raw) - len(raw.decode("utf-8", "ignore").encode())
    # Chiefly UTF-8 with a few stray bytes, as where a page is pasted from two sources.
    if 10 * broken <= sum(1 for c in mended if ord(c) > 0x7F):
        return mended
    high = sum(b > 0x7F for b in raw[:_SAMPLE])
    # Too many for a Latin alphabet, and enough to tell the others by: worth a guess.
    if codec != "cp1252" and high > MANY_HIGH and high > 0.25 * len(raw[:_SAMPLE]):
        from charset_normalizer import from_bytes

        best = from_bytes(raw[:_SAMPLE]).best()
        if best is not None:
            return raw.decode(best.encoding, "replace")
    return "".join(_windows_byte(b) for b in raw) if _UNDEFINED.search(raw) else raw.decode("cp1252")


_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def _windows_byte(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(_windows_byte, error.object[error.start : error.end])), error.end


codecs.register_error("dateline-windows", _as_windows)
