"""Two sentences -> the rules one comparator finds, with the laws every comparison keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from checker.facts.cues import extract
from checker.model import Alignment, Article, Comparison, Facts, Span, Statement

Compare = Callable[[Alignment], Iterator[Comparison]]


def _side(number: int, text: str, after: str, published: date | None) -> tuple[Statement, Statement | None, Article]:
    whole = f"A first line.\n{text} {after}".rstrip()
    article = Article(f"a{number}", f"{number}.txt", whole, published=published)
    at = whole.index(text)
    first = Statement(f"a{number}.1", article.id, 0, Span(at, at + len(text)), text)
    second = None
    if after:
        start = at + len(text) + 1
        second = Statement(f"a{number}.2", article.id, 1, Span(start, start + len(after)), after)
        second = replace(second, facts=Facts(cues=extract(second, article)))
    return replace(first, facts=Facts(cues=extract(first, article))), second, article


def pair(
    left: str,
    right: str,
    *,
    left_after: str = "",
    right_after: str = "",
    left_day: date | None = None,
    right_day: date | None = None,
    score: float = 0.6,
) -> Alignment:
    one, one_next, first = _side(1, left, left_after, left_day)
    two, two_next, second = _side(2, right, right_after, right_day)
    return Alignment(one, two, first, second, score, True, left_next=one_next, right_next=two_next)


def swap(a: Alignment) -> Alignment:
    return Alignment(
        a.right,
        a.left,
        a.right_article,
        a.left_article,
        a.score,
        a.same,
        left_next=a.right_next,
        right_next=a.left_next,
    )


def found(compare: Compare, aligned: Alignment) -> list[Comparison]:
    """Run a comparator both ways round; the results must mirror each other and their spans must cut out words."""
    here, back = list(compare(aligned)), list(compare(swap(aligned)))
    assert [(c.rule, c.left, c.right, c.left_says, c.right_says, c.gate) for c in here] == [
        (c.rule, c.right, c.left, c.right_says, c.left_says, c.gate) for c in back
    ]
    for c in here:
        assert c.left is not None and c.right is not None
        for span, article in ((c.left, aligned.left_article), (c.right, aligned.right_article)):
            assert span.of(article.text).strip() == span.of(article.text) != ""
        assert 0 < len(c.left_says) <= 110 and 0 < len(c.right_says) <= 110
    return here


def rules(compare: Compare, left: str, right: str, **more: object) -> list[str | None]:
    """Return the rules that fire; a comparison with a gate raises nothing."""
    return [c.rule for c in found(compare, pair(left, right, **more)) if c.gate is None]  # type: ignore[arg-type]
