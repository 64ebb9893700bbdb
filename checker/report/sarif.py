"""SARIF 2.1.0, for code scanning: two passages a finding, stable fingerprints, accepted findings as suppressions.

Columns count Unicode code points, as ``columnKind`` says. Paths are relative to the working directory, so the command
runs at the root of the repository.
"""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from typing import Any

from checker.model import Finding, Location, Report, Severity, Span
from checker.report.passages import labels
from checker.report.plain import plain
from checker.report.positions import Places, Position, relative, uri
from checker.report.style import Style
from checker.rules import RULES, Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
NOTIFICATIONS = {
    "skipped-input": "An article that was named and could not be compared.",
    "notice": "What a reader must know of this run.",
}
INDEX = {rule: n for n, rule in enumerate(RULES)}


def render(report: Report, style: Style | None = None) -> str:
    """Return the JSON text, in ASCII so that no viewer acts on what an article holds."""
    return json.dumps(as_dict(report), indent=1) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return the log as plain dicts and lists."""
    places, names = Places(report), labels(report.articles)
    # If one result has suppressions all must, an empty list where it was not accepted (3.27.23).
    judged = any(f.suppressed is not None for f in report.findings)
    run = {
        "tool": {
            "driver": {
                "name": "checker",
                "semanticVersion": report.version,
                "rules": [_rule(rule, page) for rule, page in zip(RULES.values(), _pages(), strict=True)],
                "notifications": [
                    {"id": name, "shortDescription": {"text": text}} for name, text in NOTIFICATIONS.items()
                ],
            }
        },
        "invocations": [
            {
                # An incomplete run never looks clean.
                "executionSuccessful": not report.skipped,
                "toolExecutionNotifications": _notifications(report),
            }
        ],
        "artifacts": [
            {"location": _artifact(a.path), "roles": ["analysisTarget"], "sourceLanguage": a.language}
            for a in report.articles
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, places, names, judged) for f in report.findings],
        "properties": {"models": [{"role": m.role, "name": m.name, "sha256": m.sha256} for m in report.models]},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _pages() -> list[dict[str, Any]]:
    # Read as data: the module that shows the pages stands above the reports.
    text = (resources.files("checker") / "explain" / "rules.toml").read_text("utf-8")
    pages = tomllib.loads(text)
    return [pages.get(rule, {}) for rule in RULES]


def _rule(rule: Rule, page: dict[str, Any]) -> dict[str, Any]:
    means = page.get("means", f"{rule.summary}.")
    parts = [("What it gets wrong", page.get("wrong")), ("What to do", page.get("act"))]
    told = [(title, text) for title, text in parts if text]
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": means},
        "help": {
            "text": "\n\n".join((means, *(f"{title}: {text}" for title, text in told))),
            "markdown": "\n\n".join((means, *(f"**{title}.** {text}" for title, text in told))),
        },
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {"tags": [rule.family], "problem.severity": PROBLEMS[rule.level]},
    }


def _result(finding: Finding, places: Places, names: dict[str, str], judged: bool) -> dict[str, Any]:
    first, *others = finding.locations
    links = ", ".join(f"[{_label(names[x.article])}]({n})" for n, x in enumerate(others, 1))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": INDEX[finding.rule],
        "level": LEVELS[finding.level],
        "message": {"text": _unlinked(finding.message) + (f" The other passage: {links}." if links else "")},
        "locations": [_location(first, places)],
        "partialFingerprints": {
            "checkerFinding/v1": finding.fingerprint,
            # The only one that code scanning on GitHub reads.
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
        },
    }
    if others:
        result["relatedLocations"] = [
            {"id": n, **_location(x, places), "message": {"text": names[x.article]}} for n, x in enumerate(others, 1)
        ]
    if finding.confidence is not None:
        result["rank"] = round(100 * finding.confidence, 1)
    if judged:
        result["suppressions"] = (
            []
            if finding.suppressed is None
            else [{"kind": "external", "status": "accepted", "justification": plain(finding.suppressed)}]
        )
    properties = {
        "relation": finding.relation.value if finding.relation else None,
        "absentFrom": [uri(places.articles[a].path) for a in finding.absent_from],
    }
    result["properties"] = {name: value for name, value in properties.items() if value}
    return result


def _unlinked(text: str) -> str:
    """Return a message in which an article's words cannot make a link: ``](`` is what makes one."""
    return plain(text).replace("](", "] (")


def _label(name: str) -> str:
    return name.translate({ord("["): "(", ord("]"): ")", ord("\\"): "/"})


def _location(location: Location, places: Places) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(places.articles[location.article].path)}
    whole = _region(places.at(location.article, location.span), location.text)
    if whole is not None:
        if location.highlights:
            mark = location.highlights[0]
            physical["region"] = _region(places.at(location.article, mark), _words(location, mark))
            # The context must be more than the region.
            if mark != location.span:
                physical["contextRegion"] = whole
        else:
            physical["region"] = whole
    return {"physicalLocation": physical}


def _words(location: Location, span: Span) -> str:
    base = location.span.start
    return location.text[span.start - base : span.end - base]


def _region(spot: Position | None, text: str) -> dict[str, Any] | None:
    if spot is None:
        return None
    return {
        "startLine": spot.line,
        "startColumn": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
        "snippet": {"text": plain(text)},
    }


def _artifact(path: str) -> dict[str, str]:
    found = uri(path)
    return {"uri": found} if found.startswith("file:") else {"uri": found, "uriBaseId": "%SRCROOT%"}


def _notifications(report: Report) -> list[dict[str, Any]]:
    skipped = [
        {
            "descriptor": {"id": "skipped-input", "index": 0},
            "level": "error",
            "message": {"text": _unlinked(f"{relative(s.path)}: {s.reason}; not compared")},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(s.path)}}],
        }
        for s in report.skipped
    ]
    notes = [
        {"descriptor": {"id": "notice", "index": 1}, "level": "note", "message": {"text": _unlinked(n)}}
        for n in report.notices
    ]
    return [*skipped, *notes]
