"""Compare whom two statements credit with the same words or the same claim.

Levels
    same        the same source, under whatever form of its name (not reported)
    compatible  attribution-dropped: credited in one, told in the outlet's own voice (or "it is noted") in the other;
                attribution-downgraded: a person, body or office that a reader can check in one, unnamed people or
                another outlet in the other
    conflict    attribution-conflict: the same quotation, or word for word the same claim, credited to two

Not judged
    sources given by a pronoun or by a bare role ("she", "the minister"), which may be the other's named person;
    statements that share a topic only; headlines, which often leave the source to the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.name_slots import frame
from checker.compare.quote_words import likeness, quoted
from checker.compare.speakers import apart, pronoun
from checker.model import (
    Alignment,
    Attribution,
    Comparison,
    Level,
    Quote,
    Span,
    Standing,
    Statement,
)

NAME = "attributions"

ALIKE = 0.85
"""Least likeness of two quotations that are one."""
SHORTEST = 5
"""Fewest words of such a quotation; shorter ones are sayings that two people may both use."""
CLAIM = 0.9
"""Least share of content words of two claims that are one."""
CLAIM_WORDS = 6
SAME_CLAUSE = 0.34
"""Least share of content words, names left out, for an attribution to be missed or weakened."""

UNNAMED_CLAUSE = 0.2
"""The same where the other credits people it does not name, whose words are seldom the same."""

# Eyewitnesses and passers-by are often unnamed and hide nothing; these are people whom the outlet keeps unnamed.
_HIDDEN = re.compile(
    r"\b(?:sources?|insiders?|interlocutors?|close to|near to|familiar with|(?:with|has) knowledge|briefed|informed|"
    r"be named|anonym\w+|who asked|person|persons|people|someone|officials?|employees?|members?|aides?|"
    r"works? (?:on|at|for)|who has (?:seen|read)|newspapers?|outlets?|channels?|reports?|media|agency)\b",
    re.IGNORECASE,
)
_CHECKABLE = (Standing.NAMED, Standing.OFFICIAL)
_WEAK = (Standing.ANONYMOUS, Standing.MEDIA)


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one difference in whom the two credit."""
    if not (pair.left.claims and pair.right.claims):
        return
    found = _conflict(pair) or _claim_conflict(pair) or _weaker(pair)
    if found is None and (back := _weaker(pair.swapped())) is not None:
        found = back.mirrored()
    if found is not None:
        yield found


def _conflict(pair: Alignment) -> Comparison | None:
    # "he told Politico": the outlet that carried the words is no second speaker.
    if any(
        s.attribution and (s.attribution.via or s.attribution.standing is Standing.MEDIA)
        for s in (pair.left, pair.right)
    ):
        return None
    for left, a in quoted(pair.left, pair.left_article):
        for right, b in quoted(pair.right, pair.right_article):
            one, two = [t.word for t in a], [t.word for t in b]
            size = min(len(one), len(two))
            if size < SHORTEST or not _one_saying(one, two):
                continue
            mine, theirs = _speaker(left, pair.left), _speaker(right, pair.right)
            # "he said" was resolved by what stands before it, which is right too seldom to call two sources liars.
            # A title in one and a name in the other, both of which one sentence holds, are one person.
            known = _stands(mine, pair.right) or _stands(theirs, pair.left)
            if apart(mine, theirs) and _stands(mine, pair.left) and _stands(theirs, pair.right) and not known:
                return _comparison(
                    Level.CONFLICT,
                    "attribution-conflict",
                    _place(pair.left, left),
                    _place(pair.right, right),
                    mine or "",
                    theirs or "",
                )
    return None


def _one_saying(one: list[str], two: list[str]) -> bool:
    """Tell whether the shorter quotation is the longer or opens or closes it."""
    short, long = sorted((one, two), key=len)
    cuts = (long, long[: len(short)], long[-len(short) :])
    return any(likeness(short, cut) >= ALIKE for cut in cuts)


def _claim_conflict(pair: Alignment) -> Comparison | None:
    left, right = pair.left.attribution, pair.right.attribution
    if left is None or right is None or pair.left.quotes or pair.right.quotes:
        return None
    if left.standing is not Standing.NAMED or right.standing is not Standing.NAMED:
        return None
    shared, share = frame(pair, credits=False)
    if shared < CLAIM_WORDS or share < CLAIM or not apart(left.source, right.source):
        return None
    return _comparison(Level.CONFLICT, "attribution-conflict", left.span, right.span, left.source, right.source)


def _weaker(pair: Alignment) -> Comparison | None:
    """Compare a credited left statement with a right one that credits less."""
    left, right = pair.left.attribution, pair.right.attribution
    if left is None or left.standing not in _CHECKABLE or pronoun(left.source):
        return None
    # "Cheney wrote", and "Cheney criticised it in a post, the paper reports": who spoke is told in both.
    if left.standing is Standing.NAMED and _stands(left.source, pair.right):
        return None
    _, share = frame(pair, credits=False)
    if right is not None and right.standing is Standing.ANONYMOUS and pair.same and share >= UNNAMED_CLAUSE:
        share = max(share, SAME_CLAUSE)
    if share < SAME_CLAUSE:
        return None
    if right is not None and right.standing in _WEAK and (right.via or _HIDDEN.search(_credit(pair.right))):
        return _comparison(Level.COMPATIBLE, "attribution-downgraded", left.span, right.span, _says(left), _says(right))
    if pair.left.heading or pair.right.heading:
        return None
    if right is None and pair.right.quotes:
        return None
    if right is None or right.standing is Standing.IMPERSONAL:
        span = right.span if right is not None else None
        words = "nobody (it is impersonal)" if right is not None else "nobody"
        return _comparison(Level.COMPATIBLE, "attribution-dropped", left.span, span, _says(left), words)
    return None


def _speaker(quote: Quote, statement: Statement) -> str | None:
    """Return who is credited with a quotation; the only person named beside it where no credit was found."""
    if quote.speaker:
        return quote.speaker
    if statement.attribution is not None:
        return statement.attribution.source or None
    people = [
        n
        for n in statement.facts.names
        if n.kind == "person" and not any(q.span.overlaps(n.span) for q in statement.quotes)
    ]
    return people[0].text if len(people) == 1 else None


def _stands(speaker: str | None, statement: Statement) -> bool:
    """Tell whether the speaker's name stands in the statement itself, outside its quotations."""
    at = statement.span.start
    text = list(statement.text)
    for q in statement.quotes:
        text[max(q.span.start - at, 0) : q.span.end - at] = " " * (q.span.end - max(q.span.start, at))
    return bool(speaker) and re.search(rf"\b{re.escape(str(speaker).split()[-1])}\b", "".join(text)) is not None


def _credit(statement: Statement) -> str:
    """Return the crediting words, or the outlet that is credited."""
    credit = statement.attribution
    if credit is None:
        return ""
    if credit.standing is Standing.MEDIA:
        return "media"
    at = statement.span.start
    return f"{credit.source} {statement.text[max(0, credit.span.start - at) : credit.span.end - at + 60]}"


def _place(statement: Statement, quote: Quote) -> Span:
    return statement.attribution.span if statement.attribution is not None else quote.span


def _says(attribution: Attribution) -> str:
    words = attribution.source or "nobody by name"
    if attribution.via:
        words = f"{words} through {attribution.via}"
    return words if len(words) <= 90 else words[:89].rsplit(" ", 1)[0] + "…"


def _comparison(level: Level, rule: str, left: Span, right: Span | None, one: str, two: str) -> Comparison:
    return Comparison(NAME, level, rule, left, right, one[:90], two[:90])
