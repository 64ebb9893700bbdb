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
from checker.flags import countable, targets
from checker.settings import configured, resolve
from checker.settings import listed as listed_settings
from checker.streams import Color, one_line_errors, put, say, style_for

if TYPE_CHECKING:
    from checker.baseline import Entry
    from checker.model import Report
    from checker.report.style import Style

SUBCOMMANDS = {
    "accept": "checker.cli_accept:app",
    "batch": "checker.cli_batch:app",
    "merge": "checker.cli_batch:merged",
    "pairs": "checker.cli_pairs:app",
    "store": "checker.cli_store:app",
    "watch": "checker.cli_watch:app",
}
"""First arguments that hand over to an ``app`` of another module."""

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
        str | None,
        typer.Option(
            "--fail-on", metavar="GATE", help="Exit 1 from here: error (the default), warning, info, never, or a rule."
        ),
    ] = None,
    max_findings: Annotated[
        int | None,
        typer.Option("--max-findings", metavar="N", help="Report the worst N alone; the gate looks at all."),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help="Findings accepted before: they are marked and do not fail."),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option("--write-baseline", metavar="FILE", help="Accept all findings of this run into a baseline."),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever was found.")] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="terminal (the default), json (json-v1), jsonl, html, markdown, csv, lines, sarif, junit, gitlab, "
            "github, or auto: terminal, github in its Actions, json where it is piped.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write the report to a file, whole or not at all."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="FORMAT=PATH", help="Write a second format from the same run (repeat)."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against", metavar="ARCHIVE", help="Compare one story with those of its event in a folder or a store."
        ),
    ] = None,
    require_match: Annotated[
        bool, typer.Option("--require-match", help="Exit 2 where --against finds no story of its event.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Date of articles that give none, as 2024-09-27."),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Encoding of the files, where detection gets it wrong."),
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(
            "--encoder", metavar="NAME", help="built-in, none, or a sentence-transformers model by name or folder."
        ),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option("--judge", metavar="NAME", help="built-in, none, or a cross-encoder by name or folder."),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="FINGERPRINT", help="Show how one finding of this comparison came about."),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="RULE", help="Say what a rule, family or gate means, and stop."),
    ] = None,
    config_file: Annotated[
        str | None,
        typer.Option(
            "--config", metavar="FILE", help="Settings; otherwise the nearest checker.toml, upward from here."
        ),
    ] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Look for no file with settings.")] = False,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Print all settings and where each comes from, and stop.")
    ] = False,
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
      check a.txt b.txt -f sarif -o r.sarif   for code scanning
      check new.xml --against archive/   one story against those of its event
      check accept 3f2a91bc --help       one finding into the baseline
      check batch archive/ --out report  thousands of stories (batch --help)
      check pairs pairs.jsonl            judge given pairs (check pairs --help)

    \b
    Exit codes:
      0  compared, and nothing at or above the gate (--fail-on)
      1  compared, with findings at or above the gate
      2  not compared: the reason stands on standard error

    Nothing is sent anywhere.
    """
    names = tuple(paths or ())
    with one_line_errors(traceback=traceback):
        if version:
            put(f"check {__version__}\n")
        elif list_rules or explain is not None:
            from checker.explain import explained, listed  # noqa: PLC0415

            style = style_for(color, quiet, verbose)
            put(listed(style) if explain is None else explained(explain, style))
        else:
            typed = {
                "select": select,
                "ignore": ignore,
                "fail-on": fail_on,
                "max-findings": max_findings,
                "baseline": baseline,
                "format": format,
                "as-of": as_of,
                "encoding": encoding,
                "encoder": encoder,
                "judge": judge,
            }
            settings = resolve(typed, file=config_file, search=not no_config)
            config = configured(settings)
            if show_config:
                put(listed_settings(settings))
                raise typer.Exit(0)
            wanted = targets(config.format, output, also or (), names, write_baseline)
            known = _accepted(config, write_baseline)
            report = _run(names, config, quiet) if against is None else _matched(names, against, config, quiet)
            report = _judged(report, config, known, write_baseline, quiet)
            code = _report(report, config, wanted, why, style_for(color, quiet, verbose), quiet)
            if require_match and len(report.articles) < 2:
                raise typer.Exit(2)
            raise typer.Exit(0 if exit_zero and code == 1 else code)


def main() -> None:
    """Run the command; the entry point of the package.

    ``check pairs`` and ``check accept`` are commands of their own, unless there is a file or folder of that name.
    """
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in SUBCOMMANDS and not os.path.exists(name):  # noqa: PTH110
        from importlib import import_module  # noqa: PLC0415

        module, _, attribute = SUBCOMMANDS[name].partition(":")
        getattr(import_module(module), attribute)(args=sys.argv[2:], prog_name=f"check {name}")
    app(prog_name="check")


def _matched(paths: tuple[str, ...], archive: str, config: Config, quiet: bool) -> Report:
    """Compare the one story that was named with those of its event."""
    from checker.batch.against import compare  # noqa: PLC0415
    from checker.errors import UsageError  # noqa: PLC0415
    from checker.progress import Meter  # noqa: PLC0415
    from checker.read import MAX_BYTES, discover, read  # noqa: PLC0415

    names = discover(paths)
    if len(names) != 1:
        raise UsageError("--against: it takes one story", hint="check new.xml --against archive/")
    name = names[0]
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else None
    story = read(name, id="a1", data=data, encoding=config.encoding, as_of=config.as_of)
    meter = Meter.silent() if quiet or not sys.stderr.isatty() else Meter(sys.stderr)
    try:
        return compare(story, archive, config, meter)
    finally:
        meter.done()


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


def _accepted(config: Config, write_baseline: str | None) -> tuple[Entry, ...]:
    """Read the baseline before the work begins."""
    path = config.baseline or write_baseline
    # The one that is to be written need not be there; any other must.
    if path is None or (write_baseline is not None and path == write_baseline and not os.path.exists(path)):  # noqa: PTH110
        return ()
    from checker.baseline import load  # noqa: PLC0415

    return load(path)


def _judged(
    report: Report, config: Config, known: tuple[Entry, ...], write_baseline: str | None, quiet: bool
) -> Report:
    """Set the levels that the settings give, and mark what was accepted before."""
    from checker.gate import relevel  # noqa: PLC0415

    report = relevel(report, config.severity, config.overrides)
    if not known and write_baseline is None:
        return report
    from datetime import date  # noqa: PLC0415

    from checker.baseline import apply, described, renew, save  # noqa: PLC0415

    today = date.today()
    if write_baseline is not None:
        known = renew(report, known, today)
        save(write_baseline, known)
        say(f"{write_baseline}: {len(known)} findings are accepted")
    done = apply(report, known, today)
    if not quiet:
        for entry in done.expired:
            say(f"accepted until {entry.until} only, and counts again: {described(entry)}")
        for entry in done.stale:
            say(f"stale in the baseline, no longer found: {described(entry)}")
    return done.report


def _report(
    report: Report, config: Config, wanted: list[tuple[str, str | None]], why: str | None, style: Style, quiet: bool
) -> int:
    from checker.gate import NOT_COMPARED, cut, exit_code  # noqa: PLC0415
    from checker.report import REPORTERS, Style  # noqa: PLC0415
    from checker.report.files import encode, write  # noqa: PLC0415
    from checker.report.why import find, render_why  # noqa: PLC0415

    if why is not None:
        put(render_why(report, find(report, why), style))
        return 0
    code = exit_code(report, config.fail_on)
    report = cut(report, config.max_findings, config.fail_on)
    # Every format is rendered before the first is written, so that an error leaves nothing half done.
    bare = Style(style.width, detail=style.detail)
    texts = [(REPORTERS[name](report, style if path is None else bare), name, path) for name, path in wanted]
    for text, _, path in texts:
        if path is not None:
            write(path, encode(text))
    for text, name, path in texts:
        if path is None:
            put(text, unicode=name != "terminal")
    if any(name == "github" for _, name, _ in texts):
        from checker.report.github import append_summary  # noqa: PLC0415

        if failed := append_summary(report):
            say(f"note: {failed}")
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
