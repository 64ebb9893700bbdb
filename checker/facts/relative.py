"""Dates counted from the article's own: "on Friday", "last month", "within two weeks", "three years ago"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from checker.facts import when
from checker.facts.stretches import Stretch, add, month_of, part_of, whole, year_of
from checker.model import Bound


def _at(day: date) -> datetime:
    return datetime.combine(day, time())


def relative(item: when.Found, pub: date, future: bool) -> Stretch | None:
    """Return the stretch ``item`` means in an article of day ``pub``; ``future``: the clause looks ahead."""
    m, form, groups = item.match, item.form, item.match.groupdict()
    rel = (groups.get("rel") or "").lower().replace("the ", "").replace("this coming", "coming")
    if form == "weekday":
        return _weekday(item, future, pub, rel)
    if form == "weekend":
        saturday = pub - timedelta(days=(pub.weekday() - 5) % 7)
        if rel in {"next", "coming"} or (future and rel not in {"last", "past"}):
            saturday += timedelta(days=7 if pub.weekday() < 5 or rel == "next" else 0)
        return Stretch(_at(saturday), _at(saturday + timedelta(days=2)), "weekend", relative=True)
    if form in {"ago", "within", "span"}:
        return _counted(item, pub, rel)
    if form == "unit":
        unit = m["unit"].lower()
        if unit in {"day", "decade", "century"} or rel in {"following", "previous"}:
            return None
        step = {"last": -1, "past": -1, "previous": -1, "this": 0}.get(rel, 1)
        stretch = _around(pub, unit, step)
        # "the past year" is the twelve months up to now.
        if rel == "past":
            stretch = Stretch(_at(add(pub, unit, -1)), _at(pub + timedelta(days=1)), unit)
        return Stretch(
            stretch.start, stretch.end, stretch.granularity, approximate=rel in {"past", "coming"}, relative=True
        )
    if form == "endof":
        unit = m["unit"].lower()
        if unit == "decade" or rel == "following":
            return None
        stretch = _around(pub, unit, {"last": -1, "next": 1, "coming": 1}.get(rel, 0))
        part = part_of(stretch, m["edge"])
        return Stretch(part.start, part.end, part.granularity, relative=True)
    if form == "partday":
        day = pub + timedelta(days={"this": 0, "last": -1, "tomorrow": 1, "yesterday": -1}[rel])
        return _daypart(day, m["part"].lower())
    if form == "day":
        if groups["before"]:
            return None
        word = m["day"].lower()
        if word == "overnight":
            return Stretch(
                _at(pub) - timedelta(hours=6),
                _at(pub) + timedelta(hours=10),
                "daypart",
                approximate=True,
                relative=True,
            )
        day = pub + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
        stretch = _daypart(day, "evening") if word == "tonight" else whole(day)
        return Stretch(stretch.start, stretch.end, stretch.granularity, relative=True)
    return None


_PARTS_OF_DAY = {
    "morning": (4, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 30),
    "dawn": (3, 8),
    "daybreak": (3, 8),
    "lunchtime": (11, 15),
    "midday": (11, 14),
    "noon": (12, 13),
    "midnight": (23, 25),
    "dusk": (16, 23),
    "nightfall": (16, 24),
}


def _daypart(day: date, part: str) -> Stretch:
    low, high = _PARTS_OF_DAY[part]
    return Stretch(_at(day) + timedelta(hours=low), _at(day) + timedelta(hours=high), "daypart", relative=True)


def _weekday(item: when.Found, future: bool, pub: date, rel: str) -> Stretch | None:
    m = item.match
    if rel == "following":
        return None
    wanted = when.WEEKDAYS[m["wd"].lower().rstrip(".")]
    second = (m["rel2"] or "").lower()
    if second:
        monday = pub - timedelta(days=pub.weekday())
        day = monday + timedelta(days=wanted + {"last": -7, "this": 0, "next": 7}[second])
    elif m["week"] or rel in {"next", "coming"} or (rel != "last" and future):
        day = pub + timedelta(days=(wanted - pub.weekday()) % 7 or (7 if rel == "next" else 0))
        day += timedelta(days=7 if m["week"] else 0)
    else:
        day = pub - timedelta(days=(pub.weekday() - wanted) % 7 or (7 if rel == "last" else 0))
    edge = (m["edge"] or "").lower()
    if m["into"]:
        back = 1 if m["into"].lower() == "to" else 0
        return Stretch(
            _at(day - timedelta(days=back)) + timedelta(hours=18),
            _at(day - timedelta(days=back)) + timedelta(hours=34),
            "daypart",
            relative=True,
        )
    if m["part"]:
        return _daypart(day, m["part"].lower())
    if edge == "early":
        return Stretch(_at(day), _at(day) + timedelta(hours=10), "daypart", relative=True)
    if edge == "late":
        return Stretch(_at(day) + timedelta(hours=16), _at(day) + timedelta(hours=27), "daypart", relative=True)
    return Stretch(_at(day), _at(day + timedelta(days=1)), "day", relative=True)


def _around(pub: date, unit: str, step: int) -> Stretch:
    if unit == "week":
        start = pub - timedelta(days=pub.weekday()) + timedelta(days=7 * step)
        return Stretch(_at(start), _at(start + timedelta(days=7)), "week")
    if unit == "month":
        start = add(pub.replace(day=1), "month", step)
        return month_of(start.year, start.month)
    if unit == "quarter":
        start = add(date(pub.year, (pub.month - 1) // 3 * 3 + 1, 1), "month", 3 * step)
        return Stretch(_at(start), _at(add(start, "month", 3)), "quarter")
    return year_of(pub.year + step)


def _counted(item: when.Found, pub: date, rel: str) -> Stretch | None:
    m = item.match
    raw = m["n"].lower()
    unit = re.sub(r"s$", "", m["unit"].lower())
    unit = {"night": "day", "centurie": "century"}.get(unit, unit)
    if "few" in raw or "several" in raw or "couple" in raw or raw.startswith("half"):
        return None
    count = float(raw) if raw.isdigit() else when.SMALL.get(raw.split()[0], 0) + (0.5 if "half" in raw else 0)
    if not count or unit == "minute" or count > 400:
        return None
    if unit == "hour":
        count, unit = count / 24, "day"
    past = (item.form == "ago" and m["dir"].lower() == "ago") or rel in {"past", "last"}
    if item.form == "ago" and m["dir"].lower() in {"earlier", "on"}:
        return None  # counted from another event, not from the article's date
    if (
        item.form == "within"
        and not rel
        and not item.match.group().lower().startswith("within")
        and not re.search(r"['’]", m.group())
    ):
        # "in two weeks" may be how long something takes.
        if unit in {"day"} and m["unit"].lower().startswith("hour"):
            return None
        past = False
    sign = -1 if past else 1
    centre = add(pub, unit, sign * count)
    if item.form != "ago" and (rel or m.group().lower().startswith("within")):
        low, high = sorted((pub, centre))
        return Stretch(_at(low), _at(high + timedelta(days=1)), unit, bound=Bound.WITHIN, relative=True)
    # "two years ago" may be any day of that year, "three weeks ago" of that week.
    if unit in {"year", "decade", "century"}:
        stretch = year_of(centre.year)
        return Stretch(
            stretch.start - timedelta(days=92),
            stretch.end + timedelta(days=92),
            "year",
            approximate=True,
            relative=True,
        )
    slack = {"day": 0, "week": 4, "fortnight": 4, "month": 17}[unit]
    if unit == "day" and count > 14:
        slack = 2
    about = slack > 0
    return Stretch(
        _at(centre - timedelta(days=slack)),
        _at(centre + timedelta(days=slack + 1)),
        unit,
        approximate=about,
        relative=True,
    )
