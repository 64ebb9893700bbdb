"""What was typed -> what is meant: flag values checked, with the nearest name for one that is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date

from checker.config import Config, Override
from checker.errors import UsageError

FORMATS = (
    "terminal",
    "json",
    "json-v1",
    "jsonl",
    "html",
    "markdown",
    "csv",
    "sarif",
    "junit",
    "gitlab",
    "github",
    "lines",
    "auto",
)


def configure(
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    fail_on: str,
    format: str,
    as_of: str | None,
    encoding: str | None,
    encoder: str,
    judge: str,
    *,
    severity: tuple[tuple[str, str], ...] = (),
    overrides: tuple[Override, ...] = (),
    max_findings: int | None = None,
    baseline: str | None = None,
) -> Config:
    """Return the settings; raises ``UsageError`` for a value that is none."""
    from checker.gate import gate, known  # noqa: PLC0415

    return Config(
        encoder=encoder,
        judge=judge,
        select=known(_commas(select), "--select"),
        ignore=known(_commas(ignore), "--ignore"),
        fail_on=gate(fail_on),
        format=known_format(format, "--format"),
        as_of=_date(as_of),
        encoding=_encoding(encoding),
        severity=severity,
        overrides=overrides,
        max_findings=max_findings,
        baseline=baseline,
    )


def _commas(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())


def known_format(name: str, flag: str) -> str:
    """Return a format by name, ``auto`` resolved; raises ``UsageError`` with the nearest name."""
    if name not in FORMATS:
        from checker.gate import nearest  # noqa: PLC0415

        raise UsageError(f"{flag}: there is no format {name!r}", hint=nearest(name, FORMATS, "check --help"))
    if name == "auto":
        if sys.stdout.isatty():
            return "terminal"
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "json"
    return name


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of: {text!r} is no date", hint="write it as 2024-09-27") from None


def _encoding(name: str | None) -> str | None:
    if name is None:
        return None
    import codecs  # noqa: PLC0415

    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise UsageError(f"--encoding: there is no encoding {name!r}", hint="utf-8 and cp1252 are common") from None


def targets(
    format: str, output: str | None, also: Sequence[str], inputs: Sequence[str], baseline: str | None = None
) -> list[tuple[str, str | None]]:
    """Return (format, path) of every report to write, ``None`` for standard output; checked before the work begins."""
    from checker.report.files import check_target  # noqa: PLC0415

    found: list[tuple[str, str | None]] = [(format, output)]
    for value in also:
        name, sign, path = value.partition("=")
        if not sign or not path:
            raise UsageError(f"--also: {value!r} is not FORMAT=PATH", hint="write --also json=report.json")
        found.append((known_format(name, "--also"), path))
    taken = [os.path.realpath(p) for p in inputs if p != "-"]
    if baseline is not None:
        check_target(baseline, taken)
        taken.append(os.path.realpath(baseline))
    for _, target in found:
        if target is not None:
            check_target(target, taken)
            taken.append(os.path.realpath(target))
    return found


ONE_ARTICLE = (".txt", ".md")
"""Endings of files that hold one article each."""


def countable(paths: tuple[str, ...]) -> None:
    """Refuse what cannot be a comparison by its names alone, before anything is read."""
    if not paths:
        raise UsageError("no article was named", hint="name two or more: check a.txt b.txt (--help says more)")
    if paths.count("-") > 1:
        raise UsageError("standard input can be read once only", path="-", hint="name files for the others")
    seen: set[str] = set()
    for path in paths:
        real = path if path == "-" else os.path.realpath(path)
        if real in seen:
            raise UsageError("the same file is named twice", path=path, hint="name two different articles")
        seen.add(real)
    # A feed or a file of JSON Lines may hold several articles; a text holds one.
    one = paths[0]
    if len(paths) == 1 and os.path.isfile(one) and one.endswith(ONE_ARTICLE):  # noqa: PTH113
        raise UsageError(
            "there is only this one article, and nothing to compare it with", path=one, hint="name a second one"
        )
