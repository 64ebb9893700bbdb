"""Time expressions -> stretches of the calendar, counted from the article's date where they are relative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checker.facts import when
from checker.facts.relative import relative
from checker.facts.stretches import Stretch, add, month_of, nth_weekday, part_of, season_of, whole, year_of

_CLAUSE = re.compile(r"[;:()—–]|,\s(?:and|but|which|who|while|when)\b")
_FUTURE = re.compile(
    r"\b(?:will|shall|would|to\sbe|(?:is|are|was|were|has|have)\sto\b|next|coming|due|expected"
    r"|expects?|set\s(?:for|to)|plan(?:s|ned)?"
    r"|schedul\w{1,3}|until|till|by|forecast|again|resumes?|begins?|starts?|opens?|comes?|hopes?"
    r"|must|should|can|could|may"
    r"|deadline|ahead\sof|remains?|foreseen|intends?|goes|takes?|expires?|closes?|meets?|votes?"
    r"|ends?|follows?|wants?|falls|runs)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:since|was|were|had|did|ago|earlier|last|been|founded|took|went|came|fell|rose|met|held"
    r"|won|lost|began|became|made|gave|said|left|\w{3,14}ed)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What resolving needs to know beside the words themselves."""

    published: date | None
    text: str
    start: int
    end: int

    @property
    def future(self) -> bool:
        """Tell whether the clause speaks of what is to come."""
        left = self._clause_start()
        clause = self.text[left : self.start]
        ahead, back = None, None
        for match in _FUTURE.finditer(clause):
            ahead = match.start()
        for match in _PAST.finditer(clause):
            # "planned" and "was to" look ahead.
            if not _FUTURE.match(clause, match.start()):
                back = match.start()
        if ahead is None:
            tail = self.text[self.end : self.end + 60]
            return back is None and bool(re.match(r"[^.;]{0,40}\b(?:will|is to|are to)\b", tail))
        return back is None or ahead > back or bool(re.search(r"\b(?:will|must|shall)\b", clause))

    @property
    def past(self) -> bool:
        """Tell whether the clause speaks of what is over."""
        clause = self.text[self._clause_start() : min(len(self.text), self.end + 40)]
        return any(not _FUTURE.match(clause, m.start()) for m in _PAST.finditer(clause))

    def _clause_start(self) -> int:
        low = max(0, self.start - 160)
        last = low
        for match in _CLAUSE.finditer(self.text, low, self.start):
            last = match.end()
        return last


def resolve(item: when.Found, ctx: Context) -> Stretch | None:
    """Return the stretch of time that ``item`` means; ``None`` if it cannot be told or does not exist."""
    m, form = item.match, item.form
    groups = m.groupdict()
    try:
        if form in {"iso", "dotted"}:
            return whole(date(int(m["y"]), int(m["m"]), int(m["d"])))
        if form == "year":
            stretch = year_of(int(m["y"]))
            return part_of(stretch, groups["edgey"]) if groups.get("edgey") else stretch
        if form == "decade":
            return Stretch(datetime(int(m["y"]), 1, 1), datetime(int(m["y"]) + 10, 1, 1), "decade")
        year = int(groups["y"]) if groups.get("y") else None
        if year is None and ctx.published is None:
            return None
        return _calendar(item, ctx, year)
    except (ValueError, OverflowError, IndexError, StopIteration):
        return None  # 31 June, or a date beyond the calendar


def _calendar(item: when.Found, ctx: Context, year: int | None) -> Stretch | None:
    m, form, groups = item.match, item.form, item.match.groupdict()
    pub = ctx.published
    month = when.MONTHS[groups["mo"].lower().rstrip(".")] if groups.get("mo") else None
    if form in {"dmy", "mdy"} and month:
        raw = m["d"].lower()
        day = when.ORDINAL_WORDS.get(raw) or int(re.sub(r"\D", "", raw))
        return whole(date(year or _nearest_year(ctx, month, day), month, day))
    if form == "month" and month:
        if groups["rel"] and pub:
            year = pub.year + {"last": -1, "this": 0, "next": 1}[groups["rel"].lower()]
        elif groups["rel0"] and pub:
            year = _named_month(pub, month, groups["rel0"].lower())
        stretch = month_of(year or _nearest_year(ctx, month, 15), month)
        if groups["edge"]:
            stretch = part_of(stretch, groups["edge"])
        return stretch
    if form == "nthday" and month:
        y = year or _nearest_year(ctx, month, 15)
        return whole(nth_weekday(y, month, when.WEEKDAYS[m["wd"].lower().rstrip(".")], m["nth"].lower()))
    if form == "monthend":
        first = m["edge"].lower() == "first"
        if month is None:
            assert pub is not None
            base = add(pub.replace(day=1), "month", 1 if (groups["this"] or "").lower() == "next" else 0)
        else:
            base = date(year or _nearest_year(ctx, month, 15), month, 1)
        return whole(base if first else add(base, "month", 1) - timedelta(days=1))
    if form == "quarter":
        return _quarter(item, ctx, year)
    if form == "season":
        return _season(item, ctx, year)
    assert pub is not None
    return relative(item, pub, ctx.future)


def _nearest_year(ctx: Context, month: int, day: int) -> int:
    """Return the year that a date without one means: the next when the clause looks ahead, else the nearest."""
    pub = ctx.published
    assert pub is not None
    day = min(day, 28)
    years = [pub.year - 1, pub.year, pub.year + 1, pub.year + 2]
    after = ctx.text[ctx.end : ctx.end + 18].lower()
    if re.match(r"\sof\slast\syear", after):
        return pub.year - 1
    if ctx.future:
        # A month that has begun still counts as coming.
        return next(y for y in years if date(y, month, day) >= pub - timedelta(days=31))
    before = ctx.text[max(0, ctx.start - 8) : ctx.start].lower()
    if re.search(r"\b(?:since|last)\s$", before):
        return next(y for y in reversed(years) if date(y, month, 1) <= pub)
    if ctx.past:
        # A few weeks of grace: "was put off to June" looks ahead.
        return next(y for y in reversed(years) if date(y, month, day) <= pub + timedelta(days=45))
    return min(years, key=lambda y: abs((date(y, month, day) - pub).days))


def _named_month(pub: date, month: int, rel: str) -> int:
    """Return the year of "last March" (the latest one over) or "next March" (the first one to come)."""
    if rel == "this":
        return pub.year
    if rel == "last":
        return pub.year if month < pub.month else pub.year - 1
    return pub.year if month > pub.month else pub.year + 1


def _quarter(item: when.Found, ctx: Context, year: int | None) -> Stretch | None:
    m, pub = item.match, ctx.published
    half = m["kind"].lower() == "half"
    count = 2 if half else 4
    q = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": count, "final": count}[m["q"].lower()]
    if q > count:
        return None
    if year is None:
        assert pub is not None
        named = {"last": -1, "this": 0, "next": 1}.get((m["yrel"] or "").lower())
        if named is not None:
            year = pub.year + named
        else:
            size = 12 // count
            end = date(pub.year, (q - 1) * size + 1, 1)
            year = pub.year
            if ctx.future and add(end, "month", size) < pub:
                year += 1
            elif not ctx.future and end > pub:
                year -= 1
    size = 12 // count
    start = date(year, (q - 1) * size + 1, 1)
    return Stretch(_at(start), _at(add(start, "month", size)), "quarter", relative=m["y"] is None)


def _season(item: when.Found, ctx: Context, year: int | None) -> Stretch | None:
    m, pub = item.match, ctx.published
    name = m["s"].lower()
    if year is not None:
        return season_of(year, name)
    assert pub is not None
    rel = (m["rel"] or "").lower().replace("the ", "")
    yrel = (m["yrel"] or "").lower()
    if yrel:
        stretch = season_of(pub.year + {"last": -1, "this": 0, "next": 1}[yrel], name)
    else:
        options = [season_of(pub.year + d, name) for d in (-2, -1, 0, 1, 2)]
        now = _at(pub)
        if rel in {"last", "past"}:
            stretch = [s for s in options if s.start + timedelta(days=60) <= now][-1]
        elif rel in {"next", "coming"} or ctx.future:
            stretch = next(s for s in options if s.start >= now - timedelta(days=45))
        else:
            stretch = min(options, key=lambda s: abs((s.start - now).days + 75))
    return Stretch(stretch.start, stretch.end, "season", approximate=True, relative=True)


def _at(day: date) -> datetime:
    return datetime.combine(day, time())
