"""Article -> statements: one sentence, heading or dateline each, with its quotations and who is credited.

Statements stand in the order of the text, do not overlap, and together hold all its words.
"""

from __future__ import annotations

from dataclasses import replace

from checker.model import Article, Attribution, Kind, Quote, Span, Statement
from checker.split.attribution import attribute
from checker.split.clauses import clauses
from checker.split.layout import Block, blocks
from checker.split.quotes import Quotation, elisions, quotations
from checker.split.sentences import sentences
from checker.split.speakers import speakers

__all__ = ["clauses", "split"]


def split(article: Article) -> tuple[Statement, ...]:
    """Split an article into statements ``a1.1``, ``a1.2`` ... without facts."""
    text = article.text
    laid = blocks(text, article.headline)
    quoted = [quotations(text, block.span) for block in laid]
    quoted = _continued(text, laid, quoted)
    found: list[tuple[Span, Kind, list[Quotation]]] = []
    for block, inside in zip(laid, quoted, strict=True):
        if block.kind is not Kind.CLAIM:
            found.append((block.span, block.kind, inside))
            continue
        first = 0
        for span in sentences(text, block.span):
            while first < len(inside) and inside[first].outer.end <= span.start:
                first += 1
            last = first
            while last < len(inside) and inside[last].outer.start < span.end:
                last += 1
            own = inside[first:last]
            found.append((span, _kind(text, span, own), own))
    statements = [
        Statement(
            id=f"{article.id}.{n + 1}",
            article=article.id,
            index=n,
            span=span,
            text=span.of(text),
            kind=kind,
            quotes=_quotes(text, span, inside),
        )
        for n, (span, kind, inside) in enumerate(found)
    ]
    credits = [attribute(text, s) if s.claims else None for s in statements]
    groups = [[(q.group, q.span) for q in inside if q.span.overlaps(span)] for span, _, inside in found]
    return tuple(_credited(s, a) for s, a in zip(statements, speakers(text, statements, credits, groups), strict=True))


def _credited(statement: Statement, credit: Attribution | None) -> Statement:
    speaker = (credit.source or None) if credit else None
    quotes = tuple(replace(q, speaker=speaker) for q in statement.quotes)
    return replace(statement, attribution=credit, quotes=quotes)


def _quotes(text: str, span: Span, inside: list[Quotation]) -> tuple[Quote, ...]:
    found = []
    for quotation in inside:
        if not quotation.span.overlaps(span):
            continue
        start, end = max(quotation.span.start, span.start), min(quotation.span.end, span.end)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            found.append(Quote(Span(start, end), None, elisions(text, Span(start, end))))
    return tuple(found)


def _kind(text: str, span: Span, inside: list[Quotation]) -> Kind:
    """Tell a sentence that stands wholly inside quotation marks from one that only holds some."""
    outside = span.start
    for quotation in inside:
        if quotation.outer.overlaps(span):
            if any(c.isalnum() for c in text[outside : quotation.outer.start]):
                return Kind.CLAIM
            outside = max(outside, quotation.outer.end)
    return Kind.CLAIM if any(c.isalnum() for c in text[outside : span.end]) else Kind.QUOTE


def _continued(text: str, laid: list[Block], quoted: list[list[Quotation]]) -> list[list[Quotation]]:
    """Give a quotation that runs over paragraphs one group: each but the last opens and does not close."""
    result: list[list[Quotation]] = []
    open_group: int | None = None
    for block, inside in zip(laid, quoted, strict=True):
        kept = list(inside)
        if open_group is not None and kept and kept[0].outer.start == block.span.start:
            kept[0] = kept[0]._replace(group=open_group)
        if block.kind is not Kind.DATELINE:
            open_group = kept[-1].group if kept and not kept[-1].closed else None
        result.append(kept)
    return result
