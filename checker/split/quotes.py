"""Find quotations in a paragraph: straight, curly and angle marks, single ones too; apostrophes are not quotes."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.model import Span

_PAIRS = {"“": "”", "«": "»", "„": "”“", "‹": "›", "‟": "”"}
_MARKS = re.compile(r"[\"“”«»„‟‹›]|''|``")
_SINGLE = re.compile(r"(?<![\w'’])[‘'](?=[A-Za-zÀ-ÿ])")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_POSSESSED = re.compile(r".\s+[a-z]")
_ELIDED = re.compile(r"[‘'’](?:\d0s|tis|twas|em|til|cause|n|round|bout)\b", re.I)
_ELISION = re.compile(r"\(\s?(?:\.{2,6}|…)\s?\)|\[\s?(?:\.{2,6}|…)\s?\]|\.{3,6}|…|\. \. \.")
LONGEST_SINGLE = 400
"""Words in single marks are headline quotations and short ones; beyond this the mark is an apostrophe."""


class Quotation(NamedTuple):
    """One stretch of quoted words within a paragraph."""

    span: Span
    """The words without the marks."""
    outer: Span
    """The words with the marks."""
    closed: bool
    group: int
    """Quotations that continue each other over paragraphs share it."""


def quotations(text: str, within: Span) -> list[Quotation]:
    """Return the outermost quotations of a paragraph in order; one that does not close runs to its end."""
    found: list[Quotation] = []
    opened: tuple[int, int, str] | None = None  # start with mark, start of the words, closing marks
    depth = 0
    inner = False  # a straight quotation within a curly one
    straight = text.count('"', within.start, within.end)
    for m in _MARKS.finditer(text, within.start, within.end):
        mark = m[0]
        straight -= mark == '"'
        if opened is None:
            if (closing := _opens(text, m, within)) is not None:
                opened, depth, inner = (m.start(), m.end(), closing), 0, False
            continue
        closes = mark in opened[2]
        if mark == '"' and opened[2] != '"':
            # Some desks open with a curly mark and close with a straight one.
            if inner or _starts_word(text, m, within):
                inner = not inner
                continue
            closes = "”" in opened[2]
        elif opened[2] == '"':
            if mark == '"' and _starts_word(text, m, within) and straight >= 2:
                continue
            closes = closes or mark == "”"
        elif mark in _PAIRS and not closes:
            depth += mark == text[opened[0]]
            continue
        if not closes:
            continue
        if depth:
            depth -= 1
            continue
        _append(found, text, opened, m.start(), m.end(), closed=True)
        opened = None
    if opened is not None:
        _append(found, text, opened, within.end, within.end, closed=False)
    return sorted(found + _single(text, within, found))


def _append(
    found: list[Quotation], text: str, opened: tuple[int, int, str], end: int, outer_end: int, *, closed: bool
) -> None:
    if any(c.isalnum() for c in text[opened[1] : end]):
        found.append(Quotation(Span(opened[1], end), Span(opened[0], outer_end), closed, opened[0]))


def _opens(text: str, m: re.Match[str], within: Span) -> str | None:
    """Return the marks that would close the quotation that a mark opens, or ``None`` if it opens none."""
    mark = m[0]
    if mark in _PAIRS:
        return _PAIRS[mark]
    before = text[m.start() - 1] if m.start() > within.start else " "
    after = text[m.end()] if m.end() < within.end else " "
    if mark == "``":
        return "''"
    if mark == '"' and not before.isalnum() and not after.isspace() and not (before.isdigit() and after in " ,."):
        return '"'
    if mark == "''" and not before.isalnum() and after.isalnum():
        return "''"
    return None


def _starts_word(text: str, m: re.Match[str], within: Span) -> bool:
    """Tell whether a straight mark stands between a space and a letter, where it opens."""
    after = text[m.end()] if m.end() < within.end else " "
    return text[m.start() - 1].isspace() and after.isalnum()


def _single(text: str, within: Span, double: list[Quotation]) -> list[Quotation]:
    """Find words in single marks outside the double ones."""
    found = []
    at = within.start
    behind = 0  # the first double quotation that ends behind the mark
    while m := _SINGLE.search(text, at, within.end):
        at = m.end()
        while behind < len(double) and double[behind].outer.end <= m.start():
            behind += 1
        ahead = double[behind].outer if behind < len(double) else None
        if _ELIDED.match(text, m.start()) or (ahead is not None and ahead.start <= m.start()):
            continue
        limit = min(within.end, m.end() + LONGEST_SINGLE, ahead.start if ahead else within.end)
        ends = [e.start() for e in _SINGLE_END.finditer(text, m.end(), limit)]
        # "the workers' pay": an s before the mark may be a possessive; a later mark is the better end.
        sure = [e for e in ends if not (text[e - 1] == "s" and _POSSESSED.match(text, e))]
        if sure or ends:
            end = (sure or ends)[0]
            found.append(Quotation(Span(m.end(), end), Span(m.start(), end + 1), True, m.start()))
            at = end + 1
    return found


def elisions(text: str, within: Span) -> tuple[Span, ...]:
    """Return the omission marks in a stretch: ``...``, ``(...)``, ``[...]``, ``…``."""
    return tuple(Span(m.start(), m.end()) for m in _ELISION.finditer(text, within.start, within.end))
