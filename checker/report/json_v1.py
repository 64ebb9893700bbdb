"""The report as JSON, in the form ``checker/report-v1``: complete, also when nothing was found.

The schema is ``checker/schema/report-v1.schema.json``. Fields may be added, none is renamed or removed. The same report
gives the same bytes: keys stand in a fixed order, and nothing of the machine or the moment is in it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from checker.model import Article, Evidence, Finding, Location, Match, Relation, Report, Statement
from checker.report.style import Style
from checker.rules import OMISSIONS, RULES

SCHEMA = "checker/report-v1"
DIGITS = 4
"""Decimals of scores: more would be noise of the machine's arithmetic."""


def render(report: Report, style: Style | None = None) -> str:
    """Return the JSON text with one newline at its end; ``style`` changes nothing."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=1) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain dicts, lists, strings and numbers."""
    told: dict[str, list[Statement]] = {a.id: [] for a in report.articles}
    for s in report.statements:
        told[s.article].append(s)
    return {
        "schema": SCHEMA,
        "tool": {
            "name": "checker",
            "version": report.version,
            "models": [{"role": m.role, "name": m.name, "sha256": m.sha256} for m in report.models],
        },
        "config": {name: _value(value) for name, value in report.config},
        "articles": [_article(a, told[a.id]) for a in report.articles],
        "alignments": [_match(m) for m in report.matches],
        "findings": [_finding(f) for f in report.findings],
        "claims": [
            {
                "id": c.id,
                "statements": list(c.statements),
                "silent": list(c.silent),
                "origins": c.origins,
                "relation": c.relation.value,
            }
            for c in report.claims
        ],
        "skipped": [{"path": s.path, "reason": s.reason} for s in report.skipped],
        "notices": list(report.notices),
        "summary": summary(report),
    }


def summary(report: Report) -> dict[str, Any]:
    """Count the report: pairs of statements by relation, statements of one source, findings by rule.

    Findings that a baseline accepted are not counted.
    """
    pairs = Counter(m.relation for m in report.matches)
    rules = Counter(f.rule for f in report.findings if f.suppressed is None)
    return {
        "agree": pairs[Relation.AGREE],
        "differ": pairs[Relation.DIFFER],
        "conflict": pairs[Relation.CONFLICT],
        "source_only": sum(rules[r] for r in OMISSIONS),
        "by_rule": {rule: rules[rule] for rule in RULES if rules[rule]},
    }


def _article(article: Article, statements: list[Statement]) -> dict[str, Any]:
    return {
        "id": article.id,
        "path": article.path,
        # A file name in another encoding than the text's own may hold half characters; the text does not.
        "text_sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "source": article.source,
        "headline": article.headline,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "language": article.language,
        "statements": [
            {
                "id": s.id,
                "start": s.span.start,
                "end": s.span.end,
                "text": s.span.of(article.text),
                "kind": s.kind.value,
            }
            for s in statements
        ],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "left": _place(match.left),
        "right": _place(match.right),
        "relation": match.relation.value,
        "score": round(match.score, DIGITS),
        "findings": list(match.findings),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "level": finding.level.value,
        "relation": finding.relation.value if finding.relation else None,
        "confidence": None if finding.confidence is None else round(finding.confidence, DIGITS),
        "message": finding.message,
        "locations": [
            {
                **_place(x),
                "text": x.text,
                "highlights": [{"start": h.start, "end": h.end} for h in x.highlights],
            }
            for x in finding.locations
        ],
        "absent_from": list(finding.absent_from),
        "evidence": [_evidence(e) for e in finding.evidence],
        "suppressed": finding.suppressed,
    }


def _evidence(step: Evidence) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "detail": step.detail,
        "data": {name: _value(value) for name, value in step.data},
    }


def _place(location: Location) -> dict[str, Any]:
    return {"article": location.article, "start": location.span.start, "end": location.span.end}


def _value(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, (tuple, list)):
        return [_value(v) for v in value]
    return value
