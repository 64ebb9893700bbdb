"""For users' own test suites: ``assert_consistent("a.txt", "b.txt")`` fails with the findings as its message."""

from __future__ import annotations

from collections.abc import Sequence

from checker.gate import at_gate, gate, known
from checker.model import Article, Report


def assert_consistent(
    *texts_or_paths: str | Article, fail_on: str = "error", ignore: Sequence[str] = (), **options: object
) -> Report:
    """Compare the articles and raise ``AssertionError`` with the findings at or above the gate.

    Takes what ``checker.check`` takes, and its options; returns the report, so that a test can look closer. Raises
    ``CheckError`` where the articles cannot be compared: that is a broken test, and never a consistent one. An article
    that was skipped fails the assertion, too.
    """
    from checker import check  # noqa: PLC0415  # the package imports this module's neighbours
    from checker.report import REPORTERS, Style  # noqa: PLC0415

    known(tuple(ignore), "ignore")
    report: Report = check(*texts_or_paths, ignore=tuple(ignore), fail_on=gate(fail_on), **options)
    found = at_gate(report, fail_on)
    if found or report.skipped:
        what = f"{len(found)} findings at or above {fail_on!r}" if found else "not all articles were compared"
        raise AssertionError(f"{what}\n\n{REPORTERS['terminal'](report, Style())}")
    return report
