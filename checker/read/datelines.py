"""Datelines and the dates of first lines: ``KASTRO, May 8 (Northwire) -``, ``date 2024-09-28``, ``10 March 2031``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.read.wordlists import words

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = re.compile(
    r"\b(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
    r"|\b(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? " + _MONTH.format("m2") + r"(?:,? (?P<y2>(?:19|20)\d\d)\b)?"
    r"|\b" + _MONTH.format("m3") + r" (?P<d3>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<y3>(?:19|20)\d\d)\b)?"
    r"|\b(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)

TIME = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|hrs|h\b)|\b\d{1,2}[:.]\d\d\b|\b\d{4} (?=GMT|UTC|EST|CET)|\b(?:GMT"
    r"|UTC|CET|EST|EDT|BST)\b",
    re.I,
)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?", re.I)

HEAD = 170
"""A dateline is over within this many characters."""

_SEPARATOR = re.compile(r"\s(?:-{1,3}|–|—)\s*(?=\S)|(?<=[\w.)/])(?:—|–|--)\s*(?=\S)|(?<=/)\.?\s+|(?<=\))[:.]?\s+")
_BRACKETED = re.compile(r"\(([^()\n]{2,50})\)|/([^/\n]{2,40})/")
_PLACE = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*)(?: (?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|de|del|la|le|of|the|and|upon|on|am|el|al|do|da|di|sur"
    r"|en)){0,4}\Z"
)
_NO_PLACE = words(
    """
    on in by at from since until before after the a an and but for as if when while although update breaking
    exclusive watch live video photos correction analysis opinion factbox timeline explainer news alert urgent
    developing nato u.s. us
    """
)
_CODE = re.compile(r"(?:[A-Z]{2,}[\w-]*|[A-Z][a-z]+[A-Z][\w-]*)\Z")
_AGENCY_AHEAD = re.compile(r"(?P<agency>(?:[A-Z]{2,}[\w-]{0,15}|[A-Z][a-z]{1,12}[A-Z][\w-]{0,15}))\.\s+(?=\S)")
_BARE_AGENCY = re.compile(
    r"\((?P<agency>[A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,2})\)\s+(?:[-–—]{1,2}\s*)?(?=[\"“'‘]?[A-Z0-9])"
)
_GLUED = re.compile(r"(?:date|published|posted)[: ]+\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?Z?)?[ ,:–—-]*", re.I)
_KNOWN = words(
    """
    ap afp reuters cnn upi dpa efe ansa apa xinhua tass interfax bloomberg kyodo yonhap pti ani
    """
)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day as written, perhaps without its year."""

    start: int
    end: int
    month: int
    day: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The crediting words at the start of a paragraph."""

    end: int
    """Where the sentence after it begins."""
    agency: str | None = None
    day: Day | None = None
    header: bool = False
    """It is a date header glued to the first sentence, not a place line."""


def days(text: str) -> list[Day]:
    """Return the days that a text names with day and month, in order."""
    found = []
    for m in _DAY.finditer(text):
        parts = {k: v for k, v in m.groupdict().items() if v}
        month = next(v for k, v in parts.items() if k[0] == "m")
        number = _month(month)
        day = int(next(v for k, v in parts.items() if k[0] == "d"))
        year = next((int(v) for k, v in parts.items() if k[0] == "y"), None)
        if number and 1 <= day <= 31:
            found.append(Day(m.start(), m.end(), number, day, year))
    return found


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    lowered = word.lower().rstrip(".")[:3]
    return next((n for n, name in enumerate(_MONTH_NAMES, 1) if name.startswith(lowered)), None)


def dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that a paragraph begins with, or ``None``.

    A dateline is a place with a date or an agency, or a place in capitals alone, up to a dash; or a glued
    ``date 2024-09-28``.
    """
    if glued := _GLUED.match(paragraph):
        return Dateline(glued.end(), day=next(iter(days(glued[0])), None), header=True)
    if bare := _BARE_AGENCY.match(paragraph):
        return Dateline(bare.end(), bare["agency"])
    for n, separator in enumerate(_SEPARATOR.finditer(paragraph[:HEAD])):
        if n == 4:
            break
        found = _prefix(paragraph[: separator.start()], dashed=any(c in separator[0] for c in "-–—"))
        if found is not None:
            end = separator.end()
            while (more := _SEPARATOR.match(paragraph, end - 1)) and more.end() > end:
                end = more.end()
            end, agency = _more(paragraph, end, found.agency)
            return Dateline(end, agency, found.day)
    return None


def _more(paragraph: str, end: int, agency: str | None) -> tuple[int, str | None]:
    """Take in an agency that stands after the dash, as in ``BAKU, 7 October - AzTAG. The``."""
    ahead = _AGENCY_AHEAD.match(paragraph, end) if agency is None else None
    if ahead:
        return ahead.end(), ahead["agency"]
    bracketed = re.compile(r"(?:/[^/\n]{2,40}/|\([^()\n]{2,40}\))[.,:]?\s*(?:[-–—]{1,2}\s*)?").match(paragraph, end)
    if bracketed and agency is None:
        return bracketed.end(), bracketed[0].strip("/(). -–—:,")
    return end, agency


def _prefix(prefix: str, *, dashed: bool) -> Dateline | None:
    agency = None
    for m in _BRACKETED.finditer(prefix):
        inner = (m[1] or m[2]).strip()
        if not days(inner) and re.match(r"[A-Z]", inner) and len(inner.split()) <= 4:
            agency = agency or inner
    rest = _BRACKETED.sub(" , ", prefix)
    found = days(rest)
    for d in reversed(found):
        rest = rest[: d.start] + " , " + rest[d.end :]
    rest = TIME.sub(" , ", WEEKDAY.sub(" , ", rest))
    pieces = [p.strip(" .") for p in re.split(r"[,;|/]|(?<=\w\w)\.(?=\s|\Z)", rest)]
    pieces = [p for p in pieces if p]
    if len(pieces) > 4 or not all(_PLACE.match(p) for p in pieces):
        return None
    if any(p.split()[0].lower() in _NO_PLACE for p in pieces):
        return None
    day = found[0] if found else None
    if not dashed and (agency is None or (day is None and agency.lower() not in _KNOWN)):
        return None
    if agency is None and len(pieces) > 1 and _CODE.match(pieces[-1]) and day is not None:
        agency = pieces.pop()
    if not pieces:
        return Dateline(0, agency, day) if agency and len(prefix.split()) <= 4 else None
    in_capitals = pieces[0].isupper() and len(pieces[0]) >= 4
    if (day is not None or in_capitals or (agency is not None and agency.lower() in _KNOWN)) or (
        agency is not None and len(pieces) == 1 and prefix.rstrip().endswith((")", "/"))
    ):
        return Dateline(0, agency, day)
    return None
