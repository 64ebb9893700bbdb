"""Compare a headline or sub-heading with the text beneath it and with what the other source says.

Levels
    same        the heading says no more than the text (not reported)
    compatible  headline-overreach: the heading is firmer than the text. It leaves out "may", "suspected" or "nothing
                has been decided", a condition, "only" or "not affected"; it has the last stage where the text has
                an earlier one ("jailed" and "found guilty", "sacked" and "suspended"), or everything where the text
                has a part

Not judged
    headings that ask, quote or credit somebody; headings that only leave out detail; amounts and dates, which have
    comparators of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.facts.clauses import around
from checker.facts.stems import content_stems
from checker.facts.words import load
from checker.model import Alignment, Article, Comparison, Kind, Level, Span, Statement

NAME = "headlines"


def _pattern(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


_WORDS = load("headlines")
_ASIDE = re.compile(r",\s(?:which|who|whose|where|a\s|an\s)", re.IGNORECASE)
_CAREFUL = _pattern(_WORDS["careful"])
_ASKS = re.compile(r"[?“\"]")
_FORBIDS = re.compile(r"\b(?:no|neither|nor|none of|nobody)\s(?:[\w'’-]{1,20}\s){0,3}$", re.IGNORECASE)
_CREDITS = _pattern(_WORDS["credits"])
_WHOLE, _PART = _pattern(_WORDS["whole"]), _pattern(_WORDS["part"])
_WEAKENINGS = tuple((name, _pattern(words)) for name, words in _WORDS["weakenings"].items())
# Limits and delays are common words, so they count only where the two share a content word.
_COMMON = frozenset(("limit", "deferral"))
_STAGES = tuple((_pattern(stage["late"]), _pattern(stage["early"])) for stage in _WORDS["stages"])


SURE = 0.6
"""Least probability that heading and text tell the same fact. A heading shares its topic with half of the article, and
a hedge in another sentence says nothing of it: below this, one firing in three was right on the story sets, above it
three in four."""


class _Reach(NamedTuple):
    heading: Span
    body: Span


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield one comparison where the heading of one source is firmer than the statement of the other."""
    for heading, body, head_article, body_article, mirrored in (
        (pair.left, pair.right, pair.left_article, pair.right_article, False),
        (pair.right, pair.left, pair.right_article, pair.left_article, True),
    ):
        if heading.heading and body.kind is not Kind.DATELINE and pair.score >= SURE:
            # Reporters write headings in other words than texts, so an alignment may stand without a shared word.
            reach = _reach(heading, body, 0 if pair.same else 2)
            if reach is not None:
                yield _comparison(reach, heading, head_article, body_article, mirrored)
                return


def _reach(heading: Statement, body: Statement, least: int) -> _Reach | None:
    """Find the words of the body that the heading is stronger than; both must share ``least`` content words."""
    shared = len(_stems(heading) & _stems(body))
    if shared < least:
        return None
    for late, early in _STAGES:
        strong, weak = late.search(heading.text), early.search(body.text)
        if strong and weak and not early.search(heading.text) and not late.search(body.text):
            return _Reach(_place(heading, strong), _place(body, weak))
    if _CAREFUL.search(heading.text) or _ASKS.search(heading.text):
        return None
    whole, part = _WHOLE.search(heading.text), _PART.search(body.text)
    if whole and part and not _WHOLE.search(body.text) and shared >= 2:
        return _Reach(_place(heading, whole), _place(body, part))
    if _CREDITS.search(heading.text):
        return None
    for name, weakening in _WEAKENINGS:
        if name in _COMMON and not shared:
            continue
        weak = weakening.search(body.text)
        if weak and not weakening.search(heading.text) and not _FORBIDS.search(body.text[: weak.start()]):
            if name == "hedge" and not _bears(heading, body, Span(weak.start(), weak.end())):
                continue
            return _Reach(heading.span, _place(body, weak))
    return None


def _bears(heading: Statement, body: Statement, weak: Span) -> bool:
    """Tell whether a weak word stands in the clause that tells what the heading tells, not in one beside it."""
    clause = around(body.text, weak)
    aside = max((m.end() for m in _ASIDE.finditer(body.text, clause.start, weak.start)), default=clause.start)
    inside = {stem for stem, _ in content_stems(body.text[aside : clause.end])}
    outside = {stem for stem, _ in content_stems(body.text[: clause.start] + " " + body.text[clause.end :])}
    told = _stems(heading)
    return bool(told & inside) and len(told & inside) >= len(told & (outside - inside))


def _stems(statement: Statement) -> set[str]:
    return {stem for stem, _ in content_stems(statement.text)}


def _place(statement: Statement, match: re.Match[str]) -> Span:
    return Span(statement.span.start + match.start(), statement.span.start + match.end())


def _comparison(
    reach: _Reach, heading: Statement, head_article: Article, body_article: Article, mirrored: bool
) -> Comparison:
    strong = f"“{_short(heading.text, 80)}” in a heading"
    weak = f"“{_around(body_article.text, reach.body)}”"
    if mirrored:
        return Comparison(NAME, Level.COMPATIBLE, "headline-overreach", reach.body, reach.heading, weak, strong)
    return Comparison(NAME, Level.COMPATIBLE, "headline-overreach", reach.heading, reach.body, strong, weak)


def _around(text: str, span: Span) -> str:
    """Return the deciding words with some words of their line on either side."""
    start = text.rfind("\n", 0, span.start) + 1
    before = text[max(start, span.start - 24) : span.start].split(" ")[1 if span.start - 24 > start else 0 :]
    end = text.find("\n", span.end)
    behind = text[span.end : min(span.end + 40, end if end >= 0 else len(text))]
    cut = behind.rsplit(" ", 1)[0] if len(behind) == 40 else behind
    return " ".join((" ".join(before) + span.of(text) + cut).split())


def _short(text: str, limit: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + "…"
