"""What a page says of itself for machines: JSON-LD, meta elements, headings."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.sources.clean import one_line
from dateline.sources.dates import DayWords, any_day

# schema.org types of a report; a page of another type is read for its day only.
_ARTICLES_NAMES = """
Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle
BlogPosting LiveBlogPosting Report SocialMediaPosting TechArticle ScholarlyArticle
"""
_ARTICLES = frozenset(_ARTICLES_NAMES.split())
_META_DAYS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publication_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_time",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "date",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The values that a page states; `body` is the article's text as JSON-LD has it."""

    title: str = ""
    byline: str = ""
    publisher: str = ""
    url: str = ""
    body: str = ""
    days: tuple[tuple[date, str], ...] = ()


def read_metadata(tree: Any, words: DayWords) -> Metadata:
    """What the page states for machines, and its main heading."""
    objects = list(_objects(tree))
    metas = _metas(tree)
    headings = _headings(tree)
    site = metas.get("og:site_name", "")
    article = _article(objects, headings)
    publisher = (
        _name(article.get("publisher")) or site or metas.get("application-name", "") or metas.get("dc.publisher", "")
    )
    byline = _name(article.get("author")) or _author(metas)
    days = [(_stated(o.get("datePublished"), words), "json-ld") for o in [article, *objects] if _dated(o)]
    days += [(any_day(metas[key], words), "meta") for key in _META_DAYS if key in metas]
    days += [(day, "meta") for day in _itemprops(tree, words)]
    return Metadata(
        title=_title(article, metas, headings, tree, publisher),
        byline="" if byline.casefold() == publisher.casefold() else byline,
        publisher=publisher,
        url=_canonical(tree) or metas.get("og:url", ""),
        body=_body(article),
        days=tuple((day, where) for day, where in days if day),
    )


def _headings(tree: Any) -> list[str]:
    """The page's main headings; those that microformats or schema.org mark as an entry's own come first."""
    marked = [h for h in tree.iter("h1", "h2", "h3") if "entry-title" in (h.get("class") or "").split()]
    marked += tree.iterfind(".//*[@itemprop='headline']")
    own = marked[:1] if len(marked) == 1 else []  # several: a page of several entries
    found = (one_line(" ".join(h.itertext())) for h in (*own, *tree.iter("h1")))
    return [heading for heading in found if heading]


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, however nested in lists and graphs."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = re.sub(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$", "", script.text or "").strip()
        try:
            found = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while found:
            value = found.pop(0)
            if isinstance(value, list):
                found = [*value, *found]
            elif isinstance(value, dict):
                yield value
                found = [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value] + found


def _types(value: dict[str, Any]) -> set[str]:
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {str(k).rsplit("/", 1)[-1] for k in kinds if k}


def _dated(value: dict[str, Any]) -> bool:
    return bool(_types(value) & (_ARTICLES | {"WebPage"})) and "datePublished" in value


def _article(objects: list[dict[str, Any]], headings: list[str]) -> dict[str, Any]:
    """The object of the page's own article: the one whose headline is the page's, else the fullest."""
    articles = [o for o in objects if _types(o) & _ARTICLES]
    for one in articles:
        if _string(one.get("headline")) and one_line(html.unescape(_string(one.get("headline")))) in headings:
            return one
    return max(articles, key=lambda o: len(_body(o)), default={})


def _body(article: dict[str, Any]) -> str:
    updates = article.get("liveBlogUpdate")
    posts = [article, *(updates if isinstance(updates, list) else [])]
    texts = [_string(post.get("articleBody")) for post in posts if isinstance(post, dict)]
    return html.unescape("\n\n".join(text for text in texts if text.strip()))


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _stated(value: object, words: DayWords) -> date | None:
    return any_day(value, words) if isinstance(value, str) else None


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value) if name)
    if isinstance(value, dict):
        return _name(value.get("name"))
    text = one_line(html.unescape(_string(value)))
    return "" if text.startswith(("http:", "https:")) else text


def _author(metas: dict[str, str]) -> str:
    author = next(
        (metas[key] for key in ("author", "byl", "dc.creator", "parsely-author", "sailthru.author") if key in metas), ""
    )
    return "" if author.startswith("http") or "@" in author else author


def _metas(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = one_line(node.get("content") or "")
        if key and value:
            out.setdefault(key, value)
    return out


def _itemprops(tree: Any, words: DayWords) -> Iterator[date]:
    for node in tree.iterfind(".//*[@itemprop='datePublished']"):
        value = node.get("datetime") or node.get("content") or " ".join(node.itertext())
        if day := any_day(one_line(value), words):
            yield day


def _canonical(tree: Any) -> str:
    found = (node.get("href") or "" for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical")
    return next((url.strip() for url in found if url.strip().startswith("http")), "")


def _title(article: dict[str, Any], metas: dict[str, str], headings: list[str], tree: Any, publisher: str) -> str:
    """The headline as a reader sees it, without the site's name after it."""
    named = [
        one_line(html.unescape(_string(article.get("headline")))),
        metas.get("og:title", ""),
        metas.get("twitter:title", ""),
    ]
    in_head = one_line(" ".join(next(tree.iter("title")).itertext())) if tree.find(".//title") is not None else ""
    stated = [name for name in (*named, in_head) if name]
    for heading in headings:
        if any(_alike(heading, name) for name in stated):
            return heading
    if len(headings) == 1 and not stated:
        return headings[0]
    return _without_site(stated[0], publisher) if stated else ""


def _alike(heading: str, name: str) -> bool:
    a, b = (re.sub(r"\W+", " ", text.casefold()).strip() for text in (heading, name))
    return len(a) > 3 and (a in b or (b in a and 2 * len(b) > len(a)))


def _without_site(title: str, publisher: str) -> str:
    head, bar, tail = title.rpartition(" | ")
    if bar and head:
        return head.split(" | ")[0]
    for dash in (" - ", " – ", " — ", " :: ", " « ", " » "):
        head, bar, tail = title.rpartition(dash)
        if head and publisher and tail.casefold().strip() == publisher.casefold():
            return head
    return title
