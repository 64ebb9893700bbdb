"""Statements that one source has and another does not: colour, and what bears on the other's story.

A statement is told by one source only where no statement of the other reaches the alignment model's lower bar. It is
material where it is near to what the other also tells of, and denies, limits, conditions or measures it:
the weights were fitted on labelled omissions (``training/fit``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from checker.align.features import Array
from checker.decide import fingerprint, locate
from checker.model import Article, Evidence, Finding, Severity, Standing, Statement
from checker.odds import sigmoid
from checker.rules import RULES

FEATURES = (
    "near",
    "quantity",
    "date",
    "negation",
    "caveat",
    "condition",
    "certainty",
    "cause",
    "quoted",
    "credited",
    "anonymous",
    "heading",
    "place",
    "length",
    "names",
)


@dataclass(frozen=True)
class Material:
    """The fitted logistic model of what is material."""

    weight: Array
    bias: float
    threshold: float


@dataclass(frozen=True)
class Missing:
    """One statement and where it is missing."""

    statement: Statement
    absent_from: tuple[str, ...]
    near: float
    """How near the other sources come to it: the highest similarity, 0..1."""
    nearest: str | None = None
    """Id of the statement that comes nearest."""


@cache
def material() -> Material:
    """Load the fitted model."""
    data = json.loads((resources.files("checker") / "policy.json").read_text("utf-8"))["material"]
    return Material(np.array(data["weight"]), data["bias"], data["threshold"])


def features(missing: Missing, count: int) -> Array:
    """Return the features of one missing statement in the order of ``FEATURES``; ``count`` is the article's length."""
    s = missing.statement
    facts = s.facts

    def has(kind: str) -> float:
        return float(bool(facts.of(kind)))

    return np.array(
        (
            missing.near,
            float(bool(facts.quantities)),
            float(bool(facts.dates)),
            has("negation"),
            has("caveat"),
            has("condition"),
            has("certainty"),
            has("cause"),
            float(bool(s.quotes)),
            float(s.attribution is not None),
            float(s.attribution is not None and s.attribution.standing is Standing.ANONYMOUS),
            float(s.heading),
            s.index / max(count - 1, 1),
            math.log1p(len(s.text.split())),
            float(min(len(facts.names), 3)),
        )
    )


def omissions(
    missing: Sequence[Missing],
    articles: Mapping[str, Article],
    counts: Mapping[str, int],
    labels: Mapping[str, str],
    *,
    all_compared: bool = True,
) -> list[Finding]:
    """Make one finding a missing statement: ``omission-material`` or ``source-only``.

    Of three sources or more the message says how many have it, where each was compared with each (``all_compared``).
    """
    model = material()
    found = []
    for m in missing:
        article = articles[m.statement.article]
        row = features(m, counts[article.id])
        chance = sigmoid(float(row @ model.weight + model.bias))
        rule = RULES["omission-material" if chance >= model.threshold else "source-only"]
        others = [labels[i] for i in m.absent_from]
        told = len(labels) - len(others)
        counted = all_compared and len(labels) > 2
        share = f" {told} of {len(labels)} sources {'has' if told == 1 else 'have'} it." if counted else ""
        evidence = [
            Evidence(
                "alignment",
                "no statement of the other comes near enough",
                (("nearest", m.nearest), ("similarity", round(m.near, 3))),
            )
        ]
        found.append(
            Finding(
                fingerprint=fingerprint(rule.id, m.statement.text),
                rule=rule.id,
                level=rule.level,
                relation=None,
                message=rule.message.format(left=labels[article.id], right=_and(others)).replace(
                    "does not", "do not" if len(others) > 1 else "does not"
                )
                + share,
                locations=(locate(article, m.statement),),
                absent_from=m.absent_from,
                evidence=tuple(evidence),
                confidence=round(chance, 4) if rule.level is Severity.WARNING else None,
            )
        )
    return found


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
