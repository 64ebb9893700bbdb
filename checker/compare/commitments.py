"""Compare how firmly two statements bind someone to the same thing.

Levels
    same        both bind as firmly (nothing is reported)
    conflict    commitment-shift: "undertakes", "agreed to", "pledged", "shall", "must" or "will" in one; "should",
                "may", "is considering", "would consider", "was urged to" in the other

Not judged
    "will" against "may", which says how likely a thing is (see certainty); statements that share no words of what is
    undertaken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.matter import behind, clause_words, comparable, is_name, shared
from checker.compare.slots import phrase
from checker.model import Alignment, Comparison, Cue, Level, Span, Statement

NAME = "commitments"

_APPEAL = re.compile(r"(?:urg|call|recommend|invit|encourag)", re.IGNORECASE)
"""What others ask for says little of what someone undertakes: it needs more shared words."""
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)\b", re.IGNORECASE)
_MODALS = frozenset(("may", "might", "could"))
_BARE = _MODALS | {"should"}
"""A modal alone is everywhere, and says what somebody thinks as often as what somebody undertakes."""


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one shift."""
    if not comparable(pair):
        return
    found = _shift(pair.left, pair.right)
    if found is None:
        back = _shift(pair.right, pair.left)
        found = None if back is None else (back[1], back[0])
    if found is not None:
        left, right = found
        yield Comparison(
            NAME, Level.CONFLICT, "commitment-shift", left, right, phrase(pair.left, left), phrase(pair.right, right)
        )


def _shift(firm: Statement, soft: Statement) -> tuple[Span, Span] | None:
    if "?" in firm.text or firm.text.startswith("Whether"):
        return None
    if any(c.value == "soft" for c in firm.facts.of("commitment")):
        return None
    if any(c.value == "firm" for c in soft.facts.of("commitment")):
        return None
    for strong in firm.facts.of("commitment"):
        for weak in soft.facts.of("commitment"):
            if weak.value != "soft" or not _comparable(strong, weak, soft):
                continue
            near = shared(firm, strong.span, soft, weak.span)
            if soft.cut(weak.span).lower() in _BARE and len(_matter(firm, strong) & _matter(soft, weak)) < 2:
                continue
            if len(near) >= 2 or (_same_part(firm, strong, soft, weak) & near and not _appeals(soft, weak)):
                return strong.span, weak.span
    return None


def _appeals(statement: Statement, cue: Cue) -> bool:
    return bool(_APPEAL.match(statement.cut(cue.span)))


def _same_part(firm: Statement, strong: Cue, soft: Statement, weak: Cue) -> frozenset[str]:
    """Return the words that both have as the subject, or both as what is undertaken ("an appeal is considered")."""
    subject, matter = _parts(firm, strong)
    other_subject, other_matter = _parts(soft, weak)
    return (subject & other_subject) | (matter & other_matter)


def _parts(statement: Statement, cue: Cue) -> tuple[frozenset[str], frozenset[str]]:
    assert cue.scope is not None
    before = frozenset(w.key for w in clause_words(statement, cue.scope) if w.span.end <= cue.span.start)
    after = frozenset(w.key for w in behind(statement, cue))
    passive = _PASSIVE.search(statement.cut(cue.span)) is not None
    return before, before | after if passive else after


def _matter(statement: Statement, cue: Cue) -> frozenset[str]:
    """Return the words behind a cue in its clause, names left out: what is undertaken."""
    return frozenset(w.key for w in behind(statement, cue) if not is_name(statement, w.span))


def _comparable(strong: Cue, weak: Cue, soft: Statement) -> bool:
    word = soft.cut(weak.span).lower()
    if strong.value == "firm":
        return True
    return strong.value == "will" and word not in _MODALS and not _appeals(soft, weak)
