"""Do two clauses speak of the same matter? The content words they share, the deciding words left out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from checker.facts.clauses import around
from checker.facts.gist import content, stem
from checker.facts.stems import base
from checker.facts.words import load
from checker.model import Alignment, Cue, Span, Statement

__all__ = [
    "Word",
    "acts",
    "behind",
    "beside",
    "clause",
    "clause_words",
    "comparable",
    "is_name",
    "named",
    "shared",
    "words",
]

_CAPITAL = re.compile(r"(?<=[\w,;:'’\"“(] )[A-Z][\w’'-]{2,40}|(?<=\w[-–])[A-Z][a-z]{2,40}")
_CALENDAR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|be|been|being|had|has|have|did|do|does|will|would|shall|should|can|could|may|might|must|to|not"
    r"|n['’]t|he|she|they|it|who|which)\s(?:[a-z]{2,12}ly\s|again\s|already\s|also\s|now\s|just\s)?$"
)
_PAST = frozenset(load("stems")["past"].split())
"""Past forms of irregular verbs that are hardly ever anything else."""

LONGEST = 2000
"""Code points beyond which a statement is no sentence but a text without stops, whose cues govern nothing together."""


class Word(NamedTuple):
    """A content word of a statement: its comparing key and its place in the article."""

    key: str
    span: Span


def words(statement: Statement) -> tuple[Word, ...]:
    """Return the content words of a statement in order; near synonyms ("ship", "vessel") share one key."""
    return _words(statement.text, statement.span.start)


@lru_cache(maxsize=4096)
def _words(text: str, at: int) -> tuple[Word, ...]:
    return tuple(Word(stem(base(text[w.start : w.end])), Span(w.start + at, w.end + at)) for w in content(text))


def clause(statement: Statement, span: Span) -> Span:
    """Return the clause around ``span``, as a span of the article."""
    at = statement.span.start
    found = around(statement.text, Span(span.start - at, span.end - at))
    return Span(found.start + at, found.end + at)


def clause_words(statement: Statement, scope: Span) -> tuple[Word, ...]:
    """Return the content words within ``scope``."""
    return tuple(w for w in words(statement) if scope.holds(w.span))


def behind(statement: Statement, cue: Cue) -> tuple[Word, ...]:
    """Return the content words behind ``cue`` within its scope: what it governs. The cue must have a scope."""
    assert cue.scope is not None
    return tuple(w for w in clause_words(statement, cue.scope) if w.span.start >= cue.span.end)


def shared(left: Statement, a: Span, right: Statement, b: Span) -> frozenset[str]:
    """Return the content words that the clauses around ``a`` and ``b`` share, without those two words themselves.

    A clause with fewer than three words of its own ("but they have not arrested him") lends from its whole statement.
    """
    return _context(left, a) & _context(right, b)


def _context(statement: Statement, span: Span) -> frozenset[str]:
    near = frozenset(w.key for w in clause_words(statement, clause(statement, span)) if not w.span.overlaps(span))
    if len(near) >= 3:
        return near
    return frozenset(w.key for w in words(statement) if not w.span.overlaps(span))


def beside(statement: Statement, span: Span, reach: int = 3) -> frozenset[str]:
    """Return the content words up to ``reach`` before and behind ``span`` in its clause: its subject and its object."""
    own = clause_words(statement, clause(statement, span))
    before = [w.key for w in own if w.span.end <= span.start]
    behind = [w.key for w in own if w.span.start >= span.end]
    return frozenset((*before[-reach:], *behind[:reach]))


def named(statement: Statement) -> frozenset[str]:
    """Return the words written with a capital inside the statement: its names, as far as capitals show them."""
    found = (m for m in _CAPITAL.finditer(statement.text))
    return frozenset(m.group().lower() for m in found if not _CALENDAR.match(m.group()))


def comparable(pair: Alignment) -> bool:
    """Tell whether the cues of two statements can be compared: both are sentences that claim, of the same names."""
    if not (pair.left.claims and pair.right.claims) or max(len(pair.left.text), len(pair.right.text)) > LONGEST:
        return False
    return not apart(pair.left, pair.right)


def apart(left: Statement, right: Statement) -> bool:
    """Tell whether both name someone or some place, and neither has a word of the other's names."""
    one, two = named(left), named(right)
    if not one or not two:
        return False
    low = left.text.lower(), right.text.lower()
    return not any(n in low[1] for n in one) and not any(n in low[0] for n in two)


def is_name(statement: Statement, span: Span) -> bool:
    """Tell whether a word is written with a capital inside a sentence."""
    at = span.start - statement.span.start
    return at > 0 and statement.text[at].isupper()


def acts(statement: Statement, span: Span) -> bool:
    """Tell whether a word stands as a verb: a past or an -ing form, or behind an auxiliary, "to" or a pronoun."""
    at = span.start - statement.span.start
    word = statement.text[at : at + span.end - span.start].lower()
    return word.endswith("ed") or word in _PAST or bool(_AUXILIARY.search(statement.text[max(0, at - 30) : at]))
