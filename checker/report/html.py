"""The report as one HTML page that needs nothing else: no request, no font, no script from elsewhere.

All article text passes two guards, whatever the template does with it: control and bidi characters become visible
(``finalize``), and markup is escaped (``autoescape``). The page's own policy lets the browser run the one script and
apply the one style whose hashes it names, and nothing more.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from checker.model import Article, Finding, Location, Report, Statement
from checker.report.plain import plain
from checker.report.style import Style
from checker.report.terminal import headline
from checker.report.view import RIGHT, SIGNS, WORDS, Piece, Row, View, by_passages, joined, pieces, state_of
from checker.rules import RULES

if TYPE_CHECKING:
    from jinja2 import Environment

COMPACT = 5
"""From one source more than this the matrix shows signs alone and numbers the sources."""

GROUPS = (
    ("conflict", "Conflicts", "cannot both hold"),
    ("differ", "Differences", "told differently"),
    ("agree", "Agreements", "the same fact, told alike"),
    ("only", "Only in one source", "the others are silent"),
)


def render(report: Report, style: Style | None = None) -> str:
    """Return the page; ``style`` changes nothing, and the same report gives the same bytes."""
    from markupsafe import Markup  # noqa: PLC0415

    css, script = template_file("report.css"), template_file("report.js")
    page = _Page(View(report))
    # The two files are the tool's own; nothing of an article is in them.
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            page=page,
            view=page.view,
            report=report,
            css=Markup(css),  # noqa: S704
            script=Markup(script),  # noqa: S704
            css_hash=source_hash(css),
            script_hash=source_hash(script),
            signs=SIGNS,
            words=WORDS,
            rules=RULES,
            right=RIGHT,
            headline=headline(report),
        )
    )


@cache
def environment() -> Environment:
    """Return a template engine with both guards on, for pages of the tool; a process compiles a template once."""
    # A template engine is wanted by the pages alone.
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    def safe(value: Any) -> Any:
        return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        autoescape=True,
        finalize=safe,
        loader=FunctionLoader(template_file),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def template_file(name: str) -> str:
    """Return one of the tool's own templates, styles or scripts."""
    return (files("checker.report") / "templates" / name).read_text("utf-8")


def source_hash(text: str) -> str:
    """Return the hash by which a page's policy lets its own style or script run."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class _Page:
    """What the template asks for; ids and tokens are made of the tool's own numbers, never of article text."""

    def __init__(self, view: View) -> None:
        self.view, self.report = view, view.report
        self.compact = len(self.report.articles) > COMPACT
        self.number = {f.fingerprint: n for n, f in enumerate(self.report.findings, 1)}
        # The claim first, where a statement stands in a pair of another kind, too.
        rows = sorted(view.rows, key=lambda r: r.id[0] != "c", reverse=True)
        self._row_of = {i: r for r in rows for c in r.cells for i in c.statements}

    def title(self) -> str:
        """Return the page's title: the sources' names, or how many there are."""
        names = list(self.view.labels.values())
        return f"{names[0]} and {names[1]} compared" if len(names) == 2 else f"{len(names)} articles compared"

    def sections(self) -> list[tuple[str, str, str, list[Row]]]:
        """Return the matrix in groups of rows."""
        found = [(s, title, gloss, [r for r in self.view.rows if r.state == s]) for s, title, gloss in GROUPS]
        return [s for s in found if s[3]]

    def findings(self) -> list[tuple[str, str, str, list[list[Finding]]]]:
        """Return the findings in groups, those on the same passages together."""
        found = []
        for state, title, gloss in GROUPS:
            mine = by_passages(f for f in self.view.open if state_of(f) == state)
            if mine:
                found.append((state, "Notes on agreements" if state == "agree" else title, gloss, mine))
        return found

    def counts(self) -> list[tuple[str, str, int]]:
        """Return the tiles of the summary: how many claims of each kind."""
        return [(s, title, sum(r.state == s for r in self.view.rows)) for s, title, _ in GROUPS]

    def rules_used(self) -> list[str]:
        """Return the rules that fired, in the order of the table."""
        used = {f.rule for f in self.view.open}
        return [r for r in RULES if r in used]

    def levels(self, findings: Sequence[Finding]) -> str:
        """Return the levels of some findings as the filter reads them."""
        return " ".join(dict.fromkeys(f.level.value for f in findings)) or "none"

    def tokens(self, findings: Sequence[Finding], row: Row | None = None) -> str:
        """Return what lights up together with this."""
        return " ".join([*([row.id] if row else []), *(f"f{self.number[f.fingerprint]}" for f in findings)])

    def row_of(self, statement: str) -> Row | None:
        """Return the row of the matrix that a statement is in."""
        return self._row_of.get(statement)

    def statement_tokens(self, statement: str, *, loud: bool = False) -> str:
        """Return what a statement lights up with, or (``loud``) what it lights up itself: its claim, not each note."""
        found = self.view.findings_at.get(statement, [])
        if loud:
            found = [f for f in found if state_of(f) in ("conflict", "differ")]
        return self.tokens(found, self.row_of(statement))

    def anchor(self, statement: str) -> str:
        """Return the id of a statement in the page."""
        return f"s-{statement.replace('.', '-')}"

    def place(self, location: Location) -> str:
        """Return where a passage stands in the page: its statement, or else its article."""
        found = self.view.at(location)
        return self.anchor(found) if found else f"article-{location.article}"

    def passage(self, group: Sequence[Finding], location: Location) -> list[Piece]:
        """Return a passage in pieces, with the deciding words of all findings on it."""
        same = [x for f in group for x in f.locations if (x.article, x.span) == (location.article, location.span)]
        return pieces(location, (h for x in same for h in x.highlights))

    def about(self, article: Article) -> tuple[str, str, int]:
        """Return a source's name, date and number of statements."""
        count = sum(s.article == article.id and s.claims for s in self.report.statements)
        when = f"{article.published.day} {article.published:%B %Y}" if article.published else "no date"
        return article.source or "", when, count

    def paragraphs(self, article: Article) -> list[list[tuple[Statement | None, list[Piece]]]]:
        """Return an article as paragraphs of statements and of text between them, nothing left out."""
        marks: list[Any] = []
        for f in self.view.open:
            if state_of(f) in ("conflict", "differ"):
                marks += [h for x in f.locations if x.article == article.id for h in x.highlights]
        marks = joined(marks)
        found: list[list[tuple[Statement | None, list[Piece]]]] = [[]]
        for statement, text, start in self._runs(article):
            if statement is None:
                # A line end between statements is where the article, too, begins a new paragraph or heading.
                for n, part in enumerate(text.split("\n")):
                    if n and found[-1]:
                        found.append([])
                    if part.strip() or (part and found[-1]):
                        found[-1].append((None, [(part, False)]))
                continue
            inside = [m for m in marks if start <= m.start and m.end <= start + len(text)]
            found[-1].append((statement, pieces(Location(article.id, statement.span, text), inside, len(text))))
        return [p for p in found if p]

    def _runs(self, article: Article) -> Iterator[tuple[Statement | None, str, int]]:
        at = 0
        mine = (s for s in self.report.statements if s.article == article.id)
        for s in sorted(mine, key=lambda s: s.span):
            if s.span.start < at:
                continue
            if s.span.start > at:
                yield None, article.text[at : s.span.start], at
            yield s, s.span.of(article.text), s.span.start
            at = s.span.end
        if article.text[at:].strip():
            yield None, article.text[at:], at

    def is_heading(self, paragraph: Sequence[tuple[Statement | None, list[Piece]]]) -> bool:
        """Tell whether a paragraph is a headline or a sub-heading of the article."""
        return any(s is not None and s.heading for s, _ in paragraph)
