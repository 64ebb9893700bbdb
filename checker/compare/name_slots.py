"""Where a name stands in its sentence: who does what, who is only credited, what two sentences share beside names."""

from __future__ import annotations

import re

from checker.facts.name_words import fold, words
from checker.facts.stems import content_stems
from checker.facts.words import load
from checker.model import Alignment, Name, Span, Statement

_WORDS = load("deeds")
_SPEECH = rf"(?:{'|'.join(_WORDS['speech'])})"
_SAYS_BEHIND = re.compile(rf"(?:,[^,.;]{{1,60}},)?\s(?:has |had |have |also |later |was )?{_SPEECH}\b")
_SAYS_BEFORE = re.compile(rf"\b(?:{_SPEECH}|according to|by the account of)\s(?:[^.;\"“”]{{0,40}})?$")
_AUX = frozenset(_WORDS["aux"].split())
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BY = re.compile(
    r"\b([^\W\d_]\w{2,30})\s(?:last \w{1,20} |on \w{1,20} )?by\s(?:the\s|its\s)?(?:[\w'’-]{2,20}\.?\s){0,4}$"
)
_MUTUAL = re.compile(r"\b(?:agreement|treaty|deal|memorandum|contract|accord|pact|protocol|papers)\b", re.IGNORECASE)
_OWNS = re.compile(r"\b(?:of|in|on|at|by|under|from|with|near|for|to|against|over|between|and)\s(?:the\s)?$")
_DEEDS = {name: frozenset(forms.split()) for name, forms in _WORDS["deeds"].items()}


def says(statement: Statement, name: Name) -> bool:
    """Tell whether a name stands as the source of what is said."""
    start, end = name.span.start - statement.span.start, name.span.end - statement.span.start
    if _SAYS_BEHIND.match(statement.text[end : end + 90]):
        return True
    if statement.attribution is not None and statement.attribution.span.overlaps(name.span):
        return True
    return bool(_SAYS_BEFORE.search(statement.text[max(0, start - 70) : start]))


def deeds(statement: Statement, name: Name) -> frozenset[str]:
    """Return the verbs that a name is the doer of, as far as the order of words shows it; one word a class."""
    start, end = name.span.start - statement.span.start, name.span.end - statement.span.start
    text = statement.text
    found: set[str] = set()
    if by := _BY.search(text[max(0, start - 110) : start]):
        found.add(_deed(by.group(1)))
    behind = text[end : end + 120]
    if _OWNS.search(text[max(0, start - 14) : start]):
        return frozenset(found) - {""}
    if aside := re.match(r",\s([^,.;:\"“”]{1,70}),(?=\s)", behind):
        if aside.group(1).startswith("who "):
            found.add(_verb(aside.group(1)[3:]))
        behind = behind[aside.end() :]
    elif re.match(r",\s(?:is|was|will|has|who)\s", behind):
        behind = behind[1:]
    found.add(_verb(behind))
    if _MUTUAL.search(text):
        # Each side's paper names its own signatory of a treaty.
        found.discard("sign")
    return frozenset(found) - {""}


def _verb(text: str) -> str:
    """Return the class of the verb that ``text`` begins with, or nothing where the name undergoes it."""
    lead = re.match(r"\s(?:(?:has|have|had|will|would|is|are|was|were|be|been|being|to|not|shall|who)\s){0,4}", text)
    if lead is None or re.search(r"\b(?:is|are|was|were|be|been|being)\s$", lead.group()):
        return ""
    for word in _WORD.findall(text[lead.end() : lead.end() + 60])[:4]:
        if word[0].isupper():
            return ""
        if fold(word) not in _AUX and not word.endswith("ly"):
            return _deed(word)
    return ""


def _deed(word: str) -> str:
    for name, forms in _DEEDS.items():
        if fold(word) in forms:
            return str(name)
    return ""


def frame(pair: Alignment, credits: bool = True) -> tuple[int, float]:
    """Return how many content words both sentences share beside names and titles, and their share of the shorter.

    ``credits`` says whether the words that credit a source count.
    """
    left, right = _content(pair.left, credits), _content(pair.right, credits)
    both = len(left & right)
    return both, both / max(1, min(len(left), len(right)))


def _content(statement: Statement, credits: bool) -> set[str]:
    base = statement.span.start
    credit = statement.attribution.span if statement.attribution is not None and not credits else None
    drop = words().roles | words().modifiers | words().courtesy | words().ranks
    taken: dict[str, Span] = {}
    for stem, span in content_stems(statement.text):
        taken.setdefault(stem, span)
    return {
        stem
        for stem, span in taken.items()
        if stem not in drop
        and not any(n.span.start - base <= span.start < n.span.end - base for n in statement.facts.names)
        and not (credit is not None and credit.start - base <= span.start < credit.end - base)
    }
