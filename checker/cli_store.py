"""The command ``check store``: what a store holds, what may go, and all of it as data."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.errors import UsageError
from checker.streams import one_line_errors, put, say

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help="Look after a store that check batch or check watch made.",
)

File = Annotated[str, typer.Argument(metavar="STORE", help="The store's file.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="Show where an error comes from.")]


@app.command()
def info(store: File, traceback: Traceback = False) -> None:
    """Print how many stories, events, reports and verdicts there are, and the size."""
    with one_line_errors(traceback=traceback):
        from checker.batch.store import Store  # noqa: PLC0415

        with Store(store, to_read=True) as kept:
            n = kept.counts()
        put(
            f"articles  {n.articles:,}\nleads     {n.leads:,}\nevents    {n.events:,}\n"
            f"reports   {n.reports:,}\nverdicts  {n.verdicts:,}\nsize      {n.size / 1e6:,.1f} MB\n"
        )


@app.command()
def gc(
    store: File,
    before: Annotated[
        str | None, typer.Option("--before", metavar="DATE", help="Drop stories published before this day.")
    ] = None,
    traceback: Traceback = False,
) -> None:
    """Drop old stories and what belongs to no story any more; verdicts stay."""
    with one_line_errors(traceback=traceback):
        from datetime import date  # noqa: PLC0415

        from checker.batch.store import Store  # noqa: PLC0415

        try:
            day = date.fromisoformat(before) if before is not None else None
        except ValueError:
            raise UsageError(f"--before: {before!r} is no date", hint="write it as 2024-09-27") from None
        with Store(store, must_exist=True) as kept:
            size = kept.counts().size
            dropped = kept.gc(day)
            saved = size - kept.counts().size
        say(f"{store}: {dropped:,} stories dropped, {max(saved, 0) / 1e6:,.1f} MB freed")


@app.command()
def export(store: File, traceback: Traceback = False) -> None:
    """Print stories, events and verdicts as JSON Lines."""
    with one_line_errors(traceback=traceback):
        import json  # noqa: PLC0415

        from checker.batch.store import Store  # noqa: PLC0415

        with Store(store, to_read=True) as kept:
            for row in kept.export():
                put(json.dumps(row, ensure_ascii=False) + "\n", unicode=True)


@app.command()
def verdict(
    store: File,
    fingerprint: Annotated[str, typer.Argument(metavar="FINGERPRINT", help="The finding, all 16 digits.")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="right, wrong, or accepted.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")],
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says so.")] = None,
    traceback: Traceback = False,
) -> None:
    """Keep what a person decided on a finding: batch reports name it from then on."""
    with one_line_errors(traceback=traceback):
        import re  # noqa: PLC0415
        from datetime import date  # noqa: PLC0415

        from checker.batch.store import Store  # noqa: PLC0415

        if not re.fullmatch(r"[0-9a-f]{16}", fingerprint):
            raise UsageError(f"{fingerprint!r} is no fingerprint", hint="findings.jsonl has them, 16 digits each")
        if verdict not in ("right", "wrong", "accepted"):
            raise UsageError(f"there is no verdict {verdict!r}", hint="right, wrong or accepted")
        if not reason.strip():
            raise UsageError("--reason: it is empty", hint="say why")
        with Store(store, must_exist=True) as kept, kept.writing():
            kept.put_verdict(fingerprint, verdict, reason.strip(), by, date.today())
        say(f"{store}: {fingerprint} is {verdict}")
