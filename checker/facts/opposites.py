"""Words that exclude each other of one subject: which pair a stem belongs to, and on which side."""

from __future__ import annotations

from functools import cache

from checker.facts.stems import stem
from checker.facts.words import load

__all__ = ["exclude", "known", "sides"]


@cache
def sides() -> dict[str, frozenset[str]]:
    """Return, for each stem of the list, the stems it excludes."""
    table: dict[str, set[str]] = {}
    for line in load("opposites")["pairs"].split("\n"):
        if "|" not in line:
            continue
        one, two = ({stem(w) for w in half.split()} for half in line.split("|"))
        if one & two:
            # Two words with one light stem ("free", "freed") would exclude themselves.
            one, two = one - two, two - one
        for a in one:
            table.setdefault(a, set()).update(two)
        for b in two:
            table.setdefault(b, set()).update(one)
    return {key: frozenset(value) for key, value in table.items()}


def exclude(one: str, two: str) -> bool:
    """Tell whether two stems are opposites."""
    return two in sides().get(one, ())


def known(key: str) -> bool:
    """Tell whether a stem has opposites."""
    return key in sides()
