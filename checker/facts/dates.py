"""Find and resolve the dates a statement gives, as intervals with a bound.

Relative dates ("on Friday", "last month") are counted from the article's date; without it they give no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from checker.facts import when
from checker.facts.bounds import bound_of
from checker.facts.clocks import minutes
from checker.facts.resolve import Context, resolve
from checker.facts.stretches import Stretch
from checker.model import Article, Bound, DateFact, Span, Statement

_APPROX = re.compile(
    r"\b(?:about|around|roughly|approximately|shortly|some\stime|near|towards?|nearly|almost)\s(?:the\s)?$", re.I
)
_NIGHT_TO = re.compile(r"\bnight\sfrom\s\w{6,9}\sto\s$", re.I)


def extract(statement: Statement, article: Article) -> tuple[DateFact, ...]:
    """Return the dates of one statement in order; spans are offsets into the article's text."""
    text = statement.text
    found = when.find(text)
    facts: list[DateFact] = []
    previous: when.Found | None = None
    day: Stretch | None = None
    clocks: list[when.Found] = []
    for item in found:
        if item.form == "clock":
            clocks.append(item)
            continue
        if (
            item.form == "weekday"
            and previous is not None
            and _NIGHT_TO.search(text[max(0, item.start - 30) : item.start])
        ):
            continue  # the Saturday of "the night from Friday to Saturday"
        stretch = resolve(item, Context(article.published, text, item.start, item.end))
        if stretch is None:
            previous = item
            continue
        bound = bound_of(text, item, previous)
        if stretch.granularity in {"day", "daypart"} and (day is None or not day.relative):
            day = stretch
        facts.append(
            DateFact(
                Span(statement.span.start + item.start, statement.span.start + item.end),
                stretch.start,
                stretch.end,
                stretch.granularity,
                stretch.bound or bound,
                stretch.approximate or bool(_APPROX.search(text[max(0, item.start - 20) : item.start])),
                stretch.relative,
            )
        )
        previous = item
    facts.extend(_clock_facts(statement, article, clocks, day))
    return tuple(sorted(facts, key=lambda f: f.span))


def _clock_facts(
    statement: Statement, article: Article, clocks: list[when.Found], day: Stretch | None
) -> Iterator[DateFact]:
    for item in clocks:
        clock = minutes(item, statement.text)
        base = day.start.date() if day else article.published
        if clock is None or base is None:
            continue
        minute, rough = clock
        start = datetime.combine(base, time()) + timedelta(minutes=minute)
        about = (item.match["about"] or "").lower()
        bound = (
            Bound.BEFORE
            if about == "before"
            else Bound.AFTER
            if about == "after"
            else bound_of(statement.text, item, None)
        )
        yield DateFact(
            Span(statement.span.start + item.start, statement.span.start + item.end),
            start,
            start + timedelta(minutes=60 if rough else 1),
            "hour" if rough else "minute",
            bound,
            bool(about) and about not in {"before", "after"},
            day is None or day.relative,
        )
