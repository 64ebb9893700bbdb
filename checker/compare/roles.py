"""Compare who acts, and whether alone or together.

Levels
    same        the same one acts (nothing is reported)
    conflict    role-conflict: an agreement of both sides in one, a decision of one side alone in the other; someone is
                dismissed in one and leaves of their own will in the other; doer and sufferer change places ("X sued Y",
                "Y sued X")

Not judged
    who is credited with a statement (see attributions); another name for the one who acts (see names).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.matter import Word, comparable, shared, words
from checker.compare.slots import phrase
from checker.model import Alignment, Comparison, Level, Span, Statement

NAME = "roles"

_OPPOSED = (("joint", "alone"), ("pushed", "left"), ("ordered", "alone"))
_MUTUAL = re.compile(
    r"\b(?:met|meet|agree\w*|talk\w*|play\w*|fight\w*|fought|face[ds]?|join\w*|marri\w*|split\w*|spoke|clash\w*|sign\w*|trad\w*"
    r"|border\w*|negotiat\w*|debat\w*|said|told|called|beat|won|lost)\b",
    re.IGNORECASE,
)


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one difference."""
    if not comparable(pair):
        return
    found = _company(pair.left, pair.right)
    if found is None:
        back = _company(pair.right, pair.left)
        found = None if back is None else (back[1], back[0])
    if found is None:
        found = _swapped(pair.left, pair.right)
    if found is not None:
        left, right = found
        yield Comparison(
            NAME, Level.CONFLICT, "role-conflict", left, right, phrase(pair.left, left), phrase(pair.right, right)
        )


def _company(one: Statement, two: Statement) -> tuple[Span, Span] | None:
    for first, second in _OPPOSED:
        if any(c.value == second for c in one.facts.of("actor")) or any(
            c.value == first for c in two.facts.of("actor")
        ):
            continue
        for a in one.facts.of("actor"):
            for b in two.facts.of("actor"):
                if a.value == first and b.value == second and len(shared(one, a.span, two, b.span)) >= 2:
                    return a.span, b.span
    return None


def _swapped(one: Statement, two: Statement) -> tuple[Span, Span] | None:
    """Return the verb in both statements, where the one who acts in one is the one acted on in the other."""
    for a, doer, sufferer in _deeds(one):
        for b, other_doer, other_sufferer in _deeds(two):
            if a.key == b.key and doer == other_sufferer and sufferer == other_doer:
                return a.span, b.span
    return None


_NAME = r"(?:[A-Z][\w’'-]{1,30}\s){0,3}[A-Z][\w’'-]{1,30}"
_DEED = re.compile(
    rf"(?P<first>{_NAME})\s(?:(?:has|have|had|will|would)\s)?(?P<passive>(?:was|were|is|are|been|be|being)\s)?(?P<verb>[a-z]{{3,20}})"
    rf"\s(?P<by>by\s)?(?:the\s|a\s)?(?P<second>{_NAME})"
)


def _deeds(statement: Statement) -> Iterator[tuple[Word, str, str]]:
    """Yield verb, doer and sufferer wherever two names stand around one verb, active or passive."""
    at = statement.span.start
    for match in _DEED.finditer(statement.text):
        if bool(match["passive"]) != bool(match["by"]) or _MUTUAL.match(match["verb"]):
            continue
        doer, sufferer = match["first"].split()[-1], match["second"].split()[-1]
        if match["by"]:
            doer, sufferer = sufferer, doer
        for word in words(statement):
            if word.span.start == match.start("verb") + at:
                yield word, doer, sufferer
