"""The findings as JSON Lines, one a line with its passages: the finding of ``report-v1`` with the sources by name.

Every line stands alone, so that ``jq``, ``grep`` and a log collector can work on it. Characters that split lines or act
on a terminal are written as escapes.
"""

from __future__ import annotations

import json
from typing import Any

from checker.model import Finding, Report
from checker.report.json_v1 import as_dict
from checker.report.style import Style
from checker.report.view import View


def render(report: Report, style: Style | None = None) -> str:
    """Return one line a finding, and nothing where none was found; ``style`` changes nothing."""
    view = View(report)
    claims = {i: c.id for c in report.claims for i in c.statements}
    plain = as_dict(report)["findings"]
    return "".join(f"{_line(d, f, view, claims)}\n" for d, f in zip(plain, report.findings, strict=True))


def _line(entry: dict[str, Any], f: Finding, view: View, claims: dict[str, str]) -> str:
    at = [view.at(x) for x in f.locations]
    paths = {a.id: a.path for a in view.report.articles}
    for place, statement in zip(entry["locations"], at, strict=True):
        place["path"], place["statement"] = paths[place["article"]], statement
        for h in place["highlights"]:
            h["text"] = place["text"][h["start"] - place["start"] : h["end"] - place["start"]]
    told = {claims[i] for i in at if i in claims}
    entry["claim"] = told.pop() if len(told) == 1 else None
    entry["absent_from"] = [{"article": a, "path": paths[a]} for a in f.absent_from]
    text = json.dumps(entry, ensure_ascii=False)
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
