"""A folder or a feed into which stories arrive -> each compared with what the store holds on its event."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.batch import against
from checker.batch.corpus import digest, read_file, walk
from checker.batch.store import Store
from checker.config import Config
from checker.errors import CheckError, InputError, unforeseen
from checker.gate import relevel
from checker.model import Article, Report
from checker.pipeline import Models
from checker.progress import Meter
from checker.report import REPORTERS, Style
from checker.report.json_v1 import summary

Mark = tuple[int, int, int, int]
"""Size, times and place of a file: two looks at the same mark mean that nobody writes to it any more."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One story that came in, and what was found on it."""

    article: Article
    report: Report | None
    """``None`` where it could not be compared."""
    against: tuple[str, ...]
    """The stories that it was compared with."""
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, for a JSON line or a webhook."""
        lines = REPORTERS["jsonl"](self.report, Style(80)).splitlines() if self.report is not None else []
        return {
            "schema": "checker/arrival-v1",
            "path": self.article.path,
            "source": self.article.source,
            "headline": self.article.headline,
            "published": self.article.published.isoformat() if self.article.published else None,
            "against": list(self.against),
            "summary": summary(self.report) if self.report is not None else None,
            "findings": [json.loads(line) for line in lines],
            "problem": self.problem or None,
        }


@dataclass
class Watch:
    """Looks at a folder again and again; every story is compared once, when its file is whole."""

    folder: str
    store: Store
    config: Config
    models: Models
    say: Callable[[str], None]
    marks: dict[str, Mark] = field(default_factory=dict)
    """What each file looked like when it was last seen."""
    done: dict[str, Mark] = field(default_factory=dict)
    """What it looked like when it was read."""
    told: set[str] = field(default_factory=set)
    """What was said of folders that cannot be looked into: once is enough."""

    def forever(self, interval: float, stop: threading.Event, *, once: bool = False) -> Iterator[Arrival]:
        """Yield stories as they come, until ``stop`` is set; ``once`` ends when all that is there was read."""
        while not stop.is_set():
            for name in self._ready():
                yield from self._compared(name, stop)
                if stop.is_set():
                    return
            waiting = any(self.done.get(name) != mark for name, mark in self.marks.items())
            if once and not waiting:
                return
            stop.wait(interval)

    def _ready(self) -> list[str]:
        """Return the files that have stopped growing and were not read as they are now, the oldest first."""
        ready: list[tuple[int, str]] = []
        seen: dict[str, Mark] = {}
        for name in self._there():
            try:
                told = Path(name).stat()
            except OSError:
                continue  # it was moved away between the two looks
            seen[name] = (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
            if self.marks.get(name) == seen[name] != self.done.get(name):
                ready.append((told.st_mtime_ns, name))
        self.marks = seen
        return [name for _, name in sorted(ready)]

    def _there(self) -> Iterator[str]:
        """Yield the files that are there now; a feed that is being replaced is not, and comes back."""
        try:
            found = list(walk([self.folder]))
        except InputError:
            return
        for name in found:
            if isinstance(name, InputError):
                self._once(name.line)
            else:
                yield name

    def _once(self, line: str) -> None:
        if line not in self.told:
            self.told.add(line)
            self.say(line)

    def _compared(self, name: str, stop: threading.Event) -> Iterator[Arrival]:
        for article in read_file(name, self.config):
            if stop.is_set():
                return
            if isinstance(article, InputError):
                # A line that could not be read may be half a line, which the next look finds whole.
                self.say(article.line)
            elif not self.store.has(digest(article)):
                yield self.compare(article)
                # Only what was handed on is kept: what was cut off is compared again.
                with self.store.writing():
                    self.store.add(digest(article), article)
        self.done[name] = self.marks[name]

    def compare(self, article: Article) -> Arrival:
        """Compare one story with the store."""
        found: list[Article] = []
        try:
            found = against.told_of(article, self.store, self.models.encoder, Meter.silent())
            told = against.report(article, found, self.store.path, self.config, self.models)
            report, problem = relevel(told, self.config.severity, self.config.overrides), ""
        except CheckError as error:
            report, problem = None, error.reason
        except Exception as error:  # a story that nobody foresaw must not end the watch
            report, problem = None, unforeseen(error)
        return Arrival(article, report, tuple(a.path for a in found), problem)
