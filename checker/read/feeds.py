"""RSS 0.9 to 2.0, Atom and JSON Feed: each entry is an article, and a bad one does not spoil the others."""

from __future__ import annotations

from typing import Any

from checker.errors import InputError
from checker.read import wire
from checker.read.drafts import Draft
from checker.read.encodings import decode
from checker.read.markup import below, children, first, fragment, paragraphs, parse, words
from checker.read.wire import Entry, objects, string


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read an RSS or Atom feed, or a single Atom entry."""
    root = parse(data, path, encoding)
    entries = list(below(root, "item", "entry"))
    wire.limited(len(entries), path)
    if not entries:
        raise InputError("is a feed without entries", path=path, hint="give a feed that holds articles")
    channel = first(root, "channel")
    outlet = _words(root if channel is None else channel, path, "title")
    return [_read(_xml, entry, n, outlet, path) for n, entry in enumerate(entries, 1)]


def json_drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read a JSON Feed."""
    feed = wire.loads(decode(data, path, encoding), path)
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list) or not entries:
        raise InputError("is a feed without entries", path=path, hint="give a feed that holds articles")
    wire.limited(len(entries), path)
    outlet = string(feed, "title")
    return [_read(_json, entry, n, outlet, path) for n, entry in enumerate(entries, 1)]


def _read(reader: Any, entry: Any, number: int, outlet: str, path: str) -> Entry:
    try:
        found: Draft = reader(entry, number, outlet, path)
    except InputError as error:
        return error
    if not any(c.isalnum() for c in found.text):
        return InputError("holds no words", path=path, hint="the entry has neither a title nor a text")
    return found


def _xml(entry: Any, number: int, outlet: str, path: str) -> Draft:
    content = next((c for c in entry if c.tag == _CONTENT), None)
    for tag in ("content", "description", "summary"):
        if content is None:
            content = first(entry, tag)
    author = first(entry, "author")
    named = first(author, "name") if author is not None else None
    links = [e.get("href") or words(e) for e in children(entry, "link") if (e.get("rel") or "alternate") == "alternate"]
    return wire.draft(
        _words(entry, path, "title"),
        _body(content, path) if content is not None else [],
        source=_origin(entry, path) or outlet,
        published=wire.day(*(_words(entry, path, t) for t in ("pubDate", "published", "date", "issued", "updated"))),
        byline=(words(named) if named is not None else "") or _words(entry, path, "creator", "author"),
        guid=_words(entry, path, "guid", "id"),
        url=next(iter(links), ""),
        element=f"{'entry' if entry.tag.endswith('entry') else 'item'}[{number}]",
    )


def _origin(entry: Any, path: str) -> str:
    """Return the outlet that an aggregator took the entry from."""
    source = first(entry, "source")
    if source is None:
        return ""
    return _words(source, path, "title") if len(source) else words(source)


_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def _body(content: Any, path: str) -> list[str]:
    """Return the paragraphs of a content element: XHTML inside it, or HTML or plain text written as text."""
    if len(content):
        return paragraphs(content)
    text = content.text or ""
    return paragraphs(fragment(text, path)) if _is_html(text, content.get("type")) else [text]


def _is_html(text: str, kind: str | None) -> bool:
    return kind != "text" and (wire.marked_up(text) or kind in ("html", "text/html") or "&" in text)


def _words(parent: Any, path: str, *tags: str) -> str:
    for tag in tags:
        element = first(parent, tag)
        if element is not None and (said := words(element)):
            return " ".join(paragraphs(fragment(said, path))) if _is_html(said, element.get("type")) else said
    return ""


def _json(entry: Any, number: int, outlet: str, path: str) -> Draft:
    page = string(entry, "content_html")
    authors = objects(entry.get("authors") or [entry.get("author")]) if isinstance(entry, dict) else []
    return wire.draft(
        string(entry, "title"),
        paragraphs(fragment(page, path)) if page else [string(entry, "content_text", "summary")],
        source=outlet,
        published=wire.day(string(entry, "date_published"), string(entry, "date_modified")),
        byline=" and ".join(n for n in (string(a, "name") for a in authors[:8]) if n),
        guid=string(entry, "id"),
        url=string(entry, "url"),
        element=f"items[{number - 1}]",
    )
