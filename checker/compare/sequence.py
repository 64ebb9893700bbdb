"""Compare how far something has come, and what came first.

Levels
    same        both put it at the same stage, in the same order (nothing is reported)
    conflict    sequence-conflict: already begun or done in one and still ahead in the other; before an event in one and
                after it in the other; at once in one ("will withdraw"), expressly not at once in the other

Not judged
    an article that is a day or more later and tells that what was ahead has begun; the order of sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.matter import behind, comparable, shared, words
from checker.compare.slots import phrase
from checker.model import Alignment, Article, Comparison, Cue, Level, Span, Statement

NAME = "sequence"

_REACH = 4
_REACHED = frozenset(("begun", "done"))


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one difference of stage or order."""
    if not comparable(pair):
        return
    sides = (pair.left, pair.left_article), (pair.right, pair.right_article)
    for find in (_stage, _order, _at_once):
        found = find(*sides)
        if found is None:
            back = find(*reversed(sides))
            found = None if back is None else (back[1], back[0])
        if found is not None:
            left, right = found
            yield Comparison(
                NAME,
                Level.CONFLICT,
                "sequence-conflict",
                left,
                right,
                phrase(pair.left, left),
                phrase(pair.right, right),
            )
            return


_Side = tuple[Statement, Article]


def _stage(early: _Side, late: _Side) -> tuple[Span, Span] | None:
    """``early`` has it still ahead, ``late`` has it reached."""
    (a, article), (b, later) = early, late
    if article.published and later.published and later.published > article.published:
        return None
    ahead, reached = a.facts.of("stage"), b.facts.of("stage")
    if any(c.value in _REACHED for c in ahead) or any(c.value == "ahead" for c in reached):
        return None
    for one in ahead:
        for two in reached:
            if one.value == "ahead" and two.value in _REACHED and shared(a, one.span, b, two.span):
                return one.span, two.span
    return None


def _order(before: _Side, after: _Side) -> tuple[Span, Span] | None:
    (a, _), (b, _) = before, after
    for one in a.facts.of("stage"):
        for two in b.facts.of("stage"):
            if one.value != "before" or two.value != "after":
                continue
            point = _behind(a, one) & _behind(b, two)
            rest = _without(a, one) & _without(b, two)
            if point and rest:
                return Span(one.span.start, _end(a, one)), Span(two.span.start, _end(b, two))
    return None


def _at_once(denied: _Side, firm: _Side) -> tuple[Span, Span] | None:
    (a, _), (b, _) = denied, firm
    if (
        b.facts.of("negation")
        or b.facts.of("condition")
        or any(c.value in ("before", "after") for c in b.facts.of("stage"))
    ):
        return None
    for cue in a.facts.of("stage"):
        if cue.value != "immediate" or cue.scope is None:
            continue
        negated = [n for n in a.facts.of("negation") if n.scope == cue.scope and n.span.end <= cue.span.start]
        after = {w.key for w in behind(a, cue)}
        for future in b.facts.of("certainty"):
            if not negated or future.value != "future" or future.scope is None:
                continue
            told = behind(b, future)
            if told and told[0].key in after and len(shared(a, cue.span, b, future.span)) >= 2:
                return Span(negated[0].span.start, cue.span.end), Span(future.span.start, told[0].span.end)
    return None


def _behind(statement: Statement, cue: Cue) -> frozenset[str]:
    return frozenset(w.key for w in behind(statement, cue)[:_REACH])


def _without(statement: Statement, cue: Cue) -> frozenset[str]:
    assert cue.scope is not None
    return frozenset(
        w.key for w in words(statement) if w.span.end <= cue.span.start or w.span.start >= cue.scope.end
    ) - _behind(statement, cue)


def _end(statement: Statement, cue: Cue) -> int:
    found = behind(statement, cue)[:_REACH]
    return found[-1].span.end if found else cue.span.end
