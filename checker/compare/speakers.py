"""Whether two credited sources are one: "Prime Minister Ana Ruz", "Ruz", "the prime minister"."""

from __future__ import annotations

import re

from checker.facts.name_forms import same as same_name
from checker.facts.name_words import fold, words
from checker.model import Name, Span

_CAPS = re.compile(r"[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|the (?:man|woman|document|statement|publication|same source))$")


def pronoun(source: str | None) -> bool:
    """Tell whether a source is given by a pronoun or a bare word for a text, and may be anyone."""
    return bool(source and _PRONOUN.match(source.strip().casefold()))


def proper(source: str | None) -> Name | None:
    """Return the person or body a source names, without titles; ``None`` for pronouns and bare roles."""
    if not source or pronoun(source):
        return None
    w = words()
    runs: list[list[str]] = [[]]
    end = 0
    for match in _CAPS.finditer(source):
        if source[end : match.start()].strip(" ") and runs[-1]:
            runs.append([])
        end = match.end()
        word = fold(match.group())
        if word in w.roles or word in w.courtesy or word in w.ranks or word in ("the", "a", "an"):
            continue
        if runs[-1] == [] and (word in w.portfolios or word in w.modifiers or word in w.openers):
            continue
        runs[-1].append(word)
    persons = [r for r in runs if len(r) > 1 and not any(x in w.bodies or x in w.portfolios for x in r)]
    best = persons[0] if persons else max(runs, key=len)
    if not best:
        return None
    kind = "person" if persons else "body" if any(x in w.bodies for x in best) else None
    return Name(Span(0, len(source)), source, tuple(best), None, kind)


def apart(left: str | None, right: str | None) -> bool:
    """Tell whether two sources surely are two: both name someone, and not the same one; or "he" and "she"."""
    if left and right and {left.strip().casefold(), right.strip().casefold()} == {"he", "she"}:
        return True
    a, b = proper(left), proper(right)
    if a is None or b is None:
        return False
    return not same_name(a, b)
