"""Passages of articles as lines: sanitised, wrapped, with the deciding words marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from checker.model import Article, Location, Span
from checker.report.plain import ascii_only, plain, wrap
from checker.report.style import Style

OPEN, CLOSE = "[[", "]]"
"""Marks of the deciding words where there is no colour."""

MAX_PASSAGE = 600
"""Code points of a passage that are shown; longer ones are cut around the deciding words."""

# Private-use characters stand for the marks while lines are wrapped; ``plain`` lets none through from an article.
_ON, _OFF = "\ue000", "\ue001"

CODES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "36",
    "mark": "1;4;33",
    "good": "32",
}
"""Escape codes by meaning; each is only ever added to words that say the same without it."""


def labels(articles: Sequence[Article]) -> dict[str, str]:
    """Name each article by its file name, or by its path where two files share the name."""
    names = [PurePath(a.path).name for a in articles]
    return {
        a.id: plain("standard input" if a.path == "-" else a.path if names.count(n) > 1 else n)
        for a, n in zip(articles, names, strict=True)
    }


def paint(text: str, meaning: str, style: Style) -> str:
    """Return text in a colour, or as it is where there is none."""
    return f"\x1b[{CODES[meaning]}m{text}\x1b[0m" if style.colour else text


def shown(text: str, style: Style) -> str:
    """Return text as the stream can carry it, sanitised."""
    return ascii_only(plain(text)) if style.ascii else plain(text)


def paragraph(text: str, style: Style, indent: str = "", hang: str | None = None) -> list[str]:
    """Return a sanitised paragraph as wrapped lines."""
    return wrap(shown(text, style), style.width, indent, hang)


def passage(label: str, location: Location, marks: Sequence[Span], style: Style, indent: str = "   ") -> list[str]:
    """Return one passage as lines that begin with the source's name."""
    marked = _marked(location, marks)
    if style.ascii:
        marked = ascii_only(marked.replace(_ON, OPEN).replace(_OFF, CLOSE))
    elif not style.colour:
        marked = marked.replace(_ON, OPEN).replace(_OFF, CLOSE)
    name = shown(label, style)
    lines = wrap(f"{name}: {marked}", style.width, indent, f"{indent}  ")
    return _coloured(lines, name, indent) if style.colour and not style.ascii else lines


def excerpt(article: Article, span: Span) -> str:
    """Return the words of a span for a line of text."""
    return plain(" ".join(span.of(article.text).split()))


def _marked(location: Location, marks: Sequence[Span]) -> str:
    """Sanitise the passage piece by piece, so that the marks stand where the article's offsets say."""
    base = location.span.start
    inside = _joined([m for m in marks if location.span.holds(m) and m.start < m.end])
    first, last, before, after = _window(location, inside)
    parts, at = [before], first
    for m in inside:
        start, stop = max(m.start - base, first), min(m.end - base, last)
        if start < stop:
            parts += [plain(location.text[at:start]), _ON, plain(location.text[start:stop]), _OFF]
            at = stop
    return "".join([*parts, plain(location.text[at:last]), after]).strip()


def _window(location: Location, marks: Sequence[Span]) -> tuple[int, int, str, str]:
    size = len(location.text)
    if size <= MAX_PASSAGE:
        return 0, size, "", ""
    first = marks[0].start - location.span.start if marks else 0
    start = max(0, min(first - MAX_PASSAGE // 3, size - MAX_PASSAGE))
    stop = min(size, start + MAX_PASSAGE)
    return start, stop, "… " if start else "", " …" if stop < size else ""


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Sort spans and join those that overlap: marks are never nested."""
    joined: list[Span] = []
    for s in sorted(spans):
        if joined and s.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, s.end))
        else:
            joined.append(s)
    return joined


def _coloured(lines: list[str], name: str, indent: str) -> list[str]:
    on, off = f"\x1b[{CODES['mark']}m", "\x1b[0m"
    painted, inside = [], False
    for number, line in enumerate(lines):
        blank = len(line) - len(line.lstrip())
        head, body = line[:blank], line[blank:]
        if number == 0 and body.startswith(f"{name}:"):
            head, body = f"{head}\x1b[{CODES['bold']}m{name}:\x1b[0m", body[len(name) + 1 :]
        # A mark that runs over a line end is closed there and opened again, so that the indent stays bare.
        text = (on if inside else "") + body.replace(_ON, on).replace(_OFF, off)
        inside = body.rfind(_ON) > body.rfind(_OFF) or (inside and _OFF not in body)
        painted.append(head + text + (off if inside else ""))
    return painted
