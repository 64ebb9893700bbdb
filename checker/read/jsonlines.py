"""Articles as JSON, one a line, in a list or alone: ``text``, ``title``, ``source``, ``published``, ``id``, ``url``."""

from __future__ import annotations

from typing import Any

from checker.errors import InputError
from checker.read import wire
from checker.read.encodings import decode
from checker.read.markup import fragment, paragraphs
from checker.read.wire import Entry, string

_HINT = 'write each article as {"text": ..., "title": ..., "source": ..., "published": ...}'


def is_article(value: Any) -> bool:
    """Tell whether a JSON object is an article of this form."""
    return isinstance(value, dict) and isinstance(value.get("text"), str)


def drafts(data: bytes, path: str, encoding: str | None) -> list[Entry]:
    """Read JSON Lines, a JSON list, or one JSON object."""
    text = decode(data, path, encoding)
    whole = _whole(text, path)
    if whole is not None:
        wire.limited(len(whole), path)
        return [_entry(value, f"[{n}]", path) for n, value in enumerate(whole)]
    rows = [(n, row) for n, row in enumerate(text.split("\n"), 1) if row.strip(" \t\r")]
    wire.limited(len(rows), path)
    found: list[Entry] = []
    for n, row in rows:
        try:
            found.append(_entry(wire.loads(row, path), f"line {n}", path))
        except InputError as error:
            # the error tells line 1 of the row, and the reader wants the line of the file
            found.append(InputError(error.reason.replace("(line 1)", f"(line {n})"), path=path, hint=error.hint))
    return found


def _whole(text: str, path: str) -> list[Any] | None:
    """Return the values of a file that is one JSON value; ``None`` where each line is one."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return None
    try:
        value = wire.loads(text, path)
    except InputError:
        return None
    return value if isinstance(value, list) else [value]


def _entry(value: Any, element: str, path: str) -> Entry:
    if not is_article(value):
        return InputError(f"holds no article with a text ({element})", path=path, hint=_HINT)
    text = string(value, "text")
    try:
        story = paragraphs(fragment(text, path)) if wire.marked_up(text) else [text]
    except InputError as error:
        return error
    return wire.draft(
        string(value, "title", "headline"),
        story,
        source=string(value, "source"),
        published=wire.day(string(value, "published", "date")),
        byline=string(value, "byline", "author"),
        guid=string(value, "id"),
        url=string(value, "url"),
        element=element,
    )
