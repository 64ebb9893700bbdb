"""The lines of a text -> blocks: headline, sub-headings, datelines and paragraphs, each with its span."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model import Kind, Span
from checker.read.datelines import dateline
from checker.read.lines import Line, dated, full, lines, role, wrap_width
from checker.read.masthead import masthead

LONGEST_HEADING = 110
"""A sub-heading is a short line; longer ones without a full stop are sentences that lack it."""

_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]*_]*\Z")
_MARK = re.compile(r"(?:#{1,6}[ \t]+|>[ \t]*|[-*+•▪●–—·][ \t]+|\d{1,2}[.)][ \t]+(?=[A-Z]))")
_RULE = re.compile(r"[\W_]+\Z")
_FINITE = re.compile(r"\b(?:said|says|told|added|was|were|has been|have been|had)\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a dateline or a paragraph; a paragraph is still to be cut into sentences."""

    span: Span
    kind: Kind


def blocks(text: str, headline: str | None = None) -> list[Block]:
    """Cut a text into blocks in order; together they hold all its words.

    A first line that is the ``headline`` which the file's own metadata names is a headline, whatever it looks like.
    """
    top = {e.line.start: e.role for e in masthead(text).entries}
    found: list[Block] = []
    rows = list(lines(text))
    if headline and rows and rows[0].of(text) == headline:
        top[rows[0].start] = "headline"
    front = _front_matter(text, rows)
    for line in rows[:front]:
        _add(found, text, line.start, line.end, Kind.DATELINE)
    rows = rows[front:]
    width = wrap_width(text, rows)
    bodies = 0
    n = 0
    while n < len(rows):
        line = rows[n]
        words = line.of(text)
        kind = _kind(words, top.get(line.start), rows, n, text)
        if kind is not None:
            _add(found, text, line.start, line.end, kind)
            n += 1
            continue
        last = n
        while last + 1 < len(rows) and _joined(text, rows[last], rows[last + 1], width, top):
            last += 1
        start, end = line.start, rows[last].end
        opening = dateline(text[start : min(end, start + 400)]) if bodies < 2 else None
        if opening is not None and any(c.isalnum() for c in text[start + opening.end : end]):
            _add(found, text, start, start + opening.end, Kind.DATELINE)
            start += opening.end
        _add(found, text, start, end, Kind.CLAIM)
        bodies += 1
        n = last + 1
    return found


def _kind(words: str, top: str | None, rows: list[Line], n: int, text: str) -> Kind | None:
    """Tell what a single line is; ``None`` for the line of a paragraph."""
    if top is not None:
        return {"headline": Kind.HEADLINE, "deck": Kind.SUBHEADING}.get(top, Kind.DATELINE)
    if words.startswith("#") and re.match(r"#{1,6}[ \t]", words):
        return Kind.SUBHEADING if n or words.startswith("##") else Kind.HEADLINE
    if role(words) is not None and (n < 12 or not dated(words)):
        return Kind.DATELINE
    return Kind.SUBHEADING if _is_heading(words, rows, n, text) else None


def _is_heading(words: str, rows: list[Line], n: int, text: str) -> bool:
    """A short line without a full stop that stands over a paragraph."""
    if n + 1 >= len(rows) or len(words) > LONGEST_HEADING or words.endswith((",", ";", "-")):
        return False
    if not rows[n].gap and n > 0 and not _TERMINAL.search(rows[n - 1].of(text)) and not words[:1].isupper():
        return False
    following = rows[n + 1].of(text)
    if following[:1].islower():
        return False
    if _MARK.match(words) and not words.startswith("#"):
        return False
    bare = words.strip("*_ ")
    if _TERMINAL.search(bare):
        # `Who is coming?` over its answer; a question of the running text is longer or has more behind it.
        return (
            bare.endswith("?")
            and len(bare.split()) <= 8
            and bare.count("?") == 1
            and "." not in bare
            and bare[0] not in "\"“'‘«"
        )
    if bare.endswith(":"):
        return len(bare.split()) <= 5
    return not (_FINITE.search(bare) and bare.count(" ") > 12)


def _joined(text: str, line: Line, following: Line, width: int, top: dict[int, str]) -> bool:
    """Tell whether two lines belong to one paragraph."""
    if following.gap or following.start in top:
        return False
    words, more = line.of(text), following.of(text)
    if _MARK.match(more) or role(more) is not None:
        return False
    if width and full(text, line, following, width):
        return True
    # A line that breaks off in a sentence, and the next goes on in lower case.
    return not _TERMINAL.search(words) and not words.endswith(":") and more[:1].islower()


def _front_matter(text: str, rows: list[Line]) -> int:
    """Return how many lines are the front matter of a Markdown file."""
    if not rows or rows[0].of(text) != "---":
        return 0
    for n, line in enumerate(rows[1:60], 1):
        if line.of(text) in ("---", "..."):
            return n + 1
    return 0


def _add(found: list[Block], text: str, start: int, end: int, kind: Kind) -> None:
    """Append a block without list marks and white space around it, if it holds a word."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    mark = _MARK.match(text, start, end)
    if mark and kind is not Kind.DATELINE and any(c.isalnum() for c in text[mark.end() : end]):
        start = mark.end()
    if start < end and not _RULE.match(text, start, end):
        found.append(Block(Span(start, end), kind))
