"""Accepted findings: a versioned JSON file next to the articles, since news copy has no comments to put them in.

A finding is known by its fingerprint, the rule and the words of both passages, wherever they stand: a moved paragraph
does not make it new, a changed number does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.model import Finding, Report
from checker.report.files import encode, write
from checker.report.plain import plain, shorten
from checker.report.positions import relative
from checker.rules import selected

SCHEMA = "checker/baseline"
VERSION = 1
SHOWN = 160
"""Code points of a passage that an entry keeps, for the person who reads the file."""

UNSAID = "was there when the baseline was written"
"""The reason of entries nobody gave one for."""

PRINT = re.compile(r"[0-9a-f]{8,16}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding."""

    fingerprint: str
    """All 16 digits, or the first 8 or more, as reports for people show them."""
    reason: str
    by: str | None = None
    until: date | None = None
    """The last day on which it is accepted."""
    rule: str | None = None
    files: tuple[str, ...] = ()
    """The articles compared; an entry is stale only in a run that compares all of them."""
    texts: tuple[str, ...] = ()

    def covers(self, finding: Finding) -> bool:
        """Tell whether this is the finding."""
        return finding.fingerprint.startswith(self.fingerprint) and self.rule in (None, finding.rule)


@dataclass(frozen=True, slots=True)
class Applied:
    """A report with the accepted findings marked, and the entries that did nothing."""

    report: Report
    stale: tuple[Entry, ...] = ()
    """Their articles were compared and the finding is not there any more."""
    expired: tuple[Entry, ...] = ()
    """The finding is there, and the day is past."""


def load(path: str) -> tuple[Entry, ...]:
    """Read a baseline; raises ``UsageError`` that names the file and the entry."""
    try:
        data = json.loads(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        reason = f"the baseline cannot be read ({error.strerror or error})"
        raise UsageError(reason, path=path, hint="--write-baseline FILE writes one") from None
    except (ValueError, RecursionError):
        raise UsageError("the baseline is not JSON", path=path, hint="was it merged with conflicts?") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError("it is no baseline of checker", path=path, hint=f'one begins with "schema": "{SCHEMA}"')
    if data.get("version") != VERSION:
        raise UsageError(
            f"the baseline has version {data.get('version')!r}, and this checker reads {VERSION}",
            path=path,
            hint="update checker, or write the baseline anew",
        )
    entries = data.get("accepted")
    if not isinstance(entries, list):
        raise UsageError('the baseline has no list "accepted"', path=path, hint="write it anew")
    found = [_entry(item, n, path) for n, item in enumerate(entries, 1)]
    # Two branches may have accepted the same finding: the first one's reason stands.
    return tuple({e.fingerprint: e for e in reversed(found)}.values())[::-1]


def _entry(item: Any, number: int, path: str) -> Entry:
    def wrong(what: str) -> UsageError:
        return UsageError(f"entry {number} of the baseline: {what}", path=path, hint="correct it or remove the entry")

    if not isinstance(item, dict):
        raise wrong("is no object")
    fingerprint, reason, until = item.get("fingerprint"), item.get("reason"), item.get("until")
    if not isinstance(fingerprint, str) or not PRINT.fullmatch(fingerprint):
        raise wrong("its fingerprint is not 8 to 16 of the digits 0-9 and a-f")
    if not isinstance(reason, str) or not reason.strip():
        raise wrong(f"{fingerprint} has no reason")
    for key in ("by", "rule", "until"):
        if not isinstance(item.get(key), str | None):
            raise wrong(f"{key!r} is no text")
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError:
        raise wrong(f"until {until!r} is no date; write it as 2031-09-27") from None
    lists = [item.get(key) or [] for key in ("files", "texts")]
    if not all(isinstance(x, list) and all(isinstance(t, str) for t in x) for x in lists):
        raise wrong("'files' and 'texts' are lists of texts")
    return Entry(fingerprint, reason, item.get("by"), last, item.get("rule"), tuple(lists[0]), tuple(lists[1]))


def save(path: str, entries: Sequence[Entry]) -> None:
    """Write a baseline, in an order that makes small diffs."""
    accepted = [
        {
            "fingerprint": e.fingerprint,
            "rule": e.rule,
            "reason": e.reason,
            "by": e.by,
            "until": e.until.isoformat() if e.until else None,
            "files": list(e.files),
            "texts": list(e.texts),
        }
        for e in sorted(entries, key=lambda e: (e.files, e.rule or "", e.fingerprint))
    ]
    data = {"schema": SCHEMA, "version": VERSION, "accepted": accepted}
    write(path, encode(json.dumps(data, ensure_ascii=False, indent=1) + "\n"))


def apply(report: Report, entries: Sequence[Entry], today: date) -> Applied:
    """Mark the findings that were accepted; ``today`` decides which entries have expired."""
    findings: list[Finding] = []
    expired: list[Entry] = []
    for f in report.findings:
        covering = [e for e in entries if e.covers(f)]
        valid = [e for e in covering if e.until is None or today <= e.until]
        if valid:
            findings.append(replace(f, suppressed=valid[0].reason))
        else:
            findings.append(f)
            expired += covering
    stale = tuple(e for e in entries if _about(e, report) and not any(e.covers(f) for f in report.findings))
    return Applied(replace(report, findings=tuple(findings)), stale, tuple(expired))


def _about(entry: Entry, report: Report) -> bool:
    """Tell whether the run compared the entry's articles and looked for its rule."""
    if not entry.files or not set(entry.files) <= {relative(a.path) for a in report.articles}:
        return False
    settings = dict(report.config)
    return entry.rule is None or selected(entry.rule, settings.get("select") or (), settings.get("ignore") or ())


def renew(report: Report, entries: Sequence[Entry], today: date) -> tuple[Entry, ...]:
    """Return the entries that accept all findings of a report.

    Reasons that were given stay, stale entries go, and entries on articles that were not compared here are kept.
    """
    files = {a.id: relative(a.path) for a in report.articles}
    made: list[Entry] = []
    for f in report.findings:
        known = next((e for e in entries if e.covers(f)), Entry(f.fingerprint, UNSAID))
        over = known.until is not None and known.until < today
        articles = dict.fromkeys((*(x.article for x in f.locations), *f.absent_from))
        made.append(
            replace(
                known,
                fingerprint=f.fingerprint,
                rule=f.rule,
                until=None if over else known.until,
                files=tuple(sorted(files[a] for a in articles)),
                texts=tuple(plain(shorten(x.text, SHOWN)) for x in f.locations),
            )
        )
    kept = [e for e in entries if not _about(e, report) and not any(e.covers(f) for f in report.findings)]
    return (*kept, *made)


def accept(entries: Sequence[Entry], new: Entry) -> tuple[Entry, ...]:
    """Return the entries with one more, or with its reason, name and day in the place of those it had."""
    same = [
        e for e in entries if e.fingerprint.startswith(new.fingerprint) or new.fingerprint.startswith(e.fingerprint)
    ]
    if len(same) > 1:
        raise UsageError(f"{len(same)} entries begin with {new.fingerprint!r}", hint="give more of the fingerprint")
    if not same:
        return (*entries, new)
    old = same[0]
    merged = replace(
        new,
        fingerprint=max(old.fingerprint, new.fingerprint, key=len),
        rule=new.rule or old.rule,
        files=new.files or old.files,
        texts=new.texts or old.texts,
    )
    return tuple(merged if e is old else e for e in entries)


def described(entry: Entry) -> str:
    """Return an entry in one line, for messages."""
    texts = f": {' / '.join(shorten(t, 60) for t in entry.texts)}" if entry.texts else ""
    return f"{entry.rule or 'finding'} [{entry.fingerprint}]{texts}"
