"""Standard output and standard error: what the terminal can show, and writing to it without harm."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

import typer

from checker.errors import CheckError, unforeseen

if TYPE_CHECKING:
    from checker.report.style import Style


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def style_for(color: Color, quiet: bool, verbose: bool) -> Style:
    """Return how to write to standard output: its width, colour, letters, and how much."""
    import shutil  # noqa: PLC0415

    from checker.report.style import Style  # noqa: PLC0415

    width = min(max(shutil.get_terminal_size((80, 24)).columns, 48), 100)
    detail = -1 if quiet else int(verbose)
    return Style(width, colour=_coloured(color), ascii=not _is_unicode(sys.stdout), detail=detail)


def _coloured(color: Color) -> bool:
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "ascii").lower().replace("-", "").startswith("utf")


def put(text: str, *, unicode: bool = False) -> None:
    """Write to standard output; a reader that has gone away (``| head``) is no error.

    JSON is UTF-8 whatever the terminal speaks; text for people is in the terminal's own encoding.
    """
    from checker.report.files import encode  # noqa: PLC0415

    name = "utf-8" if unicode else sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(text, name))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is left in the buffer would raise once more when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str) -> None:
    """Write one line to standard error, with nothing in it that a terminal would act on."""
    from checker.report.plain import ascii_only, plain  # noqa: PLC0415

    shown = plain(f"check: {line}")
    sys.stderr.write((shown if _is_unicode(sys.stderr) else ascii_only(shown)) + "\n")


INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells expect it."""


@contextmanager
def one_line_errors(*, traceback: bool) -> Iterator[None]:
    """Turn whatever stops a command into one line on standard error and exit code 2, or 130 after Ctrl-C.

    With ``traceback`` errors are passed on, so that a person can see where they come from.
    """
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if traceback:
            raise
        say(error.line if isinstance(error, CheckError) else unforeseen(error, " (--traceback shows it)"))
        raise typer.Exit(2) from None
