"""GitHub Actions: workflow commands that become annotations, and a Markdown summary of the job.

GitHub shows ten annotations of each level a step, so the worst stand first. Article text is sanitised before it is
escaped: a line of ours is the only thing that can begin with ``::``.
"""

from __future__ import annotations

import os
import re

from checker.model import Finding, Report, Severity
from checker.report.passages import labels
from checker.report.plain import plain, shorten
from checker.report.positions import Places, relative, worst_first
from checker.report.style import Style
from checker.report.terminal import headline

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SUMMARY = "GITHUB_STEP_SUMMARY"
MAX_ROWS = 300
"""Rows of the summary: GitHub refuses one above 1 MiB, and nobody reads more."""

# All ASCII punctuation that Markdown, HTML or an autolink can begin with.
_MARKS = re.compile(r"([!#$%&()*+./:;<=>?@\[\\\]^_`{|}~])")


def render(report: Report, style: Style | None = None) -> str:
    """Return one command a finding, worst first, and the result as a last plain line."""
    places = Places(report)
    lines = [
        _command("error", f"not compared: {s.reason}", file=relative(s.path), title="skipped-input")
        for s in report.skipped
    ]
    lines += [_annotation(f, places) for f in worst_first(report.findings) if f.suppressed is None]
    return "".join(f"{line}\n" for line in (*lines, headline(report)))


def _annotation(finding: Finding, places: Places) -> str:
    first, *others = finding.locations
    spot = places.deciding(first)
    where: dict[str, str | int] = {"file": places.path(first.article)}
    if spot is not None:
        where |= {"line": spot.line, "endLine": spot.end_line}
        # GitHub takes columns only where the range is on one line.
        if spot.line == spot.end_line:
            where |= {"col": spot.column, "endColumn": spot.end_column}
    see = f" See {', '.join(places.see(x) for x in others)}." if others else ""
    text = f"{finding.message}{see} [{finding.fingerprint}]"
    return _command(COMMANDS[finding.level], text, **where, title=finding.rule)


def _command(name: str, message: str, **properties: str | int) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report) -> str:
    """Return the job summary as Markdown: the result, what was not compared, and a table of the findings."""
    places, names = Places(report), labels(report.articles)
    found = worst_first(f for f in report.findings if f.suppressed is None)
    accepted = len(report.findings) - len(found)
    blocks = ["### Sources compared", _text(headline(report))]
    if report.skipped:
        blocks.append("\n".join(f"- **Not compared:** {_text(s.path)}: {_text(s.reason)}" for s in report.skipped))
    if report.notices:
        blocks.append("\n".join(f"- {_text(n)}" for n in report.notices))
    if found:
        rows = ["| level | rule | finding | passages |", "|---|---|---|---|"]
        for f in found[:MAX_ROWS]:
            alone = len(f.locations) == 1
            passages = "<br>".join(
                f"**{_text(places.see(x) if alone else names[x.article])}** {_text(shorten(x.text, 200))}"
                for x in f.locations
            )
            rows.append(f"| {f.level.value} | {f.rule} | {_text(f.message)} `{f.fingerprint}` | {passages} |")
        blocks.append("\n".join(rows))
        if len(found) > MAX_ROWS:
            blocks.append(f"{len(found) - MAX_ROWS} more are not shown here.")
    else:
        blocks.append("Nothing was found.")
    if accepted:
        blocks.append(f"{accepted} accepted before (baseline) and not shown.")
    return "\n\n".join(blocks) + "\n"


def _text(text: str) -> str:
    """Return text in which Markdown sees nothing but words."""
    return _MARKS.sub(r"\\\1", plain(" ".join(text.split())))


def append_summary(report: Report) -> str | None:
    """Add the summary to the file GitHub names, if it names one; return the reason where that failed."""
    path = os.environ.get(SUMMARY)
    if not path:
        return None
    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123
            file.write(summary(report))
    except OSError as error:
        return f"the job summary could not be written ({error.strerror or error})"
    return None
