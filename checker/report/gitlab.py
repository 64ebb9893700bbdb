"""GitLab Code Quality: a list of issues, each at its first passage.

GitLab shows only the first of issues with one fingerprint, so each has its own. It knows no accepted issues: findings
that a baseline accepted are left out. An article that was not compared is an issue too, so that no run looks clean.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from checker.model import Location, Report, Severity
from checker.report.plain import plain
from checker.report.positions import TOP, Places, relative
from checker.report.style import Style

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report, style: Style | None = None) -> str:
    """Return the JSON text; an empty list where nothing was found."""
    places = Places(report)
    issues: list[dict[str, Any]] = []
    for f in report.findings:
        if f.suppressed is None:
            first, *others = f.locations
            issues.append(
                {
                    "description": plain(f.message),
                    "check_name": f.rule,
                    "fingerprint": f.fingerprint,
                    "severity": SEVERITIES[f.level],
                    "location": _place(first, places),
                    **({"other_locations": [_place(x, places) for x in others]} if others else {}),
                }
            )
    for s in report.skipped:
        key = "\x1f".join(("skipped-input", s.path, s.reason))
        issues.append(
            {
                "description": f"not compared: {plain(s.reason)}",
                "check_name": "skipped-input",
                "fingerprint": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
                "severity": "blocker",
                "location": {"path": plain(relative(s.path)), "lines": {"begin": 1}},
            }
        )
    return json.dumps(_unlike(issues), ensure_ascii=False, indent=1) + "\n"


def _place(location: Location, places: Places) -> dict[str, Any]:
    spot = places.deciding(location) or TOP
    return {
        "path": plain(places.path(location.article)),
        "lines": {"begin": spot.line, "end": spot.end_line},
    }


def _unlike(issues: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, int] = {}
    for issue in issues:
        own = issue["fingerprint"]
        seen[own] = seen.get(own, 0) + 1
        if seen[own] > 1:
            issue["fingerprint"] = f"{own}-{seen[own]}"
    return issues
