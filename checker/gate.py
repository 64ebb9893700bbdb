"""Report -> exit code: does it hold anything at or above what the user asked to fail on?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.config import GATE_LEVELS, Override
from checker.errors import UsageError
from checker.model import Finding, Report, Severity
from checker.rules import FAMILIES, RULES

COMPARED, FOUND, NOT_COMPARED = 0, 1, 2
"""The exit codes: nothing at the gate, findings at the gate, could not compare."""


MIN_SIMILARITY = 60
"""Below this a suggestion is a guess; a slip of two letters in ``date-conflict`` stays above 80."""


def nearest(name: str, choices: Iterable[str], otherwise: str) -> str:
    """Return the next step for a name typed wrong: ``did you mean X?``, or where all names are listed."""
    # Only a wrong name needs it, and the command starts faster without.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extractOne(name.lower(), sorted(set(choices)), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    return f"did you mean {found[0]!r}?" if found else f"see {otherwise}"


def known(names: tuple[str, ...], flag: str) -> tuple[str, ...]:
    """Return rule ids and families as they are, or raise ``UsageError`` with the nearest name."""
    for name in names:
        if name not in RULES and name not in FAMILIES:
            raise UsageError(
                f"{flag}: there is no rule or family {name!r}",
                hint=nearest(name, (*RULES, *FAMILIES), "--list-rules"),
            )
    return names


def gate(name: str) -> str:
    """Return the gate as it is, or raise ``UsageError`` with the nearest name."""
    if name not in GATE_LEVELS and name not in RULES and name not in FAMILIES:
        raise UsageError(
            f"--fail-on: there is no level, rule or family {name!r}",
            hint=nearest(name, (*GATE_LEVELS, *RULES, *FAMILIES), "--list-rules"),
        )
    return name


def at_gate(report: Report, fail_on: str) -> tuple[Finding, ...]:
    """Return the findings at or above the gate; those a baseline accepted are not among them."""
    return tuple(f for f in report.findings if f.suppressed is None and _fails(f, fail_on))


def exit_code(report: Report, fail_on: str) -> int:
    """Return 0 or 1 for a report that was made."""
    return FOUND if at_gate(report, fail_on) else COMPARED


def relevel(report: Report, severity: Sequence[tuple[str, str]], overrides: Sequence[Override] = ()) -> Report:
    """Return the report with the levels the settings give to rules or families; ``off`` leaves findings out.

    An override holds for findings with a passage in one of its files, or with such a file that is silent.
    """
    if not severity and not overrides:
        return report
    paths = {a.id: a.path for a in report.articles}
    findings = []
    for f in report.findings:
        level: str | None = f.level.value
        here = [paths[i] for i in (*(x.article for x in f.locations), *f.absent_from)]
        for levels in (severity, *(o.severity for o in overrides if any(map(o.covers, here)))):
            told = dict(levels)
            wanted = told.get(f.rule, told.get(RULES[f.rule].family))
            if wanted is not None and level is not None:
                level = _down(level) if wanted == "down" else None if wanted == "off" else wanted
        if level is not None:
            findings.append(replace(f, level=Severity(level)))
    kept = {f.fingerprint for f in findings}
    return replace(
        report,
        findings=tuple(sorted(findings, key=lambda f: -f.level.rank)),
        matches=tuple(replace(m, findings=tuple(p for p in m.findings if p in kept)) for m in report.matches),
    )


def _down(level: str) -> str:
    return Severity.WARNING.value if level == Severity.ERROR.value else Severity.INFO.value


def cut(report: Report, most: int | None, fail_on: str) -> Report:
    """Return the report with the worst findings alone, and a notice of what was left out.

    Alignments keep the fingerprints of those left out: the two passages still differ, and a rule named how.
    """
    if most is None or len(report.findings) <= most:
        return report
    failing = {f.fingerprint for f in at_gate(report, fail_on)}
    order = sorted(
        report.findings, key=lambda f: (f.suppressed is not None, f.fingerprint not in failing, -f.level.rank)
    )
    kept = {f.fingerprint for f in order[:most]}
    gone = order[most:]
    counts = [(level, sum(f.level is level and f.suppressed is None for f in gone)) for level in reversed(Severity)]
    parts = [f"{n} of level {level.value}" for level, n in sorted(counts, key=lambda c: -c[0].rank) if n]
    if accepted := sum(f.suppressed is not None for f in gone):
        parts.append(f"{accepted} accepted before")
    notice = f"{most} of {len(order)} findings are reported, the worst first; left out: {', '.join(parts)}"
    return replace(
        report,
        findings=tuple(f for f in report.findings if f.fingerprint in kept),
        notices=(*report.notices, f"{notice} (--max-findings)"),
    )


def _fails(finding: Finding, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    if fail_on in ("error", "warning", "info"):
        return finding.level.rank >= Severity(fail_on).rank
    return fail_on in (finding.rule, RULES[finding.rule].family)
