"""Numbers that are no amounts: labels, phone numbers, pronouns; and ages, which are of their own kind."""

from __future__ import annotations

import re

from checker.facts.numbers import Number
from checker.facts.units import sign_before, unit_after
from checker.model import Quantity, Span

_LABEL = re.compile(
    r"(?:\b(?:no|nos|number|flight|route|local|station|room|line|article|section|chapter|page"
    r"|platform|bus|tram|gate|wing|block"
    r"|unit|building|highway|channel|formula|level|group|phase|reactor|terminal|pier|berth|ward"
    r"|grade|class|mark|type|model"
    r"|apartment|flat|apollo|covid|g|area|district|zone|resolution|law|decree|paragraph|clause|item"
    r"|lot|bay|shaft|tower|pylon"
    r"|runway|exit|junction|hall|stand|court|camp|precinct|radio|category|under|division|liga|round"
    r"|game|set|stage|schedule|appendix|update|wrapup|version|volume)\.?\s|#)$",
    re.I,
)
_CAPITAL = re.compile(r"(?:^|[\s(])([A-Z][\w&-]{1,20})\s$")
_AGE_AFTER = re.compile(r"[\s-](?:years?|months?|weeks?|days?)[\s-]olds?\b|[\s-]years?\sof\sage\b", re.I)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|the\sage\sof|(?:man|woman|boy|girl|mechanic|student|one)\sof|turned|turns)\s$", re.I
)
_AGED = re.compile(r"\b[A-Z][\w’'-]{1,24},\s$")


def is_label(text: str, number: Number, before: str) -> bool:
    """Tell whether the number is a label, a phone number, a pronoun or part of a name."""
    written = text[number.start : number.end]
    after = text[number.end : number.end + 24]
    if _LABEL.search(before) and not (number.spelled and number.value > 20):
        return not re.match(r"\s?(?:per|%|million|billion)", after) and not re.search(r"\bnumber\sof\s$", before)
    if before.endswith(("#", "+")) or re.match(r"[-–]\d{3,}", after) or after.startswith("-th"):
        return True
    capital = _CAPITAL.search(before)
    if (
        capital
        and not number.fraction
        and number.value < 10000
        and len(written) <= 5
        and not re.match(r"[\s-](?:[a-z]|\d)", after)
    ):
        return True
    if not number.spelled:
        return bool(re.match(r"(?:st|nd|rd|th)\b", after)) or (
            before[-1:].isalpha() and before[-1:] not in {"m"} and sign_before(text, number.start) is None
        )
    low = written.lower()
    if low == "one":
        # "one of them", "the one who", "one day", "no one", "one another".
        return bool(
            re.match(
                r"\s(?:of\b|another\b|day\b|time\b|who\b|that\b|which\b|is\b|was\b|has\b|can\b|could\b|in\b|to\b"
                r"|on\b|side\b|hand\b|thing\b|such\b|by\sone\b)|[.,;:!?’']|-",
                after,
            )
        ) or bool(
            re.search(
                r"\b(?:the|no|any|this|that|each|every|some|another|which|only|by|as|a|day|number)\s$", before, re.I
            )
        )
    return bool(re.match(r"[-\s](?:Hundred|Sisters|Brothers)\b", after))


def age(text: str, number: Number, before: str) -> Quantity | None:
    """Return an age, or the duration of "an eight-day-old strike"; ``None`` for any other number."""
    if not 0 < number.value <= 120 or number.fraction:
        return None
    old = _AGE_AFTER.match(text, number.end)
    named = _AGED.search(before) and re.match(r"[,.);]|\s\(|$", text[number.end : number.end + 1] or "")
    if old is None and not _AGE_BEFORE.search(before) and not (named and number.value >= 10):
        return None
    if old is None and re.match(r"\s(?:[a-z]{4,}s|people|of)\b", text[number.end : number.end + 18]):
        return None
    if old is not None and re.match(r"[\s-](?:month|week|day)", text[number.end : number.end + 7]):
        unit = unit_after(text, number.end)
        factor = unit.factor if unit else 1.0
        return Quantity(Span(number.start, old.end()), number.low * factor, number.high * factor, "s", None)
    end = old.end() if old else number.end
    return Quantity(Span(number.start, end), number.low, number.high, "year", "age")
