"""The lines of a text and what single lines are for: dates, bylines, update notes, outlet names, page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.read.datelines import TIME, WEEKDAY, days
from checker.read.wordlists import words

# \x85 and the separators of Unicode end lines for Python, and for few editors; they are left inside a line.
_LINE = re.compile(r"[^\r\n]+")


class Line(NamedTuple):
    """One line without the white space around it."""

    start: int
    end: int
    gap: bool
    """A blank line, or the start of the text, stands before it."""

    def of(self, text: str) -> str:
        """Return the line's words."""
        return text[self.start : self.end]


def lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold something."""
    last = 0
    for m in _LINE.finditer(text):
        raw = m[0]
        body = raw.strip()
        if not body or body == "\ufeff":
            continue
        start = m.start() + len(raw) - len(raw.lstrip())
        between = text[last:start]
        yield Line(
            start,
            start + len(body),
            last == 0 or between.count("\n") > 1 or between.count("\r") > 1 + between.count("\n"),
        )
        last = start + len(body)


WIDEST_WRAP = 120
"""Hard-wrapped text is narrower than this; longer lines are paragraphs."""

_FIRST_WORD = re.compile(r"\S+")


def wrap_width(text: str, rows: list[Line]) -> int:
    """Return the width a text is wrapped at, or 0: then every line is a paragraph."""
    widest = max((r.end - r.start for r in rows), default=0)
    if widest > WIDEST_WRAP or widest < 40:
        return 0
    joints = [(a, b) for a, b in pairwise(rows) if not b.gap]
    filled = sum(full(text, a, b, widest) for a, b in joints)
    return widest if filled >= 2 and filled >= 0.5 * len(joints) else 0


def full(text: str, line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this one."""
    first = _FIRST_WORD.match(text, following.start)
    return line.end - line.start + 1 + (len(first[0]) if first else 0) > width - 6


_UPDATE = re.compile(
    r"\((?:Adds?|Updates?|Updated|Corrects?|Recasts?|Writes? through|Writethru|Repeats?|Refiles?|Rewrites?"
    r"|Removes?|Includes?|New"
    r" throughout|Changes?|Clarifies|Fixes)\b[^()]{0,300}\)\.?\Z"
)
_UPDATED = re.compile(
    r"(?:This (?:page|story|article) (?:was|has been) )?(?:last |first )?(?:updated|published|posted"
    r"|modified)\b[^.]{0,80}\.?\Z",
    re.I,
)
_BYLINE = re.compile(
    r"(?:By|From|Reporting by|Editing by|Written by|Words by|Text:|Story by"
    r"|Report by)\b[: ]+(?P<who>[^.!?\n]{3,90})\.?\Z",
    re.I,
)
_BYLINE_WORDS = re.compile(
    r"\b(?:correspondents?|reporters?|staff|writers?|editors?|desk|envoy|team|agencies|newsroom|bureau|journalist)\b",
    re.I,
)
_NAME = r"(?:Mc|Mac|O['’]|De |de |van |von )?[A-ZÀ-ÖØ-Þ][\w'’.-]+"
_NAMES = re.compile(rf"{_NAME}(?: {_NAME}){{1,3}}(?:(?:,| and|,? in| &) {_NAME}(?: {_NAME}){{0,3}}){{0,3}}\Z")
_ROLE = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}}, [\w' -]{{0,40}}\b(?:correspondent|reporter|editor|writer|staff"
    rf"|columnist)\b[\w' ]{{0,30}}\Z",
    re.I,
)
_HEADER_WORD = re.compile(
    r"(?i:\b(?:(?:first |last )?(?:date|dated|published|updated|posted|created|modified|last update"
    r"|issued)\b(?: on| at)?:?))"
)
_FURNITURE = re.compile(
    r"(?:advertisement|sponsored|story continued below|continue reading.{0,60}|read more.{0,80}|related:?.{0,80}"
    r"|share this.{0,40}"
    r"|sign up .{0,80}|subscribe.{0,60}|this article is more than .{1,30} old|click here.{0,60}|image(?: caption)?"
    r"|media caption.{0,80}"
    r"|photo(?:graph)?s?: .{0,80}|\(\s?photos?:.{0,80}\)|video: .{0,60}|see also:?.{0,80}|.{0,120} read more"
    r"|-+ ?30 ?-+|ends|###+"
    r"|\(?(?:c|©).{0,10} ?copyright.{0,60}|copyright .{0,60}|all rights reserved\.?)\Z",
    re.I,
)
_OUTLET = re.compile(
    r"\b(?:Post|Times|News|Radio|TV|Television|Online|Herald|Tribune|Gazette|Courier|Daily|Weekly|Mercury|Beacon"
    r"|Messenger|Echo"
    r"|Telegraph|Telegraf|Tidings|Chronicle|Observer|Guardian|Mail|Star|Sun|Mirror|Standard|Journal|Review"
    r"|Bulletin|Dispatch|Press"
    r"|Wire|Newswire|Agency|Broadcasting|Channel|Kurier|Zeitung|Dagblad|Argus|Examiner|Advertiser|Sentinel"
    r"|Independent|Record"
    r"|Express|Evening|Morning|Magazine|FM)\b"
)
_CONNECTORS = words("of the and de la for in our from an & a im el del di do")


def role(line: str) -> str | None:
    """Tell what a line is for: ``date``, ``update``, ``byline``, ``furniture``; ``None`` for the story's own."""
    if len(line) > 160:
        return None
    if _UPDATE.match(line):
        return "update"
    if _FURNITURE.match(line):
        return "furniture"
    if dated(line) or _UPDATED.match(line):
        return "date"
    byline = _BYLINE.match(line)
    if byline and (
        _BYLINE_WORDS.search(byline["who"])
        or (_NAMES.match(byline["who"].split(",")[0].strip()) and _no_claim(byline["who"]))
    ):
        return "byline"
    if _ROLE.match(line):
        return "byline"
    return None


def _no_claim(who: str) -> bool:
    """A byline holds names, a place, a date, and no lower-case word but connectors."""
    return all(w[:1].isupper() or w[:1].isdigit() or w in _CONNECTORS for w in re.findall(r"[\w'’.-]+", who))


def dated(line: str) -> bool:
    """Tell whether a line is a date, alone or with a place, an outlet or ``Updated``."""
    rest, hits = line, 0
    for d in reversed(days(line)):
        rest = rest[: d.start] + " , " + rest[d.end :]
        hits += 1
    without = TIME.sub(" , ", WEEKDAY.sub(" , ", rest))
    header = _HEADER_WORD.match(line)
    hits += header is not None and without != line
    desk = WEEKDAY.search(line) is not None and re.search(r"\bdesk\b|\|", line) is not None
    if not hits and not desk and not (WEEKDAY.match(line) and not re.search(r"[^\W\d]", without)):
        return False
    without = _HEADER_WORD.sub(" ", without)
    words = re.findall(r"[\w'’&.-]*[^\W_][\w'’&.-]*", without)
    if len(words) > 7 or (line.endswith((".", "?", "!")) and len(words) > 2):
        return False
    return all(
        w[:1].isupper() or w in _CONNECTORS or w in {"envoy", "desk", "correspondent", "translated"} for w in words
    )


def outlet(line: str) -> bool:
    """Tell whether a line in the masthead is an outlet's name: ``Channel Nord News, Elversund``."""
    words = re.findall(r"[\w'’&-]+", line)
    if not words or len(words) > 7 or line.endswith((".", "?", "!")) or ":" in line:
        return False
    bare = re.sub(r"\([^()]*\)", "", line)
    words = re.findall(r"[\w'’&-]+", bare)
    return bool(_OUTLET.search(bare)) and all(w[:1].isupper() or w in _CONNECTORS for w in words)


def person(line: str) -> bool:
    """Tell whether a line is nothing but a person's name, as a byline without ``By``."""
    return len(line.split()) <= 4 and _NAMES.match(line) is not None
