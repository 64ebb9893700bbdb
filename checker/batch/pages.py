"""Outcomes -> the files of a batch: a page an event, an index with counts and trends, JSON Lines, CSV, a summary.

Everything is written in the order of the events, and nothing in it is of the machine or the moment: the same stories
give the same bytes.
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from checker import __version__
from checker.errors import UsageError
from checker.model import Skipped
from checker.progress import Meter
from checker.report.files import encode, write
from checker.report.html import environment, source_hash, template_file
from checker.report.table import COLUMNS as FINDING_COLUMNS
from checker.report.table import cell
from checker.rules import RULES

EVENTS, INDEX, FINDINGS, SHEET, TOLD, SUMMARY = (
    "events", "index.html", "findings.jsonl", "findings.csv", "events.csv", "summary.json"
)  # fmt: skip
"""What a run leaves in its folder, besides the store."""
LEVELS = ("error", "warning", "info")
COLUMNS = ("event", "title", "first", "stories", "compared", *LEVELS, "source_only", "page", "note")
SHOWN = 1000
"""Events in the table of the index; all of them stand in events.csv."""
BARS = 25
"""Bars of one chart."""


@dataclass
class Sums:
    """What the index and the summary count."""

    events: list[dict[str, Any]] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    sources: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    days: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    states: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    at_gate: int = 0

    def add(self, key: str, outcome: Mapping[str, Any]) -> None:
        """Count one event."""
        compared = [s for s in outcome["stories"] if s["state"] == "compared"]
        summary = outcome["summary"] or {"by_rule": {}, "source_only": 0}
        levels = Counter(outcome["levels"])
        self.events.append(
            {
                "event": key,
                "title": outcome["title"],
                "first": outcome["first"] or "",
                "stories": len(outcome["stories"]),
                "compared": len(compared) if outcome["page"] else 0,
                **{level: levels[level] for level in LEVELS},
                "source_only": summary["source_only"],
                "page": f"{EVENTS}/{key}.html" if outcome["page"] else "",
                "failed": bool(outcome["error"]),
                "note": outcome["error"] or ("" if outcome["page"] else "only copies of one story"),
            }
        )
        self.states.update(s["state"] for s in outcome["stories"])
        self.rules.update(summary["by_rule"])
        self.levels.update(levels)
        self.at_gate += len(outcome["at_gate"])
        for source in sorted({s["source"] or "unknown" for s in compared}):
            self.sources[source]["events"] += 1
        for source, found in outcome["sources"].items():
            self.sources[source].update(found)
        if outcome["first"]:
            self.days[outcome["first"]].update({"events": 1, **levels})


def write_all(
    out: Path,
    outcomes: Iterable[tuple[str, dict[str, Any]]],
    paths: Mapping[str, str],
    also: Mapping[str, Sequence[str]],
    skipped: Sequence[Skipped],
    alone: int,
    meter: Meter,
) -> Sums:
    """Write all files of a run, each whole or not at all; returns what was counted.

    ``paths`` holds all stories, ``also`` the further places of stories that lie in several, and ``alone`` counts the
    events that one story alone tells of. Raises ``UsageError`` where the folder cannot be written.
    """
    sums, current = Sums(), set()
    try:
        (out / EVENTS).mkdir(exist_ok=True)
        with _whole(out / FINDINGS) as lines, _whole(out / SHEET) as sheet:
            rows = csv.writer(sheet, lineterminator="\r\n")
            rows.writerow(("event", *FINDING_COLUMNS))
            for number, (key, outcome) in enumerate(outcomes, 1):
                sums.add(key, outcome)
                lines.writelines(f'{{"event": "{key}", {line[1:]}\n' for line in outcome["findings"])
                rows.writerows([key, *row] for row in outcome["rows"])
                if outcome["page"] is not None:
                    current.add(f"{key}.html")
                    write(str(out / EVENTS / f"{key}.html"), encode(outcome["page"]))
                meter.count("writing", number)
        for old in (out / EVENTS).glob("*.html"):
            if old.name not in current:
                old.unlink()
        with _whole(out / TOLD) as sheet:
            rows = csv.writer(sheet, lineterminator="\r\n")
            rows.writerow(COLUMNS)
            rows.writerows([cell(str(event[c])) for c in COLUMNS] for event in sums.events)
    except OSError as error:
        raise UsageError(f"it cannot be written ({error.strerror or error})", path=str(out)) from None
    doubles = [{"path": paths[name], "also": sorted(more)} for name, more in also.items()]
    summary = {
        "schema": "checker/batch-v1",
        "version": __version__,
        "stories": len(paths),
        "same_story_elsewhere": sorted(doubles, key=lambda d: str(d["path"])),
        "events": len(sums.events) + alone,
        "events_of_several_stories": len(sums.events),
        "stories_of_those": dict(sorted(sums.states.items())),
        "levels": {level: sums.levels[level] for level in LEVELS},
        "by_rule": {rule: sums.rules[rule] for rule in RULES if sums.rules[rule]},
        "by_source": {s: dict(sorted(c.items())) for s, c in sorted(sums.sources.items())},
        "skipped": [{"path": s.path, "reason": s.reason} for s in skipped],
    }
    write(str(out / SUMMARY), encode(json.dumps(summary, ensure_ascii=False, indent=1) + "\n"))
    write(str(out / INDEX), encode(index(sums, summary)))
    return sums


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes its name when it is complete."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def index(sums: Sums, summary: Mapping[str, Any]) -> str:
    """Return the index page: no script, no request to anywhere."""
    from markupsafe import Markup  # noqa: PLC0415

    css = template_file("report.css") + template_file("batch.css")
    worst = sorted(sums.events, key=lambda e: (*(-e[level] for level in LEVELS), e["first"], e["event"]))
    by_source = sorted(sums.sources.items(), key=lambda s: (-s[1]["events"], s[0]))
    return (
        environment()
        .get_template("batch.html.j2")
        .render(
            css=Markup(css),  # noqa: S704 (the tool's own files)
            css_hash=source_hash(css),
            summary=summary,
            events=worst[:SHOWN],
            left=max(0, len(worst) - SHOWN),
            levels=LEVELS,
            rules=_bars([(r, {RULES[r].level.value: n}) for r, n in sums.rules.most_common(BARS)]),
            sources=_bars([(s, c) for s, c in by_source[:BARS]]),
            days=_days(sums.days),
            files=(FINDINGS, SHEET, TOLD, SUMMARY),
        )
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name and the widths of its parts in percent of the longest bar."""

    name: str
    parts: tuple[tuple[str, int, float, float], ...]
    """Level, count, where it starts, how wide it is."""
    total: int
    events: int


def _bars(rows: Sequence[tuple[str, Mapping[str, int]]]) -> list[Bar]:
    longest = max((sum(c.get(level, 0) for level in LEVELS) for _, c in rows), default=0) or 1
    bars = []
    for name, counts in rows:
        start, parts = 0.0, []
        for level in LEVELS:
            if n := counts.get(level, 0):
                parts.append((level, n, round(start, 2), round(100 * n / longest, 2)))
                start += 100 * n / longest
        bars.append(Bar(name, tuple(parts), sum(p[1] for p in parts), counts.get("events", 0)))
    return bars


def _days(days: Mapping[str, Mapping[str, int]]) -> list[Bar]:
    """Return a bar a day, or a month where there are many days."""
    if len(days) <= BARS:
        return _bars(sorted(days.items()))
    months: dict[str, Counter[str]] = defaultdict(Counter)
    for day, counts in days.items():
        months[day[:7]].update(counts)
    return _bars(sorted(months.items())[-4 * BARS :])
