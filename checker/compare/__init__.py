"""Alignment -> comparisons: one comparator per file, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.compare import (
    attributions,
    causes,
    caveats,
    certainty,
    commitments,
    conditions,
    dates,
    headlines,
    names,
    polarity,
    quantities,
    quotes,
    roles,
    scope,
    sequence,
)
from checker.model import Alignment, Comparison

COMPARATORS: dict[str, Callable[[Alignment], Iterator[Comparison]]] = {
    module.NAME: module.compare
    for module in (
        dates,
        quantities,
        polarity,
        names,
        quotes,
        attributions,
        certainty,
        commitments,
        conditions,
        caveats,
        sequence,
        scope,
        roles,
        causes,
        headlines,
    )
}


def compare(pair: Alignment) -> tuple[Comparison, ...]:
    """Run every comparator on one alignment, in order."""
    return tuple(found for run in COMPARATORS.values() for found in run(pair))
