"""Cut a sentence into the clauses that state something of their own, to mark what a source leaves out of it."""

from __future__ import annotations

import re

from checker.model import Span, Statement
from checker.read.wordlists import words
from checker.split.verbs import CREDITING

LONGEST_SENTENCE = 3_000
"""Characters; what is longer is no sentence and stays whole."""

FEWEST_WORDS = 4
"""A clause that states something has a subject and a verb and something more."""

_CUT = re.compile(
    r"(?P<semi>;\s+)"
    r"|,\s+(?P<word>and|but|while|although|though|whereas|because|since|so|after|before|which|who|whose|where|when|if"
    r"|unless|provided|subject to|despite|except)\b"
    r"|(?P<dash>\s[—–-]{1,2}\s)"
    r"|,\s+(?P<tail>[a-z]{3,15}ing)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|should|may|might|can|could|must|do|does|did|said|says|told|went"
    r"|took|made|gave|came|became|fell|rose|left|found|held|kept|put|set|saw|won|lost|met|cut|led|began|broke|brought|paid"
    r"|sold|sent|ran|grew|hit|shot|spoke|stood|lay|wrote|got|knew|thought|wants?|needs?|remains?|goes|takes|makes|gives|comes"
    r"|falls|rises|holds|shows|expects?|plans?|faces|covers|includes?|runs|begins?|starts|ends|[a-z]{3,}ed)\b"
)
_RESUMED = re.compile(r",\s+(?:also |later |then )?([a-z]+)")
_VERBLESS = frozenset(
    {"subject to", "despite", "except", "which", "who"}
)  # the last two always have a verb behind them
_RELATIVE = words("which who whose where when")
_NOT_TAIL = words(
    """
    during including following regarding concerning excluding nothing something everything anything king morning
    evening
    """
)
_WORD = re.compile(r"[^\W_]+")


def clauses(statement: Statement) -> tuple[Span, ...]:
    """Return the clauses of a statement as spans of the article, in order; the whole of it where it has only one.

    Cuts at semicolons, before ``, and``, ``, but``, ``, which`` and the like, and before participle tails, where
    both sides have a verb and some length; never inside quotation marks or brackets.
    """
    text, base = statement.text, statement.span.start
    if len(text) > LONGEST_SENTENCE:
        return (statement.span,)
    shut = [Span(q.span.start - base, q.span.end - base) for q in statement.quotes]
    shut += [Span(m.start(), m.end()) for m in re.finditer(r"\([^()]{0,300}\)", text)]
    pieces: list[Span] = []
    start = 0
    for m in _CUT.finditer(text):
        cut = m.end() if m["semi"] or m["dash"] else m.start("word") if m["word"] else m.start("tail")
        if m["word"] in _RELATIVE and _resumes(text, cut):
            continue
        if any(s.start < cut < s.end for s in shut) or m["tail"] in _NOT_TAIL:
            continue
        rest = text[cut : _next(text, m.end())]
        if not _states(text[start : m.start()]) or not _states(rest, tail=bool(m["tail"]) or m["word"] in _VERBLESS):
            continue
        pieces.append(Span(start, m.start()))
        start = cut
    pieces.append(Span(start, len(text)))
    return tuple(Span(p.start + base, p.end + base) for p in (_trimmed(text, p) for p in pieces) if p.start < p.end)


def _resumes(text: str, cut: int) -> bool:
    """Tell whether the main clause goes on behind a relative one: ``Ruhama, who runs the station, told us``."""
    return any(m[1] in CREDITING or _FINITE.fullmatch(m[1]) is not None for m in _RESUMED.finditer(text, cut))


def _next(text: str, start: int) -> int:
    m = _CUT.search(text, start)
    return m.start() if m else len(text)


def _states(part: str, *, tail: bool = False) -> bool:
    words = _WORD.findall(part)
    return len(words) >= (3 if tail else FEWEST_WORDS) and (tail or _FINITE.search(part) is not None)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return Span(start, end)
