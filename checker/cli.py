"""The command: flags -> Config -> pipeline -> report -> exit code; it holds no judgement of its own.

Only what every call needs is imported here: ``check --help`` must not wait for models or numpy.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from checker import __version__
from checker.config import Config
from checker.errors import CheckError
from checker.flags import configure, countable, targets
from checker.streams import Color, put, say, style_for

if TYPE_CHECKING:
    from checker.model import Report
    from checker.report.style import Style

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells expect it."""

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help="Two articles or more on one event: files, folders, globs, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Report only these rules or families (repeat, or use commas)."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Leave these rules or families out; wins over --select."),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option("--fail-on", metavar="GATE", help="Exit 1 from here: error, warning, info, never, or a rule."),
    ] = "error",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever was found.")] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="terminal, json (json-v1), or auto: json where it is piped."
        ),
    ] = "terminal",
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write the report to a file, whole or not at all."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="FORMAT=PATH", help="Write a second format from the same run (repeat)."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Date of articles that give none, as 2024-09-27."),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Encoding of the files, where detection gets it wrong."),
    ] = None,
    encoder: Annotated[
        str,
        typer.Option(
            "--encoder", metavar="NAME", help="built-in, none, or a sentence-transformers model by name or folder."
        ),
    ] = "built-in",
    judge: Annotated[
        str, typer.Option("--judge", metavar="NAME", help="built-in, none, or a cross-encoder by name or folder.")
    ] = "built-in",
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="FINGERPRINT", help="Show how one finding of this comparison came about."),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="RULE", help="Say what a rule, family or gate means, and stop."),
    ] = None,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List all rules, and stop.")] = False,
    color: Annotated[Color, typer.Option("--color", help="Colour on a terminal, always, or never.")] = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the summary alone.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List agreements and minor statements too.")] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an error comes from.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version, and stop.")] = False,
) -> None:
    """Compare news articles on one event: what agrees, differs, conflicts, and what only one source has.

    Examples:

    \b
      check a.txt b.txt                  two sources on one event
      check story/ --format json         all articles of a folder, for a program
      cat a.txt | check - b.txt          one from standard input
      check a.txt b.txt --why 3f2a91bc   how a finding came about
      check --explain date-conflict      what a rule means

    \b
    Exit codes:
      0  compared, and nothing at or above the gate (--fail-on)
      1  compared, with findings at or above the gate
      2  not compared: the reason stands on standard error

    Nothing is sent anywhere.
    """
    names = tuple(paths or ())
    try:
        if version:
            put(f"check {__version__}\n")
        elif list_rules or explain is not None:
            from checker.explain import explained, listed  # noqa: PLC0415

            style = style_for(color, quiet, verbose)
            put(listed(style) if explain is None else explained(explain, style))
        else:
            config = configure(select, ignore, fail_on, format, as_of, encoding, encoder, judge)
            wanted = targets(config.format, output, also or (), names)
            report = _run(names, config, quiet)
            code = _report(report, config, wanted, why, style_for(color, quiet, verbose), quiet)
            raise typer.Exit(0 if exit_zero and code == 1 else code)
    except CheckError as error:
        if traceback:
            raise
        say(error.line)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if traceback:
            raise
        say(f"internal error: {type(error).__name__}: {error} (--traceback shows it); please report it")
        raise typer.Exit(2) from None


def main() -> None:
    """Run the command; the entry point of the package."""
    app(prog_name="check")


def _run(paths: tuple[str, ...], config: Config, quiet: bool) -> Report:
    countable(paths)
    from checker.pipeline import run  # noqa: PLC0415
    from checker.progress import SILENT, Line  # noqa: PLC0415

    data = None
    if "-" in paths:
        from checker.read import MAX_BYTES  # noqa: PLC0415

        # One byte more than the limit is enough to know that it is too large.
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    progress = SILENT if quiet or not sys.stderr.isatty() or os.environ.get("CI") else Line()
    try:
        return run(paths, config, stdin=data, progress=progress)
    finally:
        progress.done()


def _report(
    report: Report, config: Config, wanted: list[tuple[str, str | None]], why: str | None, style: Style, quiet: bool
) -> int:
    from checker.gate import NOT_COMPARED, exit_code  # noqa: PLC0415
    from checker.report import REPORTERS, Style  # noqa: PLC0415
    from checker.report.files import encode, write  # noqa: PLC0415
    from checker.report.why import find, render_why  # noqa: PLC0415

    if why is not None:
        put(render_why(report, find(report, why), style))
        return 0
    # Every format is rendered before the first is written, so that an error leaves nothing half done.
    bare = Style(style.width, detail=style.detail)
    texts = [(REPORTERS[name](report, style if path is None else bare), name, path) for name, path in wanted]
    for text, _, path in texts:
        if path is not None:
            write(path, encode(text))
    for text, name, path in texts:
        if path is None:
            put(text, unicode=name != "terminal")
    code = exit_code(report, config.fail_on)
    on_screen = any(name == "terminal" and path is None for _, name, path in texts)
    if not on_screen and not quiet:
        for notice in report.notices:
            say(f"note: {notice}")
    if report.skipped:
        if not on_screen:
            for s in report.skipped:
                say(f"{s.path}: {s.reason}; not compared")
        if code == 0:
            # An incomplete run never looks clean.
            say(f"{len(report.skipped)} of the articles could not be compared; the others show nothing at the gate")
            return NOT_COMPARED
    return code


if __name__ == "__main__":
    main()
