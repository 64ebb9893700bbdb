"""What the wire formats share: how headline and paragraphs become a text, dates, statuses, JSON values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from checker.errors import InputError
from checker.read.drafts import Draft

MAX_ARTICLES = 500
"""Articles of one file: every pair of them is compared, and a feed has a hundred at most."""
LONGEST_VALUE = 500
"""Characters of one metadata value."""

Entry = Draft | InputError
"""One article of a file, or why it cannot be read: a bad entry of a feed does not spoil the others."""
Reader = Callable[[bytes, str, str | None], list[Entry]]
"""(bytes, path for messages, encoding or None) -> entries in order; raises ``InputError`` for the whole file."""

_STATUS = re.compile(
    r"\s*\(?\s*(?P<status>(?:CORRECTED|CORRECTION|CORRECTIVE|KILL|WITHDRAWN|ADVISORY|REFILE|REPEAT|RPT|CLARIFICATION)"
    r"|(?:UPDATE|WRAPUP|WRITETHRU|LEAD|ADD)[ -]?\d{1,3})\b\s*\)?\s*(?P<mark>[-–—:/]+\s*|\Z)?"
)
_KILLED = frozenset({"canceled", "cancelled", "withheld", "killed", "withdrawn"})
_DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_MARKED_UP = re.compile(
    r"<(?:/?(?:p|div|br|html|body|section|article|h[1-6]|ul|ol|li|span|em|strong|b|i|a)\b|!--)", re.I
)


def compose(headline: str, paragraphs: Iterable[str]) -> tuple[str, str]:
    """Return the article's text (headline, blank line, paragraphs with blank lines between) and the bare headline.

    A status such as ``UPDATE 2-`` is taken off the headline, and a first paragraph that repeats it is left out.
    """
    headline = line(_STATUS.sub("", headline, count=1) if _marked(headline) else headline)
    if headline.endswith(".") and "." not in headline[:-1]:
        headline = headline[:-1]  # with a full stop it would be taken for a sentence of the story
    body = [p for p in (clean(p) for p in paragraphs) if p]
    if body and headline and body[0].casefold().rstrip(".") == headline.casefold().rstrip("."):
        body = body[1:]
    return "\n\n".join([headline, *body] if headline else body), headline


def draft(
    headline: str,
    paragraphs: Iterable[str],
    *,
    source: str = "",
    published: date | None = None,
    notes: Iterable[str] = (),
    **metadata: str,
) -> Draft:
    """Make a draft; empty metadata is left out. ``notes`` may tell a status, as an editor's note does."""
    text, shown = compose(headline, paragraphs)
    found = next((s for s in (status(n) for n in (headline, *notes)) if s), "")
    if metadata.get("pubstatus", "").lower() in _KILLED:
        found = "KILL"
    values = {key: line(value)[:LONGEST_VALUE] for key, value in {**metadata, "status": found}.items()}
    return Draft(
        text,
        source=line(source)[:LONGEST_VALUE] or None,
        headline=shown or None,
        published=published,
        metadata=tuple((key, value) for key, value in values.items() if value),
    )


def status(words: str) -> str:
    """Return ``CORRECTED``, ``KILL``, ``UPDATE 2`` where a headline or note begins so; else empty."""
    found = _STATUS.match(words[:100])
    return " ".join(found["status"].replace("-", " ").split()) if found else ""


def _marked(headline: str) -> bool:
    found = _STATUS.match(headline)
    return found is not None and bool(found["mark"]) and found.end() < len(headline)


def clean(text: str) -> str:
    """Return text that can be written anywhere: one kind of newline, no control characters, no half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c if c >= " " or c in "\n\t" else " " for c in text)
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in kept).replace("\x7f", " ").strip()


def line(text: str) -> str:
    """Return text on one line."""
    return " ".join(clean(text).split())


def day(*values: str) -> date | None:
    """Return the first day that one of the values gives: ISO, ``20310514T0900``, or as in mail and RSS."""
    for value in (v[:64] for v in values):
        try:
            if found := _DAY.match(value):
                return date(*(int(part) for part in found.groups()))
            if value.strip():
                return parsedate_to_datetime(value).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def marked_up(text: str) -> bool:
    """Tell whether a text is HTML."""
    return _MARKED_UP.search(text[:20_000]) is not None


def limited(number: int, path: str) -> None:
    """Refuse a file with too many articles; called before any of them is built."""
    if number > MAX_ARTICLES:
        raise InputError(f"holds {number} articles, more than {MAX_ARTICLES}", path=path, hint="split the file")


def loads(text: str, path: str) -> Any:
    """Return the value of a JSON text."""
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError("is nested too deeply", path=path, hint="save the article as plain text") from None
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"is no valid JSON{where}", path=path, hint="check the file") from None


def string(value: Any, *keys: str) -> str:
    """Return the first of an object's values that is a string with words or a number; empty where there is none."""
    if not isinstance(value, dict):
        return ""
    for key in keys:
        found = value.get(key)
        if isinstance(found, str) and found.strip():
            return found
        if isinstance(found, (int, float)) and not isinstance(found, bool):
            return str(found)
    return ""


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list; anything else is left out."""
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []
