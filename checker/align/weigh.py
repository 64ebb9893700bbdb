"""Features of a pair -> probability that both statements tell the same fact.

A logistic model small enough to read: ``weights.json`` holds, for each set of models, a mean, a scale and
a weight a feature, the threshold, and how all of it was fitted (``training/align``).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from checker.align.features import Array


@dataclass(frozen=True)
class Weights:
    """One fitted logistic model."""

    names: tuple[str, ...]
    mean: Array
    scale: Array
    weight: Array
    bias: float
    threshold: float
    """Probability at or above which a pair counts as the same fact: the best F on the fitting sets."""
    omitted: float
    """A statement whose best partner stays below this probability is told by one source only."""

    def probability(self, rows: Array, *, expected: float = math.inf) -> Array:
        """Return (n,) probabilities for (n, features) rows in the order of ``names``, to four decimals.

        Where they add up to more than ``expected``, all log-odds are lowered by the same amount until they do not.
        """
        z = ((rows - self.mean) / self.scale) @ self.weight + self.bias
        low, high = 0.0, 0.0 if math.fsum(_sigmoid(z)) <= expected else 40.0
        for _ in range(30 if high else 0):
            middle = (low + high) / 2
            low, high = (middle, high) if math.fsum(_sigmoid(z - middle)) > expected else (low, middle)
        result: Array = np.round(_sigmoid(z - high), 4)
        return result

    def shares(self, row: Array) -> list[tuple[str, float]]:
        """Return what each feature adds to the log-odds of one pair, largest first."""
        parts = ((row - self.mean) / self.scale) * self.weight
        named = [(n, round(float(p), 3)) for n, p in zip(self.names, parts, strict=True)]
        return sorted(named, key=lambda part: (-abs(part[1]), part[0]))


def _sigmoid(z: Array) -> Array:
    result: Array = 1 / (1 + np.exp(-np.clip(z, -40, 40)))
    return result


@cache
def load(variant: str) -> Weights:
    """Load the weights for ``encoder+judge``, ``encoder``, ``judge`` or ``none``."""
    data = json.loads((resources.files("checker.align") / "weights.json").read_text("utf-8"))[variant]
    return Weights(
        names=tuple(data["names"]),
        mean=np.array(data["mean"]),
        scale=np.array(data["scale"]),
        weight=np.array(data["weight"]),
        bias=data["bias"],
        threshold=data["threshold"],
        omitted=data["omitted"],
    )
