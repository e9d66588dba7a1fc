"""Who published a document, by its address: the outlet of a town, or one of the country whose ending it bears."""

from __future__ import annotations

from collections.abc import Iterator

from tld import get_tld

from dateline.where.lexicon import Outlet, WhereData, squashed

_SCHEMES = ("http://", "https://")


def outlet_at(address: str, data: WhereData) -> Outlet | None:
    """The outlet whose name or host an address holds, the archive apart that keeps a copy of it; None for nobody's.

    A host is looked up as it stands, then the name before its ending ("denverpost"), without the signs of networks
    and formats too ("nbcmiami", "wbaltv"), then what stands before it ("chicago" of "chicago.cbslocal.com"). An
    unknown host is some outlet of the country whose ending it bears.
    """
    host = _host(address)
    if host is None:
        return None
    name, ending, before = host
    own = f"{name}.{ending}"
    if outlet := data.hosts.get(".".join((*before, own))) or data.hosts.get(own):
        return outlet
    names = list(_names(name, data))
    for known in (data.hosts, data.host_towns):
        if outlet := next((known[n] for n in names if n in known), None):
            return outlet
    return next((data.host_towns[label] for label in before if label in data.host_towns), _of_country(ending, data))


def _of_country(ending: str, data: WhereData) -> Outlet | None:
    """An outlet of the country that the ending of a host is the code of; None where anybody may have it."""
    last = ending.rpartition(".")[2]
    code = data.endings.get(last, last.upper())
    return Outlet(code, "", "") if code in data.capitals and last not in data.words["lent_endings"] else None


def _host(address: str) -> tuple[str, str, list[str]] | None:
    """The name of a host, its ending and the labels before it; of a copy in an archive, those of the page itself."""
    at = max(map(address.rfind, _SCHEMES))  # of a page, and not of the archive before it
    found = get_tld(address[at:].lower(), as_object=True, fail_silently=True) if at >= 0 else None
    if found is None or isinstance(found, str):
        return None
    return found.domain, found.tld, [label for label in found.subdomain.split(".") if label not in ("", "www")]


def _names(name: str, data: WhereData) -> Iterator[str]:
    """The names that a host's may stand for, as it is first, then without the signs before and behind it."""
    plain = squashed(name)
    yield plain
    for sign in sorted(data.words["networks"], key=len, reverse=True):
        if plain.startswith(sign) and plain != sign:
            yield plain.removeprefix(sign).lstrip("0123456789")
        if plain.endswith(sign) and plain != sign:
            yield plain.removesuffix(sign).rstrip("0123456789")
