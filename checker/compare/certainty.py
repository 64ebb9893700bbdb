"""Compare how firmly two statements give the same thing.

Levels
    same        both give it as firmly (nothing is reported)
    conflict    certainty-shift: a fact or a firm future in one ("was signed", "will appeal"), and in the other only
                planned, possible, expected, alleged or not decided ("may sign", "has not decided on an appeal")

Not judged
    a plan that both give as future in other words ("will", "is to", "said it would"); hedges on another part of the
    sentence; statements that hang on a condition (see conditions); suspicions that both report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.matter import acts, behind, comparable, named, shared, words
from checker.compare.slots import phrase
from checker.model import Alignment, Comparison, Cue, Level, Span, Statement

NAME = "certainty"

_WEAK = frozenset(("possible", "expected", "alleged", "undecided"))
_DUE = re.compile(r"\bto$", re.IGNORECASE)
"""What "is due to" or "is to" happen is no firmer than what "is expected"."""
_PERMITS = re.compile(
    r"\b(?:regulator|court|judge|ruled|rules?|allow\w*|permi\w+|licen[cs]e|law|entitled)\b", re.IGNORECASE
)
"""Where such a word stands, "may" grants leave and says nothing of how likely a thing is."""
_ASKS = re.compile(
    r"\b(?:whether|remains? to be seen|unclear|how (?:much|many|far|long|well|soon|big)|if and when)\b", re.IGNORECASE
)
"""What "will" says behind such words is asked, not told."""
_SEARCHED = re.compile(r"\b(?:who|what|which|whom|how|why|where)\s$", re.IGNORECASE)
"""Behind such a word "might" tells of a search ("who might replace him") and hedges nothing that is told."""
_REACH = 5
"""Content words behind a hedge that it governs."""


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one shift."""
    if not comparable(pair):
        return
    found = _shift(pair.left, pair.right)
    if found is not None:
        yield _comparison(pair, *found)
        return
    found = _shift(pair.right, pair.left)
    if found is not None:
        yield _comparison(pair, found[1], found[0])


def _comparison(pair: Alignment, left: Span, right: Span) -> Comparison:
    return Comparison(
        NAME, Level.CONFLICT, "certainty-shift", left, right, phrase(pair.left, left), phrase(pair.right, right)
    )


def _shift(weak: Statement, firm: Statement) -> tuple[Span, Span] | None:
    """Return the hedge of one statement and the firm words of the other, where they govern the same."""
    if _open(firm):
        return None
    for cue in weak.facts.of("certainty"):
        if cue.value not in _WEAK or cue.scope is None:
            continue
        if _SEARCHED.search(weak.text, 0, cue.span.start - weak.span.start):
            continue
        if _PERMITS.search(weak.text) and weak.cut(cue.span).lower() == "may":
            continue
        governed = _governed(weak, cue)
        for word in words(firm):
            if word.key not in governed:
                continue
            firmly = _firm(firm, word.span)
            near = shared(weak, cue.span, firm, word.span)
            if firmly is not None and len(near) >= 2:
                return cue.span, firmly
        for other in firm.facts.of("certainty"):
            due = cue.value == "expected" and _DUE.search(firm.cut(other.span))
            if other.value != "future" or due or other.scope is None:
                continue
            near = shared(weak, cue.span, firm, other.span)
            # One word of the same deed, or a good part of the rest: "might replace Mattis" is no hedge on his leaving.
            if governed & _governed(firm, other) - named(firm) - named(weak) or len(near) >= 2:
                return cue.span, other.span
    return None


def _governed(statement: Statement, cue: Cue) -> frozenset[str]:
    return frozenset(w.key for w in behind(statement, cue)[:_REACH])


def _open(statement: Statement) -> bool:
    """Tell whether a statement hedges, asks, or sets a condition anywhere: then it is not firm."""
    hedged = any(c.kind == "certainty" and c.value in (*_WEAK, "planned") for c in statement.facts.cues)
    limited = any(c.kind in ("condition", "caveat") for c in statement.facts.cues)
    return hedged or limited or "?" in statement.text or _ASKS.search(statement.text) is not None


def _firm(statement: Statement, span: Span) -> Span | None:
    """Return the words that make the clause around ``span`` firm: "will" with its verb, or a verb in the past."""
    for cue in statement.facts.of("certainty"):
        if cue.value == "future" and cue.scope is not None and cue.scope.holds(span) and cue.span.end <= span.start:
            return Span(cue.span.start, span.end)
    return span if acts(statement, span) else None
