"""Stretches of the calendar: days, months, quarters, seasons, and the parts "early", "mid", "the end of"."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checker.model import Bound


@dataclass(frozen=True, slots=True)
class Stretch:
    """A resolved stretch of time ``[start, end)``."""

    start: datetime
    end: datetime
    granularity: str
    approximate: bool = False
    relative: bool = False
    bound: Bound | None = None
    """The bound the words carry themselves (``within the next 12 months``)."""


def _at(day: date) -> datetime:
    return datetime.combine(day, time())


def whole(day: date) -> Stretch:
    """Return one whole day."""
    return Stretch(_at(day), _at(day) + timedelta(days=1), "day")


def month_of(year: int, month: int) -> Stretch:
    """Return a whole month."""
    start = date(year, month, 1)
    return Stretch(_at(start), _at(add(start, "month", 1)), "month")


def year_of(year: int) -> Stretch:
    """Return a whole year."""
    return Stretch(datetime(year, 1, 1), datetime(year + 1, 1, 1), "year")


def season_of(year: int, name: str) -> Stretch:
    """Return a season of the northern year, a month wider at both ends.

    Newsrooms mean the weather, the school year or the southern half of the globe, so the edges are no evidence.
    """
    first = {"spring": 2, "summer": 5, "autumn": 8, "fall": 8, "winter": 11}[name]
    start = date(year, first, 1)
    return Stretch(_at(start), _at(add(start, "month", 5)), "season", approximate=True)


def add(day: date, unit: str, count: float) -> date:
    """Return ``day`` moved by ``count`` units, on the last day of the month where the day does not exist."""
    if unit in {"day", "week", "fortnight"}:
        return day + timedelta(days=round(count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
    months = round(count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def nth_weekday(year: int, month: int, weekday: int, which: str) -> date:
    """Return the first, second, third, fourth or last such weekday of a month."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    if which == "last":
        while (day + timedelta(days=7)).month == month:
            day += timedelta(days=7)
        return day
    return day + timedelta(days=7 * ["first", "second", "third", "fourth"].index(which))


# Share of the whole at which a part begins and ends: "early March" reaches to the 12th or so.
_SHARES = {
    "early": (0.0, 0.4), "beginning": (0.0, 0.35), "start": (0.0, 0.25), "turn": (0.0, 0.25), "mid": (0.3, 0.7),
    "middle": (0.3, 0.7), "late": (0.6, 1.0), "end": (0.7, 1.0), "close": (0.7, 1.0), "first half": (0.0, 0.5),
    "second half": (0.5, 1.0), "first quarter": (0.0, 0.25), "last quarter": (0.75, 1.0), "first day": (0.0, 0.12),
    "first days": (0.0, 0.2), "last day": (0.9, 1.0), "last days": (0.8, 1.0), "first week": (0.0, 0.27),
    "last week": (0.73, 1.0),
}  # fmt: skip


def part_of(stretch: Stretch, edge: str) -> Stretch:
    """Return the part of a stretch that "early", "the end of" and the like cut out, in whole days."""
    low, high = _SHARES[" ".join(edge.lower().split())]
    days = (stretch.end - stretch.start).days
    start = stretch.start + timedelta(days=int(days * low))
    end = stretch.end if high == 1.0 else stretch.start + timedelta(days=max(1, round(days * high)))
    halves = "half" in edge or "quarter" in edge
    return Stretch(start, end, stretch.granularity if not halves else "quarter", approximate=not halves)
