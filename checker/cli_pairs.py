"""The command ``check pairs``: JSON Lines in, one verdict a line out; ``cli.py`` hands over to it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from checker.errors import InputError
from checker.streams import one_line_errors, say

if TYPE_CHECKING:
    from checker.progress import Progress

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
def pairs(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Pairs as JSON Lines, or - for standard input.", show_default=False)
    ],
    judge: Annotated[
        str, typer.Option("--judge", metavar="NAME", help="built-in, none, or a cross-encoder by name or folder.")
    ] = "built-in",
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an error comes from.")] = False,
) -> None:
    """Judge given pairs of statements: one line of JSON in, one line out, in order.

    \b
    In, a line each (the dates may be left out):
      {"id": 1, "a": "Nine died.", "b": "Ten died on Friday.",
       "a_date": "2024-09-27", "b_date": "2024-09-28"}

    \b
    Out, a line each:
      {"id": 1, "relation": "conflict", "rules": ["quantity-conflict"],
       "p": {"same_fact": .., "entailment": .., "neutral": ..,
       "contradiction": ..}}

    The relation is agree, differ, conflict, or related: not the same fact.
    Entailment is from a to b; without a judge the four are null.

    \b
    Exit codes:
      0  every line was answered
      2  a line could not be read (standard error names it), or the file
    """
    with one_line_errors(traceback=traceback):
        raise typer.Exit(_answer(file, judge))


def _answer(file: str, judge_name: str) -> int:
    from checker.entail import load  # noqa: PLC0415
    from checker.pairs import BadLine, answers, lines  # noqa: PLC0415

    name = "standard input" if file == "-" else file
    bad = cut = done = 0
    with _opened(file) as stream, _progress() as progress:
        judge = load(judge_name)
        if judge is None:
            say("note: no judge took part: words and facts decide alone")
        for answer in answers(lines(stream), judge):
            if isinstance(answer, BadLine):
                bad += 1
                progress.done()
                say(f"{name}: line {answer.number}: {answer.reason}; not answered")
                continue
            done += 1
            cut += answer.reading is not None and answer.reading.truncated
            if not _written(answer.line() + "\n"):
                break
            progress.update(f"{done} pairs")
    if cut:
        say(f"note: {cut} of the pairs were longer than the judge reads, and were cut")
    return 2 if bad else 0


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = open(file, "rb")  # noqa: PTH123, SIM115
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be opened ({reason})", path=file, hint="name a JSON Lines file, or -") from None
    with stream:
        yield stream


@contextmanager
def _progress() -> Iterator[Progress]:
    from checker.progress import SILENT, Line  # noqa: PLC0415

    # Where the answers go to the same terminal they are the progress.
    shown = sys.stderr.isatty() and not sys.stdout.isatty() and not os.environ.get("CI")
    progress: Progress = Line() if shown else SILENT
    try:
        yield progress
    finally:
        progress.done()


def _written(line: str) -> bool:
    """Write one answer at once; false where the reader has gone away (``| head``)."""
    try:
        sys.stdout.buffer.write(line.encode("ascii"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is left in the buffer would raise once more when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
