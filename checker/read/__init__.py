"""Bytes -> Article: one format per file, all of them in the visible table ``READERS``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from checker.errors import InputError
from checker.model import Article
from checker.read import docx, feeds, html, jsonlines, markdown, newsml, ninjs, nitf, pdf, text, wire
from checker.read.drafts import Draft, Reader
from checker.read.files import discover
from checker.read.language import language
from checker.read.masthead import Masthead, masthead, year_near
from checker.read.sniff import sniff

__all__ = ["FORMATS", "MAX_BYTES", "READERS", "complete", "discover", "read", "read_all"]

MAX_BYTES = 5_000_000
"""Above this a file is no article: a long newspaper report has about 100,000 bytes."""

MAX_PACKED = 20_000_000
"""The same for docx and pdf, which carry pictures."""

READERS: dict[str, Reader] = {
    ".txt": text.draft,
    ".text": text.draft,
    ".md": markdown.draft,
    ".markdown": markdown.draft,
}
"""Files that are text because their name says so; any other is sniffed, and is plain text if no format is found."""

FORMATS: dict[str, wire.Reader] = {
    "html": html.drafts,
    "ninjs": ninjs.drafts,
    "newsml": newsml.drafts,
    "nitf": nitf.drafts,
    "feed": feeds.drafts,
    "jsonfeed": feeds.json_drafts,
    "jsonlines": jsonlines.drafts,
    "docx": docx.drafts,
    "pdf": pdf.drafts,
}
"""Which reader takes a format, by the name that ``sniff`` gives it."""

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
    ``InputError`` with the reason and the next step: missing, empty, binary, undecodable, too large, not English, or
    several articles in one file.
    """
    entries, shown = _entries(path, data, encoding)
    if len(entries) > 1:
        raise InputError(f"holds {len(entries)} articles", path=shown, hint="give one article a file")
    return _read(entries[0], path, shown, id, as_of, name)


def read_all(
    path: str,
    *,
    number: int = 1,
    data: bytes | None = None,
    encoding: str | None = None,
    as_of: date | None = None,
    name: str | None = None,
    form: str | None = None,
    skipped: list[InputError] | None = None,
) -> tuple[Article, ...]:
    """Read the articles of a file: one of a text, all of a feed, a package or JSON Lines.

    They get the ids ``a{number}`` and on, and where there are several the paths ``feed.xml#1`` and on, by their
    place in the file. ``form`` names the format (a key of ``FORMATS``) where it is known. An entry that cannot be read
    is left out, its error appended to ``skipped``; raises ``InputError`` as ``read`` does where there is no article at
    all.
    """
    entries, shown = _entries(path, data, encoding, form)
    articles: list[Article] = []
    errors: list[InputError] = []
    for n, entry in enumerate(entries, 1):
        mark = f"#{n}" if len(entries) > 1 else ""
        try:
            articles.append(_read(entry, path + mark, shown + mark, f"a{number + len(articles)}", as_of, name))
        except InputError as error:
            errors.append(error)
    if not articles:
        raise errors[0]
    if skipped is not None:
        skipped += errors
    return tuple(articles)


def _entries(
    path: str, data: bytes | None, encoding: str | None, form: str | None = None
) -> tuple[list[wire.Entry], str]:
    """Return what the file holds, at least one entry, and what messages call it."""
    shown = "standard input" if path == "-" else path
    data = _bytes(path, shown) if data is None else data
    suffix = PurePath(path).suffix.lower()
    if len(data) > _limit(suffix):
        raise _too_large(shown, suffix)
    if form is None and suffix in READERS:
        return [READERS[suffix](data, shown, encoding)], shown
    found = form or sniff(data, suffix, shown, encoding)
    if found is None:
        return [text.draft(data, shown, encoding)], shown
    return FORMATS[found](data, shown, encoding), shown


def _read(entry: wire.Entry, path: str, shown: str, identifier: str, as_of: date | None, name: str | None) -> Article:
    if isinstance(entry, InputError):
        raise InputError(entry.reason, path=shown, hint=entry.hint)
    if not any(c.isalnum() for c in entry.text):
        raise InputError("holds no words", path=shown, hint="give a file with the article's text")
    if len(entry.text) > MAX_BYTES:
        raise _too_large(shown, "")
    if (code := language(entry.text)) != "en":
        raise InputError(
            f"is not in English (it looks like {code})", path=shown, hint="only English articles are compared"
        )
    return _article(path, identifier, entry, masthead(entry.text), as_of, name)


def _limit(suffix: str) -> int:
    return MAX_PACKED if suffix in (".docx", ".pdf") else MAX_BYTES


def _too_large(shown: str, suffix: str) -> InputError:
    size = _limit(suffix) // 1_000_000
    return InputError(f"is larger than {size} MB", path=shown, hint="give one article a file")


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
        if file.stat().st_size > _limit(file.suffix.lower()):
            raise _too_large(shown, file.suffix.lower())
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
