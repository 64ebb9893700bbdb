"""Bytes -> Article: one format per file, all of them in the visible table ``READERS``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from checker.errors import InputError
from checker.model import Article
from checker.read import markdown, text
from checker.read.drafts import Draft, Reader
from checker.read.files import discover
from checker.read.language import language
from checker.read.masthead import Masthead, masthead, year_near

__all__ = ["MAX_BYTES", "READERS", "complete", "discover", "read"]

MAX_BYTES = 5_000_000
"""Above this a file is no article: a long newspaper report has about 100,000 bytes."""

READERS: dict[str, Reader] = {
    ".txt": text.draft,
    ".text": text.draft,
    ".md": markdown.draft,
    ".markdown": markdown.draft,
}
"""Which reader takes a file, by its suffix; any other suffix is read as plain text."""

_TRANSLATING_AGENCIES = ("interfax", "tass", "xinhua", "ria novosti", "ukrinform", "anadolu", "irna", "sputnik", "ansa")
# Foreign agencies whose English service is translated copy.


def read(
    path: str,
    *,
    id: str,
    data: bytes | None = None,
    encoding: str | None = None,
    as_of: date | None = None,
    name: str | None = None,
) -> Article:
    """Read one article; ``data`` are its bytes where the path is no file (standard input).

    ``as_of`` dates an article that gives no date, ``name`` is its source where the text names none. Raises
    ``InputError`` with the reason and the next step: missing, empty, binary, undecodable, too large, not English.
    """
    shown = "standard input" if path == "-" else path
    data = _bytes(path, shown) if data is None else data
    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB", path=shown, hint="give one article a file")
    reader = READERS.get(PurePath(path).suffix.lower(), text.draft)
    draft = reader(data, shown, encoding)
    if not any(c.isalnum() for c in draft.text):
        raise InputError("holds no words", path=shown, hint="give a file with the article's text")
    if (code := language(draft.text)) != "en":
        raise InputError(
            f"is not in English (it looks like {code})", path=shown, hint="only English articles are compared"
        )
    return _article(path, id, draft, masthead(draft.text), as_of, name)


def complete(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles with a missing year filled in from the others.

    A dateline gives day and month alone (``KASTRO, May 8``); where another source of the same story gives a whole date,
    the year that puts both next to each other is taken. Articles that no other source dates stay undated.
    """
    known = [a.published for a in articles if a.published is not None]
    return tuple(_dated(a, known) for a in articles)


def _dated(article: Article, known: list[date]) -> Article:
    day = dict(article.metadata).get("day")
    if article.published is not None or day is None or not known:
        return article
    month, number = (int(part) for part in day.split("-"))
    found = min((year_near(month, number, k) for k in known), key=lambda d: min(abs(d - k) for k in known))
    if min(abs((found - k).days) for k in known) > 60:  # two months on, it is no longer the same news
        return article
    return replace(article, published=found, published_from="dateline")


def _bytes(path: str, shown: str) -> bytes:
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError("is a folder", path=shown, hint="name the files in it, or give the folder alone")
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB", path=shown, hint="give one article a file")
        return file.read_bytes()
    except FileNotFoundError:
        raise InputError("does not exist", path=shown, hint="check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason})", path=shown, hint="check its rights") from None


def _article(path: str, identifier: str, draft: Draft, top: Masthead, as_of: date | None, name: str | None) -> Article:
    published, origin = draft.published, "metadata"
    if published is None:
        published, origin = top.published, top.published_from or ""
    if published is None and as_of is not None:
        if top.day is not None:
            published, origin = year_near(*top.day, as_of), "dateline"
        else:
            published, origin = as_of, "option"
    metadata = dict(draft.metadata)
    if top.day is not None:
        metadata["day"] = f"{top.day[0]:02d}-{top.day[1]:02d}"
    if top.byline:
        metadata.setdefault("byline", top.byline)
    return Article(
        id=identifier,
        path=path,
        text=draft.text,
        source=draft.source or top.source or name,
        headline=draft.headline or top.headline,
        published=published,
        published_from=origin if published is not None else None,
        translated=_translated(draft.text, top.source),
        metadata=tuple(metadata.items()),
    )


def _translated(body: str, source: str | None) -> bool:
    """Tell whether the text shows that it was translated: a foreign agency's line, or turns no English desk writes."""
    words = f" {(source or '').lower()} ".replace("-", " ")
    return any(f" {a} " in words for a in _TRANSLATING_AGENCIES) or text.translated(body)
