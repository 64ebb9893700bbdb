"""Compare how much of a group or thing two statements mean.

Levels
    same        both mean as much (nothing is reported)
    conflict    scope-shift: "all", "every", "entire" in one; "some", "most", "part of", "only", "two of the" in the
                other, said of the same thing

Not judged
    "all" where the other gives no quantity word; groups that are named and not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.matter import clause_words, comparable, is_name, shared
from checker.compare.slots import phrase
from checker.model import Alignment, Comparison, Cue, Level, Span, Statement

NAME = "scope"

_PART = frozenset(("some", "most", "only"))
_REACH = 2
_GROUP_ENDS = re.compile(
    r",|\b(?:in|at|on|from|to|for|with|by|is|are|was|were|be|has|have|had|will|would|can|could|may|must|who|which|that|\w{2,20}ed)\b",
    re.IGNORECASE,
)
"""Where the words of a group end: "all the schools | in Carrow", "some regional lines | will be opened"."""


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one shift."""
    if not comparable(pair):
        return
    found = _shift(pair.left, pair.right)
    if found is None:
        back = _shift(pair.right, pair.left)
        found = None if back is None else (back[1], back[0])
    if found is not None:
        left, right = found[0].span, found[1].span
        yield Comparison(
            NAME, Level.CONFLICT, "scope-shift", left, right, phrase(pair.left, left), phrase(pair.right, right)
        )


def _shift(whole: Statement, part: Statement) -> tuple[Cue, Cue] | None:
    """Return the words for the whole in one statement and for a part in the other."""
    if any(c.value in _PART for c in whole.facts.of("scope")) or any(c.value == "all" for c in part.facts.of("scope")):
        return None
    for a in whole.facts.of("scope"):
        for b in part.facts.of("scope"):
            if a.value != "all" or b.value not in _PART:
                continue
            if _head(whole, a) & _head(part, b) and shared(whole, a.span, part, b.span):
                return a, b
            if b.value == "only" and len(shared(whole, a.span, part, b.span)) >= 3:
                return a, b
    return None


def _head(statement: Statement, cue: Cue) -> frozenset[str]:
    assert cue.scope is not None
    at = statement.span.start
    ends = _GROUP_ENDS.search(statement.text, cue.span.end - at, cue.scope.end - at)
    group = Span(cue.span.end, ends.start() + at if ends else cue.scope.end)
    found = [w.key for w in clause_words(statement, group) if not is_name(statement, w.span)]
    return frozenset(found[:_REACH])
