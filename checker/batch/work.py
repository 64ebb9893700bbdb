"""One event -> its outcome: the unit that a worker process, another machine or another run does.

An outcome is bytes, and depends on the stories, the settings and the models alone: so it can be kept, sent and
compared, and a run gives the same files whoever did the work.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker import __version__
from checker.batch.copies import fold
from checker.config import Config
from checker.errors import CheckError, unforeseen
from checker.gate import at_gate, relevel
from checker.model import Article, Report
from checker.pipeline import Models, check_articles
from checker.report import REPORTERS, Style
from checker.report.json_v1 import summary
from checker.report.table import COLUMNS, rows
from checker.versions import newest

MOST = 30
"""Stories of one event that are compared with each other: work grows with their square."""


@dataclass(frozen=True, slots=True)
class Work:
    """The stories of one event, to be compared."""

    id: str
    """Names the stories, the settings and the models: the same id has the same outcome."""
    event: str
    articles: tuple[Article, ...]
    config: Config


def work_id(event: str, stories: Sequence[tuple[str, str]], config: Config, digests: Sequence[str]) -> str:
    """Return the name of a piece of work: stories as (digest, path), and the digests of the models."""
    parts = [__version__, event, stories, config.public(), digests]
    return hashlib.sha256(json.dumps(parts, default=str).encode("utf-8", "backslashreplace")).hexdigest()


def do(work: Work, models: Models) -> bytes:
    """Compare the stories of an event and return the outcome."""
    kept, copies = fold(work.articles)
    compared, rest = kept[:MOST], kept[MOST:]
    states = {a.id: ["compared", ""] for a in compared}
    states |= {a.id: ["left out", f"only {MOST} stories of an event are compared"] for a in rest}
    paths = {a.id: a.path for a in work.articles}
    states |= {copy: ["copy", f"carries the text of {paths[of]}"] for copy, of in copies.items()}
    report, error = None, ""
    current, old = newest(compared)
    gone = {s.path: s.reason for s in old}
    states |= {a.id: ["superseded", gone[a.path]] for a in compared if a.path in gone}
    if len(current) > 1:
        try:
            report = relevel(
                check_articles(current, work.config, models=models), work.config.severity, work.config.overrides
            )
        except CheckError as e:
            error = e.reason
        except Exception as e:  # one event that nobody foresaw must not take the night's run with it
            error = unforeseen(e)
        if error:
            states |= {a.id: ["not compared", error] for a in current}
    else:
        states |= {a.id: ["alone", "no other story tells of it in its own words"] for a in current}
    if report is not None:
        there = {a.id for a in report.articles}
        reasons = {s.path: s.reason for s in report.skipped}
        states |= {a.id: ["not compared", reasons.get(a.path, "")] for a in current if a.id not in there}
    outcome = {
        "event": work.event,
        "title": _title(work.articles),
        "first": min((str(a.published) for a in work.articles if a.published), default=None),
        "stories": [
            {
                "path": a.path,
                "source": a.source,
                "headline": a.headline,
                "published": a.published.isoformat() if a.published else None,
                "state": states[a.id][0],
                "reason": states[a.id][1],
            }
            for a in work.articles
        ],
        "error": error,
        **(_found(report, work) if report is not None else _NOTHING),
    }
    return zlib.compress(json.dumps(outcome, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def decided(outcome: dict[str, Any], verdicts: Mapping[str, str]) -> dict[str, Any]:
    """Return an outcome with the findings marked that people called wrong or accepted: they no longer count.

    ``verdicts`` maps fingerprints to the reason given. The event's page shows them as they were found.
    """
    lines, rows, levels = [], [], Counter(outcome["levels"])
    by_rule = Counter((outcome["summary"] or {}).get("by_rule", {}))
    sources = {source: Counter(found) for source, found in outcome["sources"].items()}
    for line, row in zip(outcome["findings"], outcome["rows"], strict=True):
        finding = json.loads(line)
        reason = verdicts.get(finding["fingerprint"])
        if reason is not None:
            finding["suppressed"] = reason
            row = [*row[: COLUMNS.index("accepted")], reason]  # noqa: PLW2901
            levels[finding["level"]] -= 1
            by_rule[finding["rule"]] -= 1
            for source in {outcome["names"][x["article"]] for x in finding["locations"]}:
                sources[source][finding["level"]] -= 1
        lines.append(line if reason is None else json.dumps(finding))
        rows.append(row)
    summary = outcome["summary"] and {**outcome["summary"], "by_rule": {r: n for r, n in by_rule.items() if n}}
    return {
        **outcome,
        "summary": summary,
        "findings": lines,
        "rows": rows,
        "levels": dict(levels),
        "sources": {source: dict(found) for source, found in sources.items()},
        "at_gate": [f for f in outcome["at_gate"] if f not in verdicts],
    }


def opened(body: bytes) -> dict[str, Any]:
    """Return an outcome as it was made."""
    value: dict[str, Any] = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    return value


_NOTHING: dict[str, Any] = {
    "summary": None, "levels": {}, "sources": {}, "at_gate": [], "findings": [], "rows": [], "page": None
}  # fmt: skip


def _found(report: Report, work: Work) -> dict[str, Any]:
    plain = Style(80)
    names = {a.id: a.source or "unknown" for a in report.articles}
    return {
        "summary": summary(report),
        "names": names,
        "levels": dict(sorted(Counter(f.level.value for f in report.findings).items())),
        # Which sources take part in a finding of a level: a count of differences, not of mistakes.
        "sources": {
            source: dict(
                sorted(
                    Counter(
                        f.level.value for f in report.findings if source in {names[x.article] for x in f.locations}
                    ).items()
                )
            )
            for source in sorted(set(names.values()))
        },
        "at_gate": [f.fingerprint for f in at_gate(report, work.config.fail_on)],
        "findings": REPORTERS["jsonl"](report, plain).splitlines(),
        "rows": rows(report),
        "page": REPORTERS["html"](report, plain),
    }


def _title(articles: Sequence[Article]) -> str:
    """Return the shortest headline of an event, or the first words of its first story."""
    lines = [" ".join(a.headline.split()) for a in articles if a.headline]
    return min(lines, key=lambda h: (len(h), h)) if lines else " ".join(articles[0].text.split())[:80]
