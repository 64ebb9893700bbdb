"""Statement -> the words that set polarity, certainty, commitment, conditions, causes, stages and scope, as cues.

Every kind has a phrase list in ``words/``; the class of a cue is the table it stands in there. A cue governs its
clause; a condition and a cause govern the words they introduce, up to the end of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.facts.clauses import around
from checker.facts.opposites import known
from checker.facts.phrases import find
from checker.facts.stems import content_stems
from checker.model import Article, Cue, Span, Statement

__all__ = ["extract"]

_LISTS = ("negation", "certainty", "commitment", "condition", "caveat", "cause", "stage", "scope", "actor")
_OPENING = re.compile(
    r"\W{0,3}(?:however|but|although|though|nevertheless|nonetheless|still|yet|at the same time)\b", re.I
)
_EARLIER = re.compile(
    r"\b(?:earlier|previously|initially|at first|first (?:reports?|count|calculation|estimate)|revised|until now"
    r"|formerly|originally|so far)\b",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    r"(?:\d|\d(?:st|nd|rd|th)|\b(?:in|of|on|since|until|till|by|from|to|last|next|this|early|late|mid|before|after|through))"
    r"[\s-]$",
    re.IGNORECASE,
)
_TIME_BEHIND = re.compile(r"\s*(?:\d|[,.;:)]|'s\b|’s\b|\Z)")
_MODAL = re.compile(r"\b(?:will|shall|would|may|could|can)\b")
_INTRODUCES = frozenset(("condition", "cause"))
_POINTS = _INTRODUCES | {"stage"}


def extract(statement: Statement, article: Article) -> tuple[Cue, ...]:
    """Return the cues of a statement in text order; spans are offsets into ``article.text``."""
    text, at = statement.text, statement.span.start
    cues = (Cue(_moved(s, at), kind, value, _moved(_governed(text, s, kind), at)) for kind, value, s in _found(text))
    return tuple(sorted(cues, key=lambda c: (c.span, c.kind, c.value)))


def _found(text: str) -> Iterator[tuple[str, str, Span]]:
    for kind in _LISTS:
        for value, span in find(kind, text):
            if not _is_month(text, span):
                yield kind, value, span
    for key, span in content_stems(text):
        if known(key) and (span.start == 0 or text[span.start].islower()):
            yield "opposite", key, span
    if opening := _OPENING.match(text):
        yield "discourse", "contrast", _trimmed(text, opening)
    for match in _EARLIER.finditer(text):
        yield "earlier", match.group().lower(), Span(match.start(), match.end())


def _is_month(text: str, span: Span) -> bool:
    """Tell whether "May" is the month: beside a number or a preposition of time, or at the end of a clause."""
    if text[span.start : span.start + 3] != "May":
        return False
    return bool(_TIME_BEFORE.search(text, max(0, span.start - 12), span.start) or _TIME_BEHIND.match(text, span.end))


def _governed(text: str, span: Span, kind: str) -> Span:
    # "only after the vote": the clause begins inside the phrase, and what is governed stands behind it.
    clause = around(text, Span(span.end - 1, span.end)) if kind in _POINTS else around(text, span)
    if kind in _INTRODUCES and span.end < clause.end:
        comma = text.find(",", span.end, clause.end)
        if comma > 0 and not text[clause.start : span.start].strip(' ,"“'):
            # "If parliament agrees, the law takes effect": the condition ends at the comma.
            return Span(span.start, comma)
        main = _MODAL.search(text, span.end, clause.end) if kind == "condition" else None
        comma = text.rfind(",", span.end, main.start()) if main else -1
        if comma > 0 and text[: span.start].rstrip(" and").endswith(","):
            # "As it is one, and subject to A and B, the mission will go on": the main clause follows the last comma.
            return Span(span.start, comma)
        return Span(span.start, clause.end)
    return Span(min(clause.start, span.start), max(clause.end, span.end))


def _moved(span: Span, at: int) -> Span:
    return Span(span.start + at, span.end + at)


def _trimmed(text: str, match: re.Match[str]) -> Span:
    word = match.group().lstrip(" \t\n\"“”'‘’—–-.,;:…(")
    return Span(match.end() - len(word), match.end())
