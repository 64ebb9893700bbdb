"""Stories of one event -> which only carry another's text: wire copy, printed as it came or shortened.

A copy says nothing that the other does not say in the same words. A copy in which one sentence was changed is no copy:
that sentence may be the one that matters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from checker.model import Article

SHARE = 0.6
"""Share of the longer story's sentences that a copy has at least: less is an extract, and worth comparing."""
ADDED = 0.1
"""Share of the shorter story's sentences that may be its own: an agency line, a copyright note."""
CHANGED = 60
"""Likeness (0..100) from which a sentence is another one changed, rather than a line of the outlet's own."""

_SENTENCE = re.compile(r"[.!?]['\"”’)]*\s+|\n\s*\n")
# A line break alone ends no sentence: wire copy comes hard-wrapped.


def fold(articles: Sequence[Article]) -> tuple[list[Article], dict[str, str]]:
    """Return the stories that are no copies, in order, and for each copy's id the id of the story it carries."""
    kept: list[tuple[Article, frozenset[str]]] = []
    copies: dict[str, str] = {}
    for article in articles:
        told = _sentences(article.text)
        original = next((a.id for a, known in kept if _copies(told, known)), None)
        if original is None:
            kept.append((article, told))
        else:
            copies[article.id] = original
    return [a for a, _ in kept], copies


def _sentences(text: str) -> frozenset[str]:
    words = (" ".join(re.findall(r"\w+", s.casefold())) for s in _SENTENCE.split(text))
    return frozenset(s for s in words if s)


def _copies(one: frozenset[str], other: frozenset[str]) -> bool:
    few, many = sorted((one, other), key=len)
    both = few & many
    own = few - both
    if len(both) < SHARE * len(many) or len(own) > max(1.0, ADDED * len(few)):
        return False
    return not any(fuzz.ratio(mine, theirs) >= CHANGED for mine in own for theirs in many - both)
