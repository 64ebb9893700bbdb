"""Compare the reasons two statements give for the same effect.

Levels
    same        the reasons share their words (nothing is reported)
    compatible  cause-missing: a reason in one, the same without a reason in the other
    conflict    cause-conflict: another reason for the same effect ("because of the storm", "due to a strike")

Not judged
    reasons that are not marked as such ("because of", "caused by", "blamed on", "led to"), and reasons one of which may
    be part of the other, where they share a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.compare.matter import clause_words, comparable, words
from checker.compare.slots import phrase
from checker.model import Alignment, Comparison, Cue, Level, Span, Statement

NAME = "causes"

_PLAIN = re.compile(r"because|due|owing|caused by|as a result|on account", re.IGNORECASE)
_LAYS = re.compile(r"blam|attribut|put", re.IGNORECASE)
_ON = re.compile(r"\s(?:on|to)\s")
_REACH = 8
"""Content words of a cause, counted from the causal word."""


SURE = 0.75
"""Alignment score from which two reasons are taken to be for one effect, though the effect has other words."""


class _Reason(NamedTuple):
    cause: frozenset[str]
    effect: frozenset[str]
    span: Span
    firm: bool


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one other reason, or else a missing one."""
    if not comparable(pair):
        return
    left, right = list(_reasons(pair.left)), list(_reasons(pair.right))
    for a in left:
        for b in right:
            if _other(a, b, pair):
                yield Comparison(
                    NAME,
                    Level.CONFLICT,
                    "cause-conflict",
                    a.span,
                    b.span,
                    phrase(pair.left, a.span, 0, 60),
                    phrase(pair.right, b.span, 0, 60),
                )
                return
    if left and not right and (one := _missing(left, pair.right)):
        yield Comparison(
            NAME, Level.COMPATIBLE, "cause-missing", one[0], one[1], phrase(pair.left, one[0], 0, 60), "no reason"
        )
    elif right and not left and (one := _missing(right, pair.left)):
        yield Comparison(
            NAME, Level.COMPATIBLE, "cause-missing", one[1], one[0], "no reason", phrase(pair.right, one[0], 0, 60)
        )


def _other(a: _Reason, b: _Reason, pair: Alignment) -> bool:
    if not a.cause or not b.cause or a.cause & b.cause:
        return False
    # The cause of one may stand elsewhere in the other, as a part of its story.
    if a.cause & _keys(pair.right) or b.cause & _keys(pair.left):
        return False
    return bool(a.effect & b.effect) or pair.score >= SURE


def _missing(reasons: list[_Reason], bare: Statement) -> tuple[Span, Span] | None:
    said = _keys(bare)
    for reason in reasons:
        common = reason.effect & said
        if reason.firm and len(common) >= 3 and 2 * len(common) >= len(reason.effect) and not reason.cause & said:
            found = [w.span for w in words(bare) if w.key in common]
            return reason.span, Span(found[0].start, found[-1].end)
    return None


def _reasons(statement: Statement) -> Iterator[_Reason]:
    """Yield each reason a statement marks, with the effect it gives for it."""
    for cue in statement.facts.of("cause"):
        if cue.scope is None or _doubted(statement, cue):
            continue
        cause = _cause(statement, cue)
        if cause:
            span = (
                Span(cue.span.start, cause[-1][1].end)
                if cue.value == "after"
                else Span(cause[0][1].start, cue.span.end)
            )
            keys = frozenset(key for key, _ in cause)
            effect = frozenset(w.key for w in words(statement) if not span.holds(w.span)) - keys
            yield _Reason(keys, effect, span, bool(_PLAIN.match(statement.cut(cue.span))))


def _doubted(statement: Statement, cue: Cue) -> bool:
    """Tell whether the clause denies or leaves open that this is the reason."""
    kinds = ("negation", "caveat")
    return "whether" in statement.text or any(
        c.kind in kinds and c.scope is not None and c.scope.overlaps(cue.span) for c in statement.facts.cues
    )


def _cause(statement: Statement, cue: Cue) -> list[tuple[str, Span]]:
    own = words(statement)
    if cue.value == "after":
        assert cue.scope is not None
        start, at = cue.span.end, statement.span.start
        if _LAYS.match(statement.cut(cue.span)) and (on := _ON.search(statement.text, start - at, cue.scope.end - at)):
            # "Blamed the delay on a strike", but "blamed a strike".
            start = on.end() + at
        return [(w.key, w.span) for w in clause_words(statement, cue.scope) if w.span.start >= start][:_REACH]
    return [(w.key, w.span) for w in own if w.span.end <= cue.span.start][-_REACH:]


def _keys(statement: Statement) -> frozenset[str]:
    return frozenset(w.key for w in words(statement))
