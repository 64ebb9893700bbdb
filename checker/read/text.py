"""Plain text: the article is the decoded file, newlines and all."""

from __future__ import annotations

import re

from checker.read.drafts import Draft
from checker.read.encodings import decode

_TRANSLATIONESE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4} year\b"
    r"|[—–-] (?:says|said|stressed|noted|emphasized|declared|reports) the \w+"
    r"|\bbanned in the Russian Federation\b"
    r"|\(translated from the original\)",
)
# "September 2026 year" keeps the Russian "goda"; a dash before the verb is East European punctuation of speech.


def draft(data: bytes, path: str, encoding: str | None) -> Draft:
    """Read plain text."""
    return Draft(decode(data, path, encoding))


def translated(text: str) -> bool:
    """Tell whether the text has a turn that only translated copy has."""
    return _TRANSLATIONESE.search(text) is not None
