"""Cross-source consistency checker for news: what several sources tell of one event, compared.

from checker import check
report = check("a.txt", "b.txt")
for finding in report.findings:
    print(finding.level, finding.rule, finding.message)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.errors import CheckError
from checker.model import Article, Finding, Report

if TYPE_CHECKING:
    from datetime import date

__version__ = "0.1.0"
__all__ = ["Article", "CheckError", "Finding", "Report", "__version__", "check", "read_article"]


def check(*articles: str | Article, **options: Any) -> Report:
    """Compare two articles or more, each a path or an ``Article`` from ``read_article``.

    ``options`` are the fields of ``checker.config.Config``: ``judge="none"``, ``as_of=date(2024, 9, 27)`` ...
    Raises ``CheckError`` where there is nothing to compare, with the reason and the next step.
    """
    # Models and numpy load only when something is compared: `check --help` must not wait for them.
    from checker.config import Config  # noqa: PLC0415
    from checker.pipeline import check_articles, run  # noqa: PLC0415

    config = Config(**options)
    if all(isinstance(a, str) for a in articles):
        return run([a for a in articles if isinstance(a, str)], config)
    opened = [
        replace(a, id=f"a{n}") if isinstance(a, Article) else read_article(a, id=f"a{n}")
        for n, a in enumerate(articles, 1)
    ]
    return check_articles(opened, config)


def read_article(path: str, *, text: str | None = None, id: str = "a1", as_of: date | None = None) -> Article:
    """Read an article from a file, or from ``text`` under the name ``path``; raises ``CheckError`` if it is none."""
    from checker.read import read  # noqa: PLC0415

    data = text.encode("utf-8", "surrogatepass") if text is not None else None
    return read(path, id=id, data=data, as_of=as_of)
