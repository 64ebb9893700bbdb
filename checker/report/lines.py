"""One finding a line, as compilers write it: ``path:line:col: level rule message``; editors and grep read it.

Findings that a baseline accepted are left out. Nothing found is no line.
"""

from __future__ import annotations

from checker.model import Report
from checker.report.plain import plain
from checker.report.positions import TOP, Places, relative
from checker.report.style import Style


def render(report: Report, style: Style | None = None) -> str:
    """Return the lines in reading order; each ends with the other passages and the fingerprint in brackets."""
    places = Places(report)
    lines = []
    for f in report.findings:
        if f.suppressed is not None:
            continue
        first, *others = f.locations
        spot = places.deciding(first) or TOP
        see = f" (see {', '.join(places.see(x) for x in others)})" if others else ""
        head = f"{plain(places.path(first.article))}:{spot.line}:{spot.column}: {f.level.value} {f.rule}"
        lines.append(f"{head} {plain(f.message)}{see} [{f.fingerprint}]")
    lines += [
        f"{plain(relative(s.path))}:1:1: error skipped-input not compared: {plain(s.reason)}" for s in report.skipped
    ]
    return "".join(f"{line}\n" for line in lines)
