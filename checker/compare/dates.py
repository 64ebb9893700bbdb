"""Compare the dates that two statements give for the same event.

Levels
    same        the two dates or periods are equal, however they are written: “on Friday” and “27 September”
    compatible  one lies within the other (date-precision), or the day is the same but the limit is not:
                by, on, until, at least until, from (date-bound)
    conflict    the two cannot both hold: “on 3 March” and “on 27 February” (date-conflict)

Not judged
    dates of different events, dates that say when somebody spoke, relative dates of an undated article, weekdays
    that may be counted from another week, times of day a few minutes or a night apart, and a date for which the other
    source gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from checker.compare.slots import Slot, apart_in_name, apart_in_place, elsewhere, of_reporting, other_step, phrase, slot
from checker.model import Alignment, Article, Bound, Comparison, DateFact, Kind, Level, Statement

NAME = "dates"

_MOST = 12
"""Dates looked at in one statement: a timetable read as one sentence says nothing that can be set side by side."""
_WEEKS = tuple(timedelta(days=d) for d in (-7, 7))
_DAY_NAME = re.compile(r"Mon|Tue|Wed|Thu|Fri|Sat|Sun")
_ENDS = frozenset({Bound.BY, Bound.UNTIL, Bound.AT_LEAST_UNTIL, Bound.BEFORE, Bound.WITHIN})
_STARTS = frozenset({Bound.FROM, Bound.AFTER})
_FINE = frozenset({"minute", "hour", "daypart", "day"})
_COARSE = frozenset({"season", "quarter", "decade"})
# Pairs of limits whose difference a reader must know; "until" beside "by" is one deadline in two wordings.
_MATTERS = frozenset(
    {
        frozenset({Bound.ON, Bound.BY}),
        frozenset({Bound.ON, Bound.AT_LEAST_UNTIL}),
        frozenset({Bound.UNTIL, Bound.AT_LEAST_UNTIL}),
        frozenset({Bound.BY, Bound.AT_LEAST_UNTIL}),
        frozenset({Bound.BY, Bound.FROM}),
        frozenset({Bound.UNTIL, Bound.FROM}),
        frozenset({Bound.BEFORE, Bound.FROM}),
        frozenset({Bound.ON, Bound.BEFORE}),
        frozenset({Bound.ON, Bound.AFTER}),
    }
)


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield what the dates of the two statements say of each other."""
    if Kind.DATELINE in {pair.left.kind, pair.right.kind}:
        return
    left, right = _usable(pair.left), _usable(pair.right)
    matched = {(i, j) for i, a in enumerate(left) for j, b in enumerate(right) if _meets(pair, a, b)}
    taken: set[tuple[str, int]] = set()
    for i, j in sorted(matched, key=lambda ij: (-_fit(left[ij[0]], right[ij[1]]), ij)):
        if ("l", i) in taken or ("r", j) in taken:
            continue
        around = slot(pair, left[i].span, right[j].span)
        if found := _meeting(pair, left[i], right[j], around, len(left), len(right)):
            taken |= {("l", i), ("r", j)}
            yield found
    met = ({i for i, _ in matched}, {j for _, j in matched})
    apart = False
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if i in met[0] or j in met[1] or not _apart(a, b) or _another_year(pair, a, b):
                continue
            around = slot(pair, a.span, b.span)
            if not _same_slot(a, b, around, len(left), len(right)):
                continue
            gate = _gate(pair, a, b)
            apart = True
            yield Comparison(
                NAME,
                Level.CONFLICT,
                "date-conflict",
                a.span,
                b.span,
                phrase(pair.left, a.span, 22, 8),
                phrase(pair.right, b.span, 22, 8),
                gate=gate,
            )

    if not apart and not matched and len(left) == len(right) == 1:
        yield from _hint(pair, left[0], right[0])


def _hint(pair: Alignment, a: DateFact, b: DateFact) -> Iterator[Comparison]:
    """Set the one date of each statement against the other's; a start ("from 28 October") is a point like any other."""
    one, other = (replace(d, bound=Bound.ON) if d.bound in _STARTS else d for d in (a, b))
    kinds = {a.granularity, b.granularity}
    if not _apart(one, other) or _another_year(pair, a, b) or ("year" in kinds) != (kinds == {"year"}):
        return
    if not elsewhere(pair.left, a.span) and not elsewhere(pair.right, b.span):
        says = (phrase(pair.left, a.span, 22, 8), phrase(pair.right, b.span, 22, 8))
        yield Comparison(NAME, Level.CONFLICT, "date-conflict", a.span, b.span, *says, hint=True)


def _usable(statement: Statement) -> list[DateFact]:
    return [d for d in statement.facts.dates[:_MOST] if not of_reporting(statement, d.span)]


def _touch(a: DateFact, b: DateFact) -> bool:
    return a.start < b.end and b.start < a.end


def _meets(pair: Alignment, a: DateFact, b: DateFact) -> bool:
    """Tell whether two dates overlap; "on Saturday" in both is one Saturday, whichever week each was counted to."""
    if _touch(a, b):
        return True
    if not (a.relative and b.relative and _weekday(pair.left, a) == _weekday(pair.right, b) is not None):
        return False
    return any(_touch(a, replace(b, start=b.start + s, end=b.end + s)) for s in _WEEKS)


def _weekday(statement: Statement, fact: DateFact) -> str | None:
    start = fact.span.start - statement.span.start
    match = _DAY_NAME.search(statement.text, start, start + fact.span.end - fact.span.start)
    return match.group() if match else None


def _another_year(pair: Alignment, a: DateFact, b: DateFact) -> bool:
    """Tell whether only the year, which one of the two does not write, keeps the dates apart."""
    for fact, other, statement in ((a, b, pair.left), (b, a, pair.right)):
        written = statement.text[fact.span.start - statement.span.start : fact.span.end - statement.span.start]
        if fact.granularity not in {"day", "month"} or re.search(r"\d{4}", written):
            continue
        for step in (-1, 1):
            start, end = _moved(fact.start, step), _moved(fact.end, step)
            if start < other.end and other.start < end:
                return True
    return False


def _moved(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years, day=min(moment.day, 28))


def _fit(a: DateFact, b: DateFact) -> float:
    """Return how well two stretches cover each other, 0..1."""
    both = (min(a.end, b.end) - max(a.start, b.start)).total_seconds()
    return both / max(1.0, (max(a.end, b.end) - min(a.start, b.start)).total_seconds())


def _meeting(
    pair: Alignment, a: DateFact, b: DateFact, around: Slot, count_left: int, count_right: int
) -> Comparison | None:
    says = (phrase(pair.left, a.span, 22, 8), phrase(pair.right, b.span, 22, 8))
    if _over(a, pair.left_article) or _over(b, pair.right_article):
        pass  # "by last night, 40 had been treated" sets no deadline
    elif a.bound is not b.bound and frozenset({a.bound, b.bound}) in _MATTERS and _same_edge(a, b):
        # A limit is a weak sign by itself: the clauses must tell the same thing, not share one verb.
        close = around.near >= 1 and (around.near >= 2 or around.wide_share >= 0.2)
        close = close or (count_left == count_right == 1 and around.wide >= 1 and around.wide_share >= 0.2)
        if not close or a.granularity in _COARSE or b.granularity in _COARSE:
            return None
        return Comparison(NAME, Level.COMPATIBLE, "date-bound", a.span, b.span, *says)
    if (a.start, a.end) == (b.start, b.end) or (a.end - a.start == b.end - b.start and not _touch(a, b)):
        return Comparison(NAME, Level.SAME, None, a.span, b.span, *says)
    if _fit(a, b) >= 0.95 or (
        a.granularity == b.granularity and a.relative != b.relative and (a.approximate or b.approximate)
    ):
        # "Four years ago" and "in 2029" are one date in two forms.
        return Comparison(NAME, Level.SAME, None, a.span, b.span, *says)
    if not around.near and around.wide < 2 and not (count_left == count_right == 1):
        return None
    return Comparison(NAME, Level.COMPATIBLE, "date-precision", a.span, b.span, *says)


def _over(fact: DateFact, article: Article) -> bool:
    return article.published is not None and fact.bound is Bound.BY and fact.end.date() <= article.published


def _same_edge(a: DateFact, b: DateFact) -> bool:
    """Tell whether both limits stand at about the same day: "30 June" and "the end of June"."""
    size = min(a.end - a.start, b.end - b.start)
    return size <= timedelta(days=31) and max(a.end - a.start, b.end - b.start) <= timedelta(days=32)


def _apart(a: DateFact, b: DateFact) -> bool:
    """Tell whether the two stretches, read with their limits, exclude each other."""
    slack = timedelta(0)
    if a.relative or b.relative or a.granularity != "day" or b.granularity != "day":
        # Overnight events, time zones, "late Monday" against "early Tuesday".
        slack = timedelta(days=1)
    for fact in (a, b):
        if fact.approximate:
            slack = max(slack, (fact.end - fact.start) / 2)
    if {a.granularity, b.granularity} & {"minute", "hour"}:
        return False  # minutes are told differently by every witness, and their day is often the article's
    if (a.granularity in _FINE and b.granularity not in _FINE and a.relative) or (
        b.granularity in _FINE and a.granularity not in _FINE and b.relative
    ):
        return False  # the news of the day, and another month: two events
    if (a.granularity in _FINE and b.granularity in _COARSE) or (b.granularity in _FINE and a.granularity in _COARSE):
        return False
    # "On Monday" in two articles of different weeks is one Monday.
    if a.relative and b.relative and abs((a.start - b.start).days) % 7 == 0 and a.granularity in _FINE:
        return False
    if a.start > b.start:
        a, b = b, a
    if a.bound in _STARTS and b.bound not in _STARTS:
        return False  # from March on holds for May
    if b.bound in _ENDS and a.bound not in _ENDS:
        return False  # done on Monday is done by Friday
    gap = b.start - a.end
    return gap >= slack and not (a.bound is Bound.AT_LEAST_UNTIL or a.bound is Bound.WITHIN or b.bound is Bound.WITHIN)


def _same_slot(a: DateFact, b: DateFact, around: Slot, count_left: int, count_right: int) -> bool:
    kinds = {a.granularity, b.granularity}
    if "decade" in kinds or (kinds & _COARSE and a.granularity != b.granularity and not kinds & {"year"}):
        return around.near >= 2 and around.share >= 0.5 and not kinds & {"decade"}
    if ("year" in kinds) != (kinds == {"year"}):
        return False  # a day of this year and another year: two events
    alone = count_left == count_right == 1
    if not around.plain:
        return False
    if around.near >= 2:
        return around.share >= 0.34
    return around.near == 1 and around.share >= 0.5 and alone


def _gate(pair: Alignment, a: DateFact, b: DateFact) -> str | None:
    """Name the gate: what has happened for one source and is to come for the other is not one event."""
    if other_step(pair, a.span, b.span) or apart_in_name(pair):
        return "other-subject"
    if apart_in_place(pair):
        return "other-place"
    if elsewhere(pair.left, a.span) != elsewhere(pair.right, b.span) and {a.granularity, b.granularity} != {"year"}:
        return "other-time"
    past = []
    for fact, article in ((a, pair.left_article), (b, pair.right_article)):
        if article.published is None:
            continue
        past.append(fact.end.date() <= article.published)
    if len(past) == 2 and past[0] != past[1]:
        return "other-time"
    if (
        {a.bound, b.bound} & _STARTS
        and {a.bound, b.bound} & {Bound.ON, Bound.UNTIL}
        and a.bound is not b.bound
        and past
        and all(past)
    ):
        return "other-time"
    return None
