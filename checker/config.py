"""Every setting of a run, with its default and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase as fnmatch
from pathlib import PurePath
from typing import Any

BUILT_IN = "built-in"
NONE = "none"

GATE_LEVELS = ("error", "warning", "info", "never")


@dataclass(frozen=True, slots=True)
class Override:
    """Levels for findings that have a passage in one of some files."""

    paths: tuple[str, ...]
    """Patterns as in a shell; ``*`` goes over folders too, and a pattern without a folder matches the file's name."""
    severity: tuple[tuple[str, str], ...]
    """Rule or family -> a level, ``off``, or ``down`` for one level less."""

    @property
    def shown(self) -> str:
        """Return it as one text, for the report."""
        return f"{', '.join(self.paths)}: {', '.join(f'{rule}={level}' for rule, level in self.severity)}"

    def covers(self, path: str) -> bool:
        """Tell whether a file is one of these."""
        shown = PurePath(path)
        return any(fnmatch(shown.as_posix(), p) or ("/" not in p and fnmatch(shown.name, p)) for p in self.paths)


@dataclass(frozen=True)
class Config:
    """What the flags of the command set; the same object drives the library."""

    encoder: str = BUILT_IN
    """``built-in``, ``none``, or the name or folder of a sentence-transformers model."""

    judge: str = BUILT_IN
    """The pair model: ``built-in``, ``none``, or a name or folder."""

    select: tuple[str, ...] = ()
    """Rule ids or families to report; empty means all."""

    ignore: tuple[str, ...] = ()
    """Rule ids or families to leave out; wins over ``select``."""

    fail_on: str = "error"
    """Gate for exit code 1: ``error``, ``warning``, ``info``, ``never``, or a rule id or family.

    The default fails on conflicts only: a difference is for a person to read, not for a build to refuse.
    """

    severity: tuple[tuple[str, str], ...] = ()
    """Rule or family -> ``error``, ``warning``, ``info`` or ``off``, over the rule table; a rule beats its family."""

    overrides: tuple[Override, ...] = ()
    """Further levels for findings on some files, in order: later ones win."""

    max_findings: int | None = None
    """How many findings are reported, worst first; ``None`` means all. The gate looks at all of them."""

    baseline: str | None = None
    """File of the findings that were accepted before."""

    format: str = "terminal"
    """Output format of the command."""

    as_of: date | None = None
    """Date that stands in for an article's own where it gives none: ``on Friday`` is counted from it."""

    encoding: str | None = None
    """Encoding of the input files; ``None`` tries UTF-8, then what the file declares, then detection."""

    candidate_floor: float = 0.15
    """Similarity below which two statements are not looked at.

    Low on purpose: on the seeds a true pair has cosine 0.30 and a trap 0.80, so similarity only saves work here and
    decides nothing.
    """

    def public(self) -> tuple[tuple[str, Any], ...]:
        """Return the settings that shape the report, by name, for the report itself.

        Output settings are left out, and a model folder is given by its last part, so that the same input gives the
        same bytes on another machine.
        """
        return (
            ("as_of", self.as_of.isoformat() if self.as_of else None),
            ("candidate_floor", self.candidate_floor),
            ("encoder", PurePath(self.encoder).name or self.encoder),
            ("encoding", self.encoding),
            ("fail_on", self.fail_on),
            ("ignore", sorted(self.ignore)),
            ("judge", PurePath(self.judge).name or self.judge),
            ("select", sorted(self.select)),
            *((("severity", [f"{rule}={level}" for rule, level in self.severity]),) if self.severity else ()),
            *((("overrides", [o.shown for o in self.overrides]),) if self.overrides else ()),
        )
