"""Two lists of statements -> one row of features for every pair that may tell the same fact.

Similarity alone cannot tell the same fact from a near one, so meaning, words, names, amounts, dates, place in the
article and competition (is there a better partner?) are put side by side; ``weigh.py`` weighs them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from checker.facts.overlap import amounts, days
from checker.facts.overlap_names import shared
from checker.facts.stems import content_stems
from checker.model import Reading, Statement
from checker.odds import logit

Array = npt.NDArray[np.float64]

CHEAP = (
    "words",
    "words_union",
    "fuzzy",
    "words_gap",
    "words_gap_worse",
    "names_both",
    "names_one",
    "amounts_equal",
    "amounts_clash",
    "days_equal",
    "days_clash",
    "length",
    "length_ratio",
    "heading",
    "place",
    "neighbours",
    "quoted",
)
"""Features that need no model."""

MEANING = ("cosine", "cosine_gap", "cosine_gap_worse", "cosine_rank", "cosine_neighbours")
"""Features of the encoder."""

JUDGED = ("same", "same_gap", "same_gap_worse", "entails", "contradicts", "same_neighbours")
"""Features of the judge."""


@dataclass(frozen=True)
class Grid:
    """Cheap and meaning features of all pairs of two articles, as arrays of shape (left, right)."""

    values: dict[str, Array]
    candidates: tuple[tuple[int, int], ...]
    """The pairs worth judging, by place in both lists, in reading order."""


def grid(left: Sequence[Statement], right: Sequence[Statement], cosine: Array | None, *, floor: float) -> Grid:
    """Measure all pairs of claims; ``cosine`` is (left, right) or ``None`` without an encoder.

    A pair becomes a candidate at a cosine of ``floor`` or more, or where enough rare words or an amount with a name
    are shared, so that neither a weak encoder nor a heavy paraphrase alone decides.
    """
    shape = (len(left), len(right))
    words = [_stems(s) for s in (*left, *right)]
    weight = _rarity(words)
    lw, rw = words[: len(left)], words[len(left) :]
    mass = [sum(weight[w] for w in ws) for ws in words]
    lm, rm = mass[: len(left)], mass[len(left) :]
    lines = [" ".join(sorted(ws)) for ws in words]
    ll, rl = lines[: len(left)], lines[len(left) :]
    values = {name: np.zeros(shape) for name in CHEAP}
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            common = sum(weight[w] for w in sorted(lw[i] & rw[j]))
            values["words"][i, j] = common / max(min(lm[i], rm[j]), 1e-9)
            values["words_union"][i, j] = common / max(lm[i] + rm[j] - common, 1e-9)
            values["fuzzy"][i, j] = fuzz.token_set_ratio(ll[i], rl[j]) / 100
            both, one = shared(a, b)
            values["names_both"][i, j], values["names_one"][i, j] = min(both, 3), min(one, 4)
            equal, clash = amounts(a, b)
            values["amounts_equal"][i, j], values["amounts_clash"][i, j] = min(equal, 2), min(clash, 2)
            equal, clash = days(a, b)
            values["days_equal"][i, j], values["days_clash"][i, j] = min(equal, 2), min(clash, 2)
            short, long = sorted((len(lw[i]), len(rw[j])))
            values["length"][i, j] = math.log1p(short)
            values["length_ratio"][i, j] = short / max(long, 1)
            values["heading"][i, j] = a.heading + b.heading
            values["place"][i, j] = abs(i / max(len(left) - 1, 1) - j / max(len(right) - 1, 1))
            values["quoted"][i, j] = bool(a.quotes) == bool(b.quotes)
    values["words_gap"], values["words_gap_worse"] = _gaps(values["words_union"])
    values["neighbours"] = _neighbours(values["words_union"])
    worth = (values["words"] >= 0.34) | ((values["amounts_equal"] > 0) & (values["names_both"] > 0))
    if cosine is not None:
        values["cosine"] = cosine
        values["cosine_gap"], values["cosine_gap_worse"] = _gaps(cosine)
        values["cosine_rank"] = 1 / (1 + _rank(cosine, axis=1)) + 1 / (1 + _rank(cosine, axis=0))
        values["cosine_neighbours"] = _neighbours(cosine)
        worth |= cosine >= floor
    found = tuple((int(i), int(j)) for i, j in zip(*np.nonzero(worth), strict=True))
    return Grid(values, found)


def judged(made: Grid, readings: Sequence[Reading], shape: tuple[int, int]) -> dict[str, Array]:
    """Spread the judge's readings of the candidates over arrays of ``shape``; where it read nothing, the least."""
    same = np.full(shape, -6.0)
    entails, contradicts = np.zeros(shape), np.zeros(shape)
    for (i, j), reading in zip(made.candidates, readings, strict=True):
        same[i, j] = logit(reading.same) if reading.same is not None else 0.0
        entails[i, j] = max(reading.entailment, reading.entailment_back)
        contradicts[i, j] = reading.contradiction
    gap, worse = _gaps(same)
    return {
        "same": same,
        "same_gap": gap,
        "same_gap_worse": worse,
        "entails": entails,
        "contradicts": contradicts,
        "same_neighbours": _neighbours(same),
    }


def rows(values: dict[str, Array], names: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Array:
    """Return the features ``names`` of ``pairs`` as an array of shape (pairs, names)."""
    if not pairs:
        return np.zeros((0, len(names)))
    i, j = np.array(pairs).T
    return np.stack([values[name][i, j] for name in names], axis=1)


def _stems(statement: Statement) -> frozenset[str]:
    return frozenset(stem for stem, _ in content_stems(statement.text))


def _rarity(words: Sequence[frozenset[str]]) -> dict[str, float]:
    # A word that stands in every second sentence of the story (the company, the town) says little about the fact.
    count: dict[str, int] = {}
    for ws in words:
        for w in ws:
            count[w] = count.get(w, 0) + 1
    return {w: math.log((1 + len(words)) / (0.5 + n)) for w, n in count.items()}


def _gaps(a: Array) -> tuple[Array, Array]:
    """How far each cell leads the best other cell of its row and of its column: the better lead, and the worse.

    Row and column are not kept apart, so that swapping the files changes nothing.
    """
    row, column = a - _best_other(a, axis=1), a - _best_other(a, axis=0)
    return np.maximum(row, column), np.minimum(row, column)


def _best_other(a: Array, *, axis: int) -> Array:
    """For each cell the best value of the other cells in its row (axis 1) or column (axis 0); 0 where there is none."""
    if a.shape[axis] < 2:
        return np.zeros_like(a)
    top = np.sort(a, axis=axis)
    best, second = (top[:, -1:], top[:, -2:-1]) if axis == 1 else (top[-1:, :], top[-2:-1, :])
    result: Array = np.where(a >= best, second, best)
    return result


def _rank(a: Array, *, axis: int) -> Array:
    order = np.argsort(np.argsort(-a, axis=axis, kind="stable"), axis=axis, kind="stable")
    return order.astype(np.float64)


def _neighbours(a: Array) -> Array:
    """The larger of the two diagonal neighbours: stories often tell two facts in the same order."""
    result = np.full(a.shape, a.min() if a.size else 0.0)
    result[1:, 1:] = np.maximum(result[1:, 1:], a[:-1, :-1])
    result[:-1, :-1] = np.maximum(result[:-1, :-1], a[1:, 1:])
    return result
