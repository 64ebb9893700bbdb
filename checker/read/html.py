"""HTML pages (extra ``[html]``): the article without menus, teasers and comments, as trafilatura finds it."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from checker.errors import InputError
from checker.read import wire
from checker.read.markup import below, page, paragraphs, words
from checker.read.wire import Entry

_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "code", "table", "row", "body", "main", "div"})
_SKIPPED = frozenset({"graphic", "media", "comments"})
_SAVE = "save the article as plain text"
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
)
_NO_GUESSES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
# A date far off is no reason to look at today's: the same page gives the same article on any day.


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read one page."""
    try:
        trafilatura: Any = import_module("trafilatura")
    except ImportError:  # also where trafilatura is there and what it needs is not
        raise InputError(
            "is an HTML page, and what reads these is not installed", path=path, hint='install "crosswire[html]"'
        ) from None
    root = page(data, path, encoding)
    headings = [said for h in below(root, "h1") if (said := words(h))]
    metas = _metas(root)
    linked = next((m[1] for s in below(root, "script") if (m := _LINKED_DATE.search((s.text or "")[:100_000]))), "")
    times = [t.get("datetime") or "" for t in below(root, "time")][:1]
    try:
        found = trafilatura.bare_extraction(
            root, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=_NO_GUESSES
        )
    except Exception as error:  # a page is its writer's: no fault of the extractor may end the run
        raise InputError(f"cannot be read as a page ({type(error).__name__})", path=path, hint=_SAVE) from None
    body = getattr(found, "body", None)
    story = paragraphs(body, _BLOCKS, _SKIPPED) if body is not None else []
    if not story:
        raise InputError("is a page on which no article was found", path=path, hint=_SAVE)
    title = getattr(found, "title", None) or ""
    # the title of a page often carries the outlet's name: the heading on the page does not
    headline = headings[0] if len(headings) == 1 else title
    return [
        wire.draft(
            headline,
            story,
            source=metas.get("og:site_name", "") or getattr(found, "sitename", None) or "",
            published=wire.day(
                *(metas.get(p, "") for p in _PUBLISHED[:3]),
                linked,
                *times,
                *(metas.get(p, "") for p in _PUBLISHED[3:]),
                getattr(found, "date", None) or "",
            ),
            byline=getattr(found, "author", None) or metas.get("author", ""),
            url=getattr(found, "url", None) or "",
        )
    ]


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in below(root, "meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found.setdefault(key.lower(), meta.get("content") or "")
    return found
