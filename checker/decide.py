"""Comparisons -> findings: which of them a reader should see, at what level, in what words.

Comparators measure and never judge. What their measurements are worth was fitted on labelled story sets
(``training/fit``): how often each rule was right, and what the judge adds. A typed comparison that the
model reads as plain agreement falls below the bar; a reading of conflict that no comparator can name becomes
``meaning-conflict``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from checker.align.features import Array
from checker.model import (
    Alignment,
    Article,
    Comparison,
    Evidence,
    Finding,
    Level,
    Location,
    Relation,
    Severity,
    Span,
    Statement,
)
from checker.odds import logit, sigmoid
from checker.rules import RULES, Rule

SURE = 0.7
"""Least probability that both tell the same fact for a warning by a rule of that level ("may" against "will", a
missing condition or caveat): such words are everywhere, and a difference in them presupposes one fact.

Read on 40 events of real articles: above it six of eleven findings were right, below it none of fifteen.
"""
MAX_SHOWN = 90
"""Characters of a passage that a message repeats; the whole passage stands below it."""

PAIR_FEATURES = (
    "same",
    "entails",
    "entails_both",
    "contradicts",
    "differ",
    "conflict",
    "heading",
    "rule_conflict",
    "rule_alert",
)


@dataclass(frozen=True)
class Policy:
    """What was fitted: the worth of each rule, and the model that joins rules and reading."""

    rule_conflict: dict[str, float]
    """Log-odds that a pair on which the rule fires is a labelled conflict."""
    rule_alert: dict[str, float]
    """Log-odds that a pair on which the rule fires is a labelled difference or conflict."""
    silent_conflict: float
    silent_alert: float
    """The same log-odds where no rule fires."""
    conflict: Array
    alert: Array
    """Weights over ``PAIR_FEATURES`` and a bias at the end."""
    error: float
    """Probability of a real conflict from which a finding may be an error."""
    warning: float
    """Probability of a real difference from which a finding may be a warning."""
    hinted_error: float
    hinted_warning: float
    """The same for pairs on which only hints fire: values that are apart, of what may be two things."""
    unnamed_error: float
    unnamed_warning: float
    """The same for pairs on which no rule fires, where the model's reading stands alone."""
    relation_conflict: float
    relation_differ: float
    """Probabilities from which the pair itself is called conflict or differ."""

    def bars(self, named: str) -> tuple[float, float]:
        """Return the probabilities for an error and a warning: ``named`` by a rule, ``hinted``, or ``unnamed``."""
        return {
            "named": (self.error, self.warning),
            "hinted": (self.hinted_error, self.hinted_warning),
            "unnamed": (self.unnamed_error, self.unnamed_warning),
        }[named]


@cache
def policy(kind: str) -> Policy:
    """Load the policy fitted for ``judge`` (a judge took part) or ``rules`` (none did)."""
    data = json.loads((resources.files("checker") / "policy.json").read_text("utf-8"))[kind]
    return Policy(**{**data, "conflict": np.array(data["conflict"]), "alert": np.array(data["alert"])})


def fired(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Return the comparisons that stand for a rule and that no gate silences; hints where nothing else says it."""
    found = [c for c in comparisons if c.rule is not None and c.gate is None]
    sure = {c.rule for c in found if not c.hint}
    return [c for c in found if not (c.hint and c.rule in sure)]


def evidence_key(comparison: Comparison) -> str:
    """Return the name under which the worth of a comparison was counted: its rule, with a mark for a hint."""
    return f"{comparison.rule}?" if comparison.hint else str(comparison.rule)


def pair_features(pair: Alignment, comparisons: Sequence[Comparison], worth: Policy) -> Array:
    """Return the features of one pair in the order of ``PAIR_FEATURES``."""
    rules = {key for c in fired(comparisons) if (key := evidence_key(c)) in worth.rule_alert}
    reading = pair.reading
    heads = sum(s.heading for s in (pair.left, pair.right))
    read = (0.0,) * 5
    if reading is not None:
        both = (reading.entailment, reading.entailment_back)
        read = (
            logit(max(both)),
            logit(min(both)),
            logit(reading.contradiction),
            logit(reading.differ or 0.0),
            logit(reading.contradiction if reading.conflict is None else reading.conflict),
        )
    return np.array(
        (
            logit(pair.score),
            *read,
            float(heads),
            max((worth.rule_conflict[r] for r in rules), default=worth.silent_conflict),
            max((worth.rule_alert[r] for r in rules), default=worth.silent_alert),
        )
    )


def chances(features: Array, worth: Policy) -> tuple[float, float]:
    """Return the probability of a real conflict and that of any real difference, in 0..1."""
    conflict = sigmoid(float(features @ worth.conflict[:-1] + worth.conflict[-1]))
    alert = sigmoid(float(features @ worth.alert[:-1] + worth.alert[-1]))
    return round(conflict, 4), round(max(alert, conflict), 4)


@dataclass(frozen=True)
class Decision:
    """How one alignment stands, and what a reader is told of it."""

    relation: Relation
    findings: tuple[Finding, ...]


def decide(pair: Alignment, comparisons: Sequence[Comparison], names: tuple[str, str], worth: Policy) -> Decision:
    """Judge one alignment; ``names`` are what messages call the left and the right article."""
    if not pair.same:
        return Decision(Relation.RELATED, ())
    conflict, alert = chances(pair_features(pair, comparisons, worth), worth)
    found = fired(comparisons)
    loud = sorted(
        (c for c in found if RULES[c.rule or ""].level is not Severity.INFO),
        key=lambda c: -worth.rule_alert.get(evidence_key(c), worth.silent_alert),
    )
    if not loud and pair.reading is not None:
        rule_id = _read_rule(pair)
        loud = [
            Comparison(
                "reading",
                Level.CONFLICT,
                rule_id,
                pair.left.span,
                pair.right.span,
                _short(pair.left.text),
                _short(pair.right.text),
            )
        ]
    findings: list[Finding] = []
    families: set[str] = set()
    for c in loud:
        rule = RULES[c.rule or ""]
        named = "unnamed" if c.comparator == "reading" else "hinted" if c.hint else "named"
        level = _level(rule, conflict, alert, worth.bars(named))
        if rule.level is Severity.WARNING and pair.score < SURE:
            level = None
        if level is not None and rule.family not in families:
            families.add(rule.family)
            sure = conflict if level is Severity.ERROR else alert
            findings.append(finding(pair, c, level, names, comparisons, sure))
    relation = Relation.AGREE
    if conflict >= worth.relation_conflict:
        relation = Relation.CONFLICT
    elif alert >= worth.relation_differ:
        relation = Relation.DIFFER
    if any(c.rule == "superseded" for c in found):
        # An earlier count and a later one: the reading sees two numbers, and both sources are right about their hour.
        relation = Relation.AGREE
    relation = max((relation, *(f.relation for f in findings if f.relation)), key=lambda r: r.rank)
    for c in found:
        if RULES[c.rule or ""].level is Severity.INFO:
            findings.append(finding(pair, c, Severity.INFO, names, comparisons, None))
    return Decision(relation, tuple(findings))


def _read_rule(pair: Alignment) -> str:
    """Return the rule for a difference that no comparator names: the one the judge names, where it can be."""
    heading = pair.left.heading or pair.right.heading
    kind = pair.reading.kind if pair.reading is not None else None
    sides = (pair.left, pair.right)
    needs = {
        "quote": all(s.quotes for s in sides),
        "date": all(s.facts.dates for s in sides),
        "quantity": any(s.facts.quantities for s in sides),
        "headline": heading,
    }
    if kind in RULES and needs.get(RULES[kind].family, True):
        return kind
    # Of a heading and a text that differ the heading is the one that goes further.
    return "headline-overreach" if heading else "meaning-conflict"


def finding(
    pair: Alignment,
    comparison: Comparison,
    level: Severity,
    names: tuple[str, str],
    comparisons: Sequence[Comparison],
    confidence: float | None,
) -> Finding:
    """Make the finding of one comparison, with both passages, the deciding words and the way there."""
    rule = RULES[comparison.rule or ""]
    left = _holder(comparison.left, pair.left, pair.left_next)
    right = _holder(comparison.right, pair.right, pair.right_next)
    message = rule.message.format(
        left=names[0],
        right=names[1],
        left_says=comparison.left_says,
        right_says=comparison.right_says,
    )
    if comparison.comparator == "reading":
        # No deciding words were found: both passages are given, and what kind of difference they are read as.
        message = f"{names[0]} has {comparison.left_says}; {names[1]} has {comparison.right_says}: {rule.summary}."
    relation = rule.relation
    if level is Severity.WARNING and relation is Relation.CONFLICT:
        relation = Relation.DIFFER
    return Finding(
        fingerprint=fingerprint(rule.id, left.text, right.text),
        rule=rule.id,
        level=level,
        relation=relation,
        message=message,
        locations=(
            locate(pair.left_article, left, comparison.left),
            locate(pair.right_article, right, comparison.right),
        ),
        evidence=_evidence(pair, comparison, comparisons),
        confidence=confidence,
    )


def locate(article: Article, statement: Statement, deciding: Span | None = None) -> Location:
    """Return a statement as a passage of a finding; ``deciding`` marks the words that decide, where not the whole."""
    marked = () if deciding is None or deciding == statement.span else (deciding,)
    return Location(article.id, statement.span, statement.span.of(article.text), marked)


def fingerprint(rule: str, *texts: str) -> str:
    """Return the identity of a finding: a hash of the rule and the words of the passages, in no order of files.

    Offsets and dates of the run are left out, so that a moved paragraph does not make a known finding new.
    """
    words = sorted(" ".join(re.findall(r"\w+", text.casefold())) for text in texts)
    return hashlib.sha256("\x1f".join((rule, *words)).encode()).hexdigest()[:16]


def _level(rule: Rule, conflict: float, alert: float, bars: tuple[float, float]) -> Severity | None:
    error, warning = bars
    if rule.level is Severity.ERROR and conflict >= error:
        return Severity.ERROR
    return Severity.WARNING if alert >= warning else None


def _holder(span: Span | None, statement: Statement, following: Statement | None) -> Statement:
    # A caveat stands in the next statement: the passage to show is the one that holds the deciding words.
    if span is not None and following is not None and following.span.holds(span):
        return following
    return statement


def _evidence(pair: Alignment, comparison: Comparison, comparisons: Sequence[Comparison]) -> tuple[Evidence, ...]:
    steps = [Evidence("alignment", "both tell the same fact", (("score", pair.score), *pair.features[:5]))]
    if pair.reading is not None:
        r = pair.reading
        steps.append(
            Evidence(
                "reading",
                "what the judge reads",
                tuple(
                    (name, None if p is None else round(p, 3))
                    for name, p in (
                        ("same_fact", r.same),
                        ("entailment", max(r.entailment, r.entailment_back)),
                        ("contradiction", r.contradiction),
                        ("agree", r.agree),
                        ("differ", r.differ),
                        ("conflict", r.conflict),
                    )
                ),
            )
        )
    for c in comparisons:
        if c.level is Level.ABSENT or c is comparison:
            continue
        kind = "gate" if c.gate else "comparison"
        detail = f"{c.comparator}: {c.level.name.lower()}" + (f", silenced by {c.gate}" if c.gate else "")
        steps.append(Evidence(kind, detail, tuple((("rule", c.rule),) if c.rule else ())))
    return tuple(steps)


def _short(text: str) -> str:
    return f"“{text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1].rsplit(' ', 1)[0] + '…'}”"
