"""The command ``check accept``: one finding into the baseline, with a reason; ``cli.py`` hands over to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from checker.errors import UsageError
from checker.streams import one_line_errors, say

if TYPE_CHECKING:
    from datetime import date

    from checker.baseline import Entry

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
def accept(
    fingerprint: Annotated[
        str, typer.Argument(metavar="FINGERPRINT", help="The finding, as reports show it; 8 digits are enough.")
    ],
    baseline: Annotated[str, typer.Option("--baseline", metavar="FILE", help="The baseline; made if not there.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it may stay.")],
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who accepts it.")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day it is accepted, as 2031-09-27.")
    ] = None,
    report: Annotated[
        str | None,
        typer.Option("--report", metavar="FILE", help="The JSON report that holds it: the entry then keeps its words."),
    ] = None,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an error comes from.")] = False,
) -> None:
    """Accept one finding: it no longer fails a run with --baseline FILE.

    Example:

    \b
      check accept 3f2a91bc --baseline checker-baseline.json \\
        --reason "both counts were checked" --by "desk" --until 2031-09-27

    \b
    Exit codes:
      0  it stands in the baseline
      2  it does not: the reason stands on standard error
    """
    with one_line_errors(traceback=traceback):
        _accept(fingerprint.lower(), baseline, reason, by, until, report)


def _accept(fingerprint: str, path: str, reason: str, by: str | None, until: str | None, report: str | None) -> None:
    import os  # noqa: PLC0415

    from checker.baseline import PRINT, Entry, accept, described, load, save  # noqa: PLC0415
    from checker.report.files import check_target  # noqa: PLC0415

    if not PRINT.fullmatch(fingerprint):
        raise UsageError(
            f"{fingerprint!r} is no fingerprint", hint="reports show it in square brackets: 8 digits or more"
        )
    if not reason.strip():
        raise UsageError("--reason: it is empty", hint="say why the finding may stay")
    check_target(path, ())
    entry = Entry(fingerprint, reason.strip(), by, _day(until))
    if report is not None:
        entry = _filled(entry, report)
    entries = accept(load(path) if os.path.exists(path) else (), entry)  # noqa: PTH110
    save(path, entries)
    say(f"{path}: accepted {described(next(e for e in entries if e.fingerprint.startswith(fingerprint)))}")


def _day(until: str | None) -> date | None:
    from datetime import date  # noqa: PLC0415

    if until is None:
        return None
    try:
        day = date.fromisoformat(until)
    except ValueError:
        raise UsageError(f"--until: {until!r} is no date", hint="write it as 2031-09-27") from None
    if day < date.today():
        raise UsageError(f"--until: {until} is past", hint="name a day to come")
    return day


def _filled(entry: Entry, path: str) -> Entry:
    """Return the entry with the finding's rule, files and words, taken from a JSON report."""
    import json  # noqa: PLC0415
    from dataclasses import replace  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from checker.baseline import SHOWN  # noqa: PLC0415
    from checker.report.plain import plain, shorten  # noqa: PLC0415
    from checker.report.positions import relative  # noqa: PLC0415

    try:
        data = json.loads(Path(path).read_text("utf-8"))
        files = {a["id"]: relative(a["path"]) for a in data["articles"]}
        found = [f for f in data["findings"] if f["fingerprint"].startswith(entry.fingerprint)]
        told = [
            (
                f["fingerprint"],
                f["rule"],
                tuple(sorted(files[a] for a in {*(x["article"] for x in f["locations"]), *f["absent_from"]})),
                tuple(plain(shorten(x["text"], SHOWN)) for x in f["locations"]),
            )
            for f in found
        ]
    except OSError as error:
        reason = f"the report cannot be read ({error.strerror or error})"
        raise UsageError(reason, path=path, hint="check ... --format json --output FILE writes one") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError("it is no JSON report of checker", path=path, hint="--format json writes one") from None
    if len(told) != 1:
        what = "no finding begins" if not told else f"{len(told)} findings begin"
        raise UsageError(f"{what} with {entry.fingerprint!r}", path=path, hint="look the fingerprint up in the report")
    fingerprint, rule, names, texts = told[0]
    return replace(entry, fingerprint=fingerprint, rule=rule, files=names, texts=texts)
