"""The command ``check watch``: stories as they arrive; ``cli.py`` hands over to it."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from checker.errors import UsageError
from checker.streams import one_line_errors, put, say

if TYPE_CHECKING:
    from checker.batch.watch import Arrival

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
def watch(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="The folder that stories arrive in, or a feed or JSON Lines file.")
    ],
    store: Annotated[
        str, typer.Option("--store", metavar="FILE", help="The store to compare with; made if not there.")
    ],
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="lines, or json.")] = "lines",
    webhook: Annotated[
        str | None, typer.Option("--webhook", metavar="URL", help="Post each arrival as JSON; on this machine.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="HOST", help="Let --webhook go to this host (repeat).")
    ] = None,
    interval: Annotated[float, typer.Option("--interval", metavar="SECONDS", min=0.1, help="How often to look.")] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="Stop when all that is there was compared.")] = False,
    config_file: Annotated[str | None, typer.Option("--config", metavar="FILE", help="Settings, as in check.")] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Look for no file with settings.")] = False,
    traceback: Annotated[bool, typer.Option("--traceback", help="Show where an error comes from.")] = False,
) -> None:
    """Compare each story that arrives with what the store holds on its event.

    A file is read when it has stopped growing. A later version of a story
    supersedes the one in the store. SIGTERM and Ctrl-C end the watch after
    the story in hand; what was compared is in the store.

    \b
      check watch incoming/ --store desk.sqlite
      check watch incoming/ --store desk.sqlite --webhook http://127.0.0.1:8080/

    \b
    Exit codes:
      0  ended by SIGTERM, Ctrl-C or --once
      2  it could not begin: the reason stands on standard error
    """
    with one_line_errors(traceback=traceback):
        if format not in ("lines", "json"):
            raise UsageError(f"--format: there is no format {format!r}", hint="lines or json")
        from checker.batch.post import checked, send  # noqa: PLC0415
        from checker.batch.store import Store  # noqa: PLC0415
        from checker.batch.watch import Watch  # noqa: PLC0415
        from checker.pipeline import Models  # noqa: PLC0415
        from checker.settings import configured, resolve  # noqa: PLC0415

        target = checked(webhook, allow_host or ()) if webhook is not None else None
        config = configured(resolve({}, file=config_file, search=not no_config))
        _there(folder)
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        with Store(store) as kept:
            watching = Watch(folder, kept, config, Models.load(config), say)
            for arrival in watching.forever(interval, stop, once=once):
                put(_shown(arrival, format), unicode=format == "json")
                if target is not None and (problem := send(target, _json(arrival).encode())):
                    say(f"{arrival.article.path}: the webhook did not take it ({problem})")


def _there(folder: str) -> None:
    from pathlib import Path  # noqa: PLC0415

    from checker.read import discover  # noqa: PLC0415

    if not Path(folder).is_dir():
        discover([folder])


def _json(arrival: Arrival) -> str:
    import json  # noqa: PLC0415

    return json.dumps(arrival.as_dict())


def _shown(arrival: Arrival, format: str) -> str:
    if format == "json":
        return _json(arrival) + "\n"
    from dataclasses import replace  # noqa: PLC0415

    from checker.model import Severity  # noqa: PLC0415
    from checker.report import REPORTERS, Style  # noqa: PLC0415
    from checker.report.plain import plain  # noqa: PLC0415
    from checker.report.terminal import headline  # noqa: PLC0415
    from checker.rules import OMISSIONS  # noqa: PLC0415

    name = arrival.article.path
    if arrival.report is None:
        return plain(f"{name}: not compared: {arrival.problem}") + "\n"
    if not arrival.against:
        return plain(f"{name}: no other story of its event yet") + "\n"
    # What the others have that this one lacks is for a page; the counts are in the first line.
    grave = [f for f in arrival.report.findings if f.level is not Severity.INFO and f.rule not in OMISSIONS]
    found = REPORTERS["lines"](replace(arrival.report, findings=tuple(grave)), Style(80))
    return plain(f"{name}: {headline(arrival.report)}") + "\n" + found
