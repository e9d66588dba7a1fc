"""Fetches single addresses: the one module that touches the network, and only for `dateline add --allow-network`."""

from __future__ import annotations

from typing import NamedTuple

from dateline.errors import SourceError

MOST = 50 * 2**20  # bytes of one answer, as of one page in a file
PATIENCE = 30  # seconds


class Answer(NamedTuple):
    """What an address gave; `declared` is the charset that its header names, or ""."""

    raw: bytes
    declared: str


def fetch(url: str) -> Answer:
    """Get a page, text or feed; raises SourceError where there is none to be had."""
    import http.client
    import urllib.error
    import urllib.request
    from importlib.metadata import version

    try:
        request = urllib.request.Request(url, headers={"User-Agent": f"dateline/{version('dateline')}"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            raw = response.read(MOST + 1)
            declared = response.headers.get_content_charset() or ""
    except urllib.error.HTTPError as wrong:
        wrong.close()  # it holds the connection
        raise SourceError(url, f"the server answers {wrong.code} ({wrong.reason}); look at it in a browser") from wrong
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, OSError, ValueError) as wrong:
        raise SourceError(url, f"cannot be fetched ({getattr(wrong, 'reason', wrong)}); try again later") from wrong
    if len(raw) > MOST:
        raise SourceError(url, f"over the limit of {MOST // 2**20} MB for one page; fetch it, and give its parts")
    return Answer(raw, declared)
