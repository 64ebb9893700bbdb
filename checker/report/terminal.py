"""The report for people: a summary, then conflicts, differences, agreements and what only one source has.

Every line says in words what it means; colour repeats it and is never needed. There are no boxes or columns to follow,
so a screen reader reads it from top to bottom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from checker.model import Article, Finding, Match, Relation, Report, Severity
from checker.report.json_v1 import summary
from checker.report.passages import labels, paint, paragraph, passage, shown
from checker.report.plain import shorten
from checker.report.style import Style
from checker.report.view import SIGNS, WORDS, Row, View, by_passages, state_of
from checker.rules import OMISSIONS, RULES

MATRIX = 3
"""Sources from which the claims are shown against the sources: two need no matrix."""
AGREEING = 8
"""Lines of the matrix that are filled up with agreeing claims, unless all are asked for."""
GIST = 100
"""Code points of a claim in the matrix."""


def render(report: Report, style: Style | None = None) -> str:
    """Return the report as text of at most ``style.width`` columns, with a newline at its end."""
    style = style or Style()
    page = _Page(report, style)
    blocks = [page.head()]
    if style.detail >= 0:
        blocks += page.body()
    return "\n\n".join("\n".join(b) for b in blocks if b) + "\n"


class _Page:
    def __init__(self, report: Report, style: Style) -> None:
        self.report, self.style = report, style
        self.labels = labels(report.articles)
        self.open = [f for f in report.findings if f.suppressed is None]
        self.accepted = len(report.findings) - len(self.open)

    def head(self) -> list[str]:
        """The summary, which comes first and stands alone under ``--quiet``."""
        lines = self._lines(headline(self.report))
        if self.style.detail >= 0:
            lines += [line for a in self.report.articles for line in self._lines(self._about(a), "  ", "    ")]
            lines += [
                line
                for s in self.report.skipped
                for line in self._lines(f"Not compared: {s.path}: {s.reason}", "  ", "    ")
            ]
            lines += [line for n in self.report.notices for line in self._lines(f"Note: {n}", "  ", "    ")]
        return lines

    def body(self) -> list[list[str]]:
        loud = by_passages(f for f in self.open if state_of(f) in ("conflict", "differ"))
        conflicts = [fs for fs in loud if any(state_of(f) == "conflict" for f in fs)]
        differences = [fs for fs in loud if fs not in conflicts]
        blocks = [
            *self._matrix(),
            *self._group("Conflicts", "cannot both hold", conflicts, Relation.CONFLICT),
            *self._group("Differences", "told differently", differences, Relation.DIFFER),
            *self._agreements(),
            *self._only_one(),
        ]
        if self.accepted:
            blocks.append(self._lines(f"{_count(self.accepted, 'finding')} accepted before and not shown."))
        if self.open:
            blocks.append(
                self._lines(
                    "check --explain RULE says what a rule means; --why FINGERPRINT, with the same files, how a "
                    "finding came about."
                )
            )
        return blocks

    def _matrix(self) -> list[list[str]]:
        """The claims against the sources, where there are three or more: the ones on which they part first."""
        if len(self.report.articles) < MATRIX:
            return []
        view = View(self.report)
        rows = [r for r in view.rows if r.state != "only"]
        if not rows:
            return []
        number = {a.id: n for n, a in enumerate(self.report.articles, 1)}
        loud = [r for r in rows if r.state != "agree"]
        calm = [r for r in rows if r.state == "agree"]
        listed = [*loud, *(calm if self.style.detail > 0 else calm[: max(0, AGREEING - len(loud))])]
        signs = ", ".join(f"{SIGNS[s]} {WORDS[s]}" for s in ("agree", "differ", "conflict", "silent"))
        names = ", ".join(f"{n} {self.labels[a]}" for a, n in number.items())
        head = paint(shown(f"Claims and sources: {len(rows)}", self.style), "bold", self.style)
        block = [head, *self._lines(f"Sources: {names}. Signs: {signs}.", "  ", "  ")]
        for row in listed:
            cells = " ".join(f"{n}{SIGNS.get(c.state, ' ')}" for n, c in enumerate(row.cells, 1))
            block += self._lines(f"{cells}  {shorten(row.gist, GIST)}", "  ", "     ")
            if row.camps:
                block += self._lines(f"{_camps(row, number)}.", "     ", "     ")
        if len(listed) < len(rows):
            block += self._lines(f"{_count(len(rows) - len(listed), 'more claim')} on which they agree (-v).", "  ")
        return [block]

    def _group(self, title: str, gloss: str, pairs: Sequence[Sequence[Finding]], relation: Relation) -> list[list[str]]:
        """One block a pair of passages, with every difference on it, so that the passages are read once."""
        unnamed = self._unnamed(relation)
        if not pairs and not unnamed:
            return []
        blocks = [[paint(shown(f"{title}: {len(pairs)} ({gloss})", self.style), "bold", self.style)]] if pairs else []
        blocks += [self._finding(n, fs) for n, fs in enumerate(pairs, 1)]
        if unnamed:
            what = "conflicting" if relation is Relation.CONFLICT else "different"
            more = " more" if pairs else ""
            head = f"{len(unnamed)}{more} {'pair' if len(unnamed) == 1 else 'pairs'} of passages"
            reads = "reads" if len(unnamed) == 1 else "read"
            if self.style.detail > 0:
                blocks.append(self._lines(f"{head} {reads} as {what}; no rule that is on names how:"))
                blocks += [self._match(m) for m in unnamed]
            else:
                blocks.append(self._lines(f"{head} {reads} as {what}; no rule that is on names how (-v shows)."))
        return blocks

    def _finding(self, number: int, findings: Sequence[Finding]) -> list[str]:
        lines: list[str] = []
        indent = " " * len(f"{number}. ")
        for n, f in enumerate(findings):
            lead = f"{number}. " if n == 0 else indent
            tag = f"{f.level.value.upper()} {f.rule} [{f.fingerprint[:8]}]"
            lines.append(lead + paint(shown(tag, self.style), f.level.value, self.style))
            lines += self._lines(f.message, indent)
        for x in findings[0].locations:
            marks = [h for f in findings for y in f.locations if y.article == x.article for h in y.highlights]
            lines += passage(self.labels[x.article], x, marks, self.style, indent)
        return lines

    def _match(self, match: Match, notes: Sequence[Finding] = ()) -> list[str]:
        lines = []
        for x in (match.left, match.right):
            marks = [h for f in notes for y in f.locations if y.article == x.article for h in y.highlights]
            lines += passage(self.labels[x.article], x, marks, self.style, "   ")
        for f in notes:
            lines += self._lines(f"{f.level.value} {f.rule} [{f.fingerprint[:8]}]: {f.message}", "   ", "     ")
        return lines

    def _agreements(self) -> list[list[str]]:
        agreeing = [m for m in self.report.matches if m.relation is Relation.AGREE]
        notes = [f for f in self.open if state_of(f) == "agree"]
        if not agreeing and not notes:
            return []
        told = f"Agreements: {len(agreeing)}"
        if self.style.detail <= 0:
            counts = Counter(f.rule for f in notes)
            kinds = ", ".join(f"{counts[r]} {r}" for r in RULES if counts[r])
            return [self._lines(f"{told}{f', with notes: {kinds}' if kinds else ''} (-v lists them).")]
        by_print = {f.fingerprint: f for f in notes}
        blocks = [[paint(told, "bold", self.style)]]
        for m in agreeing:
            blocks.append(self._match(m, [by_print.pop(p) for p in m.findings if p in by_print]))
        blocks += [self._finding(n, fs) for n, fs in enumerate(by_passages(by_print.values()), 1)]
        return blocks

    def _only_one(self) -> list[list[str]]:
        alone = [f for f in self.open if f.rule in OMISSIONS]
        if not alone:
            return []
        loud = [f for f in alone if f.level is not Severity.INFO]
        quiet = [f for f in alone if f.level is Severity.INFO]
        head = f"Only in one source: {len(alone)}" + (f", {len(loud)} of them material" if loud else "")
        blocks = []
        if loud or self.style.detail > 0:
            blocks.append([paint(head, "bold", self.style)])
        blocks += [self._finding(n, [f]) for n, f in enumerate(loud, 1)]
        if quiet and self.style.detail > 0:
            blocks += [self._finding(n, [f]) for n, f in enumerate(quiet, len(loud) + 1)]
        elif quiet:
            counts = Counter(f.locations[0].article for f in quiet)
            where = ", ".join(f"{counts[a]} in {self.labels[a]}" for a in self.labels if counts[a])
            begin = "Further statements of one source only" if loud else "Statements of one source only"
            blocks.append(self._lines(f"{begin}: {where} (-v lists them)."))
        return blocks

    def _unnamed(self, relation: Relation) -> list[Match]:
        """Pairs that read as different on the whole, while no finding on them says so."""
        told = {f.fingerprint for f in self.report.findings if state_of(f) != "agree"}
        shown = {f.fingerprint for f in self.report.findings}
        return [
            m
            for m in self.report.matches
            if m.relation is relation and not told.intersection(m.findings) and shown.issuperset(m.findings)
        ]

    def _about(self, article: Article) -> str:
        count = sum(s.article == article.id and s.claims for s in self.report.statements)
        when = "no date"
        if article.published:
            origin = {"option": "given with --as-of"}.get(
                article.published_from or "", f"from its {article.published_from}"
            )
            when = f"{article.published.day} {article.published:%B %Y}" + (
                f" ({origin})" if article.published_from else ""
            )
        source = f", {article.source}" if article.source else ""
        return f"{self.labels[article.id]}{source}, {when}, {_count(count, 'statement')}"

    def _lines(self, text: str, indent: str = "", hang: str | None = None) -> list[str]:
        return paragraph(text, self.style, indent, hang)


def headline(report: Report) -> str:
    """Return the whole result in a sentence or two: what a reader hears first."""
    counts = summary(report)
    shared = counts["agree"] + counts["differ"] + counts["conflict"]
    # With three sources or more one fact makes several pairs.
    what = (
        _count(shared, "shared fact")
        if len(report.articles) == 2
        else _count(shared, "pair of statements", "pairs of statements")
    )
    relations = ", ".join(
        f"{n} {word if n == 1 else many}"
        for n, word, many in (
            (counts["agree"], "agrees", "agree"),
            (counts["differ"], "differs", "differ"),
            (counts["conflict"], "conflict", "conflicts"),
        )
    )
    text = f"{_count(len(report.articles), 'article')}, {what}: {relations}"
    material = counts["by_rule"].get("omission-material", 0)
    only = counts["source_only"]
    text += f"; {_count(only, 'statement')} in one source only"
    text += f", {material} material." if material else "."
    if len(report.articles) > 2 and report.claims:
        whole = sum(not c.silent for c in report.claims)
        text += f" {_count(len(report.claims), 'claim')} told by two sources or more, {whole} by all."
    return text


def _camps(row: Row, number: Mapping[str, int]) -> str:
    """Say who stands against whom: ``1 and 3 ("Twelve") against 2 ("Fourteen")``."""
    words = {a: c.words for a, c in zip(number, row.cells, strict=True)}
    told = []
    for camp in row.camps:
        says = next((f" (“{words[a]}”)" for a in camp if words[a]), "")
        told.append(" and ".join(str(number[a]) for a in camp) + says)
    return " against ".join(told)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
