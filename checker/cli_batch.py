"""The commands ``check batch`` and ``check merge``: thousands of stories at once; ``cli.py`` hands over to them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from checker.errors import UsageError
from checker.streams import one_line_errors, say

if TYPE_CHECKING:
    from pathlib import Path

    from checker.batch.run import Done
    from checker.config import Config
    from checker.progress import Meter

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
merged = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

Paths = Annotated[list[str], typer.Argument(metavar="PATHS", help="Folders (with all below them), files, globs.")]
Out = Annotated[str, typer.Option("--out", metavar="DIR", help="Where the index, the pages and the data go.")]
StorePath = Annotated[
    str | None, typer.Option("--store", metavar="FILE", help="The store; otherwise checker.sqlite in DIR.")
]
FailOn = Annotated[
    str | None, typer.Option("--fail-on", metavar="GATE", help="Exit 1 from here, as in check: error (the default) ...")
]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="RULE", help="Report only these rules.")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="Leave these rules out.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Date of stories that give none.")]
EncoderName = Annotated[str | None, typer.Option("--encoder", metavar="NAME", help="As in check.")]
JudgeName = Annotated[str | None, typer.Option("--judge", metavar="NAME", help="As in check.")]
ConfigFile = Annotated[str | None, typer.Option("--config", metavar="FILE", help="Settings, as in check.")]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Look for no file with settings.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing of the progress.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 2 where an input was skipped.")]
Traceback = Annotated[bool, typer.Option("--traceback", help="Show where an error comes from.")]
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 80}


@app.command(context_settings=SETTINGS)
def batch(
    paths: Paths,
    out: Out,
    store: StorePath = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on in DIR: what was done there is not done again.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="Processes; otherwise one a core.")
    ] = None,
    shard: Annotated[
        str | None, typer.Option("--shard", metavar="I/N", help="Do the I-th of N parts; check merge joins them.")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="local, or ray (extra ray) for several machines.")
    ] = "local",
    address: Annotated[
        str | None, typer.Option("--address", metavar="ADDRESS", help="The Ray cluster; otherwise one on this machine.")
    ] = None,
    fail_on: FailOn = None,
    select: Select = None,
    ignore: Ignore = None,
    as_of: AsOf = None,
    encoder: EncoderName = None,
    judge: JudgeName = None,
    strict: Strict = False,
    config_file: ConfigFile = None,
    no_config: NoConfig = False,
    quiet: Quiet = False,
    traceback: Traceback = False,
) -> None:
    """Compare thousands of stories: group them into events, compare within each, write pages and data.

    Examples:

    \b
      check batch archive/ --out report            all stories below a folder
      check batch archive/ --out report --resume   go on after an interruption
      check batch new/ --out today --store desk.sqlite   only what is new is done
      check batch archive/ --out part2 --shard 2/4       one of four machines

    \b
    DIR then holds index.html, events/ (a page an event), findings.jsonl,
    findings.csv, events.csv, summary.json and the store.

    \b
    Exit codes: as in check; 2 also where an event could not be compared,
    or with --strict where an input was skipped. A part (--shard) ends with 0.
    """
    with one_line_errors(traceback=traceback):
        from checker.batch import engines  # noqa: PLC0415
        from checker.batch.run import described, run  # noqa: PLC0415
        from checker.models import cores  # noqa: PLC0415

        doing = engines.named(engine, address)
        done = run(
            paths,
            _folder(out),
            _config(fail_on, select, ignore, as_of, encoder, judge, config_file, no_config),
            store=store,
            workers=workers or cores(),
            resume=resume,
            shard=_shard(shard),
            engine=doing,
            meter=_meter(quiet),
        )
        if not quiet:
            say(described(done))
        raise typer.Exit(_code(done, strict))


@merged.command(context_settings=SETTINGS)
def merge(
    paths: Paths,
    out: Out,
    shards: Annotated[
        list[str], typer.Option("--shard", metavar="DIR", help="The folder or store of one part (repeat).")
    ],
    store: StorePath = None,
    fail_on: FailOn = None,
    select: Select = None,
    ignore: Ignore = None,
    as_of: AsOf = None,
    encoder: EncoderName = None,
    judge: JudgeName = None,
    strict: Strict = False,
    config_file: ConfigFile = None,
    no_config: NoConfig = False,
    quiet: Quiet = False,
    traceback: Traceback = False,
) -> None:
    """Join the parts of a batch that several machines did: the same files as one run gives.

    PATHS and settings are those of the parts; an event that no part has compared is compared now.

    \b
      check merge archive/ --out report --shard part1 --shard part2
    """
    with one_line_errors(traceback=traceback):
        from checker.batch.run import described, run  # noqa: PLC0415

        config = _config(fail_on, select, ignore, as_of, encoder, judge, config_file, no_config)
        done = run(paths, _folder(out), config, store=store, shards=shards, meter=_meter(quiet))
        if not quiet:
            say(described(done))
        raise typer.Exit(_code(done, strict))


def _config(
    fail_on: str | None,
    select: list[str] | None,
    ignore: list[str] | None,
    as_of: str | None,
    encoder: str | None,
    judge: str | None,
    file: str | None,
    no_file: bool,
) -> Config:
    from checker.settings import configured, resolve  # noqa: PLC0415

    typed = {
        "select": select,
        "ignore": ignore,
        "fail-on": fail_on,
        "as-of": as_of,
        "encoder": encoder,
        "judge": judge,
    }
    config = configured(resolve(typed, file=file, search=not no_file))
    if config.baseline is not None:
        raise UsageError("a batch takes no baseline", path=config.baseline, hint="check store verdict keeps decisions")
    return config


def _folder(out: str) -> Path:
    from pathlib import Path  # noqa: PLC0415

    return Path(out)


def _shard(text: str | None) -> tuple[int, int]:
    import re  # noqa: PLC0415

    if text is None:
        return 1, 1
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text)
    part, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= part <= of:
        raise UsageError(f"--shard: {text!r} is no part", hint="write --shard 2/4")
    return part, of


def _meter(quiet: bool) -> Meter:
    from checker.progress import Meter  # noqa: PLC0415

    return Meter.silent() if quiet else Meter(sys.stderr)


def _code(done: Done, strict: bool) -> int:
    for failure in done.failed:
        say(f"not compared: {failure}")
    if done.failed or (strict and done.skipped):
        return 2
    return 1 if done.at_gate else 0
