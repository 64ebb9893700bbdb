"""The findings as CSV (RFC 4180), one a line under a header, for a spreadsheet.

Text is flattened to one line, and a cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io

from checker.model import Finding, Location, Report
from checker.report.passages import excerpt
from checker.report.plain import plain
from checker.report.style import Style
from checker.report.view import View

_PLACE = ("source", "statement", "start", "end", "text", "words")
COLUMNS = (
    "fingerprint",
    "level",
    "relation",
    "rule",
    "message",
    "confidence",
    "claim",
    *(f"{name}_{n}" for n in (1, 2) for name in _PLACE),
    "more",
    "absent_from",
    "accepted",
)
"""The header; columns may be added at the end, none is renamed or removed."""

FORMULA = "=+-@＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, also in full width."""


def render(report: Report, style: Style | None = None) -> str:
    """Return the table with its header, also when nothing was found; ``style`` changes nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(report))
    return out.getvalue()


def rows(report: Report) -> list[list[str]]:
    """Return the cells of every finding, in the order of ``COLUMNS``."""
    view = View(report)
    claims = {i: c.id for c in report.claims for i in c.statements}
    return [[cell(value) for value in _line(f, view, claims)] for f in report.findings]


def cell(text: str) -> str:
    """Return text as one line that no spreadsheet runs."""
    flat = plain(text)
    return f"'{flat}" if flat.lstrip()[:1] in tuple(FORMULA) else flat


def _line(f: Finding, view: View, claims: dict[str, str]) -> list[str]:
    at = [view.at(x) or "" for x in f.locations]
    told = {claims[i] for i in at if i in claims}
    first = [*f.locations[:2], *[None] * (2 - len(f.locations[:2]))]
    return [
        f.fingerprint,
        f.level.value,
        f.relation.value if f.relation else "",
        f.rule,
        f.message,
        "" if f.confidence is None else f"{f.confidence:.4f}",
        told.pop() if len(told) == 1 else "",
        *(value for x in first for value in _place(x, view)),
        " | ".join(f"{view.labels[x.article]}: {' '.join(x.text.split())}" for x in f.locations[2:]),
        ", ".join(view.labels[a] for a in f.absent_from),
        f.suppressed or "",
    ]


def _place(x: Location | None, view: View) -> list[str]:
    if x is None:
        return [""] * len(_PLACE)
    article = view.report.article(x.article)
    words = " · ".join(excerpt(article, h) for h in x.highlights)
    return [
        view.labels[x.article],
        view.at(x) or "",
        str(x.span.start),
        str(x.span.end),
        " ".join(x.text.split()),
        words,
    ]
