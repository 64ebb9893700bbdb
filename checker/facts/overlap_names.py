"""How many names two statements share: a feature of alignment."""

from __future__ import annotations

from checker.facts.names import same
from checker.model import Statement

_MOST = 40
"""Names looked at in one statement; a list of hundreds would cost the square of its length."""


def shared(left: Statement, right: Statement) -> tuple[int, int]:
    """Return how many names stand in both statements, and how many in one only."""
    a, b = left.facts.names[:_MOST], list(right.facts.names[:_MOST])
    both, used = 0, 0
    for name in a:
        if any(same(name, other) for other in b):
            both += 1
    for other in b:
        if any(same(name, other) for name in a):
            used += 1
    # Counted from the side with fewer partners, so that swapping the sides changes nothing.
    return min(both, used), (len(a) - both) + (len(b) - used)
