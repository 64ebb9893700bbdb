"""Two articles' statements -> alignments: candidates, their probability, and the pairs that tell the same fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from checker.align.features import CHEAP, JUDGED, MEANING, Array, Grid, grid, judged, rows
from checker.align.weigh import Weights, load
from checker.entail import Judge
from checker.model import Alignment, Article, Reading, Statement

SHARED = 1.1
"""How many pairs two articles on one event share, as a multiple of the shorter one's claims: what to expect at most.

Where two articles repeat the same few names in every sentence, all pairs look alike and the probabilities run high,
though their order stays right. They are then lowered together until they add up to this. On the labelled sets two
articles share 1.0 times as many pairs as the shorter has statements (``training/fit`` measures 0.7 to 1.3).
"""

READ_FLOOR, READ_AT_MOST = 0.02, 3
"""The judge reads the pairs with this probability by the cheap features, at most so many a statement of both articles.

Of the true sentence pairs they hold 93 % on the training sets, 89 % on crosswire-dev and 93 % on real-dev; of all pairs
31, 31 and 46 %.
"""

BOTH_FROM = 0.05
"""Probability of the same fact, read one way, from which a pair is read the other way too."""

RELATED_FLOOR = 0.12
"""Pairs below the threshold are still reported as ``related`` down to here, so that a reader sees near misses."""


@dataclass(frozen=True)
class Aligned:
    """All that alignment found between two articles."""

    pairs: tuple[Alignment, ...]
    """Pairs that tell the same fact, and those only near in topic (``same`` is false), in reading order."""
    best: tuple[dict[str, float], dict[str, float]]
    """For each claim of the left and of the right article the highest probability of any partner."""
    weights: Weights
    truncated: int
    """How many judged pairs were cut because they are longer than the judge reads."""


def variant(*, encoder: bool, judge: bool) -> str:
    """Name the fitted weights for the models that take part."""
    return "+".join(n for n, on in (("encoder", encoder), ("judge", judge)) if on) or "none"


def feature_names(kind: str) -> tuple[str, ...]:
    """Return the features that the weights ``kind`` use, in order."""
    return CHEAP + (MEANING if "encoder" in kind else ()) + (JUDGED if "judge" in kind else ())


def measure(
    left: Sequence[Statement],
    right: Sequence[Statement],
    cosine: Array | None,
    judge: Judge | None,
    *,
    floor: float,
) -> tuple[Grid, dict[str, Array], list[Reading]]:
    """Return the candidates, every feature as an array over all pairs, and the judge's reading of each candidate."""
    made = grid(left, right, cosine, floor=floor)
    values, readings = dict(made.values), list[Reading]()
    if judge is not None:
        made = _worth_reading(made, variant(encoder=cosine is not None, judge=False), len(left) + len(right))
        readings = judge.read([(left[i].text, right[j].text) for i, j in made.candidates], both_from=BOTH_FROM)
        values |= judged(made, readings, (len(left), len(right)))
    return made, values, readings


def align(
    left: tuple[Article, Sequence[Statement]],
    right: tuple[Article, Sequence[Statement]],
    cosine: Array | None,
    judge: Judge | None,
    *,
    floor: float,
) -> Aligned:
    """Align two articles' claims many to many; ``cosine`` is over the claims (datelines left out), in order."""
    claims = [s for s in left[1] if s.claims], [s for s in right[1] if s.claims]
    made, values, readings = measure(*claims, cosine, judge, floor=floor)
    # A judge without an answer to "the same fact?" still reads the pairs, but takes no part in aligning them.
    judges = any(r.same is not None for r in readings)
    weights = load(variant(encoder=cosine is not None, judge=judges))
    table = rows(values, weights.names, made.candidates)
    chance = weights.probability(table, expected=SHARED * min(len(c) for c in claims))
    pairs = []
    best: tuple[dict[str, float], dict[str, float]] = (
        {s.id: 0.0 for s in claims[0]},
        {s.id: 0.0 for s in claims[1]},
    )
    for n, (i, j) in enumerate(made.candidates):
        p = float(chance[n])
        a, b = claims[0][i], claims[1][j]
        best[0][a.id] = max(best[0][a.id], p)
        best[1][b.id] = max(best[1][b.id], p)
        if p < RELATED_FLOOR:
            continue
        pairs.append(
            Alignment(
                left=a,
                right=b,
                left_article=left[0],
                right_article=right[0],
                score=p,
                same=p >= weights.threshold,
                features=tuple(weights.shares(table[n])),
                reading=readings[n] if readings else None,
                left_next=_after(a, left[1]),
                right_next=_after(b, right[1]),
            )
        )
    return Aligned(tuple(pairs), best, weights, sum(r.truncated for r in readings))


def _worth_reading(made: Grid, kind: str, statements: int) -> Grid:
    """Keep the candidates that the cheap features leave in play: reading a pair costs a thousand times what they do."""
    weights = load(kind)
    chance = np.round(weights.probability(rows(made.values, weights.names, made.candidates)), 6)
    most = READ_AT_MOST * statements
    floor = max(READ_FLOOR, float(np.sort(chance)[::-1][most - 1]) if len(chance) > most else 0.0)
    kept = tuple(c for c, p in zip(made.candidates, chance, strict=True) if p >= floor)
    return replace(made, candidates=kept)


def _after(statement: Statement, statements: Sequence[Statement]) -> Statement | None:
    following = statement.index + 1
    return statements[following] if following < len(statements) and statements[following].claims else None
