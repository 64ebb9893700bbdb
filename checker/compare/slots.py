"""Do two values stand in the same slot? The words, places and times around each decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from checker.facts.gist import STOP, content, stem
from checker.facts.numbers import value_of
from checker.model import Alignment, Article, DateFact, Span, Statement

_EDGE = re.compile(
    r"[;:()—–]|\.\s|,\s(?:and|but|which|who|while|when|where|with|after|as|of\swhich|of\swhom)\b"
    r"|\s(?:while|whereas|but)\s",
    re.I,
)
_REACH = 90
"""Code points looked at on either side of a value: a longer clause speaks of more than one thing."""
_OLD = timedelta(days=45)
"""What happened longer before the article is another event than the news of the day, unless both give the time."""
_SAID = re.compile(
    r"\b(?:said|says|say|told|announced|announces|reported|reports|stated|noted|wrote|showed|shows"
    r"|put\sout|published|released|tweeted|declared|confirmed"
    r"|statement|communicated|informed|made\sknown|briefed|seen)\b(?:\s[^\s,.;]{1,20}){0,5}\s$",
    re.I,
)
_SAYS_AFTER = re.compile(r"\s(?:said|told|announced|reported|informed|wrote|stated)\b")
_PLACE = re.compile(
    r"\b(?:in|on|at|near|outside|off|from|across|of|to|for"
    r"|around)\s(?:the\s)?([A-Z][\w’'-]{2,20}(?:\s[A-Z][\w’'-]{2,20})?)"
)
_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar(?:ch)?$|Apr|May$|June|July|Aug|Sept|Oct"
    r"|Nov|Dec|Easter|Christmas"
)
_ELSEWHERE = re.compile(
    r"\b(?:previous(?:ly)?|elsewhere|in\sneighbou?ring|the\syear\sbefore|a\syear\searlier"
    r"|years?\sago|nationwide|across\sthe\scountry|"
    r"in\sanother|another|a\ssecond|(?:years?|months?|weeks?|days?)\s(?:earlier|later|before|after)"
    r"|separate(?:ly)?|a\srival|a\ssimilar|the\slast\stime|last\syear|compared\swith|up\sfrom"
    r"|down\sfrom)\b",
    re.I,
)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the content stems of a text."""
    return frozenset(w.stem for w in content(text))


def clause(statement: Statement, span: Span) -> Span:
    """Return the clause around ``span`` as offsets into the statement's own text."""
    text, start, end = statement.text, span.start - statement.span.start, span.end - statement.span.start
    low = max(0, start - _REACH)
    for match in _EDGE.finditer(text, low, start):
        low = match.end()
    after = _EDGE.search(text, end, min(len(text), end + _REACH))
    return Span(low, after.start() if after else min(len(text), end + _REACH))


@dataclass(frozen=True, slots=True)
class Slot:
    """How alike the surroundings of two values are."""

    near: int
    """Content stems that both clauses have, without those of what is counted."""
    share: float
    """The same as a share of the clause with fewer."""
    wide: int
    """Shared content stems of the whole statements, without those of what is counted."""
    wide_share: float
    plain: int
    """Those of ``near`` that are not names: what happened, not to whom."""


def slot(pair: Alignment, left: Span, right: Span, without: frozenset[str] = frozenset()) -> Slot:
    """Compare the surroundings of a value in the left statement with those of a value in the right one."""
    a, b = _around(pair.left, left) - without, _around(pair.right, right) - without
    whole_a, whole_b = stems(pair.left.text) - without, stems(pair.right.text) - without
    near, wide = a & b, whole_a & whole_b
    plain = near & (_plain(pair.left.text) | _plain(pair.right.text))
    return Slot(
        len(near),
        len(near) / max(1, min(len(a), len(b))),
        len(wide),
        len(wide) / max(1, min(len(whole_a), len(whole_b))),
        len(plain),
    )


def _around(statement: Statement, span: Span) -> frozenset[str]:
    bounds = clause(statement, span)
    start, end = span.start - statement.span.start, span.end - statement.span.start
    return stems(statement.text[bounds.start : start]) | stems(statement.text[end : bounds.end])


@lru_cache(maxsize=4096)
def _plain(text: str) -> frozenset[str]:
    return frozenset(w.stem for w in content(text) if text[w.start].islower())


@lru_cache(maxsize=512)
def _lower_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]{3,20}\b", text))


_NAME = re.compile(r"\b[A-Z][\w’'-]{2,24}")


@lru_cache(maxsize=512)
def _inner_names(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z,]\s([A-Z][\w-]{2,24})", text))


_BIG_NEXT = re.compile(r"\s[A-Z][a-z]")


def _names(statement: Statement, article: Article, reach: int) -> frozenset[str]:
    """Return the stems of capitalised words that the article nowhere writes small."""
    text = statement.text
    if text.isupper():
        return frozenset()
    common, known = _lower_words(article.text), _inner_names(article.text)
    found = set()
    for match in _NAME.finditer(text):
        if match.end() > reach:
            break  # cutting the text would leave half a word there: "Monda" is no name
        word = re.sub(r"['’]s$", "", match.group())
        low = word.lower()
        if _CALENDAR.match(word) or low in common or low in STOP or value_of(low) is not None:
            continue
        # The first word is big anyway; it is a name if it is one in the middle of a sentence.
        if match.start() > 2 or word in known or article.text.count(word) > 1 or _BIG_NEXT.match(text, match.end()):
            found.add(stem(word))
    return frozenset(found)


def apart_in_name(pair: Alignment) -> bool:
    """Tell whether the two sentences are about others by name: neither's first names stand in the other."""
    a, b = _names(pair.left, pair.left_article, 45), _names(pair.right, pair.right_article, 45)
    return bool(a and b) and not a & stems(pair.right.text) and not b & stems(pair.left.text)


# Steps of one story that carry dates and numbers of their own; compiled for this project.
_STEPS = tuple(
    frozenset(stem(w) for w in line.split())
    for line in (
        "born died married baptised buried",
        "arrested released charged sentenced convicted acquitted",
        "announced signed ratified",
        "begin finish",
        "found closed",
        "leave arrive return",
        "lodge decide appeal",
        "order deliver",
        "elected resigned sworn",
        "apply approve reject",
        "hire fire",
        "buy sell",
        "rise fall",
    )
)


def other_step(pair: Alignment, left: Span, right: Span) -> bool:
    """Tell whether the clauses speak of different steps of one story: born and died, arrested and released."""
    a, b = _around(pair.left, left), _around(pair.right, right)
    return any(group & a and group & b and not group & a & b for group in _STEPS)


def of_reporting(statement: Statement, span: Span) -> bool:
    """Tell whether a date says when something was said, not when it happened."""
    start, end = span.start - statement.span.start, span.end - statement.span.start
    before = statement.text[max(0, start - 60) : start]
    return bool(_SAID.search(before)) or bool(_SAYS_AFTER.match(statement.text, end))


def places(statement: Statement) -> frozenset[str]:
    """Return the stems of the names that stand where a place stands."""
    found = (m[1] for m in _PLACE.finditer(statement.text))
    return frozenset(stem(word) for name in found if not _CALENDAR.match(name) for word in name.split())


def apart_in_place(pair: Alignment) -> bool:
    """Tell whether both statements name places and share none, and neither names the other's anywhere."""
    a, b = places(pair.left), places(pair.right)
    return bool(a and b) and not a & b and not a & stems(pair.right.text) and not b & stems(pair.left.text)


def elsewhere(statement: Statement, span: Span) -> bool:
    """Tell whether the clause marks a value as one of another time, place or case."""
    start, end = span.start - statement.span.start, span.end - statement.span.start
    return bool(_ELSEWHERE.search(statement.text[max(0, start - 120) : end + 60]))


def apart_in_time(pair: Alignment) -> bool:
    """Tell whether one statement is set at a time that the other does not share: "in 2011" beside today's news."""
    return _old(pair.left, pair.left_article, pair.right) or _old(pair.right, pair.right_article, pair.left)


def _old(statement: Statement, article: Article, other: Statement) -> bool:
    if article.published is None:
        horizon = None
    else:
        day = max(article.published.toordinal() - _OLD.days, 1)
        horizon = datetime.fromordinal(day)
    for fact in statement.facts.dates:
        past = fact.end <= horizon if horizon else fact.granularity in {"year", "decade"}
        if past and not any(_touch(fact, o) for o in other.facts.dates):
            return True
    return False


def _touch(a: DateFact, b: DateFact) -> bool:
    return a.start < b.end and b.start < a.end


def phrase(statement: Statement, span: Span, before: int = 14, after: int = 34) -> str:
    """Return the words around a value in quotation marks, cut at word ends, for a message."""
    text = statement.text
    start, end = span.start - statement.span.start, span.end - statement.span.start
    low, high = max(0, start - before), min(len(text), end + after)
    edge = text.rfind(" ", 0, low)
    low = 0 if low == 0 else (edge + 1 if low - edge < 14 else low)
    stop = re.search(r"[.;:,!?]\s|\n", text[end:high])
    high = end + stop.start() if stop else high
    if high < len(text) and stop is None:
        cut = text.rfind(" ", end, high)
        high = cut if cut > 0 else high
    words = " ".join(text[low:high].split()).strip(" ,.;:“”\"'")
    return f"“{words}”"
