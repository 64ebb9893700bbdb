"""How a date limits an event: by, until, at least until, from, before ... as the words around it say."""

from __future__ import annotations

import re

from checker.facts import when
from checker.model import Bound

_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        Bound.AT_LEAST_UNTIL,
        re.compile(
            r"\b(?:(?:at\sleast|minimum|earliest)\s(?:until|till|to|through)|(?:until|till)\s(?:at\sleast"
            r"|a\sminimum\sof))\s(?:the\s)?$",
            re.I,
        ),
    ),
    (
        Bound.FROM,
        re.compile(
            r"\b(?:not\s(?:\w{2,12}\s){0,4}(?:before|until|till)|not\searlier\sthan|no\searlier\sthan"
            r"|no\ssooner\sthan)\s(?:the\s)?$",
            re.I,
        ),
    ),
    (
        Bound.BY,
        re.compile(
            r"\b(?:(?:no|not)\slater\sthan|at\s(?:the\s)?latest\s(?:on|by|in)|by|(?:until"
            r"|up\sto)\sno\slater\sthan|on\sor\sbefore|latest\sby|ahead\sof)\s(?:the\s|about\s)?$",
            re.I,
        ),
    ),
    (
        Bound.UNTIL,
        re.compile(
            r"(?:\b(?:until|till|til|through|up\sto|up\still|ends?\son|expires?\son|extended\sto"
            r"|to\sthe\send\sof)|[’']til)\s(?:the\s|about\s|early\s|late\s)?$",
            re.I,
        ),
    ),
    (
        Bound.FROM,
        re.compile(
            r"\b(?:from|since|as\sof|starting(?:\son|\sin|\sfrom)?|beginning(?:\son|\sin)?"
            r"|effective(?:\son)?|with\seffect\sfrom)\s(?:the\s|about\s)?$",
            re.I,
        ),
    ),
    (Bound.BEFORE, re.compile(r"\b(?:before|prior\sto)\s(?:the\s)?$", re.I)),
    (Bound.AFTER, re.compile(r"\bafter\s(?:the\s)?$", re.I)),
    (Bound.WITHIN, re.compile(r"\bwithin\s(?:the\s)?$", re.I)),
)
_LATEST_AFTER = re.compile(r"\s(?:at\s(?:the\s)?(?:very\s)?latest|or\s(?:sooner|earlier|before))\b", re.I)
_EARLIEST_AFTER = re.compile(r"\s(?:at\s(?:the\s)?(?:very\s)?earliest|or\slater|onwards?)\b", re.I)
_LEAST_AFTER = re.compile(r",?\s(?:at\sleast|(?:or\s)?(?:maybe|perhaps|possibly|probably)\slonger|or\slonger)\b", re.I)
_RANGE_TO = re.compile(r"\b(?:from|between)\s(?:the\s)?$", re.I)
_BETWEEN = re.compile(r"\s(?:to|until|till|and|through|-|–)\s(?:the\s)?$", re.I)


def bound_of(text: str, item: when.Found, previous: when.Found | None) -> Bound:
    """Return the bound of the time expression ``item``; ``previous`` is the one before it ("from 3 to 5 May")."""
    before = text[max(0, item.start - 48) : item.start]
    if item.match.group().endswith(("'s", "’s")):
        return Bound.ON  # "after Saturday's leak" dates the leak
    if _LATEST_AFTER.match(text, item.end):
        return Bound.BY
    if _EARLIEST_AFTER.match(text, item.end):
        return Bound.FROM
    if previous is not None:
        between = text[previous.end : item.start]
        lead = text[max(0, previous.start - 12) : previous.start]
        if _BETWEEN.fullmatch(between) and (_RANGE_TO.search(lead) or between.strip().lower() not in {"and", "to"}):
            return Bound.UNTIL
    for bound, rule in _BOUNDS:
        if rule.search(before):
            if bound is Bound.UNTIL and _LEAST_AFTER.match(text, item.end):
                return Bound.AT_LEAST_UNTIL
            return bound
    if item.form == "within" and item.match.group().lower().startswith("within"):
        return Bound.WITHIN
    if re.match(r"\s(?:to|and|until|till|through|-|–)\s", text[item.end : item.end + 9]) and _RANGE_TO.search(before):
        return Bound.FROM
    return Bound.ON
