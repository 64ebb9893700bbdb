"""Statement -> typed facts, each with its span."""

from __future__ import annotations

from dataclasses import replace

from checker.facts import cues, dates, names, quantities
from checker.model import Article, Facts, Statement


def extract(statement: Statement, article: Article) -> Statement:
    """Return the statement with its facts; spans are offsets into ``article.text``."""
    facts = Facts(
        dates=dates.extract(statement, article),
        quantities=quantities.extract(statement, article),
        names=names.extract(statement, article),
        cues=cues.extract(statement, article),
    )
    return replace(statement, facts=facts)
