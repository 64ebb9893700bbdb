"""Where a passage stands in its file, as editors and CI systems count: lines and columns from 1, relative paths."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple
from urllib.parse import quote

from checker.model import Article, Finding, Location, Report, Span
from checker.report.plain import plain

_BREAK = re.compile(r"\r\n|\r|\n")
_TEXT = frozenset({"", ".txt", ".text", ".md", ".markdown"})
"""Suffixes of files whose own text is the article's text; in HTML or XML the article's offsets are not the file's."""


class Position(NamedTuple):
    """A range of a file: the last column is one behind the range, as in SARIF."""

    line: int
    column: int
    """In Unicode code points."""
    end_line: int
    end_column: int


TOP = Position(1, 1, 1, 1)
"""Where a finding is put whose place in the file is not known."""


class Places:
    """The articles of one report with the offsets of their lines."""

    def __init__(self, report: Report) -> None:
        self.articles = {a.id: a for a in report.articles}
        self._starts = {a.id: _lines(a.text) for a in report.articles}

    def path(self, article: str) -> str:
        """Return the file of an article, as ``relative`` gives it."""
        return relative(self.articles[article].path)

    def at(self, article: str, span: Span) -> Position | None:
        """Return the lines and columns of a span; ``None`` where the file's text is not the article's."""
        if not in_file(self.articles[article]):
            return None
        starts = self._starts[article]
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, max(span.start, span.end - 1)) - 1
        return Position(first + 1, span.start - starts[first] + 1, last + 1, span.end - starts[last] + 1)

    def deciding(self, location: Location) -> Position | None:
        """Return the place of the deciding words, or of the whole passage where none are marked."""
        return self.at(location.article, location.highlights[0] if location.highlights else location.span)

    def see(self, location: Location) -> str:
        """Return ``path:line:column`` of a passage, sanitised, for a person to go to."""
        spot = self.deciding(location)
        path = plain(self.path(location.article))
        return f"{path}:{spot.line}:{spot.column}" if spot else path


def _lines(text: str) -> list[int]:
    return [0, *(m.end() for m in _BREAK.finditer(text))]


def in_file(article: Article) -> bool:
    """Tell whether offsets into the article's text are offsets into its file's text."""
    return PurePath(article.path).suffix.lower() in _TEXT


def relative(path: str) -> str:
    """Return a path as CI systems resolve it: with ``/``, and relative where it lies below the working directory."""
    if path == "-":
        return "stdin"
    pure = PurePath(path)
    if pure.is_absolute():
        try:
            pure = pure.relative_to(Path.cwd())
        except (ValueError, OSError):
            return pure.as_posix()
    return pure.as_posix()


def uri(path: str) -> str:
    """Return a path as a relative URI reference, or a ``file`` URI for one outside the working directory."""
    shown = relative(path)
    # A file name in another encoding than UTF-8 keeps its own bytes.
    try:
        quoted = quote(shown.encode("utf-8", "surrogateescape"), safe="/")
    except UnicodeEncodeError:
        quoted = quote(shown.encode("utf-8", "backslashreplace"), safe="/")
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Order findings by level, in reading order within each: viewers show the first few alone."""
    return sorted(findings, key=lambda f: -f.level.rank)
