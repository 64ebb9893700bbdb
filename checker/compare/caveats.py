"""Compare the limits that two sources set beside the same statement.

Levels
    same        both set a limit, or neither does (nothing is reported)
    conflict    caveat-missing: "unknown", "not independently verified", "no date has been set", "preliminary" in one
                source, in the statement itself or in the one behind it ("However, the scale is unknown"); the other
                gives the same bare and firm, and says no such thing anywhere

Not judged
    a limit of another kind of thing than the other source tells; a limit behind a statement that the other hedges too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.matter import acts, comparable, words
from checker.compare.slots import phrase
from checker.facts.phrases import find
from checker.facts.stems import content_stems
from checker.model import Alignment, Article, Comparison, Level, Span, Statement

NAME = "caveats"

_HEDGES = frozenset(("possible", "expected", "undecided", "alleged"))
_BEARS = re.compile(
    r"\W{0,3}(?:however|but|although|though|nevertheless|nonetheless|still|yet|it|this|that|these|the\s(?:actual|exact|figure"
    r"|figures|number|count|toll|claim|claims|report|reports|cause|date|details|timing|scale|amount|account|accounts)|neither"
    r"|none\sof|no\s(?:date|details|figure|timetable))\b",
    re.IGNORECASE,
)
_FIGURED = re.compile(r"\d|\bwill\b")
_FIRM = re.compile(r"\d|\b(?:will|shall|is\sto|are\sto|was|were|has|have|had)\b")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]?\s+|\n+")


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one missing caveat."""
    if not comparable(pair):
        return
    found = _missing((pair.left, pair.left_next), (pair.right, pair.right_next), pair.right_article)
    if found is not None:
        where, limit, bare = found
        yield Comparison(
            NAME, Level.CONFLICT, "caveat-missing", limit, bare, phrase(where, limit), _bare(pair.right, bare)
        )
        return
    found = _missing((pair.right, pair.right_next), (pair.left, pair.left_next), pair.left_article)
    if found is not None:
        where, limit, bare = found
        yield Comparison(
            NAME, Level.CONFLICT, "caveat-missing", bare, limit, _bare(pair.left, bare), phrase(where, limit)
        )


def _bare(statement: Statement, span: Span) -> str:
    return f"{phrase(statement, span)} without it"


def _missing(
    careful: tuple[Statement, Statement | None], firm: tuple[Statement, Statement | None], article: Article
) -> tuple[Statement, Span, Span] | None:
    """Return the statement with the limit, its words, and the firm words of the other."""
    bare, after = firm
    own, behind = careful
    unverified = behind is not None and any(c.value == "unverified" for c in behind.facts.of("caveat"))
    # What nobody could check need not be a figure or a plan: "the rebels took the airfield".
    firm_enough = _is_firm(bare) or (unverified and _is_firm(bare, deeds=True))
    if not firm_enough or (after is not None and after.facts.of("caveat")):
        return None
    for cue in own.facts.of("caveat"):
        near = _common(own, bare)
        if len(near) >= 2 and not _told(own, article):
            return own, cue.span, _span(bare, near)
    if behind is None or own.facts.of("caveat") or not _BEARS.match(behind.text):
        return None
    near = _common(own, bare)
    cues = behind.facts.of("caveat")
    if cues and (unverified or _FIGURED.search(bare.text)) and len(near) >= 3 and not _told(behind, article):
        return behind, cues[0].span, _span(bare, near)
    return None


def _is_firm(statement: Statement, *, deeds: bool = False) -> bool:
    """Tell whether a statement gives something as it is: a figure, plan or state; with ``deeds`` any verb that acts."""
    weak = any(
        c.kind in ("caveat", "condition", "earlier") or (c.kind == "certainty" and c.value in _HEDGES)
        for c in statement.facts.cues
    )
    if weak or "?" in statement.text:
        return False
    return bool(_FIRM.search(statement.text)) or (deeds and any(acts(statement, w.span) for w in words(statement)))


def _common(left: Statement, right: Statement) -> frozenset[str]:
    """Return shared content words and shared figures: a figure is what a caveat most often limits."""
    return _keys(left) & _keys(right)


def _keys(statement: Statement) -> frozenset[str]:
    figures = (m.group().replace(",", "") for m in _FIGURE.finditer(statement.text))
    return frozenset((*(w.key for w in words(statement)), *figures))


def _span(statement: Statement, keys: frozenset[str]) -> Span:
    """Return the stretch of the firm statement that its figures and shared words cover."""
    at = statement.span.start
    if figure := _FIGURE.search(statement.text):
        return Span(figure.start() + at, figure.end() + at)
    found = [w.span for w in words(statement) if w.key in keys]
    return Span(found[0].start, found[-1].end) if found else statement.span


def _told(caveat: Statement, article: Article) -> bool:
    """Tell whether the other article sets the same limit anywhere: a sentence with such words that shares two more."""
    own = {stem for stem, _ in content_stems(caveat.text)}
    for sentence in _SENTENCE.split(article.text):
        if any(True for _ in find("caveat", sentence)) and len(own & {s for s, _ in content_stems(sentence)}) >= 2:
            return True
    return False
