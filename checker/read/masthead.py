"""What the first lines of a text say about it: outlet, headline, date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from checker.read.datelines import WEEKDAY, Dateline, Day, dateline, days
from checker.read.lines import Line, full, lines, outlet, person, role, wrap_width

FIRST_LINES = 9
"""A masthead is over by then: outlet, headline, deck, byline, dates."""

_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\Z")
_TWO_SENTENCES = re.compile(r"[a-z]{3}[.?!][\"'”’]? [A-Z\"“'‘]")
_LATER = re.compile(r"\b(?:updated|modified|last update)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the masthead and what it is."""

    line: Line
    role: str
    """``headline``, ``deck``, ``date``, ``byline``, ``update``, ``outlet``, ``furniture``."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the first sentence of the story, and in its dateline."""

    entries: tuple[Entry, ...] = ()
    source: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: date | None = None
    published_from: str | None = None
    day: tuple[int, int] | None = None
    """Month and day, where the text gives them without a year."""


def masthead(text: str) -> Masthead:
    """Read the first lines of a text."""
    rows = list(lines(text))
    entries, body = _entries(text, rows[: FIRST_LINES + 1], wrap_width(text, rows))
    opening = dateline(text[body.start : min(body.end, body.start + 400)]) if body else None
    source = next((_outlet_name(e.line.of(text)) for e in entries if e.role == "outlet"), None)
    source = source or (opening.agency if opening else None) or _outlet_of_date(text, entries)
    headline = next((_plain(e.line.of(text)) for e in entries if e.role == "headline"), None)
    byline = next((e.line.of(text) for e in entries if e.role == "byline"), None)
    dates = [(e.line.of(text), d) for e in entries if e.role in ("date", "byline") for d in days(e.line.of(text))[:1]]
    dates.sort(key=lambda found: _LATER.search(found[0]) is not None)
    published, origin, day = _published(text, dates, opening)
    return Masthead(tuple(entries), source, headline, byline, published, origin, day)


def _entries(text: str, first: list[Line], width: int) -> tuple[list[Entry], Line | None]:
    """Split the first lines into those of the masthead and the first line of the story."""
    entries: list[Entry] = []
    for n, line in enumerate(first):
        words = line.of(text)
        kind = role(words)
        following = first[n + 1] if n + 1 < len(first) else None
        if kind is None and (_is_body(words, line, following) or (width and _wraps(text, line, following, width))):
            return entries, line
        if kind is None:
            kind = _kind(words, entries, n + 1 < len(first))
        entries.append(Entry(line, kind))
    return [e for e in entries if e.role != "deck"], None


def _kind(words: str, entries: list[Entry], more: bool) -> str:
    if outlet(words) and more:
        return "outlet"
    if any(e.role == "headline" for e in entries):
        return "byline" if person(words) else "deck"
    return "headline"


def _is_body(words: str, line: Line, following: Line | None) -> bool:
    """Tell a line of the story from one of the masthead: it is long, ends as a sentence, or carries a dateline."""
    if len(words) > 200 or dateline(words) is not None or words.endswith(":"):
        return True
    if line.gap and len(words) > 60 and _TWO_SENTENCES.search(words):
        return True
    if following is None:
        return _SENTENCE_END.search(words) is not None
    if _SENTENCE_END.search(words) is None:
        return False
    # `Who is to blame?` over a story is a headline; a full stop ends a sentence, save in "U.S." and the like.
    return (
        not (len(words) < 90 and (words[-1] in "?!" or re.search(r"\b(?:[A-Z]\.){2,}\Z", words))) or line.gap is False
    )


def _wraps(text: str, line: Line, following: Line | None, width: int) -> bool:
    """Tell whether a line is the first of a hard-wrapped paragraph."""
    return following is not None and not following.gap and full(text, line, following, width)


def _plain(headline: str) -> str:
    return headline.strip("#*_ ").strip()


def _outlet_name(line: str) -> str:
    line = line.split("|", maxsplit=1)[0].split(" - ", maxsplit=1)[0]
    return re.sub(r"\s*\(.*?\)\s*", " ", line).strip().rstrip(",").strip()


def _outlet_of_date(text: str, entries: list[Entry]) -> str | None:
    """Take the outlet from a line such as ``The Brod Messenger, Friday, 23 May 2031``."""
    for e in entries:
        if e.role != "date":
            continue
        line = e.line.of(text)
        for piece in re.split(r"[,|]| - ", line):
            words = piece.strip()
            if words and not days(words) and outlet(WEEKDAY.sub("", words).strip()):
                return WEEKDAY.sub("", words).strip()
    return None


def _published(
    text: str, dates: list[tuple[str, Day]], opening: Dateline | None
) -> tuple[date | None, str | None, tuple[int, int] | None]:
    """Choose the date of publication: a header before the dateline, one with a year before one without."""
    found = [(d, "header", line) for line, d in dates]
    if opening is not None and opening.day is not None:
        found.append((opening.day, "header" if opening.header else "dateline", ""))
    for d, origin, _ in found:
        if d.year is not None and (whole := _date(d.year, d.month, d.day)):
            return whole, origin, None
    for d, origin, context in found:
        year = _year(text, d, context)
        if year is not None and (whole := _date(year, d.month, d.day)):
            return whole, origin, None
    return None, None, (found[0][0].month, found[0][0].day) if found else None


def _year(text: str, day: Day, line: str) -> int | None:
    """Return the year where the text settles it: the same day with its year, or a weekday that fits one year named."""
    whole = {d.year for d in days(text[:20_000]) if d.year and (d.month, d.day) == (day.month, day.day)}
    if len(whole) == 1:
        return whole.pop()
    weekday = WEEKDAY.search(line)
    if weekday:
        wanted = _WEEKDAYS.index(weekday[0][:3].lower())
        named = {int(y) for y in _YEAR.findall(text[:20_000])}
        fits = {y for y in named if (d := _date(y, day.month, day.day)) is not None and d.weekday() == wanted}
        if len(fits) == 1:
            return fits.pop()
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_near(month: int, day: int, near: date) -> date:
    """Return the day of that month that lies nearest to a known date."""
    found = [d for y in (near.year - 1, near.year, near.year + 1) if (d := _date(y, month, day))]
    return min(found, key=lambda d: abs((d - near).days)) if found else near
