"""Both directions of a pair -> one reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.model import Reading

NLI = ("entailment", "neutral", "contradiction")
RELATION = ("agree", "differ", "conflict")


class Direction(NamedTuple):
    """What the model says of a pair read one way, as probabilities by label."""

    nli: Mapping[str, float]
    same: float | None = None
    relation: Mapping[str, float] | None = None
    kind: Mapping[str, float] | None = None


def combine(there: Direction, back: Direction, *, truncated: bool) -> Reading:
    """Make one reading: entailment keeps its direction, all else is the mean of both.

    Whether two texts contradict, or tell the same fact, does not depend on which is read first; the mean also makes
    the reading of a swapped pair the exact mirror image.
    """

    def mean(x: float, y: float) -> float:
        return (x + y) / 2

    relation = (None, None, None)
    if there.relation is not None and back.relation is not None:
        a, b = there.relation, back.relation
        relation = tuple(mean(a[label], b[label]) for label in RELATION)  # type: ignore[assignment]
    kind = None
    if there.kind is not None and back.kind is not None:
        both = {k: there.kind[k] + back.kind[k] for k in sorted(there.kind)}
        kind = max(both, key=lambda k: both[k])
    return Reading(
        same=None if there.same is None or back.same is None else mean(there.same, back.same),
        entailment=there.nli["entailment"],
        entailment_back=back.nli["entailment"],
        neutral=mean(there.nli["neutral"], back.nli["neutral"]),
        contradiction=mean(there.nli["contradiction"], back.nli["contradiction"]),
        agree=relation[0],
        differ=relation[1],
        conflict=relation[2],
        kind=kind,
        truncated=truncated,
    )


def softmax(logits: npt.ArrayLike, labels: Sequence[str], temperature: float = 1.0) -> dict[str, float]:
    """Return the probability of each label; a temperature above 1 makes the model less sure."""
    values = np.asarray(logits, np.float64).reshape(-1) / temperature
    chance = np.exp(values - values.max())
    chance /= chance.sum()
    return dict(zip(labels, map(float, chance), strict=True))


def sigmoid(logit: npt.ArrayLike, temperature: float = 1.0) -> float:
    """Return the probability of a yes."""
    value = float(np.asarray(logit, np.float64).reshape(-1)[0])
    return float(1 / (1 + np.exp(-value / temperature)))
