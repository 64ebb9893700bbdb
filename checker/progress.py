"""Say what a run is doing: silent in the library, one line on a terminal in the command."""

from __future__ import annotations

import sys
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
