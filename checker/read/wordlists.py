"""Word lists in the source, written as running text."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(listed.split())
