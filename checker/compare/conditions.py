"""Compare what two statements make the same thing depend on.

Levels
    same        both name a condition (nothing is reported)
    conflict    condition-dropped: "subject to", "if", "provided that", "unless", "pending" in one; the other says the
                same without any condition and without a hedge that would carry it

Not judged
    a condition whose words the other tells in another way ("after parliament agreed"), and sentences that share too
    little besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.matter import behind, comparable, is_name, words
from checker.compare.slots import phrase
from checker.model import Alignment, Comparison, Level, Span, Statement

NAME = "conditions"

FEW = 6
"""Content words of a main clause up to which two shared ones are enough; a longer one must share three. Names count
only as the third: whoever is quoted in both may speak of two things."""

SHARE = 0.4
"""Share of the shorter one's content words that the other must have."""
_ASKED = re.compile(
    r"\b(?:ask|decid|see|know|wonder|question|determin|unclear|unsure|sure|clear|test|check)\w{0,4}(?:\s\S{1,14}){0,4}\s$",
    re.IGNORECASE,
)
"""Behind such a word "if" asks and sets no condition."""

_HEDGES = frozenset(("possible", "expected", "undecided", "planned"))


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one dropped condition."""
    if not comparable(pair):
        return
    found = _dropped(pair.left, pair.right)
    if found is not None:
        condition, bare = found
        yield Comparison(
            NAME, Level.CONFLICT, "condition-dropped", condition, bare, phrase(pair.left, condition, 0, 60), _none(bare)
        )
        return
    found = _dropped(pair.right, pair.left)
    if found is not None:
        condition, bare = found
        yield Comparison(
            NAME,
            Level.CONFLICT,
            "condition-dropped",
            bare,
            condition,
            _none(bare),
            phrase(pair.right, condition, 0, 60),
        )


def _none(bare: Span) -> str:
    return "no condition"


def _dropped(full: Statement, bare: Statement) -> tuple[Span, Span] | None:
    """Return the condition of one statement and the words of the other that say the same without it."""
    if _limited(bare):
        return None
    for cue in full.facts.of("condition"):
        if cue.scope is None or cue.value == "loose":
            continue
        if _ASKED.search(full.text, 0, cue.span.start - full.span.start):
            continue
        own = {w.key for w in words(full) if not cue.scope.holds(w.span)}
        condition = {w.key for w in behind(full, cue)} - own
        said = words(bare)
        both = [w.span for w in said if w.key in own]
        common = own & {w.key for w in said}
        plain = {w.key for w in said if w.key in common and not is_name(bare, w.span)}
        enough = len(plain) >= 2 and (len(common) >= 3 or len(own) <= FEW)
        # Half of the shorter one must be told in both: a common topic under an "if" is no dropped condition.
        enough = enough and len(common) >= SHARE * min(len(own), len(said))
        if enough and not condition & {w.key for w in said}:
            return cue.scope, Span(both[0].start, both[-1].end)
    return None


def _limited(statement: Statement) -> bool:
    return (
        any(
            c.kind in ("condition", "caveat", "negation") or (c.kind == "certainty" and c.value in _HEDGES)
            for c in statement.facts.cues
        )
        or "?" in statement.text
    )
