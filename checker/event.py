"""Do two articles tell of the same event? If not, comparing them would call every sentence an omission.

Measured on 376 invented and real articles (265 pairs on one event, 9,965 on two): at the floors below no pair on one
event is refused, and 98 in 100 pairs on two events are; 95 in 100 without an encoder. What passes wrongly is mostly two
disasters of one kind, and two stories of one country in which the same people act.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from checker.align.features import Array
from checker.facts.stems import content_stems
from checker.model import Statement

MEANING_FLOOR = 0.66
"""Least sum of meaning, words and names for one event; the lowest pair on one event has 0.70."""
WORDS_FLOOR = 0.20
"""Least sum of words and names where no encoder took part; the lowest pair on one event has 0.22."""

NAMES_WEIGHT = 0.4
FEWEST_NAMES = 4
"""Words of names that both articles must have before their names count; below it they are taken as ``UNNAMED``, or as
``UNNAMED_WORDS`` where no encoder took part.

Nineteen in twenty pairs on two events share no name at all; but a short report may name nobody.
"""
UNNAMED, UNNAMED_WORDS = 0.4, 0.2


class Closeness(NamedTuple):
    """How near two articles are, each in 0..1."""

    meaning: float | None
    """Mean of the three best cosines of the shorter article's claims; ``None`` without an encoder."""
    words: float
    """Share of the shorter article's content words that the other has too."""
    names: float
    """The same for the words of names."""

    @property
    def sum(self) -> float:
        """The one number that is set against a floor."""
        return (self.meaning or 0.0) + self.words + NAMES_WEIGHT * self.names


def same_event(left: Sequence[Statement], right: Sequence[Statement], cosine: Array | None) -> bool:
    """Tell whether two articles' claims are about one event; ``cosine`` is (left, right) or ``None``."""
    return closeness(left, right, cosine).sum >= (WORDS_FLOOR if cosine is None else MEANING_FLOOR)


def closeness(left: Sequence[Statement], right: Sequence[Statement], cosine: Array | None) -> Closeness:
    """Return how near two articles are in meaning, words and names; the order of the two does not matter."""
    words = _shared(_words(left), _words(right))
    ours, theirs = _names(left), _names(right)
    few = min(len(ours), len(theirs)) < FEWEST_NAMES
    if cosine is None:
        return Closeness(None, words, UNNAMED_WORDS if few else _shared(ours, theirs))
    names = UNNAMED if few else _shared(ours, theirs)
    # Of two articles of one length either may be the shorter: the nearer reading counts, whichever file comes first.
    sides = [axis for axis in (0, 1) if cosine.shape[1 - axis] == min(cosine.shape)]
    best = max(float(np.sort(cosine.max(axis=axis))[::-1][:3].mean()) for axis in sides)
    return Closeness(best, words, names)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(min(len(a), len(b)), 1)


def _words(statements: Sequence[Statement]) -> frozenset[str]:
    return frozenset(stem for s in statements for stem, _ in content_stems(s.text))


def _names(statements: Sequence[Statement]) -> frozenset[str]:
    return frozenset(word for s in statements for name in s.facts.names for word in name.key if len(word) > 2)
