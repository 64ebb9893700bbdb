"""Markdown: the article is the file's own text, marks included; front matter gives date, title and source."""

from __future__ import annotations

import re
from datetime import date

from checker.read.drafts import Draft
from checker.read.encodings import decode

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n((?:(?!---|\.\.\.)[^\n]{0,500}\n){1,60})(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
"""A block between two ``---`` lines at the very top: ``key: value`` lines that describe the article."""

_FIELD = re.compile(r"^([A-Za-z][\w-]{0,30}):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t\r]*$", re.MULTILINE)


def draft(data: bytes, path: str, encoding: str | None) -> Draft:
    """Read Markdown."""
    text = decode(data, path, encoding)
    fields: dict[str, str] = {}
    if block := FRONT_MATTER.match(text):
        fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(block[1]) if value}
    heading = _HEADING.search(text)
    return Draft(
        text,
        source=fields.get("source") or fields.get("outlet") or fields.get("publisher"),
        headline=fields.get("title") or fields.get("headline") or (heading[1] if heading else None),
        published=_date(fields.get("date") or fields.get("published") or ""),
        metadata=tuple(fields.items()),
    )


def _date(value: str) -> date | None:
    found = _ISO.match(value)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
