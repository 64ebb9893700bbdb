"""Text -> clauses: the stretch that a negation, a hedge or a quantifier can govern, by punctuation and conjunctions."""

from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache

from checker.model import Span

__all__ = ["around", "clauses"]

_EDGE = re.compile(
    r"""[;:—–(){}"“”\n]|(?<!\.)\.(?=\s|$)|[?!]
    |,\s(?=(?:and|but|which|who|whose|while|when|where|whereas|although|though|after|because|as|since|so|or|nor|then|not)\b)
    |,\s(?=(?:\S+\s){0,5}(?:said|says|told|added|adds|wrote|reported|noted|according)\b)
    |\s(?=(?:but|while|whereas|although|though|because|until|unless|if|provided|before|after|once)\s)""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=2048)
def clauses(text: str) -> tuple[Span, ...]:
    """Return the clauses of ``text`` in order, as spans into it; together with their edges they cover it."""
    found: list[Span] = []
    start = 0
    for edge in _EDGE.finditer(text):
        if text[start : edge.start()].strip():
            found.append(Span(start, edge.start()))
        start = edge.end()
    if text[start:].strip():
        found.append(Span(start, len(text)))
    return tuple(found)


def around(text: str, span: Span) -> Span:
    """Return the clause that holds the start of ``span``; ``span`` itself where none does."""
    found = clauses(text)
    place = bisect(found, span.start, key=lambda c: c.start) - 1
    return found[place] if place >= 0 and span.start < found[place].end else span
