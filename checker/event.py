"""Do two articles tell of the same event? If not, comparing them would call every sentence an omission."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checker.align.features import Array
from checker.facts.stems import content_stems
from checker.model import Statement

MEANING_FLOOR = 0.40
"""Mean cosine of the best three partners of the shorter article's claims, below which two articles are apart."""
WORDS_FLOOR = 0.12
"""Share of the shorter article's content words that the other has too, below which two articles are apart."""


def same_event(left: Sequence[Statement], right: Sequence[Statement], cosine: Array | None) -> bool:
    """Tell whether two articles' claims are about one event; ``cosine`` is (left, right) or ``None``."""
    meaning, words = closeness(left, right, cosine)
    return words >= WORDS_FLOOR and (meaning is None or meaning >= MEANING_FLOOR)


def closeness(
    left: Sequence[Statement], right: Sequence[Statement], cosine: Array | None
) -> tuple[float | None, float]:
    """Return how near two articles are in meaning (mean of the three best cosines) and in words (shared share)."""
    a, b = _words(left), _words(right)
    words = len(a & b) / max(min(len(a), len(b)), 1)
    if cosine is None:
        return None, words
    best = np.sort(cosine.max(axis=1 if cosine.shape[0] <= cosine.shape[1] else 0))[::-1][:3]
    return float(best.mean()), words


def _words(statements: Sequence[Statement]) -> frozenset[str]:
    return frozenset(stem for s in statements for stem, _ in content_stems(s.text))
