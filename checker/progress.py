"""Say what a run is doing: silent in the library, one line on a terminal in the command."""

from __future__ import annotations

import os
import sys
import time
from typing import Protocol, TextIO


class Progress(Protocol):
    """What the pipeline tells of its steps."""

    def update(self, step: str) -> None:
        """Say what begins now, in a few words."""

    def done(self) -> None:
        """Say that the run is over, so that the line can go."""


class _Silent:
    def update(self, step: str) -> None:
        pass

    def done(self) -> None:
        pass


SILENT: Progress = _Silent()
"""The default: says nothing."""


class Line:
    """One line on standard error that is written over; only for a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr

    def update(self, step: str) -> None:
        """Write the step over the line before."""
        # A file name may hold control characters; the line must stay one line.
        plain = "".join(c if c.isprintable() else "?" for c in step)
        self._stream.write(f"\r\x1b[K{plain[:76]}")
        self._stream.flush()

    def done(self) -> None:
        """Clear the line."""
        self._stream.write("\r\x1b[K")
        self._stream.flush()


class Meter:
    """How far long work is: a line on a terminal, or else a line of a log every half minute; on standard error."""

    EVERY = 0.2
    """Seconds between two writes to a terminal."""
    LOG_EVERY = 30.0
    """The same for a log."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._terminal = stream is not None and stream.isatty() and not os.environ.get("CI")
        self._line = Line(stream) if self._terminal else None
        self._last = time.monotonic()
        self._step, self._began = "", self._last

    @classmethod
    def silent(cls) -> Meter:
        """Return one that says nothing."""
        return cls(None)

    def say(self, step: str) -> None:
        """Say what begins now."""
        self._write(step)

    def count(self, step: str, done: int) -> None:
        """Say how many are done, where nobody knows how many there are."""
        if seconds := self._due(step):
            self._write(f"{step}: {done:,} ({done / seconds:,.0f} a second)")

    def share(self, step: str, done: float, whole: float) -> None:
        """Say which share is done and how long the rest may take."""
        kind = step.split(" ", maxsplit=1)[0]
        if (seconds := self._due(kind)) and done:
            left = seconds * (whole - done) / done
            self._write(f"{step}: {100 * done / whole:.0f} %, {_span(left)} left")

    def done(self) -> None:
        """Say that the work is over."""
        if self._line is not None:
            self._line.done()

    def _due(self, kind: str) -> float:
        """Return the seconds since this kind of step began, or nought where it is too early to write."""
        now = time.monotonic()
        if kind != self._step:
            self._step, self._began = kind, now
        if self._stream is None or now - self._last < (self.EVERY if self._terminal else self.LOG_EVERY):
            return 0.0
        self._last = now
        return max(now - self._began, 0.001)

    def _write(self, text: str) -> None:
        if self._line is not None:
            self._line.update(text)
        elif self._stream is not None:
            self._stream.write(f"check: {text}\n")
            self._stream.flush()


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
