"""One finding with the whole way to it: spans, facts, levels, scores, and what was silenced (``--why``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.errors import UsageError
from checker.model import Article, DateFact, Finding, Quantity, Report, Span, Statement
from checker.report.passages import excerpt, labels, paint, paragraph, passage
from checker.report.style import Style
from checker.rules import GATES, RULES


def find(report: Report, fingerprint: str) -> Finding:
    """Return the finding whose fingerprint begins so; raises ``UsageError`` where none or several do."""
    found = [f for f in report.findings if f.fingerprint.startswith(fingerprint.lower())] if fingerprint else []
    if not found:
        raise UsageError(
            f"--why: no finding has the fingerprint {fingerprint!r}",
            hint="the report shows them in square brackets",
        )
    if len(found) > 1:
        raise UsageError(f"--why: {len(found)} findings begin with {fingerprint!r}", hint="give more of it")
    return found[0]


def render_why(report: Report, finding: Finding, style: Style) -> str:
    """Return the trace of one finding as text."""
    rule, names = RULES[finding.rule], labels(report.articles)
    lines = [
        paint(
            f"{finding.level.value.upper()} {finding.rule} [{finding.fingerprint}]",
            finding.level.value,
            style,
        )
    ]
    lines += paragraph(finding.message, style)
    relation = finding.relation.value if finding.relation else "told by one source only"
    sure = "not measured" if finding.confidence is None else f"{finding.confidence:.2f}"
    lines += paragraph(f"Rule: {rule.summary}. Relation: {relation}. Confidence: {sure}.", style)
    for x in finding.locations:
        article = report.article(x.article)
        lines += ["", *passage(names[x.article], x, x.highlights, style, "")]
        lines += paragraph(f"code points {x.span.start} to {x.span.end} of {article.path}", style, "  ")
        for h in x.highlights:
            lines += paragraph(f"deciding words: “{excerpt(article, h)}” ({h.start} to {h.end})", style, "  ", "    ")
        for s in report.statements:
            if s.article == x.article and s.span == x.span:
                for fact in _facts(s, article):
                    lines += paragraph(fact, style, "  ", "    ")
    if finding.absent_from:
        lines += ["", *paragraph(f"Missing in: {', '.join(names[a] for a in finding.absent_from)}", style)]
    if finding.evidence:
        lines += ["", paint("How it came about", "bold", style)]
    for number, step in enumerate(finding.evidence, 1):
        data = ", ".join(f"{name} {_value(value)}" for name, value in step.data if value is not None)
        lines += paragraph(f"{number}. {step.kind}: {step.detail}{f' ({data})' if data else ''}", style, "  ", "     ")
        for gate in GATES:
            if step.kind == "gate" and step.detail.endswith(gate):
                lines += paragraph(GATES[gate], style, "     ")
    if finding.suppressed is not None:
        lines += ["", *paragraph(f"Accepted before: {finding.suppressed}", style)]
    lines += [
        "",
        *paragraph(f"check --explain {finding.rule} says what the rule means and what it gets wrong.", style),
    ]
    return "\n".join(lines) + "\n"


def _facts(s: Statement, article: Article) -> Iterator[str]:
    def words(span: Span) -> str:
        return f"“{excerpt(article, span)}”"

    if s.kind.value != "claim":
        yield f"kind: {s.kind.value}"
    if s.attribution is not None:
        via = f", through {s.attribution.via}" if s.attribution.via else ""
        yield f"credited: {words(s.attribution.span)}, {s.attribution.standing.value}{via}"
    for q in s.quotes:
        yield f"quoted: {words(q.span)}" + (f", by {q.speaker}" if q.speaker else "")
    for d in s.facts.dates:
        yield f"date: {words(d.span)} = {_date(d)}"
    for n in s.facts.quantities:
        yield f"amount: {words(n.span)} = {_amount(n)}"
    for name in s.facts.names:
        yield f"name: {words(name.span)}" + (f" ({name.kind})" if name.kind else "")
    for c in s.facts.cues:
        yield f"{c.kind}: {words(c.span)}" + (f" = {c.value}" if c.value else "")


def _date(d: DateFact) -> str:
    about = "about " if d.approximate else ""
    return f"{about}{d.bound.value} {d.start:%Y-%m-%d} to {d.end:%Y-%m-%d} (the end not included; {d.granularity})"


def _amount(q: Quantity) -> str:
    if q.unknown:
        value = "unknown"
    else:
        value = f"{q.low:g}" if q.low == q.high else f"{q.low:g} to {q.high:g}"
        value = value if q.modality.value == "exact" else f"{q.modality.value} {value}"
    return " ".join(p for p in (value, q.unit, f"({q.counted})" if q.counted else None) if p)


def _value(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
