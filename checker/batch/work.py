"""One event -> its outcome: the unit that a worker process, another machine or another run does.

An outcome is bytes, and depends on the stories, the settings and the models alone: so it can be kept, sent and
compared, and a run gives the same files whoever did the work.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker import __version__
from checker.batch.copies import fold
from checker.config import Config
from checker.errors import CheckError
from checker.gate import at_gate, relevel
from checker.model import Article, Report
from checker.pipeline import Models, check_articles
from checker.report import REPORTERS, Style
from checker.report.json_v1 import summary

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

    @property
    def cost(self) -> float:
        """Return about how long it takes, in arbitrary units: pairs of sentences."""
        sizes = [len(a.text) / 150 for a in self.articles[:MOST]]
        return (sum(sizes) ** 2 - sum(s * s for s in sizes)) / 2 + 20


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
    if len(compared) > 1:
        try:
            report = relevel(
                check_articles(compared, work.config, models=models), work.config.severity, work.config.overrides
            )
        except CheckError as e:
            error = e.reason
            states |= {a.id: ["not compared", e.reason] for a in compared}
    else:
        states |= {a.id: ["alone", "no other story tells of it in its own words"] for a in compared}
    if report is not None:
        there = {a.id for a in report.articles}
        states |= {a.id: ["not compared", "it does not tell of the event of the others"] for a in compared
                   if a.id not in there}  # fmt: skip
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
    lines, levels = [], Counter(outcome["levels"])
    for line in outcome["findings"]:
        finding = json.loads(line)
        if finding["fingerprint"] in verdicts:
            finding["suppressed"] = verdicts[finding["fingerprint"]]
            levels[finding["level"]] -= 1
        lines.append(line if finding["suppressed"] is None else json.dumps(finding))
    at_gate = [f for f in outcome["at_gate"] if f not in verdicts]
    return {**outcome, "findings": lines, "levels": dict(levels), "at_gate": at_gate}


def opened(body: bytes) -> dict[str, Any]:
    """Return an outcome as it was made."""
    value: dict[str, Any] = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    return value


_NOTHING: dict[str, Any] = {
    "summary": None, "levels": {}, "sources": {}, "at_gate": [], "findings": [], "rows": [], "header": [], "page": None
}  # fmt: skip


def _found(report: Report, work: Work) -> dict[str, Any]:
    plain = Style(80)
    rows = list(csv.reader(io.StringIO(REPORTERS["csv"](report, plain), newline="")))
    names = {a.id: a.source or "unknown" for a in report.articles}
    return {
        "summary": summary(report),
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
        "rows": rows[1:],
        "header": rows[0],
        "page": REPORTERS["html"](report, plain),
    }


def _title(articles: Sequence[Article]) -> str:
    """Return the shortest headline of an event, or the first words of its first story."""
    lines = [" ".join(a.headline.split()) for a in articles if a.headline]
    return min(lines, key=lambda h: (len(h), h)) if lines else " ".join(articles[0].text.split())[:80]
