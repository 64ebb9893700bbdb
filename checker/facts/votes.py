"""Votes: "by 14 votes to 11", "seven in favour, four against"; other scores are no amounts."""

from __future__ import annotations

import re

from checker.facts.numbers import Number
from checker.model import Quantity, Span

VERSUS = re.compile(r"\s?(?:(?:votes?|ballots?)\s)?(?:[-–:]|to|against|versus)\s?", re.I)
_VOTE = re.compile(
    r"\b(?:votes?|voted|voting|ballots?|majority|margin|ruling|ruled|adopted|approved|passed|carried"
    r"|rejected|backed|upheld|decided|decision)\b",
    re.I,
)
_FOR = re.compile(
    r"(?:\sof\s(?:the|its|their)\s\w{2,14})?(?:\s\w{2,14}){0,2}\s(?:voted\s|votes\s"
    r"|were\s)?(?:in\sfavou?r|for\s(?:it|the\s(?:bill|motion|plan|law|proposal)))\b",
    re.I,
)
_AGAINST = re.compile(
    r"(?:\sof\s(?:the|its|their)\s\w{2,14})?(?:\s\w{2,14}){0,2}?\s(?:voted\s|votes\s"
    r"|were\s)?against(?:$|[\s.,;](?!the\s(?:dollar|euro|pound)))",
    re.I,
)
_BALLOT = re.compile(r"\b(?:voted?|votes|voting|in\sfavou?r|abstain\w{0,3}|abstentions?|ballot)\b", re.I)


def tally(text: str, first: Number, second: Number) -> list[Quantity] | None:
    """Read "14 votes to 11" as votes for and against; other scores are no amounts, and a range is none of these."""
    gap = text[first.end : second.start].strip().lower().split()[-1]
    around = text[max(0, first.start - 90) : second.end + 60]
    whole = float(first.value).is_integer() and float(second.value).is_integer()
    lead = text[max(0, first.start - 12) : first.start].lower()
    if re.search(r"\b(?:from|between|rose|fell)\s$", lead) or not whole:
        return None
    if (
        gap in {"-", "–", "to"}
        and first.value < second.value
        and not re.search(r"\bvot|\bby\s$", around[:140] if gap == "to" else lead, re.I)
    ):
        return None
    if not _VOTE.search(around) or re.match(r"\s?(?:%|per|million|billion|km)", text[second.end : second.end + 9]):
        return [] if gap in {"-", "–", ":"} and first.value >= second.value else None
    return [
        Quantity(Span(n.start, n.end), n.value, n.value, None, what)
        for n, what in ((first, "vote for"), (second, "vote against"))
    ]


def side(text: str, end: int) -> str | None:
    """Return "vote for" or "vote against" where the number counts the hands raised on one side."""
    if not _BALLOT.search(text, max(0, end - 160), end + 160):
        return None
    return (
        "vote for"
        if _FOR.match(text, end, end + 60)
        else "vote against"
        if _AGAINST.match(text, end, end + 40)
        else None
    )
