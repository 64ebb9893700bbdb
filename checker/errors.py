"""Errors for people: what happened, to which file, what to do next."""

from __future__ import annotations


def unforeseen(error: Exception, hint: str = "") -> str:
    """Return the words for an error that is a fault of the program; ``hint`` says how to see more of it."""
    return f"internal error: {type(error).__name__}: {error}{hint}; please report it"


class CheckError(Exception):
    """The job cannot be done: the command prints one line and exits with 2."""

    def __init__(self, reason: str, *, path: str | None = None, hint: str | None = None) -> None:
        self.reason = reason
        self.path = path
        self.hint = hint
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """One line: file, reason, next step."""
        head = f"{self.path}: {self.reason}" if self.path else self.reason
        return f"{head}; {self.hint}" if self.hint else head


class InputError(CheckError):
    """A file that cannot be read as an article: missing, empty, binary, too large, another language."""


class ModelError(CheckError):
    """A model that is not there or not fit."""


class UsageError(CheckError):
    """A flag or setting that makes no sense."""
