"""Probabilities and log-odds, kept away from nought and one so that a sure model stays a finite number."""

from __future__ import annotations

import math

LEAST = 0.0025
"""Probability below which, and above one minus which, log-odds do not grow: the judge is never surer than that."""


def logit(p: float) -> float:
    """Return the log-odds of a probability."""
    q = min(max(p, LEAST), 1 - LEAST)
    return math.log(q / (1 - q))


def sigmoid(z: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + math.exp(-max(min(z, 30.0), -30.0)))
