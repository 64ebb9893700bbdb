"""The report as Markdown, for an issue tracker or a chat: what matters, with both passages as quotations.

Every character of an article that Markdown would act on is escaped, and names (``@somebody``) and numbers (``#12``) are
broken up invisibly, so that a pasted report calls nobody and links nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.model import Finding, Location, Report, Severity
from checker.report.plain import plain
from checker.report.style import Style
from checker.report.terminal import headline
from checker.report.view import RIGHT, SIGNS, WORDS, Row, View, by_passages, pieces, state_of
from checker.rules import RULES

MAX_COLUMNS = 8
"""Sources that a table of a tracker still shows side by side."""

_ALWAYS = re.compile(r"[\\`*_\[\]<>|~&$^{}]")
_START = re.compile(r"^(\s*)([-+=#]|\d+(?=[.)]))")
_CALL = re.compile(r"([@#])(?=\w)")


def render(report: Report, style: Style | None = None) -> str:
    """Return the report; with ``style.detail`` above 0 minor statements and notes are listed, too."""
    return _Page(View(report), style or Style()).text()


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is; it may stand at the start of a line."""
    safe = _ALWAYS.sub(r"\\\g<0>", " ".join(plain(text).split()))
    safe = _START.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else f"{m[1]}{m[2]}\\", safe)
    # A word joiner has no width: the word reads the same, and is no mention any more.
    safe = _CALL.sub("\\1\u2060", safe)
    return safe.replace("://", ":\\//").replace("www.", "www\\.")


class _Page:
    def __init__(self, view: View, style: Style) -> None:
        self.view, self.report, self.style = view, view.report, style

    def text(self) -> str:
        blocks = [*self._head()]
        if self.style.detail >= 0:
            blocks += [*self._matrix(), *self._loud(), *self._only(), *self._notes(), *self._accepted()]
        return "\n\n".join(blocks) + "\n"

    def _head(self) -> list[str]:
        names = [escaped(n) for n in self.view.labels.values()]
        title = f"{names[0]} and {names[1]} compared" if len(names) == 2 else f"{len(names)} articles compared"
        lines = []
        for a in self.report.articles:
            when = f"{a.published.day} {a.published:%B %Y}" if a.published else "no date"
            source = f", {escaped(a.source)}" if a.source else ""
            lines.append(f"- **{escaped(self.view.labels[a.id])}**{source}, {when}")
        lines += [f"- Not compared: {escaped(s.path)}: {escaped(s.reason)}" for s in self.report.skipped]
        lines += [f"- Note: {escaped(n)}" for n in self.report.notices]
        return [f"## {title}", f"{escaped(headline(self.report))} {RIGHT}", "\n".join(lines)]

    def _matrix(self) -> list[str]:
        rows = [r for r in self.view.rows if r.state in ("conflict", "differ") or self.style.detail > 0]
        articles = self.report.articles
        if len(articles) < 3 or len(articles) > MAX_COLUMNS or not rows:
            return []
        head = ["claim", *(escaped(self.view.labels[a.id]) for a in articles)]
        lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
        for r in rows:
            cells = [
                f"{SIGNS[c.state]} {WORDS[c.state]}{f': {escaped(c.words)}' if c.words else ''}" if c.state else ""
                for c in r.cells
            ]
            lines.append(f"| {' | '.join([f'{escaped(r.gist)}{self._camps(r)}', *cells])} |")
        return ["### Claims that differ" if self.style.detail <= 0 else "### Claims", "\n".join(lines)]

    def _camps(self, row: Row) -> str:
        if not row.camps:
            return ""
        return " (" + " against ".join(" and ".join(escaped(self.view.labels[a]) for a in c) for c in row.camps) + ")"

    def _loud(self) -> list[str]:
        blocks = []
        # A pair of passages with a conflict is shown once, with its lesser differences.
        pairs = by_passages(f for f in self.view.open if state_of(f) in ("conflict", "differ"))
        conflicts = [p for p in pairs if any(state_of(f) == "conflict" for f in p)]
        for title, gloss, mine in (
            ("Conflicts", "cannot both hold", conflicts),
            ("Differences", "told differently", [p for p in pairs if p not in conflicts]),
        ):
            if mine:
                blocks.append(f"### {title}: {len(mine)} ({gloss})")
                blocks += [self._group(p) for p in mine]
        return blocks or ["No conflict and no difference was found."]

    def _only(self) -> list[str]:
        alone = [f for f in self.view.open if state_of(f) == "only"]
        shown = [f for f in alone if f.level is not Severity.INFO or self.style.detail > 0]
        if not alone:
            return []
        blocks = [f"### Only in one source: {len(alone)}", *(self._group([f]) for f in shown)]
        if len(shown) < len(alone):
            counts = Counter(f.locations[0].article for f in alone if f not in shown)
            where = ", ".join(f"{n} in {escaped(self.view.labels[a])}" for a, n in sorted(counts.items()))
            blocks.append(f"Minor, not listed: {where}.")
        return blocks

    def _notes(self) -> list[str]:
        notes = [f for f in self.view.open if state_of(f) == "agree"]
        if not notes:
            return []
        if self.style.detail > 0:
            return [f"### Notes on agreements: {len(notes)}", *(self._group(g) for g in by_passages(notes))]
        counts = Counter(f.rule for f in notes)
        return ["Notes on agreements, not listed: " + ", ".join(f"{counts[r]} `{r}`" for r in RULES if counts[r]) + "."]

    def _accepted(self) -> list[str]:
        if not self.view.accepted:
            return []
        lines = [f"- `{f.rule}` `{f.fingerprint[:8]}`: {escaped(f.suppressed or '')}" for f in self.view.accepted]
        return [f"### Accepted before: {len(lines)}", "\n".join(lines)]

    def _group(self, findings: Sequence[Finding]) -> str:
        lines = [
            f"**{f.level.value.upper()}** `{f.rule}` `{f.fingerprint[:8]}` {escaped(f.message)}  " for f in findings
        ]
        lines[-1] = lines[-1].rstrip()
        quotes = [self._quote(findings, x) for x in findings[0].locations]
        return "\n".join(lines) + "\n\n" + "\n>\n".join(quotes)

    def _quote(self, findings: Sequence[Finding], x: Location) -> str:
        same = [y for f in findings for y in f.locations if (y.article, y.span) == (x.article, x.span)]
        parts = []
        for text, decides in pieces(x, (h for y in same for h in y.highlights)):
            safe = escaped(text)
            before, after = " " * text[:1].isspace(), " " * (text[-1:].isspace() and bool(text.strip()))
            parts.append(f"{before}**{safe}**{after}" if decides and safe else f"{before}{safe}{after}")
        return f"> {escaped(self.view.labels[x.article])}: {''.join(parts).strip()}"
