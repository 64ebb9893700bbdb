"""Compare whom and what two statements name in the same place of the story.

Levels
    same        both write the name in the same way (nothing is reported)
    compatible  name-variant: one person, body or place under two forms: "Supreme" and "High Military Commission",
                "HATU" and the full name, a surname and the full name, two spellings
    conflict    entity-conflict: another person holds the same office, another one does the same deed, another place
                stands where the rest of the sentence is the same, or one person holds another office

Not judged
    names that only one statement has; members of a list; people who are credited with what is said (two speakers may
    hold two opinions); offices that pass from one person to another ("former", "successor"); pairs that speak of
    different places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.name_slots import deeds, frame, says
from checker.facts.name_forms import folded
from checker.facts.name_words import fold, words
from checker.facts.names import role_key, same
from checker.model import Alignment, Comparison, Level, Name, Statement

NAME = "names"

SHARED_FRAME = 0.6
"""Least share of content words, names left out, that two sentences have in common to be one frame."""
SHARED_DEED = 0.4
"""The same where both names do the same deed."""
SHARED_DEED_SHORT = 0.5
"""The same where only one word is shared."""

_MOST = 24
_HANDOVER = re.compile(
    r"\b(?:former(?:ly)?|ex-|successors?|succeed\w*|predecessor|replac\w+|resign\w*|outgoing|"
    r"incoming|then|new|late|takes? over|step\w* down|stand\w* in|deputis\w+|deputiz\w+|interim|acting)\b",
    re.IGNORECASE,
)
_FIELD_ROLES = frozenset(("minister", "secretary", "commissioner"))


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield name variants, and at most one conflict."""
    left, right = pair.left.facts.names[:_MOST], pair.right.facts.names[:_MOST]
    if not (pair.left.claims and pair.right.claims):
        return
    seen: set[tuple[str, ...]] = set()
    for a in left:
        partner = next((b for b in right if same(a, b)), None)
        if partner is None or a.key in seen or any(folded(a) == folded(b) for b in right):
            continue
        if any(folded(partner) == folded(other) for other in left):
            continue
        seen.add(a.key)
        yield _comparison(Level.COMPATIBLE, "name-variant", a, partner, a.text, partner.text)
    yield from _conflict(pair, left, right)


def _conflict(pair: Alignment, left: tuple[Name, ...], right: tuple[Name, ...]) -> Iterator[Comparison]:
    for a in left:
        for b in right:
            if same(a, b) and _other_office(a, b):
                yield _comparison(Level.CONFLICT, "entity-conflict", a, b, _titled(a), _titled(b))
                return
    lone_left = tuple(a for a in left if not any(same(a, b) for b in right))
    lone_right = tuple(b for b in right if not any(same(a, b) for a in left))
    if not lone_left or not lone_right or _places_apart(left, right):
        return
    if _HANDOVER.search(pair.left.text) or _HANDOVER.search(pair.right.text):
        return
    near = frame(pair)
    for a in lone_left:
        for b in lone_right:
            if "place" in (a.kind, b.kind) and a.kind != b.kind:
                continue
            if _same_slot(pair, a, b, near, (len(lone_left), len(lone_right))):
                yield _comparison(Level.CONFLICT, "entity-conflict", a, b, _titled(a), _titled(b))
                return


def _other_office(a: Name, b: Name) -> bool:
    """Tell whether one person has two offices of a kind that exclude each other: energy minister, health minister."""
    one, two = role_key(a.title), role_key(b.title)
    heads = one & two & _FIELD_ROLES
    fields = [{w for w in words().portfolios for k in key if w.rstrip("s") == k} for key in (one, two)]
    return bool(heads) and all(fields) and not fields[0] & fields[1] and "deputy" not in one | two


def _same_slot(pair: Alignment, a: Name, b: Name, near: tuple[int, float], lone: tuple[int, int]) -> bool:
    shared, share = near
    if _listed(pair.left, a) or _listed(pair.right, b):
        return False
    speaking = says(pair.left, a) or says(pair.right, b)
    if _one_holder(a, b) and shared >= 2 and (not speaking or lone == (1, 1)):
        return True
    # One shared word is enough where the sentences hold little else.
    near_enough = (shared >= 2 and share >= SHARED_DEED) or (shared == 1 and share >= SHARED_DEED_SHORT)
    if near_enough and deeds(pair.left, a) & deeds(pair.right, b):
        return True
    if speaking:
        return False
    if _same_head(a, b) and shared >= 2 and share >= 0.4 and lone == (1, 1):
        return True
    return (
        # A place often is what tells two events apart, so only persons and bodies are held to one frame.
        a.kind == b.kind
        and a.kind in ("person", "body")
        and lone == (1, 1)
        and shared >= 3
        and share >= SHARED_FRAME
        and _before(pair.left, a) == _before(pair.right, b)
    )


def _one_holder(a: Name, b: Name) -> bool:
    """Tell whether both hold the same office, one that only one person holds at a time."""
    one, two = role_key(a.title), role_key(b.title)
    if not one or one != two or "deputy" in one:
        return False
    return bool(one & words().single) or (len(one) > 1 and bool(one & words().single_qualified))


def _same_head(a: Name, b: Name) -> bool:
    """Tell whether both are of one kind by their last word: Palm Court and Marine Court."""
    if len(a.key) < 2 or len(a.key) != len(b.key) or a.key[-1] != b.key[-1] or a.key[0] == b.key[0]:
        return False
    return a.key[-1] in words().places


def _places_apart(left: tuple[Name, ...], right: tuple[Name, ...]) -> bool:
    """Tell whether both name countries and share none: the same office in two states is no conflict."""
    one = {words().countries[k] for n in left if (k := " ".join(n.key)) in words().countries}
    two = {words().countries[k] for n in right if (k := " ".join(n.key)) in words().countries}
    return bool(one) and bool(two) and not one & two


def _before(statement: Statement, name: Name) -> str:
    """Return the preposition in front of a name, or nothing."""
    at = name.span.start - statement.span.start
    match = re.search(
        r"\b(in|at|near|from|by|to|of|with|for|on|against|under)\s(?:the\s)?$", statement.text[max(0, at - 14) : at]
    )
    return match.group(1) if match else ""


def _listed(statement: Statement, name: Name) -> bool:
    """Tell whether a name stands in a list: "A and B", "A, B and C"."""
    start, end = name.span.start - statement.span.start, name.span.end - statement.span.start
    before, behind = statement.text[max(0, start - 5) : start], statement.text[end : end + 8]
    return bool(re.search(r"\b(?:and|or)\s$", before) or re.match(r",?\s(?:and|or)\s[A-Z]", behind))


def _titled(name: Name) -> str:
    shown = f"{name.title} {name.text}" if name.title and name.title[0].isupper() else name.text
    if name.title and not name.title[0].isupper():
        shown = f"{name.text} ({name.title})"
    return shown if len(shown) <= 90 else name.text[:90]


def _comparison(level: Level, rule: str, a: Name, b: Name, left: str, right: str) -> Comparison:
    return Comparison(NAME, level, rule, a.span, b.span, left, right)


__all__ = ["NAME", "SHARED_FRAME", "compare", "fold"]
