"""What the reports for people share: the matrix of claims and sources, passages in pieces, groups of findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.model import Claim, Finding, Location, Relation, Report, Severity, Span, Statement
from checker.report.passages import labels
from checker.report.plain import shorten
from checker.rules import OMISSIONS

MAX_PASSAGE = 900
"""Code points of a passage that are shown beside a finding; a longer one is cut around the deciding words."""

MAX_GIST, MAX_WORDS = 160, 60
"""Code points of a claim in the matrix, and of the deciding words in one of its cells."""

SIGNS = {"conflict": "≠", "differ": "≈", "agree": "=", "only": "+", "silent": "–"}
"""How a source stands to a claim; each is read out as a word too."""

WORDS = {"conflict": "conflicts", "differ": "differs", "agree": "agrees", "only": "only here", "silent": "silent"}

RIGHT = "The report says where the sources agree and where they do not; it never says which of them is right."

Piece = tuple[str, bool]
"""Some text, and whether it decides."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one source stands to one claim."""

    state: str
    """``agree``, ``differ``, ``conflict``, ``only``, ``silent``; empty where the row is a pair and this is neither."""
    statements: tuple[str, ...] = ()
    words: str = ""
    """The deciding words, where it differs or conflicts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim, one pair of passages that no claim holds, or one statement that only one source has."""

    id: str
    state: str
    gist: str
    cells: tuple[Cell, ...]
    origins: int
    findings: tuple[Finding, ...]
    camps: tuple[tuple[str, ...], ...] = ()
    """Articles that agree among themselves, where the claim conflicts and they part cleanly."""

    @property
    def told(self) -> int:
        """Return how many sources have it."""
        return sum(bool(c.statements) for c in self.cells)


@dataclass
class View:
    """The report as people look at it."""

    report: Report
    rows: list[Row] = field(init=False)
    """Conflicts first, then differences, agreements, and what only one source has; in reading order within each."""

    def __post_init__(self) -> None:
        self.labels = labels(self.report.articles)
        self.open = [f for f in self.report.findings if f.suppressed is None]
        self.accepted = [f for f in self.report.findings if f.suppressed is not None]
        claims = [self._claim(c) for c in self.report.claims]
        claims += self._pairs_outside({f.fingerprint for r in claims for f in r.findings})
        order = ("conflict", "differ", "agree")
        alone = [self._alone(n, f) for n, f in enumerate((f for f in self.open if f.rule in OMISSIONS), 1)]
        self.rows = sorted(claims, key=lambda r: order.index(r.state)) + alone

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Return all statements by id."""
        return {s.id: s for s in self.report.statements}

    @cached_property
    def _starts(self) -> dict[tuple[str, int], str]:
        return {(s.article, s.span.start): s.id for s in self.report.statements}

    def at(self, location: Location) -> str | None:
        """Return the id of the statement that a passage is, or begins in."""
        found = self._starts.get((location.article, location.span.start))
        return found or next(
            (
                s.id
                for s in self.report.statements
                if s.article == location.article and s.span.start <= location.span.start < s.span.end
            ),
            None,
        )

    @cached_property
    def findings_at(self) -> dict[str, list[Finding]]:
        """Return the findings that touch each statement."""
        found: dict[str, list[Finding]] = {}
        for f in self.open:
            for i in dict.fromkeys(self.at(x) for x in f.locations):
                if i is not None:
                    found.setdefault(i, []).append(f)
        return found

    @cached_property
    def _pairs(self) -> list[tuple[str, str, Relation]]:
        found = ((self.at(m.left), self.at(m.right), m.relation) for m in self.report.matches)
        return [(a, b, r) for a, b, r in found if a and b and r is not Relation.RELATED]

    @cached_property
    def _pairs_of(self) -> dict[str, list[tuple[str, str, Relation]]]:
        table: dict[str, list[tuple[str, str, Relation]]] = {}
        for pair in self._pairs:
            for i in pair[:2]:
                table.setdefault(i, []).append(pair)
        return table

    def _claim(self, claim: Claim) -> Row:
        members = set(claim.statements)
        pairs = {p: None for i in claim.statements for p in self._pairs_of.get(i, []) if {p[0], p[1]} <= members}
        found = {
            f.fingerprint: f
            for i in claim.statements
            for f in self.findings_at.get(i, [])
            if f.rule not in OMISSIONS and all(self.at(x) in members for x in f.locations)
        }
        cells = tuple(self._cell(a.id, claim, list(pairs), list(found.values())) for a in self.report.articles)
        state = claim.relation.value if claim.relation is not Relation.RELATED else "agree"
        camps = self._camps(claim, list(pairs)) if state == "conflict" else ()
        gist = self._gist(self.statements[claim.statements[0]])
        return Row(claim.id, state, gist, cells, claim.origins, tuple(found.values()), camps)

    def _pairs_outside(self, told: set[str]) -> list[Row]:
        """Return pairs that differ or conflict and that the claims, which chain nothing, do not hold."""
        claims = {i: c.id for c in self.report.claims for i in c.statements}
        loud = [f for f in self.open if state_of(f) in ("conflict", "differ") and f.fingerprint not in told]
        groups: dict[tuple[str, str], tuple[Relation, list[Finding]]] = {}
        for a, b, r in self._pairs:
            if r is not Relation.AGREE and (a not in claims or claims[a] != claims.get(b)):
                groups.setdefault((a, b), (r, []))
        for f in loud:
            at = [i for x in f.locations if (i := self.at(x))]
            if len(at) > 1:
                stronger = Relation.CONFLICT if state_of(f) == "conflict" else Relation.DIFFER
                relation, found = groups.get((at[0], at[1]), (stronger, []))
                groups[at[0], at[1]] = (max(relation, stronger, key=lambda r: r.rank), [*found, f])
        rows = []
        for n, ((a, b), (r, found)) in enumerate(groups.items(), 1):
            pair = Claim(f"p{n}", (a, b), (), 2, r)
            cells = tuple(
                c if c.statements else Cell("")
                for c in (self._cell(x.id, pair, [(a, b, r)], found) for x in self.report.articles)
            )
            rows.append(Row(pair.id, r.value, self._gist(self.statements[a]), cells, 2, tuple(found)))
        return rows

    def _cell(
        self, article: str, claim: Claim, pairs: Sequence[tuple[str, str, Relation]], findings: Sequence[Finding]
    ) -> Cell:
        own = tuple(i for i in claim.statements if self.statements[i].article == article)
        if not own:
            return Cell("silent")
        relation = max((r for a, b, r in pairs if a in own or b in own), key=lambda r: r.rank, default=claim.relation)
        if relation not in (Relation.DIFFER, Relation.CONFLICT):
            return Cell("agree", own)
        words = dict.fromkeys(
            shorten(x.text[h.start - x.span.start : h.end - x.span.start], MAX_WORDS)
            for f in findings
            if f.relation in (Relation.DIFFER, Relation.CONFLICT)
            for x in f.locations
            if x.article == article
            for h in x.highlights
        )
        return Cell(relation.value, own, shorten(" · ".join(words), MAX_WORDS))

    def _camps(self, claim: Claim, pairs: Sequence[tuple[str, str, Relation]]) -> tuple[tuple[str, ...], ...]:
        of = {i: self.statements[i].article for i in claim.statements}
        camps = [{a.id} for a in self.report.articles if a.id in of.values()]
        for a, b, r in pairs:
            if r in (Relation.AGREE, Relation.DIFFER):
                joined = [c for c in camps if of[a] in c or of[b] in c]
                camps = [c for c in camps if c not in joined] + [set().union(*joined)]
        order = [a.id for a in self.report.articles]
        parted = sorted((tuple(sorted(c, key=order.index)) for c in camps), key=lambda c: (-len(c), order.index(c[0])))
        return tuple(parted) if len(parted) > 1 else ()

    def _alone(self, number: int, f: Finding) -> Row:
        own = tuple(i for x in f.locations if (i := self.at(x)))
        here = {x.article for x in f.locations}
        cells = tuple(Cell("only", own) if a.id in here else Cell("silent") for a in self.report.articles)
        return Row(f"o{number}", "only", shorten(f.locations[0].text, MAX_GIST), cells, 1, (f,))

    def _gist(self, s: Statement) -> str:
        return shorten(s.span.of(self.report.article(s.article).text), MAX_GIST)


def pieces(location: Location, marks: Iterable[Span], limit: int = MAX_PASSAGE) -> list[Piece]:
    """Cut a passage into pieces that decide and pieces that do not; with a limit, around the first deciding words."""
    base, size = location.span.start, len(location.text)
    inside = joined(m for m in marks if location.span.holds(m) and m.start < m.end)
    first, last = 0, size
    if size > limit:
        lead = (inside[0].start - base if inside else 0) - limit // 3
        first = max(0, min(lead, size - limit))
        last = min(size, first + limit)
    found: list[Piece] = [("… ", False)] if first else []
    at = first
    for m in inside:
        start, stop = max(m.start - base, first), min(m.end - base, last)
        if start < stop:
            found += [(location.text[at:start], False), (location.text[start:stop], True)]
            at = stop
    found += [(location.text[at:last], False), (" …" if last < size else "", False)]
    return [p for p in found if p[0]]


def joined(spans: Iterable[Span]) -> list[Span]:
    """Sort spans and join those that overlap: marks are never nested."""
    found: list[Span] = []
    for s in sorted(spans):
        if found and s.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, s.end))
        else:
            found.append(s)
    return found


def state_of(f: Finding) -> str:
    """Return the group a finding is shown in: ``conflict``, ``differ``, ``agree`` (a note) or ``only``."""
    if f.rule in OMISSIONS:
        return "only"
    if f.level is Severity.ERROR or f.relation is Relation.CONFLICT:
        return "conflict"
    return "agree" if f.level is Severity.INFO else "differ"


def by_passages(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Put findings on the same passages together, so that the passages are read once."""
    groups: dict[tuple[tuple[str, Span], ...], list[Finding]] = {}
    for f in findings:
        groups.setdefault(tuple((x.article, x.span) for x in f.locations), []).append(f)
    return list(groups.values())
